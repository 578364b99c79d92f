"""Reports grouped by their words and days alone."""

from __future__ import annotations

import random

import pytest
from bench.reconciling import story_figures
from handmade import write

from accord.reconciling import find_stories

FERRY = "The ferry Halcyon sank off Mombasa in a storm and divers searched for its crew."
MINE = "A roof fell at the Kakamega gold mine and trapped eleven miners below ground."


def told(text, day, outlet=""):
    return write(f"{text} {outlet}", title=" ".join(text.split()[:4]), outlet=outlet, published=day)


FIRST = [
    told(FERRY, "2031-03-05", "A"),
    told("Divers found the ferry Halcyon off Mombasa.", "2031-03-07", "B"),
    told(MINE, "2031-03-06", "C"),
    told("Eleven miners at Kakamega gold mine freed.", "2031-03-08", "D"),
    told("Wheat rose in price at the exchange again.", "2031-03-08", "E"),
]


def test_reports_of_one_matter_stand_together():
    groups = [set(group) for group in find_stories(FIRST)]
    ids = [report.id for report in FIRST]
    assert groups == [{ids[0], ids[1]}, {ids[2], ids[3]}, {ids[4]}]


def test_a_story_ends_when_nobody_tells_it():
    late = told("Divers found the ferry Halcyon off Mombasa.", "2031-09-07", "F")
    assert (late.id,) in find_stories([*FIRST, late])
    assert (late.id,) not in find_stories([*FIRST, late], over=400)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_neither_order_nor_repetition_changes_a_story(seed):
    shuffled = [*FIRST, *FIRST[:2]]
    random.Random(seed).shuffle(shuffled)
    assert find_stories(shuffled) == find_stories(FIRST)


def test_nothing_and_empty_reports():
    assert find_stories([]) == ()
    assert len(find_stories([write("", outlet="A"), write("", outlet="B")])) == 2


def test_story_figures():
    gold = {"a": "1", "b": "1", "c": "2", "d": "2"}
    assert story_figures([("a", "b"), ("c", "d")], gold)["b3"] == 1.0
    mixed = story_figures([("a", "b", "c"), ("d",)], gold)
    assert mixed["b3 precision"] == round((2 * 2 / 3 + 1 / 3 + 1) / 4, 3)
    assert mixed["b3 recall"] == round((2 + 2 * 0.5) / 4, 3)
    assert mixed["pair f1"] == 0.4
