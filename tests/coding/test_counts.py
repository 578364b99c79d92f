"""Counts and what they belong to across sentences; works, runs and the sides that words leave unsaid."""

from __future__ import annotations

import pytest

from accord.coding import code
from accord.lexicon import load_lexicon
from accord.ontology import load_ontology
from accord.parsing import Tools, parse
from accord.records import Block, Report
from coding.examples import coded, key, triple


def told(text: str, tools: Tools) -> list[str]:
    """``field value type`` of every count, the type of its event; a number set aside is marked."""
    found = coded(text, tools)
    types = {event.id: event.type for event in found.events}
    aside = {c.id for c in found.claims if c.said_by and c.said_by[-1].cue in ("not", "than", "of")}
    rows = (c for c in found.claims if c.field != "content")
    return [f"{c.field} {c.value} {types[c.event]}{' aside' if c.id in aside else ''}" for c in rows]


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        # Told on in a sentence of its own.
        ("Chad freed two teachers on Monday. The union said that only one had been freed.",
         ["released 2 RETREAT", "released 1 RETREAT"]),
        ("Chad praised two teachers on Monday. The union said that only one had been freed.", []),
        # What a report opens with is the toll of its first deed.
        ("The hospital received seven bodies. Rebels attacked the Malian army.", ["killed 7 ASSAULT"]),
        # Those on board after an exchange were freed; others are troops.
        ("Chad and Libya exchanged prisoners. A plane landed with 12 fighters aboard.", ["released 12 RETREAT"]),
        ("Chad deployed 12 fighters aboard a ship.", ["troops 12 MOBILIZE"]),
        # A number set aside for another.
        ("Chad and Libya signed the pact. The envoy said that eight states had signed, not nine.",
         ["signatories 8 SUPPORT", "signatories 9 SUPPORT aside"]),
        ("Rebels killed 12 people, not 15 as the army of Mali said.", ["killed 12 ASSAULT", "killed 15 ASSAULT aside"]),
        ("Rebels killed 12 people in Mali rather than 15.", ["killed 12 ASSAULT", "killed 15 ASSAULT aside"]),
        # A comma with a space behind it, as pages have it.
        ("Rebels killed 20, 000 people in Mali.", ["killed 20000 ASSAULT"]),
        ("Rebels killed 20, 300 fled Mali.", ["displaced 300 ASSAULT", "killed 20 ASSAULT"]),
        # What befell a part did not befall the whole.
        ("Rebels killed three of the 15 soldiers in Mali.", ["killed 3 ASSAULT"]),
        ("Rebels killed three of 15 Malian soldiers.", ["killed 3 ASSAULT"]),
        # What sums up a war is no toll of one attack.
        ("Rebels attacked the Malian army. The death toll of the war stands at 900.", []),
        ("Rebels attacked the Malian army. Some 900 people have died since January.", []),
        ("Rebels attacked the Malian army. The death toll rose to 12.", ["killed 12 ASSAULT"]),
        # Leaders stand for those they lead.
        ("Leaders of nine states signed a pact on Monday. Chad and Libya signed the pact.",
         ["signatories 9 SUPPORT"]),
    ],
)  # fmt: skip
def test_a_count_finds_its_deed(text: str, expect: list[str], tools: Tools) -> None:
    assert sorted(told(text, tools)) == sorted(expect)


@pytest.mark.parametrize(
    ("deed", "expect"),
    [
        ("Rebels attacked the Malian army, killing five.", ["5", "7"]),
        # A deed without a count may be another than that of which the bodies are.
        ("Rebels attacked the Malian army.", []),
    ],
)
def test_a_toll_in_the_body_waits_for_a_deed_that_is_counted(deed: str, expect: list[str], tools: Tools) -> None:
    first, rest = "It was a cold day.", f"The hospital received seven bodies. {deed}"
    text = f"{first}\n{rest}"
    blocks = (Block("paragraph", 0, len(first)), Block("paragraph", len(first) + 1, len(text)))
    report = Report(id="r", title="", text=text, published="2024-03-15", language="en", blocks=blocks)
    [found] = code(parse([report], tools), lexicon=load_lexicon(), ontology=load_ontology())
    assert sorted(claim.value for claim in found.claims if claim.field == "killed") == expect


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("Chad accused Libya of theft. The gates of the Bilu Sena dam were closed on Friday.", ["Bilu Sena dam"]),
        ("Chad accused Libya of theft over the Bilu Sena dam. It rained. The dam's gates were closed.",
         ["Bilu Sena dam"]),
        ("Chad accused Libya of theft. The crossing at Bilu was closed on Monday.", ["crossing at Bilu"]),
        # A work without a name, two of one kind, and a doer.
        ("Chad accused Libya of theft. The gates of the dam were closed.", []),
        ("Chad filled the Bilu dam and the Sena dam. Chad accused Libya of theft. The dam's gates were closed.", []),
        ("Chad accused Libya of theft. Chad closed the crossing at Bilu on Monday.", []),
    ],
)  # fmt: skip
def test_a_work_stands_for_itself(text: str, expect: list[str], tools: Tools) -> None:
    coerced = [event for event in coded(text, tools).events if event.type == "COERCE"]
    assert [m.value.name for event in coerced for m in event.recipients] == expect


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On the evening of 5 March the Kenyan army crossed the border. Guards fired. As a result, a Ugandan soldier "
         "was killed.", "2024-03-05"),
        # No word of consequence, a time of its own, and nothing dated before.
        ("On the evening of 5 March the Kenyan army crossed the border. A Ugandan soldier was killed.", "2024-03-15"),
        ("On 5 March the Kenyan army crossed the border. As a result, a Ugandan soldier was killed on 7 March.",
         "2024-03-07"),
        # A time on the last of two participles, and one that the clause behind it says more of.
        ("Nine Kenyan soldiers were killed and 20 wounded on 11 March, the minister said on Tuesday.", "2024-03-11"),
        ("The Kenyan army crossed the border. As a result, a Ugandan soldier was killed.", "2024-03-15"),
    ],
)  # fmt: skip
def test_a_run_goes_on_with_its_day(text: str, day: str, tools: Tools) -> None:
    [killed] = [event for event in coded(text, tools).events if event.type == "ASSAULT"]
    assert killed.date == day


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("Chad and Sudan quarrelled over the border. Qatar offered to mediate.", {"QAT > TCD", "QAT > SDN"}),
        ("Chad's government and the rebels began exchanging prisoners under a deal brokered by Oman.",
         {"OMN > TCD"}),
        ("Chad and Sudan held talks under the mediation of Qatar.", {"QAT > TCD", "QAT > SDN"}),
        # Three who quarrel, two quarrels, and nobody.
        ("Chad, Sudan and Libya quarrelled. Qatar offered to mediate.", set()),
        ("Chad accused Sudan of lying. Kenya accused Uganda of theft. Qatar offered to mediate.", set()),
        ("Qatar offered to mediate in the strike of the miners.", set()),
    ],
)  # fmt: skip
def test_a_mediator_has_the_sides_that_are_unsaid(text: str, expect: set[str], tools: Tools) -> None:
    ties = coded(text, tools).tie_claims
    assert {f"{key(t.a)} > {key(t.b)}" for t in ties if t.kind == "mediation"} == expect


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("Turkey maintains that there was no post.", ["REJECT TUR >"]),
        ("Turkey insists that there is no alternative to the pact.", []),
        ("Turkey said there would be no deal unless Greece left.", ["THREATEN TUR >"]),
        ("Turkey said there would be no rain if the wind turned.", []),
        ("Samoa signed on Monday.", ["SUPPORT WSM >"]),
        ("Samoa signed up for the race.", []),
    ],
)
def test_words_that_deny_threaten_and_sign(text: str, expect: list[str], tools: Tools) -> None:
    assert [f"{event.type} {triple(event)}" for event in coded(text, tools).events] == expect


UNOWNED = [
    ("A strong earthquake hit Mali, killing at least 12 people.", [("killed", "12")]),
    ("At least 140 people are missing after a landslide in Mali.", [("missing", "140")]),
    # What came before, what sums up and what is feared is no toll of the news.
    ("A quake shook Mali on Monday. In 2003 a quake in Mali killed 600 people.", []),
    ("A flood hit Mali. Some 900 people have died since January.", []),
    ("A flood hit Mali and may have killed 12 people.", []),
    # A deed in the same report may be what it is the toll of.
    ("A flood in Mali killed 12 people. Rebels attacked the Malian army.", []),
]


@pytest.mark.parametrize(("text", "expect"), UNOWNED)
def test_a_toll_that_nobody_made_is_the_reports_own(text: str, expect: list[tuple[str, str]], tools: Tools) -> None:
    claims = coded(text, tools).claims
    assert [(claim.field, claim.value) for claim in claims if not claim.event] == expect
