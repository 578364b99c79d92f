"""Matching: which phrases of the lexicon the words of a sentence say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from accord.coding.arguments import Clauses
from accord.coding.referents import Referents
from accord.lexicon import Index, Phrase, Slot, TiePhrase

P = TypeVar("P", Phrase, TiePhrase)

#: A noun that only modifies another ("attack helicopter") says no event.
_MODIFIER = frozenset({"compound", "nmod", "amod", "npadvmod"})


@dataclass(frozen=True, slots=True)
class Hit(Generic[P]):
    """A phrase found at word ``token``. ``filled`` gives each slot's relation and the word that fills it."""

    token: int
    phrase: P
    filled: tuple[tuple[str, int], ...]

    @property
    def consumed(self) -> frozenset[int]:
        """Words that belong to this phrase by their form, and so say nothing of their own."""
        return frozenset(
            j for (_, j), slot in zip(self.filled, _present(self.phrase), strict=True) if slot.filler.lemmas
        )


def _present(phrase: Phrase | TiePhrase) -> list[Slot]:
    return [slot for slot in phrase.pattern.slots if not slot.absent]


def match(
    clauses: Clauses, referents: Referents, index: Index[P], says: Callable[[Hit[P]], bool] | None = None
) -> list[Hit[P]]:
    """The best phrase at each trigger, less those whose trigger is part of another phrase, in the order of the text.

    A hit that does not pass ``says`` keeps no word from others: where "was announced" names nobody who announced, the
    "talks between Chad and Libya" under it still speak for themselves.
    """
    hits: list[Hit[P]] = []
    for i, token in enumerate(clauses.tokens):
        phrases = index.at(token.lemma.lower(), token.pos)
        if not phrases or not _may_trigger(clauses, i):
            continue
        hit = next((hit for phrase in phrases if (hit := _try(clauses, referents, i, phrase))), None)
        if hit:
            hits.append(hit)
    speaking = [hit for hit in hits if says is None or says(hit)]
    taken = {j for hit in speaking for j in hit.consumed if j != hit.token}
    return [hit for hit in hits if hit.token not in taken]


def match_every(clauses: Clauses, referents: Referents, index: Index[P]) -> list[Hit[P]]:
    """All phrases at each trigger that fit as closely as the best one: a sentence may state several ties at once."""
    hits: list[Hit[P]] = []
    for i, token in enumerate(clauses.tokens):
        phrases = index.at(token.lemma.lower(), token.pos)
        if not phrases or not (_may_trigger(clauses, i) or _titles(clauses, i)):
            continue
        found = [hit for phrase in phrases if (hit := _try(clauses, referents, i, phrase))]
        hits.extend(hit for hit in found if len(hit.filled) == len(found[0].filled))
    return hits


def _may_trigger(clauses: Clauses, i: int) -> bool:
    token = clauses.tokens[i]
    if token.pos in ("NOUN", "PROPN"):
        return token.dep not in _MODIFIER and not _titled(clauses, i)
    return token.dep not in ("amod", "compound", "aux", "auxpass") or (token.pos == "ADJ" and token.dep != "amod")


def _titled(clauses: Clauses, i: int) -> bool:
    """Whether a noun is part of a name ("the *March* of Mothers"), not one of many capitals of a headline."""
    token = clauses.tokens[i]
    if i == 0 or token.pos != "PROPN" or not token.text[:1].isupper():
        return False
    words = [t.text for t in clauses.tokens if t.text[:1].isalpha() and len(t.text) > 3]
    return clauses.sentence.where != "headline" and sum(w[0].isupper() for w in words) * 2 < len(words)


def _titles(clauses: Clauses, i: int) -> bool:
    """Whether a noun stands before a name as its title: "NATO *member* Turkey"."""
    token = clauses.tokens[i]
    return token.pos == "NOUN" and token.head > i and clauses.tokens[token.head].pos == "PROPN"


def _try(clauses: Clauses, referents: Referents, i: int, phrase: P) -> Hit[P] | None:
    filled: list[tuple[str, int]] = []
    for slot in phrase.pattern.slots:
        found = None
        for j in clauses.related(i, slot.relation):
            found = referents.filling(j, slot.filler)
            if found is not None:
                break
        if (found is not None) == slot.absent:
            return None
        if found is not None:
            filled.append((slot.relation, found))
    return Hit(i, phrase, tuple(filled))
