"""Timing: which time named in a sentence dates an event of it."""

from __future__ import annotations

from collections.abc import Iterator

from accord.records import Mention, Sentence, Time, Token

#: Verbs of speech; a day beside one is the day of speaking.
SPEECH = frozenset(
    (
        "say",
        "tell",
        "announce",
        "report",
        "add",
        "state",
        "declare",
        "warn",
        "claim",
        "note",
        "confirm",
        "deny",
        "reiterate",
        "acknowledge",
        "insist",
        "stress",
    )
)
#: Dependencies that stay inside one clause on the way from a noun trigger to its verb.
NOMINAL = frozenset(
    (
        "prep",
        "pobj",
        "pcomp",
        "npadvmod",
        "tmod",
        "advmod",
        "amod",
        "nummod",
        "compound",
        "det",
        "poss",
        "nmod",
        "dobj",
        "obj",
        "nsubj",
        "nsubjpass",
        "appos",
        "attr",
        "dative",
        "agent",
        "quantmod",
        "oprd",
        "dep",
        "case",
    )
)
#: Nouns for what a deed has cost by now, whenever the deed was.
TOLLS = frozenset(("toll", "tally"))
#: Dependencies over which a verb shares the time of the verb above it.
SHARED = frozenset(("xcomp", "conj", "advcl", "acl", "pcomp", "prep"))


def event_time(sentence: Sentence, token_index: int) -> Mention[Time] | None:
    """The time in ``sentence.times`` of the event whose trigger is that token; None where the text gives it none.

    A time belongs to the nearest clause above it. A trigger takes the time of its own clause, else that of the clause
    it shares a subject or an object with, never that of a verb of speech that reports it.
    """
    times = [m for m in sentence.times if m.value.start or m.value.value.startswith("XXXX")]
    if not times or not 0 <= token_index < len(sentence.tokens):
        return None
    owners = [_owner(sentence, mention, token_index) for mention in times]
    for i in _clauses(sentence.tokens, token_index):
        own = [m for m, owner in zip(times, owners, strict=True) if owner == i]
        own = own or _told_when(sentence, i, times)
        if own:
            return min(own, key=lambda m: (not m.value.start, abs(m.head - token_index), m.start))
    return _of_the_last(sentence, token_index, times, owners)


def _told_when(sentence: Sentence, i: int, times: list[Mention[Time]]) -> list[Mention[Time]]:
    """ "On Tuesday night, *when* troops crossed the border": the time that a clause says more of."""
    token = sentence.tokens[i]
    asked = any(t.head == i and t.text.lower() == "when" for t in sentence.tokens)
    noun = sentence.tokens[token.head]
    return [m for m in times if asked and token.dep == "relcl" and m.start <= noun.start < m.end]


def _of_the_last(
    sentence: Sentence, trigger: int, times: list[Mention[Time]], owners: list[int]
) -> Mention[Time] | None:
    """ "Nine were killed and 20 *wounded on Tuesday*": a time behind the last of several participles is of all."""
    tokens = sentence.tokens
    last = [
        i
        for i, t in enumerate(tokens)
        if t.head == trigger and t.dep == "conj" and t.tag == tokens[trigger].tag == "VBN"
        and not any(k.head == i and k.dep in ("aux", "auxpass") for k in tokens)
    ]  # fmt: skip
    return next((m for m, owner in zip(times, owners, strict=True) if owner in last), None)


def _owner(sentence: Sentence, mention: Mention[Time], trigger: int) -> int:
    """The token whose event the time dates: the trigger itself if it is met on the way up, else the clause's verb."""
    tokens = sentence.tokens
    before = mention.head
    while before > 0 and (tokens[before].start >= mention.start or tokens[before].pos in ("ADP", "DET")):
        before -= 1
    if tokens[before].lemma.lower() in SPEECH and tokens[before].pos == "VERB":
        return before
    for i in sentence.upward(mention.head):
        if i == trigger or (tokens[i].pos in ("VERB", "AUX") and tokens[i].dep not in ("aux", "auxpass", "amod")):
            return i
    return mention.head


def _clauses(tokens: tuple[Token, ...], trigger: int) -> Iterator[int]:
    """The trigger and the tokens above it that share its time, nearest first."""
    yield trigger
    at = trigger
    for _ in range(len(tokens)):
        token = tokens[at]
        above = token.head
        verbal = token.pos in ("VERB", "AUX")
        if above == at or token.dep not in (SHARED if verbal else NOMINAL | {"conj"}):
            return
        if token.dep == "prep" and any(t.lemma.lower() in TOLLS for t in tokens[max(0, at - 2) : at]):
            # "Two died on Friday, bringing the toll *from* the clash to five": the clash was before.
            return
        if tokens[above].lemma.lower() in SPEECH and token.dep not in ("nsubj", "dobj", "conj"):
            return
        yield above
        at = above
