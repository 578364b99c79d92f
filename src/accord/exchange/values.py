"""Dates and numbers as datasets write them."""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import lru_cache

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")
_PLAIN = re.compile(r"(\d{4})(\d\d)(\d\d)")
_WORDS = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@lru_cache(maxsize=50_000)
def iso_day(text: str) -> str:
    """``text`` as an ISO day: ``2020-01-01``, ``20200101``, ``01 January 2020``; ``""`` where it is no such day.

    A day in figures alone with strokes (``01/02/2020``) is not read: it may be January or February.
    """
    if found := _ISO.fullmatch(text) or _PLAIN.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _WORDS.fullmatch(text):
        name = found[2][:3].lower()
        year, month, day = int(found[3]), _MONTHS.index(name) + 1 if name in _MONTHS else 0, int(found[1])
    else:
        return ""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


@lru_cache(maxsize=50_000)
def iso_time(text: str) -> str:
    """``text`` as an ISO time in UTC, to the second: seconds since 1970, or a day with a time; ``""`` where it is none.

    A day without a time is its midnight. A time without a zone is taken for UTC.
    """
    try:
        if text.isdigit() and len(text) != 8:
            time = dt.datetime.fromtimestamp(int(text), dt.UTC)
        else:
            time = dt.datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return ""
    time = time.replace(tzinfo=dt.UTC) if time.tzinfo is None else time.astimezone(dt.UTC)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def number_of(text: str) -> float | None:
    """``text`` as a finite number, None where it is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def count_of(text: str) -> int | None:
    """``text`` as a whole number that is not negative, None where it is none (``3.0`` is 3)."""
    value = number_of(text)
    return int(value) if value is not None and value >= 0 and value == int(value) else None


def flat(text: str) -> str:
    """``text`` on one line and without tabs, for formats that have no quoting."""
    return " ".join(text.split())


def written(value: float | None) -> str:
    """A number in as few digits as give it back, without a decimal point where it is whole; ``""`` for None."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
