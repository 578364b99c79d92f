"""What a protest is for is no event of its own; who tells a story is not whom it was done to."""

from __future__ import annotations

import pytest

from accord.parsing import Tools
from coding.examples import coded


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
