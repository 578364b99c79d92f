"""Fringes: what a page shows above the report and below it that is neither part of it nor worth a block.

Menus ("Home", "World", "Sport" …), the section's name, signatures, places for advertisements. They are short lines
without a final stop; between the first and the last paragraph of prose such lines are headings, and are kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

#: A stop at the end, or behind a sentence with a credit after it: "Talks go on. - Lake Herald".
_STOPS = re.compile(r"[.!?…:;,][\"'”’»)\]]*$|\b[a-z]{2,}[.!?…][\"'”’»)\]]*\s")
_SENTENCE = re.compile(r"(?:\S+\s+){5,}\S+[.!?…][\"'”’»)\]]*$")
_LISTED = re.compile(r"[-–—•*·]\s|\d{1,2}[.)]\s")
#: So many items in a row make a menu, each of so many words at most.
_MENU, _ITEM = 6, 4
#: So many make one even where there is no paragraph.
_LONG_MENU = 15
#: The longest section's name or author's name above a report, and the longest line of a signature, in words.
_NAME, _SIGNED = 3, 8
#: So many lines without a stop below a report are headlines of others.
_HEADLINES = 3


@dataclass(frozen=True, slots=True)
class Fringes:
    """The lines of the prose, ``begun`` to ``ended``, and the fringes of which it is sure by their indices.

    ``opened`` is the first line that may be no fringe for being the only headline.
    """

    opened: int
    begun: int
    ended: int
    sure: frozenset[int]

    def holds(self, index: int, line: str) -> bool:
        """Whether ``line``, which no table knows, is furniture by its shape and its place."""
        if index in self.sure:
            return True
        words = len(line.split())
        if _STOPS.search(line) or _LISTED.match(line):
            return False
        return self.opened < index < self.begun and words <= _NAME


def find_fringes(lines: Sequence[str], own: Collection[int] = (), *, titled: bool = False) -> Fringes:
    """The fringes of a report of ``lines``, of which those in ``own`` are known to be the report's.

    ``titled``: some line is known to be the headline, so that the first one need not be.

    Without a sentence there is none to go by, and nothing but a long menu is a fringe.
    """
    full = [index for index, line in enumerate(lines) if line]
    prose = [index for index in full if index in own or _SENTENCE.match(lines[index])]
    if not prose:
        menu = _menus(lines, full, len(lines))
        return Fringes(-1, -1, len(lines), frozenset(menu if len(menu) >= _LONG_MENU else ()))
    sure = {
        *_menus(lines, [index for index in full if not prose[0] <= index <= prose[-1]], prose[-1]),
        *_foot(lines, [index for index in full if index > prose[-1]], prose[-1]),
    }
    return Fringes(-1 if titled else full[0], prose[0], prose[-1], frozenset(sure))


def _menus(lines: Sequence[str], outside: Sequence[int], last: int) -> list[int]:
    """Long runs of items above the first paragraph or below the ``last``."""
    runs = groupby(outside, key=lambda index: (index > last, _is_item(lines[index])))
    found: list[int] = []
    for (_, item), run in runs:
        members = list(run)
        if item and len(members) >= _MENU:
            found += members[members[0] == 0 :]  # the first line of all may be a short headline
    return found


def _is_item(line: str) -> bool:
    words = len(line.split())
    return (words <= _ITEM and not _STOPS.search(line)) or (words == 1 and line.endswith("!"))


def _foot(lines: Sequence[str], below: Sequence[int], last: int) -> list[int]:
    """Signatures and headlines under the last paragraph; a list that a colon announces is the report's."""
    found: list[int] = []
    for stopped, run in groupby(below, key=lambda index: bool(_STOPS.search(lines[index]))):
        members = list(run)
        if stopped or any(_LISTED.match(lines[index]) for index in members):
            continue
        above = max((index for index in (last, *below) if index < members[0]), default=last)
        if lines[above].endswith(":"):
            continue
        if members[-1] != below[-1]:
            members.pop()  # what a sentence follows is its heading
        if len(members) >= _HEADLINES or all(len(lines[index].split()) <= _SIGNED for index in members):
            found += members
    return found
