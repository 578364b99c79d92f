"""Probabilities, kinds and series as words and blocks: what the terminal and the pages say alike."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from accord.naming import load_names
from accord.parties import SECTORS
from accord.publishing.labels import label, short_date, show_date
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


def departure(chance: float, base: float) -> float:
    """How far a probability lies from its base rate: the size of the difference of their log-odds."""
    held = [min(max(value, 1e-6), 1 - 1e-6) for value in (chance, base)]
    return abs(log(held[0] / (1 - held[0])) - log(held[1] / (1 - held[1])))


def kind_words(kind: str) -> str:
    """``material conflict`` for a quad, a type as it is, ``all kinds`` for ``""``."""
    return _QUADS.get(kind, kind) or "all kinds"


def number_words(number: int) -> str:
    """A number with a thin mark at thousands: ``520,180``."""
    return f"{number:,}"


def period_words(start: str, by: str) -> str:
    """A period by its first day: ``May 2018``, ``week of 7 May 2018``, ``2018``, ``7 May 2018``."""
    known = {"month": 7, "year": 4}.get(by, 10)
    return show_date(start[:known], "week" if by == "week" else "day")


def short_period(start: str, by: str) -> str:
    """The same where there is little room: ``May 2018``, ``7 May 2018`` for the week from then on."""
    return short_date(start[: {"month": 7, "year": 4}.get(by, 10)])


def change_words(change: Change, by: str, *, kind: str | None = None) -> str:
    """``from May 2018: 2.1 → 7.4 events a month``, led by ``mean score``, or by its ``kind`` in words where given."""
    about = "mean score" if change.of == "score" else kind_words(kind) if kind is not None else ""
    unit = "" if change.of == "score" else f" events a {by}"
    lead = f"{about} " if about else ""
    return f"{lead}from {period_words(change.start, by)}: {change.before:g} → {change.after:g}{unit}"


def party_words(key: str) -> str:
    """A party's key for a reader: ``Armenia`` for ``ARM``, ``civilians (Armenia)`` for ``ARM CVL``, else as it is."""
    names = load_names()
    country, _, sector = key.partition(" ")
    if key in names.actors:
        return names.name(names.actors[key])
    if country in names.actors and sector in SECTORS:
        return f"{label('sector', sector).text} ({names.actors[country].name})"
    return key


def sides_words(actor: str, recipient: str) -> str:
    """``Russia → Armenia (RUS → ARM)``: who to whom, by names and by the keys that commands take."""
    names, keys = f"{party_words(actor)} → {party_words(recipient)}", f"{actor} → {recipient}"
    return names if names == keys else f"{names} ({keys})"


def blocks(values: Sequence[float | None], *, top: float = 0.0) -> str:
    """A series as blocks of seven heights; ``_`` is none at all, ``·`` no data."""
    most = top or max((value for value in values if value is not None), default=0.0) or 1.0
    return "".join("·" if value is None else _BLOCKS[_height(value / most)] for value in values)


def _height(share: float) -> int:
    """Of seven heights; whatever is more than nothing is seen."""
    return 0 if share <= 0 else min(7, max(1, round(share * 7)))
