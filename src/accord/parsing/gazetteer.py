"""The gazetteer: towns, divisions, countries and regions by name, searched where they lie on disk.

``gazetteer.tsv`` has a third of a million rows sorted by key. Reading them into a dictionary would take longer than
parsing a report, so the file is kept as bytes and searched by halving; what was asked once is remembered.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from accord.errors import ConfigError
from accord.records import Place
from accord.tables import Problem, Row, data, read_table

GAZETTEER = "places/gazetteer.tsv"
GAZETTEER_COLUMNS = ("key", "name", "kind", "country", "admin1", "lat", "lon", "population", "geonameid", "alias")
REGIONS = "places/regions.tsv"
REGION_COLUMNS = ("name", "aliases", "country", "pre", "lat", "lon", "kind")
COUNTRIES = "places/countries.tsv"
COUNTRY_COLUMNS = ("name", "aliases", "country", "iso2", "capital", "lat", "lon", "population", "geonameid")
DIVISIONS = "places/divisions.tsv"
DIVISION_COLUMNS = ("name", "aliases", "country", "admin1", "lat", "lon")
ADJECTIVES = "places/adjectives.tsv"
ADJECTIVE_COLUMNS = ("place", "words")

#: What a region's ``kind`` may be, and its GeoNames feature code.
FEATURES = {
    "region": "RGN",
    "disputed": "RGN",
    "country": "PCLI",
    "continent": "CONT",
    "sea": "SEA",
    "strait": "STRT",
    "gulf": "GULF",
    "ocean": "OCN",
    "river": "STM",
    "lake": "LK",
    "dam": "DAM",
    "mountains": "MTS",
    "desert": "DSRT",
    "island": "ISL",
    "islands": "ISLS",
    "peninsula": "PEN",
    "canal": "CNL",
    "pass": "PASS",
    "crossing": "CRSG",
    "zone": "ZN",
    "camp": "CMPRF",
    "plant": "PS",
    "port": "PRT",
    "base": "INSM",
    "airport": "AIRP",
    "valley": "VAL",
    "plateau": "PLAT",
    "reef": "RF",
    "area": "AREA",
    "historic": "PCLH",
    "forest": "FRST",
    "bridge": "BDG",
    "site": "HSTS",
    "territory": "PCLD",
    "park": "PRK",
    "mine": "MN",
    "square": "SQR",
    "line": "BNDY",
    "bay": "BAY",
    "mountain": "MT",
    "cape": "CAPE",
    "district": "PPLX",
    "pipeline": "PIPE",
    "prison": "PRN",
}

_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


@lru_cache(maxsize=65536)
def place_key(name: str) -> str:
    """``name`` as places are looked up: no case, accents, apostrophes or full stops; hyphens are spaces; no article."""
    plain = unicodedata.normalize(
        "NFKD", name.lower().replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d")
    )
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    words = re.sub(r"[-–/]", " ", re.sub(r"['’ʿʾ`ʼ.,\"]", "", plain)).split()
    words = [_SHORT.get(word, word) for word in words]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


#: People of a town that is known by its name alone, and how many times those of its namesakes elsewhere.
_LARGE, _LARGER = 20_000, 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that a name may mean, how many live there, and whether the name is one of its other names."""

    place: Place
    population: int = 0
    alias: bool = False
    table: str = "gazetteer"


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """Everything known of places. ``find(name)`` gives what a name may mean; made by ``load_places``."""

    lines: bytes
    start: int
    regions: dict[str, tuple[Candidate, ...]]
    divisions: dict[tuple[str, str], str]
    abbreviations: dict[str, tuple[Candidate, ...]]
    capitals: dict[str, str]
    seen: dict[str, tuple[Candidate, ...]] = field(default_factory=dict, compare=False)

    def find(self, name: str) -> tuple[Candidate, ...]:
        """The places called ``name``, countries and regions first; empty where none is known."""
        if short := self.abbreviations.get(name):
            return short
        if name.isupper() and (len(name) < 4 or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?", name)):
            return ()
        key = place_key(name)
        known = self.seen.get(key)
        if known is None:
            curated = self.regions.get(key, ())
            taken = {_class(c) for c in curated}
            found = () if curated and all(c.table == "adjectives" for c in curated) else self._search(key)
            rest = (self._capital(c) for c in found if c.place.feature == "PPL" or _class(c) not in taken)
            known = self.seen[key] = curated + tuple(rest)
        return known

    def is_well_known(self, name: str, country: str) -> bool:
        """Whether a town of that name in ``country`` is so large that no other country's place of the name is meant."""
        found = self.find(name)
        own = max((c.population for c in found if c.place.country == country), default=0)
        other = max((c.population for c in found if c.place.country != country), default=0)
        return own >= _LARGE and own >= _LARGER * other

    def _capital(self, c: Candidate) -> Candidate:
        """The candidate, marked as the capital of its country where it is."""
        named = self.capitals.get(c.place.country) == place_key(c.place.name)
        if named and c.place.feature == "PPL" and c.population > 20_000:
            return replace(c, place=replace(c.place, feature="PPLC"))
        return c

    def _search(self, key: str) -> Iterator[Candidate]:
        """Rows of the sorted file whose first cell is ``key``."""
        want = key.encode() + b"\t"
        low, high = self.start, len(self.lines)
        while low < high:
            middle = self.lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self.lines.find(b"\n", middle)
            if self.lines[middle : self.lines.find(b"\t", middle) + 1] < want:
                low = end + 1
            else:
                high = middle
        while low < len(self.lines) and self.lines.startswith(want, low):
            end = self.lines.find(b"\n", low)
            yield _candidate(self.lines[low:end].decode().split("\t"))
            low = end + 1

    def division(self, country: str, admin1: str) -> str:
        """The name of a first-level division by its country and code; ``""`` where it is not in the table."""
        return self.divisions.get((country, admin1), "")


def _class(c: Candidate) -> tuple[str, str]:
    return c.place.country, c.place.feature


def _candidate(cells: list[str]) -> Candidate:
    _, name, kind, country, admin1, lat, lon, population, number, alias = cells
    place = Place(name, country, admin1, float(lat), float(lon), int(number or 0), kind)
    return Candidate(place, int(population or 0), bool(alias))


def load_places() -> PlaceIndex:
    """The gazetteer and the tables of countries, divisions and regions.

    Raises ConfigError where one is missing or malformed.
    """
    source = data(GAZETTEER)
    if not source.is_file():
        raise ConfigError(f"{GAZETTEER}: no such table", remedy="Reinstall accord; its data files are incomplete")
    lines = source.read_bytes()
    header = "\t".join(GAZETTEER_COLUMNS).encode() + b"\n"
    start = lines.find(header)
    if start < 0:
        raise ConfigError(f"{GAZETTEER}: header is not {GAZETTEER_COLUMNS}")
    named: dict[str, list[Candidate]] = {}
    short: dict[str, list[Candidate]] = {}
    divisions: dict[tuple[str, str], str] = {}
    capitals: dict[str, str] = {}
    for row in read_table(COUNTRIES, COUNTRY_COLUMNS):
        _add(named, short, row, _country(row))
        capitals[row["country"]] = place_key(row["capital"])
    for row in read_table(DIVISIONS, DIVISION_COLUMNS):
        divisions[row["country"], row["admin1"]] = row["name"]
        _add(named, short, row, _division(row))
    for row in read_table(REGIONS, REGION_COLUMNS):
        _add(named, short, row, _region(row))
    for row in read_table(ADJECTIVES, ADJECTIVE_COLUMNS):
        for word in row.list("words"):
            for meant in named.get(place_key(row["place"]), ())[:1]:
                named.setdefault(place_key(word), []).append(replace(meant, table="adjectives"))
    frozen = {key: tuple(found) for key, found in named.items()}
    return PlaceIndex(lines, start + len(header), frozen, divisions, {k: tuple(v) for k, v in short.items()}, capitals)


def _add(named: dict[str, list[Candidate]], short: dict[str, list[Candidate]], row: Row, made: Candidate) -> None:
    """Under every name of the row. An abbreviation ("US", "Pa.") is known by its very letters only."""
    for name in (row["name"], *row.list("aliases")):
        target = short if re.fullmatch(r"[A-Z]{2,5}|(?:[A-Z][a-z]{0,4}\.[- ]?)+", name) else named
        found = target.setdefault(name if target is short else place_key(name), [])
        if made not in found:
            found.append(made)


def _degrees(cell: str) -> float | None:
    return float(cell) if cell else None


def _country(row: Row) -> Candidate:
    place = Place(
        row["name"], row["country"], "", _degrees(row["lat"]), _degrees(row["lon"]), int(row["geonameid"] or 0), "PCLI"
    )
    return Candidate(place, int(row["population"] or 0), table="countries")


def _division(row: Row) -> Candidate:
    place = Place(row["name"], row["country"], row["admin1"], _degrees(row["lat"]), _degrees(row["lon"]), 0, "ADM1")
    return Candidate(place, 5_000_000, table="divisions")


def _region(row: Row) -> Candidate:
    feature = FEATURES.get(row["kind"], "RGN")
    place = Place(row["name"], row["country"], "", _degrees(row["lat"]), _degrees(row["lon"]), 0, feature)
    return Candidate(place, 3_000_000, table="regions")


def check_gazetteer() -> Iterator[Problem]:
    """What is wrong with the tables of places: order, codes, coordinates, names given twice."""
    yield from _check_sorted()
    for table, columns in ((COUNTRIES, COUNTRY_COLUMNS), (DIVISIONS, DIVISION_COLUMNS), (REGIONS, REGION_COLUMNS)):
        seen: dict[str, Row] = {}
        for row in read_table(table, columns):
            yield from _check_row(row)
            for name in (row["name"], *row.list("aliases")):
                earlier = seen.setdefault(f"{name}|{row['country'] if table == DIVISIONS else ''}", row)
                if earlier is not row:
                    yield row.problem(f"{name!r} is already in line {earlier.line}")


def _check_row(row: Row) -> Iterator[Problem]:
    if not row["name"]:
        yield row.problem("no name")
    if row["country"] and not re.fullmatch(r"[A-Z]{3}", row["country"]):
        yield row.problem(f"no alpha-3 code: {row['country']}")
    for column, limit in (("lat", 90.0), ("lon", 180.0)):
        try:
            if row[column] and abs(float(row[column])) > limit:
                yield row.problem(f"{column} is outside the globe: {row[column]}")
        except ValueError:
            yield row.problem(f"{column} is no number: {row[column]}")
    if "kind" in row.cells and row["kind"] not in FEATURES:
        yield row.problem(f"no such kind: {row['kind']}")
    if "pre" in row.cells and row["pre"] not in ("", "yes"):
        yield row.problem(f"pre is {row['pre']!r}, not yes or empty")


def _check_sorted() -> Iterator[Problem]:
    before = b""
    for number, line in enumerate(data(GAZETTEER).read_bytes().splitlines(), start=1):
        key, _, rest = line.partition(b"\t")
        if line.startswith(b"#") or key == b"key":
            continue
        if key < before:
            yield Problem(GAZETTEER, number, "not sorted by key")
        if rest.count(b"\t") != len(GAZETTEER_COLUMNS) - 2:
            yield Problem(GAZETTEER, number, f"not {len(GAZETTEER_COLUMNS)} cells")
        before = key
