"""Sides: the two parties between whom a mediator mediates, where the words do not say between whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from accord.coding.events import Found, Reading
from accord.parties import INTERNATIONAL
from accord.records import Actor, Mention

Mentions = tuple[Mention[Actor], ...]

#: Types of event that have two sides between whom one may mediate.
_BETWEEN = frozenset({"ACCUSE", "AGREE", "ASSAULT", "COERCE", "CONSULT", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"})
#: Sectors that act for their state.
_STATE = frozenset({"", "GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
#: Sectors that may be a side at home.
_ARMED = frozenset({"REB", "PRM", "UAF", "OPP", "PTY"})
Side = tuple[str, str]


def sides_between(
    mediators: Mentions, here: Sequence[Found], earlier: Sequence[Found], readings: Iterable[Reading]
) -> Mentions:
    """The two sides: those of another event of the sentence, else the only pair that the report has told of so far.

    ``here`` are the sentence's own events, ``earlier`` those before it, ``readings`` the sentences up to this one.
    Where no event has had two sides they are the only two states named. Where more pairs are possible there are none.
    """
    aside = {_side(m.value) for m in mediators}
    pair = _only_pair(here, aside)
    if not pair and not _pairs(here, aside):
        pair = _only_pair(earlier, aside)
    return pair or (() if _pairs([*here, *earlier], aside) else _only_states(readings, aside))


def _side(actor: Actor) -> Side:
    """A party as a side: a state with all its organs, or whoever fights it at home, by whatever name."""
    return actor.country, "" if actor.sector in _STATE else actor.sector


def _pairs(found: Sequence[Found], aside: set[Side]) -> dict[frozenset[Side], Mentions]:
    pairs: dict[frozenset[Side], Mentions] = {}
    for event in (f.event for f in found if f.event.type in _BETWEEN):
        sides = {_side(m.value): m for m in (*event.actors, *event.recipients) if _may_be_side(m.value)}
        both = {key: m for key, m in sides.items() if key not in aside}
        if len(both) == 2 and len(sides) == 2:
            pairs.setdefault(frozenset(both), tuple(both.values()))
        elif len(both) > 2:
            pairs.setdefault(frozenset(both), ())
    return pairs


def _only_pair(found: Sequence[Found], aside: set[Side]) -> Mentions:
    pairs = _pairs(found, aside)
    return next(iter(pairs.values())) if len(pairs) == 1 else ()


def _may_be_side(actor: Actor) -> bool:
    return bool(actor.country) and actor.country not in INTERNATIONAL and actor.sector in _STATE | _ARMED


def _only_states(readings: Iterable[Reading], aside: set[Side]) -> Mentions:
    named: dict[Side, Mention[Actor]] = {}
    for reading in readings:
        for m in reading.sentence.actors:
            if m.value.country and len(m.value.country) == 3 and m.value.country not in INTERNATIONAL:
                named.setdefault((m.value.country, ""), m)
    states = {key: m for key, m in named.items() if key not in {(country, "") for country, _ in aside}}
    return tuple(states.values()) if len(states) == 2 else ()
