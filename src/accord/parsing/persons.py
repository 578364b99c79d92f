"""Persons: who held which office when, and what that makes of them at a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accord.parties import INTERNATIONAL
from accord.records import Actor

#: Offices whose holders news names by surname alone, without an introduction.
LEADING = frozenset({"head of state", "head of government", "foreign minister", "de facto leader", "monarch"})
#: Offices whose holders a title and a surname name ("Vice President Doe").
TITLED = LEADING | {"vice president", "supreme leader", "secretary-general"}
#: Of offices held together the first of these is the one that speaks.
RANK = ("head of state", "head of government", "de facto leader", "foreign minister")


@dataclass(frozen=True, slots=True)
class Tenure:
    """One office of a person, from ``since`` to ``until`` (ISO dates, shortened; ``""`` where open or not known)."""

    country: str
    sector: str
    role: str
    org: str
    since: str
    until: str

    def holds(self, date: str) -> bool:
        """Whether the office was held on ``date``. A date shortened to a year or month holds the whole of it."""
        return (not self.since or self.since[: len(date)] <= date[: len(self.since)]) and (
            not self.until or date[: len(self.until)] <= self.until[: len(date)]
        )


@dataclass(frozen=True, slots=True)
class Person:
    """A person known by name, and the offices held."""

    name: str
    tenures: tuple[Tenure, ...]

    @property
    def country(self) -> str:
        """The country of the offices: one person row is one country's."""
        return self.tenures[0].country

    def in_office(self, date: str, roles: frozenset[str] = LEADING) -> bool:
        """Whether one of ``roles`` was held at ``date``; without a date, whether one is still held."""
        return any(t.role in roles and (t.holds(date) if date else not t.until) for t in self.tenures)

    def had(self, role: str, date: str) -> bool:
        """Whether ``role`` was held at ``date`` or before; without a date, whether it was ever held."""
        return any(t.role == role and (not date or not t.since or t.since[: len(date)] <= date) for t in self.tenures)

    def last_end(self, date: str) -> str:
        """When the last office that ended before ``date`` did; ``""`` where none has."""
        return max((t.until for t in self.tenures if t.until and t.until < date), default="")

    def at(self, date: str, *, role: str = "") -> Actor:
        """The person as an actor at ``date``.

        In office: the office, ``role`` if it is one of those held, else the highest. Between or after offices: the
        country with ``ELI`` and "former …". Before the first: the country alone. Without a date an office is named
        only where all rows agree, or where the text's ``role`` or a still open row decides.
        """
        held = [t for t in self.tenures if t.holds(date)] if date else self._undated(role)
        if held:
            return self._actor(min(held, key=lambda t: (t.role != role, _rank(t.role))))
        if not date:
            sectors = {t.sector for t in self.tenures}
            return Actor(self.country, sectors.pop() if len(sectors) == 1 else "", self.name)
        past = [t for t in self.tenures if t.until and t.until < date]
        if not past:
            return Actor(self.country, "", self.name)
        last = max(past, key=lambda t: (t.until, -_rank(t.role)))
        return Actor(self.country, "ELI", self.name, f"former {last.role}" if last.role else "")

    def _undated(self, role: str) -> list[Tenure]:
        named = [t for t in self.tenures if role and t.role == role]
        offices = {(t.sector, t.role) for t in self.tenures}
        return named or ([self.tenures[0]] if len(offices) == 1 else [t for t in self.tenures if not t.until])

    def _actor(self, tenure: Tenure) -> Actor:
        body = tenure.org if tenure.country in INTERNATIONAL else ""
        return Actor(tenure.country, tenure.sector, self.name, tenure.role, body)


def _rank(role: str) -> int:
    return RANK.index(role) if role in RANK else len(RANK)


def surname_keys(
    person: Person, keys: list[str], family_first: frozenset[str], given: frozenset[str]
) -> Iterator[list[str]]:
    """The units a person is called by once known: the last of the name, with its particle, or the first where the
    family name comes first, as it does in some countries unless a ``given`` name of Europe opens it ("Joseph Wu")."""
    if len(keys) < 2:
        return
    if person.country in family_first and keys[0] not in given:
        yield keys[:1]
        return
    yield keys[-1:]
    if len(keys) > 2 and keys[-2] in ("al", "el", "de", "da", "dos", "van", "der", "von", "le", "la", "bin", "ben"):
        yield keys[-2:]
