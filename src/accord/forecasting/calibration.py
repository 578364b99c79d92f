"""How good probabilities are: Brier and log score, skill over a baseline, and whether what they say is what happens."""

from __future__ import annotations

import numpy as np

from accord.forecasting.history import Floats
from accord.records import ReliabilityBin

#: Probabilities are kept this far off 0 and 1 when their logarithm is taken.
_FLOOR = 1e-6
#: Bins of a reliability table.
BINS = 15


def brier(chance: Floats, happened: Floats) -> float:
    """Mean squared distance of probabilities from what happened (0 or 1); 0 is best."""
    return float(np.mean((chance - happened) ** 2))


def log_score(chance: Floats, happened: Floats) -> float:
    """Mean negative logarithm of the probability given to what happened, in nats; 0 is best."""
    kept = np.clip(chance, _FLOOR, 1 - _FLOOR)
    return float(-np.mean(happened * np.log(kept) + (1 - happened) * np.log(1 - kept)))


def skill(chance: Floats, baseline: Floats, happened: Floats) -> float:
    """By what share the Brier score is below a baseline's: 1 is perfect, 0 no better, NaN where the baseline is."""
    worse = brier(baseline, happened)
    return 1 - brier(chance, happened) / worse if worse > 0 else float("nan")


def by_mass(chance: Floats, happened: Floats, *, bins: int = BINS) -> tuple[ReliabilityBin, ...]:
    """A reliability table whose bins hold equally many forecasts. Equal forecasts may fall on both sides of an edge."""
    order = np.argsort(chance, kind="stable")
    return tuple(_bin(chance[part], happened[part]) for part in np.array_split(order, bins) if len(part))


def by_width(chance: Floats, happened: Floats, *, bins: int = BINS) -> tuple[ReliabilityBin, ...]:
    """A reliability table whose bins are equally wide; empty ones are left out."""
    place = np.minimum((chance * bins).astype(int), bins - 1)
    return tuple(
        ReliabilityBin(number / bins, (number + 1) / bins, one.n, one.said, one.happened)
        for number in range(bins)
        if (place == number).any() and (one := _bin(chance[place == number], happened[place == number]))
    )


def calibration_error(table: tuple[ReliabilityBin, ...]) -> float:
    """Expected calibration error: how far what was said is from what happened, over all bins by their size."""
    many = sum(one.n for one in table)
    return sum(one.n * abs(one.said - one.happened) for one in table) / many if many else 0.0


def _bin(chance: Floats, happened: Floats) -> ReliabilityBin:
    said = (float(chance.min()), float(chance.max()), len(chance), float(chance.mean()))
    return ReliabilityBin(*said, float(happened.mean()))
