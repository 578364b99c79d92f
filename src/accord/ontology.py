"""Kinds of event: PLOVER 2.0's types, modes, contexts, quads and scores, from ``data/kinds/plover.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from accord.tables import Problem, data

FILE = "kinds/plover.toml"


@dataclass(frozen=True, slots=True)
class EventType:
    """One PLOVER type. ``quad`` is 1 to 4; ``score`` and the modes' scores run from -10 (conflict) to +10.

    ``verbal`` types carry their content as a complement: what was promised, asked, alleged, refused, threatened.
    ``recipient`` says that PLOVER requires one.
    """

    name: str
    quad: int
    score: float
    means: str
    modes: dict[str, float]
    verbal: bool = False
    recipient: bool = False


@dataclass(frozen=True, slots=True)
class Ontology:
    """All kinds of event by name, and the contexts an event may have."""

    types: dict[str, EventType]
    contexts: tuple[str, ...]

    def intensity(self, type_: str, mode: str) -> float:
        """PLOVER's conflict-cooperation score: the mode's where there is one, else the type's."""
        kind = self.types[type_]
        return kind.modes.get(mode, kind.score)


@cache
def load_ontology() -> Ontology:
    """PLOVER 2.0 as the data file has it."""
    table = tomllib.loads(data(FILE).read_text(encoding="utf-8"))
    types = {
        name: EventType(
            name=name,
            quad=entry["quad"],
            score=entry["score"],
            means=entry["means"],
            modes=entry.get("modes", {}),
            verbal=entry.get("verbal", False),
            recipient=entry.get("recipient", False),
        )
        for name, entry in table["types"].items()
    }
    return Ontology(types, tuple(table["contexts"]))


def check_ontology() -> Iterator[Problem]:
    """What is wrong with the table of kinds: a quad out of range, a score out of range."""
    for kind in load_ontology().types.values():
        if kind.quad not in (1, 2, 3, 4):
            yield Problem(FILE, 0, f"{kind.name}: quad {kind.quad} is not 1 to 4")
        for label, score in [("score", kind.score), *kind.modes.items()]:
            if not -10 <= score <= 10:
                yield Problem(FILE, 0, f"{kind.name} {label}: {score} is not between -10 and 10")
