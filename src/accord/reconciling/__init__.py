"""The reconciling room: from what was coded in each report to what happened, who says so and where they differ.

Read it in this order: origins (whose hands), sightings and clusters (which events are one happening), fields (what is
agreed), contests and answers (what is not), ties (who is bound to whom).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accord.reconciling.answers import denials, responsibility
from accord.reconciling.contests import contests_of
from accord.reconciling.cues import check_reconciling
from accord.reconciling.episodes import find_episodes, with_denials
from accord.reconciling.members import memberships
from accord.reconciling.origins import find_origins
from accord.reconciling.sightings import Sighting, see
from accord.reconciling.silence import silences
from accord.reconciling.stories import find_stories
from accord.reconciling.ties import fold_ties, hear_ties
from accord.reconciling.titles import check_titles, load_titles
from accord.reconciling.tolls import tolls
from accord.records import Actor, Coded, Contest, Episode, Event, Origin, Tie
from accord.tiekinds import check_tie_kinds, load_tie_kinds

__all__ = [
    "Reconciled",
    "check_reconciling",
    "check_tie_kinds",
    "check_titles",
    "find_origins",
    "find_stories",
    "load_tie_kinds",
    "reconcile",
]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """All that reconciling found. ``lead`` is the id of the episode that matters most, ``""`` where there is none."""

    origins: tuple[Origin, ...]
    events: tuple[Event, ...]
    episodes: tuple[Episode, ...]
    contests: tuple[Contest, ...]
    ties: tuple[Tie, ...]
    lead: str


def reconcile(coded: Sequence[Coded]) -> Reconciled:
    """Lay reports side by side. The order of ``coded`` changes nothing; a report given twice counts once.

    Each event is in exactly one episode; episodes, contests and ties come most important first (ties by kind).
    """
    ordered = sorted(
        {one.report.id: one for one in coded}.values(), key=lambda one: (one.report.published, one.report.id)
    )
    origins = find_origins([one.report for one in ordered])
    sightings = see(ordered, origins)
    titles = load_titles(_actors(ordered))
    episodes = find_episodes(sightings, titles)
    seen = _by_episode(episodes, sightings)
    denied = denials(episodes, seen)
    episodes = tuple(
        with_denials(episode, denied[episode.id]) if episode.id in denied else episode for episode in episodes
    )
    origin_of = {report: origin.id for origin in origins for report in origin.reports}
    kinds = load_tie_kinds()
    words = hear_ties(ordered, episodes, seen, origins=origin_of, kinds=kinds, titles=titles)
    contests = _contests(episodes, seen, denied)
    contests += [*memberships(words, titles), *silences(ordered, origin_of, _by_event(episodes), titles)]
    contests += tolls(ordered, origin_of)
    contests.sort(key=lambda contest: (-contest.weight, contest.kind, contest.title, contest.id))
    events = tuple(event for one in ordered for event in sorted(one.events, key=lambda event: (event.start, event.id)))
    return Reconciled(origins, events, episodes, tuple(contests), fold_ties(words), episodes[0].id if episodes else "")


def _actors(coded: Sequence[Coded]) -> Iterator[Actor]:
    for one in coded:
        for event in one.events:
            yield from (mention.value for mention in (*event.actors, *event.recipients))
        for claim in one.tie_claims:
            yield from (claim.a.value, claim.b.value)


def _by_episode(episodes: Sequence[Episode], sightings: Sequence[Sighting]) -> dict[str, list[Sighting]]:
    by_event = {sighting.event.id: sighting for sighting in sightings}
    return {episode.id: [by_event[event] for event in episode.events] for episode in episodes}


def _contests(
    episodes: Sequence[Episode], seen: Mapping[str, Sequence[Sighting]], denied: Mapping[str, Sequence[Sighting]]
) -> list[Contest]:
    found = [
        contest
        for episode in episodes
        for contest in contests_of(episode, seen[episode.id], denied.get(episode.id, ()))
    ]
    return [*found, *responsibility(episodes, seen)]


def _by_event(episodes: Sequence[Episode]) -> dict[str, Episode]:
    return {event: episode for episode in episodes for event in episode.events}
