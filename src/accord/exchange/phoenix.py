"""Phoenix events: twenty-six tab-separated columns without a header, CAMEO codes, several URLs in a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice

from accord.exchange.cameo import meaning_of
from accord.exchange.countries import country_of, load_countries
from accord.exchange.gdelt import actor_of
from accord.exchange.looks import wrong_kind
from accord.exchange.sheets import known
from accord.exchange.values import iso_day, number_of
from accord.records import Actor, PastEvent, Place, Refused

#: The columns, which the files themselves do not name.
COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity", "SourceActorRole",
    "SourceActorAttribute", "TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute",
    "EventCode", "EventRootCode", "QuadClass", "GoldsteinScore", "Issues", "Lat", "Lon", "LocationName", "StateName",
    "CountryCode", "SentenceID", "URLs", "NewsSources",
)  # fmt: skip


def read_phoenix(lines: Iterable[str], *, name: str = "phoenix") -> Iterator[PastEvent | Refused]:
    """Events of a Phoenix file, in its order; a bad line as a Refused with its number.

    Numbers of events start again in other files, so ``key`` is "EventID@Date". ``reports`` counts the URLs, which stand
    in ``source`` parted by semicolons (the names of the outlets where there are no URLs).
    """
    source = iter(lines)
    head = list(islice(source, 5))
    if why := wrong_kind("phoenix", head):
        yield Refused(name, why)
        return
    for number, line in enumerate(chain(head, source), start=1):
        cells = [known(cell) for cell in line.rstrip("\r\n").split("\t")]
        if not any(cells) or (number == 1 and cells[0] == "EventID"):
            continue
        while len(cells) > len(COLUMNS) and not cells[-1]:
            cells.pop()
        if len(cells) != len(COLUMNS):
            yield Refused(f"{name}:{number}", f"{len(cells)} cells where Phoenix has {len(COLUMNS)}")
        else:
            yield _event(dict(zip(COLUMNS, cells, strict=True)), f"{name}:{number}")


def _event(row: dict[str, str], where: str) -> PastEvent | Refused:
    date = iso_day(row["Date"])
    if not date or not row["EventID"]:
        return Refused(where, f"Date is no day: {row['Date']!r}" if not date else "no EventID")
    meaning = meaning_of(row["EventCode"])
    urls = [url for url in row["URLs"].split(";") if url]
    return PastEvent(
        dataset="phoenix",
        key=f"{row['EventID']}@{date}",
        date=date,
        actor=_actor(*(row[f"SourceActor{part}"] for part in ("Full", "Entity", "Role", "Attribute"))),
        recipient=_actor(*(row[f"TargetActor{part}"] for part in ("Full", "Entity", "Role", "Attribute"))),
        type=meaning.type,
        mode=meaning.mode,
        contexts=meaning.contexts,
        code=row["EventCode"],
        intensity=number_of(row["GoldsteinScore"]),
        place=_place(row["LocationName"], row["StateName"], row["CountryCode"], row["Lat"], row["Lon"]),
        source=";".join(urls) or row["NewsSources"],
        reports=len(urls) or None,
    )


@lru_cache(maxsize=32_768)
def _actor(full: str, entity: str, role: str, attributes: str) -> Actor:
    """An actor by its entity (a country, or a body's type), its role and its attributes, all CAMEO codes."""
    return actor_of(entity, (entity, role, *attributes.split(";")), full)


@lru_cache(maxsize=32_768)
def _place(name: str, state: str, country: str, lat: str, lon: str) -> Place | None:
    """Where: 0, 0 is Phoenix's way to know no place. Countries come with two ISO letters or three."""
    point = number_of(lat), number_of(lon)
    if not name and point in ((None, None), (0.0, 0.0)):
        return None
    code = load_countries().by_iso2.get(country, "") or country_of(country)
    return Place(name=name, country=code, admin1=state, lat=point[0], lon=point[1])
