"""People's judgements: what they name is found in the ledger, kept as events, and takes effect at once."""

from __future__ import annotations

from collections.abc import Sequence

from accord.errors import ConfigError
from accord.ledger import people
from accord.ledger.derived import events_of
from accord.ledger.ledger import Ledger
from accord.ledger.people import Kind, Ruling, make_ruling
from accord.upkeep.derive import rule

#: The shortest beginning of an id that names a thing.
SHORTEST = 4


def judge(
    ledger: Ledger, kind: Kind, names: Sequence[str], *, who: str, at: str, why: str = "", credibility: str = ""
) -> Ruling:
    """Keep a person's judgement on episodes or events, given by the beginnings of their ids, and all that follows.

    For ``revoke`` the name is that of a judgement. Raises ConfigError where a name fits nothing, or more than one.
    """
    if kind == "revoke":
        ruling = _revocation(ledger, names, who, at, why)
    else:
        events = [_resolve(ledger, name) for name in names]
        _check(kind, events)
        named = tuple(event for found in events for event in found)
        ruling = make_ruling(kind, named, who=who, at=at, why=why, value=credibility)
    rule(ledger, ruling)
    return ruling


def _check(kind: Kind, events: Sequence[tuple[str, ...]]) -> None:
    if not events:
        raise ConfigError("nothing is named", remedy="Give ids of episodes or events; accord state shows them")
    if kind == "merge" and len(events) < 2:
        raise ConfigError("one thing cannot be merged", remedy="Give the ids of two episodes or more")


def _resolve(ledger: Ledger, name: str) -> tuple[str, ...]:
    """The events that ``name`` begins the id of: one event, or all of one episode."""
    if len(name) < SHORTEST:
        raise ConfigError(f"{name!r} is too short to name anything", remedy=f"Give {SHORTEST} characters or more")
    with ledger.store.reading() as connection:
        found = events_of(connection, name)
    episodes = {episode for _, episode in found if episode.startswith(name)}
    events = {event for event, _ in found if event.startswith(name)}
    if not found:
        raise ConfigError(f"no episode or event begins with {name!r}", remedy="accord state shows the ids")
    if len(episodes) + len(events) > 1:
        raise ConfigError(f"{name!r} begins {len(episodes) + len(events)} ids", remedy="Give more of the id")
    return tuple(event for event, episode in found if events or episode in episodes)


def _revocation(ledger: Ledger, names: Sequence[str], who: str, at: str, why: str) -> Ruling:
    if len(names) != 1:
        raise ConfigError("one judgement is revoked at a time", remedy="Give its id")
    with ledger.store.reading() as connection:
        held = [one for one in people.rulings(connection) if one.id.startswith(names[0])]
    if len(held) != 1:
        raise ConfigError(f"{names[0]!r} begins {len(held)} judgements", remedy="accord judge list shows their ids")
    return make_ruling("revoke", held[0].events, who=who, at=at, why=why, revokes=held[0].id)
