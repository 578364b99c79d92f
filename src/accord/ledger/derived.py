"""What follows from reports and judgements, as it was known at any date: episodes, contests, origins."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from accord.ledger import schema
from accord.ledger.bodies import CONTEST_COLUMNS, Source, Sources, sources_of, unpack_body, unpack_judgements
from accord.ledger.happenings import Known, bounded, glimpses, in_full
from accord.ledger.packing import Ambient, unpack
from accord.ledger.reports import MANY, PER_REPORT, parted
from accord.ledger.shapes import id_range, is_id
from accord.ledger.words import Words
from accord.records import Contest, Episode, Judgement, Origin, Span


def episodes(
    connection: Connection,
    *,
    known_by: str = "",
    party: str = "",
    ids: Collection[str] = (),
    closed: bool = False,
    learned_since: str = "",
    since: str = "",
) -> Iterator[Known[Episode]]:
    """Episodes as known by a day, by the day of their version, then by id.

    ``since`` leaves out those that neither are of that day or later nor were learned then.
    """
    seen = glimpses(
        connection, known_by=known_by, party=party, ids=ids, closed=closed, learned_since=learned_since, since=since
    )
    yield from in_full(connection, seen)


def contests(
    connection: Connection,
    *,
    known_by: str = "",
    episode: str = "",
    kind: str = "",
    closed: bool = False,
    learned_since: str = "",
) -> Iterator[Known[Contest]]:
    """Contests as known by a day, heaviest first; of versions, by their day."""
    if episode and not is_id(episode):
        return
    table = schema.contests
    words = Words(connection)
    query = bounded(select(table), table, known_by, closed, learned_since)
    query = query.where(table.c.episode == episode) if episode else query
    query = query.where(table.c.kind == words.number_of(kind)) if kind else query
    order = (table.c.known_since, table.c.name) if closed else (table.c.weight.desc(), table.c.name)
    for part in connection.execute(query.order_by(*order)).mappings().partitions(MANY):
        rows = words.word_rows(table, part)
        known = Sources(connection).of({number for row in rows for number in sources_of(row["body"])})
        for row in rows:
            yield Known(row["name"], contest_of(row, known), row["known_since"], row["known_until"])


def contest_of(row: Mapping[str, Any], sources: Mapping[int, Source]) -> Contest:
    """The contest of a row, in words."""
    body = unpack_body(Contest, row["body"], sources)
    return replace(body, **{name: row[name] for name in CONTEST_COLUMNS})


@dataclass(frozen=True, slots=True)
class _Hand:
    id: str
    origin: str
    label: str
    why: str
    because: bytes | None


def origins(connection: Connection, reports: Collection[str]) -> dict[str, Origin]:
    """The origin of each report, with the reports among those given that share it."""
    table, hands = schema.reports, schema.hands
    rows: list[Any] = []
    for part in parted(sorted(filter(is_id, reports))):
        query = select(table.c.id, hands.c.origin, hands.c.label, hands.c.why, hands.c.because)
        found = connection.execute(query.join(hands, hands.c.report == table.c.num).where(table.c.id.in_(part)))
        rows += [_Hand(**row) for row in Words(connection).word_rows(hands, found.mappings().all())]
    shared: dict[str, Origin] = {}
    for origin in sorted({row.origin for row in rows}):
        own = sorted((row for row in rows if row.origin == origin), key=lambda row: row.id)
        spans = tuple(span for row in own if row.because for span in unpack(Span, row.because, Ambient()))
        whys = "; ".join(dict.fromkeys(row.why for row in own if row.why))
        one = Origin(origin, own[0].label, tuple(row.id for row in own), whys, spans)
        shared |= {row.id: one for row in own}
    return shared


def events_of(connection: Connection, prefix: str) -> list[tuple[str, str]]:
    """(event id, episode id) of every event whose id, or whose episode's id, begins with ``prefix``; sorted."""
    if not prefix or not set(prefix) <= set("0123456789abcdef") or len(prefix) > 12:
        return []
    events, members = schema.events, schema.members
    first, last = id_range(prefix)
    own = events.c.id.between(first, last)
    now = and_(members.c.event == events.c.num, members.c.known_until == "")
    moved = select(events.c.id, members.c.episode).join(members, now)
    alone = select(events.c.id, events.c.episode).where(events.c.episode.is_not(None))
    found = [*connection.execute(moved.where(or_(own, members.c.episode.between(first, last))))]
    found += [*connection.execute(alone.where(or_(own, events.c.episode.between(first, last))))]
    return sorted({row[0]: (row[0], row[1]) for row in reversed(found)}.values())


def numbers_of(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """The numbers of events, by their ids."""
    table = schema.events
    found: dict[str, int] = {}
    for part in parted(sorted(filter(is_id, ids))):
        rows = connection.execute(select(table.c.id, table.c.num).where(table.c.id.in_(part)))
        found |= {row.id: row.num for row in rows}
    return found


def report_number(event: int) -> int:
    """The number of the report that an event stands in."""
    return event // PER_REPORT


def judgements_of(connection: Connection, episode: str) -> tuple[Judgement, ...]:
    """Why the events of an episode are judged to be one happening."""
    table = schema.members
    if not is_id(episode):
        return ()
    query = select(table.c.why).where(table.c.episode == episode, table.c.why.is_not(None)).order_by(table.c.event)
    found = unpack_judgements(connection, [*connection.execute(query).scalars()])
    return tuple(sorted(found, key=lambda one: (one.a, one.b)))
