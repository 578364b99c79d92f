"""Dossiers made by hand: invented countries, invented outlets, offsets found by ``str.find``."""

from __future__ import annotations

import pytest

from accord.records import Dossier
from publishing import bukora, odd, tarvia


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
