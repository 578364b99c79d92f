"""Change points: where a series runs at another level from then on, by optimal partition with a penalty on each change.

Counts of events come in bursts, so a segment's cost is that of a negative binomial whose spread is taken from how
neighbouring periods differ; scores vary about a mean. The best partition of all is found, so the same series always
gives the same changes.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from accord.forecasting.history import Floats

#: A change must better the fit by this many times the logarithm of the length: chance alone seldom does.
_PENALTY = 4.0
#: Periods a level must last to be one.
_SHORTEST = 3
#: Scores are never taken for surer than this, and each is seen among so many on either side.
_FINEST, _AROUND = 0.25, 2
#: Longer series are not searched: days of thirty years would take a minute.
LONGEST = 4000
#: Spread beyond a Poisson's: how many times larger the size parameter may be before it is one.
_POISSON = 1e6

#: The cost of segments that begin at the places given and end before one place.
Cost = Callable[[np.ndarray[tuple[int], np.dtype[np.intp]], int], Floats]


def count_changes(counts: Floats) -> list[int]:
    """The places at which the level of a series of counts changes."""
    if len(counts) < 2 * _SHORTEST or len(counts) > LONGEST:
        return []
    size = _size(counts)
    sums = np.concatenate([[0.0], np.cumsum(counts)])

    def cost(starts: np.ndarray[tuple[int], np.dtype[np.intp]], end: int) -> Floats:
        length = (end - starts).astype(float)
        total = sums[end] - sums[starts]
        mean = np.maximum(total / length, 1e-9)
        # Twice the negative log-likelihood, less what is the same for every partition.
        return np.asarray(-2 * (total * np.log(mean / (mean + size)) + length * size * np.log(size / (mean + size))))

    return _partition(len(counts), cost)


def score_changes(scores: Floats, weights: Floats) -> list[int]:
    """The places at which the mean of a series changes; a value counts by its weight (how many events it is of)."""
    if len(scores) < 2 * _SHORTEST or len(scores) > LONGEST:
        return []
    # The spread of one event about its level, from how neighbours differ; the median keeps single outliers out.
    apart = np.diff(scores) / np.sqrt(1 / weights[1:] + 1 / weights[:-1])
    spread = max(float(np.median(np.abs(apart))) / 0.6745, _FINEST)
    noise = spread**2
    # A lone value far from those around it is an outlier and no level: it counts as far as three spreads.
    around = np.median(
        np.lib.stride_tricks.sliding_window_view(np.pad(scores, _AROUND, mode="edge"), 2 * _AROUND + 1), axis=1
    )
    scores = np.clip(scores, around - 3 * spread / np.sqrt(weights), around + 3 * spread / np.sqrt(weights))
    mass, first, second = (
        np.concatenate([[0.0], np.cumsum(part)]) for part in (weights, weights * scores, weights * scores**2)
    )

    def cost(starts: np.ndarray[tuple[int], np.dtype[np.intp]], end: int) -> Floats:
        total = mass[end] - mass[starts]
        part = first[end] - first[starts]
        return np.asarray((second[end] - second[starts] - part * part / total) / noise)

    return _partition(len(scores), cost)


def _partition(many: int, cost: Cost) -> list[int]:
    """Where the segments of the cheapest partition of ``many`` places begin, the first left out."""
    penalty = _PENALTY * np.log(many)
    best = np.full(many + 1, np.inf)
    best[0] = -penalty
    begins = np.zeros(many + 1, dtype=np.intp)
    for end in range(_SHORTEST, many + 1):
        starts = np.arange(0, end - _SHORTEST + 1, dtype=np.intp)
        total = best[starts] + cost(starts, end) + penalty
        at = int(np.argmin(total))
        best[end], begins[end] = total[at], starts[at]
    found = []
    place = int(begins[many])
    while place > 0:
        found.append(place)
        place = int(begins[place])
    return found[::-1]


def _size(counts: Floats) -> float:
    """The size parameter of a negative binomial: how much more neighbouring counts differ than a Poisson's would."""
    mean = float(counts.mean())
    spread = float(np.mean(np.diff(counts) ** 2)) / 2
    return max(mean * mean / (spread - mean), 0.05) if spread > mean > 0 else _POISSON
