"""Accuracy never falls below its floors. Floors that need gold are skipped, with that reason, where there is none.

Floors rise with the work: ``make bench && make floors``. A floor that a change breaks is a reason to change the change.
"""

from __future__ import annotations

import json

import pytest
from bench import floors
from bench.__main__ import GOLD, measure
from bench.gold import gold_folder


@pytest.mark.parametrize("name", floors.GATED)
def test_accuracy_keeps_its_floor(name: str) -> None:
    if name in GOLD and gold_folder() is None:
        pytest.skip("not measured: no gold (set ACCORD_GOLD)")
    if name == "forecasting":
        try:
            import lightgbm  # noqa: F401
        except OSError as error:  # the wheel needs the system's OpenMP; a fresh machine may have none
            pytest.skip(f"the trees need libgomp1: {error}")
    kept = floors.load_floors().get(name, {})
    if not kept:
        pytest.skip(f"{name} has no floors yet")
    assert list(floors.shortfalls(name, measure(name), kept)) == []


def test_a_floor_is_raised_but_never_lowered() -> None:
    before = {"coding": {"gsr root F1": 0.5, "coders irrelevant coded": 8.0}}
    better = {"coding": {"gsr root F1": 0.7, "coders irrelevant coded": 4.0, "gsr triple F1": 0.4}}
    worse = {"coding": {"gsr root F1": 0.3, "coders irrelevant coded": 20.0}}
    assert floors.raised(better, before) == {
        "coding": {"gsr root F1": 0.68, "coders irrelevant coded": 6.0, "gsr triple F1": 0.38}
    }
    assert floors.raised(worse, before) == before


def test_a_measure_may_have_a_slack_of_its_own() -> None:
    figures = {"forecasting": {"slice MRR": 0.46, "weeks ECE": 0.008}}
    assert floors.raised(figures, {}) == {"forecasting": {"slice MRR": 0.45, "weeks ECE": 0.012}}


def test_pinning_worse_figures_is_refused(tmp_path, monkeypatch, capsys) -> None:
    latest, kept = tmp_path / "latest.json", tmp_path / "a" / "b" / "floors.json"
    kept.parent.mkdir(parents=True)
    latest.write_text(json.dumps({"coding": {"gsr root F1": 0.3}}), encoding="utf-8")
    text = json.dumps({"coding": {"gsr root F1": 0.5}})
    kept.write_text(text, encoding="utf-8")
    monkeypatch.setattr(floors, "LATEST", latest)
    monkeypatch.setattr(floors, "FLOORS", kept)
    assert floors.main() == 1
    assert kept.read_text(encoding="utf-8") == text
    assert "gsr root F1: 0.300 is below its floor 0.500" in capsys.readouterr().out


def test_a_measure_that_is_gone_is_a_shortfall() -> None:
    assert list(floors.shortfalls("coding", {}, {"gsr root F1": 0.5})) == ["coding gsr root F1: no longer measured"]
