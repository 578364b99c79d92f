"""Modality: whether a sentence says that an event happened, will, may, or did not.

From the event's word the chain of heads is followed upwards; at each step the cue table says what the governing word
does to what hangs on it ("plan to", "refused to", "the possibility of"). A reporting verb ends the chain: what it
reports is the speaker's, and attribution keeps that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accord.coding.arguments import Clauses
from accord.coding.governors import (
    PRESUPPOSED,
    Step,
    breaks_off,
    cue_at,
    holds,
    ladder,
    marker_to,
    participle,
    predicates,
    presupposed,
    relation_up,
    shares,
    stands_alone,
)
from accord.lexicon import AUX_MODES, Cue, Lexicon
from accord.records import AuxMode

__all__ = ["PRESUPPOSED", "Modality", "Signal", "modality", "presupposed", "relation_up", "signals"]

#: How words that hang directly on an event's word stand to it, in the table's terms.
_BELOW = {
    "aux": "aux", "mark": "mark", "det": "det", "amod": "mod", "compound": "mod", "nmod": "mod", "advmod": "adv",
    "npadvmod": "adv", "cc": "cc", "preconj": "cc", "predet": "det", "neg": "adv", "prep": "adv", "dep": "adv",
}  # fmt: skip
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_NONE = frozenset({"nobody", "none", "nothing", "neither", "no-one"})
#: Words that open a question about how or why, not whether.
_OPEN = frozenset({"why", "how", "when", "who", "where", "what", "which"})
#: Verbs that say how something went on: it was there, whether or not it "ended" or "spread".
ENDURING = frozenset(
    {"end", "collapse", "last", "persist", "spread", "intensify", "escalate", "go", "come", "continue"}
)
#: Conjunctions that with a present tense look ahead, and how near to a fact a wished-for deed is.
_TO_COME = frozenset({"until", "till", "before", "once"})
_WISHED = 1.5
_INVERTED = frozenset({"had", "should", "were"})
#: Words that leave a noun without anything it stands for, and how far what is said of that is denied.
_EMPTY = frozenset({"no", "nobody", "nothing", "none", "neither"})
_NOBODYS = -0.8
_HELPING = frozenset({"aux", "auxpass"})
#: How far from a fact what is done to nothing is ("gave no reason").
_TO_NOTHING = 0.9
_GENERIC = frozenset({"any", "anyone", "anybody", "whoever", "every", "whatever"})


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that bears on whether an event is a fact: an effect of the table, the word that has it, its degree.

    ``source`` is the table row (``file:line``), ``""`` where the grammar itself says so (a negation, a question).
    """

    effect: str
    token: int
    degree: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Modality:
    """The auxiliary modes of an event in PLOVER's order, and the words (token indices) that give them."""

    modes: tuple[AuxMode, ...]
    cues: tuple[int, ...]


def modality(i: int, clauses: Clauses, lexicon: Lexicon, *, chain: bool = True) -> Modality:
    """The modality of what word ``i`` says; without ``chain``, by the words hung directly on it alone."""
    return _settle(signals(i, clauses, lexicon, chain=chain))


def signals(i: int, clauses: Clauses, lexicon: Lexicon, *, chain: bool = True) -> list[Signal]:
    """All that bears on whether what word ``i`` says is a fact, nearest first; the climb ends at a reporting verb."""
    found = _at(i, clauses, lexicon)
    carriers = (lexicon.words["light"] | lexicon.words["happening"]) - ENDURING
    attempted = _gerund_by(i, clauses)
    skip = False
    for step in ladder(i, clauses) if chain else ():
        skip = skip or breaks_off(step, clauses)
        if skip:
            skip = not (clauses.is_verb(step.head) and clauses.tokens[step.head].tag in ("VBD", "VBZ", "VBP"))
            continue
        cue, at = _governing(step, clauses, lexicon)
        if step.granted and (cue is None or step.relation in ("ccomp", "pcomp") or participle(step.child, clauses)):
            return [*found, *_generic(step, clauses)]
        if cue is not None:
            found.extend(_governed(i, step, cue, at, attempted, clauses, lexicon))
            if cue.effect == "fact":
                return found
        elif (unknown := _bare_infinitive(step, clauses)) is not None and not attempted:
            found.append(Signal("hypothetical", unknown))
        if (cue is None or cue.effect == "none") and reports(step, lexicon, clauses):
            return _reported(found, step.head, clauses, lexicon)
        if cue is None and stands_alone(step, clauses, carriers):
            return found
        if shares(step, clauses, carriers):
            found.extend(_unused(_inherited(step, clauses, lexicon, carriers), cue, at, clauses))
    return found + _asked(i, clauses)


def _governed(
    i: int, step: Step, cue: Cue, at: int, attempted: bool, clauses: Clauses, lexicon: Lexicon
) -> list[Signal]:
    """What a cue does to the word below, with what hangs on a noun that is the cue ("*no* plans to leave")."""
    if cue.effect == "fact":  # "there is *no doubt* that they left", "*no victim* of the attack": it is a fact
        return [Signal(cue.effect, at, cue.degree, cue.source)]
    own = [] if clauses.is_verb(at) else _unused(_at(at, clauses, lexicon, step.child), cue, at, clauses)
    if step.child == i and cue.effect in ("negation", "hypothetical") and _is_speech(i, clauses, lexicon):
        return own
    if attempted and cue.effect == "hypothetical" and step.relation == "xcomp":
        return own
    if cue.effect == "hypothetical" and _had_to(at, step.child, clauses):
        return own
    return [Signal(cue.effect, at, cue.degree, cue.source), *own]


def _unused(signals: Sequence[Signal], cue: Cue | None, at: int, clauses: Clauses) -> list[Signal]:
    """What is left to say by words that a cue does not need itself: "*no* evidence that" is one cue, no negation."""
    needed = [slot for slot in cue.needs if not slot.absent] if cue is not None else []
    used = {j for slot in needed for j in clauses.related(at, slot.relation)}
    return [signal for signal in signals if signal.token not in used]


def _inherited(step: Step, clauses: Clauses, lexicon: Lexicon, carriers: frozenset[str]) -> list[Signal]:
    """What hangs on the verb above and holds of what is below too.

    A negation reaches what completes the verb, not who does it, where, or what happens beside it.
    """
    found = _at(step.head, clauses, lexicon, step.child)
    carried = clauses.tokens[step.head].lemma.lower() in carriers
    noun = clauses.tokens[step.child].pos in ("NOUN", "PROPN", "ADP")
    beside = step.relation in ("advcl", "nsubj", "csubj") or (noun and step.relation not in ("obj", "attr", "conj"))
    return [s for s in found if s.effect != "negation"] if beside and not carried else found


def _governing(step: Step, clauses: Clauses, lexicon: Lexicon) -> tuple[Cue | None, int]:
    """The cue above a step and its word: the head itself, or what a copula says of its subject or clause."""
    relation = "subj" if step.relation in ("nsubj", "csubj") else step.relation
    if relation == "relcl" and _describes(step, clauses, lexicon.words["meeting"]):
        return None, step.head
    for at in (*predicates(step.head, clauses), step.head):
        cue = cue_at(at, relation, lexicon.modality, clauses) if at != step.child else None
        if cue is not None:
            return cue, at
    return (_purpose(step, clauses, lexicon), step.head)


def _describes(step: Step, clauses: Clauses, meeting: frozenset[str]) -> bool:
    """Whether a relative clause tells more of its noun, as a party to what it tells ("a charge *Chad rejected*",
    "talks that *Chad held*"), and not what the noun says ("the charge that Chad lied")."""
    tokens = clauses.tokens
    conjunction = any(tokens[k].text.lower() == "that" and tokens[k].pos == "SCONJ" for k in clauses.kids[step.child])
    if conjunction:
        return tokens[step.head].lemma.lower() in meeting
    return step.head in (*clauses.related(step.child, "subj"), *clauses.related(step.child, "obj"))


def _purpose(step: Step, clauses: Clauses, lexicon: Lexicon) -> Cue | None:
    """The parser takes many a complement for a purpose ("hesitated *to attack*"). With an object before it, an
    infinitive under a word that would leave it a fact is a purpose indeed ("began talks *to end* the war")."""
    if step.relation != "advcl" or marker_to(step.child, clauses) is None:
        return None
    cue = cue_at(step.head, "xcomp", lexicon.modality, clauses)
    if cue is not None and cue.effect == "none" and clauses.related(step.head, "obj"):
        return None
    return cue


def _at(i: int, clauses: Clauses, lexicon: Lexicon, below: int = -1) -> list[Signal]:
    """What the words hung directly on ``i`` do, but for ``below``: modals, negation, "if", "no", "planned"."""
    found: list[Signal] = []
    for k in clauses.kids[i]:
        token = clauses.tokens[k]
        if token.dep in _ARGUMENTS and clauses.is_verb(i):
            found.extend(_empty(k, clauses) if k != below else ())
        elif (cue := _hung(i, k, clauses, lexicon)) is not None:
            if cue.effect == "future" and token.dep == "advmod" and _is_past(i, clauses):
                continue  # "*soon* battles broke out"
            found.append(Signal(cue.effect, k, cue.degree, cue.source))
        elif token.dep == "neg" and not _until(i, k, clauses):
            found.append(Signal("negation", k))
        elif (before := _never_before(k, clauses)) is not None:
            found.append(Signal("negation", before))
    return found + _neither(i, clauses) + _mood(i, clauses)


def _never_before(k: int, clauses: Clauses) -> int | None:
    """ "*Never before* has it met them": the parser hangs the denial on the adverb."""
    if clauses.tokens[k].text.lower() != "before" or clauses.tokens[k].dep != "advmod":
        return None
    return next((j for j in clauses.kids[k] if clauses.tokens[j].text.lower() == "never"), None)


def _is_past(i: int, clauses: Clauses) -> bool:
    """Whether a verb tells what was: a past tense of its own or of its auxiliary, and nothing that looks on."""
    tags = {clauses.tokens[k].tag for k in (i, *clauses.kids[i]) if k == i or clauses.tokens[k].dep in _HELPING}
    return "VBD" in tags and not tags & {"MD", "TO"}


def _had_to(i: int, deed: int, clauses: Clauses) -> bool:
    """ "Police *had to use* tear gas" and used it; what somebody said he had to do is open, and so is a duty put off
    ("had to leave *by* Friday")."""
    tokens = clauses.tokens
    if tokens[i].lemma.lower() != "have" or tokens[i].dep not in ("ROOT", "conj") or not _is_past(i, clauses):
        return False
    below = [tokens[k] for k in (*clauses.kids[i], *clauses.kids[deed])]
    return not any(t.dep in ("mark", "neg") or t.text.lower() in ("by", "until") for t in below)


def _until(i: int, k: int, clauses: Clauses) -> bool:
    """ "did *not* leave *until* Tuesday", "it was *not until* Tuesday that they left": they left, on Tuesday."""
    past = any(clauses.tokens[j].tag == "VBD" for j in (i, *clauses.kids[i]))
    below = [clauses.tokens[j] for j in clauses.kids[i] if j > k]
    return past and any(t.dep == "prep" and t.text.lower() in ("until", "till") for t in below)


def _neither(i: int, clauses: Clauses) -> list[Signal]:
    """ "*neither* signed nor refused", "has not signed, *nor* has it refused": both halves are denied."""
    own = [k for k in clauses.kids[i] if clauses.tokens[k].text.lower() == "neither" and k < i]
    if own and clauses.is_verb(i):
        return [Signal("negation", own[0])]
    token = clauses.tokens[i]
    if token.dep != "conj" or not clauses.is_verb(i):
        return []
    between = [k for k in clauses.kids[token.head] if token.head < k < i and clauses.tokens[k].dep == "cc"]
    return [Signal("negation", k) for k in between[-1:] if clauses.tokens[k].text.lower() == "nor"]


def _mood(i: int, clauses: Clauses) -> list[Signal]:
    """An order ("Withdraw!"), a condition by word order ("*had* they left, …"), a demand by the form of its verb
    ("that they *be moved*") and a time to come ("until they *leave*") state nothing."""
    token = clauses.tokens[i]
    kids = [(k, clauses.tokens[k]) for k in clauses.kids[i]]
    subject = next((k for k, t in kids if t.dep in ("nsubj", "nsubjpass", "expl")), None)
    if token.tag == "VB" and token.dep == "ROOT" and subject is None and not any(t.dep == "aux" for _, t in kids):
        return [Signal("hypothetical", i)]
    if token.dep == "advcl" and subject is not None:
        inverted = [k for k, t in kids if t.dep in ("aux", "auxpass") and k < subject and t.text.lower() in _INVERTED]
        return [Signal("hypothetical", k) for k in (inverted or _awaited(i, clauses))[:1]]
    if subject is not None and token.dep in ("ccomp", "acl", "relcl", "conj"):
        return [Signal("hypothetical", k, _WISHED) for k in _subjunctive(i, clauses)[:1]]
    return []


def _awaited(i: int, clauses: Clauses) -> list[int]:
    """The mark of a clause of time to come: "until a deal *is* signed"."""
    forms = {clauses.tokens[k].tag for k in (i, *clauses.kids[i]) if clauses.tokens[k].dep in ("aux", "auxpass")}
    present = (forms or {clauses.tokens[i].tag}) & {"VBZ", "VBP"}
    marks = [k for k in clauses.kids[i] if clauses.tokens[k].dep == "mark" and k < i]
    return [k for k in marks if present and clauses.tokens[k].text.lower() in _TO_COME]


def _subjunctive(i: int, clauses: Clauses) -> list[int]:
    """The bare verb of "that they *leave*", "that they *be* moved": a wish or a demand."""
    kids = [(k, clauses.tokens[k]) for k in clauses.kids[i]]
    marked = any(t.dep == "mark" and t.text.lower() == "that" for _, t in kids)
    helped = any(t.dep == "aux" or t.tag in ("MD", "TO") for _, t in kids)
    bare = [k for k, t in ((i, clauses.tokens[i]), *kids) if t.tag == "VB" and (k == i or t.dep == "auxpass")]
    return bare if marked and not helped else []


def _hung(i: int, k: int, clauses: Clauses, lexicon: Lexicon) -> Cue | None:
    """The cue that word ``k``, or a phrase that opens or closes with it, is for the word ``i`` above it."""
    token = clauses.tokens[k]
    relation = _BELOW.get(token.dep)
    if relation is None or (token.dep == "cc" and k > i):
        return None
    words = [t.text.lower() for t in clauses.tokens]
    names = (" ".join(words[k : k + 3]), " ".join(words[k : k + 2]), " ".join(words[max(k - 1, 0) : k + 1]))
    hyphened = "".join(words[j] for j in clauses.subtree(k))  # "so-called" is three tokens
    for name in (*names, hyphened, words[k], token.lemma.lower()):
        for cue in lexicon.modality.get((name, "x"), ()):
            if relation in cue.relations and all(holds(i, slot, clauses) for slot in cue.needs):
                return cue
    return None


def _empty(k: int, clauses: Clauses) -> list[Signal]:
    """ "No troops were sent", "nobody was killed", "neither side signed": an empty party negates its verb."""
    if clauses.tokens[k].text.lower() in _NONE:
        return [Signal("negation", k)]
    for j in clauses.kids[k]:
        token = clauses.tokens[j]
        if token.dep in ("det", "preconj", "cc", "neg") and token.text.lower() in ("no", "neither"):
            more = clauses.tokens[min(j + 1, len(clauses.tokens) - 1)].text.lower()
            # "sees no end": what is done to nothing may be done all the same
            degree = _TO_NOTHING if clauses.tokens[k].dep == "dobj" else None
            if more not in ("fewer", "less", "more"):  # "no fewer than ten" are ten
                return [Signal("negation", j, degree)]
    return []


def _is_speech(i: int, clauses: Clauses, lexicon: Lexicon) -> bool:
    """ "rejected the *claim*": the claim was made; what it says is what is rejected."""
    key = (clauses.tokens[i].lemma.lower(), "n")
    if key[0] in lexicon.words["meeting"]:
        return False
    return clauses.tokens[i].pos == "NOUN" and (key in lexicon.attribution or key in lexicon.modality)


#: What tells one who has done a thing from those who have not.
FIRST = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "only"})


def _bare_infinitive(step: Step, clauses: Clauses) -> int | None:
    """An infinitive that no cue explains ("met to discuss …") has not happened by itself."""
    if step.relation not in ("xcomp", "advcl", "acl", "relcl") or _came_first(step.head, clauses):
        return None
    return marker_to(step.child, clauses)


def _came_first(i: int, clauses: Clauses) -> bool:
    """ "became *the first state to* recognise it": who is the first, last or only one to do a thing has done it.

    The parser may hang what was done on the verb that says who was first."""
    i = next((k for k in clauses.kids[i] if clauses.tokens[k].dep == "attr"), i) if clauses.is_verb(i) else i
    words = {clauses.tokens[k].text.lower() for k in (i, *clauses.kids[i])}
    at = clauses.tokens[i]
    said = at.dep in ("attr", "oprd") and clauses.tokens[at.head].lemma.lower() in ("be", "become")
    return said and clauses.tokens[at.head].tag in ("VBD", "VBZ", "VBP", "VBN") and bool(words & FIRST)


def _gerund_by(i: int, clauses: Clauses) -> bool:
    """ "tried to calm them *by stressing* …": the means of an attempt are real."""
    token = clauses.tokens[i]
    return token.dep == "pcomp" and token.tag == "VBG" and clauses.tokens[token.head].text.lower() == "by"


def reports(step: Step, lexicon: Lexicon, clauses: Clauses) -> bool:
    """Whether the head of a step is a verb of speech or thought that reports what its child says."""
    if clauses.tokens[step.head].pos != "VERB" or step.relation in ("obj", "subj", "xcomp"):
        return False
    cue = cue_at(step.head, step.relation, lexicon.attribution, clauses)
    return cue is not None and cue.effect != "judges"


def _reported(found: list[Signal], head: int, clauses: Clauses, lexicon: Lexicon) -> list[Signal]:
    """What is reported, under the verb that reports it: "would" is "will" said earlier; what nobody said is open."""
    shifted = [
        Signal("future", s.token) if _backshifted(s.token, clauses) and s.effect == "hypothetical" else s for s in found
    ]
    unsaid = [Signal("hypothetical", s.token) for s in signals(head, clauses, lexicon) if s.effect == "negation"]
    return shifted + (unsaid[:1] if len(unsaid) % 2 else [])


def _backshifted(j: int, clauses: Clauses) -> bool:
    """ "said it *would* leave" reports "we will leave"; "would have left" is still unreal."""
    if clauses.tokens[j].text.lower() not in ("would", "'d", "’d"):
        return False
    verb = clauses.tokens[j].head
    perfect = any(
        clauses.tokens[k].lemma.lower() == "have" and clauses.tokens[k].dep == "aux" for k in clauses.kids[verb]
    )
    conditional = any(
        clauses.tokens[k].dep == "advcl" and any(clauses.tokens[m].text.lower() == "if" for m in clauses.kids[k])
        for k in clauses.kids[verb]
    )
    return not perfect and not conditional


def _generic(step: Step, clauses: Clauses) -> list[Signal]:
    """ "any state that attacks us": a clause on nobody in particular says nothing that happened; one on nobody at all
    ("no state that attacked us", "no charges filed") says that nothing did."""
    if clauses.tokens[step.child].dep not in ("relcl", "acl"):
        return []
    words = [(j, clauses.tokens[j]) for j in (step.head, *clauses.kids[step.head])]
    named = [(j, t.text.lower()) for j, t in words if j == step.head or t.dep == "det"]
    empty = [Signal("negation", j, _NOBODYS) for j, text in named if text in _EMPTY]
    return empty[:1] or [Signal("hypothetical", j) for j, text in named if text in _GENERIC][:1]


def _asked(i: int, clauses: Clauses) -> list[Signal]:
    """A question whether something happened leaves it open; a question why it did does not."""
    tokens = clauses.tokens
    last = next((j for j in reversed(range(len(tokens))) if tokens[j].text not in ('"', "”", "’", "'")), i)
    quoted = any(span.start <= tokens[last].start < span.end for span in clauses.sentence.quoted)
    here = any(span.start <= tokens[i].start < span.end for span in clauses.sentence.quoted)
    if tokens[last].text != "?" or quoted != here or any(t.text.lower() in _OPEN for t in tokens[:3]):
        return []
    return [Signal("hypothetical", last)]


def _settle(found: list[Signal]) -> Modality:
    """Several cues together: an even number of negations cancels, and a possibility is not also a plan."""
    effects = [signal.effect for signal in found if signal.effect in AUX_MODES]
    modes = set(effects)
    if effects.count("negation") % 2 == 0:
        modes.discard("negation")
    if "hypothetical" in modes:
        modes.discard("future")
    ordered: list[AuxMode] = [m for m in ("historical", "future", "hypothetical", "negation") if m in modes]
    return Modality(tuple(ordered), tuple(sorted({signal.token for signal in found if signal.effect in modes})))
