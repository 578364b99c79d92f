"""Works: dams, crossings, airports and bridges that are closed or seized without a word of who did it, or to whom.

"The Kamal Khan dam was closed on Friday" names no party, yet it is news and has a date: the work itself stands for
whoever lives by it. A work must have a name of its own or a place, if need be from elsewhere in the report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from accord.coding.arguments import Clauses
from accord.coding.match import Hit
from accord.lexicon import Phrase
from accord.records import Actor, Mention, Place, Sentence

#: Prepositions between a work and its place: "the crossing *at* Milak".
_AT = ("at", "in", "of", "near", "between", "on")
#: Features of places known beyond doubt, whose country is the work's too.
_SURE = frozenset({"PCLI", "PPLC", "PPLA", "ADM1"})


def named_works(read: Iterable[tuple[Clauses, frozenset[str]]]) -> dict[str, Mention[Actor]]:
    """The work that each noun means throughout a report, where it names but one: "the dam" is the Kamal Khan dam."""
    named: dict[str, dict[str, Mention[Actor]]] = defaultdict(dict)
    for clauses, nouns in read:
        for i, token in enumerate(clauses.tokens):
            if token.lemma.lower() in nouns and token.pos in ("NOUN", "PROPN") and (work := _named(i, clauses)):
                named[token.lemma.lower()].setdefault(work.value.name.casefold(), work)
    return {noun: next(iter(works.values())) for noun, works in named.items() if len(works) == 1}


def work_struck(
    hit: Hit[Phrase], clauses: Clauses, nouns: frozenset[str], known: Mapping[str, Mention[Actor]]
) -> tuple[Mention[Actor], ...]:
    """The work that a coercion without any party befalls; nothing for other events and for works without a name."""
    if hit.phrase.type != "COERCE" or not clauses.is_verb(hit.token):
        return ()
    objects = clauses.related(hit.token, "obj")
    below = [k for j in objects for relation in ("of", "poss") for k in clauses.related(j, relation)]
    for i in (*objects, *below):
        noun = clauses.tokens[i].lemma.lower()
        if noun not in nouns:
            continue
        if work := _named(i, clauses):
            return (work,)
        if noun in known and _is_definite(i, clauses):
            token = clauses.tokens[i]
            return (Mention(token.start, token.end, token.text, i, known[noun].value, "definite"),)
    return ()


def _named(i: int, clauses: Clauses) -> Mention[Actor] | None:
    """A work with the words that name it: "the Kamal Khan dam", "the crossing at Milak"; None where it has none."""
    tokens = clauses.tokens
    before = [
        k for k in clauses.kids[i] if tokens[k].dep in ("compound", "nmod") and tokens[k].pos == "PROPN" and k < i
    ]
    behind = [j for name in _AT for j in clauses.related(i, name) if j > i and tokens[j].pos == "PROPN"]
    if not before and not behind:
        return None
    first = min((i, *(j for k in before for j in clauses.subtree(k))))
    last = max((i, *(j for k in behind[:1] for j in clauses.subtree(k) if tokens[j].pos == "PROPN")))
    start, end = tokens[first].start, tokens[last].end
    text = _text(clauses.sentence, first, last)
    place = next((p for p in clauses.sentence.places if start <= p.start < end), None)
    return Mention(start, end, text, i, Actor(_country(place), "", text), "unknown")


def _text(sentence: Sentence, first: int, last: int) -> str:
    tokens = sentence.tokens
    gaps = (" " * (tokens[j + 1].start - tokens[j].end) if j < last else "" for j in range(first, last + 1))
    return "".join(tokens[j].text + gap for j, gap in zip(range(first, last + 1), gaps, strict=True))


def _country(place: Mention[Place] | None) -> str:
    return place.value.country if place is not None and place.value.feature in _SURE else ""


def _is_definite(i: int, clauses: Clauses) -> bool:
    return any(clauses.tokens[k].text.lower() in ("the", "this", "that") for k in clauses.kids[i])
