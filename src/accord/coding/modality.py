"""Modality: whether a sentence says that an event happened, will, may, or did not.

From the event's word the chain of heads is followed upwards; at each step the cue table says what the governing word
does to what hangs on it ("plan to", "refused to", "the possibility of"). A reporting verb ends the chain: what it
reports is the speaker's, and attribution keeps that.
"""

from __future__ import annotations

from dataclasses import dataclass

from accord.coding.arguments import Clauses
from accord.lexicon import AUX_MODES, Cue, Lexicon
from accord.records import AuxMode

_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}
#: Clauses that are presupposed, whatever governs them: what they say does not fall under the cue above.
PRESUPPOSED = frozenset(
    {"when", "after", "before", "since", "while", "as", "because", "during", "amid", "following", "despite"}
)
_AUXILIARY = frozenset({"aux", "auxpass"})


@dataclass(frozen=True, slots=True)
class Modality:
    """The auxiliary modes of an event in PLOVER's order, and the words (token indices) that give them."""

    modes: tuple[AuxMode, ...]
    cues: tuple[int, ...]


def modality(i: int, clauses: Clauses, lexicon: Lexicon, *, chain: bool = True) -> Modality:
    """The modality of what word ``i`` says; without ``chain``, by the words hung directly on it alone."""
    found: list[tuple[str, int]] = list(_at(i, clauses, lexicon))
    child = i
    for head in clauses.path_up(i) if chain else ():
        if presupposed(child, clauses):
            break
        step = relation_up(child, head, clauses)
        cue = next(iter(lexicon.modality.get((clauses.tokens[head].lemma.lower(), _POS.get(clauses.tokens[head].pos, "x")), ())), None)
        governs = cue is not None and step in cue.relations
        if governs and cue is not None:
            found.append((cue.effect, head))
        elif (unknown := _bare_infinitive(child, step, clauses)) is not None:
            found.append(("hypothetical", unknown))
        if _reports(head, step, lexicon, clauses) and not governs:
            found = [("future", j) if _backshifted(j, clauses) else (effect, j) for effect, j in found]
            break
        if clauses.is_verb(head) and step not in ("advcl", "conj", "relcl", "acl"):
            found.extend(_at(head, clauses, lexicon))
        child = head
    return _settle(found)


def _at(i: int, clauses: Clauses, lexicon: Lexicon) -> list[tuple[str, int]]:
    """What the words hung directly on ``i`` do: modals, negation, "if", "no", "planned"."""
    found: list[tuple[str, int]] = []
    for k in clauses.kids[i]:
        token = clauses.tokens[k]
        if token.dep == "neg":
            found.append(("negation", k))
            continue
        step = {"aux": "aux", "mark": "mark", "det": "det", "amod": "mod", "advmod": "mark"}.get(token.dep)
        cue = next(iter(lexicon.modality.get((token.lemma.lower(), "x")) or lexicon.modality.get((token.text.lower(), "x"), ())), None)
        if cue is not None and step in cue.relations:
            found.append((cue.effect, k))
    return found


def relation_up(child: int, head: int, clauses: Clauses) -> str:
    """The relation in which ``child`` stands to its head, in the tables' terms (``xcomp``, ``obj``, a preposition…)."""
    dep = clauses.tokens[child].dep
    if dep in ("pobj", "pcomp"):
        return "under"
    if dep in ("dobj", "nsubjpass"):
        return "obj"
    if dep == "prep":
        return clauses.tokens[child].text.lower()
    if dep == "ccomp" and any(clauses.tokens[k].tag == "TO" for k in clauses.kids[child]):
        return "xcomp"
    return "acl" if dep in ("acl", "relcl") and clauses.tokens[child].tag == "VB" else dep


def presupposed(child: int, clauses: Clauses) -> bool:
    """Whether a clause or phrase is taken for granted by what it hangs on: a relative clause, a clause of time."""
    token = clauses.tokens[child]
    if token.dep == "relcl":
        # "steps to punish Mali" is parsed as a relative clause, but an infinitive is no fact.
        return _to(child, clauses) is None
    if token.dep == "advcl":
        return any(clauses.tokens[k].text.lower() in PRESUPPOSED for k in clauses.kids[child])
    return token.dep == "prep" and token.text.lower() in PRESUPPOSED


def _bare_infinitive(child: int, step: str, clauses: Clauses) -> int | None:
    """An infinitive that no cue explains ("met to discuss …") has not happened by itself."""
    if step not in ("xcomp", "advcl", "acl"):
        return None
    return _to(child, clauses)


def _to(i: int, clauses: Clauses) -> int | None:
    return next((k for k in clauses.kids[i] if clauses.tokens[k].tag == "TO"), None)


def _reports(head: int, step: str, lexicon: Lexicon, clauses: Clauses) -> bool:
    cue: Cue | None = next(iter(lexicon.attribution.get((clauses.tokens[head].lemma.lower(), "v"), ())), None)
    return cue is not None and step in cue.relations


def _backshifted(j: int, clauses: Clauses) -> bool:
    """ "said it *would* leave" reports "we will leave"."""
    return clauses.tokens[j].text.lower() in ("would", "'d", "’d")


def _settle(found: list[tuple[str, int]]) -> Modality:
    """Several cues together: an even number of negations cancels, and a possibility is not also a plan."""
    effects = [effect for effect, _ in found if effect in AUX_MODES]
    modes = set(effects)
    if effects.count("negation") % 2 == 0:
        modes.discard("negation")
    if "hypothetical" in modes:
        modes.discard("future")
    ordered: list[AuxMode] = [m for m in ("historical", "future", "hypothetical", "negation") if m in modes]
    return Modality(tuple(ordered), tuple(sorted({j for effect, j in found if effect in modes})))
