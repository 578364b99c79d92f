"""Backtests: walk forward through the past, forecast from each day with what was known then, and see what came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from accord.errors import DataError
from accord.forecasting.baselines import Baselines
from accord.forecasting.calibration import brier, by_mass, by_width, calibration_error, log_score, skill
from accord.forecasting.history import Floats, History
from accord.forecasting.memory import outcomes
from accord.forecasting.probability import ENOUGH, learn
from accord.forecasting.vantage import Vantage
from accord.records import Tested

#: Days between two questions.
WEEK = 7
#: The baselines in the order in which they are shown; the last is each pair's own long-run rate.
BASELINES = ("base rate", "persistence", "recency-frequency", "own rate")
#: Whom questions are asked of, by how often they had met: from so many times to so many.
POPULATIONS = {
    f"pairs with {ENOUGH} or more events": (ENOUGH, 1 << 60),
    "every pair that ever met": (1, 1 << 60),
    f"pairs with fewer than {ENOUGH} events": (1, ENOUGH - 1),
}


@dataclass(frozen=True, slots=True)
class Walked:
    """Every question that was asked, one row each. ``day`` is the ordinal of asking, ``kind`` a place in ``kinds``,
    ``n`` how many events the pair had had; ``baselines`` holds a column for each of ``BASELINES``."""

    days: int
    kinds: tuple[str, ...]
    day: NDArray[np.int32]
    kind: NDArray[np.int8]
    n: NDArray[np.int64]
    chance: Floats
    baselines: Floats
    happened: Floats


def ask_days(history: History, *, since: str, until: str, days: int) -> list[int]:
    """The days (ordinals) from ``since`` to ``until``, a week apart, whose horizon ends within the history."""
    last = min(date.fromisoformat(until).toordinal(), int(history.day[-1]) - days + 1) if len(history) else 0
    return list(range(date.fromisoformat(since).toordinal(), last + 1, WEEK))


def walk(history: History, *, since: str, until: str, days: int, types: bool = False) -> Walked:
    """Ask of every pair that ever met, once a week, what happens within ``days`` days; learn anew before each asking.

    Raises DataError where no horizon lies within the history, or too little of it before ``since``.
    """
    asked = ask_days(history, since=since, until=until, days=days)
    if not asked:
        raise DataError(
            f"no {days} days from {since} to {until} lie within the history, which ends {history.last or 'nowhere'}",
            remedy="Ask for earlier days or a shorter horizon",
        )
    baselines = Baselines(history, days=days, types=types)
    parts = [part for day in asked for part in _ask(history, baselines, day, days, types)]
    if not parts:
        raise DataError(
            f"too little history before {since} to learn from", remedy="Start later, or give more of the past"
        )
    columns = [np.concatenate([part[place] for part in parts]) for place in range(6)]
    return Walked(days, baselines.targets, *columns)


def _ask(
    history: History, baselines: Baselines, day: int, days: int, types: bool
) -> Iterator[tuple[NDArray[np.generic], ...]]:
    """All questions of one day, a part for each kind."""
    as_of = date.fromordinal(day).isoformat()
    model = learn(history, days=days, as_of=as_of, types=types)
    if not model.kinds:
        return
    baselines.advance(day)
    vantage = Vantage(history, model, as_of=as_of)
    memory = baselines.memory
    known = memory.known()
    # The vantage knows only the past; its pairs are those of the whole history that met by then, in the same order.
    places = np.arange(len(vantage.scene.memory.actor))
    answers = outcomes(memory, day, days)
    for number, kind in enumerate(baselines.targets):
        column = memory.plan.columns.index(kind)
        chance, own = vantage.pairs(places, kind)
        others = baselines.chances(known, kind)
        yield (
            np.full(len(known), day, dtype=np.int32),
            np.full(len(known), number, dtype=np.int8),
            memory.met[known],
            chance,
            np.column_stack([*others, own]),
            answers[known, column].astype(float),
        )


def judge(walked: Walked) -> Iterator[Tested]:
    """How the forecasts did: in each population, over all kinds and for each."""
    for name, (low, high) in POPULATIONS.items():
        within = (walked.n >= low) & (walked.n <= high)
        for number, kind in ((-1, ""), *enumerate(walked.kinds)):
            rows = within if number < 0 else within & (walked.kind == number)
            if rows.any():
                yield _judge(name, kind, walked, rows)


def _judge(of: str, kind: str, walked: Walked, rows: NDArray[np.bool_]) -> Tested:
    chance, happened = walked.chance[rows], walked.happened[rows]
    mass, width = by_mass(chance, happened), by_width(chance, happened)
    return Tested(
        of=of,
        kind=kind,
        n=int(rows.sum()),
        rate=float(happened.mean()),
        brier=brier(chance, happened),
        log_score=log_score(chance, happened),
        skill={name: skill(chance, walked.baselines[rows, at], happened) for at, name in enumerate(BASELINES)},
        ece_mass=calibration_error(mass),
        ece_width=calibration_error(width),
        table=width,
    )
