"""Dossiers made by hand: invented countries, invented outlets, offsets found by ``str.find``."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.records import Background, Dossier, PairPast
from publishing import bukora, bygone, odd, tarvia


@pytest.fixture(scope="session")
def exit_dossier() -> Dossier:
    """Three reports, two origins: is it done, announced, or not announced at all?"""
    return tarvia.EXIT


@pytest.fixture(scope="session")
def clash_dossier() -> Dossier:
    """Two origins on one border clash: tolls differ, each side says that the other shot first."""
    return bukora.clash()


@pytest.fixture(scope="session")
def hostile_dossier() -> Dossier:
    """What an attacker or a broken feed would put into a report."""
    return odd.hostile()


@pytest.fixture(scope="session")
def empty_dossier() -> Dossier:
    """Nothing could be read."""
    return odd.empty()


@pytest.fixture(scope="session")
def large_dossier() -> Dossier:
    """240 reports, two a day, each an episode of its own."""
    return odd.large()


@pytest.fixture(scope="session")
def wordy_dossier() -> Dossier:
    """Titles of every length, in wide letters, and long names of actors."""
    return odd.wordy()


@pytest.fixture(scope="session")
def past_dossier() -> Dossier:
    """The same three reports, with a past and forecasts."""
    return bygone.bygone()


@pytest.fixture(scope="session")
def stale_dossier() -> Dossier:
    """The same three reports, with a past that says nothing."""
    note = "The past ends 2019-12-31, long before these reports: nothing is forecast from it."
    pair = PairPast("XTA", "XRO", 0, (), "The past holds no event between the two.")
    return replace(tarvia.EXIT, background=Background("2018-01-01", "2019-12-31", (pair,), (), note))
