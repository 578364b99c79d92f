"""Courses: how dealings from one party to another went, as a picture, its figures, and the events behind each point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accord.publishing.chances import kind_words, party_words, period_words, short_period
from accord.publishing.labels import day_of
from accord.publishing.strips import Strips, draw, place_of, turn_words
from accord.records import Background, Dealing, Dossier, PairPast, Trend


@dataclass(frozen=True, slots=True)
class Period:
    """One period's figures (``""`` where there is no data or no score) and its events; ``more`` are not listed."""

    anchor: str
    when: str
    short: str
    counts: tuple[str, ...]
    score: str
    told: tuple[Dealing, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Course:
    """What one party did to another, by period. ``n`` events are told of in all; ``heads`` name the counts."""

    anchor: str
    title: str
    n: int
    picture: Strips
    turns: tuple[str, ...]
    heads: tuple[str, ...]
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two parties of the dossier: how they dealt with each other, both ways, or a sentence on why that is not shown."""

    title: str
    codes: str
    note: str
    courses: tuple[Course, ...]


def pair_lines(background: Background, reports: Sequence[tuple[str, str]]) -> tuple[PairLine, ...]:
    """The pairs of a dossier's past; ``reports`` are days with the place on the page of a report of that day."""
    return tuple(
        _pair(pair, f"p{number}", background.dealings, reports) for number, pair in enumerate(background.pairs, start=1)
    )


def courses(
    trends: Sequence[Trend],
    dealings: Sequence[Dealing],
    *,
    anchor: str,
    whole: bool,
    reports: Sequence[tuple[str, str]] = (),
) -> tuple[Course, ...]:
    """A course for each direction of ``trends``; ``anchor`` begins the names of places on the page."""
    found = []
    for number, sides in enumerate(dict.fromkeys((one.actor, one.recipient) for one in trends)):
        of_sides = [one for one in trends if (one.actor, one.recipient) == sides]
        told = [one for one in dealings if (one.actor, one.recipient) == sides]
        found.append(_course(of_sides, told, f"{anchor}{'ab'[number]}", whole=whole, reports=reports))
    return tuple(found)


def is_told(one: Trend) -> bool:
    """Whether a series is shown: all kinds and quads always, a type where it occurs."""
    return not one.kind or one.kind.startswith("quad ") or any(point.n for point in one.points)


def report_marks(dossier: Dossier, trend: Trend) -> str:
    """A sign for each period of a trend: ``^`` where reports of the dossier were published, else a blank."""
    marked = {place_of(day, trend) for one in dossier.reports if (day := day_of(one.published))}
    return "".join("^" if number in marked else " " for number in range(len(trend.points)))


def _pair(pair: PairPast, anchor: str, dealings: Sequence[Dealing], reports: Sequence[tuple[str, str]]) -> PairLine:
    a, b = party_words(pair.a), party_words(pair.b)
    drawn = courses(pair.trends, dealings, anchor=anchor, whole=False, reports=reports)
    return PairLine(f"{a} and {b}", f"{pair.a}, {pair.b}", pair.note, drawn)


def _course(
    trends: Sequence[Trend],
    dealings: Sequence[Dealing],
    anchor: str,
    *,
    whole: bool,
    reports: Sequence[tuple[str, str]],
) -> Course:
    everything = next(one for one in trends if not one.kind)
    starts = [point.start for point in everything.points]
    told: dict[str, list[Dealing]] = {}
    for one in dealings:
        if (number := place_of(one.date, everything)) >= 0:
            told.setdefault(starts[number], []).append(one)
    anchors = {start: f"{anchor}-{start}" for start in told}
    shown = [one for one in trends if one.kind or whole]
    return Course(
        anchor=anchor,
        title=f"{party_words(everything.actor)} → {party_words(everything.recipient)}",
        n=sum(point.n or 0 for point in everything.points),
        picture=draw(trends, whole=whole, anchors=anchors, reports=reports),
        turns=tuple(turn_words(trends, whole=whole)),
        heads=tuple(kind_words(one.kind) for one in shown),
        periods=tuple(_periods(everything, shown, told, anchors)),
    )


def _periods(
    everything: Trend, shown: Sequence[Trend], told: Mapping[str, list[Dealing]], anchors: Mapping[str, str]
) -> list[Period]:
    """The periods with anything to tell, the latest first; one without an event is only in the picture."""
    found = []
    for number, point in enumerate(everything.points):
        if point.n:
            some = told.get(point.start, [])
            found.append(
                Period(
                    anchors.get(point.start, ""),
                    period_words(point.start, everything.by),
                    short_period(point.start, everything.by),
                    tuple(str(one.points[number].n or 0) for one in shown),
                    "" if point.score is None else f"{point.score:+.1f}",
                    tuple(some),
                    point.n - len(some),
                )
            )
    return found[::-1]
