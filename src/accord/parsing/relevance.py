"""Relevance: whether a report can hold a political event, judged by its words before it is parsed.

Most of a feed is sport, weather and business, and parsing is what costs. A sentence is a *candidate* where some
phrase could be said (its trigger is there in some form, and a word for each slot that asks for one) and somebody who
could be party to an event is named: a state, its people or capital, a body, a group, a known person, a public role; no
firm. A report of some length with next to no candidate is left unparsed. What passes gets a first look
(coding/prospects.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from accord.parsing.actorindex import ActorIndex
from accord.parsing.names import fold, singular
from accord.parsing.persons import Person
from accord.records import Report

if TYPE_CHECKING:
    from spacy.language import Language

#: A phrase as far as words show it: the lemmas of its trigger, and for each slot the lemmas of which it needs one.
Phrasing = tuple[tuple[str, ...], tuple[frozenset[str], ...]]

#: Roles in these sectors make an event political; police and courts alone do not.
PUBLIC = frozenset({"GOV", "MIL", "LEG", "PTY", "OPP", "REB", "PRM", "UAF", "SPY"})
#: Names of firms, schools and hospitals are no party by which a sentence is a candidate.
PRIVATE = frozenset({"AGR", "BUS", "EDU", "MED"})
#: Fewer sentences than this are always parsed.
SHORT = 3
#: A report is left out with at most so many candidates, those with two parties counted twice, and so small a share.
#: Chosen on news of several kinds to lose under one event in a hundred; ``bench.speed`` measures it.
FEW = 2
SHARE = 0.25

_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
#: The most words of a role ("deputy prime minister").
_ROLE = 4


@dataclass(frozen=True, slots=True)
class Relevance:
    """What relevance is judged by. ``lemmas`` gives the lemmas that a form may be of, ``needs`` a trigger lemma's
    phrases by what else they need."""

    actors: ActorIndex
    lemmas: Mapping[str, frozenset[str]]
    needs: Mapping[str, tuple[tuple[frozenset[str], ...], ...]]

    def is_relevant(self, report: Report) -> bool:
        """Whether ``report`` is worth parsing for events."""
        total = candidates = both = 0
        for sentence in _SENTENCE.split(report.text):
            words = _WORD.findall(sentence)
            if not words:
                continue
            total += 1
            if self._says(words) and (parties := self._parties(words)):
                candidates += 1
                both += parties > 1
                if candidates + both > FEW:
                    return True
        return total < SHORT or candidates > SHARE * total

    def _says(self, words: Sequence[str]) -> bool:
        """Whether some phrase could be said with these words."""
        lower = [word.lower() for word in words]
        known = set(lower).union(*(self.lemmas[word] for word in lower if word in self.lemmas))
        return any(
            all(not known.isdisjoint(need) for need in slots) for lemma in known for slots in self.needs.get(lemma, ())
        )

    def _parties(self, words: Sequence[str]) -> int:
        """How many different parties are named."""
        keys = [fold(word) for word in words]
        found: set[str] = set()
        roles = at = 0
        while at < len(keys):
            size, party = self._named(words, keys, at)
            if party:
                found.add(party)
            elif self._is_public(keys, at):
                roles += 1
            at += size
        return len(found) + roles

    def _named(self, words: Sequence[str], keys: Sequence[str], at: int) -> tuple[int, str]:
        """The name at word ``at``: how many words it has, and whose it is (``""`` for none)."""
        if not words[at][0].isupper():
            return 1, ""
        for size, names in self.actors.names.matches(keys, at):
            for name in names:
                if not name.shout or words[at].isupper():
                    private = name.actor.country == "MNC" or name.actor.sector in PRIVATE
                    return size, "" if private else name.actor.country or name.actor.name
        for size, persons in self.actors.persons.matches(keys, at):
            if size > 1:
                return size, _name(persons)
        return 1, ""

    def _is_public(self, keys: Sequence[str], at: int) -> bool:
        """Whether a public role begins at word ``at``."""
        if singular(keys[at]) not in self.actors.roles.longest:
            return False
        stems = [singular(key) for key in keys[at : at + _ROLE]]
        return next((roles[0].sector in PUBLIC for _, roles in self.actors.roles.matches(stems, 0)), False)


def _name(persons: Sequence[Person]) -> str:
    return persons[0].name


def load_relevance(actors: ActorIndex, nlp: Language, phrasings: Iterable[Phrasing]) -> Relevance:
    """Relevance to the phrases of a lexicon, with the pipeline's own list of irregular forms."""
    needs: dict[str, dict[tuple[frozenset[str], ...], None]] = {}
    wanted: set[str] = set()
    for triggers, slots in phrasings:
        wanted.update(triggers, *slots)
        for lemma in triggers:
            needs.setdefault(lemma, {})[slots] = None
    lemmas: dict[str, set[str]] = {}
    for lemma in sorted(wanted):
        for form in _forms(lemma):
            lemmas.setdefault(form, set()).add(lemma)
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    for irregular in lemmatizer.lookups.get_table("lemma_exc", {}).values():
        for form, known in irregular.items():
            if meant := wanted.intersection(known):
                lemmas.setdefault(form, set()).update(meant)
    return Relevance(
        actors,
        {form: frozenset(known) for form, known in lemmas.items()},
        {lemma: ((),) if () in rows else tuple(rows) for lemma, rows in needs.items()},
    )


def _forms(lemma: str) -> Iterator[str]:
    """The regular forms that a verb or noun may take, and some that it does not."""
    yield lemma
    yield from (f"{lemma}{ending}" for ending in ("s", "es", "ed", "ing"))
    if lemma.endswith("e"):
        yield from (f"{lemma}d", f"{lemma[:-1]}ing")
    elif lemma.endswith("y"):
        yield from (f"{lemma[:-1]}ies", f"{lemma[:-1]}ied")
    elif lemma:
        yield from (f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing")
