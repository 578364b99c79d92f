"""Teasers: the headlines of other reports that a page shows beside its own, which say nothing of this one.

Four looks give them away: a section's name with an age ("World 3 days ago") above each of them; a heading ("More from
the Lake Herald") above a list of them that runs to the end of the page; such a heading amid the report with a few
headlines under it; and summaries that break off, each under its headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.reading.layout import look

_STOPS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BREAKS = re.compile(r"[\w,)’”]\s?(?:\.{2,}|…)$")
#: Shorter than this a line is no paragraph that could show that the report has begun.
_PROSE = 80
#: Longest headline or summary in a list of other reports, in characters.
_LONGEST = 240
#: So many headlines at most stand under a heading amid a report.
_LINKS = 6
#: So many summaries make a page of nothing else.
_SUMMARIES = 5


def find_teasers(lines: Sequence[str]) -> frozenset[int]:
    """The indices of the lines that announce other reports, headings and ages among them. Empty lines never are."""
    full = [index for index, line in enumerate(lines) if line]
    begun = next((n for n, index in enumerate(full) if is_prose(lines[index])), len(full))
    body = full[begun + 1 :]
    return frozenset((*_aged(lines, body), *_listed(lines, body), *_broken_off(lines, full)))


def is_prose(line: str) -> bool:
    """Whether ``line`` is long enough for a paragraph, and ends as a sentence does."""
    return len(line) > _PROSE and bool(_STOPS.search(line))


def _aged(lines: Sequence[str], body: Sequence[int]) -> Iterator[int]:
    """Ages, and the line after each that is no prose."""
    for n, index in enumerate(body):
        if look(lines[index], "age"):
            yield index
            if n + 1 < len(body) and not is_prose(lines[body[n + 1]]):
                yield body[n + 1]


def _listed(lines: Sequence[str], body: Sequence[int]) -> Iterator[int]:
    """A heading of other reports and what it heads: all that follows, where that is a list; or the next headlines.

    In the midst of a report the same words may announce a few links, with paragraphs after them, which are the
    report's.
    """
    for n, index in enumerate(body):
        if not look(lines[index], "list"):
            continue
        after = [lines[i] for i in body[n + 1 :]]
        if after and _is_list(after):
            yield from body[n:]
            return
        yield index
        for beneath in body[n + 1 : n + 1 + _LINKS]:
            if _STOPS.search(lines[beneath]) or lines[beneath].endswith(":"):
                break
            yield beneath


def _is_list(after: Sequence[str]) -> bool:
    if [n for n, line in enumerate(after) if is_prose(line)] == [len(after) - 1]:
        return False  # links, and the report's last paragraph under them
    stopped = sum(bool(_STOPS.search(line)) for line in after)
    return 2 * stopped <= len(after) and all(len(line) <= _LONGEST for line in after)


def _broken_off(lines: Sequence[str], full: Sequence[int]) -> Iterator[int]:
    """Summaries that break off in the middle, with the headline above each. One alone may be a report cut short."""
    broken = [n for n, index in enumerate(full) if _breaks_off(lines[index])]
    whole = any(is_prose(lines[index]) and not _breaks_off(lines[index]) for index in full)
    if len({lines[full[n]] for n in broken}) < (2 if whole else _SUMMARIES):
        return
    for n in broken:
        yield full[n]
        above = lines[full[n - 1]] if n > 1 else ""
        if above and len(above) <= _LONGEST and not _STOPS.search(above) and not above.endswith(":"):
            yield full[n - 1]


def _breaks_off(line: str) -> bool:
    return len(line) > _PROSE and line[0] not in "\"'“‘" and bool(_BREAKS.search(line))
