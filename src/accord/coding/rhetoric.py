"""Rhetoric: what speeches say in the words of deeds: "an attack on our democracy", the right to defend one's own; and
what a quarrel is about, which is no party to it."""

from __future__ import annotations

from collections.abc import Sequence

from accord.coding.arguments import Clauses
from accord.coding.match import Hit
from accord.lexicon import Phrase, load_words
from accord.records import Actor, AuxMode, Mention

Mentions = tuple[Mention[Actor], ...]

_POINTING = frozenset({"this", "that", "it", "which", "these", "those"})
#: Types of words and protests, whose object may be a matter and no party.
_ABOUT = frozenset({"ACCUSE", "PROTEST", "REJECT", "SUPPORT"})


def is_rhetoric(
    hit: Hit[Phrase], clauses: Clauses, modes: Sequence[AuxMode], actors: Mentions, recipients: Mentions
) -> bool:
    """Whether a word of force or help is a figure of speech, or is what somebody may do for their own people."""
    if hit.phrase.type == "ASSAULT" and not hit.phrase.mode and not actors:
        return _judged(hit.token, clauses) or _on_ideals(hit.token, clauses)
    if hit.phrase.type == "ASSAULT" and not recipients and clauses.tokens[hit.token].lemma.lower() == "aggression":
        return True  # "our efforts against *Chadian aggression*" tells of no attack
    if (hit.phrase.type, hit.phrase.mode) == ("ASSAULT", "destroy") and not recipients and _own(hit.token, clauses):
        return True
    if hit.phrase.mode == "seize" and _occupied(hit.token, clauses):
        return True
    if hit.phrase.type == "REQUEST" and _names_a_plea(hit.token, clauses):
        return True
    if hit.phrase.type == "RETREAT" and hit.phrase.mode == "ceasefire" and _of_another(hit.token, clauses, actors):
        return True
    if (
        hit.phrase.type == "AGREE"
        and not recipients
        and len(actors) == 1
        and _with_nobody(hit.token, clauses, actors[0])
    ):
        return True
    if hit.phrase.type == "SUPPORT" and _strengthens_alone(hit.token, clauses, modes, actors, recipients):
        return True
    own = {m.value.country for m in actors}
    home = bool(own) and bool(recipients) and all(m.value.country in own for m in recipients)
    return hit.phrase.type == "SUPPORT" and home and "hypothetical" in modes


def _of_another(i: int, clauses: Clauses, actors: Mentions) -> bool:
    """ "wants to stop *Chad's* bombing": whoever stops what others do does not lay down arms."""
    doers = {k for j in clauses.related(i, "obj") for r in ("poss", "mod", "by") for k in clauses.related(j, r)}
    named = [m for m in clauses.sentence.actors if m.head in doers and m.value.country]
    return bool(named) and not {m.value.country for m in named} & {m.value.country for m in actors}


def _with_nobody(i: int, clauses: Clauses, other: Mention[Actor]) -> bool:
    """ "headway in *resolving* the row with Chad": of two who come to terms only the other one is named."""
    under = {k for j in (i, *clauses.related(i, "obj")) for k in clauses.related(j, "with")}
    return clauses.tokens[i].tag in ("VB", "VBG") and not clauses.passive(i) and other.head in under


def _strengthens_alone(
    i: int, clauses: Clauses, modes: Sequence[AuxMode], actors: Mentions, recipients: Mentions
) -> bool:
    """ "a package to *strengthen ties*", "strengthening *our* cooperation with the ministry": of two one is named."""
    if clauses.tokens[i].lemma.lower() not in load_words()["bonding"] or recipients or len(actors) != 1:
        return False
    under = {k for j in (i, *clauses.related(i, "obj")) for k in clauses.related(j, "with")}
    return "hypothetical" in modes or actors[0].head in under


def _names_a_plea(i: int, clauses: Clauses) -> bool:
    """ "*called demands* for money useless": whoever gives others' plea a name pleads for nothing."""
    objects = {clauses.tokens[j].lemma.lower() for j in clauses.related(i, "obj")}
    return clauses.tokens[i].lemma.lower() == "call" and bool(objects & load_words()["plea"])


def _occupied(i: int, clauses: Clauses) -> bool:
    """ "is considered *occupied territory*": the parser takes what land is called for a deed."""
    behind = clauses.tokens[i + 1].text.lower() if i + 1 < len(clauses.tokens) else ""
    return clauses.tokens[i].text.lower() == "occupied" and behind in load_words()["soil"]


def _own(i: int, clauses: Clauses) -> bool:
    """ "has destroyed *its* missiles": what one does to one's own things is no attack."""
    return any(clauses.tokens[k].tag == "PRP$" for j in clauses.related(i, "obj") for k in clauses.kids[j])


def _judged(i: int, clauses: Clauses) -> bool:
    """ "*This is an attack* on our country": a name that somebody gives to what was told before."""
    token = clauses.tokens[i]
    if token.dep != "attr" or clauses.tokens[token.head].lemma.lower() != "be":
        return False
    return any(clauses.tokens[k].text.lower() in _POINTING for k in clauses.related(token.head, "subj"))


def _on_ideals(i: int, clauses: Clauses) -> bool:
    """ "an attack *on democracy*", "an assault on the rights of workers"."""
    struck = [j for relation in ("on", "against") for j in clauses.related(i, relation)]
    return bool(struck) and clauses.tokens[struck[0]].lemma.lower() in load_words()["ideal"]


def without_matters(hit: Hit[Phrase], clauses: Clauses, recipients: Mentions) -> Mentions:
    """The recipients without countries that only say which war or deal is spoken of: "opposed *the Iraq war*", "a rally
    against *the Iran deal*". To reject an Iranian deal is still to reject something of theirs."""
    if hit.phrase.type not in _ABOUT:
        return recipients
    return tuple(m for m in recipients if not _names_matter(m, hit.phrase.type, clauses))


def _names_matter(mention: Mention[Actor], type_: str, clauses: Clauses) -> bool:
    token = clauses.tokens[mention.head]
    harms = load_words()["one_sided"]
    beside = [clauses.tokens[k].lemma.lower() for k in clauses.kids[mention.head] if clauses.tokens[k].dep == "appos"]
    if token.dep == "dobj" and mention.via == "name" and not mention.value.sector and set(beside) & harms:
        return True  # "condemns *Chad*, Mali bombings"
    noun = clauses.tokens[token.head].lemma.lower()
    if token.dep not in ("compound", "nmod", "amod") or mention.value.sector or mention.value.role:
        return False
    if (
        noun in load_words()["warfare"] or noun in harms
    ):  # "the *Israeli* invasion" is Israel's, "the *Iraq* invasion" is not Iraq's
        return token.tag.startswith("NNP") and mention.via in ("name", "capital") and token.dep != "amod"
    return noun in load_words()["agreement"] and mention.via == "name" and token.dep != "amod"


def by_nobody(hit: Hit[Phrase], clauses: Clauses, type_: str, modes: Sequence[AuxMode], recipients: Mentions) -> bool:
    """Whether what has no doer is done by nobody: "will not be bullied", "collaboration with Chad will help", "entry
    into the union"."""
    if hit.phrase.type == "COOPERATE":
        return True
    if hit.phrase.type == "AID" and all(m.value.code == "UNK" for m in recipients):
        return True
    infinitive = clauses.tokens[hit.token].tag == "VB" and not clauses.passive(hit.token)
    if infinitive and "hypothetical" in modes and hit.phrase.type in ("COERCE", "SANCTION"):
        return True  # "the best way *to stop* the rebels"
    promised = type_ == "AGREE" != hit.phrase.type and not clauses.passive(hit.token)
    return promised or {"future", "negation"} <= set(modes)
