"""A first look at a report: it must let through whatever is coded when all of it is read."""

from __future__ import annotations

import pytest

from accord.coding import code
from accord.coding.prospects import is_promising
from accord.lexicon import load_lexicon
from accord.ontology import load_ontology
from accord.parsing import Tools, draft, finish, glimpse, parse, sketch
from accord.records import Report
from coding.examples import report_of

POLITICAL = [
    "Kenya recalled its ambassador from Chad on Monday. The envoy left the same night.",
    "Police fired on protesters in Lima. The mayor said that he would resign.",
    "The president met his French counterpart. They signed a pact.",
]
PRIVATE = [
    "The bakery opened a second shop on the square. Its owner hired twelve people.",
    "The striker scored twice. His coach praised the team.",
    "A man hit his neighbour with a pan. A court will hear the case in May.",
]


def sketched(text: str, tools: Tools) -> bool:
    return is_promising(sketch(glimpse(draft(report_of(text), tools), tools), tools), load_lexicon())


@pytest.mark.parametrize("text", POLITICAL)
def test_public_events_are_promising(text: str, tools: Tools) -> None:
    assert sketched(text, tools)


@pytest.mark.parametrize("text", PRIVATE)
def test_private_news_is_not(text: str, tools: Tools) -> None:
    assert not sketched(text, tools)


@pytest.mark.parametrize("text", [*POLITICAL, *PRIVATE])
def test_a_draft_made_whole_is_what_parsing_gives(text: str, tools: Tools) -> None:
    report: Report = report_of(text)
    drafted = draft(report, tools)
    sketch(glimpse(drafted, tools), tools)
    whole = finish(drafted, tools)
    [parsed] = parse([report], tools)
    assert whole == parsed


def test_what_is_coded_was_promising(tools: Tools) -> None:
    for text in (*POLITICAL, *PRIVATE):
        [coded] = code(parse([report_of(text)], tools), lexicon=load_lexicon(), ontology=load_ontology())
        assert sketched(text, tools) or not coded.events
