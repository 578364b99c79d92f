"""Governors: the words above an event's word, one step at a time, and which cue of a table each one is.

Modality and attribution climb the same ladder: from the event's word to its head, and on, each step with the relation
in which the lower word stands, and whether what it says is taken for granted by what stands above.
"""

from __future__ import annotations

from dataclasses import dataclass

from accord.coding.arguments import Clauses
from accord.lexicon import Cue, Cues, Slot

POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "r", "ADP": "p", "SCONJ": "p"}
#: Clauses that are presupposed, whatever governs them: what they say does not fall under the cue above.
PRESUPPOSED = frozenset(
    {"when", "after", "before", "since", "while", "as", "because", "during", "amid", "following", "despite", "although"}
    | {"though", "whereas", "amidst", "notwithstanding"}
)
#: A noun or gerund under these shares the verb's modality ("will be punished *by* freezing", "will meet *at* talks").
SHARING = frozenset({"at", "in", "into", "through", "via", "with", "of", "under", "by", "on"})
_COPULAS = frozenset({"be", "seem", "appear", "remain", "become", "look", "sound", "stay"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step up: from word ``child`` to its head in ``relation``; ``granted`` where the child is presupposed."""

    child: int
    head: int
    relation: str
    granted: bool


def ladder(i: int, clauses: Clauses) -> list[Step]:
    """The steps from word ``i`` to the root of its sentence, nearest first."""
    steps: list[Step] = []
    child = i
    for head in clauses.path_up(i):
        steps.append(Step(child, head, relation_up(child, head, clauses), presupposed(child, clauses)))
        child = head
    return steps


def relation_up(child: int, head: int, clauses: Clauses) -> str:
    """The relation in which ``child`` stands to its head, in the tables' terms (``xcomp``, ``obj``, a preposition…)."""
    dep = clauses.tokens[child].dep
    if dep in ("pobj", "pcomp"):
        return "under"
    if dep in ("dobj", "nsubjpass") or (dep == "nsubj" and clauses.is_verb(head) and clauses.passive(head)):
        return "obj"
    if dep == "prt" and clauses.kids[child]:  # "called off the attack", with the attack hung on the particle
        return "obj"
    if dep in ("prep", "agent", "dative") and clauses.kids[child]:
        return clauses.tokens[child].text.lower()
    if dep == "ccomp" and marker_to(child, clauses) is not None:
        return "xcomp"
    if dep == "advcl" and _complement(child, head, clauses):
        return "xcomp"
    return "acl" if dep in ("acl", "relcl") and clauses.tokens[child].tag == "VB" else dep


def _complement(child: int, head: int, clauses: Clauses) -> bool:
    """ "is ready to leave", "was reluctant to": an infinitive right behind an adjective is its complement."""
    return clauses.tokens[head].pos == "ADJ" and marker_to(child, clauses) is not None


def presupposed(child: int, clauses: Clauses) -> bool:
    """Whether a clause or phrase is taken for granted by what it hangs on: a relative clause, a clause of time."""
    token = clauses.tokens[child]
    if participle(child, clauses):
        return True
    if token.dep == "relcl":
        # "steps to punish Mali" is parsed as a relative clause, but an infinitive is no fact.
        return marker_to(child, clauses) is None
    if token.dep == "advcl":
        return any(
            clauses.tokens[k].text.lower() in PRESUPPOSED and clauses.tokens[k].dep in ("mark", "advmod", "prep")
            for k in clauses.kids[child]
        )
    if token.dep in ("ccomp", "pcomp"):
        return asks(child, clauses) or _now_that(child, clauses)
    return token.dep == "prep" and token.text.lower() in PRESUPPOSED


def _now_that(i: int, clauses: Clauses) -> bool:
    """ "must be ready *now that* they have left"."""
    first = clauses.subtree(i)[0]
    return (
        clauses.tokens[first].text.lower() == "that" and first > 0 and clauses.tokens[first - 1].text.lower() == "now"
    )


def participle(i: int, clauses: Clauses) -> bool:
    """ "wants the rebels *held* there freed": a past participle on a noun tells what befell it, whatever is wanted."""
    token = clauses.tokens[i]
    # "the claim that rebels had been held": a clause of its own
    finite = any(clauses.tokens[k].dep in ("mark", "nsubj", "nsubjpass", "aux") for k in clauses.kids[i])
    return token.dep in ("acl", "amod") and token.tag == "VBN" and not finite and marker_to(i, clauses) is None


def asks(i: int, clauses: Clauses) -> bool:
    """ "did not say *when* they left": a clause that asks for a detail takes the rest for granted."""
    first = clauses.tokens[clauses.subtree(i)[0]]
    return first.tag in ("WRB", "WP", "WDT") and first.text.lower() != "whether" and marker_to(i, clauses) is None


def marker_to(i: int, clauses: Clauses) -> int | None:
    """The "to" of an infinitive, None where word ``i`` is none."""
    return next((k for k in clauses.kids[i] if clauses.tokens[k].tag == "TO"), None)


def cue_at(i: int, relation: str, cues: Cues, clauses: Clauses) -> Cue | None:
    """The row that word ``i`` is a cue by for what stands to it in ``relation``; the one with the most needs first."""
    token = clauses.tokens[i]
    letter = POS.get(token.pos, "")
    keys = [(token.lemma.lower(), letter)]
    if token.tag in ("VBN", "VBG"):  # "is poised to" is parsed as verb or as adjective
        keys += [(token.text.lower(), "a")] if letter == "v" else [(token.lemma.lower(), "v")]
    for key in keys:
        for cue in cues.get(key, ()):
            if relation in cue.relations and all(holds(i, slot, clauses) for slot in cue.needs):
                return cue
    return None


def holds(i: int, slot: Slot, clauses: Clauses) -> bool:
    """Whether a slot holds of word ``i``, by words alone."""
    found = False
    for j in clauses.related(i, slot.relation):
        token = clauses.tokens[j]
        hit = (
            slot.filler.anything
            or token.lemma.lower() in slot.filler.lemmas
            or token.text.lower() in slot.filler.lemmas
        )
        found = found or hit != slot.filler.negated
    return found != slot.absent


def predicates(i: int, clauses: Clauses) -> tuple[int, ...]:
    """What a copula says of its subject or of the clause behind it: "likely" in "it is likely that"."""
    if clauses.tokens[i].lemma.lower() not in _COPULAS:
        return ()
    return clauses.related(i, "attr")


def shares(step: Step, clauses: Clauses, carriers: frozenset[str] = frozenset()) -> bool:
    """Whether a verb's own modals and negation also hold of what stands in this relation to it.

    "The war did not end": a definite noun is there whatever its verb says, unless the verb is one of ``carriers``,
    which only say that their noun takes place ("the talks will be *held*").
    """
    if not clauses.is_verb(step.head) or step.granted:
        return False
    if stands_alone(step, clauses, carriers):
        return False
    if step.relation == "conj":
        return _same_form(step.child, step.head, clauses)
    if step.relation == "advcl":
        return (
            clauses.tokens[step.child].tag == "VBG"
            and not clauses.related(step.child, "nsubj")
            and _bare(step.child, clauses)
        )
    if step.relation in ("relcl", "acl", "parataxis", "npadvmod", "nsubj", "csubj"):
        return step.relation in ("nsubj", "csubj") and clauses.tokens[step.child].pos in ("NOUN", "VERB")
    if clauses.tokens[step.child].dep in ("prep", "agent"):
        return step.relation in SHARING
    return True


def stands_alone(step: Step, clauses: Clauses, carriers: frozenset[str]) -> bool:
    """Whether a noun is there whatever is said of its verb: a definite one, or one that only says when or where."""
    token = clauses.tokens[step.child]
    # "his resignation over *the decision*": what a noun is about is there, but for what it is of.
    about = token.dep == "prep" and token.text.lower() != "of" and clauses.tokens[step.head].pos == "NOUN"
    if not about and (not clauses.is_verb(step.head) or clauses.tokens[step.head].lemma.lower() in carriers):
        return False
    if token.dep == "prep":
        below = clauses.related(step.head, token.text.lower())
        return any(definite(j, clauses) for j in below if clauses.tokens[j].head == step.child)
    return definite(step.child, clauses) and step.relation in ("obj", "nsubj", "dative", "attr")


def definite(i: int, clauses: Clauses) -> bool:
    """Whether a word is a noun that is spoken of as known: "the attack", "their withdrawal"."""
    if clauses.tokens[i].pos not in ("NOUN", "PROPN"):
        return False
    kids = [clauses.tokens[k] for k in clauses.kids[i]]
    return any(t.dep == "poss" or (t.dep == "det" and t.text.lower() in _DEFINITE) for t in kids)


def _bare(i: int, clauses: Clauses) -> bool:
    return not any(clauses.tokens[k].dep in ("mark", "advmod") and k < i for k in clauses.kids[i])


def _same_form(child: int, head: int, clauses: Clauses) -> bool:
    """ "will leave and *join*", but not "will leave and *accused*": a second verb in the same bare form shares."""
    tags = clauses.tokens[child].tag, clauses.tokens[head].tag
    own = any(clauses.tokens[k].dep in ("aux", "nsubj", "nsubjpass") for k in clauses.kids[child])
    if clauses.tokens[child].pos in ("NOUN", "PROPN"):
        return False
    return tags[0] == tags[1] and tags[0] not in _FINITE and not own


def breaks_off(step: Step, clauses: Clauses) -> bool:
    """A finite verb coordinated with an infinitive or a participle is no part of what governs that ("plans to leave and
    accused France")."""
    if step.relation != "conj":
        return False
    child, head = clauses.tokens[step.child], clauses.tokens[step.head]
    modal = any(clauses.tokens[k].tag == "MD" for k in clauses.kids[step.child])
    return (child.tag in _FINITE or modal) and head.tag in ("VB", "VBG", "VBN") and _subordinate(step.head, clauses)


def _subordinate(i: int, clauses: Clauses) -> bool:
    return marker_to(i, clauses) is not None or clauses.tokens[i].dep in ("xcomp", "pcomp", "acl", "advcl")
