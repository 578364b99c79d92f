"""What a dossier shows of the past: series both ways, and the events behind every point."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from past import FIRST, event, poisson

from accord.forecasting.dealings import EACH, LEAST, dealings, met, pair_past
from accord.forecasting.history import gather
from accord.records import Forecast, PastPattern


def on(day: int) -> str:
    return (date.fromisoformat(FIRST) + timedelta(day)).isoformat()


@pytest.fixture(scope="module")
def busy() -> tuple[str, str]:
    counted = Counter((one.actor.country, one.recipient.country) for one in poisson(3)[0])
    return counted.most_common(1)[0][0]


def test_both_ways_all_kinds_and_each_quad(busy: tuple[str, str]) -> None:
    drawn = pair_past(gather(poisson(3)[0]), *busy, until=on(399))
    kinds = ["", "quad 1", "quad 2", "quad 3", "quad 4"]
    assert [one.kind for one in drawn.trends] == 2 * kinds
    assert [(one.actor, one.recipient) for one in drawn.trends[::5]] == [busy, busy[::-1]]
    assert (drawn.note, drawn.trends[0].by) == ("", "month")
    assert sum(point.n or 0 for one in drawn.trends[::5] for point in one.points) == drawn.n


def test_the_events_behind_a_point_are_of_its_period_and_never_more_than_it_counts(busy: tuple[str, str]) -> None:
    known = gather(poisson(3)[0])
    drawn = pair_past(known, *busy, until=on(399))
    told = Counter((one.actor, one.recipient, one.date[:7]) for one in dealings(known, drawn.trends))
    for trend in drawn.trends[::5]:
        for point in trend.points:
            assert told[trend.actor, trend.recipient, point.start[:7]] == min(point.n or 0, EACH)


def test_of_a_full_period_the_strongest_are_told() -> None:
    mild = [event(10 + n, "AAX", "ABX", "CONSULT") for n in range(EACH + 3)]
    fight = event(12, "AAX", "ABX", "ASSAULT", text="They fought.")
    span = [event(day, "ACX", "ADX", "CONSULT") for day in range(0, 400, 5)]
    known = gather([*mild, fight, *span])
    told = dealings(known, pair_past(known, "AAX", "ABX", until=on(399)).trends)
    assert len(told) == EACH
    assert fight.key in {one.key for one in told}
    assert next(one for one in told if one.key == fight.key).text == "They fought."


@pytest.mark.parametrize(("n", "says"), [(0, "no event"), (1, "1 event between"), (LEAST - 1, "too few")])
def test_too_little_is_said_and_not_drawn(n: int, says: str) -> None:
    span = [event(day, "ACX", "ADX", "CONSULT") for day in range(0, 400, 5)]
    known = gather([*span, *(event(40 * k, "AAX", "ABX") for k in range(n))])
    drawn = pair_past(known, "AAX", "ABX", until=on(399))
    assert (drawn.n, drawn.trends) == (n, ())
    assert says in drawn.note
    assert met(known, "ABX", "AAX") == n


def test_a_short_past_is_said() -> None:
    known = gather([event(day, "AAX", "ABX", number=n) for day in range(12) for n in range(3)])
    drawn = pair_past(known, "AAX", "ABX", until=on(11))
    assert drawn.trends == ()
    assert f"reaches back to {FIRST} only" in drawn.note


def test_a_past_of_weeks_is_shown_by_week_and_a_long_one_from_its_latest_years() -> None:
    weeks = gather([event(day, "AAX", "ABX") for day in range(0, 120, 3)])
    assert pair_past(weeks, "AAX", "ABX", until=on(119)).trends[0].by == "week"
    years = gather([event(day, "AAX", "ABX") for day in range(0, 4000, 5)])
    assert 45 <= len(pair_past(years, "AAX", "ABX", until=on(3999)).trends[0].points) <= 49


def test_days_beyond_the_data_are_without_it() -> None:
    known = gather([event(day, "AAX", "ABX") for day in range(0, 300, 3)])
    points = pair_past(known, "AAX", "ABX", until=on(360)).trends[0].points
    assert [point.n is None for point in points[-2:]] == [True, True]


def test_events_that_a_forecast_names_are_told_whoever_they_are_of() -> None:
    span = [event(day, "AAX", "ACX", "CONSULT", text=f"day {day}") for day in range(0, 400, 5)]
    known = gather([*span, *(event(9 * k, "AAX", "ABX") for k in range(5))])
    named = PastPattern("what AAX does to anyone", 0.3, 80, keys=(span[30].key, "gone"))
    made = Forecast(
        "f", "AAX", "ABX", "quad 1", "2021-02-05", "2021-03-06", "", 0.5, 0.4, 1.25, (named,), 5, "enough history",
        "2021-02-04", "2021-02-05", "made",
    )  # fmt: skip
    assert [(one.key, one.recipient) for one in dealings(known, (), [made])] == [(span[30].key, "ACX")]


@given(st.lists(st.tuples(st.integers(0, 500), st.booleans()), min_size=LEAST, max_size=40), st.integers(0, 40))
def test_whatever_order_the_past_comes_in_it_shows_the_same(rows: list[tuple[int, bool]], turn: int) -> None:
    events = [event(day, *(("AAX", "ABX") if way else ("ABX", "AAX")), number=n) for n, (day, way) in enumerate(rows)]
    both = [gather(some) for some in (events, events[turn:] + events[:turn])]
    drawn = [pair_past(known, "AAX", "ABX", until=on(500)) for known in both]
    assert drawn[0] == drawn[1]
    assert dealings(both[0], drawn[0].trends) == dealings(both[1], drawn[1].trends)
