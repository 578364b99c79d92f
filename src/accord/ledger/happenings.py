"""Versions of happenings, read: those with a row of their own, and those that are kept with their one event."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Select, Table, and_, or_, select, union

from accord.ledger import schema
from accord.ledger.bodies import EPISODE_COLUMNS, Source, Sources, sources_of
from accord.ledger.condensing import unpack_episode, unpack_singles
from accord.ledger.postings import among, rows_of
from accord.ledger.reports import PER_REPORT, parted
from accord.ledger.shapes import is_id
from accord.ledger.words import Words, facets_of
from accord.records import Episode

R = TypeVar("R")
# Versions that are brought to hand at once.
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Known(Generic[R]):
    """A version of an episode or a contest, and the days from and until which it was what was known.

    ``known_until`` is the day of the next version, or the day from which it no longer held, ``""`` while it holds.
    ``name`` stays the same over all versions: an episode's id, a contest's name.
    """

    name: str
    record: R
    known_since: str
    known_until: str


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What can be said of a version of a happening at a glance. ``row`` is its row's number, negative for an event."""

    row: int
    id: str
    known_since: str
    known_until: str
    stage: str
    date: str
    date_precision: str
    weight: float


def in_force(table: Table, known_by: str, since: Any = None) -> Any:
    """The rows that counted at the end of a day; ``""`` for now. ``since`` is the day from which they do."""
    if not known_by:
        return table.c.known_until == ""
    begun = (table.c.known_since if since is None else since) <= known_by
    return and_(begun, or_(table.c.known_until == "", table.c.known_until > known_by))


def bounded(query: Select[Any], table: Table, known_by: str, closed: bool, learned_since: str) -> Select[Any]:
    """A query for the rows that counted on a day, or (``closed``) ever did, or were learned since a day."""
    if not closed:
        query = query.where(in_force(table, known_by))
    elif known_by:
        query = query.where(table.c.known_since <= known_by)
    if not learned_since:
        return query
    ended = select(table.c.num).where(table.c.known_until != "", table.c.known_until >= learned_since)
    begun = select(table.c.num).where(table.c.known_since >= learned_since)
    begun = begun.where(table.c.known_since <= known_by) if known_by else begun
    return query.where(table.c.num.in_(union(begun, ended)))


def glimpses(
    connection: Connection,
    *,
    known_by: str = "",
    party: str = "",
    ids: Collection[str] = (),
    closed: bool = False,
    learned_since: str = "",
    since: str = "",
) -> list[Glimpse]:
    """Versions as known by a day, by the day of their version, then by id.

    ``since`` leaves out those that neither are of that day or later nor were learned then.
    """
    table, events, reports = schema.episodes, schema.events, schema.reports
    plain = ("id", "known_since", "known_until", "facets", "date", "weight")
    query = select(table.c.num, *(table.c[name] for name in plain))
    query = bounded(query, table, known_by, closed, learned_since)
    alone = select(events.c.num, events.c.episode, reports.c.known_since, events.c.facets, events.c.date,
                   events.c.weight, events.c.stage)  # fmt: skip
    alone = alone.join(reports, reports.c.num == events.c.num // PER_REPORT).where(events.c.weight.is_not(None))
    alone = alone.where(reports.c.known_since <= known_by) if known_by else alone
    alone = alone.where(reports.c.known_since >= learned_since) if learned_since else alone
    if ids:
        known = sorted(filter(is_id, ids))
        query, alone = query.where(table.c.id.in_(known)), alone.where(events.c.episode.in_(known))
    if since:
        query = query.where(or_(table.c.date >= since, table.c.known_since >= since))
        alone = alone.where(or_(events.c.date >= since, reports.c.known_since >= since))
    if party:
        numbers = actors_of(connection, party)
        query = query.where(among(connection, table.c.num, rows_of(connection, "version", numbers)))
        alone = alone.where(among(connection, events.c.num, rows_of(connection, "event", numbers)))
    words = Words(connection)
    rows: list[Any] = [(*row, None) for row in connection.execute(query)]
    rows += [(-num, name, day, "", *rest) for num, name, day, *rest in connection.execute(alone)]
    spelt = words.words({number for row in rows for number in (row[4], row[7])})
    return sorted((_glimpse(row, spelt) for row in rows), key=lambda one: (one.known_since, one.id))


def _glimpse(row: Sequence[Any], spelt: Mapping[int, str]) -> Glimpse:
    """A row of ``glimpses``; the stage of an event that stands alone stands at its end."""
    number, name, since, until, facets, date, weight, stage = row
    _, _, told, precision = facets_of(spelt[facets])
    return Glimpse(number, name, since, until, told if stage is None else spelt[stage], date, precision, weight)


def actors_of(connection: Connection, party: str) -> list[int]:
    """The numbers of the actors that are a party."""
    table = schema.actors
    return list(connection.execute(select(table.c.num).where(table.c.party == party)).scalars())


def in_full(connection: Connection, seen: Sequence[Glimpse]) -> Iterator[Known[Episode]]:
    """The versions that were glimpsed, in their order."""
    for part in parted(seen, _AT_ONCE):
        sources = Sources(connection)
        records = _own_rows(connection, sources, [one.row for one in part if one.row > 0])
        records |= {
            -number: one for number, one in singles(connection, sources, [-g.row for g in part if g.row < 0]).items()
        }
        for one in part:
            yield Known(one.id, records[one.row], one.known_since, one.known_until)


def _own_rows(connection: Connection, sources: Sources, numbers: Sequence[int]) -> dict[int, Episode]:
    table = schema.episodes
    rows: list[Any] = []
    for part in parted(sorted(numbers)):
        found = connection.execute(select(table).where(table.c.num.in_(part))).mappings().all()
        rows += Words(connection).word_rows(table, found)
    known = sources.of({number for row in rows for number in sources_of(row["body"])})
    return {row["num"]: episode_of(row, known) for row in rows}


def episode_of(row: Mapping[str, Any], sources: Mapping[int, Source]) -> Episode:
    """The episode of a row, in words."""
    body = unpack_episode(row["body"], row["stage"], sources)
    return replace(body, **{name: row[name] for name in EPISODE_COLUMNS})


def singles(connection: Connection, sources: Sources, events: Collection[int]) -> dict[int, Episode]:
    """The happenings of those of these events that stand alone, by the numbers of the events."""
    table, bodies = schema.events, schema.singles
    columns: dict[int, dict[int, tuple[str, float]]] = {}
    for part in parted(sorted(events)):
        query = select(table.c.num, table.c.stage, table.c.weight).where(table.c.num.in_(part))
        rows = connection.execute(query.where(table.c.weight.is_not(None))).all()
        spelt = Words(connection).words({row.stage for row in rows})
        for row in rows:
            report, place = divmod(row.num, PER_REPORT)
            columns.setdefault(report, {})[place] = (spelt[row.stage], row.weight)
    known = sources.of(columns.keys())
    found: dict[int, Episode] = {}
    for part in parted(sorted(columns)):
        for row in connection.execute(select(bodies).where(bodies.c.report.in_(part))):
            made = unpack_singles(row.body, known[row.report], columns[row.report])
            found |= {row.report * PER_REPORT + place: episode for place, episode in made.items()}
    return found
