"""Aftermath: a deed that a sentence names only for what came of it: a trial, a search, a burial, an anniversary.

"A man was charged on Thursday in the *killing* of a judge": the judge was not killed on Thursday, and when he was, the
sentence does not say.
"""

from __future__ import annotations

from collections.abc import Sequence

from accord.lexicon import load_words
from accord.records import Token

_LINKS = frozenset({"about", "for", "in", "into", "of", "on", "over", "to", "with"})
_DOWN = frozenset({
    "acl", "amod", "appos", "attr", "compound", "conj", "dobj", "nmod", "nsubjpass", "pcomp", "pobj", "poss", "prep",
    "relcl",
})  # fmt: skip


def came_before(tokens: Sequence[Token], trigger: int) -> bool:
    """Whether the word at ``trigger`` tells a deed only for what came of it."""
    words = load_words()
    # A deed under a verb of arrest came before if it is a noun; a gerund ("arrested for looting") may be today's.
    at, linked, gerund = trigger, False, tokens[trigger].tag == "VBG"
    for _ in range(8):
        token = tokens[at]
        if token.dep not in _DOWN or token.head == at:
            return False
        above = tokens[token.head]
        lemma = above.lemma.lower()
        linked = linked or (token.dep == "prep" and token.text.lower() in _LINKS)
        if above.pos in ("NOUN", "PROPN"):
            if lemma in words["afterwards"] and (linked or token.dep in ("compound", "nmod", "amod")):
                return True
        elif above.pos in ("VERB", "AUX") and token.dep != "conj":
            if at == trigger and token.dep not in ("dobj", "nsubjpass", "pobj"):
                return False
            pursued = linked and (lemma in words["pursuing"] or (lemma in words["taking"] and not gerund))
            return pursued or (lemma in words["mourning"] and (linked or token.dep in ("dobj", "nsubjpass")))
        at = token.head
    return False
