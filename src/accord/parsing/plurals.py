"""They: which parties a plural pronoun takes up, the coordinated ones or one that is plural by itself."""

from __future__ import annotations

from collections.abc import Sequence

from accord.parsing.antecedents import (
    PEOPLE,
    SUBJECTS,
    Memory,
    antecedents,
    children,
    clause_subjects,
    coordinated,
    is_own_subject,
    only,
    refer,
)
from accord.records import Actor, Mention, Sentence, Token

#: Nouns that only say how many: what they count acts.
COUNTING = frozenset({"hundred", "thousand", "dozen", "score", "million", "group", "handful", "number", "crowd"})


def resolve_they(memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], at: int) -> list[Mention[Actor]]:
    """They: coordinated parties or a plural, as the subject around the pronoun or of the sentence before."""
    tokens = sentence.tokens
    own = [a.mention for a in antecedents(sentence, mentions, memory.index) if is_own_subject(sentence, a, at)]
    mentions = [m for m in mentions if m not in own]
    for subject in clause_subjects(tokens, at):
        if subject > at or any(m.head == subject for m in own):
            continue
        group = _group(sentence, mentions, subject)
        if group:
            return [refer(memory.report, tokens, at, m, actor=m.value, via="pronoun") for m in group]
        if tokens[subject].tag in ("NNS", "NNPS", "WDT", "WP"):
            return []
    before = [m for m in mentions if m.end <= tokens[at].start]
    plural = [a for a in antecedents(sentence, before, memory.index) if a.nature == PEOPLE]
    others = any(a.nature == PEOPLE and a.key not in {b.key for b in plural} for a in memory.recent(1))
    if others and any(a.subject for a in plural) and _is_part_subject(tokens, at):
        # "Police watched as some of them …": rather those of the sentence before.
        return []
    if plural:
        one = only(plural)
        return [refer(memory.report, tokens, at, one.mention, actor=one.mention.value, via="pronoun")] if one else []
    if before and tokens[at].tag == "PRP$":
        return []
    if counted := _counted_before(memory, sentence, at):
        return [counted]
    if tokens[at].dep not in SUBJECTS and only(a for a in memory.recent(1) if a.nature == PEOPLE) is None:
        return []
    return _people_before(memory, sentence, at)


def resolve_those(memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], at: int) -> list[Mention[Actor]]:
    """ "Those who stayed": a part of the people told of just before, else people of no country yet known."""
    tokens = sentence.tokens
    verbs = [c for c in children(tokens, at) if tokens[c].dep == "relcl"]
    asked = [c for verb in verbs for c in children(tokens, verb) if tokens[c].text.lower() == "who"]
    if not asked or not any(memory.index.has("part_of_people", tokens[verb].lemma.lower()) for verb in verbs):
        return []
    here = antecedents(sentence, [m for m in mentions if m.end <= tokens[at].start], memory.index)
    for scope in (here, memory.recent(1)):
        people = [a for a in scope if a.nature == PEOPLE]
        if people:
            one = only(people)
            return (
                [refer(memory.report, tokens, at, one.mention, actor=one.mention.value, via="pronoun")] if one else []
            )
    token = tokens[at]
    return [Mention(token.start, token.end, token.text, at, Actor(sector="CVL"), "role")]


def _is_part_subject(tokens: Sequence[Token], at: int) -> bool:
    """Whether "them" is the whole of a subject that is a part: "some of them left"."""
    of = tokens[at].head
    return tokens[of].text.lower() == "of" and tokens[tokens[of].head].dep in SUBJECTS


def _counted_before(memory: Memory, sentence: Sentence, at: int) -> Mention[Actor] | None:
    """ "Police arrested 27 miners. All of *them* have been freed": those counted just before, of whom some are told."""
    if not memory.sentences or not _is_part_subject(sentence.tokens, at):
        return None
    tokens = memory.sentences[-1].tokens
    people = [a.mention for a in memory.recent(1) if a.nature == PEOPLE and tokens[a.mention.head].tag == "NNS"]
    counted = [m for m in people if any(tokens[c].dep == "nummod" for c in children(tokens, m.head))]
    one = counted[0] if len(counted) == 1 else None
    return refer(memory.report, sentence.tokens, at, one, actor=one.value, via="pronoun") if one else None


def _people_before(memory: Memory, sentence: Sentence, at: int) -> list[Mention[Actor]]:
    if not memory.sentences:
        return []
    last = memory.sentences[-1]
    known = [a.mention for a in memory.recent(1)]
    root = next((i for i, t in enumerate(last.tokens) if t.head == i), 0)
    for child in children(last.tokens, root):
        if last.tokens[child].dep in SUBJECTS:
            group = _others_struck(last, known, child, sentence, at) or _group(last, known, child)
            return [refer(memory.report, sentence.tokens, at, m, actor=m.value, via="pronoun") for m in group]
    return []


def _others_struck(
    last: Sentence, known: list[Mention[Actor]], subject: int, sentence: Sentence, at: int
) -> list[Mention[Actor]]:
    """ "Gunmen shot at the soldiers. *They* killed two gunmen": of the two sides not the one that is struck now."""
    verb = sentence.tokens[at].head
    struck = {
        sentence.tokens[c].lemma.lower() for c in children(sentence.tokens, verb) if sentence.tokens[c].dep == "dobj"
    }
    if sentence.tokens[at].dep not in SUBJECTS or last.tokens[subject].lemma.lower() not in struck:
        return []
    others = [m for m in known if m.head != subject and last.tokens[m.head].tag in ("NNS", "NNPS", "PRP")]
    return others if len({m.value.code for m in others}) == 1 and len(others) == 1 else []


def _group(sentence: Sentence, mentions: list[Mention[Actor]], subject: int) -> list[Mention[Actor]]:
    """The mentions a plural pronoun takes up: all of a coordination, or one that is plural by itself."""
    members = [_counted(sentence.tokens, i) for i in coordinated(sentence.tokens, subject)]
    found = [[m for m in mentions if m.head == i] for i in members]
    if len(members) > 1:
        return [m for group in found for m in group] if all(found) else []
    single = found[0]
    if len(single) > 1:
        return single
    tag = sentence.tokens[members[0]].tag
    actor = single[0].value if single else Actor()
    collective = bool(actor.id and actor.sector) or (
        actor.sector in ("COP", "MIL", "REB", "OPP", "CVL") and not actor.name
    )
    return single if single and (tag in ("NNS", "NNPS") or collective) else []


def _counted(tokens: Sequence[Token], at: int) -> int:
    """What a word that only counts is of: the demonstrators of "hundreds of demonstrators"."""
    if tokens[at].lemma.lower() not in COUNTING:
        return at
    under = [c for of in children(tokens, at) if tokens[of].text.lower() == "of" for c in children(tokens, of)]
    return under[0] if len(under) == 1 and tokens[under[0]].tag in ("NNS", "NNPS") else at
