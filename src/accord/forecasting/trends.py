"""Trends: what went from one party to another, by kind and period, with the periods from which the level changed.

Missing data is not zero: before the first and after the last day of the history, and in its gaps, a series is absent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from accord.errors import ConfigError
from accord.forecasting.changepoints import count_changes, score_changes
from accord.forecasting.grounds import matches
from accord.forecasting.history import History
from accord.forecasting.questions import GAP, kinds
from accord.records import Change, Trend, TrendPoint

By = Literal["day", "week", "month", "year"]
BY: tuple[By, ...] = ("day", "week", "month", "year")


def trends(
    history: History, actor: str, recipient: str, *, by: By, only: Sequence[str] = (), since: str = "", until: str = ""
) -> list[Trend]:
    """The trends from ``actor`` to ``recipient``: all kinds together, each quad, and each type that occurs.

    ``only`` names the kinds that are wanted (``""`` for all together), from day ``since`` to ``until`` (both
    included; ``""``: as far as the history goes). Raises ConfigError where a party is unknown.
    """
    sides = [_place(history, name) for name in (actor, recipient)]
    periods = list(_periods(since or history.first, until or history.last, by))
    covered = _covered(history, periods)
    rows = history.between(*sides)
    names = history.parties[sides[0]], history.parties[sides[1]]
    found = []
    for kind in only or ("", *kinds()):
        of_kind = rows if not kind else rows[matches(history, kind)[rows]]
        if len(of_kind) or only or kind.startswith("quad ") or not kind:
            points = _points(history, of_kind, periods, covered)
            # A kind's own score hardly varies: what matters is how the kinds are mixed.
            changes = tuple(one for one in _changes(points) if one.of == "count" or not kind)
            found.append(Trend(*names, kind, by, points, changes))
    return found


def _place(history: History, party: str) -> int:
    found = history.find(party)
    if found < 0:
        raise ConfigError(f"no event of {party!r} is in the history", remedy="Name a party by the code its events have")
    return found


def _periods(since: str, until: str, by: By) -> Iterator[tuple[date, date]]:
    """The periods from the one that holds ``since`` to the one that holds ``until``: first and last day."""
    day, last = date.fromisoformat(since), date.fromisoformat(until)
    day = {
        "day": day,
        "week": day - timedelta(day.weekday()),
        "month": day.replace(day=1),
        "year": date(day.year, 1, 1),
    }[by]
    while day <= last:
        after = _after(day, by)
        yield day, after - timedelta(1)
        day = after


def _after(day: date, by: By) -> date:
    if by == "month":
        return (day.replace(day=28) + timedelta(4)).replace(day=1)
    if by == "year":
        return date(day.year + 1, 1, 1)
    return day + timedelta(7 if by == "week" else 1)


def _covered(history: History, periods: Sequence[tuple[date, date]]) -> NDArray[np.float64]:
    """What share of each period's days the history has data for: inside its ends, and not in a gap."""
    days = np.unique(history.day).astype(np.int64)
    if not len(days):
        return np.zeros(len(periods))
    there = np.ones(int(days[-1] - days[0]) + 1, dtype=bool)
    for before in np.flatnonzero(np.diff(days) > GAP + 1):
        there[days[before] - days[0] + 1 : days[before + 1] - days[0]] = False
    shares = []
    for first, last in periods:
        low, high = (max(0, end.toordinal() - int(days[0]) + shift) for end, shift in ((first, 0), (last, 1)))
        shares.append(there[low:high].sum() / ((last - first).days + 1))
    return np.array(shares)


def _points(
    history: History, rows: NDArray[np.intp], periods: Sequence[tuple[date, date]], covered: NDArray[np.float64]
) -> tuple[TrendPoint, ...]:
    points = []
    days, scores = history.day[rows], history.score[rows]
    for (first, last), share in zip(periods, covered, strict=True):
        if not share:
            points.append(TrendPoint(first.isoformat(), None, None))
            continue
        low, high = np.searchsorted(days, [first.toordinal(), last.toordinal() + 1])
        scored = scores[low:high][~np.isnan(scores[low:high])]
        mean = round(float(scored.mean()), 2) if len(scored) else None
        points.append(TrendPoint(first.isoformat(), int(high - low), mean, partial=bool(share < 1)))
    return tuple(points)


def _changes(points: Sequence[TrendPoint]) -> Iterator[Change]:
    """The changes of level in counts of full periods, then in scores; a stretch without data is stepped over."""
    full = [(one.start, one.n) for one in points if one.n is not None and not one.partial]
    counts = np.array([n for _, n in full], dtype=float)
    yield from _between([start for start, _ in full], counts, count_changes(counts), "count", np.ones(len(counts)))
    scored = [one for one in points if one.score is not None and one.n]
    values = np.array([one.score for one in scored], dtype=float)
    weights = np.array([one.n for one in scored], dtype=float)
    yield from _between([one.start for one in scored], values, score_changes(values, weights), "score", weights)


def _between(
    starts: Sequence[str],
    values: NDArray[np.float64],
    places: Sequence[int],
    of: Literal["count", "score"],
    weights: NDArray[np.float64],
) -> Iterator[Change]:
    edges = [0, *places, len(values)]
    for number, place in enumerate(places, start=1):
        parts = ((edges[number - 1], place), (place, edges[number + 1]))
        before, after = (float(np.average(values[a:b], weights=weights[a:b])) for a, b in parts)
        yield Change(starts[place], of, round(before, 2), round(after, 2))
