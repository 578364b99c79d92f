"""Combining: how far each pattern is to be believed, learnt from which answers came true.

First, shares: the patterns are mixed in the proportions that make what happened likeliest, which is a probability
already and finds the candidates. Then, boosted trees correct the logarithm of the mixture by looks at each candidate,
so that the chances of all candidates of a question, which add up to one, make what happened likeliest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from accord.errors import ConfigError
from accord.forecasting.facts import Bools, Floats, Ints

_ROUNDS = 50
_FEW = 2_000
"""Rows below which every look may be unfit to split by, which LightGBM would call an error."""
_BINNED = 40_000
"""Rows from which the bounds of a look's bins are taken; more take longer and give the same."""


def learn_shares(chances: Floats) -> Floats:
    """Shares of the patterns, which add up to one, by expectation maximisation; a row is what each gave an answer."""
    shares = np.full(chances.shape[1], 1 / chances.shape[1])
    told = chances[chances.sum(axis=1) > 0].astype(np.float64)
    for _ in range(_ROUNDS if len(told) else 0):
        credit = told * shares
        shares = (credit / credit.sum(axis=1, keepdims=True)).mean(axis=0)
    return shares.astype(np.float32)


@dataclass(frozen=True, slots=True)
class Lessons:
    """Questions with their answers: a row of looks a candidate, ``sizes`` candidates a question, in a row.

    ``base`` is the logarithm a candidate starts from; where only some of the lower candidates were kept, each stands
    for several and its base says so.
    """

    looks: Floats
    came_true: Bools
    base: Floats
    sizes: Ints


def joined_lessons(parts: Sequence[Lessons]) -> Lessons:
    """All lessons of the parts."""
    return Lessons(
        np.concatenate([part.looks for part in parts]),
        np.concatenate([part.came_true for part in parts]),
        np.concatenate([part.base for part in parts]),
        np.concatenate([part.sizes for part in parts]),
    )


class Objective:
    """The slope and curvature of the logarithm of an answer's chance against the candidates that did not come true.

    A question with several answers counts once for each, the others set aside: as in the measure of ranks.
    """

    def __init__(self, lessons: Lessons) -> None:
        self._start = np.cumsum(lessons.sizes) - lessons.sizes
        self._owner = np.repeat(np.arange(len(lessons.sizes)), lessons.sizes)
        self._true = np.flatnonzero(lessons.came_true)

    def __call__(self, scores: npt.NDArray[Any], _: Any) -> tuple[Floats, Floats]:
        """Gradient and Hessian's diagonal at ``scores``."""
        score = scores.astype(np.float32)
        weight = np.exp(score - np.maximum.reduceat(score, self._start)[self._owner])
        answer, owner, size = weight[self._true], self._owner[self._true], len(self._start)
        weight[self._true] = 0
        part = 1 / (answer + np.add.reduceat(weight, self._start)[owner] + 1e-12)
        once = np.bincount(owner, part, size).astype(np.float32)[self._owner]
        twice = np.bincount(owner, part * part, size).astype(np.float32)[self._owner]
        slope = weight * once
        bend = slope - weight * weight * twice
        chance = answer * part
        slope[self._true], bend[self._true] = chance - 1, chance * (1 - chance)
        return slope, np.maximum(bend, np.float32(1e-6))


@dataclass(frozen=True, slots=True)
class Effort:
    """How long and how finely trees are learnt. More rounds gain little after these; see docs/forecasting.md."""

    rounds: int = 120
    leaves: int = 15
    pace: float = 0.14
    bins: int = 31
    seen: float = 0.3  # share of looks each tree may use: trees that see all repeat one another

    def brief(self) -> Effort:
        """Half the rounds at nearly twice the pace: about as sure of itself, in half the time."""
        return replace(self, rounds=max(1, self.rounds // 2), pace=self.pace * 5 / 3)


class Trees:
    """Boosted trees over looks; what they return is added to the logarithm of the mixture."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self._booster: Any = None
        self._text = ""

    def learn(self, lessons: Lessons, effort: Effort) -> None:
        """Learn from lessons, the same way every time."""
        few = len(lessons.base) < _FEW
        if few and not (len(lessons.base) and np.ptp(lessons.looks, axis=0).any()):
            return  # nothing to tell candidates apart by
        lightgbm = _lightgbm()
        settings = {
            "objective": Objective(lessons),
            "num_leaves": effort.leaves,
            "learning_rate": effort.pace,
            "max_bin": effort.bins,
            "feature_fraction": effort.seen,
            "min_data_in_leaf": 50,
            "min_sum_hessian_in_leaf": 3.0,
            "lambda_l2": 3.0,
            "num_threads": 1,
            "force_col_wise": True,
            "deterministic": True,
            "seed": 1,
            "verbose": -1,
            "feature_pre_filter": not few,
        }
        bins = {"max_bin": effort.bins, "bin_construct_sample_cnt": _BINNED, "verbose": -1}
        bins["feature_pre_filter"] = not few
        rows = lightgbm.Dataset(lessons.looks, init_score=lessons.base, params=bins)
        self._booster, self._text = lightgbm.train(settings, rows, num_boost_round=effort.rounds), ""

    def text(self) -> str:
        """The trees as LightGBM writes them in words, "" where there are none."""
        return self._text if self._text or self._booster is None else str(self._booster.model_to_string())

    @classmethod
    def read(cls, names: Sequence[str], text: str) -> Trees:
        """The trees over the looks called ``names`` that ``text`` gave."""
        found = cls(names)
        if text:
            found._booster = _lightgbm().Booster(model_str=text)
            found._text = text  # LightGBM would write the same trees in slightly other words
        return found

    def correct(self, looks: Floats) -> Floats:
        """What to add to the logarithm of the mixture, for each row of looks."""
        if self._booster is None:
            return np.zeros(len(looks), np.float32)
        return np.asarray(self._booster.predict(looks, raw_score=True, num_threads=1), np.float32)

    def parts(self, looks: Floats) -> Floats:
        """The correction of each row as a sum over looks (a column each), by Shapley's division."""
        if self._booster is None:
            return np.zeros_like(looks)
        return np.asarray(self._booster.predict(looks, pred_contrib=True, num_threads=1), np.float32)[:, :-1]

    def gains(self) -> dict[str, float]:
        """How much each look helped in learning, as shares of the whole, the most helpful first."""
        if self._booster is None:
            return {}
        gain = np.asarray(self._booster.feature_importance("gain"), float)
        share = gain / max(gain.sum(), 1e-12)
        return {self.names[at]: float(share[at]) for at in np.argsort(-share, kind="stable").tolist()}


def _lightgbm() -> Any:
    try:
        import lightgbm
    except OSError as error:
        raise ConfigError(
            f"LightGBM cannot be loaded: {error}. Install the system's OpenMP library (libgomp1)"
        ) from error
    return lightgbm


@dataclass(frozen=True, slots=True)
class Calibration:
    """A probability drawn to what happened: its log-odds stretched and shifted. ``(1, 0)`` leaves it as it is."""

    stretch: float = 1.0
    shift: float = 0.0

    def __call__(self, probability: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        """The calibrated probability."""
        return np.asarray(1 / (1 + np.exp(-(self.stretch * _log_odds(probability) + self.shift))))


def calibrate(probability: npt.NDArray[Any], happened: Bools) -> Calibration:
    """Learn a calibration by Newton's method from probabilities said of later days and what happened then."""
    terms = np.stack([_log_odds(probability), np.ones(len(probability))], axis=1)
    found = np.array([1.0, 0.0])
    for _ in range(25):
        said = 1 / (1 + np.exp(-terms @ found))
        bend = (terms * (said * (1 - said))[:, None]).T @ terms + np.eye(2)
        found = found + np.linalg.solve(bend, terms.T @ (happened - said) - (found - [1.0, 0.0]))
    return Calibration(float(found[0]), float(found[1]))


def _log_odds(probability: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    inside = np.clip(probability.astype(np.float64), 1e-6, 1 - 1e-6)
    return np.asarray(np.log(inside / (1 - inside)))
