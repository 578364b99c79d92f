"""Scores: forecasts that were made, resolved by their own rule once their horizon is past and the data covers it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from accord.forecasting.calibration import brier, log_score, skill
from accord.forecasting.grounds import matches
from accord.forecasting.history import History
from accord.forecasting.questions import GAP
from accord.records import Forecast, Resolution

#: How many events are named as the reason for a yes.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Totals:
    """All resolved forecasts together; the scores are means, None where nothing is resolved yet. ``skill`` is over
    the base rates that the forecasts themselves were made with."""

    made: int
    resolved: int
    yes: int
    void: int
    open: int
    brier: float | None
    log_score: float | None
    skill: float | None


def resolve(made: Iterable[Forecast], history: History, *, today: str) -> list[Resolution]:
    """How each forecast came out, in the order in which they were made."""
    return [_resolve(one, history, today) for one in made]


def add_up(resolved: Iterable[Resolution]) -> Totals:
    """The totals over all that were resolved."""
    every = list(resolved)
    told = [one for one in every if one.outcome in ("yes", "no")]
    chance = np.array([one.forecast.probability for one in told], dtype=float)
    base = np.array([one.forecast.base_rate for one in told], dtype=float)
    happened = np.array([one.outcome == "yes" for one in told], dtype=float)
    counted = {name: sum(one.outcome == name for one in every) for name in ("yes", "void", "open")}
    if not told:
        return Totals(len(every), 0, 0, counted["void"], counted["open"], None, None, None)
    better = skill(chance, base, happened)
    return Totals(
        made=len(every),
        resolved=len(told),
        yes=counted["yes"],
        void=counted["void"],
        open=counted["open"],
        brier=brier(chance, happened),
        log_score=log_score(chance, happened),
        skill=None if np.isnan(better) else better,
    )


def _resolve(one: Forecast, history: History, today: str) -> Resolution:
    start, end = (date.fromisoformat(day).toordinal() for day in (one.start, one.end))
    actor, recipient = history.find(one.actor), history.find(one.recipient)
    within = (history.day >= start) & (history.day <= end)
    hits = np.flatnonzero(
        within & matches(history, one.kind) & (history.actor == actor) & (history.recipient == recipient)
    )
    if len(hits):
        first = date.fromordinal(int(history.day[hits[0]])).isoformat()
        keys = tuple(history.keys[int(row)] for row in hits[:_NAMED])
        return Resolution(one, "yes", f"{len(hits)} in the horizon, the first on {first}", keys)
    if today <= one.end:
        return Resolution(one, "open", f"the horizon ends {one.end}")
    if history.last < one.end:
        return Resolution(one, "void", f"the data ends {history.last or 'nowhere'}, the horizon {one.end}")
    if (silent := longest_silence(history, start, end)) > GAP:
        return Resolution(one, "void", f"the data is silent for {silent} days of the horizon")
    return Resolution(one, "no", f"none by {one.end}")


def longest_silence(history: History, start: int, end: int) -> int:
    """The most days on end, from ``start`` to ``end`` (ordinals, both included), on which nothing at all happened."""
    days = np.unique(history.day[(history.day >= start) & (history.day <= end)])
    edges = np.concatenate([[start - 1], days, [end + 1]])
    return int(np.diff(edges).max()) - 1
