"""The invented past of an example set: what was put into it is what trends and forecasts find."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.make_past import rows

from accord.foresight import past_of, trends_of
from accord.handover import import_events
from accord.ledger import open_ledger

PAST = Path(__file__).parents[2] / "examples" / "sokh-border-clash" / "past" / "invented-icews.tab"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sokh") / "sokh.db"
    with open_ledger(path, create=True) as held:
        read = import_events(held, "icews", PAST, lambda refused: pytest.fail(str(refused)))
        assert read.read == read.new > 1000
    return path


def test_the_file_is_what_its_maker_makes() -> None:
    assert PAST.read_text(encoding="utf-8") == "".join("\t".join(row) + "\n" for row in rows())
    assert PAST.stat().st_size < 200_000


def test_it_says_of_each_row_that_it_is_invented() -> None:
    _, *made = rows()
    assert {row[13] for row in made} == {"invented"}


def test_the_thaw_and_the_quarrel_are_found(ledger: Path) -> None:
    with open_ledger(ledger) as held:
        drawn = trends_of(past_of(held), "KGZ UZB", by="month")
    turns = {(one.actor, one.kind, change.of): change.start for one in drawn for change in one.changes}
    assert turns["KGZ", "", "score"] == turns["UZB", "", "score"] == "2018-11-01"
    assert turns["UZB", "quad 3", "count"] == turns["UZB", "quad 4", "count"] == "2018-11-01"
    [thaw] = [one.changes[0] for one in drawn if (one.actor, one.kind) == ("KGZ", "quad 1")]
    assert "2017-09" <= thaw.start[:7] <= "2017-11"
    assert thaw.after > 2 * thaw.before
