"""Fixtures that are dear to make are made once a session."""

from __future__ import annotations

import pytest

from accord.parsing import Tools, load_tools


@pytest.fixture(scope="session")
def tools() -> Tools:
    """The English pipeline and the tables of actors."""
    return load_tools()
