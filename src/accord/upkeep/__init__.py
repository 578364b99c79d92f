"""The order of rooms where what was read is kept: reports and judgements → ledger → what is known.

A name's home is loaded when the name is first used: a question to the ledger needs no parser.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from accord.upkeep.derive import open_settled, rebuild, rule, settle
    from accord.upkeep.intake import Ingested, ingest
    from accord.upkeep.judging import judge

__all__ = ["Ingested", "ingest", "judge", "open_settled", "rebuild", "rule", "settle"]

_HOMES = {
    "Ingested": "intake",
    "ingest": "intake",
    "judge": "judging",
    "open_settled": "derive",
    "rebuild": "derive",
    "rule": "derive",
    "settle": "derive",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"accord.upkeep.{_HOMES[name]}"), name)
