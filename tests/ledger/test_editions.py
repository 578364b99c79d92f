"""Newer versions of articles are looked for near by: a standing title or address costs no more with the years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handmade import Coder, write
from told import NewLedger, keep

from accord.ledger import index, open_ledger
from accord.ledger.editions import changes
from accord.reconciling.ground import BUCKET
from accord.records import Coded
from accord.upkeep.editions import ADDRESS_REACH, TITLE_REACH, asked_edition_blocks

FIRST = date(2031, 1, 1)


def _digest(day: date, words: str = "") -> Coded:
    text = f"The day in the lakeside towns, {day:%d %B %Y}, as our desk gathered it in the evening."
    return Coder(
        write(text, "Markets were open, and ferries ran.", words, title="The day in brief", outlet="Lakeside Post",
              published=day.isoformat())
    ).coded()  # fmt: skip


def test_a_standing_title_brings_only_reports_of_its_days_to_hand(new_ledger: NewLedger) -> None:
    days = [FIRST + timedelta(days=5 * n) for n in range(40)]
    with open_ledger(new_ledger(), create=True) as ledger:
        keep(ledger, [_digest(day) for day in days])
        with ledger.store.reading() as connection:
            last = _digest(days[-1]).report
            near = index.reports_in(connection, asked_edition_blocks(last, days[-1].isoformat()))
        assert 2 <= len(near) <= 1 + 2 * (TITLE_REACH + 8) // 5


def test_versions_meet_on_every_day_within_their_reach(new_ledger: NewLedger) -> None:
    for apart in (0, 1, TITLE_REACH, TITLE_REACH + 1):
        later = FIRST + timedelta(days=apart)
        with open_ledger(new_ledger(), create=True) as ledger:
            keep(ledger, [_digest(FIRST), _digest(later, "Later in the day a ferry was held up.")])
            assert len(list(ledger.editions())) == (apart <= TITLE_REACH)


def test_addresses_are_looked_for_longer_than_titles() -> None:
    titled = write("A ferry was held up.", title="Ferry", outlet="Lakeside Post", published="2031-03-01")
    addressed = replace(titled, title="", url="https://lakeside.example/ferry")
    for report, reach in ((titled, TITLE_REACH), (addressed, ADDRESS_REACH)):
        days = {bucket for _, bucket in asked_edition_blocks(report, "2031-03-01") if bucket}
        assert 2 * reach // BUCKET <= len(days) <= 2 + 2 * reach // BUCKET


def test_what_a_newer_version_changed_follows_from_the_texts() -> None:
    found = changes("One ferry ran. It was late.\nNobody was hurt.", "One ferry ran. It was on time.\nNobody was hurt.")
    assert found == {"added": ["It was on time."], "removed": ["It was late."]}
