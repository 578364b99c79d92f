"""Reading into a ledger: only what is new is parsed, and what was committed is never read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from accord.errors import ConfigError
from accord.ledger import reports, standing
from accord.ledger.ledger import Ledger
from accord.pipeline import code_reports, read_reports
from accord.records import Coded, Refused, Report
from accord.upkeep.derive import settle

#: Reports looked up in the ledger at once, and kept in one transaction.
LOOKED_UP = 64
KEPT = 16
#: Told how many inputs are done.
Progress = Callable[[int], None]
_REPEATED = "the same report as "


@dataclass(slots=True)
class Ingested:
    """How many reports were new, how many the ledger held already, and how many inputs were refused."""

    new: int = 0
    held: int = 0
    refused: int = 0


def ingest(
    ledger: Ledger,
    paths: Sequence[str],
    *,
    now: str,
    stdin: BinaryIO | None = None,
    published: str = "",
    outlet: str = "",
    jobs: int = 1,
    progress: Progress = lambda done: None,
) -> Ingested:
    """Read ``paths`` into ``ledger``, and derive what follows. ``now`` is the ISO time of reading.

    A report that is held is not parsed again. Whatever was committed when this is killed stays; run it again for the
    rest. Raises ConfigError for an address: accord reads files, and never a network.
    """
    for path in paths:
        if path.startswith(("http://", "https://")):
            raise ConfigError(f"{path}: is an address", remedy=f"Fetch it first: curl -o feed.xml {path}")
    counted = Ingested()
    new = _only_new(ledger, read_reports(paths, stdin=stdin, published=published, outlet=outlet), counted)
    where: dict[str, str] = {}
    coded = code_reports(_noting(new, where), jobs=jobs)
    while batch := list(islice(coded, KEPT)):
        _keep(ledger, batch, where, now, counted)
        progress(counted.new + counted.held + counted.refused)
    settle(ledger, at=now)
    return counted


def _only_new(ledger: Ledger, items: Iterable[Report | Refused], counted: Ingested) -> Iterator[Report | Refused]:
    stream = iter(items)
    while batch := list(islice(stream, LOOKED_UP)):
        held = ledger.held([item.id for item in batch if isinstance(item, Report)])
        for item in batch:
            if isinstance(item, Report) and item.id in held:
                counted.held += 1
            elif isinstance(item, Refused) and item.reason.startswith(_REPEATED):
                counted.held += 1  # that it came twice in one run says nothing about the report
            else:
                yield item


def _noting(items: Iterable[Report | Refused], where: dict[str, str]) -> Iterator[Report | Refused]:
    for item in items:
        if isinstance(item, Report):
            where[item.id] = item.path
        yield item


def _keep(ledger: Ledger, batch: Sequence[Coded | Refused], where: dict[str, str], now: str, counted: Ingested) -> None:
    coded = [item for item in batch if isinstance(item, Coded)]
    most = reports.PER_REPORT
    refused = [item for item in batch if isinstance(item, Refused)]
    refused += [
        Refused(one.report.path or one.report.id, f"more than {most} events") for one in coded if len(one.events) > most
    ]
    with ledger.store.writing() as connection:
        kept = [one for one in coded if len(one.events) <= most]
        new = reports.add_coded(ledger.store, connection, kept, read_on=now)
        reports.add_refused(ledger.store, connection, refused)
        lines = "\n".join(f"{name} {where.pop(name, '')}" for name in new)
        if new:
            standing.next_step(connection, "read", at=now, detail=lines)
    counted.new += len(new)
    counted.held += len(kept) - len(new)  # another process was quicker
    counted.refused += len(refused)
