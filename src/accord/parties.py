"""Parties: the key under which all mentions of one state, body, group or person are one."""

from __future__ import annotations

from collections.abc import Iterator

from accord.records import Actor, PastEvent

#: Codes that stand in a country's place and name no party by themselves.
INTERNATIONAL = frozenset(("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"))
#: PLOVER's sectors.
SECTORS = frozenset(
    (
        "AGR",
        "BUS",
        "COP",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "GOV",
        "JRN",
        "JUD",
        "LAB",
        "LEG",
        "MED",
        "MIL",
        "OPP",
        "PRE",
        "PRM",
    )
).union(("PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK"))
#: Sectors that act for their state: what one of them does, a headline says of the country.
OF_STATE = frozenset(("", "GOV", "MIL", "LEG", "SPY", "COP", "JUD"))


def party(actor: Actor) -> str:
    """The key two mentions of one party share: a state and its organs give the state, others their id or name."""
    sector = actor.sector.split()[0] if actor.sector else ""
    if actor.country in INTERNATIONAL:
        return actor.id or actor.name.casefold() or actor.country
    if actor.country and sector in OF_STATE:
        return actor.country
    if actor.id:
        return actor.id
    if actor.country:
        return f"{actor.country} {sector}"
    return actor.name.casefold() or sector


def is_named(key: str) -> bool:
    """Whether a key is more than a bare sector: an unknown name is still a name."""
    return bool(key) and key not in SECTORS


def country_of(key: str) -> str:
    """The country code a party key starts with, or ``""``: ``ARM CVL`` and ``ARM`` are both of ``ARM``."""
    head = key.partition(" ")[0]
    return head if len(head) == 3 and head.isupper() and head.isalpha() and head not in SECTORS else ""


def pairs(event: PastEvent) -> Iterator[tuple[Actor, Actor]]:
    """Each pair of actor and recipient of an event once, however many of a party's people the event lists.

    Where it lists several parties, none is paired with itself ("the two met" names both on both sides).
    """
    seen: set[tuple[str, str]] = set()
    several = bool(event.more_actors or event.more_recipients)
    for actor in (event.actor, *event.more_actors):
        for recipient in (event.recipient, *event.more_recipients):
            key = (party(actor), party(recipient))
            if key not in seen and not (several and key[0] == key[1]):
                seen.add(key)
                yield actor, recipient
    if not seen:
        yield event.actor, event.recipient
