"""Tallies: how often, how lately and with what decay each key was seen, kept up day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from accord.forecasting.facts import Floats, Ints, filled

HALF_LIVES = (2, 10, 50, 400)
"""Days after which a sighting counts half, in each of the decays kept: days, a fortnight, a season, nearly for ever."""

NEVER = 999
"""The age, in days, of what was never seen; no age is told above it."""

_RATES = (np.log(2) / np.array(HALF_LIVES)).astype(np.float32)


class Counts:
    """How often each key was seen; keys are kept in order.

    A position is an index into the arrays below, −1 for a key never seen. ``reserve`` makes room for keys to come
    without counting them, which spares moving the arrays every day.
    """

    def __init__(self) -> None:
        # One key that is never asked nor counted, so that position −1 is there to be looked up.
        self.keys: Ints = np.array([-1])
        self.count: Floats = np.zeros(1, np.float32)

    def columns_kept(self) -> tuple[str, ...]:
        """The arrays that stand beside the keys; a new key has zeros in them."""
        return ("count",)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """All there is to keep, by name; ``restore`` takes it back."""
        return {"keys": self.keys} | {name: getattr(self, name) for name in self.columns_kept()}

    def restore(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        """Be as the counts were whose ``arrays`` these are."""
        for name in ("keys", *self.columns_kept()):
            setattr(self, name, arrays[name])

    def reserve(self, keys: Ints) -> None:
        """Make room for keys."""
        wanted = np.unique(keys)
        at = np.searchsorted(self.keys, wanted)
        known = at < len(self.keys)
        known[known] = self.keys[at[known]] == wanted[known]
        if known.all():
            return
        new, place = wanted[~known], at[~known]
        self.keys = np.insert(self.keys, place, new)
        for name in self.columns_kept():
            setattr(self, name, np.insert(getattr(self, name), place, 0, axis=0))

    def add_times(self, keys: Ints) -> Ints:
        """Count each key as often as it is given; their positions, each once."""
        seen, times = np.unique(keys, return_counts=True)
        self.reserve(seen)
        at = np.searchsorted(self.keys, seen)
        self.count[at] += times
        return at

    def find(self, keys: Ints) -> Ints:
        """The position of each key, −1 where it was never seen."""
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where((self.keys[at] == keys) & (self.count[at] > 0), at, -1)

    def times(self, at: Ints) -> Floats:
        """How often each position was seen."""
        return np.where(at >= 0, self.count[at], np.float32(0)).astype(np.float32)


class Tally(Counts):
    """Counts by key with their last day and decays, where a key is ``row * width + column``: a row is one range."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.width = width
        self.last: Ints = np.array([-NEVER])
        self.decayed: Floats = np.zeros((1, len(HALF_LIVES)), np.float32)

    def columns_kept(self) -> tuple[str, ...]:
        """The arrays that stand beside the keys."""
        return ("count", "last", "decayed")

    def add(self, keys: Ints, day: int) -> None:
        """Count keys seen on ``day``, which is not before any day counted so far."""
        seen, times = np.unique(keys, return_counts=True)
        self.reserve(seen)
        at = np.searchsorted(self.keys, seen)
        gap = np.minimum(day - self.last[at], NEVER).astype(np.float32)
        self.decayed[at] = self.decayed[at] * np.exp(-_RATES * gap[:, None]) + times[:, None]
        self.last[at] = day
        self.count[at] += times

    def find_rows(self, rows: Ints) -> tuple[Ints, Ints]:
        """Every seen key of each row: which of ``rows`` it is of, and its position."""
        start = np.searchsorted(self.keys, rows * self.width)
        end = np.searchsorted(self.keys, (rows + 1) * self.width)
        owners, at = filled(start, end - start)
        seen = self.count[at] > 0
        return owners[seen], at[seen]

    def columns(self, at: Ints) -> Ints:
        """The column of each position."""
        return self.keys[at] % self.width

    def value(self, at: Ints, day: int, half_life: int) -> Floats:
        """The decayed count at each position as of ``day``; 0 at −1. ``half_life`` is an index of HALF_LIVES."""
        gap = np.minimum(day - self.last[at], NEVER).astype(np.float32)
        value = self.decayed[at, half_life] * np.exp(-_RATES[half_life] * gap)
        return np.where(at >= 0, value, np.float32(0)).astype(np.float32)

    def values(self, at: Ints, day: int, half_lives: Iterable[int]) -> Iterator[Floats]:
        """``value`` for several half-lives, looking every position up once."""
        gap = np.minimum(day - self.last[at], NEVER).astype(np.float32)
        decayed, seen = self.decayed[at], at >= 0
        for half_life in half_lives:
            value = decayed[:, half_life] * np.exp(-_RATES[half_life] * gap)
            yield np.where(seen, value, np.float32(0)).astype(np.float32, copy=False)

    def age(self, at: Ints, day: int) -> Floats:
        """Days from the last sighting to ``day``, at most NEVER."""
        return np.where(at >= 0, np.minimum(day - self.last[at], NEVER), NEVER).astype(np.float32)


def totals(owners: Ints, values: Floats, size: int) -> npt.NDArray[np.float32]:
    """The sum of values by owner, 0 … size − 1."""
    return np.bincount(owners, weights=values, minlength=size).astype(np.float32)
