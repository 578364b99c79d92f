"""Dependence by sector: the table of facts, how its rows end, and what of it is exposed."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from accord.ledger import facts as module
from accord.ledger.facts import DEPENDENCE, Fact, Facts, load_facts
from accord.ledger.folding import fold_words
from accord.ledger.following import follow, parse_action
from accord.ledger.world import World, is_bound
from accord.tables import Row, data
from accord.tiekinds import load_tie_kinds
from ledger.words import Told, word

ROWS = [fact for fact in load_facts().facts if fact.kind == "dependence"]


def stage(a: str, b: str, sector: str, day: str) -> tuple[str, tuple[str, ...]]:
    """The stage of a dependence on a day, and what it consists of."""
    world = World(None, day, day)
    [tie] = [one for one in world.ties(party=a, other=b, kind="dependence") if one.key == ("dependence", a, b, sector)]
    return tie.stage, tuple(fact.stands for fact in world.rows(tie))


def test_every_sector_and_part_of_the_world_has_rows() -> None:
    assert len(ROWS) >= 200
    sectors = Counter(fact.sector for fact in ROWS)
    assert set(sectors) == set(load_tie_kinds().kinds["dependence"].sectors)
    with (data("actors") / "states.tsv").open(encoding="utf-8") as lines:
        states = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        regions = {state["iso3"]: state["region"] for state in states}
    assert {regions[fact.a] for fact in ROWS} == set(regions.values()) - {""}


def test_every_row_says_what_and_where_it_is_known_from() -> None:
    assert all(fact.stands and fact.known and fact.where.startswith(f"{DEPENDENCE}:") for fact in ROWS)
    assert all(fact.stage == "holds" for fact in ROWS)


@pytest.mark.parametrize(
    ("a", "b", "sector", "day", "expected"),
    [
        ("POL", "RUS", "energy", "2022-04-26", "holds"),
        ("POL", "RUS", "energy", "2022-04-27", "cut"),
        ("UKR", "RUS", "energy", "2015-11-24", "holds"),
        ("UKR", "RUS", "energy", "2015-11-25", "shrinking"),  # gas ended, nuclear fuel went on
        ("UKR", "RUS", "energy", "2023-01-01", "cut"),
        ("IRQ", "TUR", "transit", "2024-01-01", "cut"),
        ("IRQ", "TUR", "transit", "2025-10-01", "holds"),
        ("SGP", "MYS", "water", "2024-01-01", "holds"),
    ],
)
def test_a_dependence_ends_when_its_last_row_does(a: str, b: str, sector: str, day: str, expected: str) -> None:
    assert stage(a, b, sector, day)[0] == expected


def test_a_tie_consists_of_the_rows_that_had_not_ended() -> None:
    assert stage("UKR", "RUS", "energy", "2015-01-01")[1] == ("natural gas", "nuclear fuel")
    assert stage("UKR", "RUS", "energy", "2018-01-01")[1] == ("nuclear fuel",)


def test_an_end_that_was_not_known_yet_is_no_end() -> None:
    world = World(None, "2023-01-01", "2015-01-01")
    [tie] = world.ties(party="UKR", other="RUS", kind="dependence")
    assert [fact.stands for fact in world.rows(tie)] == ["natural gas", "nuclear fuel"]


def test_a_report_can_contradict_a_row() -> None:
    said = word("cut", "2024-06-01", a="SGP", b="MYS", kind="dependence", sector="water", date="2024-06-01")
    [tie] = [
        one
        for one in World(Told([said]), "2024-06-12", "2024-06-12").ties(party="SGP", other="MYS", kind="dependence")
        if one.sector == "water"
    ]
    assert (tie.stage, tie.verdict) == ("holds", "contested")


def test_leaving_a_union_exposes_what_relies_on_its_other_members() -> None:
    found = follow(parse_action("ARM leaves EAEU"), World(None, "2024-06-12", "2024-06-12"))
    keys = {tie.key[1:] for tie in found.dependences}
    assert {("ARM", "RUS", sector) for sector in ("energy", "trade", "finance", "food")} <= keys
    assert not [key for key in keys if key[:2] == ("ARM", "IRN")]  # Iran is an observer


def test_what_relies_on_the_body_itself_is_exposed_too() -> None:
    found = follow(parse_action("Serbia joins the EU"), World(None, "2024-06-12", "2024-06-12"))
    assert ("dependence", "SRB", "EU", "trade") in {tie.key for tie in found.dependences}


def test_a_dependence_that_was_cut_is_not_exposed() -> None:
    found = follow(parse_action("Poland leaves the OSCE"), World(None, "2024-06-12", "2024-06-12"))
    assert ("dependence", "POL", "RUS", "energy") not in {tie.key for tie in found.dependences}
    before = follow(parse_action("Poland leaves the OSCE"), World(None, "2020-06-12", "2020-06-12"))
    assert ("dependence", "POL", "RUS", "energy") in {tie.key for tie in before.dependences}


def test_all_of_it_folds_without_a_contest() -> None:
    words = load_facts().words(kind="dependence")
    ties = fold_words(words, as_of="2025-12-01", known_by="2025-12-01")
    assert not [tie for tie in ties if tie.sides]
    assert {tie.key[1:] for tie in ties} == {(fact.a, fact.b, fact.sector) for fact in ROWS}
    assert sum(is_bound(tie) for tie in ties) > 180


def test_a_row_of_an_unknown_sector_or_without_a_matter_is_named() -> None:
    cells = {"a": "ARM", "b": "RUS", "sector": "gas", "what": "", "from": "", "to": "", "origin": "treaty"}
    said = [str(problem) for problem in module._check_sectors([Row(DEPENDENCE, 5, cells)], "dependence")]
    assert len(said) == 2
    assert "'gas' is none of dependence" in said[0]


def test_the_end_of_a_row_lessens_only_where_something_else_goes_on() -> None:
    def fact(stands: str, end: str) -> Fact:
        return Fact("dependence", "ARM", "RUS", "energy", "holds", "2000", end, stands, "treaty", f"x:{stands}{end}")

    gas, again, oil = fact("gas", "2010"), fact("gas", ""), fact("oil", "")

    def stages(other: Fact) -> list[str]:
        continued = {0: all(one.stands != gas.stands for one in module._going_on(gas, [gas, other]))}
        return [one.stage for one in Facts((gas, other), (), {}, {}, continued).words()]

    assert stages(oil) == ["holds", "shrinking", "holds"]
    assert stages(again) == ["holds", "holds"]
