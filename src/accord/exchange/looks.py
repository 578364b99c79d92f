"""What a file of event data looks like, from its first lines: the wrong file is refused at once and by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from accord.columns import IMPORTS

#: What each kind of file is called when a user is told of it.
NAMES = {
    "icews": "ICEWS events",
    "polecat": "POLECAT events",
    "gdelt": "GDELT events",
    "phoenix": "Phoenix events",
    "acled": "ACLED events",
    "acled-deleted": "ACLED's list of deleted events",
    "mentions": "GDELT mentions, which name events and do not tell them",
    "gkg": "GDELT's knowledge graph",
    "ucdp": "UCDP georeferenced events",
    "json": "JSON",
    "html": "a web page",
    "binary": "no text",
}

#: Kinds that a header names: the columns that no other kind has together, in lower case.
_HEADERS = (
    ("polecat", {"event id", "event type", "actor name", "recipient name"}),
    ("icews", {"event id", "source name", "target name", "event text"}),
    ("acled", {"event_id_cnty", "event_date", "event_type"}),
    ("acled-deleted", {"event_id_cnty", "deleted_timestamp"}),
    ("ucdp", {"id", "relid", "type_of_violence"}),
    ("gdelt", {"globaleventid", "eventcode", "actor1code"}),
    ("mentions", {"globaleventid", "mentiontype"}),
    ("gkg", {"gkgrecordid"}),
    ("phoenix", {"eventid", "sourceactorfull", "targetactorfull"}),
)

_DAY = re.compile(r"(1[6-9]|2[0-9])\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])")


def looks_like(line: str) -> str:
    """The kind of file that has such a first line: a key of ``NAMES``, ``""`` where nothing tells."""
    text = line.removeprefix("\ufeff").rstrip("\r\n")
    if "\0" in text:
        return "binary"
    for delimiter in "\t,;":
        names = {cell.strip().strip('"').lower() for cell in text.split(delimiter)}
        for kind, needed in _HEADERS:
            if needed <= names:
                return kind
    if text.lstrip()[:1] in ("{", "["):
        return "json"
    if re.match(r"\s*<(!doctype|html|\?xml)", text, re.I):
        return "html"
    return _without_header(text.split("\t"))


def _without_header(cells: list[str]) -> str:
    """GDELT and Phoenix have no header: the number of columns and the form of the first ones tell."""
    count = len(cells)
    if count in (57, 58, 61) and cells[0].isdigit() and _DAY.fullmatch(cells[1]):
        return "gdelt"
    if count == 26 and _DAY.fullmatch(cells[1]) and cells[1].startswith(cells[2]):
        return "phoenix"
    if count == 16 and cells[0].isdigit() and cells[1].isdigit():
        return "mentions"
    if count == 27 and re.match(r"\d{14}-", cells[0]):
        return "gkg"
    return ""


def wrong_kind(kind: str, first: Iterable[str]) -> str:
    """Why a file that begins with the lines ``first`` is not of ``kind``, ``""`` where one of them says that it is."""
    seen = [looks_like(line) for line in first if line.strip()]
    if kind in seen:
        return ""
    if not seen:
        return f"the file is empty; {NAMES[kind]} were expected"
    found = next((looks for looks in seen if looks), "")
    if not found:
        return f"not {NAMES[kind]}: neither its header nor its columns are known"
    dataset = found.partition("-")[0]
    advice = f"; use `accord import {dataset}`" if dataset in IMPORTS else ""
    return f"not {NAMES[kind]}: it looks like {NAMES[found]}{advice}"
