"""Words on ties, read. A word counts from the day of its report, unless its row names another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, case, select, type_coerce, union

from accord.ledger import schema
from accord.ledger.happenings import actors_of, in_force
from accord.ledger.postings import among, rows_of
from accord.ledger.reports import PER_REPORT, parted
from accord.ledger.shorthand import spell_to
from accord.ledger.words import Words, facets_of
from accord.records import Actor, TieWord

#: Words on ties that are held at once: more than one party has, fewer than an archive.
_AT_ONCE = 10_000
_SPELT = ("kind", "facets", "speaker", "speaker_party")
_ACTOR = ("country", "sector", "name", "role", "id")


def since_day() -> ColumnElement[str]:
    """The day from which a row counts, where its report is joined to it."""
    table = schema.tie_words
    own = (table.c.known_since != "", table.c.known_since)
    return case(own, else_=schema.reports.c.known_since).label("known_since")


def known_rows() -> Select[Any]:
    """A query for rows of ``tie_words``, ``known_since`` the day from which they count."""
    table, reports = schema.tie_words, schema.reports
    query = select(*(since_day() if column is table.c.known_since else column for column in table.columns))
    return query.join_from(table, reports, reports.c.num == table.c.num // PER_REPORT)


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
    table = schema.tie_words
    query = known_rows()
    theirs = [rows_of(connection, "word", actors_of(connection, key)) for key in (party, other) if key]
    query = query.where(among(connection, table.c.num, set.intersection(*theirs))) if theirs else query
    words = Words(connection)
    query = query.where(table.c.kind == words.number_of(kind)) if kind else query
    if not closed:
        query = query.where(in_force(table, known_by, since_day()))
    elif known_by:
        query = query.where(since_day() <= known_by)
    query = query.where(table.c.num.in_(_learned(learned_since, known_by))) if learned_since else query
    found = connection.execute(query.order_by(since_day(), table.c.id, table.c.num))
    at = SimpleNamespace(**{name: place for place, name in enumerate(found.keys())})
    for rows in found.partitions(_AT_ONCE):
        yield from _spelt(connection, words, rows, at)


def _learned(since: str, known_by: str) -> Any:
    """The rows that ceased to count on a day or later, or began to between then and the day ``known_by``."""
    table, reports = schema.tie_words, schema.reports
    last = known_by or "9999"
    own = select(table.c.num).where(table.c.known_since != "", table.c.known_since.between(since, last))
    ended = select(table.c.num).where(table.c.known_until != "", table.c.known_until >= since)
    first = reports.c.num * PER_REPORT
    # Whether a row names a day of its own is asked last: it is no way to find the rows of a few reports.
    inside = table.c.num.between(first, first + (PER_REPORT - 1))
    told = select(table.c.num, table.c.known_since).join_from(reports, table, inside)
    rows = told.where(reports.c.known_since.between(since, last)).subquery()
    plain = case((rows.c.known_since == "", 1), else_=0) == 1
    return union(own, ended, select(rows.c.num).where(plain))


def _spelt(connection: Connection, words: Words, rows: Sequence[Any], at: SimpleNamespace) -> Iterator[TieWord]:
    """Rows of words in full, ``at`` their columns by name. Each actor and report once: most are on a few ties."""
    reach: dict[int, int] = {}
    for row in rows:
        number = row[at.num] // PER_REPORT
        reach[number] = max(reach.get(number, 0), row[at.end])
    told = _told(connection, reach)
    actors = _actors(connection, {row[place] for row in rows for place in (at.a, at.b)})
    spelt = [getattr(at, name) for name in _SPELT]
    known: dict[int, Any] = words.words(
        {row[place] for row in rows for place in spelt} | {report.coder for report in told.values()}
    )
    for row in rows:
        report = told[row[at.num] // PER_REPORT]
        facets: Sequence[Any] = facets_of(known[row[at.facets]])
        yield TieWord(
            id=row[at.id],
            kind=known[row[at.kind]],
            sector=facets[0],
            a=actors[row[at.a]],
            b=actors[row[at.b]],
            stage=facets[1],
            strong=row[at.strong],
            past=row[at.past],
            date=row[at.date],
            date_precision=facets[2],
            known_since=row[at.known_since],
            known_until=row[at.known_until],
            speaker=known[row[at.speaker]],
            speaker_party=known[row[at.speaker_party]],
            report=report.id,
            origin=report.origin,
            by=known[report.coder],
            start=row[at.start],
            end=row[at.end],
            event=row[at.event],
            quote=report.text[row[at.start] : row[at.end]],
        )


@dataclass(frozen=True, slots=True)
class _Told:
    id: str
    coder: int
    origin: str
    text: str


def _told(connection: Connection, reach: Mapping[int, int]) -> dict[int, _Told]:
    """What words say of their reports, by number: id, who coded it, origin, and the text as far as ``reach`` says."""
    table, hands = schema.reports, schema.hands
    query = select(table.c.num, table.c.id, table.c.coder, hands.c.origin, type_coerce(table.c.text, Text))
    query = query.join(hands, hands.c.report == table.c.num)
    short = connection.dialect.name == "sqlite"
    found: dict[int, _Told] = {}
    for part in parted(sorted(reach)):
        for number, name, coder, origin, text in connection.execute(query.where(table.c.num.in_(part))).all():
            found[number] = _Told(name, coder, origin, spell_to(text, reach[number]) if short else text)
    return found


def _actors(connection: Connection, numbers: Collection[int]) -> dict[int, Actor]:
    table = schema.actors
    query = select(table.c.num, *(table.c[name] for name in _ACTOR))
    parts = parted(sorted(numbers))
    found = (row for part in parts for row in connection.execute(query.where(table.c.num.in_(part))).all())
    return {row[0]: Actor(*row[1:]) for row in found}
