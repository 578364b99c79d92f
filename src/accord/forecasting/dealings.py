"""Dealings: how two parties dealt with each other before, as series and event by event, for a dossier to show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from accord.forecasting.grounds import count
from accord.forecasting.history import History, kind_names
from accord.forecasting.questions import QUADS
from accord.forecasting.trends import By, trends
from accord.records import Dealing, Forecast, PairPast, Trend

#: Fewer events than this between two parties, or fewer periods of data, make no series worth drawing.
LEAST, FEWEST = 8, 6
#: A past is shown by month where it reaches that many days back, else by week; and the latest of it, in days.
_LONG = 200
_SHOWN: dict[By, int] = {"month": 1430, "week": 182}
#: Events told of one period in one direction; the rest of them is counted.
EACH = 6

Rows = NDArray[np.intp]


def pair_past(known: History, a: str, b: str, *, until: str) -> PairPast:
    """How ``a`` and ``b`` dealt with each other in the history ``known``, up to the day ``until``, both ways.

    Where the history ends before that day the last periods are without data. Where there is too little to draw, the
    note says so in a sentence.
    """
    n = met(known, a, b)
    if not n:
        return PairPast(a, b, 0, (), "The past holds no event between the two.")
    if n < LEAST:
        few = count(n, "event")
        return PairPast(a, b, n, (), f"The past holds {few} between the two: too few to draw a course from.")
    by, since = _window(known, until)
    # "" is all kinds together; types are left to `accord trends`, where there is room for them.
    only = ("", *(f"quad {number}" for number in QUADS))
    drawn = [trends(known, *sides, by=by, only=only, since=since, until=until) for sides in ((a, b), (b, a))]
    if sum(point.n is not None for point in drawn[0][0].points) < FEWEST:
        return PairPast(a, b, n, (), f"The past reaches back to {known.first} only: too short to draw a course from.")
    return PairPast(a, b, n, tuple(one for both in drawn for one in both))


def met(known: History, a: str, b: str) -> int:
    """How many events the history holds between the two parties, both ways; 0 where it does not know one of them."""
    places = known.find(a), known.find(b)
    return sum(len(known.between(*sides)) for sides in (places, places[::-1])) if min(places) >= 0 else 0


def dealings(known: History, drawn: Sequence[Trend], made: Sequence[Forecast] = ()) -> tuple[Dealing, ...]:
    """The events behind the points of what is drawn, and those that the patterns of forecasts name, by day."""
    rows = {int(row) for trend in drawn if not trend.kind for row in _of_points(known, trend)}
    for sides in dict.fromkeys((one.actor, one.recipient) for one in made):
        of_pair = [one for one in made if (one.actor, one.recipient) == sides]
        rows |= set(_named(known, sides, {key for one in of_pair for pattern in one.patterns for key in pattern.keys}))
    # Rows are in the order of days already.
    return tuple(_dealing(known, row) for row in sorted(rows))


def _window(known: History, until: str) -> tuple[By, str]:
    """By what period the past is shown, and the first day of what is shown of it."""
    last = date.fromisoformat(until)
    by: By = "month" if (last - date.fromisoformat(known.first)).days >= _LONG else "week"
    return by, max(known.first, (last - timedelta(_SHOWN[by])).isoformat())


def _of_points(known: History, trend: Trend) -> Iterator[int]:
    """Of each period of a trend, the rows of the strongest scores: a reader of many events wants those."""
    rows = known.between(known.find(trend.actor), known.find(trend.recipient))
    starts = [date.fromisoformat(point.start).toordinal() for point in trend.points]
    period = np.searchsorted(starts, known.day[rows], side="right")
    strength = np.nan_to_num(np.abs(known.score[rows]))
    for number in range(1, len(starts) + 1):
        inside = np.flatnonzero(period == number)
        yield from rows[inside[np.argsort(-strength[inside], kind="stable")[:EACH]]]


def _named(known: History, sides: tuple[str, str], keys: set[str]) -> Iterable[int]:
    """The rows that bear on a pair whose events are called so by their dataset."""
    rows, _ = known.about(*map(known.find, sides))
    return (int(row) for row in rows if known.keys[row] in keys)


def _dealing(known: History, row: int) -> Dealing:
    return Dealing(
        key=known.keys[row],
        date=date.fromordinal(int(known.day[row])).isoformat(),
        actor=known.parties[known.actor[row]],
        recipient=known.parties[known.recipient[row]],
        type=kind_names()[known.kind[row]],
        text=known.texts[row] if len(known.texts) else "",
    )
