"""The grounds of a forecast: what in the past moved it, in words, with counts, dates and the latest events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from accord.forecasting.features import ACTOR, BACK, OWN, RECIPIENT, RHYTHM, SEASON, SPREAD, season_windows
from accord.forecasting.history import Floats, History, kind_names, quad_of_kind
from accord.forecasting.memory import OTHER
from accord.forecasting.questions import QUADS
from accord.records import PastPattern

#: Days that are called lately, and how many of the latest events are named.
LATELY, _NAMED = 90, 3
#: A pattern that moves the log-odds by less than this is none worth telling.
_LEAST = 0.02

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the history's terms: ``known`` holds only what is dated before ``day`` (an ordinal).

    ``about`` holds the events that bear on it (see ``History.about``), which stand in ``rows`` of ``known``.
    """

    known: History
    rows: NDArray[np.intp]
    about: History
    actor: int
    recipient: int
    column: int
    kind: str
    columns: tuple[str, ...]
    day: int
    days: int


def tell(asked: Asked, names: tuple[str, ...], effects: Floats, *, most: int = 3) -> tuple[PastPattern, ...]:
    """The patterns that moved the log-odds most, strongest first; ``effects`` is what each sign of ``names`` adds."""
    families: dict[str, float] = {}
    for name, effect in zip(names, effects, strict=True):
        family = name.rpartition(" ")[0]
        families[family] = families.get(family, 0.0) + float(effect)
    strongest = sorted(families.items(), key=lambda one: (-abs(one[1]), one[0]))
    return tuple(_pattern(asked, family, effect) for family, effect in strongest[:most] if abs(effect) >= _LEAST)


def _pattern(asked: Asked, family: str, effect: float) -> PastPattern:
    rows, what = _events(asked, family)
    span = max(asked.day - int(asked.known.day[0]), 1)
    if not len(rows):
        return PastPattern(f"no {what} in {count(span, 'day')} of history", round(effect, 3), 0)
    days = asked.known.day[rows]
    latest = [int(row) for row in rows[-_NAMED:][::-1]]
    return PastPattern(
        what=_told(asked, family, what, days, span),
        effect=round(effect, 3),
        count=len(rows),
        first=_iso(days[0]),
        last=_iso(days[-1]),
        keys=tuple(asked.known.keys[row] for row in latest if asked.known.keys[row]),
        quotes=tuple(asked.known.texts[row] for row in latest if len(asked.known.texts) and asked.known.texts[row]),
    )


def _told(asked: Asked, family: str, what: str, days: NDArray[np.int32], span: int) -> str:
    """What the events of a family come to."""
    if family == SPREAD:
        return _spread(what, days, span)
    if family == SEASON:
        return _seasonal(asked, what, days, span)
    return _rhythm(what, days, asked.day) if family == RHYTHM else _lately(what, days, span, asked.day)


def _seasonal(asked: Asked, what: str, days: NDArray[np.int32], span: int) -> str:
    """How many fell into this season of earlier years, against what the same rate would have given."""
    windows = season_windows(int(asked.known.day[0]), asked.day, asked.days)
    seen = sum(int(((days >= first) & (days < end)).sum()) for first, end in windows)
    usual = len(days) / span * sum(end - first for first, end in windows)
    return (
        f"{what}: {seen} in this season of {count(len(windows), 'earlier year')}, where {_number(usual)} would be usual"
    )


def _rhythm(what: str, days: NDArray[np.int32], day: int) -> str:
    """The usual interval, how far it strays, and the last day."""
    gaps = np.diff(np.unique(days))
    usual, stray = (float(gaps.mean()), float(gaps.std())) if len(gaps) else (0.0, 0.0)
    words = f"{what}: every {_number(usual)} days, give or take {_number(stray)}"
    return f"{words}; last on {_iso(days[-1])}, {count(day - int(days[-1]), 'day')} before"


def _lately(what: str, days: NDArray[np.int32], span: int, day: int) -> str:
    """How many in all and how many lately, against what the same rate would have given."""
    words = f"{what}: {len(days)} in {count(span, 'day')}"
    if span > 2 * LATELY:
        lately, usual = int((days >= day - LATELY).sum()), len(days) / span * LATELY
        words += f", {lately} in the last {LATELY} ({_number(usual)} usual)"
    return f"{words}, last on {_iso(days[-1])}"


def _spread(what: str, days: NDArray[np.int32], span: int) -> str:
    """In how many weeks, against how many if they came one by one."""
    weeks = len(np.unique((days - days[0]) // 7))
    all_weeks = max(span / 7, 1.0)
    usual = all_weeks * -np.expm1(-len(days) / all_weeks)
    return f"{what}: {len(days)} within {count(weeks, 'week')}, where {_number(usual)} would be usual for so many"


def _events(asked: Asked, family: str) -> tuple[NDArray[np.intp], str]:
    """The rows of the events that a family of signs is about, and what they are called."""
    found, what = _chosen(asked, family)
    return asked.rows[np.flatnonzero(found)], what


def _chosen(asked: Asked, family: str) -> tuple[Bools, str]:
    about = asked.about
    a, b = about.parties[asked.actor], about.parties[asked.recipient]
    ours, theirs = about.actor == asked.actor, about.recipient == asked.recipient
    back = (about.actor == asked.recipient) & (about.recipient == asked.actor)
    of_kind = matches(about, asked.kind)
    kind, _, rest = family.partition(" ")
    if kind in (OWN, SPREAD, SEASON, RHYTHM):
        return of_kind & ours & theirs, f"{_name(asked.kind)} from {a} to {b}"
    if kind == BACK:
        return of_kind & back, f"{_name(asked.kind)} from {b} to {a}"
    if kind == ACTOR:
        return of_kind & ours, f"{_name(asked.kind)} from {a} to anyone"
    if kind == RECIPIENT:
        return of_kind & theirs, f"{_name(asked.kind)} from anyone to {b}"
    if not rest:  # of the family of the pair
        return (ours & theirs) | back, f"any contact between {a} and {b}"
    column = asked.columns[int(rest)]
    return matches(about, column) & ours & theirs, f"{_name(column)} from {a} to {b}"


def matches(history: History, kind: str) -> Bools:
    """Which events are of ``kind``: a type, ``quad 1`` … ``quad 4``, or ``other`` for what PLOVER has no type for."""
    if kind == OTHER:
        return np.asarray(history.kind == 0)
    if kind.startswith("quad "):
        return np.asarray(quad_of_kind()[history.kind] == int(kind[5:]))
    return np.asarray(history.kind == kind_names().index(kind))


def _name(kind: str) -> str:
    if kind == OTHER:
        return "statements and appeals"
    return QUADS[int(kind[5:])] if kind.startswith("quad ") else kind


def count(number: int, noun: str) -> str:
    """``1 day``, ``3 days``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def _iso(day: int) -> str:
    return date.fromordinal(int(day)).isoformat()
