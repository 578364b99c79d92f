from __future__ import annotations

import numpy as np
import pytest
from past import event, poisson

from accord.errors import ConfigError
from accord.forecasting.calibration import by_mass, calibration_error
from accord.forecasting.history import gather
from accord.forecasting.probability import learn
from accord.forecasting.questions import Question, ask
from accord.forecasting.vantage import Vantage

DAY = "2021-01-01"


@pytest.fixture(scope="module")
def world():
    events, rates = poisson(3)
    history = gather(events)
    return history, rates, Vantage(history, learn(history, days=30, as_of=DAY), as_of=DAY)


def test_probabilities_are_near_what_the_rates_give(world) -> None:
    _, rates, vantage = world
    said, true = [], []
    for (actor, recipient, type_), rate in rates.items():
        if rate > 0.001:
            [one] = vantage.answer([Question(actor, recipient, type_, DAY, "2021-01-30")], made_on=DAY)
            said.append(one.probability)
            true.append(-np.expm1(-30 * rate))
    assert np.mean(np.abs(np.array(said) - np.array(true))) < 0.09
    assert abs(np.mean(said) - np.mean(true)) < 0.05
    assert np.corrcoef(said, true)[0, 1] > 0.85


def test_forecasts_are_calibrated_against_known_chances(world) -> None:
    _, rates, vantage = world
    pairs = vantage.scene.memory.known()
    parties = vantage.known.parties
    memory = vantage.scene.memory
    chance, _ = vantage.pairs(pairs, "ACCUSE")
    true = np.array(
        [-np.expm1(-30 * rates[parties[memory.actor[at]], parties[memory.recipient[at]], "ACCUSE"]) for at in pairs]
    )
    assert calibration_error(by_mass(chance, true, bins=5)) < 0.05


def test_where_nothing_is_out_of_the_ordinary_the_forecast_is_near_its_base_rate(world) -> None:
    vantage = world[2]
    pairs = vantage.scene.memory.known()
    chance, base = vantage.pairs(pairs, "quad 3")
    assert np.mean(np.abs(chance - base)) < 0.06


def test_little_history_is_said_and_gives_the_base_rate_only() -> None:
    events, _ = poisson(3)
    events = [one for one in events if (one.actor.country, one.recipient.country) != ("AAX", "ABX")]
    history = gather([*events, event(200, "AAX", "ABX")])
    vantage = Vantage(history, learn(history, days=30, as_of=DAY), as_of=DAY)
    for one in vantage.answer(ask("AAX", "ABX", start=DAY, days=30), made_on=DAY):
        assert one.verdict == "too little history: base rate only"
        assert one.probability == one.base_rate
        assert not one.patterns
        assert one.n == 1


def test_parties_that_never_met_have_the_rate_of_first_meetings() -> None:
    events, _ = poisson(3)
    events = [one for one in events if (one.actor.country, one.recipient.country) != ("AAX", "ABX")]
    history = gather(events)
    vantage = Vantage(history, learn(history, days=30, as_of=DAY), as_of=DAY)
    [one] = vantage.answer([Question("AAX", "ABX", "ACCUSE", DAY, "2021-01-30")], made_on=DAY)
    assert one.verdict.startswith("never met")
    assert 0 < one.probability == one.base_rate < 0.5


def test_an_unknown_party_is_named(world) -> None:
    with pytest.raises(ConfigError, match="'ZZZ'"):
        world[2].answer([Question("ZZZ", "ABX", "ACCUSE", DAY, "2021-01-30")], made_on=DAY)


def test_a_history_too_short_to_learn_from_is_said_and_gives_the_long_run_rate(world) -> None:
    history, rates, _ = world
    vantage = Vantage(history, learn(history, days=365, as_of=DAY), as_of=DAY)
    actor, recipient, kind = max(rates, key=lambda key: rates[key])
    [one] = vantage.answer([Question(actor, recipient, kind, DAY, "2021-12-31")], made_on=DAY)
    assert one.verdict.startswith("history too short")
    assert one.probability == one.base_rate
    assert not one.patterns
    assert abs(one.probability - -np.expm1(-365 * rates[actor, recipient, kind])) < 0.01


def test_a_burst_raises_the_forecast_and_is_told_with_its_dates_and_words() -> None:
    events, _ = poisson(5, parties=14)
    quiet = [one for one in events if {one.actor.country, one.recipient.country} != {"AAX", "ABX"}]
    # Others have had bursts too, so that the model can learn what they bode: three days in a row, then for weeks more.
    random = np.random.default_rng(1)
    for pair in (("ACX", "ADX"), ("AEX", "AFX"), ("AGX", "AHX"), ("AIX", "AJX"), ("AKX", "ALX")):
        for start in random.integers(20, 330, 3):
            quiet += [event(int(start) + 2 * n, *pair, "ASSAULT", number=90 + n) for n in range(25)]
    few = [event(40 * n, "AAX", "ABX", "ASSAULT", text=f"raid {n}") for n in range(8)]
    burst = [event(353 + n, "AAX", "ABX", "ASSAULT", number=50, text=f"shelling {n}") for n in range(13)]
    asked = Question("AAX", "ABX", "ASSAULT", DAY, "2021-01-30")
    calm, hot = (
        Vantage(history, learn(history, days=30, as_of=DAY), as_of=DAY).answer([asked], made_on=DAY)[0]
        for history in (gather(quiet + few), gather(quiet + few + burst))
    )
    assert hot.probability > max(calm.probability, hot.base_rate)
    assert hot.ratio > 1
    told = [one for one in hot.patterns if one.effect > 0]
    assert any(one.last == "2020-12-31" and "AAX" in one.what for one in told)
    assert any("shelling 12" in one.quotes for one in told)
    assert all(one.count > 0 or one.what.startswith("no ") for one in hot.patterns)


def test_a_model_cannot_forecast_from_before_what_it_knows(world) -> None:
    history = world[0]
    with pytest.raises(ConfigError, match="cannot forecast"):
        Vantage(history, learn(history, days=30, as_of=DAY), as_of="2020-12-31")
