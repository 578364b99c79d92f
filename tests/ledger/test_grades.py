"""Admiralty grades: shown beside every word, best graded first in a contest, and deciding nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sides import raid
from told import keep, make_history

from accord.cli import run
from accord.cli.grading import UNGRADED, Grades
from accord.ledger import open_ledger
from accord.ledger.people import Grade, make_ruling
from accord.upkeep import rule

Ask = Callable[..., str]
DAY = "2031-03-08"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_ledger(tmp_path / "x.db", create=True) as ledger:
        keep(ledger, make_history())
    return tmp_path / "x.db"


@pytest.fixture
def ask(path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    def asked(*arguments: str) -> str:
        known = () if "--known-by" in arguments else ("--known-by", "2031-12-31")
        assert run([*arguments, *known, "--ledger", str(path)]) == 0
        return " ".join(capsys.readouterr().out.split())  # long lines are folded

    return asked


def grade(path: Path, outlet: str, letter: str, at: str = "2031-01-01T00:00:00Z") -> None:
    with open_ledger(path) as ledger:
        ledger.append_grade(Grade(outlet, letter, "A. Reader", at))


def tie(ask: Ask) -> dict[str, object]:
    answer = json.loads(ask("ties", "--of", "KEN", "--as-of", DAY, "--kind", "membership", "--json"))
    [found] = [one for one in answer["ties"] if one["sides"]]
    return dict(found)


def outlets(side: dict[str, list[dict[str, str]]]) -> set[str]:
    return {word["outlet"] for word in side["words"]}


def test_without_grades_nothing_is_shown(ask: Ask) -> None:
    assert "[" not in ask("history", "KEN EUNION").replace("[table", "")


@pytest.mark.parametrize(
    "view", [("ties", "--of", "KEN", "--as-of", DAY), ("state", "KEN", "--as-of", DAY), ("history", "KEN EUNION")]
)
def test_the_grade_of_a_source_stands_beside_its_words(path: Path, ask: Ask, view: tuple[str, ...]) -> None:
    grade(path, "Lakeside Post", "B")
    assert "Lakeside Post [B], 2031-03-0" in ask(*view)
    assert "Hill Courier [" not in ask(*view)


def test_changes_show_grades_too(path: Path, ask: Ask) -> None:
    grade(path, "Lakeside Post", "B")
    assert "Lakeside Post [B]" in ask("changes", "--since", "2031-03-01", "--known-by", "2031-03-05")


def test_the_information_is_graded_by_itself(path: Path, ask: Ask) -> None:
    with open_ledger(path) as ledger:
        word = next(w for w in ledger.tie_words(kind="membership", closed=True) if w.event)
        rule(ledger, make_ruling("grade", (word.event,), who="A. Reader", at="2031-06-01T00:00:00Z", value="2"))
        outlet = ledger.outlets([word.report])[word.report]
    assert f"{outlet} [credibility 2]" in ask("history", "KEN EUNION")
    grade(path, outlet, "C")
    assert f"{outlet} [C2]" in ask("history", "KEN EUNION")


def test_the_best_graded_side_comes_first_and_the_stage_stays(path: Path, ask: Ask) -> None:
    before = tie(ask)
    sides = before["sides"]
    assert isinstance(sides, list)
    last = sides[-1]
    alone = outlets(last) - set().union(*map(outlets, sides[:-1]))
    assert alone
    grade(path, min(alone), "A")
    after = tie(ask)
    assert isinstance(after["sides"], list)
    assert [side["stage"] for side in after["sides"]] == [last["stage"], *(side["stage"] for side in sides[:-1])]
    assert (after["stage"], after["verdict"]) == (before["stage"], before["verdict"]) != (last["stage"], "agreed")
    assert {word["reliability"] for word in after["sides"][0]["words"]} >= {"A"}


def test_a_bad_grade_puts_a_side_last(path: Path, ask: Ask) -> None:
    sides = tie(ask)["sides"]
    assert isinstance(sides, list)
    for outlet in outlets(sides[0]):
        grade(path, outlet, "E")
    after = tie(ask)["sides"]
    assert isinstance(after, list)
    assert after[-1]["stage"] == sides[0]["stage"]


def test_a_grade_that_was_not_given_yet_is_not_known(path: Path, ask: Ask) -> None:
    grade(path, "Lakeside Post", "B", at="2031-06-01T00:00:00Z")
    assert "Lakeside Post [B]" in ask("history", "KEN EUNION")
    assert "Lakeside Post [B]" not in ask("history", "KEN EUNION", "--known-by", "2031-05-31")


def test_of_two_grades_the_last_counts(path: Path) -> None:
    grade(path, "Lakeside Post", "B")
    grade(path, "Lakeside Post", "D", at="2031-02-01T00:00:00Z")
    with open_ledger(path) as ledger:
        grades = Grades(ledger, "")
        assert grades.text("Lakeside Post") == " [D]"
        assert grades.rank("Lakeside Post") > UNGRADED
        assert grades.best([("Lakeside Post", ""), ("Hill Courier", "")]) == UNGRADED


def test_the_sides_of_a_contest_over_a_happening_are_in_order_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "y.db"
    with open_ledger(made, create=True) as ledger:
        keep(ledger, [raid()])
    grade(made, "North", "C")
    assert run(["changes", "--since", "2031-03-01", "--known-by", "2031-03-08", "--ledger", str(made)]) == 0
    assert " [C]" in capsys.readouterr().out
