"""Times: every row of the tables says what it should, and no text makes a date up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.coding.when import event_time
from accord.parsing import Tools
from accord.parsing.dates import carried, check_times, find_times
from accord.parsing.syntax import sentences
from accord.parsing.timewords import COLUMNS, RULE_COLUMNS, RULES, TIMES
from accord.records import Block, Mention, Report, Sentence, Time
from accord.tables import read_table

PUBLISHED = "2024-06-12"  # a Wednesday
EXAMPLES = [
    (f"{row.file}:{row.line}", row["example"], row["expect"])
    for table, columns in ((TIMES, COLUMNS), (RULES, RULE_COLUMNS))
    for row in read_table(table, columns)
    if row["example"]
]

Read = Callable[..., list[Mention[Time]]]


@pytest.fixture(scope="module")
def split(tools: Tools) -> Callable[[str], tuple[Sentence, ...]]:
    def run(text: str) -> tuple[Sentence, ...]:
        [(_, found)] = list(sentences([Report("r", "", text)], tools.nlp))
        return found

    return run


@pytest.fixture(scope="module")
def read(split: Callable[[str], tuple[Sentence, ...]]) -> Read:
    def run(text: str, published: str = PUBLISHED) -> list[Mention[Time]]:
        found: list[Mention[Time]] = []
        previous: Time | None = None
        for sentence in split(text):
            times = find_times(sentence, published=published, previous=previous)
            previous = carried(times, previous)
            found += times
        return found

    return run


def test_every_example_of_the_tables(tools: Tools) -> None:
    text = "\n".join(example for _, example, _ in EXAMPLES)
    blocks, at = [], 0
    for _, example, _ in EXAMPLES:
        blocks.append(Block("paragraph", at, at + len(example)))
        at += len(example) + 1
    [(_, found)] = list(sentences([Report("r", "", text, blocks=tuple(blocks))], tools.nlp))
    wrong = []
    for (where, example, expect), block in zip(EXAMPLES, blocks, strict=True):
        here = [s for s in found if block.start <= s.start < block.end]
        values = [m.value.value for s in here for m in find_times(s, published=PUBLISHED)]
        if values != [expect]:
            wrong.append(f"{where}: {example} {values}, not {expect}")
    assert wrong == []


def test_tables_have_no_problem() -> None:
    assert [str(problem) for problem in check_times()] == []


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("Troops left on 12 June 2023.", "2023-06-12", "2023-06-12", "day"),
        ("Troops left on June 12th, 2023.", "2023-06-12", "2023-06-12", "day"),
        ("Troops left on Oct 7, 2023.", "2023-10-07", "2023-10-07", "day"),
        ("Troops left on 7 Oct 2023.", "2023-10-07", "2023-10-07", "day"),
        ("Troops left on Jan 19.", "2024-01-19", "2024-01-19", "day"),
        ("Troops left in Sept 2023.", "2023-09-01", "2023-09-30", "month"),
        ("The court ruled on Wednesday.", "2024-06-12", "2024-06-12", "day"),
        ("The court ruled on Thursday.", "2024-06-06", "2024-06-06", "day"),
        ("The court will rule on Friday.", "2024-06-14", "2024-06-14", "day"),
        ("The ministers are expected to meet on Monday.", "2024-06-17", "2024-06-17", "day"),
        ("The rivals agreed to meet on Sunday.", "2024-06-16", "2024-06-16", "day"),
        ("Sanctions would follow if they were not freed by August 3.", "2024-08-03", "2024-08-03", "day"),
        ("Protesters planned a rally in Lima on Saturday.", "2024-06-15", "2024-06-15", "day"),
        ("The court postponed until Friday a ruling on the vote.", "2024-06-14", "2024-06-14", "day"),
        ("The rebels gave the mayor until Monday to leave.", "2024-06-17", "2024-06-17", "day"),
        ("The mayor cancelled the talks in July.", "2024-07-01", "2024-07-31", "month"),
        ("The mayor cancelled the talks in October.", "2023-10-01", "2023-10-31", "month"),
        ("The rivals hold talks that are due in Geneva on Thursday.", "2024-06-13", "2024-06-13", "day"),
        ("Rebels attacked the port yesterday.", "2024-06-11", "2024-06-11", "day"),
        ("Rebels attacked the port last month.", "2024-05-01", "2024-05-31", "month"),
        ("Rebels attacked the port three days ago.", "2024-06-09", "2024-06-09", "day"),
        ("Rebels attacked the port last week.", "2024-06-03", "2024-06-09", "week"),
        ("The parliament dissolved itself on December 3.", "2023-12-03", "2023-12-03", "day"),
        ("The parliament will dissolve itself on July 3.", "2024-07-03", "2024-07-03", "day"),
        ("They held drills on June 2-4.", "2024-06-02", "2024-06-04", "range"),
        ("They held drills from May 30 to June 2, 2024.", "2024-05-30", "2024-06-02", "range"),
        ("The army has ruled since 2020.", "2020-01-01", "2024-06-12", "range"),
        ("Prices doubled over the past two years.", "2022-06-12", "2024-06-12", "range"),
        ("The feud dates from the 1980s.", "1980-01-01", "1989-12-31", "range"),
        ("The vote was held earlier this month.", "2024-06-01", "2024-06-30", "month"),
    ],
)
def test_times_resolve_to_days(read: Read, text: str, start: str, end: str, precision: str) -> None:
    [time] = read(text)
    assert (time.value.start, time.value.end, time.value.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels may attack the port.",
        "Troops began to march on the capital.",
        "The army sent 2000 soldiers to the border.",
        "The 43-year-old minister resigned.",
        "A second attack killed four people.",
        "Three quarters of the voters stayed away.",
        "They spent $1990 on boots.",
        "Two thousand students marched.",
        "April Jones chairs the committee.",
        "Jan Jones chairs the committee.",
        "They joined the March for Peace.",
        "The envoy spoke on a show called 60 Minutes.",
        "The bombs went off minutes apart.",
    ],
)
def test_what_is_no_time_stays_out(read: Read, text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The court ruled on Friday.", "XXXX-WXX-5"),
        ("The court ruled yesterday.", "XXXX-XX-XX"),
        ("The court ruled on 3 May.", "XXXX-05-03"),
        ("The court ruled last year.", "XXXX"),
        ("The court ruled three weeks ago.", "XXXX-WXX"),
        ("The court ruled in August.", "XXXX-08"),
        ("The court ruled on June 2-4.", "XXXX-06-02/XXXX-06-04"),
    ],
)
def test_without_a_date_of_publication_nothing_relative_is_resolved(read: Read, text: str, value: str) -> None:
    [time] = read(text, "")
    assert time.value == Time(value=value)


def test_the_ambiguous_order_of_day_and_month_is_left_open(read: Read) -> None:
    [time] = read("The pact of 03/04/2021 lapsed.")
    assert time.value.value == "2021"


def test_later_expressions_count_from_the_time_named_before(read: Read) -> None:
    times = read("War broke out in 1998. Two years later a truce was signed. It collapsed the following year.")
    assert [t.value.value for t in times] == ["1998", "2000", "2001"]


def test_a_look_back_does_not_become_the_new_point_of_reference(read: Read) -> None:
    times = read("Exports rose in the first quarter of 2023 from a year earlier. Imports fell from a year earlier.")
    assert [t.value.value for t in times] == ["2023-Q1", "2022-Q1", "2022-Q1"]


@pytest.mark.parametrize(
    ("text", "trigger", "time"),
    [
        ("Officials said on Tuesday that rebels attacked the port on Sunday.", "attacked", "Sunday"),
        ("Officials said on Tuesday that rebels attacked the port.", "attacked", None),
        ("Officials said on Tuesday that rebels attacked the port.", "said", "Tuesday"),
        ("On Monday rebels stormed the port and killed four guards.", "killed", "Monday"),
        ("Rebels tried on Monday to storm the port.", "storm", "Monday"),
        ("The ministers condemned Monday's attack.", "attack", "Monday"),
        ("The talks that began on Monday collapsed.", "collapsed", None),
        ("Rebels held the port for three hours.", "held", None),
    ],
)
def test_an_event_takes_the_time_of_its_own_clause(
    split: Callable[[str], tuple[Sentence, ...]], text: str, trigger: str, time: str | None
) -> None:
    [sentence] = split(text)
    sentence = replace(sentence, times=find_times(sentence, published=PUBLISHED))
    index = next(i for i, t in enumerate(sentence.tokens) if t.text == trigger)
    found = event_time(sentence, index)
    assert (found.text if found else None) == time


TEXT = (
    "on In the last next this of and by end 31 30 29 February May 2023 1999 '24 99 0 Friday Mondays week weeks quarter"
    " years ago later earlier yesterday night a an several two twenty-five 3.5 1/2 12/12/12 2023-13-40 00:61 noon p.m."
    " - – 10th century 1990s fall summer since until every 9999 0000 10000 Christmas said will met now the day before"
    " \u2028 é"
)
WORDS = st.sampled_from(sorted({*TEXT.split(" "), ""}))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(WORDS, min_size=1, max_size=14),
    published=st.sampled_from(["", "2024-02-29", "0001-01-01", "9999-12-31", "x"]),
)
def test_any_text_gives_times_inside_it_and_in_order(
    split: Callable[[str], tuple[Sentence, ...]], words: list[str], published: str
) -> None:
    text = " ".join(words)
    previous: Time | None = None
    for sentence in split(text):
        found = find_times(sentence, published=published, previous=previous)
        previous = carried(found, previous)
        for mention in found:
            assert sentence.start <= mention.start < mention.end <= sentence.end
            assert text[mention.start : mention.end].split() == mention.text.split()
            assert mention.value.start <= mention.value.end
            assert bool(mention.value.start) == bool(mention.value.end)
        assert all(a.end <= b.start for a, b in pairwise(found))
        for i in range(len(sentence.tokens)):
            event_time(sentence, i)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=1, max_size=10))
def test_without_publication_a_resolved_time_carries_its_year(
    split: Callable[[str], tuple[Sentence, ...]], words: list[str]
) -> None:
    for sentence in split(" ".join(words)):
        for mention in find_times(sentence, published=""):
            if mention.value.start and mention.via not in (
                "ago",
                "day_before",
                "unit_shift",
                "weekday",
                "year_earlier",
                "spoken_year",
            ):
                assert any(c.isdigit() for c in mention.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2023 soldiers shot twelve protesters.", ["2023"]),
        ("In 2019 people marched on the palace.", ["2019"]),
        ("The army sent 2023 soldiers to the border.", []),
        ("The toll rose to 2000 people.", []),
    ],
)
def test_a_year_before_those_who_did_it_counts_nobody(read: Read, text: str, expected: list[str]) -> None:
    assert [mention.value.value for mention in read(text)] == expected
