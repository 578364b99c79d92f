"""The ground on which happenings grow: events with their places in order, found by kind, party and day.

Nothing is compared here; what stands near what is worked out, and more is loaded where it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Literal

from accord.reconciling.candidates import account_keys, block_keys, needs_wide_search
from accord.reconciling.clusters import poverty
from accord.reconciling.sightings import Sighting
from accord.records import Judgement

#: Days between two events' days (of the report, or of the act as dated by its text) within which they are compared.
REACH = 16
#: The same for an event that names no party that can be told: it is compared with all of its kind.
WIDE_REACH = 3
#: Days of one bucket of the index by which events are found.
BUCKET = 8

#: Orders all steps: the day from which it could be known; 0 for events, 1 for newer editions, 2 for rulings; what
#: orders those of one day. Within a day the best described events come first, as they do in a dossier.
Position = tuple[str, int, tuple[Any, ...]]
#: A block of the index: a key as a number, and a bucket of days.
Block = tuple[int, int]
StepKind = Literal["outdated", "merge", "split", "reject", "confirm", "revoke"]


@dataclass(frozen=True, slots=True)
class Step:
    """What moves events that stand: a newer edition of their report, or a person's ruling.

    ``revokes`` names the step that no longer counts from here on.
    """

    id: str
    kind: StepKind
    events: tuple[str, ...]
    position: Position
    revokes: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """An event's place from ``since`` on, until its next: an episode's id, or ``""`` for none.

    ``step`` is the id of the step that put it there, ``""`` where it was judged by itself; then ``why`` says why.
    """

    episode: str
    since: Position
    step: str = ""
    why: Judgement | None = None


@dataclass(slots=True)
class Told:
    """An event as it stands among others: how it is found, and its stays in order.

    ``accounts`` are the keys by which two sides' accounts in one report find each other. Events of one report are at
    hand together, so that these need no block of the index.
    """

    sighting: Sighting
    day: str
    position: Position
    keys: frozenset[str]
    asks: frozenset[str]
    wide: str
    days: tuple[int, ...]
    content: tuple[object, ...]
    blocks: frozenset[Block]
    accounts: frozenset[str] = frozenset()
    stays: list[Stay] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The event's id."""
        return self.sighting.event.id

    def stay_before(self, position: Position) -> Stay | None:
        """Its last stay that began before ``position``."""
        return next((stay for stay in reversed(self.stays) if stay.since < position), None)

    def episode_before(self, position: Position) -> str:
        """Where it stood just before ``position``, ``""`` for nowhere."""
        stay = self.stay_before(position)
        return stay.episode if stay else ""

    def asked_blocks(self) -> set[Block]:
        """The blocks in which whatever it could join, or could join it, is found."""
        found = {
            (key_number(key), bucket)
            for key in self.asks | self.keys
            for day in self.days
            for bucket in range((day - REACH) // BUCKET, (day + REACH) // BUCKET + 1)
            if key != self.wide
        }
        reach = [day // BUCKET for day in self.days for day in (day - WIDE_REACH, day, day + WIDE_REACH)]
        return found | {(key_number(self.wide), bucket) for bucket in reach}

    def finds(self, other: Told) -> bool:
        """Whether ``other`` is near enough in kind, parties and days to be compared with this one."""
        apart = min(abs(a - b) for a in self.days for b in other.days)
        if apart > REACH:
            return False
        if not self.accounts.isdisjoint(other.accounts):
            return True
        return not (self.asks - {self.wide}).isdisjoint(other.keys) or (apart <= WIDE_REACH and self.wide in self.asks)


@lru_cache(maxsize=100_000)
def key_number(key: str) -> int:
    """A key of the index as a number of 40 bits, the same in every run."""
    return int.from_bytes(blake2b(key.encode(), digest_size=5).digest(), "big")


def tell(sighting: Sighting, day: str) -> Told:
    """An event that could be known from ``day`` on, ready to take its place."""
    keys = block_keys(sighting.shape, sighting.place)
    wide = needs_wide_search(sighting.shape)
    position = (day, 0, (poverty(sighting), *sighting.key))
    asks = frozenset(keys if wide else keys[1:])
    days = _days(sighting, day)
    blocks = frozenset((key_number(key), found // BUCKET) for key in keys for found in days)
    accounts = frozenset(account_keys(sighting))
    return Told(sighting, day, position, frozenset(keys), asks, keys[0], days, sighting.content, blocks, accounts)


def _days(sighting: Sighting, day: str) -> tuple[int, ...]:
    """The days by which an event is found: the report's, and the act's own where its text gives it within a week."""
    when = sighting.when
    known = date.fromisoformat(day).toordinal()
    if when.first is None or when.last is None or when.reported or (when.last - when.first).days > 6:
        return (known,)
    return tuple(sorted({known, when.first.toordinal()}))


class Steps:
    """All steps at hand, by id and by the events that they name."""

    def __init__(self, steps: Iterable[Step] = ()) -> None:
        self.by_id: dict[str, Step] = {}
        self.by_event: dict[str, list[Step]] = {}
        self.last: Position = ("", 0, ())
        for step in steps:
            self.add(step)

    def add(self, step: Step) -> None:
        """Take a step in, unless it is there."""
        if step.id not in self.by_id:
            self.by_id[step.id] = step
            self.last = max(self.last, step.position)
            for event in step.events:
                self.by_event.setdefault(event, []).append(step)


#: Gives the events that are found in blocks and could be known on a day or later (``""`` for all), and those of
#: episodes, with their stays, from where they are kept.
LoadBlocks = Callable[[set[Block], str], Iterable[Told]]
LoadNamed = Callable[[set[str]], Iterable[Told]]


@dataclass(slots=True)
class Ground:
    """The events at hand, found by block, by episode and by id; more are loaded where they are asked for.

    No event that stands has a place after ``horizon``: what comes later has nothing to judge again.
    """

    load_blocks: LoadBlocks
    load_episodes: LoadNamed
    load_events: LoadNamed
    horizon: Position = ("", 0, ())
    told: dict[str, Told] = field(default_factory=dict)
    by_block: dict[Block, dict[str, Told]] = field(default_factory=dict)
    by_account: dict[str, dict[str, Told]] = field(default_factory=dict)
    by_episode: dict[str, dict[str, Told]] = field(default_factory=dict)
    asked: dict[Block, str] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)

    def hold(self, one: Told) -> Told:
        """Take an event in, unless it is there."""
        held = self.told.setdefault(one.id, one)
        if held is one:
            for stay in one.stays:
                self.by_episode.setdefault(stay.episode, {})[one.id] = one
            for block in one.blocks:
                self.by_block.setdefault(block, {})[one.id] = one
            for account in one.accounts:
                self.by_account.setdefault(account, {})[one.id] = one
        return held

    def ask(self, blocks: set[Block], *, since: str = "") -> None:
        """Have all events of these blocks at hand that could be known on the day ``since`` or later."""
        new = {block for block in blocks if since < self.asked.get(block, "9999")}
        if new:
            self.asked |= dict.fromkeys(new, since)
            for one in [*self.load_blocks(new, since)]:
                self.hold(one)

    def episode(self, *names: str) -> None:
        """Have all events that ever stood in these episodes at hand."""
        new = {name for name in names if name} - self.whole
        if new:
            self.whole |= new
            for one in [*self.load_episodes(new)]:
                self.hold(one)

    def events(self, names: Iterable[str]) -> None:
        """Have these events at hand, if they are held."""
        new = set(names) - self.told.keys()
        for one in [*self.load_events(new)] if new else ():
            self.hold(one)

    def near(self, one: Told, *, since: str = "") -> Iterator[Told]:
        """Events that ``one`` finds, or that find it. Of those before the day ``since`` some may be missing."""
        blocks = one.asked_blocks()
        self.ask(blocks, since=since)
        seen = {name: other for block in blocks for name, other in self.by_block.get(block, {}).items()}
        seen |= {name: other for key in one.accounts for name, other in self.by_account.get(key, {}).items()}
        return (other for other in seen.values() if other is not one and (one.finds(other) or other.finds(one)))

    def members(self, episode: str, position: Position) -> list[Told]:
        """The events that stood in an episode just before ``position``, in the order in which they came to it."""
        self.episode(episode)
        held = self.by_episode.get(episode, {}).values()
        inside = [(stay.since, one) for one in held if (stay := one.stay_before(position)) and stay.episode == episode]
        return [one for _, one in sorted(inside, key=lambda pair: (pair[0], pair[1].position))]
