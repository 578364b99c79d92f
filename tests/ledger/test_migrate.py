"""Ledgers of older versions: what version 3 wrote is read, and all that follows from it is there again."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    create_engine,
    inspect,
    select,
    text,
)
from told import NewLedger, keep, make_history

from accord.ledger import open_ledger, rising, schema
from accord.ledger.index import BUCKET, WITHIN, blocks
from accord.ledger.postings import rows_of
from accord.ledger.shorthand import SIGNS, SIGNS_4, parse, stretches
from accord.ledger.store import open_store
from accord.ledger.words import Words, facets_of
from accord.records import Actor, Coded, PastPattern, Place
from accord.upkeep import open_settled
from accord.upkeep.editions import edition_blocks

#: What a ledger of version 3 held after five reports of the history, an imported event and a forecast.
HELD = json.loads((Path(__file__).parent / "version3.json").read_text(encoding="utf-8"))
DERIVED = (
    "events", "members", "hands", "editions", "blocks", "sketches", "episodes", "episode_parties", "contests",
    "tie_words", "pending", "superseded", "refusals", "judgements", "grades", "journal",
)  # fmt: skip
_KINDS = {
    "layout": SmallInteger, "coded": LargeBinary, "blocks": LargeBinary, "place": LargeBinary, "body": LargeBinary,
    "intensity": Float, "probability": Float, "actor": BigInteger, "recipient": BigInteger, "reports": Integer,
    "dead": Integer,
}  # fmt: skip


def _value(value: Any) -> Any:
    return base64.b64decode(value["b64"]) if isinstance(value, dict) else value


def _make_earlier(where: str, version: int = 3) -> None:
    """The tables of an earlier version as far as they are read, and the others without their columns."""
    store = open_store(where, create=True)
    metadata, old = MetaData(), MetaData()
    with store.writing() as connection:
        metadata.reflect(connection)
        views = reversed(inspect(connection).get_view_names())
        for name in sorted(views, key=lambda view: not view.startswith("v_")):
            connection.execute(text(f"DROP VIEW {name}"))
        metadata.drop_all(connection)
        for name in ("layouts", "reports", "actors", "past_events", "forecasts")[: 4 if version == 1 else 5]:
            if name in ("actors", "past_events", "forecasts"):
                table = schema.metadata.tables[name]
                table.create(connection)
            else:
                table = _table(old, name, HELD[name][0])
                table.create(connection)
            connection.execute(table.insert(), [{key: _value(cell) for key, cell in row.items()} for row in HELD[name]])
        for name in DERIVED:
            kept = schema.metadata.tables[name] if name in ("refusals", "judgements", "grades", "journal") else None
            (kept if kept is not None else Table(name, old, Column("num", Integer))).create(connection)
        connection.execute(text("CREATE INDEX reports_by_day ON reports (known_since)"))
        if version < 3:
            connection.execute(text("ALTER TABLE past_events DROP COLUMN dead"))
        schema.meta.create(connection)
        meta = [{"key": "version", "value": str(version)}, {"key": "horizon", "value": "2"}]
        connection.execute(schema.meta.insert(), meta)
    store.close()


def _table(metadata: MetaData, name: str, row: dict[str, Any]) -> Table:
    columns: list[Column[Any]] = [
        Column(key, Text if key == "layout" and name == "layouts" else _KINDS.get(key, Text))
        for key in row
        if key != "num"
    ]
    return Table(name, metadata, Column("num", BigInteger, primary_key=True, autoincrement=False), *columns)


@pytest.mark.parametrize("version", [1, 2, 3])
def test_an_older_ledger_is_brought_up_to_date(new_ledger: NewLedger, version: int) -> None:
    where, fresh = new_ledger(), new_ledger()
    _make_earlier(where, version)
    with open_settled(where) as ledger, open_ledger(fresh, create=True) as other:
        keep(other, make_history()[:5])
        assert {one.report.id: one for one in ledger.coded()} == {one.report.id: one for one in other.coded()}
        assert list(ledger.episodes(closed=True)) == list(other.episodes(closed=True))
        assert list(ledger.contests(closed=True)) == list(other.contests(closed=True))
        assert list(ledger.tie_words(closed=True)) == list(other.tie_words(closed=True))
        [past] = [one for one in ledger.past_events() if one.dataset == "icews"]
        assert past.place == Place("Gyumri", "ARM", lat=40.8, lon=43.8)
        assert past.actor == Actor("ARM", "GOV", "Armenia")
        patterns = (PastPattern("quarrels", 0.7, 2, "2031-01-01", "2031-02-01", ("a", "b"), ("words",)),)
        assert [made.patterns for made in ledger.forecasts()] == ([patterns] if version > 1 else [])
        with ledger.store.reading() as connection:
            assert connection.execute(text("SELECT value FROM meta WHERE key = 'version'")).scalar() == str(
                schema.VERSION
            )
            assert "reports_3" not in inspect(connection).get_table_names()
            assert connection.execute(text("SELECT count(*) FROM v_events")).scalar()


def test_what_was_cut_short_while_a_ledger_was_brought_up_to_date_is_as_before(file_ledger: str) -> None:
    _make_earlier(file_ledger)
    engine = create_engine(f"sqlite:///{file_ledger}")
    with engine.begin() as connection:  # a report that cannot be read
        connection.execute(text("UPDATE reports SET coded = x'00' WHERE num = 3"))
    engine.dispose()
    with pytest.raises((zlib.error, ValueError)):
        open_ledger(file_ledger)
    engine = create_engine(f"sqlite:///{file_ledger}")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT value FROM meta WHERE key = 'version'")).scalar() == "3"
        assert connection.execute(text("SELECT count(*) FROM reports")).scalar() == 5
    engine.dispose()


def _as_version_4(connection: Connection) -> None:
    """A ledger as version 4 kept it: as version 5 did, with fewer signs in texts and a row for each block."""
    signs = {stretch: len(sign.encode()) for sign, stretch in stretches()[: len(SIGNS_4)]}
    by_stretch = {stretch: sign for sign, stretch in stretches()[: len(SIGNS_4)]}
    if connection.dialect.name == "sqlite":
        for number, told in connection.execute(select(schema.reports.c.num, schema.reports.c.text)).all():
            short = "".join(by_stretch.get(part, part) for part in parse(told, signs))
            connection.execute(text("UPDATE reports SET text = :text WHERE num = :num"), {"text": short, "num": number})
    _undate(connection)
    rows: dict[int, set[int]] = {}
    numbers = {row.id: row.num for row in connection.execute(select(schema.reports.c.id, schema.reports.c.num))}
    for block, report in blocks(connection):
        rows.setdefault(block, set()).add(report)
    assert set(numbers.values()) >= set.union(*rows.values())
    connection.execute(schema.blocks.delete())
    made = [{"key": key, "reports": rising.to_bytes(held)} for key, held in rows.items()]
    connection.execute(schema.blocks.insert(), made)
    _unpack(connection)


def _as_version_5(connection: Connection) -> None:
    """A ledger as version 5 kept it: articles found at all times, and all rows in full."""
    _undate(connection)
    _unpack(connection)


def _unpack(connection: Connection) -> None:
    """Titles in full, a row for each party to a row, days of all words on ties."""
    for view in ("v_events", "v_ties", "v_episodes", "v_contests"):
        connection.execute(text(f"DROP VIEW {view}"))
    for named, columns in schema.FACETS.items():
        _take_apart(connection, named.name, columns)
    sides, old = set[tuple[int, int]](), MetaData()
    numbers = connection.execute(select(schema.actors.c.num)).scalars().all()
    for number in numbers:
        sides |= {(number, -row) for row in rows_of(connection, "version", [number])}
        sides |= {(number, row) for row in rows_of(connection, "event", [number])}
    assert {row > 0 for _, row in sides} == {True, False}
    table = Table("episode_parties", old, Column("party", BigInteger), Column("row", BigInteger))
    table.create(connection)
    connection.execute(table.insert(), [{"party": party, "row": row} for party, row in sides])
    connection.execute(text("DROP TABLE postings"))
    connection.execute(text("ALTER TABLE editions ADD COLUMN changes TEXT NOT NULL DEFAULT '{}'"))
    for titled in (schema.episodes, schema.contests):
        for number, title in connection.execute(select(titled.c.num, titled.c.title)).all():
            change = text(f"UPDATE {titled.name} SET title = :title WHERE num = :num")
            connection.execute(change, {"title": title, "num": number})
    connection.execute(text("DROP INDEX tie_words_by_day"))
    own = "(SELECT known_since FROM reports WHERE reports.num = tie_words.num / 4096)"
    changed = connection.execute(text(f"UPDATE tie_words SET known_since = {own} WHERE known_since = 0"))
    assert changed.rowcount
    for name, column in (("a", "a"), ("b", "b"), ("day", "known_since")):
        connection.execute(text(f"CREATE INDEX tie_words_by_{name} ON tie_words ({column})"))


def _undate(connection: Connection) -> None:
    """Addresses and titles of articles in no bucket of days, as version 5 kept them."""
    told = {one.report.id: one.report for one in make_history()}
    keys = {key & 0x3FFFFFFF for report in told.values() for key, _ in edition_blocks(report, report.published)}
    held: dict[int, set[int]] = {}
    for block, report_number in list(blocks(connection)):
        key, bucket = block >> BUCKET, block & (1 << BUCKET) - 1
        row = key << BUCKET - WITHIN | (0 if key in keys else bucket >> WITHIN)
        within = 0 if key in keys else bucket & (1 << WITHIN) - 1
        held.setdefault(row, set()).add(report_number << WITHIN | within)
    assert any(not row % (1 << BUCKET - WITHIN) for row in held)
    connection.execute(schema.blocks.delete())
    made = [{"key": key, "reports": rising.to_bytes(numbers)} for key, numbers in held.items()]
    connection.execute(schema.blocks.insert(), made)


def _take_apart(connection: Connection, table: str, columns: Sequence[str]) -> None:
    words = Words(connection)
    for name in columns:
        connection.execute(text(f"ALTER TABLE {table} ADD COLUMN {name} INTEGER NOT NULL DEFAULT 0"))
    for number in connection.execute(text(f"SELECT DISTINCT facets FROM {table}")).scalars().all():
        told = words.numbers(facets_of(words.words([number])[number]))
        values = dict(zip(columns, facets_of(words.words([number])[number]), strict=True))
        numbers = {name: told[value] for name, value in values.items()}
        changed = ", ".join(f"{name} = :{name}" for name in columns)
        connection.execute(text(f"UPDATE {table} SET {changed} WHERE facets = :facets"), numbers | {"facets": number})
    connection.execute(text(f"ALTER TABLE {table} DROP COLUMN facets"))


@pytest.mark.parametrize("version", [4, 5])
def test_a_ledger_of_the_version_before_holds_the_same(new_ledger: NewLedger, version: int) -> None:
    where = new_ledger()
    history = make_history()
    odd = replace(history[0].report, id="0" * 11 + "1", text=f"Kenya {SIGNS[-1]} left. {history[0].report.text}")
    with open_ledger(where, create=True) as ledger:
        keep(ledger, [*history, Coded(odd)])
        before, episodes = list(ledger.dump()), list(ledger.episodes(party="KEN", closed=True))
        since = history[-1].report.published[:10]
        words = list(ledger.tie_words(party="KEN", learned_since=since, closed=True))
    assert episodes
    assert words
    store = open_store(where)
    with store.writing() as connection:
        {4: _as_version_4, 5: _as_version_5}[version](connection)
        connection.execute(schema.meta.insert(), [{"key": "full_pages", "value": "1000"}])
        connection.execute(schema.meta.update().where(schema.meta.c.key == "version").values(value=str(version)))
    store.close()
    with open_ledger(where) as ledger:
        with ledger.store.reading() as connection:
            assert "full_pages" not in connection.execute(select(schema.meta.c.key)).scalars().all()
        assert list(ledger.dump()) == before
        assert list(ledger.episodes(party="KEN", closed=True)) == episodes
        assert list(ledger.tie_words(party="KEN", learned_since=since, closed=True)) == words
        assert {report.text for report in ledger.reports()} >= {odd.text, history[0].report.text}
