"""Definite nouns: "the country", "the alliance", "both sides", "its members" are resolved to who was named before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from accord.parsing.antecedents import (
    REACH,
    Antecedent,
    Memory,
    antecedents,
    children,
    clause_subjects,
    coordinated,
    covering,
    first_conjunct,
    refer,
    state_of,
)
from accord.parsing.names import fold, name_keys, singular
from accord.parties import INTERNATIONAL
from accord.records import Actor, Mention, Sentence

#: Of the nouns that a table lists for a body, from the most usual on, how many are in common use.
OFTEN = 2
# Behind these, two countries only say where.
_WHERE = frozenset({"in", "near", "into", "across", "through", "towards", "toward", "from"})


def resolve_definite(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], at: int
) -> list[Mention[Actor]]:
    """The mentions that the noun at ``at`` makes if it is a definite noun with a clear antecedent; else none."""
    token = sentence.tokens[at]
    noun = singular(fold(token.text))
    has = memory.index.has
    if office := nameless_pair(memory, sentence, mentions, at):
        pair = _pair(memory, sentence, mentions, at)
        return [_holding(m, office.value) for m in pair] if not _third_state(memory, sentence, mentions, pair) else []
    if token.pos not in ("NOUN", "PROPN") or any(m.start <= token.start < m.end for m in mentions):
        return []
    if has("pair_noun", noun) and _is_pair(memory, sentence, at):
        return _pair(memory, sentence, mentions, at)
    if has("member_noun", noun):
        owners = owners_of(sentence, mentions, at) or _of_body(sentence, mentions, at)
        if owners:
            return [_owned(memory, sentence, at, owner, "member") for owner in owners if owner.value.id]
    if has("state_noun", noun) and token.tag == "NN" and (owners := owners_of(sentence, mentions, at)):
        return _state_of_owner(memory, sentence, at, owners)
    if not _is_definite(memory, sentence, at):
        return []
    if has("state_noun", noun):
        return _state(memory, sentence, mentions, at)
    return _body(memory, sentence, mentions, at, noun)


def nameless_pair(memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], at: int) -> Mention[Actor] | None:
    """The mention of two offices of nobody yet known: "the two presidents", "both governments"."""
    noun = singular(fold(sentence.tokens[at].text))
    here = [m for m in mentions if m.head == at]
    if len(here) != 1 or here[0].via != "role" or not memory.index.has("pair_noun", noun):
        return None
    known = here[0].value.country or here[0].value.name
    return here[0] if not known and _is_pair(memory, sentence, at) else None


def _third_state(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], pair: list[Mention[Actor]]
) -> bool:
    """Whether others stand beside a pair: the two leaders of "Kenya met Chad and Uganda" are nobody."""
    near = [*antecedents(sentence, mentions, memory.index), *memory.recent(1)]
    return bool({a.mention.value.country for a in near if _is_state(memory, a)} - {m.value.country for m in pair})


def _holding(mention: Mention[Actor], office: Actor) -> Mention[Actor]:
    """One of a pair as a holder of an office: whom the report named as one, else that of the state."""
    actor = mention.value
    if actor.name and actor.role and actor.sector == office.sector:
        return mention
    return replace(mention, value=Actor(actor.country, office.sector, "", office.role))


def owners_of(sentence: Sentence, mentions: list[Mention[Actor]], at: int) -> list[Mention[Actor]]:
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
                return [m for m in mentions if m.head == inner and (m.value.country in INTERNATIONAL or m.value.id)]
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
    if tokens[at].tag not in ("NN", "NNP"):
        return False
    kids = [tokens[c] for c in children(tokens, at)]
    article = next((t.text.lower() for t in kids if t.tag == "DT"), "")
    if article not in ("the", "this", "that"):
        return False
    others = any(memory.index.has("another", t.text.lower()) for t in kids)
    named = any(t.dep in ("poss", "compound", "nummod") and t.pos == "PROPN" for t in kids)
    return not others and not named and not any(t.text == "of" for t in kids)


def _is_pair(memory: Memory, sentence: Sentence, at: int) -> bool:
    tokens = sentence.tokens
    words = [tokens[c].text.lower() for c in children(tokens, at)]
    return tokens[at].tag == "NNS" and ("both" in words or ("two" in words and ("the" in words or "these" in words)))


def _pair(memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], at: int) -> list[Mention[Actor]]:
    """The two parties in view: two that stand coordinated, else the only two states of this sentence or the last.

    "Sides" need the coordination. Where others were named since, they are the only pair that the report has told of.
    """
    here = antecedents(sentence, [m for m in mentions if m.end <= sentence.tokens[at].start], memory.index)
    sides = memory.index.has("side_noun", singular(fold(sentence.tokens[at].text)))
    parts = [(sentence, here)]
    parts += list(zip(reversed(memory.sentences), reversed(memory.history), strict=True))
    for number, (where, scope) in enumerate(parts[: REACH + 2]):
        pair = _coordinated_pair(memory, where, scope, sides=sides)
        if not pair and not sides and number < 2:
            pair = _only_two(a for a in scope if _is_state(memory, a))
        if pair:
            return _both(memory, sentence, at, pair)
        if len({a.mention.value.country for a in scope if _is_state(memory, a)}) > 1:
            break
    if not sides:
        return []
    everyone = [*here, *(a for scope in memory.history for a in scope)]
    pair = _only_two(a for a in everyone if _is_state(memory, a) or a.mention.value.id)
    return _both(memory, sentence, at, pair or only_pair(memory, parts))


def only_pair(memory: Memory, parts: Sequence[tuple[Sentence, list[Antecedent]]]) -> tuple[Antecedent, ...]:
    """The one pair of parties that ``parts`` put side by side or against each other; nothing where there are more."""
    pairs: dict[frozenset[str], tuple[Antecedent, ...]] = {}
    for where, scope in parts:
        for pair in (_coordinated_pair(memory, where, scope, sides=True), _rivals(memory, where, scope)):
            if pair:
                pairs[frozenset(_side_key(a) for a in pair)] = pair
    return next(iter(pairs.values())) if len(pairs) == 1 else ()


def _rivals(memory: Memory, sentence: Sentence, scope: list[Antecedent]) -> tuple[Antecedent, ...]:
    """The two parties of a sentence of which one accuses, fights or rejects the other."""
    tokens = sentence.tokens
    found: dict[frozenset[str], tuple[Antecedent, ...]] = {}
    named = [a for a in scope if _is_party(memory, a, sides=True)]
    for doer in named:
        verb = tokens[first_conjunct(tokens, doer.mention.head)].head
        while tokens[verb].dep == "conj" and not memory.index.has("rival_verb", tokens[verb].lemma.lower()):
            verb = tokens[verb].head
        verbs = [v for v in coordinated(tokens, verb) if memory.index.has("rival_verb", tokens[v].lemma.lower())]
        if not doer.subject or not verbs:
            continue
        for other in named:
            above = list(sentence.upward(other.mention.head))
            if _side_key(other) != _side_key(doer) and any(v in above for v in verbs):
                found[frozenset((_side_key(doer), _side_key(other)))] = (doer, other)
    return next(iter(found.values())) if len(found) == 1 else ()


def _side_key(found: Antecedent) -> str:
    """A party as a side: who speaks for a government is of it."""
    actor = found.mention.value
    return actor.id or f"{actor.country} {'' if actor.sector in ('GOV', 'MIL') else actor.sector}"


def _both(memory: Memory, sentence: Sentence, at: int, pair: tuple[Antecedent, ...]) -> list[Mention[Actor]]:
    if len({a.mention.value.country for a in pair}) == 1:
        # A state at war with its own rebels is only one of its sides: its government.
        return [
            refer(memory.report, sentence.tokens, at, a.mention, actor=a.mention.value, via="definite") for a in pair
        ]
    return [_party(memory, sentence, at, a) for a in pair]


def _only_two(found: Iterable[Antecedent]) -> tuple[Antecedent, ...]:
    """The first mentions of two parties where there are no more than two, else nothing."""
    parties: dict[str, Antecedent] = {}
    for a in found:
        parties.setdefault(a.mention.value.id or a.mention.value.country, a)
    return tuple(parties.values()) if len(parties) == 2 else ()


def _coordinated_pair(
    memory: Memory, sentence: Sentence, scope: list[Antecedent], *, sides: bool
) -> tuple[Antecedent, ...]:
    """The one coordination of two parties ("Kenya and Uganda", "the army and the rebels") in a sentence."""
    heads = {a.mention.head: a for a in reversed(scope) if not a.weak and _is_party(memory, a, sides=sides)}
    pairs = []
    for head in sorted(heads):
        group = coordinated(sentence.tokens, head) if first_conjunct(sentence.tokens, head) == head else [head]
        if len(group) == 2 and all(i in heads for i in group) and not (sides and _at_border(sentence, head)):
            pairs.append(tuple(heads[i] for i in group))
    return pairs[0] if len(pairs) == 1 else ()


def _at_border(sentence: Sentence, head: int) -> bool:
    """Whether two countries only say where: "near the border with *Mali and Chad*", "in *Mali and Chad*"."""
    tokens = sentence.tokens
    prep = tokens[head].head
    if tokens[head].dep != "pobj":
        return False
    border = tokens[tokens[prep].head].lemma.lower() in ("border", "frontier", "boundary")
    return border or tokens[prep].text.lower() in _WHERE


def _is_party(memory: Memory, found: Antecedent, *, sides: bool) -> bool:
    actor = found.mention.value
    if found.plural and not actor.sector and not sides:
        # "Americans and Britons" are not two countries, "Kenyan and Ugandan troops" may be.
        return False
    return _is_state(memory, found) or (sides and (bool(actor.id) or actor.sector in ("MIL", "REB", "PRM", "GOV")))


def _party(memory: Memory, sentence: Sentence, at: int, found: Antecedent) -> Mention[Actor]:
    actor = found.mention.value
    whole = actor.sector in ("", "GOV") and not actor.id
    state = state_of(actor, memory.index) if whole else None
    return refer(memory.report, sentence.tokens, at, found.mention, actor=state or actor, via="definite")


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
    if found is None:
        return []
    actor = found.mention.value
    if actor.role and found.mention.via in ("role", "definite", "context"):
        actor = _without_role(memory, actor)
    return [refer(memory.report, sentence.tokens, at, found.mention, actor=actor, via="definite")]


def _without_role(memory: Memory, actor: Actor) -> Actor:
    """The body itself, where a mention named someone of it ("the alliance's ambassador")."""
    for name in memory.index.names.values.get(" ".join(name_keys(actor.name)), ()) if actor.id else ():
        if name.actor.id == actor.id:
            return name.actor
    return replace(actor, role="")


def body_called(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], start: int, noun: str
) -> Antecedent | None:
    """The one body named before that ``noun`` can mean, in the nearest sentence that names one."""
    here = antecedents(sentence, [m for m in mentions if m.end <= start], memory.index)
    scopes = [here, *(memory.recent(back) for back in range(1, len(memory.history) + 1))]
    for scope in scopes:
        fitting = [a for a in scope if noun in memory.index.nouns.get(a.mention.value.id or a.mention.value.name, ())]
        if any(_is_called(a, noun) for a in scope if a not in fitting):
            # After "the miners' union", "the union" is not the European one.
            return None
        if fitting:
            return _most_usual(memory, fitting, noun)
    return None


def _most_usual(memory: Memory, fitting: list[Antecedent], noun: str) -> Antecedent | None:
    """Of several bodies that a noun can mean, the only one that is often called so: of the European Union and NATO,
    "the bloc" is rather the Union."""
    keys = {(a.mention.value.id or a.mention.value.name) for a in fitting}
    often = {key for key in keys if memory.index.nouns[key].index(noun) < OFTEN}
    chosen = keys if len(keys) == 1 else often
    named = [a for a in fitting if (a.mention.value.id or a.mention.value.name) in chosen]
    return named[-1] if len(chosen) == 1 else None


def _is_called(found: Antecedent, noun: str) -> bool:
    """Whether a mention without a name of its own, or a body that no table knows, is called by ``noun``."""
    actor = found.mention.value
    if found.mention.via == "unknown" and actor.name and not actor.role and " " in actor.name:
        return singular(fold(actor.name.partition(" of ")[0].rsplit(" ", 1)[-1])) == noun
    return bool(actor.role) and not actor.name and singular(fold(actor.role.rsplit(" ", 1)[-1])) == noun
