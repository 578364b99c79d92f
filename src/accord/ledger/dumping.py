"""The ledger's content as text in one order, whatever order it came in: for comparing two ledgers."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, select

from accord.ledger import revisions, schema

# What tells how the content came, not what it is.
_JOURNAL = frozenset(("num", "seq", "until_seq"))
_TABLES = (
    schema.reports, schema.refusals, schema.past_events, schema.judgements, schema.grades, schema.forecasts,
    schema.events, schema.members, schema.hands, schema.editions, schema.blocks, schema.sketches, schema.episodes,
    schema.contests, schema.tie_words,
)  # fmt: skip


def dump(connection: Connection) -> Iterator[str]:
    """Every row of content as one line of JSON, table by table, lines sorted; numbers of this file become ids."""
    reports = dict(connection.execute(select(schema.reports.c.num, schema.reports.c.id)).all())
    names = ("country", "sector", "name", "role", "id")
    actors = {row.num: [row._mapping[name] for name in names] for row in connection.execute(select(schema.actors))}
    for table in _TABLES:
        yield from sorted(_line(table, row._mapping, reports, actors) for row in connection.execute(select(table)))
    yield from revisions.dump(connection, actors)


def _line(table: Table, row: Any, reports: dict[int, str], actors: dict[int, list[str]]) -> str:
    plain: dict[str, Any] = {}
    for name, value in row.items():
        if name in ("report", "earlier", "parent") and isinstance(value, int):
            plain[name] = reports[value]
        elif name in ("actor", "recipient", "a", "b") and isinstance(value, int):
            plain[name] = actors[value]
        elif (table is schema.events and name == "num") or (table is schema.members and name == "event"):
            plain["event"] = f"{reports[value // 4096]} {value % 4096}"
        elif name not in _JOURNAL:
            plain[name] = base64.b64encode(value).decode() if isinstance(value, bytes) else value
    return json.dumps([table.name, plain], sort_keys=True, ensure_ascii=False)
