from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from past import event, poisson

from accord.errors import ConfigError, DataError
from accord.forecasting import regions
from accord.forecasting.backtest import BASELINES, ask_days, judge, walk
from accord.forecasting.calibration import brier, by_mass, by_width, calibration_error, log_score, skill
from accord.forecasting.history import gather
from accord.forecasting.probability import learn
from accord.forecasting.scores import add_up, longest_silence, resolve
from accord.forecasting.stored import load_history, load_model, save_history, save_model
from accord.records import Forecast


def test_scores_by_hand() -> None:
    chance, happened = np.array([0.9, 0.2]), np.array([1.0, 1.0])
    assert brier(chance, happened) == pytest.approx((0.01 + 0.64) / 2)
    assert log_score(chance, happened) == pytest.approx(-(np.log(0.9) + np.log(0.2)) / 2)
    assert skill(chance, np.array([0.5, 0.5]), happened) == pytest.approx(1 - 0.325 / 0.25)


def test_calibration_error_by_hand() -> None:
    chance, happened = np.array([0.1] * 10 + [0.8] * 10), np.array([0.0] * 9 + [1.0] + [1.0] * 5 + [0.0] * 5)
    assert calibration_error(by_width(chance, happened)) == pytest.approx((0.0 + 0.3) / 2)
    assert calibration_error(by_mass(chance, happened, bins=2)) == pytest.approx(0.15)


@given(st.integers(0, 2**32 - 1))
def test_law_true_chances_are_calibrated_and_distorted_ones_are_not(seed: int) -> None:
    random = np.random.default_rng(seed)
    true = random.beta(0.5, 3, 20_000)
    happened = (random.random(20_000) < true).astype(float)
    for table in (by_mass, by_width):
        assert calibration_error(table(true, happened)) < 0.02
        assert calibration_error(table(np.sqrt(true), happened)) > 0.1


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_law_every_forecast_is_in_one_bin(rows) -> None:
    chance, happened = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    for table in (by_mass(chance, happened), by_width(chance, happened)):
        assert sum(one.n for one in table) == len(rows)
        assert all(one.low <= one.said + 1e-9 and one.said <= one.high + 1e-9 for one in table)


@pytest.fixture(scope="module")
def walked():
    events, rates = poisson(7, parties=14, days=420)
    history = gather(events)
    return history, rates, walk(history, since="2020-11-01", until="2021-01-20", days=30)


def test_a_backtest_on_known_chances_is_calibrated_and_beats_the_baselines(walked) -> None:
    _, _, result = walked
    whole, *_ = [one for one in judge(result) if not one.kind]
    assert whole.of.startswith("pairs with 3 or more")
    assert whole.ece_mass < 0.04
    assert whole.skill["base rate"] > 0.1
    assert whole.skill["persistence"] > 0
    assert set(whole.skill) == set(BASELINES)
    assert whole.n == sum(one.n for one in whole.table)


def test_no_horizon_of_a_backtest_ends_after_the_data(walked) -> None:
    history, _, result = walked
    assert result.day.max() + 30 <= history.day[-1] + 1
    assert ask_days(history, since="2020-11-01", until="2030-01-01", days=30)[-1] + 30 <= history.day[-1] + 1


def test_a_backtest_never_sees_the_future(walked) -> None:
    history, _, result = walked
    first = int(result.day.min())
    cut = history.before("2020-12-01")  # the answers of the first day are there, nothing after them
    again = walk(cut, since="2020-11-01", until="2020-11-01", days=30)
    rows = result.day == first
    assert np.allclose(again.chance, result.chance[rows])
    assert np.allclose(again.baselines, result.baselines[rows])


def test_a_backtest_without_data_says_so(walked) -> None:
    with pytest.raises(DataError, match="lie within the history"):
        walk(walked[0], since="2031-01-01", until="2031-12-31", days=30)
    with pytest.raises(DataError, match="too little history"):
        walk(walked[0], since="2020-01-05", until="2020-01-06", days=30)


def made(start: str, end: str, probability: float, *, recipient: str = "ABX") -> Forecast:
    return Forecast("f", "AAX", recipient, "ACCUSE", start, end, "", probability, 0.5, 1.0, (), 9, "", "", start, "m")


def test_forecasts_resolve_to_yes_no_void_and_open() -> None:
    everyday = [event(day, "QQX", "RRX", "CONSULT") for day in range(100)]
    history = gather([*everyday, event(20, "AAX", "ABX"), event(40, "AAX", "ABX", "CONSULT")])
    asked = [
        made("2020-01-15", "2020-02-01", 0.8),
        made("2020-02-05", "2020-03-01", 0.3),  # a CONSULT is no ACCUSE
        made("2020-04-01", "2020-06-01", 0.3),  # the data ends on 2020-04-09
        made("2020-04-01", "2020-12-01", 0.3),
    ]
    found = resolve(asked, history, today="2020-07-01")
    assert [one.outcome for one in found] == ["yes", "no", "void", "open"]
    assert found[0].keys == ("00020-AAX-ABX-ACCUSE-0",)
    totals = add_up(found)
    assert (totals.made, totals.resolved, totals.yes, totals.void, totals.open) == (4, 2, 1, 1, 1)
    assert totals.brier == pytest.approx((0.04 + 0.09) / 2)
    assert totals.skill == pytest.approx(1 - 0.065 / 0.25)


def test_silence_of_the_data_is_no_answer() -> None:
    days = [*range(20), *range(40, 80)]
    history = gather([event(day, "QQX", "RRX", "CONSULT") for day in days])
    [found] = resolve([made("2020-01-10", "2020-02-20", 0.2)], history, today="2021-01-01")
    assert found.outcome == "void"
    assert "silent for 20 days" in found.why
    assert longest_silence(history, int(history.day[0]), int(history.day[0]) + 19) == 0


def test_nothing_resolved_has_no_score() -> None:
    totals = add_up([])
    assert totals.brier is None
    assert totals.skill is None


def test_what_is_kept_is_what_was_there(tmp_path) -> None:
    events, _ = poisson(1, parties=5, days=200)
    history = gather([*events, event(3, "AAX", "ABX", text="Grüße, ein Wort")])
    folder = tmp_path / "past"
    save_history(history, folder, mark="1")
    again = load_history(folder, mark="1")
    assert again is not None
    assert again.parties == history.parties
    assert list(again.keys) == list(history.keys)
    assert list(again.texts) == list(history.texts)
    assert list(again.before("2020-02-01").keys) == list(history.before("2020-02-01").keys)
    for name in ("day", "actor", "recipient", "kind"):
        assert (getattr(again, name) == getattr(history, name)).all()
    model = learn(history, days=14, as_of="2020-07-01", types=False)
    save_model(model, folder, name="m")
    kept = load_model(folder, name="m")
    assert kept is not None
    assert kept.meeting == model.meeting
    base, signs = np.ones((2, 3)), np.ones((2, len(model.kinds["quad 3"].names)))
    assert np.array_equal(kept.kinds["quad 3"].chance(base, signs), model.kinds["quad 3"].chance(base, signs))


def test_what_is_kept_is_not_used_once_the_past_has_changed(tmp_path) -> None:
    history = gather(poisson(1, parties=4, days=60)[0])
    save_history(history, tmp_path / "past", mark="1")
    assert load_history(tmp_path / "past", mark="2") is None
    assert load_history(tmp_path / "nowhere", mark="1") is None
    (tmp_path / "past" / "mark.json").write_text("half a l")
    assert load_history(tmp_path / "past", mark="1") is None


def test_regions() -> None:
    assert regions.states_of("The Caucasus") == {"ARM", "AZE", "GEO"}
    assert {"ARM", "ARM CVL"} <= regions.parties_of("caucasus", ["ARM", "ARM CVL", "RUS", "CSTO"])
    assert not {"RUS", "CSTO"} & regions.parties_of("caucasus", ["ARM", "RUS", "CSTO"])
    assert list(regions.check_regions()) == []
    with pytest.raises(ConfigError, match="atlantis"):
        regions.states_of("atlantis")
