"""The tables of persons: well formed, and complete for the states of Europe, Asia and the Pacific."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

import pytest

from accord.tables import Row, read_table

COLUMNS = ("name", "aliases", "country", "sector", "role", "org", "from", "to")
STATE_COLUMNS = (
    *("iso3", "iso2", "cow", "gw", "name", "aliases"),
    *("adjectives", "demonyms", "capital", "seats", "region"),
)
FILES = ("europe", "former_soviet", "asia_pacific")
REGIONS = frozenset({"EEU", "CEU", "WEU", "NEU", "SEU", "CAU", "CAS", "EAS", "SEA", "SAS", "OCE"})
DATE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

SECTORS = {
    "activist": "CVL",
    "adviser": "GOV",
    "ambassador": "GOV",
    "ambassador to the UN": "GOV",
    "army chief": "MIL",
    "central bank governor": "GOV",
    "chief justice": "JUD",
    "commissioner for children": "GOV",
    "defence minister": "GOV",
    "chief of staff": "GOV",
    "deputy ambassador to the UN": "GOV",
    "deputy defence minister": "GOV",
    "deputy foreign minister": "GOV",
    "deputy head of government": "GOV",
    "deputy head of state": "GOV",
    "deputy head of the presidential administration": "GOV",
    "economy minister": "GOV",
    "energy minister": "GOV",
    "finance minister": "GOV",
    "foreign minister": "GOV",
    "former leader": "ELI",
    "governor-general": "GOV",
    "head of government": "GOV",
    "head of state": "GOV",
    "head of the presidential administration": "GOV",
    "heir to the throne": "GOV",
    "human rights commissioner": "GOV",
    "intelligence chief": "SPY",
    "interior minister": "GOV",
    "justice minister": "GOV",
    "mayor": "GOV",
    "member of parliament": "LEG",
    "minister": "GOV",
    "military commander": "MIL",
    "national security adviser": "GOV",
    "opposition leader": "OPP",
    "paramilitary leader": "PRM",
    "party general secretary": "PTY",
    "prosecutor general": "JUD",
    "rebel leader": "REB",
    "regional head": "GOV",
    "religious leader": "REL",
    "security council deputy chairman": "GOV",
    "security council secretary": "GOV",
    "senior defence official": "GOV",
    "senior diplomat": "GOV",
    "separatist head of government": "PRE",
    "separatist leader": "PRE",
    "speaker of parliament": "LEG",
    "special envoy": "GOV",
    "spokesperson": "GOV",
    "trade minister": "GOV",
}
# One role word, several sectors: a party leader may lead a state's only party, a foreign minister a breakaway entity.
ALSO = {("party leader", "PTY"), ("party leader", "GOV"), ("foreign minister", "PRE"), ("speaker of parliament", "PRE")}

ASKED = (date(2005, 7, 1), date(2012, 7, 1), date(2019, 7, 1), date(2023, 7, 1))

# The monarch, listed under GBR, is head of state; the governor-general stands in the table instead.
REALMS = frozenset({"AUS", "NZL", "PNG", "SLB", "TUV"})
# The president also heads the government, or the heads of state change every half year (SMR) and are not listed.
PRESIDENTIAL = frozenset({"CHE", "CYP", "FSM", "IDN", "KIR", "MDV", "MHL", "NRU", "PHL", "PLW", "SMR", "TKM"})
ONE_OFFICE = {"head of government": PRESIDENTIAL, "head of state": REALMS | {"SMR"}}
# The state did not exist, or had no such office, at the date asked.
NO_OFFICE = {
    ("AFG", "head of government", 2005): "the constitution of 2004 had no prime minister",
    ("AFG", "head of government", 2012): "the constitution of 2004 had no prime minister",
    ("MMR", "head of government", 2012): "from 2011 to 2016 the president headed the government",
    ("NPL", "head of government", 2005): "from February 2005 to April 2006 the king ruled without a prime minister",
}
# Several persons hold the office together.
SHARED = {"BIH": "a presidency of three", "AND": "co-princes", "LIE": "prince and regent"}


def rows(name: str) -> list[Row]:
    return list(read_table(f"actors/persons/{name}.tsv", COLUMNS))


def everyone() -> Iterator[Row]:
    for name in FILES:
        yield from rows(name)


def first(text: str) -> date:
    """The first day that a shortened date may mean."""
    parts = [int(part) for part in text.split("-")]
    return date(*[*parts, 1, 1][:3])


def last(text: str) -> date:
    """The last day that a shortened date may mean; the 28th stands for a month's end."""
    parts = [int(part) for part in text.split("-")]
    return date(*[*parts, *(12, 28)[len(parts) - 1 :]][:3])


def in_office(row: Row, day: date) -> bool:
    return first(row["from"]) <= day and (not row["to"] or day <= last(row["to"]))


@pytest.mark.parametrize("name", FILES)
def test_rows_are_well_formed(name: str) -> None:
    for row in rows(name):
        assert row["name"] and re.fullmatch(r"[A-Z]{3}", row["country"]), row.problem("no name or country")
        wanted = SECTORS.get(row["role"])
        known = row["sector"] == wanted or (row["role"], row["sector"]) in ALSO
        assert known, row.problem(f"role {row['role']!r} with sector {row['sector']!r}")
        assert row["name"] not in row.list("aliases"), row.problem("the name is among its aliases")
        assert len(row.list("aliases")) == len(set(row.list("aliases"))), row.problem("an alias twice")


@pytest.mark.parametrize("name", FILES)
def test_dates_are_ordered_and_touch_the_years_covered(name: str) -> None:
    for row in rows(name):
        assert DATE.fullmatch(row["from"]), row.problem("from is no date")
        assert not row["to"] or DATE.fullmatch(row["to"]), row.problem("to is no date")
        assert not row["to"] or first(row["from"]) <= last(row["to"]), row.problem("ends before it begins")
        assert not row["to"] or row["to"] >= "2000", row.problem("over before 2000")
        assert row["from"] < "2027", row.problem("begins in the future")


def test_no_row_is_there_twice() -> None:
    seen = Counter((row["name"], row["country"], row["role"], row["org"], row["from"]) for row in everyone())
    assert [key for key, times in seen.items() if times > 1] == []


def test_one_person_has_the_same_aliases_in_every_row() -> None:
    aliases: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in everyone():
        key = (row["country"], row["name"])
        assert aliases.setdefault(key, row.list("aliases")) == row.list("aliases"), row.problem("other aliases above")


def test_no_name_belongs_to_two_persons_of_one_country() -> None:
    owner: dict[tuple[str, str], str] = {}
    for row in everyone():
        for name in (row["name"], *row.list("aliases")):
            held = owner.setdefault((row["country"], name), row["name"])
            assert held == row["name"], row.problem(f"{name!r} is also {held}")


def test_countries_are_in_the_table_of_states() -> None:
    states = {row["iso3"] for row in read_table("actors/states.tsv", STATE_COLUMNS)}
    assert {row["country"] for row in everyone()} <= states


@pytest.mark.parametrize("role", ["head of state", "head of government"])
@pytest.mark.parametrize("day", ASKED)
def test_every_state_has_its_heads(role: str, day: date) -> None:
    held = {row["country"] for row in everyone() if row["role"] == role and in_office(row, day)}
    missing = []
    for row in read_table("actors/states.tsv", STATE_COLUMNS):
        state = row["iso3"]
        excused = state in ONE_OFFICE[role] or (state, role, day.year) in NO_OFFICE
        if row["cow"] and row["region"] in REGIONS and not excused and state not in held:
            missing.append(state)
    assert missing == []


@pytest.mark.parametrize("role", ["head of state", "head of government", "foreign minister"])
def test_offices_are_held_by_one_at_a_time(role: str) -> None:
    """Two holders may overlap only where dates are known to a year or a month, never by more than the doubt."""
    holders: dict[str, list[Row]] = defaultdict(list)
    for row in everyone():
        if row["role"] == role and row["sector"] == "GOV" and not row["org"]:
            holders[row["country"]].append(row)
    for country, tenures in sorted(holders.items()):
        for one, other in combinations(tenures, 2):
            begin = max(last(one["from"]), last(other["from"]))
            end = min(first(row["to"]) if row["to"] else date(2026, 12, 31) for row in (one, other))
            together = (end - begin).days > 31
            assert not together or country in SHARED, other.problem(f"{role} together with {one['name']}")
