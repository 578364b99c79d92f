"""Names: how words are folded so that a name is found however it is spelt, and a table of names by their words.

A *unit* is what one word contributes to a name: its folded letters and digits. A word with a hyphen or a slash gives
one unit for each part, punctuation gives none, so "Nagorno-Karabakh" and "Nagorno Karabakh" are the same two units.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import Generic, NamedTuple, TypeVar

from accord.records import Token

_PART = re.compile(r"[^\s\-–—‑/]+")
#: Spellings folded to one, as (British or American ending, common ending).
_ENDINGS = (("isation", "ization"), ("isations", "izations"), ("defence", "defense"), ("labour", "labor"),
            ("centre", "center"), ("centres", "centers"), ("programme", "program"))  # fmt: skip
_BRITISH = tuple(british for british, _ in _ENDINGS)
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ð": "d"})
_IRREGULAR = {"men": "man", "children": "child", "schoolchildren": "schoolchild", "wives": "wife", "thieves": "thief"}
_SINGULAR_AS_IS = ("ss", "us", "is", "news", "series")

V = TypeVar("V")


class Unit(NamedTuple):
    """One unit of a sentence: folded ``key``, singular ``stem``, the word's index and the characters it spans."""

    key: str
    stem: str
    token: int
    start: int
    end: int
    text: str


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """``word`` in lower case, without accents and punctuation, in one spelling of its ending; may be ``""``."""
    plain = word.lower()
    if not plain.isascii():
        low = unicodedata.normalize("NFKD", plain.translate(_LETTERS)).lower()
        plain = "".join(c for c in low if c.isalnum() and (c.isascii() or not unicodedata.combining(c)))
    elif not plain.isalnum():
        if plain[-1] == "+" and plain[:-1].isalpha():
            # OPEC+ is not OPEC.
            return plain[:-1] + "plus"
        plain = "".join(filter(str.isalnum, plain))
    if plain.endswith(_BRITISH):
        for british, common in _ENDINGS:
            if plain.endswith(british):
                return plain[: len(plain) - len(british)] + common
    return plain


@lru_cache(maxsize=65536)
def singular(key: str) -> str:
    """A plain singular of a folded word, the same for table and text; it need not be a real word."""
    if key in _IRREGULAR:
        return _IRREGULAR[key]
    if len(key) < 4 or key.endswith(_SINGULAR_AS_IS):
        return key
    if key.endswith("ies") and len(key) > 4:
        return key[:-3] + "y"
    if key.endswith("men"):
        return key[:-2] + "an"
    if key.endswith(("sses", "shes", "ches", "xes")):
        return key[:-2]
    return key[:-1] if key.endswith("s") else key


def name_keys(name: str) -> list[str]:
    """The units of a name in a table: ``People's Party`` gives ``people s party`` as the words of a text do."""
    text = name[4:] if name[:4].lower() == "the " else name
    if text.isascii() and text.replace(" ", "").isalpha():
        keys = text.lower().split()
        return [fold(key) for key in keys] if any(map(str.endswith, keys, repeat(_BRITISH))) else keys
    if "'" in text or "’" in text:
        text = re.sub(r"['’]s\b", " s", text)
    if "-" not in text and "/" not in text and "–" not in text:
        return [key for word in text.split() if (key := fold(word))]
    return [key for word in _PART.findall(text) if (key := fold(word))]


def role_keys(phrase: str) -> list[str]:
    """The units of a role noun or phrase, each in the singular."""
    return [singular(key) for key in name_keys(phrase)]


def sentence_units(tokens: Sequence[Token]) -> list[Unit]:
    """The units of a sentence's words, with the offsets they have in the report."""
    units: list[Unit] = []
    for i, token in enumerate(tokens):
        text = token.text
        if text.isalpha() or not any(c in text for c in "-–—‑/"):
            if key := fold(text):
                units.append(Unit(key, singular(key), i, token.start, token.end, text))
            continue
        for part in _PART.finditer(text):
            if key := fold(part.group()):
                start = token.start + part.start()
                units.append(Unit(key, singular(key), i, start, start + len(part.group()), part.group()))
    return units


def is_acronym(name: str) -> bool:
    """Whether a name is a short word of capitals, which the same letters in lower case do not mean (``US``)."""
    letters = [c for c in name if c.isalpha()]
    return len(letters) <= 6 and " " not in name and all(c.isupper() for c in letters) and bool(letters)


@dataclass(frozen=True, slots=True)
class NameTable(Generic[V]):
    """Values by the joined units of their names. ``longest`` maps a first unit to the most units a name has."""

    values: dict[str, list[V]]
    longest: dict[str, int]

    @classmethod
    def of(cls, names: Iterable[tuple[list[str], V]]) -> NameTable[V]:
        """A table of (units, value) pairs; a name may have several values, kept in order."""
        values: dict[str, list[V]] = {}
        longest: dict[str, int] = {}
        for keys, value in names:
            if not keys:
                continue
            bucket = values.setdefault(" ".join(keys), [])
            if value not in bucket:
                bucket.append(value)
            if longest.get(keys[0], 0) < len(keys):
                longest[keys[0]] = len(keys)
        return cls(values, longest)

    def matches(self, keys: Sequence[str], at: int) -> Iterator[tuple[int, list[V]]]:
        """Names that start at unit ``at``, longest first, as (number of units, values)."""
        most = self.longest.get(keys[at], 0)
        for n in range(min(most, len(keys) - at), 0, -1):
            found = self.values.get(keys[at] if n == 1 else " ".join(keys[at : at + n]))
            if found:
                yield n, found
