"""Localities: "the city", "the island", "the region" are resolved to the place of that kind that was named last.

Whether a place is a city or a region its GeoNames feature tells. Two fitting places in one sentence leave the noun
unresolved, and so does a word that sets it apart ("the northern region").
"""

from __future__ import annotations

from collections.abc import Sequence

from accord.parsing.actorindex import ActorIndex
from accord.parsing.antecedents import children
from accord.parsing.names import fold, singular
from accord.records import Mention, Place, Sentence, Span

#: How many sentences back a place is looked for.
REACH = 4
#: Features of countries and parts of the world, which "the region" does not mean.
_LARGE = ("PCL", "CONT")
_WATER = ("SEA", "OCN", "STM", "LK", "STRT", "GULF", "CNL")


def definite_places(sentence: Sentence, earlier: Sequence[Sentence], index: ActorIndex) -> tuple[Mention[Place], ...]:
    """The places that definite nouns of ``sentence`` mean, with ``via`` ``definite`` and the name they go back to."""
    found = []
    for at, token in enumerate(sentence.tokens):
        noun = singular(fold(token.text))
        if token.tag == "NN" and index.has("locality", noun) and _is_definite(sentence, at, index):
            place = _last_named(sentence, earlier, token.start, noun, index)
            if place is not None:
                back = place.antecedent or Span(sentence.report, place.start, place.end, "antecedent")
                found.append(Mention(token.start, token.end, token.text, at, place.value, "definite", back))
    return tuple(found)


def _is_definite(sentence: Sentence, at: int, index: ActorIndex) -> bool:
    """Whether an article points back and nothing but an epithet ("the besieged city") tells the noun apart."""
    tokens = sentence.tokens
    if tokens[at].dep in ("compound", "nmod", "amod"):
        return False
    articles = [c for c in children(tokens, at) if tokens[c].text.lower() in ("the", "this", "that")]
    others = [c for c in children(tokens, at) if c not in articles and tokens[c].dep != "punct"]
    mine = all(tokens[c].dep in ("case", "cc", "conj") or _is_epithet(tokens[c].text, index) for c in others)
    return bool(articles) and mine and not any(p.start <= tokens[at].start < p.end for p in sentence.places)


def _is_epithet(word: str, index: ActorIndex) -> bool:
    return index.has("place_epithet", word.lower())


def _last_named(
    sentence: Sentence, earlier: Sequence[Sentence], start: int, noun: str, index: ActorIndex
) -> Mention[Place] | None:
    here = [p for p in sentence.places if p.end <= start]
    for places in (here, *(s.places for s in reversed(earlier[-REACH:]))):
        fitting = [p for p in places if p.via != "adjective" and _fits(p.value, noun, index)]
        if fitting:
            return fitting[-1] if len({p.value.name for p in fitting}) == 1 else None
    return None


def _fits(place: Place, noun: str, index: ActorIndex) -> bool:
    """Whether a place is of the kind that a noun says."""
    feature = place.feature
    if index.has("town_noun", noun):
        return feature.startswith("PPL")
    if index.has("island_noun", noun):
        return feature in ("ISL", "ISLS") or (feature.startswith("PCL") and index.has("island_state", place.country))
    if feature.startswith("ADM"):
        # Nobody calls an American state a region.
        return place.country not in ("USA", "CAN", "AUS") or noun in ("province", "territory")
    return bool(feature) and not feature.startswith(("PPL", *_LARGE, *_WATER))
