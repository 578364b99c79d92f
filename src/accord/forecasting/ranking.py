"""Ranking: a learner that is given a past, then day after day, and says who is likely to answer a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from accord.errors import DataError
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
from accord.forecasting.looks import GROUPS, group_of, look
from accord.forecasting.patterns import PATTERNS, Survey, survey
from accord.forecasting.recollection import Recollection
from accord.forecasting.rules import Rules

_DISTINCT = 0.8
"""Distinct questions among those that facts answer, about; several facts may answer one."""
_CELLS = 8_000_000
"""Questions times actors worked on at once: some hundred megabytes."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a learner learns. ``lead`` is how many days ahead it will be asked: with 1 every day's facts are known before
    the next is asked; with 31 it learns to answer from a past that ended up to 31 days before."""

    lead: int = 1
    candidates: int = 100  # actors weighed for a question; the rest stay in the order of the mixture, below
    nearest: int = 8  # of a lesson's candidates, these are all kept …
    sampled: int = 8  # … and of the others so many, each standing for several
    questions: int = 40_000  # lessons, at most
    begin: float = 0.1  # share of the days after which rules are counted
    turn: float = 0.45  # share of the days after which lessons are given, by rules counted before
    share_days: int = 6  # days the patterns' shares are learnt on
    held: float = 0.25  # share of lesson days, the last, that probabilities are calibrated on …
    trials: int = 6000  # … by so many questions
    effort: Effort = field(default_factory=Effort)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates of some questions, the likeliest first: a row a question. ``scores`` are logarithms whose order is
    the ranking; ``chances`` add up to one over a question's candidates and are not calibrated."""

    candidates: Ints
    scores: Floats
    chances: Floats


@dataclass(frozen=True, slots=True)
class Trial:
    """Questions with all their candidates, in rows one after another, and which of them came true."""

    looks: Floats
    base: Floats
    came_true: Bools

    def top(self, trees: Trees) -> tuple[Floats, Bools]:
        """The chance of each question's likeliest candidate, and whether it came true."""
        chances = shares_of((self.base + trees.correct(self.looks)).reshape(self.came_true.shape))
        at = chances.argmax(axis=1)[:, None]
        return np.take_along_axis(chances, at, 1)[:, 0], np.take_along_axis(self.came_true, at, 1)[:, 0]


@dataclass(frozen=True, slots=True)
class Reason:
    """A kind of pattern that moved an answer (a word of GROUPS), what it added to the logarithm of the answer's chance
    over what its fame alone gives, and the look of that kind that told most: its name and what it told."""

    pattern: str
    effect: float
    look: str
    value: float


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
        effects = self._effects(looks)
        return tuple(
            Candidate(actor, float(chance[row]), self._reasons(looks[row], effects[row])[:reasons])
            for row, actor in enumerate(chosen.tolist())
        )

    def _effects(self, looks: Floats) -> Floats:
        """What each look added to the logarithm of each candidate's chance, over the chance its fame alone gives.

        The trees' corrections divide by Shapley's rule; the mixture's gain over fame divides as patterns fed it.
        """
        effects = self.trees.parts(looks)
        fed = looks[:, : len(PATTERNS)] * self.shares  # looks begin with the patterns' chances, in their order
        mixed = np.maximum(fed.sum(axis=1, keepdims=True), 1e-9)
        fame = np.maximum(looks[:, [PATTERNS.index("fame")]], 1e-6)
        effects[:, : len(PATTERNS)] += fed / mixed * np.log(mixed / fame)
        return effects

    def _reasons(self, looks: Floats, effects: Floats) -> tuple[Reason, ...]:
        """The kinds of pattern by the size of their effect, each with the look of its kind that told most."""
        kinds = [group_of(name) for name in self.trees.names]
        found = []
        for kind in GROUPS:
            mine = np.array([at for at, other in enumerate(kinds) if other == kind], np.int64)
            if len(mine):
                most = int(mine[np.argmax(np.abs(effects[mine]))])
                look = self.trees.names[most]
                found.append(Reason(kind, float(effects[mine].sum()), look, float(looks[most])))
        return tuple(sorted(found, key=lambda reason: -abs(reason.effect)))

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
        """Learn shares on the first days, give lessons on days spread over the rest, and calibrate on the last."""
        days = np.unique(facts.days)
        apart = max(1, int(np.ceil(2 * len(facts) * _DISTINCT / self.settings.questions)))
        lesson_days = days[self.settings.share_days :][::-1][::apart][::-1].tolist()
        held_from = lesson_days[int(len(lesson_days) * (1 - self.settings.held))] if lesson_days else 0
        tried_a_day = -(-self.settings.trials // max(1, sum(day >= held_from for day in lesson_days)))
        answered: list[Floats] = []
        lessons: list[Lessons] = []
        trials: list[Trial] = []
        early = 0
        for day, _, asked in self._walk(facts, int(days[-1]) + 1):
            if len(answered) < self.settings.share_days:
                answered.append(self._answers_by_pattern(asked, day))
                self.shares = learn_shares(np.concatenate(answered))
            elif day in lesson_days:
                held = day >= held_from
                for lesson, tried in self._lessons(asked, day, trials=tried_a_day if held else 0):
                    lessons.append(lesson)
                    trials += tried
                early = early if held else len(lessons)
        self._learn_trees(lessons, early, trials)

    def _learn_trees(self, lessons: list[Lessons], early: int, trials: list[Trial]) -> None:
        """Learn trees; before, learn briefly from the early lessons alone to see how sure of the later ones to be."""
        effort = self.settings.effort
        if early and trials:
            self.trees.learn(joined_lessons(lessons[:early][::-2]), effort.brief())  # every other day will do
            said = [trial.top(self.trees) for trial in trials]
            self.calibration = calibrate(*(np.concatenate(column) for column in zip(*said, strict=True)))
        if lessons:
            self.trees.learn(joined_lessons(lessons), effort)

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

    def _lessons(self, asked: Facts, day: int, *, trials: int = 0) -> Iterator[tuple[Lessons, list[Trial]]]:
        """The questions of a day with some of their candidates and all their answers among them; and some of the
        questions, ``trials`` at most, with all candidates."""
        kinds, entities = self.past.kinds, self.past.entities
        who, what = _questions(asked, kinds)
        true = np.unique((asked.subjects * kinds + asked.relations) * entities + asked.objects)
        chosen = np.random.default_rng(day)
        tried = np.sort(chosen.permutation(len(who))[:trials])
        first = 0
        for part in self._surveys(who, what, day):
            candidates = self._candidates(part)
            came = is_among((part.who * kinds + part.what)[:, None] * entities + candidates, true)
            low, high = np.searchsorted(tried, [first, first + len(candidates)])
            few = tried[low:high] - first
            trial = [self._trial(part, candidates, came, few)] if len(few) else []
            yield self._lesson(part, candidates, came, chosen), trial
            first += len(candidates)

    def _lesson(self, part: Survey, candidates: Ints, came: Bools, chosen: np.random.Generator) -> Lessons:
        """Questions whose answer is among the candidates, with the nearest of these and some of the others."""
        nearest, sampled = self.settings.nearest, self.settings.sampled
        draw = chosen.random(candidates.shape)
        draw[:, :nearest] = 2  # candidates stand in order of the mixture
        place = max(candidates.shape[1] - nearest - sampled, 0)
        least = np.sort(draw, axis=1)[:, [place]]
        kept = np.logical_and(np.logical_or(draw >= least, came), came.any(axis=1, keepdims=True))
        rows, columns = np.nonzero(kept)
        looks, base = self._look(part, rows, candidates[rows, columns])
        stands_for = (candidates.shape[1] - nearest) / sampled
        lower = (columns >= nearest) & ~came[rows, columns]
        base = base + np.where(lower, np.float32(np.log(max(stands_for, 1))), np.float32(0))
        sizes = kept.sum(axis=1)
        return Lessons(looks, came[rows, columns], base, sizes[sizes > 0])

    def _trial(self, part: Survey, candidates: Ints, came: Bools, few: Ints) -> Trial:
        """A ``few`` of the questions with all their candidates, and which of them came true."""
        rows = np.repeat(few, candidates.shape[1])
        looks, base = self._look(part, rows, candidates[few].ravel())
        return Trial(looks, base, came[few])

    def _surveys(self, who: Ints, what: Ints, day: int) -> Iterator[Survey]:
        """Surveys of the questions, so many at once as memory allows; questions are in order of who."""
        step = max(1, _CELLS // self.past.entities)
        for start in range(0, len(who), step):
            yield survey(self.past, self.rules, who[start : start + step], what[start : start + step], day)

    def _candidates(self, part: Survey) -> Ints:
        """The likeliest actors by the mixture, in its order."""
        mixed = part.mixture(self.shares, self.past.kin.homes)
        width = min(self.settings.candidates, mixed.shape[1])
        top = np.sort(np.argpartition(mixed, -width, axis=1)[:, -width:], axis=1)  # who ties stands by number
        return np.take_along_axis(top, np.argsort(-np.take_along_axis(mixed, top, 1), axis=1, kind="stable"), 1)

    def _look(self, part: Survey, rows: Ints, actors: Ints) -> tuple[Floats, Floats]:
        """Looks at candidates, and the logarithm of the mixture they start from."""
        chances = part.chances(rows, actors, self.past.kin.homes)
        mixed = chances @ self.shares
        found = look(self.past, part, chances, rows, actors)
        found["mixture · chance"] = mixed
        if not self.trees.names:
            self.trees = Trees(tuple(found))
        elif self.trees.names != tuple(found):
            raise DataError("the trees look at other things than this version of accord", remedy="Fit the learner anew")
        return np.stack(list(found.values()), axis=1).astype(np.float32), np.log(mixed + np.float32(1e-9))

    def _rank(self, part: Survey) -> tuple[Ints, Floats, Floats]:
        candidates = self._candidates(part)
        shape = candidates.shape
        rows = np.repeat(np.arange(shape[0]), shape[1])
        looks, base = self._look(part, rows, candidates.ravel())
        scores = (base + self.trees.correct(looks)).reshape(shape)
        order = np.argsort(-scores, axis=1, kind="stable")
        scores = np.take_along_axis(scores, order, 1)
        return np.take_along_axis(candidates, order, 1), scores, shares_of(scores)


def _questions(asked: Facts, kinds: int) -> tuple[Ints, Ints]:
    """The distinct questions that facts (both ways) answer, in order of who and what."""
    question = np.unique(asked.subjects * kinds + asked.relations)
    return question // kinds, question % kinds


def shares_of(scores: Floats) -> Floats:
    """Chances, which add up to one in each row, of scores that are their logarithms up to a constant."""
    weight = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(weight / weight.sum(axis=1, keepdims=True), np.float32)
