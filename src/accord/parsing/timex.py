"""Calendar values as TIMEX3 writes them (``2024-06-12``, ``2024-W23``, ``2024-Q2``, ``P3D``) and what days they cover.

Nothing here knows of words: ``timewords`` reads them, ``dates`` decides which value they mean.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from accord.records import DatePrecision, Time

#: Units in which a calendar date can be moved, from the finest to the coarsest.
CALENDAR_UNITS = ("D", "W", "M", "Q", "Y", "DE", "CE")
_YEARS = {"Y": 1, "DE": 10, "CE": 100}
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?"
    r"|-W(?P<week>\d\d)(?P<weekend>-WE)?|-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<season>SP|SU|FA|WI))?$"
)


def parse_day(text: str) -> date | None:
    """The day that an ISO date or date-time starts with; None where it does not name one between 1000 and 9000."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if 1000 <= day.year <= 9000 else None


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def time_of(value: str) -> Time:
    """The days that ``value`` covers. A value that is no stretch of the calendar keeps an empty start and end.

    A season covers its whole year, because which months it is depends on the hemisphere.
    """
    if "/" in value:
        first, last = (time_of(part) for part in value.split("/", 1))
        return Time(first.start, last.end, "range", value) if first.start and last.end else Time(value=value)
    if re.fullmatch(r"\d{2,3}X?", value):
        return _years_of(value)
    found = _VALUE.match(value)
    if not found or found["year"] == "0000":
        return Time(value=value)
    bounds = _bounds({name: part for name, part in found.groupdict().items() if part})
    if not bounds:
        return Time(value=value)
    first_day, last_day, precision = bounds
    return Time(first_day.isoformat(), last_day.isoformat(), precision, value)


def _years_of(value: str) -> Time:
    digits = value.rstrip("X")
    width = 10 ** (4 - len(digits))
    first = max(int(digits) * width, 1)
    return Time(f"{first:04d}-01-01", f"{int(digits) * width + width - 1:04d}-12-31", "range", value)


def _bounds(part: dict[str, str]) -> tuple[date, date, DatePrecision] | None:
    year = int(part["year"])
    if "day" in part:
        month, day = int(part["month"]), int(part["day"])
        return (date(year, month, day), date(year, month, day), "day") if is_day(year, month, day) else None
    if "month" in part:
        return (*_months(year, int(part["month"]), 1), "month") if 1 <= int(part["month"]) <= 12 else None
    if "quarter" in part:
        return (*_months(year, int(part["quarter"]) * 3 - 2, 3), "range")
    if "half" in part:
        return (*_months(year, int(part["half"]) * 6 - 5, 6), "range")
    if "week" in part:
        return _week(year, int(part["week"]), weekend="weekend" in part)
    return date(year, 1, 1), date(year, 12, 31), "season" if "season" in part else "year"


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last = month + count - 1
    return date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1])


def _week(year: int, week: int, *, weekend: bool) -> tuple[date, date, DatePrecision] | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
        sunday = date.fromisocalendar(year, week, 7)
    except ValueError:
        return None
    return (sunday - timedelta(days=1), sunday, "range") if weekend else (monday, sunday, "week")


def value_of(day: date, unit: str) -> str:
    """The value of the calendar unit that ``day`` lies in: its week, month, quarter, year, decade or century."""
    if unit == "W":
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if unit == "WE":
        return value_of(day, "W") + "-WE"
    shapes = {
        "D": day.isoformat(),
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "Y": f"{day.year:04d}",
        "DE": f"{day.year // 10:03d}",
        "CE": f"{day.year // 100:02d}",
    }
    return shapes[unit]


def shift(day: date, unit: str, count: int) -> date | None:
    """``day`` moved by ``count`` units; a day past a shorter month's end becomes its last. None past the calendar."""
    try:
        if unit in ("D", "W", "2W", "WE"):
            return day + timedelta(days=count * {"D": 1, "2W": 14}.get(unit, 7))
        months = count * {"M": 1, "Q": 3}.get(unit, 12 * _YEARS.get(unit, 1))
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def granularity(value: str) -> str:
    """The unit in which ``value`` is known: ``D`` for a day or its hour, ``W``, ``M``, ``Q``, ``Y``; else ``""``."""
    shapes = (
        (r"\d{4}-\d\d-\d\d(T.*)?", "D"),
        (r"\d{4}-W\d\d(-WE)?", "W"),
        (r"\d{4}-\d\d", "M"),
        (r"\d{4}-Q\d", "Q"),
        (r"\d{4}", "Y"),
    )
    return next((unit for shape, unit in shapes if re.fullmatch(shape, value)), "")


def duration(number: str, unit: str) -> str:
    """``P3D``, ``PT2H``, ``PXY``: so many units. ``number`` is decimal or ``X`` where the words do not say."""
    if unit == "2W" and number.isdecimal():
        return f"P{int(number) * 2}W"
    if unit == "TH" and number.endswith(".5"):  # an hour and a half is written so; parts of an hour are minutes
        return f"PT{number[:-2]}H30M" if number != "0.5" else "PT30M"
    if unit in ("TS", "TM", "TH"):
        return f"PT{number}{unit[1]}"
    return f"P{number}{unit.removeprefix('2')}"


def weekday_near(day: date, weekday: int, *, forward: bool) -> date:
    """The last such weekday (1 Monday … 7 Sunday) up to ``day``, or the next one from it; ``day`` itself counts."""
    if forward:
        return day + timedelta(days=(weekday - day.isoweekday()) % 7)
    return day - timedelta(days=(day.isoweekday() - weekday) % 7)


def holiday(rule: str, year: int) -> date:
    """The day of a holiday: ``12-25``, or ``11-4-4`` (fourth Thursday of November), ``05-L-1`` (last Monday of May)."""
    parts = rule.split("-")
    if len(parts) == 2:
        return date(year, int(parts[0]), int(parts[1]))
    month, nth, weekday = int(parts[0]), parts[1], int(parts[2])
    if nth == "L":
        return weekday_near(date(year, month, calendar.monthrange(year, month)[1]), weekday, forward=False)
    return weekday_near(date(year, month, 1), weekday, forward=True) + timedelta(weeks=int(nth) - 1)
