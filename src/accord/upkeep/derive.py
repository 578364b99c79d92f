"""Deriving: what follows from reports and judgements, made a little at a time, each part whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from accord.ledger import index, people, reports, standing
from accord.ledger.ledger import Ledger, open_ledger
from accord.ledger.people import Ruling
from accord.ledger.standing import Place
from accord.ledger.store import Connection, Store
from accord.reconciling.ground import Step, Told
from accord.reconciling.growing import Grower, Growth
from accord.upkeep.editions import asked_edition_blocks, find_editions
from accord.upkeep.field import Field, Stored, edition_step, end_of
from accord.upkeep.hands import Arrived, HandFinder
from accord.upkeep.lists import write_lists
from accord.upkeep.versions import Versions, home_of

#: Reports that are derived from in one transaction.
BATCH = 100


def open_settled(url_or_path: str | Path, *, now: str = "", create: bool = False) -> Ledger:
    """The ledger, with all that was left to derive (by a process that was killed, say) derived."""
    ledger = open_ledger(url_or_path, create=create)
    settle(ledger, at=now)
    return ledger


def settle(ledger: Ledger, *, at: str = "", progress: Callable[[int], None] = lambda done: None) -> int:
    """Derive from all reports that wait for it, whoever left them; give back how many there were.

    ``at`` is the time for the journal. Another process that does the same waits its turn, and finds less to do.
    """
    done = 0
    with ledger.store.reading() as connection:
        if not reports.waiting(connection, 1):
            return 0  # without waiting for another writer
    while True:
        with ledger.store.writing() as connection:
            waiting = reports.waiting(connection, BATCH)
            if waiting:
                derive(ledger.store, connection, dict(waiting), at=at)
        if not waiting:
            ledger.store.tidy()
            return done
        done += len(waiting)
        progress(done)


def derive(store: Store, connection: Connection, days: dict[int, str], *, at: str) -> None:
    """Derive from the reports of these numbers, in the transaction of ``connection``."""
    seq = standing.next_step(connection, "derive", at=at, detail=f"{len(days)} reports")
    work = _Work(store, connection, seq)
    work.take_reports(days)
    work.finish()
    reports.settled(connection, days)


def rule(ledger: Ledger, ruling: Ruling) -> None:
    """Keep a person's ruling, and all that follows from it."""
    with ledger.store.writing() as connection:
        people.add_ruling(ledger.store, connection, ruling)
        seq = standing.next_step(connection, ruling.kind, at=ruling.at, ref=ruling.id, detail=ruling.who)
        work = _Work(ledger.store, connection, seq)
        work.take_rulings([ruling.id])
        work.finish()


class _Work:
    """One derivation: what arrived, what it moved, and the versions that follow."""

    def __init__(self, store: Store, connection: Connection, seq: int) -> None:
        self._store, self._connection, self._seq = store, connection, seq
        self._field = Field(connection)
        self._growth = Growth()
        self._new: list[Stored] = []
        self._again: list[Stored] = []
        self._field.ground.horizon = end_of(standing.horizon(connection))

    def take_reports(self, days: dict[int, str]) -> None:
        """Put the events of new reports in their places, with all that this moves."""
        coded = reports.coded_by_number(self._connection, days)
        arrived = [Arrived(number, days[number], coded[number].report) for number in sorted(coded)]
        hands = HandFinder(self._store, self._connection).find(arrived)
        for number in sorted(coded):
            self._new.append(self._field.hold(number, days[number], coded[number], hands[number]))
        index.add_events(self._connection, {number: one.events for number, one in coded.items()})
        blocks = {stored.number: {b for one in stored.told for b in one.blocks} for stored in self._new}
        index.add_blocks(self._connection, blocks)
        rehanded = self._field.load(hands.keys() - coded.keys())
        self._again += rehanded
        steps = [*self._editions()]
        new = [one for stored in (*self._new, *rehanded) for one in stored.told]
        self._growth = self._grower().grow(new, steps)
        for stored in rehanded:
            for one in stored.told:
                for stay in one.stays:
                    self._growth.touch(stay.episode, stored.day)
        standing.set_horizon(self._connection, max(days.values()))

    def take_rulings(self, names: Collection[str]) -> None:
        """Let rulings that are new have their effect, and those that revoke them theirs."""
        steps = [self._field.steps.by_id[name] for name in sorted(names) if name in self._field.steps.by_id]
        self._growth = self._grower().grow([], steps)

    def finish(self) -> None:
        """Write where events stand, and the versions of all that they touch."""
        versions = Versions(self._store, self._connection, self._field, self._seq)
        spoken = [*{one.number: one for one in (*self._new, *self._again)}.values()]
        versions.write_claims(spoken)
        versions.write(self._growth.episodes)
        moved = {self._number(one): one for one in map(self._field.ground.told.__getitem__, self._growth.events)}
        # An event that has stood where it began ever since needs no row to say so.
        homes = {number: home_of(one) for number, one in moved.items()}
        standing.set_homes(self._connection, homes)
        places = [place for number, one in sorted(moved.items()) if not homes[number] for place in _places(number, one)]
        told = self._field.ground.told
        named = {name for place in places if place.why for name in (place.why.a, place.why.b)}
        by_id = {name: self._number(told[name]) for name in named}
        standing.set_places(self._connection, sorted(moved), places, by_id, seq=self._seq)
        write_lists(self._store, self._connection, self._field, spoken, seq=self._seq)

    def _grower(self) -> Grower:
        return Grower(self._field.ground, self._field.steps)

    def _editions(self) -> Iterable[Step]:
        def group(one: Stored) -> Sequence[Stored]:
            numbers = index.reports_in(self._connection, asked_edition_blocks(one.coded.report, one.day))
            return [other for other in self._field.load(numbers) if other.number != one.number]

        for newer, earlier in find_editions(self._store, self._connection, self._new, group):
            self._again.append(earlier)
            step = edition_step(newer.day, newer.coded, earlier.coded)
            self._field.steps.add(step)
            yield step

    def _number(self, one: Told) -> int:
        return self._field.by_id[one.sighting.event.report].number_of(one)


def _places(number: int, one: Told) -> Iterable[Place]:
    for place, stay in enumerate(one.stays):
        later = one.stays[place + 1] if place + 1 < len(one.stays) else None
        yield Place(
            number,
            stay.episode,
            stay.since[0],
            later.since[0] if later else "",
            stay.step,
            later.step if later else "",
            stay.why,
        )


def rebuild(ledger: Ledger, *, at: str = "", progress: Callable[[int], None] = lambda done: None) -> int:
    """Make all that was derived anew, from reports and judgements; give back from how many reports.

    What follows is the same as before, byte for byte, unless another version of accord derives it otherwise.
    """
    with ledger.store.writing() as connection:
        standing.next_step(connection, "rebuild", at=at)
        standing.clear(connection)
    return settle(ledger, at=at, progress=progress)
