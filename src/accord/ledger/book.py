"""Writing versions: from which day to which each was what was known. What changes is gathered, and written at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, insert, or_, select, update

from accord.ledger import schema
from accord.ledger.bodies import Sources, sources_of
from accord.ledger.happenings import episode_of
from accord.ledger.index import days_of
from accord.ledger.postings import add_postings, drop_postings
from accord.ledger.reports import PER_REPORT, parted
from accord.ledger.standing import JOURNAL, Row, row_key, supersede
from accord.ledger.tiewords import known_rows, since_day
from accord.ledger.words import Words
from accord.records import Episode

_TIMES = ("known_since", "known_until")
#: In a row of an episode that is kept with its one event: that event's number.
ALONE = "alone"
#: From a day on a row, or None where there is nothing.
Segments = Sequence[tuple[str, Row | None]]


def held_rows(connection: Connection, column: Any, values: Collection[Any]) -> dict[Any, list[Row]]:
    """For each of ``values``, the rows that have it in ``column``, by the day of their version."""
    found: dict[Any, list[Row]] = {value: [] for value in values}
    table = column.table
    words = Words(connection)
    for part in parted(sorted(values)):
        rows = connection.execute(select(table).where(column.in_(part)).order_by(table.c.known_since)).mappings().all()
        for row in words.word_rows(table, rows):
            found[row[column.name]].append(row)
    return found


def held_words(connection: Connection, reports: Collection[int]) -> dict[int, list[Row]]:
    """The words on ties that each of these reports says, by the day of their version."""
    found: dict[int, list[Row]] = {report: [] for report in reports}
    table = schema.tie_words
    for part in parted(sorted(reports), 100):
        ranges = [table.c.num.between(num * PER_REPORT, num * PER_REPORT + PER_REPORT - 1) for num in part]
        query = known_rows().where(or_(*ranges)).order_by(since_day(), table.c.num)
        for row in Words(connection).word_rows(table, connection.execute(query).mappings().all()):
            found[row["num"] // PER_REPORT].append(row)
    return found


class Book:
    """The versions in one table, as one step of the journal changes them."""

    def __init__(self, connection: Connection, table: Table, seq: int) -> None:
        self._connection, self._table, self._seq = connection, table, seq
        self._last = int(connection.execute(select(func.max(table.c.num))).scalar() or 0)
        self._new: list[dict[str, Any]] = []
        self._closed: list[tuple[Row, str]] = []
        self._gone: list[Row] = []

    def write(self, held: Sequence[Row], since: str, segments: Segments) -> list[Row]:
        """Have one thing be as ``segments`` say from the day ``since`` on: from each day a row, or None.

        ``held`` are its rows. What was known before ``since`` stays; a version that says what the one before it says
        is none. Gives back the rows that are new, numbered.
        """
        before = next((row for row in held if row["known_since"] < since <= (row["known_until"] or "9999")), None)
        told = _body(before) if before else None
        spans: list[tuple[str, Row]] = []
        ends: dict[int, str] = {-1: ""}
        for day, row in segments:
            if row is not None and _body(row) == told:
                continue
            ends[len(spans) - 1] = day if told is not None else ends.get(len(spans) - 1, "")
            told = _body(row) if row is not None else None
            if row is not None:
                spans.append((day, row))
                ends[len(spans) - 1] = ""
        if before is not None and before["known_until"] != ends[-1]:
            self._closed.append((before, ends[-1]))
        wanted = [dict(row) | {"known_since": day, "known_until": ends[n]} for n, (day, row) in enumerate(spans)]
        return self._exchange([row for row in held if row["known_since"] >= since], wanted)

    def _exchange(self, held: Sequence[Row], rows: Sequence[dict[str, Any]]) -> list[Row]:
        """``rows`` in place of those held; one that stands already is left alone, but for the day on which it ends."""
        standing = {(row["known_since"], _body(row)): row for row in held}
        new: list[Row] = []
        for row in rows:
            same = standing.pop((row["known_since"], _body(row)), None)
            if same is None:
                self._new.append(row | {"num": self._next(row), "seq": self._seq, "until_seq": self._seq})
                new.append(self._new[-1])
            elif same["known_until"] != row["known_until"]:
                self._closed.append((same, row["known_until"]))
        self._gone += standing.values()
        return new

    def _next(self, _row: Row) -> int:
        self._last += 1
        return self._last

    def flush(self) -> None:
        """Write what was gathered."""
        supersede(self._connection, self._table, self._gone, self._seq)
        self._close()
        if self._new:
            self._connection.execute(insert(self._table), Words(self._connection).number_rows(self._table, self._new))
        self._new, self._closed, self._gone = [], [], []

    def _close(self) -> None:
        """Set the days until which rows count. That a row was open before needs no record; another day does."""
        if not self._closed:
            return
        relation = f"{self._table.name}.known_until"
        lines = [
            {"since_seq": row["until_seq"], "until_seq": self._seq, "relation": relation, "row": json.dumps(old)}
            for row, _ in self._closed
            if (old := {"num": row["num"], "known_until": row["known_until"]})["known_until"]
        ]
        if lines:
            self._connection.execute(insert(schema.superseded), lines)
        closing = update(self._table).where(self._table.c.num == bindparam("row"))
        closing = closing.values(known_until=bindparam("until"), until_seq=self._seq)
        self._connection.execute(closing, [{"row": row["num"], "until": until} for row, until in self._closed])


def _body(row: Row) -> str:
    """What a version says, without when it was said."""
    return row_key({name: value for name, value in row.items() if name not in (*_TIMES, *JOURNAL, ALONE)})


class WordBook(Book):
    """The versions of words on ties; their numbers say which report they are of. A new row's is its report's first."""

    def __init__(self, connection: Connection, seq: int) -> None:
        super().__init__(connection, schema.tie_words, seq)
        self._latest: dict[int, int] = {}

    def _next(self, row: Row) -> int:
        first = row["num"]
        if first not in self._latest:
            number = self._table.c.num
            query = select(func.max(number)).where(number.between(first, first + PER_REPORT - 1))
            self._latest[first] = self._connection.execute(query).scalar() or first - 1
        self._latest[first] += 1
        return self._latest[first]

    def flush(self) -> None:
        """Write what was gathered, and by which parties it is found."""
        drop_postings(self._connection, "word", _ends(self._gone))
        add_postings(self._connection, "word", _ends(self._new))
        days = days_of(self._connection, {row["num"] // PER_REPORT for row in self._new})
        for n, row in enumerate(self._new):
            if row["known_since"] == days[row["num"] // PER_REPORT][0]:
                self._new[n] = row | {"known_since": ""}
        super().flush()


def _ends(words: Iterable[Row]) -> Iterator[tuple[int, int]]:
    return ((row[end], row["num"]) for row in words for end in ("a", "b"))


class EpisodeBook(Book):
    """The versions of episodes. Those of single events are kept with their events, and leave them when they change."""

    def __init__(self, connection: Connection, seq: int) -> None:
        super().__init__(connection, schema.episodes, seq)
        self.alone: dict[int, Row] = {}
        self.joined: dict[int, Row] = {}
        self.moved: dict[int, int] = {}
        self.dropped: list[tuple[int, Episode]] = []

    def keep_alone(self, row: Row, event: int) -> None:
        """Have a new row be kept with its one event."""
        self._new = [one for one in self._new if one["num"] != row["num"]]
        self.alone[event] = row

    def flush(self) -> None:
        """Write what was gathered.

        ``alone`` has the rows now kept with events, ``joined`` those no longer, ``dropped`` the versions that are gone.
        """
        lines = []
        for row in [row for row in self._gone if ALONE in row]:
            self._gone.remove(row)
            self.joined[row[ALONE]] = row
            plain = row_key({name: value for name, value in row.items() if name not in (*JOURNAL, ALONE)})
            lines.append({"since_seq": row["seq"], "until_seq": self._seq, "relation": "episodes", "row": plain})
        for row, until in [one for one in self._closed if ALONE in one[0]]:
            self._closed.remove((row, until))
            self._last += 1
            own = {name: value for name, value in row.items() if name != ALONE}
            self._new.append(own | {"num": self._last, "known_until": until, "until_seq": self._seq})
            self.joined[row[ALONE]] = row
            self.moved[row[ALONE]] = self._last
        if lines:
            self._connection.execute(insert(schema.superseded), lines)
        sources = Sources(self._connection).of({number for row in self._gone for number in sources_of(row["body"])})
        self.dropped += [(row["num"], episode_of(row, sources)) for row in self._gone]
        super().flush()
