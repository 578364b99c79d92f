"""Who publishes: outlets of the world by name, alias and domain, from ``data/outlets.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import urlsplit

from accord.tables import Problem, Row, read_table

TABLE = "outlets.tsv"
COLUMNS = ("name", "aliases", "domain", "country", "kind", "example")
KINDS = ("wire", "agency", "newspaper", "broadcaster", "online", "state", "aggregator", "thinktank", "official")

_DROPPED = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Outlets:
    """The table, indexed. Keys of ``names`` are folded as `fold` does, keys of ``domains`` lower case."""

    names: MappingProxyType[str, Row]
    domains: MappingProxyType[str, Row]

    def resolve(self, name: str) -> str:
        """The canonical name of the outlet that ``name`` (a name, alias or domain) means, or ``""``."""
        row = self.names.get(fold(name)) or self._by_domain(name)
        return row["name"] if row and _fits(name, row) else ""

    def is_agency(self, name: str) -> bool:
        """Whether ``name`` is a news agency, whose text others print."""
        row = self.names.get(fold(name))
        return row is not None and row["kind"] in ("wire", "agency", "state") and _fits(name, row)

    def is_wire(self, name: str) -> bool:
        """Whether ``name`` is one of the agencies that the whole world's outlets print."""
        row = self.names.get(fold(name))
        return row is not None and row["kind"] == "wire" and _fits(name, row)

    def of_url(self, url: str) -> str:
        """The outlet at the address ``url``: its canonical name, else its bare domain, else ``""``."""
        domain = read_domain(url)
        row = self._by_domain(domain)
        return row["name"] if row else domain

    def _by_domain(self, domain: str) -> Row | None:
        labels = domain.strip().lower().split(".")
        for start in range(len(labels) - 1):
            row = self.domains.get(".".join(labels[start:]))
            if row:
                return row
        return None


@lru_cache(maxsize=1)
def load_outlets() -> Outlets:
    """The table of outlets. Raises ConfigError where it is malformed."""
    names: dict[str, Row] = {}
    domains: dict[str, Row] = {}
    for row in read_table(TABLE, COLUMNS):
        for name in (row["name"], *row.list("aliases")):
            names.setdefault(fold(name), row)
        for domain in row.list("domain"):
            domains.setdefault(domain, row)
    return Outlets(MappingProxyType(names), MappingProxyType(domains))


def fold(name: str) -> str:
    """``name`` as it is looked up: no case, no punctuation, no article in front of two words or more.

    Before one word the article is kept: "the sun" is a paper, "sun" is not.
    """
    words = _DROPPED.sub(" ", name.casefold()).split()
    return " ".join(words[1:] if len(words) > 2 and words[0] == "the" else words)


def _fits(name: str, row: Row) -> bool:
    """Whether ``name`` may mean ``row``: "map" is no press agency, though "MAP" is. Wires are written either way."""
    bare = name.strip(" ()[]/.")
    acronym = len(bare) <= 5 and bare.isalpha() and any(fold(bare) == fold(a) and a.isupper() for a in _names(row))
    return not acronym or bare.isupper() or row["kind"] == "wire" or bare in _names(row)


def _names(row: Row) -> tuple[str, ...]:
    return (row["name"], *row.list("aliases"))


def read_domain(url: str) -> str:
    """The host of ``url`` without ``www.``, or ``""``."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if "." in host else ""


def check_outlets() -> Iterator[Problem]:
    """What is wrong in the table: doubled names, aliases or domains, unknown kinds, malformed countries or domains."""
    seen: dict[str, Row] = {}
    for row in read_table(TABLE, COLUMNS):
        if not row["name"]:
            yield row.problem("an outlet without a name")
        if row["kind"] not in KINDS:
            yield row.problem(f"kind {row['kind']!r} is none of {', '.join(KINDS)}")
        if row["country"] and not re.fullmatch(r"[A-Z]{3}", row["country"]):
            yield row.problem(f"country {row['country']!r} is not an ISO 3166 alpha-3 code")
        for domain in row.list("domain"):
            if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain):
                yield row.problem(f"domain {domain!r} is not a bare lower-case domain")
        keys = [fold(name) for name in (row["name"], *row.list("aliases"))] + list(row.list("domain"))
        yield from _doubled(row, keys, seen)


def _doubled(row: Row, keys: list[str], seen: dict[str, Row]) -> Iterator[Problem]:
    for key in keys:
        if key in seen:
            yield row.problem(f"{key!r} is already in line {seen[key].line}")
        seen[key] = row
