"""What a past event's row has beside two parties: more parties, cells that no field holds, and a life of its own.

A dataset may edit an event under the same key, or take it back. Nothing is written over: each version is a row of
``past_events``, and here stand the days from and until which it was what the dataset said. They follow from all
versions and deletions at hand, so that the order of their arrival does not matter.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    Select,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)

from accord.ledger import schema
from accord.ledger.reports import parted
from accord.ledger.store import Store
from accord.records import Actor, PastDeletion, PastEvent

_Num = BigInteger().with_variant(Integer, "sqlite")

#: An event that its dataset may change: ``key`` without the version that stands behind it in ``past_events``.
versions = Table(
    "past_versions",
    schema.metadata,
    Column("event", _Num, primary_key=True, autoincrement=False),
    Column("dataset", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("known_since", Text, nullable=False),
    Column("known_until", Text, nullable=False),
    Index("past_versions_by_key", "dataset", "key"),
)
deletions = Table(
    "past_deletions",
    schema.metadata,
    Column("num", _Num, primary_key=True),
    Column("dataset", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("at", Text, nullable=False),
    UniqueConstraint("dataset", "key", "at"),
)
#: Parties beside the first: ``side`` is 0 for actors and 1 for recipients.
parties = Table(
    "past_parties",
    schema.metadata,
    Column("event", _Num, primary_key=True, autoincrement=False),
    Column("side", SmallInteger, primary_key=True, autoincrement=False),
    Column("place", SmallInteger, primary_key=True, autoincrement=False),
    Column("actor", _Num, nullable=False),
    Index("past_parties_by_actor", "actor"),
)
cells = Table(
    "past_cells",
    schema.metadata,
    Column("event", _Num, primary_key=True, autoincrement=False),
    Column("cells", Text, nullable=False),
)
TABLES = (versions, deletions, parties, cells)


def row_key(event: PastEvent) -> str:
    """The key of an event's row: versions of one event are rows of their own."""
    return f"{event.key}@{event.version}" if event.version else event.key


def is_plain(event: PastEvent) -> bool:
    """Whether its row in ``past_events`` holds all of an event."""
    return not (event.version or event.cells or event.more_actors or event.more_recipients)


def held_versions(connection: Connection, events: Iterable[PastEvent]) -> set[tuple[str, str, str]]:
    """Dataset, key and version of the rows at hand under the keys of ``events``."""
    return {(row.dataset, row.key, row.version) for row in _rows(connection, {(e.dataset, e.key) for e in events})}


def add_beside(
    store: Store,
    connection: Connection,
    numbers: Mapping[str, int],
    events: Iterable[PastEvent],
    actors: Mapping[Actor, int],
) -> None:
    """Keep what stands beside the rows of new ``events``; ``numbers`` gives their rows, by dataset and key."""
    versioned, listed, kept = [], [], []
    for one in events:
        row = numbers[f"{one.dataset} {row_key(one)}"]
        if one.version:
            spell = {"known_since": one.date, "known_until": ""}
            versioned.append({"event": row, "dataset": one.dataset, "key": one.key, "version": one.version} | spell)
        for side, more in enumerate((one.more_actors, one.more_recipients)):
            listed += [{"event": row, "side": side, "place": n, "actor": actors[actor]} for n, actor in enumerate(more)]
        if one.cells:
            kept.append({"event": row, "cells": json.dumps(one.cells, ensure_ascii=False, separators=(",", ":"))})
    for table, rows in ((versions, versioned), (parties, listed), (cells, kept)):
        if rows:
            connection.execute(store.insert(table), rows)


def add_deletions(store: Store, connection: Connection, gone: Sequence[PastDeletion]) -> None:
    """Keep what datasets say that they took back."""
    if gone:
        connection.execute(
            store.insert(deletions), [{"dataset": one.dataset, "key": one.key, "at": one.at} for one in gone]
        )


def settle_versions(connection: Connection, keys: Collection[tuple[str, str]]) -> None:
    """Work out from and until which day each version under ``keys`` (dataset and key) counts.

    The first counts from the event's own day, as all that is imported, and a later one from the day of its version;
    each until the day of the next or of a deletion.
    """
    ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in _rows(connection, keys, deletions):
        ends[row.dataset, row.key].append(row.at)
    told: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in _rows(connection, keys):
        told[row.dataset, row.key].append(row)
    edited = {key: sorted(rows, key=_version) for key, rows in told.items() if len(rows) > 1 or key in ends}
    days = _own_days(connection, [rows[0].event for rows in edited.values()])
    changed = []
    for key, rows in edited.items():
        turns = [*(row.version for row in rows), *ends[key]]
        for row in rows:
            since = days.get(row.event) or row.version[:10]
            until = min((at for at in turns if at > row.version), default="")[:10]
            if (since, until) != (row.known_since, row.known_until):
                changed.append({"row": row.event, "since": since, "until": until})
    if changed:
        query = update(versions).where(versions.c.event == bindparam("row"))
        connection.execute(query.values(known_since=bindparam("since"), known_until=bindparam("until")), changed)


def _version(row: Any) -> str:
    return str(row.version)


def _own_days(connection: Connection, events: Sequence[int]) -> dict[int, str]:
    """The days that events have in the world."""
    table = schema.past_events
    query = select(table.c.num, table.c.date)
    return {
        row.num: row.date
        for part in parted(sorted(events))
        for row in connection.execute(query.where(table.c.num.in_(part)))
    }


def _rows(connection: Connection, keys: Collection[tuple[str, str]], table: Table = versions) -> Iterator[Any]:
    by_dataset: dict[str, list[str]] = defaultdict(list)
    for dataset, key in sorted(keys):
        by_dataset[dataset].append(key)
    for dataset, names in by_dataset.items():
        for part in parted(names):
            yield from connection.execute(select(table).where(table.c.dataset == dataset, table.c.key.in_(part)))


def known(connection: Connection, query: Select[Any], known_by: str) -> Select[Any]:
    """``query`` on ``past_events`` without the versions that did not count at the end of a day; ``""`` for now."""
    if connection.execute(select(versions.c.event).limit(1)).first() is None:
        return query
    table = versions
    counts: Any = table.c.known_until == ""
    if known_by:
        counts = and_(table.c.known_since <= known_by, or_(table.c.known_until == "", table.c.known_until > known_by))
    query = query.outerjoin(table, table.c.event == schema.past_events.c.num)
    return query.where(or_(table.c.event.is_(None), counts))


def is_beside(side: int, numbers: Select[tuple[int]]) -> Any:
    """The condition that one of the actors ``numbers`` stands on a side of an event beside the first."""
    here = select(parties.c.event).where(parties.c.event == schema.past_events.c.num, parties.c.side == side)
    return exists(here.where(parties.c.actor.in_(numbers)))


class Beside:
    """What stands beside the rows of ``past_events``, looked up for many of them at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._used = [
            table
            for table, column in ((versions, versions.c.event), (parties, parties.c.event), (cells, cells.c.event))
            if connection.execute(select(column).limit(1)).first() is not None
        ]

    def of(self, events: Sequence[int]) -> dict[int, dict[str, Any]]:
        """Fields of a PastEvent by the number of its row, for those that have any; parties as their numbers."""
        found: dict[int, dict[str, Any]] = defaultdict(dict)
        for table in self._used:
            order = (table.c.side, table.c.place) if table is parties else ()
            for part in parted(sorted(events)):
                for row in self._connection.execute(select(table).where(table.c.event.in_(part)).order_by(*order)):
                    _add(found[row.event], table, row)
        return found


def _add(fields: dict[str, Any], table: Table, row: Any) -> None:
    if table is versions:
        fields |= {"key": row.key, "version": row.version}
    elif table is parties:
        fields.setdefault(("more_actors", "more_recipients")[row.side], []).append(row.actor)
    else:
        fields["cells"] = tuple((column, cell) for column, cell in json.loads(row.cells))


def mark(connection: Connection) -> int:
    """The last number of a deletion: it changes what counts, as a new row does."""
    return int(connection.execute(select(func.max(deletions.c.num))).scalar() or 0)


def dump(connection: Connection, actors: Mapping[int, list[str]]) -> Iterator[str]:
    """What stands beside the rows, as lines of the ledger's dump: numbers of this file become names."""
    past = schema.past_events
    names = select(past.c.num, past.c.dataset, past.c.key)
    for table in TABLES:
        query = select(table)
        if table is not deletions:
            named = names.subquery()
            query = query.join(named, named.c.num == table.c.event).add_columns(
                named.c.dataset.label("of_dataset"), named.c.key.label("of_key")
            )
        lines = []
        for row in connection.execute(query).mappings():
            plain = {name: value for name, value in row.items() if name not in ("num", "event")}
            if "actor" in plain:
                plain["actor"] = actors[row["actor"]]
            lines.append(json.dumps([table.name, plain], sort_keys=True, ensure_ascii=False))
        yield from sorted(lines)
