"""Facts: who did what to whom on which day, as columns of numbers, and the ranges that rows of a table fill."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Facts:
    """Dated facts, one a row: subject, relation and object are numbers from 0, ``days`` whole days from any origin.

    Rows are in order of day. A fact asked the other way round ("who did this to o?") is the same fact with subject
    and object exchanged and the relation raised by the number of relations: see :meth:`both_ways`.
    """

    subjects: Ints
    relations: Ints
    objects: Ints
    days: Ints

    @classmethod
    def of(cls, rows: Iterable[Iterable[int]] | npt.NDArray[np.int64]) -> Facts:
        """Facts of rows (subject, relation, object, day), put in order of day; equal days keep their order."""
        listed = rows if isinstance(rows, np.ndarray) else [tuple(row) for row in rows]
        table = np.asarray(listed, dtype=np.int64).reshape(-1, 4)
        table = table[np.argsort(table[:, 3], kind="stable")]
        return cls(*(np.ascontiguousarray(table[:, column]) for column in range(4)))

    def __len__(self) -> int:
        return len(self.days)

    def where(self, chosen: Bools | Ints | slice) -> Facts:
        """The chosen rows."""
        return Facts(self.subjects[chosen], self.relations[chosen], self.objects[chosen], self.days[chosen])

    def between(self, first: int, end: int) -> Facts:
        """Facts of the days from ``first`` up to, not including, ``end``."""
        low, high = np.searchsorted(self.days, [first, end])
        return self.where(slice(int(low), int(high)))

    def by_day(self) -> Iterator[tuple[int, Facts]]:
        """Each day that has facts, with its facts."""
        for day in np.unique(self.days).tolist():
            yield day, self.between(day, day + 1)

    def both_ways(self, relations: int) -> Facts:
        """These facts, then each the other way round with its relation raised by ``relations``."""
        return Facts(
            np.concatenate([self.subjects, self.objects]),
            np.concatenate([self.relations, self.relations + relations]),
            np.concatenate([self.objects, self.subjects]),
            np.concatenate([self.days, self.days]),
        )


def joined(parts: Iterable[Facts]) -> Facts:
    """All facts of the parts, in order of day."""
    columns = [np.stack([part.subjects, part.relations, part.objects, part.days], axis=1) for part in parts]
    return Facts.of(np.concatenate(columns) if columns else np.empty((0, 4), np.int64))


def filled(starts: Ints, sizes: Ints) -> tuple[Ints, Ints]:
    """For ranges ``starts[i] … starts[i] + sizes[i]``: the range each position is of, and the positions, in a row."""
    owners = np.repeat(np.arange(len(starts)), sizes)
    before = np.cumsum(sizes) - sizes
    return owners, np.arange(int(sizes.sum())) - np.repeat(before - starts, sizes)


def is_among(values: Ints, ordered: Ints) -> Bools:
    """Whether each value is in ``ordered``, which is sorted."""
    if not len(ordered):
        return np.zeros(values.shape, np.bool_)
    place = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    return np.asarray(ordered[place] == values)
