"""What a forecast must beat: the base rate, persistence, and recency with frequency, each fitted on the past alone.

All three are learnt from the same earlier questions whose answers were known on the day of asking, apart for pairs of
enough history and for the others, so that none is held down by the crowd of pairs that met once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accord.forecasting.history import Floats, History
from accord.forecasting.memory import Memory, Rows, outcomes, plan
from accord.forecasting.probability import ENOUGH, thin
from accord.forecasting.regression import fit, logistic

#: Days of history before the first question, and between two.
_BURN, _STEP = 45, 7
#: Earlier days that are remembered: those of the last year and a bit.
_LATEST = 60
#: Pairs of each group that an earlier day is asked of, at most.
_ASKED = 3000


@dataclass(frozen=True, slots=True)
class Earlier:
    """Earlier questions of one kind, a row each: ``had`` an event in the days before, ``terms`` of frequency and
    recency, what ``happened``, ``weight`` of each. ``day`` is when they were asked."""

    day: int
    rich: bool
    weight: Floats
    had: Floats
    terms: Floats
    happened: Floats


class Baselines:
    """The three baselines, as they stand on the day up to which events were taken in."""

    def __init__(self, history: History, *, days: int, types: bool = False) -> None:
        self.memory = Memory(history, plan(types=types))
        self.targets = self.memory.plan.targets
        self._history, self._days = history, days
        # Counted from the first day: where the history ends is not known on the day of asking.
        last = int(history.day[-1]) if len(history) else 0
        self._due = list(range(self.memory.start + max(_BURN, days), last + 1, _STEP))
        self._earlier: dict[str, list[Earlier]] = {kind: [] for kind in self.targets}

    def advance(self, day: int) -> None:
        """Take in the events before ``day``, asking earlier days on the way."""
        while self._due and self._due[0] <= day:
            earlier = self._due.pop(0)
            self.memory.advance(earlier)
            self._remember(offset=(earlier - self.memory.start) // _STEP)
        self.memory.advance(day)

    def chances(self, pairs: Rows, kind: str) -> tuple[Floats, Floats, Floats]:
        """Base rate, persistence, and recency-frequency for each of ``pairs``."""
        rich = self.memory.met[pairs] >= ENOUGH
        found = tuple(np.zeros(len(pairs)) for _ in range(3))
        had, terms = self._see(pairs, self.memory.plan.columns.index(kind))
        for group in (True, False):
            rows = rich == group
            known = [
                one for one in self._earlier[kind] if one.rich == group and one.day + self._days <= self.memory.day
            ]
            if rows.any() and known:
                for column, chance in zip(found, _learn(known, had[rows], terms[rows]), strict=True):
                    column[rows] = chance
        return found[0], found[1], found[2]

    def _remember(self, *, offset: int) -> None:
        memory = self.memory
        answers = outcomes(memory, memory.day, self._days)
        known = memory.known()
        rich = memory.met[known] >= ENOUGH
        for group, rows in ((True, known[rich]), (False, known[~rich])):
            asked, weight = thin((rows, _ASKED), offset=offset)
            for kind in self.targets:
                column = memory.plan.columns.index(kind)
                had, terms = self._see(asked, column)
                happened = answers[asked, column].astype(float)
                self._earlier[kind].append(Earlier(memory.day, group, weight, had, terms, happened))
        for kind in self.targets:
            del self._earlier[kind][: -2 * _LATEST]

    def _see(self, pairs: Rows, column: int) -> tuple[Floats, Floats]:
        """Whether each pair had the kind within the days before, and the terms of frequency and recency."""
        memory = self.memory
        last = memory.last[pairs, column]
        silence = np.where(last > 0, memory.day - last, memory.span + 30.0)
        often = np.log(memory.pairs.usual[pairs, column] / memory.exposure[-1] * self._days + 0.05)
        return (silence <= self._days).astype(float), np.column_stack([np.ones(len(pairs)), often, np.log1p(silence)])


def _learn(known: list[Earlier], had: Floats, terms: Floats) -> tuple[Floats, Floats, Floats]:
    weight, before, happened = (
        np.concatenate([getattr(one, name) for one in known]) for name in ("weight", "had", "happened")
    )
    weight = weight / weight.mean()
    base = float((weight * happened).sum() / weight.sum())
    # One more case at the base rate on either side, so that a rare kind's few cases do not give 0 or 1.
    again, new = (
        float(((weight * happened)[side].sum() + base) / (weight[side].sum() + 1)) for side in (before > 0, before == 0)
    )
    found = fit(np.concatenate([one.terms for one in known]), happened, ridge=np.full(3, 0.1), weight=weight)
    return np.full(len(had), base), np.where(had > 0, again, new), logistic(terms @ found)
