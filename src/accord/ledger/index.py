"""By what stored reports are found: blocks of their events, sketches of their texts, their hands and editions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from accord.ledger import schema
from accord.ledger.packing import Ambient, pack
from accord.ledger.reports import PER_REPORT, parted
from accord.ledger.store import Store
from accord.records import Event, Span


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand a report is from: its origin, and the earlier report whose text it carries, if any."""

    origin: str
    label: str
    parent: int | None = None
    why: str = ""
    because: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """A report that is a newer version of an ``earlier`` one, from a day on."""

    report: int
    earlier: int
    known_since: str
    changes: str = ""


def add_blocks(store: Store, connection: Connection, blocks: Mapping[int, Iterable[tuple[int, int]]]) -> None:
    """Have reports found in these blocks."""
    rows = [
        {"key": key, "bucket": bucket, "report": report}
        for report, own in sorted(blocks.items())
        for key, bucket in sorted(own)
    ]
    if rows:
        connection.execute(store.insert(schema.blocks), rows)


def reports_in(connection: Connection, blocks: Collection[tuple[int, int]]) -> set[int]:
    """The reports found in any of these blocks: one look at the index for all keys of one run of buckets."""
    table = schema.blocks
    runs: dict[tuple[int, int], list[int]] = {}
    for key, first, last in _runs(blocks):
        runs.setdefault((first, last), []).append(key)
    found: set[int] = set()
    for (first, last), keys in runs.items():
        for part in parted(keys):
            query = select(table.c.report).where(table.c.key.in_(part), table.c.bucket.between(first, last))
            found |= set(connection.execute(query).scalars())
    return found


def reports_from(connection: Connection, key: int, first: int) -> set[int]:
    """The reports found under a key, in the bucket ``first`` or any later one."""
    table = schema.blocks
    return set(connection.execute(select(table.c.report).where(table.c.key == key, table.c.bucket >= first)).scalars())


def _runs(blocks: Collection[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """(key, first, last bucket) of blocks that lie next to each other."""
    run: tuple[int, int, int] | None = None
    for key, bucket in sorted(blocks):
        if run is not None and run[0] == key and bucket == run[2] + 1:
            run = (key, run[1], bucket)
            continue
        if run is not None:
            yield run
        run = (key, bucket, bucket)
    if run is not None:
        yield run


def add_sketches(store: Store, connection: Connection, sketches: Mapping[int, tuple[int, Iterable[int]]]) -> None:
    """Have reports found by runs of words that their texts hold: (day, runs) of each."""
    rows = [
        {"hash": one, "day": day, "report": report}
        for report, (day, hashes) in sorted(sketches.items())
        for one in sorted(set(hashes))
    ]
    if rows:
        connection.execute(store.insert(schema.sketches), rows)


def sharing(connection: Connection, hashes: Collection[int], first: int, last: int) -> Counter[int]:
    """How many of these runs of words each report of the days from ``first`` to ``last`` holds."""
    table = schema.sketches
    found: Counter[int] = Counter()
    for part in parted(sorted(hashes)):
        query = select(table.c.report, func.count()).where(table.c.hash.in_(part), table.c.day.between(first, last))
        for report, count in connection.execute(query.group_by(table.c.report)):
            found[report] += count
    return found


def hands_of(connection: Connection, reports: Collection[int]) -> dict[int, Hand]:
    """The hands of these reports, without the passages that show them."""
    table = schema.hands
    columns = (table.c.report, table.c.origin, table.c.label, table.c.parent, table.c.why)
    found: dict[int, Hand] = {}
    for part in parted(sorted(reports)):
        for row in connection.execute(select(*columns).where(table.c.report.in_(part))):
            found[row.report] = Hand(row.origin, row.label, row.parent, row.why)
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
        connection.execute(insert(schema.hands), rows)


def set_origins(connection: Connection, origins: Mapping[int, tuple[str, str]]) -> None:
    """Give reports another origin and label, and keep what else is said of their hands."""
    table = schema.hands
    for report, (origin, label) in sorted(origins.items()):
        connection.execute(table.update().where(table.c.report == report).values(origin=origin, label=label))


def editions_of(connection: Connection, earlier: Collection[int]) -> list[Edition]:
    """The newer versions of these reports."""
    table, found = schema.editions, list[Edition]()
    for part in parted(sorted(earlier)):
        for row in connection.execute(select(table).where(table.c.earlier.in_(part))):
            found.append(Edition(row.report, row.earlier, row.known_since, row.changes))
    return sorted(found, key=lambda one: (one.report, one.earlier))


def editions(connection: Connection) -> Iterator[tuple[str, str, str, dict[str, list[str]]]]:
    """(newer report's id, earlier one's, day, what was added and removed) of every newer version of an article."""
    table, newer, earlier = schema.editions, schema.reports.alias("n"), schema.reports.alias("e")
    query = select(newer.c.id, earlier.c.id, table.c.known_since, table.c.changes)
    query = query.join(newer, newer.c.num == table.c.report).join(earlier, earlier.c.num == table.c.earlier)
    for row in connection.execute(query.order_by(table.c.known_since, newer.c.id)):
        yield row[0], row[1], row[2], json.loads(row[3])


def set_editions(connection: Connection, reports: Collection[int], editions: Iterable[Edition]) -> None:
    """Say of which earlier reports these are newer versions, in place of what was said before."""
    for part in parted(sorted(reports)):
        connection.execute(delete(schema.editions).where(schema.editions.c.report.in_(part)))
    rows = [
        {"report": one.report, "earlier": one.earlier, "known_since": one.known_since, "changes": one.changes}
        for one in editions
    ]
    if rows:
        connection.execute(insert(schema.editions), rows)


def add_events(store: Store, connection: Connection, events: Mapping[int, Iterable[Event]]) -> None:
    """A readable row for each event of reports, numbered in its report's order."""
    rows = [
        _event_row(report * PER_REPORT + number, event)
        for report, own in sorted(events.items())
        for number, event in enumerate(own)
    ]
    if rows:
        connection.execute(store.insert(schema.events), rows)


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
