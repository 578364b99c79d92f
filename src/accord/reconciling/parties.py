"""Parties as compared: which two actors may be one, and how an actor is called in a title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from accord.parties import INTERNATIONAL, SECTORS, country_of, is_named, party
from accord.records import Actor, Attribution, Mention

__all__ = [
    "account_of",
    "country_of",
    "distinct_actors",
    "is_named",
    "is_resolved",
    "leading_actors",
    "own_word",
    "parties",
    "party",
    "said_by",
    "sectors",
    "speaker",
]

_ORGANS = frozenset(("", "COP", "GOV", "JUD", "LEG", "MED", "MIL", "SPY"))
_ARMED = frozenset(("MIL", "COP", "REB", "PRM", "UAF", "SPY"))


def parties(mentions: Iterable[Mention[Actor]]) -> tuple[str, ...]:
    """Keys of all parties named, sorted, each once; a body without a name ("the alliance") says nothing."""
    keys = {party(mention.value) for mention in mentions}
    return tuple(sorted(key for key in keys if key and key not in INTERNATIONAL - {"UNO", "EUR"}))


def sectors(mentions: Iterable[Mention[Actor]]) -> tuple[str, ...]:
    """The sectors of those who carry arms, sorted: by these a force of no state named may be known as one's."""
    found = {(mention.value.sector.split() or [""])[0] for mention in mentions}
    return tuple(sorted(found & _ARMED))


def is_resolved(key: str) -> bool:
    """Whether a key names one party: ``MIL`` ("the army" of a state not named) and unknown names do not."""
    return key not in SECTORS and any(letter.isupper() or letter.isdigit() for letter in key)


def distinct_actors(mentions: Iterable[Mention[Actor]]) -> tuple[Actor, ...]:
    """One actor for each party, the fullest description of the organ most often named, in the order first named."""
    found: dict[str, list[Actor]] = {}
    for mention in mentions:
        found.setdefault(party(mention.value) or mention.value.name, []).append(mention.value)
    return tuple(_typical(actors) for actors in found.values())


def _typical(actors: Sequence[Actor]) -> Actor:
    votes = Counter(actor.sector for actor in actors)
    sector = min(votes, key=lambda sector: (-votes[sector], -len(sector.split()), sector))
    return max((actor for actor in actors if actor.sector == sector), key=_fullness)


def leading_actors(named: Sequence[Sequence[Mention[Actor]]]) -> tuple[Actor, ...]:
    """The parties of an episode, most often named first; one that a stray sentence names among many is left out."""
    votes = Counter(key for mentions in named for key in {party(mention.value) for mention in mentions})
    most = max(votes.values(), default=0)
    actors = distinct_actors(mention for mentions in named for mention in mentions)
    kept = [actor for actor in actors if 3 * votes[party(actor)] >= most]
    kept = [actor for actor in kept if is_named(party(actor))] or kept
    return tuple(sorted(kept, key=lambda actor: -votes[party(actor)]))


def _fullness(actor: Actor) -> tuple[int, int, int, int, str]:
    named = actor.sector not in ("", "GOV") and len(actor.name) > 0  # "professor" is one of many, a name is somebody
    return (len(actor.country) > 0, len(actor.sector.split()), named, len(actor.role) > 0, actor.name)


def said_by(chain: Sequence[Attribution]) -> str:
    """Who says something, from the outermost speaker in: ``Interfax citing the ministry``; ``""`` for the outlet."""
    names: list[str] = []
    for link in chain:
        name = speaker(link)
        if name and (not names or names[-1] != name):
            names.append(name)
    return " citing ".join(names)


def speaker(link: Attribution) -> str:
    """The name of one speaker: as resolved where it was, else as written."""
    if link.actor is not None and link.actor.value.name:
        return link.actor.value.name
    return link.speaker.strip()


def account_of(chain: Sequence[Attribution]) -> str:
    """Whose account a number is: of all organs of one state one, of anybody else their own, ``""`` of the outlet."""
    if not chain:
        return ""
    who = chain[-1].actor
    if who is None:
        return chain[-1].speaker.strip().casefold()
    organ = (who.value.sector.split() or [""])[0] in _ORGANS
    return who.value.country if organ and who.value.country else "state" if organ else who.value.code


def own_word(chain: Sequence[Attribution]) -> str:
    """The party whose own word it is: the innermost speaker's, ``""`` where that is the outlet or nobody known."""
    key = party(chain[-1].actor.value) if chain and chain[-1].actor is not None else ""
    return key if is_named(key) else ""
