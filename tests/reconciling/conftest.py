"""The story that several tests share, coded by hand."""

from __future__ import annotations

import pytest
from handmade import make_exit_story

from accord.records import Coded


@pytest.fixture
def exit_story() -> list[Coded]:
    """Two outlets on one announced exit, with a denial, a freeze and lists of members that differ."""
    return make_exit_story()
