"""What was read: reports with all that was coded in them, and what was refused."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from sqlalchemy import Connection, Row, delete, func, select

from accord.ledger import schema
from accord.ledger.packing import Ambient, Layout, ambient_of, current_layout, pack, pack_coded, unpack, unpack_coded
from accord.ledger.store import Store
from accord.records import CODER, Block, Coded, Refused, Report

T = TypeVar("T")
#: Rows that one statement asks for: below every database's limit of parameters.
MANY = 500
#: An event's number is its report's, times this, plus its place in the report.
PER_REPORT = 4096


def day_of(published: str, read_on: str) -> str:
    """The day from which what a report says could be known: that of its publication, else that of its reading."""
    day = published[:10]
    if len(day) == 7:
        return f"{day}-01"
    return day if len(day) == 10 else (f"{day}-01-01" if len(day) == 4 else read_on[:10])


def held_ids(connection: Connection, ids: Collection[str]) -> set[str]:
    """Which of ``ids`` the ledger holds."""
    found: set[str] = set()
    for part in parted(sorted(ids)):
        found |= set(connection.execute(select(schema.reports.c.id).where(schema.reports.c.id.in_(part))).scalars())
    return found


def outlets_of(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """The outlet of each of ``ids``, for those that the ledger holds."""
    found: dict[str, str] = {}
    for part in parted(sorted(ids)):
        query = select(schema.reports.c.id, schema.reports.c.outlet).where(schema.reports.c.id.in_(part))
        found |= {row.id: row.outlet for row in connection.execute(query)}
    return found


def count_waiting(connection: Connection) -> int:
    """How many reports wait to be derived."""
    return connection.execute(select(func.count()).select_from(schema.pending)).scalar_one()


def add_coded(store: Store, connection: Connection, items: Iterable[Coded], *, read_on: str) -> list[str]:
    """Keep reports and what was coded in them; give back the ids of those that were new. They wait to be derived."""
    layout = keep_layout(connection)
    rows = {one.report.id: _row(one, read_on, layout) for one in items}
    new = [name for name in rows if name not in held_ids(connection, rows)]
    if new:
        connection.execute(store.insert(schema.reports), [rows[name] for name in new])
        for part in parted(new):
            numbers = select(schema.reports.c.num).where(schema.reports.c.id.in_(part))
            connection.execute(schema.pending.insert().from_select(["report"], numbers))
    return new


def _row(one: Coded, read_on: str, layout: int) -> dict[str, object]:
    report = one.report
    plain = ("id", "published", "outlet", "title", "url", "language", "credit", "text")
    return {name: getattr(report, name) for name in plain} | {
        "known_since": day_of(report.published, read_on),
        "blocks": pack(report.blocks, ambient_of(report)),
        "coder": CODER,
        "layout": layout,
        "coded": pack_coded(one),
    }


def keep_layout(connection: Connection) -> int:
    """The number under which the ledger keeps this version's layout of records."""
    line = json.dumps(dict(current_layout()), sort_keys=True)
    table = schema.layouts
    held = connection.execute(select(table.c.num).where(table.c.layout == line)).scalar()
    if held is not None:
        return int(held)
    number = len(connection.execute(select(table.c.num)).all()) + 1
    connection.execute(table.insert(), [{"num": number, "layout": line}])
    return number


@lru_cache(maxsize=64)
def _read_layout(line: str) -> Layout:
    return {kind: tuple(fields) for kind, fields in json.loads(line).items()}


def layouts_of(connection: Connection) -> dict[int, Layout]:
    """Every layout that records of this ledger have."""
    rows = connection.execute(select(schema.layouts.c.num, schema.layouts.c.layout))
    return {row.num: _read_layout(row.layout) for row in rows}


def add_refused(store: Store, connection: Connection, items: Iterable[Refused]) -> None:
    """Keep what was refused, and why; the same refusal twice is one."""
    rows = [{"input": one.input, "reason": one.reason} for one in items]
    if rows:
        connection.execute(store.insert(schema.refusals), rows)


def refused(connection: Connection) -> Iterator[Refused]:
    """All that was refused, by input."""
    table = schema.refusals
    for row in connection.execute(select(table.c.input, table.c.reason).order_by(table.c.input, table.c.reason)):
        yield Refused(row.input, row.reason)


def report_of(row: Row[tuple[object, ...]], layouts: dict[int, Layout]) -> Report:
    """The report of a row of the table."""
    values = row._mapping
    blocks = unpack(Block, values["blocks"], Ambient(values["id"], values["text"]), layout=layouts[values["layout"]])
    plain = ("id", "title", "text", "outlet", "published", "language", "url", "credit")
    return Report(**{name: values[name] for name in plain}, blocks=blocks)


def coded_of(row: Row[tuple[object, ...]], layouts: dict[int, Layout]) -> Coded:
    """A report of a row of the table, with all that was coded in it."""
    values = row._mapping
    return unpack_coded(values["coded"], report_of(row, layouts), values["coder"], layout=layouts[values["layout"]])


def coded_by_number(connection: Connection, numbers: Collection[int]) -> dict[int, Coded]:
    """Reports with what was coded in them, by their numbers."""
    layouts = layouts_of(connection)
    found: dict[int, Coded] = {}
    for part in parted(sorted(numbers)):
        rows = connection.execute(select(schema.reports).where(schema.reports.c.num.in_(part)))
        found |= {row.num: coded_of(row, layouts) for row in rows}
    return found


def stream(connection: Connection, *, known_by: str = "", since: str = "", ids: Sequence[str] = ()) -> Iterator[Coded]:
    """Reports with what was coded in them, by the day from which they could be known, then by id."""
    table = schema.reports
    query = select(table).order_by(table.c.known_since, table.c.id)
    query = query.where(table.c.known_since <= known_by) if known_by else query
    query = query.where(table.c.known_since >= since) if since else query
    query = query.where(table.c.id.in_(ids)) if ids else query
    layouts = layouts_of(connection)
    for row in connection.execution_options(yield_per=MANY).execute(query):
        yield coded_of(row, layouts)


def waiting(connection: Connection, most: int) -> list[tuple[int, str]]:
    """Numbers and days of reports that nothing was derived from yet, earliest first."""
    table = schema.reports
    query = select(table.c.num, table.c.known_since).join(schema.pending, schema.pending.c.report == table.c.num)
    rows = connection.execute(query.order_by(table.c.known_since, table.c.id).limit(most))
    return [(row.num, row.known_since) for row in rows]


def settled(connection: Connection, numbers: Collection[int]) -> None:
    """Say that all was derived from these reports."""
    for part in parted(sorted(numbers)):
        connection.execute(delete(schema.pending).where(schema.pending.c.report.in_(part)))


def parted(items: Sequence[T], size: int = MANY) -> Iterator[Sequence[T]]:
    """``items`` in parts that one statement can ask for."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
