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


def rank_answers(candidates: Ints, scores: Floats, answers: Ints, others: Bools, entities: int) -> Ranks:
    """Rank the answer of each question: rows of ``candidates`` with their ``scores``, all distinct within a row.

    ``others`` marks candidates that are other true answers of that day. Others outside the candidates are not marked
    and count as tied at the bottom: pass their number through :func:`rank_day`, which knows them.
    """
    kept = ~others
    hit = (candidates == answers[:, None]) & kept
    listed = hit.any(axis=1)
    score = np.where(hit, scores, 0).sum(axis=1)[:, None]
    above = np.where(listed, ((scores > score) & kept).sum(axis=1), kept.sum(axis=1))
    tied = np.where(listed, ((scores == score) & kept).sum(axis=1) - 1, entities - kept.sum(axis=1) - 1)
    return Ranks(above.astype(np.int64), tied.astype(np.int64))


def rank_day(asked: Facts, place: Ints, candidates: Ints, scores: Floats, size: tuple[int, int]) -> Ranks:
    """Rank the answers of one day's facts (both ways), where fact i is answered by row ``place[i]`` of candidates.

    ``size`` is the number of entities and of kinds (relations both ways).
    """
    entities, kinds = size
    question = asked.subjects * kinds + asked.relations
    true = np.unique(question * entities + asked.objects)
    rows = candidates[place]
    others = is_among(question[:, None] * entities + rows, true) & (rows != asked.objects[:, None])
    ranks = rank_answers(rows, scores[place], asked.objects, others, entities)
    answers = np.searchsorted(true, (question + 1) * entities) - np.searchsorted(true, question * entities)
    unlisted = answers - 1 - others.sum(axis=1)
    listed = (rows == asked.objects[:, None]).any(axis=1)
    return Ranks(ranks.above, np.where(listed, ranks.tied, ranks.tied - others.sum(axis=1) - unlisted))


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
