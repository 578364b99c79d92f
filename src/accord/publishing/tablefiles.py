"""Events and claims as tables: POLECAT's forty columns under their own names, then ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from accord.cells import Row, write_rows
from accord.columns import POLECAT
from accord.ontology import load_ontology
from accord.publishing.states import load_states
from accord.records import Actor, Attribution, Claim, Dossier, Event, Mention, Place, Report

#: What POLECAT has no column for.
OURS = (
    "Report ID", "Origin ID", "Episode ID", "Sentence", "Start", "End", "Quote", "Where", "Aux Modes", "Date Precision",
    "Attribution", "Attribution Stance", "Actor ID", "Recipient ID", "Trigger", "Phrase", "URL",
)  # fmt: skip

#: Columns of POLECAT whose facts accord does not know stay empty.
EVENT_COLUMNS = POLECAT + OURS

CLAIM_COLUMNS = (
    "Claim ID", "Event ID", "Episode ID", "Report ID", "Origin ID", "Source", "Publication Date", "Field", "Value",
    "Unit", "Low", "High", "Said By", "Stance", "Start", "End", "Quote", "Version",
)  # fmt: skip


def write_tables(dossier: Dossier, folder: Path, kind: Literal["parquet", "csv"]) -> tuple[Path, ...]:
    """Write ``events`` and ``claims`` into ``folder`` (made where it is missing) and return the paths written.

    One row is one event or one claim. Lists are joined by ``;`` and keep their places: the second name belongs to
    the second country. What is not known is null in Parquet and empty in CSV; a date of which only the month or the
    year is known is that short. In CSV a text that a spreadsheet would take for a formula gets a leading ``'``;
    Parquet has every text as it is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables = (("events", EVENT_COLUMNS, event_rows(dossier)), ("claims", CLAIM_COLUMNS, claim_rows(dossier)))
    for name, columns, rows in tables:
        write_rows(folder / f"{name}.{kind}", columns, rows, kind)
    return tuple(folder / f"{name}.{kind}" for name, *_ in tables)


def event_rows(dossier: Dossier) -> list[Row]:
    """One row for each event, in the dossier's order, with the keys of ``EVENT_COLUMNS``."""
    where = _Where(dossier)
    return [_polecat(event, where) | _ours(event, where) for event in dossier.events]


def claim_rows(dossier: Dossier) -> list[Row]:
    """One row for each claim, in the dossier's order, with the keys of ``CLAIM_COLUMNS``."""
    where = _Where(dossier)
    return [_claim(claim, where) for claim in dossier.claims]


class _Where:
    """Which report, origin and episode an event or a claim belongs to."""

    def __init__(self, dossier: Dossier) -> None:
        self.reports: Mapping[str, Report] = {report.id: report for report in dossier.reports}
        self.origins = {report: origin.id for origin in dossier.origins for report in origin.reports}
        self.episodes = {event: episode.id for episode in dossier.episodes for event in episode.events}

    def source(self, report: str) -> Row:
        found = self.reports.get(report)
        return {"Source": found.outlet if found else None, "Publication Date": found.published if found else None}


def _polecat(event: Event, where: _Where) -> Row:
    report = where.reports.get(event.report)
    known = load_ontology().types.get(event.type)
    return (
        {
            "Event ID": event.id,
            "Event Date": event.date,
            "Event Type": event.type,
            "Event Mode": event.mode,
            "Intensity": load_ontology().intensity(event.type, event.mode) if known else None,
            "Quad Code": known.quad if known else None,
            "Contexts": ";".join(event.contexts),
        }
        | _party("Actor", event.actors)
        | _party("Recipient", event.recipients)
        | _place(event.place)
        | where.source(event.report)
        # The people, organisations and places of the whole story are not part of a dossier.
        | {"Story People": None, "Story Organizations": None, "Story Locations": None}
        | {"Language": report.language if report else None, "Version": event.by}
    )


def _party(side: str, mentions: Sequence[Mention[Actor]]) -> Row:
    """The nine columns of the actors or the recipients."""
    actors = [mention.value for mention in mentions]
    states = load_states()
    sectors = [actor.sector for actor in actors]
    return {
        f"{side} Name": _joined(actor.name for actor in actors),
        f"{side} Country": _joined(actor.country for actor in actors),
        f"{side} COW": _joined(states[actor.country].cow if actor.country in states else "" for actor in actors),
        f"Primary {side} Sector": next((sector for sector in sectors if sector), None),
        f"{side} Sectors": _joined(sectors),
        f"{side} Title": _joined(actor.role for actor in actors),
        f"{side} Name Raw": _joined(mention.text for mention in mentions),
        f"Wikipedia {side} ID": None,
    }


def _place(mention: Mention[Place] | None) -> Row:
    """The columns of the place. City and district need a gazetteer's levels: only a populated place is a city."""
    place = mention.value if mention else None
    return {
        "Placename": place.name if place else None,
        "City": place.name if place and place.feature.startswith("PPL") else None,
        "District": None,
        "Province": place.admin1 if place else None,
        "Country": place.country if place else None,
        "Latitude": place.lat if place else None,
        "Longitude": place.lon if place else None,
        "GeoNames ID": (place.geonameid or None) if place else None,
        "Raw Placename": mention.text if mention else None,
        "Feature Type": place.feature if place else None,
    }


def _ours(event: Event, where: _Where) -> Row:
    report = where.reports.get(event.report)
    return {
        "Report ID": event.report,
        "Origin ID": where.origins.get(event.report),
        "Episode ID": where.episodes.get(event.id),
        "Sentence": event.sentence,
        "Start": event.start,
        "End": event.end,
        "Quote": event.quote,
        "Where": event.where,
        "Aux Modes": ";".join(event.aux_modes),
        "Date Precision": event.date_precision,
        "Attribution": _joined(link.speaker for link in event.attribution),
        "Attribution Stance": _joined(link.stance for link in event.attribution),
        "Actor ID": _joined(mention.value.id for mention in event.actors),
        "Recipient ID": _joined(mention.value.id for mention in event.recipients),
        "Trigger": event.trigger,
        "Phrase": event.phrase,
        "URL": report.url if report else None,
    }


def _claim(claim: Claim, where: _Where) -> Row:
    said: tuple[Attribution, ...] = claim.said_by
    return {
        "Claim ID": claim.id,
        "Event ID": claim.event,
        "Episode ID": where.episodes.get(claim.event),
        "Report ID": claim.report,
        "Origin ID": where.origins.get(claim.report),
        "Field": claim.field,
        "Value": claim.value,
        "Unit": claim.unit,
        "Low": claim.low,
        "High": claim.high,
        "Said By": _joined(link.speaker for link in said),
        "Stance": _joined(link.stance for link in said),
        "Start": claim.start,
        "End": claim.end,
        "Quote": claim.quote,
        "Version": claim.by,
    } | where.source(claim.report)


def _joined(items: Iterable[str]) -> str | None:
    """``items`` joined by ``;``, an unknown one as nothing between two; None where none is known."""
    cells = [item.replace(";", ",") for item in items]
    return ";".join(cells) if any(cells) else None
