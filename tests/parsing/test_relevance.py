"""Relevance: a report that can hold a political event is parsed; one that cannot is left out."""

from __future__ import annotations

import pytest

from accord import pipeline
from accord.parsing import Relevance, Tools, load_relevance
from accord.records import Coded, Report

SPORT = (
    "The visitors were two goals down at the break. Their keeper had let a soft shot through his gloves. "
    "After the rest they came out with more pace. A header from the corner made it two to one. "
    "The crowd grew loud as the clock ran down. A late free kick hit the bar and went over. "
    "The players sank onto the grass when the whistle went."
)
POLITICS = (
    "Kenya recalled its ambassador from Tanzania on Monday. The foreign ministry in Nairobi accused Tanzanian troops "
    "of shelling a border village. Tanzania denied the charge. President Jane Doe called on the army to stay calm. "
    "The United Nations urged both governments to hold talks. The minister will visit Uganda on Friday."
)


@pytest.fixture(scope="module")
def relevance(tools: Tools) -> Relevance:
    phrasings = [(("recall", "accuse", "urge", "deny"), ()), (("hold",), (frozenset({"talk"}),))]
    return load_relevance(tools.actors, tools.nlp, phrasings)


def test_a_political_report_is_relevant(relevance: Relevance) -> None:
    assert relevance.is_relevant(Report("r", "", POLITICS))


def test_a_long_report_without_parties_is_not(relevance: Relevance) -> None:
    assert not relevance.is_relevant(Report("r", "", SPORT))


def test_a_short_report_is_always_parsed(relevance: Relevance) -> None:
    assert relevance.is_relevant(Report("r", "", SPORT.split(". ")[0] + "."))


def test_parties_without_a_phrase_are_no_evidence(relevance: Relevance) -> None:
    report = Report("r", "", "Kenya and Tanzania are green in May. " * 8)
    assert not relevance.is_relevant(report)


def test_a_slot_that_asks_for_a_word_needs_it(relevance: Relevance) -> None:
    def told(thing: str) -> Report:
        return Report("r", "", f"Kenya and Tanzania held {thing} in May. " * 8)

    assert relevance.is_relevant(told("talks"))
    assert not relevance.is_relevant(told("gardens"))


def test_what_is_left_out_is_coded_with_no_events() -> None:
    report = Report("r", "", SPORT)
    assert list(pipeline.code_reports([report], skim=True)) == [Coded(report)]
    [every] = pipeline.code_reports([report])
    assert isinstance(every, Coded) and every.report == report


def test_relevance_loses_no_event_of_a_political_report() -> None:
    report = Report("r", "", POLITICS, published="2024-06-12")
    assert list(pipeline.code_reports([report], skim=True)) == list(pipeline.code_reports([report]))
