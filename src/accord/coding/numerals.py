"""Numerals: the numbers of a sentence as written, in digits, words, ranges and bounds, before anyone asks of what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from accord.records import Token
from accord.tables import read_table

COLUMNS = ("word", "class", "value", "high", "example")
#: Classes of the words before a number that open it upwards, a little upwards, downwards, or blur it.
BOUNDS = ("least", "over", "most", "near", "about")
#: How far "about" and "nearly" may be off.
BLUR = 0.1
_DIGITS = re.compile(r"^(\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d+)(\.\d+)?([a-z]{1,3})?$")
_YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$")
_GROUP = re.compile(r"^\d{3}$")
_DASHES = frozenset({"-", "–", "—", "‑"})
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words of ``numerals.tsv`` by class. Keys are lower case; those of several words are joined by one space."""

    values: dict[str, dict[str, float]]
    spans: dict[str, tuple[float | None, float | None]]
    bounds: dict[str, str]
    after: dict[str, str]
    currencies: dict[str, str]
    classes: dict[str, frozenset[str]]
    #: The first words of ``spans``.
    opening: frozenset[str]

    def of(self, class_: str) -> frozenset[str]:
        """All words of one class."""
        return self.classes.get(class_, frozenset())


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written. ``start`` to ``first`` are its bound words, ``first`` to ``last`` the number (as indices).

    ``money`` is a currency code, or the bare word of a currency that many countries have; ``percent`` marks a share;
    ``low`` and ``high`` are None where the words leave that side open, both None where they give no bound at all.
    """

    start: int
    first: int
    last: int
    value: str
    low: float | None
    high: float | None
    money: str = ""
    percent: bool = False


@cache
def load_number_words(language: str = "en") -> NumberWords:
    """``numerals.tsv`` of one language."""
    rows = list(read_table(f"languages/{language}/numerals.tsv", COLUMNS))
    classes: dict[str, set[str]] = {}
    for row in rows:
        classes.setdefault(row["class"], set()).add(row["word"])
    values = {
        name: {row["word"]: float(row["value"]) for row in rows if row["class"] == name}
        for name in ("unit", "scale", "suffix")
    }
    spans = {row["word"]: (_bound(row["value"]), _bound(row["high"])) for row in rows if row["class"] == "vague"}
    return NumberWords(
        values,
        spans,
        bounds={row["word"]: row["class"] for row in rows if row["class"] in BOUNDS},
        after={row["word"]: row["class"].split()[1] for row in rows if row["class"].startswith("after ")},
        currencies={row["word"]: row["value"] or row["word"] for row in rows if row["class"] in ("currency", "money")},
        classes={name: frozenset(found) for name, found in classes.items()},
        opening=frozenset(text.split(" ", 1)[0] for text in spans),
    )


def _bound(cell: str) -> float | None:
    return float(cell) if cell else None


def find_numerals(tokens: Sequence[Token], words: NumberWords) -> list[Numeral]:
    """Every number in a sentence, exact, vague or a range, in the order of the text."""
    reader = _Reader(tokens, words)
    found: list[Numeral] = []
    i = 0
    while i < len(tokens):
        made = reader.at(i)
        if made is None:
            i += 1
            continue
        found.append(made)
        i = reader.floor = made.last + 1
    return found


def number(words: Sequence[str], known: NumberWords | None = None) -> float | None:
    """The value of a number in words or digits (``["1.2", "million"]``, ``["twenty-five"]``); None if it is none."""
    parts = [part for word in words for part in re.split(r"(?<=[a-z])(-)", word.lower()) if part]
    tokens = [Token(2 * i, 2 * i + 1, part, part, "NUM", "CD", "dep", i) for i, part in enumerate(parts)]
    read = _Reader(tokens, known or load_number_words()).value(0) if tokens else None
    return read[0] if read and read[1] == len(tokens) else None


class _Reader:
    """Reads numbers off one sentence's words."""

    def __init__(self, tokens: Sequence[Token], words: NumberWords) -> None:
        self.tokens = tokens
        self.words = words
        self.text = [token.text.lower() for token in tokens]
        #: Where the numeral before ended: its words are its own.
        self.floor = 0
        self.units, self.scales = words.values["unit"], words.values["scale"]

    def at(self, i: int) -> Numeral | None:
        """The numeral whose number begins at word ``i``."""
        exact = self._exact(i)
        made = exact or self._vague(i)
        if made is None:
            return None
        return self._after(self._before(made)) if exact else made

    # -- the number itself ---------------------------------------------------------------------------------------

    def value(self, i: int) -> tuple[float, int] | None:
        """The number that begins at word ``i`` and the index after it."""
        begun = self._begin(i)
        if begun is None:
            return None
        total, current, j = begun
        while j < len(self.text):
            step = self._scale(j, current) or self._word(j, current, total)
            if step is None:
                break
            added, current, j = step
            total += added
        return total + current, j

    def _begin(self, i: int) -> tuple[float, float, int] | None:
        """What stands first: digits, a word, or "half a" and "a" before a scale."""
        text = self.text[i]
        if digits := _DIGITS.match(text):
            return None if text == "000" else self._digits(i, digits)
        rest = self.text[i + 1 : i + 5]
        if text in ("a", "an") and rest and rest[0] in self.scales:
            return 0.0, 1.0, i + 1
        if text == "half" and len(rest) > 1 and rest[0] in ("a", "-") and rest[1] in self.scales:
            return 0.0, 0.5, i + 2
        if text == "a" and rest[:3] == ["quarter", "of", "a"] and rest[3:] and rest[3] in self.scales:
            return 0.0, 0.25, i + 4
        # "the one who fled", "not one euro": no count.
        pronoun = text == "one" and (self.tokens[i].pos != "NUM" or (i > 0 and self.text[i - 1] == "not"))
        if text in self.units and not pronoun:
            return 0.0, self.units[text], i + 1
        return None

    def _digits(self, i: int, digits: re.Match[str]) -> tuple[float, float, int] | None:
        whole, decimals, suffix = digits.groups()
        if suffix and suffix not in self.words.values["suffix"]:
            return None
        current = float(whole.replace(",", "").replace(".", "") + (decimals or ""))
        j = i + 1
        # "12 000" is one number where the gap is one space; "1.200" can only be a thousand and two hundred.
        while len(whole) <= 3 and not decimals and j < len(self.text) and _GROUP.match(self.text[j]):
            if self.tokens[j].start != self.tokens[j - 1].end + 1:
                break
            current, j = current * 1000 + float(self.text[j]), j + 1
        while len(whole) <= 3 and not decimals and self.text[j : j + 2] == [",", "000"]:  # "20, 000", badly spaced
            current, j = current * 1000, j + 2
        if decimals and len(decimals) == 4 and len(whole) <= 3 and whole != "0":
            current *= 1000
        if suffix:
            return current * self.words.values["suffix"][suffix], 0.0, j
        glued = j < len(self.text) and self.tokens[j].start == self.tokens[j - 1].end
        if glued and self.text[j] in self.words.values["suffix"]:
            return current * self.words.values["suffix"][self.text[j]], 0.0, j + 1
        return 0.0, current, j

    def _scale(self, j: int, current: float) -> tuple[float, float, int] | None:
        text, halves = self.text[j], 0.0
        if self.text[j : j + 3] == ["and", "a", "half"] and self.text[j + 3 : j + 4]:
            text, j, halves = self.text[j + 3], j + 3, 0.5
        if text not in self.scales or not current:
            return None
        scaled = (current + halves) * self.scales[text]
        return (scaled, 0.0, j + 1) if self.scales[text] >= 1_000 else (0.0, scaled, j + 1)

    def _word(self, j: int, current: float, total: float) -> tuple[float, float, int] | None:
        """A further word of the same number: "five" in "twenty-five", "a hundred and five", "one thousand five"."""
        text = self.text[j]
        if text in _DASHES | {"and"} and j + 1 < len(self.text):
            tens = text != "and" and 20 <= current % 100 <= 90
            if not tens and not (text == "and" and _ends_in_scale(current, total)):
                return None
            j, text = j + 1, self.text[j + 1]
        if text not in self.units or _DIGITS.match(self.text[j - 1]):
            return None
        unit = self.units[text]
        room = 10 if unit < 10 else 100
        if not unit or current % room or (current and current < room) or not (current or total):
            return None
        return 0.0, current + unit, j + 1

    # -- ranges, money, shares, vague words ------------------------------------------------------------------------

    def _exact(self, i: int) -> Numeral | None:
        read = self.value(i)
        if read is None or self._is_year(i):
            return None
        low, j = read
        made = Numeral(i, i, j - 1, canonical(low), low, low)
        upto = self._range(i, low, j)
        if upto is not None:
            low, high, j = upto
            made = replace(made, last=j - 1, value=f"{canonical(low)}–{canonical(high)}", low=low, high=high)
        return self._measured(made)

    def _is_year(self, i: int) -> bool:
        """ "In December *2023* at least 85 died": four digits behind a month count nothing."""
        text = self.text[i]
        return bool(i and _YEAR.match(text) and self.text[i - 1].strip(".") in self.words.of("month"))

    def _range(self, i: int, low: float, j: int) -> tuple[float, float, int] | None:
        """ "15 to 20", "10-12", "two or three", "between 15 and 20", "2 to 3 million"; a score ("3-1") is none."""
        if j >= len(self.text) or (self.text[j] == "to" and i and self.text[i - 1] == "from" and self._changes(i)):
            return None
        opens = i - 1 if i and self.text[i - 1] in self.words.of("currency") else i
        between = opens > 0 and self.text[opens - 1] == "between"
        if self.text[j] not in (_DASHES | {"to", "or"} | ({"and"} if between else frozenset())):
            return None
        k = j + 2 if self.text[j + 1 : j + 2] and self.text[j + 1] in self.words.of("currency") else j + 1
        read = self.value(k) if k < len(self.text) else None
        if read is None:
            return None
        high, end = read
        if low < high and high >= 1_000 and low < 1_000 and self.text[end - 1] in self.scales:
            scale = self.scales[self.text[end - 1]]
            low = low * scale if low * scale < high else low
        return (low, high, end) if low < high and not (self.text[j] == "or" and high > 2 * low + 1) else None

    def _changes(self, i: int) -> bool:
        return any(token.lemma.lower() in self.words.of("amount") for token in self.tokens[:i])

    def _measured(self, made: Numeral) -> Numeral:
        """With its currency or its per cent sign."""
        before = self.text[made.first - 1] if made.first > self.floor else ""
        code = before.isalpha() and self.tokens[made.first - 1].text.isupper()
        if before in self.words.currencies and (code or not before[-1].isalpha()):
            return replace(made, start=made.first - 1, first=made.first - 1, money=self.words.currencies[before])
        for size in range(_LONGEST, 0, -1):
            after = self.tokens[made.last + 1 : made.last + 1 + size]
            if len(after) < size:
                continue
            text = " ".join(token.text.lower() for token in after)
            if text in self.words.of("percent"):
                return replace(made, last=made.last + size, percent=True)
            lemmas = " ".join([*(token.text.lower() for token in after[:-1]), after[-1].lemma.lower()])
            currency = self.words.currencies.get(lemmas) or self.words.currencies.get(text)
            if currency and (size > 1 or after[-1].pos != "VERB"):
                return replace(made, last=made.last + size, money=currency)
        return made

    def _vague(self, i: int) -> Numeral | None:
        if self.text[i] not in self.words.opening:
            return None
        for size in range(_LONGEST, 0, -1):
            text = " ".join(self.text[i : i + size])
            if len(self.text) < i + size or text not in self.words.spans:
                continue
            if self.tokens[i + size - 1].pos == "VERB" or (size == 1 and i and self.text[i - 1] in ("so", "as", "how")):
                return None
            low, high = self.words.spans[text]
            return self._measured(Numeral(i, i, i + size - 1, text, low, high))
        return None

    # -- what bounds it --------------------------------------------------------------------------------------------

    def _before(self, made: Numeral) -> Numeral:
        if made.start > self.floor and self.text[made.start - 1] == "between":
            return replace(made, start=made.start - 1)
        for size in range(_LONGEST, 0, -1):
            begin = made.start - size
            kind = self.words.bounds.get(" ".join(self.text[max(begin, 0) : made.start]))
            if kind and begin >= self.floor:
                return bounded(replace(made, start=begin), kind)
        return made

    def _after(self, made: Numeral) -> Numeral:
        for size in (2, 1):
            after = self.text[made.last + 1 : made.last + 1 + size]
            if len(after) == size and " ".join(after) in self.words.after:
                return bounded(replace(made, last=made.last + size), self.words.after[" ".join(after)])
        return made


def _ends_in_scale(current: float, total: float) -> bool:
    return (current >= 100 and current % 100 == 0) or (not current and total > 0)


def bounded(made: Numeral, kind: str) -> Numeral:
    """A number opened by a bound: ``least``, ``over`` (but not by much), ``most``, ``near``, ``about``."""
    low, high = made.low or 0.0, made.high or made.low or 0.0
    sides: dict[str, tuple[float | None, float | None]] = {
        "least": (low, None),
        "over": (low, round(high * (1 + BLUR), 6)),
        "most": (None, high),
        "near": (round(low * (1 - BLUR), 6), high),
        "about": (round(low * (1 - BLUR), 6), round(high * (1 + BLUR), 6)),
    }
    return replace(made, low=sides[kind][0], high=sides[kind][1])


def canonical(value: float) -> str:
    """A decimal number without an empty fraction."""
    return str(int(value)) if value == int(value) else repr(round(value, 6))
