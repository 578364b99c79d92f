"""One happening told with two words is one event; two happenings are two; what did not happen is none."""

from __future__ import annotations

import pytest

from accord.parsing import Tools
from coding.examples import coded, triple


def types(text: str, tools: Tools) -> list[str]:
    return [event.type for event in coded(text, tools).events]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ethiopian troops shelled the Eritrean town, killing ten people.", ["ASSAULT"]),
        ("Two Somali militants killed six soldiers when they blew themselves up in Mogadishu.", ["ASSAULT"]),
        ("South African students marched on the US consulate to denounce American tariffs.", ["PROTEST"]),
        ("Bolivian unions called a general strike that paralysed the capital.", ["PROTEST"]),
        ("Rwanda and Uganda signed a declaration pledging to respect their border.", ["SUPPORT"]),
        ("Kenyan teachers went on strike against the refusal of the government to raise their pay.", ["PROTEST"]),
    ],
)
def test_one_happening_is_one_event(text: str, found: list[str], tools: Tools) -> None:
    assert types(text, tools) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mali froze its membership in the African Union and stopped its contributions.", ["SANCTION", "SANCTION"]),
        ("Israel bombed Syria and Iran shelled Iraq.", ["ASSAULT", "ASSAULT"]),
        ("Benin blamed Niger for a raid in which eight Beninese soldiers were killed.", ["ACCUSE", "ASSAULT"]),
        ("The Georgian president refused to sign the law and urged Russia to leave.", ["REJECT", "REQUEST"]),
        ("Hamas released six hostages and Israel freed 90 Palestinian prisoners.", ["RETREAT", "RETREAT"]),
        ("Chadian farmers protested over the government's decision to cede land to Libya.", ["PROTEST", "CONCEDE"]),
    ],
)
def test_two_happenings_are_two(text: str, found: list[str], tools: Tools) -> None:
    assert types(text, tools) == found


def test_what_the_participle_adds_is_kept(tools: Tools) -> None:
    coded_ = coded("Ethiopian troops shelled the Eritrean town, killing ten people.", tools)
    assert triple(coded_.events[0]) == "ETH > ERI"
    assert [(claim.field, claim.value) for claim in coded_.claims if claim.field == "killed"] == [("killed", "10")]
    assert {claim.event for claim in coded_.claims if claim.field == "killed"} == {coded_.events[0].id}


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("Kenya said it would back a UN resolution that aims to tighten sanctions on Sudan.", "SANCTION"),
        ("A Kenyan priest was arrested in Uganda for collaborating with Rwanda.", "COOPERATE"),
        ("The Kenyan minister said that Uganda must sign the treaty before it disarms.", "RETREAT"),
        ("The army chief called the operation a success.", "RETREAT"),
        ("The rally threatened public order, the Ugandan government said.", "THREATEN"),
        ("South Africa would not be bullied, its president said.", "COERCE"),
        ("Hungary vetoed the plan at a summit of the European Union.", "CONSULT"),
        ("A letter was handed over to the United Nations by Iraq.", "COOPERATE"),
        ("Syria offered troops to Lebanon to help it oust the rebel president.", "COERCE"),
        ("The Chilean parliament approved a law on pensions.", "SUPPORT"),
    ],
)
def test_what_is_only_meant_is_no_event(text: str, unsaid: str, tools: Tools) -> None:
    assert unsaid not in types(text, tools)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Nigeria announced that it will withdraw its troops from Chad unless the fighting stops.", "THREATEN"),
        ("Nigeria announced that it will withdraw its troops from Chad.", "CONCEDE"),
        ("South Korea and the United States began a military exercise.", "COOPERATE"),
        ("South Korea began a military exercise.", "MOBILIZE"),
        ("India summoned the Canadian ambassador to protest against the remarks.", "ACCUSE"),
        ("Indian students gathered to protest against the remarks.", "PROTEST"),
        ("The Georgian ruling party vowed to ban the Russian newspaper.", "THREATEN"),
        ("Georgia vowed to support Ukraine.", "AGREE"),
    ],
)
def test_the_type_follows_who_does_it_and_on_what_terms(text: str, type_: str, tools: Tools) -> None:
    assert type_ in types(text, tools)


def test_what_people_do_to_protest_they_do(tools: Tools) -> None:
    events = coded("Farmers drove their tractors into Lima to protest against the tax.", tools).events
    assert [(event.type, event.aux_modes) for event in events] == [("PROTEST", ())]
