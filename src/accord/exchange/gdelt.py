"""GDELT events, 1.0 and 2.0: tab-separated, without a header, places in FIPS codes and actors in CAMEO's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain, islice
from operator import itemgetter

from accord.exchange.cameo import Meaning, load_types, meaning_of
from accord.exchange.countries import load_countries, load_groups
from accord.exchange.lines import LONGEST
from accord.exchange.looks import looks_like, wrong_kind
from accord.exchange.values import count_of, iso_day, number_of
from accord.parties import INTERNATIONAL
from accord.records import Actor, PastEvent, Place, Refused

_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip

#: The 61 columns of GDELT 2.0.
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{side}{name}" for side in "12" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip

#: The 58 of GDELT 1.0, which has no second-level divisions; before April 2013 the last one was not there either.
COLUMNS_1 = tuple(name for name in COLUMNS if not name.endswith("ADM2Code"))

_PARTY = ("Code", "Name", "CountryCode", "KnownGroupCode", "Type1Code", "Type2Code", "Type3Code")
_WHERE = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long")
_READ = (
    "GLOBALEVENTID", "SQLDATE", "EventCode", "GoldsteinScale", "NumArticles", "SOURCEURL",
    *(f"Actor{side}{name}" for side in "12" for name in _PARTY),
    *(f"ActionGeo_{name}" for name in _WHERE),
)  # fmt: skip

#: What a geographic type of GDELT is in GeoNames' words: divisions and populated places.
_FEATURES = {"1": "PCLI", "2": "ADM1", "3": "PPL", "4": "PPL", "5": "ADM1"}

_Pick = Callable[[list[str]], tuple[str, ...]]


def read_gdelt(lines: Iterable[str], *, name: str = "gdelt") -> Iterator[PastEvent | Refused]:
    """Events of a GDELT file, in its order; a bad line as a Refused with its number.

    1.0 (57 or 58 columns) and 2.0 (61) are told apart line by line; a header, which exports of databases have, is used.
    ``reports`` is ``NumArticles``, which GDELT counts in the first quarter of an hour only; ``source`` is the URL.
    """
    source = iter(lines)
    head = list(islice(source, 5))
    if why := wrong_kind("gdelt", head):
        yield Refused(name, why)
        return
    layouts = _layouts(head[0])
    for number, line in enumerate(chain(head, source), start=1):
        cells = line.rstrip("\r\n").split("\t")
        pick = layouts.get(len(cells))
        if pick is None:
            if line.strip():
                what = f"a line of more than {LONGEST} characters" if len(line) >= LONGEST else f"{len(cells)} cells"
                yield Refused(f"{name}:{number}", f"{what} where GDELT has 57, 58 or 61")
            continue
        if number == 1 and cells[0] == "GLOBALEVENTID":
            continue
        cells.append("")  # what a column that an old file lacks is picked from
        yield _event(pick(cells), f"{name}:{number}")


def _layouts(first: str) -> dict[int, _Pick]:
    """How to pick the cells that are read, by the number of cells in a line."""
    names = first.rstrip("\r\n").split("\t")
    known = [names] if looks_like(first) == "gdelt" and names[0] == "GLOBALEVENTID" else []
    return {len(columns): _picker(columns) for columns in (COLUMNS, COLUMNS_1, COLUMNS_1[:-1], *known)}


def _picker(columns: Iterable[str]) -> _Pick:
    names = list(columns)
    return itemgetter(*(names.index(name) if name in names else len(names) for name in _READ))


def _event(cells: tuple[str, ...], where: str) -> PastEvent | Refused:
    id_, day, code, goldstein, articles, url = cells[:6]
    date = iso_day(day)
    if not date or not id_:
        return Refused(where, f"SQLDATE is no day: {day!r}" if not date else "no GLOBALEVENTID")
    meaning = _meaning(code)
    return PastEvent(
        "gdelt",
        id_,
        date,
        _actor(cells[6:13]),
        _actor(cells[13:20]),
        meaning.type,
        meaning.mode,
        meaning.contexts,
        code,
        number_of(goldstein),
        _place(cells[20:]),
        "",
        url,
        count_of(articles),
    )


@cache
def _tables() -> tuple[dict[str, str], dict[str, Actor], dict[str, str], dict[str, str]]:
    countries = load_countries()
    return countries.by_cameo, load_groups(), load_types(), countries.by_fips


@lru_cache(maxsize=1_024)
def _meaning(code: str) -> Meaning:
    return meaning_of(code)


@lru_cache(maxsize=32_768)
def _actor(cells: tuple[str, ...]) -> Actor:
    """An actor by its CAMEO codes: the known group, else country and types."""
    code, name, country, group, *types = cells
    return actor_of(country, (group, *types), name or code)


def actor_of(country: str, codes: Iterable[str], name: str) -> Actor:
    """An actor by a CAMEO country code and by codes of groups and types, the first of each that is known.

    A body without a country is what CAMEO types it as (``IGO``, ``NGO``, ``MNC``, ``IMG``, ``UNO``).
    """
    by_cameo, groups, types, _ = _tables()
    found = by_cameo.get(country, "")
    sector, body = "", ""
    for code in codes:
        group = groups.get(code)
        if group and (group.country in INTERNATIONAL or found in ("", group.country)):
            return Actor(group.country, group.sector or sector, name, "", group.id)
        sector = sector or types.get(code, "")
        body = body or (code if code in INTERNATIONAL else "")
    return Actor(found or body, sector, name)


@lru_cache(maxsize=32_768)
def _place(cells: tuple[str, ...]) -> Place | None:
    """Where it happened: the name up to its first comma. FIPS codes of countries become alpha-3."""
    kind, full, country, division, lat, lon = cells
    if not full and not lat:
        return None
    name = full.partition(",")[0]
    return Place(
        name=name,
        country=_tables()[3].get(country, ""),
        admin1=division[2:] if kind != "1" else "",
        lat=number_of(lat),
        lon=number_of(lon),
        feature=_FEATURES.get(kind, ""),
    )
