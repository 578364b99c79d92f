"""Evidence: from a span of a report to the words, the outlet, and the place on the page where they are highlighted.

Reports are numbered from 1 in the dossier's order. All spans that anything in the dossier rests on are joined into
passages that do not overlap; passage 3 of report 1 is ``r1-s3``, in every form of publication.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from accord.records import Attribution, Claim, Dossier, Event, Expectation, Report, Span

#: A span shorter than this is a word or a name; a reader needs the sentence around it.
_SHORT = 40
#: Where a sentence ends, for spans that lie in no sentence that coding found.
_STOP = re.compile(r"[.!?…][”’\"')\]]*\s+|\n+")

#: Speakers that name nobody.
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "which", "that"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a report that a line rests on. ``said_by`` is the chain of speakers in words, ``""`` for the outlet.

    ``copies`` are other places where the same words stand.
    """

    report: str
    number: int
    outlet: str
    quote: str
    anchor: str
    said_by: str = ""
    note: str = ""
    copies: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a report's text; ``anchor`` is ``""`` where nothing in the dossier rests on it."""

    text: str
    anchor: str = ""


class Sources:
    """The reports of one dossier, and where in them everything rests."""

    def __init__(self, dossier: Dossier) -> None:
        self.reports = {report.id: report for report in dossier.reports}
        self.numbers = {report.id: number for number, report in enumerate(dossier.reports, start=1)}
        self._grades = dict(dossier.grades)
        self._sentences: dict[str, list[tuple[int, int]]] = {report: [] for report in self.reports}
        records: list[Event | Expectation] = [*dossier.events, *dossier.outlook]
        for record in records:
            if record.report in self.reports:
                self._sentences[record.report].append((record.start, record.end))
        spans: dict[str, list[tuple[int, int]]] = {report: [] for report in self.reports}
        for span in _spans(dossier):
            if span.report in self.reports:
                spans[span.report].append(self._widen(span))
        self.passages = {report: _join(found) for report, found in spans.items()}

    def outlet(self, report: str) -> str:
        """The report's outlet; where it is not known, the web host or the file it was read from."""
        found = self.reports[report]
        host = found.url.partition("://")[2].partition("/")[0]
        file = found.path.replace("\\", "/").rpartition("/")[2]
        return found.outlet or host or file or f"Report {self.numbers[report]}"

    def graded(self, report: str) -> str:
        """The report's outlet and how a person graded it, where one did: ``Lake Herald, graded B``."""
        outlet = self.outlet(report)
        return f"{outlet}, graded {self._grades[outlet]}" if outlet in self._grades else outlet

    def cite(self, span: Span, *, attribution: tuple[Attribution, ...] = (), note: str = "") -> Evidence | None:
        """The evidence for ``span``, None where its report is not in the dossier."""
        if span.report not in self.reports:
            return None
        start, end = self._widen(span)
        quote = self.reports[span.report].text[start:end]
        if self._in_headline(span.report, start, end):
            note = ", ".join(part for part in ("in the headline", note) if part)
        return Evidence(
            report=span.report,
            number=self.numbers[span.report],
            outlet=self.graded(span.report),
            quote=quote,
            anchor=self.anchor_at(span.report, start),
            said_by=speakers(attribution),
            note=note,
        )

    def cite_all(self, spans: Iterable[Span]) -> tuple[Evidence, ...]:
        """Evidence for every span, each sentence once, in the order given."""
        return gather(found for span in spans if (found := self.cite(span)))

    def segments(self, report: Report) -> Iterator[Segment]:
        """The report's text cut at its passages; the segments' texts put together are ``report.text``."""
        at = 0
        for number, (start, end) in enumerate(self.passages[report.id], start=1):
            if at < start:
                yield Segment(report.text[at:start])
            yield Segment(report.text[start:end], f"r{self.numbers[report.id]}-s{number}")
            at = end
        if at < len(report.text):
            yield Segment(report.text[at:])

    def _in_headline(self, report: str, start: int, end: int) -> bool:
        blocks = self.reports[report].blocks
        return any(block.kind == "headline" and block.start <= start and end <= block.end for block in blocks)

    def anchor_at(self, report: str, start: int) -> str:
        """The passage that the character at ``start`` lies in, as the page names it; the report where it is in none."""
        number = bisect_right(self.passages[report], (start, sys.maxsize))
        inside = number > 0 and start < self.passages[report][number - 1][1]
        return f"r{self.numbers[report]}-s{number}" if inside else f"r{self.numbers[report]}"

    def _widen(self, span: Span) -> tuple[int, int]:
        """The sentence that a short span stands in: one that coding found, else the text between two stops."""
        text = self.reports[span.report].text
        start, end = max(0, span.start), min(len(text), span.end)
        around = [(b - a, a, b) for a, b in self._sentences[span.report] if a <= start and end <= b]
        if around:
            return min(around)[1:]
        if end - start >= _SHORT:
            return start, end
        ends = [0, *(stop.end() for stop in _STOP.finditer(text)), len(text)]
        first = max(stop for stop in ends if stop <= start)
        last = min(stop for stop in ends if stop >= end)
        return first, max(end, first + len(text[first:last].rstrip()))


def speakers(attribution: tuple[Attribution, ...]) -> str:
    """The chain of who says it, outermost first: "police, citing witnesses"."""
    names = []
    for link in attribution:
        known = link.actor.value.name if link.actor else ""
        name = known if known and link.speaker.lower() in PRONOUNS else link.speaker or known
        # "said by he" tells a reader nothing; the sentence itself is shown beside it.
        if name and name.lower() not in PRONOUNS and name not in names:
            names.append(name)
    return ", citing ".join(names)


def gather(cited: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence with each wording once, copies of it listed with the first; order as given."""
    groups: dict[tuple[str, str], dict[str, Evidence]] = {}
    for found in cited:
        groups.setdefault((found.quote, found.note), {}).setdefault(found.anchor, found)
    return tuple(
        replace(first, copies=tuple(copies)) for first, *copies in (tuple(group.values()) for group in groups.values())
    )


def _spans(dossier: Dossier) -> Iterator[Span]:
    """Every span that a line of the dossier shows as a quote."""
    records: list[Event | Claim | Expectation] = [*dossier.events, *dossier.claims, *dossier.outlook]
    for record in records:
        yield Span(record.report, record.start, record.end)
    for contest in dossier.contests:
        for side in contest.sides:
            yield from side.because
    for tie in dossier.ties:
        yield from tie.because
        for step in tie.steps:
            yield from step.because


def _join(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """``spans`` in order, those that overlap joined into one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if start >= end:
            continue
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
