"""Regions of the world by name, for lists of forecasts: which states belong to one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from accord.errors import ConfigError
from accord.naming import load_names
from accord.parties import country_of
from accord.tables import Problem, read_table

FILE = "forecasting/regions.tsv"
_COLUMNS = ("region", "aliases", "members")
_STATES = "actors/states.tsv"
_STATES_COLUMNS = (
    "iso3", "iso2", "cow", "gw", "name", "aliases", "adjectives", "demonyms", "capital", "seats", "region",
)  # fmt: skip


def states_of(region: str) -> frozenset[str]:
    """The codes of the states of a region, by its name or an alias in any case.

    Raises ConfigError where there is no such region.
    """
    wanted = " ".join(region.lower().split()).removeprefix("the ")
    for row in read_table(FILE, _COLUMNS):
        if wanted in (row["region"], *row.list("aliases")):
            return frozenset(_expand(row.list("members")))
    known = ", ".join(row["region"] for row in read_table(FILE, _COLUMNS))
    raise ConfigError(f"there is no region {region!r}", remedy=f"There are {known}")


def parties_of(region: str, parties: Iterable[str]) -> frozenset[str]:
    """Those of ``parties`` (keys) that are of a state of the region: the state, its people, groups at home there."""
    states = states_of(region)
    names = load_names()
    homes = {key: names.actors[key].country if key in names.actors else country_of(key) for key in parties}
    return frozenset(key for key, home in homes.items() if home in states)


def check_regions() -> Iterator[Problem]:
    """What is wrong with the table of regions: a name twice, a member that is neither state nor region of states."""
    known = {*_states(), *_states().values()}
    seen: set[str] = set()
    for row in read_table(FILE, _COLUMNS):
        for name in (row["region"], *row.list("aliases")):
            if name in seen or name != name.lower():
                yield row.problem(f"{name!r} is there twice or not in lower case")
            seen.add(name)
        for member in row.list("members"):
            if member not in known:
                yield row.problem(f"{member!r} is no state and no region of the table of states")


def _expand(members: Iterable[str]) -> Iterator[str]:
    listed = frozenset(members)
    return (state for state, region in _states().items() if state in listed or region in listed)


@cache
def _states() -> dict[str, str]:
    return {row["iso3"]: row["region"] for row in read_table(_STATES, _STATES_COLUMNS)}
