"""By what stored reports are found: blocks of their events, sketches of their texts, and their hands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, insert, select

from accord.ledger import rising, schema
from accord.ledger.packing import Ambient, pack
from accord.ledger.postings import held_numbers, merge
from accord.ledger.reports import PER_REPORT, parted
from accord.ledger.words import Words
from accord.records import Event, Span

if TYPE_CHECKING:
    from accord.ledger.store import Store

# Runs of words are found by 31 of their bits, which take four bytes, keys by 30: whatever is found is looked at again.
_BITS, _KEY = 0x7FFFFFFF, 0x3FFFFFFF
#: Bits of the number of a bucket, and how many of them tell it from the others of its row: most keys come up in few
#: buckets, and rows cost more than what is in them.
BUCKET, WITHIN = 17, 4
# Days of a bucket of articles, as version 6 began with them.
_DAYS = 8


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand a report is from: its origin, and the earlier report whose text it carries, if any."""

    origin: str
    label: str
    parent: int | None = None
    why: str = ""
    because: tuple[Span, ...] = ()


def add_blocks(connection: Connection, blocks: Mapping[int, Iterable[tuple[int, int]]]) -> None:
    """Have reports found in these blocks."""
    new: dict[int, set[int]] = {}
    for report, own in blocks.items():
        for key, bucket in own:
            row, within = _row_of(key, bucket)
            new.setdefault(row, set()).add(report << WITHIN | within)
    merge(connection, schema.blocks, new)


def _row_of(key: int, bucket: int) -> tuple[int, int]:
    """The row in which a block stands, and which of the row's buckets it is."""
    return (key & _KEY) << BUCKET - WITHIN | bucket >> WITHIN, bucket & (1 << WITHIN) - 1


def reports_in(connection: Connection, blocks: Collection[tuple[int, int]]) -> set[int]:
    """The reports found in any of these blocks."""
    asked: dict[int, set[int]] = {}
    for key, bucket in blocks:
        row, within = _row_of(key, bucket)
        asked.setdefault(row, set()).add(within)
    held = held_numbers(connection, schema.blocks, asked)
    return {report for row, packed in held.items() for report, within in _told(packed) if within in asked[row]}


def reports_from(connection: Connection, key: int, first: int) -> set[int]:
    """The reports found under a key, in the bucket ``first`` or any later one."""
    table, (row, start) = schema.blocks, _row_of(key, first)
    last, _ = _row_of(key, (1 << BUCKET) - 1)
    query = select(table).where(table.c.key.between(row, last))
    return {
        report
        for found in connection.execute(query)
        for report, within in _told(found.reports)
        if found.key > row or within >= start
    }


def blocks(connection: Connection) -> Iterator[tuple[int, int]]:
    """Every block, as its number, with each report found in it."""
    for row in connection.execute(select(schema.blocks)):
        yield from ((row.key << WITHIN | within, report) for report, within in _told(row.reports))


def _told(packed: bytes) -> Iterator[tuple[int, int]]:
    """The reports of a row of blocks, each with the bucket that it was found in."""
    return ((number >> WITHIN, number & (1 << WITHIN) - 1) for number in rising.from_bytes(packed))


def regroup_blocks(connection: Connection) -> None:
    """Blocks as they are kept now, of a ledger of version 4, which had a row for each."""
    table = schema.blocks
    kept: dict[int, list[int]] = {}
    for row in connection.execute(select(table)):
        into, within = _row_of(row.key >> BUCKET, row.key & (1 << BUCKET) - 1)
        kept.setdefault(into, []).extend(number << WITHIN | within for number in rising.from_bytes(row.reports))
    connection.execute(delete(table))
    if kept:
        rows = [{"key": key, "reports": rising.to_bytes(numbers)} for key, numbers in sorted(kept.items())]
        connection.execute(insert(table), rows)


def date_blocks(connection: Connection, batch: int) -> None:
    """Put what stands in no bucket into that of its report's day.

    A ledger of version 5 kept addresses and titles of articles so, and found them at all times.
    """
    table = schema.blocks
    undated = select(table).where(table.c.key % (1 << BUCKET - WITHIN) == 0).order_by(table.c.key).limit(batch)
    last = -1
    while rows := connection.execute(undated.where(table.c.key > last)).all():
        last = rows[-1].key
        told = {row.key: [number >> WITHIN for number in rising.from_bytes(row.reports)] for row in rows}
        days = days_of(connection, {report for reports in told.values() for report in reports})
        connection.execute(delete(table).where(table.c.key.in_(told)))
        new: dict[int, set[int]] = {}
        for key, reports in told.items():
            for report in reports:
                bucket = date.fromisoformat(days[report][0]).toordinal() // _DAYS
                new.setdefault(key | bucket >> WITHIN, set()).add(report << WITHIN | bucket & (1 << WITHIN) - 1)
        merge(connection, table, new)


def add_sketches(store: Store, connection: Connection, sketches: Mapping[int, Iterable[int]]) -> None:
    """Have reports found by runs of words that their texts hold."""
    rows = [
        {"hash": one, "report": report}
        for report, hashes in sorted(sketches.items())
        for one in sorted({one & _BITS for one in hashes})
    ]
    if rows:
        connection.execute(store.insert(schema.sketches), rows)


def sharing(connection: Connection, hashes: Collection[int], first: str, last: str) -> Counter[int]:
    """How many of these runs of words each report of the days from ``first`` to ``last`` holds."""
    table, reports = schema.sketches, schema.reports
    found: Counter[int] = Counter()
    within = reports.c.known_since.between(first, last)
    ends = connection.execute(select(func.min(reports.c.num), func.max(reports.c.num)).where(within)).one()
    query = select(table.c.report, func.count()).join(reports, reports.c.num == table.c.report)
    # What an outlet writes under each of its reports is in all of them: most are passed over by their numbers.
    query = query.where(table.c.report.between(*ends), within).group_by(table.c.report)
    for part in parted(sorted({one & _BITS for one in hashes})):
        for report, count in connection.execute(query.where(table.c.hash.in_(part))):
            found[report] += count
    return found


def hands_of(connection: Connection, reports: Collection[int]) -> dict[int, Hand]:
    """The hands of these reports, without the passages that show them."""
    table = schema.hands
    columns = (table.c.report, table.c.origin, table.c.label, table.c.parent, table.c.why)
    found: dict[int, Hand] = {}
    words = Words(connection)
    for part in parted(sorted(reports)):
        rows = [row._mapping for row in connection.execute(select(*columns).where(table.c.report.in_(part)))]
        for row in words.word_rows(table, rows):
            found[row["report"]] = Hand(row["origin"], row["label"], row["parent"], row["why"])
    return found


def children_of(connection: Connection, report: int) -> list[int]:
    """Reports that carry the text of this one."""
    table = schema.hands
    return sorted(connection.execute(select(table.c.report).where(table.c.parent == report)).scalars())


def set_hands(connection: Connection, hands: Mapping[int, Hand]) -> None:
    """Say whose hands reports are from, in place of what was said before."""
    for part in parted(sorted(hands)):
        connection.execute(delete(schema.hands).where(schema.hands.c.report.in_(part)))
    rows = [
        {
            "report": report,
            "origin": hand.origin,
            "label": hand.label,
            "parent": hand.parent,
            "why": hand.why,
            "because": pack(hand.because, Ambient()) if hand.because else None,
        }
        for report, hand in sorted(hands.items())
    ]
    if rows:
        connection.execute(insert(schema.hands), Words(connection).number_rows(schema.hands, rows))


def set_origins(connection: Connection, origins: Mapping[int, tuple[str, str]]) -> None:
    """Give reports another origin and label, and keep what else is said of their hands."""
    table = schema.hands
    labels = Words(connection).numbers(label for _, label in origins.values())
    for report, (origin, label) in sorted(origins.items()):
        values = {"origin": origin, "label": labels[label]}
        connection.execute(table.update().where(table.c.report == report).values(values))


def add_events(connection: Connection, events: Mapping[int, Iterable[Event]]) -> None:
    """A readable row for each event of reports, numbered in its report's order."""
    rows = [
        _event_row(report * PER_REPORT + number, event)
        for report, own in sorted(events.items())
        for number, event in enumerate(own)
    ]
    if rows:
        table, held = schema.events, set[int]()
        for part in parted([row["num"] for row in rows]):
            held |= set(connection.execute(select(table.c.num).where(table.c.num.in_(part))).scalars())
        new = [row for row in rows if row["num"] not in held]
        if new:
            connection.execute(insert(table), Words(connection).number_rows(table, new))


def _event_row(number: int, event: Event) -> dict[str, object]:
    plain = ("id", "start", "end", "type", "mode", "date", "date_precision")
    return {name: getattr(event, name) for name in plain} | {
        "num": number,
        "actors": "; ".join(dict.fromkeys(one.value.code for one in event.actors)),
        "recipients": "; ".join(dict.fromkeys(one.value.code for one in event.recipients)),
        "place": event.place.value.name if event.place else "",
        "aux_modes": " ".join(event.aux_modes),
    }


def days_of(connection: Connection, reports: Collection[int]) -> dict[int, tuple[str, str]]:
    """(day from which it could be known, id) of reports."""
    table, found = schema.reports, dict[int, tuple[str, str]]()
    for part in parted(sorted(reports)):
        rows = connection.execute(select(table.c.num, table.c.known_since, table.c.id).where(table.c.num.in_(part)))
        found |= {row.num: (row.known_since, row.id) for row in rows}
    return found


def reports_numbered(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """The numbers of reports, by their ids."""
    table, found = schema.reports, dict[str, int]()
    for part in parted(sorted(ids)):
        found |= {
            row.id: row.num for row in connection.execute(select(table.c.id, table.c.num).where(table.c.id.in_(part)))
        }
    return found
