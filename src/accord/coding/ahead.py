"""Ahead: whether a word of expectation looks ahead, and whether whoever stands where its speaker should is somebody."""

from __future__ import annotations

from accord.coding.arguments import Clauses
from accord.coding.governors import asks
from accord.coding.modality import modality
from accord.coding.referents import Referents
from accord.lexicon import Lexicon, OutlookCue, load_words

#: Helpers that put a verb ahead of its teller's time.
_COMING = frozenset({"will", "would", "'ll", "’ll", "wo", "shall", "could", "may", "might", "can", "should"})
_SAID_OF = frozenset({"det", "poss", "nummod"})
#: What the recogniser calls names that expect nothing.
_NOBODY = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "EVENT", "LAW"})


def looks_ahead(i: int, cue: OutlookCue, clauses: Clauses, lexicon: Lexicon) -> bool:
    """Whether cue word ``i`` says what is to come, and not what is, was, is asked, or might have been."""
    token = clauses.tokens[i]
    if clauses.tokens[-1].text == "?":
        return False
    if token.pos == "ADV":
        return _helps_ahead(token.head, clauses)
    if token.dep == "oprd":
        return False  # "found the story plausible"
    if token.dep == "amod":
        return token.pos == "ADJ" and clauses.tokens[token.head].lemma.lower() in load_words()["outcome"]
    if not clauses.is_verb(i):
        return not (
            _moved(i, clauses)
            or _needs(i, clauses)
            or _told_of(i, cue, clauses)
            or (token.dep == "acomp" and _describes(token.head, clauses))
        )
    return not (
        _missed(i, cue, clauses)
        or _caused(i, cue, clauses)
        or _opines(i, cue, clauses)
        or _pleads(i, cue, clauses)
        or (cue.likelihood == "possible" and asks(i, clauses))
        or _describes(i, clauses)
        or _unmeant(i, cue, clauses, lexicon)
    )


def is_somebody(j: int, referents: Referents) -> bool:
    """Whether word ``j`` can expect: a party, a person, people, or what people foretell with ("a *poll*")."""
    token = referents.clauses.tokens[j]
    if referents.actors(j, owner=True, place=True):
        return True
    if token.pos == "PRON":  # who it is may be unknown; that it is somebody is not
        return token.text.lower() in load_words()["somebody"]
    if token.pos == "PROPN":
        return token.ent not in _NOBODY and not any(
            time.start <= token.start < time.end for time in referents.clauses.sentence.times
        )
    words = load_words()
    return any(token.lemma.lower() in words[name] for name in ("forecaster", "teller", "expecter", "crowd", "quantity"))


def _helps_ahead(verb: int, clauses: Clauses) -> bool:
    """Whether what an adverb is said of is to come: "will *probably* leave", "is *probably* going to leave"."""
    token = clauses.tokens[verb]
    if token.lemma.lower() == "go" and token.tag == "VBG":
        return True
    helpers = {clauses.tokens[k].text.lower() for k in clauses.kids[verb] if clauses.tokens[k].dep == "aux"}
    if not helpers and token.dep == "conj":
        return _helps_ahead(token.head, clauses)
    own = any(clauses.tokens[k].text == "I" and clauses.tokens[k].dep == "nsubj" for k in clauses.kids[verb])
    return bool(helpers & _COMING) and "have" not in helpers and not own  # "I would certainly agree" foretells nothing


def _moved(i: int, clauses: Clauses) -> bool:
    """ "worked *without fear* of reprisals", "called *in hopes* of a deal": felt at a deed, not of it."""
    token = clauses.tokens[i]
    above = clauses.tokens[token.head]
    if token.dep == "dobj" and above.lemma.lower() in load_words()["lessening"]:
        return True
    feeling = token.lemma.lower() in ("chance", "danger", "fear", "hope", "risk", "threat")
    return feeling and token.dep == "pobj" and above.text.lower() in load_words()["feeling_at"]


def _needs(i: int, clauses: Clauses) -> bool:
    """ "it is *not possible* to do well *without* them": what is needed, at any time."""
    if clauses.tokens[i].lemma.lower() != "possible":
        return False
    denied = any(clauses.tokens[k].dep == "neg" for k in (*clauses.kids[i], *clauses.kids[clauses.tokens[i].head]))
    return denied and any(t.text.lower() == "without" for t in clauses.tokens[i:])


def _told_of(i: int, cue: OutlookCue, clauses: Clauses) -> bool:
    """ "concerns *that will be addressed*": a clause that tells of the noun, and not what is feared or hoped."""
    if not any(slot.relation.startswith("acl") and not slot.absent for slot in cue.pattern.slots):
        return False
    found = [k for k in clauses.kids[i] if clauses.tokens[k].dep in ("acl", "relcl")]
    open_ = [k for k in found if not any(clauses.tokens[m].tag in ("WDT", "WP") for m in clauses.kids[k])]
    return bool(found) and not open_


def _missed(i: int, cue: OutlookCue, clauses: Clauses) -> bool:
    """ "could *have* won": what a helper puts ahead, "have" puts behind again."""
    if any(clauses.tokens[k].text.lower() == "had" and clauses.tokens[k].dep == "aux" for k in clauses.kids[i]):
        return True  # what "had been expected" has come, or has not
    asked = [slot.relation for slot in cue.pattern.slots if slot.relation.endswith("aux") and not slot.absent]
    verbs = [j for relation in asked for j in ((i,) if relation == "aux" else clauses.related(i, "ccomp"))]
    return any(clauses.tokens[k].text.lower() == "have" for j in verbs for k in clauses.kids[j] if k < j)


def _caused(i: int, cue: OutlookCue, clauses: Clauses) -> bool:
    """ "the fears *sparked* by the vote", "what *is expected* of them": told of a noun, or asked."""
    token = clauses.tokens[i]
    if (
        token.tag == "VBN"
        and token.dep == "acl"
        and not cue.speaker
        and any(s.relation == "obj" for s in cue.pattern.slots)
    ):
        return True
    subjects = [
        clauses.tokens[k].text.lower() for k in clauses.kids[i] if clauses.tokens[k].dep in ("nsubj", "nsubjpass")
    ]
    return "what" in subjects


def _opines(i: int, cue: OutlookCue, clauses: Clauses) -> bool:
    """ "I think a deal *would be* good", "he *would not* change": what one finds, or will not do, is no outlook."""
    asked = [slot.relation for slot in cue.pattern.slots if slot.relation.endswith("aux") and not slot.absent]
    if "aux" in asked and not cue.speaker:
        return any(clauses.tokens[k].dep == "neg" for k in clauses.kids[i])
    if clauses.tokens[i].tag not in ("VBP", "VBZ") or clauses.tokens[i].lemma.lower() not in load_words()["opining"]:
        return False
    said = [clauses.tokens[k].text.lower() for j in clauses.related(i, "ccomp") for k in clauses.related(j, "aux")]
    return "would" in said


def _pleads(i: int, cue: OutlookCue, clauses: Clauses) -> bool:
    """ "warned against *playing* politics": asks that a thing be left, and does not say that it will come."""
    asked = any(slot.relation == "against" for slot in cue.pattern.slots)
    return asked and any(
        clauses.tokens[k].dep == "pcomp" for j in clauses.kids[i] if clauses.tokens[j].text == "against"
        for k in clauses.kids[j]
    )  # fmt: skip


def _describes(i: int, clauses: Clauses) -> bool:
    """ "a government *that anticipates* problems": a relative clause in the present tells what something is like."""
    token = clauses.tokens[i]
    plain = token.tag in ("VBZ", "VBP") and not any(clauses.tokens[k].dep == "aux" for k in clauses.kids[i])
    before = {clauses.tokens[k].text.lower() for k in clauses.kids[token.head] if clauses.tokens[k].dep in _SAID_OF}
    # "rivals *who think* they can win": whoever is like that, not whoever was named
    noun = clauses.tokens[token.head]
    bare = not before and (noun.tag == "NNS" or noun.text.lower() == "those")
    any_one = bare or bool(before & {"a", "an", "any", "every", "those"})
    return token.dep == "relcl" and plain and any_one


def _unmeant(i: int, cue: OutlookCue, clauses: Clauses, lexicon: Lexicon) -> bool:
    """Whether an expecting verb is itself only asked for, denied or supposed: "what we can *hope* to do"."""
    if not cue.speaker:
        return False
    modes = set(modality(i, clauses, lexicon).modes)
    denied = "negation" in modes and not any(slot.relation == "neg" for slot in cue.pattern.slots)
    return "hypothetical" in modes or (denied and cue.likelihood != "unlikely")
