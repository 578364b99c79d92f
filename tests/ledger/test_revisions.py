"""Imported events that their dataset edits, takes back, or gives several parties."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told import NewLedger

from accord.forecasting.history import gather
from accord.ledger import Ledger, open_ledger
from accord.records import Actor, PastDeletion, PastEvent

ARM, TCD, BLR = Actor("ARM", "", "Armenia"), Actor("TCD", "", "Chad"), Actor("BLR", "MIL", "Belarus")
MAY, JUNE, JULY = (f"2030-0{month}-20T08:00:00Z" for month in (5, 6, 7))


def row(version: str, *, dead: int | None = 0, date: str = "2030-05-02", key: str = "MLI7") -> PastEvent:
    return PastEvent("acled", key, date, ARM, TCD, "ASSAULT", dead=dead, version=version)


GONE = PastDeletion("acled", "MLI7", "2030-08-01T00:00:00Z")


@pytest.fixture
def fresh(new_ledger: NewLedger) -> Iterator[Callable[[], Ledger]]:
    with ExitStack() as held:
        yield lambda: held.enter_context(open_ledger(new_ledger(), create=True))


def dead(ledger: Ledger, known_by: str = "") -> list[int | None]:
    return [one.dead for one in ledger.past_events(known_by=known_by)]


def test_an_edited_row_takes_the_place_of_the_older_one_from_its_day_on(fresh: Callable[[], Ledger]) -> None:
    ledger = fresh()
    assert ledger.append_past_events([row(MAY, dead=2)]) == 1
    assert ledger.append_past_events([row(JUNE, dead=5)]) == 1
    assert dead(ledger) == [5]
    assert dead(ledger, "2030-05-01") == []
    assert dead(ledger, "2030-05-02") == dead(ledger, "2030-06-19") == [2]
    assert dead(ledger, "2030-06-20") == [5]
    [event] = ledger.past_events()
    assert (event.key, event.version) == ("MLI7", JUNE)


def test_what_is_held_or_says_nothing_new_is_not_kept(fresh: Callable[[], Ledger]) -> None:
    ledger = fresh()
    assert ledger.append_past_events([row(MAY, dead=2), row(MAY, dead=2)]) == 1
    assert ledger.append_past_events([row(MAY, dead=2)]) == 0
    assert ledger.append_past_events([row(JUNE, dead=2)]) == 0  # stamped anew, and the same
    assert dead(ledger) == [2]


def test_a_deletion_closes_and_never_deletes(fresh: Callable[[], Ledger]) -> None:
    ledger = fresh()
    ledger.append_past_events([row(MAY, dead=2), row(JUNE, dead=5), GONE])
    assert dead(ledger) == []
    assert dead(ledger, "2030-07-31") == [5]
    assert dead(ledger, "2030-06-01") == [2]


def test_an_event_that_is_given_again_after_its_deletion_counts(fresh: Callable[[], Ledger]) -> None:
    ledger = fresh()
    ledger.append_past_events([GONE, row(MAY, dead=2)])
    assert dead(ledger) == []
    ledger.append_past_events([row("2030-09-01T00:00:00Z", dead=3)])
    assert dead(ledger) == [3]
    assert dead(ledger, "2030-08-15") == []


def test_an_edit_may_move_an_event_to_another_day(fresh: Callable[[], Ledger]) -> None:
    ledger = fresh()
    ledger.append_past_events([row(MAY), row(JUNE, date="2030-05-04")])
    assert [one.date for one in ledger.past_events()] == ["2030-05-04"]
    assert [one.date for one in ledger.past_events(known_by="2030-06-01")] == ["2030-05-02"]


def test_the_order_of_versions_and_deletions_does_not_matter(fresh: Callable[[], Ledger]) -> None:
    told = [row(MAY, dead=1), row(JUNE, dead=2), row(JULY, dead=3), GONE]
    dumps = set()
    for order in permutations(told):
        ledger = fresh()
        for one in order:
            ledger.append_past_events([one])
        dumps.add("\n".join(ledger.dump()))
    assert len(dumps) == 1


def test_other_rows_stay_as_they_are(fresh: Callable[[], Ledger]) -> None:
    ledger = fresh()
    plain = PastEvent("gdelt", "1", "2030-05-02", ARM, TCD, "AID")
    ledger.append_past_events([plain, row(MAY), row(JUNE, dead=4), row(MAY, key="MLI70", dead=9)])
    assert sorted((one.dataset, one.key, one.dead) for one in ledger.past_events()) == [
        ("acled", "MLI7", 4), ("acled", "MLI70", 9), ("gdelt", "1", None),
    ]  # fmt: skip


def test_what_is_made_from_the_past_hears_of_every_change(fresh: Callable[[], Ledger]) -> None:
    ledger = fresh()
    marks = [ledger.past_mark()]
    for one in (row(MAY), row(JUNE, dead=4), GONE):
        ledger.append_past_events([one])
        marks.append(ledger.past_mark())
    assert len(set(marks)) == 4


def several() -> PastEvent:
    cells = (("Story People", "A; B"), ("Language", "en"))
    return PastEvent("polecat", "9@2030-05-02", "2030-05-02", ARM, TCD, "CONSULT", more_actors=(BLR, TCD),
                     more_recipients=(ARM,), cells=cells)  # fmt: skip


def test_several_parties_and_cells_come_back(fresh: Callable[[], Ledger]) -> None:
    ledger = fresh()
    ledger.append_past_events([several()])
    assert ledger.append_past_events([several()]) == 0
    assert list(ledger.past_events()) == [several()]


def test_an_event_is_found_by_any_of_its_parties(fresh: Callable[[], Ledger]) -> None:
    ledger = fresh()
    ledger.append_past_events([several()])
    assert len(list(ledger.past_events(actor="BLR"))) == 1
    assert len(list(ledger.past_events(actor="TCD", recipient="ARM"))) == 1
    assert list(ledger.past_events(recipient="BLR")) == []


def test_forecasting_counts_an_event_once_for_each_pair() -> None:
    history = gather([several()])
    named = [(history.parties[a], history.parties[b]) for a, b in zip(history.actor, history.recipient, strict=True)]
    assert sorted(named) == [("ARM", "TCD"), ("BLR", "ARM"), ("BLR", "TCD"), ("TCD", "ARM")]
    army = PastEvent("polecat", "1", "2030-05-02", ARM, TCD, "AID", more_actors=(Actor("ARM", "MIL", "army"),))
    assert len(gather([army])) == 1


VERSIONS = st.lists(st.tuples(st.sampled_from([MAY, JUNE, JULY]), st.integers(0, 1)), unique_by=lambda one: one[0])


@settings(max_examples=25, deadline=None)
@given(VERSIONS, st.booleans(), st.integers(0, 99))
def test_what_was_known_never_changes_by_what_is_learned_later(
    told: list[tuple[str, int]], gone: bool, seed: int
) -> None:
    import tempfile
    from pathlib import Path

    items = sorted((row(version, dead=toll) for version, toll in told), key=lambda one: one.version)
    later = random.Random(seed).randint(0, len(items))
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "x.db", create=True) as ledger:
        ledger.append_past_events(items[:later])
        day = items[later].version[:10] if later < len(items) else "2030-08-01"
        days = [one for one in ("2030-05-02", "2030-05-21", "2030-06-21", "2030-07-21") if one < day and later]
        before = [dead(ledger, one) for one in days]
        ledger.append_past_events([*items[later:], *([GONE] if gone else [])])
        assert [dead(ledger, one) for one in days] == before
