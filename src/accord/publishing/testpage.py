"""A backtest as one self-contained page: tables of scores, and reliability pictures of what was said and happened."""

from __future__ import annotations

from collections.abc import Sequence

from accord.publishing.chances import kind_words, number_words
from accord.publishing.page import environment, style_of
from accord.records import ReliabilityBin, Tested

#: A picture in pixels: the square it is drawn in, and the room for figures on the left and below.
_SIDE, _LEFT, _FOOT, _TOP = 250, 40, 34, 10


def render_backtest(tested: Sequence[Tested], *, asked: Sequence[str], days: int) -> str:
    """The page of a backtest; ``asked`` are the days on which its questions were asked."""
    groups = [(of, [one for one in tested if one.of == of]) for of in dict.fromkeys(one.of for one in tested)]
    return (
        environment()
        .get_template("backtest.html")
        .render(
            asked=asked,
            days=days,
            groups=groups,
            baselines=list(tested[0].skill),
            draw=reliability,
            kind_words=kind_words,
            number_words=number_words,
            style=style_of("dossier.css", "strips.css", "sheet.css"),
        )
    )


def reliability(one: Tested) -> str:
    """What was said against how often it happened; on the slanting line the two agree. Larger dots hold more."""
    most = max(bin_.n for bin_ in one.table)
    wide, high = _LEFT + _SIDE + 22, _TOP + _SIDE + _FOOT
    words = f"Reliability, {one.of}, {kind_words(one.kind)}: expected calibration error {one.ece_width:.4f}"
    parts = [f'<svg class="panel" role="img" aria-label="{words}" viewBox="0 0 {wide} {high}">']
    for part in range(5):
        share = part / 4
        x, y = _place(share, share)
        parts += [
            f'<line class="grid" x1="{_LEFT}" y1="{y:.1f}" x2="{_LEFT + _SIDE}" y2="{y:.1f}"/>',
            f'<text class="tick" x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{share:.0%}</text>',
            f'<text class="tick" x="{x:.1f}" y="{_TOP + _SIDE + 14}" text-anchor="middle">{share:.0%}</text>',
        ]
    parts.append(f'<line class="even" x1="{_LEFT}" y1="{_TOP + _SIDE}" x2="{_LEFT + _SIDE}" y2="{_TOP}"/>')
    path = " ".join(f"{'M' if not number else 'L'}{x:.1f} {y:.1f}" for number, (x, y) in enumerate(map(_of, one.table)))
    parts.append(f'<path class="score" d="{path}"/>')
    for bin_ in one.table:
        x, y = _of(bin_)
        size = 2 + 5 * (bin_.n / most) ** 0.5
        note = f"said {bin_.said:.1%}, happened {bin_.happened:.1%}, of {number_words(bin_.n)}"
        parts.append(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"><title>{note}</title></circle>')
    middle = _LEFT + _SIDE / 2
    parts.append(
        f'<text class="tick" x="{middle}" y="{high - 4}" text-anchor="middle">said → · happened ↑</text></svg>'
    )
    return "\n".join(parts)


def _of(bin_: ReliabilityBin) -> tuple[float, float]:
    return _place(bin_.said, bin_.happened)


def _place(said: float, happened: float) -> tuple[float, float]:
    return _LEFT + _SIDE * said, _TOP + _SIDE * (1 - happened)
