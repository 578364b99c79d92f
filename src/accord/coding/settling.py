"""Settling: which of two types wins where PLOVER lets one carry what an auxiliary mode says of the other."""

from __future__ import annotations

from collections.abc import Sequence

from accord.coding.addressees import conditional
from accord.coding.arguments import Clauses
from accord.coding.governors import cue_at
from accord.coding.match import Hit
from accord.lexicon import Lexicon, Phrase, load_words
from accord.records import Actor, Attribution, AuxMode, Mention

#: Types whose future is a promise, and what the promise is then called.
PROMISED = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
#: Hostile types whose future is a threat when their own doer announces it, and the mode of the threat.
THREATENED = {"ASSAULT": "violence", "COERCE": "restrict"}
#: Hostile types that are a threat only where a condition is put. To leave a body keeps its own type in any case.
CONDITIONAL = {"SANCTION": "relations", "PROTEST": "", "MOBILIZE": "violence"}
_COERCED = {"arrest": "arrest", "deport": "expel", "seize": "territory"}
#: What is a threat where it is announced "unless" something is done: to pull troops out, to stop helping.
UNDONE = frozenset({"RETREAT", "SANCTION", "REJECT"})
_TOLD = frozenset({"says", "announces", "promises", "warns"})


def plain_type(hit: Hit[Phrase], clauses: Clauses, actors: Sequence[Mention[Actor]]) -> tuple[str, str]:
    """The type and mode of a phrase, by who does it.

    States do not demonstrate: what a government protests against it disapproves of. A drill of two states is
    cooperation, that of one a show of force (docs/decisions/0001).
    """
    kind = hit.phrase.type, hit.phrase.mode
    lemmas = {clauses.tokens[j].lemma.lower() for j in (hit.token, *(j for _, j in hit.filled))}
    if (
        kind == ("PROTEST", "demo")
        and lemmas & load_words()["protesting"]
        and actors
        and all(_official(m, clauses) for m in actors)
    ):
        return "ACCUSE", "disapprove"
    if (
        kind == ("MOBILIZE", "troops")
        and lemmas & load_words()["drill"]
        and len({m.value.country for m in actors} - {""}) > 1
    ):
        return "COOPERATE", ""
    return kind


def _official(mention: Mention[Actor], clauses: Clauses) -> bool:
    """Whether a party is a government or a state by its name, not its people ("Palestinians")."""
    actor, head = mention.value, clauses.tokens[mention.head]
    state = len(actor.country) == 3 and not actor.sector and head.tag == "NNP" and mention.via in ("name", "capital")
    return actor.sector == "GOV" or state


def purpose_told(hit: Hit[Phrase], clauses: Clauses, lexicon: Lexicon) -> int:
    """The word whose modality is that of the phrase: what people "blocked a road *to protest*" against, they protest by
    the blocking, and whoever is "summoned *to protest*" hears it. What people only plan or want is not told so."""
    token = clauses.tokens[hit.token]
    infinitive = any(clauses.tokens[k].tag == "TO" for k in clauses.kids[hit.token])
    if hit.phrase.type == "PROTEST" and infinitive and token.dep in ("advcl", "xcomp") and clauses.is_verb(token.head):
        open_ = token.dep == "xcomp" and cue_at(token.head, "xcomp", lexicon.modality, clauses) is not None
        return token.head if token.lemma.lower() in load_words()["protesting"] and not open_ else hit.token
    return hit.token


def settled_type(
    type_: str, mode: str, modes: Sequence[AuxMode], *, threatens: bool, on_terms: bool, unless: bool = False
) -> tuple[str, str]:
    """The type and mode that an event of these auxiliary modes goes by (docs/decisions/0001).

    A future CONSULT, SUPPORT, COOPERATE or AID is AGREE, a future RETREAT is CONCEDE; a future deed of force that its
    own doer announces (``threatens``), or makes depend on what others do (``on_terms``), is THREATEN, and so is
    what is announced "unless" something is done (``unless``). ``future`` stays among the auxiliary modes of a promise,
    so that announced and done meet in one episode.
    """
    if "future" not in modes or "negation" in modes:
        return type_, mode
    if unless and type_ in UNDONE:
        return "THREATEN", "relations"
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


def unless(i: int, clauses: Clauses) -> bool:
    """Whether what word ``i`` says is to happen "unless" something else does."""
    above = [i, *(j for j in clauses.path_up(i)[:2] if clauses.is_verb(j))]
    terms = [k for j in above for k in clauses.kids[j] if clauses.tokens[k].dep == "advcl"]
    return any(clauses.tokens[m].text.lower() == "unless" for k in terms for m in clauses.kids[k])


def hoped(modes: tuple[AuxMode, ...], said: tuple[Attribution, ...]) -> tuple[str, ...]:
    """What is told as somebody's hope is open, by whichever word of the hope it is told."""
    return ("hypothetical",) if said and said[-1].stance == "hopes" and not set(modes) & {"future", "negation"} else ()
