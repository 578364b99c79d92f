"""A protest about a public matter is aimed at the protesters' own government; about anything else at nobody."""

from __future__ import annotations

import pytest

from accord.parsing import Tools
from coding.examples import coded, triple


def _protests(text: str, tools: Tools) -> list[str]:
    return [triple(event) for event in coded(text, tools).events if event.type == "PROTEST"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Thousands of Malians marched in Bamako to protest the election results.", "MLI > MLI"),
        ("Sudanese women took to the streets over bread prices.", "SDN > SDN"),
        ("Opposition parties in Zambia called a strike in protest at the arrest of their leaders.", "ZMB > ZMB"),
        ("Police in Kampala fired tear gas at protesters demanding electoral reform.", "UGA > UGA"),
        ("South Korean workers staged a rally demanding that the labour law be scrapped.", "KOR > KOR"),
        ("Thousands of Kenyans converged for a rally in Mombasa to protest the new tax.", "KEN > KEN"),
        ("Prisoners rioted in Dili, joining crowds in demanding independence from Indonesia.", "TLS > IDN"),
    ],
)
def test_a_public_matter_is_the_governments(text: str, roles: str, tools: Tools) -> None:
    assert _protests(text, tools) == [roles]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Peruvian students marched through Lima.", "PER >"),
        ("Ecuadorean miners struck for higher pay.", "ECU >"),
        ("French fishermen blockaded ports to protest cheap imports.", "FRA >"),
        ("Bangladeshi students protested over the death of a classmate in a road accident.", "BGD >"),
        ("Thousands of Indonesians protested against the war in Iraq.", "IDN >"),
        ("Malian students in Paris protested against the new tax.", "MLI >"),
    ],
)
def test_what_nobody_governs_names_nobody(text: str, roles: str, tools: Tools) -> None:
    assert _protests(text, tools) == [roles]


def test_the_government_is_quoted_by_the_matter(tools: Tools) -> None:
    (event,) = coded("Bolivian teachers went on strike to protest a pension reform.", tools).events
    (whom,) = event.recipients
    assert (whom.value.code, whom.text) == ("BOL GOV", "pension")
