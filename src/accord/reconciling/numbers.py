"""Numbers as reports give them: bounds, whether two can both be so, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, isfinite, isinf

from accord.records import Claim

#: Counts that grow while people search and hospitals report: a higher one told on a later day is news, no dispute.
GROWING = frozenset({"killed", "injured", "missing", "arrested", "displaced", "casualties", "abducted"})


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From ``low`` to ``high``, both included; ``high`` may be infinite ("at least 12")."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Whether one number could be in both."""
        return self.low <= other.high and other.low <= self.high

    def __str__(self) -> str:
        if self.low == self.high:
            return written(self.low)
        if isinf(self.high):
            return f"at least {written(self.low)}"
        return f"up to {written(self.high)}" if self.low <= 0 else f"{written(self.low)}–{written(self.high)}"


def interval(claim: Claim) -> Interval | None:
    """The bounds a claim gives: its words' where they give some, else its value; None where it is no number."""
    number = _number(claim.value)
    if claim.low is None and claim.high is None:
        return None if number is None else Interval(number, number)
    low = claim.low if claim.low is not None else 0.0
    high = claim.high if claim.high is not None else inf
    return Interval(low, high) if low <= high else None


@dataclass(frozen=True, slots=True)
class Told:
    """A number, the day on which it was told (``""`` where that is not known), whose account it is (``""``: the
    outlet's own) and whether it is told as grown ("the toll *rose* to 15")."""

    bounds: Interval
    day: str
    account: str = ""
    grown: bool = False


def outgrown(one: Told, others: Iterable[Told]) -> bool:
    """Whether a count was overtaken: a higher one is told as grown on a later day, and nobody tells the lower again.

    Numbers of two who are named for them are two accounts, whenever they gave them.
    """
    later = [
        o for o in others if o.day > one.day > "" and (not o.account or not one.account or o.account == one.account)
    ]
    higher = [o for o in later if o.grown and o.bounds.low > one.bounds.high]
    return any(not any(x.day >= o.day and x.bounds.meets(one.bounds) for x in later) for o in higher)


def is_set_aside(claim: Claim) -> bool:
    """Whether a number is named only to be replaced: "eight states had signed, *not nine*"."""
    last = claim.said_by[-1] if claim.said_by else None
    return last is not None and last.stance == "denies" and 0 <= claim.start - last.end <= 1


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if isfinite(number) else None


def written(number: float) -> str:
    """A number for a reader: ``1,200``, ``2.5``."""
    return f"{number:,.0f}" if number == int(number) else f"{number:,g}"
