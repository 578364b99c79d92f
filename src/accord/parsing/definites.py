"""Definite nouns: "the country", "the alliance", "the prime minister", "both sides", "his government", "its members".

A definite noun is resolved to who was named before; its country, where it names none, is that of its possessor or, if
only one country is in view, of the sentences around it.
"""

from __future__ import annotations

from dataclasses import replace

from accord.parsing.actorindex import BODIES
from accord.parsing.antecedents import (
    PERSON,
    REACH,
    Antecedent,
    Memory,
    antecedents,
    children,
    clause_subjects,
    covering,
    refer,
    role_kind,
    state_of,
)
from accord.parsing.names import fold, singular
from accord.parsing.pronouns import only
from accord.records import Actor, Mention, Sentence, Span

#: Sectors whose bare nouns take the country in view ("the police", "parliament").
LOCAL = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "OPP", "CVL", "PTY", "SPY", "REB", "ELI"})


def resolve_definite(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], at: int
) -> list[Mention[Actor]]:
    """The mentions that the noun at ``at`` makes if it is a definite noun with a clear antecedent; else none."""
    token = sentence.tokens[at]
    if token.pos not in ("NOUN", "PROPN") or any(m.start <= token.start < m.end for m in mentions):
        return []
    noun = singular(fold(token.text))
    has = memory.index.has
    if has("pair_noun", noun) and _is_pair(memory, sentence, at):
        return _pair(memory, sentence, mentions, at)
    owners = _owners(sentence, mentions, at)
    if has("member_noun", noun) and (owners := owners or _of_body(sentence, mentions, at)):
        return [_owned(memory, sentence, at, owner, "member") for owner in owners if owner.value.id]
    if has("state_noun", noun) and owners and token.tag == "NN":
        return _state_of_owner(memory, sentence, at, owners)
    if not _is_definite(memory, sentence, at):
        return []
    if has("state_noun", noun):
        return _state(memory, sentence, mentions, at)
    return _body(memory, sentence, mentions, at, noun)


def _owners(sentence: Sentence, mentions: list[Mention[Actor]], at: int) -> list[Mention[Actor]]:
    """The mentions that possess the noun."""
    for child in children(sentence.tokens, at):
        if sentence.tokens[child].dep == "poss":
            return covering(mentions, sentence, child)
    return []


def _of_body(sentence: Sentence, mentions: list[Mention[Actor]], at: int) -> list[Mention[Actor]]:
    """The bodies under "of": "members of the alliance"."""
    tokens = sentence.tokens
    for child in children(tokens, at):
        if tokens[child].text.lower() == "of":
            for inner in children(tokens, child):
                return [m for m in mentions if m.head == inner and (m.value.country in BODIES or m.value.id)]
    return []


def _owned(memory: Memory, sentence: Sentence, at: int, owner: Mention[Actor], role: str) -> Mention[Actor]:
    return refer(memory.report, sentence.tokens, at, owner, actor=replace(owner.value, role=role), via="definite")


def _state_of_owner(memory: Memory, sentence: Sentence, at: int, owners: list[Mention[Actor]]) -> list[Mention[Actor]]:
    """ "His country": the state of the person."""
    state = state_of(owners[0].value, memory.index) if len(owners) == 1 else None
    pronoun = len(owners) == 1 and owners[0].via == "pronoun" and owners[0].value.name
    return (
        [refer(memory.report, sentence.tokens, at, owners[0], actor=state, via="definite")] if state and pronoun else []
    )


def _is_definite(memory: Memory, sentence: Sentence, at: int) -> bool:
    tokens = sentence.tokens
    articles = [tokens[c].text.lower() for c in children(tokens, at) if tokens[c].tag == "DT"]
    others = any(memory.index.has("another", tokens[c].text.lower()) for c in children(tokens, at))
    named = any(
        tokens[c].dep in ("poss", "compound", "nummod") and tokens[c].pos == "PROPN" for c in children(tokens, at)
    )
    of = any(tokens[c].text == "of" for c in children(tokens, at))
    single = tokens[at].tag in ("NN", "NNP")
    return single and bool(articles) and articles[0] in ("the", "this", "that") and not others and not named and not of


def _is_pair(memory: Memory, sentence: Sentence, at: int) -> bool:
    tokens = sentence.tokens
    words = [tokens[c].text.lower() for c in children(tokens, at)]
    return tokens[at].tag == "NNS" and ("both" in words or ("two" in words and ("the" in words or "these" in words)))


def _pair(memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], at: int) -> list[Mention[Actor]]:
    """The two parties in view: of this sentence so far, else of the nearest sentence that names exactly two."""
    start = sentence.tokens[at].start
    here = antecedents(sentence, [m for m in mentions if m.end <= start], memory.index)
    scopes = [here, *(memory.recent(back) for back in range(1, REACH + 2))]
    sides = memory.index.has("side_noun", singular(fold(sentence.tokens[at].text)))
    for scope in scopes:
        states = {a.mention.value.country: a for a in reversed(scope) if _is_state(memory, a)}
        bodies = {a.key for a in scope if a.mention.value.id or a.mention.value.country in BODIES}
        if len(states) == 2 and (scope is not here or not bodies):
            found = [(a.mention, state_of(a.mention.value, memory.index)) for a in reversed(states.values())]
            return [refer(memory.report, sentence.tokens, at, m, actor=s or m.value, via="definite") for m, s in found]
        parties = {a.key: a.mention for a in reversed(scope) if a.subject and not a.weak}
        if sides and len(parties) == 2:
            both = list(reversed(parties.values()))
            return [refer(memory.report, sentence.tokens, at, m, actor=m.value, via="definite") for m in both]
        if len(states) > 1 or len(parties) > 1:
            return []
    return []


def _is_state(memory: Memory, found: Antecedent) -> bool:
    actor = found.mention.value
    return actor.country in memory.index.states and not actor.id


def _state(memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], at: int) -> list[Mention[Actor]]:
    """ "The country": the one state in view; of several, the state of the subject, if the noun only says whose."""
    start = sentence.tokens[at].start
    here = antecedents(sentence, [m for m in mentions if m.end <= start], memory.index)
    scopes = [here, *(memory.recent(back) for back in range(1, REACH + 1))]
    for number, scope in enumerate(scopes):
        states = [a for a in scope if a.mention.value.country in memory.index.states]
        countries = {a.mention.value.country for a in states}
        if len(countries) == 1:
            return _as_state(memory, sentence, at, states[-1])
        if countries:
            subject = _subject_state(sentence, mentions, states, at) if number == 0 else None
            return _as_state(memory, sentence, at, subject) if subject else []
    return []


def _as_state(memory: Memory, sentence: Sentence, at: int, found: Antecedent) -> list[Mention[Actor]]:
    state = state_of(found.mention.value, memory.index)
    return [refer(memory.report, sentence.tokens, at, found.mention, actor=state, via="definite")] if state else []


def _subject_state(
    sentence: Sentence, mentions: list[Mention[Actor]], states: list[Antecedent], at: int
) -> Antecedent | None:
    if sentence.tokens[at].dep != "poss":
        return None
    for subject in clause_subjects(sentence.tokens, at):
        for a in states:
            if a.mention.head == subject:
                return a
    return None


def _body(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], at: int, noun: str
) -> list[Mention[Actor]]:
    """ "The alliance": the last body that this noun can mean."""
    found = body_called(memory, sentence, mentions, sentence.tokens[at].start, noun)
    return (
        [refer(memory.report, sentence.tokens, at, found.mention, actor=found.mention.value, via="definite")]
        if found
        else []
    )


def body_called(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], start: int, noun: str
) -> Antecedent | None:
    """The one body named before that ``noun`` can mean, in the nearest sentence that names one."""
    here = antecedents(sentence, [m for m in mentions if m.end <= start], memory.index)
    scopes = [here, *(memory.recent(back) for back in range(1, len(memory.history) + 1))]
    for scope in scopes:
        fitting = [a for a in scope if noun in memory.index.nouns.get(a.mention.value.id or a.mention.value.name, ())]
        if fitting:
            return only(fitting)
    return None


def resolve_role(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], mention: Mention[Actor]
) -> Mention[Actor]:
    """A role noun without a country ("the prime minister", "his government") with what the report gives it."""
    actor = mention.value
    if actor.country or actor.name or mention.via != "role":
        return mention
    owners = _owners(sentence, [m for m in mentions if m is not mention], mention.head)
    if owners:
        return _with_owner(memory, mention, owners)
    if country := _placed(sentence, mention):
        return replace(mention, value=replace(actor, country=country))
    if any(sentence.tokens[c].dep == "poss" for c in children(sentence.tokens, mention.head)):
        return mention
    definite = _has_the(sentence, mention.head)
    if definite and sentence.tokens[mention.head].tag in ("NN", "NNP"):
        start = sentence.tokens[mention.head].start
        noun = singular(fold(sentence.tokens[mention.head].text))
        if body := body_called(memory, sentence, mentions, start, noun):
            return _pointing(memory, mention, body.mention, body.mention.value)
        if found := _same_office(memory, sentence, mentions, mention):
            return _pointing(memory, mention, found.mention, found.mention.value)
    return _in_view(memory, sentence, mentions, mention)


def _placed(sentence: Sentence, mention: Mention[Actor]) -> str:
    """The country of a town that stands with the noun: "Shanghai police", "the mayor of Leeds"."""
    tokens = sentence.tokens
    near = [c for c in children(tokens, mention.head) if tokens[c].dep in ("compound", "nmod", "poss")]
    for child in children(tokens, mention.head):
        if tokens[child].text.lower() in ("of", "in", "from") and tokens[child].dep == "prep":
            near += [c for c in children(tokens, child) if tokens[c].dep == "pobj"]
    found = {p.value.country for p in sentence.places for i in near if p.head == i and p.value.country}
    return found.pop() if len(found) == 1 else ""


def _has_the(sentence: Sentence, at: int) -> bool:
    tokens = sentence.tokens
    return any(tokens[c].text.lower() in ("the", "this", "that") for c in children(tokens, at))


def _pointing(memory: Memory, mention: Mention[Actor], to: Mention[Actor], actor: Actor) -> Mention[Actor]:
    back = to.antecedent or Span(memory.report, to.start, to.end, "antecedent")
    return replace(mention, value=actor, via="definite", antecedent=back)


def _with_owner(memory: Memory, mention: Mention[Actor], owners: list[Mention[Actor]]) -> Mention[Actor]:
    """ "Its troops", "Doe's spokesman": the country or the body is the owner's."""
    if len(owners) != 1:
        return mention
    owner = owners[0].value
    role = mention.value.role
    sector = mention.value.sector
    if (owner.id and not owner.role) or owner.country in BODIES:
        staff = role_kind(memory.index, role) in ("staff", "member", "person") and sector in ("", "GOV")
        keeps = owner.sector if staff or not sector else sector
        value = Actor(owner.country, keeps, owner.name if owner.id else "", role, owner.id)
        return _pointing(memory, mention, owners[0], value)
    if not owner.country:
        return mention
    return _pointing(memory, mention, owners[0], Actor(owner.country, sector or owner.sector, "", role))


def _same_office(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], mention: Mention[Actor]
) -> Antecedent | None:
    """The last holder of the office named before; "the minister" means the last minister, "the leader" any leader."""
    before = antecedents(sentence, [m for m in mentions if m.end <= mention.start and m is not mention], memory.index)
    scopes = [before, *(memory.recent(back) for back in range(1, len(memory.history) + 1))]
    role = mention.value.role
    if role_kind(memory.index, role) not in ("person", "staff", "body"):
        return None
    for scope in scopes:
        fitting = [a for a in scope if a.mention.value.country and _fits_office(role, a)]
        if fitting:
            return only(fitting)
    return None


def _fits_office(role: str, found: Antecedent) -> bool:
    other = found.mention.value.role
    if role == other:
        return True
    if found.nature == PERSON:
        heads = ("head of state", "head of government", "supreme leader", "de facto leader", "monarch")
        if role == "leader":
            return other in (*heads, "opposition leader") or other.endswith("leader")
        return role in ("minister", "cabinet secretary") and other.endswith(" minister")
    return role in ("ministry", "department") and other.endswith("ministry")


def _in_view(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], mention: Mention[Actor]
) -> Mention[Actor]:
    """Fill the country of a local body or crowd where the sentence, or else the one before, has only one in view."""
    last = mention.value.role.split(" ")[-1]
    if mention.value.sector == "CVL" and not memory.index.has("local_crowd", last):
        return mention
    if mention.value.sector not in LOCAL or _is_abroad(memory, sentence, mention):
        return mention
    # A country after the noun is as likely to be the other side ("the government accused Kenya"): only those before.
    others = [m for m in mentions if m.end <= mention.start]
    if len(others) < len(mentions) - 1 and any(m.value.country for m in mentions if m.start >= mention.end):
        return mention
    for scope, places in ((others, sentence.places), *_before(memory)):
        seen = {m.value.country: m for m in scope if m.value.country}
        countries = {c for c in seen if c in memory.index.states} | {p.value.country for p in places if p.value.country}
        if len(countries) == 1 and not any(c in BODIES for c in seen):
            country = countries.pop()
            source = seen.get(country)
            back = source.antecedent or Span(memory.report, source.start, source.end, "context") if source else None
            return replace(mention, value=replace(mention.value, country=country), via="context", antecedent=back)
        if countries:
            return mention
    return mention


def _before(memory: Memory) -> list[tuple[list[Mention[Actor]], tuple[Mention[object], ...]]]:
    if not memory.sentences:
        return []
    last: list[Mention[Actor]] = [a.mention for a in memory.recent(1)]
    return [(last, memory.sentences[-1].places)]  # type: ignore[list-item]


def _is_abroad(memory: Memory, sentence: Sentence, mention: Mention[Actor]) -> bool:
    """Whether a word such as "foreign" before the noun says that it is not of the country in view."""
    words = (sentence.tokens[c].text.lower() for c in children(sentence.tokens, mention.head))
    return any(memory.index.has("abroad", word) for word in words)
