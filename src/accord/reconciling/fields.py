"""Fields of an episode: each value with the origins and parties behind it, and the verdict on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from accord.reconciling.compare import corrects, relate_places
from accord.reconciling.cues import cue
from accord.reconciling.numbers import GROWING, Interval, Told, interval, outgrown
from accord.reconciling.parties import account_of, parties, said_by
from accord.reconciling.sightings import Sighting, Stage, is_attempt
from accord.records import Claim, Field, Place, Value, Verdict

# From the surest that it happened to the least sure; the episode takes the more careful one where origins are level.
STAGES: tuple[Stage, ...] = ("done", "announced", "alleged", "possible", "denied")
_CONTENT_FIELDS = ("content",)


@dataclass(frozen=True, slots=True)
class Holding:
    """One value as one sighting gives it. ``said`` is who says it, where that is another than who tells the event."""

    value: str
    sighting: Sighting
    said: str = ""
    #: Whether it stands in a sentence of its own: then it is put by nobody but whom that sentence names.
    own: bool = False

    @property
    def speaker(self) -> str:
        """Who says it, ``""`` for the outlet."""
        return self.said if self.own else self.said or said_by(self.sighting.event.attribution)


def gather(holdings: Iterable[Holding]) -> tuple[Value, ...]:
    """Values with all origins, events and speakers behind them, best supported first."""
    by_value: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings:
        by_value[holding.value].append(holding)
    values = [
        Value(
            value=value,
            origins=tuple(sorted({holding.sighting.origin for holding in held})),
            claims=tuple(dict.fromkeys(holding.sighting.event.id for holding in held)),
            said_by=tuple(sorted({holding.speaker for holding in held} - {""})),
        )
        for value, held in by_value.items()
    ]
    return tuple(sorted(values, key=lambda value: (-len(value.origins), value.value)))


def speakers(sightings: Iterable[Sighting]) -> tuple[str, ...]:
    """Who the reports name as saying it, sorted; the outlets themselves are not named."""
    return tuple(sorted({said_by(one.event.attribution) for one in sightings} - {""}))


def verdict(values: Sequence[Value], *, fit: Callable[[str, str], bool], contested: bool = False) -> Verdict:
    """The verdict on ``values``: ``fit`` says whether two of them can both be so."""
    if contested:
        return "contested"
    if not all(fit(a.value, b.value) or _one_voice(a, b) for a, b in combinations(values, 2)):
        return "differs"
    return "agreed" if len({origin for value in values for origin in value.origins}) > 1 else "single"


def _one_voice(a: Value, b: Value) -> bool:
    """Whether one origin gives both values and lays neither to somebody else: then nobody disagrees with anybody."""
    return len(a.origins) == 1 and a.origins == b.origins and (not a.said_by or not b.said_by or a.said_by == b.said_by)


def report_stages(sightings: Sequence[Sighting]) -> dict[str, Stage]:
    """Each report's own view of how far the act has come, from its body where it has one.

    A report that says that it is announced and then speaks of "the withdrawal" has said that it is announced. A
    denial by a party is that party's, not the report's, unless it is all the report has.
    """
    by_report: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        by_report[sighting.event.report].append(sighting)
    stages: dict[str, Stage] = {}
    for report, own in by_report.items():
        body = [sighting for sighting in own if sighting.event.where != "headline"] or own
        found = {sighting.stage for sighting in body}
        undated = not any(one.stage == "done" and one.when.first and not one.when.reported for one in body)
        if "announced" in found and ("done" not in found or undated):
            stages[report] = "announced"
        else:
            stages[report] = next(stage for stage in STAGES if stage in found)
    return stages


def stated_denials(sightings: Sequence[Sighting]) -> list[Sighting]:
    """Denials that stand against the rest: a party's own, or one origin's against another's.

    An outlet that writes "it has not left yet" under its own "it will leave" denies nothing.
    """
    asserting = {one.origin for one in sightings if one.stage not in ("denied", "possible")}
    return [one for one in sightings if one.stage == "denied" and (one.event.attribution or asserting - {one.origin})]


def stage_field(sightings: Sequence[Sighting]) -> tuple[Stage, Field]:
    """The stage of the episode and the field that shows every view of it."""
    own = report_stages(sightings)
    holdings = [Holding(one.stage, one) for one in sightings if _voices(one, own[one.event.report])]
    holdings = [one for one in holdings if not is_attempt(one.sighting.event)] or holdings
    values = gather(holdings)
    contested = len(values) > 1 and bool(stated_denials(sightings))
    judged = verdict(values, fit=lambda a, b: a == b, contested=contested)
    return _episode_stage(sightings, own), Field("stage", judged, values)


def _voices(sighting: Sighting, own: Stage) -> bool:
    """Whether a sighting's stage is a view of its own, or only a loose word for what its report says elsewhere."""
    stage = sighting.stage
    return stage in (own, "denied") or (sighting.event.where == "headline" and stage != "possible")


def _episode_stage(sightings: Sequence[Sighting], own: dict[str, Stage]) -> Stage:
    origins: dict[Stage, set[str]] = defaultdict(set)
    latest: dict[Stage, str] = defaultdict(str)
    earliest: dict[Stage, str] = {}
    for sighting in sightings:
        stage = own[sighting.event.report]
        origins[stage].add(sighting.origin)
        latest[stage] = max(latest[stage], sighting.published[:10])
        earliest[stage] = min(earliest.get(stage, "9999"), sighting.published[:10] or "9999")
    # Announced on Monday and done on Friday is no dispute: what is reported later has moved on.
    if "done" in origins and latest["announced"] < earliest["done"] < "9999" and latest["announced"]:
        return "done"
    asserted = [stage for stage in STAGES if stage in origins and stage != "denied"]
    if len(asserted) > 1 and all(one.event.attribution for one in sightings if one.stage == "possible"):
        asserted = [
            stage for stage in asserted if stage != "possible"
        ]  # what somebody thinks possible disputes nothing
    if not asserted:
        return "denied"
    return max(asserted, key=lambda stage: (len(origins[stage]), STAGES.index(stage)))


def date_field(sightings: Sequence[Sighting]) -> Field | None:
    """When, by the texts themselves: a report's own date never stands in here. Coarser dates join the finer ones."""
    dated = [one for one in sightings if one.when.first is not None and not one.when.reported]
    if not dated:
        return None
    windows = {one.event.date: _window(one) for one in dated}
    values = gather(Holding(one.event.date, one) for one in dated)
    return Field("date", verdict(values, fit=lambda a, b: windows[a].meets(windows[b])), values)


def _window(one: Sighting) -> Interval:
    # "This week", said on a Sunday, may be the week that begins.
    slack = 3 if one.event.date_precision == "week" else 0
    assert one.when.first is not None and one.when.last is not None  # noqa: S101 - for the type checker
    return Interval(one.when.first.toordinal() - slack, one.when.last.toordinal() + slack)


def place_field(sightings: Sequence[Sighting]) -> Field | None:
    """Where. A place and its country do not differ."""
    places: dict[str, Place] = {}
    holdings = []
    for one in sightings:
        if one.place is not None:
            places.setdefault(one.place.name, one.place)
            holdings.append(Holding(one.place.name, one))
    if not holdings:
        return None
    values = gather(holdings)
    return Field("place", verdict(values, fit=lambda a, b: relate_places(places[a], places[b]) != "apart"), values)


def party_field(name: str, sightings: Sequence[Sighting]) -> Field | None:
    """Who, or to whom: one value for each party. Several parties may act at once, so that values never differ."""
    holdings = []
    for one in sightings:
        mentions = one.event.actors if name == "actors" else one.event.recipients
        keys = parties(mentions)
        holdings += [Holding(key, one) for key in keys]
    if not holdings:
        return None
    values = gather(holdings)
    most = max(len(value.origins) for value in values)
    return Field(name, "agreed" if most > 1 else "single", values)


def count_fields(sightings: Sequence[Sighting]) -> tuple[Field, ...]:
    """Each number: tolls that may both be so agree, a later one of the same origin is an update."""
    claims: dict[str, list[tuple[Claim, Interval, Sighting]]] = defaultdict(list)
    split = _split_units(sightings)
    for sighting in sightings:
        corrected = [claim for other in sightings for claim in corrects(sighting, other)]
        for claim in sighting.counts:
            bounds = interval(claim)
            if bounds is not None and claim.field not in _CONTENT_FIELDS:
                # What is put for a number is a count of the same as that number, however it calls them.
                units = [other.unit for other in corrected if other.field == claim.field] or [claim.unit]
                name = f"{claim.field} ({units[0]})" if (claim.field, units[0]) in split else claim.field
                claims[name].append((claim, bounds, sighting))
    return tuple(_count_field(name, claims[name]) for name in sorted(claims))


def _claimed_by(claim: Claim, sighting: Sighting) -> str:
    """Who puts a number: its own sentence says, else who tells the event in that sentence."""
    told = sighting.event.start <= claim.start < sighting.event.end
    return said_by(claim.said_by or (sighting.event.attribution if told else ()))


def _split_units(sightings: Sequence[Sighting]) -> set[tuple[str, str]]:
    """(field, unit) that some report gives beside another unit: twelve soldiers and three civilians are two counts."""
    # One speaker's only: an army's four fighters and the rebels' eleven people are two accounts of one count.
    by_voice: dict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for sighting in sightings:
        for claim in sighting.counts:
            if claim.unit:
                voice = _claimed_by(claim, sighting)
                by_voice[sighting.event.report, voice, claim.field][claim.unit].add(claim.value)
    apart = set()
    for (_, _, name), units in sorted(by_voice.items()):
        if len(units) > 1 and len({value for values in units.values() for value in values}) > 1:
            apart |= {(name, unit) for unit in units}
    return apart


def _count_field(name: str, claims: Sequence[tuple[Claim, Interval, Sighting]]) -> Field:
    current: list[Holding] = []
    bounds_of: dict[str, Interval] = {}
    denied = False
    for origin in sorted({sighting.origin for _, _, sighting in claims}):
        own = [item for item in claims if item[2].origin == origin]
        for claim, bounds, text, sighting in _overtaken(_latest(own), claims):
            bounds_of.setdefault(text, bounds)
            apart = not sighting.event.start <= claim.start < sighting.event.end
            current.append(Holding(text, sighting, said_by(claim.said_by), apart))
            denied = denied or sighting.stage == "denied"
    values = gather(current)
    fits = verdict(values, fit=lambda a, b: bounds_of[a].meets(bounds_of[b]))
    contested = fits == "differs" and (denied or _parties_differ(values))
    return Field(name, "contested" if contested else fits, values)


def _parties_differ(values: Sequence[Value]) -> bool:
    """Whether different values are each put by a named party of their own: then the parties contest them."""
    sides = [set(value.said_by) for value in values]
    return len(sides) > 1 and all(sides) and not set.intersection(*sides)


def _latest(own: Sequence[tuple[Claim, Interval, Sighting]]) -> list[tuple[Claim, Interval, str, Sighting]]:
    """One origin's numbers, of its latest reports by each speaker; an earlier one is said to be updated."""
    found = []
    by_speaker: dict[str, list[tuple[Claim, Interval, Sighting]]] = defaultdict(list)
    for claim, bounds, sighting in own:
        by_speaker[_claimed_by(claim, sighting)].append((claim, bounds, sighting))
    for told in by_speaker.values():
        items = _totals(told)
        last = max(sighting.published for _, _, sighting in items)
        newest = [item for item in items if item[2].published == last]
        earlier = [item for item in items if item[2].published < last]
        for claim, bounds, sighting in newest:
            # What the newest report repeats beside its new number is not outdated by it.
            outdated = (old for _, old, _ in earlier if not any(old.meets(new) for _, new, _ in newest))
            before = sorted({str(old) for old in outdated})
            text = f"{bounds} (updated from {', '.join(before)})" if before else str(bounds)
            found.append((claim, bounds, text, sighting))
            # An earlier report that gives the same number stands behind it too.
            found += [(other, same, text, told) for other, same, told in earlier if same == bounds]
    return found


def _overtaken(
    own: Sequence[tuple[Claim, Interval, str, Sighting]], claims: Sequence[tuple[Claim, Interval, Sighting]]
) -> Iterator[tuple[Claim, Interval, str, Sighting]]:
    """One origin's numbers without those that others' later ones overtook, which are said to be updated from them."""
    everyone = [(_told_when(claim, bounds, sighting), sighting.origin) for claim, bounds, sighting in claims]
    for claim, bounds, text, sighting in own:
        if claim.field not in GROWING:
            yield claim, bounds, text, sighting
            continue
        this = _told_when(claim, bounds, sighting)
        if outgrown(this, [told for told, _ in everyone]):
            continue
        others = [told for told, origin in everyone if origin != sighting.origin and told.day < this.day]
        before = [told.bounds for told in others if told.bounds.high < bounds.low and outgrown(told, [this])]
        shown = sorted({str(old) for old in before})
        yield (
            claim,
            bounds,
            text if " (" in text or not shown else f"{text} (updated from {', '.join(shown)})",
            sighting,
        )


def _told_when(claim: Claim, bounds: Interval, sighting: Sighting) -> Told:
    here = sighting.event.start <= claim.start < sighting.event.end
    grown = here and cue("grown").search(sighting.event.quote) is not None
    return Told(bounds, sighting.published[:10], account_of(claim.said_by or sighting.event.attribution), grown)


def _totals(told: Sequence[tuple[Claim, Interval, Sighting]]) -> list[tuple[Claim, Interval, Sighting]]:
    """Without what only adds to a total: "two more died, bringing the toll to five" gives five."""
    most: dict[str, float] = {}
    for _, bounds, one in told:
        if cue("adding").search(one.event.quote):
            most[one.event.id] = max(most.get(one.event.id, 0.0), bounds.low)
    whole = [item for item in told if item[1].low >= most.get(item[2].event.id, 0.0)]
    return [item for item in whole if not _is_further(item[0], item[2])] or whole


def _is_further(claim: Claim, sighting: Sighting) -> bool:
    """Whether a number comes on top of another: "75 arrived, and *another* 142 on Saturday"."""
    before = sighting.event.quote[: max(0, claim.start - sighting.event.start)]
    return cue("further").search(before[-14:] + "|") is not None


def make_fields(sightings: Sequence[Sighting]) -> tuple[Stage, tuple[Field, ...]]:
    """The stage and all fields of one episode."""
    stage, shown = stage_field(sightings)
    others = (
        date_field(sightings),
        place_field(sightings),
        party_field("actors", sightings),
        party_field("recipients", sightings),
    )
    return stage, (shown, *(one for one in others if one is not None), *count_fields(sightings))
