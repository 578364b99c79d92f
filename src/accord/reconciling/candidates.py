"""Candidates: which events are worth comparing at all, by the family of their type and a shared party or place."""

from __future__ import annotations

from accord.reconciling.parties import country_of
from accord.reconciling.sightings import Signature, family


def block_keys(signature: Signature) -> tuple[str, ...]:
    """The blocks an event falls into. Two events that share none are never compared.

    A party's country is a key too, so that "Armenia" meets "Armenian protesters"; an event that names no party is
    found by its place's country, one that names nothing only by its type.
    """
    kind = family(signature.type)
    names = {*signature.actors, *signature.recipients, *signature.around}
    names |= {country_of(name) for name in names}
    if signature.place is not None and signature.place.country:
        names.add(signature.place.country)
    return tuple(sorted(f"{kind} {name}" for name in names if name)) or (kind,)
