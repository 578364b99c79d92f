"""Repairs: parser errors met where they happen, mended by their shape before anything is built on them.

Each repair is a function over one sentence's tokens whose docstring names the error. They look at tags and relations
only, apart from the classes of words that a construction needs (``words.tsv``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from accord.lexicon import load_words
from accord.parsing.pairs import second_joined_to_a_country, surname_set_aside, victims_taken_for_bombed
from accord.parsing.relatives import (
    belonging_taken_for_a_noun,
    harm_hung_on_what_was_struck,
    main_verb_behind_a_name,
    name_taken_for_a_noun,
    number_set_aside,
    object_taken_for_a_second_subject,
    subject_drawn_into_its_clause,
)
from accord.parsing.splices import (
    clause_before_semicolon,
    negation_hung_on_an_auxiliary,
    object_behind_as,
    participle_cut_from_its_list,
    partner_joined_to_place,
    past_joined_to_a_participle,
    speech_joined_to_what_was_said,
    speech_taken_for_apposition,
    subject_joined_to_an_object,
    verb_joined_past_its_and,
    year_taken_for_a_count,
)
from accord.parsing.statements import clause_before_comma, result_of_the_nearer_clause, speakers_joined_to_a_name
from accord.records import Token

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
        if token.dep != "prep" or token.text.lower() != "of" or tokens[token.head].pos in ("VERB", "AUX"):
            continue
        if not any(t.head == i and t.dep == "pcomp" for t in tokens):
            continue
        verb = _verb_above(tokens, token.head)
        if verb is not None and tokens[verb].lemma in load_words()["charging"]:
            tokens = [replace(t, head=verb) if n == i else t for n, t in enumerate(tokens)]
    return tokens


def _charges(verb: Token) -> bool:
    """Whether a verb takes "of" with what is charged."""
    return verb.lemma in load_words()["charging"]


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
        if token.dep != "prep" or token.text.lower() != "of" or tokens[token.head].dep != "acl":
            continue
        verb = _verb_above(tokens, tokens[token.head].head)
        gerund = any(t.head == i and t.dep == "pcomp" for t in tokens)
        if gerund and verb is not None and tokens[verb].lemma in load_words()["charging"]:
            tokens = [replace(t, head=verb) if n == i else t for n, t in enumerate(tokens)]
    return tokens


def charge_cut_from_its_list(tokens: Tokens) -> Tokens:
    """ "accused Chad of lying, *ignoring* the truce and …": every gerund after the first is a charge too."""
    for i, token in enumerate(tokens):
        verb = token.head
        if token.tag != "VBG" or token.dep not in ("advcl", "dep", "conj") or not _charges(tokens[verb]):
            continue
        first = next((n for n, t in enumerate(tokens) if t.dep == "pcomp" and t.tag == "VBG" and verb < n < i), None)
        if first is None or tokens[tokens[first].head].head != verb or tokens[i - 1].text not in (",", "and"):
            continue
        tokens = [replace(t, head=first, dep="conj") if n == i else t for n, t in enumerate(tokens)]
    return tokens


def list_that_swallowed_the_subject(tokens: Tokens) -> Tokens:
    """ "With X controlling its trade and energy, *a departure* seems unlikely": the list ends at the comma.

    A noun with an article of its own, after a comma, is no head of the nouns before the comma; it is the subject of
    the verb that follows and has none.
    """
    for i, token in enumerate(tokens):
        if token.dep not in ("pobj", "dobj") or token.pos not in ("NOUN", "PROPN"):
            continue
        kids = [n for n, t in enumerate(tokens[:i]) if t.head == i]
        article = next((n for n in kids if tokens[n].dep == "det"), None)
        before = [n for n in kids if tokens[n].dep in ("nmod", "compound", "poss")]
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


def plural_taken_for_verb(tokens: Tokens) -> Tokens:
    """ "imposed travel bans and asset *freezes*", "rejected Houthi *claims* that …": an object is no clause.

    Two nouns joined by "and" take no verb in -s; verbs that reject take no clause without "that".
    """
    for i, token in enumerate(tokens):
        if token.tag != "VBZ" or i == 0 or tokens[i - 1].pos not in ("NOUN", "PROPN") or token.head >= i:
            continue
        if any(t.head == i and t.dep in ("aux", "neg") for t in tokens):
            continue
        verb, before = token.head, tokens[i - 1]
        if before.dep == "conj" and before.tag == "NN" and tokens[before.head].tag == "NNS":
            return _joined_plural(tokens, i, before.head)
        bare = token.dep in ("ccomp", "conj") and not any(t.head == i and t.dep in ("mark", "cc") for t in tokens)
        if bare and tokens[verb].lemma in load_words()["rejecting"] and verb == i - 2 and before.head in (i, verb):
            return _claimed(tokens, i, verb)
    return tokens


def _joined_plural(tokens: Tokens, i: int, first: int) -> Tokens:
    """Word ``i`` as the second of two coordinated objects, ``first`` the other."""
    verb = tokens[i].head
    mended = list(tokens)
    mended[i] = replace(tokens[i], pos="NOUN", tag="NNS", head=first, dep="conj")
    mended[i - 1] = replace(tokens[i - 1], head=i, dep="compound")
    if tokens[first].head == i:
        mended[first] = replace(tokens[first], head=verb, dep="dobj")
    for n, t in enumerate(mended):
        if t.head == i and n > i and t.dep in ("punct", "cc", "conj", "advcl"):
            mended[n] = replace(t, head=verb)
        elif t.head == i and t.dep in ("dobj", "npadvmod"):
            mended[n] = replace(t, dep="appos")
    return mended


def _claimed(tokens: Tokens, i: int, verb: int) -> Tokens:
    """Word ``i`` as the object of ``verb``, and what hung on it as a verb as the noun's content."""
    mended = list(tokens)
    mended[i] = replace(tokens[i], pos="NOUN", tag="NNS", head=verb, dep="dobj")
    mended[i - 1] = replace(tokens[i - 1], head=i, dep="compound")
    for n, t in enumerate(mended):
        if t.head == i and t.dep == "ccomp":
            mended[n] = replace(t, dep="acl")
    return mended


def list_taken_for_appositions(tokens: Tokens) -> Tokens:
    """ "Fiji, Samoa, *Tonga*, Nauru and Palau signed": names between commas up to an "and" are a list, not one name's
    explanation."""
    for i, token in enumerate(tokens):
        if token.dep not in ("appos", "npadvmod") or token.pos != "PROPN" or not _listed(tokens, i):
            continue
        tokens = [replace(t, dep="conj") if n == i else t for n, t in enumerate(tokens)]
    return tokens


def _listed(tokens: Tokens, i: int) -> bool:
    """Whether name ``i`` stands in a row of four names or more, parted by commas, the last by "and"."""
    head = tokens[i].head
    while tokens[head].dep in ("appos", "npadvmod", "conj") and tokens[tokens[head].head].pos == "PROPN":
        head = tokens[head].head
    if head > i or tokens[head].pos != "PROPN" or any(t.head == i and t.dep == "prep" for t in tokens):
        return False
    commas = 0
    for n in range(head + 1, len(tokens)):
        if tokens[n].text == ",":
            commas += tokens[n + 1 : n + 2] != [] and tokens[n + 1].pos == "PROPN"
        elif tokens[n].pos != "PROPN" and tokens[n].text.lower() != "the":
            return tokens[n].dep == "cc" and n > i and commas > 1
    return False


def verb_after_label(tokens: Tokens) -> Tokens:
    """ "ANCHOR: Paris *has called* …": who speaks in a transcript is no noun that the sentence explains."""
    root = next((i for i, t in enumerate(tokens) if t.dep == "ROOT"), None)
    if root is None or root > 2 or root + 2 >= len(tokens) or tokens[root + 1].text != ":":
        return tokens
    if tokens[root].pos not in ("PROPN", "NOUN") or not tokens[root].text.isupper():
        return tokens
    speaking = {t.head for t in tokens if t.dep in _SUBJECTS}
    verb = next((n for n, t in enumerate(tokens) if t.head == root and t.pos == "VERB" and n in speaking), None)
    if verb is None:
        return tokens
    mended = list(tokens)
    mended[verb] = replace(tokens[verb], head=verb, dep="ROOT")
    mended[root] = replace(tokens[root], head=verb, dep="dep")
    for n in range(root + 1, len(tokens)):
        if mended[n].head == root and n != root:
            mended[n] = replace(mended[n], head=verb)
    return mended


def verb_taken_for_noun_after_let(tokens: Tokens) -> Tokens:
    """ "let a commercial flight *land*": what comes last under "let" is done by the noun before it."""
    for i, token in enumerate(tokens):
        let = token.head
        if token.dep != "dobj" or token.tag != "NN" or tokens[let].lemma != "let":
            continue
        if token.lemma not in load_words()["let_do"]:
            continue
        if tokens[i - 1].dep != "compound" or tokens[i - 1].head != i or tokens[i - 1].pos not in ("NOUN", "PROPN"):
            continue
        mended = list(tokens)
        mended[i] = replace(token, pos="VERB", tag="VB", dep="ccomp")
        mended[i - 1] = replace(tokens[i - 1], dep="nsubj")
        for n in range(i - 1):
            if tokens[n].head == i:
                mended[n] = replace(tokens[n], head=i - 1)
        return mended
    return tokens


def apposition_taken_for_adverb(tokens: Tokens) -> Tokens:
    """ "left its pact with Mali, *the African Union*, …": a name behind a comma renames what is before."""
    for i, token in enumerate(tokens):
        if token.dep != "npadvmod" or token.pos != "PROPN":
            continue
        article = next((n for n, t in enumerate(tokens) if t.head == i and t.dep == "det" and n < i), None)
        if article is None or article < 2 or tokens[article - 1].text != ",":
            continue
        before = article - 2
        if tokens[before].pos in ("NOUN", "PROPN") and token.head < before:
            tokens = [replace(t, head=before, dep="appos") if n == i else t for n, t in enumerate(tokens)]
    return tokens


def infinitive_taken_for_noun(tokens: Tokens) -> Tokens:
    """ "allowed a plane *to land*": a word that "to" opens as an infinitive is a verb."""
    for i, token in enumerate(tokens):
        opened = i and tokens[i - 1].tag == "TO" and tokens[i - 1].dep == "aux" and tokens[i - 1].head == i
        if opened and token.tag == "NN" and token.dep in ("xcomp", "ccomp", "advcl", "acl", "relcl"):
            tokens = [replace(t, pos="VERB", tag="VB") if n == i else t for n, t in enumerate(tokens)]
    return tokens


def some_of_whom(tokens: Tokens) -> Tokens:
    """ "attacked farmers, hundreds *of whom had blocked* roads": the clause tells more of the noun before its comma."""
    for i, token in enumerate(tokens):
        some = tokens[token.head].head
        if token.dep != "pobj" or token.text.lower() not in ("whom", "which") or tokens[some].dep not in _SUBJECTS:
            continue
        verb = tokens[some].head
        first = min(n for n, t in enumerate(tokens) if some in (n, t.head))
        if first < 2 or tokens[first - 1].text != "," or tokens[verb].dep in ("relcl", "ROOT") or first > i:
            continue
        noun = _plural_before(tokens, first - 2)
        if noun is not None:
            tokens = [replace(t, head=noun, dep="relcl") if n == verb else t for n, t in enumerate(tokens)]
    return tokens


def _plural_before(tokens: Tokens, i: int) -> int | None:
    """The plural noun at ``i`` or above it through its preposition, "supporters" in "supporters of the party"."""
    for _ in range(3):
        if tokens[i].tag in ("NNS", "NNPS"):
            return i
        prep = tokens[i].head
        if tokens[i].dep != "pobj" or tokens[prep].dep != "prep":
            return None
        i = tokens[prep].head
    return None


def call_for_someone_to_act(tokens: Tokens) -> Tokens:
    """ "called *for the minister to quit*": the minister is whom the call is for, and to quit is what is called for."""
    for i, token in enumerate(tokens):
        act = token.head
        if token.text.lower() != "for" or token.dep != "mark" or tokens[act].dep not in ("advcl", "xcomp", "ccomp"):
            continue
        verb = tokens[act].head
        whom = next((n for n, t in enumerate(tokens) if t.head == act and t.dep in _SUBJECTS and i < n < act), None)
        infinitive = any(t.head == act and t.tag == "TO" for t in tokens)
        if whom is None or not infinitive or tokens[verb].lemma.lower() not in load_words()["calling"] or verb > i:
            continue
        mended = list(tokens)
        mended[i] = replace(token, pos="ADP", tag="IN", dep="prep", head=verb)
        mended[whom] = replace(tokens[whom], dep="pobj", head=i)
        mended[act] = replace(tokens[act], dep="acl", head=whom)
        return mended
    return tokens


def call_hung_on_its_verb(tokens: Tokens) -> Tokens:
    """ "called for Mali, its neighbour, *to be expelled*": what is called for is of whoever is named."""
    for i, token in enumerate(tokens):
        if token.dep != "xcomp" or tokens[token.head].lemma.lower() not in load_words()["calling"]:
            continue
        preps = [
            n for n, t in enumerate(tokens) if t.head == token.head and t.text.lower() == "for" and t.dep == "prep"
        ]
        named = [n for n, t in enumerate(tokens) if t.head in preps and t.dep == "pobj" and t.pos == "PROPN" and n < i]
        objects = any(t.head == token.head and t.dep == "dobj" for t in tokens)
        if named and not objects and any(t.head == i and t.tag == "TO" for t in tokens):
            tokens = [replace(t, head=named[-1], dep="acl") if n == i else t for n, t in enumerate(tokens)]
    return tokens


REPAIRS: tuple[Callable[[Tokens], Tokens], ...] = (
    name_taken_for_a_noun,
    verb_taken_for_adjective,
    verb_taken_for_plural,
    charge_hung_too_low,
    charge_hung_on_participle,
    charge_cut_from_its_list,
    call_for_someone_to_act,
    call_hung_on_its_verb,
    list_that_swallowed_the_subject,
    up_to_a_number,
    apposition_taken_for_adverb,
    plural_taken_for_verb,
    list_taken_for_appositions,
    verb_after_label,
    verb_taken_for_noun_after_let,
    verb_joined_past_its_and,
    speech_joined_to_what_was_said,
    partner_joined_to_place,
    surname_set_aside,
    second_joined_to_a_country,
    victims_taken_for_bombed,
    clause_before_semicolon,
    clause_before_comma,
    result_of_the_nearer_clause,
    speakers_joined_to_a_name,
    infinitive_taken_for_noun,
    some_of_whom,
    main_verb_behind_a_name,
    belonging_taken_for_a_noun,
    subject_drawn_into_its_clause,
    number_set_aside,
    speech_taken_for_apposition,
    subject_joined_to_an_object,
    past_joined_to_a_participle,
    object_behind_as,
    negation_hung_on_an_auxiliary,
    participle_cut_from_its_list,
    year_taken_for_a_count,
    harm_hung_on_what_was_struck,
    object_taken_for_a_second_subject,
)
