"""Namesakes: one name alone ("PM Lee", "Dr Maliki") is whoever the report itself calls so in full, before it is a
leader that the tables know by that name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from accord.parsing.actorindex import ActorIndex
from accord.parsing.antecedents import PERSON, Memory, nature_of, source_of, surname
from accord.parsing.names import fold, name_keys
from accord.parsing.persons import LEADING
from accord.records import Actor, Mention, Sentence

_WORD = re.compile(r"[^\s-]+")
#: Sectors of those who hold, or held, an office.
_OFFICIAL = frozenset({"GOV", "ELI", "LEG", "PTY", "OPP"})


def full_names(sentences: Iterable[Sentence], index: ActorIndex) -> dict[str, list[Mention[Actor]]]:
    """Every person whom the report names in full, by each word of the name, in the order of the text."""
    told: dict[str, list[Mention[Actor]]] = {}
    for sentence in sentences:
        for mention in sentence.actors:
            words = _words_given(mention)
            if len(words) > 1 and nature_of(sentence, mention, index) == PERSON:
                for word in words:
                    told.setdefault(word, []).append(mention)
    return told


def by_name_told(memory: Memory, mention: Mention[Actor]) -> Mention[Actor]:
    """A leader known by one name alone, as the person of that name whom the report names in full.

    Who holds the office is only set aside for somebody introduced before, or for another official; who held it once,
    for anybody. Where several of the name are told, what they share is kept and who is meant is open.
    """
    given = _words_given(mention)
    person = " ".join(name_keys(mention.value.name)) in memory.index.persons.values
    if len(given) != 1 or " " not in mention.value.name or not person:
        return mention  # armies ("Lebanese army") and peoples ("ethnic Turks") have names of one word, too
    told = memory.named.get(given[0], [])
    if any(other.value.name == mention.value.name for other in told):
        return mention
    others = [other for other in told if _may_be(memory, mention, other)]
    names = {other.value.name for other in others}
    if len(names) > 1:
        others = [other for other in others if mention.value.role and other.value.role.endswith(mention.value.role)]
        names = {other.value.name for other in others} or names
    if not names:
        return mention if _is_at_home(memory, mention) else _somebody(mention, "")
    if len(names) > 1 or not others:
        countries = {other.value.country for other in told}
        return _somebody(mention, countries.pop() if len(countries) == 1 else "")
    first = others[0].value
    value = Actor(first.country, first.sector or _sector(mention), first.name, first.role, first.id)
    return replace(mention, value=value, via="alias", antecedent=source_of(memory.report, others[0]))


def named_below(memory: Memory, sentence: Sentence, mention: Mention[Actor]) -> list[Mention[Actor]]:
    """Whom a headline's lone name means: the one person of that family name whom the report below names in full."""
    if sentence.where != "headline" or " " in mention.value.name:
        return []
    told = memory.named.get(fold(mention.value.name), [])
    return told if all(surname(m.value.name) == fold(mention.value.name) for m in told) else []


def _words_given(mention: Mention[Actor]) -> list[str]:
    """The words of a person's name that a mention's own text gives."""
    of = {fold(word) for word in _WORD.findall(mention.value.name)}
    told = _WORD.findall(mention.text)
    return list(dict.fromkeys(key for word in told if (key := fold(word)) in of and word[:1].isupper()))


def _may_be(memory: Memory, mention: Mention[Actor], other: Mention[Actor]) -> bool:
    """Whether another of that name may be meant by it."""
    if mention.value.role not in LEADING:
        return True
    if mention.via == "leader":
        known = any(one.mention.value.name == mention.value.name for here in memory.history for one in here)
        told = other.via != "unknown" or mention.value.country not in memory.countries
        return not known and other.start < mention.start and told
    return other.value.sector in _OFFICIAL


def _is_at_home(memory: Memory, mention: Mention[Actor]) -> bool:
    """Whether a leader may be meant where nobody is named in full: one in office, or whose country is spoken of."""
    return mention.value.role in LEADING or mention.value.country in memory.countries


def _sector(mention: Mention[Actor]) -> str:
    return mention.value.sector if mention.value.sector == "GOV" else ""


def _somebody(mention: Mention[Actor], country: str) -> Mention[Actor]:
    """Somebody of that name, of whom only the title says what they are."""
    name = mention.text.split()[-1]
    return replace(mention, value=Actor(country, _sector(mention), name), via="unknown")


def countries_named(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Countries that the report names, apart from those that a person's name alone stands for."""
    return frozenset(
        m.value.country
        for sentence in sentences
        for m in sentence.actors
        if m.value.country and (" " not in m.value.name or len(_words_given(m)) != 1)
    )
