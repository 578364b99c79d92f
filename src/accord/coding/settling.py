"""Settling: which of two types wins where PLOVER lets one carry what an auxiliary mode says of the other."""

from __future__ import annotations

from collections.abc import Sequence

from accord.coding.addressees import conditional
from accord.coding.arguments import Clauses
from accord.records import Actor, Attribution, AuxMode, Mention

#: Types whose future is a promise, and what the promise is then called.
PROMISED = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
#: Hostile types whose future is a threat when their own doer announces it, and the mode of the threat.
THREATENED = {"ASSAULT": "violence", "COERCE": "restrict"}
#: Hostile types that are a threat only where a condition is put. To leave a body keeps its own type in any case.
CONDITIONAL = {"SANCTION": "relations", "PROTEST": "", "MOBILIZE": "violence"}
_COERCED = {"arrest": "arrest", "deport": "expel", "seize": "territory"}
_TOLD = frozenset({"says", "announces", "promises", "warns"})


def settled_type(
    type_: str, mode: str, modes: Sequence[AuxMode], *, threatens: bool, on_terms: bool
) -> tuple[str, str]:
    """The type and mode that an event of these auxiliary modes goes by (docs/decisions/0001).

    A future CONSULT, SUPPORT, COOPERATE or AID is AGREE, a future RETREAT is CONCEDE; a future deed of force that its
    own doer announces (``threatens``), or makes depend on what others do (``on_terms``), is THREATEN. ``future`` stays
    among the auxiliary modes of a promise, so that announced and done meet in one episode.
    """
    if "future" not in modes or "negation" in modes:
        return type_, mode
    if type_ in PROMISED and (type_, mode) != ("RETREAT", "resign"):
        return PROMISED[type_], ""
    if mode != "withdraw" and ((threatens and type_ in THREATENED) or (on_terms and type_ in CONDITIONAL)):
        return "THREATEN", _COERCED.get(mode, THREATENED.get(type_, CONDITIONAL.get(type_, "")))
    return type_, mode


def announces_itself(actors: Sequence[Mention[Actor]], said: Sequence[Attribution]) -> bool:
    """Whether those who would do it are those who say so ("Israel said it would strike")."""
    speakers = [link.actor.value for link in said[-1:] if link.actor is not None and link.stance in _TOLD]
    return any(
        s.country == m.value.country and s.country and (s.sector == m.value.sector or not (s.sector and m.value.sector))
        for s in speakers
        for m in actors
    )


def on_terms(i: int, clauses: Clauses) -> bool:
    """Whether the word's clause, or the one it hangs on, is put under a condition ("would strike *unless* it left")."""
    above = [i, *(j for j in clauses.path_up(i)[:2] if clauses.is_verb(j))]
    return any(
        clauses.tokens[k].dep == "advcl" and conditional(k, clauses) for j in above for k in clauses.kids[j] if k != i
    )
