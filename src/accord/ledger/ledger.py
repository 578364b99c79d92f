"""The ledger as the rest of the house sees it: what it holds, as known by a day, and what is added to it."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType

from accord.ledger import derived, dumping, editions, forecasts, pasts, people, reports, tiewords
from accord.ledger.happenings import Known
from accord.ledger.people import Grade, Ruling
from accord.ledger.store import Store, open_store
from accord.records import Coded, Contest, Episode, Forecast, Origin, PastDeletion, PastEvent, Refused, Report, TieWord

#: Rows read between two looks at the database, so that a reader may write while it iterates.
_AT_ONCE = 500


def open_ledger(url_or_path: str | Path, *, create: bool = False) -> Ledger:
    """The ledger in a file, or in a PostgreSQL database by its URL; made if missing where ``create`` says so.

    Raises LedgerError where there is none, where it is of a newer version, or where it cannot be opened.
    """
    return Ledger(open_store(url_or_path, create=create))


class Ledger:
    """Everything read so far. Use it with ``with``, or call ``close``.

    Days are ISO. ``known_by`` asks for what was known at the end of that day, ``""`` for what is known now; with
    ``closed`` what no longer counts is given too. Iterators read one state of the ledger from begin to end.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or the server."""
        self.store.close()

    # What was read

    def held(self, ids: Collection[str]) -> set[str]:
        """Which of these reports the ledger holds."""
        with self.store.reading() as connection:
            return reports.held_ids(connection, ids)

    def coded(self, *, known_by: str = "", since: str = "", ids: Sequence[str] = ()) -> Iterator[Coded]:
        """Reports with all that was coded in them, by the day from which they could be known."""
        with self.store.reading() as connection:
            yield from reports.stream(connection, known_by=known_by, since=since, ids=ids)

    def reports(self, *, known_by: str = "", since: str = "", ids: Sequence[str] = ()) -> Iterator[Report]:
        """Reports, by the day from which they could be known."""
        return (one.report for one in self.coded(known_by=known_by, since=since, ids=ids))

    def outlets(self, ids: Collection[str]) -> dict[str, str]:
        """The outlet of each of these reports; quicker than reading the reports."""
        with self.store.reading() as connection:
            return reports.outlets_of(connection, ids)

    def waiting(self) -> int:
        """How many reports wait for what follows from them to be derived: some do where reading was cut short."""
        with self.store.reading() as connection:
            return reports.count_waiting(connection)

    def refused(self) -> Iterator[Refused]:
        """All that was refused, and why."""
        with self.store.reading() as connection:
            yield from reports.refused(connection)

    def editions(self) -> Iterator[tuple[str, str, str, dict[str, list[str]]]]:
        """Newer versions of articles: (newer report, earlier report, day, sentences ``added`` and ``removed``)."""
        with self.store.reading() as connection:
            yield from editions.editions(connection)

    # What follows from it

    def episodes(
        self,
        *,
        known_by: str = "",
        party: str = "",
        ids: Collection[str] = (),
        closed: bool = False,
        learned_since: str = "",
        since: str = "",
    ) -> Iterator[Known[Episode]]:
        """Episodes, of one ``party`` or all. ``learned_since`` leaves those that have not changed since a day,
        ``since`` those that neither are of a day or later nor were learned then."""
        with self.store.reading() as connection:
            yield from derived.episodes(
                connection,
                known_by=known_by,
                party=party,
                ids=ids,
                closed=closed,
                learned_since=learned_since,
                since=since,
            )

    def contests(
        self,
        *,
        known_by: str = "",
        episode: str = "",
        kind: str = "",
        closed: bool = False,
        learned_since: str = "",
    ) -> Iterator[Known[Contest]]:
        """Contests, of one episode or all, heaviest first."""
        with self.store.reading() as connection:
            yield from derived.contests(
                connection, known_by=known_by, episode=episode, kind=kind, closed=closed, learned_since=learned_since
            )

    def tie_words(
        self,
        *,
        party: str = "",
        other: str = "",
        kind: str = "",
        known_by: str = "",
        closed: bool = False,
        learned_since: str = "",
    ) -> Iterator[TieWord]:
        """Words on ties, by the day they were known: of one ``party`` at either end, of two, of a kind, or all."""
        with self.store.reading() as connection:
            yield from tiewords.tie_words(
                connection,
                party=party,
                other=other,
                kind=kind,
                known_by=known_by,
                closed=closed,
                learned_since=learned_since,
            )

    def origins(self, ids: Collection[str]) -> dict[str, Origin]:
        """The origin of each of these reports."""
        with self.store.reading() as connection:
            return derived.origins(connection, ids)

    # The past

    def past_events(
        self, *, known_by: str = "", since: str = "", until: str = "", actor: str = "", recipient: str = ""
    ) -> Iterator[PastEvent]:
        """Imported events and the ledger's own done episodes, by day. Parties by their keys: ``ARM``, ``CSTO``.

        An imported row counts as known on its own day, a later version of one from the day of that version.
        """
        last = min(day for day in (known_by, until, "9999") if day)
        with self.store.reading() as connection:
            yield from heapq.merge(
                pasts.imported(
                    connection, known_by=known_by, since=since, until=last, actor=actor, recipient=recipient
                ),
                pasts.own(connection, known_by=known_by, since=since, until=last, actor=actor, recipient=recipient),
                key=lambda one: (one.date, one.dataset, one.key),
            )

    def past_mark(self) -> str:
        """Words that change whenever ``past_events`` might give something else: a key for what is made from it."""
        with self.store.reading() as connection:
            return pasts.mark(connection)

    def append_past_events(self, events: Iterable[PastEvent | PastDeletion]) -> int:
        """Keep events of other datasets, streaming, and what these took back; give back how many rows were new."""
        return pasts.add_past_events(self.store, events)

    # People, and what was forecast

    def rulings(self, *, known_by: str = "") -> Iterator[Ruling]:
        """What people judged, by time."""
        with self.store.reading() as connection:
            yield from people.rulings(connection, known_by=known_by)

    def grades(self, *, known_by: str = "") -> dict[str, Grade]:
        """The grade of each outlet that has one."""
        with self.store.reading() as connection:
            return {one.outlet: one for one in people.grades(connection, known_by=known_by)}

    def append_grade(self, grade: Grade) -> None:
        """Keep a source's grade."""
        with self.store.writing() as connection:
            people.add_grade(self.store, connection, grade)

    def append_forecasts(self, made: Iterable[Forecast]) -> int:
        """Keep forecasts; give back how many were new. A forecast is never changed."""
        return forecasts.add_forecasts(self.store, made)

    def forecasts(
        self, *, made_by: str = "", actor: str = "", recipient: str = "", kind: str = ""
    ) -> Iterator[Forecast]:
        """Forecasts made up to a day, by the day of making, then by id."""
        with self.store.reading() as connection:
            yield from forecasts.stream(connection, made_by=made_by, actor=actor, recipient=recipient, kind=kind)

    # The whole

    def dump(self) -> Iterator[str]:
        """The whole content as lines of JSON in one order: two ledgers with the same content give the same lines."""
        with self.store.reading() as connection:
            yield from dumping.dump(connection)
