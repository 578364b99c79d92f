"""Factuality: how sure a reader may be that an event is so, from the same cues as its modality."""

from __future__ import annotations

from dataclasses import replace

from accord.coding.arguments import Clauses
from accord.coding.governors import cue_at, ladder
from accord.coding.modality import Signal, signals
from accord.lexicon import Lexicon

#: How far each effect leaves what it governs from certainly not (−3) to certainly (3), where its row does not say.
_DEGREES = {"hypothetical": 1.9, "future": 2.2, "historical": 2.8, "negation": -1.6, "none": 3.0, "fact": 2.9}
_FACT = 2.9
#: What each possibility beyond the weakest takes off, and how sure a negation stays under a possibility.
_FURTHER = 0.15
_OPEN_NEGATION = -0.9
#: Auxiliaries that with a negation rule a thing out ("will not", "cannot"); "should not" and "may not" leave it open.
_RULED_OUT = frozenset({"will", "wo", "'ll", "’ll", "would", "'d", "’d", "can", "ca", "could"})
_NEVER = -2.1


def factuality(i: int, clauses: Clauses, lexicon: Lexicon) -> float:
    """How sure a reader may be that what word ``i`` says is so: −3 (certainly not) to 3 (certainly).

    The weakest link of the chain decides: a possibility, a plan, or whose word it is. A negation turns it round; one
    under or over a possibility leaves it open.
    """
    found = [_unreal(s, clauses) for s in signals(i, clauses, lexicon)]
    negated = [s for s in found if s.effect == "negation"]
    rest = [s for s in found if s.effect in ("hypothetical", "future", "none")]
    degrees = [_degree(s) for s in rest] + _trust(i, frozenset(s.token for s in found), clauses, lexicon)
    weakest = min([_FACT, *degrees]) - _FURTHER * max(len([d for d in degrees if d < 2.5]) - 1, 0)
    if len(negated) % 2 == 0:
        return weakest
    if weakest >= 2.3:
        return max(min(_degree(s) for s in negated), _least(i, clauses))
    ruled_out = all(clauses.tokens[s.token].text.lower() in _RULED_OUT for s in rest if _degree(s) < 2.3)
    return _NEVER if ruled_out else _OPEN_NEGATION


def _least(i: int, clauses: Clauses) -> float:
    """How far a denial can reach: what is done with a thing may be denied and the thing be there all the same."""
    token = clauses.tokens[i]
    return _THING if token.pos in ("NOUN", "PROPN") and token.dep in ("dobj", "pobj", "nsubjpass") else -3.0


_THING = 0.2


def _unreal(signal: Signal, clauses: Clauses) -> Signal:
    """ "would have left", "could have left": what might have been was not, as a rule."""
    token = clauses.tokens[signal.token]
    if signal.effect != "hypothetical" or token.text.lower() not in ("would", "could", "should", "'d", "’d"):
        return signal
    perfect = any(
        clauses.tokens[k].lemma.lower() == "have" and clauses.tokens[k].dep == "aux" for k in clauses.kids[token.head]
    )
    return replace(signal, degree=0.2) if perfect else signal


def _degree(signal: Signal) -> float:
    return _DEGREES[signal.effect] if signal.degree is None else signal.degree


def _trust(i: int, known: frozenset[int], clauses: Clauses, lexicon: Lexicon) -> list[float]:
    """How far each stance above word ``i`` vouches for what it reports; ``known`` are cues of modality themselves."""
    return [
        _STANCES.get(cue.effect, _FACT)
        for step in ladder(i, clauses)
        if step.head not in known
        and (cue := cue_at(step.head, step.relation, lexicon.attribution, clauses)) is not None
    ]


#: How far a speaker's stance vouches for what is reported.
_STANCES = {
    "announces": 2.7, "learns": 2.9, "says": 2.8, "warns": 2.5, "claims": 2.4, "accuses": 2.5, "believes": 2.2,
    "expects": 2.5, "promises": 2.5, "hopes": 2.4, "demands": 2.4,
}  # fmt: skip
