"""Repairs: parser errors met where they happen, mended by their shape before anything is built on them.

Each repair is a function over one sentence's tokens whose docstring names the error. They look at tags and relations
only, apart from the short lists of words that a construction needs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from accord.records import Token

#: Verbs that take "of" with what is charged ("accused the members of the alliance *of* plotting").
_OF_VERBS = frozenset({"accuse", "suspect", "convict", "acquit", "warn", "remind", "absolve", "clear"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})

Tokens = list[Token]


def repaired(tokens: Tokens) -> tuple[Token, ...]:
    """The tokens of a sentence with known parser errors mended."""
    for repair in REPAIRS:
        tokens = repair(tokens)
    return tuple(tokens)


def verb_taken_for_adjective(tokens: Tokens) -> Tokens:
    """A past tense with a subject of its own is no adjective of its object ("Mali *accused* French soldiers …")."""
    for i, token in enumerate(tokens):
        noun = token.head
        if token.tag not in ("VBD", "VBN", "VBZ") or token.dep not in ("amod", "compound", "nmod") or noun <= i:
            continue
        if any(t.head == i and t.dep in _SUBJECTS and n < i for n, t in enumerate(tokens)):
            tokens = _lift(tokens, i, noun)
    return tokens


def _lift(tokens: Tokens, verb: int, noun: int) -> Tokens:
    """Make ``verb`` the head where ``noun`` was, with ``noun`` as its object; what follows hangs on the verb."""
    above = tokens[noun].head if tokens[noun].head != noun else verb
    mended = list(tokens)
    mended[verb] = replace(tokens[verb], pos="VERB", head=above, dep=tokens[noun].dep)
    mended[noun] = replace(tokens[noun], head=verb, dep="dobj")
    for n, token in enumerate(tokens):
        follows = token.dep == "punct" or (n > noun and token.dep == "advcl")
        if token.head == noun and n not in (verb, noun) and follows:
            mended[n] = replace(token, head=verb)
    return mended


def verb_taken_for_plural(tokens: Tokens) -> Tokens:
    """A headline's verb is no plural noun ("Mali *withdraws* from pact"): it follows a name and governs what comes."""
    for i, token in enumerate(tokens):
        if token.dep != "ROOT" or token.tag != "NNS" or token.pos != "NOUN" or not token.text.islower():
            continue
        kids = [n for n, t in enumerate(tokens) if t.head == i and n != i]
        left = [n for n in kids if n < i and tokens[n].dep in ("compound", "nmod", "poss", "amod")]
        right = [n for n in kids if n > i and tokens[n].dep in ("prep", "dobj", "appos", "npadvmod")]
        named = left and tokens[left[-1]].pos == "PROPN" and left[-1] == i - 1
        if not named or not right or right[0] != i + 1 or any(t.pos in ("VERB", "AUX") for t in tokens[: i + 2]):
            continue
        mended = list(tokens)
        mended[i] = replace(token, pos="VERB", tag="VBZ")
        for n in left:
            mended[n] = replace(tokens[n], dep="nsubj" if n == left[-1] else "nmod")
        return mended
    return tokens


def charge_hung_too_low(tokens: Tokens) -> Tokens:
    """ "accused the members of the alliance *of plotting*": the gerund says what they are accused of."""
    for i, token in enumerate(tokens):
        if token.text.lower() != "of" or token.dep != "prep" or tokens[token.head].pos in ("VERB", "AUX"):
            continue
        if not any(t.head == i and t.dep == "pcomp" for t in tokens):
            continue
        verb = _verb_above(tokens, token.head)
        if verb is not None and tokens[verb].lemma in _OF_VERBS:
            tokens = [replace(t, head=verb) if n == i else t for n, t in enumerate(tokens)]
    return tokens


def _verb_above(tokens: Tokens, i: int) -> int | None:
    for _ in range(8):
        if tokens[i].pos in ("VERB", "AUX"):
            return i if tokens[i].dep != "acl" else _verb_above(tokens, tokens[i].head)
        if tokens[i].head == i:
            return None
        i = tokens[i].head
    return None


def charge_hung_on_participle(tokens: Tokens) -> Tokens:
    """ "accused soldiers deployed there *of failing* to act": the gerund belongs to the accusation."""
    for i, token in enumerate(tokens):
        if token.text.lower() != "of" or token.dep != "prep" or tokens[token.head].dep != "acl":
            continue
        verb = _verb_above(tokens, tokens[token.head].head)
        gerund = any(t.head == i and t.dep == "pcomp" for t in tokens)
        if gerund and verb is not None and tokens[verb].lemma in _OF_VERBS:
            tokens = [replace(t, head=verb) if n == i else t for n, t in enumerate(tokens)]
    return tokens


def list_that_swallowed_the_subject(tokens: Tokens) -> Tokens:
    """ "With X controlling its trade and energy, *a departure* seems unlikely": the list ends at the comma.

    A noun with an article of its own, after a comma, is no head of the nouns before the comma; it is the subject of
    the verb that follows and has none.
    """
    for i, token in enumerate(tokens):
        if token.dep not in ("pobj", "dobj") or token.pos not in ("NOUN", "PROPN"):
            continue
        article = next((n for n, t in enumerate(tokens) if t.head == i and t.dep == "det" and n < i), None)
        before = [n for n, t in enumerate(tokens) if t.head == i and t.dep in ("nmod", "compound", "poss") and n < i]
        if article is None or not before or before[0] > article or tokens[article - 1].text != ",":
            continue
        verb = next((n for n in range(i + 1, len(tokens)) if tokens[n].tag in ("VBZ", "VBD", "VBP", "MD")), None)
        if verb is None or any(t.head == verb and t.dep in _SUBJECTS for t in tokens):
            continue
        mended = list(tokens)
        mended[before[0]] = replace(tokens[before[0]], head=token.head, dep=token.dep)
        mended[i] = replace(token, head=verb, dep="nsubj")
        return mended
    return tokens


def up_to_a_number(tokens: Tokens) -> Tokens:
    """ "kidnapped *up to 16 advisers*": "up to" bounds the number; what is counted is the verb's object."""
    for i, token in enumerate(tokens[:-1]):
        to = tokens[i + 1]
        if token.text.lower() != "up" or to.text.lower() != "to" or to.dep != "prep" or token.head >= i:
            continue
        verb = token.head
        counted = next((n for n, t in enumerate(tokens) if t.head == i + 1 and t.dep == "pobj"), None)
        if counted is None or tokens[verb].pos != "VERB" or tokens[i + 2].pos != "NUM":
            continue
        mended = list(tokens)
        number = next((n for n in range(i + 2, counted + 1) if tokens[n].pos == "NUM"), counted)
        mended[counted] = replace(tokens[counted], head=verb, dep="dobj")
        mended[i] = replace(token, head=number, dep="quantmod")
        mended[i + 1] = replace(to, head=number, dep="quantmod")
        return mended
    return tokens


REPAIRS: tuple[Callable[[Tokens], Tokens], ...] = (
    verb_taken_for_adjective,
    verb_taken_for_plural,
    charge_hung_too_low,
    charge_hung_on_participle,
    list_that_swallowed_the_subject,
    up_to_a_number,
)
