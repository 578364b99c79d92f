"""What is remembered of every pair of parties on a day: decayed counts, kept up to date in one pass over the events.

An event on day d weighs ``exp(-(t - d) / scale)`` on day t. The same sum over days rather than events is the
exposure; a count over its exposure is a rate, whether the history is a month long or ten years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.forecasting.history import Floats, History, kind_names, quad_of_kind

Rows = NDArray[np.intp]

#: Decay scales in days: what was hot this week, this month, this season.
SCALES = (7.0, 25.0, 80.0)
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


class Memory:
    """Counts for each pair and column, on the day up to which events were taken in.

    ``recent[s]`` decays with ``SCALES[s]``, ``total`` does not; ``weeks`` counts weeks with an event, ``last`` is the
    day of the last one (0: never). Pairs stand in the order of the parties' names.
    """

    def __init__(self, history: History, columns: Plan, scales: Sequence[float] = SCALES) -> None:
        self.history, self.plan, self.scales = history, columns, tuple(scales)
        many = len(history.parties)
        code = history.actor.astype(np.int64) * many + history.recipient
        pairs, self._pair = np.unique(code, return_inverse=True)
        self.actor, self.recipient = pairs // max(many, 1), pairs % max(many, 1)
        self.reverse = _places(pairs, self.recipient * many + self.actor)
        self.start = int(history.day[0]) if len(history) else 1
        self.day, self._at = self.start, 0
        shape = (len(pairs), len(columns.columns))
        self.recent = np.zeros((len(self.scales), *shape))
        self.total, self.weeks = np.zeros(shape), np.zeros(shape)
        self.last = np.zeros(shape)
        self.exposure = np.zeros(len(self.scales))

    @property
    def span(self) -> int:
        """Days of history taken in."""
        return self.day - self.start

    def advance(self, day: int) -> None:
        """Take in the events before ``day`` (an ordinal), and let what was there fade."""
        gap = day - self.day
        if gap <= 0:
            return
        for number, scale in enumerate(self.scales):
            fade = np.exp(-gap / scale)
            self.recent[number] *= fade
            self.exposure[number] = self.exposure[number] * fade + np.exp(-np.arange(1, gap + 1) / scale).sum()
        end = int(np.searchsorted(self.history.day, day))
        rows = slice(self._at, end)
        kind = self.history.kind[rows]
        for column in (self.plan.quad_column[kind], self.plan.type_column[kind]):
            used = np.flatnonzero(column >= 0)
            self._add(self._pair[rows][used], column[used], self.history.day[rows][used], day)
        self.day, self._at = day, end

    def _add(self, pair: Rows, column: Rows, when: NDArray[np.int32], day: int) -> None:
        """Add events, which are in the order of days."""
        if not len(pair):
            return
        flat = pair * len(self.plan.columns) + column
        for number, scale in enumerate(self.scales):
            np.add.at(self.recent[number].reshape(-1), flat, np.exp(-(day - when) / scale))
        np.add.at(self.total.reshape(-1), flat, 1.0)
        # A week counts once: an event opens one where the event before it in the same cell lies in another week.
        order = np.argsort(flat, kind="stable")
        week, cell = (when[order] - self.start) // 7, flat[order]
        last = self.last.reshape(-1)
        before = np.where(last[cell] > 0, (last[cell] - self.start) // 7, -1)
        same = np.zeros(len(cell), dtype=bool)
        same[1:] = cell[1:] == cell[:-1]
        before[1:] = np.where(same[1:], week[:-1], before[1:])
        np.add.at(self.weeks.reshape(-1), cell, (week > before).astype(float))
        np.maximum.at(last, flat, when.astype(float))

    def known(self) -> Rows:
        """The pairs that had any event before the day."""
        return np.flatnonzero(self.total[:, :5].sum(axis=1) > 0)

    def find(self, actor: int, recipient: int) -> int:
        """The place of the pair, -1 where it never had an event."""
        found = np.flatnonzero((self.actor == actor) & (self.recipient == recipient))
        return int(found[0]) if len(found) else -1


def outcomes(memory: Memory, day: int, days: int) -> NDArray[np.bool_]:
    """For each pair and column: was there an event from ``day`` to ``day + days - 1``?"""
    history, columns = memory.history, memory.plan
    rows = slice(int(np.searchsorted(history.day, day)), int(np.searchsorted(history.day, day + days)))
    found = np.zeros(memory.total.shape, dtype=bool)
    kind, pair = history.kind[rows], memory._pair[rows]
    found[pair, columns.quad_column[kind]] = True
    typed = columns.type_column[kind] >= 0
    found[pair[typed], columns.type_column[kind][typed]] = True
    return found


def _places(pairs: NDArray[np.int64], wanted: NDArray[np.int64]) -> Rows:
    """Where each of ``wanted`` stands in the sorted ``pairs``; -1 where it does not."""
    at = np.searchsorted(pairs, wanted).clip(0, max(len(pairs) - 1, 0))
    return np.where(pairs[at] == wanted, at, -1) if len(pairs) else at


def grouped(memory: Memory, values: Floats, by: NDArray[np.int64]) -> Floats:
    """``values`` of pairs summed over the party in ``by`` (actor or recipient), one row a party."""
    out = np.zeros((len(memory.history.parties), values.shape[1]))
    if len(by):
        order = np.argsort(by, kind="stable")
        first = np.flatnonzero(np.diff(by[order], prepend=-1))
        out[by[order][first]] = np.add.reduceat(values[order], first, axis=0)
    return out
