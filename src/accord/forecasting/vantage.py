"""A vantage point: a day, what was known when it began, and what a model makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

import numpy as np

from accord.errors import ConfigError
from accord.forecasting.features import Scene, World, look_around
from accord.forecasting.grounds import Asked, tell
from accord.forecasting.history import Floats, History
from accord.forecasting.memory import Memory, Rows, plan
from accord.forecasting.probability import ENOUGH, Model
from accord.forecasting.questions import Question, ask
from accord.forecasting.regression import logit
from accord.records import Forecast, PastPattern, content_id

#: Written into each forecast; it changes when the same past would give another probability.
MODEL = "pair-signs/2"


class Vantage:
    """Answers questions that start on the day ``as_of``, from the events before it.

    ``model`` must have been learnt for questions as long as those that are asked, from no later day than ``as_of``.
    """

    def __init__(self, history: History, model: Model, *, as_of: str) -> None:
        if model.made_for > as_of:
            raise ConfigError(f"a model that knows {model.made_for} cannot forecast from {as_of}")
        self.known = history.before(as_of)
        self.model, self.as_of = model, as_of

        kinds = model.kinds
        self._plan = plan(types=not kinds or any(not kind.startswith("quad ") for kind in kinds))
        self._day = date.fromisoformat(as_of).toordinal()
        self._scenes: dict[tuple[int, int], Scene] = {}
        self._abouts: dict[tuple[int, int], tuple[Rows, History]] = {}

    @cached_property
    def scene(self) -> Scene:
        """The signs of the day, for every pair."""
        memory = Memory(self.known, self._plan)
        memory.advance(self._day)
        return Scene(memory)

    @cached_property
    def _world(self) -> World:
        if self.model.world and self.model.made_for == self.as_of:
            return self.model.world
        return look_around(self.known, self._plan, day=self._day)

    def _about(self, actor: int, recipient: int) -> tuple[Rows, History]:
        if (actor, recipient) not in self._abouts:
            self._abouts[actor, recipient] = self.known.about(actor, recipient)
        return self._abouts[actor, recipient]

    def _scene_of(self, actor: int, recipient: int) -> Scene:
        """The signs of the day for one pair: the same as in ``scene``, from the events that bear on it alone."""
        if "scene" in self.__dict__:
            return self.scene
        if (actor, recipient) not in self._scenes:
            memory = Memory(self._about(actor, recipient)[1], self._plan, start=int(self.known.day[0]))
            memory.advance(self._day)
            self._scenes[actor, recipient] = Scene(memory, self._world)
        return self._scenes[actor, recipient]

    def answer(self, questions: Iterable[Question], *, made_on: str) -> list[Forecast]:
        """A forecast for each question. Raises ConfigError where a party is in no event of the history."""
        return [self._answer(question, made_on) for question in questions]

    def pairs(self, pairs: Rows, kind: str) -> tuple[Floats, Floats]:
        """Probability and base rate of one kind for each of ``pairs`` (places in the scene's memory)."""
        return self._chances(self.scene, pairs, kind)

    def _chances(self, scene: Scene, pairs: Rows, kind: str) -> tuple[Floats, Floats]:
        fitted = self.model.kinds[kind]
        column = self._plan.columns.index(kind)
        base = scene.base(pairs, column, self.model.days)
        rates = fitted.base_rate(base)
        found = rates.copy()
        enough = scene.memory.met[pairs] >= ENOUGH
        if enough.any():
            signs = scene.signs(pairs[enough], column, self.model.days)
            found[enough] = fitted.chance(base[enough], signs.values)
        return found, rates

    def top(self, actors: frozenset[str], *, most: int, made_on: str) -> list[Forecast]:
        """The questions whose risk departs most from its base rate, among pairs with one of ``actors`` on either side.

        Departure is measured by the information that the forecast holds over the base rate, so that a doubling from one
        in a thousand ranks below a doubling from a tenth.
        """
        memory = self.scene.memory
        named = np.array([party in actors for party in self.known.parties], dtype=bool)
        pairs = np.flatnonzero((memory.met >= ENOUGH) & (named[memory.actor] | named[memory.recipient]))
        ranked: list[tuple[float, int, str]] = []
        for kind in self.model.kinds:
            chance, base = self.pairs(pairs, kind)
            moved = _divergence(chance, base)
            for at in np.argsort(-moved, kind="stable")[:most]:
                ranked.append((-float(moved[at]), int(pairs[at]), kind))
        questions = []
        for _, pair, kind in sorted(ranked)[:most]:
            a, b = (self.known.parties[int(side[pair])] for side in (memory.actor, memory.recipient))
            questions += [q for q in ask(a, b, start=self.as_of, days=self.model.days) if q.kind == kind]
        return self.answer(questions, made_on=made_on)

    def _answer(self, question: Question, made_on: str) -> Forecast:
        if question.start != self.as_of or question.days != self.model.days:
            raise ConfigError(f"the model answers {self.model.days} days from {self.as_of}, not {question}")
        actor, recipient = self._place(question.actor), self._place(question.recipient)
        scene = self._scene_of(actor, recipient)
        pair = scene.memory.find(actor, recipient)
        n = int(scene.memory.met[pair]) if pair >= 0 else 0
        patterns: tuple[PastPattern, ...] = ()
        if question.kind not in self.model.kinds:
            chance = base = self._unlearnt(scene, actor, recipient, pair, question.kind)
            verdict = f"history too short to learn what happens within {self.model.days} days: long-run rate only"
        elif not n:
            chance = base = self._first_meeting(scene, actor, recipient, question.kind)
            verdict = "never met: base rate of first meetings only"
        else:
            [chance], [base] = self._chances(scene, np.array([pair]), question.kind)
            verdict = "enough history" if n >= ENOUGH else "too little history: base rate only"
            patterns = self._patterns(scene, question, pair) if n >= ENOUGH else ()
        return self._record(question, float(chance), float(base), patterns, n, verdict, made_on)

    def _patterns(self, scene: Scene, question: Question, pair: int) -> tuple[PastPattern, ...]:
        memory, fitted = scene.memory, self.model.kinds[question.kind]
        column = self._plan.columns.index(question.kind)
        rows = np.array([pair])
        base, signs = scene.base(rows, column, self.model.days), scene.signs(rows, column, self.model.days)
        effects = fitted.effects(base, signs.values)[0] * fitted.stretch
        sides = int(memory.actor[pair]), int(memory.recipient[pair])
        asked = Asked(
            self.known,
            *self._about(*sides),
            *sides,
            column,
            question.kind,
            self._plan.columns,
            self._day,
            self.model.days,
        )
        return tell(asked, signs.names, effects)

    def _unlearnt(self, scene: Scene, actor: int, recipient: int, pair: int, kind: str) -> float:
        """The chance of an event at the pair's long-run rate, which is no surer than the events it was counted from."""
        if pair < 0 or not scene.memory.met[pair]:
            return self._first_meeting(scene, actor, recipient, kind)
        rate = scene.rate(np.array([pair]), self._plan.columns.index(kind))[0]
        # The rate's uncertainty, a gamma distribution's, makes the count a negative binomial one.
        return float(-np.expm1(-rate * scene.span * np.log1p(self.model.days / scene.span)))

    def _first_meeting(self, scene: Scene, actor: int, recipient: int, kind: str) -> float:
        """How likely two parties that never met are to meet with an event of the kind, by what each does in all."""
        column = self._plan.columns.index(kind)
        does = float(scene.memory.actors.usual[actor, :5].sum())
        suffers = float(scene.memory.recipients.usual[recipient, :5].sum())
        due = does * suffers / max(scene.world.ever, 1.0) * self.model.days / scene.span
        return float(-np.expm1(-due * float(scene.world.mix[column]) * self.model.meeting.get(kind, 1.0)))

    def _place(self, party: str) -> int:
        found = self.known.find(party)
        if found < 0:
            raise ConfigError(
                f"no event of {party!r} is known before {self.as_of}",
                remedy="Name a party by the code that its events have",
            )
        return found

    def _record(
        self,
        question: Question,
        chance: float,
        base: float,
        patterns: tuple[PastPattern, ...],
        n: int,
        verdict: str,
        made_on: str,
    ) -> Forecast:
        chance, base = float(f"{chance:.4g}"), float(f"{base:.4g}")
        asked = (question.actor, question.recipient, question.kind, question.start, question.end)
        name = content_id("forecast", *asked, chance, base, made_on, MODEL)
        ratio = round(chance / base, 2) if base and chance != base else 1.0
        return Forecast(
            name, *asked, question.rule, chance, base, ratio, patterns, n, verdict, self.known.last, made_on, MODEL
        )


def _divergence(chance: Floats, base: Floats) -> Floats:
    """How far the forecast departs from the base rate: the information in nats that it holds over it."""
    rest, rest_base = 1 - chance, 1 - base
    return np.asarray(chance * (logit(chance) - logit(base)) + np.log(rest / rest_base))
