"""Sightings: each event with what comparing needs, worked out once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from accord.reconciling.cues import cue
from accord.reconciling.numbers import is_set_aside
from accord.reconciling.parties import parties, party, sectors
from accord.reconciling.topics import topic_of
from accord.records import Claim, Coded, Event, Origin, Place

Stage = Literal["done", "announced", "possible", "denied", "alleged"]

_WORD = re.compile(r"[^\W_]{3,}")
_FEW_WORDS = 50  # characters after the last word that an event rests on
# A promise to do a thing is coded as another type than the thing done; both may be one happening.
_FAMILIES = {"AGREE": "accord", "COOPERATE": "accord", "AID": "accord", "SUPPORT": "accord", "CONSULT": "accord",
             "RETREAT": "retreat", "CONCEDE": "retreat"}  # fmt: skip
# Acts towards a body that reports also put as acts towards its leading member. A charge against a member is another
# charge than one against the body.
_BODY_ACTS = {
    "SANCTION": frozenset(("", "withdraw", "discontinue", "expel")),
    "COOPERATE": frozenset(("",)),
    "AGREE": frozenset(("",)),
    "REQUEST": frozenset(("",)),
}
# What such a stance puts of others is a guess; with the others, what is still to come is one.
_GUESSING = frozenset(("expects", "hopes"))
_FORESEEING = frozenset(("warns", "believes", "claims", "accuses"))
_ALLEGING = frozenset(("accuses", "alleges", "claims"))


@dataclass(frozen=True, slots=True)
class Shape:
    """Who did what to whom. Few events differ in it, so that two shapes are compared once for all who have them.

    ``around`` holds the bodies that the recipients belong to, and the members of recipients that are bodies: one
    report says "the alliance", another names its leading state. ``topic`` is what an agreement is on, where it makes
    promise and deed one happening ("agree a truce", "a ceasefire took hold"). ``does`` and ``bears`` are the sectors
    of actors and recipients: "border guards" of no state named may be one state's.
    """

    type: str
    mode: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    around: tuple[str, ...] = ()
    topic: str = ""
    does: tuple[str, ...] = ()
    bears: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """The days an event may have been on, and what limits their worth.

    ``reported`` says that the report's date stands in, ``historical`` that the report looks back.
    """

    first: date | None
    last: date | None
    reported: bool
    historical: bool
    announced: bool


@dataclass(frozen=True, slots=True)
class Sighting:
    """One event as one report saw it. ``words`` are the content words of its clause, ``counts`` its numbers.

    ``stem`` is the start of the word that names the act, long enough to join a verb and its noun; ``about`` is what
    the act is about where the mode does not tell ("dues", "membership"), ``said`` what a charge or a demand says,
    ``refused`` the numbers that it sets aside for its own ("eight, *not nine*").
    """

    event: Event
    published: str
    origin: str
    shape: Shape
    when: When
    stage: Stage
    place: Place | None
    stem: str
    words: frozenset[str]
    counts: tuple[Claim, ...]
    about: str = ""
    said: str = ""
    refused: tuple[Claim, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What orders sightings, whatever reports they come from: content first, ids last."""
        event = self.event
        return (event.date, event.type, event.mode, event.quote, event.where, self.published, event.report, event.id)

    @property
    def content(self) -> tuple[object, ...]:
        """Equal for the same event in a report and in its copy."""
        numbers = tuple((claim.field, claim.value, claim.unit) for claim in self.counts)
        event = self.event
        return (
            self.origin,
            self.shape,
            self.when,
            self.stage,
            self.place,
            event.quote,
            self.stem,
            event.where,
            numbers,
        )


def content_words(text: str) -> frozenset[str]:
    """The stems of the words of ``text`` that not every sentence has."""
    return frozenset(filter(None, map(_rare_stem, _WORD.findall(text.casefold()))))


@lru_cache(maxsize=65_536)
def _rare_stem(word: str) -> str:
    """The stem of a word, ``""`` of one that every sentence has. Reports share most of their words."""
    return "" if cue("common").fullmatch(word) else _stem(word)


def _near_trigger(event: Event) -> str:
    """The part of a sentence with several events that this one rests on, and a few words more."""
    inside = [span for span in event.because if event.start <= span.start and span.end <= event.end]
    if not inside:
        return event.quote
    first = min(span.start for span in inside) - event.start
    last = max(span.end for span in inside) - event.start
    return event.quote[first : last + _FEW_WORDS]


def _stem(word: str) -> str:
    # Rough, but it joins singular and plural, verb and noun, and needs no dictionary of any language.
    return word[:6].rstrip("s")


def told_order(one: Sighting) -> tuple[str, str, int, str]:
    """Sorts sightings as a reader would meet them: by day, report and place in it."""
    return (one.published, one.event.report, one.event.start, one.event.id)


def family(shape: Shape) -> str:
    """The family of an act: types that may describe one happening at different stages share one."""
    return shape.topic or _FAMILIES.get(shape.type, shape.type)


def _topic(event: Event) -> str:
    if event.type == "RETREAT":
        return "ceasefire" if event.mode == "ceasefire" else ""
    on = event.type in ("AGREE", "SUPPORT", "CONCEDE") and cue("ceasefire").search(event.quote)
    return "ceasefire" if on else ""


def see(coded: Sequence[Coded], origins: Iterable[Origin]) -> list[Sighting]:
    """Every event of ``coded`` as a sighting, ordered by content. Claims of content words alone are not counts."""
    origin_of = {report: origin.id for origin in origins for report in origin.reports}
    bound = _bound(coded)
    sightings = []
    for one in coded:
        counts = defaultdict(list)
        said: dict[str, str] = {}
        for claim in sorted(one.claims, key=lambda claim: (claim.start, claim.id)):
            if claim.field == "content":
                said.setdefault(claim.event, claim.value)
            else:
                counts[claim.event].append(claim)
        crowded = Counter((event.start, event.end) for event in one.events)
        for event in one.events:
            given = sorted(counts[event.id], key=lambda claim: (claim.start, claim.field, claim.id))
            numbers = tuple(claim for claim in given if not is_set_aside(claim))
            found = replace(
                _sighting(one, event, origin_of[one.report.id], numbers, bound),
                said=said.get(event.id, ""),
                refused=tuple(claim for claim in given if is_set_aside(claim)),
            )
            crowd = crowded[event.start, event.end] > 1
            sightings.append(replace(found, words=content_words(_near_trigger(event))) if crowd else found)
    return sorted(sightings, key=lambda sighting: sighting.key)


def _bound(coded: Sequence[Coded]) -> dict[str, set[str]]:
    """Which parties any report calls member and body of each other."""
    bound: dict[str, set[str]] = defaultdict(set)
    for one in coded:
        for claim in one.tie_claims:
            if claim.kind == "membership":
                member, body = party(claim.a.value), party(claim.b.value)
                bound[member].add(body)
                bound[body].add(member)
    return bound


def _sighting(
    coded: Coded, event: Event, origin: str, counts: tuple[Claim, ...], bound: dict[str, set[str]]
) -> Sighting:
    first, last, reported = days(event.date, event.date_precision)
    actors, recipients = parties(event.actors), parties(event.recipients)
    of_body = event.mode in _BODY_ACTS.get(event.type, ())
    shape = Shape(
        type=event.type,
        mode=event.mode,
        actors=actors,
        recipients=tuple(key for key in recipients if key not in actors) or recipients,
        around=tuple(sorted(set().union(*(bound.get(key, ()) for key in recipients)))) if of_body else (),
        topic=_topic(event),
        does=sectors(event.actors),
        bears=sectors(event.recipients),
    )
    stage = stage_of(event)
    when = When(first, last, reported, "historical" in event.aux_modes, stage == "announced")
    place = event.place.value if event.place else None
    stem = event.trigger.casefold()[:5]
    words, about = content_words(event.quote), topic_of(event)
    return Sighting(event, coded.report.published, origin, shape, when, stage, place, stem, words, counts, about)


def stage_of(event: Event) -> Stage:
    """How far the act has come by this sentence: what is denied, possible or announced is not done."""
    if "negation" in event.aux_modes or any(link.stance == "denies" for link in event.attribution[-1:]):
        return "denied"
    if "hypothetical" in event.aux_modes or _is_expected_by_others(event):
        return "possible"
    if "future" in event.aux_modes:
        return "announced"
    if event.attribution and event.attribution[-1].stance in _ALLEGING:
        return "alleged"
    return "done"


def is_attempt(event: Event) -> bool:
    """Whether an act is open only as an attempt ("tried to storm parliament"): it doubts no other's word of it."""
    cues = [span for span in event.because if span.shows == "modality" and span.start >= event.start]
    words = [event.quote[span.start - event.start : span.end - event.start] for span in cues]
    return "hypothetical" in event.aux_modes and any(cue("attempt").fullmatch(word) for word in words)


def is_promise(event: Event) -> bool:
    """Whether an agreement is a deed to come put as one ("will lend it money"): who agreed to it said no less."""
    return event.type == "AGREE" and "future" in event.aux_modes and not event.phrase.startswith("agree.")


def _is_expected_by_others(event: Event) -> bool:
    """ "Chad will quit the bloc, analysts expect": a party says what it will do, the rest guess."""
    link = event.attribution[-1] if event.attribution else None
    ahead = "future" in event.aux_modes
    if link is None or link.stance not in _GUESSING | (_FORESEEING if ahead else frozenset()):
        return False
    who = {party(mention.value) for mention in event.actors}
    return link.actor is None or party(link.actor.value) not in who


def days(text: str, precision: str) -> tuple[date | None, date | None, bool]:
    """First and last day that a shortened ISO date may mean; the flag says that the report's date stands in."""
    reported = precision == "reported"
    if precision == "unknown" or not text:
        return None, None, False
    start, _, end = text.partition("/")
    first = _edge(start, last=False)
    final = _edge(end or start, last=True)
    if first is not None and final is not None and precision == "week":
        final = max(final, first + timedelta(days=6))
    if first is None or final is None or final < first:
        return None, None, False
    return first, final, reported


def _edge(text: str, *, last: bool) -> date | None:
    try:
        parts = [int(part) for part in text[:10].split("-")]
        if len(parts) == 3:
            return date(parts[0], parts[1], parts[2])
        if len(parts) == 2:
            if not last:
                return date(parts[0], parts[1], 1)
            year, month = (parts[0] + 1, 1) if parts[1] == 12 else (parts[0], parts[1] + 1)
            return date(year, month, 1) - timedelta(days=1)
        return date(parts[0], 12, 31) if last else date(parts[0], 1, 1)
    except ValueError:
        return None
