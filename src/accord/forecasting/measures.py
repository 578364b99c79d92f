"""Measures in the field's own terms: time-aware filtered ranks, MRR, Hits@k, calibration of the top answer.

The rank of an answer is one more than the number of candidates scored above it, plus half of those it ties with.
Other true answers of the same question on the same day leave the ranking; those of other days stay. Entities without a
score tie at the bottom.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from accord.forecasting.facts import Bools, Facts, Floats, Ints, is_among

SLICES = ("triple seen", "pair seen", "pair new")
"""What was known of a question's answer before its day: the same thing, the pair with another relation, nothing."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """For each question, how many candidates stand above the right answer and how many tie with it."""

    above: Ints
    tied: Ints

    @property
    def average(self) -> npt.NDArray[np.float64]:
        """The rank, ties by their average."""
        return self.above + 1 + self.tied / 2


def rank_day(asked: Facts, place: Ints, candidates: Ints, scores: Floats, size: tuple[int, int]) -> Ranks:
    """Rank the answers of one day's facts (both ways), where fact i is answered by row ``place[i]`` of candidates.

    ``asked`` holds all facts of the day, candidates are distinct within a row, and ``size`` is the number of entities
    and of kinds (relations both ways).
    """
    entities, kinds = size
    question = asked.subjects * kinds + asked.relations
    true = np.unique(question * entities + asked.objects)
    rows, score = candidates[place], scores[place]
    right = rows == asked.objects[:, None]
    kept = right | ~is_among(question[:, None] * entities + rows, true)  # other true answers leave the ranking
    others = np.searchsorted(true, (question + 1) * entities) - np.searchsorted(true, question * entities) - 1
    listed = right.any(axis=1)
    own = np.where(right, score, 0).sum(axis=1, keepdims=True)
    above = np.where(listed, ((score > own) & kept).sum(axis=1), kept.sum(axis=1))
    tied = np.where(listed, ((score == own) & kept).sum(axis=1), entities - others - kept.sum(axis=1)) - 1
    return Ranks(above.astype(np.int64), tied.astype(np.int64))


def slice_of(everything: Facts, asked: Facts, relations: int) -> Ints:
    """For each fact asked (both ways), the place in SLICES of what ``everything`` held of it before its day."""
    size = int(max(everything.subjects.max(), everything.objects.max())) + 1
    both = everything.both_ways(relations)
    known = asked.days
    triple = _first(_triple(both, size, relations), both.days, _triple(asked, size, relations)) < known
    pair = _first(both.subjects * size + both.objects, both.days, asked.subjects * size + asked.objects) < known
    return np.where(triple, 0, np.where(pair, 1, 2))


def _triple(facts: Facts, size: int, relations: int) -> Ints:
    return (facts.subjects * size + facts.objects) * 2 * relations + facts.relations


def _first(keys: Ints, days: Ints, wanted: Ints) -> Ints:
    """The first day of each wanted key, which is among ``keys``."""
    order = np.lexsort((days, keys))
    return days[order][np.searchsorted(keys[order], wanted)]


def mrr(ranks: Ranks) -> float:
    """The mean of one over the rank."""
    return float((1 / ranks.average).mean()) if len(ranks.above) else 0.0


def hits(ranks: Ranks, k: int) -> float:
    """The share of questions whose answer ranks k or better."""
    return float((ranks.average <= k).mean()) if len(ranks.above) else 0.0


def calibration_error(probability: npt.NDArray[np.float64], happened: Bools, bins: int = 10) -> float:
    """Expected calibration error: how far, on average, what happened is from what was said, in bins of equal width."""
    place = np.minimum((probability * bins).astype(np.int64), bins - 1)
    said = np.bincount(place, weights=probability, minlength=bins)
    was = np.bincount(place, weights=happened.astype(np.float64), minlength=bins)
    return float(np.abs(said - was).sum() / max(len(probability), 1))


def brier(probability: npt.NDArray[np.float64], happened: Bools) -> float:
    """The mean squared distance between what was said and what happened."""
    return float(((probability - happened) ** 2).mean())
