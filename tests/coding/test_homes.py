"""Parties without a country are placed by whom they rule, fight or harm, and only then."""

from __future__ import annotations

import pytest

from accord.parsing import Tools
from coding.examples import coded, triple


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Rwandan rebels demanded the removal of the president.", "RWA > RWA"),
        ("Rwandan rebels attacked the army.", "RWA > RWA"),
        ("Police arrested the Chadian opposition leader.", "TCD > TCD"),
        ("Israeli soldiers killed 23 civilians in Beirut.", "ISR > LBN"),
        ("Prisoners rioted in Dili.", "TLS >"),
    ],
)
def test_home_is_told_by_the_other_party_or_the_place(text: str, roles: str, tools: Tools) -> None:
    assert [triple(event) for event in coded(text, tools).events] == [roles]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The minister accused the Israeli government of lying.", "GOV > ISR"),
        ("Kenyan soldiers attacked rebels.", "KEN > REB"),
    ],
)
def test_nobody_is_placed_by_a_stranger(text: str, roles: str, tools: Tools) -> None:
    assert [triple(event) for event in coded(text, tools).events] == [roles]


@pytest.mark.parametrize(
    "text",
    [
        "Police in Nairobi shot dead two protesters on Wednesday.",
        "Fijian police raided the offices of a newspaper.",
        "A car bomb killed five people in Beirut.",
    ],
)
def test_force_by_police_and_bombs_are_politics(text: str, tools: Tools) -> None:
    assert coded(text, tools).events


@pytest.mark.parametrize(
    "text",
    [
        "An Italian man was arrested on suspicion of murdering his wife.",
        "Police shot a burglar in Nairobi.",
        "Manchester City beat Arsenal 3-1 on Sunday.",
        "A typhoon struck the northern Philippines, killing twelve people.",
    ],
)
def test_crime_sport_and_weather_are_not(text: str, tools: Tools) -> None:
    assert not coded(text, tools).events


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Chadian rebels exploded two bombs in the capital N'Djamena.", "TCD > TCD"),
        ("A car bomb exploded in the southern city of Basra.", "> IRQ"),
        ("Afghan guerrillas blew up a bridge near Kandahar.", "AFG > AFG"),
        ("A blast in the Pakistani city of Quetta killed five people.", "> PAK"),
        ("Protesters rioted in the Indian city of Indore.", "IND >"),
        ("Police beat ethnic Hungarians in northern Romania.", "ROU > ROU"),
        ("Ethnic Turks went on hunger strike in Sofia.", "BGR >"),
        ("Fighters loyal to the Libyan commander attacked an airport in Misrata.", "LBY > LBY"),
        ("Militants loyal to Somalia's warlord said they attacked the Kenyan navy.", "SOM > KEN"),
        ("Hezbollah clashed with the Amal militia in Beirut.", "LBN >"),
        ("Jewish settlers attacked Palestinian farmers.", "ISR > PSE"),
    ],
)
def test_a_place_by_its_kind_and_people_by_their_place(text: str, roles: str, tools: Tools) -> None:
    assert [triple(event) for event in coded(text, tools).events] == [roles]


def test_what_stands_beside_a_place_is_not_who_fled_it(tools: Tools) -> None:
    text = "Kenya sent food to refugees fleeing the war in Chad, the World Food Programme said."
    assert [triple(event) for event in coded(text, tools).events] == ["KEN > TCD"]
