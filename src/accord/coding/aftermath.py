"""Aftermath: a deed that a sentence names only for what came of it: a trial, a search, a burial, an anniversary.

"A man was charged on Thursday in the *killing* of a judge": the judge was not killed on Thursday, and when he was, the
sentence does not say.
"""

from __future__ import annotations

from collections.abc import Sequence

from accord.records import Token

#: Verbs of law and search; what they are over came before.
PURSUING = frozenset((
    "acquit", "charge", "convict", "exonerate", "extradite", "hunt", "imprison", "indict", "interrogate", "investigate",
    "jail",
    "prosecute", "question", "search", "seek", "sentence", "sue", "suspect", "try", "want",
))  # fmt: skip
#: Verbs of arrest: a deed under a noun came before, one under a gerund ("arrested for looting") may be today's.
TAKING = frozenset({"apprehend", "arrest", "capture", "detain", "hold"})
#: Verbs of mourning and memory; their object is what came before, too.
MOURNING = frozenset({"bury", "commemorate", "honor", "honour", "mark", "mourn", "remember"})
#: Nouns of law, search and memory.
AFTER = frozenset((
    "acquittal", "anniversary", "burial", "case", "charge", "commemoration", "connection", "conviction", "culprit",
    "defendant", "funeral", "hearing", "inquest", "inquiry", "investigation", "investigator", "mastermind", "memorial",
    "perpetrator", "probe", "prosecution", "role", "sentence", "survivor", "suspect", "suspicion", "tribute", "trial",
    "verdict", "victim", "vigil", "warrant",
))  # fmt: skip
_LINKS = frozenset({"about", "for", "in", "into", "of", "on", "over", "to", "with"})
_DOWN = frozenset({
    "acl", "amod", "appos", "attr", "compound", "conj", "dobj", "nmod", "nsubjpass", "pcomp", "pobj", "poss", "prep",
    "relcl",
})  # fmt: skip


def came_before(tokens: Sequence[Token], trigger: int) -> bool:
    """Whether the word at ``trigger`` tells a deed only for what came of it."""
    at, linked, gerund = trigger, False, tokens[trigger].tag == "VBG"
    for _ in range(8):
        token = tokens[at]
        if token.dep not in _DOWN or token.head == at:
            return False
        above = tokens[token.head]
        lemma = above.lemma.lower()
        linked = linked or (token.dep == "prep" and token.text.lower() in _LINKS)
        if above.pos in ("NOUN", "PROPN"):
            if lemma in AFTER and (linked or token.dep in ("compound", "nmod", "amod")):
                return True
        elif above.pos in ("VERB", "AUX") and token.dep != "conj":
            if at == trigger and token.dep not in ("dobj", "nsubjpass", "pobj"):
                return False
            pursued = linked and (lemma in PURSUING or (lemma in TAKING and not gerund))
            return pursued or (lemma in MOURNING and (linked or token.dep in ("dobj", "nsubjpass")))
        at = token.head
    return False
