"""Ties over time in the shapes that alliance research reads: ATOP's member level, and its directed dyad-years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from accord.exchange.countries import load_countries

#: ATOP's member level: the first eight columns are its own, with accord's id of the body as ``atopid``.
MEMBER_COLUMNS = (
    "atopid", "member", "yrent", "moent", "dayent", "yrexit", "moexit", "dayexit", "member_id", "stage", "origins",
)  # fmt: skip

#: ATOP's directed dyad-years as published for research.
DYAD_COLUMNS = (
    "ccode1", "ccode2", "year", "atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul",
)  # fmt: skip

#: What is not known in a dyad-year; 0 says that there was none.
NA = "NA"

Duty = Literal["defence", "offence", "neutrality", "nonaggression", "consultation"]
#: ATOP's five in the order of its columns.
DUTIES: tuple[Duty, ...] = ("defence", "offence", "neutrality", "nonaggression", "consultation")


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which a party was in a body: ISO dates, shortened to what is known, ``""`` where not even the year is.

    ``ended`` says whether it ended; ``end`` alone cannot, for the day may be unknown. ``stage`` is the spell's last.
    """

    body: str
    member: str
    start: str
    end: str
    ended: bool
    stage: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Obligation:
    """A time in which ``owes`` was bound to ``to`` by one of ATOP's five; ``end`` is ``""`` while it lasts."""

    owes: str
    to: str
    duty: Duty
    start: str
    end: str


def member_rows(spells: Iterable[Spell]) -> Iterator[tuple[str, ...]]:
    """The header, then a row for each spell, by body, member and time.

    As ATOP writes, 0 stands for "has not left"; as the Correlates of War write, -9 for a part of a date that is not
    known. ``member`` is the COW number, ``NA`` for a member that is no state of that list.
    """
    yield MEMBER_COLUMNS
    cow = load_countries().cow
    for spell in sorted(spells, key=lambda one: (one.body, one.member, one.start, one.end)):
        entry, leaving = _parts(spell.start), _parts(spell.end) if spell.ended else ("0", "0", "0")
        tail = (spell.member, spell.stage, ";".join(spell.origins))
        yield (spell.body, cow.get(spell.member, NA), *entry, *leaving, *tail)


def _parts(day: str) -> tuple[str, str, str]:
    """Year, month, day as numbers; -9 for what is not known."""
    parts = [str(int(part)) for part in day.split("-") if part]
    return tuple((*parts, "-9", "-9", "-9")[:3])  # type: ignore[return-value]


def dyad_year_rows(
    obligations: Iterable[Obligation], *, known_until: str, since: int = 0, until: int = 0
) -> Iterator[tuple[str, ...]]:
    """The header, then a row for each pair of states and year, directed, by their COW numbers.

    A pair's data begin in the first year in which one owed the other anything that is dated, and end in the year of
    ``known_until`` (an ISO date). Years from ``since`` to ``until`` that lie outside are ``NA``, never 0; without them
    the rows span the data. 1: in force on a day of the year at least. A duty whose beginning is not known is ``NA``
    until the year in which it is last known to hold.
    """
    yield DYAD_COLUMNS
    cow, last = load_countries().cow, int(known_until[:4])
    by_pair: dict[tuple[int, int], list[Obligation]] = defaultdict(list)
    for one in obligations:
        if one.owes in cow and one.to in cow and (not one.start or int(one.start[:4]) <= last):
            by_pair[int(cow[one.owes]), int(cow[one.to])].append(one)
    pairs = sorted({pair for a, b in by_pair for pair in ((a, b), (b, a))})
    for pair in pairs:
        both = [*by_pair.get(pair, ()), *by_pair.get((pair[1], pair[0]), ())]
        first = min((int(day[:4]) for one in both if (day := one.start or one.end)), default=last)
        for year in range(since or first, (until or last) + 1):
            cells = _year(by_pair.get(pair, []), year, last) if first <= year <= last else (NA,) * len(DUTIES)
            yield (str(pair[0]), str(pair[1]), str(year), *cells)


def _year(owed: list[Obligation], year: int, last: int) -> tuple[str, ...]:
    return tuple(_cell([one for one in owed if one.duty == duty], year, last) for duty in DUTIES)


def _cell(owed: list[Obligation], year: int, last: int) -> str:
    """1 where one of them is in force in the year, else NA where one may have been, else 0."""
    cell = "0"
    for one in owed:
        end = _last_year(one.end) if one.end else last
        if year > end:
            continue
        if (one.start and int(one.start[:4]) <= year) or (not one.start and year == end):
            return "1"
        if not one.start:
            cell = NA
    return cell


def _last_year(end: str) -> int:
    """The last year with a day before ``end``, the first day on which nothing was owed any more."""
    if len(end) < 10:
        return int(end[:4])
    return (date.fromisoformat(end[:10]) - timedelta(days=1)).year
