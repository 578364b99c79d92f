"""POLECAT: forty columns, PLOVER's own types; read and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from accord.columns import POLECAT
from accord.exchange.countries import body_of, country_of, load_countries
from accord.exchange.sheets import known, read_sheet
from accord.exchange.values import count_of, iso_day, number_of, written
from accord.ontology import load_ontology
from accord.records import CODER, Actor, PastEvent, Place, Refused

#: Columns that the headers of some files name though the published lines have no cell for them.
_ABSENT = frozenset({"Headline", "Event Text", "Feed", "Story ID"})

#: What this file writes into ``Version``, so that events of several datasets can be told apart again.
DATASETS = frozenset({"accord", "icews", "polecat", "gdelt", "acled", "phoenix"})

#: POLECAT writes quads in words.
_QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}

_READ = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Contexts", "Actor Name", "Actor Country",
    "Primary Actor Sector", "Actor Title", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Primary Recipient Sector", "Recipient Title", "Wikipedia Recipient ID", "Placename", "City", "District",
    "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Feature Type", "Source", "Version",
)  # fmt: skip


def read_polecat(lines: Iterable[str], *, name: str = "polecat") -> Iterator[PastEvent | Refused]:
    """Events of a POLECAT file, or of one that ``polecat_rows`` wrote, in its order; a bad line as a Refused.

    ``key`` is "Event ID@Event Date" for POLECAT's own. Where a cell lists several actors, the first of them is taken: a
    PastEvent has two parties. An unknown type or mode stays empty and is kept in ``code``.
    """
    for row in read_sheet(
        lines,
        name=name,
        kind="polecat",
        columns=_READ,
        needed=("Event ID", "Event Date", "Event Type"),
        renamed={"Event Intensity": "Intensity"},
        absent=_ABSENT,
    ):
        yield row if isinstance(row, Refused) else _event(row[1], f"{name}:{row[0]}")


def polecat_rows(events: Iterable[PastEvent]) -> Iterator[tuple[str, ...]]:
    """The header, then a row for each event. Tabs and line ends inside a cell become spaces, ``;`` a comma.

    ``Version`` tells the dataset an event came from: the coder for accord's own, else its name.
    """
    yield POLECAT
    for event in events:
        row = _what(event) | _parties(event) | _where(event.place)
        yield tuple([row.get(column, "") for column in POLECAT])


def _event(cells: tuple[str, ...], where: str) -> PastEvent | Refused:
    id_, day, kind, mode, intensity, contexts = cells[:6]
    date = iso_day(day)
    if not id_ or not date:
        return Refused(where, f"no Event ID: {id_!r}" if not id_ else f"Event Date is no day: {day!r}")
    type_, mode_ = _kind(kind, mode)
    dataset = _dataset(cells[26])
    return PastEvent(
        dataset=dataset,
        key=f"{id_}@{date}" if dataset == "polecat" else id_,
        date=date,
        actor=_actor(*cells[6:11]),
        recipient=_actor(*cells[11:16]),
        type=type_,
        mode=mode_,
        contexts=_contexts(contexts),
        code="" if type_ else "-".join(filter(None, (kind, mode))),
        intensity=number_of(intensity),
        place=_place(cells[16:25]),
        source=cells[25],
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
def _actor(name: str, country: str, sector: str, title: str, wiki: str) -> Actor:
    """The first actor of the cells. A body that has no country of its own is known by its name."""
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
    return Place(
        name=name,
        country=country_of(country),
        admin1=province,
        lat=number_of(lat),
        lon=number_of(lon),
        geonameid=count_of(id_) or 0,
        feature=feature,
    )


def _what(event: PastEvent) -> dict[str, str]:
    kinds = load_ontology()
    kind = kinds.types.get(event.type)
    score = event.intensity
    if score is None and kind and event.dataset == "accord":
        score = kinds.intensity(event.type, event.mode)
    return {
        "Event ID": _flat(event.key.removesuffix(f"@{event.date}") if event.dataset == "polecat" else event.key),
        "Event Date": event.date,
        "Event Type": event.type or _flat(event.code).partition("-")[0] * (event.dataset == "polecat"),
        "Event Mode": event.mode,
        "Intensity": written(score),
        "Quad Code": _QUADS[kind.quad] if kind else "",
        "Contexts": ";".join(event.contexts),
        "Source": _flat(event.source),
        "Version": CODER if event.dataset == "accord" else event.dataset,
    }


def _parties(event: PastEvent) -> dict[str, str]:
    theirs = event.dataset == "polecat"
    return _party("Actor", event.actor, theirs=theirs) | _party("Recipient", event.recipient, theirs=theirs)


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
        "Placename": _flat(place.name),
        "City": _flat(place.name) if place.feature.startswith("PPL") else "",
        "Province": _flat(place.admin1),
        "Country": place.country,
        "Latitude": written(place.lat),
        "Longitude": written(place.lon),
        "GeoNames ID": str(place.geonameid or ""),
        "Feature Type": place.feature,
    }


def _cell(text: str) -> str:
    """``text`` as one item of a list of parties."""
    return _flat(text.replace(";", ",").replace("|", "/"))


def _flat(text: str) -> str:
    return " ".join(text.split())
