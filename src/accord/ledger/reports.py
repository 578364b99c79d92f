"""What was read: reports with all that was coded in them, and what was refused."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Row, Select, delete, func, insert, select

from accord.ledger import schema
from accord.ledger.packing import Layout, current_layout, pack_coded, unpack_coded
from accord.ledger.shapes import is_id
from accord.ledger.words import Words
from accord.records import CODER, Coded, Refused, Report

if TYPE_CHECKING:
    from accord.ledger.store import Store

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
    for part in parted(sorted(filter(is_id, ids))):
        found |= set(connection.execute(select(schema.reports.c.id).where(schema.reports.c.id.in_(part))).scalars())
    return found


def outlets_of(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """The outlet of each of ``ids``, for those that the ledger holds."""
    found: dict[str, str] = {}
    table, words = schema.reports, schema.words
    query = select(table.c.id, words.c.word).join(words, words.c.num == table.c.outlet)
    for part in parted(sorted(filter(is_id, ids))):
        found |= {row.id: row.word for row in connection.execute(query.where(table.c.id.in_(part)))}
    return found


def count_waiting(connection: Connection) -> int:
    """How many reports wait to be derived."""
    return connection.execute(select(func.count()).select_from(schema.pending)).scalar_one()


def add_coded(_store: Store, connection: Connection, items: Iterable[Coded], *, read_on: str) -> list[str]:
    """Keep reports and what was coded in them; give back the ids of those that were new. They wait to be derived."""
    by_id = {one.report.id: one for one in items}
    held = held_ids(connection, by_id)
    new = {name: one for name, one in by_id.items() if name not in held}
    insert_coded(connection, [(one, day_of(one.report.published, read_on), CODER) for one in new.values()])
    return list(new)


def insert_coded(connection: Connection, items: Sequence[tuple[Coded, str, str]]) -> dict[str, int]:
    """Keep reports that are not held, each with the day from which it could be known and who coded it.

    Gives back their numbers by their ids.
    """
    if not items:
        return {}
    layout = keep_layout(connection)
    rows = [_row(one, day, coder, layout) for one, day, coder in items]
    connection.execute(insert(schema.reports), Words(connection).number_rows(schema.reports, rows))
    table, numbers = schema.reports, dict[str, int]()
    for part in parted([one.report.id for one, _, _ in items]):
        numbers |= {
            row.id: row.num for row in connection.execute(select(table.c.num, table.c.id).where(table.c.id.in_(part)))
        }
    found = [{"report": numbers[one.report.id], "coded": pack_coded(one, coder)} for one, _, coder in items]
    connection.execute(insert(schema.findings), found)
    connection.execute(insert(schema.pending), [{"report": number} for number in sorted(numbers.values())])
    return numbers


def _row(one: Coded, day: str, coder: str, layout: int) -> dict[str, object]:
    report = one.report
    heads = bool(report.title) and report.text.startswith(report.title)
    return {name: getattr(report, name) for name in ("id", "outlet", "url", "language", "credit", "text")} | {
        "known_since": day,
        "published": None if report.published == day else report.published,
        "title": None if heads or not report.title else report.title,
        "headline": len(report.title) if heads else 0,
        "coder": coder,
        "layout": layout,
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


def _query() -> Select[Any]:
    """Reports with all that was found in them."""
    found = schema.findings
    return select(schema.reports, found.c.coded).join(found, found.c.report == schema.reports.c.num)


class _Reports:
    """Reports of rows of the table, with the words that their numbers stand for."""

    def __init__(self, connection: Connection) -> None:
        self._words = Words(connection)
        self._layouts = layouts_of(connection)

    def coded(self, rows: Sequence[Row[Any]]) -> Iterator[tuple[int, Coded]]:
        """Each report with what was coded in it, and its number."""
        for row in self._words.word_rows(schema.reports, [row._mapping for row in rows]):
            title = row["text"][: row["headline"]] if row["title"] is None else row["title"]
            published = row["known_since"] if row["published"] is None else row["published"]
            plain = {name: row[name] for name in ("id", "text", "outlet", "language", "url", "credit")}
            report = Report(**plain, title=title, published=published)
            layout = self._layouts[row["layout"]]
            yield row["num"], unpack_coded(row["coded"], report, row["coder"], layout=layout)


def coded_by_number(connection: Connection, numbers: Collection[int]) -> dict[int, Coded]:
    """Reports with what was coded in them, by their numbers."""
    reports = _Reports(connection)
    found: dict[int, Coded] = {}
    for part in parted(sorted(numbers)):
        rows = connection.execute(_query().where(schema.reports.c.num.in_(part))).all()
        found |= dict(reports.coded(rows))
    return found


def stream(connection: Connection, *, known_by: str = "", since: str = "", ids: Sequence[str] = ()) -> Iterator[Coded]:
    """Reports with what was coded in them, by the day from which they could be known, then by id."""
    table = schema.reports
    query = _query().order_by(table.c.known_since, table.c.id)
    query = query.where(table.c.known_since <= known_by) if known_by else query
    query = query.where(table.c.known_since >= since) if since else query
    query = query.where(table.c.id.in_([*filter(is_id, ids)])) if ids else query
    reports = _Reports(connection)
    for rows in connection.execution_options(yield_per=MANY).execute(query).partitions():
        for _, coded in reports.coded(rows):
            yield coded


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
