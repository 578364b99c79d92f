"""Tolls of what nobody did: the dead of a quake or a flood as different reports give them.

Such claims name no event. Reports of one story whose openings tell of one kind of disaster are taken to tell of one
happening; numbers that cannot both be so are a contest, unless a later day's higher one, told as grown, has overtaken
the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from accord.reconciling.contests import make_contest
from accord.reconciling.cues import cue, uses
from accord.reconciling.numbers import Interval, Told, interval, outgrown
from accord.reconciling.parties import account_of, said_by
from accord.reconciling.stories import find_stories
from accord.records import Claim, Coded, Contest, Report, Side, Span

# A report says what it is about at its start.
_START = 600
# Characters beside a number that say whether it grew.
_AROUND = 40
_KIND = "befalls "


@dataclass(frozen=True, slots=True)
class Toll:
    """What one report counts of one thing, and by whose hand."""

    claim: Claim
    told: Told
    origin: str


def tolls(coded: Sequence[Coded], origins: Mapping[str, str]) -> Iterator[Contest]:
    """Contests over what people suffered from what nobody did; ``origins`` gives each report's origin."""
    known = {one.report.id: one for one in coded if any(not claim.event for claim in one.claims)}
    stories = find_stories([one.report for one in known.values()]) if len(known) > 1 else ()
    for story in stories:
        told: dict[tuple[str, str], list[Toll]] = defaultdict(list)
        for report in story:
            kind = _kind(known[report].report)
            for name, toll in _of_report(known[report], origins[report]) if kind else ():
                told[kind, name].append(toll)
        for kind, name in sorted(told):
            yield from _contest(kind, name, told[kind, name])


def _kind(report: Report) -> str:
    """The kind of disaster that a report opens with: the one most often named, ``""`` where none is."""
    text = f"{report.title} {report.text[:_START]}"
    counted = [(len(cue(use).findall(text)), use.removeprefix(_KIND)) for use in uses() if use.startswith(_KIND)]
    most, kind = max(counted, key=lambda one: one[0], default=(0, ""))
    return kind if most else ""


def _of_report(coded: Coded, origin: str) -> Iterator[tuple[str, Toll]]:
    """One toll of each field: the highest, as parts stand beside the whole."""
    best: dict[str, Toll] = {}
    for claim in sorted(coded.claims, key=lambda claim: (claim.start, claim.id)):
        bounds = interval(claim) if not claim.event else None
        if bounds is None:
            continue
        said = coded.report.text[max(0, claim.start - _AROUND) : claim.end + _AROUND]
        grown = cue("grown").search(said) is not None
        toll = Toll(claim, Told(bounds, coded.report.published[:10], account_of(claim.said_by), grown), origin)
        if claim.field not in best or _exceeds(bounds, best[claim.field].told.bounds):
            best[claim.field] = toll
    yield from sorted(best.items())


def _exceeds(one: Interval, other: Interval) -> bool:
    """Whether a number says more: a higher one; of two that may be one the wider, as the other only guesses in it."""
    if one.meets(other):
        return one.high - one.low > other.high - other.low
    return one.low > other.high


def _contest(kind: str, name: str, found: Sequence[Toll]) -> Iterator[Contest]:
    now = [one for one in found if not outgrown(one.told, [other.told for other in found])]
    latest: dict[str, str] = defaultdict(str)
    for one in now:
        latest[one.origin] = max(latest[one.origin], one.told.day)
    now = [one for one in now if one.told.day == latest[one.origin]]
    apart = any(not a.told.bounds.meets(b.told.bounds) for a, b in combinations(now, 2) if a.origin != b.origin)
    if apart:
        sides = [_side(name, bounds, now) for bounds in sorted({one.told.bounds for one in now})]
        yield make_contest("count", f"How many ({name}): {kind}", sides, episode=None)


def _side(name: str, bounds: Interval, now: Sequence[Toll]) -> Side:
    held = [one for one in now if one.told.bounds == bounds]
    spans = [Span(one.claim.report, one.claim.start, one.claim.end, f"{name}: {bounds}") for one in held]
    voices = tuple(sorted({said_by(one.claim.said_by) for one in held} - {""}))
    return Side(str(bounds), voices, tuple(sorted({one.origin for one in held})), tuple(dict.fromkeys(spans)))
