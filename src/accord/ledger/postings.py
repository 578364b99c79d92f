"""Postings: the rows that an actor stands in, as numbers packed many to a row, by what they are rows of."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal, cast

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Table,
    any_,
    bindparam,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from accord.ledger import schema
from accord.ledger.reports import parted
from accord.ledger.rising import from_bytes, to_bytes

#: Numbers by the keys of rows.
Numbers = Mapping[int, Collection[int]]
#: Events that stand alone, versions of episodes, words on ties.
Kind = Literal["event", "version", "word"]
# With each kind its number, and how many bits of a row's number tell it from others in its row here: enough for the
# events of some 16,000 reports, as rows cost more than what is in them, and few enough that one is soon written anew.
_KINDS: Mapping[Kind, tuple[int, int]] = {"event": (0, 26), "version": (1, 14), "word": (2, 26)}
_KIND, _STRETCH = 2, 24


def add_postings(connection: Connection, kind: Kind, ends: Iterable[tuple[int, int]]) -> None:
    """Have rows be found by actors: (actor's number, row's number)."""
    merge(connection, schema.postings, new=_by_key(kind, ends))


def drop_postings(connection: Connection, kind: Kind, ends: Iterable[tuple[int, int]]) -> None:
    """Have rows be found by these actors no longer."""
    merge(connection, schema.postings, gone=_by_key(kind, ends))


def rows_of(connection: Connection, kind: Kind, actors: Collection[int]) -> set[int]:
    """The numbers of the rows that any of these actors stands in."""
    table, found = schema.postings, set[int]()
    for part in parted(sorted(actors), 100):
        firsts = [place_of(actor, kind, 0)[0] for actor in part]
        ranges = [table.c.key.between(first, first + (1 << _STRETCH) - 1) for first in firsts]
        for key, packed in connection.execute(select(table).where(or_(*ranges))):
            _, _, start = parts_of(key)
            found.update(map(start.__add__, from_bytes(packed)))
    return found


def place_of(actor: int, kind: Kind, number: int) -> tuple[int, int]:
    """The key under which a row's number stands for an actor, and what of it stands there."""
    kind_number, within = _KINDS[kind]
    return (actor << _KIND | kind_number) << _STRETCH | number >> within, number & (1 << within) - 1


def parts_of(key: int) -> tuple[int, Kind, int]:
    """The actor, the kind, and the number from which the numbers under a key count."""
    above, stretch = key >> _STRETCH, key & (1 << _STRETCH) - 1
    kind = next(kind for kind, (number, _) in _KINDS.items() if number == above & (1 << _KIND) - 1)
    return above >> _KIND, kind, stretch << _KINDS[kind][1]


def among(connection: Connection, column: Any, numbers: Collection[int]) -> ColumnElement[bool]:
    """The condition that ``column`` holds one of ``numbers``, however many they are."""
    if connection.dialect.name == "sqlite":
        listed = func.json_each(json.dumps(sorted(numbers))).table_valued("value")
        return cast("ColumnElement[bool]", column.in_(select(listed.c.value)))
    return cast("ColumnElement[bool]", column == any_(literal(sorted(numbers), ARRAY(BigInteger))))


def _by_key(kind: Kind, ends: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for actor, row in ends:
        key, within = place_of(actor, kind, row)
        found.setdefault(key, set()).add(within)
    return found


def merge(connection: Connection, table: Table, new: Numbers | None = None, gone: Numbers | None = None) -> None:
    """Put the numbers ``new`` into rows of a table of packed numbers, by their keys, and take those ``gone`` out.

    The table's columns are ``key`` and the packed numbers.
    """
    new, gone = new or {}, gone or {}
    [packed] = (column for column in table.columns if column.name != "key")
    held = held_numbers(connection, table, {*new, *gone})
    rows = {
        key: to_bytes({*from_bytes(held.get(key, b"")), *new.get(key, ())}.difference(gone.get(key, ())))
        for key in sorted({*new, *gone})
    }
    made = [{"key": key, packed.name: numbers} for key, numbers in rows.items() if numbers and key not in held]
    changed = [{"row": key, "now": rows[key]} for key in rows if rows[key] and held.get(key, rows[key]) != rows[key]]
    if made:
        connection.execute(insert(table), made)
    if changed:
        change = update(table).where(table.c.key == bindparam("row")).values({packed: bindparam("now")})
        connection.execute(change, changed)
    for part in parted([key for key in rows if key in held and not rows[key]]):
        connection.execute(delete(table).where(table.c.key.in_(part)))


def held_numbers(connection: Connection, table: Table, keys: Iterable[int]) -> dict[int, bytes]:
    """The packed numbers of a table's rows with these keys, as far as there are any."""
    held: dict[int, bytes] = {}
    for part in parted(sorted(keys)):
        held |= {row[0]: row[1] for row in connection.execute(select(table).where(table.c.key.in_(part)))}
    return held
