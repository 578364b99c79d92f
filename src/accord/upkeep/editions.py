"""Newer versions of an article: which earlier report each new one takes the place of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from accord.ledger import index
from accord.ledger.editions import Edition, sentences, set_editions
from accord.ledger.store import Connection, Store
from accord.reconciling.ground import BUCKET, Block, key_number
from accord.reconciling.origins import name_key
from accord.records import Report
from accord.upkeep.field import Stored

#: Days within which reports of one outlet under one title are versions of one article; an address binds for longer.
TITLE_REACH = 7
ADDRESS_REACH = 60
#: The share of the shorter version's sentences that the other must hold word for word.
SHARED = 0.3
#: Gives the reports that share a block of ``asked_edition_blocks`` with one.
Grouping = Callable[[Stored], Sequence[Stored]]


def edition_blocks(report: Report, day: str) -> set[Block]:
    """The blocks of the index under which a report of a day is found by versions of its article."""
    bucket = date.fromisoformat(day).toordinal() // BUCKET
    return {(key, bucket) for key in _keys(report)}


def asked_edition_blocks(report: Report, day: str) -> set[Block]:
    """The blocks in which versions of the article of a report of a day are found."""
    at = date.fromisoformat(day).toordinal()
    return {
        (key, bucket)
        for key, reach in _keys(report).items()
        for bucket in range((at - reach) // BUCKET, (at + reach) // BUCKET + 1)
    }


def _keys(report: Report) -> dict[int, int]:
    """What versions of one article share, each with the days for which it binds."""
    found = {key_number(f"url {report.url}"): ADDRESS_REACH} if report.url else {}
    if report.outlet and report.title:
        title = " ".join(report.title.casefold().split())
        found[key_number(f"title {name_key(report.outlet)} {title}")] = TITLE_REACH
    return found


def are_versions(a: Stored, b: Stored) -> bool:
    """Whether two reports are versions of one article."""
    first, second = a.coded.report, b.coded.report
    if _keys(first).keys().isdisjoint(_keys(second)) or first.text == second.text:
        return False
    apart = abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days)
    if apart > (ADDRESS_REACH if first.url and first.url == second.url else TITLE_REACH):
        return False
    mine, theirs = set(sentences(first.text)[1:]), set(sentences(second.text)[1:])
    return len(mine & theirs) >= max(1.0, SHARED * min(len(mine), len(theirs)))


def find_editions(
    store: Store, connection: Connection, new: Sequence[Stored], group_of: Grouping
) -> Iterator[tuple[Stored, Stored]]:
    """Each (newer, earlier) pair that the new reports make, kept in the ledger; pairs that no longer are, are not."""
    index.add_blocks(connection, {one.number: edition_blocks(one.coded.report, one.day) for one in new})
    affected: dict[int, Stored] = {}
    for one in new:
        affected |= {other.number: other for other in group_of(one)} | {one.number: one}
    for one in sorted(affected.values(), key=_order):
        earlier = [other for other in group_of(one) if _order(other) < _order(one) and are_versions(one, other)]
        latest = max(earlier, key=_order, default=None)
        if latest is not None:
            set_editions(connection, [one.number], [Edition(one.number, latest.number, one.day)])
            yield one, latest


def _order(one: Stored) -> tuple[str, str, str]:
    return one.day, one.coded.report.published, one.coded.report.id
