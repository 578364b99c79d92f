"""Screening: what has the words of an event and is none: accidents, trips at home, what one does to oneself."""

from __future__ import annotations

from collections.abc import Sequence

from accord.coding.arguments import Clauses
from accord.coding.match import Hit
from accord.lexicon import Phrase
from accord.records import Actor, Mention

Mentions = Sequence[Mention[Actor]]

_SELF = frozenset(
    {"himself", "herself", "itself", "themselves", "myself", "ourselves", "yourself", "yourselves", "oneself"}
)
#: Types that need another: "surrounded himself with advisers" encircles nobody.
_TO_OTHERS = frozenset({"AID", "COERCE", "CONSULT", "SANCTION"})


def is_event(
    hit: Hit[Phrase], clauses: Clauses, actors: Mentions, recipients: Mentions, accident: frozenset[str]
) -> bool:
    """Whether a phrase with these parties says an event. ``accident`` are nouns of mishap ("crash", "flood")."""
    if hit.phrase.type == "ASSAULT" and not actors and _by_accident(hit.token, clauses, accident):
        return False
    if (hit.phrase.type, hit.phrase.mode) == ("CONSULT", "visit") and _at_home(actors, recipients):
        return False
    return hit.phrase.type not in _TO_OTHERS or not _to_oneself(hit.token, clauses)


def _by_accident(i: int, clauses: Clauses, accident: frozenset[str]) -> bool:
    """ "Soldiers were killed when their helicopter *crashed*": nobody did it."""
    for k in clauses.kids[i]:
        if clauses.tokens[k].dep not in ("advcl", "prep", "agent"):
            continue
        named = [k, *(j for j in clauses.kids[k] if clauses.tokens[j].dep in ("pobj", "pcomp"))]
        if any(clauses.tokens[j].lemma.lower() in accident or _mishap(j, clauses) for j in named):
            return True
    return False


def _mishap(j: int, clauses: Clauses) -> bool:
    return clauses.is_verb(j) and clauses.tokens[j].lemma.lower() in ("crash", "collide", "derail", "capsize", "sink")


def _at_home(actors: Mentions, recipients: Mentions) -> bool:
    """Whether all who travel stay in their own country: "arrived in Osaka" of a Japanese minister."""
    if not actors or not recipients:
        return False
    home = {m.value.country for m in actors}
    places = {m.value.country for m in recipients if m.via == "place" or not m.value.sector}
    return len(home) == 1 and "" not in home and places == home


def _to_oneself(i: int, clauses: Clauses) -> bool:
    return clauses.is_verb(i) and any(clauses.tokens[j].text.lower() in _SELF for j in clauses.related(i, "obj"))
