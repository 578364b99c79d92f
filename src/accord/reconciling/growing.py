"""Happenings that grow: events join those that stand, one after another, in the order in which they could be known.

The place of an event is a function of what came before it in that order (``Position``) and of nothing else, so that
what is known later changes no earlier state. An event that arrives late is put in its place, and only those after it
that it could touch are judged again: the outcome is that of having had it from the start.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from accord.reconciling.clusters import Cluster, best_fit, doubts
from accord.reconciling.ground import Ground, Position, Stay, Step, Steps, Told
from accord.reconciling.judgement import Judge
from accord.reconciling.sightings import Sighting
from accord.records import content_id

#: How many events of an episode a newcomer's words are set against.
EXEMPLARS = 5


@dataclass(slots=True)
class Growth:
    """What has changed: events whose stays did, and for each episode the first day on which it did."""

    events: set[str] = field(default_factory=set)
    episodes: dict[str, str] = field(default_factory=dict)

    def touch(self, episode: str, day: str) -> None:
        """``episode`` changed on ``day``."""
        if episode:
            self.episodes[episode] = min(day, self.episodes.get(episode, day))


class Grower:
    """Puts events and steps in their places."""

    def __init__(self, ground: Ground, steps: Steps) -> None:
        self.ground = ground
        self.steps = steps
        self._judge = Judge()
        self._clusters: dict[str, tuple[tuple[str, ...], Cluster]] = {}
        self._queue: list[tuple[Position, str]] = []
        self._queued: set[str] = set()
        self.growth = Growth()

    def grow(self, new: Iterable[Told], steps: Iterable[Step] = ()) -> Growth:
        """Judge ``new`` events and ``steps``, and whatever after them they touch; give back what changed.

        An event that was there and is given again is judged again: what is known of it has changed.
        """
        self.growth = Growth()
        arrived = [self.ground.hold(one) for one in new]
        self.ground.ask({block for one in arrived for block in one.asked_blocks()})
        for one in arrived:
            self._push_event(one)
        for step in steps:
            self._push_step(step)
        while self._queue:
            _, name = heapq.heappop(self._queue)
            self._queued.discard(name)
            if name in self.steps.by_id:
                self._take_step(self.steps.by_id[name])
            else:
                self._judge_event(self.ground.told[name])
        return self.growth

    # One event

    def _push_event(self, one: Told) -> None:
        if one.id not in self._queued:
            self._queued.add(one.id)
            heapq.heappush(self._queue, (one.position, one.id))

    def _push_step(self, step: Step) -> None:
        if step.id not in self._queued:
            self._queued.add(step.id)
            heapq.heappush(self._queue, (step.position, step.id))

    def _judge_event(self, one: Told) -> None:
        stay = self._place_of(one, one.position, near=self._standing_near(one, one.position))
        old = next((own for own in one.stays if own.since == one.position), None)
        if old is None or old.episode != stay.episode:
            self._settle(one, stay)
        elif old.why != stay.why:
            one.stays[one.stays.index(old)] = stay
            self.growth.events.add(one.id)

    def _standing_near(self, one: Told, position: Position) -> dict[str, list[Told]]:
        """The episodes with an event that ``one`` finds, and all their events just before ``position``."""
        names = {other.episode_before(position) for other in self.ground.near(one) if one.finds(other)} - {""}
        self.ground.episode(*names)
        return {name: self.ground.members(name, position) for name in names}

    def _place_of(self, one: Told, position: Position, *, near: Mapping[str, Sequence[Told]], step: str = "") -> Stay:
        """Where an event belongs among the episodes ``near``: with its own copy, where it fits best, or by itself."""
        ordered = sorted(near.items(), key=lambda item: (item[1][0].position, item[0]))
        for name, members in ordered:
            if any(other.content == one.content for other in members):
                return Stay(name, position, step)
        entry = self._judge.enter([one.sighting])
        clusters = [(number, self._cluster(name, members)) for number, (name, members) in enumerate(ordered)]
        number = best_fit(entry, clusters, self._judge, _Nothing())
        if number is None:
            doubt = doubts(entry, [cluster for _, cluster in clusters], self._judge)
            return Stay(content_id("episode", one.id), position, step, doubt[0] if doubt else None)
        closest = max(clusters[number][1].exemplars, key=lambda member: self._judge.score(entry, member))
        return Stay(ordered[number][0], position, step, self._judge.judge(closest, entry))

    def _cluster(self, name: str, members: Sequence[Told]) -> Cluster:
        """``members`` as a cluster that a newcomer is set against; copies of one sentence count once."""
        told = tuple(member.id for member in members)
        known = self._clusters.get(name)
        if known is not None and known[0] == told:
            return known[1]
        alike: dict[tuple[object, ...], list[Sighting]] = {}
        for member in members:
            alike.setdefault(member.content, []).append(member.sighting)
        found = Cluster()
        for number, copies in enumerate(alike.values()):
            entry = self._judge.enter(copies)
            if number < EXEMPLARS:
                found.exemplars.append(entry)
            found.shapes.setdefault(entry.shape)
            found.dates.setdefault(entry.date)
        self._clusters[name] = (told, found)
        return found

    def _settle(self, one: Told, stay: Stay) -> None:
        """Give an event its place from ``stay.since`` on, and judge again whatever that could change."""
        before = one.stay_before(stay.since)
        dropped = [own for own in one.stays if own.since >= stay.since]
        left = {own.episode for own in (*([before] if before else []), *dropped)} | {stay.episode}
        one.stays = [*(own for own in one.stays if own.since < stay.since), stay]
        self.ground.by_episode.setdefault(stay.episode, {})[one.id] = one
        self.growth.events.add(one.id)
        for name in left:
            self.growth.touch(name, stay.since[0])
        for own in dropped:
            if own.step and own.step != stay.step:
                self._push_step(self.steps.by_id[own.step])
        for name in left - {""}:
            self._judge_after(name, stay.since)

    def _judge_after(self, episode: str, position: Position) -> None:
        """All events and steps after ``position`` for which ``episode`` could matter are judged again."""
        last = position >= self.ground.horizon
        if last and position >= self.steps.last:
            return
        self.ground.episode(episode)
        for member in [*self.ground.by_episode.get(episode, {}).values()]:
            for step in self.steps.by_event.get(member.id, ()):
                if step.position > position:
                    self._push_step(step)
            if last:
                continue  # all events after it are in the queue, and none of them stands yet
            if member.position > position:
                self._push_event(member)
            for other in self.ground.near(member, since=position[0]):
                if other.position > position and other.stays:
                    self._push_event(other)

    # Steps

    def _take_step(self, step: Step) -> None:
        # A revocation is about the events of what it revokes.
        self.ground.events(step.events)
        named = [self.ground.told[name] for name in step.events if name in self.ground.told]
        self.ground.episode(*(stay.episode for one in named for stay in one.stays))
        wanted = self._wanted(step, named)
        # A step that takes events away moves none but those that it names.
        moved = named if step.kind in ("reject", "outdated") else self.ground.told.values()
        held = {one.id for one in moved if any(stay.step == step.id for stay in one.stays)}
        for name in sorted(held | wanted.keys(), key=lambda name: self.ground.told[name].position):
            one = self.ground.told[name]
            before = one.episode_before(step.position)
            self._move(one, step, wanted.get(name, before))

    def _move(self, one: Told, step: Step, target: str) -> None:
        """Have an event stand in ``target`` from ``step`` on; a stay that says nothing new is none."""
        before = one.episode_before(step.position)
        own = next((stay for stay in one.stays if stay.since == step.position), None)
        if target != before:
            if own is None or own.episode != target:
                self._settle(one, Stay(target, step.position, step.id))
        elif own is not None:
            one.stays.remove(own)
            self.growth.events.add(one.id)
            for later in one.stays:
                if later.step and later.since > step.position:
                    self._push_step(self.steps.by_id[later.step])
            for name in (own.episode, before):
                self.growth.touch(name, step.position[0])
                if name:
                    self._judge_after(name, step.position)

    def _wanted(self, step: Step, told: Sequence[Told]) -> dict[str, str]:
        """The episode in which each event stands after ``step``; ``told`` are those that it names."""
        at = step.position
        named = sorted((one for one in told if one.position < at), key=lambda one: one.position)
        if step.kind in ("reject", "outdated"):
            return {one.id: "" for one in named}
        if step.kind == "revoke":
            return self._as_if_never(step, named)
        standing = [one for one in named if one.episode_before(at)]
        if step.kind == "split":
            return self._split(step, standing)
        homes = {one.episode_before(at): self.ground.members(one.episode_before(at), at) for one in standing}
        if len(homes) < 2:
            return {}
        first = min(homes, key=lambda name: (homes[name][0].position, name))
        return {one.id: first for members in homes.values() for one in members}

    def _split(self, step: Step, named: Sequence[Told]) -> dict[str, str]:
        at = step.position
        inside = {one.id for one in named}
        homes = {one.episode_before(at) for one in named}
        if not named or (len(homes) == 1 and {one.id for one in self.ground.members(min(homes), at)} == inside):
            return {}
        return {one.id: content_id("episode", named[0].id, step.id) for one in named}

    def _as_if_never(self, step: Step, named: Sequence[Told]) -> dict[str, str]:
        """Where the events of a revoked ruling belong, judged anew among themselves, all other rulings kept."""
        at = step.position
        homes = {one.episode_before(at) for one in named} - {""}
        moved = [one for one in self.ground.told.values() if any(stay.step == step.revokes for stay in one.stays)]
        came_from = {one.episode_before(stay.since) for one in moved for stay in one.stays if stay.step == step.revokes}
        homes |= ({one.episode_before(at) for one in moved} | came_from) - {""}
        inside = {one.id: one for name in sorted(homes) for one in self.ground.members(name, at)}
        inside |= {one.id: one for one in (*named, *moved) if not self._is_out(one, step)}
        placed: dict[str, list[Told]] = {}
        outside: dict[str, str] = {}
        for one in sorted(inside.values(), key=lambda one: one.position):
            near = {name: list(members) for name, members in placed.items() if any(one.finds(m) for m in members)}
            others = {name: members for name, members in self._standing_near(one, at).items() if name not in homes}
            if one.episode_before(at):
                others = {}  # what stood in the happening at hand is not drawn into another
            stay = self._place_of(one, at, near={**others, **near}, step=step.id)
            if stay.episode in others:
                outside[one.id] = stay.episode
            else:
                placed.setdefault(stay.episode, []).append(one)
        found = outside | {one.id: name for name, members in placed.items() for one in members}
        return self._kept(step, found)

    def _is_out(self, one: Told, step: Step) -> bool:
        """Whether another ruling, or a newer edition, still keeps an event out."""
        kept = (other for other in self.steps.by_event.get(one.id, ()) if other.position < step.position)
        return any(other.kind in ("reject", "outdated") and self._counts(other, step) for other in kept)

    def _counts(self, other: Step, step: Step) -> bool:
        """Whether ``other`` still counts just after ``step``."""
        revoked = {step.revokes} | {
            one.revokes for one in self.steps.by_id.values() if one.revokes and one.position <= step.position
        }
        return other.id not in revoked

    def _kept(self, step: Step, found: dict[str, str]) -> dict[str, str]:
        """``found`` with the rulings on these events that still count laid over it."""
        rulings = {one.id: one for name in found for one in self.steps.by_event.get(name, ())}
        for other in sorted(rulings.values(), key=lambda one: one.position):
            if other.position >= step.position or not self._counts(other, step):
                continue
            named = [name for name in other.events if name in found]
            homes = sorted({found[name] for name in named})
            if other.kind in ("merge", "confirm"):
                found = {name: homes[0] if home in homes else home for name, home in found.items()}
            elif other.kind == "split" and named:
                apart = content_id("episode", named[0], other.id)
                found |= dict.fromkeys(named, apart)
        return found


class _Nothing(dict[tuple[str, int], set[int]]):
    """What is shut to whom is remembered over a whole batch; here every newcomer meets others."""

    def __missing__(self, key: tuple[str, int]) -> set[int]:
        return set()
