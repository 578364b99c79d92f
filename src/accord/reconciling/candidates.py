"""Candidates: which events are worth comparing at all, by the family of their type and a shared party or place."""

from __future__ import annotations

from accord.reconciling.parties import country_of
from accord.reconciling.sightings import Shape, family
from accord.records import Place


def block_keys(shape: Shape, place: Place | None) -> tuple[str, ...]:
    """The blocks an event falls into. Two events that share none are never compared.

    A party's country is a key too, so that "Armenia" meets "Armenian protesters"; an event that names no party is
    found by its place's country, one that names nothing only by its type.
    """
    kind = family(shape.type)
    names = {*shape.actors, *shape.recipients, *shape.around}
    names |= {country_of(name) for name in names}
    if place is not None and place.country:
        names.add(place.country)
    return tuple(sorted(f"{kind} {name}" for name in names if name)) or (kind,)
