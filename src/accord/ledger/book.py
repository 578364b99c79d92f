"""Writing versions: from which day to which each was what was known. What changes is gathered, and written at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from accord.ledger import schema
from accord.ledger.reports import parted
from accord.ledger.standing import JOURNAL, Row, row_key, supersede

_TIMES = ("known_since", "known_until")
#: From a day on a row, or None where there is nothing.
Segments = Sequence[tuple[str, Row | None]]


def held_rows(connection: Connection, column: Any, values: Collection[Any]) -> dict[Any, list[Row]]:
    """For each of ``values``, the rows that have it in ``column``, by the day of their version."""
    found: dict[Any, list[Row]] = {value: [] for value in values}
    table = column.table
    for part in parted(sorted(values)):
        for row in connection.execute(select(table).where(column.in_(part)).order_by(table.c.known_since)).mappings():
            found[row[column.name]].append(dict(row))
    return found


class Book:
    """The versions in one table, as one step of the journal changes them."""

    def __init__(self, connection: Connection, table: Table, seq: int) -> None:
        self._connection, self._table, self._seq = connection, table, seq
        self._last = int(connection.execute(select(func.max(table.c.num))).scalar() or 0)
        self._new: list[dict[str, Any]] = []
        self._closed: list[tuple[Row, str]] = []
        self._gone: list[Row] = []

    def write(self, held: Sequence[Row], since: str, segments: Segments) -> list[Row]:
        """Have one thing be as ``segments`` say from the day ``since`` on: from each day a row, or None.

        ``held`` are its rows. What was known before ``since`` stays; a version that says what the one before it says
        is none. Gives back the rows that are new, numbered.
        """
        before = next((row for row in held if row["known_since"] < since <= (row["known_until"] or "9999")), None)
        told = _body(before) if before else None
        spans: list[tuple[str, Row]] = []
        ends: dict[int, str] = {-1: ""}
        for day, row in segments:
            if row is not None and _body(row) == told:
                continue
            ends[len(spans) - 1] = day if told is not None else ends.get(len(spans) - 1, "")
            told = _body(row) if row is not None else None
            if row is not None:
                spans.append((day, row))
                ends[len(spans) - 1] = ""
        if before is not None and before["known_until"] != ends[-1]:
            self._closed.append((before, ends[-1]))
        wanted = [dict(row) | {"known_since": day, "known_until": ends[n]} for n, (day, row) in enumerate(spans)]
        return self._exchange([row for row in held if row["known_since"] >= since], wanted)

    def _exchange(self, held: Sequence[Row], rows: Sequence[dict[str, Any]]) -> list[Row]:
        """``rows`` in place of those held; one that stands already is left alone, but for the day on which it ends."""
        standing = {(row["known_since"], _body(row)): row for row in held}
        new: list[Row] = []
        for row in rows:
            same = standing.pop((row["known_since"], _body(row)), None)
            if same is None:
                self._last += 1
                self._new.append(row | {"num": self._last, "seq": self._seq, "until_seq": self._seq})
                new.append(self._new[-1])
            elif same["known_until"] != row["known_until"]:
                self._closed.append((same, row["known_until"]))
        self._gone += standing.values()
        return new

    def flush(self) -> None:
        """Write what was gathered."""
        supersede(self._connection, self._table, self._gone, self._seq)
        self._close()
        if self._new:
            self._connection.execute(insert(self._table), self._new)
        self._new, self._closed, self._gone = [], [], []

    def _close(self) -> None:
        """Set the days until which rows count. That a row was open before needs no record; another day does."""
        if not self._closed:
            return
        relation = f"{self._table.name}.known_until"
        lines = [
            {"since_seq": row["until_seq"], "until_seq": self._seq, "relation": relation, "row": json.dumps(old)}
            for row, _ in self._closed
            if (old := {"num": row["num"], "known_until": row["known_until"]})["known_until"]
        ]
        if lines:
            self._connection.execute(insert(schema.superseded), lines)
        closing = update(self._table).where(self._table.c.num == bindparam("row"))
        closing = closing.values(known_until=bindparam("until"), until_seq=self._seq)
        self._connection.execute(closing, [{"row": row["num"], "until": until} for row, until in self._closed])


def _body(row: Row) -> str:
    """What a version says, without when it was said."""
    return row_key({name: value for name, value in row.items() if name not in (*_TIMES, *JOURNAL)})
