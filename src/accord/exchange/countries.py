"""Countries and bodies as other datasets write them: English names, COW numbers, FIPS codes, CAMEO codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from accord.exchange.values import number_of
from accord.parties import INTERNATIONAL
from accord.records import Actor, Place
from accord.tables import Problem, read_table

COUNTRIES = "exchange/countries.tsv"
GROUPS = "exchange/cameo_groups.tsv"

_COLUMNS = ("iso3", "name", "fips", "cameo", "icews")
_STATES = ("iso3", "iso2", "cow", "gw", "name", "aliases", "adjectives", "demonyms", "capital", "seats", "region")
_BODIES = ("id", "country", "name", "aliases", "kind", "nouns")
_ARMED = ("id", "country", "sector", "name", "aliases", "kind", "from", "to", "nouns")


@dataclass(frozen=True, slots=True)
class Countries:
    """Ways to write a country, each to its alpha-3 code, and back."""

    codes: frozenset[str]
    by_name: dict[str, str]
    by_fips: dict[str, str]
    by_cameo: dict[str, str]
    by_iso2: dict[str, str]
    cow: dict[str, str]
    icews: dict[str, str]


@cache
def load_countries() -> Countries:
    """All ways of writing countries. Where two would share a name, ICEWS' own use of it wins ("Congo" is COG)."""
    states = list(read_table("actors/states.tsv", _STATES))
    rows = list(read_table(COUNTRIES, _COLUMNS))
    names = {row["iso3"]: row["name"] for row in states}
    others = {row["iso3"]: row.list("icews") for row in rows}
    regions = {row["code"] for row in read_table("actors/world.tsv", ("code", "name", "aliases", "adjectives"))}
    by_name = {alias.casefold(): row["iso3"] for row in states for alias in row.list("aliases")}
    by_name |= {row["name"].casefold(): row["iso3"] for row in [*rows, *states] if row["name"]}
    by_name |= {name.casefold(): iso3 for iso3, known in others.items() for name in known}
    codes = {row["iso3"] for row in rows} | {*names}
    return Countries(
        codes=frozenset(codes),
        by_name=by_name,
        by_fips={code: row["iso3"] for row in rows for code in row.list("fips")},
        # CAMEO's EUR is the continent; here it is the European Union, so the continent stays without a code.
        by_cameo={code: code for code in (codes | regions) - {"EUR"}}
        | {code: row["iso3"] for row in rows for code in row.list("cameo")},
        by_iso2={row["iso2"]: row["iso3"] for row in states if row["iso2"]},
        cow={row["iso3"]: row["cow"] for row in states if row["cow"]},
        icews={row["iso3"]: (others[row["iso3"]] or (row["name"] or names[row["iso3"]],))[0] for row in rows},
    )


def country_of(text: str) -> str:
    """The alpha-3 code of a country written as a code or as an English name; ``""`` where it is neither."""
    known = load_countries()
    return text if text in known.codes or text in INTERNATIONAL else known.by_name.get(text.casefold(), "")


def place_of(
    name: str, country: str, division: str, lat: str, lon: str, *, feature: str = "", geonameid: int = 0
) -> Place:
    """A place from a dataset's cells: its country however written, its coordinates as text."""
    return Place(name, country_of(country), division, number_of(lat), number_of(lon), geonameid, feature)


@cache
def load_bodies() -> dict[str, Actor]:
    """Bodies by their names: alliances, agencies, armed groups and parties, with the country and id of the tables.

    A name that two bodies share names neither.
    """
    found: dict[str, Actor] = {}
    shared: set[str] = set()
    for row in (*read_table("actors/organisations.tsv", _BODIES), *read_table("actors/groups.tsv", _ARMED)):
        actor = Actor(country=row["country"], name=row["name"], id=row["id"])
        for name in (row["name"], *row.list("aliases")):
            other = found.setdefault(name.casefold(), actor)
            if other.id != actor.id:
                shared.add(name.casefold())
    return {name: actor for name, actor in found.items() if name not in shared}


def body_of(name: str) -> Actor | None:
    """The body of that very name, in whatever letters."""
    return load_bodies().get(name.casefold())


@cache
def load_groups() -> dict[str, Actor]:
    """CAMEO's known groups by code, as accord's tables of actors have them."""
    actors = {
        row["id"]: Actor(country=row["country"], name=row["name"], id=row["id"])
        for row in read_table("actors/organisations.tsv", _BODIES)
    }
    for row in read_table("actors/groups.tsv", _ARMED):
        # A group that changed its standing has a row for each: then only what holds in all of them is said.
        one = Actor(country=row["country"], sector=row["sector"], name=row["name"], id=row["id"])
        two = actors.get(row["id"], one)
        sector = one.sector if two.sector == one.sector else ""
        actors[row["id"]] = Actor(country=one.country, sector=sector, name=one.name, id=one.id)
    return {row["group"]: actors[row["id"]] for row in read_table(GROUPS, ("group", "id")) if row["id"] in actors}


def check_countries() -> Iterator[Problem]:
    """What is wrong with the tables of codes: a code that two countries have, a group that no table of actors knows."""
    seen: dict[tuple[str, str], str] = {}
    for row in read_table(COUNTRIES, _COLUMNS):
        for column in ("fips", "cameo", "icews"):
            for code in row.list(column):
                if seen.setdefault((column, code), row["iso3"]) != row["iso3"]:
                    yield row.problem(f"{column} {code} is of {seen[column, code]} too")
    for row in read_table(GROUPS, ("group", "id")):
        if row["group"] not in load_groups():
            yield row.problem(f"{row['id']} is in no table of actors")
