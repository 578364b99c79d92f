"""Attribution: who says it, as a chain from the outermost speaker in."""

from __future__ import annotations

from accord.coding.arguments import Clauses
from accord.coding.modality import presupposed, relation_up
from accord.coding.referents import Referents
from accord.lexicon import Lexicon
from accord.records import Actor, Attribution, Mention, Sentence

#: Stances that hold of what they govern but not of what is taken for granted inside it.
OPINIONS = frozenset({"accuses", "denies", "demands", "expects", "hopes", "promises", "warns"})
_POS = {"VERB": "v", "AUX": "v", "NOUN": "n"}


def attribution(i: int, referents: Referents, lexicon: Lexicon, carried: Attribution | None) -> tuple[Attribution, ...]:
    """The speakers above word ``i``, outermost first.

    ``carried`` is the speaker of a quotation that goes on from the sentence before; it is used where the word stands
    in quotation marks and its own sentence names no speaker.
    """
    clauses = referents.clauses
    quoted = in_quotation(i, clauses.sentence)
    links: list[Attribution] = []
    child, granted = i, False
    for head in clauses.path_up(i):
        granted = granted or presupposed(child, clauses)
        link = _link(head, relation_up(child, head, clauses), referents, lexicon, quoted)
        # "criticised the bloc for failing to act when Mali was attacked": that it was attacked is no accusation.
        if link and not (granted and link.stance in OPINIONS):
            links.append(link)
        child = head
    links.extend(_according(i, referents, lexicon))
    if not links and quoted and carried is not None:
        links.append(carried)
    return tuple(reversed(links))


def in_quotation(i: int, sentence: Sentence) -> bool:
    """Whether word ``i`` stands inside quotation marks as speech."""
    token = sentence.tokens[i]
    return any(span.start <= token.start < span.end for span in sentence.quoted)


def _link(head: int, step: str, referents: Referents, lexicon: Lexicon, quoted: bool) -> Attribution | None:
    clauses = referents.clauses
    token = clauses.tokens[head]
    cue = next(iter(lexicon.attribution.get((token.lemma.lower(), _POS.get(token.pos, "")), ())), None)
    if cue is None or step not in cue.relations | ({"ccomp", "parataxis"} if token.pos == "VERB" else frozenset()):
        return None
    if step == "obj" and cue.effect in ("accuses", "denies"):
        return None
    noun = token.pos == "NOUN"
    subjects = clauses.related(head, "poss" if noun else "subj") or (clauses.related(head, "by") if noun else ())
    subjects = tuple(j for j in subjects if clauses.tokens[j].lemma not in ("it", "there", "that", "which"))
    if not subjects:
        return None
    return speaks(subjects[0], head, cue.effect, referents, quoted)


def speaks(speaker: int, cue: int, stance: str, referents: Referents, quoted: bool) -> Attribution:
    """The link that word ``cue`` makes to the speaker at word ``speaker``."""
    found = referents.actors(speaker, owner=True, place=False)
    actor: Mention[Actor] | None = found[0] if found else None
    words = actor.text if actor else _phrase(speaker, referents.clauses)
    token = referents.clauses.tokens[cue]
    return Attribution(words, actor, token.text, stance, token.start, token.end, quoted)


def _phrase(i: int, clauses: Clauses) -> str:
    """The words of a noun phrase up to its head, without what hangs on behind."""
    words = [j for j in clauses.subtree(i) if j <= i]
    return " ".join(clauses.tokens[j].text for j in words)


def _according(i: int, referents: Referents, lexicon: Lexicon) -> list[Attribution]:
    """ "according to the ministry", hung on the event's clause or on one above it."""
    cue = next(iter(lexicon.attribution.get(("according to", "x"), ())), None)
    if cue is None:
        return []
    clauses = referents.clauses
    for j in (i, *clauses.path_up(i)):
        for k in clauses.kids[j]:
            if clauses.tokens[k].text.lower() != "according":
                continue
            speakers = clauses.related(k, "to")
            if speakers:
                return [speaks(speakers[0], k, cue.effect, referents, False)]
    return []
