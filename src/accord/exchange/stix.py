"""STIX 2.1: parties, places, reports, episodes, ties and contests as one bundle, with the same ids for the same things.

Episodes are incidents whose PLOVER coding is a property extension; ties are relationships between identities; contests
are notes on what they are about.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import Any

from accord.exchange.countries import load_countries
from accord.parties import INTERNATIONAL, party
from accord.records import CODER, Actor, Contest, Episode, Place, Report, Tie

#: Names in this space make the ids: the same party or episode has the same id in every bundle.
SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://accord.example/stix")

#: STIX' value for each grade of credibility (Admiralty); 6, "cannot be judged", is absent.
CONFIDENCE = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}

#: STIX demands a time of making; what has no time of its own (a party, a place) has this one, so that bytes repeat.
_MADE = "2000-01-01T00:00:00.000Z"

_CLASSES = {"IGO": "organization", "UNO": "organization", "EUR": "organization", "NGO": "organization"}

Json = dict[str, Any]


def stix_lines(
    *,
    reports: Iterable[Report],
    episodes: Iterable[Episode],
    ties: Iterable[Tie] = (),
    contests: Iterable[Contest] = (),
    credibility: Mapping[str, str] | None = None,
    known_since: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """A bundle, a line for each object. ``credibility`` gives a person's grade (1-6) for an episode's id.

    Without one, an episode whose occurrence two origins agree on is 1, "confirmed by other sources"; all others have no
    confidence. ``known_since`` gives the day on which an episode became known, by its id.
    """
    bundle = _Bundle(credibility or {}, known_since or {})
    yield f'{{"type":"bundle","id":"{_id("bundle", "accord")}","objects":['
    before = ""
    for record in bundle.objects(reports, episodes, ties, contests):
        yield before + json.dumps(record, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        before = ","
    yield "]}"


class _Bundle:
    """What has been written so far: each party and place once, before what refers to it."""

    def __init__(self, credibility: Mapping[str, str], known_since: Mapping[str, str]) -> None:
        self.credibility, self.known_since = credibility, known_since
        self.written: set[str] = set()

    def objects(
        self, reports: Iterable[Report], episodes: Iterable[Episode], ties: Iterable[Tie], contests: Iterable[Contest]
    ) -> Iterator[Json]:
        yield _identity(_id("identity", CODER), "accord", "system", _MADE)
        yield _extension()
        in_report: dict[str, list[str]] = {}
        for episode in episodes:
            yield from self.episode(episode)
            for name in episode.reports:
                in_report.setdefault(name, []).append(_id("incident", episode.id))
        for tie in ties:
            yield from self.tie(tie)
        for contest in contests:
            yield from self.contest(contest)
        for report in reports:
            yield _report(report, in_report.get(report.id, []))

    def episode(self, episode: Episode) -> Iterator[Json]:
        id_, day = _id("incident", episode.id), self.known_since.get(episode.id, "")
        yield _object("incident", id_, _time(day or episode.date)) | _plain(
            name=episode.title or episode.type,
            confidence=CONFIDENCE.get(self.credibility.get(episode.id, "") or _credible(episode)),
            extensions={_id("extension-definition", "plover"): _coding(episode)},
        )
        self.written.add(id_)
        for role, actors in (("actor", episode.actors), ("recipient", episode.recipients)):
            for actor in actors:
                target = yield from self.party(actor)
                yield _relation(f"has-{role}", id_, target, _time(day or episode.date))
        if episode.place:
            target = yield from self.place(episode.place)
            if target:
                yield _relation("located-at", id_, target, _time(day or episode.date))

    def party(self, actor: Actor) -> Generator[Json, None, str]:
        """An identity, written where it is new; gives back its id."""
        key = party(actor) or "unknown"
        id_ = _id("identity", key)
        if id_ not in self.written:
            self.written.add(id_)
            states = load_countries().icews
            name = states.get(key, actor.name) or key
            yield _identity(id_, name, _class(actor, key), _MADE)
            if key in states:
                country = yield from self.place(Place(name, key))
                yield _relation("located-at", id_, country, _MADE)
        return id_

    def place(self, place: Place) -> Generator[Json, None, str]:
        """A location, and its id; none where only a name is known, for STIX needs a region, a country or a point."""
        iso2 = {code: two for two, code in load_countries().by_iso2.items()}.get(place.country, "")
        if not iso2 and place.lat is None:
            return ""
        id_ = _id("location", place.name, place.country, place.admin1, place.lat, place.lon)
        if id_ not in self.written:
            self.written.add(id_)
            point = {} if place.lat is None or place.lon is None else {"latitude": place.lat, "longitude": place.lon}
            area = place.admin1 or None
            yield (
                _object("location", id_, _MADE)
                | point
                | _plain(name=place.name, country=iso2, administrative_area=area)
            )
        return id_

    def tie(self, tie: Tie) -> Iterator[Json]:
        a = yield from self.party(tie.a)
        b = yield from self.party(tie.b)
        made = _time(tie.known_since)
        start, stop = _time(tie.held_from, ""), _time(tie.held_to, "")
        sector = f" ({tie.sector})" if tie.sector else ""
        self.written.add(_id("relationship", tie.id))
        # STIX wants the end after the beginning; a tie that held within one known day or year has no end here.
        yield _relation(tie.kind.replace(" ", "-"), a, b, made, key=tie.id) | _plain(
            description=f"{tie.stage}{sector}", start_time=start, stop_time=stop if stop > start else ""
        )

    def contest(self, contest: Contest) -> Iterator[Json]:
        about = _id("incident", contest.episode) if contest.episode else _id("relationship", contest.tie)
        if about not in self.written:
            return
        sides = "; ".join(f"{side.holds} ({', '.join(side.said_by) or 'unattributed'})" for side in contest.sides)
        yield _object("note", _id("note", contest.id), _MADE) | _plain(
            abstract=contest.title, content=sides or contest.title, object_refs=[about]
        )


def _id(kind: str, *names: object) -> str:
    return f"{kind}--{uuid.uuid5(SPACE, json.dumps([kind, *names], ensure_ascii=False))}"


def _object(kind: str, id_: str, made: str) -> Json:
    by = {} if id_ == _id("identity", CODER) else {"created_by_ref": _id("identity", CODER)}
    return {"type": kind, "spec_version": "2.1", "id": id_, "created": made, "modified": made} | by


def _plain(**properties: Any) -> Json:
    """Properties that have a value: STIX allows no empty one."""
    return {name: value for name, value in properties.items() if value not in ("", None, [])}


def _identity(id_: str, name: str, class_: str, made: str) -> Json:
    return _object("identity", id_, made) | {"name": name, "identity_class": class_}


def _class(actor: Actor, key: str) -> str:
    if actor.country in _CLASSES or (key in load_countries().icews and actor.country not in INTERNATIONAL):
        return "organization"
    return "individual" if actor.role or actor.id.startswith("Q") else "group"


def _relation(kind: str, source: str, target: str, made: str, *, key: str = "") -> Json:
    id_ = _id("relationship", key) if key else _id("relationship", kind, source, target)
    ends = {"relationship_type": kind, "source_ref": source, "target_ref": target}
    return _object("relationship", id_, made) | ends


def _report(report: Report, about: list[str]) -> Json:
    """A news report. STIX wants a date and at least one object: undated, it bears the time of what has none."""
    source = _plain(source_name=report.outlet or report.title or report.id, url=report.url, external_id=report.id)
    published = _time(report.published)
    return _object("report", _id("report", report.id), published) | _plain(
        name=report.title or report.id,
        published=published,
        lang=report.language,
        object_refs=sorted(about) or [_id("identity", CODER)],
        external_references=[source],
    )


def _coding(episode: Episode) -> Json:
    return {"extension_type": "property-extension"} | _plain(
        event_type=episode.type,
        event_mode=episode.mode,
        stage=episode.stage,
        event_date=episode.date,
        event_date_precision=episode.date_precision,
        origins=len(episode.origins),
        reports=len(episode.reports),
    )


def _extension() -> Json:
    return _object("extension-definition", _id("extension-definition", "plover"), _MADE) | {
        "name": "PLOVER coding of an incident",
        "schema": "event_type, event_mode, stage, event_date, event_date_precision: text; origins, reports: numbers",
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def _credible(episode: Episode) -> str:
    """1 where two origins agree that it is done, else nothing: a machine confirms, it does not doubt."""
    agreed = any(field.name == "stage" and field.verdict == "agreed" for field in episode.fields)
    return "1" if agreed and episode.stage == "done" and len(episode.origins) > 1 else ""


def _time(day: str, otherwise: str = _MADE) -> str:
    """An ISO date or time as STIX writes it: the first moment of what is known."""
    if not day:
        return otherwise
    full = day[:10] + "0000-01-01"[len(day[:10]) :]
    return f"{full}T{_clock(day)}.000Z"


def _clock(day: str) -> str:
    clock = day[11:19] if len(day) >= 19 and day[10] in "T " and not _has_zone(day) else ""
    return clock or "00:00:00"


def _has_zone(day: str) -> bool:
    """Whether a time has another zone than UTC: then its day alone is kept."""
    return len(day) > 19 and not day.endswith(("Z", "+00:00"))
