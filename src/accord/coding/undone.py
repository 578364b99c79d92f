"""Undone: words for a deed in a place that leaves it undone, unvouched for or another's: a delayed return, aid under
review, sanctions "on the table", thanks that captives were made to give."""

from __future__ import annotations

from collections.abc import Sequence

from accord.coding.arguments import Clauses
from accord.coding.match import Hit
from accord.coding.screening import DEEDS
from accord.lexicon import Phrase, load_words
from accord.records import Actor, Mention

#: What can be held up or gone into before anybody has done it.
_GIVEN = frozenset({"AID", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"})
#: What is said of one's own will alone.
_WILLED = frozenset({"AGREE", "CONCEDE", "REQUEST", "SUPPORT"})
#: Nouns of what was said or signed before, and what is done to it now: "*expand* the agreement", "*drop* a threat".
_SPOKEN = {"AGREE": "revising", "THREATEN": "retracting"}
#: Sectors whose payments are business, where nobody is named who gets them.
_BUSINESS = frozenset({"BUS", "UNK", ""})


def is_undone(hit: Hit[Phrase], clauses: Clauses, actors: Sequence[Mention[Actor]], given: bool) -> bool:
    """Whether the words of a phrase stand where they tell of no deed. ``given`` says that some recipient is named."""
    i, type_ = hit.token, hit.phrase.type
    if type_ in _WILLED and _made_to(i, clauses):
        return True
    if type_ == "AID" and not given and actors and all(_pays(m.value) for m in actors):
        return True
    if clauses.is_verb(i):
        return type_ in DEEDS and _charges_a_habit(i, clauses)
    if _on_the_table(i, clauses) or (type_ == "AGREE" and _trusted(i, clauses)):
        return True
    above = clauses.tokens[clauses.tokens[i].head]
    if clauses.tokens[i].dep == "dobj" and type_ in _SPOKEN and above.lemma.lower() in load_words()[_SPOKEN[type_]]:
        return True
    held = clauses.tokens[i].dep == "dobj" and type_ in _GIVEN
    if held and above.lemma.lower() in load_words()["weighing"]:
        return True
    return held and not actors and above.lemma.lower() in load_words()["hindering"]


def _made_to(i: int, clauses: Clauses) -> bool:
    """ "were *made to* thank their captors": what people are forced to say is not theirs."""
    above = clauses.tokens[i].head
    return (
        clauses.tokens[i].dep in ("xcomp", "ccomp")
        and clauses.tokens[above].lemma.lower() in load_words()["forcing"]
        and clauses.tokens[above].tag in ("VBN", "VBD")
        and not any(clauses.tokens[k].dep in ("dobj", "nsubj") for k in (*clauses.kids[above], *clauses.kids[i][:1]))
        and any(clauses.tokens[k].tag == "TO" for k in clauses.kids[i])
    )


def _pays(actor: Actor) -> bool:
    """Whether a party is a firm, or nobody known: "Acme transferred 22 million euros" pays a bill."""
    return actor.sector in _BUSINESS and (actor.sector != "" or actor.country == "MNC")


def _charges_a_habit(i: int, clauses: Clauses) -> bool:
    """ "The government *bombs* its own citizens," she said: a quoted plain present charges, and dates nothing."""
    token = clauses.tokens[i]
    quoted = any(span.start <= token.start < span.end for span in clauses.sentence.quoted)
    bare = not any(clauses.tokens[k].dep in ("aux", "auxpass", "npadvmod") for k in clauses.kids[i])
    return quoted and token.tag in ("VBZ", "VBP") and bare and clauses.sentence.where == "body"


def _on_the_table(i: int, clauses: Clauses) -> bool:
    """ "Sanctions were *on the table*": what is only thought of."""
    verb = clauses.tokens[i].head
    if clauses.tokens[i].dep != "nsubj" or clauses.tokens[verb].lemma.lower() not in ("be", "remain", "stay"):
        return False
    return any(clauses.tokens[j].lemma.lower() in ("table", "agenda", "card") for j in clauses.related(verb, "on"))


def _trusted(i: int, clauses: Clauses) -> bool:
    """ "had no faith *in its commitment* to talk": a promise that others speak of is not made by that."""
    prep = clauses.tokens[i].head
    over = clauses.tokens[clauses.tokens[prep].head].lemma.lower()
    return clauses.tokens[i].dep == "pobj" and over in load_words()["trust"]
