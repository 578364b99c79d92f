"""Teasers: the headlines of other reports that a page shows beside its own, which say nothing of this one.

Two looks give them away: a section's name with an age ("World 3 days ago") above each of them, and a heading ("More
from the Lake Herald") above a list of them that runs to the end of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.reading.layout import look

_STOPS = re.compile(r"[.!?…][\"'”’»)\]]*$")
#: Shorter than this a line is no paragraph that could show that the report has begun.
_PROSE = 80
#: Longest headline or summary in a list of other reports, in characters.
_LONGEST = 240


def find_teasers(lines: Sequence[str]) -> frozenset[int]:
    """The indices of the lines that announce other reports, headings and ages among them. Empty lines never are."""
    full = [index for index, line in enumerate(lines) if line]
    begun = next((n for n, index in enumerate(full) if _is_prose(lines[index])), len(full))
    body = full[begun + 1 :]
    return frozenset((*_aged(lines, body), *_listed(lines, body)))


def _is_prose(line: str) -> bool:
    return len(line) > _PROSE and bool(_STOPS.search(line))


def _aged(lines: Sequence[str], body: Sequence[int]) -> Iterator[int]:
    """Ages, and the line after each that is no prose."""
    for n, index in enumerate(body):
        if look(lines[index], "age"):
            yield index
            if n + 1 < len(body) and not _is_prose(lines[body[n + 1]]):
                yield body[n + 1]


def _listed(lines: Sequence[str], body: Sequence[int]) -> Iterator[int]:
    """A heading of other reports and all that follows, where that is a list: short lines, few of them sentences.

    In the midst of a report the same words may announce one link, with paragraphs after it, which are the report's.
    """
    for n, index in enumerate(body):
        after = [lines[i] for i in body[n + 1 :]]
        if look(lines[index], "list") and after and _is_list(after):
            yield from body[n:]
            return


def _is_list(after: Sequence[str]) -> bool:
    stopped = sum(bool(_STOPS.search(line)) for line in after)
    return 2 * stopped <= len(after) and all(len(line) <= _LONGEST for line in after)
