"""Ranks by hand, by a slow reading of the definition, and by gold's own scorer where it is."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from bench.forecasting import load, write_ranks
from bench.gold import gold_folder
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.forecasting import measures
from accord.forecasting.combining import calibrate
from accord.forecasting.facts import Facts, joined
from accord.forecasting.ranking import Ranking, shares_of
from forecasting.world import NAMES, RELATIONS, make_world

KINDS = 2 * RELATIONS


def test_ties_take_their_average_and_other_answers_leave() -> None:
    asked = Facts.of([(0, 0, 1, 5), (0, 0, 2, 5)])
    candidates, scores = np.array([[2, 1, 3, 4]]), np.array([[9.0, 5.0, 5.0, 5.0]], np.float32)
    ranks = measures.rank_day(asked, np.array([0, 0]), candidates, scores, (10, 2))
    assert ranks.average.tolist() == [2.0, 1.0]  # 1 ties with 3 and 4, and 2 is another true answer


def test_an_answer_without_a_score_ties_with_all_such() -> None:
    asked = Facts.of([(0, 0, 7, 5), (0, 0, 8, 5)])
    ranks = measures.rank_day(asked, np.array([0, 0]), np.array([[1, 2]]), np.array([[2.0, 1.0]], np.float32), (10, 2))
    assert ranks.above.tolist() == [2, 2]
    assert ranks.tied.tolist() == [6, 6]  # ten actors, less two listed, the other answer and itself


def slow_rank(answer: int, others: set[int], listed: dict[int, float], entities: int) -> float:
    score = [listed.get(actor, -np.inf) for actor in range(entities) if actor not in others]
    mine = listed.get(answer, -np.inf)
    return 1 + sum(x > mine for x in score) + (sum(x == mine for x in score) - 1) / 2


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_ranks_are_as_defined(data: st.DataObject) -> None:
    entities = 8
    answers = data.draw(st.lists(st.integers(0, entities - 1), min_size=1, max_size=4, unique=True))
    listed = data.draw(st.dictionaries(st.integers(0, entities - 1), st.integers(0, 3), min_size=1, max_size=7))
    asked = Facts.of([(0, 1, answer, 3) for answer in answers])
    rows = np.array([list(listed)])
    scores = np.array([list(listed.values())], np.float32)
    found = measures.rank_day(asked, np.zeros(len(answers), np.int64), rows, scores, (entities, 4)).average
    plain = {actor: float(score) for actor, score in listed.items()}
    assert found.tolist() == [slow_rank(a, set(answers) - {a}, plain, entities) for a in answers]


def test_slices_say_what_was_known_before() -> None:
    past = [(0, 0, 1, 0), (2, 1, 3, 0)]
    day = [(0, 0, 1, 4), (1, 0, 0, 4), (3, 0, 2, 4), (0, 0, 3, 4)]
    asked = Facts.of(day)
    found = measures.slice_of(Facts.of(past + day), asked, 2)
    assert [measures.SLICES[place] for place in found] == ["triple seen", "pair seen", "pair seen", "pair new"]


def test_calibration_is_learnt_and_measured() -> None:
    chance = np.random.default_rng(1)
    truth = chance.random(20_000)
    happened = chance.random(20_000) < truth
    odds = np.log(truth / (1 - truth)) * 2 + 0.5  # too sure of itself
    said = 1 / (1 + np.exp(-odds))
    mended = calibrate(said, happened)(said)
    assert measures.calibration_error(said, happened) > 0.08
    assert measures.calibration_error(mended, happened) < 0.015
    assert measures.brier(mended, happened) < measures.brier(said, happened)


def write_set(folder: Path, facts: Facts, days: tuple[int, int]) -> None:
    for name, first, end in (("train", 0, days[0]), ("valid", *days), ("test", days[1], 999)):
        part = facts.between(first, end)
        rows = np.stack([part.subjects, part.relations, part.objects, part.days * 24], axis=1)  # hours
        np.savetxt(folder / f"{name}.txt", rows, fmt="%d", delimiter="\t")
    for name, labels in (("entity2id", NAMES), ("relation2id", range(RELATIONS))):
        lines = (f"{label}\t{place}\n" for place, label in enumerate(labels))
        (folder / f"{name}.tsv").write_text("".join(lines), encoding="utf-8")


@pytest.fixture
def scorer() -> Path:
    gold = gold_folder()
    if gold is None or not (gold / "score" / "forecasting.py").exists():
        pytest.skip("gold's scorer is not here (set ACCORD_GOLD)")
    if importlib.util.find_spec("numpy") is None:
        pytest.skip("numpy is not here")
    return gold / "score" / "forecasting.py"


def test_gold_s_own_scorer_agrees_to_four_digits(tmp_path: Path, scorer: Path) -> None:
    write_set(tmp_path, make_world(30), (20, 25))
    splits, names, relations, step = load(tmp_path)
    assert step == 24
    everything = joined(splits.values())
    chance = np.random.default_rng(2)
    answered, above, tied, slices = [], [], [], []
    for _, happened in splits["test"].by_day():
        asked = happened.both_ways(relations)
        question, place = np.unique(asked.subjects * KINDS + asked.relations, return_inverse=True)
        candidates = np.stack([chance.permutation(len(names))[:12] for _ in question])
        scores = chance.integers(0, 5, candidates.shape).astype(np.float32)  # few values: many ties
        answered.append((asked, place, Ranking(candidates, scores, shares_of(scores))))
        ranks = measures.rank_day(asked, place, candidates, scores, (len(names), KINDS))
        above.append(ranks.above)
        tied.append(ranks.tied)
        slices.append(measures.slice_of(everything, asked, relations))
    whole = measures.Ranks(np.concatenate(above), np.concatenate(tied))
    write_ranks(tmp_path / "ranks.jsonl", answered, relations, step)
    command = [sys.executable, str(scorer), "--data", str(tmp_path), "--scores", str(tmp_path / "ranks.jsonl")]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    lines = {m[1].strip(): m for m in re.finditer(r"^(.{12}) avg .*?MRR +([\d.]+).*?H@10 +([\d.]+)", told, re.M)}
    assert json.dumps(sorted(lines)) == json.dumps(["all", "pair new", "pair seen", "triple seen"])
    assert float(lines["all"][2]) / 100 == pytest.approx(measures.mrr(whole), abs=5.1e-5)
    assert float(lines["all"][3]) / 100 == pytest.approx(measures.hits(whole, 10), abs=5.1e-5)
    part = np.concatenate(slices)
    for place, name in enumerate(measures.SLICES):
        expected = (1 / whole.average[part == place]).mean()
        assert float(lines[name][2]) / 100 == pytest.approx(expected, abs=5.1e-5)
