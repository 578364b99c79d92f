"""Which reports are newer versions of earlier ones, and what each changed, which their texts tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from accord.ledger import schema
from accord.ledger.reports import parted

_END = re.compile(r"(?<=[.!?…”\"])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Edition:
    """A report that is a newer version of an ``earlier`` one, from a day on."""

    report: int
    earlier: int
    known_since: str


def editions_of(connection: Connection, earlier: Collection[int]) -> list[Edition]:
    """The newer versions of these reports."""
    table, found = schema.editions, list[Edition]()
    for part in parted(sorted(earlier)):
        for row in connection.execute(select(table).where(table.c.earlier.in_(part))):
            found.append(Edition(row.report, row.earlier, row.known_since))
    return sorted(found, key=lambda one: (one.report, one.earlier))


def editions(connection: Connection) -> Iterator[tuple[str, str, str, dict[str, list[str]]]]:
    """(newer report's id, earlier one's, day, sentences ``added`` and ``removed``) of every newer version."""
    table, newer, earlier = schema.editions, schema.reports.alias("n"), schema.reports.alias("e")
    query = select(newer.c.id, earlier.c.id, table.c.known_since, earlier.c.text, newer.c.text)
    query = query.join(newer, newer.c.num == table.c.report).join(earlier, earlier.c.num == table.c.earlier)
    for newer_id, earlier_id, day, before, after in connection.execute(query.order_by(table.c.known_since, newer.c.id)):
        yield newer_id, earlier_id, day, dict(changes(before, after))


def set_editions(connection: Connection, reports: Collection[int], editions: Iterable[Edition]) -> None:
    """Say of which earlier reports these are newer versions, in place of what was said before."""
    for part in parted(sorted(reports)):
        connection.execute(delete(schema.editions).where(schema.editions.c.report.in_(part)))
    rows = [{"report": one.report, "earlier": one.earlier, "known_since": one.known_since} for one in editions]
    if rows:
        connection.execute(insert(schema.editions), rows)


def changes(earlier: str, newer: str) -> Mapping[str, list[str]]:
    """The sentences that the text of a newer version has ``added`` to the earlier one, and ``removed`` from it."""
    before, after = sentences(earlier), sentences(newer)
    return {
        name: [one for one in a if one not in b]
        for name, a, b in (("added", after, before), ("removed", before, after))
    }


def sentences(text: str) -> list[str]:
    """The sentences of a text, roughly: enough to tell which ones two versions share."""
    return [part for piece in _END.split(text) if (part := " ".join(piece.split()))]
