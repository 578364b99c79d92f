"""Words of a report's own prose with their offsets, and the passages two reports share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from accord.reconciling.cues import cue
from accord.records import Report

#: Words in a row that two independent hands hardly ever write alike. Eight keeps names with titles and set phrases
#: ("the Ministry of Foreign Affairs of the Republic of") from counting as copying.
WINDOW = 8

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\n\s*\n|\n")
_QUOTED = re.compile(r"“[^“”]{0,2000}”|«[^«»]{0,2000}»|„[^„“”]{0,2000}[“”]|\"[^\"\n]{0,2000}\"")
_PROSE = ("paragraph", "standfirst")


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words that two reports share: ``length`` words from word ``a`` of one and ``b`` of the other."""

    a: int
    b: int
    length: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A report's own words: quotations, headlines, captions and boilerplate left out, so that copying shows.

    ``starts`` and ``ends`` are each word's offsets in the report. ``breaks`` holds the indices of words before which
    something was left out or a sentence starts; ``gaps`` only those where something was left out.
    """

    report: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    breaks: tuple[int, ...]
    gaps: frozenset[int]

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Word ranges (start, end exclusive) of the sentences."""
        edges = [*self.breaks, len(self.words)]
        for start, end in pairwise(edges):
            if end > start:
                yield start, end

    def shingles(self, size: int = WINDOW) -> list[tuple[int, int]]:
        """(hash, index) of each window of ``size`` words that does not run across something left out.

        The hash is Python's own, which differs from run to run: it may be compared, never kept or sorted into output.
        """
        clear_from = _clear_from(len(self.words), self.gaps)
        last = len(self.words) - size + 1
        return [(hash(self.words[i : i + size]), i) for i in range(last) if clear_from[i + size - 1] <= i]


def _clear_from(count: int, gaps: frozenset[int]) -> list[int]:
    clear, last = [], 0
    for index in range(count):
        last = index if index in gaps else last
        clear.append(last)
    return clear


def prose(report: Report) -> Prose:
    """The words of ``report`` that its own writer wrote."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    breaks: list[int] = []
    gaps: set[int] = set()
    for start, end, whole in _stretches(report):
        breaks.append(len(words))
        if not whole:
            gaps.add(len(words))
        for match in _WORD.finditer(report.text, start, end):
            words.append(match.group().casefold().replace("’", "'"))
            starts.append(match.start())
            ends.append(match.end())
    return Prose(report.id, tuple(words), tuple(starts), tuple(ends), tuple(sorted(set(breaks))), frozenset(gaps))


def _stretches(report: Report) -> Iterator[tuple[int, int, bool]]:
    """(start, end, joined): sentences with quotations cut out; ``joined`` says that nothing was left out before."""
    boilerplate = cue("boilerplate")
    for start, end in _blocks(report):
        joined = False
        quotations = list(_QUOTED.finditer(report.text, start, end))
        for sentence_start, sentence_end in _sentences(report.text, start, end):
            if boilerplate.search(report.text, sentence_start, sentence_end):
                joined = False
                continue
            position = sentence_start
            for quotation in quotations:
                if quotation.start() >= sentence_end or quotation.end() <= sentence_start:
                    continue
                yield position, max(position, quotation.start()), joined
                position, joined = min(sentence_end, quotation.end()), False
            yield position, sentence_end, joined
            joined = True


def _blocks(report: Report) -> list[tuple[int, int]]:
    if report.blocks:
        return [(block.start, block.end) for block in report.blocks if block.kind in _PROSE]
    # Without blocks the title is left out, as two outlets may carry one headline over their own reporting.
    start = len(report.title) if report.title and report.text.startswith(report.title) else 0
    return [(start, len(report.text))]


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for match in _SENTENCE_END.finditer(text, start, end):
        yield position, match.end()
        position = match.end()
    if position < end:
        yield position, end


def shared_passages(a: Prose, b: Prose) -> list[Passage]:
    """Maximal runs of WINDOW words or more that both have, longest first and no word of either used twice."""
    where: dict[int, list[int]] = defaultdict(list)
    for shingle, index in b.shingles():
        where[shingle].append(index)
    runs: set[Passage] = set()
    reached: dict[int, int] = {}
    for shingle, index in a.shingles():
        # A window repeated many times is a refrain, not evidence; four places are enough to find the run.
        for other in where.get(shingle, ())[:4]:
            diagonal = other - index
            if reached.get(diagonal, -1) > index:
                continue
            length = _run(a, b, index, other)
            if length >= WINDOW:
                runs.add(Passage(index, other, length))
                reached[diagonal] = index + length - WINDOW + 1
    return _without_overlap(sorted(runs, key=lambda run: (-run.length, run.a, run.b)))


def _run(a: Prose, b: Prose, index: int, other: int) -> int:
    length = 0
    while (
        index + length < len(a.words)
        and other + length < len(b.words)
        and a.words[index + length] == b.words[other + length]
        and (length == 0 or (index + length not in a.gaps and other + length not in b.gaps))
    ):
        length += 1
    return length


def _without_overlap(runs: Sequence[Passage]) -> list[Passage]:
    used_a: set[int] = set()
    used_b: set[int] = set()
    kept = []
    for run in runs:
        words_a, words_b = range(run.a, run.a + run.length), range(run.b, run.b + run.length)
        if used_a.isdisjoint(words_a) and used_b.isdisjoint(words_b):
            used_a.update(words_a)
            used_b.update(words_b)
            kept.append(run)
    return kept
