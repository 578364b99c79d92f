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
        "In March 2023 the Kenyan army took part in a rescue.",
        "Kenya Fraud Case Figure Arrested in Uganda",
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


def test_embassy_blast_strikes_the_embassy(tools: Tools) -> None:
    assert {who for _, _, who in told("The embassy attacks killed ten Kenyan soldiers.", tools)} == {"> KEN"}


@pytest.mark.parametrize(
    "text",
    [
        "Peru insisted that Chile was a friend.",
        "The Peruvian president said we must work harder.",
        "The Peruvian army often shells Chile.",
        "A German company signed a contract with a French club.",
    ],
)
def test_what_only_sounds_like_an_event(text: str, tools: Tools) -> None:
    assert told(text, tools) == set()


def test_insisting_on_what_another_should_do_is_a_demand(tools: Tools) -> None:
    assert told("Peru insisted that Chile should stop the drills.", tools) == {("REQUEST", "yield", "PER > CHL")}


def test_boycott_unless_is_a_threat(tools: Tools) -> None:
    events = told("The Kenyan opposition said it would boycott the elections unless the president resigned.", tools)
    assert {type_ for type_, _, _ in events} == {"THREATEN"}


def test_threat_is_made_to_those_it_depends_on(tools: Tools) -> None:
    events = told("Peru threatened to stop the negotiations if Chile builds the base.", tools)
    assert ("PER > CHL") in {who for _, _, who in events}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The government arrested five students in Kenya.", "KEN > KEN"),
        ("The Kenyan government ordered the opposition to disband.", "KEN > KEN"),
        ("Students marched in Nairobi to protest against France.", "KEN > FRA"),
    ],
)
def test_parties_without_a_country_are_at_home(text: str, who: str, tools: Tools) -> None:
    assert {found for _, _, found in told(text, tools)} == {who}


def test_strangers_are_not_at_home(tools: Tools) -> None:
    assert {who for _, _, who in told("The Kenyan government arrested five foreigners.", tools)} == {"KEN > CVL"}


def test_second_protest_in_a_sentence_is_its_reason(tools: Tools) -> None:
    events = told("Kenyan students went on strike in protest at the decision of the Ugandan government.", tools)
    assert {(type_, who) for type_, _, who in events} == {("PROTEST", "KEN > UGA")}


def test_calling_a_deed_names_is_part_of_condemning_it(tools: Tools) -> None:
    events = coded("Peru condemned the raid, calling it a crime.", tools).events
    assert [event.type for event in events] == ["ACCUSE"]


def test_one_who_is_asked_does_not_ask(tools: Tools) -> None:
    events = told("Asked about the border, the Kenyan president criticised Uganda.", tools)
    assert {(type_, who) for type_, _, who in events} == {("ACCUSE", "KEN > UGA")}


@pytest.mark.parametrize(
    "text",
    [
        "The Peruvian army has been holding a fierce battle with Chilean rebels.",
        "The Peruvian army is engaged in a fierce battle with Chilean rebels.",
    ],
)
def test_both_sides_of_a_battle_are_found(text: str, tools: Tools) -> None:
    assert {(type_, who) for type_, _, who in told(text, tools)} == {("ASSAULT", "PER;CHL >")}


@pytest.mark.parametrize(
    "text",
    [
        "Peru insisted that it would win.",
        "She stood with her two sisters at the head of the March of the Peruvian Mothers.",
        "A reporter asked the Peruvian president a question.",
    ],
)
def test_what_is_said_or_named_is_no_deed(text: str, tools: Tools) -> None:
    assert told(text, tools) == set()


@pytest.mark.parametrize(
    "text",
    ["The Peruvian president talked about the economy.", "Hillary Clinton attacked Donald Trump over his taxes."],
)
def test_words_are_neither_meetings_nor_assaults(text: str, tools: Tools) -> None:
    assert not {type_ for type_, _, _ in told(text, tools)} & {"CONSULT", "ASSAULT"}


@pytest.mark.parametrize(
    "text",
    [
        "Thousands of Peruvians marched in Lima, demanding the resignation of the Peruvian president.",
        "The demand for the resignation of the Peruvian president grew.",
    ],
)
def test_what_is_only_demanded_is_no_event(text: str, tools: Tools) -> None:
    assert "RETREAT" not in {type_ for type_, _, _ in told(text, tools)}
