"""Joint names: one body whose name holds an "and", "the Border Control and Protection Agency"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from accord.parsing.actorindex import ActorIndex, Role
from accord.parsing.names import Unit, fold, singular
from accord.records import Token

_POINTING = frozenset({"the", "its", "their", "new", "his", "her"})


class Covering(Protocol):
    """What is already known to name something: its units, from first to last, and the role it has, if any."""

    first: int
    last: int
    role: Role | None


def joined_end(
    units: Sequence[Unit],
    tokens: Sequence[Token],
    index: ActorIndex,
    first: int,
    end: int,
    known: Sequence[Covering],
) -> int:
    """Where the unknown name that begins at unit ``first`` and stops before ``end`` really stops.

    Words with capitals behind an "and" belong to it where they end in a noun for bodies, what stands before the "and"
    does not, and one article or nationality introduces both.
    """
    if end + 1 >= len(units) or units[end].key != "and" or _is_body(units[end - 1], index):
        return end
    opened = first > 0 and (any(p.last == first - 1 for p in known) or units[first - 1].key in _POINTING)
    named_alone = {unit for p in known if p.role is None for unit in range(p.first, p.last + 1)}
    last = end + 1
    while last < len(units) and last not in named_alone and units[last].text[:1].isupper():
        if units[last].token - units[last - 1].token > 1:
            break
        last += 1
    named = last > end + 1 and tokens[units[last - 1].token].tag == "NNP"
    return last if opened and named and _is_body(units[last - 1], index) else end


def _is_body(unit: Unit, index: ActorIndex) -> bool:
    return index.has("body_noun", singular(fold(unit.text)))
