"""What is remembered of every pair of parties on a day: decayed counts, kept up to date in one pass over the events.

An event on day d weighs ``exp(-(t - d) / scale)`` on day t. The same sum over days rather than events is the
exposure; a count over its exposure is a rate, whether the history is a month long or ten years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from accord.forecasting.history import Floats, History, kind_names, quad_of_kind

Rows = NDArray[np.intp]

#: Decay scales in days: what was hot this week, what this month, and the long run.
SCALES = (7.0, 25.0, 730.0)
#: Places in SCALES. At the middle one all signs but that of mere contact are read; the long run gives the usual rate.
SHORT, MIDDLE, LONG = range(3)
#: Contact of a kind that PLOVER has no type for (a comment, an appeal); it is a sign, and never a question.
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Plan:
    """Which columns events are counted in. ``quads`` are the columns that together hold every event once, ``of`` the
    column of each place of ``kind_names`` for types (-1 where types are not counted)."""

    columns: tuple[str, ...]
    quad_column: NDArray[np.intp]
    type_column: NDArray[np.intp]

    @property
    def targets(self) -> tuple[str, ...]:
        """The columns that can be asked for."""
        return tuple(column for column in self.columns if column != OTHER)


def plan(*, types: bool = True) -> Plan:
    """Columns for the four quads and other contact, and for PLOVER's types where ``types`` are wanted."""
    quads = [f"quad {number}" for number in (1, 2, 3, 4)]
    names = kind_names()[1:] if types else ()
    of_quad = (quad_of_kind().astype(np.intp) - 1) % 5  # no quad (0) becomes column 4
    of_type = np.array([-1, *(5 + place if types else -1 for place in range(len(kind_names()) - 1))], dtype=np.intp)
    return Plan((*quads, OTHER, *names), of_quad, of_type)


class Tally:
    """Counts by row (a pair, a party) and column, one table for each of ``scales``, with which it fades."""

    def __init__(self, rows: int, columns: int, scales: Sequence[float]) -> None:
        self.scales = tuple(scales)
        self.counts = np.zeros((len(self.scales), rows, columns))

    @property
    def usual(self) -> Floats:
        """The counts at the longest scale."""
        return np.asarray(self.counts[-1])

    def fade(self, days: int) -> None:
        """Let ``days`` days go by."""
        for number, scale in enumerate(self.scales):
            self.counts[number] *= np.exp(-days / scale)

    def add(self, row: NDArray[np.integer[Any]], column: Rows, age: Floats) -> None:
        """Count events that are ``age`` days old."""
        flat = row * self.counts.shape[2] + column
        for number, scale in enumerate(self.scales):
            np.add.at(self.counts[number].reshape(-1), flat, np.exp(-age / scale))


class Memory:
    """What is known of each pair, and of each party on either side, on the day up to which events were taken in.

    ``met`` counts a pair's events of any kind, ``weeks`` its weeks with an event, ``first`` and ``last`` are the days
    of its first and last one (0: never), ``gaps`` counts the intervals between days with an event and ``squares`` adds
    up the squares of their lengths, ``exposure[s]`` is what a count at the scale ``s`` would be with one event on every
    day. Pairs stand in the order of the parties' names. ``start`` is the ordinal of the first day of data, by default
    that of the first event.
    """

    def __init__(self, history: History, columns: Plan, *, start: int = 0) -> None:
        self.history, self.plan = history, columns
        many, width = len(history.parties), len(columns.columns)
        code = history.actor.astype(np.int64) * many + history.recipient
        pairs, self._pair = np.unique(code, return_inverse=True)
        self.actor, self.recipient = pairs // max(many, 1), pairs % max(many, 1)
        self.reverse = _places(pairs, self.recipient * many + self.actor)
        self.start = start or (int(history.day[0]) if len(history) else 1)
        self.day, self._at = self.start, 0
        self.pairs = Tally(len(pairs), width, SCALES)
        self.actors, self.recipients = (Tally(many, width, SCALES[MIDDLE:]) for _ in range(2))
        self.weeks, self.last, self.first = (np.zeros((len(pairs), width)) for _ in range(3))
        self.gaps, self.squares = (np.zeros((len(pairs), width)) for _ in range(2))
        self.met = np.zeros(len(pairs), dtype=np.int64)
        self.exposure = np.zeros(len(SCALES))

    @property
    def span(self) -> int:
        """Days of history taken in."""
        return self.day - self.start

    def advance(self, day: int) -> None:
        """Take in the events before ``day`` (an ordinal), and let what was there fade."""
        gap = day - self.day
        if gap <= 0:
            return
        for number, scale in enumerate(SCALES):
            new = np.exp(-np.arange(1, gap + 1) / scale).sum()
            self.exposure[number] = self.exposure[number] * np.exp(-gap / scale) + new
        for tally in (self.pairs, self.actors, self.recipients):
            tally.fade(gap)
        rows = slice(self._at, int(np.searchsorted(self.history.day, day)))
        kind = self.history.kind[rows]
        np.add.at(self.met, self._pair[rows], 1)
        for column in (self.plan.quad_column[kind], self.plan.type_column[kind]):
            used = np.flatnonzero(column >= 0) + rows.start
            self._add(used, column[used - rows.start], day)
        self.day, self._at = day, rows.stop

    def _add(self, rows: Rows, column: Rows, day: int) -> None:
        """Add events, which are in the order of days."""
        history, pair = self.history, self._pair[rows]
        age = (day - history.day[rows]).astype(float)
        sides = ((self.pairs, pair), (self.actors, history.actor[rows]), (self.recipients, history.recipient[rows]))
        for tally, row in sides:
            tally.add(row, column, age)
        # A week counts once: an event opens one where the event before it in the same cell lies in another week.
        flat = pair * len(self.plan.columns) + column
        order = np.argsort(flat, kind="stable")
        when, cell, last = history.day[rows][order], flat[order], self.last.reshape(-1)
        before = last[cell]
        before[1:] = np.where(cell[1:] == cell[:-1], when[:-1], before[1:])
        week, week_before = ((days - self.start) // 7 for days in (when, before))
        np.add.at(self.weeks.reshape(-1), cell, ((week > week_before) | (before == 0)).astype(float))
        gap = np.where(before > 0, when - before, 0.0)
        np.add.at(self.gaps.reshape(-1), cell, (gap > 0).astype(float))
        np.add.at(self.squares.reshape(-1), cell, gap * gap)
        opened = before == 0
        self.first.reshape(-1)[cell[opened]] = when[opened]
        np.maximum.at(last, cell, when.astype(float))

    def known(self) -> Rows:
        """The pairs that had any event before the day."""
        return np.flatnonzero(self.met)

    def find(self, actor: int, recipient: int) -> int:
        """The place of the pair, -1 where it never had an event."""
        found = np.flatnonzero((self.actor == actor) & (self.recipient == recipient))
        return int(found[0]) if len(found) else -1


def seen_in(memory: Memory, first: int, end: int) -> Floats:
    """For each pair and column, how many of the events taken in are dated from ``first`` to the day before ``end``."""
    history, columns = memory.history, memory.plan
    rows = slice(*(int(np.searchsorted(history.day, min(day, memory.day))) for day in (first, end)))
    found = np.zeros(memory.last.shape)
    kind, pair = history.kind[rows], memory._pair[rows]
    np.add.at(found, (pair, columns.quad_column[kind]), 1.0)
    typed = columns.type_column[kind] >= 0
    np.add.at(found, (pair[typed], columns.type_column[kind][typed]), 1.0)
    return found


def outcomes(memory: Memory, day: int, days: int) -> NDArray[np.bool_]:
    """For each pair and column: was there an event from ``day`` to ``day + days - 1``?"""
    history, columns = memory.history, memory.plan
    rows = slice(int(np.searchsorted(history.day, day)), int(np.searchsorted(history.day, day + days)))
    found = np.zeros(memory.last.shape, dtype=bool)
    kind, pair = history.kind[rows], memory._pair[rows]
    found[pair, columns.quad_column[kind]] = True
    typed = columns.type_column[kind] >= 0
    found[pair[typed], columns.type_column[kind][typed]] = True
    return found


def _places(pairs: NDArray[np.int64], wanted: NDArray[np.int64]) -> Rows:
    """Where each of ``wanted`` stands in the sorted ``pairs``; -1 where it does not."""
    at = np.searchsorted(pairs, wanted).clip(0, max(len(pairs) - 1, 0))
    return np.where(pairs[at] == wanted, at, -1) if len(pairs) else at
