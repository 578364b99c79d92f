"""Masthead lines: outlet, date and byline on one line, or an outlet's name alone above the date.

"The Lake Herald — Saturday, 9 November 2019 — by Amara Diallo" is three blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.reading.dateline import is_place
from accord.reading.dates import find_span
from accord.records import BlockKind

_LONGEST = 140
_SEPARATORS = " ,;:.—–|·•-/"
_BETWEEN = re.compile(r"\s+[—–|·•-]+\s+|[,;]\s+")
_JOINS = frozenset(("of", "for", "the", "and", "&", "de", "du", "la", "el", "al", "van", "von", "der", "in", "on"))
_BYLINE = re.compile(r"[Bb]y (?=[A-Z])")


#: A block's kind, and where it starts and ends in its line.
Part = tuple[BlockKind, int, int]


def split_masthead(line: str) -> tuple[list[Part], str] | None:
    """The parts of a line that holds a full date beside an outlet, a place or a byline, and the date; or None."""
    found = find_span(line) if len(line) <= _LONGEST else None
    if not found:
        return None
    start, end, date = found
    left, right = line[:start].rstrip(_SEPARATORS), line[end:].lstrip(_SEPARATORS)
    if not (left or right) or (left and line[len(left) : start].strip() == "") or (right and line[end] not in " ,;"):
        return None
    parts: list[Part] = [*_left(left), ("date", start, end), *_right(line, len(line) - len(right))]
    return (parts, date) if len(parts) > 1 else None


def is_name(text: str) -> bool:
    """Whether ``text`` may be an outlet's name: up to seven words, each with a capital."""
    words = text.split()
    return 0 < len(words) <= 7 and words[0][:1].isupper() and all(w[:1].isupper() or w in _JOINS for w in words)


def name_above_date(line: str) -> str:
    """The outlet's name in a line above the date, such as "Lake Channel, evening news"; or ``""``.

    What follows a comma must be in small letters, for "United States, Iran sign deal" is a headline.
    """
    name, _, rest = line.partition(", ")
    sound = is_name(name) and len(name.split()) > 1 and rest == rest.lower() and line[-1] not in ".!?"
    return name if sound and not _BYLINE.match(line) and len(line.split()) <= 10 else ""


def _left(left: str) -> Iterator[Part]:
    """What stands before the date: an outlet or a place first; what follows it has no block."""
    name = _BETWEEN.split(left)[0]
    if _BYLINE.match(name) and is_name(name[3:]):
        yield "byline", 0, len(name)
    elif is_name(name):
        yield ("dateline" if is_place(name) else "outlet"), 0, len(name)


def _right(line: str, start: int) -> Iterator[Part]:
    if _BYLINE.match(line, start) and is_name(line[start + 3 :]):
        yield "byline", start, len(line)
