"""Naming: what a person types ("Armenia", ``ARM``, "ODKB") as the party it means, and a party's name for display."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from accord.errors import ConfigError
from accord.parties import country_of, party
from accord.records import Actor
from accord.tables import Row, read_table

STATES = "actors/states.tsv"
_STATES = ("iso3", "iso2", "cow", "gw", "name", "aliases", "adjectives", "demonyms", "capital", "seats", "region")
#: Table, column of the key, columns, and whether its rows are bodies; a key that is taken is not given twice.
_BODIES = "actors/organisations.tsv", ("id", "country", "name", "aliases", "kind", "nouns")
_GROUPS = "actors/groups.tsv", ("id", "country", "sector", "name", "aliases", "kind", "from", "to", "nouns")
#: How alike two spellings are, of 1, before one is offered for the other; letters that changed places count once.
_ALIKE = 0.6
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Names:
    """Every party that the tables name: by its key, and the keys by what it is called (in lower case).

    ``short`` are the keys of bodies that are known by them: CSTO, but not COMMONWEALTH.
    """

    actors: dict[str, Actor]
    called: dict[str, str]
    short: frozenset[str]

    def actor(self, key: str) -> Actor:
        """The party with this key; one that no table has (a name from a report) keeps its key as its name."""
        found = self.actors.get(key)
        if found is not None:
            return found
        country = country_of(key)
        state = self.actors.get(country)
        if state is not None and key != country:
            sector = key.partition(" ")[2]
            return Actor(country=country, sector=sector, name=f"{state.name} {sector}")
        # A key from a name is in small letters; any other is an id.
        return Actor(name=key) if key == key.casefold() else Actor(name=key, id=key)

    def name(self, actor: Actor) -> str:
        """How a party is called in a table: a state by its name, a body by the short id by which it is known."""
        key = party(actor)
        known = self.actors.get(key)
        if known is None:
            return actor.name or key
        return key if key in self.short else known.name


@cache
def load_names() -> Names:
    """Names from the tables of states, organisations and groups."""
    actors: dict[str, Actor] = {}
    called: dict[str, str] = {}
    short: set[str] = set()
    for row, actor in _parties():
        key = party(actor)
        if actors.setdefault(key, actor) is not actor:
            continue
        if actor.id and key in row.list("aliases"):
            short.add(key)
        for name in (key, actor.id, actor.name, *row.list("aliases")):
            if name:
                called.setdefault(_plain(name), key)
    for row in read_table(STATES, _STATES):  # adjectives and codes yield to every name
        for name in (row["iso2"], *row.list("adjectives")):
            called.setdefault(_plain(name), row["iso3"])
    return Names(actors, called, frozenset(short))


def _parties() -> Iterator[tuple[Row, Actor]]:
    for row in read_table(STATES, _STATES):
        yield row, Actor(country=row["iso3"], name=row["name"])
    for row in read_table(*_BODIES):
        yield row, Actor(country=row["country"], name=row["name"], id=row["id"])
    for row in read_table(*_GROUPS):
        yield row, Actor(country=row["country"], sector=row["sector"], name=row["name"], id=row["id"])


def parties_in(text: str) -> tuple[Actor, ...]:
    """States and bodies whose names stand in ``text`` as they are written, in its order; the longest name wins."""
    found: dict[int, tuple[int, str]] = {}
    for name, key in _written():
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            whole = not text[max(0, at - 1) : at].isalnum() and not text[end : end + 1].isalnum()
            if whole and not any(at < stop and start < end for start, (stop, _) in found.items()):
                found[at] = end, key
            at = text.find(name, end)
    keys = dict.fromkeys(key for _, (_, key) in sorted(found.items()))
    return tuple(load_names().actors[key] for key in keys)


@cache
def _written() -> tuple[tuple[str, str], ...]:
    """Names of states and bodies as they are written, the longest first, with their keys."""
    names: dict[str, str] = {}
    for row, actor in _parties():
        if not actor.sector:
            for name in (actor.name, *row.list("aliases")):
                if name:
                    names.setdefault(name, party(actor))
    return tuple(sorted(names.items(), key=lambda item: (-len(item[0]), item)))


def find_party(text: str, *, also: Iterable[str] = ()) -> Actor:
    """The party that ``text`` names by code, id, name or alias; ``also`` are keys that only a ledger knows.

    Raises ConfigError where no party is called so, with the nearest names.
    """
    found = _find(text, frozenset(also))
    if found is None:
        near = nearest(text)
        raise ConfigError(
            f"no party is called {text!r}",
            remedy=f"Did you mean {', '.join(near)}?"
            if near
            else "Give a country's name or code, or an organisation's id",
        )
    return found


def find_pair(text: str, *, also: Iterable[str] = ()) -> tuple[Actor, Actor]:
    """Two parties from one line of words: ``ARM CSTO``, ``South Korea United States``.

    Raises ConfigError where the words are not two parties.
    """
    words, keys = text.replace(",", " ").split(), frozenset(also)
    for at in range(1, len(words)):
        a, b = _find(" ".join(words[:at]), keys), _find(" ".join(words[at:]), keys)
        if a is not None and b is not None:
            return a, b
    if len(words) < 2:
        raise ConfigError(f"{text!r} is not two parties", remedy='Give two, like "ARM CSTO"')
    unknown = next((word for word in (words[0], words[-1]) if _find(word, keys) is None), text)
    near = nearest(unknown)
    hint = f"Did you mean {', '.join(near)}?" if near else 'Give two, like "ARM CSTO" or "Armenia Russia"'
    raise ConfigError(f"{text!r} is not two parties that are known", remedy=hint)


def _find(text: str, also: frozenset[str]) -> Actor | None:
    names = load_names()
    wanted = _SPACES.sub(" ", text.strip())
    if wanted in names.actors:
        return names.actors[wanted]
    if wanted in also:
        return names.actor(wanted)
    key = names.called.get(_plain(wanted))
    if key is None:
        key = next((one for one in sorted(also) if _plain(one) == _plain(wanted)), None)
    return names.actor(key) if key is not None else None


def nearest(text: str, most: int = 3) -> list[str]:
    """Names of parties that are spelled most like ``text``, the nearest first; none where nothing is like it."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    names = load_names()
    close = process.extract(_plain(text), sorted(names.called), scorer=OSA.normalized_similarity, limit=10)
    keys = dict.fromkeys(names.called[name] for name, like, _ in close if like >= _ALIKE)
    return [names.name(names.actors[key]) for key in list(keys)[:most]]


def _plain(name: str) -> str:
    return _SPACES.sub(" ", name.strip()).casefold().removeprefix("the ")
