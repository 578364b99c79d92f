"""Records of named fields, as JSON and CSV give them, to drafts. The names are in ``data/reading/fields.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from accord.reading.blocks import Line
from accord.reading.canonical import tidy
from accord.reading.draft import Draft, has_tags
from accord.reading.html import strip_tags
from accord.reading.text import unwrap
from accord.records import Refused
from accord.tables import Problem, read_table

TABLE = "reading/fields.tsv"
COLUMNS = ("field", "names", "example")
FIELDS = (
    "text", "summary", "title", "standfirst", "published", "url", "outlet", "author", "language", "records", "wrapper",
)  # fmt: skip
#: How far down a list of records or the fields of one record are looked for.
_DOWN = 3

Record = Mapping[str, Any]


@lru_cache(maxsize=1)
def load_fields() -> Mapping[str, tuple[str, ...]]:
    """For each of our fields, the folded names that inputs give it, best first. Raises ConfigError where malformed."""
    return MappingProxyType({row["field"]: row.list("names") for row in read_table(TABLE, COLUMNS)})


def fold_name(name: object) -> str:
    """A field's name as it is looked up: ``"Published_At"`` as ``"publishedat"``."""
    return re.sub(r"[^a-z0-9]", "", str(name).lower())


def draft_record(name: str, record: Record) -> Draft | Refused:
    """The draft that a record makes, or why it makes none."""
    folded = _unwrap(_fold(record))
    text = _text(folded, "text") or _text(folded, "summary")
    title = _first(folded, "title")
    if not text.strip():
        return Refused(name, _explain_no_text(record, folded))
    standfirst = _first(folded, "standfirst")
    above = [Line(standfirst, "standfirst"), Line("")] if standfirst and standfirst not in text[:600] else []
    return Draft(
        name,
        (*above, *(strip_tags(text) if has_tags(text) else map(Line, unwrap(tidy(text).split("\n"))))),
        title=" ".join(line.text for line in strip_tags(title)) if has_tags(title) else title,
        outlet=_first(folded, "outlet"),
        published=_raw(folded, "published"),
        url=_first(folded, "url"),
        author=_first(folded, "author"),
        language=_first(folded, "language"),
    )


def find_records(value: Any, down: int = _DOWN) -> list[Any] | None:
    """The list of records inside an answer such as ``{"articles": [...]}``, or None where ``value`` is a record."""
    if not isinstance(value, dict) or down == 0:
        return value if isinstance(value, list) else None
    folded = _fold(value)
    if any(isinstance(folded.get(key), str) for key in load_fields()["text"]):
        return None
    for key in load_fields()["records"]:
        inner = folded.get(key)
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            return inner
        if isinstance(inner, dict) and (found := find_records(inner, down - 1)) is not None:
            return found
    return None


def check_fields() -> Iterator[Problem]:
    """What is wrong in the table: fields unknown or missing, names not folded or doubled within a field."""
    seen = set()
    for row in read_table(TABLE, COLUMNS):
        seen.add(row["field"])
        if row["field"] not in FIELDS:
            yield row.problem(f"field {row['field']!r} is none of {', '.join(FIELDS)}")
        names = row.list("names")
        for name in names:
            if fold_name(name) != name.lstrip("_"):
                yield row.problem(f"name {name!r} must be lower case letters and digits only")
            if names.count(name) > 1:
                yield row.problem(f"name {name!r} is given twice")
    for missing in sorted(set(FIELDS) - seen):
        yield Problem(TABLE, 1, f"no row for the field {missing!r}")


def _explain_no_text(record: Record, folded: dict[str, Any]) -> str:
    if any(key in folded for field in ("text", "summary") for key in load_fields()[field]):
        return "the record's text is empty; export it with its text or leave it out"
    have = ", ".join(sorted(map(str, record))[:8])
    return f"the record has no field known to hold text (it has: {have}); rename one to 'text'"


def _fold(record: Record) -> dict[str, Any]:
    folded: dict[str, Any] = {}
    for key, value in record.items():
        folded.setdefault(fold_name(key), value)
    return folded


def _unwrap(folded: dict[str, Any], down: int = _DOWN) -> dict[str, Any]:
    """The fields of a record, with those of a record inside it where its own hold no text."""
    if _text(folded, "text") or down == 0:
        return folded
    for key in load_fields()["wrapper"]:
        inner = folded.get(key.lstrip("_"))
        if isinstance(inner, dict):
            outer = {name: value for name, value in folded.items() if value is not inner}
            return outer | _unwrap(_fold(inner), down - 1)
    return folded


def _text(folded: dict[str, Any], field: str) -> str:
    for name in load_fields()[field]:
        value = folded.get(name)
        if isinstance(value, list):
            value = "\n\n".join(part for part in map(_string, value) if part)
        text = _string(value, "text", "value", "html", "content", "body")
        if text.strip():
            return text
    return ""


def _first(folded: dict[str, Any], field: str) -> str:
    """The first non-empty value of a field as words: a list is joined, a nested record gives its name or title."""
    for name in load_fields()[field]:
        value = folded.get(name)
        parts = value if isinstance(value, list) else [value]
        words = ", ".join(
            part
            for part in (
                _string(part, "title", "name", "label", "uri", "domain", "id", "href", "text") for part in parts
            )
            if part
        )
        if words:
            return words.strip()
    return ""


def _raw(folded: dict[str, Any], field: str) -> object:
    """The first non-empty value of a field as it is: a number of seconds must stay a number."""
    for name in load_fields()[field]:
        value = folded.get(name)
        if isinstance(value, dict):
            value = next((value[key] for key in ("$date", "date", "value", "iso") if value.get(key)), "")
        if isinstance(value, (str, int, float)) and not isinstance(value, bool) and str(value).strip():
            return value
    return ""


def _string(value: Any, *keys: str) -> str:
    if isinstance(value, dict):
        folded = {str(key).lower(): inner for key, inner in value.items()}
        return next((inner for key in keys if isinstance(inner := folded.get(key), str) and inner.strip()), "")
    return value if isinstance(value, str) else ""
