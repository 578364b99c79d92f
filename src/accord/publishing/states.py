"""States as the table of actors has them: English names and Correlates of War numbers by alpha-3 code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from accord.tables import data, read_table

FILE = "actors/states.tsv"


@dataclass(frozen=True, slots=True)
class State:
    """A state's English name and its COW number as written in the table, ``""`` where it has none."""

    name: str
    cow: str


@cache
def load_states() -> dict[str, State]:
    """States by ISO 3166 alpha-3 code; empty where the table is not installed."""
    source = data(FILE)
    if not source.is_file():
        return {}
    lines = source.read_text(encoding="utf-8").split("\n")
    header = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    columns = [cell.strip() for cell in header.split("\t")]
    if not {"iso3", "cow", "name"} <= set(columns):
        return {}
    return {row["iso3"]: State(row["name"], row["cow"]) for row in read_table(FILE, columns) if row["iso3"]}
