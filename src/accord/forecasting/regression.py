"""Logistic regression by Newton's method, in a few dozen lines: deterministic, with a ridge, and every term visible."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from accord.forecasting.history import Floats

#: Newton's method ends when no coefficient moves by more than this, or after so many steps.
_STILL, _STEPS = 1e-4, 40


def fit(
    terms: Floats,
    outcome: NDArray[np.bool_] | Floats,
    *,
    ridge: Floats,
    weight: Floats | None = None,
    given: Floats | float = 0.0,
    start: Floats | None = None,
) -> Floats:
    """Coefficients of ``terms`` (one row a case) for the log-odds of ``outcome`` beyond those ``given``.

    ``ridge`` holds the penalty on the square of each coefficient; an intercept's should be next to 0. A step that does
    not lessen the loss is halved until it does, so that it cannot run away where hardly anything ever happens.
    ``start`` is where to begin looking, and tells nothing of the end.
    """
    happened = np.asarray(outcome, dtype=float)
    weight = np.ones(len(happened)) if weight is None else weight
    penalty = np.maximum(ridge, 1e-6)

    def loss(found: Floats) -> float:
        odds = terms @ found + given
        return float((weight * (np.logaddexp(0.0, odds) - happened * odds)).sum() + 0.5 * (penalty * found**2).sum())

    found = np.zeros(terms.shape[1]) if start is None else start
    now = loss(found)
    for _ in range(_STEPS):
        chance = logistic(terms @ found + given)
        slope = terms.T @ (weight * (happened - chance)) - penalty * found
        bend = (terms * (weight * chance * (1 - chance))[:, None]).T @ terms + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        while (then := loss(found + step)) > now and np.abs(step).max() > _STILL:
            step = step / 2
        if np.abs(step).max() <= _STILL:
            break
        found, now = found + step, then
    return found


def logistic(odds: Floats) -> Floats:
    """The probability of each log-odds, without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * odds)))


def logit(chance: Floats | float) -> Floats:
    """The log-odds of each probability, which is kept off 0 and 1."""
    kept = np.clip(chance, 1e-9, 1 - 1e-9)
    return np.asarray(np.log(kept / (1 - kept)))
