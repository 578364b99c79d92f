"""How a language says when: the table ``times.tsv`` as word classes, and the patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from accord.tables import Problem, Row, read_table

TIMES = "languages/en/times.tsv"
COLUMNS = ("class", "words", "value", "example", "expect")
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


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The table read: ``value[class]`` maps a lower-case word to what it means; ``pattern`` is a regex fragment."""

    value: dict[str, dict[str, str]]

    def meaning(self, kind: str, word: str) -> str:
        """What ``word`` means in class ``kind``; a plural stands for its singular. ``""`` where it is no such word."""
        key = " ".join(word.lower().replace("-", " ").split())
        known = self.value[kind]
        return known.get(key) or known.get(key.rstrip(".")) or known.get(key.removesuffix("s")) or ""

    def pattern(self, kind: str) -> str:
        """Every word of a class, longest first, spaces and hyphens alike."""
        words = sorted(self.value[kind], key=lambda word: (-len(word), word))
        return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"[\s-]+") for w in words) + ")"


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


def number_pattern(words: TimeWords) -> str:
    """A count: digits, words ("twenty-five"), or words that leave it open ("several")."""
    word = words.pattern("number")
    plain = "|".join(sorted(w for w, v in words.value["number"].items() if v.isdecimal() and int(v) < 10 and " " not in w))
    tens = "|".join(sorted(w for w, v in words.value["number"].items() if v.isdecimal() and 20 <= int(v) < 100))
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
    return {
        "month": words.pattern("month"),
        "dow": words.pattern("weekday"),
        "season": words.pattern("season"),
        "unit": words.pattern("unit"),
        "num": number_pattern(words),
        "ord": words.pattern("ordinal"),
        "daypart": words.pattern("daypart"),
        "holiday": words.pattern("holiday"),
        "ref": words.pattern("reference"),
        "set": words.pattern("set"),
        "approx": APPROX,
        "part": PART,
        "dash": r"\s*(?:-|–|—|to|through|until|till)\s*",
    }
