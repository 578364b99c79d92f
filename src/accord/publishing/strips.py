"""Small multiples: one strip a kind of event, all on one scale of time, worked out as numbers for a picture in SVG.

Each strip is scaled to its own largest, which stands beside its name: what matters is when a kind came, and how it
changed. The last strip is the mean conflict-cooperation score, always from +10 to -10.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from accord.publishing.chances import change_words, kind_words, period_words, short_period
from accord.publishing.labels import count
from accord.records import Change, Trend, TrendPoint

#: The picture's width, and of each strip the room for its name, its height and what is left free below it; in pixels.
WIDE = 360
_HEAD, _BARS, _GAP = 15, 34, 9
#: The strip of scores is higher; below all strips stand the dates, then the marks of reports.
_SCORES, _FOOT, _REPORTS = 46, 18, 14
#: A label of a date takes about this, in a row of this height; a longer series of scores is drawn without dots.
_LABEL, _LABELS, _DOTTED = 60, 12, 60


@dataclass(frozen=True, slots=True)
class Bar:
    """A period's count, or (``absent``) a stretch without data."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A line at the period from which the level changed, with its label to the right or (``end``) the left of it."""

    x: float
    label: str
    label_y: int
    align: str
    note: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One series: its name, its largest value in words, where it is drawn; ``line`` and ``dots`` are of scores."""

    name: str
    most: str
    y: int
    height: int
    bars: tuple[Bar, ...]
    turns: tuple[Turn, ...]
    line: str = ""
    dots: tuple[tuple[float, float], ...] = ()

    @property
    def name_y(self) -> int:
        """The baseline of its name, above its bars and the labels of its turns."""
        return self.y - 4 - _room(self.turns)

    @property
    def base(self) -> float:
        """Where the line stands that values are measured from: zero."""
        return self.y + (self.height / 2 if self.line else self.height)


@dataclass(frozen=True, slots=True)
class Column:
    """A period as a reader points at it: where it leads (``""``: nowhere) and what it says."""

    x: float
    width: float
    anchor: str
    note: str


@dataclass(frozen=True, slots=True)
class Strips:
    """The whole picture. ``text`` says in words what it shows; ``reports`` are the periods that have reports."""

    width: int
    height: int
    foot: int
    text: str
    strips: tuple[Strip, ...]
    columns: tuple[Column, ...]
    reports: tuple[Column, ...]
    ticks: tuple[tuple[float, str, str], ...]
    years: tuple[float, ...]


def draw(
    course: Sequence[Trend],
    *,
    whole: bool,
    anchors: Mapping[str, str],
    reports: Sequence[tuple[str, str]] = (),
) -> Strips:
    """The picture of trends from one party to another on the same periods, that of all kinds among them.

    With ``whole`` all kinds together get a strip of their own. ``anchors`` says where a period's start leads to,
    ``reports`` are days with the place of a report of that day.
    """
    everything = next(one for one in course if not one.kind)
    step = WIDE / max(len(everything.points), 1)
    strips: list[Strip] = []
    y = _HEAD
    for one in course:
        if one.kind or whole:
            strips.append(_counted(one, y, step))
            y = strips[-1].y + _BARS + _GAP + _HEAD
    strips.append(_scored(everything, y, step))
    foot = strips[-1].y + _SCORES
    return Strips(
        width=WIDE,
        height=foot + _FOOT + (_REPORTS if reports else 0),
        foot=foot,
        text=_text(course, whole),
        strips=tuple(strips),
        columns=tuple(_column(course, number, step, anchors) for number in range(len(everything.points))),
        reports=_reported(everything, step, reports),
        ticks=_ticks(everything, step),
        years=tuple(
            round(number * step, 1)
            for number, point in enumerate(everything.points)
            if number and everything.by == "month" and point.start[5:7] == "01"
        ),
    )


def _counted(trend: Trend, y: int, step: float) -> Strip:
    most = max((point.n or 0 for point in trend.points), default=0)
    turns = _turns(trend, "count", y, step)
    y += _room(turns)
    bars = [bar for number, point in enumerate(trend.points) if (bar := _bar(point, number, y, step, most))]
    told = f"at most {most} a {trend.by}" if most else "none"
    return Strip(kind_words(trend.kind), told, y, _BARS, (*_absent(trend, y, _BARS, step), *bars), turns)


def _bar(point: TrendPoint, number: int, y: int, step: float, most: int) -> Bar | None:
    if not point.n:
        return None
    high = max(1.5, _BARS * point.n / most)
    wide = max(step - (1 if step > 3 else 0), 0.5)
    kind = "bar partial" if point.partial else "bar"
    return Bar(round(number * step, 1), round(y + _BARS - high, 1), round(wide, 1), round(high, 1), kind)


def _absent(trend: Trend, y: int, height: int, step: float) -> list[Bar]:
    """The stretches for which there is no data, each as one field."""
    found = []
    for missing, run in groupby(enumerate(trend.points), key=lambda one: one[1].n is None):
        numbers = [number for number, _ in run]
        if missing:
            x, wide = round(numbers[0] * step, 1), round(len(numbers) * step, 1)
            found.append(Bar(x, y, wide, height, "absent"))
    return found


def _scored(trend: Trend, y: int, step: float) -> Strip:
    """Mean scores, joined where periods follow one another."""
    turns = _turns(trend, "score", y, step)
    y += _room(turns)
    middle, half = y + _SCORES / 2, _SCORES / 2
    line, joined = "", False
    dots: list[tuple[float, float]] = []
    for number, point in enumerate(trend.points):
        if point.score is None:
            joined = False
            continue
        place = round((number + 0.5) * step, 1), round(middle - half * point.score / 10, 1)
        line += f"{'L' if joined else 'M'}{place[0]} {place[1]}"
        dots.append(place)
        joined = True
    shown = tuple(dots) if len(trend.points) <= _DOTTED else ()
    # A path of nothing would not be one; a strip of scores has a line even where no period has a score.
    absent = tuple(_absent(trend, y, _SCORES, step))
    return Strip("conflict–cooperation score", "+10 to −10", y, _SCORES, absent, turns, line or "M0 0", shown)


def _turns(trend: Trend, of: str, y: int, step: float) -> tuple[Turn, ...]:
    """The changes of level; labels that would run into each other stand in two rows."""
    places = {point.start: number for number, point in enumerate(trend.points)}
    found: list[Turn] = []
    last, row = -_LABEL, 0
    for change in trend.changes:
        if change.of != of:
            continue
        x = round(places[change.start] * step, 1)
        row = 1 - row if x - last < _LABEL else 0
        align = "end" if x > WIDE - _LABEL else "start"
        note = change_words(change, trend.by)
        found.append(Turn(x, short_period(change.start, trend.by), y + _LABELS * (row + 1) - 3, align, note))
        last = round(x)
    return tuple(found)


def _room(turns: Sequence[Turn]) -> int:
    """What the rows of labels take, between the name of a strip and its bars."""
    return _LABELS * len({turn.label_y for turn in turns})


def _column(course: Sequence[Trend], number: int, step: float, anchors: Mapping[str, str]) -> Column:
    """What a period says: how many of each kind, and the score."""
    everything = next(one for one in course if not one.kind)
    point = everything.points[number]
    told = [f"{period_words(point.start, everything.by)}: "]
    if point.n is None:
        told.append("no data")
    else:
        kinds = [(one.kind, one.points[number].n) for one in course if one.kind.startswith("quad ")]
        parts = [count(point.n, "event"), *(f"{kind_words(kind)} {n}" for kind, n in kinds if n)]
        parts += [f"score {point.score:+g}"] if point.score is not None else []
        told += [", ".join(parts), " (data for a part only)" if point.partial else ""]
    return Column(round(number * step, 1), round(step, 1), anchors.get(point.start, ""), "".join(told))


def _reported(trend: Trend, step: float, reports: Sequence[tuple[str, str]]) -> tuple[Column, ...]:
    """The periods on whose days reports were published, each leading to its first report."""
    starts = [point.start for point in trend.points]
    of_period: dict[int, list[str]] = {}
    for day, anchor in sorted(reports):
        number = place_of(day, trend)
        if number >= 0:
            of_period.setdefault(number, []).append(anchor)
    return tuple(
        Column(
            round((number + 0.5) * step, 1),
            round(step, 1),
            anchors[0],
            f"{period_words(starts[number], trend.by)}: {count(len(anchors), 'report')} of this dossier",
        )
        for number, anchors in sorted(of_period.items())
    )


def place_of(day: str, trend: Trend) -> int:
    """Which period of a trend the ISO day lies in, -1 where it lies before the first or after the last."""
    number = bisect_right([point.start for point in trend.points], day) - 1
    if number < 0 or number < len(trend.points) - 1:
        return number
    first = date.fromisoformat(trend.points[number].start)
    alike = {"month": 7, "year": 4}.get(trend.by)
    if alike:
        return number if day[:alike] == trend.points[number].start[:alike] else -1
    return number if (date.fromisoformat(day) - first).days < (7 if trend.by == "week" else 1) else -1


def _ticks(trend: Trend, step: float) -> tuple[tuple[float, str, str], ...]:
    """The first and the last period in words, and between them the years that there is room for."""
    points = trend.points
    first, last = (short_period(points[at].start, trend.by) for at in (0, -1))
    ticks: list[tuple[float, str, str]] = [(0.0, "start", first)]
    for number, point in enumerate(points):
        x = round(number * step, 1)
        year = trend.by == "month" and point.start[5:7] == "01"
        if year and ticks[-1][0] + _LABEL <= x <= WIDE - _LABEL - 14:
            ticks.append((x, "middle", point.start[:4]))
    return (*ticks, (float(WIDE), "end", last)) if len(points) > 1 else tuple(ticks)


def _text(course: Sequence[Trend], whole: bool) -> str:
    """What the picture shows, for who does not see it."""
    everything = next(one for one in course if not one.kind)
    first, last = (period_words(everything.points[at].start, everything.by) for at in (0, -1))
    parts = [f"Events by {everything.by} from {first} to {last}."]
    for one in course:
        if one.kind or whole:
            total = sum(point.n or 0 for point in one.points)
            most = max((point.n or 0 for point in one.points), default=0)
            parts.append(f"{kind_words(one.kind)}: {total}" + (f", at most {most} a {one.by}." if total else "."))
    parts += [f"{words}." for words in turn_words(course, whole=whole)]
    return " ".join(part[:1].upper() + part[1:] for part in parts)


def turn_words(course: Sequence[Trend], *, whole: bool) -> list[str]:
    """Every change of level that the picture marks, in words."""

    def told(change: Change, kind: str) -> str:
        return change_words(change, course[0].by, kind=kind)

    counted = [
        told(change, one.kind) for one in course if one.kind or whole for change in one.changes if change.of == "count"
    ]
    return counted + [
        told(change, "") for one in course if not one.kind for change in one.changes if change.of == "score"
    ]
