"""Laws of the ledger: for any reports, in any order, in any portions, with any rulings."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sides import raid
from told import days_of, keep, make_history, newer_version, view

from accord.ledger import Ledger, open_ledger
from accord.ledger.people import make_ruling
from accord.records import Coded
from accord.upkeep import rebuild, rule

HISTORY = [*make_history(), raid(), raid("West", published="2031-03-09", lead="The mast fell in the storm.")]
HISTORY.append(
    newer_version(HISTORY[0], "Kenya may stay in the East Union after all, its prime minister said.", "2031-03-06")
)
SLOW = settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
EVENTS = [event.id for one in HISTORY for event in one.events]


class Chosen(list[Coded]):
    """Reports that a failure names by their numbers alone."""

    def __repr__(self) -> str:
        return f"reports {[HISTORY.index(one) for one in self]}"


reports = st.lists(st.integers(0, len(HISTORY) - 1), unique=True, min_size=1).map(
    lambda n: Chosen(HISTORY[i] for i in n)
)


@contextmanager
def new_ledger() -> Iterator[Ledger]:
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "x.db", create=True) as ledger:
        yield ledger


def portions(data: st.DataObject, coded: list[Coded]) -> Iterator[list[Coded]]:
    rest: list[Coded] = Chosen(data.draw(st.permutations(range(len(coded))).map(lambda n: Chosen(coded[i] for i in n))))
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        yield rest[:size]
        rest = rest[size:]


def rulings_on(data: st.DataObject, coded: list[Coded]) -> list[object]:
    """Up to three rulings of people on events of these reports, and perhaps the revocation of one."""
    events = [event.id for one in coded for event in one.events]
    made = []
    for number in range(data.draw(st.integers(0, 3)) if events else 0):
        kind = data.draw(st.sampled_from(("merge", "split", "reject", "confirm")))
        named = data.draw(st.lists(st.sampled_from(events), min_size=1, max_size=3, unique=True))
        day = data.draw(st.sampled_from(("2031-03-10", "2031-03-25", "2031-05-01")))
        made.append(make_ruling(kind, tuple(named), who="A. Reader", at=f"{day}T0{number}:00:00Z"))
    if made and data.draw(st.booleans()):
        gone = data.draw(st.sampled_from(made))
        made.append(make_ruling("revoke", gone.events, who="B", at="2031-05-02T00:00:00Z", revokes=gone.id))
    return made


@SLOW
@given(reports, st.data())
def test_any_order_and_any_portions_end_in_the_same_content(coded: list[Coded], data: st.DataObject) -> None:
    with new_ledger() as whole, new_ledger() as parts:
        keep(whole, coded)
        for portion in portions(data, coded):
            keep(parts, portion)
        assert list(parts.dump()) == list(whole.dump())


@SLOW
@given(reports, st.data())
def test_reading_twice_adds_nothing(coded: list[Coded], data: st.DataObject) -> None:
    with new_ledger() as ledger:
        keep(ledger, coded)
        before = list(ledger.dump())
        keep(ledger, coded[::-1])
        assert list(ledger.dump()) == before


@SLOW
@given(reports, st.data())
def test_what_was_known_by_a_day_stays_as_it_was(coded: list[Coded], data: st.DataObject) -> None:
    day = data.draw(st.sampled_from(days_of(HISTORY)))
    with new_ledger() as ledger:
        keep(ledger, [one for one in coded if one.report.published <= day])
        before = view(ledger, day)
        keep(ledger, coded)
        assert view(ledger, day) == before
        for ruling in rulings_on(data, coded):
            if ruling.at[:10] > day:
                rule(ledger, ruling)
        assert view(ledger, day) == before


@SLOW
@given(reports, st.data())
def test_a_rebuild_equals_the_sum_of_increments_with_rulings(coded: list[Coded], data: st.DataObject) -> None:
    with new_ledger() as ledger:
        for portion in portions(data, coded):
            keep(ledger, portion)
        for ruling in rulings_on(data, coded):
            rule(ledger, ruling)
        grown = list(ledger.dump())
        rebuild(ledger)
        assert list(ledger.dump()) == grown


@SLOW
@given(reports, st.data())
def test_reports_that_come_after_a_ruling_end_in_the_same_content(coded: list[Coded], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(coded)))
    rulings = rulings_on(data, coded[:cut])
    with new_ledger() as early, new_ledger() as late:
        keep(early, coded)
        for ruling in rulings:
            rule(early, ruling)
        keep(late, coded[:cut])
        for ruling in rulings:
            rule(late, ruling)
        keep(late, coded[cut:])
        assert list(late.dump()) == list(early.dump())


@SLOW
@given(reports, st.data())
def test_every_event_stands_in_one_episode_or_was_taken_out(coded: list[Coded], data: st.DataObject) -> None:
    with new_ledger() as ledger:
        keep(ledger, coded)
        out: set[str] = set()
        for ruling in rulings_on(data, coded):
            rule(ledger, ruling)
            out |= set(ruling.events) if ruling.kind == "reject" else set()
        newer = HISTORY[-1] in coded and HISTORY[0] in coded
        out |= {event.id for event in HISTORY[0].events} if newer else set()
        standing = [event for known in ledger.episodes() for event in known.record.events]
        assert len(standing) == len(set(standing))
        assert {event.id for one in coded for event in one.events} - out <= set(standing)


@SLOW
@given(reports, st.data())
def test_a_retraction_closes_and_never_deletes(coded: list[Coded], data: st.DataObject) -> None:
    with new_ledger() as ledger:
        keep(ledger, coded)
        held = {(k.name, k.known_since): k.record for k in ledger.episodes(closed=True)}
        said = {(w.id, w.stage, w.known_since) for w in ledger.tie_words(closed=True)}
        for ruling in rulings_on(data, coded):
            rule(ledger, ruling)
        for known in ledger.episodes(closed=True):
            if known.known_since < "2031-03-10":
                assert held.pop((known.name, known.known_since)) == known.record
        assert not [key for key in held if key[1] < "2031-03-10"]
        now = {(w.id, w.stage, w.known_since) for w in ledger.tie_words(closed=True)}
        assert {one for one in said if one[2] < "2031-03-10"} <= now
