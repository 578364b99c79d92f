"""The ledger's content as text in one order, whatever order it came in: for comparing two ledgers.

Lines say what is held, not how: numbers of this file become ids and words, packed bodies become records.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from accord.ledger import derived, index, reports, revisions, schema, standing
from accord.ledger.tiewords import known_rows
from accord.ledger.words import Words
from accord.records import as_json

# What tells how the content came, not what it is.
_JOURNAL = frozenset(("num", "seq", "until_seq"))
_TABLES = (
    schema.refusals, schema.past_events, schema.judgements, schema.grades, schema.forecasts, schema.hands,
    schema.editions, schema.sketches, schema.tie_words,
)  # fmt: skip
_EVENT = ("id", "start", "end", "type", "mode", "aux_modes", "date", "date_precision", "actors", "recipients", "place")


def dump(connection: Connection) -> Iterator[str]:
    """Every row of content as one line of JSON, table by table, lines sorted."""
    ids = {row.num: row.id for row in connection.execute(select(schema.reports.c.num, schema.reports.c.id))}
    names = ("country", "sector", "name", "role", "id")
    actors = {row.num: [row._mapping[name] for name in names] for row in connection.execute(select(schema.actors))}
    yield from sorted(_line("reports", as_json(one)) for one in reports.stream(connection))
    for table in _TABLES:
        query = known_rows() if table is schema.tie_words else select(table)
        rows: list[Any] = [row._mapping for row in connection.execute(query)]
        spelt: list[Any] = Words(connection).word_rows(table, rows) if table in schema.WORDS else rows
        yield from sorted(_line(table.name, _plain(table, row, ids, actors)) for row in spelt)
    yield from sorted(_line("blocks", [block, ids[report]]) for block, report in index.blocks(connection))
    yield from sorted(_events(connection, ids))
    yield from sorted(_members(connection, ids))
    for kind, known in (("episodes", derived.episodes), ("contests", derived.contests)):
        yield from sorted(_line(kind, as_json(one)) for one in known(connection, closed=True))
    yield from revisions.dump(connection, actors)


def _line(name: str, said: Any) -> str:
    return json.dumps([name, said], sort_keys=True, ensure_ascii=False)


def _plain(
    table: Table, row: Mapping[str, Any], ids: Mapping[int, str], actors: Mapping[int, list[str]]
) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for name, value in row.items():
        if name in ("report", "earlier", "parent") and isinstance(value, int) and table is not schema.past_events:
            plain[name] = ids[value]
        elif name in ("actor", "recipient", "a", "b") and isinstance(value, int):
            plain[name] = actors[value]
        elif table is schema.tie_words and name == "num":
            plain["report"] = ids[value // reports.PER_REPORT]
        elif name not in _JOURNAL:
            plain[name] = base64.b64encode(value).decode() if isinstance(value, bytes) else value
    return plain


def _events(connection: Connection, ids: Mapping[int, str]) -> Iterator[str]:
    table = schema.events
    rows = [row._mapping for row in connection.execute(select(table))]
    for row in Words(connection).word_rows(table, rows):
        yield _line("events", {name: row[name] for name in _EVENT} | {"event": _event(row["num"], ids)})


def _members(connection: Connection, ids: Mapping[int, str]) -> Iterator[str]:
    for place in standing.places_of_reports(connection, ids):
        names = ("episode", "known_since", "known_until", "step", "until_step", "why")
        said = {name: as_json(getattr(place, name)) for name in names}
        yield _line("members", said | {"event": _event(place.event, ids)})


def _event(number: int, ids: Mapping[int, str]) -> str:
    return f"{ids[number // reports.PER_REPORT]} {number % reports.PER_REPORT}"
