"""What stood at the end of a day around one episode: its own reports' other episodes, and what answers it nearby."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from accord.reconciling.answers import denials, responsibility
from accord.reconciling.clusters import Cluster
from accord.reconciling.contests import contests_of
from accord.reconciling.episodes import make_episode, with_denials
from accord.reconciling.ground import BUCKET, Block, Told, key_number
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


@dataclass(frozen=True, slots=True)
class View:
    """An episode as it stood among others, and the contests over it."""

    episode: Episode
    contests: tuple[Contest, ...]


class Scenes:
    """Episodes, and the contests over them, as they stood at the end of any day."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self._turns: dict[str, list[str]] = {}
        self._standing: dict[tuple[str, str], list[Told]] = {}
        self._made: dict[tuple[str, str], tuple[Episode, list[Sighting]] | None] = {}
        self._views: dict[tuple[tuple[str, str], ...], View] = {}
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

    def prepare(self, names: Iterable[str]) -> None:
        """Have at hand what has to do with these episodes, in few looks into the ledger."""
        self.field.ground.episode(*names)
        self.field.ground.ask({block for name in names for one in self.ever(name) for block in _answer_blocks(one)})

    def related(self, one: Told) -> tuple[Told, ...]:
        """The other events of an event's report, and nearby events that may be its charge or its answer."""
        if one.id not in self._near:
            own = [other for other in self.field.by_id[one.sighting.event.report].told if other is not one]
            self._near[one.id] = (*own, *self._answers(one))
        return self._near[one.id]

    def _answers(self, one: Told) -> Iterator[Told]:
        wanted, blocks = _answer_keys(one), _answer_blocks(one)
        self.field.ground.ask(blocks)
        found = self.field.ground.by_block
        seen = {id(other): other for block in blocks for other in found.get(block, {}).values()}
        for other in sorted(seen.values(), key=lambda other: other.position):
            if other is not one and not wanted.isdisjoint(other.keys) and _apart(one, other) <= REACH:
                yield other

    def _turn(self, name: str, day: str) -> str:
        """The last day up to ``day`` on which an episode changed, so that it stands as it did then; ``""`` for none."""
        if name not in self._turns:
            self._turns[name] = sorted({stay.since[0] for one in self.ever(name) for stay in one.stays})
        at = bisect_right(self._turns[name], day)
        return self._turns[name][at - 1] if at else ""

    def _members(self, name: str, day: str) -> list[Told]:
        turn = (name, self._turn(name, day))
        if turn not in self._standing:
            self._standing[turn] = self.field.ground.members(name, end_of(turn[1])) if turn[1] else []
        return self._standing[turn]

    def episode(self, name: str, day: str) -> tuple[Episode, list[Sighting]] | None:
        """An episode by itself, and its sightings, as they stood at the end of ``day``; None where it did not."""
        turn = (name, self._turn(name, day))
        if turn not in self._made:
            members = self._members(name, day)
            self._made[turn] = self._make(name, members) if members else None
        return self._made[turn]

    def _make(self, name: str, members: Sequence[Told]) -> tuple[Episode, list[Sighting]]:
        sightings = [member.sighting for member in members]
        events = [sighting.event for sighting in sightings]
        titles = load_titles(m.value for event in events for m in (*event.actors, *event.recipients))
        return replace(make_episode(Cluster(sightings=sightings), titles), id=name), sightings

    def view(self, name: str, day: str) -> View | None:
        """An episode with the denials and contests around it, as they stood at the end of ``day``.

        What is the same on two days is the same object.
        """
        if self.episode(name, day) is None:
            return None
        at = end_of(day)
        others = {other.episode_before(at) for one in self._members(name, day) for other in self.related(one)} - {""}
        key = tuple((other, self._turn(other, day)) for other in (name, *sorted(others - {name})))
        if key not in self._views:
            held = [told for other, _ in key if (told := self.episode(other, day)) is not None]
            self._views[key] = self._look(name, day, held)
        return self._views[key]

    def _look(self, name: str, day: str, held: list[tuple[Episode, list[Sighting]]]) -> View:
        held.sort(key=lambda pair: (-pair[0].weight, pair[0].date, pair[0].title, pair[0].id))
        seen = {episode.id: sightings for episode, sightings in held}
        episodes = [episode for episode, _ in held]
        denied = denials(episodes, seen)
        episodes = [with_denials(one, denied[one.id]) if one.id in denied else one for one in episodes]
        shown = next(one for one in episodes if one.id == name)
        contests = [*contests_of(shown, seen[name], denied.get(name, ()))]
        contests += [one for one in responsibility(episodes, seen) if one.episode == name]
        contests += self._silences(name, episodes, day)
        return View(shown, tuple(contests))

    def _silences(self, name: str, episodes: list[Episode], day: str) -> Iterator[Contest]:
        episode_of = {event: episode for episode in episodes for event in episode.events}
        reports = sorted({report for episode in episodes for report in episode.reports})
        stored = [self.field.by_id[report] for report in reports]
        if not any(one.coded.silences for one in stored):
            return
        coded = [_standing(one.coded, episode_of) for one in stored if one.day <= day]
        actors = (m.value for one in coded for event in one.events for m in (*event.actors, *event.recipients))
        origins = {one.coded.report.id: one.hand.origin for one in stored}
        for contest in silences(coded, origins, episode_of, load_titles(actors)):
            if contest.episode == name:
                yield contest


def _standing(coded: Coded, episode_of: Iterable[str]) -> Coded:
    return replace(coded, events=tuple(event for event in coded.events if event.id in episode_of))


def _answer_keys(one: Told) -> set[str]:
    """The keys under which an event's charges and answers are found: of the parties and the country it names."""
    names = {name for key in one.keys if (name := key.partition(" ")[2])}
    families = FAMILIES if one.wide in ANSWERS else ANSWERS
    return {f"{family} {name}" for family in families for name in names}


def _answer_blocks(one: Told) -> set[Block]:
    buckets = {b for day in one.days for b in range((day - REACH) // BUCKET, (day + REACH) // BUCKET + 1)}
    return {(key_number(key), bucket) for key in _answer_keys(one) for bucket in buckets}


def _apart(a: Told, b: Told) -> int:
    return min(abs(x - y) for x in a.days for y in b.days)
