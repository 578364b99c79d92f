"""ACLED events: thirty-one columns under a header; two actors without a direction between them, and the dead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain

from accord.exchange.countries import body_of, load_countries, place_of
from accord.exchange.looks import looks_like
from accord.exchange.sheets import read_sheet
from accord.exchange.values import count_of, iso_day, iso_time
from accord.ontology import load_ontology
from accord.records import Actor, PastDeletion, PastEvent, Place, Refused
from accord.tables import Problem, read_table

EVENTS = "exchange/acled_events.tsv"
ACTORS = "exchange/acled_actors.tsv"

#: The columns of an export.
COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

_READ = (
    "event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "inter1", "actor2", "inter2", "country",
    "admin1", "location", "latitude", "longitude", "source", "notes", "fatalities", "timestamp",
)  # fmt: skip

#: The columns of the list of deleted events.
DELETED = ("event_id_cnty", "deleted_timestamp")

_KINDS = ("event_type", "sub_event_type", "type", "mode")

#: "Military Forces of Mali (2021-) Gendarmerie", "Civilians (Mali)": a country stands before years or in brackets.
_OF = re.compile(r" of (?:the )?([^(]+?) \(\d{4}-")
_IN = re.compile(r"\(([^()\d]+)\)")


def read_acled(lines: Iterable[str], *, name: str = "acled") -> Iterator[PastEvent | PastDeletion | Refused]:
    """Events of an ACLED export, in its order, or the deletions of ACLED's list; a bad line as a Refused.

    ACLED gives no direction: its first actor stands as ``actor`` and its second as ``recipient``, and neither says who
    began. ``code`` is "event type: sub-event type", ``dead`` the fatalities, ``text`` the notes, ``version`` the
    timestamp: ACLED keeps an event's id when it edits it.
    """
    first = next(source := iter(lines), "")
    whole = chain([first] if first else [], source)
    if looks_like(first) == "acled-deleted":
        yield from _deletions(whole, name)
        return
    for row in read_sheet(
        whole,
        name=name,
        kind="acled",
        columns=_READ,
        needed=("event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1"),
        quoted=True,
    ):
        yield row if isinstance(row, Refused) else _event(row[1], f"{name}:{row[0]}")


def _deletions(lines: Iterable[str], name: str) -> Iterator[PastDeletion | Refused]:
    for row in read_sheet(lines, name=name, kind="acled-deleted", columns=DELETED, needed=DELETED, quoted=True):
        if isinstance(row, Refused):
            yield row
            continue
        number, (id_, at) = row
        time = iso_time(at)
        if id_ and time:
            yield PastDeletion("acled", id_, time)
        else:
            why = f"deleted_timestamp is no time: {at!r}" if id_ else "no event_id_cnty"
            yield Refused(f"{name}:{number}", why)


def _event(cells: tuple[str, ...], where: str) -> PastEvent | Refused:
    id_, day, kind, sub, actor1, inter1, actor2, inter2 = cells[:8]
    source, notes, dead, stamp = cells[13:]
    date = iso_day(day)
    if not id_ or not date:
        return Refused(where, "no event_id_cnty" if not id_ else f"event_date is no day: {day!r}")
    if dead and count_of(dead) is None:
        return Refused(where, f"fatalities is no number: {dead!r}")
    if stamp and not iso_time(stamp):
        return Refused(where, f"timestamp is no time: {stamp!r}")
    type_, mode = _kinds().get((kind.casefold(), sub.casefold()), ("", ""))
    return PastEvent(
        dataset="acled",
        key=id_,
        date=date,
        actor=_actor(actor1, inter1),
        recipient=_actor(actor2, inter2),
        type=type_,
        mode=mode,
        code=f"{kind}: {sub}" if sub else kind,
        place=_place(*cells[8:13]),
        text=notes,
        source=source,
        dead=count_of(dead),
        version=iso_time(stamp),
    )


@cache
def _kinds() -> dict[tuple[str, str], tuple[str, str]]:
    rows = read_table(EVENTS, _KINDS)
    return {
        (row["event_type"].casefold(), row["sub_event_type"].casefold()): (row["type"], row["mode"]) for row in rows
    }


@cache
def _sectors() -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (row["begins"], row["inter"], row["sector"]) for row in read_table(ACTORS, ("begins", "inter", "sector"))
    )


@lru_cache(maxsize=32_768)
def _actor(name: str, inter: str) -> Actor:
    """An actor by its name and ACLED's kind of actor; its country is the one its name names, if any."""
    body = body_of(re.sub(r"^[A-Z]+: ", "", name))  # "JNIM: Group for …"
    sectors = (to for begins, kind, to in _sectors() if (name.startswith(begins) if begins else kind == inter))
    sector = next(sectors, "")
    if body:
        return Actor(body.country, sector, name, "", body.id)
    found = _OF.search(name) or _IN.search(name)
    country = load_countries().by_name.get(found[1].casefold(), "") if found else ""
    return Actor(country, sector, name)


def _place(country: str, division: str, name: str, lat: str, lon: str) -> Place | None:
    return place_of(name, country, division, lat, lon) if name else None


def check_acled() -> Iterator[Problem]:
    """What is wrong with the table of kinds: a type or a mode that PLOVER does not have."""
    kinds = load_ontology().types
    for row in read_table(EVENTS, _KINDS):
        if row["type"] and row["type"] not in kinds:
            yield row.problem(f"no PLOVER type: {row['type']}")
        if row["mode"] and (row["type"] not in kinds or row["mode"] not in kinds[row["type"]].modes):
            yield row.problem(f"{row['type']} has no mode {row['mode']}")
