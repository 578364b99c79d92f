"""ICEWS: twenty columns, CAMEO codes, English names of countries; read and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from accord.exchange.cameo import code_of, goldstein_of, meaning_of
from accord.exchange.countries import body_of, country_of, load_countries, place_of
from accord.exchange.sheets import read_sheet
from accord.exchange.values import flat, iso_day, number_of, written
from accord.parties import INTERNATIONAL, pairs
from accord.records import Actor, PastEvent, Place, Refused
from accord.tables import read_table

#: The columns of the yearly files, in their order.
COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip

SECTORS = "exchange/icews_sectors.tsv"


def read_icews(lines: Iterable[str], *, name: str = "icews") -> Iterator[PastEvent | Refused]:
    """Events of an ICEWS file, in its order; a line that is none as a Refused with its number.

    ``key`` is "Event ID@Event Date", for an id returns on other days. A file without ``CAMEO Code`` (that of 2017)
    gives events without type. An unknown country, sector or code stays empty; ICEWS' words are kept in ``text``.
    """
    for row in read_sheet(
        lines, name=name, kind="icews", columns=COLUMNS, needed=("Event ID", "Event Date", "Source Name", "Target Name")
    ):
        yield row if isinstance(row, Refused) else _event(row[1], f"{name}:{row[0]}")


def icews_rows(events: Iterable[PastEvent]) -> Iterator[tuple[str, ...]]:
    """The header, then a row for each event. Tabs and line ends inside a cell become spaces.

    A PLOVER event gets its CAMEO code where there is one (see ``cameo.code_of``) and Goldstein's score of it. One with
    several parties on a side is a row for each pair, as ICEWS has it, each with an id of its own.
    """
    yield COLUMNS
    for event in events:
        for number, (actor, recipient) in enumerate(pairs(event)):
            key = event.key.removesuffix(f"@{event.date}") + (f"-{number}" if number else "")
            yield _row(replace(event, key=key, actor=actor, recipient=recipient))


def _event(cells: tuple[str, ...], where: str) -> PastEvent | Refused:
    (id_, day, who, who_sectors, who_country, text, code, intensity, whom, whom_sectors, whom_country) = cells[:11]
    date = iso_day(day)
    if not id_ or not date:
        return Refused(where, f"no Event ID: {id_!r}" if not id_ else f"Event Date is no day: {day!r}")
    meaning = meaning_of(code)
    return PastEvent(
        dataset="icews",
        key=f"{id_}@{date}",
        date=date,
        actor=_actor(who, who_sectors, who_country),
        recipient=_actor(whom, whom_sectors, whom_country),
        type=meaning.type,
        mode=meaning.mode,
        contexts=meaning.contexts,
        code=code,
        intensity=number_of(intensity),
        place=_place(*cells[14:]),
        text=text,
        source=cells[13],
    )


@lru_cache(maxsize=32_768)
def _actor(name: str, sectors: str, country: str) -> Actor:
    """An actor by ICEWS' name, sectors and country. A body without a country is known by its name."""
    code = country_of(country)
    body = body_of(name) or (body_of(name.partition(" (")[0]) if code else None)  # "Fatah (Palestine)"
    if body and body.country == (code or body.country):
        return Actor(country=body.country, sector=_sector(sectors), name=name, id=body.id)
    if not code and "International Government Organization" in sectors.split(","):
        code = "IGO"
    return Actor(country=code, sector=_sector(sectors), name=name)


def _sector(sectors: str) -> str:
    """The PLOVER sector of a list of ICEWS', which has no order: the first row of the table that it holds.

    Some names hold a comma themselves, so each is looked for between commas rather than the list taken apart.
    """
    listed = f",{sectors},"
    return next((plover for name, plover in _sectors() if f",{name}," in listed), "") if sectors else ""


@cache
def _sectors() -> tuple[tuple[str, str], ...]:
    return tuple((row["icews"], row["plover"]) for row in read_table(SECTORS, ("icews", "plover", "write")))


@cache
def _written_sectors() -> dict[str, str]:
    rows = read_table(SECTORS, ("icews", "plover", "write"))
    return {row["plover"]: row["icews"] for row in rows if row["write"]}


@lru_cache(maxsize=32_768)
def _place(city: str, district: str, province: str, country: str, lat: str, lon: str) -> Place | None:
    """Where: the most local name that is given. ICEWS gives coordinates for every level."""
    name = city or district or province or country
    if not name and not lat:
        return None
    feature = "PPL" if city else "ADM2" if district else "ADM1" if province else "PCLI"
    return place_of(name, country, province, lat, lon, feature=feature)


def _row(event: PastEvent) -> tuple[str, ...]:
    code = event.code if event.dataset in ("icews", "gdelt", "phoenix") else ""
    code = code or code_of(event.type, event.mode, event.contexts)
    intensity = event.intensity if event.dataset == "icews" else goldstein_of(code)
    return (
        *(
            event.key,
            event.date,
            *_party(event.actor),
            flat(event.text),
            code,
            written(intensity),
            *_party(event.recipient),
        ),
        *("", "", flat(event.source), *_where(event.place)),
    )


def _party(actor: Actor) -> tuple[str, str, str]:
    """Name, sectors, country. ICEWS has no country for a body; its sector says that it is one."""
    states = load_countries().icews
    sector = _written_sectors().get(actor.sector, "")
    if actor.country in ("IGO", "UNO", "EUR"):
        sector = ",".join(filter(None, ("International Government Organization", sector)))
    country = "" if actor.country in INTERNATIONAL else states.get(actor.country, "")
    return flat(actor.name) or country, sector, country


def _where(place: Place | None) -> tuple[str, ...]:
    """City, district, province, country, latitude, longitude."""
    if place is None:
        return ("",) * 6
    country = load_countries().icews.get(place.country, "")
    levels = {"ADM2": ("", place.name, place.admin1), "ADM1": ("", "", place.name), "PCLI": ("", "", "")}
    city = (place.name, "", place.admin1)
    return (*(flat(cell) for cell in levels.get(place.feature, city)), country, written(place.lat), written(place.lon))
