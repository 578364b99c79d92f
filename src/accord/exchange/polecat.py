"""POLECAT: forty columns, PLOVER's own types; read and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from accord.columns import POLECAT
from accord.exchange.countries import body_of, country_of, load_countries, place_of
from accord.exchange.sheets import known, read_sheet
from accord.exchange.values import count_of, flat, iso_day, number_of, written
from accord.ontology import load_ontology
from accord.records import CODER, Actor, PastEvent, Place, Refused

#: Columns that the headers of some files name though the published lines have no cell for them.
_ABSENT = frozenset({"Headline", "Event Text", "Feed", "Story ID"})

#: What this file writes into ``Version``, so that events of several datasets can be told apart again.
DATASETS = frozenset({"accord", "icews", "polecat", "gdelt", "acled", "phoenix"})

#: POLECAT writes quads in words.
_QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}

#: What a party is told by, with ``{}`` for Actor or Recipient; and a place.
_PARTY = ("{} Name", "{} Country", "Primary {} Sector", "{} Title", "Wikipedia {} ID")
_PLACE = (
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Feature Type",
)  # fmt: skip
_NUMBERS = frozenset({"Intensity", "Latitude", "Longitude"})


def read_polecat(lines: Iterable[str], *, name: str = "polecat") -> Iterator[PastEvent | Refused]:
    """Events of a POLECAT file, or of one that ``polecat_rows`` wrote, in its order; a bad line as a Refused.

    ``key`` is "Event ID@Event Date" for POLECAT's own. Where cells list several parties, those beside the first are
    ``more_actors`` and ``more_recipients``. An unknown type or mode stays empty and is kept in ``code``. What nothing
    else holds (raw names, story, publication date, …) is in ``cells``, so that ``polecat_rows`` writes the row as it
    was; cells that say in words that nothing is known become empty, and numbers lose their idle zeros.
    """
    for row in read_sheet(
        lines,
        name=name,
        kind="polecat",
        columns=POLECAT,
        needed=("Event ID", "Event Date", "Event Type"),
        renamed={"Event Intensity": "Intensity"},
        absent=_ABSENT,
    ):
        yield row if isinstance(row, Refused) else _event(row[1], f"{name}:{row[0]}")


def polecat_rows(events: Iterable[PastEvent]) -> Iterator[tuple[str, ...]]:
    """The header, then a row for each event. Tabs and line ends inside a cell become spaces, ``;`` a comma.

    ``Version`` tells the dataset an event came from: the coder for accord's own, else its name. A row of POLECAT's own
    is written as it was read.
    """
    yield POLECAT
    for event in events:
        row = _row(event) | dict(event.cells)
        yield tuple([row.get(column, "") for column in POLECAT])


def _row(event: PastEvent) -> dict[str, str]:
    """A row as it follows from an event's fields; a column that is not there is empty."""
    return _what(event) | _parties(event) | _where(event.place)


def _event(cells: tuple[str, ...], where: str) -> PastEvent | Refused:
    row = dict(zip(POLECAT, cells, strict=True))
    event = _fields(row, where)
    if isinstance(event, Refused):
        return event
    again = _row(event)
    kept = [(column, cell) for column, cell in row.items() if not _is_told(column, cell, again.get(column, ""))]
    return replace(event, cells=tuple(kept)) if kept else event


def _is_told(column: str, cell: str, again: str) -> bool:
    """Whether what a cell says follows from the fields of its event."""
    return cell == again or (column in _NUMBERS and bool(again) and number_of(cell) == number_of(again))


def _fields(row: dict[str, str], where: str) -> PastEvent | Refused:
    id_, day, kind, mode = row["Event ID"], row["Event Date"], row["Event Type"], row["Event Mode"]
    date = iso_day(day)
    if not id_ or not date:
        return Refused(where, f"no Event ID: {id_!r}" if not id_ else f"Event Date is no day: {day!r}")
    type_, mode_ = _kind(kind, mode)
    dataset = _dataset(row["Version"])
    actor, *actors = _actors(*[row[column.format("Actor")] for column in _PARTY])
    recipient, *recipients = _actors(*[row[column.format("Recipient")] for column in _PARTY])
    return PastEvent(
        dataset=dataset,
        key=f"{id_}@{date}" if dataset == "polecat" else id_,
        date=date,
        actor=actor,
        recipient=recipient,
        type=type_,
        mode=mode_,
        contexts=_contexts(row["Contexts"]),
        code="" if type_ else "-".join(filter(None, (kind, mode))),
        intensity=number_of(row["Intensity"]),
        place=_place(tuple(row[column] for column in _PLACE)),
        source=row["Source"],
        more_actors=tuple(actors),
        more_recipients=tuple(recipients),
    )


@lru_cache(maxsize=4_096)
def _kind(kind: str, mode: str) -> tuple[str, str]:
    """Type and mode as PLOVER has them. NGEC writes ``SANCTION-withdraw`` for a mode; several are a list."""
    type_ = kind.upper()
    known_type = load_ontology().types.get(type_)
    if known_type is None:
        return "", ""
    first = _first(mode).lower().removeprefix(f"{type_.lower()}-")
    return type_, first if first in known_type.modes else ""


@lru_cache(maxsize=4_096)
def _contexts(cell: str) -> tuple[str, ...]:
    parts = (part.strip().lower().replace(" ", "_") for part in cell.split(";"))
    return tuple([part for part in parts if part in load_ontology().contexts])


def _dataset(version: str) -> str:
    coder = version.partition("/")[0]
    return coder if coder in DATASETS else "polecat"


def _first(cell: str) -> str:
    """The first of a list: parties are parted by semicolons, a party's alternatives by upright strokes."""
    return known(cell.partition(";")[0].partition("|")[0])


@lru_cache(maxsize=32_768)
def _actors(names: str, countries: str, sectors: str, titles: str, wikis: str) -> tuple[Actor, ...]:
    """The parties that the cells list, at least one. A cell with fewer items than there are parties is of the first."""
    lists = [cell.split(";") for cell in (names, countries, sectors, titles, wikis)]
    count = len(lists[0]) if names else len(lists[1])
    whole = [items if len(items) == count else items[:1] for items in lists]
    return tuple(_actor(*[items[n] if n < len(items) else "" for items in whole]) for n in range(count))


def _actor(name: str, country: str, sector: str, title: str, wiki: str) -> Actor:
    """One party of the cells. A body that has no country of its own is known by its name."""
    name, country = _first(name), _first(country)
    code = country_of(country)
    body = body_of(name) if name else None
    id_ = body.id if body and body.country == code else _first(wiki)
    return Actor(country=code, sector=_first(sector), name=name, role=_first(title), id=id_)


@lru_cache(maxsize=32_768)
def _place(cells: tuple[str, ...]) -> Place | None:
    name, city, district, province, country, lat, lon, id_, feature = cells
    name = name or city or district or province
    if not (name or country or lat):
        return None
    return place_of(name, country, province, lat, lon, feature=feature, geonameid=count_of(id_) or 0)


def _what(event: PastEvent) -> dict[str, str]:
    kinds = load_ontology()
    kind = kinds.types.get(event.type)
    score = event.intensity
    if score is None and kind and event.dataset == "accord":
        score = kinds.intensity(event.type, event.mode)
    return {
        "Event ID": flat(event.key.removesuffix(f"@{event.date}") if event.dataset == "polecat" else event.key),
        "Event Date": event.date,
        "Event Type": event.type or flat(event.code).partition("-")[0] * (event.dataset == "polecat"),
        "Event Mode": event.mode,
        "Intensity": written(score),
        "Quad Code": _QUADS[kind.quad] if kind else "",
        "Contexts": ";".join(event.contexts),
        "Source": flat(event.source),
        "Version": CODER if event.dataset == "accord" else event.dataset,
    }


def _parties(event: PastEvent) -> dict[str, str]:
    theirs = event.dataset == "polecat"
    row: dict[str, str] = {}
    for side, parties in (
        ("Actor", (event.actor, *event.more_actors)),
        ("Recipient", (event.recipient, *event.more_recipients)),
    ):
        told = [_party(side, one, theirs=theirs) for one in parties]
        row |= {column: ";".join(one[column] for one in told) for column in told[0]} if len(told) > 1 else told[0]
    return row


def _party(side: str, actor: Actor, *, theirs: bool) -> dict[str, str]:
    # A state that acts by itself has no name but its country's.
    return {
        f"{side} Name": _cell(actor.name) or load_countries().icews.get(actor.country, ""),
        f"{side} Country": actor.country,
        f"{side} COW": load_countries().cow.get(actor.country, ""),
        f"Primary {side} Sector": actor.sector,
        f"{side} Sectors": actor.sector,
        f"{side} Title": _cell(actor.role),
        f"Wikipedia {side} ID": _cell(actor.id) if _is_wiki(actor, theirs=theirs) else "",
    }


def _is_wiki(actor: Actor, *, theirs: bool) -> bool:
    """Whether an actor's id is POLECAT's or Wikidata's. One of accord's own is found again by the name, if at all."""
    body = body_of(actor.name)
    return bool(re.fullmatch(r"Q\d+", actor.id)) or (theirs and not (body and body.id == actor.id))


def _where(place: Place | None) -> dict[str, str]:
    if place is None:
        return {}
    return {
        "Placename": flat(place.name),
        "City": flat(place.name) if place.feature.startswith("PPL") else "",
        "Province": flat(place.admin1),
        "Country": place.country,
        "Latitude": written(place.lat),
        "Longitude": written(place.lon),
        "GeoNames ID": str(place.geonameid or ""),
        "Feature Type": place.feature,
    }


def _cell(text: str) -> str:
    """``text`` as one item of a list of parties."""
    return flat(text.replace(";", ",").replace("|", "/"))
