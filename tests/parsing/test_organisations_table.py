"""Laws of the tables of organisations, groups and the people we own: ids, codes, counts, aliases and dates."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from functools import cache

import pycountry
import pytest

from accord.tables import Row, data, read_table

ORGANISATIONS = "actors/organisations.tsv"
GROUPS = "actors/groups.tsv"
PERSONS = tuple(f"actors/persons/{part}.tsv" for part in ("africa", "americas", "middle_east", "international"))
COLUMNS = {
    ORGANISATIONS: ("id", "country", "name", "aliases", "kind", "nouns"),
    GROUPS: ("id", "country", "sector", "name", "aliases", "kind", "from", "to", "nouns"),
} | dict.fromkeys(PERSONS, ("name", "aliases", "country", "sector", "role", "org", "from", "to"))

INTERNATIONAL = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
COUNTRIES = {country.alpha_3 for country in pycountry.countries} | {"KOS"}
STATE_SECTORS = {"COP", "GOV", "JUD", "LEG", "MIL", "SPY"}
SECTORS = STATE_SECTORS | {"BUS", "CRM", "CVL", "ELI", "JRN", "LAB", "OPP", "PRE", "PRM", "PTY", "REB", "REL"} | {"SOC"}
#: No table can know a later year's leaders.
LAST = 2025
DATE = re.compile(r"(20\d\d|1[89]\d\d)(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@cache
def rows(table: str) -> tuple[Row, ...]:
    return tuple(read_table(table, COLUMNS[table]))


def names(row: Row) -> set[str]:
    return {row["name"], *row.list("aliases")}


def bounds(row: Row) -> tuple[str, str]:
    """The first and last day the row's shortened dates can mean, as strings that compare."""
    return row["from"] or "0000", (row["to"] or "9999").ljust(10, "~")


def apart(one: Row, other: Row) -> bool:
    """Whether one row's time ends no later than the other's begins: a shared boundary day or year counts as apart."""
    first, second = sorted((one, other), key=bounds)
    return bool(first["to"]) and bool(second["from"]) and first["to"] <= second["from"].ljust(len(first["to"]), "~")


def abroad(one: Row, other: Row) -> bool:
    """Whether two namesakes are of two countries, of which the one in view decides."""
    return one["country"] != other["country"]


@pytest.mark.parametrize("table", [ORGANISATIONS, GROUPS, *PERSONS])
def test_codes_are_known(table: str) -> None:
    wrong = [
        str(row.problem(row["country"]))
        for row in rows(table)
        if row["country"] not in COUNTRIES | INTERNATIONAL or row.cells.get("sector", "") not in SECTORS | {""}
    ]
    assert wrong == []


@pytest.mark.parametrize("table", [ORGANISATIONS, GROUPS, *PERSONS])
def test_names_are_present_and_not_repeated_among_their_aliases(table: str) -> None:
    wrong = [
        str(row.problem(row["name"]))
        for row in rows(table)
        if not row["name"] or len(names(row)) != 1 + len(row.list("aliases")) or not all(map(str.strip, names(row)))
    ]
    assert wrong == []


def test_organisation_ids_are_unique_capitals() -> None:
    ids = [row["id"] for row in rows(ORGANISATIONS)]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert [name for name in ids if not re.fullmatch(r"[A-Z0-9]+", name)] == []


def test_organisations_are_international_and_say_what_may_refer_to_them() -> None:
    wrong = [
        str(row.problem(row["id"]))
        for row in rows(ORGANISATIONS)
        if row["country"] not in INTERNATIONAL or not row["kind"] or not row["nouns"]
    ]
    assert wrong == []


def test_organisations_are_as_many_as_promised() -> None:
    count = Counter(row["country"] for row in rows(ORGANISATIONS))
    assert count["IGO"] + count["UNO"] + count["EUR"] >= 160
    assert count["NGO"] >= 60
    assert count["MNC"] >= 80


def test_no_alias_belongs_to_two_rows_at_once() -> None:
    owners: dict[str, list[Row]] = defaultdict(list)
    for row in (*rows(ORGANISATIONS), *rows(GROUPS)):
        for name in names(row):
            owners[name].append(row)
    shared = [
        f"{name}: {one.file}:{one.line} and {other.file}:{other.line}"
        for name, owned in sorted(owners.items())
        for one, other in itertools.combinations(owned, 2)
        if "from" not in one.cells or "from" not in other.cells or not (apart(one, other) or abroad(one, other))
    ]
    assert shared == []


def test_an_id_repeated_among_groups_is_dated_apart() -> None:
    by_id: dict[str, list[Row]] = defaultdict(list)
    for row in rows(GROUPS):
        by_id[row["id"]].append(row)
    wrong = [
        str(other.problem(f"{key} overlaps line {one.line}"))
        for key, group in sorted(by_id.items())
        for one, other in itertools.combinations(group, 2)
        if not apart(one, other)
    ]
    assert wrong == []


def test_groups_are_as_many_as_promised() -> None:
    count = Counter(row["sector"] for row in rows(GROUPS))
    assert sum(count[sector] for sector in ("REB", "CRM", "PRM")) >= 170
    assert count["PTY"] >= 200


def test_group_ids_are_no_organisation_ids() -> None:
    taken = {row["id"] for row in rows(ORGANISATIONS)}
    assert sorted({row["id"] for row in rows(GROUPS)} & taken) == []


@pytest.mark.parametrize("table", [GROUPS, *PERSONS])
def test_dates_are_written_in_full_or_shortened_and_in_order(table: str) -> None:
    wrong = [
        str(row.problem(f"{row['from']} to {row['to']}"))
        for row in rows(table)
        if any(row[end] and not DATE.fullmatch(row[end]) for end in ("from", "to")) or bounds(row)[0] > bounds(row)[1]
    ]
    assert wrong == []


def test_persons_lead_organisations_that_the_tables_know() -> None:
    known = {row["id"] for table in (ORGANISATIONS, GROUPS) for row in rows(table)}
    wrong = [
        str(row.problem(row["org"]))
        for table in PERSONS
        for row in rows(table)
        if row["org"] and row["org"] not in known
    ]
    assert wrong == []


def test_every_person_has_an_office_with_a_beginning() -> None:
    wrong = [
        str(row.problem(row["name"]))
        for table in PERSONS
        for row in rows(table)
        if not row["role"] or not (row["from"] or row["to"])
    ]
    assert wrong == []


def test_no_office_of_a_person_is_listed_twice() -> None:
    offices = Counter(
        (row["name"], row["country"], row["role"], row["org"], row["from"]) for table in PERSONS for row in rows(table)
    )
    assert [office for office, count in offices.items() if count > 1] == []


def test_persons_are_as_many_as_promised() -> None:
    assert sum(len(rows(table)) for table in PERSONS) >= 1100


def test_every_state_of_the_three_regions_is_led_by_someone_each_year() -> None:
    """A year without a head of state or government is a gap in the table; South Sudan begins in 2011."""
    led: dict[str, set[int]] = defaultdict(set)
    for row in (row for table in PERSONS[:3] for row in rows(table) if row["country"] in COUNTRIES):
        if row["role"] in ("head of state", "head of government"):
            led[row["country"]].update(range(int(row["from"][:4]), int(row["to"][:4] or LAST) + 1))
    years = {country: range(2011 if country == "SSD" else 2000, LAST) for country in led}
    assert len(led) >= 100
    assert [(country, year) for country in sorted(led) for year in years[country] if year not in led[country]] == []


def test_the_person_tables_are_files_of_the_package() -> None:
    assert all(data(table).is_file() for table in PERSONS)
