"""Trends as one self-contained page: a small picture for each kind and direction, on one scale of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from accord.publishing.chances import change_words, kind_words
from accord.publishing.labels import count, plain
from accord.publishing.page import environment
from accord.records import Trend, TrendPoint

#: A picture in pixels: all of it, what is left free for words, and how high bars and scores are drawn.
_WIDE, _LEFT, _RIGHT, _TOP, _BARS, _SCORES = 360, 34, 8, 10, 84, 44
#: Room below for the first and last period.
_FOOT = 20


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture as SVG, its title, and what it shows in words."""

    title: str
    svg: str
    words: tuple[str, ...]


def render_trends(drawn: Sequence[Trend], *, known: tuple[str, str]) -> str:
    """The page of ``drawn`` trends; ``known`` are the first and the last day of the data."""
    pairs = list(dict.fromkeys((one.actor, one.recipient) for one in drawn))
    groups = [
        (f"{a} → {b}", [panel(one) for one in drawn if (one.actor, one.recipient) == (a, b) and _shown(one)])
        for a, b in pairs
    ]
    drawn_by = environment()
    return drawn_by.get_template("trends.html").render(
        title=f"{pairs[0][0]} and {pairs[0][1]}",
        by=drawn[0].by,
        known=known,
        groups=groups,
        style=drawn_by.get_template("dossier.css").render() + drawn_by.get_template("forecasts.css").render(),
    )


def panel(trend: Trend) -> Panel:
    """The picture of one trend: a bar for each period's count, and a mark for its mean score where there is one."""
    total = sum(point.n or 0 for point in trend.points)
    most = max((point.n or 0 for point in trend.points), default=0)
    words = [f"{count(total, 'event')}, at most {most} a {trend.by}", *(change_words(one) for one in trend.changes)]
    return Panel(kind_words(trend.kind), _draw(trend, most, "; ".join(words)), tuple(words))


def _shown(trend: Trend) -> bool:
    return not trend.kind or trend.kind.startswith("quad ") or any(point.n for point in trend.points)


def _draw(trend: Trend, most: int, words: str) -> str:
    scored = not trend.kind
    height = _TOP + _BARS + (_SCORES + 10 if scored else 0) + _FOOT
    step = (_WIDE - _LEFT - _RIGHT) / max(len(trend.points), 1)
    told = escape(plain(words), quote=True)
    parts = [
        f'<svg class="panel" role="img" aria-label="{told}" viewBox="0 0 {_WIDE} {height}">',
        *_frame(trend, most),
        *(_bar(point, number, step, most) for number, point in enumerate(trend.points)),
        *(_scores(trend, step) if scored else ()),
        *_changes(trend, step),
        *_ends(trend, height),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part)


def _frame(trend: Trend, most: int) -> list[str]:
    base = _TOP + _BARS
    return [
        f'<line class="rule" x1="{_LEFT}" y1="{base}" x2="{_WIDE - _RIGHT}" y2="{base}"/>',
        f'<text class="tick" x="{_LEFT - 5}" y="{_TOP + 5}" text-anchor="end">{most}</text>',
        f'<text class="tick" x="{_LEFT - 5}" y="{base}" text-anchor="end">0</text>',
    ]


def _bar(point: TrendPoint, number: int, step: float, most: int) -> str:
    """A bar; hatched where the data covers the period in part, a grey field where there is no data at all."""
    x, wide = _LEFT + number * step, max(step - (1 if step > 3 else 0), 0.5)
    if point.n is None:
        return _shape(
            "rect", f"{point.start}: no data", kind="absent", x=f"{x:.1f}", y=_TOP, width=f"{step:.1f}", height=_BARS
        )
    high = _BARS * point.n / max(most, 1)
    kind = "bar partial" if point.partial else "bar"
    note = f"{point.start}: {point.n}" + (" (data for a part only)" if point.partial else "")
    size = {"x": f"{x:.1f}", "y": f"{_TOP + _BARS - high:.1f}", "width": f"{wide:.1f}", "height": f"{high:.1f}"}
    return _shape("rect", note, kind=kind, **size)


def _shape(tag: str, note: str, *, kind: str, **attributes: object) -> str:
    """A shape with a note that shows where it is pointed at."""
    told = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<{tag} class="{kind}"{told}><title>{note}</title></{tag}>'


def _scores(trend: Trend, step: float) -> list[str]:
    """Mean scores from -10 to +10, below the bars, joined where periods follow one another."""
    middle = _TOP + _BARS + 10 + _SCORES / 2
    half = _SCORES / 2
    line, dots = "", []
    joined = False
    for number, point in enumerate(trend.points):
        if point.score is None:
            joined = False
            continue
        x, y = _LEFT + (number + 0.5) * step, middle - half * point.score / 10
        line += f"{'L' if joined else 'M'}{x:.1f} {y:.1f}"
        joined = True
        if len(trend.points) <= 60:
            note = f"{point.start}: {point.score:+g}"
            dots.append(_shape("circle", note, kind="dot", cx=f"{x:.1f}", cy=f"{y:.1f}", r=1.8))
    return [
        f'<line class="rule" x1="{_LEFT}" y1="{middle:.1f}" x2="{_WIDE - _RIGHT}" y2="{middle:.1f}"/>',
        f'<text class="tick" x="{_LEFT - 5}" y="{middle - half + 8:.1f}" text-anchor="end">+10</text>',
        f'<text class="tick" x="{_LEFT - 5}" y="{middle + half:.1f}" text-anchor="end">-10</text>',
        f'<path class="score" d="{line}"/>' if line else "",
        *dots,
    ]


def _changes(trend: Trend, step: float) -> list[str]:
    """A line at each period from which the level changed: over the bars for counts, over the scores for scores."""
    places = {point.start: number for number, point in enumerate(trend.points)}
    found = []
    for change in trend.changes:
        if change.of == "score" and trend.kind:
            continue
        x = _LEFT + places[change.start] * step
        top, bottom = (
            (_TOP - 6, _TOP + _BARS) if change.of == "count" else (_TOP + _BARS + 6, _TOP + _BARS + 14 + _SCORES)
        )
        edges = {"x1": f"{x:.1f}", "y1": top, "x2": f"{x:.1f}", "y2": bottom}
        found.append(_shape("line", change_words(change), kind="change", **edges))
    return found


def _ends(trend: Trend, height: int) -> list[str]:
    first, last = trend.points[0].start, trend.points[-1].start
    return [
        f'<text class="tick" x="{_LEFT}" y="{height - 5}">{first}</text>',
        f'<text class="tick" x="{_WIDE - _RIGHT}" y="{height - 5}" text-anchor="end">{last}</text>',
    ]
