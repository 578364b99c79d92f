"""Parsing: reports become sentences with the actors, places and times named in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from accord.parsing.actors import ActorIndex, check_actors, find_actors, load_actors
from accord.parsing.coreference import resolve
from accord.parsing.dates import carried, find_times
from accord.parsing.places import PlaceIndex, check_places, find_report_places, load_places
from accord.parsing.relevance import Relevance, load_relevance
from accord.parsing.syntax import Draft, finished, load_syntax, sentences, sketched
from accord.parsing.syntax import draft as draft_syntax
from accord.parsing.timewords import check_times
from accord.records import Parsed, Report, Sentence, Time

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = [
    "Draft",
    "Relevance",
    "Tools",
    "check_actors",
    "check_places",
    "check_times",
    "draft",
    "finish",
    "glimpse",
    "load_relevance",
    "load_tools",
    "parse",
    "sketch",
]


@dataclass(frozen=True, slots=True)
class Tools:
    """What parsing needs, loaded once: the English pipeline and the tables of actors and places."""

    nlp: Language
    actors: ActorIndex
    places: PlaceIndex


def load_tools() -> Tools:
    """The installed pipeline and tables. Raises ConfigError where one is missing or malformed."""
    return Tools(load_syntax(), load_actors(), load_places())


def parse(reports: Iterable[Report], tools: Tools) -> Iterator[Parsed]:
    """Each report with its sentences, in the order given."""
    for report, found in sentences(reports, tools.nlp, named=tools.actors.named_words):
        yield Parsed(report, _timed(report, _peopled(report, found, tools)))


def draft(report: Report, tools: Tools) -> Draft:
    """A report tagged and parsed, names not recognised yet: less than half of the work of ``parse``."""
    return draft_syntax(report, tools.nlp, named=tools.actors.named_words)


def glimpse(drafted: Draft, tools: Tools) -> Parsed:
    """A draft with the actors that it names, proper nouns as bodies; neither places nor times. For a first look."""
    return Parsed(drafted.report, tuple(_named(drafted.report, sketched(drafted), tools)))


def sketch(glimpsed: Parsed, tools: Tools) -> Parsed:
    """What was glimpsed with places, and with the actors that it refers back to. For a second look."""
    return Parsed(glimpsed.report, _resolved(glimpsed.report, glimpsed.sentences, tools))


def finish(drafted: Draft, tools: Tools) -> Parsed:
    """A draft made whole: just what ``parse`` gives."""
    return Parsed(drafted.report, _timed(drafted.report, _peopled(drafted.report, finished(drafted, tools.nlp), tools)))


def _peopled(report: Report, found: Iterable[Sentence], tools: Tools) -> tuple[Sentence, ...]:
    """Sentences with their actors and places."""
    return _resolved(report, _named(report, found, tools), tools)


def _named(report: Report, found: Iterable[Sentence], tools: Tools) -> list[Sentence]:
    return [replace(s, actors=find_actors(s, tools.actors, published=report.published)) for s in found]


def _resolved(report: Report, named: Sequence[Sentence], tools: Tools) -> tuple[Sentence, ...]:
    """Places come first: "Shanghai police" are of the country that Shanghai is in."""
    places = find_report_places(named, index=tools.places)
    placed = [replace(s, places=here) for s, here in zip(named, places, strict=True)]
    return tuple(resolve(report, placed, tools.actors))


def _timed(report: Report, found: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Times are read in order, because "the previous day" looks back to the last one named."""
    result: list[Sentence] = []
    previous: Time | None = None
    for sentence in found:
        times = find_times(sentence, published=report.published, previous=previous)
        previous = carried(times, previous)
        result.append(replace(sentence, times=times))
    return tuple(result)
