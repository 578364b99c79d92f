"""Episodes in the order in which they happened, and where to draw them on a vertical line."""

from __future__ import annotations

from dataclasses import dataclass

from accord.publishing.labels import plain, short_date
from accord.publishing.lines import EpisodeLine
from accord.publishing.textfit import fit, room

#: Longer timelines are hard to take in; the episodes shown are the most important ones.
_MOST = 20
#: Pixels from mark to mark, and what a second line of a title adds.
_ROW, _LINE = 30, 17


@dataclass(frozen=True, slots=True)
class Mark:
    """One episode on the line; ``date`` is ``""`` where the mark above has the same one."""

    y: int
    date: str
    shape: str
    stage: str
    number: int
    anchor: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The line drawn ``width`` by ``height`` with its axis at ``axis``. Episodes ``left_out`` have a date but
    are less important; those ``undated`` have none."""

    width: int
    height: int
    axis: int
    marks: tuple[Mark, ...]
    left_out: int
    undated: int
    reported: bool
    rough: bool


def draw(episodes: tuple[EpisodeLine, ...], *, width: int) -> Timeline | None:
    """The most important dated episodes in order of time; None where none has a date."""
    dated = [line for line in episodes if line.sort_date]
    kept = sorted(dated[:_MOST], key=lambda line: (line.sort_date, line.reported, line.number))
    if not kept:
        return None
    narrow = width < 500
    size = 13 if narrow else 14
    dates = [_short(line) for line in kept]
    axis = 22 + max(room(date, size) for date in dates)
    marks: list[Mark] = []
    last, y = None, 18
    for line, date in zip(kept, dates, strict=True):
        y += 8 if marks and date != last else 0
        title = f"{line.number}. {plain(line.title)}"
        lines = fit(title, width - axis - 20, size, lines=2 if narrow else 1)
        shown = date if date != last else ""
        marks.append(Mark(y, shown, line.stage.shape, line.stage.text, line.number, line.anchor, title, lines))
        last, y = date, y + _ROW + _LINE * (len(lines) - 1)
    return Timeline(
        width=width,
        height=y - 8,
        axis=axis,
        undated=len(episodes) - len(dated),
        marks=tuple(marks),
        left_out=len(dated) - len(kept),
        reported=any(line.reported for line in kept),
        rough=any(line.rough for line in kept),
    )


def _short(line: EpisodeLine) -> str:
    """ "12 Jun 2024", with "c." before a date that is no day and "*" after one that is the report's."""
    day = short_date(line.sort_date.partition("/")[0])
    return f"{'c. ' if line.rough else ''}{day}{'*' if line.reported else ''}"
