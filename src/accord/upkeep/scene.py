"""What stood at the end of a day around one episode: its own reports' other episodes, and what answers it nearby."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from accord.reconciling.answers import denials, responsibility
from accord.reconciling.clusters import Cluster
from accord.reconciling.contests import contests_of
from accord.reconciling.episodes import make_episode, with_denials
from accord.reconciling.growing import BUCKET, Block, Told, key_number
from accord.reconciling.sightings import Sighting
from accord.reconciling.silence import silences
from accord.reconciling.titles import load_titles
from accord.records import Coded, Contest, Episode
from accord.upkeep.field import Field, end_of

#: Days within which another report's charge or answer is looked for.
REACH = 3
#: Families of acts that are charges or answers; whatever shares a party with one of them may be answered by it.
ANSWERS = ("ACCUSE", "REJECT")
FAMILIES = (
    "ACCUSE", "ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "REJECT", "REQUEST", "SANCTION", "THREATEN", "accord",
    "ceasefire", "retreat",
)  # fmt: skip


class Scenes:
    """Episodes, and the contests over them, as they stood at the end of any day."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self._made: dict[tuple[str, tuple[str, ...]], tuple[Episode, list[Sighting]]] = {}
        self._near: dict[str, tuple[Told, ...]] = {}

    def ever(self, name: str) -> list[Told]:
        """All events that stand in an episode, or did."""
        self.field.ground.episode(name)
        return list(self.field.ground.by_episode.get(name, {}).values())

    def around(self, name: str) -> set[str]:
        """The episodes that have to do with one at any time, itself among them."""
        found = {name}
        for one in self.ever(name):
            found |= {stay.episode for other in self.related(one) for stay in other.stays}
        return found - {""}

    def related(self, one: Told) -> tuple[Told, ...]:
        """The other events of an event's report, and nearby events that may be its charge or its answer."""
        if one.id not in self._near:
            own = [other for other in self.field.by_id[one.sighting.event.report].told if other is not one]
            self._near[one.id] = (*own, *self._answers(one))
        return self._near[one.id]

    def _answers(self, one: Told) -> Iterator[Told]:
        names = _names(one)
        families = FAMILIES if one.wide in ANSWERS else ANSWERS
        wanted = {f"{family} {name}" for family in families for name in names}
        blocks = {block for key in wanted for block in _around_day(key, one.days)}
        self.field.ground.ask(blocks)
        seen = {id(other): other for block in blocks for other in self.field.ground.by_block[block].values()}
        for other in sorted(seen.values(), key=lambda other: other.position):
            if other is not one and not wanted.isdisjoint(other.keys) and _apart(one, other) <= REACH:
                yield other

    def episode(self, name: str, day: str) -> tuple[Episode, list[Sighting]] | None:
        """An episode by itself, and its sightings, as they stood at the end of ``day``; None where it did not."""
        members = self.field.ground.members(name, end_of(day))
        if not members:
            return None
        key = (name, tuple(member.id for member in members))
        if key not in self._made:
            sightings = [member.sighting for member in members]
            events = [sighting.event for sighting in sightings]
            titles = load_titles(m.value for event in events for m in (*event.actors, *event.recipients))
            self._made[key] = (replace(make_episode(Cluster(sightings=sightings), titles), id=name), sightings)
        return self._made[key]

    def view(self, name: str, day: str) -> tuple[Episode, list[Contest]] | None:
        """An episode with the denials and contests around it, as they stood at the end of ``day``."""
        own = self.episode(name, day)
        if own is None:
            return None
        at = end_of(day)
        members = self.field.ground.members(name, at)
        others = {other.episode_before(at) for one in members for other in self.related(one)} - {"", name}
        held = [own, *(told for other in sorted(others) if (told := self.episode(other, day)) is not None)]
        held.sort(key=lambda pair: (-pair[0].weight, pair[0].date, pair[0].title, pair[0].id))
        seen = {episode.id: sightings for episode, sightings in held}
        episodes = [episode for episode, _ in held]
        denied = denials(episodes, seen)
        episodes = [with_denials(one, denied[one.id]) if one.id in denied else one for one in episodes]
        shown = next(one for one in episodes if one.id == name)
        contests = [*contests_of(shown, seen[name], denied.get(name, ()))]
        contests += [one for one in responsibility(episodes, seen) if one.episode == name]
        contests += self._silences(name, episodes, day)
        return shown, contests

    def _silences(self, name: str, episodes: list[Episode], day: str) -> Iterator[Contest]:
        episode_of = {event: episode for episode in episodes for event in episode.events}
        reports = sorted({report for episode in episodes for report in episode.reports})
        stored = [self.field.by_id[report] for report in reports]
        coded = [_standing(one.coded, episode_of) for one in stored if one.day <= day]
        if not any(one.silences for one in coded):
            return
        actors = (m.value for one in coded for event in one.events for m in (*event.actors, *event.recipients))
        origins = {one.coded.report.id: one.hand.origin for one in stored}
        for contest in silences(coded, origins, episode_of, load_titles(actors)):
            if contest.episode == name:
                yield contest


def _standing(coded: Coded, episode_of: Iterable[str]) -> Coded:
    return replace(coded, events=tuple(event for event in coded.events if event.id in episode_of))


def _names(one: Told) -> set[str]:
    """The parties and the country under which an event is found."""
    return {name for key in one.keys if (name := key.partition(" ")[2])}


def _around_day(key: str, days: tuple[int, ...]) -> Iterator[Block]:
    number = key_number(key)
    for day in days:
        for bucket in range((day - REACH) // BUCKET, (day + REACH) // BUCKET + 1):
            yield number, bucket


def _apart(a: Told, b: Told) -> int:
    return min(abs(x - y) for x in a.days for y in b.days)
