"""Laws: never the future, any order, the same bytes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from past import codes, event, poisson

from accord.forecasting.history import gather
from accord.forecasting.memory import Memory, plan
from accord.forecasting.probability import learn
from accord.forecasting.questions import ask
from accord.forecasting.vantage import Vantage
from accord.records import as_json

DAY = "2020-12-01"
PAST, _ = poisson(11, parties=8)


def made(events):
    history = gather(events)
    vantage = Vantage(history, learn(history, days=30, as_of=DAY), as_of=DAY)
    asked = [one for a, b in (("AAX", "ABX"), ("ACX", "ADX")) for one in ask(a, b, start=DAY, days=30)]
    return as_json(tuple(vantage.answer(asked, made_on=DAY)))


FORECASTS = made(PAST)


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_what_comes_after_the_day_changes_nothing(seed: int) -> None:
    random = np.random.default_rng(seed)
    before = [one for one in PAST if one.date < DAY]
    later = [replace(one, date=f"2021-{random.integers(1, 13):02d}-01") for one in PAST if one.date >= DAY]
    strangers = [event(400 + number, "QQX", "AAX", "ASSAULT") for number in range(int(random.integers(50)))]
    assert made(before + later + strangers) == FORECASTS


@settings(max_examples=4, deadline=None)
@given(order=st.randoms(use_true_random=False))
def test_the_order_in_which_events_arrive_changes_nothing(order) -> None:
    events = list(PAST)
    order.shuffle(events)
    assert made(events) == FORECASTS


def test_the_same_past_gives_the_same_forecasts() -> None:
    assert made(PAST) == FORECASTS


@settings(max_examples=10, deadline=None)
@given(steps=st.lists(st.integers(1, 60), min_size=1, max_size=8))
def test_days_may_arrive_one_by_one_or_at_once(steps: list[int]) -> None:
    history = gather(PAST)
    apart, at_once = (Memory(history, plan()) for _ in range(2))
    for step in steps:
        apart.advance(apart.day + step)
    at_once.advance(apart.day)
    for name in ("met", "weeks", "last", "exposure"):
        assert np.allclose(getattr(apart, name), getattr(at_once, name)), name
    for name in ("pairs", "actors", "recipients"):
        assert np.allclose(getattr(apart, name).counts, getattr(at_once, name).counts), name


def test_counts_are_what_a_plain_count_gives() -> None:
    history = gather(PAST)
    memory = Memory(history, plan())
    memory.advance(history.day[0] + 200)
    pair = int(memory.met.argmax())
    rows = history.between(int(memory.actor[pair]), int(memory.recipient[pair]))
    days = [int(day) for day in history.day[rows] if day < memory.day]
    assert len(days) > 3
    assert memory.met[pair] == len(days)
    weeks = {(day - memory.start) // 7 for day in days}
    assert memory.weeks[pair, :5].max() <= len(weeks) <= memory.weeks[pair, :5].sum()
    assert np.isclose(memory.pairs.counts[1, pair, :5].sum(), sum(np.exp(-(memory.day - day) / 25.0) for day in days))


@settings(max_examples=15, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.integers(0, 300),
            st.sampled_from(codes(4)),
            st.sampled_from(codes(4)),
            st.sampled_from(["", "AID", "ASSAULT"]),
        ),
        max_size=60,
    )
)
def test_any_past_however_small_is_answered_or_refused_in_words(rows) -> None:
    from accord.errors import AccordError

    events = [event(day, a, b, kind, number=number) for number, (day, a, b, kind) in enumerate(rows)]
    history = gather(events)
    vantage = Vantage(history, learn(history, days=30, as_of="2020-11-01"), as_of="2020-11-01")
    try:
        answers = vantage.answer(ask("AAX", "ABX", start="2020-11-01", days=30), made_on="2020-11-01")
    except AccordError as error:
        assert "AAX" in str(error) or "ABX" in str(error)
        return
    assert all(0 <= one.probability <= 1 and 0 <= one.base_rate <= 1 for one in answers)


def test_a_pair_is_answered_alike_from_all_events_and_from_those_that_bear_on_it() -> None:
    history = gather(PAST)
    narrow, wide = (Vantage(history, learn(history, days=30, as_of=DAY), as_of=DAY) for _ in range(2))
    assert len(wide.scene.memory.known())  # from now on the whole scene is used
    for a, b in (("AAX", "ABX"), ("ACX", "ADX"), ("AHX", "AAX")):
        asked = ask(a, b, start=DAY, days=30)
        assert narrow.answer(asked, made_on=DAY) == wide.answer(asked, made_on=DAY)
