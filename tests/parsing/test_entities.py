"""Entities: the shorter way through the recogniser's weights marks what the pipeline's own recogniser marks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.parsing import Tools
from accord.parsing.entities import NAMES, recognizer
from accord.parsing.wordrules import RULES

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/reports/01-*.txt"))
WORDS = "The U.N. President Kofi Boateng of Ghana ( and ' 's in on 12 May 2031 , . $ 3 million % Nairobi — is"


def entities(docs: Sequence[Any]) -> list[tuple[list[tuple[int, int, str]], list[str]]]:
    return [([(e.start, e.end, e.label_) for e in doc.ents], [t.ent_iob_ for t in doc]) for doc in docs]


def are_those_of_the_pipeline(texts: Sequence[str], tools: Tools) -> bool:
    ours = list(tools.nlp.pipe(texts, batch_size=4 * len(texts), disable=[*RULES, NAMES]))
    recognizer(tools.nlp)(ours)
    return entities(ours) == entities(list(tools.nlp.pipe(texts, batch_size=4 * len(texts), disable=RULES)))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parts[-3])
def test_entities_are_those_of_the_pipeline(path: Path, tools: Tools) -> None:
    texts = [line for line in path.read_text(encoding="utf-8").splitlines() if line]
    assert len(texts) > 3
    assert are_those_of_the_pipeline(texts, tools)


@settings(max_examples=30, deadline=None)
@given(
    texts=st.lists(
        st.lists(st.sampled_from([*WORDS.split(), "\n", ""]), max_size=15).map(" ".join), min_size=1, max_size=3
    )
)
def test_any_words_have_the_entities_of_the_pipeline(tools: Tools, texts: list[str]) -> None:
    assert are_those_of_the_pipeline(texts, tools)


def test_a_recognizer_of_another_form_is_run_as_it_is(tools: Tools) -> None:
    spacys: Any = tools.nlp.get_pipe(NAMES)
    run: list[Any] = []

    def pipe(docs: Sequence[Any], batch_size: int) -> Sequence[Any]:
        run.extend(docs)
        return docs

    beams = SimpleNamespace(cfg={"beam_width": 8}, model=spacys.model, moves=spacys.moves, pipe=pipe)
    other: Any = type("Other", (), {"get_pipe": lambda self, name: {NAMES: beams}[name]})()
    docs = [tools.nlp.make_doc("Kenya left.")]
    recognizer(other)(docs)
    assert run == docs
