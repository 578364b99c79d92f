"""Every row of the phrase tables codes its own example: the row is documentation that cannot go stale."""

from __future__ import annotations

import pytest

from accord.lexicon import Phrase, load_lexicon
from accord.parsing import Tools
from coding.examples import coded, expected, triple

ROWS = load_lexicon().phrases.rows


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.source)
def test_row_codes_its_example(row: Phrase, tools: Tools) -> None:
    events = coded(row.example, tools).events
    found = [(e.type, e.mode, triple(e)) for e in events if e.phrase == row.source]
    assert [(t) for *_, t in found] == [expected(row.expect)], f"{row.example} gave {events}"
