"""Titles read as sentences for every type, mode and stage."""

from __future__ import annotations

import re

import pytest
from handmade import actor

from accord.ontology import load_ontology
from accord.reconciling import check_reconciling, check_titles
from accord.reconciling.titles import load_titles
from accord.records import Place

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
        ("SANCTION", "withdraw", "announced", "ARM", "IGO NATO", "Armenia announces leaving NATO (announced)"),
        ("SANCTION", "withdraw", "done", "ARM GOV", "IGO NATO", "Armenia withdraws from NATO"),
        ("SANCTION", "withdraw", "possible", "ARM", "IGO NATO", "Armenia may withdraw from NATO (possible)"),
        ("SANCTION", "withdraw", "denied", "ARM", "IGO NATO", "Withdrawal of Armenia from NATO (denied)"),
        ("CONSULT", "", "done", "ARM;AZE", "", "Armenia and Azerbaijan talk"),
        ("CONSULT", "visit", "announced", "FRA", "ARM", "France announces a visit to Armenia (announced)"),
        ("ASSAULT", "explosives", "done", "", "SYR CVL", "Bombing of Syria's civilians"),
        ("PROTEST", "demo", "done", "ARM CVL", "ARM GOV", "Armenia's civilians demonstrate against Armenia"),
        ("ASSAULT", "firearms", "done", "FRA;DEU;ITA;ESP", "", "France, Germany and others open fire"),
        ("AID", "", "possible", "USA", "ARM", "United States may give aid to Armenia (possible)"),
    ],
)
def test_titles(kind, mode, stage, actors, recipients, title):  # noqa: PLR0917
    who, whom = ([actor(code) for code in codes.split(";") if code] for codes in (actors, recipients))
    assert TITLES.title(kind, mode, stage, actors=who, recipients=whom) == title


def test_a_place_is_named_once():
    place = Place("Gulu", "UGA")
    title = TITLES.title("ASSAULT", "explosives", "done", actors=[], recipients=[], place=place)
    assert title == "Bombing in Gulu"
