"""Candidates: which events are worth comparing at all, by the family of their type and a shared party or place."""

from __future__ import annotations

from accord.reconciling.parties import country_of, is_resolved
from accord.reconciling.sightings import Shape, Sighting, family
from accord.records import Place


def needs_wide_search(shape: Shape) -> bool:
    """Whether an event names no party that can be told: it is then compared with all of its type."""
    return not any(is_resolved(key) for key in (*shape.actors, *shape.recipients))


def block_keys(shape: Shape, place: Place | None) -> tuple[str, ...]:
    """The blocks an event falls into. Two events that share none are never compared.

    A party's country is a key too, so that "Armenia" meets "Armenian protesters"; an event that names no party is
    found by its place's country. The first key is the type's own, for those that name nothing.
    """
    kind = family(shape)
    names = {*shape.actors, *shape.recipients, *shape.around}
    names |= {country_of(name) for name in names}
    if place is not None and place.country:
        names.add(place.country)
    return (kind, *sorted(f"{kind} {name}" for name in names if name))


def account_keys(sighting: Sighting) -> tuple[str, ...]:
    """The block of the attacks that a report tells on somebody's word: two sides' accounts may share no party."""
    told = sighting.shape.type == "ASSAULT" and sighting.event.attribution
    return (f"told in {sighting.event.report}",) if told else ()
