"""Offices and local bodies without a country: "the prime minister", "his government", "police".

Their country is that of who owns them, of the same office named before or, marked as ``context``, the one country in
view.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from accord.parsing.antecedents import (
    PERSON,
    REACH,
    Antecedent,
    Memory,
    antecedents,
    children,
    only,
    role_kind,
    source_of,
)
from accord.parsing.definites import body_called, owners_of
from accord.parsing.names import fold, singular
from accord.parties import INTERNATIONAL
from accord.records import Actor, Mention, Place, Sentence, Span

#: Sectors whose bare nouns take the country in view ("the police", "parliament").
LOCAL = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "OPP", "CVL", "PTY", "SPY", "REB", "ELI"})
#: Sectors of men under arms.
ARMED = frozenset({"MIL", "PRM", "REB", "UAF"})
#: Sectors of those who act in their own country whoever is told of, and how often it must have been named by then.
INDOORS = frozenset({"COP", "LEG", "JUD", "CVL", "OPP"})
OFTEN_NAMED = 3


def resolve_role(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], mention: Mention[Actor]
) -> Mention[Actor]:
    """A role noun without a country ("the prime minister", "his government") with what the report gives it."""
    actor = mention.value
    if actor.country or mention.via not in ("role", "unknown"):
        return mention
    if actor.name and mention.via == "role":
        return mention
    if actor.name:
        return _named(memory, sentence, mentions, mention)
    owners = owners_of(sentence, [m for m in mentions if m is not mention], mention.head)
    if owners:
        return with_owner(memory, mention, owners)
    if country := _placed(memory, sentence, mention):
        return replace(mention, value=replace(actor, country=country))
    if any(sentence.tokens[c].dep == "poss" for c in children(sentence.tokens, mention.head)):
        return mention
    if _has_the(sentence, mention.head) and sentence.tokens[mention.head].tag in ("NN", "NNP"):
        noun = singular(fold(sentence.tokens[mention.head].text))
        if body := body_called(memory, sentence, mentions, sentence.tokens[mention.head].start, noun):
            return _pointing(memory, mention, body.mention, body.mention.value)
        if found := _same_office(memory, sentence, mentions, mention):
            return _pointing(memory, mention, found.mention, found.mention.value)
    if people := _same_people(memory, sentence, mentions, mention):
        return _pointing(memory, mention, people, people.value)
    return _in_view(memory, sentence, mentions, mention)


def _same_people(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], mention: Mention[Actor]
) -> Mention[Actor] | None:
    """ "Chadian rebels attacked Abeche. The army bombed *the rebels*": the men under arms last called by that word."""
    token = sentence.tokens[mention.head]
    if mention.value.sector not in ARMED or token.tag != "NNS" or not _has_the(sentence, mention.head):
        return None
    before = antecedents(sentence, [m for m in mentions if m.end <= mention.start], memory.index)
    for scope in (before, *(memory.recent(back) for back in range(1, len(memory.history) + 1))):
        called = [a.mention for a in scope if a.mention.text.lower().split()[-1] == token.text.lower()]
        known = [m for m in called if m.value.country and m.value.sector == mention.value.sector]
        if called:
            return known[-1] if len({m.value.code for m in known}) == 1 and len(known) == len(called) else None
    # "… *The militants* fled": by another word for rebels, where only one country's are told of
    near = [a for back in range(REACH + 1) for a in (memory.recent(back) if back else before)]
    rebels = [a.mention for a in near if a.mention.value.sector == mention.value.sector == "REB"]
    return rebels[0] if rebels and rebels[0].value.country and len({m.value.code for m in rebels}) == 1 else None


def _named(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], mention: Mention[Actor]
) -> Mention[Actor]:
    """A person of no known country with an office ("President Jane Doe"): of the country in view."""
    actor = mention.value
    if body := _owner_inside(memory, sentence, mentions, mention):
        value = replace(actor, country=body.country, sector=actor.sector or body.sector)
        return replace(mention, value=value, via="context")
    if not actor.role or actor.sector not in LOCAL:
        return mention
    owners = owners_of(sentence, [m for m in mentions if m is not mention], mention.head)
    if len(owners) == 1 and owners[0].value.country in memory.index.states:
        return replace(mention, value=replace(actor, country=owners[0].value.country))
    if len(owners) == 1 and _is_unknown_body(owners[0]):
        return replace(mention, value=replace(actor, sector=owners[0].value.sector), via="context")
    if country := _placed(memory, sentence, mention):  # "*Gao* Mayor John Doe"
        return replace(mention, value=replace(actor, country=country))
    found = _same_office(memory, sentence, mentions, mention) or _told_before(memory, sentence, mention)
    country = found.mention.value.country if found else _in_view(memory, sentence, mentions, mention).value.country
    return replace(mention, value=replace(actor, country=country), via="context") if country else mention


def _owner_inside(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], mention: Mention[Actor]
) -> Actor | None:
    """ "The committee's chairman, John Doe": the body named before that the owner inside the mention can mean."""
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        owns = (
            token.dep == "poss" and tokens[token.head].start >= mention.start and tokens[token.head].end <= mention.end
        )
        if owns and token.tag == "NN" and mention.start <= token.start and _has_the(sentence, at):
            found = body_called(memory, sentence, mentions, mention.start, singular(fold(token.text)))
            return found.mention.value if found and found.mention.value.country in memory.index.states else None
    return None


def _told_before(memory: Memory, sentence: Sentence, mention: Mention[Actor]) -> Antecedent | None:
    """ "The spokesman, Colonel Jane Doe": the nameless one of whom the sentences before told by the same word."""
    tokens = sentence.tokens
    noun = tokens[mention.head].head
    if tokens[mention.head].dep != "appos" or tokens[noun].tag != "NN" or not _has_the(sentence, noun):
        return None
    word = tokens[noun].text.lower()
    near = [a for back in range(1, REACH + 1) for a in memory.recent(back) if a.nature == PERSON]
    return only(a for a in near if a.mention.value.country and a.mention.text.lower().split()[-1] == word)


def _placed(memory: Memory, sentence: Sentence, mention: Mention[Actor]) -> str:
    """The country of a town that stands with the noun: "Shanghai police", "the mayor of Leeds"."""
    tokens = sentence.tokens
    near = [c for c in children(tokens, mention.head) if tokens[c].dep in ("compound", "nmod", "poss")]
    near += [c for i in near if mention.value.name for c in children(tokens, i) if tokens[c].dep == "compound"]
    if before := {p.value.country for p in sentence.places if p.head in near and p.head < mention.head} - {""}:
        return before.pop() if len(before) == 1 else ""
    if memory.index.has("posted", mention.value.role.split(" ")[-1]) or mention.value.sector == "JRN":
        return ""
    for child in children(tokens, mention.head):
        if tokens[child].text.lower() in ("of", "in", "from") and tokens[child].dep == "prep":
            near += [c for c in children(tokens, child) if tokens[c].dep == "pobj"]
    found = {p.value.country for p in sentence.places for i in near if p.head == i and p.value.country}
    return found.pop() if len(found) == 1 else ""


def _has_the(sentence: Sentence, at: int) -> bool:
    tokens = sentence.tokens
    return any(tokens[c].text.lower() in ("the", "this", "that") for c in children(tokens, at))


def _pointing(memory: Memory, mention: Mention[Actor], to: Mention[Actor], actor: Actor) -> Mention[Actor]:
    back = source_of(memory.report, to)
    return replace(mention, value=actor, via="definite", antecedent=back)


def with_owner(memory: Memory, mention: Mention[Actor], owners: list[Mention[Actor]]) -> Mention[Actor]:
    """ "Its troops", "Doe's spokesman": the country or the body is the owner's."""
    if len(owners) != 1:
        return mention
    owner = owners[0].value
    role = mention.value.role
    sector = mention.value.sector
    if (owner.id and not owner.role) or owner.country in INTERNATIONAL:
        staff = role_kind(memory.index, role) in ("staff", "member", "person") and sector in ("", "GOV")
        keeps = owner.sector if staff or not sector else sector
        value = Actor(owner.country, keeps, owner.name if owner.id else "", role, owner.id)
        return _pointing(memory, mention, owners[0], value)
    if _is_unknown_body(owners[0]):
        # "Its president", of a federation that no table knows, is no head of state.
        leads = role_kind(memory.index, role) in ("person", "staff") and sector == "GOV"
        return _pointing(memory, mention, owners[0], Actor("", owner.sector, owner.name, role)) if leads else mention
    if not owner.country:
        return mention
    return _pointing(memory, mention, owners[0], Actor(owner.country, sector or owner.sector, "", role))


def _is_unknown_body(owner: Mention[Actor]) -> bool:
    """Whether an owner is a body of no known country, spoken of as a thing: "its president" is no head of state."""
    actor = owner.value
    return owner.text.lower() == "its" and bool(actor.name) and not (actor.country or actor.role)


def _same_office(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], mention: Mention[Actor]
) -> Antecedent | None:
    """The last holder of the office named before; "the minister" means the last minister, "the leader" any leader.

    A body of that kind ("the army") is taken up only where the sentences around name one country's.
    """
    role = mention.value.role
    kind = role_kind(memory.index, role)
    if kind not in ("person", "staff", "body"):
        return None
    before = antecedents(sentence, [m for m in mentions if m.end <= mention.start and m is not mention], memory.index)
    scopes = [before, *(memory.recent(back) for back in range(1, len(memory.history) + 1))]
    if kind == "body":
        scopes = scopes[: _since_a_ruler(role, scopes)] if memory.index.has("ruler_body", role) else scopes[: REACH + 1]
        near = [a for scope in scopes for a in scope if a.mention.via != "capital"]
        return only(a for a in near if a.mention.value.country and _fits_office(role, a))
    others = _others_told(sentence, mentions, mention)
    for scope in scopes:
        fitting = [a for a in scope if (a.mention.value.country or a.mention.value.name) and _fits_office(role, a)]
        fitting = [a for a in fitting if (a.mention.value.country, a.mention.value.role) not in others]
        if fitting:
            # After "King Doe met President Roe", "the king" is the one who was called so.
            word = sentence.tokens[mention.head].text.lower()
            return only(fitting) or only(a for a in fitting if word in a.mention.text.lower().split())
    return None


def _since_a_ruler(role: str, scopes: list[list[Antecedent]]) -> int:
    """How far back "the government" looks: not past a sentence about a ruler, whose own it may be."""
    for n, scope in enumerate(scopes[1 : REACH + 1], start=1):
        if any(a.mention.value.country and a.mention.value.role == role and a.mention.via != "capital" for a in scope):
            break
        if any(a.subject and a.nature == PERSON and _rules(a.mention.value) for a in scope):
            return n
    return REACH + 1


def _rules(actor: Actor) -> bool:
    return actor.sector == "GOV" and len(actor.country) == 3 and actor.country not in INTERNATIONAL


def _others_told(sentence: Sentence, mentions: list[Mention[Actor]], mention: Mention[Actor]) -> set[tuple[str, str]]:
    """The offices of those named further on: in "the president said he had warned Mr Doe" Doe is not the president."""
    tokens = sentence.tokens
    named = (m for m in mentions if m.start >= mention.end and m.value.name and m.value.role and m.value.country)
    beside = (m for m in named if tokens[m.head].dep != "appos" and tokens[m.head].head != mention.head)
    return {(m.value.country, m.value.role) for m in beside}


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
    """Fill the country of a local body, crowd or official where only one is in view.

    In view is what this sentence names before the noun, else the sentence before; of several countries the one the
    report is datelined from is meant.
    """
    kind = _local_kind(memory, sentence, mention)
    if not kind or _is_at_another_nation(memory.index.states, sentence, mentions, mention):
        return mention
    # A country after the noun is as likely to be the other side ("the government accused Kenya"): only those before.
    abroad = {m.head for m in mentions if _is_posted(memory, m)}
    others = [m for m in mentions if m.end <= mention.start and m is not mention and m.head not in abroad]
    others = [m for m in others if sentence.tokens[m.head].dep != "poss" or sentence.tokens[m.head].head not in abroad]
    after = {m.value.country for m in mentions if m.start >= mention.end and m.value.country}
    if after and not others:
        found = _from_before(memory, mention, after) or _from_rebels(memory, sentence, mentions, mention)
        return found or _from_home(memory, mention)
    office = memory.index.has("body_noun", singular(fold(sentence.tokens[mention.head].text)))
    facing = any(m.value.country and m.value.sector not in INDOORS for m in others)
    if facing and _is_acted_on(sentence, mention) and mention.value.sector in ("GOV", "REB", "OPP") and not office:
        # "Kenya backed the government": hardly its own; "Kenyan rebels fought the government": theirs.
        return _from_rebels(memory, sentence, mentions, mention) or mention
    scopes: list[tuple[Sequence[Mention[Actor]], Sequence[Mention[Place]]]] = [(others, sentence.places)]
    if memory.sentences:
        near = [a.mention for a in memory.recent(1) if not _is_posted(memory, a.mention)]
        scopes.append((near, memory.sentences[-1].places))
    for back, (scope, places) in enumerate(scopes):
        seen = {m.value.country: m for m in scope if m.value.country}
        named = {c for c in seen if c in memory.index.states}
        # "shot by insurgents, although a *U.S.* investigation …" was not in the United States
        placed = {p.value.country for p in places if p.value.country and not _acts(p, scope)}
        if not back:
            beside = {p.value.country for p in places if sentence.tokens[p.head].dep in ("compound", "amod", "nmod")}
            placed = placed if placed - beside else set()
        if mention.value.sector == "CVL" and not back and placed - named and named:
            return mention  # "the war on Iraq is unpopular *in Britain*, with protesters marching"
        placed = placed if kind != "person" else set()
        countries = named or placed
        if len(countries) == 1 and not (kind == "body" and any(c in INTERNATIONAL for c in seen)):
            country = countries.pop()
            where = memory.sentences[-1] if back else sentence
            if country in seen and _is_abroad_in(where, seen[country], mention):
                return mention
            sure = not back or (kind not in ("person", "people") and mention.value.sector not in ("REB", "OPP"))
            return _filled(memory, mention, country, seen) if sure or _is_main(memory, country) else mention
        if memory.home in countries:
            return _filled(memory, mention, memory.home, seen)
        if countries:
            return mention
    return _from_home(memory, mention) if memory.home or after else _from_report(memory, mention)


def _is_posted(memory: Memory, mention: Mention[Actor]) -> bool:
    """Whether somebody is abroad by office or in exile: police who meet the Kenyan ambassador are hardly Kenya's."""
    return mention.value.sector == "REF" or memory.index.has("posted", mention.value.role.split(" ")[-1])


def _is_at_another_nation(
    states: Container[str], sentence: Sentence, mentions: list[Mention[Actor]], mention: Mention[Actor]
) -> bool:
    """ "Police at *the Balkan nation's* airport": a nation's of which the sentence tells only the region."""
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if token.start < mention.end or token.lemma.lower() not in ("nation", "country", "kingdom", "republic"):
            continue
        words = [tokens[c] for c in children(tokens, at)]
        described = any(t.dep in ("amod", "compound") for t in words) and any(t.text.lower() == "the" for t in words)
        meant = [m for m in mentions if m.start <= token.start < m.end]
        if described and meant and all(m.via == "role" and m.value.country not in states for m in meant):
            return True
    return False


def _from_report(memory: Memory, mention: Mention[Actor]) -> Mention[Actor]:
    """ "Police beat two deputies", with nobody near: of the one state that the report has named, time and again."""
    named = [a.mention for scope in memory.history for a in scope if a.mention.value.country in memory.index.states]
    seen = {m.value.country: m for m in named}
    if len(seen) != 1 or len(named) < OFTEN_NAMED or mention.value.sector not in INDOORS:
        return mention
    return _filled(memory, mention, next(iter(seen)), seen)


def _from_before(memory: Memory, mention: Mention[Actor], other: set[str]) -> Mention[Actor] | None:
    """The one state of the sentence before that is not the other side in this one ("the ministry accused Kenya")."""
    seen = {a.mention.value.country: a.mention for a in memory.recent(1)}
    named = [c for c in seen if c in memory.index.states and c not in other]
    return _filled(memory, mention, named[0], seen) if len(named) == 1 and _is_main(memory, named[0]) else None


def _from_rebels(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], mention: Mention[Actor]
) -> Mention[Actor] | None:
    """ "The government rejected the rebels' claims": it is that of the one country whose rebels it faces."""
    if not mention.value.role.startswith("government") or not (
        _has_the(sentence, mention.head) or mention.text.lower().startswith("government's")
    ):
        return None
    beside = [m for m in mentions if m is not mention and m.value.country]
    faced = {m.value.country: m for m in beside}
    one = set(faced) <= set(memory.index.states) and len(faced) == 1 and all(m.value.sector == "REB" for m in beside)
    country = next(iter(faced), "")
    return _filled(memory, mention, country, faced) if one and _is_main(memory, country) else None


def _is_main(memory: Memory, country: str) -> bool:
    """Whether the report so far names no state more often than ``country``."""
    named = [a.mention.value.country for scope in memory.history for a in scope]
    times = {c: named.count(c) for c in dict.fromkeys(named) if c in memory.index.states}
    return times.get(country, 0) >= max(times.values(), default=0)


def _local_kind(memory: Memory, sentence: Sentence, mention: Mention[Actor]) -> str:
    """The kind of a role noun that has a country even where none is said, ``""`` for one that need not have."""
    role = mention.value.role
    if (
        mention.value.sector not in LOCAL
        or _is_abroad(memory, sentence, mention)
        or (memory.index.has("posted", role.split(" ")[-1]) and not role.startswith("government "))
    ):
        # An envoy need not be of the country in view, "the government's negotiator" is.
        return ""
    if mention.value.sector == "CVL" and not memory.index.has("local_crowd", role.split(" ")[-1]):
        return ""
    kind = role_kind(memory.index, role)
    human = kind in ("person", "staff")
    if not human and kind == "body" and sentence.tokens[mention.head].tag == "NNS" and role not in ("police", "troop"):
        return "" if mention.value.sector in ("GOV", "LEG", "JUD") else kind
    if human and sentence.tokens[mention.head].tag in ("NNS", "NNPS") and mention.value.sector != "LEG":
        return ""
    return "person" if human else kind


def _is_acted_on(sentence: Sentence, mention: Mention[Actor]) -> bool:
    return sentence.tokens[mention.head].dep in ("dobj", "pobj", "dative")


def _is_abroad_in(where: Sentence, state: Mention[Actor], mention: Mention[Actor]) -> bool:
    """Whether troops may well be in a state that is not theirs: it is only where something is done or sent."""
    named = state.via == "name" and not state.value.sector and state.antecedent is None
    return mention.value.sector == "MIL" and named and _is_acted_on(where, state)


def _acts(place: Mention[Place], scope: Sequence[Mention[Actor]]) -> bool:
    """Whether a place stands for its government where it is named."""
    return any(m.start <= place.start < m.end for m in scope)


def _filled(
    memory: Memory, mention: Mention[Actor], country: str, seen: Mapping[str, Mention[Actor]]
) -> Mention[Actor]:
    source = seen.get(country)
    back = source.antecedent or Span(memory.report, source.start, source.end, "context") if source else None
    return replace(mention, value=replace(mention.value, country=country), via="context", antecedent=back)


def _from_home(memory: Memory, mention: Mention[Actor]) -> Mention[Actor]:
    return _filled(memory, mention, memory.home, {}) if memory.home else mention


def _is_abroad(memory: Memory, sentence: Sentence, mention: Mention[Actor]) -> bool:
    """Whether a word such as "foreign", or whom the noun is against, says that it is not of the country in view."""
    before = [t.text.lower() for t in sentence.tokens[max(0, mention.head - 3) : mention.head]]
    if before[:2] == ["anti", "-"]:
        return True
    words = (sentence.tokens[c].text.lower() for c in children(sentence.tokens, mention.head))
    # The foreign ministry is a country's own.
    own = mention.value.role.split() if mention.value.sector == "GOV" else ()
    classes = ("abroad", "abroad_force") if mention.value.sector == "MIL" else ("abroad",)
    return any(memory.index.has(name, word) for word in words if word not in own for name in classes)
