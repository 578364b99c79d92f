"""Counts: every row of the table codes its example, every writing of a number is read, and no text makes it fail."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.coding.numerals import COLUMNS, find_numerals, load_number_words, number
from accord.lexicon import NUMBER_COLUMNS
from accord.parsing import Tools, parse
from accord.records import Claim, Token
from accord.tables import Row, read_table
from coding.examples import coded, report_of

ROWS = tuple(read_table("languages/en/numbers.tsv", NUMBER_COLUMNS))
WORDS = tuple(read_table("languages/en/numerals.tsv", COLUMNS))


def counts(text: str, tools: Tools, headline: str = "") -> list[Claim]:
    return [claim for claim in coded(text, tools, headline=headline).claims if claim.field != "content"]


def told(text: str, tools: Tools) -> list[tuple[str, str]]:
    return [(claim.field, claim.value) for claim in counts(text, tools)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.line}-{row['cue']}")
def test_row_codes_its_example(row: Row, tools: Tools) -> None:
    assert told(row["example"], tools) == [(row["field"], row["expect"])]


def test_no_two_rows_say_the_same() -> None:
    keys = [(row["cue"], row["pos"], relation) for row in ROWS for relation in row.list("relation")]
    assert len(keys) == len(set(keys))
    assert len({(row["word"], row["class"]) for row in WORDS}) == len(WORDS)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12), ("1,200", 1200), ("1.2 million", 1_200_000), ("1.2m", 1_200_000), ("3bn", 3e9), ("40k", 40_000),
        ("twenty-five", 25), ("two thousand", 2000), ("a dozen", 12), ("half a million", 500_000), ("half a dozen", 6),
        ("two and a half million", 2_500_000), ("a hundred and twenty-two", 122), ("four dozen", 48), ("nineteen", 19),
        ("one thousand five hundred", 1500), ("two hundred thousand", 200_000), ("a quarter of a million", 250_000),
    ],
)  # fmt: skip
def test_number_is_read(written: str, value: float) -> None:
    assert number(written.split()) == value


@pytest.mark.parametrize("written", ["troops", "third", "and", "12th", "fifth-placed", "million-fold", "", "G20"])
def test_what_is_no_number_is_none(written: str) -> None:
    assert number(written.split()) is None


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("at least 12 people", "12", 12, None), ("more than 12 people", "12", 12, None),
        ("up to 12 people", "12", None, 12), ("no fewer than 12 people", "12", 12, None),
        ("fewer than 12 people", "12", None, 12), ("about 50 people", "50", 45, 55), ("some 50 people", "50", 45, 55),
        ("nearly 50 people", "50", 45, 50), ("between 15 and 20 people", "15–20", 15, 20),
        ("15 to 20 people", "15–20", 15, 20), ("10-12 people", "10–12", 10, 12), ("two or three people", "2–3", 2, 3),
        ("dozens of people", "dozens", 24, 99), ("scores of people", "scores", 40, 99),
        ("tens of thousands of people", "tens of thousands", 20_000, 99_999), ("several people", "several", None, None),
        ("several hundred people", "several hundred", 200, 999), ("a handful of people", "a handful", None, None),
        ("a dozen people", "12", 12, 12), ("half a million people", "500000", 500_000, 500_000),
        ("50-odd people", "50", 45, 55), ("12 or more people", "12", 12, None),
        ("2 to 3 million people", "2000000–3000000", 2e6, 3e6),
        ("12 000 people", "12000", 12_000, 12_000), ("two thousand people", "2000", 2000, 2000),
    ],
)  # fmt: skip
def test_writing_gives_value_and_bounds(
    text: str, value: str, low: float | None, high: float | None, tools: Tools
) -> None:
    found = counts(f"Rebels attacked Mali and killed {text}.", tools)
    assert [(c.field, c.value, c.low, c.high) for c in found] == [("killed", value, low, high)]
    assert found[0].quote.endswith("people")
    assert found[0].quote == text


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("Rebels attacked Mali, killing 12 and wounding 30.", [("killed", "12"), ("injured", "30")]),
        ("Rebels attacked Mali, leaving 12 dead and 30 injured.", [("killed", "12"), ("injured", "30")]),
        ("Rebels wounded nine police officers in Mali, two of them gravely.", [("injured", "9")]),
        ("Rebels attacked Mali; 12 soldiers and 3 civilians were killed.", [("killed", "12"), ("killed", "3")]),
        ("Rebels attacked Mali; two soldiers and a civilian were killed.", [("killed", "2"), ("killed", "1")]),
        ("Rebels attacked Mali and killed a group of soldiers.", []),
        ("Rebels attacked Mali, but no one was killed.", [("killed", "0")]),
        ("Rebels attacked Mali, but there were no casualties.", [("casualties", "0")]),
        ("Rebels attacked Mali, and officials raised the death toll from 12 to 15.", [("killed", "15")]),
        ("Kenya pledged $3bn for Chad.", [("sum", "3000000000")]),
        ("Kenya pledged €40 million for Chad.", [("sum", "40000000")]),
        ("Kenya gave Chad 60 million Australian dollars in aid.", [("sum", "60000000")]),
    ],
)
def test_sentence_gives_its_counts(text: str, expect: list[tuple[str, str]], tools: Tools) -> None:
    assert told(text, tools) == expect


def test_each_part_of_a_toll_keeps_who_it_counts(tools: Tools) -> None:
    found = counts("Rebels attacked Mali; 12 soldiers and 3 civilians were killed.", tools)
    assert [(c.value, c.unit) for c in found] == [("12", "soldier"), ("3", "civilian")]


@pytest.mark.parametrize(
    "text",
    [
        "In 2014, rebels attacked an army base in Mali.",
        "Rebels killed Ivan Petrov, 34, in Mali.",
        "Rebels attacked the 34-year-old president of Mali.",
        "Rebels attacked Mali on 12 March at 10 p.m.",
        "Russia rejected Resolution 2118 on Mali.",
        "Rebels attacked Mali 12 kilometres from the border.",
        "Kenya gave Mali not one euro in aid.",
        "The prices of bread rose to 12 shillings.",
        "Kenya sent its second envoy to Mali in the first week.",
        "Exports of Kenya rose to 12 million tonnes.",
    ],
)
def test_what_counts_nothing_is_left_alone(text: str, tools: Tools) -> None:
    assert told(text, tools) == []


def test_toll_in_its_own_sentence_belongs_to_the_attack_and_its_speaker(tools: Tools) -> None:
    one = coded("Rebels attacked the army in Mali. The death toll rose to 15, the government of Mali said.", tools)
    found = [claim for claim in one.claims if claim.field == "killed"]
    attack = next(event for event in one.events if event.type == "ASSAULT")
    assert [(c.value, c.event) for c in found] == [("15", attack.id)]
    assert [link.stance for link in found[0].said_by] == ["says"]
    assert attack.attribution == ()


def test_denied_deed_has_no_toll(tools: Tools) -> None:
    assert told("The army of Mali did not kill 12 people.", tools) == []


PIECES = [row["word"] for row in WORDS]
PIECES += ["12", "1,200", "3bn", "%", "-", "–", "to", "and", "or", "between", "from", ",", "people", "killed", "of"]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_any_row_of_number_words_is_read_without_failing(words: list[str]) -> None:
    tokens, at = [], 0
    for i, word in enumerate(words):
        tokens.append(Token(at, at + len(word), word, word, "NUM", "CD", "dep", i))
        at += len(word) + 1
    found = find_numerals(tokens, load_number_words())
    assert all(0 <= n.start <= n.first <= n.last < len(tokens) for n in found)
    assert all(a.last < b.first for a, b in pairwise(found))
    assert all(n.low is None or n.high is None or n.low <= n.high for n in found)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=10))
@settings(max_examples=25, deadline=None)
def test_quotes_reproduce_whatever_stands_around_them(tools: Tools, words: list[str]) -> None:
    report = report_of(f"Rebels attacked Mali and killed {' '.join(words)}.")
    assert next(iter(parse([report], tools))).sentences
    for claim in coded(report.text, tools).claims:
        assert claim.quote == report.text[claim.start : claim.end]
        assert all(span.start < span.end <= len(report.text) for span in claim.because)
