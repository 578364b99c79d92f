"""Dates as inputs write them, to ISO 8601. What is not certain is ``""``: no clock is ever asked for the rest."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMBER = (
    {name: n for n, name in enumerate(_MONTHS, 1)} | {name[:3]: n for n, name in enumerate(_MONTHS, 1)} | {"sept": 9}
)
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)(?:day|sday|nesday|rsday|urday)?\.?,?\s+)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(_WEEKDAY + form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"{_MONTH}\s+{_DAY}(?:\s*,\s*|\s+){_YEAR}(?!\d)",
        rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH}[\s,-]+{_YEAR}(?!\d)",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)?\d\d)(?!\d)",
        rf"{_YEAR}[/.](?P<month>\d\d?)[/.](?P<day>\d\d?)(?!\d)",
        r"(?P<slash1>\d{1,2})/(?P<slash2>\d{1,2})/(?P<year>(?:19|20)\d\d)(?!\d)",
        rf"{_MONTH}\s+{_DAY}(?!\d)",
        rf"{_DAY}\s+{_MONTH}(?![a-z])",
    )
)
_TIME = r"(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|\d{4}\s*(?=GMT|UTC))"
_ZONE = r"(?:[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d|Z)"
_AROUND = re.compile(
    r"(?:(?P<label>(?:first |originally )?(?:published|posted|created|issued|filed)|(?:last )?(?:updated|modified)"
    r"|(?:article |publication )?date|on)"
    rf"(?:\s+(?:on|at|date))?\s*[:|–—-]?\s*)?(?:{_TIME}\s*\(?{_ZONE}?\)?[\s,|·–—-]*)?<DATE>"
    rf"(?:[\s,|·/–—-]*(?:(?:at|@)\s+)?{_TIME}\s*\(?(?:{_ZONE})?\)?)?\.?",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:?\d\d")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)Z?)?")
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
#: Seconds since 1970: from 1990 to 2100; a thousand times that are milliseconds.
_EPOCH = range(631_152_000, 4_102_444_800)


def parse_date(value: object) -> str:
    """``value`` (a string, or seconds or milliseconds since 1970) as an ISO date or date-time, ``""`` where unsure.

    ``05/06/2024`` is unsure; ``25/06/2024`` is not. A day without a year gives ``--06-05``: see `complete`.
    """
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (int, float)):
        return _from_epoch(value)
    text = str(value).strip()
    if text.isdigit() and len(text) in (10, 13):
        return _from_epoch(int(text))
    return _from_stamp(text) or find_date(text)


def find_date(text: str) -> str:
    """The date at the start of ``text``, or the first after its label, in ISO form."""
    for form in _FORMS:
        match = form.search(text[:200])
        if match:
            return _iso(match)
    return ""


def find_span(text: str) -> tuple[int, int, str] | None:
    """Where the first date with a year stands in ``text``, and the date in ISO form."""
    for form in _FORMS:
        match = form.search(text)
        if match and (found := _iso(match)) and not found.startswith("--"):
            return match.start(), match.end(), found
    return None


def read_date_line(line: str) -> tuple[str, bool] | None:
    """The date and whether it is an update's, where ``line`` is nothing but a date (with label, weekday, time)."""
    if len(line) > 80:
        return None
    for form in _FORMS:
        match = form.search(line)
        if not match:
            continue
        around = _AROUND.fullmatch(line[: match.start()] + "<DATE>" + line[match.end() :])
        found = _iso(match)
        if around and found:
            label = (around["label"] or "").lower()
            return found, "updat" in label or "modif" in label
        return None
    return None


def is_date(text: str) -> bool:
    """Whether all of ``text`` is a date, with or without a year."""
    return any((match := form.fullmatch(text)) is not None and _iso(match) != "" for form in _FORMS)


def date_in_url(url: str) -> str:
    """The day that an address such as ``…/2024/06/05/…`` carries, or ``""``."""
    match = _IN_URL.search(url)
    return _day(int(match[1]), int(match[2]), int(match[3])) if match else ""


def complete(partial: str, known: str) -> str:
    """``--06-05`` with the year of ``known``; ``partial`` itself where it has a year; ``""`` where neither does."""
    if not partial.startswith("--"):
        return partial
    if not re.match(r"\d{4}", known):
        return ""
    return _day(int(known[:4]), int(partial[2:4]), int(partial[5:7]))


def _from_epoch(seconds: float) -> str:
    for scale in (1, 1000):
        if seconds == seconds and int(seconds / scale if abs(seconds) < 1e15 else 0) in _EPOCH:  # noqa: PLR0124 - NaN
            return datetime.fromtimestamp(int(seconds / scale), UTC).isoformat()
    return ""


def _from_stamp(text: str) -> str:
    compact = _COMPACT.fullmatch(text)
    if compact and not compact[4]:
        return _day(int(compact[1]), int(compact[2]), int(compact[3]))
    if compact:
        text = "-".join(compact.group(1, 2, 3)) + f"T{':'.join(compact.group(4, 5, 6))}+00:00"
    if _ISO.match(text):
        try:
            return (
                datetime.fromisoformat(text.replace(" UTC", "Z").replace(" +", "+")).replace(microsecond=0).isoformat()
            )
        except ValueError:
            return find_date(text[:10])
    if not re.search(r"\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d", text):
        return ""
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _iso(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if parts.get("slash1"):
        return _from_slashes(int(parts["slash1"]), int(parts["slash2"]), int(parts["year"]))
    month = parts["month"]
    number = int(month) if month.isdigit() else _NUMBER.get(month.lower(), 0)
    year = parts.get("year")
    if not year:
        return f"--{number:02d}-{int(parts['day']):02d}" if _day(2000, number, int(parts["day"])) else ""
    return _day(int(year) + (2000 if len(year) == 2 else 0), number, int(parts["day"]))


def _from_slashes(first: int, second: int, year: int) -> str:
    if first > 12:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 or first == second else ""


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
