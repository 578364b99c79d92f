"""Measure actors against gold: ``python -m bench.actors`` (``ACCORD_GOLD``, default ``../shared/gold``).

``country``, ``sector`` and ``both`` are the share of bare actor strings given the right codes (rows their author marks
as failing are left out). ``leaders`` is the share of office holders given the right country and office at a date in
their term; holders of a crown in several countries are asked for each with that country in view, because their name
alone cannot tell which is meant.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from accord.parsing.actorindex import ActorIndex
from accord.parsing.actors import code_string, load_actors
from accord.parsing.places import load_places
from bench.gold import gold_folder

#: When the strings' author wrote "today".
TODAY = "2022-06-01"
#: Kosovo's code, in gold and here.
CODES = {"XKX": "KOS"}
#: A town this small is too likely to be a namesake of something else, unless it has no namesake.
SMALL = 15_000


def measure(gold: Path) -> dict[str, float]:
    """The figures by name; empty where there is no gold."""
    folder = gold / "actors"
    if not folder.is_dir():
        return {}
    index = load_actors()
    rows = [row for row in read(folder / "actor_strings.jsonl") if row["fn"].startswith("agent") and not row["xfail"]]
    answers = [compare(row, index, towns()) for row in rows]
    holders = list(read(folder / "leaders_2021_2022.jsonl"))
    crowned = crowns(holders)
    leaders = [holds(row, index, view=row["officeholderLabel"] in crowned) for row in holders]
    return {
        "country": sum(country for country, _ in answers) / len(answers),
        "sector": sum(sector for _, sector in answers) / len(answers),
        "both": sum(country and sector for country, sector in answers) / len(answers),
        "leaders": sum(leaders) / len(leaders),
    }


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return (json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line)


def towns() -> Callable[[str], str]:
    """The country of a town by its name, from the gazetteer: of the largest so called."""
    places = load_places()

    def country_of(name: str) -> str:
        found = places.find(name)
        if not found:
            return ""
        largest = max(found, key=lambda candidate: candidate.population)
        alone = len({candidate.place.country for candidate in found}) == 1
        return largest.place.country if alone or largest.population > SMALL else ""

    return country_of


def compare(row: dict[str, Any], index: ActorIndex, country_of: Callable[[str], str]) -> tuple[bool, bool]:
    """Whether the country and the sector of a string are right. What gold leaves open counts as right."""
    expect = row["expect"]
    date, context = as_date(row["date"] or ""), row["context"] or ""
    actor = code_string(row["actor"], index, date=date, context=context, country_of=country_of)
    country, sector = expect.get("country"), expect.get("code_1")
    return (
        country is None or actor.country == CODES.get(country, country),
        sector is None or actor.sector == sector,
    )


def as_date(written: str) -> str:
    """A date as gold writes it ("10 May 2015", "today", ISO) as far as it matters: ISO, or the year."""
    if written.lower() == "today":
        return TODAY
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", written):
        return written
    year = re.search(r"\d{4}$", written)
    return year.group() if year else ""


def crowns(rows: list[dict[str, Any]]) -> frozenset[str]:
    """The names that hold an office in several countries at once."""
    countries: dict[str, set[str]] = {}
    for row in rows:
        countries.setdefault(row["officeholderLabel"], set()).add(row["country"])
    return frozenset(name for name, where in countries.items() if len(where) > 1)


def holds(row: dict[str, Any], index: ActorIndex, *, view: bool) -> bool:
    """Whether a leader has the right country and office on a day of their term in 2021 or 2022; with ``view``, read
    where that country is in view."""
    country = code_string(row["country"], index).country
    date = day_in_term(row["start_year"], row["end_year"])
    actor = code_string(row["officeholderLabel"], index, date=date, context=row["country"] if view else "")
    position = row["positionLabel"].lower()
    heads = ("prime minister", "chancellor", "premier", "head of government", "chairman of the council", "taoiseach")
    office = "head of government" if any(word in position for word in heads) else "head of state"
    # The head of an entity that few recognise is its leader, of sector PRE; so is a supreme leader head of state.
    fits = actor.role.endswith(office) or (office == "head of state" and actor.role.endswith("leader"))
    held = not actor.role.startswith("former")
    return actor.country == country and actor.sector in ("GOV", "PRE") and fits and held


def day_in_term(start: str, end: str) -> str:
    """A date on which the office was surely held, as far as years tell."""
    if start == end:
        return start
    if start >= "2022":
        return "2022-12-15"
    if end and end <= "2021":
        return "2021-02-01" if start < "2021" else "2021-06"
    return "2022-01-05" if end == "2022" else "2022-02-01"


def main() -> int:
    """Print the figures, or that there is no gold."""
    gold = gold_folder()
    if gold is None:
        print("not measured: no gold")
        return 0
    for name, figure in measure(gold).items():
        print(f"{name}\t{figure:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
