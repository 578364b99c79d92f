"""How likely an event of a kind from one party to another is within a horizon, learnt from how the past went on.

On many past days the question was asked of many pairs, and the days after gave the answers. From these the model
learns two things. The base rate is a curve over the pair's long-run rate. What the recent past adds to it is a logistic
regression on signs (see features), each taken as its departure from what is usual for pairs of the same long-run rate:
where nothing is out of the ordinary, the forecast is the base rate. The model is then held against later days than
it was fitted on, and its log-odds are stretched and shifted to what happened there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from accord.forecasting.features import Scene, World, direction, look_around
from accord.forecasting.history import Floats, History
from accord.forecasting.memory import Memory, Rows, outcomes, plan
from accord.forecasting.regression import fit, logistic

Bools = NDArray[np.bool_]

#: Events between two parties, of any kind, from which on the recent past is read as a sign; with fewer, base rate only.
ENOUGH = 3
#: Days of history before the first lesson; lessons are a week apart; more than this many are thinned out evenly.
_BURN, _STEP, _LESSONS = 45, 7, 40
#: With fewer lessons than this nothing is learnt.
_FEWEST = 4
#: Questions that a lesson asks, at most, of pairs that met from so many times to fewer than so many: the few pairs of
#: long acquaintance are where most happens. Those of too little history serve the base rate alone.
_ASKED = ((1, ENOUGH, 800), (ENOUGH, 15, 1400), (15, 100, 1200), (100, 1 << 40, 600))
#: Penalties: signs are on a common scale; the calibration is drawn to leaving things as they are.
_RIDGE, _TRUST = 100.0, 1000.0
#: A sign further from usual than this many spreads counts as this far: hardly anything was learnt about what is beyond.
_FAR = 4.0
#: Cases in which nothing happened that a kind's regression is fitted on, at most.
_OTHERS = 30_000
#: The share of the lessons, the latest, that the model is held against.
_HELD_OUT = 0.35


@dataclass(frozen=True, slots=True)
class Lessons:
    """What was asked of the past about one kind: ``base`` holds the terms of the base rate, ``weight`` how many pairs
    each stands for, ``day`` the ordinal of asking. ``signs`` has rows only for pairs with ``enough`` history."""

    names: tuple[str, ...]
    base: Floats
    signs: NDArray[np.float32]
    happened: Floats
    weight: Floats
    day: Floats
    enough: Bools


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was learnt about one kind. ``usual`` gives each sign's usual value from the base terms, ``scale`` its
    spread around that, ``weights`` what one spread adds to the log-odds; ``level`` corrects the base curve, ``shift``
    and ``stretch`` are the calibration."""

    kind: str
    names: tuple[str, ...]
    base: Floats
    level: Floats
    usual: Floats
    scale: Floats
    weights: Floats
    shift: float
    stretch: float
    asked: int
    happened: int

    def base_rate(self, base: Floats) -> Floats:
        """The base rate for each row of base terms."""
        return logistic(base @ self.base)

    def effects(self, base: Floats, signs: Floats) -> Floats:
        """What each sign adds to the log-odds, one row a pair, before calibration."""
        return np.clip((signs - base @ self.usual) / self.scale, -_FAR, _FAR) * self.weights

    def odds(self, base: Floats, signs: Floats) -> Floats:
        """The log-odds before calibration."""
        return np.asarray(base @ self.level + self.effects(base, signs).sum(axis=1))

    def chance(self, base: Floats, signs: Floats) -> Floats:
        """The probability."""
        return logistic(self.shift + self.stretch * self.odds(base, signs))


@dataclass(frozen=True, slots=True)
class Model:
    """What was learnt for one horizon from the events before ``made_for``; ``kinds`` is empty where the history is too
    short to learn from. ``meeting`` says for each kind how much rarer (or not) a first meeting of two parties with an
    event of the kind is than if all met in proportion to what each does. ``world`` is the world on that day."""

    days: int
    made_for: str
    kinds: dict[str, Fitted]
    meeting: dict[str, float]
    world: World | None = None


def learn(history: History, *, days: int, as_of: str, types: bool = True) -> Model:
    """The model for a horizon of ``days`` from the events of ``history`` before the day ``as_of``."""
    known = history.before(as_of)
    due = lesson_days(known, days=days)
    if len(due) < _FEWEST:
        return Model(days, as_of, {}, {})
    memory = Memory(known, plan(types=types))
    taught: dict[str, list[Lessons]] = {}
    met = np.zeros((2, len(memory.plan.columns)))
    for number, day in enumerate(due):
        memory.advance(day)
        scene, answers = Scene(memory), outcomes(memory, day, days)
        for kind, lesson in _teach(scene, answers, days, offset=number).items():
            taught.setdefault(kind, []).append(lesson)
        met += first_meetings(scene, answers, days)
    if not any(lesson.enough.any() for lessons in taught.values() for lesson in lessons):
        return Model(days, as_of, {}, {})
    kinds = {kind: _fit_kind(kind, _stack(lessons), days) for kind, lessons in taught.items()}
    rarer = (met[0] + 1.0) / (met[1] + 1.0)
    meeting = {kind: float(rarer[column]) for column, kind in enumerate(memory.plan.columns) if kind in kinds}
    world = look_around(known, memory.plan, day=date.fromisoformat(as_of).toordinal())
    return Model(days, as_of, kinds, meeting, world)


def first_meetings(scene: Scene, answers: Bools, days: int) -> Floats:
    """For each column: pairs that met for the first time, and how many would if all met by what each does in all.

    Only parties that are known already are counted.
    """
    memory, contacts = scene.memory, scene.contacts
    does, suffers = (side.usual[:, :5].sum(axis=1) for side in (memory.actors, memory.recipients))
    ever = max(float(contacts.sum()), 1.0)
    due = does[memory.actor] * suffers[memory.recipient]
    new = (memory.met == 0) & (due > 0)
    due_new = (ever - float(due[memory.met > 0].sum()) / ever) * days / scene.span
    return np.stack([answers[new].sum(axis=0).astype(float), max(due_new, 0.0) * scene.world.mix])


def lesson_days(history: History, *, days: int) -> list[int]:
    """The days (ordinals) on which the past is asked: a week apart, the last one's answer just known."""
    if not len(history):
        return []
    first, last = int(history.day[0]) + max(_BURN, days), int(history.day[-1]) - days + 1
    found = list(range(last, first - 1, -_STEP))[::-1]
    if len(found) > _LESSONS:
        found = [found[at] for at in np.linspace(0, len(found) - 1, _LESSONS).round().astype(int)]
    return found


def _teach(scene: Scene, answers: Bools, days: int, *, offset: int) -> dict[str, Lessons]:
    """What is asked on the memory's day, of every kind, and the answers."""
    memory = scene.memory
    known = memory.known()
    met = memory.met[known]
    groups = [(known[(low <= met) & (met < high)], most) for low, high, most in _ASKED]
    asked, weight = thin(*groups, offset=offset)
    enough = memory.met[asked] >= ENOUGH
    found = {}
    for column, kind in enumerate(memory.plan.columns):
        if kind not in memory.plan.targets:
            continue
        signs = scene.signs(asked[enough], column, days)
        base = scene.base(asked, column, days)
        happened = answers[asked, column].astype(float)
        when = np.full(len(asked), float(memory.day))
        found[kind] = Lessons(signs.names, base, signs.values.astype(np.float32), happened, weight, when, enough)
    return found


def thin(*groups: tuple[Rows, int], offset: int) -> tuple[Rows, Floats]:
    """Every so-manieth of each group, in order, so that no more than its number is left; and what each stands for."""
    kept, weights = [], []
    for rows, most in groups:
        step = max(1, -(-len(rows) // most))
        part = rows[offset % step :: step]
        kept.append(part)
        weights.append(np.full(len(part), len(rows) / max(len(part), 1)))
    return np.concatenate(kept), np.concatenate(weights)


def _stack(lessons: list[Lessons]) -> Lessons:
    columns = ("base", "signs", "happened", "weight", "day", "enough")
    return Lessons(lessons[0].names, *(np.concatenate([getattr(one, name) for one in lessons]) for name in columns))


def _fit_kind(kind: str, asked: Lessons, days: int) -> Fitted:
    """What the lessons say about one kind: fitted on all, calibrated by how a fit on the earlier did on the later."""
    weight = asked.weight / asked.weight.mean()
    base = fit(asked.base, asked.happened, ridge=np.full(asked.base.shape[1], 0.1), weight=weight)
    everything = np.ones(len(asked.day), dtype=bool)
    late = float(np.quantile(np.unique(asked.day), 1 - _HELD_OUT))
    earlier = asked.day + days <= late
    held = asked.enough & (asked.day >= late)
    if not (asked.happened[earlier & asked.enough].any() and held.any()):
        return _fit_signs(kind, asked, base, everything)
    before = _fit_signs(kind, asked, base, earlier)
    odds = before.odds(asked.base[held], asked.signs[held[asked.enough]].astype(float))
    shift, stretch = fit(
        np.column_stack([np.ones(len(odds)), odds]), asked.happened[held], ridge=np.full(2, _TRUST), given=odds
    )
    whole = _fit_signs(kind, asked, base, everything, start=np.concatenate([before.level, before.weights]))
    return replace(whole, shift=float(shift), stretch=1.0 + float(stretch))


def _thin_cases(asked: Lessons, used: Bools) -> tuple[Rows, Floats]:
    """The cases to fit on and their weights: all where something happened, so many of the others as to tell them by."""
    happened = np.flatnonzero(used & (asked.happened > 0))
    others, stands_for = thin((np.flatnonzero(used & (asked.happened == 0)), _OTHERS), offset=0)
    kept = np.concatenate([happened, others])
    weight = asked.weight[kept] * np.concatenate([np.ones(len(happened)), stands_for])
    order = np.argsort(kept)
    # The weights add up to the number of cases, so that the penalty weighs the same whatever was thinned out.
    return kept[order], weight[order] * (used.sum() / max(weight.sum(), 1e-9))


def _fit_signs(kind: str, asked: Lessons, base: Floats, used: Bools, start: Floats | None = None) -> Fitted:
    """The regression on signs, over the lessons that are ``used`` and have enough history."""
    kept, weight = _thin_cases(asked, used & asked.enough)
    terms, happened = asked.base[kept], asked.happened[kept]
    signs = asked.signs[np.cumsum(asked.enough)[kept] - 1].astype(float)
    weighed = (terms * weight[:, None]).T
    usual = np.linalg.solve(weighed @ terms + 1e-6 * np.eye(terms.shape[1]), weighed @ signs)
    apart = signs - terms @ usual
    scale = np.where((spread := apart.std(axis=0)) > 1e-6, spread, 1.0)
    found = _fit_within(
        np.column_stack([terms, np.clip(apart / scale, -_FAR, _FAR)]),
        happened,
        weight=weight,
        start=start,
        way=np.array([0] * terms.shape[1] + [direction(name) for name in asked.names]),
        free=terms.shape[1],
    )
    level, weights = np.split(found, [terms.shape[1]])
    return Fitted(kind, asked.names, base, level, usual, scale, weights, 0.0, 1.0, len(kept), int(happened.sum()))


def _fit_within(
    terms: Floats, happened: Floats, *, weight: Floats, start: Floats | None, way: NDArray[np.int64], free: int
) -> Floats:
    """The regression with every sign pushing the ``way`` it must (0: either), or not at all; the first ``free`` terms
    are none.

    Signs overlap: left free, one may be given a weight against its meaning to correct another. A reader could not
    follow that, and it costs hardly anything to forbid it.
    """
    found = np.zeros(terms.shape[1]) if start is None else start
    used = np.ones(terms.shape[1], dtype=bool)
    ridge = np.concatenate([np.full(free, 0.1), np.full(terms.shape[1] - free, _RIDGE)])
    while True:
        part = fit(terms[:, used], happened, ridge=ridge[used], weight=weight, start=found[used])
        found = np.zeros(terms.shape[1])
        found[used] = part
        wrong = found * way < 0
        if not wrong.any():
            return found
        used &= ~wrong
