"""Workings: what each event of a report rests on, word by word, down to the table row: `accord explain` on the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from accord.lexicon import load_lexicon
from accord.publishing.evidence import Sources
from accord.publishing.labels import show_date
from accord.records import Actor, Dossier, Event, Mention


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that an event rests on: what it decides, the words, and the rule or resolution behind it."""

    what: str
    words: str
    because: str


@dataclass(frozen=True, slots=True)
class Working:
    """How one event was coded. ``anchor`` is where its sentence is highlighted on the page."""

    event: str
    kind: str
    anchor: str
    parts: tuple[Part, ...]


def workings(dossier: Dossier, sources: Sources) -> Mapping[str, Sequence[Working]]:
    """Every event's working by report, in the order of the text."""
    told: dict[str, list[Working]] = defaultdict(list)
    for event in sorted(dossier.events, key=lambda event: (event.report, event.start, event.id)):
        if event.report in sources.reports:
            told[event.report].append(_working(event, sources))
    return told


def _working(event: Event, sources: Sources) -> Working:
    kind = f"{event.type}-{event.mode}" if event.mode else event.type
    return Working(
        event=event.id,
        kind=" ".join((kind, *event.aux_modes)),
        anchor=sources.anchor_at(event.report, event.start),
        parts=tuple(_parts(event, sources.reports[event.report].text)),
    )


def _parts(event: Event, text: str) -> Iterator[Part]:
    example = _examples().get(event.phrase, "")
    yield Part("type", event.trigger, f"row {event.phrase}" + (f", as in “{example}”" if example else ""))
    for span in event.because:
        if span.shows.startswith("phrase "):
            yield Part("slot", text[span.start : span.end], f"fills the row’s {span.shows.removeprefix('phrase ')}")
    for role, mentions in (("actor", event.actors), ("recipient", event.recipients)):
        for mention in mentions:
            yield Part(role, mention.text, _resolution(mention))
    for span in event.because:
        if span.shows == "modality":
            yield Part("modality", text[span.start : span.end], ", ".join(event.aux_modes) or "a fact all the same")
    for link in event.attribution:
        yield Part("said by", link.speaker, f"{link.stance}, by “{link.cue}”" if link.cue else "the quotation goes on")
    if event.place:
        named = ", ".join(part for part in (event.place.value.name, event.place.value.country) if part)
        yield Part("place", event.place.text, f"{named} by {event.place.via}")
    if event.date:
        days = [text[span.start : span.end] for span in event.because if span.shows == "date"]
        how = "the report’s own date" if event.date_precision == "reported" else f"to the {event.date_precision}"
        yield Part("date", ", ".join(days), f"{show_date(event.date)}, {how}")


def _resolution(mention: Mention[Actor]) -> str:
    actor = mention.value
    named = f" ({actor.name})" if actor.name and actor.name.casefold() != mention.text.casefold() else ""
    return f"{actor.code}{named} by {mention.via}"


@cache
def _examples() -> Mapping[str, str]:
    return {row.source: row.example for row in load_lexicon().phrases.rows}
