"""Whom a demand, a refusal, a threat or a protest addresses: found along its content, never picked up beside it."""

from __future__ import annotations

import pytest

from accord.parsing import Tools
from coding.examples import coded, triple


def told(text: str, tools: Tools) -> list[tuple[str, str]]:
    return [(event.type, triple(event)) for event in coded(text, tools).events]


@pytest.mark.parametrize(
    ("text", "type_", "roles"),
    [
        ("Norway promised to continue aid to Mozambique.", "AGREE", "NOR > MOZ"),
        ("Chad threatened to close the border unless Libya pays its debts.", "THREATEN", "TCD > LBY"),
        ("Yemen has rejected a British offer to train its navy.", "REJECT", "YEM > GBR"),
        ("Peruvian students marched to denounce a decree by the government.", "PROTEST", "PER > PER"),
        ("Prosecutors in Kenya opened an inquiry into crimes committed by Ugandan soldiers.", "ACCUSE", "KEN > UGA"),
        ("The Kenyan minister refused to resign despite calls by the Ugandan government.", "REJECT", "KEN > UGA"),
        ("Nepalese students blocked a road in defiance of the Indian government.", "PROTEST", "NPL > IND"),
    ],
)
def test_addressee_is_found_along_the_content(text: str, type_: str, roles: str, tools: Tools) -> None:
    assert (type_, roles) in told(text, tools)


@pytest.mark.parametrize(
    ("text", "type_", "nobody"),
    [
        ("Kazakhstan agreed to cut its output after pressure from Norway.", "AGREE", "NOR"),
        ("Peruvian students marched through the capital, waving Cuban flags.", "PROTEST", "CUB"),
        ("France condemned the bombing of the Spanish embassy.", "ACCUSE", "ESP"),
        ("Canada and Mexico agreed to extend their talks on steel.", "AGREE", "> CAN"),
        ("The father demanded that the boy be returned to him in Cuba.", "REQUEST", "CUB"),
        ("Kenya offered a reward for information that leads to the arrest of Ugandan soldiers.", "AGREE", "UGA"),
    ],
)
def test_what_stands_aside_is_not_addressed(text: str, type_: str, nobody: str, tools: Tools) -> None:
    assert all(nobody not in roles for kind, roles in told(text, tools) if kind == type_)


def test_two_who_accuse_each_other_do_two_things(tools: Tools) -> None:
    found = told("Kenya and Uganda accused each other of breaking the truce.", tools)
    assert sorted(found) == [("ACCUSE", "KEN > UGA"), ("ACCUSE", "UGA > KEN")]


@pytest.mark.parametrize(
    "text",
    ["Kenya and Uganda accused Rwanda of breaking the truce.", "Kenya and Uganda agreed to respect each other."],
)
def test_two_who_act_together_do_one(text: str, tools: Tools) -> None:
    assert len(told(text, tools)) == 1


def test_a_pronoun_under_its_speaker_is_the_speaker(tools: Tools) -> None:
    found = told("The Ugandan opposition party said it would boycott the Kenyan elections.", tools)
    assert [roles.partition(" >")[0] for _, roles in found] == ["UGA"]


def test_refugees_are_of_the_country_they_flee(tools: Tools) -> None:
    assert told("Norway sent food to refugees fleeing the war in Chad.", tools) == [("AID", "NOR > TCD")]
    assert told("Norway sent food to refugees living in tents.", tools) == [("AID", "NOR > REF")]


def test_both_sides_of_fighting_told_in_passing(tools: Tools) -> None:
    found = told("Rebels in Chad captured a town after two days of fighting with Sudanese troops.", tools)
    assert ("ASSAULT", "TCD;SDN >") in found


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The Zambian minister refused to resign despite pressure by the Zambian parliament.", "ZMB > ZMB"),
        ("Bolivian miners called off a strike after a deal with the government.", "BOL > BOL"),
        ("Iran trained hackers to attack the United States.", "IRN > USA"),
        ("North Korea deployed missiles able to reach Japan.", "PRK > JPN"),
        ("Ethiopia massed troops for an offensive against Eritrea.", "ETH > ERI"),
        ("Latvia has broken relations with and closed its embassy in Minsk.", "LVA > BLR"),
        ("A judge ordered the arrest of three Chilean generals.", "CHL > CHL"),
        ("Georgia cut ties with Russia and expelled its ambassador.", "GEO > RUS"),
        ("The French-German plan was rejected by Serbia.", "SRB > FRA;DEU"),
        ("The Thai government declared martial law.", "THA > THA"),
    ],
)
def test_words_further_on_tell_whom(text: str, roles: str, tools: Tools) -> None:
    assert {triple(event) for event in coded(text, tools).events} == {roles}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Ethiopia massed troops.", "ETH >"),
        ("Bolivian miners called off a strike after a storm.", "BOL >"),
        ("A judge ordered the arrest of three nurses.", ""),
    ],
)
def test_nothing_further_on_tells_nobody(text: str, roles: str, tools: Tools) -> None:
    assert {triple(event) for event in coded(text, tools).events} <= {roles}
