"""What a reader sees for a code: stages, verdicts, kinds, fields and dates in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from accord.tables import Problem, Row, read_table

FILE = "publishing/labels.tsv"

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

#: How a date that is not a day is put; its start is all that the record keeps.
_PRECISIONS = {
    "week": "week of {}",
    "season": "season from {}",
    "range": "from {}",
    "reported": "{} (date of report)",
}

#: Characters that act on a terminal or a page instead of standing on it: C0 and C1 controls, lone surrogates.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
#: Marks that turn the direction of the text after them.
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Label:
    """A code and how it is shown. ``shape`` is a symbol's name or ``""``; ``note`` explains it in a legend."""

    code: str
    text: str
    shape: str = ""
    note: str = ""


@cache
def load_labels() -> dict[tuple[str, str], Label]:
    """All labels by group and code, in the order of the table."""
    rows = read_table(FILE, ("group", "code", "label", "shape", "note"))
    return {(row["group"], row["code"]): Label(row["code"], row["label"], row["shape"], row["note"]) for row in rows}


def label(group: str, code: str) -> Label:
    """The label of ``code``; a code that the table does not list is shown as it is, in words."""
    known = load_labels().get((group, code))
    if known:
        return known
    words = code.replace("_", " ").replace("-", " ").strip()
    return Label(code, words[:1].upper() + words[1:], "other" if group in ("stage", "verdict") else "")


def legend(group: str) -> Iterator[Label]:
    """The labels of ``group`` in the order of the table."""
    return (known for (of, _), known in load_labels().items() if of == group)


def show_date(date: str, precision: str = "day") -> str:
    """``2024-06-12`` as "12 June 2024", ``2024-06`` as "June 2024", "" for an unknown date, other forms as they are.

    What is less than a day is never shown as one: "week of 10 June 2024", "season from June 2024", "from 12 June 2024".
    """
    first, _, last = date.partition("/")
    if last:
        return f"{_show_day(first)} to {_show_day(last)}"
    shown = _show_day(first[:7] if precision == "season" else first)
    return _PRECISIONS.get(precision, "{}").format(shown) if shown else ""


def day_of(published: str) -> str:
    """The ISO day that a report's date begins with, ``""`` where it is none or known less finely."""
    return published[:10] if re.match(r"\d{4}-\d\d-\d\d", published) else ""


def short_date(date: str) -> str:
    """``2024-06-12`` as "12 Jun 2024": a date as ``show_date`` has it, with the months cut to three letters."""
    return re.sub(r"([A-Z][a-z]{2})[a-z]+", r"\1", show_date(date))


def _show_day(date: str) -> str:
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?", date)
    if not found or (found[2] and not 1 <= int(found[2]) <= 12):
        return date
    month = _MONTHS[int(found[2]) - 1] if found[2] else ""
    return " ".join(part for part in (found[3].lstrip("0") if found[3] else "", month, found[1]) if part)


def show_value(value: str) -> str:
    """A canonical value for the eye: ``4000`` as "4,000", a date in words, anything else as it is."""
    if re.fullmatch(r"\d{5,}|\d{4}(?=$)", value) and not re.fullmatch(r"(19|20)\d\d", value):
        return f"{int(value):,}"
    return show_date(value)


def count(number: int, singular: str, plural: str = "") -> str:
    """ "1 report", "3 reports"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def printable(text: str) -> str:
    """``text`` of the same length with every control character and lone surrogate replaced by U+FFFD."""
    return _CONTROLS.sub("\ufffd", text)


def plain(text: str) -> str:
    """``text`` on one line for a title, an attribute or a terminal: no controls, no marks that turn direction."""
    return " ".join(_TURNS.sub("", printable(text)).split())


def check_labels() -> Iterator[Problem]:
    """What is wrong with the table of labels: a code labelled twice, a code or a group without words."""
    seen: dict[tuple[str, str], Row] = {}
    for row in read_table(FILE, ("group", "code", "label", "shape", "note")):
        if not (row["group"] and row["code"] and row["label"]):
            yield row.problem("a label needs its group, its code and its words")
        earlier = seen.setdefault((row["group"], row["code"]), row)
        if earlier is not row:
            yield row.problem(f"{row['group']} {row['code']!r} already has a label in line {earlier.line}")
