"""Fixtures that are dear to make are made once a session."""

from __future__ import annotations

import pytest

from accord import pipeline
from accord.parsing import Tools


@pytest.fixture(scope="session")
def tools() -> Tools:
    """The English pipeline and the tables of actors: the pipeline's own, so that no test loads them a second time."""
    return pipeline._tools()
