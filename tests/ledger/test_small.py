"""What is kept small comes back as it was: days, ids, texts, rising numbers, records."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import keep, make_history

from accord.errors import LedgerError
from accord.ledger import open_ledger, rising
from accord.ledger.packing import Ambient, pack, pack_coded, unpack, unpack_coded
from accord.ledger.shapes import day_number, day_text, id_number, id_range, id_text, is_id
from accord.ledger.shorthand import PLAIN, SIGNS, shorten, spell_out, stretches
from accord.records import CODER, Actor, Coded, Report

HISTORY = make_history()
DAYS = st.dates().map(lambda day: day.isoformat()).flatmap(lambda day: st.sampled_from((day, day[:7], day[:4])))
IDS = st.integers(0, 16**12 - 1).map(lambda number: f"{number:012x}")


@given(DAYS, DAYS)
def test_days_come_back_and_sort_as_words_do(a: str, b: str) -> None:
    assert day_text(day_number(a)) == a
    assert (day_number(a) < day_number(b)) == (a < b)
    assert day_text(day_number("")) == ""


@given(IDS, IDS)
def test_ids_come_back_and_sort_as_words_do(a: str, b: str) -> None:
    assert id_text(id_number(a)) == a
    if "800000000000" not in (a, b):  # its own number is 0, which is no id
        assert (id_number(a) < id_number(b)) == (a < b)
    assert id_range(a[:4])[0] <= a <= id_range(a[:4])[1]


def test_what_is_no_day_or_id_is_refused() -> None:
    assert id_text(id_number("800000000000")) == "800000000000"
    assert not is_id("'; DROP TABLE")
    for wrong in ("yesterday", "2024-W05", "12"):
        with pytest.raises(LedgerError, match="no day"):
            day_number(wrong)
    with pytest.raises(LedgerError, match="no id"):
        id_number("XYZ")


@given(st.sets(st.integers(0, 2**40)))
def test_rising_numbers_come_back(numbers: set[int]) -> None:
    assert rising.from_bytes(rising.to_bytes(numbers)) == sorted(numbers)
    many = numbers | {number + 1000 * more for number in numbers for more in range(200)}
    assert rising.from_bytes(rising.to_bytes(many)) == sorted(many)


WORDS = st.lists(st.sampled_from([*(stretch for _, stretch in stretches()), "é", "'", "\n", "x", SIGNS[0], PLAIN]))


@given(st.text() | WORDS.map("".join))
def test_texts_come_back(text: str) -> None:
    assert spell_out(shorten(text)) == text


def test_every_sign_has_a_stretch() -> None:
    assert len(stretches()) == len(SIGNS)
    assert len({stretch for _, stretch in stretches()}) == len(SIGNS)


def test_sql_spells_texts_out(file_ledger: str) -> None:
    with open_ledger(file_ledger, create=True) as ledger:
        keep(ledger, HISTORY)
        texts = {report.text for report in ledger.reports()}
        titles = {known.record.title for known in ledger.contests(closed=True)}
    with sqlite3.connect(file_ledger) as connection:
        spelt = "SELECT text FROM v_texts WHERE table_name = ?"
        assert {text for (text,) in connection.execute(spelt, ("reports",))} == texts
        assert {title for (title,) in connection.execute("SELECT title FROM v_contests")} == titles
        assert {title for (title,) in connection.execute("SELECT title FROM contests")}.isdisjoint(titles)
        assert {text for (text,) in connection.execute("SELECT text FROM reports")}.isdisjoint(texts)


def test_what_was_coded_comes_back() -> None:
    for one in HISTORY:
        plain = Report(one.report.id, one.report.title, one.report.text, one.report.outlet, one.report.published,
                       one.report.language, one.report.url, one.report.credit)  # fmt: skip
        assert unpack_coded(pack_coded(one), plain, CODER) == Coded(
            one.report, one.events, one.claims, one.tie_claims, one.expectations, one.silences
        )


@given(st.lists(st.builds(Actor, *[st.text() | st.sampled_from(("$1", "=", "^0", "@x", "!y", "-", "a\tb", "\\"))] * 5)))
def test_records_come_back_whatever_their_words(actors: list[Actor]) -> None:
    around = Ambient(words=("known",), values=[Actor("KEN")])
    assert unpack(Actor, pack(actors, around), around) == tuple(actors)
