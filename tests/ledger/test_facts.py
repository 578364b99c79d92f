"""The tables of facts: sound, broad, and readable as words on ties."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accord.ledger import facts as module
from accord.ledger.facts import OBLIGATIONS, Fact, check_facts, load_facts, member_tables
from accord.ledger.folding import fold_words, is_fact
from accord.ledger.world import World, is_bound
from accord.naming import load_names
from accord.tables import Row

FACTS = load_facts()
NAMED = (
    "CSTO NATO EU CIS EAEU SCO AU ECOWAS AES ASEAN GCC AL OPEC OPECPLUS OAS MERCOSUR AUKUS QUAD FIVEEYES BRICS OSCE "
    "COE COMMONWEALTH OIC SADC EAC IGAD ECCAS COMESA AMU ANDEAN UNASUR ALBA CARICOM PIF SAARC BIMSTEC OECD G7 G20 WTO "
    "IAEA ICC SCHENGEN EUROZONE EFTA VISEGRAD NORDIC GUAM OTS OIF CPLP NONALIGNED"
)


def members(body: str, day: str) -> set[str]:
    return {tie.key[1] for tie in World(None, day, day).members(body) if is_bound(tie)}


def test_the_tables_are_sound() -> None:
    assert [str(problem) for problem in check_facts()] == []


def test_they_hold_the_well_known_bodies() -> None:
    assert set(NAMED.split()) <= set(FACTS.bodies)
    assert len(FACTS.bodies) >= 60
    assert len(FACTS.pacts) >= 60


@pytest.mark.parametrize(
    ("body", "day", "number"),
    [
        ("NATO", "1950-01-01", 12), ("NATO", "1983-01-01", 16), ("NATO", "2022-01-01", 30), ("NATO", "2024-06-12", 32),
        ("EU", "1960-01-01", 6), ("EU", "1990-01-01", 12), ("EU", "2019-01-01", 28), ("EU", "2024-01-01", 27),
        ("ASEAN", "2020-01-01", 10), ("GCC", "2020-01-01", 6), ("SADC", "2020-01-01", 16), ("CSTO", "2024-01-01", 6),
        ("OECD", "2024-01-01", 38), ("WTO", "2025-01-01", 166), ("AL", "2020-01-01", 22), ("COE", "2024-01-01", 46),
        ("AU", "2024-01-01", 55), ("OSCE", "2024-01-01", 57), ("COMMONWEALTH", "2024-01-01", 56),
        ("ICC", "2025-06-01", 125), ("ECOWAS", "2024-01-01", 15), ("ECOWAS", "2025-03-01", 12),
        ("OPEC", "2024-06-01", 12), ("SCO", "2025-01-01", 10), ("BRICS", "2024-12-31", 9),
        ("CARICOM", "2024-01-01", 14), ("G7", "2020-01-01", 7), ("UN", "2024-01-01", 193),
    ],
)  # fmt: skip
def test_a_body_has_as_many_members_as_it_had(body: str, day: str, number: int) -> None:
    assert len(members(body, day)) == number


@pytest.mark.parametrize(
    ("a", "b", "day", "stage"),
    [
        ("ARM", "CSTO", "2010-01-01", "member"),
        ("UZB", "CSTO", "2000-01-01", "left"),
        ("UZB", "CSTO", "2010-01-01", "member"),
        ("UZB", "CSTO", "2012-09-01", "suspended"),
        ("UZB", "CSTO", "2013-01-01", "left"),
        ("GBR", "EU", "2020-01-30", "member"),
        ("GBR", "EU", "2020-01-31", "left"),
        ("RUS", "COE", "2022-03-01", "suspended"),
        ("RUS", "COE", "2023-01-01", "expelled"),
        ("MLI", "ECOWAS", "2024-06-01", "exit announced"),
        ("QAT", "OPEC", "2019-06-01", "left"),
        ("IND", "SCO", "2010-01-01", "observer"),
        ("SYR", "AL", "2015-01-01", "suspended"),
    ],
)
def test_memberships_have_stages(a: str, b: str, day: str, stage: str) -> None:
    [tie] = World(None, day, day).ties(party=a, other=b, kind="membership")
    assert tie.stage == stage


def test_a_fact_is_known_from_its_own_date() -> None:
    assert World(None, "2024-01-01", "1994-04-19").ties(party="ARM", other="CSTO", kind="membership") == ()
    assert World(None, "1994-04-19", "2024-01-01").ties(party="ARM", other="CSTO", kind="membership") == ()


def test_every_word_names_its_row() -> None:
    for word in FACTS.words():
        assert is_fact(word)
        assert re.fullmatch(r"ties/[\w/]+\.tsv:\d+", word.origin)
        assert word.quote
    assert len({word.id for word in FACTS.words()}) == len(list(FACTS.words()))


def test_the_words_of_a_party_are_those_that_name_it() -> None:
    own = {word.id for word in FACTS.words(party="ARM")}
    assert own == {word.id for word in FACTS.words() if "ARM" in (word.a.country, word.b.country)}
    assert {word.kind for word in FACTS.words(party="ARM", kind="forces")} == {"forces"}


def test_a_pact_that_another_takes_up_has_not_ended() -> None:
    for day in ("2024-12-03", "2024-12-04"):
        [tie] = World(None, day, day).ties(party="RUS", other="PRK", kind="alliance")
        assert tie.stage == "obliged"
    [tie] = World(None, "1998-01-01", "1998-01-01").ties(party="RUS", other="PRK", kind="alliance")
    assert tie.stage == "ended"


def test_obligations_are_atops_five() -> None:
    found = {duty for body in FACTS.bodies.values() for duty, _ in body.articles}
    assert found <= set(OBLIGATIONS)
    assert {"defence", "nonaggression", "consultation"} <= found
    assert {owes for pact in FACTS.pacts for _, owes in pact.owed} == {"both", "a"}


def test_all_folded_is_quick_and_whole() -> None:
    ties = fold_words(FACTS.words(), as_of="2024-06-12", known_by="2024-06-12")
    assert len(ties) > 1500
    assert not [tie for tie in ties if tie.sides]


def row(**cells: str) -> Row:
    blank = dict.fromkeys(("body", "member", "stage", "from", "to", "origin"), "")
    return Row("ties/members/x.tsv", 3, blank | {"body": "CSTO", "stage": "member", "origin": "treaty"} | cells)


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ({"member": "XXX"}, "no state, organisation or group has the code 'XXX'"),
        ({"member": "ARM", "from": "2024-13"}, "is no date"),
        ({"member": "ARM", "from": "2024-06", "to": "2023"}, "before it begins"),
        ({"member": "ARM", "stage": "chieftain"}, "none of a membership's"),
        ({"member": "ARM", "origin": ""}, "no origin"),
        ({"member": "ARM", "body": "WHO"}, "has no row"),
        ({"member": "CSTO"}, "both parties are the same"),
    ],
)
def test_a_row_that_is_wrong_is_named(cells: dict[str, str], what: str) -> None:
    problems = [str(problem) for problem in module._check_members([row(**cells)])]
    assert any(what in problem for problem in problems), problems
    assert all(problem.startswith("ties/members/x.tsv:3: ") for problem in problems)


def test_rows_that_overlap_are_named() -> None:
    rows = [row(member="ARM", **{"from": "2002"}), row(member="ARM", stage="observer", **{"from": "2010"})]
    assert len(list(module._check_spells(rows, ("body", "member")))) == 1
    rows[0].cells["to"] = "2010"
    assert list(module._check_spells(rows, ("body", "member"))) == []


def test_every_body_of_the_tables_has_a_name() -> None:
    names = load_names()
    assert all(names.actors[body].name for body in FACTS.bodies)
    assert names.name(names.actors["CSTO"]) == "CSTO"
    assert names.name(names.actors["COMMONWEALTH"]) == "Commonwealth of Nations"
    assert names.name(names.actors["USA"]) == "United States"


def test_there_are_tables_for_every_part_of_the_world() -> None:
    assert {Path(table).stem for table in member_tables()} == {
        "africa", "americas", "asia_pacific", "eurasia", "europe", "mideast", "security", "world",
    }  # fmt: skip
    assert isinstance(FACTS.facts[0], Fact)
