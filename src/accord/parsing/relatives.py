"""Repairs of clauses drawn together: a main verb in a relative clause, a verb taken for a noun, a number denied."""

from __future__ import annotations

from dataclasses import replace

from accord.lexicon import load_words
from accord.records import Token

Tokens = list[Token]

#: What one gives or calls by another name: "who gave his *name* as", "who called *himself*".
_SELF = frozenset({"name", "himself", "herself", "itself", "themselves"})
#: What harms people and places besides what slays them, and what it is called where nobody did it.
_HARMING = frozenset({"claim", "damage", "destroy", "devastate", "hurt", "leave", "level", "maim", "raze", "wreck"})
_DISASTERS = frozenset({
    "accident", "avalanche", "blast", "blaze", "collapse", "crash", "cyclone", "disaster", "earthquake", "eruption",
    "explosion", "fire", "flood", "hurricane", "landslide", "quake", "storm", "tornado", "tsunami", "typhoon",
})  # fmt: skip
_AT = frozenset({"against", "at", "in", "inside", "near", "of", "off", "on", "outside"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def name_taken_for_a_noun(tokens: Tokens) -> Tokens:
    """ "*Trump* rejects the plan": a family name that is a noun too opens a sentence bare, as a noun does not; the verb
    behind it may pass for a plural."""
    first = next((i for i, t in enumerate(tokens) if t.text[:1].isalnum()), len(tokens))
    if first + 1 >= len(tokens) or tokens[first].tag != "NN" or not tokens[first].text[:1].isupper():
        return tokens
    token, behind = tokens[first], tokens[first + 1]
    verb = behind.tag == "NNS" and behind.dep == "ROOT" and behind.text.islower() and token.head == first + 1
    verb = verb and any(t.head == first + 1 and t.dep == "dobj" for t in tokens[first + 2 :])
    if token.text.lower() not in load_words()["surname_noun"] or not (verb or token.dep in ("nsubj", "nsubjpass")):
        return tokens
    mended = list(tokens)
    mended[first] = replace(token, pos="PROPN", tag="NNP", lemma=token.text, dep="nsubj" if verb else token.dep)
    if verb:
        mended[first + 1] = replace(behind, pos="VERB", tag="VBZ")
    return mended


def main_verb_behind_a_name(tokens: Tokens) -> Tokens:
    """ "A man who gave his name as John Doe *said* …": the verb behind the name is the sentence's, not the name's."""
    root = next((i for i, t in enumerate(tokens) if t.head == i), 0)
    for i, token in enumerate(tokens):
        clause = token.head
        if token.dep != "dobj" or token.text.lower() not in _SELF or tokens[clause].dep != "relcl":
            continue
        noun = tokens[clause].head
        link = next((n for n in range(i + 1, min(i + 3, len(tokens))) if tokens[n].text.lower() == "as"), None)
        if link is None or noun > clause or (root != noun and tokens[root].pos != "ADP"):
            continue
        verb = _verb_behind(tokens, link, clause)
        if verb is not None:
            return _as_main(tokens, link, verb, noun=noun, clause=clause, root=root)
    return tokens


def _verb_behind(tokens: Tokens, link: int, clause: int) -> int | None:
    """The finite verb that the parser hangs on the clause, or on the name, behind the word "as"."""
    for n in range(link + 2, len(tokens)):
        token = tokens[n]
        if token.tag not in _FINITE or token.pos not in ("VERB", "AUX"):
            continue
        drawn = token.dep == "advcl" and token.head == clause and tokens[link].head == n
        apposed = token.dep == "acl" and tokens[token.head].dep == "pobj" and tokens[token.head].head == link
        return n if drawn or apposed else None
    return None


def _as_main(tokens: Tokens, link: int, verb: int, *, noun: int, clause: int, root: int) -> Tokens:
    mended = list(tokens)
    for n, token in enumerate(tokens):
        if token.head == verb and token.dep in ("nsubj", "nsubjpass") and n > link:
            mended[n] = replace(token, head=link, dep="pobj")
        elif token.head == root and token.dep == "punct":
            mended[n] = replace(token, head=verb)
    mended[link] = replace(tokens[link], head=clause, dep="prep", pos="ADP")
    mended[root] = replace(tokens[root], head=verb, dep="prep")
    mended[noun] = replace(tokens[noun], head=verb, dep="nsubj")
    mended[verb] = replace(tokens[verb], head=verb, dep="ROOT")
    return mended


def belonging_taken_for_a_noun(tokens: Tokens) -> Tokens:
    """ "The pact to which Mali and Chad *belong*": it is a verb, and the names before it are its subjects."""
    for i, token in enumerate(tokens):
        if token.pos != "NOUN" or token.text.lower() not in ("belong", "belongs", "belonged"):
            continue
        mended = list(tokens)
        mended[i] = replace(token, pos="VERB", tag="VBP", lemma="belong")
        for n, kid in enumerate(tokens[:i]):
            if kid.head == i and kid.dep in ("nmod", "compound", "poss"):
                mended[n] = replace(kid, dep="nsubj")
        return mended
    return tokens


def subject_drawn_into_its_clause(tokens: Tokens) -> Tokens:
    """ "Mali, meanwhile, which left last week, *has returned*": the name is the subject of the main verb."""
    for i, token in enumerate(tokens):
        main = token.head
        if token.dep != "advcl" or main <= i or token.pos not in ("VERB", "AUX"):
            continue
        subjects = [n for n, t in enumerate(tokens) if t.head == i and t.dep in ("nsubj", "nsubjpass")]
        asked = [n for n in subjects if tokens[n].tag in ("WDT", "WP")]
        taken = [n for n in subjects if n not in asked]
        own = [n for n, t in enumerate(tokens) if t.head == main and t.dep in ("nsubj", "nsubjpass")]
        if len(taken) != 1 or len(asked) != 1 or not taken[0] < asked[0] < i or own:
            continue
        passive = any(t.head == main and t.dep == "auxpass" for t in tokens)
        mended = list(tokens)
        mended[taken[0]] = replace(tokens[taken[0]], head=main, dep="nsubjpass" if passive else "nsubj")
        mended[i] = replace(token, head=taken[0], dep="relcl")
        return mended
    return tokens


def number_set_aside(tokens: Tokens) -> Tokens:
    """ "Four were killed, *not two*": the word denies the number behind it, not the verb before."""
    for i, token in enumerate(tokens[:-1]):
        if token.dep not in ("neg", "cc", "preconj") or token.text.lower() != "not" or not i:
            continue
        if tokens[i - 1].text in (",", "and", "–", "—", "-") and tokens[i + 1].tag == "CD":
            tokens = [replace(t, head=i + 1, dep="advmod") if n == i else t for n, t in enumerate(tokens)]
    return tokens


def harm_hung_on_what_was_struck(tokens: Tokens) -> Tokens:
    """ "An attack on a mosque in Mali that *killed* ten": the attack killed them, not the mosque, nor Mali."""
    for i, token in enumerate(tokens):
        if token.dep != "relcl" or token.lemma.lower() not in load_words()["slay"] | _HARMING or token.head > i:
            continue
        if any(t.head == i and t.dep == "nsubj" and t.text.lower() in ("that", "which") for t in tokens):
            deed = _deed_on(tokens, token.head)
            if deed is not None:
                tokens = [replace(t, head=deed) if n == i else t for n, t in enumerate(tokens)]
    return tokens


def object_taken_for_a_second_subject(tokens: Tokens) -> Tokens:
    """ "A strike that killed *20 people* was carried out": the verb has its subject, and the clause wants an object."""
    for i, token in enumerate(tokens):
        if token.dep not in ("nsubj", "nsubjpass") or token.head < i:
            continue
        rivals = [n for n, t in enumerate(tokens[:i]) if t.head == token.head and t.dep in ("nsubj", "nsubjpass")]
        clause = next((n for n, t in enumerate(tokens[:i]) if t.dep == "relcl" and t.head in rivals), None)
        if clause is None or any(t.head == clause and t.dep in ("dobj", "auxpass") for t in tokens):
            continue
        between = [t for t in tokens[clause + 1 : i] if t.head != i]
        if tokens[clause].lemma.lower() in load_words()["slay"] | _HARMING and not between:
            tokens = [replace(t, head=clause, dep="dobj") if n == i else t for n, t in enumerate(tokens)]
    return tokens


def _deed_on(tokens: Tokens, noun: int) -> int | None:
    """The attack or disaster that befell the place named by ``noun``; else None."""
    words = load_words()
    for _ in range(4):
        token = tokens[noun]
        placed = token.ent in ("GPE", "LOC", "FAC") or token.lemma.lower() in words["struck"]
        link = tokens[token.head]
        if not placed or token.dep != "pobj" or link.text.lower() not in _AT:
            return None
        noun = link.head
        if tokens[noun].pos == "NOUN" and tokens[noun].lemma.lower() in words["violence"] | _DISASTERS:
            return noun
    return None
