"""Bringing a ledger of an older version up to this one, step by step."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, inspect, text, update

from accord.ledger import schema


def migrate(connection: Connection, version: int) -> None:
    """Take every step from ``version`` to this one, in the transaction of ``connection``."""
    for before in range(version, schema.VERSION):
        STEPS[before](connection)
    connection.execute(update(schema.meta).where(schema.meta.c.key == "version").values(value=str(schema.VERSION)))


def _add_forecasts(connection: Connection) -> None:
    """Version 1 kept no forecasts."""
    schema.forecasts.create(connection)


def _add_dead(connection: Connection) -> None:
    """Version 2 did not keep how many a past event's dataset says died."""
    if "dead" not in {column["name"] for column in inspect(connection).get_columns("past_events")}:
        connection.execute(text("ALTER TABLE past_events ADD COLUMN dead INTEGER"))


#: What takes a ledger from a version to the next.
STEPS: dict[int, Callable[[Connection], None]] = {1: _add_forecasts, 2: _add_dead}
