"""What follows from reports and judgements, as it was known at any date: episodes, contests, words on ties."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Connection, Select, Table, and_, func, or_, select

from accord.ledger import schema
from accord.ledger.packing import Ambient, unpack
from accord.ledger.reports import PER_REPORT, parted
from accord.records import Actor, Contest, Episode, Judgement, Origin, Span, TieWord

R = TypeVar("R")
_ACTOR = ("country", "sector", "name", "role", "id")


#: What columns hold is not said again in the packed record beside them.
EPISODE_COLUMNS = ("id", "type", "mode", "stage", "date", "date_precision", "title", "weight")
CONTEST_COLUMNS = ("kind", "title", "episode", "tie", "weight")


def without(record: R, columns: Collection[str]) -> R:
    """A record with nothing in the fields that columns hold."""
    return cast(R, replace(cast(Any, record), **dict.fromkeys(columns, "")))


def episode_of(row: Any) -> Episode:
    """The episode of a row."""
    [body] = unpack(Episode, row.body, Ambient())
    return replace(body, **{name: row._mapping[name] for name in EPISODE_COLUMNS})


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


def in_force(table: Table, known_by: str) -> Any:
    """The rows that counted at the end of a day; ``""`` for now."""
    if not known_by:
        return table.c.known_until == ""
    return and_(table.c.known_since <= known_by, or_(table.c.known_until == "", table.c.known_until > known_by))


def _bounded(query: Select[Any], table: Table, known_by: str, closed: bool, learned_since: str) -> Select[Any]:
    if not closed:
        query = query.where(in_force(table, known_by))
    elif known_by:
        query = query.where(table.c.known_since <= known_by)
    if not learned_since:
        return query
    ended = and_(table.c.known_until != "", table.c.known_until >= learned_since)
    begun = select(table.c.num).where(table.c.known_since >= learned_since)
    begun = begun.where(table.c.known_since <= known_by) if known_by else begun
    return query.where(table.c.num.in_(begun.union(select(table.c.num).where(ended))))


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
    table = schema.episodes
    query = _bounded(select(table), table, known_by, closed, learned_since)
    query = query.where(table.c.id.in_(sorted(ids))) if ids else query
    query = query.where(or_(table.c.date >= since, table.c.known_since >= since)) if since else query
    if party:
        sides, actors = schema.episode_parties, schema.actors
        theirs = select(sides.c.episode).where(sides.c.party.in_(select(actors.c.num).where(actors.c.party == party)))
        query = query.where(table.c.num.in_(theirs))
    for row in connection.execute(query.order_by(table.c.known_since, table.c.id)):
        record = episode_of(row)
        yield Known(row.id, record, row.known_since, row.known_until)


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
    table = schema.contests
    query = _bounded(select(table), table, known_by, closed, learned_since)
    query = query.where(table.c.episode == episode) if episode else query
    query = query.where(table.c.kind == kind) if kind else query
    order = (table.c.known_since, table.c.name) if closed else (table.c.weight.desc(), table.c.name)
    for row in connection.execute(query.order_by(*order)):
        [body] = unpack(Contest, row.body, Ambient())
        record = replace(body, **{name: row._mapping[name] for name in CONTEST_COLUMNS})
        yield Known(row.name, record, row.known_since, row.known_until)


def tie_words(
    connection: Connection,
    *,
    party: str = "",
    other: str = "",
    kind: str = "",
    known_by: str = "",
    closed: bool = False,
    learned_since: str = "",
) -> Iterator[TieWord]:
    """Words on ties as known by a day, by the day they were known, then by id. ``party`` stands at either end."""
    table, reports, hands = schema.tie_words, schema.reports, schema.hands
    first, second = schema.actors.alias("a"), schema.actors.alias("b")
    query = (
        select(table, reports.c.id.label("report_id"), hands.c.origin, reports.c.coder)
        .add_columns(func.substr(reports.c.text, table.c.start + 1, table.c.end - table.c.start).label("quote"))
        .add_columns(*(first.c[name].label(f"a_{name}") for name in _ACTOR))
        .add_columns(*(second.c[name].label(f"b_{name}") for name in _ACTOR))
        .join(first, first.c.num == table.c.a)
        .join(second, second.c.num == table.c.b)
        .join(reports, reports.c.num == table.c.report)
        .join(hands, hands.c.report == table.c.report)
    )
    for key in (party, other):
        if key:
            theirs = select(schema.actors.c.num).where(schema.actors.c.party == key)
            query = query.where(or_(table.c.a.in_(theirs), table.c.b.in_(theirs)))
    query = query.where(table.c.kind == kind) if kind else query
    query = _bounded(query, table, known_by, closed, learned_since)
    # Columns by their place and each actor once: most words of a party are on a few ties.
    rows = connection.execute(query.order_by(table.c.known_since, table.c.id, table.c.num))
    at = {name: place for place, name in enumerate(rows.keys())}
    plain = [(name, at[name]) for name in _PLAIN]
    ends = tuple(slice(at[f"{end}_country"], at[f"{end}_country"] + len(_ACTOR)) for end in "ab")
    actors: dict[int, Actor] = {}
    for row in rows:
        for number, columns in zip((row[at["a"]], row[at["b"]]), ends, strict=True):
            if number not in actors:
                actors[number] = Actor(*row[columns])
        yield TieWord(
            **{name: row[place] for name, place in plain},
            a=actors[row[at["a"]]],
            b=actors[row[at["b"]]],
            report=row[at["report_id"]],
            quote=row[at["quote"]],
            by=row[at["coder"]],
        )


_PLAIN = (
    "id", "kind", "sector", "stage", "strong", "past", "date", "date_precision", "known_since", "known_until", "origin",
    "speaker", "speaker_party", "start", "end", "event",
)  # fmt: skip


def origins(connection: Connection, reports: Collection[str]) -> dict[str, Origin]:
    """The origin of each report, with the reports among those given that share it."""
    table, hands = schema.reports, schema.hands
    rows: list[Any] = []
    for part in parted(sorted(reports)):
        query = select(table.c.id, hands.c.origin, hands.c.label, hands.c.why, hands.c.because)
        rows += connection.execute(query.join(hands, hands.c.report == table.c.num).where(table.c.id.in_(part)))
    found: dict[str, Origin] = {}
    for origin in sorted({row.origin for row in rows}):
        own = sorted((row for row in rows if row.origin == origin), key=lambda row: row.id)
        spans = tuple(span for row in own if row.because for span in unpack(Span, row.because, Ambient()))
        whys = "; ".join(dict.fromkeys(row.why for row in own if row.why))
        shared = Origin(origin, own[0].label, tuple(row.id for row in own), whys, spans)
        found |= {row.id: shared for row in own}
    return found


def events_of(connection: Connection, prefix: str) -> list[tuple[str, str]]:
    """(event id, episode id) of every event whose id, or whose episode's id, begins with ``prefix``; sorted."""
    events, members = schema.events, schema.members
    query = select(events.c.id, members.c.episode).join(members, members.c.event == events.c.num)
    query = query.where(members.c.known_until == "")
    ours = or_(events.c.id.startswith(prefix, autoescape=True), members.c.episode.startswith(prefix, autoescape=True))
    return sorted((row.id, row.episode) for row in connection.execute(query.where(ours)))


def numbers_of(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """The numbers of events, by their ids."""
    table = schema.events
    found: dict[str, int] = {}
    for part in parted(sorted(ids)):
        rows = connection.execute(select(table.c.id, table.c.num).where(table.c.id.in_(part)))
        found |= {row.id: row.num for row in rows}
    return found


def report_number(event: int) -> int:
    """The number of the report that an event stands in."""
    return event // PER_REPORT


def judgements_of(connection: Connection, episode: str) -> tuple[Judgement, ...]:
    """Why the events of an episode are judged to be one happening."""
    table = schema.members
    query = select(table.c.why).where(table.c.episode == episode, table.c.why.is_not(None)).order_by(table.c.event)
    found = [unpack(Judgement, why, Ambient())[0] for why in connection.execute(query).scalars()]
    return tuple(sorted(found, key=lambda one: (one.a, one.b)))
