"""Two sides' accounts of one clash: the ledger sees one happening where a dossier does, in any order of reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count, permutations
from pathlib import Path

import pytest
from handmade import Coder, voice, write
from sides import ARMY, raid
from told import keep, make_history, view

from accord.ledger import Ledger, open_ledger
from accord.reconciling import reconcile
from accord.records import Coded


def elsewhere() -> Coded:
    """Another attack by the army, told a day later by another hand."""
    text = "The army shelled a bridge near the border, villagers said, and nobody was hurt."
    coder = Coder(write(text, outlet="South", published="2031-03-07"))
    coder.event("The army shelled a bridge near the border", "ASSAULT-heavy-weapons", ARMY, date="2031-03-06",
                by=voice("villagers", "says", "MMR CVL"))  # fmt: skip
    return coder.coded()


@pytest.fixture
def new_ledger(tmp_path: Path) -> Iterator[Callable[[], Ledger]]:
    numbers = count()
    with ExitStack() as held:
        yield lambda: held.enter_context(open_ledger(tmp_path / f"{next(numbers)}.db", create=True))


def groups(episodes: object) -> set[frozenset[str]]:
    return {frozenset(episode.events) for episode in episodes}  # type: ignore[attr-defined]


def test_two_sides_accounts_are_one_happening_in_the_ledger_too(new_ledger: Callable[[], Ledger]) -> None:
    ledger = new_ledger()
    keep(ledger, [raid()])
    [known] = ledger.episodes()
    dossier = reconcile([raid()])
    assert groups([known.record]) == groups(dossier.episodes)
    assert len(known.record.events) == 2
    assert [c.record.kind for c in ledger.contests()] == [c.kind for c in dossier.contests] == ["count"]


def test_an_account_of_another_report_is_another_matter(new_ledger: Callable[[], Ledger]) -> None:
    ledger = new_ledger()
    keep(ledger, [raid(), elsewhere()])
    assert sorted(len(known.record.events) for known in ledger.episodes()) == [1, 2]
    assert groups(k.record for k in ledger.episodes()) == groups(reconcile([raid(), elsewhere()]).episodes)


def test_the_order_of_arrival_does_not_matter(new_ledger: Callable[[], Ledger]) -> None:
    told = [raid(), elsewhere(), raid("West", published="2031-03-09", lead="The mast fell in the storm.")]
    dumps = set()
    for order in permutations(told):
        ledger = new_ledger()
        for one in order:
            keep(ledger, [one])
        dumps.add("\n".join(ledger.dump()))
    assert len(dumps) == 1


def test_what_was_known_before_a_later_report_stays(new_ledger: Callable[[], Ledger]) -> None:
    ledger = new_ledger()
    keep(ledger, [raid()])
    before = view(ledger, "2031-03-06")
    keep(ledger, [elsewhere(), raid("West", published="2031-03-09", lead="The mast fell in the storm.")])
    assert view(ledger, "2031-03-06") == before


@pytest.mark.parametrize("number", range(len(make_history())))
def test_one_report_alone_gives_what_its_dossier_gives(new_ledger: Callable[[], Ledger], number: int) -> None:
    coded = make_history()[number]
    ledger = new_ledger()
    keep(ledger, [coded])
    assert groups(k.record for k in ledger.episodes()) == groups(reconcile([coded]).episodes)
