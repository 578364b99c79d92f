"""Checks of the actor tables: codes, dates, and names that mean two things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.parsing import actorindex as tables
from accord.parsing.gazetteer import COUNTRIES, COUNTRY_COLUMNS
from accord.parsing.names import name_keys, role_keys
from accord.parties import INTERNATIONAL
from accord.tables import Problem, Row, data, read_table

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def check_actors(*, at: tables.TableNames | None = None) -> Iterator[Problem]:
    """What is wrong with the actor tables, with file and line, in the order of the tables."""
    where = at or tables.TableNames()
    states = list(_read(where.states, tables.STATES))
    codes = {row["iso3"] for row in states}
    codes |= INTERNATIONAL | {row["code"] for row in _read(where.world, tables.WORLD)} | {"", "UNK"}
    yield from _check_ids(states, "iso3")
    for table in tables.person_tables(where.persons):
        for row in read_table(table, tables.PERSONS):
            yield from _check_codes(row, codes)
            yield from _check_dates(row)
    organisations = list(_read(where.organisations, tables.ORGANISATIONS))
    yield from _check_ids(organisations, "id")
    for row in organisations:
        if row["country"] not in INTERNATIONAL:
            yield row.problem(f"country {row['country']!r} is no body: one of {', '.join(sorted(INTERNATIONAL))}")
    groups = list(_read(where.groups, tables.GROUPS))
    for row in groups:
        yield from _check_codes(row, codes)
        yield from _check_dates(row)
    institutions = list(_read(where.institutions, tables.INSTITUTIONS))
    for row in institutions:
        yield from _check_codes(row, codes)
    # A region may be of a territory that has a code of its own without being an actor, such as Mayotte.
    territories = {row["country"] for row in _read(COUNTRIES, COUNTRY_COLUMNS)}
    for row in _read(where.regions, tables.REGIONS):
        if row["country"] not in codes | territories:
            yield row.problem(f"unknown country {row['country']!r}")
    yield from _check_ambiguous([*organisations, *groups, *institutions])
    yield from _check_roles(where.roles)


def _read(name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    return read_table(name, columns) if data(name).is_file() else iter(())


def _check_ids(rows: list[Row], column: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row in rows:
        key = row[column]
        if key in seen:
            yield row.problem(f"{column} {key!r} stands on line {seen[key]} too")
        seen.setdefault(key, row.line)


def _check_codes(row: Row, codes: set[str]) -> Iterator[Problem]:
    if row["country"] not in codes:
        yield row.problem(f"unknown country {row['country']!r}")
    if row["sector"] and row["sector"] not in tables.SECTORS:
        yield row.problem(f"unknown sector {row['sector']!r}")


def _check_dates(row: Row) -> Iterator[Problem]:
    for column in ("from", "to"):
        if row[column] and not _DATE.fullmatch(row[column]):
            yield row.problem(f"{column} {row[column]!r} is no ISO date")
    if row["from"] and row["to"] and row["to"] < row["from"][: len(row["to"])]:
        yield row.problem(f"ends ({row['to']}) before it begins ({row['from']})")


def _check_ambiguous(rows: list[Row]) -> Iterator[Problem]:
    """A name in two rows is a problem unless the rows follow each other in time, or are groups of two countries, of
    which the country in view decides."""
    seen: dict[str, Row] = {}
    for row in rows:
        for alias in dict.fromkeys(" ".join(name_keys(a)) for a in (row["name"], *row.list("aliases"))):
            other = seen.setdefault(alias, row)
            dated = "from" in row.cells and (row["from"] or row["to"])
            apart = other.file == row.file and "from" in row.cells and other["country"] != row["country"]
            if other is not row and not dated and not apart:
                yield row.problem(f"{alias!r} is a name of {other['name']} too ({other.file}:{other.line})")


def _check_roles(table: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row in _read(table, tables.ROLES):
        if row["sector"] and row["sector"] not in tables.SECTORS:
            yield row.problem(f"unknown sector {row['sector']!r}")
        if row["kind"] not in tables.ROLE_KINDS:
            yield row.problem(f"unknown kind {row['kind']!r}")
        if not row["example"] or not row["expect"]:
            yield row.problem("no example")
        for phrase in row.list("role"):
            key = " ".join(role_keys(phrase))
            if key in seen:
                yield row.problem(f"{phrase!r} stands on line {seen[key]} too")
            seen.setdefault(key, row.line)
