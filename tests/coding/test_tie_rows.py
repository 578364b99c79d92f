"""Every row of the table of ties codes its own example: the row is documentation that cannot go stale."""

from __future__ import annotations

import pytest

from accord.lexicon import TiePhrase, load_lexicon
from accord.parsing import Tools
from coding.examples import coded, key

ROWS = load_lexicon().ties.rows


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.source)
def test_row_codes_its_example(row: TiePhrase, tools: Tools) -> None:
    ties = [tie for tie in coded(row.example, tools).tie_claims if tie.phrase == row.source]
    left, right = (sorted({key(tie.a) for tie in ties}), sorted({key(tie.b) for tie in ties}))
    wanted = [sorted(side.strip().split(";")) for side in row.expect.split(">")]
    assert [left, right] == wanted
    assert {(tie.kind, tie.stage, tie.sector) for tie in ties} == {(row.kind, row.stage, row.sector)}
