"""What a match of each pattern of ``timerules.tsv`` means: the function of its name in ``_MEANING`` gives the value."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from accord.parsing.timewords import Context, read_number
from accord.parsing.timex import (
    duration,
    granularity,
    holiday,
    is_day,
    shift,
    time_of,
    value_of,
    weekday_near,
)
from accord.records import Time


def resolve(rule: str, match: re.Match[str], context: Context) -> Time | None:
    """What a match of ``rule`` means; None where the words turn out to be no time."""
    meaning = _MEANING[rule](match.groupdict(), context)
    if meaning is None or isinstance(meaning, Time):
        return meaning
    return time_of(meaning)


Group = dict[str, str | None]


def _iso(g: Group, c: Context) -> str | None:
    year, month, day = int(g["year"] or 0), int(g["mm"] or 0), int(g["day"] or 0)
    return f"{year:04d}-{month:02d}-{day:02d}" if is_day(year, month, day) else None


def _numeric(g: Group, c: Context) -> str | None:
    """Day and month in figures: only where one of them cannot be a month is the order known; else just the year is."""
    a, b, year = int(g["a"] or 0), int(g["b"] or 0), c.full_year(g["year"] or "")
    if g["sep"] == "." and len(g["year"] or "") < 4:
        return None
    if year is None or not (1 <= a <= 31 and 1 <= b <= 31) or (a > 12 and b > 12):
        return None
    month, day = (b, a) if a > 12 or g["sep"] == "." else (a, b)
    if a <= 12 and b <= 12 and a != b and g["sep"] != ".":
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if is_day(year, month, day) else None


def _month(g: Group, c: Context) -> int:
    return int(c.words.meaning("month", g["month"] or "") or 0)


def _day_number(text: str, c: Context) -> int:
    digits = re.match(r"\d+", text)
    return int(digits.group()) if digits else int(c.words.meaning("ordinal", text) or 0)


def _month_day(g: Group, c: Context) -> str | None:
    month, day = _month(g, c), _day_number(g["day"] or "", c)
    if not is_day(2000, month, day):
        return None
    year = c.year_of(g) or _nearest_year(month, day, c)
    if year is None:
        return f"XXXX-{month:02d}-{day:02d}"
    clock = {"clock": g.get("clock") or g.get("clock0")}
    return _at(f"{year:04d}-{month:02d}-{day:02d}", clock, "") if is_day(year, month, day) else None


def _nearest_year(month: int, day: int, c: Context) -> int | None:
    """The year in which a month and day without one fall: with the verb's tense, else the one within half a year."""
    if not c.published:
        return None
    now = c.published
    distance = (month - now.month) * 30 + day - now.day
    if c.tense == "future":
        return now.year + (distance < -30)
    if c.tense == "past":
        return now.year - (distance > 45)
    return now.year + (distance < -183) - (distance > 183)


def _days(g: Group, c: Context) -> str | None:
    month = _month(g, c)
    first, last = int(g["d1"] or 0), int(g["d2"] or 0)
    year = c.year_of(g) or _nearest_year(month, first, c)
    end = int(c.words.meaning("month", g.get("month2") or "") or month)
    if not (is_day(2000, month, first) and is_day(2000, end, last) and (month, first) < (end, last)):
        return None
    shown = "XXXX" if year is None else f"{year:04d}"
    return f"{shown}-{month:02d}-{first:02d}/{shown}-{end:02d}-{last:02d}"


def _month_year(g: Group, c: Context) -> str:
    year = c.year_of(g)
    return f"{year:04d}-{_month(g, c):02d}" if year else f"XXXX-{_month(g, c):02d}"


def _month_alone(g: Group, c: Context) -> str:
    month, now = _month(g, c), c.published
    if not now:
        return f"XXXX-{month:02d}"
    shift_word = " ".join((g["shift"] or "").lower().split())
    year = now.year
    if shift_word in ("last", "this past"):
        year -= month >= now.month
    elif shift_word in ("next", "this coming"):
        year += month <= now.month
    elif shift_word == "the following" and c.anchor:
        year = c.anchor.year + (month <= c.anchor.month)
    elif not shift_word and c.tense == "past":
        # "the talks in May", told in March, are those to come: nobody says "in May" of what was ten months ago
        ahead = (month - now.month) % 12
        year += (month <= now.month) * (0 < ahead <= _SOON) - (month > now.month and ahead > _SOON)
    elif not shift_word:
        apart = month - now.month
        year += (apart < -6 or (c.tense == "future" and apart < 0)) - (apart > 6 and c.tense != "future")
    return f"{year:04d}-{month:02d}"


#: How many months ahead a bare month is taken to lie, though the verb is of the past.
_SOON = 2


def _season(g: Group, c: Context) -> str | None:
    season = c.words.meaning("season", g["season"] or "")
    year = c.year_of(g)
    if year:
        return f"{year:04d}-{season}"
    if (g["shift"] or "").lower() == "the" and (g["season"] or "").lower() in ("fall", "spring"):
        return None if not re.search(r"\b(?:in|during|by|since|until)\s+$", c.before) else _season_near(season, "", c)
    return _season_near(season, " ".join((g["shift"] or "").lower().split()), c)


def _season_near(season: str, shift_word: str, c: Context) -> str:
    if not c.published:
        return f"XXXX-{season}"
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    year, month = c.published.year, c.published.month
    if shift_word in ("last", "this past", "the past") or (c.tense == "past" and shift_word != "this"):
        year -= first > month or (shift_word == "last" and first <= month < first + 3)
    elif shift_word in ("next", "the coming", "this coming") or c.tense == "future":
        year += month > first + 2
    return f"{year:04d}-{season}"


def _quarter(g: Group, c: Context) -> str | None:
    number = {"f": "1", "s": "2", "t": "3", "1": "1", "2": "2", "3": "3", "4": "4"}[(g["ord"] or "f")[0].lower()]
    number = "4" if (g["ord"] or "").lower() == "fourth" else number
    half = (g["kind"] or "").lower() == "half"
    if half and int(number) > 2:
        return None
    whose = (g["whose"] or "").lower()
    year = c.year_of(g) or (c.year_of({"yearshift": whose.split()[0]}) if whose.endswith("year") else None)
    if year is None and c.published:
        last_month = int(number) * (6 if half else 3)
        started = last_month - (5 if half else 2) <= c.published.month
        year = c.published.year - (not started and c.tense == "past")
    shown = "XXXX" if year is None else f"{year:04d}"
    return f"{shown}-{'H' if half else 'Q'}{number}"


def _decade(g: Group, c: Context) -> str | None:
    digits = (g["decade"] or "").lstrip("'’")
    if len(digits) == 4:
        return f"{digits[:3]}X"
    if "'" not in (g["decade"] or "") and "’" not in (g["decade"] or "") and not re.search(r"\bthe\s*$", c.before):
        return None
    year = c.full_year(digits)
    return f"{year // 10:03d}X" if year else None


def _century(g: Group, c: Context) -> str:
    return f"{max(_day_number(g['nth'] or '', c) - 1, 0):02d}"


def _years(g: Group, c: Context) -> str | None:
    first, last = g["y1"] or "", g["y2"] or ""
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if int(first) < int(last) <= int(first) + 150 else None


def _year(g: Group, c: Context) -> str | None:
    year = c.year_of(g)
    return f"{year:04d}" if year else None


def _spoken_year(g: Group, c: Context) -> str:
    if not g["hundreds"]:
        return "2000"
    hundreds = {"eighteen": 18, "nineteen": 19, "twenty": 20}[g["hundreds"].lower()]
    return f"{hundreds}{int(read_number(g['rest'] or '', c.words)):02d}"


def _deictic(g: Group, c: Context) -> str:
    word = " ".join((g["word"] or "").lower().split())
    steps = {"the day before yesterday": -2, "yesterday": -1, "last night": -1}
    steps |= {"tomorrow": 1, "the day after tomorrow": 2}
    part = {"tonight": "NI", "last night": "NI"}.get(word, "")
    part = part or c.words.meaning("daypart", g["daypart"] or word.removeprefix("this "))
    day = c.published + timedelta(days=steps.get(word, 0)) if c.published else None
    return _at(day.isoformat() if day else "XXXX-XX-XX", g, part)


def _at(day: str, g: Group, part: str) -> str:
    """A day with the hour or the part of the day that the words give."""
    clock = (g.get("clock") or "").lower()
    found = re.search(r"(\d\d?)(?:[:.](\d\d))?\s*([ap])?", clock)
    if "noon" in clock or "midnight" in clock:
        return f"{day}T{'12:00' if 'noon' in clock else '24:00'}"
    if found:
        hour = int(found[1]) % 12 + 12 * (found[3] == "p") if found[3] else int(found[1])
        return f"{day}T{hour:02d}:{found[2] or '00'}"
    return f"{day}T{part}" if part else day


def _weekday(g: Group, c: Context) -> str:
    number = int(c.words.meaning("weekday", g["dow"] or "") or 1)
    part = c.words.meaning("daypart", g["daypart"] or "")
    shift_word = " ".join((g["shift"] or "").lower().split())
    base = c.anchor if shift_word in ("the following", "the previous", "the next", "that") else c.published
    if not base:
        return _at(f"XXXX-WXX-{number}", g, part)
    return _at(_weekday_from(base, number, shift_word, c.tense).isoformat(), g, part)


def _weekday_from(base: date, number: int, shift_word: str, tense: str) -> date:
    if shift_word in ("last", "the previous", "this past"):
        return weekday_near(base - timedelta(days=1), number, forward=False)
    if shift_word in ("next", "the following", "the next", "this coming"):
        return weekday_near(base + timedelta(days=1), number, forward=True)
    return weekday_near(base, number, forward=tense != "past")


#: How far a shifting word moves a unit of the calendar; the words of ``_TOLD`` count from the time named before.
_STEPS = dict.fromkeys(("last", "the past", "the last", "this past", "the previous", "previous", "the prior"), -1)
_STEPS |= dict.fromkeys(("next", "the next", "the following", "following", "the coming", "this coming"), 1)
_TOLD = frozenset(
    (
        "the previous",
        "previous",
        "following",
        "the following",
        "the same",
        "that same",
        "that",
        "the next",
        "the prior",
        "the year-earlier",
        "the year-ago",
    )
)


def _unit_shift(g: Group, c: Context) -> str | None:
    shift_word = " ".join((g["shift"] or "").lower().split())
    name = (g["unit"] or "").lower()
    unit = "Q" if name == "period" else c.words.meaning("unit", name)
    if name == "period" and not (c.previous and granularity(c.previous.value) == "Q"):
        return None
    if shift_word in ("the past", "the last") and unit in ("DE", "CE", "Y"):
        return duration("1", unit) if shift_word == "the past" or unit != "Y" else _unknown(unit)
    base = c.anchor if shift_word in _TOLD else c.published
    if not base:
        return _unknown(unit)
    if shift_word.startswith("the year-"):
        return value_of(shift(base, "Y", -1) or base, unit)
    moved = shift(base, unit, _STEPS.get(shift_word, 0))
    return value_of(moved, unit) if moved else None


def _unknown(unit: str) -> str:
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX")


def _of_unit(g: Group, c: Context) -> str:
    unit = c.words.meaning("unit", g["unit"] or "")
    return value_of(c.published, unit) if c.published else _unknown(unit)


def _ago(g: Group, c: Context) -> str | None:
    number, unit = read_number(g["num"] or "a", c.words), c.words.meaning("unit", g["unit"] or "")
    way = " ".join((g["way"] or "").lower().split())
    back = way in ("ago", "earlier", "before", "previously")
    if not re.fullmatch(r"\d{1,4}", number):
        return "PAST_REF" if way == "ago" and number == "X" else duration(number, unit)
    base = c.published if way in ("ago", "from now", "from today", "hence") else c.anchor
    told = way in ("before", "after") and re.match(r"\s+\w", c.after)
    if told or (way in ("before", "after", "previously") and not c.anchor):
        return duration(number, unit)
    if not base:
        return _unknown(unit)
    return _moved(base, unit, -int(number) if back else int(number), c)


def _moved(base: date, unit: str, count: int, c: Context) -> str | None:
    """``base`` moved, as finely as the unit says; a year from a quarter or month just named is its like again."""
    if unit in ("TS", "TM", "TH"):
        return value_of(base, "D")
    moved = shift(base, unit, count)
    if not moved:
        return None
    told = granularity(c.previous.value) if c.previous else ""
    if unit == "Y" and abs(count) == 1 and told in ("Q", "M"):
        return value_of(shift(c.anchor or base, unit, count) or moved, told)
    return value_of(moved, {"2W": "W", "DE": "Y", "CE": "Y"}.get(unit, unit))


def _day_before(g: Group, c: Context) -> str | None:
    unit = c.words.meaning("unit", g["unit"] or "")
    if re.match(r"\s+\w", c.after) and not re.match(r"\s+(?:in|at|on|and|but|when|by)\b", c.after):
        return None
    if not c.anchor:
        return _unknown(unit)
    return _moved(c.anchor, unit, -1 if g["way"] == "before" else 1, c)


def _year_earlier(g: Group, c: Context) -> str | None:
    base = c.anchor or c.published
    return _moved(base, "Y", -1, c) if base else "XXXX"


def _weekdays(g: Group, c: Context) -> str:
    part = c.words.meaning("daypart", g["daypart"] or "")
    return f"XXXX-WXX-{c.words.meaning('weekday', g['dow'] or '')}" + (f"T{part}" if part else "")


def _weekend(g: Group, c: Context) -> str:
    """The weekend of the report's week or, before its Saturday and in the past, the one before."""
    shift_word = " ".join((g["shift"] or "").lower().split())
    if not c.published:
        return _unknown("WE")
    weeks = {"last": -1, "this past": -1, "next": 1}.get(shift_word, 0)
    if shift_word == "the" and c.tense == "past" and c.published.isoweekday() < 6:
        weeks = -1
    return value_of(c.published + timedelta(weeks=weeks), "WE")


def _the_quarter(g: Group, c: Context) -> str:
    """The quarter spoken of, else the last that was over on the report's day."""
    if c.anchor and c.previous and granularity(c.previous.value) == "Q":
        return c.previous.value
    last = shift(c.published, "Q", -1) if c.published else None
    return value_of(last, "Q") if last else _unknown("Q")


def _year_end(g: Group, c: Context) -> str:
    step = {"last": -1, "next": 1}.get((g["shift"] or "").strip().lower(), 0)
    return f"{c.published.year + step:04d}-12-31" if c.published else "XXXX-12-31"


def _ended(g: Group, c: Context) -> str:
    return duration("1", c.words.meaning("unit", g["unit"] or ""))


def _each(g: Group, c: Context) -> str | None:
    if g["dow"]:
        return f"XXXX-WXX-{c.words.meaning('weekday', g['dow'])}"
    if g["month"]:
        return f"XXXX-{_month(g, c):02d}"
    if g["season"]:
        return f"XXXX-{c.words.meaning('season', g['season'])}"
    if g["daypart"]:
        return f"XXXX-XX-XXT{c.words.meaning('daypart', g['daypart'])}"
    number = read_number(g["num"], c.words) if g["num"] else "1"
    return duration(number, c.words.meaning("unit", g["unit"] or ""))


def _window(g: Group, c: Context) -> Time | None:
    """ "the past three months": a duration by name, and the days it covers up to or from the report's."""
    number, unit = read_number(g["num"] or "", c.words), c.words.meaning("unit", g["unit"] or "")
    value = duration(number, unit)
    way = {"past": -1, "last": -1, "next": 1, "coming": 1}.get((g["shift"] or "").lower(), 0)
    if not c.published or not way or not re.fullmatch(r"\d{1,4}", number) or unit.startswith("T"):
        return Time(value=value)
    other = shift(c.published, unit, way * int(number))
    if not other:
        return Time(value=value)
    first, last = sorted((c.published, other))
    return Time(first.isoformat(), last.isoformat(), "range", value)


def _vague_units(g: Group, c: Context) -> str:
    unit = c.words.meaning("unit", g["unit"] or "")
    return "PAST_REF" if (g["shift"] or "").lower() == "recent" else duration("X", unit)


def _duration(g: Group, c: Context) -> str | None:
    if g["age"]:
        return None
    return duration(read_number(g["num"] or "", c.words), c.words.meaning("unit", g["unit"] or ""))


def _bare_units(g: Group, c: Context) -> str:
    return duration("X", c.words.meaning("unit", g["unit"] or ""))


def _word(kind: str) -> Callable[[Group, Context], str]:
    def meaning(g: Group, c: Context) -> str:
        return c.words.meaning(kind, g["word"] or "")

    return meaning


def _holiday(g: Group, c: Context) -> str | None:
    rule = c.words.meaning("holiday", g["word"] or "")
    year = c.year_of(g)
    if year is None and c.published:
        same = holiday(rule, c.published.year)
        forward = (g["shift"] or "").lower() == "next" or c.tense == "future"
        year = c.published.year + (forward and same < c.published) - (not forward and same > c.published)
    return holiday(rule, year).isoformat() if year else ("XXXX-" + rule if rule.count("-") == 1 else "XXXX-XX-XX")


_MEANING: dict[str, Callable[[Group, Context], str | Time | None]] = {
    "iso": _iso, "numeric": _numeric, "days": _days, "days_first": _days, "month_day": _month_day,
    "month_year": _month_year, "month": _month_alone, "season": _season, "quarter": _quarter, "decade": _decade,
    "century": _century, "years": _years, "year": _year, "spoken_year": _spoken_year, "deictic": _deictic,
    "weekday": _weekday, "unit_shift": _unit_shift, "of_unit": _of_unit, "ago": _ago, "day_before": _day_before,
    "year_earlier": _year_earlier, "each": _each, "window": _window, "vague_units": _vague_units,
    "duration": _duration, "bare_units": _bare_units, "set": _word("set"), "holiday": _holiday,
    "reference": _word("reference"), "weekdays": _weekdays, "weekend": _weekend, "the_quarter": _the_quarter,
    "year_end": _year_end, "ended": _ended,
}  # fmt: skip
