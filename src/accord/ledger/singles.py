"""Happenings that are kept with their one event: written, and taken away again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from accord.ledger import schema
from accord.ledger.bodies import Source, Sources
from accord.ledger.condensing import pack_singles
from accord.ledger.happenings import singles
from accord.ledger.reports import PER_REPORT, parted
from accord.ledger.words import Words
from accord.records import Episode


def held_singles(connection: Connection, events: Collection[int]) -> dict[int, tuple[Episode, int]]:
    """The happenings of those of these events that stand alone, each with the step that wrote it."""
    found = singles(connection, Sources(connection), events)
    steps: dict[int, int] = {}
    table = schema.singles
    for part in parted(sorted({event // PER_REPORT for event in found})):
        rows = connection.execute(select(table.c.report, table.c.seq).where(table.c.report.in_(part)))
        steps |= {row.report: row.seq for row in rows}
    return {event: (episode, steps[event // PER_REPORT]) for event, episode in found.items()}


def set_singles(
    connection: Connection,
    alone: Mapping[int, Episode],
    joined: Collection[int],
    sources: Mapping[int, Source],
    *,
    seq: int,
) -> None:
    """Have the happenings ``alone`` be kept with their events, and those of the events ``joined`` no longer."""
    touched = {event // PER_REPORT for event in (*alone, *joined)}
    held: dict[int, dict[int, Episode]] = defaultdict(dict)
    for event, episode in _of_reports(connection, touched).items():
        if event not in joined:
            held[event // PER_REPORT][event % PER_REPORT] = episode
    for event, episode in alone.items():
        held[event // PER_REPORT][event % PER_REPORT] = episode
    for part in parted(sorted(touched)):
        connection.execute(delete(schema.singles).where(schema.singles.c.report.in_(part)))
    rows = [
        {"report": report, "body": pack_singles(held[report], sources[report]), "seq": seq}
        for report in sorted(touched)
        if held[report]
    ]
    if rows:
        connection.execute(insert(schema.singles), rows)
    _mark(connection, alone, set(joined) - alone.keys())


def _of_reports(connection: Connection, reports: Collection[int]) -> dict[int, Episode]:
    table, events = schema.singles, list[int]()
    for part in parted(sorted(reports)):
        for report in connection.execute(select(table.c.report).where(table.c.report.in_(part))).scalars():
            first, last = report * PER_REPORT, report * PER_REPORT + PER_REPORT - 1
            events += connection.execute(
                select(schema.events.c.num).where(schema.events.c.num.between(first, last))
            ).scalars()
    return singles(connection, Sources(connection), events)


def _mark(connection: Connection, alone: Mapping[int, Episode], joined: Collection[int]) -> None:
    """Say in the rows of events which of them stand alone."""
    table = schema.events
    change = update(table).where(table.c.num == bindparam("row"))
    change = change.values(stage=bindparam("how"), weight=bindparam("heavy"))
    stages = Words(connection).numbers(episode.stage for episode in alone.values())
    rows: list[dict[str, Any]] = [
        {"row": event, "how": stages[episode.stage], "heavy": episode.weight}
        for event, episode in sorted(alone.items())
    ]
    rows += [{"row": event, "how": None, "heavy": None} for event in sorted(joined)]
    if rows:
        connection.execute(change, rows)
