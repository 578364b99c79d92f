"""Titles read as sentences for every type, mode and stage."""

from __future__ import annotations

import re

import pytest
from handmade import actor

from accord.ontology import load_ontology
from accord.reconciling import check_reconciling, check_titles
from accord.reconciling.titles import load_titles
from accord.records import Actor, Place

TITLES = load_titles([actor("IGO NATO", "North Atlantic Treaty Organization")])
KINDS = [(kind.name, mode) for kind in load_ontology().types.values() for mode in ("", *kind.modes)]


def test_the_tables_are_sound():
    assert list(check_titles()) == []
    assert list(check_reconciling()) == []


@pytest.mark.parametrize(("kind", "mode"), KINDS)
def test_every_kind_has_a_title_at_every_stage(kind, mode):
    for stage in ("done", "announced", "possible", "denied", "alleged"):
        for actors, recipients in (("ARM", "AZE"), ("ARM", ""), ("", "AZE"), ("", "")):
            title = TITLES.title(
                kind,
                mode,
                stage,
                actors=[actor(actors)] if actors else [],
                recipients=[actor(recipients)] if recipients else [],
            )
            assert not re.search(r"[{}<>\[\]|]|  | $", title), title
            assert title[0].isupper()
            assert kind not in title
            assert ("Armenia" in title) == bool(actors) or not actors


@pytest.mark.parametrize(
    ("kind", "mode", "stage", "actors", "recipients", "title"),
    [
        ("SANCTION", "withdraw", "announced", "ARM", "IGO NATO", "Armenia announces leaving NATO"),
        ("SANCTION", "withdraw", "done", "ARM GOV", "IGO NATO", "Armenia withdraws from NATO"),
        ("SANCTION", "withdraw", "possible", "ARM", "IGO NATO", "Armenia may withdraw from NATO"),
        ("SANCTION", "withdraw", "denied", "ARM", "IGO NATO", "Withdrawal of Armenia from NATO (denied)"),
        ("CONSULT", "", "done", "ARM;AZE", "", "Armenia and Azerbaijan talk"),
        ("CONSULT", "visit", "announced", "FRA", "ARM", "France announces a visit to Armenia"),
        ("ASSAULT", "explosives", "done", "", "SYR CVL", "Bombing of civilians in Syria"),
        ("PROTEST", "demo", "done", "ARM CVL", "ARM GOV", "Civilians demonstrate against the government in Armenia"),
        ("ASSAULT", "firearms", "done", "FRA;DEU;ITA;ESP", "", "France, Germany and others open fire"),
        ("AID", "", "possible", "USA", "ARM", "United States may give aid to Armenia"),
    ],
)
def test_titles(kind, mode, stage, actors, recipients, title):
    who, whom = ([actor(code) for code in codes.split(";") if code] for codes in (actors, recipients))
    assert TITLES.title(kind, mode, stage, actors=who, recipients=whom) == title


@pytest.mark.parametrize(
    ("kind", "mode", "about", "whom", "title"),
    [
        ("CONCEDE", "", "territory", "AZE", "Armenia decides to cede territory to Azerbaijan"),
        ("SANCTION", "withdraw", "envoy", "AZE", "Armenia recalls envoys from Azerbaijan"),
        ("SANCTION", "expel", "envoy", "AZE", "Armenia expels diplomats of Azerbaijan"),
        ("RETREAT", "withdraw", "territory", "AZE", "Armenia cedes territory to Azerbaijan"),
        ("COOPERATE", "", "accession", "IGO NATO", "Armenia joins NATO"),
        ("COOPERATE", "", "accession", "AZE", "Armenia works together with Azerbaijan"),
    ],
)
def test_what_it_is_about_is_told(kind, mode, about, whom, title):
    assert TITLES.title(kind, mode, "done", actors=[actor("ARM")], recipients=[actor(whom)], about=about) == title


def test_a_place_is_named_once():
    place = Place("Gulu", "UGA")
    title = TITLES.title("ASSAULT", "explosives", "done", actors=[], recipients=[], place=place)
    assert title == "Bombing in Gulu"


def test_a_country_is_no_place_of_a_promise():
    place = Place("Syria", "SYR", feature="PCLI")
    title = TITLES.title("SANCTION", "withdraw", "announced", actors=[actor("ARM")], place=place)
    assert title == "Armenia announces leaving a body or mission"


@pytest.mark.parametrize(
    ("kind", "actors", "recipients", "about", "title"),
    [
        ("REQUEST-assist", [actor("ARM GOV")], [actor("WST", role="states")], "", "Armenia asks the West for help"),
        ("REQUEST-assist", [actor("ARM GOV")], [], "", "Armenia asks for help"),
        ("ACCUSE-disapprove", [actor("ARM")], [], "", "Armenia voices criticism"),
        (
            "ACCUSE-allege",
            [actor("ARM GOV", "A. Person", "head of government")],
            [actor("FRA MIL", role="peacekeeper")],
            "",
            "Armenia accuses French peacekeepers",
        ),
        (
            "PROTEST-riot",
            [actor("ARM CVL", role="protester"), actor("ARM COP", role="police")],
            [],
            "",
            "Protesters clash with police in Armenia",
        ),
        ("PROTEST-demo", [actor("ARM", "Armenia")], [], "", "Protesters demonstrate in Armenia"),
        (
            "COERCE-arrest",
            [actor("ARM COP")],
            [actor("ARM CVL", role="farmer")],
            "",
            "Police arrest farmers in Armenia",
        ),
        (
            "COERCE-arrest",
            [actor("ARM COP")],
            [actor("ARM CVL", role="fisherman")],
            "",
            "Police arrest fishermen in Armenia",
        ),
        ("SANCTION-discontinue", [actor("ARM")], [actor("IGO NATO")], "dues", "Armenia stops payments to NATO"),
        ("SANCTION-discontinue", [actor("ARM")], [actor("FRA")], "unheard of", "Armenia suspends ties with France"),
        (
            "COOPERATE",
            [actor("ARM")],
            [actor("USA MIL", role="force")],
            "drills",
            "Armenia holds exercises with United States",
        ),
        ("RETREAT-resign", [actor("ARM GOV", "A. Person", "head of government")], [], "", "A. Person steps down"),
        (
            "COERCE-deport",
            [],
            [Actor("", "CVL", "ethnic Ruritanian", "resident")],
            "",
            "Deportation of ethnic Ruritanian residents",
        ),
    ],
)  # fmt: skip
def test_titles_say_who_and_what(kind, actors, recipients, about, title):
    type_, _, mode = kind.partition("-")
    assert TITLES.title(type_, mode, "done", actors=actors, recipients=recipients, about=about) == title


def test_a_charge_is_told_where_it_reads_on():
    sides = {"actors": [actor("ARM")], "recipients": [actor("FRA")]}
    charge = "failing to keep the ford open"
    told = TITLES.title("ACCUSE", "allege", "done", charge=charge, **sides)
    assert told == "Armenia accuses France of failing to keep the ford open"
    told = TITLES.title("ACCUSE", "disapprove", "done", charge=charge, **sides)
    assert told == "Armenia criticises France over failing to keep the ford open"
    assert charge not in TITLES.title("REJECT", "", "done", charge=charge, **sides)
