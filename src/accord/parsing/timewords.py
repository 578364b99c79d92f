"""How a language says when: the table ``times.tsv`` as word classes, and the patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from accord.errors import ConfigError
from accord.parsing.timex import parse_day
from accord.records import Time
from accord.tables import Problem, Row, read_table

TIMES = "languages/en/times.tsv"
COLUMNS = ("class", "words", "value", "example", "expect")
RULES = "languages/en/timerules.tsv"
RULE_COLUMNS = ("rule", "pattern", "needs", "example", "expect")
CLASSES = frozenset(
    {"month", "weekday", "season", "unit", "number", "ordinal", "reference", "daypart", "holiday", "set"}
)

#: Words that widen or narrow an expression and belong to its span ("late", "nearly", "the end of").
APPROX = (
    r"(?:(?:about|around|nearly|almost|roughly|some|over|at least|up to|at most|no more than|as many as"
    r"|more than|less than|fewer than|approximately|just|only|another|an additional|a further)\s+)?"
)
PART = (
    r"(?:(?:the\s+)?(?:(?:very\s+)?(?:beginning|start|end|middle|close|rest|remainder|course)\s+of|first\s+half\s+of)\s+"
    r"|(?:the\s+)?(?:early|late|mid|earlier|later)(?:\s+in|\s+on)?[\s-]+)?"
)
_YEAR = r"(?P<year>1[0-9]\d\d|20\d\d|['’]\d\d)(?!\d|[.,:]\d)"
_DAY = r"(?P<day>\d\d?(?:st|nd|rd|th)?|%(ord)s)(?!\d|[.,:/]\d|\s*%%)"
_CLOCK = (
    r"(?:(?:(?:around|about|at|shortly after|shortly before|just after|just before)\s+)?"
    r"(?:\d\d?(?:[:.]\d\d)?\s*(?:a\.?\s?m\b\.?|p\.?\s?m\b\.?|o['’]clock)|\d\d?:\d\d|noon|midnight)"
    r"(?:\s+\(?(?:GMT|UTC|EST|EDT|CST|CDT|PST|PDT|CET|CEST|BST|IST|local time)\)?)?)"
)
_OF_YEAR = rf"(?:,?\s*(?:of\s+|in\s+)?(?:{_YEAR}|(?P<yearshift>last|this|next)\s+year))"


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The table read: ``value[class]`` maps a lower-case word to what it means; ``pattern`` is a regex fragment."""

    value: dict[str, dict[str, str]]

    def meaning(self, kind: str, word: str) -> str:
        """What ``word`` means in class ``kind``; a plural stands for its singular. ``""`` where it is no such word."""
        key = " ".join(word.lower().replace("-", " ").split())
        known = self.value[kind]
        return (
            known.get(key) or known.get(key.rstrip(".")) or known.get(f"{key}.") or known.get(key.removesuffix("s"), "")
        )

    def pattern(self, kind: str) -> str:
        """Every word of a class, longest first, spaces and hyphens alike."""
        words = sorted(self.value[kind], key=lambda word: (-len(word), word))
        return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"[\s-]+") for w in words) + ")"


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against: the words, the report's day, the time named before, its verb's tense."""

    words: TimeWords
    published: date | None
    previous: Time | None
    tense: str
    before: str
    after: str

    @property
    def anchor(self) -> date | None:
        """The first day of the time named before."""
        return parse_day(self.previous.start) if self.previous and self.previous.start else None

    def year_of(self, group: dict[str, str | None]) -> int | None:
        """The year that an expression names, straight ("1990", "'90") or by shift ("last year"); None where neither."""
        if written := group.get("year") or group.get("year2"):
            return self.full_year(written.lstrip("'’"))
        step = {"last": -1, "this": 0, "next": 1}.get((group.get("yearshift") or "").lower())
        return None if step is None or not self.published else self.published.year + step

    def full_year(self, digits: str) -> int | None:
        """Four digits as they are; two digits as the nearest year not more than ten ahead of the report's."""
        if len(digits) == 4:
            return int(digits)
        if not self.published:
            return None
        century = self.published.year // 100 * 100
        year = century + int(digits)
        return year if year <= self.published.year + 10 else year - 100


@lru_cache(maxsize=1)
def load_times() -> TimeWords:
    """The words of time, read once. Raises ConfigError where the table is malformed."""
    value: dict[str, dict[str, str]] = {kind: {} for kind in sorted(CLASSES)}
    for row in read_table(TIMES, COLUMNS):
        for word in row.list("words"):
            value.setdefault(row["class"], {})[" ".join(word.lower().replace("-", " ").split())] = row["value"]
    return TimeWords(value)


def check_times() -> Iterator[Problem]:
    """What is wrong with the table of time words: an unknown class, a word twice in a class, no example."""
    seen: dict[tuple[str, str], Row] = {}
    for row in read_table(TIMES, COLUMNS):
        if row["class"] not in CLASSES:
            yield row.problem(f"no such class: {row['class']}")
        if not row["value"]:
            yield row.problem("no value")
        if bool(row["example"]) != bool(row["expect"]):
            yield row.problem("an example needs what is expected of it, and the other way round")
        for word in row.list("words"):
            earlier = seen.setdefault((row["class"], word.lower()), row)
            if earlier is not row:
                yield row.problem(f"{word!r} is already a {row['class']} in line {earlier.line}")
    for row in read_table(RULES, RULE_COLUMNS):
        if not row["example"] or not row["expect"]:
            yield row.problem("no example")
        if not any(need in row["example"].lower() for need in _needs(row, load_times())):
            yield row.problem("the example has nothing of what the rule needs")


@dataclass(frozen=True, slots=True)
class TimeRule:
    """A pattern by the name of its rule. ``needs``: a text in small letters without any of these has no match."""

    name: str
    pattern: re.Pattern[str]
    needs: frozenset[str]


@lru_cache(maxsize=1)
def load_rules() -> tuple[TimeRule, ...]:
    """The rules in the table's order. Raises ConfigError where a pattern is none."""
    words = load_times()
    pieces = span_patterns(words)
    rules = []
    for row in read_table(RULES, RULE_COLUMNS):
        try:
            pattern = re.compile(r"(?<![\w$£€.])" + row["pattern"] % pieces + r"(?!\w)", re.I)
        except (re.error, KeyError, ValueError, TypeError) as error:
            raise ConfigError(f"{row.file}:{row.line}: no pattern: {error}") from error
        rules.append(TimeRule(row["rule"], pattern, frozenset(_needs(row, words))))
    return tuple(rules)


@lru_cache(maxsize=1)
def all_needs() -> tuple[str, ...]:
    """What any rule needs, each once."""
    return tuple(sorted(frozenset[str]().union(*(rule.needs for rule in load_rules()))))


def _needs(row: Row, words: TimeWords) -> Iterator[str]:
    for need in row.list("needs"):
        if need == "0-9":
            yield from "0123456789"
        elif need in words.value:
            yield from sorted({word.split()[0].rstrip(".") for word in words.value[need]})
        else:
            yield need


@lru_cache(maxsize=1)
def hint_of_time() -> re.Pattern[str]:
    """A pattern without which no rule can match: a figure or a word that some expression of time has."""
    words = load_times()
    kinds = sorted(CLASSES - {"number", "ordinal"})
    parts = "|".join(words.pattern(kind) for kind in kinds)
    return re.compile(
        rf"\d|\b(?:{parts}|yesterday|today|tonight|tomorrow|period|nineteen|eighteen|twenty|thousand)", re.I
    )


def month_pattern(words: TimeWords) -> str:
    """A month; one cut short may want its point beside a figure ("Oct 7", "7 Oct 2023"), where it can be no name."""
    cut = "|".join(sorted(word[:-1] for word in words.value["month"] if word.endswith(".")))
    return rf"(?:{words.pattern('month')}|(?:{cut})(?=\s+\d)|(?<=\d\s)(?:{cut})(?=\W|$))"


def number_pattern(words: TimeWords) -> str:
    """A count: digits, words ("twenty-five"), or words that leave it open ("several")."""
    word = words.pattern("number")
    known = {w: int(v) for w, v in words.value["number"].items() if v.isdecimal() and " " not in w}
    plain = "|".join(sorted(w for w, v in known.items() if v < 10))
    tens = "|".join(sorted(w for w, v in known.items() if 20 <= v < 100))
    return rf"(?:\d+\s+1/2|\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:{tens})[\s-]+(?:{plain})|{word})"


def read_number(text: str, words: TimeWords) -> str:
    """``text`` as a decimal number, or ``X`` where the words leave it open."""
    plain = text.replace(",", "").strip()
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return plain
    if half := re.fullmatch(r"(\d+)\s+1/2", plain):
        return f"{half[1]}.5"
    known = words.meaning("number", text)
    if known:
        return known
    parts = [words.meaning("number", part) for part in re.split(r"[\s-]+", text.strip())]
    if parts and all(part.isdecimal() for part in parts):
        return str(sum(int(part) for part in parts))
    return "X"


def span_patterns(words: TimeWords) -> dict[str, str]:
    """The fragments from which expressions are built, by name."""
    ordinal = words.pattern("ordinal")
    return {
        "month": month_pattern(words),
        "dow": words.pattern("weekday"),
        "season": words.pattern("season"),
        "unit": words.pattern("unit"),
        "num": number_pattern(words),
        "ord": ordinal,
        "year": _YEAR,
        "day": _DAY % {"ord": ordinal},
        "clock": f"(?P<clock>{_CLOCK})",
        "clock_text": _CLOCK,
        "of_year": _OF_YEAR,
        "daypart": words.pattern("daypart"),
        "holiday": words.pattern("holiday"),
        "ref": words.pattern("reference"),
        "set": words.pattern("set"),
        "approx": APPROX,
        "part": PART,
        "dash": r"\s*(?:-|–|—|to|through|until|till)\s*",
    }
