"""Each comparison by itself, and the explanation that each owes the user."""

from __future__ import annotations

import pytest
from handmade import Coder, voice, write

from accord.reconciling.compare import (
    BY_SHAPE,
    BY_SIGHTING,
    relate_places,
    same_actors,
    same_date,
    same_direction,
    same_kind,
    same_recipients,
)
from accord.reconciling.origins import find_origins
from accord.reconciling.sightings import days, see, stage_of
from accord.records import Attribution, Place


def sight(kind, actors="", recipients="", published="2031-03-05", **more):
    coder = Coder(write("Something happened at the river between the two that day.", published=published))
    coder.event("Something happened at the river", kind, actors, recipients, **more)
    return see([coder.coded()], find_origins([coder.report]))[0]


def test_every_comparison_explains_itself():
    for function in (*BY_SHAPE, same_date, *BY_SIGHTING):
        words = (function.__doc__ or "").strip()
        assert len(words) > 40 and words.endswith(".") and ":" in words, function.__name__


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("SANCTION-withdraw", "SANCTION-withdraw", "same"),
        ("SANCTION-withdraw", "SANCTION-discontinue", "never"),
        ("ASSAULT", "ASSAULT-aerial", "alike"),
        ("ASSAULT-aerial", "ASSAULT-drone", "alike"),
        ("ASSAULT-aerial", "ASSAULT-sexual", "never"),
        ("CONCEDE", "RETREAT", "alike"),
        ("AGREE", "AID", "alike"),
        ("ACCUSE", "ASSAULT", "never"),
    ],
)
def test_kinds(a, b, level):
    assert same_kind(sight(a).shape, sight(b).shape).level == level


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("KEN", "KEN GOV", "same"),
        ("KEN", "KEN CVL", "alike"),
        ("KEN", "UGA", "never"),
        ("KEN", "", "unknown"),
        ("IGO NATO", "IGO CSTO", "never"),
    ],
)
def test_actors(a, b, level):
    assert same_actors(sight("ACCUSE", a, "FRA").shape, sight("ACCUSE", b, "FRA").shape).level == level


def test_reverse_direction_is_never_one():
    there, back = sight("ACCUSE", "KEN", "UGA").shape, sight("ACCUSE", "UGA", "KEN").shape
    assert same_direction(there, back).level == "never"
    talks = sight("CONSULT", "KEN", "UGA").shape, sight("CONSULT", "UGA", "KEN").shape
    assert same_direction(*talks).level != "never"


def test_recipients_that_are_body_and_member_may_be_one():
    coder = Coder(write("Uganda is a member of the union. Kenya left the union."))
    coder.tie("Uganda is a member of the union", "membership", "UGA", "IGO EUNION")
    coder.event("Kenya left the union", "SANCTION-withdraw", "KEN", "IGO EUNION")
    body = see([coder.coded()], find_origins([coder.report]))[0].shape
    member, stranger = sight("SANCTION-withdraw", "KEN", "UGA").shape, sight("SANCTION-withdraw", "KEN", "FRA").shape
    assert same_recipients(body, member).level == "alike"
    assert same_recipients(body, stranger).level == "never"


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ({"date": "2020"}, {"date": "2022"}, "never"),
        ({"date": "2022-09", "precision": "month"}, {"date": "2022-09-13"}, "alike"),
        ({"date": "2031-03-04"}, {"date": "2031-03-04"}, "same"),
        ({"date": "2031-03-04"}, {"date": "2031-03-05"}, "apart"),
        ({"date": "2031-03-04"}, {"date": "2031-03-14"}, "never"),
        ({"date": "2022"}, {}, "never"),
        ({"date": "2022"}, {"aux": ("historical",)}, "unknown"),
        ({"date": "2031-03-04"}, {}, "alike"),
        ({}, {}, "alike"),
        ({}, {"published": "2031-03-20"}, "apart"),
        ({}, {"published": "2031-09-20"}, "never"),
        ({"date": "2031-06", "aux": ("future",)}, {"date": "2032", "aux": ("future",)}, "apart"),
    ],
)
def test_dates(a, b, level):
    first, second = sight("ASSAULT", "KEN", **a), sight("ASSAULT", "KEN", **b)
    assert same_date(first.when, second.when).level == level
    assert same_date(second.when, first.when).level == level


def test_places():
    town = Place("Hamra", "LBN", lat=33.9, lon=35.5, feature="PPL")
    suburb = Place("Raouche", "LBN", lat=33.89, lon=35.47, feature="PPL")
    far = Place("Baalbek", "LBN", lat=34.0, lon=36.2, feature="PPL")
    country = Place("Lebanon", "LBN", feature="PCLI")
    assert relate_places(town, suburb) == "same"
    assert relate_places(town, country) == "within"
    assert relate_places(town, far) == "apart"


def test_stages_follow_modality_and_speaker():
    assert sight("ASSAULT", "KEN", aux=("future",)).stage == "announced"
    assert sight("ASSAULT", "KEN", aux=("future", "negation")).stage == "denied"
    assert sight("ASSAULT", "KEN", aux=("hypothetical",)).stage == "possible"
    assert sight("REJECT", "KEN", aux=("future",), by=voice("Analysts", "expects")).stage == "possible"
    assert sight("REJECT", "KEN", aux=("future",), by=voice("Kenya", "expects", "KEN")).stage == "announced"
    assert sight("ASSAULT", "KEN", aux=("future",), by=voice("Uganda", "warns", "UGA")).stage == "possible"
    assert sight("ASSAULT", "KEN", by=voice("Uganda", "warns", "UGA")).stage == "done"
    accuser = (Attribution("Uganda", None, "accused", "accuses", 0, 0),)
    assert stage_of(sight("ASSAULT", "KEN", by=accuser).event) == "alleged"


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2024", "year", "2024-01-01", "2024-12-31"),
        ("2024-12", "month", "2024-12-01", "2024-12-31"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("2024-02-10/2024-02-12", "range", "2024-02-10", "2024-02-12"),
        ("", "unknown", "None", "None"),
        ("soon", "day", "None", "None"),
        ("2024-13", "month", "None", "None"),
    ],
)
def test_days_of_shortened_dates(text, precision, first, last):
    start, end, _ = days(text, precision)
    assert (str(start), str(end)) == (first, last)
