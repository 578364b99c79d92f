"""Bare actor strings: the same phrases, read from words alone where there is no sentence to parse."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from accord.parsing.actorindex import ActorIndex
from accord.parsing.names import sentence_units
from accord.parsing.phrases import Phrase, find_phrases
from accord.parsing.pieces import BASES, Scene, find_pieces
from accord.parsing.placing import place_of
from accord.parsing.roles import actor_of
from accord.records import Actor, Token

_WORD = re.compile(r"['’]s\b|(?:[^\W\d_]\.){2,}|\b[A-Z]\.(?=\s)|[\w&]+(?:(?:\.(?=\w)|['’](?!s\b))[\w&]+)*|[^\w\s]")
_CLOSED = dict.fromkeys(("of", "for", "in", "from", "at", "with", "by", "on", "across"), "IN") | {
    "and": "CC",
    "or": "CC",
    "the": "DT",
    "a": "DT",
    "an": "DT",
    "who": "WP",
    "to": "TO",
}


def string_actor(
    text: str, index: ActorIndex, *, date: str, context: str, country_of: Callable[[str], str] | None = None
) -> Actor:
    """The actor that ``text`` alone means; see ``actors.code_string``."""
    around = find_pieces(string_scene(context, index, date)) if context else []
    countries = {p.name.actor.country for p in around if p.name is not None}
    view = countries.pop() if len(countries) == 1 else ""
    scene = replace(string_scene(text, index, date, country_of), view=view)
    phrases = find_phrases(scene, find_pieces(scene))
    actor = _main_actor(scene, phrases)
    return actor if actor.country or not view else replace(actor, country=view)


def string_scene(text: str, index: ActorIndex, date: str, country_of: Callable[[str], str] | None = None) -> Scene:
    """``text`` as words with guessed parts of speech."""
    tokens = tuple(_token(i, m) for i, m in enumerate(_WORD.finditer(text)))
    return Scene(tokens, sentence_units(tokens), index, date, strings=True, country_of=country_of)


def _token(i: int, found: re.Match[str]) -> Token:
    word = found.group()
    closed = _CLOSED.get(word.lower() if i == 0 else word, "")
    tag = closed or ("NNP" if word[:1].isupper() else "NN")
    if word.lower() in ("'s", "’s"):
        tag = "POS"
    elif not word[0].isalnum():
        tag = "HYPH" if word == "-" else word
    elif word.isdigit():
        tag = "CD"
    return Token(found.start(), found.end(), word, word.lower(), "PROPN" if tag == "NNP" else "NOUN", tag, "", i)


def _main_actor(scene: Scene, phrases: list[Phrase]) -> Actor:
    """The phrase that carries the string (a person, else the first role, else the first); the rest may place it."""
    if not phrases:
        return Actor()
    person = next((p for p in phrases if p.person is not None), None)
    main = person or next((p for p in phrases if p.roles), None) or phrases[0]
    actor, _ = actor_of(scene, main)
    if _only_places(scene, main):
        # "a park in Kabul" is of the country, and is not its government.
        return Actor(actor.country)
    if actor.country:
        return actor
    at = phrases.index(main)
    after = phrases[at + 1] if at + 1 < len(phrases) else None
    country = place_of(scene, main, after)
    others = {p.base.name.actor.country for p in phrases if p is not main and p.base and p.base.name
              and p.base.kind in BASES}  # fmt: skip
    if not country and len(others) == 1:
        country = others.pop()
    return replace(actor, country=country)


def _only_places(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase is a place behind a preposition."""
    at = scene.units[phrase.first].token
    if phrase.roles or phrase.base is None or phrase.base.kind not in ("capital", "state", "region") or not at:
        return False
    return scene.tokens[at - 1].tag == "IN"
