"""Coreference: one pass over a report that gives pronouns, surnames and definite nouns the actors they mean.

The order within a sentence is fixed: names first (a surname takes up the full name), then, word by word, pronouns and
definite nouns, then role nouns without a country, which may belong to a pronoun just resolved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from accord.parsing.actorindex import ActorIndex
from accord.parsing.antecedents import (
    PERSON,
    Antecedent,
    Memory,
    antecedents,
    children,
    coordinated,
    covering,
    first_conjunct,
    role_kind,
    source_of,
    surname,
)
from accord.parsing.bodies import named_again, of_society, party_of_men, remember_bodies, whole_names, within_body
from accord.parsing.definites import nameless_pair, resolve_definite
from accord.parsing.localities import definite_places
from accord.parsing.names import fold
from accord.parsing.namesakes import by_name_told, countries_named, full_names, named_below
from accord.parsing.offices import resolve_role, with_owner
from accord.parsing.pieces import find_pieces
from accord.parsing.pronouns import resolve_pronoun
from accord.parsing.strings import string_scene
from accord.records import Actor, Mention, Place, Report, Sentence, Span, Token

#: A dateline at the head of a paragraph, as far as its place: "LIMA, Oct. 10 /XY/ – ".
_OPENING = re.compile(r"([A-Z][A-Z'.]+(?: [A-Z][A-Z'.]+){0,3}), [A-Z][a-z]{2,8}\.? \d{1,2}[^–—\n]{0,20}[–—] ")
#: Words for those who rule, which may be called after whoever leads them.
RULE = frozenset({"government", "regime", "administration", "cabinet", "junta"})


def resolve(report: Report, sentences: Sequence[Sentence], index: ActorIndex) -> tuple[Sentence, ...]:
    """``sentences``, whose named actors were found, with mentions for all that refers back to them.

    A mention that refers back has ``via`` ``alias`` (a surname or short name), ``pronoun``, ``definite`` or
    ``context`` (only its country was taken from around it), and the span it goes back to as ``antecedent``. What has
    two equally good readings gets no mention. Definite nouns of place ("the region") become places in the same way.
    """
    memory = Memory(report.id, index, home=_home(report, index))
    memory.named, memory.countries = full_names(sentences, index), countries_named(sentences)
    resolved: list[Sentence] = []
    for one in sentences:
        sentence = replace(one, places=tuple(p for p in one.places if not _is_part_of_name(index, one, p)))
        named = whole_names(memory, report.text, sentence, _with_names(memory, sentence))
        mentions = [of_society(memory, m) for m in named]
        mentions = [m for m in _with_references(memory, sentence, mentions) if _says_something(index, sentence, m)]
        places = (*sentence.places, *definite_places(sentence, memory.sentences, index))
        made = replace(
            sentence,
            actors=tuple(sorted(mentions, key=lambda m: (m.start, m.end))),
            places=tuple(sorted(places, key=lambda p: (p.start, p.end))),
        )
        memory.sentences.append(made)
        memory.history.append([*_owners(memory, made), *antecedents(made, made.actors, index)])
        _remember(memory, made)
        remember_bodies(memory, made)
        resolved.append(made)
    return tuple(resolved)


def _is_part_of_name(index: ActorIndex, sentence: Sentence, place: Mention[Place]) -> bool:
    """Whether a place is only a word of a name that tells it from others: "the *Central* Election Commission"."""
    if index.has("body_noun", fold(place.text)):
        # "The *Federation* of Mining Cooperatives" is in no town of that name.
        return True
    if _is_saint(index, sentence, place):
        return True
    after = place.head + 1
    named = after < len(sentence.tokens) and sentence.tokens[after].text[:1].isupper()
    return named and sentence.tokens[place.head].dep != "pobj" and index.has("which_part", fold(place.text))


def _is_saint(index: ActorIndex, sentence: Sentence, place: Mention[Place]) -> bool:
    """ "The church of *St. Peter* and *St. Paul*", "*Saint Peter* Cathedral": whom a church is called after."""
    tokens = sentence.tokens
    if fold(place.text.split()[0].rstrip(".")) not in ("st", "saint", "saints", "santa", "san"):
        return False
    first = first_conjunct(tokens, place.head)
    above = tokens[first].head if tokens[first].dep == "pobj" else place.head
    named = {tokens[above].head} if tokens[above].text.lower() == "of" else set()
    named |= {i for i in coordinated(tokens, first) if i > place.head}
    above = place.head
    while tokens[above].dep in ("compound", "nmod", "poss") and tokens[above].head > above:
        above = tokens[above].head
        named.add(above)
    return any(index.has("worship", tokens[i].lemma.lower()) for i in sorted(named))


def _says_something(index: ActorIndex, sentence: Sentence, mention: Mention[Actor]) -> bool:
    """Whether a mention is anybody: an office nobody was named for is not, nor are experts at large."""
    actor = mention.value
    token = sentence.tokens[mention.head]
    of = sentence.tokens[token.head].lemma.lower()
    if actor.country == "MNC" and token.dep in ("compound", "nmod") and index.has("medium", of):
        return False  # "the mayor's Facebook post": whoever wrote it acts, not the company
    if actor.country or actor.name or mention.antecedent is not None:
        return True
    the = any(sentence.tokens[c].dep in ("det", "poss") for c in children(sentence.tokens, mention.head))
    return bool(actor.sector) and (the or not index.has("at_large", actor.role))


def _home(report: Report, index: ActorIndex) -> str:
    """The country that the report is datelined from, where its dateline names one by itself or by its capital."""
    for block in report.blocks:
        if block.kind == "dateline":
            pieces = find_pieces(string_scene(report.text[block.start : block.end], index, report.published[:10]))
            countries = {p.name.actor.country for p in pieces if p.name and p.kind in ("state", "capital")}
            return countries.pop() if len(countries) == 1 else ""
    return _home_in_text(report, index)


def _home_in_text(report: Report, index: ActorIndex) -> str:
    """The same of a dateline that the reading left in the text: a capital in capital letters, a date, then a dash."""
    for block in report.blocks:
        if block.kind == "paragraph":
            opening = _OPENING.match(report.text, block.start, block.end)
            pieces = find_pieces(string_scene(opening[1], index, report.published[:10])) if opening else []
            countries = {p.name.actor.country for p in pieces if p.name and p.kind in ("state", "capital")}
            return countries.pop() if len(countries) == 1 else ""
    return ""


def _with_references(memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]]) -> list[Mention[Actor]]:
    memory.speaker = _speaker(memory, sentence, mentions)
    heads = {m.head for m in mentions}
    for at in [at for at, token in enumerate(sentence.tokens) if at in heads or _may_refer(token)]:
        found = resolve_pronoun(memory, sentence, mentions, at) or resolve_definite(memory, sentence, mentions, at)
        again = None if found else named_again(memory, sentence, at)
        found = [again] if again and not covering(mentions, sentence, at) else found
        if len(found) == 2 and (pair := nameless_pair(memory, sentence, mentions, at)):
            mentions = [m for m in mentions if m is not pair]
        if found and not any(m.head == at for m in mentions):
            mentions = sorted([*mentions, *found], key=lambda m: (m.start, m.end))
        here = [m for m in mentions if m.head == at and m.via in ("role", "unknown")]
        for mention in here:
            known = again is not None and not mention.value.country and (mention.start, mention.end) == _extent(again)
            better = resolve_role(memory, sentence, mentions, mention)
            better = again if again and known and not (better.value.country and not again.value.country) else better
            mentions = [better if m is mention else m for m in mentions]
    mentions = [within_body(sentence, mentions, _with_office(memory.index, sentence, mentions, m)) for m in mentions]
    mentions = [party_of_men(memory, sentence, m) for m in mentions]
    mentions = [made for m in mentions for made in _spread(memory, sentence, mentions, m)]
    for at in [at for at, token in enumerate(sentence.tokens) if _may_refer(token)]:
        # "members of the alliance": what follows "of" is known only now.
        if not any(m.head == at for m in mentions) and (found := resolve_definite(memory, sentence, mentions, at)):
            mentions = sorted([*mentions, *found], key=lambda m: (m.start, m.end))
    speaker = _speaker(memory, sentence, mentions)
    if speaker is not None and memory.speaker is None and sentence.quoted:
        # "He said" was only just resolved; the quotation's "we" is read again now that its speaker is known.
        memory.speaker = speaker
        for at in range(len(sentence.tokens)):
            if sentence.tokens[at].tag in ("PRP", "PRP$") and not any(m.head == at for m in mentions):
                mentions = sorted([*mentions, *resolve_pronoun(memory, sentence, mentions, at)],
                                  key=lambda m: (m.start, m.end))  # fmt: skip
        mentions = [
            resolve_role(memory, sentence, mentions, m) if m.via in ("role", "unknown") else m for m in mentions
        ]
    memory.speaker = speaker or memory.speaker
    return mentions


def _extent(mention: Mention[Actor]) -> tuple[int, int]:
    return mention.start, mention.end


def _with_office(
    index: ActorIndex, sentence: Sentence, mentions: list[Mention[Actor]], mention: Mention[Actor]
) -> Mention[Actor]:
    """ "The minister of justice, Jane Doe": a person known by nothing else holds the office that stands before."""
    tokens = sentence.tokens
    actor = mention.value
    noun = tokens[mention.head].head
    if actor.country or actor.sector or " " not in actor.name or tokens[mention.head].dep != "appos":
        return mention
    offices = [m for m in mentions if m.head == noun and m.end < mention.start and not m.value.name]
    between = [t.text for t in tokens if offices and offices[0].end <= t.start < mention.start]
    if len(offices) != 1 or between != [","] or tokens[noun].tag != "NN" or not offices[0].value.country:
        return mention
    office = offices[0].value
    value = replace(actor, country=office.country, sector=office.sector, role=office.role)
    return replace(mention, value=value, via="context") if role_kind(index, office.role) == "person" else mention


def _may_refer(token: Token) -> bool:
    """Whether a word can be a pronoun or a noun that refers back."""
    pronoun = token.tag in ("PRP", "PRP$", "WP", "WDT", "WP$") or token.text.lower() == "those"
    return token.pos in ("NOUN", "PROPN") or pronoun


def _spread(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], mention: Mention[Actor]
) -> list[Mention[Actor]]:
    """ "The leaders of the two countries": one mention for each, once "the two countries" is known; "the ambassador of
    the bloc": the bloc's, once that is."""
    if mention.via != "role" or mention.value.country:
        return [mention]
    tokens = sentence.tokens
    under = [c for of in children(tokens, mention.head) if tokens[of].text == "of" for c in children(tokens, of)]
    if tokens[mention.head].tag not in ("NNS", "NNPS"):
        owners = [m for m in mentions if m.head in under and m.via in ("definite", "pronoun") and m.value.country]
        return [with_owner(memory, mention, owners)]
    states = [m for m in mentions if m.head in under and m.via == "definite" and m.value.country]
    return [
        replace(mention, value=replace(mention.value, country=m.value.country), via="definite", antecedent=m.antecedent)
        for m in states
    ] or [mention]


def _with_names(memory: Memory, sentence: Sentence) -> list[Mention[Actor]]:
    """The sentence's mentions, with persons known from before under their surname alone."""
    mentions = [_upgraded(memory, sentence, m) for m in sentence.actors if not _is_only_place(sentence, m)]
    taken = {i for i, t in enumerate(sentence.tokens) if any(m.start <= t.start < m.end for m in mentions)}
    for i, token in enumerate(sentence.tokens):
        if i in taken or not token.text[:1].isupper() or not token.tag.startswith("NNP"):
            continue
        known = memory.people.get(fold(token.text), [])
        if not known and (token.ent == "PERSON" or token.dep in ("nsubj", "nsubjpass")):
            known = [m for m in memory.named.get(fold(token.text), []) if m.end <= token.start]
        if known and len({m.value.name for m in known}) == 1 and not _is_inside_name(sentence, i):
            back = known[-1].antecedent or Span(memory.report, known[-1].start, known[-1].end, "antecedent")
            mentions.append(Mention(token.start, token.end, token.text, i, known[-1].value, "alias", back))
    return sorted(mentions, key=lambda m: (m.start, m.end))


def _is_only_place(sentence: Sentence, mention: Mention[Actor]) -> bool:
    """Whether an unknown name is one that the gazetteer knows as a place."""
    nameless = mention.via == "unknown" and not mention.value.country and not mention.value.sector
    return nameless and any(p.start <= mention.start and mention.end <= p.end for p in sentence.places)


def _is_inside_name(sentence: Sentence, at: int) -> bool:
    """Whether another capitalised word before or after makes this a longer name, of someone or something else."""
    for beside in (at - 1, at + 1):
        if 0 <= beside < len(sentence.tokens):
            token = sentence.tokens[beside]
            if token.tag.startswith("NNP") and token.text[:1].isupper() and token.ent == sentence.tokens[at].ent:
                return True
    return False


def _upgraded(memory: Memory, sentence: Sentence, mention: Mention[Actor]) -> Mention[Actor]:
    """An unknown name that a fuller one before explains, with what was said there."""
    actor = mention.value
    if mention.via == "name" and (short := memory.shorts.get(mention.text)) and short.value != actor:
        # "The Australian Federal Police (AFP)": what the report calls so comes before what the world does.
        return replace(mention, value=short.value, via="alias", antecedent=source_of(memory.report, short))
    if mention.via == "role" and actor.name and not actor.country:
        return _of_person(memory, sentence, mention)
    if mention.via in ("name", "leader") and (told := by_name_told(memory, mention)) is not mention:
        return told
    if not actor.name or mention.via not in ("unknown", "leader"):
        return mention
    if body := _body_inside(memory, sentence, mention):
        return body
    known = memory.people.get(surname(actor.name), []) if " " not in actor.name else memory.people.get(actor.name, [])
    if not known and " " not in actor.name:  # a family name that comes first: "Xi" after "Xi Jinping"
        known = [m for m in memory.named.get(fold(actor.name), []) if m.end <= mention.start]
    known = known or named_below(memory, sentence, mention)
    names = {m.value.name for m in known}
    if len(names) != 1 or (actor.country and known[-1].value.country not in ("", actor.country)):
        return mention
    old = known[-1].value
    value = Actor(actor.country or old.country, actor.sector or old.sector, old.name, actor.role or old.role, old.id)
    back = known[-1].antecedent or Span(memory.report, known[-1].start, known[-1].end, "antecedent")
    return replace(mention, value=value, via="alias", antecedent=back)


def _of_person(memory: Memory, sentence: Sentence, mention: Mention[Actor]) -> Mention[Actor]:
    """ "Doe's predecessor", after "Kenyan President John Doe": of the country of the person whose it is."""
    actor = mention.value
    owned = any(sentence.tokens[c].dep == "poss" for c in children(sentence.tokens, mention.head))
    known = memory.people.get(surname(actor.name), [])
    countries = {m.value.country for m in known}
    if not owned or len({m.value.name for m in known}) != 1 or len(countries) != 1 or not known[-1].value.country:
        return mention
    value = Actor(known[-1].value.country, actor.sector or known[-1].value.sector, "", actor.role)
    return replace(mention, value=value, via="definite", antecedent=source_of(memory.report, known[-1]))


def _body_inside(memory: Memory, sentence: Sentence, mention: Mention[Actor]) -> Mention[Actor] | None:
    """An unknown name that is, or stands with, the short name of a body told before ("KMU spokesman John Doe")."""
    actor = mention.value
    if actor.country:
        return None
    before = [t.text for t in sentence.tokens if t.end + 1 == mention.start]
    for word in (*before, *mention.text.split()):
        known = memory.shorts.get(word)
        if known is not None:
            back = source_of(memory.report, known)
            if word == mention.text:
                return replace(mention, value=known.value, via="alias", antecedent=back)
            value = Actor(known.value.country, known.value.sector, actor.name, actor.role, known.value.id)
            return replace(mention, value=value, via="alias")
    return None


def _remember(memory: Memory, sentence: Sentence) -> None:
    """Note the persons of a sentence by surname and by full name, and organisations by the short name in brackets."""
    for mention in sentence.actors:
        name = mention.value.name
        if mention.antecedent is not None or not name:
            continue
        person = any(a.mention is mention and a.nature == "person" for a in memory.history[-1])
        if person and " " in name:
            for key in {surname(name), name}:
                memory.people.setdefault(key, []).append(mention)
            for word in mention.text.split()[-1:]:
                memory.people.setdefault(fold(word), []).append(mention)
        elif not person and (short := _short_name(sentence, mention)):
            memory.shorts.setdefault(short, mention)
    _remember_rulers(memory, sentence)


def _remember_rulers(memory: Memory, sentence: Sentence) -> None:
    """ "The regime of John Doe", "John Doe's government": whoever a government is called after is of it."""
    tokens = sentence.tokens
    for mention in sentence.actors:
        if mention.via not in ("role", "context") or mention.value.role not in RULE:
            continue
        under = [c for of in children(tokens, mention.head) if tokens[of].text == "of" for c in children(tokens, of)]
        owners = [c for c in children(tokens, mention.head) if tokens[c].dep == "poss"]
        for at in (at for at in (*under, *owners) if tokens[at].tag == "NNP"):
            first = min([at, *(c for c in children(tokens, at) if tokens[c].dep == "compound")])
            name = " ".join(t.text for t in tokens[first : at + 1])
            place = any(p.start < tokens[at].end and tokens[first].start < p.end for p in sentence.places)
            person = tokens[at].ent == "PERSON" or (tokens[at].ent == "ORG" and mention.value.role == "regime")
            if place or not person or not 2 <= len(name.split()) <= 3:
                continue
            value = Actor(mention.value.country, "GOV", name)
            ruler = Mention(tokens[first].start, tokens[at].end, name, at, value, "unknown")
            for key in {surname(name), fold(name)}:
                memory.people.setdefault(key, []).append(ruler)


def _owners(memory: Memory, sentence: Sentence) -> list[Antecedent]:
    """Persons who are named only as owners inside a longer mention ("Doe's government"), to be spoken of later."""
    found: list[Antecedent] = []
    for mention in sentence.actors:
        if mention.via != "role":
            continue
        for at, token in enumerate(sentence.tokens):
            owns = token.dep == "poss" or (token.dep == "pobj" and sentence.tokens[token.head].text.lower() == "of")
            if mention.start <= token.start < mention.end and owns and token.tag == "NNP":
                known = memory.people.get(fold(token.text), [])
                if known and len({m.value.name for m in known}) == 1:
                    back = known[-1].antecedent or Span(memory.report, known[-1].start, known[-1].end, "antecedent")
                    owner = Mention(token.start, token.end, token.text, at, known[-1].value, "alias", back)
                    found.append(Antecedent(owner, sentence.number, PERSON, False, False, False))
    return found


def _short_name(sentence: Sentence, mention: Mention[Actor]) -> str:
    after = [t for t in sentence.tokens if t.start >= mention.end][:3]
    if len(after) == 3 and after[0].text == "(" and after[2].text == ")" and after[1].text.isupper():
        return after[1].text
    return ""


def _speaker(memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]]) -> Mention[Actor] | None:
    """Who says what is quoted in a sentence: the subject of a verb of speech outside the marks, else whoever spoke in
    the sentence before, while the quotation goes on."""
    if not sentence.quoted:
        return None
    tokens = sentence.tokens
    outside = [i for i, t in enumerate(tokens) if not any(q.start <= t.start < q.end for q in sentence.quoted)]
    found: list[tuple[int, Mention[Actor]]] = []
    for i in outside:
        if tokens[i].pos != "VERB" or not memory.index.has("speech", tokens[i].lemma.lower()):
            continue
        for child in children(tokens, i):
            if tokens[child].dep == "nsubj" and child in outside:
                distance = min(abs(tokens[i].start - edge) for q in sentence.quoted for edge in (q.start, q.end))
                found += [(distance, m) for m in covering(mentions, sentence, child)[:1] if m.head == child]
    if found:
        return min(found, key=lambda pair: pair[0])[1]
    covers = all(any(q.start <= t.start < q.end for q in sentence.quoted) or not t.text[0].isalnum() for t in tokens)
    return memory.speaker if covers else None
