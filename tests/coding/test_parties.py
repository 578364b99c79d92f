"""Parties of world news: who did what to whom, each rule where it holds and where it must not."""

from __future__ import annotations

import pytest

from accord.parsing import Tools
from coding.examples import coded

Sides = tuple[list[str], list[str]]


def sides(text: str, tools: Tools, type_: str) -> list[Sides]:
    events = (e for e in coded(text, tools, published="2024-05-14").events if e.type == type_)
    return [([m.value.code for m in e.actors], [m.value.code for m in e.recipients]) for e in events]


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        # a nationality before what was struck says whose that was, before a weapon who struck
        ("Malian bus attack: 13 killed", "ASSAULT", ([], ["MLI"])),
        ("Malian drone attack kills 13 in Chad", "ASSAULT", (["MLI"], ["TCD CVL"])),
        # who belongs to somebody arrested or killed is another person
        ("Malian police arrested the minister Amadou Keita and his driver.", "COERCE",
         (["MLI COP"], ["MLI GOV", "MLI CVL"])),
        # two persons side by side, each of a country
        ("Presidents Kais Saied of Tunisia and Abdelmadjid Tebboune of Algeria signed a treaty.", "SUPPORT",
         (["TUN GOV", "DZA GOV"], [])),
        # a mutual deed of which only one side is named
        ("Mali forged a reconciliation with Chad.", "SUPPORT", None),
        # who is to come back is not asked
        ("Kenyan students rallied to demand the Chadian minister's return.", "PROTEST", (["KEN EDU"], [])),
        # whom one writes to congratulate is somebody else
        ("The president of Mali wrote to the president of Chad to congratulate him.", "SUPPORT",
         (["MLI GOV"], ["TCD GOV"])),
        ("The Kenyan minister said Chad had lied and warned it of sanctions.", "THREATEN", (["KEN GOV"], ["TCD"])),
        # what was said is done by others than whoever says it
        ("A UN panel, which said the Malian army made raids in 2014 and 2015, and also accused Chad of a raid, met.",
         "ACCUSE", (["UNO"], ["TCD"])),
        # what is left of a harm is no deed
        ("The Kenyan minister paid tribute to bombing victims in Chad.", "SUPPORT", (["KEN GOV"], ["TCD CVL"])),
        # nobody yields or promises to one's own troops
        ("Mali agreed to open the Malian palace.", "AGREE", (["MLI"], [])),
        ("Mali agreed to give Chad access to the port.", "AGREE", (["MLI"], ["TCD"])),
    ],
)  # fmt: skip
def test_who_did_what_to_whom(text: str, type_: str, expected: Sides | None, tools: Tools) -> None:
    assert sides(text, tools, type_)[:1] == ([expected] if expected else [])


def test_a_gerund_before_victims_is_no_deed(tools: Tools) -> None:
    assert sides("The Kenyan minister paid tribute to bombing victims in Chad.", tools, "ASSAULT") == []


def test_nobody_is_attacked_on_a_channel(tools: Tools) -> None:
    found = sides("The Malian rebels claimed the attack on their channel.", tools, "ASSAULT")
    assert all(not recipients for _, recipients in found)


def test_a_surname_that_is_a_province_acts_for_no_state(tools: Tools) -> None:
    assert [a for a, _ in sides("Since coming to Paris Hidalgo has met the Kenyan mayor.", tools, "CONSULT")] != [
        ["MEX"]
    ]


def test_a_state_accuses_another_regime_than_its_own(tools: Tools) -> None:
    assert sides("Mali and activists accused the regime of shelling.", tools, "ACCUSE")[0][1] == ["GOV"]
