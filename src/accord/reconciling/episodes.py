"""Episodes: happenings, each from the events judged to be one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from accord.reconciling.clusters import Cluster, cluster
from accord.reconciling.cues import cue
from accord.reconciling.fields import Holding, gather, make_fields
from accord.reconciling.matters import find_matter
from accord.reconciling.parties import leading_actors
from accord.reconciling.sightings import Sighting, told_order
from accord.reconciling.titles import Titles
from accord.reconciling.weights import weigh_episode
from accord.records import DatePrecision, Episode, Place, content_id

# Characters of a charge that a title takes.
_CHARGE = 60
_FINENESS = {"day": 0, "range": 1, "week": 2, "month": 3, "season": 4, "year": 5}


def find_episodes(sightings: Sequence[Sighting], titles: Titles) -> tuple[Episode, ...]:
    """Every sighting's event in exactly one episode, heaviest episode first."""
    episodes = [make_episode(found, titles) for found in cluster(sightings)]
    return tuple(sorted(episodes, key=lambda episode: (-episode.weight, episode.date, episode.title, episode.id)))


def make_episode(found: Cluster, titles: Titles) -> Episode:
    """The episode that a cluster's sightings tell of, with its stage, fields, title and weight."""
    sightings = sorted(found.sightings, key=told_order)
    stage, fields = make_fields(sightings)
    type_, mode = _kind(sightings)
    # A sentence that fifty copies carry names its parties once.
    first: dict[tuple[object, ...], Sighting] = {}
    for one in sightings:
        first.setdefault(one.content, one)
    told = list(first.values())
    actors = leading_actors([one.event.actors for one in told])
    recipients = leading_actors([one.event.recipients for one in told])
    date, precision = _date(sightings)
    place = _place(sightings)
    events = tuple(one.event.id for one in sightings)
    return Episode(
        id=content_id("episode", *sorted(events)),
        type=type_,
        mode=mode,
        actors=actors,
        recipients=recipients,
        date=date,
        date_precision=precision,
        place=place,
        stage=stage,
        title=titles.title(
            type_,
            mode,
            stage,
            actors=actors,
            recipients=recipients,
            place=place,
            about=_about(sightings, type_),
            charge=_charge(sightings),
            matter=find_matter([one.event for one in told], type_, mode, stage),
        ),
        weight=weigh_episode(sightings, stage),
        events=events,
        reports=tuple(dict.fromkeys(one.event.report for one in sightings)),
        origins=tuple(sorted({one.origin for one in sightings})),
        fields=fields,
        judgements=tuple(sorted(found.judgements, key=lambda judgement: (judgement.a, judgement.b))),
    )


def with_denials(episode: Episode, denials: Sequence[Sighting]) -> Episode:
    """``episode`` with its stage contested by denials that are events of their own: they stay in their own episodes."""
    value = gather(Holding("denied", one) for one in denials)
    fields = tuple(
        replace(field, verdict="contested", values=(*(v for v in field.values if v.value != "denied"), *value))
        if field.name == "stage"
        else field
        for field in episode.fields
    )
    return replace(episode, fields=fields)


def _kind(sightings: Sequence[Sighting]) -> tuple[str, str]:
    """The type and mode that most origins give; a mode before none, a charge before mere criticism."""
    votes = Counter(
        (event_type, mode) for _, event_type, mode in {(s.origin, s.event.type, s.event.mode) for s in sightings}
    )
    return min(votes, key=lambda kind: (-votes[kind], not kind[1], kind))


def _about(sightings: Sequence[Sighting], type_: str) -> str:
    """The topic that at least half of the sightings of the episode's type name."""
    votes = Counter(one.about for one in sightings if one.event.type == type_)
    best = min((about for about in votes if about), key=lambda about: (-votes[about], about), default="")
    return best if best and 2 * votes[best] >= votes.total() else ""


def _charge(sightings: Sequence[Sighting]) -> str:
    """The shortest of the charges that are put as deeds ("failing to help"), cut at a word."""
    charges = sorted({one.said for one in sightings if cue("deed").match(one.said)}, key=lambda said: (len(said), said))
    if not charges or len(charges[0]) <= _CHARGE:
        return charges[0] if charges else ""
    return charges[0][:_CHARGE].rsplit(" ", 1)[0] + "…"


def _date(sightings: Sequence[Sighting]) -> tuple[str, DatePrecision]:
    """The finest date that a text gives; else the earliest report's own date, marked as such; else none."""
    given = [one for one in sightings if one.when.first is not None and not one.when.reported]
    if given:
        votes = Counter(one.event.date for one in given)
        best = min(given, key=lambda o: (_FINENESS.get(o.event.date_precision, 9), -votes[o.event.date], o.event.date))
        return best.event.date, best.event.date_precision
    reported = sorted(one.event.date for one in sightings if one.when.reported)
    return (reported[0], "reported") if reported else ("", "unknown")


def _place(sightings: Sequence[Sighting]) -> Place | None:
    """The place that most origins give, the finer one first."""
    places: dict[str, Place] = {}
    votes: Counter[str] = Counter()
    for origin, name in sorted({(one.origin, one.place.name) for one in sightings if one.place}):
        votes[name] += bool(origin)
    for one in sightings:
        if one.place is not None:
            places.setdefault(one.place.name, one.place)
    if not votes:
        return None
    return places[min(votes, key=lambda name: (-votes[name], places[name].feature.startswith("PCL"), name))]
