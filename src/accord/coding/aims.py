"""Aims: what a protest is for is part of the protest, not a demand or a second protest of its own."""

from __future__ import annotations

from accord.coding.arguments import Clauses
from accord.coding.match import Hit
from accord.lexicon import Phrase

#: Types that a clause of purpose under a protest may seem to say: "marched to demand …", "a strike to protest …".
AIMED = frozenset({"REQUEST", "PROTEST"})
_CLAUSES = frozenset({"advcl", "xcomp", "acl", "relcl"})


def without_aims(hits: list[Hit[Phrase]], clauses: Clauses) -> list[Hit[Phrase]]:
    """The hits less those that only say what a protest in the same sentence is for (docs/decisions/0001)."""
    protests = [hit for hit in hits if hit.phrase.type == "PROTEST"]
    return [hit for hit in hits if hit.phrase.type not in AIMED or not any(_is_aim(hit, p, clauses) for p in protests)]


def _is_aim(hit: Hit[Phrase], protest: Hit[Phrase], clauses: Clauses) -> bool:
    token = clauses.tokens[hit.token]
    if hit.token == protest.token or token.dep not in _CLAUSES or not _unfinished(hit.token, clauses):
        return False
    above = clauses.tokens[protest.token]
    bearers = {protest.token, *clauses.related(protest.token, "subj")}
    if above.dep in ("dobj", "pobj"):  # "began a strike to protest": the aim hangs on the light verb
        bearers.add(above.head)
    return token.head in bearers


def _unfinished(i: int, clauses: Clauses) -> bool:
    """Whether a verb is an infinitive or a participle, which says what the protest is for."""
    return clauses.tokens[i].tag == "VBG" or any(clauses.tokens[k].tag == "TO" for k in clauses.kids[i])
