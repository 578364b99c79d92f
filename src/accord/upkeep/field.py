"""The field of a derivation: stored events brought to hand as they are asked for, with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from accord.ledger import editions, index, people, standing
from accord.ledger.bodies import Source
from accord.ledger.derived import numbers_of, report_number
from accord.ledger.editions import Edition
from accord.ledger.index import Hand
from accord.ledger.people import Ruling
from accord.ledger.reports import PER_REPORT, coded_by_number
from accord.ledger.standing import Place
from accord.ledger.store import Connection
from accord.reconciling.ground import Block, Ground, Position, Stay, Step, Steps, Told, tell
from accord.reconciling.sightings import see
from accord.records import Coded, Origin

#: After all events, editions and rulings of a day.
END = 9


@dataclass(frozen=True, slots=True)
class Stored:
    """A report of the ledger at hand: its number, the day from which it could be known, and its events in order."""

    number: int
    day: str
    coded: Coded
    told: tuple[Told, ...]
    hand: Hand

    @property
    def source(self) -> Source:
        """The report as what a record rests on."""
        return Source(self.number, self.coded, self.hand.origin)

    def number_of(self, one: Told) -> int:
        """The number of one of its events."""
        return self.number * PER_REPORT + next(place for place, told in enumerate(self.told) if told is one)


def end_of(day: str) -> Position:
    """The position after all that could be known on a day."""
    return (day, END, ())


@dataclass(slots=True)
class Field:
    """Reports and events at hand, the rest a look into the ledger away."""

    connection: Connection
    steps: Steps = field(default_factory=Steps)
    reports: dict[int, Stored] = field(default_factory=dict)
    by_id: dict[str, Stored] = field(default_factory=dict)
    ground: Ground = field(init=False)
    #: The reports of events that newer versions take away, by the events' ids: what is looked for by id else is slow.
    _outdated: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ground = Ground(self._in_blocks, self._in_episodes, self._named)
        for step in ruling_steps(self.connection):
            self.steps.add(step)

    def load(self, numbers: Iterable[int]) -> list[Stored]:
        """These reports, with the places of their events."""
        new = sorted(set(numbers) - self.reports.keys())
        if new:
            days, hands = index.days_of(self.connection, new), index.hands_of(self.connection, new)
            places: dict[int, list[Place]] = {}
            for place in standing.places_of_reports(self.connection, new):
                places.setdefault(place.event, []).append(place)
            for edition in editions.editions_of(self.connection, new):
                self._add_edition(edition)
            for number, coded in sorted(coded_by_number(self.connection, new).items()):
                if number in hands:  # one without a hand waits to be derived
                    self.hold(number, days[number][0], coded, hands[number])
            for number in new:
                self._restore(number, places)
        return [self.reports[number] for number in sorted(set(numbers)) if number in self.reports]

    def hold(self, number: int, day: str, coded: Coded, hand: Hand) -> Stored:
        """Take a report in; its events have no places yet."""
        origin = Origin(hand.origin, hand.label, (coded.report.id,), hand.why)
        seen = {one.event.id: one for one in see([coded], [origin])}
        told = tuple(tell(seen[event.id], day) for event in coded.events)
        self.reports[number] = self.by_id[coded.report.id] = Stored(number, day, coded, told, hand)
        return self.reports[number]

    def _restore(self, number: int, places: dict[int, list[Place]]) -> None:
        if number not in self.reports:
            return
        for place, one in enumerate(self.reports[number].told):
            held = places.get(number * PER_REPORT + place, ())
            stays = [Stay(own.episode, self._since(own, one), own.step, own.why) for own in held]
            one.stays = sorted(stays, key=lambda stay: stay.since)

    def _since(self, place: Place, one: Told) -> Position:
        return self.steps.by_id[place.step].position if place.step else one.position

    def _add_edition(self, edition: Edition) -> None:
        """A newer edition of a report takes that report's events away."""
        numbers = {edition.report, edition.earlier}
        coded = coded_by_number(self.connection, numbers)
        days = index.days_of(self.connection, numbers)
        step = edition_step(days[edition.report][0], coded[edition.report], coded[edition.earlier])
        self._outdated |= dict.fromkeys(step.events, edition.earlier)
        self.steps.add(step)

    def _in_blocks(self, blocks: set[Block], since: str) -> Iterator[Told]:
        numbers = index.reports_in(self.connection, blocks)
        if since:
            days = index.days_of(self.connection, numbers - self.reports.keys())
            numbers = {number for number in numbers if number in self.reports or days[number][0] >= since}
        return self._told(numbers)

    def _in_episodes(self, names: set[str]) -> Iterator[Told]:
        return self._told(standing.reports_of_episodes(self.connection, names))

    def _named(self, events: set[str]) -> Iterator[Told]:
        others = numbers_of(self.connection, events - self._outdated.keys())
        known = {self._outdated[name] for name in events & self._outdated.keys()}
        return self._told(known | {report_number(number) for number in others.values()})

    def _told(self, numbers: Iterable[int]) -> Iterator[Told]:
        return (one for stored in self.load(numbers) for one in stored.told)


def edition_step(day: str, newer: Coded, earlier: Coded) -> Step:
    """From the day of a newer version on, what an earlier one told no longer counts."""
    report = newer.report
    named = tuple(event.id for event in earlier.events)
    return Step(f"newer {report.id} {earlier.report.id}", "outdated", named, (day, 1, (report.published, report.id)))


def ruling_steps(connection: Connection) -> Iterator[Step]:
    """Rulings that move events, each on its day, or on that of the latest report it is about where that is later."""
    rulings = [*people.rulings(connection)]
    by_id = {ruling.id: ruling for ruling in rulings}
    names = {event for ruling in rulings for event in _about(ruling, by_id)}
    numbers = numbers_of(connection, names)
    days = index.days_of(connection, {report_number(number) for number in numbers.values()})
    for ruling in rulings:
        about = _about(ruling, by_id)
        told = [days[report_number(numbers[event])][0] for event in about if event in numbers]
        day = max([ruling.at[:10], *told])
        kind = ruling.kind
        if kind != "grade" and about:
            yield Step(ruling.id, kind, about, (day, 2, (ruling.at, ruling.id)), ruling.revokes)


def _about(ruling: Ruling, by_id: dict[str, Ruling]) -> tuple[str, ...]:
    """The events that a ruling is about; of a revocation, those of what it revokes."""
    revoked = by_id.get(ruling.revokes)
    return revoked.events if revoked is not None and revoked.kind != "grade" else ruling.events
