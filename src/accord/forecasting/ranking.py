"""Ranking: a learner that is given a past, then day after day, and says who is likely to answer a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from accord.forecasting.combining import (
    Calibration,
    Effort,
    Lessons,
    Trees,
    calibrate,
    joined_lessons,
    learn_shares,
)
from accord.forecasting.facts import Bools, Facts, Floats, Ints, is_among
from accord.forecasting.kin import read_kin, spread
from accord.forecasting.looks import look
from accord.forecasting.patterns import PATTERNS, Survey, survey
from accord.forecasting.recollection import Recollection
from accord.forecasting.rules import Rules

_CELLS = 8_000_000
"""Questions times actors worked on at once: some hundred megabytes."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a learner learns. ``lead`` is how many days ahead it will be asked: with 1 every day's facts are known before
    the next is asked; with 31 it learns to answer from a past that ended up to 31 days before."""

    lead: int = 1
    candidates: int = 100  # actors weighed for a question; the rest stay in the order of the mixture, below
    nearest: int = 20  # of a lesson's candidates, these are all kept …
    sampled: int = 15  # … and of the others so many, each standing for several
    questions: int = 24_000  # lessons, at most
    begin: float = 0.1  # share of the days after which rules are counted
    turn: float = 0.45  # share of the days after which lessons are given, by rules counted before
    share_days: int = 6  # days the patterns' shares are learnt on
    held: float = 0.2  # share of lesson days, the last, that probabilities are calibrated on
    effort: Effort = field(default_factory=Effort)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates of some questions, the likeliest first: a row a question. ``scores`` are logarithms whose order is
    the ranking; ``chances`` add up to one over a question's candidates and are not calibrated."""

    candidates: Ints
    scores: Floats
    chances: Floats


@dataclass(frozen=True, slots=True)
class Reason:
    """A look that moved an answer: its name, what it told, and what it added to the logarithm of its chance."""

    look: str
    value: float
    effect: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible answer: the actor's number, its probability of being the answer, and what moved it most."""

    actor: int
    probability: float
    reasons: tuple[Reason, ...]


class Learner:
    """Learns whom questions (who, what, ?) are answered by, from facts in order of day.

    ``what`` below the number of relations asks for the object; raised by that number it asks for the subject, given
    the object. Everything is the same in every run with the same facts.
    """

    def __init__(
        self, entities: int, relations: int, *, names: Sequence[str] = (), settings: Settings | None = None
    ) -> None:
        self.settings = settings or Settings()
        self.kin = read_kin(names or [""] * entities)
        self.past = Recollection(entities, relations, self.kin)
        self.rules = Rules(2 * relations)
        self.shares: Floats = np.full(len(PATTERNS), 1 / len(PATTERNS), np.float32)
        self.trees = Trees(())
        self.calibration = Calibration()

    def fit(self, facts: Facts) -> None:
        """Learn from ``facts``: rules from the first part of the days, how patterns combine from the rest."""
        days = np.unique(facts.days)
        if len(days) < 10:
            raise ValueError(f"{len(days)} days of facts are too few to learn from; at least 10 are needed")
        begin, turn = (int(days[int(len(days) * share)]) for share in (self.settings.begin, self.settings.turn))
        self.past.kin = spread(self.kin, facts.between(int(days[0]), turn))
        self.past.reserve(facts)
        for day, known, asked in self._walk(facts, turn):
            if known and begin <= day:
                self.rules.learn(self.past, asked, day)
        self.rules.settle()
        self._learn_to_combine(facts.between(turn, int(days[-1]) + 1))

    def advance(self, facts: Facts, day: int) -> None:
        """Add what happened on ``day``; days come in order, and questions of a day are asked before it is added."""
        self.past.advance(facts, day)

    def answer(self, who: Ints, what: Ints, day: int) -> Ranking:
        """Rank candidates for each question on ``day``, by what was added of earlier days."""
        if day <= self.past.day:
            raise ValueError(f"day {day} is not after the last day learnt from, {self.past.day}")
        order = np.lexsort((what, who))
        parts = [self._rank(part) for part in self._surveys(who[order], what[order], day)]
        back = np.argsort(order, kind="stable")
        return Ranking(*(np.concatenate([part[column] for part in parts])[back] for column in range(3)))

    def rank(self, who: int, what: int, day: int, *, top: int = 10, reasons: int = 3) -> tuple[Candidate, ...]:
        """The likeliest answers to one question, each with a calibrated probability and what moved it most."""
        asked = np.array([who]), np.array([what])
        ranking = self.answer(*asked, day)
        chosen = ranking.candidates[0, :top]
        chance = self.calibration(ranking.chances[0, :top])
        told = survey(self.past, self.rules, *asked, day)
        looks = self._look(told, np.zeros(len(chosen), np.int64), chosen)[0]
        effects = self.trees.parts(looks)
        found = []
        for row, actor in enumerate(chosen.tolist()):
            most = np.argsort(-np.abs(effects[row]), kind="stable")[:reasons]
            why = (Reason(self.trees.names[at], float(looks[row, at]), float(effects[row, at])) for at in most.tolist())
            found.append(Candidate(actor, float(chance[row]), tuple(why)))
        return tuple(found)

    def _walk(self, facts: Facts, end: int) -> Iterator[tuple[int, bool, Facts]]:
        """Each day before ``end`` with its facts both ways, the past as it was known ``lead`` days before at most."""
        waiting: list[tuple[int, Facts]] = []
        for day, happened in facts.between(int(facts.days[0]), end).by_day():
            if waiting and day - waiting[0][0] >= self.settings.lead:
                self._catch_up(waiting)
            yield day, self.past.day >= 0, happened.both_ways(self.past.relations)
            waiting.append((day, happened))
        self._catch_up(waiting)

    def _catch_up(self, waiting: list[tuple[int, Facts]]) -> None:
        for day, happened in waiting:
            self.past.advance(happened, day)
        waiting.clear()

    def _learn_to_combine(self, facts: Facts) -> None:
        days = np.unique(facts.days)
        each = max(1, int(np.ceil(2 * len(facts) * 0.8 / self.settings.questions)))
        lesson_days = set(days[::-1][::each].tolist()) if each < len(days) else {int(days[-1])}
        answered: list[Floats] = []
        lessons: list[Lessons] = []
        for day, _, asked in self._walk(facts, int(days[-1]) + 1):
            if len(answered) < self.settings.share_days:
                answered.append(self._answers_by_pattern(asked, day))
                self.shares = learn_shares(np.concatenate(answered))
            elif day in lesson_days:
                lessons.extend(self._lessons(asked, day))
        self._learn_trees(lessons)

    def _learn_trees(self, lessons: list[Lessons]) -> None:
        if lessons:
            self.trees.learn(joined_lessons(lessons), self.settings.effort)

    def _answers_by_pattern(self, asked: Facts, day: int) -> Floats:
        """What each pattern gave each answer of a day."""
        kinds = self.past.kinds
        question = asked.subjects * kinds + asked.relations
        found = []
        for part in self._surveys(*_questions(asked, kinds), day):
            rows = part.who * kinds + part.what
            mine = is_among(question, rows)
            place = np.searchsorted(rows, question[mine])
            found.append(part.chances(place, asked.objects[mine], self.past.kin.homes))
        return np.concatenate(found)

    def _lessons(self, asked: Facts, day: int) -> Iterator[Lessons]:
        """The questions of a day with some of their candidates and all their answers among them."""
        kinds, entities, settings = self.past.kinds, self.past.entities, self.settings
        true = np.unique((asked.subjects * kinds + asked.relations) * entities + asked.objects)
        chosen = np.random.default_rng(day)
        for part in self._surveys(*_questions(asked, kinds), day):
            candidates = self._candidates(part)
            came = is_among((part.who * kinds + part.what)[:, None] * entities + candidates, true)
            draw = chosen.random(candidates.shape)
            draw[:, : settings.nearest] = 2  # candidates stand in order of the mixture
            place = max(candidates.shape[1] - settings.nearest - settings.sampled, 0)
            kept = (draw >= np.sort(draw, axis=1)[:, place][:, None]) | came
            kept &= came.any(axis=1)[:, None]
            rows, columns = np.nonzero(kept)
            if not len(rows):
                continue
            looks, base = self._look(part, rows, candidates[rows, columns])
            stands_for = (candidates.shape[1] - settings.nearest) / settings.sampled
            lower = (columns >= settings.nearest) & ~came[rows, columns]
            base = base + np.where(lower, np.float32(np.log(max(stands_for, 1))), np.float32(0))
            sizes = kept.sum(axis=1)
            yield Lessons(looks, came[rows, columns], base, sizes[sizes > 0])

    def _surveys(self, who: Ints, what: Ints, day: int) -> Iterator[Survey]:
        """Surveys of the questions, so many at once as memory allows; questions are in order of who."""
        step = max(1, _CELLS // self.past.entities)
        for start in range(0, len(who), step):
            yield survey(self.past, self.rules, who[start : start + step], what[start : start + step], day)

    def _candidates(self, part: Survey) -> Ints:
        """The likeliest actors by the mixture, in its order."""
        mixed = part.mixture(self.shares, self.past.kin.homes)
        width = min(self.settings.candidates, mixed.shape[1])
        top = np.argpartition(-mixed, width - 1, axis=1)[:, :width]
        return np.take_along_axis(top, np.argsort(-np.take_along_axis(mixed, top, 1), axis=1, kind="stable"), 1)

    def _look(self, part: Survey, rows: Ints, actors: Ints) -> tuple[Floats, Floats]:
        """Looks at candidates, and the logarithm of the mixture they start from."""
        chances = part.chances(rows, actors, self.past.kin.homes)
        mixed = chances @ self.shares
        found = look(self.past, part, chances, rows, actors)
        found["mixture · chance"] = mixed
        if not self.trees.names:
            self.trees = Trees(tuple(found))
        return np.stack(list(found.values()), axis=1).astype(np.float32), np.log(mixed + np.float32(1e-9))

    def _rank(self, part: Survey) -> tuple[Ints, Floats, Floats]:
        candidates = self._candidates(part)
        shape = candidates.shape
        rows = np.repeat(np.arange(shape[0]), shape[1])
        looks, base = self._look(part, rows, candidates.ravel())
        scores = (base + self.trees.correct(looks)).reshape(shape)
        order = np.argsort(-scores, axis=1, kind="stable")
        scores = np.take_along_axis(scores, order, 1)
        weight = np.exp(scores - scores[:, :1])
        return np.take_along_axis(candidates, order, 1), scores, weight / weight.sum(axis=1, keepdims=True)


def _questions(asked: Facts, kinds: int) -> tuple[Ints, Ints]:
    """The distinct questions that facts (both ways) answer, in order of who and what."""
    question = np.unique(asked.subjects * kinds + asked.relations)
    return question // kinds, question % kinds


def top_probability(ranking: Ranking, calibration: Calibration) -> npt.NDArray[np.float64]:
    """How likely the first candidate of each question is right."""
    return calibration(ranking.chances[:, 0])


__all__ = ["Bools", "Candidate", "Learner", "Ranking", "Reason", "Settings", "calibrate", "top_probability"]
