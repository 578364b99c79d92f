"""Repairs of relative clauses mend the shape their docstrings name and leave sound parses alone."""

from __future__ import annotations

import pytest

from parsing.conftest import Parse


def heads(parse_text: Parse, text: str) -> dict[str, tuple[str, str]]:
    """Each word's relation and head."""
    [sentence] = parse_text(text)
    return {t.text: (t.dep, sentence.tokens[t.head].text) for t in sentence.tokens}


@pytest.mark.parametrize(
    "text",
    [
        "A colonel who gave her name as Ann Roe dissolved the Kenyan parliament.",
        "In a statement read on state television, a colonel who gave his name as Ali Doe announced a curfew.",
        "A soldier who introduced himself as Ali Roe dissolved the Kenyan parliament.",
    ],
)
def test_the_verb_behind_a_name_is_the_sentences(parse_text: Parse, text: str) -> None:
    found = heads(parse_text, text)
    verb = "announced" if "announced" in found else "dissolved"
    assert found[verb] == ("ROOT", verb)
    assert ("nsubj", verb) in (found.get("colonel"), found.get("soldier"))


def test_a_name_given_without_a_verb_behind_it_takes_none(parse_text: Parse) -> None:
    found = heads(parse_text, "Kenya arrested a man who described himself as a teacher.")
    assert found["arrested"] == ("ROOT", "arrested")


def test_belong_is_a_verb(parse_text: Parse) -> None:
    found = heads(parse_text, "Cyprus is no member of NATO, to which Turkey and Greece belong.")
    assert found["Turkey"] == ("nsubj", "belong")


def test_a_name_before_its_clause_is_the_subject_of_the_main_verb(parse_text: Parse) -> None:
    found = heads(parse_text, "Samoa, meanwhile, which signed last week, has suspended its ratification.")
    assert found["Samoa"] == ("nsubj", "suspended")
    assert found["signed"] == ("relcl", "Samoa")
