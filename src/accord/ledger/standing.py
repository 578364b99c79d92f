"""Writing what follows from reports: places of events, and versions of episodes, contests and words on ties.

A row that no longer follows is taken out of the content and kept in the journal (``superseded``), with the steps of the
journal between which it stood, so that how the ledger looked at any step can be told.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, or_, select, update

from accord.ledger import schema
from accord.ledger.bodies import pack_judgement, sources_of, unpack_judgements
from accord.ledger.reports import PER_REPORT, parted
from accord.records import Judgement

#: What tells when and where a row was written, not what it says.
JOURNAL = ("num", "seq", "until_seq")
#: A row of a derived table without its number in this file.
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event stands from a day on. ``step`` put it there, ``until_step`` took it away."""

    event: int
    episode: str
    known_since: str
    known_until: str = ""
    step: str = ""
    until_step: str = ""
    why: Judgement | None = None


def next_step(connection: Connection, what: str, *, at: str, ref: str = "", detail: str = "") -> int:
    """A new line of the journal, and its number."""
    seq = int(connection.execute(select(func.max(schema.journal.c.seq))).scalar() or 0) + 1
    row = {"seq": seq, "at": at, "what": what, "ref": ref, "detail": detail}
    connection.execute(insert(schema.journal), [row])
    return seq


def last_step(connection: Connection) -> int:
    """The number of the journal's last line."""
    return int(connection.execute(select(func.max(schema.journal.c.seq))).scalar() or 0)


def reports_of_episodes(connection: Connection, episodes: Collection[str]) -> set[int]:
    """The reports of all events that ever stood in these episodes, but for one that stands alone in its own."""
    table, versions, found = schema.members, schema.episodes, set[int]()
    for part in parted(sorted(episodes)):
        events = connection.execute(select(table.c.event).where(table.c.episode.in_(part))).scalars()
        found |= {event // PER_REPORT for event in events}
        # An event that has stood in an episode from the start has no row there; the episode's versions rest on it.
        for body in connection.execute(select(versions.c.body).where(versions.c.id.in_(part))).scalars():
            found.update(sources_of(body))
    return found


def places_of_reports(connection: Connection, reports: Collection[int]) -> list[Place]:
    """The places of all events of these reports."""
    table, events, told = schema.members, schema.events, schema.reports
    found: list[Place] = []
    for part in parted(sorted(reports), 100):
        ranges = [(num * PER_REPORT, num * PER_REPORT + PER_REPORT - 1) for num in part]
        own = select(table).where(or_(*(table.c.event.between(*ends) for ends in ranges)))
        rows = connection.execute(own).all()
        whys = iter(unpack_judgements(connection, [row.why for row in rows if row.why]))
        for row in rows:
            why = next(whys) if row.why else None
            found.append(Place(row.event, row.episode, row.known_since, row.known_until, row.step, row.until_step, why))
        moved = {place.event for place in found}
        alone = select(events.c.num, events.c.episode, told.c.known_since)
        alone = alone.join(told, told.c.num == events.c.num // PER_REPORT).where(events.c.episode.is_not(None))
        for row in connection.execute(alone.where(or_(*(events.c.num.between(*ends) for ends in ranges)))):
            if row.num not in moved:
                found.append(Place(row.num, row.episode, row.known_since))
    return found


def set_places(
    connection: Connection,
    events: Collection[int],
    places: Iterable[Place],
    numbers: Mapping[str, int],
    *,
    seq: int,
) -> None:
    """Say where events stand, in place of what was said before. ``numbers`` has those of all events that are named."""
    rows = [
        {
            "event": one.event,
            "step": one.step,
            "episode": one.episode,
            "known_since": one.known_since,
            "known_until": one.known_until,
            "until_step": one.until_step,
            "why": pack_judgement(one.why, numbers) if one.why else None,
        }
        for one in places
    ]
    replace_rows(connection, schema.members, schema.members.c.event, sorted(events), rows, seq=seq)


def set_homes(connection: Connection, homes: Mapping[int, str]) -> None:
    """Say which events have stood where they began ever since: the episode of each, ``""`` where it has moved."""
    table = schema.events
    change = update(table).where(table.c.num == bindparam("row")).values(episode=bindparam("home"))
    if homes:
        connection.execute(change, [{"row": event, "home": home or None} for event, home in sorted(homes.items())])


def replace_rows(
    connection: Connection, table: Table, column: Any, values: Sequence[Any], rows: Sequence[Row], *, seq: int
) -> None:
    """Have exactly ``rows`` in ``table`` where ``column`` has one of ``values``. Rows that stay are not touched."""
    wanted = {row_key(row): row for row in rows}
    gone: list[Any] = []
    for part in parted(values):
        for held in connection.execute(select(table).where(column.in_(part))).mappings():
            key = row_key({name: value for name, value in held.items() if name not in JOURNAL})
            if wanted.pop(key, None) is None:
                gone.append(held)
    supersede(connection, table, gone, seq)
    if wanted:
        connection.execute(insert(table), [dict(row) | {"seq": seq} for row in wanted.values()])


def row_key(row: Row) -> str:
    """What a row says, as one line of text."""
    return json.dumps({name: _plain(value) for name, value in row.items()}, sort_keys=True)


def _plain(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def supersede(connection: Connection, table: Table, rows: Sequence[Any], seq: int) -> None:
    """Take rows out of the content; the journal keeps them, and between which of its steps they stood."""
    if not rows:
        return
    old = [{"since_seq": row["seq"], "until_seq": seq, "relation": table.name, "row": row_key(row)} for row in rows]
    connection.execute(insert(schema.superseded), old)
    for row in rows:
        same = (column == row[column.name] for column in table.primary_key.columns)
        connection.execute(delete(table).where(*same))


def horizon(connection: Connection) -> str:
    """The latest day of a report that was derived from, ``""`` before the first."""
    return connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "horizon")).scalar() or ""


def set_horizon(connection: Connection, day: str) -> None:
    """Say that reports up to ``day`` were derived from, if that is later than before."""
    held = horizon(connection)
    if not held:
        connection.execute(insert(schema.meta), [{"key": "horizon", "value": day}])
    elif held < day:
        connection.execute(update(schema.meta).where(schema.meta.c.key == "horizon").values(value=day))


def clear(connection: Connection) -> None:
    """Take out all that was derived; every report waits to be derived from again."""
    for table in schema.DERIVED:
        connection.execute(delete(table))
    connection.execute(update(schema.events).values(episode=None, stage=None, weight=None))
    connection.execute(delete(schema.meta).where(schema.meta.c.key == "horizon"))
    connection.execute(delete(schema.pending))
    connection.execute(schema.pending.insert().from_select(["report"], select(schema.reports.c.num)))
