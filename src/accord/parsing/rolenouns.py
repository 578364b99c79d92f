"""Role nouns that are none where they stand: an hour, what only describes another noun, a stance that one takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.parsing.names import fold

if TYPE_CHECKING:
    from accord.parsing.pieces import Scene


def is_hour(scene: Scene, unit: int) -> bool:
    """Whether "p.m." is the afternoon, not the prime minister: in small letters, or behind a number."""
    text = scene.token(unit).text
    after_number = unit > 0 and scene.token(unit - 1).text[:1].isdigit()
    return text.replace(".", "").lower() == "pm" and (text.islower() or after_number)


def only_describes(scene: Scene, unit: int, *, single: bool) -> bool:
    """Whether a role noun stands before a noun that is about something else: "parliament building", "military aid"."""
    token = scene.token(unit)
    if scene.strings or token.dep not in ("compound", "amod", "nmod"):
        return False
    ruler = scene.tokens[token.head].lemma.lower()
    return (single and scene.index.has("describing", token.text.lower())) or scene.index.has("place_noun", ruler)


def heads(scene: Scene, unit: int) -> bool:
    """Whether an adjective stands as a noun ("the military") or before a noun that keeps its sense."""
    token = scene.token(unit)
    return token.dep not in ("amod", "acomp", "advmod") or token.text.lower() in ("opposition", "rebel")


def is_stance(scene: Scene, unit: int) -> bool:
    """Whether "opposition" is a stance that somebody takes, and no party: "the president's *opposition to* the war"."""
    if scene.strings or unit + 1 >= len(scene.units) or fold(scene.token(unit).text) != "opposition":
        return False
    return scene.token(unit + 1).text.lower() == "to" and scene.token(unit + 1).tag == "IN"
