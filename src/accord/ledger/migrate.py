"""Bringing a ledger of an older version up to this one, step by step."""

# ruff: noqa: S608 - tables and columns stand here, and come from nobody

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, inspect, select, text, update

from accord.ledger import schema
from accord.ledger.earlier import unpack_coded_earlier, unpack_earlier
from accord.ledger.index import add_events, date_blocks, regroup_blocks
from accord.ledger.packing import Ambient, Layout, pack
from accord.ledger.postings import add_postings
from accord.ledger.reports import insert_coded, layouts_of
from accord.ledger.shorthand import shorten, spelt_earlier
from accord.ledger.words import Words, facet_word
from accord.records import Coded, Forecast, Place, Report

#: Rows that are brought up to date at once.
_BATCH = 500
#: What version 3 derived; it is derived anew by the next command that reads or writes.
_DERIVED_3 = (
    "events", "members", "hands", "editions", "blocks", "sketches", "episodes", "episode_parties", "contests",
    "tie_words", "pending", "superseded",
)  # fmt: skip
_WRITTEN_ANEW = 3
_VIEWS_3 = ("v_reports", "v_events", "v_episodes", "v_contests", "v_ties", "v_past_events", "v_judgements")


def migrate(connection: Connection, version: int) -> None:
    """Take every step from ``version`` to this one, in the transaction of ``connection``."""
    # What was of version 3 or before is written as this version writes it: later steps are not for it.
    last = schema.VERSION if version > _WRITTEN_ANEW else _WRITTEN_ANEW + 1
    for before in range(version, last):
        STEPS[before](connection)
    # Rows that became shorter leave gaps: pages are filled anew when next something is derived.
    connection.execute(schema.meta.delete().where(schema.meta.c.key == "full_pages"))
    connection.execute(update(schema.meta).where(schema.meta.c.key == "version").values(value=str(schema.VERSION)))


def _add_forecasts(connection: Connection) -> None:
    """Version 1 kept no forecasts."""
    schema.forecasts.create(connection)


def _add_dead(connection: Connection) -> None:
    """Version 2 did not keep how many a past event's dataset says died."""
    if "dead" not in {column["name"] for column in inspect(connection).get_columns("past_events")}:
        connection.execute(text("ALTER TABLE past_events ADD COLUMN dead INTEGER"))


def _make_small(connection: Connection) -> None:
    """Version 3 kept days and ids as words, and everything that was derived in full: it is derived anew."""
    for name in _VIEWS_3:
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))
    for name in _DERIVED_3:
        connection.execute(text(f"DROP TABLE {name}"))
    connection.execute(text("DROP INDEX reports_by_day"))
    connection.execute(text("ALTER TABLE reports RENAME TO reports_3"))
    schema.metadata.create_all(connection)
    connection.execute(schema.words.insert(), [{"num": 0, "word": ""}])
    layouts = layouts_of(connection)
    last = 0
    query = text("SELECT * FROM reports_3 WHERE num > :last ORDER BY num LIMIT :most")
    while rows := connection.execute(query, {"last": last, "most": _BATCH}).mappings().all():
        kept = [(_coded(row, layouts), row["known_since"], row["coder"]) for row in rows]
        numbers = insert_coded(connection, kept)
        # Judgements name events: these are there before anything is derived from them.
        add_events(connection, {numbers[one.report.id]: one.events for one, _, _ in kept})
        last = rows[-1]["num"]
    connection.execute(text("DROP TABLE reports_3"))
    connection.execute(schema.meta.delete().where(schema.meta.c.key == "horizon"))
    _repack(connection, layouts)


def _coded(row: Any, layouts: dict[int, Layout]) -> Coded:
    plain = ("id", "title", "text", "outlet", "published", "language", "url", "credit")
    report = Report(**{name: row[name] for name in plain})
    return unpack_coded_earlier(row["coded"], row["blocks"], report, row["coder"], layouts[row["layout"]])


def _repack(connection: Connection, layouts: dict[int, Layout]) -> None:
    """Places of past events and bodies of forecasts, as they are packed now."""
    past, forecasts = schema.past_events, schema.forecasts
    newest, last = layouts[max(layouts)] if layouts else {}, 0
    change = update(past).where(past.c.num == bindparam("row")).values(place=bindparam("body"))
    query = select(past.c.num, past.c.place).where(past.c.place.is_not(None)).order_by(past.c.num).limit(_BATCH)
    while rows := connection.execute(query.where(past.c.num > last)).all():
        made = {row.place: pack(unpack_earlier(Place, row.place, newest), Ambient()) for row in rows}
        connection.execute(change, [{"row": row.num, "body": made[row.place]} for row in rows])
        last = rows[-1].num
    for name, layout, body in connection.execute(select(forecasts.c.id, forecasts.c.layout, forecasts.c.body)).all():
        kept = pack(unpack_earlier(Forecast, body, layouts[layout]), Ambient())
        connection.execute(update(forecasts).where(forecasts.c.id == name).values(body=kept))


def _add_signs(connection: Connection) -> None:
    """Version 4 had fewer signs for texts, which may hold the others as they are, and a row for each block."""
    regroup_blocks(connection)
    if connection.dialect.name == "sqlite":
        _spell(connection, "reports", "text", spelt_earlier)


def _spell(connection: Connection, table: str, column: str, spelt: Callable[[str], str]) -> None:
    """Have each text in a column be what ``spelt`` makes of it."""
    query = text(f"SELECT num, {column} FROM {table} WHERE num > :last ORDER BY num LIMIT :most")
    change, last = text(f"UPDATE {table} SET {column} = :text WHERE num = :num"), 0
    while rows := connection.execute(query, {"last": last, "most": _BATCH}).all():
        changed = [{"num": number, "text": new} for number, old in rows if (new := spelt(old)) != old]
        if changed:
            connection.execute(change, changed)
        last = rows[-1][0]


def _make_smaller(connection: Connection) -> None:
    """Version 5 kept titles in full, the day of each word on a tie, and a row for each party to a row."""
    for name in reversed(_VIEWS_3):
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))
    connection.execute(text("ALTER TABLE editions DROP COLUMN changes"))
    if connection.dialect.name == "sqlite":
        for table in ("episodes", "contests"):
            _spell(connection, table, "title", shorten)
    for named, columns in schema.FACETS.items():
        _join_facets(connection, named.name, columns)
    _pack_parties(connection)
    date_blocks(connection, _BATCH)
    own = "SELECT known_since FROM reports WHERE reports.num = tie_words.num / 4096"
    connection.execute(text("DROP INDEX tie_words_by_day"))
    connection.execute(text(f"UPDATE tie_words SET known_since = 0 WHERE known_since = ({own})"))
    next(index for index in schema.tie_words.indexes if index.name == "tie_words_by_day").create(connection)


def _join_facets(connection: Connection, table: str, columns: Sequence[str]) -> None:
    """Have one word stand for those of ``columns``."""
    listed = ", ".join(columns)
    kinds = [tuple(row) for row in connection.execute(text(f"SELECT DISTINCT {listed} FROM {table}"))]
    words = Words(connection)
    spelt = words.words({number for kind in kinds for number in kind})
    joined = {kind: facet_word([spelt[number] for number in kind]) for kind in kinds}
    numbers = words.numbers(joined.values())
    given = ", ".join(f"{name} INTEGER" for name in columns)
    connection.execute(text(f"CREATE TEMPORARY TABLE joined ({given}, word INTEGER)"))
    if kinds:
        filled = text(f"INSERT INTO joined VALUES ({', '.join(f':{name}' for name in columns)}, :word)")
        rows = [dict(zip(columns, kind, strict=True)) | {"word": numbers[joined[kind]]} for kind in kinds]
        connection.execute(filled, rows)
    connection.execute(text("CREATE INDEX joined_kinds ON joined (" + listed + ")"))
    same = " AND ".join(f"joined.{name} = {table}.{name}" for name in columns)
    connection.execute(text(f"ALTER TABLE {table} ADD COLUMN facets INTEGER NOT NULL DEFAULT 0"))
    connection.execute(text(f"UPDATE {table} SET facets = (SELECT word FROM joined WHERE {same})"))
    connection.execute(text("DROP TABLE joined"))
    for name in columns:
        connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {name}"))


def _pack_parties(connection: Connection) -> None:
    """Postings in place of rows and indexes by party."""
    schema.postings.create(connection)
    sides = text("SELECT party, row FROM episode_parties WHERE row > :last ORDER BY row, party LIMIT :most")
    last = -(1 << 62)
    while rows := connection.execute(sides, {"last": last, "most": _BATCH * 100}).all():
        # A row's parties may go on behind the last: they are taken with the next.
        kept = [one for one in rows if one.row != rows[-1].row] or rows
        add_postings(connection, "version", [(one.party, -one.row) for one in kept if one.row < 0])
        add_postings(connection, "event", [(one.party, one.row) for one in kept if one.row > 0])
        last = kept[-1].row
    connection.execute(text("DROP TABLE episode_parties"))
    words, last = text("SELECT num, a, b FROM tie_words WHERE num > :last ORDER BY num LIMIT :most"), 0
    while rows := connection.execute(words, {"last": last, "most": _BATCH * 100}).all():
        add_postings(connection, "word", [(actor, one.num) for one in rows for actor in (one.a, one.b)])
        last = rows[-1].num
    for name in ("tie_words_by_a", "tie_words_by_b"):
        connection.execute(text(f"DROP INDEX {name}"))


#: What takes a ledger from a version to the next.
STEPS: dict[int, Callable[[Connection], None]] = {
    1: _add_forecasts,
    2: _add_dead,
    3: _make_small,
    4: _add_signs,
    5: _make_smaller,
}
