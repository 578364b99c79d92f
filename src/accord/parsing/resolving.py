"""Resolving: which of the places called by a name is meant."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from accord.parsing.gazetteer import Candidate, PlaceIndex
from accord.parsing.toponyms import Toponym
from accord.records import Place


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What is known of where a report is at home: countries (alpha-3) it speaks of, places already resolved in it."""

    countries: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


def resolve_places(toponyms: Sequence[Toponym], index: PlaceIndex, context: PlaceContext) -> list[Place]:
    """One place for each toponym, in order; a name the gazetteer does not know keeps only its name."""
    result = []
    for toponym in toponyms:
        found = index.find(toponym.text)
        best = max(found, key=lambda c: (c.table != "gazetteer", c.population), default=None)
        result.append(best.place if best else Place(toponym.text))
    return result
