"""Places: which words of a sentence name one, which place they mean, and where an event happened.

A name is a place where the gazetteer knows it and the sentence uses it as one, or where the parser sees a place
behind a preposition of place. What a name means is decided with the report in view: its other places, the state or
country named beside it, how many live there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from accord.parsing.gazetteer import ADJECTIVE_COLUMNS, ADJECTIVES, PlaceIndex, check_gazetteer, load_places
from accord.parsing.resolving import PlaceContext, resolve_places
from accord.parsing.toponyms import CUE_COLUMNS, CUES, Toponym, find_toponyms
from accord.records import Actor, Mention, Place, Sentence
from accord.tables import Problem, check_weights, read_table

__all__ = [
    "PlaceContext",
    "PlaceIndex",
    "check_places",
    "find_places",
    "find_report_places",
    "load_places",
]


def find_places(
    sentence: Sentence,
    *,
    index: PlaceIndex,
    actors: Sequence[Mention[Actor]] = (),
    context: PlaceContext | None = None,
) -> tuple[Mention[Place], ...]:
    """The places named in one sentence, in the order of the text.

    ``actors`` are the mentions that the actor finder made there: a place that speaks or acts keeps its span here, with
    ``via`` ``capital`` where a capital stood for its government and ``actor`` elsewhere; a name that no other country's
    place disputes has ``well-known``; one that the gazetteer does not know has ``unknown`` and no coordinates.
    ``context`` is what the rest of the report says of where it is.
    """
    return find_report_places([sentence], index=index, actors=[actors], context=context)[0]


def find_report_places(
    sentences: Sequence[Sentence],
    *,
    index: PlaceIndex,
    actors: Sequence[Sequence[Mention[Actor]]] = (),
    context: PlaceContext | None = None,
    adjectives: bool = False,
) -> tuple[tuple[Mention[Place], ...], ...]:
    """The places of each sentence of a report, every name resolved with all of the report in view.

    With ``adjectives``, "Kenyan" and "Kenyans" are given too, with ``via`` ``adjective``.
    """
    found = find_toponyms(sentences, index)
    meant = resolve_places([t for toponyms in found for t in toponyms], index, context or PlaceContext())
    mentions: list[tuple[Mention[Place], ...]] = []
    at = 0
    for n, toponyms in enumerate(found):
        here = actors[n] if n < len(actors) else sentences[n].actors
        pairs = zip(toponyms, meant[at : at + len(toponyms)], strict=True)
        mentions.append(tuple(_mention(t, place, here, index) for t, place in pairs if adjectives or not t.adjective))
        at += len(toponyms)
    return tuple(mentions)


def _mention(toponym: Toponym, place: Place, actors: Iterable[Mention[Actor]], index: PlaceIndex) -> Mention[Place]:
    if toponym.adjective:
        return Mention(toponym.start, toponym.end, toponym.text, toponym.head, place, "adjective")
    acting = any(m.start < toponym.end and toponym.start < m.end and m.value.country for m in actors)
    via = "unknown" if place.lat is None and not place.country else "name"
    if acting and via == "name":
        via = "capital" if place.feature == "PPLC" else "actor"
    if via == "name" and index.is_well_known(toponym.text, place.country):
        via = "well-known"
    return Mention(toponym.start, toponym.end, toponym.text, toponym.head, place, via)


def check_places() -> Iterator[Problem]:
    """What is wrong with the tables of places: rows, order, weights, adjectives of places that are in no table."""
    yield from check_gazetteer()
    yield from check_weights(CUES, CUE_COLUMNS)
    index = load_places()
    for row in read_table(ADJECTIVES, ADJECTIVE_COLUMNS):
        if not any(c.table != "gazetteer" for c in index.find(row["place"])):
            yield row.problem(f"{row['place']} is in no table of ours")
        if not row.list("words"):
            yield row.problem("no words")
