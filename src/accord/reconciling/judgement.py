"""Judgements: whether two events are one happening, from what compare.py finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from accord.reconciling.compare import (
    BY_SHAPE,
    BY_SIGHTING,
    Comparison,
    are_alike_in_kind,
    are_crossed,
    same_account,
    same_date,
    same_trigger,
    same_words,
    undated_fits,
)
from accord.reconciling.parties import is_named
from accord.reconciling.sightings import Shape, Sighting, When
from accord.records import Judgement

#: Scores that two events must reach together. Kind and both parties in common with nothing against give 3; kind, one
#: party and a day give 2.4. Within one report a writer who means the same act again says so in like words.
ACROSS_REPORTS = 2.0
WITHIN_REPORT = 2.4
#: A party says many things in a week: what is said must share its addressee or its words.
SPOKEN = 2.6
#: Two acts without a party in common ("police", "people") need a day, a place or a number, and words.
VAGUE = 2.6
#: "Police" in one, "Albanian police" in the other: half a party in common.
HALF_VAGUE = 2.3
_SPOKEN = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"))
IMPOSSIBLE = float("-inf")

Part = TypeVar("Part", Shape, When)


@dataclass(slots=True)
class Memory(Generic[Part]):
    """What was found for pairs of shapes or of dates. Each goes by a small number, as numbers hash fast."""

    weigh: Callable[[Part, Part], float]
    numbers: dict[Part, int] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    found: dict[tuple[int, int], float] = field(default_factory=dict)

    def number(self, part: Part) -> int:
        """The number by which ``part`` goes here."""
        if part not in self.numbers:
            self.numbers[part] = len(self.parts)
            self.parts.append(part)
        return self.numbers[part]

    def score(self, a: int, b: int) -> float:
        """What the parts numbered ``a`` and ``b`` score together; IMPOSSIBLE where they forbid one happening."""
        score = self.found.get((a, b))
        if score is None:
            score = self.weigh(self.parts[a], self.parts[b])
            self.found[a, b] = self.found[b, a] = score
        return score


@dataclass(frozen=True, slots=True)
class Entry:
    """A sighting as judged: with the numbers of its shape and date in the judge's memories.

    ``reports`` are all that carry this very sentence: two sentences that one of them carries stand in one report.
    """

    sighting: Sighting
    shape: int
    date: int
    reports: frozenset[str]


@dataclass(slots=True)
class Judge:
    """Judges pairs of sightings, remembering what it found for their shapes and dates."""

    shapes: Memory[Shape] = field(default_factory=lambda: Memory(_weigh_shapes))
    dates: Memory[When] = field(default_factory=lambda: Memory(_weigh_dates))

    def enter(self, copies: Sequence[Sighting]) -> Entry:
        """One sighting and its copies, ready to be judged."""
        first = copies[0]
        reports = frozenset(copy.event.report for copy in copies)
        return Entry(first, self.shapes.number(first.shape), self.dates.number(first.when), reports)

    def score(self, a: Entry, b: Entry) -> float:
        """How far above the threshold the two stand (below: negative); IMPOSSIBLE where they can never be one."""
        total = self.shapes.score(a.shape, b.shape) + self.dates.score(a.date, b.date)
        if total == IMPOSSIBLE:
            return total
        one, other = a.sighting, b.sighting
        for compare in BY_SIGHTING:
            found = compare(one, other)
            if found.level == "never":
                return IMPOSSIBLE
            total += found.score
        if not a.reports.isdisjoint(b.reports):
            if _taken_back(one, other):
                return round(total - ACROSS_REPORTS, 6)
            return round(total - WITHIN_REPORT, 6) if _retold(one, other) else IMPOSSIBLE
        if total >= ACROSS_REPORTS and undated_fits(one, other).level == "never":
            return IMPOSSIBLE
        return self._across(one, other, total)

    def _across(self, one: Sighting, other: Sighting, total: float) -> float:
        if one.shape.type in _SPOKEN or other.shape.type in _SPOKEN:
            needed = SPOKEN
        elif are_crossed(one.shape, other.shape):
            needed = VAGUE
        elif _shares_party(one.shape, other.shape):
            needed = ACROSS_REPORTS
        else:
            needed = HALF_VAGUE if are_alike_in_kind(one.shape, other.shape) else VAGUE
        return round(total - needed, 6)

    def judge(self, entry: Entry, other: Entry) -> Judgement:
        """The judgement on two events, with its reasons in words."""
        a, b = entry.sighting, other.sighting
        found = [*(compare(a.shape, b.shape) for compare in BY_SHAPE), same_date(a.when, b.when)]
        found += [compare(a, b) for compare in BY_SIGHTING]
        if entry.reports.isdisjoint(other.reports):
            found.append(undated_fits(a, b))
        never = [comparison for comparison in found if comparison.level == "never"]
        reasons = tuple(comparison.words for comparison in never or found if comparison.level != "unknown")
        score = 0.0 if never else sum(comparison.score for comparison in found)
        first, second = sorted((a.event.id, b.event.id))
        return Judgement(first, second, self.score(entry, other) >= 0, round(score, 3), reasons)

    def apart_for_want_of_a_date(self, a: Entry, b: Entry) -> bool:
        """Whether only a missing date keeps two of different reports from being one: worth telling a reader."""
        if undated_fits(a.sighting, b.sighting).level != "never" or not a.reports.isdisjoint(b.reports):
            return False
        total = self.shapes.score(a.shape, b.shape) + self.dates.score(a.date, b.date)
        if total != IMPOSSIBLE:
            total += sum(compare(a.sighting, b.sighting).score for compare in BY_SIGHTING)
        return total >= ACROSS_REPORTS


def _shares_party(a: Shape, b: Shape) -> bool:
    sides = ((*a.actors, *a.recipients), (*b.actors, *b.recipients))
    return any(key in sides[1] and is_named(key) for key in sides[0])


def _taken_back(a: Sighting, b: Sighting) -> bool:
    """Whether one report tells of a deed, and then that its doer did not do it, to nobody named: "had not yet announced
    a withdrawal". A denial repeats few of the words."""
    told, denied = (b, a) if a.stage == "denied" else (a, b)
    if denied.stage != "denied" or told.stage == "denied" or denied.shape.recipients or not denied.shape.actors:
        return False
    same = (a.shape.type, a.shape.mode, a.shape.actors) == (b.shape.type, b.shape.mode, b.shape.actors)
    return same and bool(a.shape.mode) and told.event.start < denied.event.start


def _retold(a: Sighting, b: Sighting) -> bool:
    if are_crossed(a.shape, b.shape):
        return False
    topic = a.shape.topic and a.shape.topic == b.shape.topic
    if not topic and a.shape.type != b.shape.type:
        return False
    if same_account(a, b).level == "same":
        return True
    if not topic and (a.shape.mode != b.shape.mode and a.shape.mode and b.shape.mode):
        return False
    if a.event.quote == b.event.quote and a.shape.type == "ASSAULT" and _shares_party(a.shape, b.shape):
        # "Opened fire, killing one": the deed and what came of it.
        return True
    if "headline" in (a.event.where, b.event.where):
        return True
    # A party may accuse twice in one report, of two things: there the verb alone shows nothing.
    verb = same_trigger(a, b).level == "same" and a.shape.type not in _SPOKEN
    return verb or same_words(a, b).level in ("same", "alike")


def _weigh_shapes(a: Shape, b: Shape) -> float:
    return _add([compare(a, b) for compare in BY_SHAPE])


def _weigh_dates(a: When, b: When) -> float:
    return _add([same_date(a, b)])


def _add(comparisons: Sequence[Comparison]) -> float:
    total = 0.0
    for comparison in comparisons:
        if comparison.level == "never":
            return IMPOSSIBLE
        total += comparison.score
    return total
