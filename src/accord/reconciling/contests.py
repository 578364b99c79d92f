"""Contests: where reports and parties disagree about an episode, each side with its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from accord.reconciling.fields import report_stages, stated_denials
from accord.reconciling.numbers import interval
from accord.reconciling.parties import said_by
from accord.reconciling.sightings import Sighting, is_attempt, is_promise, told_order
from accord.records import Contest, ContestKind, Episode, Field, Side, Span, content_id

#: What a reader should look at first: whether it happened, who is to blame, how far it has come.
IMPORTANCE: dict[ContestKind, float] = {
    "occurrence": 5.0, "responsibility": 4.0, "stage": 4.0, "headline": 3.0, "count": 3.0, "date": 2.5,
    "membership": 2.0, "silence": 1.0,
}  # fmt: skip
_HOLDS = {
    "done": "it is done",
    "announced": "it is announced, not done",
    "possible": "it is possible only",
    "alleged": "it is alleged",
    "denied": "it is denied",
}
_QUOTES = 6
#: Types of event that are words themselves.
_WORDS = frozenset({"ACCUSE", "REJECT"})


def make_contest(
    kind: ContestKind, title: str, sides: Sequence[Side], *, episode: Episode | None, tie: str = ""
) -> Contest:
    """A contest, weighed by its kind and by the episode it is about. Sides stand in the order given."""
    # A silence is worth knowing, never worth leading with.
    share = 0.1 if kind == "silence" else 0.5
    weight = IMPORTANCE[kind] + (share * episode.weight if episode else 0.0)
    about = episode.id if episode else ""
    parts = [(side.holds, side.because) for side in sides]
    return Contest(
        content_id("contest", kind, about, tie, parts), kind, title, about, tie, tuple(sides), round(weight, 3)
    )


def make_side(holds: str, sightings: Iterable[Sighting], *, shows: str = "", against: Sequence[Sighting] = ()) -> Side:
    """One side: its speakers, origins and quotes, what a named speaker says first and headlines last.

    Where one sentence also holds the other side (``against``), only this side's part of it is quoted.
    """
    chosen = sorted(sightings, key=_standing)
    spans = [Span(one.event.report, *own_part(one, against), shows or holds) for one in chosen]
    origins = tuple(sorted({one.origin for one in chosen}))
    first = [name for name in dict.fromkeys(voice(one) for one in chosen) if name]
    return Side(holds, tuple(first), origins, tuple(dict.fromkeys(spans))[:_QUOTES])


def voice(one: Sighting) -> str:
    """Who says it: of a charge or a refusal those whose words it is, too."""
    told = said_by(one.event.attribution)
    whose = " and ".join(dict.fromkeys(mention.value.name or mention.text for mention in one.event.actors))
    if one.event.type not in _WORDS or not whose or whose in told:
        return told
    return f"{told} citing {whose}" if told else whose


def _standing(one: Sighting) -> tuple[bool, bool, int, str, str, int]:
    """How well a sentence stands for a side: text before headline, a speaker known by name before the outlet."""
    chain = one.event.attribution
    named = any(link.actor is not None and link.actor.value.name for link in chain)
    place, published, report, start = _prominence(one)
    return (one.event.where == "headline", not named, place, published, report, start)


def own_part(one: Sighting, against: Sequence[Sighting]) -> tuple[int, int]:
    """The stretch of its sentence that is this event's own, if the sentence also holds one of ``against``."""
    start, end = one.event.start, one.event.end
    for other in against:
        same = other.event.report == one.event.report and (other.event.start, other.event.end) == (start, end)
        if same and _trigger(one) != _trigger(other):
            first, second = sorted((one, other), key=_trigger)
            cut = min((span.start for span in second.event.because if _trigger(first) < span.start), default=start)
            if start < cut < end:
                return (
                    (start, start + len(one.event.quote[: cut - start].rstrip(" ,;"))) if one is first else (cut, end)
                )
    return start, end


def _trigger(one: Sighting) -> int:
    return min((span.start for span in one.event.because if span.shows == "trigger"), default=one.event.start)


def _prominence(one: Sighting) -> tuple[int, str, str, int]:
    place = ("headline", "lead", "body", "quote").index(one.event.where)
    return (place, one.published, one.event.report, one.event.start)


def contests_of(episode: Episode, sightings: Sequence[Sighting], answers: Sequence[Sighting] = ()) -> Iterator[Contest]:
    """All disagreements within one episode. ``answers`` are denials of it that stand as sayings of their own."""
    ordered = sorted(sightings, key=told_order)
    yield from _occurrence(episode, ordered, answers)
    yield from _stage(episode, ordered)
    yield from _headline(episode, ordered)
    for field in episode.fields:
        if field.verdict in ("differs", "contested") and field.name not in ("stage", "place", "actors", "recipients"):
            yield from _field(episode, field, ordered)


def _bare(episode: Episode) -> str:
    return episode.title.rsplit(" (", 1)[0] if episode.title.endswith(")") else episode.title


def _occurrence(episode: Episode, sightings: Sequence[Sighting], answers: Sequence[Sighting]) -> Iterator[Contest]:
    denied = [*stated_denials(sightings), *answers]
    told = [one for one in sightings if one.stage in ("done", "announced", "alleged")]
    stages = {one.stage for one in told}
    # Only what holds a side's value stands for it: a headline that has it done is no word for "announced".
    asserted = [one for one in told if one.stage == (episode.stage if episode.stage in stages else told[0].stage)]
    if denied and asserted:
        held = _HOLDS[asserted[0].stage]
        sides = (make_side(held, asserted, against=denied), make_side(_HOLDS["denied"], denied, against=asserted))
        yield make_contest("occurrence", f"Did it happen: {_bare(episode)}", sides, episode=episode)


def _stage(episode: Episode, sightings: Sequence[Sighting]) -> Iterator[Contest]:
    """Reports of different origins that put the act at different stages, where time does not explain it."""
    own = report_stages(sightings)
    by_stage: dict[str, list[Sighting]] = defaultdict(list)
    for one in sightings:
        # What an analyst thinks possible disputes nothing; an outlet's own "may" does.
        guess = (one.stage == "possible" and one.event.attribution) or is_attempt(one.event)
        if one.stage == own[one.event.report] and one.stage in ("done", "announced", "possible") and not guess:
            by_stage[one.stage].append(one)
    if {one.event.type for one in by_stage["done"]} == {"AGREE"}:
        by_stage["announced"] = [one for one in by_stage["announced"] if not is_promise(one.event)]
    by_stage = {stage: group for stage, group in by_stage.items() if group}
    if len(by_stage) < 2 or len({one.origin for group in by_stage.values() for one in group}) < 2:
        return
    if _moved_on(by_stage):
        return
    order = [stage for stage in ("done", "announced", "possible") if stage in by_stage]
    sides = [make_side(_HOLDS[stage], by_stage[stage]) for stage in order]
    yield make_contest("stage", f"How far it has come: {_bare(episode)}", sides, episode=episode)


def _moved_on(by_stage: dict[str, list[Sighting]]) -> bool:
    if "done" not in by_stage:
        return False
    before = [one.published[:10] for stage, group in by_stage.items() if stage != "done" for one in group]
    since = [one.published[:10] for one in by_stage["done"]]
    return bool(min(since)) and bool(min(before)) and max(before) < min(since)


def _headline(episode: Episode, sightings: Sequence[Sighting]) -> Iterator[Contest]:
    """A headline that says more, or less, than the report beneath it."""
    own = report_stages(sightings)
    for report in dict.fromkeys(one.event.report for one in sightings):
        mine = [one for one in sightings if one.event.report == report]
        above = [one for one in mine if one.event.where == "headline"]
        below = [one for one in mine if one.event.where != "headline" and one.stage == own[report]]
        # That a thing is open says nothing against a headline that has it denied.
        quiet = {"possible", "denied"} if own[report] == "possible" else {"possible"}
        loud = [one for one in above if one.stage != own[report] and one.stage not in quiet]
        # A page may carry two headlines: one that agrees with the body does not cure the other.
        if not loud or not below:
            continue
        sides = (
            make_side(f"headline: {_HOLDS[loud[0].stage]}", loud),
            make_side(f"body: {_HOLDS[own[report]]}", below),
        )
        yield make_contest("headline", f"Headline and body differ: {_bare(episode)}", sides, episode=episode)


def _field(episode: Episode, field: Field, sightings: Sequence[Sighting]) -> Iterator[Contest]:
    by_event = {one.event.id: one for one in sightings}
    sides = []
    for value in field.values:
        behind = [by_event[event] for event in value.claims]
        side = make_side(value.value, behind, shows=field.name)
        spans = tuple(span for one in behind for span in _claim_spans(one, field.name, value.value)) or side.because
        spans += tuple(span for one in behind for span in _dates_elsewhere(one) if field.name == "date")
        sides.append(Side(value.value, value.said_by, value.origins, tuple(dict.fromkeys(spans))[:_QUOTES]))
    kind: ContestKind = "date" if field.name == "date" else "count"
    counted = field.name.replace(" (", ", ").rstrip(")")
    what = "When it was" if kind == "date" else f"How many ({counted})"
    yield make_contest(kind, f"{what}: {_bare(episode)}", sides, episode=episode)


def _dates_elsewhere(one: Sighting) -> Iterator[Span]:
    """The words that date an event in another sentence than its own."""
    event = one.event
    yield from (span for span in event.because if span.shows == "date" and not event.start <= span.start < event.end)


def _claim_spans(sighting: Sighting, name: str, value: str) -> Iterator[Span]:
    for claim in sighting.counts:
        bounds = interval(claim)
        if bounds is not None and name.partition(" (")[0] == claim.field and value.partition(" (")[0] == str(bounds):
            yield Span(claim.report, claim.start, claim.end, f"{name}: {value}")
