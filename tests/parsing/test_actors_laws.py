"""What must hold for any words at all."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.parsing.actorindex import ActorIndex
from accord.parsing.actors import code_string
from accord.parsing.names import fold, name_keys, sentence_units
from accord.parsing.strings import string_scene

WORDS = st.sampled_from(
    [
        "Kenya",
        "Kenyan",
        "president",
        "of",
        "the",
        "and",
        "'s",
        ",",
        "(",
        ")",
        "-",
        "minister",
        "army",
        "North",
        "South",
        "Nairobi",
        "UN",
        "CSTO",
        "former",
        "Jane",
        "Doe",
        "in",
        "from",
        "bin",
        "al",
        "Abiy",
        "Ahmed's",
        "Prime",
        "Minister's",
        "pro-Russian",
        "U.S.-led",
        "two",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join))


@given(TEXTS)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_string_has_one_answer(index: ActorIndex, text: str) -> None:
    assert code_string(text, index, date="2020-01-01") == code_string(text, index, date="2020-01-01")


@given(TEXTS)
def test_folding_settles(text: str) -> None:
    for key in name_keys(text):
        assert fold(key) == key


@given(TEXTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_units_reproduce_the_text(index: ActorIndex, text: str) -> None:
    scene = string_scene(text, index, "")
    for unit in sentence_units(scene.tokens):
        assert text[unit.start : unit.end] == unit.text
        assert fold(unit.text) == unit.key != ""
