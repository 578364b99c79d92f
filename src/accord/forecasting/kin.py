"""Kin: which state an actor belongs to and which part it plays, read from its name or from the company it keeps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from accord.forecasting.facts import Bools, Facts, Ints

_NAMED = re.compile(r"^(?P<role>.*?)[ _]*\((?P<home>[^()]*)\)$")
_SHARED = 3
"""A bracketed word is a home when at least so many actors share it; a film's year or an acronym is not."""


@dataclass(frozen=True, slots=True)
class Kin:
    """The home and the role of every actor, as numbers; 0 is "not known" for either.

    ``named`` marks homes read from a name ("Police (India)", or "India" itself, whose role is that of a state);
    the others, 0 or not, follow from the homes of those an actor dealt with.
    """

    homes: Ints
    roles: Ints
    named: Bools
    home_count: int
    role_count: int


def read_kin(names: Sequence[str]) -> Kin:
    """Read homes and roles from names such as "Police (India)". Names without brackets give no home."""
    found = [_NAMED.match(name) for name in names]
    shared = Counter(match["home"] for match in found if match)
    homes = sorted(home for home, count in shared.items() if home and count >= _SHARED)
    number = {home: place + 1 for place, home in enumerate(homes)}
    roles = sorted({match["role"] for match in found if match and match["home"] in number})
    part = {role: place + 2 for place, role in enumerate(roles)}
    home_of, role_of = np.zeros(len(names), np.int64), np.zeros(len(names), np.int64)
    for place, (name, match) in enumerate(zip(names, found, strict=True)):
        if match and match["home"] in number:
            home_of[place], role_of[place] = number[match["home"]], part[match["role"]]
        elif name in number:
            home_of[place], role_of[place] = number[name], 1  # the state itself
    return Kin(home_of, role_of, home_of > 0, len(homes) + 1, len(roles) + 2)


def spread(kin: Kin, facts: Facts) -> Kin:
    """Give each actor without a home that of most of those it dealt with in ``facts``; who has one keeps it."""
    subjects = np.concatenate([facts.subjects, facts.objects])
    partners = np.concatenate([facts.objects, facts.subjects])
    lost = (kin.homes[subjects] == 0) & (kin.homes[partners] > 0)
    key, votes = np.unique(subjects[lost] * kin.home_count + kin.homes[partners[lost]], return_counts=True)
    actor, home = key // kin.home_count, key % kin.home_count
    # In order of actor, then of votes: the first row of an actor is its choice, the lower home where two tie.
    order = np.lexsort((home, -votes, actor))
    chosen, first = np.unique(actor[order], return_index=True)
    homes = kin.homes.copy()
    homes[chosen] = home[order][first]
    return Kin(homes, kin.roles, kin.named, kin.home_count, kin.role_count)
