"""What the engine makes of a sentence whatever its phrases: whose deed, done to whom, and whether it is an event."""

from __future__ import annotations

import pytest

from accord.parsing import Tools
from coding.examples import coded, triple


def told(text: str, tools: Tools) -> set[tuple[str, str, str]]:
    return {(event.type, event.mode, triple(event)) for event in coded(text, tools).events}


@pytest.mark.parametrize(
    "text",
    [
        "Peru condemned the bombing of the Kenyan embassy.",
        "Peru condemned the killing of Kenyan soldiers.",
    ],
)
def test_condemning_a_harm_does_not_condemn_its_victims(text: str, tools: Tools) -> None:
    assert ("ACCUSE", "disapprove", "PER >") in told(text, tools)


def test_condemning_a_harm_condemns_who_did_it(tools: Tools) -> None:
    assert ("ACCUSE", "disapprove", "PER > UGA") in told("Peru condemned Uganda's killing of Kenyan soldiers.", tools)


def test_place_before_a_bombing_is_where_it_struck(tools: Tools) -> None:
    events = told("Peru condemned the Kenya bombings.", tools)
    assert not any(type_ == "ASSAULT" and who.startswith("KEN") for type_, _, who in events)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Kenya said it would attack Uganda unless the rebels left.", "violence"),
        ("Kenya said it would bomb Uganda if the rebels stayed.", "violence"),
    ],
)
def test_force_announced_by_its_doer_is_a_threat(text: str, mode: str, tools: Tools) -> None:
    assert {(type_, m) for type_, m, _ in told(text, tools)} == {("THREATEN", mode)}


def test_force_foretold_by_another_is_no_threat(tools: Tools) -> None:
    events = told("Peru said Kenya would attack Uganda.", tools)
    assert {type_ for type_, _, _ in events} == {"ASSAULT"}


@pytest.mark.parametrize(
    "text",
    [
        "Two Kenyan soldiers were killed when their helicopter crashed.",
        "The Kenyan president arrived in Mombasa.",
        "The Kenyan president surrounded himself with advisers.",
    ],
)
def test_what_is_no_event(text: str, tools: Tools) -> None:
    assert told(text, tools) == set()


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Kenya sent troops to Somalia to fight the militants.", "MOBILIZE"),
        ("The Kenyan and Ugandan presidents met to discuss the border.", "CONSULT"),
    ],
)
def test_what_a_deed_is_for_is_no_event_of_its_own(text: str, type_: str, tools: Tools) -> None:
    assert {found for found, _, _ in told(text, tools)} == {type_}


def test_sanctions_imposed_are_one_event(tools: Tools) -> None:
    events = coded("Kenya imposed some of the harshest sanctions ever on Uganda.", tools).events
    assert [event.type for event in events] == ["SANCTION"]


def test_plural_verb_looks_past_a_singular_name(tools: Tools) -> None:
    events = coded("The army hunted rebels from Gulu, who have attacked Uganda.", tools).events
    assert [
        [m.text for m in event.actors] for event in events if event.type == "ASSAULT" and event.trigger == "attacked"
    ] == [["rebels"]]
