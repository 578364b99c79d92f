"""Cycles: planted ones are found and named, and where there is none nothing is made of it."""

from __future__ import annotations

import numpy as np
import pytest

from accord.forecasting.combining import Effort
from accord.forecasting.cycles import Cycles, Rhythm
from accord.forecasting.facts import Facts
from accord.forecasting.ranking import Candidate, Learner, Settings
from forecasting.world import make_learner, make_world

try:
    import lightgbm  # noqa: F401
except OSError as error:  # the wheel needs the system's OpenMP; a fresh machine may have none
    pytest.skip(f"the trees need libgomp1: {error}", allow_module_level=True)

HOSTS, GUESTS = 12, 14
"""Guests are numbered after hosts."""


def plant(
    days: int, guest_of: dict[int, list[int]], period: float, *, each: int = 5, step: int = 1, seed: int = 3
) -> Facts:
    """Every ``step`` days some hosts receive: the guest due in this part of the period, or now and then another one."""
    chance = np.random.default_rng(seed)
    rows = []
    for day in range(days % step, days, step):
        for host in chance.choice(HOSTS, each, replace=False).tolist():
            turns = guest_of[host]
            due = turns[int(day % period / period * len(turns))]
            rows.append((host, 0, HOSTS + int(chance.integers(GUESTS)) if chance.random() < 0.15 else due, day))
    return Facts.of(rows)


def turns(many: int, seed: int = 5) -> dict[int, list[int]]:
    """Whom each host receives in each part of a period."""
    chance = np.random.default_rng(seed)
    return {host: (HOSTS + chance.choice(GUESTS, many, replace=False)).tolist() for host in range(HOSTS)}


def learn(facts: Facts) -> Learner:
    settings = Settings(candidates=GUESTS, nearest=8, sampled=6, questions=2000, effort=Effort(rounds=40))
    learner = Learner(HOSTS + GUESTS, 1, settings=settings)
    learner.fit(facts)
    return learner


def answers(learner: Learner, day: int, expected: dict[int, int]) -> tuple[float, list[Candidate]]:
    """The share of hosts whose due guest comes first, and the first candidates."""
    first = [learner.rank(host, 0, day, top=1, reasons=4)[0] for host in range(HOSTS)]
    return float(np.mean([one.actor == expected[host] for host, one in enumerate(first)])), first


def test_a_weekly_cycle_is_found_and_named() -> None:
    guests = turns(7)
    learner = learn(plant(210, guests, 7))
    right, first = answers(learner, 210, {host: guests[host][210 % 7] for host in range(HOSTS)})
    assert right >= 0.9
    assert all(any(reason.pattern == "weekly" and reason.effect > 0 for reason in one.reasons) for one in first)


def test_a_yearly_cycle_is_found_and_named() -> None:
    # Twelve guests a year; the day asked is the first of a part, so that whoever came last is not the answer.
    guests = turns(12)
    days = round(4 * 365.25)
    learner = learn(plant(days, guests, 365.25, step=3))
    right, first = answers(learner, days + 1, {host: guests[host][0] for host in range(HOSTS)})
    assert right >= 0.7
    told = [reason.pattern for one in first for reason in one.reasons if reason.effect > 0]
    assert told.count("yearly") >= 0.7 * HOSTS


def test_a_usual_interval_is_found_and_named() -> None:
    # Each host has one guest every 5, 9 and 11 days, none of which the week could tell, and no other.
    guests = turns(3)
    gaps, rows = (5, 9, 11), []
    for day in range(240):
        for host in range(HOSTS):
            rows += [
                (host, 0, guest, day) for guest, gap in zip(guests[host], gaps, strict=True) if (day + host) % gap == 0
            ]
    learner = learn(Facts.of(rows))
    asked = [(host, turn) for host in range(HOSTS) for turn, gap in enumerate(gaps) if (240 + host) % gap == 0]
    assert asked
    for host, turn in asked:
        best = learner.rank(host, 0, 240, top=1, reasons=4)[0]
        assert best.actor in [guests[host][at] for at, gap in enumerate(gaps) if (240 + host) % gap == 0]
        assert "rhythm" in [reason.pattern for reason in best.reasons if reason.effect > 0], turn


def test_a_world_without_cycles_gives_them_little_credit() -> None:
    facts = make_world(60)
    gains = make_learner(facts).trees.gains()
    assert sum(gain for look, gain in gains.items() if look.startswith(("weekly", "rhythm"))) < 0.15
    assert not any(look.startswith("yearly") for look in gains)  # a past of sixty days knows no season


def test_a_rhythm_is_the_mean_gap_and_how_far_gaps_stray() -> None:
    rhythm = Rhythm()
    for day in (0, 7, 14, 21):
        rhythm.add(np.array([4, 4]), day)  # twice a day is once
    rhythm.add(np.array([6]), 22)
    since, stray = rhythm.due(rhythm.find(np.array([4, 6, 9])), 28)
    assert since.tolist() == [1, -1, -1]
    assert stray.tolist() == [0, -1, -1]
    rhythm.add(np.array([4]), 35)  # one gap of 14 after three of 7
    since, stray = rhythm.due(rhythm.find(np.array([4])), 35 + 9)
    assert since[0] == pytest.approx(9 / (7 + 0.3 * 7), rel=1e-5)
    assert stray[0] > 0


def test_seasons_tell_of_earlier_years_only() -> None:
    key = np.array([3])
    cycles = Cycles(("same",))
    cycles.reserve({"same": np.array([3, 3])}, np.array([0, 800]))
    cycles.advance({"same": key}, 10)
    cycles.advance({"same": key}, 370)

    def yearly(day: int) -> float:
        return float(dict(cycles.look("same", key, np.array([2], np.float32), day))["yearly · same"][0])

    once = yearly(375)
    assert once > 0  # day 10 was the same season of the year before
    assert yearly(550) < 0  # and this is another season
    cycles.advance({"same": np.array([], np.int64)}, 700)
    assert yearly(735) > once  # two years had it now
