"""Goodwill: kind words that tell of no deed: help that somebody should give, or that a thing is for, and whom people
who were only counted would vote for."""

from __future__ import annotations

from collections.abc import Sequence

from accord.coding.arguments import Clauses
from accord.coding.match import Hit
from accord.lexicon import Phrase, load_words
from accord.records import Actor, AuxMode, Mention

_KIND = frozenset({"AID", "CONCEDE", "COOPERATE", "SUPPORT"})
_PRIVATE = frozenset({"BUS", "CVL", "EDU", "LAB", "MED", "SOC", "UNK"})
#: Sectors of one state that work with each other every day, and of those who serve them.
_HOUSE = frozenset({"BUS", "COP", "GOV", "JUD", "LEG", "MIL", "SPY"})


def is_goodwill(
    hit: Hit[Phrase],
    clauses: Clauses,
    modes: Sequence[AuxMode],
    actors: Sequence[Mention[Actor]],
    recipients: Sequence[Mention[Actor]],
) -> bool:
    """Whether a kind word is not done, but only what one should do, what something is for, or what a count shows."""
    i, type_ = hit.token, hit.phrase.type
    if type_ == "REQUEST":
        return "hypothetical" in modes and "negation" not in modes and not recipients
    if type_ not in _KIND:
        return False
    if {"hypothetical", "negation"} <= set(modes) or (type_ == "COOPERATE" and _at_work(actors, recipients)):
        return True
    if type_ in ("AID", "COOPERATE") and _charity(clauses, actors, recipients):
        return True
    if type_ == "SUPPORT" and (_polled(i, clauses, actors) or _at_home(i, clauses, actors, recipients)):
        return True
    if type_ == "AID" and (_serves(i, clauses, actors) or (not actors and "hypothetical" in modes)):
        return True
    soft = clauses.tokens[i].lemma.lower() in load_words()["helping"]
    return soft and "hypothetical" in modes and "negation" not in modes


def _serves(i: int, clauses: Clauses, actors: Sequence[Mention[Actor]]) -> bool:
    """ "a fund *to help* refugees", "rules for *helping* parents": what something is for, helped by nobody."""
    token = clauses.tokens[i]
    return not actors and clauses.is_verb(i) and token.tag in ("VB", "VBG") and not clauses.passive(i)


def _polled(i: int, clauses: Clauses, actors: Sequence[Mention[Actor]]) -> bool:
    """ "*voters* back the senator": people without a name who are counted, not who come out for anybody."""
    counted = load_words()["electorate"]
    return bool(actors) and all(
        m.value.sector == "CVL" and not m.value.name and clauses.tokens[m.head].lemma.lower() in counted for m in actors
    )


def _at_home(i: int, clauses: Clauses, actors: Sequence[Mention[Actor]], recipients: Sequence[Mention[Actor]]) -> bool:
    """ "praised the team", "thanked *Kenyans* for their patience": kind words at home, or to nobody."""
    own = {m.value.country for m in actors}
    people = all(clauses.tokens[m.head].tag in ("NNS", "NNPS") for m in recipients)
    abroad = any(m.value.sector or m.value.country not in own for m in recipients) and not (own == {""} and people)
    lemma = clauses.tokens[i].lemma.lower()
    served = lemma == "support" and bool(recipients) and people  # "committed to supporting *Kenyans*"
    return (served or lemma in load_words()["praising"]) and not abroad


def _charity(clauses: Clauses, actors: Sequence[Mention[Actor]], recipients: Sequence[Mention[Actor]]) -> bool:
    """ "the club works with *Kenyans*": what private bodies do for the people of a country is no state's matter."""
    private = bool(actors) and all(m.value.sector in _PRIVATE for m in actors)
    people = bool(recipients) and all(
        clauses.tokens[m.head].tag in ("NNS", "NNPS") and not m.value.sector for m in recipients
    )
    return private and people


def _at_work(actors: Sequence[Mention[Actor]], recipients: Sequence[Mention[Actor]]) -> bool:
    """ "the police are working with the ministry": bodies of one state do their work, and do not make common cause."""
    parties = [m.value for m in (*actors, *recipients)]
    house = all(p.sector in _HOUSE or not (p.sector or p.name) for p in parties)
    return house and len({p.country for p in parties if p.country}) < 2
