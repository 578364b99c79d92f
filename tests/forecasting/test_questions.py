from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.errors import ConfigError
from accord.forecasting import questions
from accord.ontology import load_ontology


@pytest.mark.parametrize("text", ["RUS → ARM", "RUS -> ARM", "RUS->ARM", "RUS=>ARM", " RUS  ARM "])
def test_a_pair_is_read_however_it_is_typed(text: str) -> None:
    assert questions.read_pair(text) == ("RUS", "ARM")


def test_a_party_may_have_several_words() -> None:
    assert questions.read_pair("RUS CVL -> ARM") == ("RUS CVL", "ARM")


@pytest.mark.parametrize("text", ["RUS", "", "a -> b -> c", "-> ARM"])
def test_what_names_no_two_parties_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="two parties"):
        questions.read_pair(text)


@pytest.mark.parametrize(("text", "days"), [("30d", 30), ("4 weeks", 28), ("6m", 180), ("1y", 365), ("45", 45)])
def test_horizons(text: str, days: int) -> None:
    assert questions.read_horizon(text) == days


@pytest.mark.parametrize("text", ["", "0d", "soon", "-3d", "3 moons", "99y"])
def test_what_is_no_horizon_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="no horizon"):
        questions.read_horizon(text)


def test_a_question_in_words() -> None:
    asked = questions.read_question("will ARM SANCTION CSTO by 2024-12-31", start="2024-12-01")
    assert asked == questions.Question("ARM", "CSTO", "SANCTION", "2024-12-01", "2024-12-31")
    assert asked.days == 31


def test_before_a_day_leaves_the_day_out_and_by_a_day_does_not() -> None:
    by, before = (
        questions.read_question(f"Will RUS CVL accuse ARM {word} 2024-12-31?", start="2024-12-01")
        for word in ("by", "before")
    )
    assert (by.end, before.end) == ("2024-12-31", "2024-12-30")
    assert by.actor == "RUS CVL"


def test_a_quad_may_be_asked_for_in_words() -> None:
    asked = questions.read_question("will RUS material conflict ARM within 2 weeks", start="2024-12-01")
    assert (asked.kind, asked.end) == ("quad 4", "2024-12-14")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ARM SANCTION CSTO",
        "will ARM CSTO by 2024-12-31",
        "will ARM SANCTION CSTO by 2024-11-30",
        "will ARM SANCTION CSTO by 2024-13-01",
    ],
)
def test_what_is_no_question_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        questions.read_question(text, start="2024-12-01")


def test_the_rule_says_when_the_answer_is_yes_no_and_void() -> None:
    rule = questions.Question("ARM", "CSTO", "quad 4", "2024-12-01", "2024-12-31").rule
    assert "material conflict" in rule and "2024-12-31" in rule
    assert all(word in rule.lower() for word in ("yes", "no if", "void"))


@given(kind=st.sampled_from(questions.kinds()), days=st.integers(1, 3660))
def test_law_every_kind_can_be_asked_for_by_its_name(kind: str, days: int) -> None:
    [asked] = [one for one in questions.ask("A", "B", start="2024-01-01", days=days) if one.kind == kind]
    name = questions.QUADS[int(kind[5:])] if kind.startswith("quad") else kind.lower()
    again = questions.read_question(f"will A {name} B by {asked.end}", start="2024-01-01")
    assert again == asked
    assert again.days == days


def test_the_kinds_are_the_quads_and_plovers_types() -> None:
    assert len(questions.kinds()) == 4 + len(load_ontology().types)
