"""A past to learn from: dated events as columns, one row an event, in the order of days.

A party is what a question can name: a state and its organs (``RUS``), a body (``CSTO``), a group, the people of a
country (``RUS CVL``), as ``accord.parties`` has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from accord.ontology import load_ontology
from accord.parties import is_named, pairs, party
from accord.records import Actor, PastEvent

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class History:
    """Events by day, then as they came. ``day`` is a proleptic ordinal (``date.toordinal``), ``actor`` and
    ``recipient`` are places in ``parties``, ``kind`` a place in ``kind_names()`` (0: a kind PLOVER does not have).

    ``score`` is PLOVER's conflict-cooperation score (NaN where the kind has none), ``keys`` and ``texts`` name and
    quote each event. ``refused`` counts rows that could not be used: no day, or no named party on one side.
    """

    parties: tuple[str, ...]
    day: Ints
    actor: Ints
    recipient: Ints
    kind: NDArray[np.int8]
    score: NDArray[np.float32]
    keys: Sequence[str] = field(repr=False)
    texts: Sequence[str] = field(repr=False)
    refused: int = 0

    def __len__(self) -> int:
        return len(self.day)

    @property
    def first(self) -> str:
        """The first day that any event has, ``""`` where there is none."""
        return date.fromordinal(int(self.day[0])).isoformat() if len(self) else ""

    @property
    def last(self) -> str:
        """The last day that any event has, ``""`` where there is none."""
        return date.fromordinal(int(self.day[-1])).isoformat() if len(self) else ""

    def find(self, name: str) -> int:
        """The place of the party called ``name`` in any case, -1 where the history does not know it."""
        return _places(self.parties).get(" ".join(name.upper().split()), -1)

    def before(self, day: str) -> History:
        """The events dated before ``day``: what could be known when that day began."""
        return self.rows(slice(0, int(np.searchsorted(self.day, date.fromisoformat(day).toordinal()))))

    def rows(self, kept: slice | NDArray[np.intp]) -> History:
        """The events at ``kept``, which must be in order; the parties keep their places."""
        keys, texts = self.keys, self.texts
        if isinstance(kept, slice):
            keys, texts = keys[kept], texts[kept]
        else:
            keys, texts = [keys[row] for row in kept], [texts[row] if texts else "" for row in kept]
        columns = (self.day[kept], self.actor[kept], self.recipient[kept], self.kind[kept], self.score[kept])
        return History(self.parties, *columns, keys, texts, self.refused)

    def about(self, actor: int, recipient: int) -> tuple[NDArray[np.intp], History]:
        """The rows that a forecast from the one to the other looks at one by one, and their events without their words.

        They are what the one did to anyone, what anyone did to the other, and what went back between the two.
        """
        back = (self.actor == recipient) & (self.recipient == actor)
        kept = np.flatnonzero((self.actor == actor) | (self.recipient == recipient) | back)
        columns = (self.day[kept], self.actor[kept], self.recipient[kept], self.kind[kept], self.score[kept])
        return kept, History(self.parties, *columns, (), ())

    def between(self, actor: int, recipient: int) -> NDArray[np.intp]:
        """The rows of events from the one party to the other."""
        return np.flatnonzero((self.actor == actor) & (self.recipient == recipient))


@lru_cache(maxsize=8)
def _places(parties: tuple[str, ...]) -> dict[str, int]:
    """The place of each party by its name in capitals; the first where two differ only in that."""
    return {party.upper(): place for place, party in reversed(list(enumerate(parties)))}


@cache
def kind_names() -> tuple[str, ...]:
    """PLOVER's types by their place in ``History.kind``; place 0 is no type."""
    return ("", *load_ontology().types)


@cache
def quad_of_kind() -> NDArray[np.int8]:
    """The quad of each place of ``kind_names``; 0 for no type."""
    types = load_ontology().types
    return np.array([0, *(kind.quad for kind in types.values())], dtype=np.int8)


def gather(events: Iterable[PastEvent]) -> History:
    """The history that ``events`` make, whatever order they come in."""
    names: dict[str, int] = {}
    actors: dict[Actor, int] = {}
    place = {name: number for number, name in enumerate(kind_names())}
    days: dict[str, int] = {}
    rows: list[tuple[int, int, int, int, float]] = []
    keys, texts, refused = list[str](), list[str](), 0

    def number(actor: Actor) -> int:
        key = party(actor)
        actors[actor] = found = names.setdefault(key, len(names)) if is_named(key) else -1
        return found

    for event in events:
        day = days.get(event.date) or days.setdefault(event.date, _ordinal(event.date))
        several = event.more_actors or event.more_recipients
        for doer, other in pairs(event) if several else ((event.actor, event.recipient),):
            actor = actors[doer] if doer in actors else number(doer)
            recipient = actors[other] if other in actors else number(other)
            if day < 1 or actor < 0 or recipient < 0:
                refused += 1
                continue
            rows.append((day, actor, recipient, place.get(event.type, 0), _score(event.type, event.mode)))
            keys.append(event.key)
            texts.append(event.text)
    return arrange(tuple(names), rows, keys, texts, refused=refused)


def arrange(
    parties: tuple[str, ...],
    rows: Sequence[tuple[int, int, int, int, float]] | Floats,
    keys: Sequence[str],
    texts: Sequence[str],
    *,
    refused: int = 0,
) -> History:
    """A history of ``rows`` (day, actor, recipient, kind, score) in the order of days, and of keys within a day.

    The order within a day is one of content, so that events which arrive in another order make the same history.
    """
    table = np.asarray(rows, dtype=np.float64).reshape(-1, 5)
    day = table[:, 0].astype(np.int32)
    order = np.lexsort((np.asarray(keys, dtype=np.str_), day)) if len(keys) else np.zeros(0, dtype=np.intp)
    spelled = np.argsort(np.asarray(parties, dtype=np.str_), kind="stable") if parties else np.zeros(0, dtype=np.intp)
    place = np.empty(len(parties), dtype=np.int32)
    place[spelled] = np.arange(len(parties), dtype=np.int32)
    return History(
        tuple(parties[at] for at in spelled),
        day[order],
        place[table[order, 1].astype(np.intp)],
        place[table[order, 2].astype(np.intp)],
        table[order, 3].astype(np.int8),
        table[order, 4].astype(np.float32),
        [keys[row] for row in order],
        [texts[row] for row in order] if any(texts) else (),
        refused,
    )


def _ordinal(day: str) -> int:
    """The ordinal of an ISO day, -1 where ``day`` is shorter or none: an event without a day cannot be counted."""
    try:
        return date.fromisoformat(day).toordinal() if len(day) == 10 else -1
    except ValueError:
        return -1


@cache
def _score(type_: str, mode: str) -> float:
    ontology = load_ontology()
    return ontology.intensity(type_, mode) if type_ in ontology.types else float("nan")
