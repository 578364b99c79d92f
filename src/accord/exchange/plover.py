"""PLOVER JSON lines: one coded event a line, with every key of the manual and the characters it rests on."""

from __future__ import annotations

import calendar
import json
from collections.abc import Iterable, Iterator
from typing import Any

from accord.exchange.countries import load_countries
from accord.ontology import load_ontology
from accord.records import Actor, Claim, Coded, Event, PastEvent, Place, Refused, Report

#: The keys of an event, an entity, a location, in the manual's order. A key whose value is not known is null.
EVENT_KEYS = (
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc", "event_text",
    "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "coder", "coded_date",
    "coded_time", "comment", "size",
)  # fmt: skip
ENTITY_KEYS = (
    "code", "sector", "entity_text", "identifier_id", "identifier_text", "religion", "ethnicity", "office", "gender",
    "age",
)  # fmt: skip
TEXT_KEYS = ("sequence", "start", "end", "text_story")
SIZE_KEYS = ("dead", "injured", "arrested")
CITE_KEYS = (
    "corpus", "citation", "url", "title", "language", "publication", "license", "copyright", "coder", "codebook",
    "version",
)  # fmt: skip
PLACE_KEYS = (
    "extracted_place", "resolved_place", "geonameid", "lat", "lon", "city", "district", "province", "country",
    "country_code", "feature_class", "feature_code", "resolution",
)  # fmt: skip

CODEBOOK = "PLOVER 2.0 draft, 2024-02-04"

#: The comment of an event whose date is its report's.
_DATED = "date of the report"

#: Which claim is which number of PLOVER's size.
_SIZES = {"dead": "killed", "injured": "injured", "arrested": "arrested"}

Json = dict[str, Any]


def plover_lines(records: Iterable[Coded | PastEvent]) -> Iterator[str | Refused]:
    """A JSON line for each event of each record, in their order.

    PLOVER requires a date: an event that the text does not date (what is to come, most of all) has its report's, and
    ``comment`` says so; where the report has none either the event is a Refused. A date of which only the month or the
    year is known becomes its first day, with the last one as ``enddate``. An auxiliary mode (``future``, ``negation``)
    stands in ``mode`` beside the mode. ``text_info`` counts characters of the report's text; the text itself is not
    passed on.
    """
    for record in records:
        if isinstance(record, PastEvent):
            yield _line(_past(record))
            continue
        for event in record.events:
            if not (event.date or record.report.published):
                yield Refused(event.id, "PLOVER requires a date; neither the event nor its report has one")
            else:
                yield _line(_coded(event, record.report, record.claims))


def _line(keys: Json) -> str:
    return json.dumps({key: keys.get(key) for key in EVENT_KEYS}, ensure_ascii=False, separators=(",", ":"))


def _coded(event: Event, report: Report, claims: Iterable[Claim]) -> Json:
    place = event.place
    return _kind(event.type, event.mode) | {
        "id": event.id,
        **_dates(event.date or report.published),
        "comment": _DATED if not event.date or event.date_precision == "reported" else None,
        "actor": [_entity(mention.value, mention.text) for mention in event.actors],
        "recipient": [_entity(mention.value, mention.text) for mention in event.recipients],
        "event_loc": _location(place.value, place.text) if place else None,
        "event_text": event.trigger,
        "mode": [mode for mode in (event.mode, *event.aux_modes) if mode],
        "context": list(event.contexts),
        "text": event.quote,
        "text_info": _with(TEXT_KEYS, sequence=event.sentence, start=event.start, end=event.end),
        "cite_info": _cited(report, event.by),
        "coder": event.by,
        "size": _size(event, claims),
    }


def _past(event: PastEvent) -> Json:
    """An event of another dataset: no text, no characters."""
    return _kind(event.type, event.mode) | {
        "id": f"{event.dataset}:{event.key}",
        **_dates(event.date),
        "actor": [_entity(one, one.name) for one in (event.actor, *event.more_actors)],
        "recipient": [_entity(one, one.name) for one in (event.recipient, *event.more_recipients) if one != Actor()],
        "event_loc": _location(event.place, None) if event.place else None,
        "event_text": event.text or None,
        "event_scale": event.intensity,
        "mode": [event.mode] if event.mode else [],
        "context": list(event.contexts),
        "cite_info": _with(CITE_KEYS, corpus=event.dataset, publication=event.source or None),
        "comment": f"{event.dataset} code {event.code}" if event.code else None,
        "size": _with(SIZE_KEYS, dead=event.dead) if event.dead is not None else None,
    }


def _with(keys: tuple[str, ...], **known: Any) -> Json:
    return {key: known.get(key) for key in keys}


def _kind(type_: str, mode: str) -> Json:
    kind = load_ontology().types.get(type_)
    score = load_ontology().intensity(type_, mode) if kind else None
    return {"has_event": True, "event": type_ or None, "quad_code": kind.quad if kind else None, "event_scale": score}


def _dates(date: str) -> Json:
    """``date`` as PLOVER's days: what is short is a range."""
    if len(date) >= 10:
        return {"date": date[:10], "enddate": None}
    year, month = int(date[:4]), int(date[5:7] or 0)
    last = calendar.monthrange(year, month or 12)[1]
    return {"date": f"{year:04}-{month or 1:02}-01", "enddate": f"{year:04}-{month or 12:02}-{last:02}"}


def _entity(actor: Actor, text: str) -> Json:
    wikidata = actor.id if actor.id[:1] == "Q" and actor.id[1:].isdigit() else None
    return _with(
        ENTITY_KEYS,
        code=actor.country or None,
        sector=[actor.sector] if actor.sector else [],
        entity_text=text or None,
        identifier_id=wikidata,
        identifier_text=(None if wikidata else actor.id) or actor.name or None,
        office=actor.role or None,
    )


def _location(place: Place, text: str | None) -> Json:
    city = place.feature.startswith("PPL")
    division, country = place.feature == "ADM1", place.feature.startswith("PCL")
    return _with(
        PLACE_KEYS,
        extracted_place=text,
        resolved_place=place.name or None,
        geonameid=place.geonameid or None,
        lat=place.lat,
        lon=place.lon,
        city=place.name if city else None,
        province=place.name if division else place.admin1 or None,
        country=load_countries().icews.get(place.country),
        country_code=place.country or None,
        feature_class="P" if city else "A" if division or country else None,
        feature_code=place.feature or None,
        resolution=4 if city else 2 if division else 1 if country else None,
    )


def _cited(report: Report, coder: str) -> Json:
    return _with(
        CITE_KEYS,
        corpus="accord",
        citation=report.id,
        url=report.url or None,
        title=report.title or None,
        language=report.language or None,
        publication=report.outlet or None,
        coder=coder,
        codebook=CODEBOOK,
        version=coder.partition("/")[2] or None,
    )


def _size(event: Event, claims: Iterable[Claim]) -> Json | None:
    """Numbers that the report gives for the event; a vague one ("dozens") is none."""
    said = {claim.field: claim.value for claim in claims if claim.event == event.id and claim.value.isdigit()}
    sizes = {key: int(said[field]) for key, field in _SIZES.items() if field in said}
    return _with(SIZE_KEYS, **sizes) if sizes else None
