"""A learner put away and taken out again: the same bytes every time, and nobody can tell that it was away."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from accord.errors import DataError
from accord.forecasting.facts import Facts
from accord.forecasting.keeping import load_learner, save_learner
from accord.forecasting.ranking import Learner
from forecasting.world import NAMES, make_learner, make_world

try:
    import lightgbm  # noqa: F401
except OSError as error:  # the wheel needs the system's OpenMP; a fresh machine may have none
    pytest.skip(f"the trees need libgomp1: {error}", allow_module_level=True)

LEARNT, PAST, LATER = 430, 440, 450
"""More than a year, so that seasons and days that no season holds yet are kept too."""


@pytest.fixture(scope="module")
def world() -> Facts:
    return make_world(LATER, each=4)


def fitted(world: Facts) -> Learner:
    return make_learner(world.between(0, LEARNT), questions=300)


@pytest.fixture(scope="module")
def saved(world: Facts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "learner.npz"
    save_learner(fitted(world), path)
    return path


def go_on(learner: Learner, world: Facts, first: int, end: int) -> list[np.ndarray]:
    """Scores of the days from ``first`` on, each day added once it was asked."""
    found = []
    for day in range(first, end):
        asked = world.between(day, day + 1)
        ranking = learner.answer(asked.subjects, asked.relations, day)
        found += [ranking.candidates, ranking.scores, learner.calibration(ranking.chances[:, 0])]
        learner.advance(asked, day)
    return found


def test_days_after_loading_are_answered_as_if_never_saved(world: Facts, saved: Path, tmp_path: Path) -> None:
    never, loaded = fitted(world), load_learner(saved)
    assert loaded.past.cycles.seasonal
    assert list(loaded.past.cycles.waiting())
    for first, second in zip(go_on(never, world, LEARNT, PAST), go_on(loaded, world, LEARNT, PAST), strict=True):
        assert np.array_equal(first, second)
    save_learner(loaded, tmp_path / "again")  # and once more in the midst of it
    again = load_learner(tmp_path / "again")
    for first, second in zip(go_on(never, world, PAST, LATER), go_on(again, world, PAST, LATER), strict=True):
        assert np.array_equal(first, second)
    assert never.rank(0, 0, LATER) == again.rank(0, 0, LATER)
    assert never.trees.gains() == again.trees.gains()
    assert never.settings == again.settings


def test_the_same_learner_gives_the_same_bytes(world: Facts, saved: Path, tmp_path: Path) -> None:
    save_learner(fitted(world), tmp_path / "another")
    save_learner(load_learner(saved), tmp_path / "reloaded")
    assert (tmp_path / "another").read_bytes() == saved.read_bytes() == (tmp_path / "reloaded").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["another", "reloaded"]


def rewritten(saved: Path, path: Path, **changed: object) -> Path:
    """The saved file with its page of JSON changed, or a part of another content."""
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "learner.json":
                data = json.dumps(json.loads(data) | changed).encode()
            elif name == "shares.npy" and not changed:
                data = data[:-1] + bytes([data[-1] ^ 1])
            new.writestr(name, data)
    return path


def test_what_cannot_be_read_is_refused_with_a_remedy(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "words").write_text("no learner")
    (tmp_path / "short").write_bytes(saved.read_bytes()[:-200])
    told = {
        tmp_path / "none": "no saved learner",
        tmp_path / "words": "no saved learner",
        tmp_path / "short": "no saved learner",
        rewritten(saved, tmp_path / "newer", layout=99): "another version of accord",
        rewritten(saved, tmp_path / "older", patterns=["fame"]): "another version of accord",
        rewritten(saved, tmp_path / "bent"): "damaged: shares.npy",
    }
    for path, words in told.items():
        with pytest.raises(DataError, match=words) as error:
            load_learner(path)
        assert "Fit a learner anew" in str(error.value)


def test_trees_over_other_looks_are_refused(world: Facts, saved: Path, tmp_path: Path) -> None:
    learner = load_learner(rewritten(saved, tmp_path / "looks", looks=["same · age"]))
    with pytest.raises(DataError, match="other things"):
        learner.answer(np.array([0]), np.array([0]), LEARNT)


def test_nothing_in_the_file_is_code(saved: Path) -> None:
    with zipfile.ZipFile(saved) as file:
        names = file.namelist()
        assert {Path(name).suffix for name in names} == {".npy", ".txt", ".json"}
        assert not any(b"|O" in file.read(name)[:128] for name in names if name.endswith(".npy"))
    assert len(NAMES) == len(load_learner(saved).kin.homes)
