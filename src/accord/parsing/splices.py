"""Splices: words that the parser joined to the wrong neighbour, and clauses it hung on the wrong word.

Each function mends one such error in a sentence's tokens, as those of ``repairs`` do, which lists them all.
"""

from __future__ import annotations

import re
from dataclasses import replace

from accord.lexicon import load_words
from accord.records import Token

Tokens = list[Token]
#: Prepositions under which a bare number of four digits is a year.
_DATING = frozenset({"after", "before", "by", "in", "since", "until"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


def verb_joined_past_its_and(tokens: Tokens) -> Tokens:
    """ " '…,' he said, *and accused* …": a verb is joined to the one that its "and" hangs on."""
    for i, token in enumerate(tokens):
        if token.dep != "conj" or token.pos != "VERB" or i < 2 or tokens[i - 1].dep != "cc":
            continue
        said = tokens[i - 1].head
        if said == token.head or tokens[said].dep != "parataxis" or tokens[said].head != token.head:
            continue
        if not any(t.head == i and t.dep in _SUBJECTS for t in tokens):
            tokens = [replace(t, head=said) if n == i else t for n, t in enumerate(tokens)]
    return tokens


def speech_joined_to_what_was_said(tokens: Tokens) -> Tokens:
    """ "denied that a text had been signed *and accused* the army": what has been signed accuses nobody."""
    for i, token in enumerate(tokens):
        inner = token.head
        if token.dep != "conj" or tokens[inner].dep != "ccomp" or inner > i:
            continue
        # "said Mali had lied and warned *it*": nobody warns oneself
        another = any(
            t.head == i and t.dep == "dobj" and t.text.lower() in ("it", "him", "her", "them") for t in tokens
        )
        if token.lemma not in load_words()["speaking"] | (load_words()["telling"] if another else frozenset()):
            continue
        kids = [t.dep for t in tokens if t.head == i]
        passive = any(t.head == inner and t.dep == "auxpass" for t in tokens)
        outer = tokens[inner].head
        also = tokens[i - 1].text.lower() == "also"  # "said the army had done it, and *also* accused the rebels"
        open_ = "dobj" in kids and not {*kids} & {"aux", "auxpass", *_SUBJECTS}
        if (passive or also or another) and open_ and tokens[outer].pos == "VERB":
            joined = (i, i - 1) if tokens[i - 1].dep == "cc" else (i,)
            tokens = [replace(t, head=outer) if n in joined else t for n, t in enumerate(tokens)]
    return tokens


def partner_joined_to_place(tokens: Tokens) -> Tokens:
    """ "accused the rebels in Goma *and their allies*": whose allies they are is joined, not the place."""
    for i, token in enumerate(tokens):
        place = token.head
        if token.dep != "conj" or tokens[place].dep != "pobj" or tokens[place].tag != "NNP" or place > i:
            continue
        if not any(t.head == i and t.dep == "poss" and t.text.lower() == "their" for t in tokens):
            continue
        prep = tokens[place].head
        above = tokens[prep].head
        kin = [n for n, t in enumerate(tokens[:prep]) if n == above or (t.head == above and t.dep in ("dobj", "nsubj"))]
        owner = next((n for n in reversed(kin) if tokens[n].tag == "NNS"), None)
        if owner is not None and owner == prep - 1:
            tokens = [replace(t, head=owner) if n == i else t for n, t in enumerate(tokens)]
    return tokens


def clause_before_semicolon(tokens: Tokens) -> Tokens:
    """ "Two men were held; they *will be* tried": a semicolon parts two statements; neither says the other.

    Only where a verb of speech behind the mark has a clause of its own there ("they left; others stayed, he said")
    does it tell of both.
    """
    marks = [n for n, t in enumerate(tokens) if t.text == ";"]
    for i, token in enumerate(tokens if marks else ()):
        above = token.head
        mark = next((n for n in marks if min(i, above) < n < max(i, above)), None)
        if token.dep not in ("ccomp", "parataxis") or token.pos not in ("VERB", "AUX") or mark is None:
            continue
        if not any(t.head == i and t.dep in _SUBJECTS for t in tokens):
            continue
        said = tokens[above].head if tokens[above].dep in ("ccomp", "parataxis") else above
        both = said > mark and tokens[said].lemma in load_words()["telling"] and _tells(tokens, said, mark)
        mended = replace(token, dep="parataxis", head=said) if both else replace(token, dep="ROOT", head=i)
        tokens = [mended if n == i else t for n, t in enumerate(tokens)]
    return tokens


def _tells(tokens: Tokens, said: int, mark: int) -> bool:
    """Whether a verb of speech ends a statement that begins behind the mark."""
    return any(t.head == said and t.dep in ("ccomp", "parataxis") and mark < n < said for n, t in enumerate(tokens))


def speech_taken_for_apposition(tokens: Tokens) -> Tokens:
    """ "The army left, a *spokesman said* on Monday": who says it explains no noun of what is said."""
    words = load_words()
    for i, token in enumerate(tokens):
        who = token.head
        if token.dep != "acl" or token.tag not in ("VBD", "VBN") or token.lemma not in words["telling"] or who > i:
            continue
        if tokens[who].dep != "appos" or tokens[who].lemma.lower() not in words["teller"]:
            continue
        root = next((n for n, t in enumerate(tokens) if t.dep == "ROOT"), i)
        first = min(_under(tokens, who) - _under(tokens, i))
        told = any(t.head == i and t.text.lower() in ("by", "that", "to") for t in tokens)
        if told or root > first or tokens[first - 1].text != "," or tokens[root].pos not in ("VERB", "AUX"):
            continue
        mended = list(tokens)
        mended[root] = replace(tokens[root], head=i, dep="ccomp")
        mended[who] = replace(tokens[who], head=i, dep="nsubj")
        mended[i] = replace(token, head=i, dep="ROOT", tag="VBD")
        return mended
    return tokens


def _under(tokens: Tokens, i: int) -> set[int]:
    """A word and all that hangs on it."""
    found = {i}
    while more := {n for n, t in enumerate(tokens) if t.head in found} - found:
        found |= more
    return found


def subject_joined_to_an_object(tokens: Tokens) -> Tokens:
    """ "held ten men and *soldiers patrolled* the town": a noun before a verb that has no subject is its subject."""
    for i, token in enumerate(tokens):
        verb, noun = token.head, i - 1
        if token.dep not in ("conj", "ccomp") or token.tag not in ("VBD", "VBZ", "VBP") or i < 3 or verb >= noun:
            continue
        if tokens[noun].dep != "conj" or tokens[noun].pos not in ("NOUN", "PROPN") or tokens[noun].head <= verb:
            continue
        if any(t.head == i and t.dep in ("aux", "mark", *_SUBJECTS) for t in tokens) or tokens[verb].pos != "VERB":
            continue
        first = min(_under(tokens, noun))
        joins = first - 1
        if tokens[joins].dep != "cc" or tokens[joins].head != tokens[noun].head:
            continue
        mended = list(tokens)
        mended[i] = replace(token, dep="conj")
        mended[noun] = replace(tokens[noun], head=i, dep="nsubj")
        mended[joins] = replace(tokens[joins], head=verb)
        return mended
    return tokens


def past_joined_to_a_participle(tokens: Tokens) -> Tokens:
    """ "said he was holding them *and called* on the world", "refused to sign *and urged* parliament": a past tense is
    joined neither to what was being done nor to an infinitive."""
    for i, token in enumerate(tokens):
        inner = token.head
        said = tokens[inner].head
        if token.dep != "conj" or token.tag != "VBD":
            continue
        if tokens[inner].tag == "VB" and token.text.lower() == token.lemma:
            continue  # "refused to stand up and *put*" may be no past tense
        if (tokens[inner].tag, tokens[inner].dep) not in (("VBG", "ccomp"), ("VB", "xcomp")):
            continue
        if tokens[said].tag != "VBD" or said > inner or any(t.head == i and t.dep in _SUBJECTS for t in tokens):
            continue
        moved = {i} | {n for n in range(inner, i) if tokens[n].dep == "cc" and tokens[n].head == inner}
        tokens = [replace(t, head=said) if n in moved else t for n, t in enumerate(tokens)]
    return tokens


def object_behind_as(tokens: Tokens) -> Tokens:
    """ "denounced as a crime *the arrest* of …": a noun behind what it is called is the verb's object."""
    for i, token in enumerate(tokens):
        called = token.head
        prep = tokens[called].head
        verb = tokens[prep].head
        if token.dep != "appos" or tokens[called].dep != "pobj" or tokens[prep].text.lower() != "as":
            continue
        first = min(_under(tokens, i))
        if tokens[verb].pos != "VERB" or verb > prep or tokens[first - 1].text in (",", "(", "-", "–", "—", ":"):
            continue
        if not any(t.head == verb and t.dep in ("dobj", "nsubjpass") for t in tokens):
            tokens = [replace(t, head=verb, dep="dobj") if n == i else t for n, t in enumerate(tokens)]
    return tokens


def negation_hung_on_an_auxiliary(tokens: Tokens) -> Tokens:
    """ "has *never* been exiled": what is denied is the verb, not its "been"."""
    for i, token in enumerate(tokens):
        above = tokens[token.head]
        if token.dep == "neg" and above.dep in ("aux", "auxpass") and above.head != token.head:
            tokens = [replace(t, head=above.head) if n == i else t for n, t in enumerate(tokens)]
    return tokens


def participle_cut_from_its_list(tokens: Tokens) -> Tokens:
    """ "has never been exiled, *jailed* or beaten": a bare participle that a list goes on with is its second item."""
    for i, token in enumerate(tokens):
        listed = token.tag == "VBN" and token.dep in ("advcl", "acl", "dep") and i and tokens[i - 1].text == ","
        verb = token.head
        while listed and tokens[verb].dep in ("pobj", "prep", "agent", "compound"):  # "exiled from the town, jailed"
            verb = tokens[verb].head
        if not listed or tokens[verb].tag != "VBN" or verb > i:
            continue
        kids = [t for t in tokens if t.head == i and t is not token]
        goes_on = any(t.dep == "cc" for t in kids) and any(t.dep == "conj" and t.tag == "VBN" for t in kids)
        bare = not any(t.dep in ("mark", "advmod", "aux", "auxpass", "nsubj", "nsubjpass") for t in kids)
        if goes_on and bare and any(t.dep == "auxpass" and t.head == verb for t in tokens):
            tokens = [replace(t, head=verb, dep="conj") if n == i else t for n, t in enumerate(tokens)]
    return tokens


def year_taken_for_a_count(tokens: Tokens) -> Tokens:
    """ "In *2023* soldiers shot …": under a bare preposition at the start of a clause stands a year, no number of
    soldiers."""
    for i, token in enumerate(tokens[:-1]):
        year, noun = tokens[i + 1], tokens[i + 1].head
        bare = token.dep == "prep" and not any(t.head == i for t in tokens)
        numbers = bare and token.text.lower() in _DATING and _YEAR.fullmatch(year.text)
        if numbers and year.dep == "nummod" and noun > i + 1 and tokens[noun].head == token.head:
            tokens = [replace(t, head=i, dep="pobj") if n == i + 1 else t for n, t in enumerate(tokens)]
    return tokens
