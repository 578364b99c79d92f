"""Tallies, kin and rules by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.forecasting.facts import Facts
from accord.forecasting.kin import read_kin, spread
from accord.forecasting.recollection import Recollection
from accord.forecasting.rules import Rules
from accord.forecasting.tallies import HALF_LIVES, NEVER, Tally


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.integers(0, 11), max_size=6), min_size=1, max_size=12), st.booleans())
def test_a_tally_is_the_sum_of_decayed_sightings(days: list[list[int]], reserved: bool) -> None:
    tally = Tally(4)
    if reserved:
        tally.reserve(np.arange(12))
    for day, keys in enumerate(days):
        if keys:
            tally.add(np.array(keys), day)
    asked = len(days)
    at = tally.find(np.arange(12))
    for key in range(12):
        seen = [asked - day for day, keys in enumerate(days) for _ in range(keys.count(key))]
        assert (at[key] >= 0) == bool(seen)
        assert tally.age(at[key : key + 1], asked)[0] == min(seen, default=NEVER)
        assert tally.times(at[key : key + 1])[0] == len(seen)
        for place, half in enumerate(HALF_LIVES):
            value = tally.value(at[key : key + 1], asked, place)[0]
            assert value == pytest.approx(sum(0.5 ** (age / half) for age in seen), rel=1e-4)
    owners, found = tally.find_rows(np.array([2, 0]))
    assert tally.keys[found].tolist() == [k for row in (2, 0) for k in range(row * 4, row * 4 + 4) if at[k] >= 0]
    assert (tally.columns(found) == tally.keys[found] - np.array([2, 0])[owners] * 4).all()


NAMES = ["Gondor", "Police (Gondor)", "Army (Gondor)", "Court (Gondor)", "Faramir", "Elf (film)", "Rohan"]


def test_homes_and_roles_are_read_from_names() -> None:
    kin = read_kin(NAMES)
    assert kin.homes.tolist() == [1, 1, 1, 1, 0, 0, 0]  # one film is no home, and Rohan has no offices here
    assert kin.roles[0] == 1  # a state
    assert len(set(kin.roles[:4].tolist())) == 4
    assert kin.named.tolist() == [True] * 4 + [False] * 3


def test_who_has_no_home_takes_that_of_its_company() -> None:
    kin = spread(read_kin(NAMES), Facts.of([(4, 0, 1, 0), (6, 0, 4, 0), (4, 0, 5, 1)]))
    assert kin.homes.tolist() == [1, 1, 1, 1, 1, 0, 0]
    assert not kin.named[4]


def rules_after(days: int) -> tuple[Rules, Recollection]:
    """0 threatens 1 on every even day and fights it the day after; 2 is threatened now and then, never fought."""
    past = Recollection(4, 2, read_kin([""] * 4))
    rules = Rules(past.kinds)
    for day in range(days):
        rows = [(0, 0, 1, day)] if day % 2 == 0 else [(0, 1, 1, day)]
        facts = Facts.of(rows + ([(0, 0, 2, day)] if day % 3 == 0 else []))
        if day:
            rules.learn(past, facts.both_ways(2), day)
        past.advance(facts, day)
    rules.settle()
    return rules, past


def test_a_rule_that_holds_is_believed_more_than_one_that_does_not() -> None:
    rules, past = rules_after(41)
    fired = rules.fire(past, np.array([0]), np.array([1]), 41)
    assert fired.proposed.tolist() == [1, 2]
    assert fired.strongest[0] > 0.7
    assert fired.strongest[1] < fired.strongest[0] / 2
    assert fired.fired.tolist() == [2, 1]
    assert (fired.second <= fired.strongest).all()


def test_confidences_are_chances_and_none_is_certain() -> None:
    rules, _ = rules_after(15)
    assert (rules.confidence > 0).all()
    assert (rules.confidence < 1).all()


def test_nothing_fires_for_who_was_never_seen() -> None:
    rules, past = rules_after(15)
    assert not len(rules.fire(past, np.array([3]), np.array([0]), 15).owners)
