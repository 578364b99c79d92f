"""Statements: clauses set beside each other that the parser hung on one another, and who is said to say them.

Each function mends one such error in a sentence's tokens, as those of ``repairs`` do, which lists them all.
"""

from __future__ import annotations

from dataclasses import replace

from accord.lexicon import load_lexicon, load_words
from accord.records import Token

Tokens = list[Token]
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


def clause_before_comma(tokens: Tokens) -> Tokens:
    """ "We will not pay, *we will not leave*, he said": a statement is said by no verb that is itself no speech.

    Both clauses then stand alike under what is above them.
    """
    for i, token in enumerate(tokens):
        above = token.head
        if token.dep != "ccomp" or above <= i or token.pos not in ("VERB", "AUX") or tokens[above].pos != "VERB":
            continue
        if (tokens[above].lemma.lower(), "v") in load_lexicon().attribution:
            continue
        subjects = [n for n, t in enumerate(tokens) if t.head == above and t.dep in _SUBJECTS and i < n < above]
        own = any(t.head == i and t.dep in _SUBJECTS for t in tokens)
        if not own or not subjects or not any(tokens[n].text == "," for n in range(i + 1, subjects[0])):
            continue
        alone = tokens[above].head == above
        mended = replace(token, head=i if alone else tokens[above].head, dep="ROOT" if alone else tokens[above].dep)
        tokens = [mended if n == i else t for n, t in enumerate(tokens)]
    return tokens


#: What a deed does to people and things, told by a participle behind it.
_RESULTS = frozenset({"kill", "wound", "injure", "destroy", "damage", "displace", "maim"})


def result_of_the_nearer_clause(tokens: Tokens) -> Tokens:
    """ "Chad threatened to respond after shells fell there, *wounding* three": the shells did, not who threatened."""
    for i, token in enumerate(tokens):
        if token.tag != "VBG" or token.dep != "advcl" or token.lemma not in _RESULTS or tokens[i - 1].text != ",":
            continue
        above = _under(tokens, token.head)
        nearer = [
            n
            for n, t in enumerate(tokens[:i])
            if n in above and n > token.head and t.dep == "advcl" and t.tag in ("VBD", "VBZ", "VBP")
        ]
        hits = load_words()["striking"]
        nearer = [n for n in nearer if tokens[n].lemma in hits and tokens[token.head].lemma not in hits]
        marked = [n for n in nearer if any(t.head == n and t.text.lower() in ("after", "when", "as") for t in tokens)]
        if marked and any(t.head == marked[-1] and t.dep in _SUBJECTS for t in tokens):
            tokens = [replace(t, head=marked[-1]) if n == i else t for n, t in enumerate(tokens)]
    return tokens


def speakers_joined_to_a_name(tokens: Tokens) -> Tokens:
    """ "rebels took the town of Goma, *residents and a UN source said*": who speaks last is no part of what is said."""
    said = next((n for n, t in enumerate(tokens) if t.dep == "ROOT"), None)
    if said is None or tokens[said].lemma not in load_words()["telling"] or tokens[said].pos != "VERB":
        return tokens
    if any(t.head == said and t.dep in _SUBJECTS for t in tokens):
        return tokens
    for i, token in enumerate(tokens[:said]):
        if token.dep not in ("conj", "appos") or token.pos not in ("NOUN", "PROPN") or token.head >= i:
            continue
        reach = _under(tokens, i)
        first = min(reach)
        whole = all(tokens[n].dep == "punct" or n in reach for n in range(first, said))
        if whole and first and tokens[first - 1].text == "," and token.lemma.lower() in load_words()["teller"]:
            return [replace(t, head=said, dep="nsubj") if n == i else t for n, t in enumerate(tokens)]
    return tokens


def _under(tokens: Tokens, i: int) -> set[int]:
    """A word and all that hangs on it."""
    found = {i}
    while more := {n for n, t in enumerate(tokens) if t.head in found} - found:
        found |= more
    return found
