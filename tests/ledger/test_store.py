"""Opening, versions, two kinds of database, and what goes wrong."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from told import NewLedger, keep, make_history

from accord.errors import LedgerError
from accord.ledger import open_ledger, readable
from accord.ledger.people import Grade, make_ruling
from accord.ledger.store import open_store
from accord.records import Actor, Coded, Forecast, PastEvent, PastPattern, Place
from accord.upkeep import rebuild, rule, settle

HISTORY = make_history()


def test_both_databases_hold_the_same(new_ledger: NewLedger, file_ledger: str) -> None:
    with open_ledger(new_ledger(), create=True) as ledger, open_ledger(file_ledger, create=True) as other:
        for held in (ledger, other):
            keep(held, HISTORY[:3])
            keep(held, HISTORY[3:])
            event = HISTORY[0].events[0].id
            rule(held, make_ruling("reject", (event,), who="A", at="2031-05-01T00:00:00Z"))
        assert list(ledger.dump()) == list(other.dump())
        assert list(ledger.episodes()) == list(other.episodes())
        rebuild(ledger)
        assert list(ledger.dump()) == list(other.dump())


def test_reports_come_back_as_they_were(new_ledger: NewLedger) -> None:
    with open_ledger(new_ledger(), create=True) as ledger:
        keep(ledger, HISTORY)
        held = {one.report.id: one for one in ledger.coded()}
        assert held == {one.report.id: one for one in HISTORY}
        ids = [HISTORY[0].report.id]
        assert [one.id for one in ledger.reports(ids=ids)] == ids
        assert ledger.held([*ids, "nothing"]) == set(ids)


def test_known_by_a_day(new_ledger: NewLedger) -> None:
    with open_ledger(new_ledger(), create=True) as ledger:
        keep(ledger, HISTORY)
        stages = {}
        for day in ("2031-03-03", "2031-03-04", "2031-03-07", "2031-03-20", "2031-04-22"):
            words = [w for w in ledger.tie_words(party="KEN", kind="membership", known_by=day) if w.b.id == "EUNION"]
            stages[day] = [word.stage for word in words if word.strong or word.stage == "exit denied"]
        assert stages["2031-03-03"] == []
        assert set(stages["2031-03-04"]) == {"exit announced"}
        assert "exit denied" in stages["2031-03-07"]
        assert "frozen" in stages["2031-03-20"]
        assert "left" in stages["2031-04-22"]


def test_a_second_outlet_is_a_version_of_the_episode(new_ledger: NewLedger) -> None:
    with open_ledger(new_ledger(), create=True) as ledger:
        keep(ledger, HISTORY)
        freeze = [k for k in ledger.episodes(party="KEN", closed=True) if k.record.mode == "discontinue"]
        assert [(k.known_since, k.known_until, len(k.record.origins)) for k in freeze] == [
            ("2031-03-20", "2031-03-21", 1),
            ("2031-03-21", "", 2),
        ]
        assert len({k.name for k in freeze}) == 1


def test_a_copy_is_no_second_origin(new_ledger: NewLedger) -> None:
    with open_ledger(new_ledger(), create=True) as ledger:
        keep(ledger, HISTORY)
        post, courier = HISTORY[0].report.id, HISTORY[1].report.id
        origins = ledger.origins([post, courier])
        assert origins[post].id == origins[courier].id
        assert origins[post].label == "Lakeside Post"
        exit_ = next(k.record for k in ledger.episodes(known_by="2031-03-05") if k.record.mode == "withdraw")
        assert {post, courier} <= set(exit_.reports)
        assert len(exit_.origins) == 1


def test_counts_that_differ_are_contested(new_ledger: NewLedger) -> None:
    with open_ledger(new_ledger(), create=True) as ledger:
        keep(ledger, HISTORY)
        assert not [k for k in ledger.contests(known_by="2031-03-06") if k.record.kind == "count"]
        [count] = [k for k in ledger.contests() if k.record.kind == "count"]
        assert {side.holds for side in count.record.sides} == {"3", "5"}
        assert [k.record.kind for k in ledger.contests(kind="responsibility")] == ["responsibility"]


def test_a_report_without_a_date_is_known_from_the_day_it_was_read(file_ledger: str) -> None:
    from dataclasses import replace

    undated = replace(HISTORY[3], report=replace(HISTORY[3].report, published=""))
    with open_ledger(file_ledger, create=True) as ledger:
        keep(ledger, [undated], read_on="2032-01-05T10:00:00Z")
        assert {k.known_since for k in ledger.episodes()} == {"2032-01-05"}


def test_a_copy_that_arrives_late_but_was_first_changes_hands_from_its_day_on(new_ledger: NewLedger) -> None:
    with open_ledger(new_ledger(), create=True) as late, open_ledger(new_ledger(), create=True) as early:
        keep(late, [HISTORY[1]])
        assert late.origins([HISTORY[1].report.id])[HISTORY[1].report.id].label == "Hill Courier"
        keep(late, [HISTORY[0]])
        keep(early, HISTORY[:2])
        assert late.origins([HISTORY[1].report.id])[HISTORY[1].report.id].label == "Lakeside Post"
        assert list(late.dump()) == list(early.dump())


# Other things that are kept


def _past(number: int) -> PastEvent:
    actors = [Actor("ARM", "GOV", "Armenia"), Actor("IGO", "", "CSTO", "", "CSTO"), Actor("RUS", "MIL", "army")]
    place = Place("Gyumri", "ARM", lat=40.8, lon=43.8) if number % 2 else None
    return PastEvent(
        "icews", f"{number:06d}", f"20{number % 20 + 10}-0{number % 9 + 1}-11", actors[number % 3],
        actors[(number + 1) % 3], "ACCUSE", "disapprove", ("military",), "0112", -2.0, place, "words", "source", 3,
    )  # fmt: skip


def test_a_past_streams_in_and_out(new_ledger: NewLedger) -> None:
    with open_ledger(new_ledger(), create=True) as ledger:
        events = [_past(number) for number in range(12_000)]
        assert ledger.append_past_events(iter(events)) == 12_000
        assert ledger.append_past_events(events[:50]) == 0
        out = list(ledger.past_events())
        assert sorted(out, key=lambda one: one.key) == events
        assert [one.date for one in out] == sorted(one.date for one in out)
        found = list(ledger.past_events(actor="ARM", recipient="CSTO", since="2015-01-01", until="2020-12-31"))
        assert found
        assert {(one.actor.country, one.recipient.id) for one in found} == {("ARM", "CSTO")}
        assert all("2015" <= one.date[:4] <= "2020" for one in found)


def test_own_episodes_are_events_of_the_past(new_ledger: NewLedger) -> None:
    with open_ledger(new_ledger(), create=True) as ledger:
        keep(ledger, HISTORY)
        mine = list(ledger.past_events(actor="UGA"))
        assert [(one.date, one.type, one.recipient.country) for one in mine] == [
            ("2031-03-06", "ASSAULT", "KEN"),
            ("2031-03-07", "ACCUSE", "KEN"),
        ]
        assert list(ledger.past_events(known_by="2031-03-05", actor="UGA")) == []


def test_forecasts_and_grades_are_kept(new_ledger: NewLedger) -> None:
    pattern = PastPattern("quarrels", 0.7, 2, "2031-01-01", "2031-02-01", ("a", "b"), ("words",))
    made = Forecast(
        "f1", "KEN", "UGA", "ASSAULT", "2031-06-01", "2031-06-30", "rule", 0.25, 0.1, 2.5, (pattern,), 12, "enough",
        "2031-05-31", "2031-06-01", "model",
    )  # fmt: skip
    with open_ledger(new_ledger(), create=True) as ledger:
        assert ledger.append_forecasts([made, made]) == 1
        assert ledger.append_forecasts([made]) == 0
        assert list(ledger.forecasts(actor="KEN")) == [made]
        assert list(ledger.forecasts(made_by="2031-05-01")) == []
        ledger.append_grade(Grade("Lakeside Post", "B", "A. Reader", "2031-01-01T00:00:00Z"))
        ledger.append_grade(Grade("Lakeside Post", "C", "A. Reader", "2031-02-01T00:00:00Z"))
        assert ledger.grades()["Lakeside Post"].reliability == "C"
        assert ledger.grades(known_by="2031-01-15")["Lakeside Post"].reliability == "B"


# What can go wrong


def test_a_ledger_that_is_not_there_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"there is no such ledger.*accord ingest"):
        open_ledger(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("no database at all, but long enough to have a header " * 20)
    with pytest.raises(LedgerError, match="not a database"):
        open_ledger(tmp_path / "text.db")
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE other (x)")
    with pytest.raises(LedgerError, match="holds no ledger"):
        open_ledger(tmp_path / "other.db")
    with pytest.raises(LedgerError, match="something else"):
        open_ledger(tmp_path / "other.db", create=True)
    with pytest.raises(LedgerError, match="no such kind of ledger"):
        open_ledger("mysql://host/x")


def test_a_newer_ledger_is_refused_politely(new_ledger: NewLedger) -> None:
    where = new_ledger()
    with open_ledger(where, create=True) as ledger, ledger.store.writing() as connection:
        connection.execute(text("UPDATE meta SET value = '99' WHERE key = 'version'"))
    with pytest.raises(LedgerError, match=r"version 99.*newer accord.*\. Install") as raised:
        open_ledger(where)
    assert "\n" not in str(raised.value)


def test_readable_views_open_in_any_tool(file_ledger: str) -> None:
    with open_ledger(file_ledger, create=True) as ledger:
        keep(ledger, HISTORY)
    with sqlite3.connect(file_ledger) as connection:
        for name in readable.views("sqlite"):
            rows = connection.execute(f"SELECT * FROM {name}").fetchall()
            assert rows or name in ("v_past_events", "v_judgements")
        for quote, report in connection.execute("SELECT quote, report FROM v_events").fetchall():
            [(whole,)] = connection.execute("SELECT text FROM v_reports WHERE id = ?", (report,)).fetchall()
            assert quote and quote in whole
        words = connection.execute("SELECT a, b, stage FROM v_ties WHERE kind = 'membership' AND known_until = ''")
        assert ("KEN", "EUNION", "left") in words.fetchall()


def test_views_read_on_a_server_too(new_ledger: NewLedger) -> None:
    with open_ledger(new_ledger(), create=True) as ledger:
        keep(ledger, HISTORY)
        with ledger.store.reading() as connection:
            for name in readable.views(connection.dialect.name):
                connection.execute(text(f"SELECT * FROM {name}")).all()


def test_a_full_disk_is_a_clear_error_and_loses_nothing(file_ledger: str) -> None:
    with open_ledger(file_ledger, create=True) as ledger:
        keep(ledger, HISTORY[:2])
        before = list(ledger.dump())

    store = open_store(file_ledger)
    with store.reading() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
    from sqlalchemy import event

    @event.listens_for(store.engine, "connect")
    def _limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    store.engine.dispose()
    from accord.ledger import Ledger

    full = Ledger(store)
    with pytest.raises(LedgerError, match=r"full.*Make room") as raised:
        full.append_past_events(_past(number) for number in range(50_000))
    assert "\n" not in str(raised.value)
    full.close()
    with open_ledger(file_ledger) as ledger:
        settle(ledger)
        assert {line for line in ledger.dump() if not line.startswith('["past_events"')} == set(before)
        keep(ledger, HISTORY)
        assert ledger.held([one.report.id for one in HISTORY]) == {one.report.id for one in HISTORY}


def test_a_reader_sees_one_state_while_another_writes(file_ledger: str) -> None:
    with open_ledger(file_ledger, create=True) as ledger:
        keep(ledger, HISTORY[:5])
        reading = ledger.coded()
        first = next(reading)
        keep(ledger, HISTORY[5:])
        assert len([first, *reading]) == 5
        assert len(list(ledger.coded())) == len(HISTORY)


def test_two_writers_at_once_neither_duplicate_nor_corrupt(new_ledger: NewLedger, file_ledger: str) -> None:
    where = new_ledger()
    open_ledger(where, create=True).close()
    errors: list[BaseException] = []

    def write(coded: list[Coded]) -> None:
        try:
            with open_ledger(where) as own:
                for one in coded:
                    keep(own, [one])
        except BaseException as error:
            errors.append(error)

    writers = [threading.Thread(target=write, args=(part,)) for part in (HISTORY, HISTORY[::-1])]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not errors
    with open_ledger(where) as ledger, open_ledger(file_ledger, create=True) as other:
        keep(other, HISTORY)
        assert list(ledger.dump()) == list(other.dump())


def test_what_a_killed_process_left_is_derived_by_the_next(file_ledger: str, tmp_path: Path) -> None:
    with open_ledger(file_ledger, create=True) as ledger, open_ledger(tmp_path / "b.db", create=True) as whole:
        keep(ledger, HISTORY, derive=False)
        assert list(ledger.episodes()) == []
        settle(ledger)
        keep(whole, HISTORY)
        assert list(ledger.dump()) == list(whole.dump())


def test_sql_is_never_made_of_text(new_ledger: NewLedger) -> None:
    evil = "'; DROP TABLE reports; --"
    with open_ledger(new_ledger(), create=True) as ledger:
        keep(ledger, HISTORY)
        assert list(ledger.tie_words(party=evil, kind=evil)) == []
        assert list(ledger.episodes(party=evil, ids=[evil])) == []
        assert list(ledger.past_events(actor=evil)) == []
        assert ledger.held([evil]) == set()
        assert len(list(ledger.coded())) == len(HISTORY)


def test_a_ledger_opens_quickly(file_ledger: str) -> None:
    """Opening loads no parser: a query on a ledger starts at once."""
    code = "import sys; from accord.ledger import open_ledger; open_ledger(sys.argv[1], create=True); " \
        "assert 'spacy' not in sys.modules and 'psycopg' not in sys.modules"  # fmt: skip
    subprocess.run([sys.executable, "-c", code, file_ledger], check=True, env={**os.environ})


def test_a_file_that_grew_is_tidied_and_holds_the_same(file_ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accord.ledger.store._FEW_PAGES", 0)
    with open_ledger(file_ledger, create=True) as ledger:
        keep(ledger, make_history())  # tidied at its end
        held = list(ledger.dump())
        with ledger.store.writing() as connection:
            connection.execute(text("CREATE TABLE ballast AS SELECT text || text AS a FROM reports, events, words"))
        with ledger.store.writing() as connection:
            connection.execute(text("DROP TABLE ballast"))
        grown = _pages(file_ledger)
        ledger.store.tidy()
        full = _pages(file_ledger)
        assert full < grown
        assert list(ledger.dump()) == held
        ledger.store.tidy()  # nothing to do
        assert _pages(file_ledger) == full


def test_tidying_is_put_off_while_another_process_writes(file_ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accord.ledger.store._FEW_PAGES", 1000)
    with open_ledger(file_ledger, create=True) as ledger, closing(sqlite3.connect(file_ledger)) as other:
        keep(ledger, make_history())
        monkeypatch.setattr("accord.ledger.store._FEW_PAGES", 0)
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        ledger.store.tidy()
        other.execute("ROLLBACK")
        assert not other.execute("SELECT count(*) FROM meta WHERE key = 'full_pages'").fetchone()[0]
        ledger.store.tidy()
        assert other.execute("SELECT count(*) FROM meta WHERE key = 'full_pages'").fetchone()[0]


def _pages(path: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA page_count").fetchone()[0])
