"""Deeds told only for what came of them have no day of their own; what a relative clause tells, the attack did."""

import pytest

from accord.parsing import Tools
from coding.examples import coded, triple

BEFORE = [
    "Two suspects in the bombing in Kenya were handed over to Uganda.",
    "A court in Mali on Monday convicted three rebels of killing 12 soldiers.",
    "On Tuesday Mali buried the soldiers killed in the attack.",
    "The families of the victims of the bombing in Mali met the president on Tuesday.",
]


@pytest.mark.parametrize("sentence", BEFORE)
def test_a_deed_told_for_what_came_of_it_has_no_day(sentence: str, tools: Tools) -> None:
    deeds = [event for event in coded(sentence, tools).events if event.type == "ASSAULT"]
    assert [(event.date, event.date_precision) for event in deeds] == [("", "unknown")]


NEWS = [
    ("Rebels killed 12 soldiers in Mali on Monday.", "day"),
    ("Rebels killed 12 soldiers in Mali.", "reported"),
    ("Police in Mali arrested two men and shot a protester.", "reported"),
    ("A court in Mali convicted three rebels of killing 12 soldiers in 2019.", "year"),
]


@pytest.mark.parametrize(("sentence", "precision"), NEWS)
def test_a_deed_that_is_the_news_keeps_its_day(sentence: str, precision: str, tools: Tools) -> None:
    deeds = [event for event in coded(sentence, tools).events if event.type == "ASSAULT"]
    assert [event.date_precision for event in deeds] == [precision]


HARMED = [
    "Chad mourned after an attack on a mosque in Mali that killed 12 people.",
    "The attack on the market in Mali which killed 12 people shocked Chad.",
]


@pytest.mark.parametrize("sentence", HARMED)
def test_an_attack_kills_and_not_the_place_it_hits(sentence: str, tools: Tools) -> None:
    deeds = [event for event in coded(sentence, tools).events if event.type == "ASSAULT"]
    assert [event.actors for event in deeds] == [()]
    assert [claim.value for claim in coded(sentence, tools).claims if claim.field == "killed"] == ["12"]


def test_those_who_killed_are_still_told_by_a_relative_clause(tools: Tools) -> None:
    [event] = coded("Mali fears the rebels of Chad who killed 12 soldiers.", tools).events
    assert triple(event).startswith("TCD >")


def test_the_object_of_a_relative_clause_is_no_second_subject(tools: Tools) -> None:
    sentence = "An air strike on a hospital in Yemen that killed 20 people was carried out by Saudi Arabia."
    assert ("killed", "20") in {(claim.field, claim.value) for claim in coded(sentence, tools).claims}


OF_THE_DEED = [
    ("Police in Mali hunted a man over the January 2022 bombing of a mosque that killed an officer.", ["2022-01"]),
    ("The attack on Monday that killed 20 soldiers in Mali was claimed by rebels on Tuesday.", ["2024-03-11"]),
    ("Mali remembered the 2015 attack on a hotel in Bamako that killed 20 people.", ["2015"]),
]


@pytest.mark.parametrize(("sentence", "dates"), OF_THE_DEED)
def test_those_an_attack_killed_died_on_its_day(sentence: str, dates: list[str], tools: Tools) -> None:
    assert [event.date for event in coded(sentence, tools).events if event.type == "ASSAULT"] == dates


LOOKED_BACK = [
    # The day that the report has named for the deed.
    (
        "Mali opened a trial over the March 2 bombings in Bamako.",
        "The bombings killed 40 people in Mali.",
        "2024-03-02",
    ),
    # A deed of its own, one that is not known yet, or one of two that were named.
    ("Mali opened a trial over the March 2 bombings in Bamako.", "A bombing killed four people in Mali.", "2024-03-15"),
    ("Mali opened a trial over the March 2 bombings in Bamako.", "The raid killed 40 people in Mali.", "2024-03-15"),
    ("A bomb exploded in Mali after the March 2 bombings.", "The bombings killed 40 people in Mali.", "2024-03-15"),
    (
        "Mali spoke of the March 2 attack and the May 2023 attack.",
        "The attack killed 40 soldiers in Mali.",
        "2024-03-15",
    ),
]


@pytest.mark.parametrize(("first", "second", "day"), LOOKED_BACK)
def test_a_deed_looked_back_on_has_the_day_named_before(first: str, second: str, day: str, tools: Tools) -> None:
    found = coded(f"{first} {second}", tools, published="2024-03-15").events
    assert [event.date for event in found if event.type == "ASSAULT" and event.quote == second] == [day]


@pytest.mark.parametrize("sentence", ["Mali quit the 2015 pact that ended the war.", "Mali quit the 2015 pact."])
def test_the_year_of_a_pact_is_not_that_of_leaving_it(sentence: str, tools: Tools) -> None:
    assert [event.date_precision for event in coded(sentence, tools).events] == ["reported"]
