"""Parties of world news: each rule of who is meant by sentences of our own, and cases that must stay as they were."""

from __future__ import annotations

import pytest

from accord.parsing import Tools, parse
from accord.records import Report
from parsing.test_coreference import references

GOLDEN = [
    # "the president" is not the one whom the sentence names as another party
    (
        "Ghana's president John Mahama spoke. Kenya's president heard him. The president warned Mr Ruto of a war.",
        "president",
        ["GHA GOV definite"],
    ),
    # whoever is posted abroad does not lend police a country
    ("The Kenyan ambassador fled. Police fired on the ambassador and his guards.", "Police", ["COP role"]),
    ("The Kenyan minister fled. Police fired on the crowd.", "Police", ["KEN COP context"]),
    # two nationalities of one person are one party
    ("A Kenyan-Ugandan teacher left.", "Ugandan teacher", ["EDU role"]),
    ("A Kenyan-Ugandan teacher left.", "Kenyan", []),
    ("Kenyan-Ugandan troops left.", "Kenyan", ["KEN MIL role"]),
    # what only counts is not who acts on
    ("Hundreds of Kenyan protesters blocked the road. They demanded bread.", "They", ["KEN CVL pronoun"]),
    # crowds deal with their own government, states with others'
    ("Kenyan protesters gathered in Nairobi. They called for the resignation of the minister.", "minister",
     ["KEN GOV context"]),
    ("Kenya backed the government.", "government", ["GOV role"]),
    # what stands nearer than the subject of the clause
    ("The Security Council kept the sanctions imposed on Chad after its war.", "its", ["TCD pronoun"]),
    ("Uganda kept the sanctions imposed in Chad after its war.", "its", ["UGA pronoun"]),
    ("Uganda spoke of signals from Chad that it wants peace.", "it", ["TCD pronoun"]),
    ("Police in Nairobi arrested Mohamed Mutua as he was leaving.", "he", ["UNK pronoun"]),
    # whom somebody lets go is somebody else
    ("Kenyan police barred the protesters from the square, but allowed them to march nearby.", "them",
     ["KEN CVL pronoun"]),
    # offices in pairs
    ("The presidents of Kenya and Chad met. The two leaders signed a pact.", "leaders",
     ["KEN GOV definite", "TCD GOV definite"]),
    ("Kenya's army fought the Chadian army. The two armies lost ten tanks.", "armies",
     ["KEN MIL definite", "TCD MIL definite"]),
    ("Kenya met Chad and Uganda. The two leaders signed a pact.", "leaders", ["GOV role"]),
    # two states before one office, and an envoy's own state before that to which he is sent
    ("The U.S. and UK foreign ministers left.", "U.S.", ["USA GOV role"]),
    ("The Kenyan Sudan envoy left.", "Sudan envoy", ["KEN GOV role"]),
    ("The Kenyan Sudan envoy left.", "Kenyan", []),
    # where somebody lives, or whom somebody is against
    ("A Nairobi-based preacher left.", "Nairobi-based preacher", ["REL role"]),
    ("A Nairobi-based bank left.", "Nairobi-based bank", ["KEN BUS role"]),
    ("After a trip to Cuba an anti-Castro lawmaker left.", "lawmaker", ["LEG role"]),
    # exiles are not at home where police meet them
    ("Kenyan exiles were held. Police fired shots.", "Police", ["COP role"]),
    # countries that only say where are no sides
    ("Raids hit towns at the border with Mali and Chad. Kenya left Russia. Both sides signed a pact.", "sides", []),
    ("Mali and Chad met in Kenya. Both sides signed a pact.", "sides", ["MLI definite", "TCD definite"]),
    # whose mayor somebody is stands before the office, where he is met behind his name
    ("Kenya thanked Aleppo Mayor Hasan Otieno in Paris.", "Mayor Hasan Otieno", ["SYR GOV unknown"]),
    ("Kenya thanked the mayor in Paris.", "mayor", ["FRA GOV role"]),
    # a namesake of a leader whose country nobody speaks of
    ("Junaid Hussain wrote letters. Hussain met Kenyan rebels.", "Hussain", ["UNK alias"]),
    # heads of what no table knows, and those who speak at a rally
    ("Kenya will talk with Orange Order leaders.", "Orange Order leaders", ["UNK role"]),
    ("Kenyan protesters heard speakers.", "speakers", []),
    ("The Kenyan speaker left.", "Kenyan speaker", ["KEN LEG role"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "expected"), GOLDEN)
def test_who_is_meant(text: str, word: str, expected: list[str], tools: Tools) -> None:
    [parsed] = parse([Report("r", "", text, published="2024-06-12")], tools)
    assert references(parsed.sentences, word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb hit the church of St. Peter and St. Paul in Nairobi.", ["Nairobi"]),
        ("Guards searched the Saint Peter and Saint Paul Orthodox Church in Nairobi.", ["Nairobi"]),
        ("A bomb hit a bank in St. Louis.", ["St. Louis"]),
    ],
)
def test_whom_a_church_is_called_after_is_no_place(text: str, expected: list[str], tools: Tools) -> None:
    [parsed] = parse([Report("r", "", text, published="2024-06-12")], tools)
    assert [p.text for s in parsed.sentences for p in s.places] == expected
