"""Probabilities, kinds and series as words and blocks: what the terminal and the pages say alike."""

from __future__ import annotations

from collections.abc import Sequence

from accord.records import Change

#: Quads by what they are called.
_QUADS = {
    "quad 1": "verbal cooperation",
    "quad 2": "material cooperation",
    "quad 3": "verbal conflict",
    "quad 4": "material conflict",
}
#: Nothing, then seven heights.
_BLOCKS = "_▂▃▄▅▆▇█"


def chance_words(chance: float) -> str:
    """A probability for a reader: ``74%``, ``3.2%``, ``0.04%``; never 0% or 100%, which nobody knows."""
    if chance < 0.0001:
        return "<0.01%"
    if chance > 0.999:
        return ">99.9%"
    digits = 2 if chance < 0.001 else 1 if chance < 0.1 or chance > 0.99 else 0
    return f"{100 * chance:.{digits}f}%"


def kind_words(kind: str) -> str:
    """``material conflict`` for a quad, a type as it is, ``all kinds`` for ``""``."""
    return _QUADS.get(kind, kind) or "all kinds"


def number_words(number: int) -> str:
    """A number with a thin mark at thousands: ``520,180``."""
    return f"{number:,}"


def change_words(change: Change) -> str:
    """``from 2018-05-01: 2.1 → 7.4 a period``, or of the score."""
    what = "score " if change.of == "score" else ""
    rest = "" if change.of == "score" else " events a period"
    return f"from {change.start}: {what}{change.before:g} → {change.after:g}{rest}"


def blocks(values: Sequence[float | None], *, top: float = 0.0) -> str:
    """A series as blocks of seven heights; ``_`` is none at all, ``·`` no data."""
    most = top or max((value for value in values if value is not None), default=0.0) or 1.0
    return "".join("·" if value is None else _BLOCKS[_height(value / most)] for value in values)


def _height(share: float) -> int:
    """Of seven heights; whatever is more than nothing is seen."""
    return 0 if share <= 0 else min(7, max(1, round(share * 7)))
