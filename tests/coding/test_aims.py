"""Whose an event is, and what is no event: the aim of a protest, the teller of a story, parties said in passing."""

from __future__ import annotations

import pytest

from accord.parsing import Tools
from coding.examples import coded, triple


@pytest.mark.parametrize(
    "text",
    [
        "Peruvian students marched to demand reforms by the government.",
        "Thousands of Peruvians marched in Lima, demanding the resignation of the president.",
        "Peruvian students began a hunger strike to protest against the decision of Chile.",
    ],
)
def test_aim_of_a_protest_is_part_of_it(text: str, tools: Tools) -> None:
    assert [event.type for event in coded(text, tools).events] == ["PROTEST"]


def test_a_demand_without_a_protest_stands(tools: Tools) -> None:
    found = [
        event.type
        for event in coded("The opposition demanded the resignation of the Peruvian president.", tools).events
    ]
    assert found == ["REQUEST"]


def test_announcement_without_announcer_hides_nothing(tools: Tools) -> None:
    events = coded("Canada's easing of sanctions on Cuba was announced.", tools).events
    assert [(event.type, [a.value.country for a in event.actors]) for event in events] == [("CONCEDE", ["CAN"])]


def test_source_of_a_report_is_no_recipient(tools: Tools) -> None:
    events = coded("Japan sent tents to Nepal, according to the Indian government.", tools).events
    assert [[r.value.country for r in event.recipients] for event in events] == [["NPL"]]


@pytest.mark.parametrize(
    ("text", "type_", "roles"),
    [
        ("Kenya, Somalia agree to reopen border.", "AGREE", "KEN;SOM >"),
        ("The Kenyan foreign minister flew to Kampala for talks with the Ugandan president.", "CONSULT", "KEN > UGA"),
        ("Uganda took in thousands of refugees from Rwanda.", "AID", "UGA > RWA"),
    ],
)
def test_parties_are_found_where_they_stand(text: str, type_: str, roles: str, tools: Tools) -> None:
    events = coded(text, tools).events
    assert {(event.type, triple(event)) for event in events} == {(type_, roles)}
