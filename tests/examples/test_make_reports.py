from __future__ import annotations

import re
from itertools import islice

from bench.make_reports import make_reports

ROWS = list(make_reports(120, seed=3))


def test_the_number_asked_for_and_each_with_its_own_id() -> None:
    assert len(ROWS) == len({row["id"] for row in ROWS}) == 120


def test_a_longer_run_begins_as_a_shorter_one() -> None:
    assert list(islice(make_reports(500, seed=3), 120)) == ROWS


def test_another_seed_gives_other_reports() -> None:
    assert all(a["text"] != b["text"] for a, b in zip(ROWS, make_reports(120, seed=4), strict=True))


def test_nothing_of_the_exchange_is_left_over() -> None:
    assert [row["id"] for row in ROWS if re.search("[\x00-\x08\ue000-\uf8ff]", row["title"] + row["text"])] == []


def test_copies_stay_copies() -> None:
    wire, copy = (
        next(row["text"] for row in ROWS if start in row["title"]) for start in ("begin prisoner", "its sons")
    )
    shared = set(wire.split("\n\n")) & set(copy.split("\n\n"))
    assert len(shared) >= 4
