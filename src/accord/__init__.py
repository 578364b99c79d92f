"""What happened, who says so, where they conflict, and who is bound to whom, from what many outlets wrote.

    import accord

    dossier = accord.dossier("reports/")
    for contest in dossier.contests:
        print(contest.kind, contest.title, [side.holds for side in contest.sides])
    accord.publish(dossier, "out", formats=("html", "json"))

The stages are streams, each over the one before: ``accord.code(accord.read("archive.jsonl"))`` codes an archive report
by report in flat memory. These names are the whole of the interface; they are the functions that the command line runs.
Importing accord is quick: a name loads what it needs when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from accord.errors import AccordError, ConfigError, DataError
    from accord.pipeline import code_reports as code
    from accord.pipeline import dossier_of as dossier
    from accord.pipeline import parse_reports as parse
    from accord.pipeline import publish
    from accord.pipeline import read_reports as read
    from accord.publishing import dossier_schema as schema
    from accord.publishing import render_html as to_html
    from accord.publishing import render_json as to_json
    from accord.records import Coded, Dossier, Parsed, Refused, Report, as_json

__version__ = "0.1.0"

__all__ = [
    "AccordError",
    "Coded",
    "ConfigError",
    "DataError",
    "Dossier",
    "Parsed",
    "Refused",
    "Report",
    "__version__",
    "as_json",
    "code",
    "dossier",
    "parse",
    "publish",
    "read",
    "schema",
    "to_html",
    "to_json",
]

#: Where each name lives and what it is called there.
_HOMES = {
    "AccordError": ("errors", "AccordError"),
    "ConfigError": ("errors", "ConfigError"),
    "DataError": ("errors", "DataError"),
    "Coded": ("records", "Coded"),
    "Dossier": ("records", "Dossier"),
    "Parsed": ("records", "Parsed"),
    "Refused": ("records", "Refused"),
    "Report": ("records", "Report"),
    "as_json": ("records", "as_json"),
    "code": ("pipeline", "code_reports"),
    "dossier": ("pipeline", "dossier_of"),
    "parse": ("pipeline", "parse_reports"),
    "publish": ("pipeline", "publish"),
    "read": ("pipeline", "read_reports"),
    "schema": ("publishing", "dossier_schema"),
    "to_html": ("publishing", "render_html"),
    "to_json": ("publishing", "render_json"),
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for: reading needs no model, ``--version`` needs nothing at all."""
    if name not in _HOMES:
        raise AttributeError(f"module 'accord' has no attribute {name!r}; it has: {', '.join(__all__)}")
    module, attribute = _HOMES[name]
    found = getattr(import_module(f"accord.{module}"), attribute)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
