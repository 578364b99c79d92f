from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from past import event

from accord.errors import ConfigError
from accord.forecasting.changepoints import count_changes, score_changes
from accord.forecasting.history import gather
from accord.forecasting.trends import BY, trends


def everyday(days: int, *, without: range = range(0)):
    """Something happens between others on every day, so that the data covers it."""
    return [event(day, "QQX", "RRX", "CONSULT") for day in range(days) if day not in without]


def test_counts_and_scores_by_month() -> None:
    history = gather([*everyday(91), event(3, "AAX", "ABX", "ASSAULT"), event(40, "AAX", "ABX", "AID")])
    whole, *_ = trends(history, "AAX", "ABX", by="month")
    assert [(one.start, one.n) for one in whole.points] == [("2020-01-01", 1), ("2020-02-01", 1), ("2020-03-01", 0)]
    assert [one.score for one in whole.points] == [-9.0, 10.0, None]
    assert not any(one.partial for one in whole.points)


def test_missing_data_is_not_zero() -> None:
    history = gather([*everyday(120, without=range(30, 75)), event(10, "AAX", "ABX"), event(100, "AAX", "ABX")])
    [whole] = trends(history, "AAX", "ABX", by="week", only=[""], since="2019-12-01", until="2020-06-30")
    by_start = {one.start: one for one in whole.points}
    assert by_start["2019-12-02"].n is None  # before the first day
    assert by_start["2020-02-17"].n is None  # in the gap
    assert by_start["2020-06-01"].n is None  # after the last day
    assert by_start["2020-01-13"].n == 0  # covered, and nothing happened
    assert by_start["2019-12-30"].partial


def test_each_quad_and_the_types_that_occur() -> None:
    history = gather([*everyday(60), event(3, "AAX", "ABX", "ASSAULT")])
    assert [one.kind for one in trends(history, "AAX", "ABX", by="week")] == [
        "", "quad 1", "quad 2", "quad 3", "quad 4", "ASSAULT",
    ]  # fmt: skip


def test_an_unknown_party_is_named() -> None:
    with pytest.raises(ConfigError, match="'ZZZ'"):
        trends(gather(everyday(30)), "ZZZ", "QQX", by="day")


@pytest.mark.parametrize("by", BY)
def test_all_events_are_counted_once_whatever_the_period(by) -> None:
    random = np.random.default_rng(2)
    mine = [event(int(day), "AAX", "ABX", number=number) for number, day in enumerate(random.integers(0, 400, 90))]
    [whole] = trends(gather([*everyday(400), *mine]), "AAX", "ABX", by=by, only=[""])
    assert sum(one.n or 0 for one in whole.points) == 90


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), rate=st.floats(0.2, 30), length=st.integers(10, 150))
def test_a_level_series_has_hardly_ever_a_change(seed: int, rate: float, length: int) -> None:
    random = np.random.default_rng(seed)
    found = [count_changes(random.poisson(rate, length).astype(float)) for _ in range(8)]
    assert sum(bool(one) for one in found) <= 2


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), at=st.integers(12, 48))
def test_a_step_is_found_where_it_is(seed: int, at: int) -> None:
    random = np.random.default_rng(seed)
    series = np.concatenate([random.poisson(3, at), random.poisson(20, 60 - at)]).astype(float)
    assert any(abs(place - at) <= 1 for place in count_changes(series))


def test_a_single_burst_is_no_level() -> None:
    series = np.full(60, 2.0)
    series[30] = 9.0
    assert count_changes(series) == []


def test_a_fall_of_the_score_is_found_and_a_lone_outlier_is_not() -> None:
    random = np.random.default_rng(4)
    fallen = np.concatenate([random.normal(4, 1, 30), random.normal(-5, 1, 30)])
    assert score_changes(fallen, np.ones(60)) == [30]
    assert score_changes(np.r_[np.full(30, 4.0), -9.0, np.full(29, 4.0)], np.ones(60)) == []


def test_a_change_tells_the_levels_on_both_sides() -> None:
    hot = [event(day, "AAX", "ABX", number=number) for day in range(210, 420) for number in range(3)]
    calm = [event(day, "AAX", "ABX") for day in range(0, 210, 7)]
    [whole] = trends(gather([*everyday(420), *calm, *hot]), "AAX", "ABX", by="week", only=[""])
    [change] = [one for one in whole.changes if one.of == "count"]
    assert change.start in ("2020-07-27", "2020-08-03")
    assert change.before < 2
    assert change.after > 15
