"""Sentences of our own, parsed once a session, with the installed tables of actors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from accord.parsing import Tools
from accord.parsing.actorindex import ActorIndex
from accord.parsing.actors import find_actors
from accord.parsing.coreference import resolve
from accord.parsing.syntax import sentences
from accord.records import Actor, Mention, Report, Sentence

Parse = Callable[..., tuple[Sentence, ...]]


@pytest.fixture(scope="session")
def index(tools: Tools) -> ActorIndex:
    return tools.actors


@pytest.fixture(scope="session")
def parse_text(tools: Tools) -> Parse:
    """Parse a text and find its actors at a date; with ``refer=True`` resolve what refers back, too."""

    def run(text: str, *, date: str = "2024-06-12", refer: bool = False) -> tuple[Sentence, ...]:
        report = Report("r", "", text, published=date)
        [(_, found)] = list(sentences([report], tools.nlp))
        named = tuple(replace(s, actors=find_actors(s, tools.actors, published=date)) for s in found)
        return resolve(report, named, tools.actors) if refer else named

    return run


def codes(found: Sequence[Sentence]) -> list[str]:
    """Each mention as ``text = code``, in order."""
    return [f"{m.text} = {m.value.code}" for s in found for m in s.actors]


def mention(found: Sequence[Sentence], text: str) -> Mention[Actor]:
    """The one mention of ``text``."""
    [only] = [m for s in found for m in s.actors if m.text == text]
    return only
