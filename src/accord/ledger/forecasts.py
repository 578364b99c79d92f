"""Forecasts, kept as they were made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import Connection, func, select

from accord.ledger import schema
from accord.ledger.packing import Ambient, pack, unpack
from accord.ledger.reports import MANY, keep_layout, layouts_of
from accord.ledger.store import Store
from accord.records import Forecast

_PLAIN = ("id", "made_on", "actor", "recipient", "kind", "start", "end", "probability")


def add_forecasts(store: Store, made: Iterable[Forecast]) -> int:
    """Keep forecasts, one that is there already once; give back how many were new."""
    stream, new = iter(made), 0
    while batch := list(islice(stream, MANY)):
        with store.writing() as connection:
            layout = keep_layout(connection)
            rows = [{name: getattr(one, name) for name in _PLAIN} for one in batch]
            packed = [{"layout": layout, "body": pack([one], Ambient())} for one in batch]
            count = select(func.count()).select_from(schema.forecasts)
            before = connection.execute(count).scalar_one()
            connection.execute(store.insert(schema.forecasts), [a | b for a, b in zip(rows, packed, strict=True)])
            new += connection.execute(count).scalar_one() - before
    return new


def stream(
    connection: Connection, *, made_by: str = "", actor: str = "", recipient: str = "", kind: str = ""
) -> Iterator[Forecast]:
    """Forecasts by the day of making, then by id."""
    table = schema.forecasts
    query = select(table).order_by(table.c.made_on, table.c.id)
    query = query.where(table.c.made_on <= made_by) if made_by else query
    for name, value in (("actor", actor), ("recipient", recipient), ("kind", kind)):
        query = query.where(table.c[name] == value) if value else query
    layouts = layouts_of(connection)
    for row in connection.execution_options(yield_per=MANY).execute(query):
        yield unpack(Forecast, row.body, Ambient(), layout=layouts[row.layout])[0]
