"""Proximity: a nearer word that a pronoun means, where its own clause has no subject that could be meant.

"Sanctions imposed on Kenya after *its* war", "signals from Kenya that *it* would come", "held John Doe as *he* left".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from accord.parsing.antecedents import SUBJECTS, Antecedent, children
from accord.records import Sentence, Token

Test = Callable[[Antecedent], bool]


def nearest_thing(sentence: Sentence, before: Sequence[Antecedent], at: int, fits: Test) -> Antecedent | None:
    """The state or body that "it" or "its" means by standing right behind it; None where none does."""
    tokens = sentence.tokens
    return _told_by(tokens, before, at, fits) or _within_participle(sentence, before, at, fits)


def _told_by(tokens: Sequence[Token], before: Sequence[Antecedent], at: int, fits: Test) -> Antecedent | None:
    """ "Signals *from Kenya* that it would come": whoever the clause's noun is from, right before it."""
    if at < 2 or tokens[at - 1].text.lower() != "that" or tokens[at].dep not in SUBJECTS:
        return None
    for antecedent in before:
        head = antecedent.mention.head
        under = tokens[head].dep == "pobj" and tokens[tokens[head].head].text.lower() in ("from", "by")
        if head == at - 2 and under and fits(antecedent):
            return antecedent
    return None


def _within_participle(sentence: Sentence, before: Sequence[Antecedent], at: int, fits: Test) -> Antecedent | None:
    """ "Sanctions imposed *on Kenya* after its war": the one party told of in a participle's phrase so far."""
    tokens = sentence.tokens
    if tokens[at].tag != "PRP$":
        return None
    verb = next((i for i in sentence.upward(at) if tokens[i].pos == "VERB"), at)
    if tokens[verb].dep != "acl" or tokens[verb].tag != "VBN":
        return None
    inside = [a for a in before if verb < a.mention.head < at and verb in sentence.upward(a.mention.head)]
    struck = [a for a in inside if tokens[tokens[a.mention.head].head].text.lower() in ("on", "against", "upon")]
    keys = {a.key for a in inside if fits(a)}
    return struck[-1] if struck and len(keys) == 1 and fits(struck[-1]) else None


def held_one(sentence: Sentence, at: int) -> int | None:
    """The object of the clause around a "he" whose own clause only tells when or why: "held *John Doe* as he left"."""
    tokens = sentence.tokens
    clause = next((i for i in sentence.upward(at) if tokens[i].dep == "advcl"), None)
    if clause is None or tokens[at].dep not in SUBJECTS or tokens[at].head != clause:
        return None
    verb = tokens[clause].head
    asked = any(tokens[c].dep == "mark" and tokens[c].text.lower() != "that" for c in children(tokens, clause))
    objects = [c for c in children(tokens, verb) if tokens[c].dep == "dobj" and verb < c < at]
    return objects[0] if asked and len(objects) == 1 else None
