"""Seasons and usual intervals in probabilities: planted ones are found and told, elsewhere nothing is made of them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from past import FIRST, codes, event, poisson

from accord.forecasting.features import season_windows
from accord.forecasting.history import gather
from accord.forecasting.memory import Memory, plan, seen_in
from accord.forecasting.probability import learn
from accord.forecasting.questions import Question
from accord.forecasting.vantage import Vantage
from accord.records import Forecast

YEARS, EVERY = 5, 45
PAIRS = list(zip(codes(12), codes(12)[6:] + codes(12)[:6], strict=True))


def day_of(place: int) -> str:
    return (date.fromisoformat(FIRST) + timedelta(days=place)).isoformat()


def ask_pairs(events: list, place: int, type_: str) -> list[Forecast]:
    """A forecast for each of PAIRS within 20 days, from the day at ``place``."""
    history, start = gather(events), day_of(place)
    vantage = Vantage(history, learn(history, days=20, as_of=start), as_of=start)
    questions = [Question(a, b, type_, start, day_of(place + 19)) for a, b in PAIRS]
    return vantage.answer(questions, made_on=start)


def told(made: list[Forecast], words: str, *, up: bool) -> float:
    """The share of forecasts with a pattern of such words that moved them up or down."""
    return float(np.mean([any(words in p.what and (p.effect > 0) == up for p in one.patterns) for one in made]))


@pytest.fixture(scope="module")
def yearly() -> list:
    """Each pair has its season, three weeks of the year, and nothing in the rest of it."""
    events, _ = poisson(7, parties=6, days=YEARS * 365)
    chance = np.random.default_rng(2)
    for number, (a, b) in enumerate(PAIRS):
        for year in range(YEARS):
            days = round(year * 365.25) + number * 30 + chance.choice(20, 3, replace=False)
            events += [event(int(day), a, b, "AID", number=number) for day in days]
    return events


@pytest.fixture(scope="module")
def in_turn() -> list:
    """Half of the pairs do something every 45 days, the other half as often by chance."""
    events, _ = poisson(8, parties=6, days=YEARS * 365)
    chance = np.random.default_rng(4)
    for number, (a, b) in enumerate(PAIRS):
        turns = np.arange(number * 7, YEARS * 365, EVERY)
        days = turns if number % 2 else np.sort(chance.choice(YEARS * 365, len(turns), replace=False))
        events += [event(int(day), a, b, "AID", number=number) for day in days]
    return events


def test_a_season_is_found_and_told(yearly: list) -> None:
    place = round((YEARS - 1) * 365.25) + 60
    known = [one for one in yearly if one.date < day_of(place)]
    made = ask_pairs(known, place, "AID")
    due, others = made[2], [one for number, one in enumerate(made) if number not in (1, 2, 3)]
    assert due.probability > 2 * due.base_rate
    assert due.probability > 4 * max(one.probability for one in others)
    assert told([due], "in this season of 4 earlier years", up=True) == 1
    assert told(others, "in this season of 4 earlier years", up=False) > 0.5


def test_a_usual_interval_is_found_and_told(in_turn: list) -> None:
    place = YEARS * 365 - 60
    made = ask_pairs([one for one in in_turn if one.date < day_of(place)], place, "AID")
    regular = [number for number in range(len(PAIRS)) if number % 2]
    due = [number for number in regular if (number * 7 - place) % EVERY < 20]
    assert 0 < len(due) < len(regular)
    said = [made[number].probability for number in due]
    assert min(said) > 0.5
    assert min(said) > 1.5 * max(made[number].probability for number in regular if number not in due)
    assert told([made[number] for number in due], "every 45 days, give or take 0.0", up=True) > 0.5


def test_where_nothing_comes_round_cycles_move_little() -> None:
    history = gather(poisson(9, parties=8, days=3 * 365)[0])
    model = learn(history, days=20, as_of=day_of(3 * 365), types=False)
    for kind in ("quad 1", "quad 3"):
        fitted = model.kinds[kind]
        weight = dict(zip(fitted.names, fitted.weights, strict=True))
        assert weight["season years"] < 0.15
        assert weight["rhythm due"] < 0.15


def test_windows_lie_within_the_data_and_before_the_last_half_year() -> None:
    assert season_windows(1000, 1300, 30) == []
    assert season_windows(1000, 1380, 30) == [(1008, 1052)]
    assert season_windows(1000, 1373, 30) == [(1001, 1045)]
    assert season_windows(1000, 1371, 30) == []
    assert len(season_windows(1000, 1000 + 3 * 366, 30)) == 2
    assert season_windows(1000, 1000 + 3 * 366, 300) == []  # this season would not have ended half a year ago


def test_a_window_holds_what_was_taken_in_only() -> None:
    history = gather([event(day, "AAX", "ABX") for day in (0, 5, 6, 9)])
    memory = Memory(history, plan())
    first = int(history.day[0])
    memory.advance(first + 7)
    column = memory.plan.columns.index("ACCUSE")
    assert seen_in(memory, first + 5, first + 40)[0, column] == 2
    assert seen_in(memory, first, first + 5)[0, column] == 1
    assert seen_in(memory, first, first + 6)[0].sum() == 4  # the type, and its quad


def test_gaps_are_counted_alike_in_one_go_and_day_by_day() -> None:
    events = [event(day, "AAX", "ABX", number=number) for number, day in enumerate((0, 3, 3, 4, 20, 41, 41, 60))]
    history = gather(events)
    first, column = int(history.day[0]), plan().columns.index("ACCUSE")
    once, daily = Memory(history, plan()), Memory(history, plan())
    once.advance(first + 70)
    for day in range(1, 71):
        daily.advance(first + day)
    for memory in (once, daily):
        assert memory.gaps[0, column] == 5
        assert memory.squares[0, column] == 3**2 + 1 + 16**2 + 21**2 + 19**2
        assert memory.first[0, column] == first
        assert memory.last[0, column] == first + 60
        assert memory.weeks[0, column] == 4
