"""Shapes of sentences that tables rely on: small clauses, places that act, refusals, exclusions."""

from __future__ import annotations

import pytest

from accord.lexicon import parse_pattern
from accord.parsing import Tools
from coding.examples import coded, triple

FINE = {
    "A Russian court found the American journalist guilty.": ("SANCTION", "RUS > USA", ()),
    "Protests in Armenia continued.": ("PROTEST", "ARM >", ()),
    "Thousands marched in Yerevan.": ("PROTEST", "ARM >", ()),
    "Iran will not accept the proposal of France.": ("REJECT", "IRN > FRA", ()),
    "Iran was opposed to the plan of Iraq.": ("REJECT", "IRN > IRQ", ()),
    "Mali decided to leave the African Union.": ("SANCTION", "MLI > AU", ("future",)),
    "Chad threatened to resume attacks in Israel.": ("THREATEN", "TCD > ISR", ()),
    "Uganda violated the truce with Kenya.": ("ASSAULT", "UGA > KEN", ()),
    "France condemned what it called an illegal attack by Syria.": ("ACCUSE", "FRA > SYR", ()),
    "If the toll stayed, Chad warned, it would take Libya to the International Criminal Court.": (
        "THREATEN",
        "TCD > LBY",
        (),
    ),
    "Forces loyal to the Malian president arrested Kenyan soldiers.": ("COERCE", "MLI > KEN", ()),
    "He repeated a charge the Chadian foreign ministry rejected.": ("REJECT", "TCD >", ()),
    "Talks that Chad held with Libya ended on Friday.": ("CONSULT", "TCD;LBY >", ()),
    "France imposed visa bans and asset freezes on Belarusian officials.": ("SANCTION", "FRA > BLR", ()),
    "Saudi Arabia allowed a Qatari plane to land in Jeddah.": ("RETREAT", "SAU > QAT", ()),
    "The mayor waved to Kenyan farmers, hundreds of whom had blocked roads in Nairobi.": ("PROTEST", "KEN >", ()),
    "He recalled the clash in which two Kenyan soldiers were wounded.": ("ASSAULT", "> KEN", ()),
    "Two Kenyan soldiers were detained; they will wait for a lawyer.": ("COERCE", "> KEN", ()),
}


@pytest.mark.parametrize("text", FINE)
def test_is_one_event(text: str, tools: Tools) -> None:
    events = coded(text, tools).events
    assert [(e.type, triple(e), e.aux_modes) for e in events] == [FINE[text]]


@pytest.mark.parametrize(
    "text",
    [
        "The minister attacked the problem of inflation in Kenya.",
        "He died of a heart attack in Cairo.",
        "The trade war between China and the United States hurt exporters.",
        "Russia and Turkey have a conflict over gas prices.",
        "The storm hit the Philippines and killed dozens of soldiers.",
        "Five Indian soldiers were killed in an avalanche.",
        "China poses a threat to Taiwan.",
        "The Kenyan runner broke the world record.",
        "Egypt fell to Morocco in the final.",
        "Three Kenyan soldiers were accused of killing Somali villagers.",
        "A Kenyan general charged with killing Somali soldiers lives in Uganda.",
        "A Kenyan general, who asked not to be named, lives in Uganda.",
        "The wildfire destroyed homes in Greece.",
        "Shares in Tokyo rallied.",
        "The UN warned of famine in Sudan.",
    ],
)
def test_is_no_conflict(text: str, tools: Tools) -> None:
    assert coded(text, tools).events == ()


def test_an_exclusion_does_not_outrank_an_exception() -> None:
    general = parse_pattern("attack.n -mod=heart -on=*", {})
    exception = parse_pattern("attack.n mod=missile", {})
    assert exception.rank > general.rank


def test_an_envoy_is_not_of_the_country_he_is_sent_to(tools: Tools) -> None:
    [event] = coded("The ambassador in Lima urged Chad to hold talks.", tools).events
    assert [m.value.country for m in event.actors] != ["PER"]
