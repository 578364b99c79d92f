"""JSON: one record a line, an array of records, one record, or an answer that holds a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from accord.reading.blocks import Line
from accord.reading.draft import Draft
from accord.reading.encoding import decode
from accord.reading.fields import draft_record, find_records
from accord.records import Refused


def read_json_lines(name: str, lines: Iterable[bytes | None]) -> Iterator[Draft | Refused]:
    """One draft or refusal a line, ``input`` being ``name:line``. None stands for a line that was too large."""
    number = 0
    found = False
    for number, line in enumerate(lines, start=1):
        where = f"{name}:{number}"
        if line is None:
            yield Refused(where, "the line is larger than the limit; split the record or raise the limit")
            continue
        text = decode(line)
        if text is None:
            yield Refused(where, "the line is in no encoding that gives readable text; save the file as UTF-8")
        elif text.strip(" \t\r\n\ufeff"):
            found = True
            yield _read_line(where, text.strip(" \t\r\n\ufeff"))
    if number and not found:
        yield Refused(name, "there is no text in it; nothing to read")


def read_json(name: str, text: str) -> Iterator[Draft | Refused]:
    """One draft or refusal for each record of a JSON file; ``input`` is ``name#number`` where there are several."""
    value, why = _load(text)
    if "Extra data" in why and "\n" in text.strip():  # records one a line, the first too long to be seen as such
        yield from read_json_lines(name, (line.encode("utf-8", "replace") for line in text.split("\n")))
        return
    if why:
        yield Refused(name, why)
        return
    records = find_records(value)
    if records is None:
        yield _read_value(name, value)
        return
    if not records:
        yield Refused(name, "the list of records is empty; nothing to read")
    for number, record in enumerate(records, start=1):
        yield _read_value(f"{name}#{number}", record)


def _read_line(where: str, line: str) -> Draft | Refused:
    value, why = _load(line)
    return Refused(where, why) if why else _read_value(where, value)


def _read_value(where: str, value: Any) -> Draft | Refused:
    if isinstance(value, dict):
        return draft_record(where, value)
    if isinstance(value, str) and value.strip():
        return Draft(where, tuple(Line(line) for line in value.split("\n")))
    kind = {list: "a list", str: "an empty string", type(None): "null", bool: "a truth value"}.get(
        type(value), "a number"
    )
    return Refused(where, f"it is {kind}, not a record with named fields; write each report as {{...}}")


def _load(text: str) -> tuple[Any, str]:
    """The value of ``text``, or why there is none."""
    try:
        return json.loads(text, strict=False), ""
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, " if "\n" in text else ""
        return None, f"invalid JSON ({error.msg} at {place}column {error.colno}); mend it or leave it out"
    except RecursionError:
        return None, "the JSON is nested too deep to be a report; leave it out"
    except ValueError as error:
        return None, f"invalid JSON ({error}); mend it or leave it out"
