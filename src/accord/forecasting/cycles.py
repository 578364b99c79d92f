"""Cycles: what comes round by the day of the week, by the season of the year, or after its usual interval.

A cycle is told as a departure: how much oftener something was seen in this phase than if phases did not matter. Where
there is no cycle it stands around nothing, and the trees leave it alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import numpy as np

from accord.forecasting.facts import Floats, Ints
from accord.forecasting.tallies import Counts

WEEK, YEAR = 7, 365.25
_SEASONS = 36
"""Parts of a year, of ten days each; a day is compared with its own and the two beside it."""
_HALF_YEAR = 183
"""Days after which a sighting is one of another season; what is younger is told by the tallies that forget."""
_LONG_PAST = 400
"""Days of past from which on seasons are told; before, no season has come round."""
_GROUND = 0.5
"""Added to both sides of a ratio of counts, so that one sighting alone is no cycle."""
_NEW = 0.3
"""What the latest interval weighs in the usual one."""
_FEWEST = 4
"""Sightings on days apart (three intervals) from which on an interval is usual."""


class Rhythm(Counts):
    """The usual interval between days on which a key was seen: a mean that forgets, and how far intervals stray."""

    def __init__(self) -> None:
        super().__init__()
        self.last: Ints = np.zeros(1, np.int64)
        self.gap: Floats = np.zeros(1, np.float32)
        self.stray: Floats = np.zeros(1, np.float32)

    def columns_kept(self) -> tuple[str, ...]:
        """The arrays that stand beside the keys."""
        return ("count", "last", "gap", "stray")

    def add(self, keys: Ints, day: int) -> None:
        """Count keys seen on ``day``, each once."""
        seen = np.unique(keys)
        self.reserve(seen)
        at = np.searchsorted(self.keys, seen)
        again = at[self.count[at] > 0]
        gap = (day - self.last[again]).astype(np.float32)
        first = self.count[again] == 1
        apart = np.where(first, np.float32(0), gap - self.gap[again])
        self.gap[again] = np.where(first, gap, self.gap[again] + np.float32(_NEW) * apart)
        self.stray[again] += np.where(first, np.float32(0), np.float32(_NEW) * (np.abs(apart) - self.stray[again]))
        self.last[at] = day
        self.count[at] += 1

    def due(self, at: Ints, day: int) -> tuple[Floats, Floats]:
        """The time since the last sighting in usual intervals, and how far these stray in the same measure.

        Both are −1 where a position was seen too rarely to have a usual interval.
        """
        known = (at >= 0) & (self.count[at] >= _FEWEST)
        gap = np.maximum(self.gap[at], 1)
        since = (day - self.last[at]) / gap
        return (
            np.where(known, since, -1).astype(np.float32),
            np.where(known, self.stray[at] / gap, -1).astype(np.float32),
        )


class Phases:
    """How often keys were seen in each phase of a cycle of ``size`` phases."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.counts = Counts()

    def reserve(self, keys: Ints, phase: Ints) -> None:
        """Make room for keys."""
        self.counts.reserve(keys * self.size + phase)

    def add(self, keys: Ints, phase: int) -> None:
        """Count keys in a phase."""
        self.counts.add_times(keys * self.size + phase)

    def times(self, keys: Ints, phase: int) -> Floats:
        """How often each key was seen in a phase."""
        return self.counts.times(self.counts.find(keys * self.size + phase % self.size))


class Cycles:
    """Cycles of what was counted under the keys of some tallies, by the names of those tallies."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.rhythm = Rhythm()
        self.weekly = {name: Phases(WEEK) for name in names}
        self.yearly = {name: Phases(_SEASONS) for name in names}
        self.older = {name: Counts() for name in names}
        self.seasonal = False
        self._waiting: deque[tuple[int, dict[str, Ints]]] = deque()

    def counts(self) -> dict[str, Counts]:
        """Every count that is kept, by a name of its own."""
        kept: dict[str, Counts] = {"rhythm": self.rhythm}
        for name in self.names:
            kept |= {f"weekly {name}": self.weekly[name].counts}
            if self.seasonal:
                kept |= {f"yearly {name}": self.yearly[name].counts, f"older {name}": self.older[name]}
        return kept

    def waiting(self) -> Iterator[tuple[int, dict[str, Ints]]]:
        """The days that no season holds yet, in order, with what was seen on each."""
        yield from self._waiting

    def await_again(self, day: int, keys: dict[str, Ints]) -> None:
        """Take back a day that ``waiting`` gave."""
        self._waiting.append((day, keys))

    def reserve(self, keys: dict[str, Ints], days: Ints) -> None:
        """Make room for what is to be counted on ``days``. Seasons are kept only where a year will have come round."""
        self.seasonal = int(days.max() - days.min()) >= _LONG_PAST
        self.rhythm.reserve(keys[self.names[0]])
        for name in self.names:
            self.weekly[name].reserve(keys[name], days % WEEK)
            if self.seasonal:
                self.yearly[name].reserve(keys[name], season(days))
                self.older[name].reserve(keys[name])

    def advance(self, keys: dict[str, Ints], day: int) -> None:
        """Count what was seen on ``day``, by the name of its tally; the first name's keys have a rhythm too."""
        self.rhythm.add(keys[self.names[0]], day)
        for name in self.names:
            self.weekly[name].add(keys[name], day % WEEK)
        if self.seasonal:
            self._waiting.append((day, keys))
            self._age(day)

    def _age(self, day: int) -> None:
        """Count what was seen half a year ago or earlier by its season."""
        while self._waiting and self._waiting[0][0] <= day - _HALF_YEAR:
            then, keys = self._waiting.popleft()
            for name in self.names:
                self.yearly[name].add(keys[name], int(season(np.array([then]))[0]))
                self.older[name].add_times(keys[name])

    def look(self, name: str, keys: Ints, times: Floats, day: int) -> Iterator[tuple[str, Floats]]:
        """Departures of one tally's keys, which were seen so many ``times``: by the day of the week and the season."""
        yield f"weekly · {name}", departure(self.weekly[name].times(keys, day % WEEK), times / np.float32(WEEK))
        if self.seasonal:
            here = int(season(np.array([day]))[0])
            near = sum((self.yearly[name].times(keys, here + step) for step in (-1, 0, 1)), np.zeros(1, np.float32))
            older = self.older[name]
            yield f"yearly · {name}", departure(near, older.times(older.find(keys)) * np.float32(3 / _SEASONS))


def season(days: Ints) -> Ints:
    """The part of the year that each day lies in; which is the first depends on where the count of days begins."""
    return (days % YEAR / YEAR * _SEASONS).astype(np.int64)


def departure(seen: Floats, due: Floats) -> Floats:
    """The logarithm of what was seen over what was due; 0 where neither says anything."""
    return np.log((seen + np.float32(_GROUND)) / (due + np.float32(_GROUND))).astype(np.float32)
