"""Texts of reports in shorthand: frequent stretches of English as one sign each.

Unlike other ways to make text small, SQL can undo this one, so that a ledger still opens in any SQLite tool: the views
replace each sign by its stretch. The signs and stretches never change, since ledgers rest on them.
"""

# ruff: noqa: S608 - the views are made of what stands in the table of stretches alone

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from accord.tables import data

# Signs that next to no text of news holds: control characters take one byte, the others two. The first marks a text
# that holds one of them all the same, and is kept as it is.
_CONTROL = [*range(1, 9), 11, 12, *range(14, 32), 127]
PLAIN = chr(_CONTROL[0])
# Syriac, Thaana and N'Ko; since version 5 of the ledger also letters of phonetics, of few languages and of old ones,
# and marks above and below letters.
_LATER = (
    range(0x182, 0x18F), range(0x190, 0x1A0), range(0x1A2, 0x1AF), range(0x1B1, 0x1CD), range(0x1DD, 0x218),
    range(0x21C, 0x259), range(0x25A, 0x2B0), range(0x2C2, 0x2C6), range(0x2D0, 0x2D8), range(0x2DE, 0x300),
    range(0x310, 0x323), range(0x329, 0x370), range(0x460, 0x490), range(0x500, 0x530), range(0x591, 0x5C0),
)  # fmt: skip
SIGNS_4 = (*map(chr, _CONTROL[1:]), *map(chr, range(0x700, 0x800)))
SIGNS = (*SIGNS_4, *(chr(number) for numbers in _LATER for number in numbers))
# Where there are texts in shorthand: table and column.
_KEPT = (("reports", "text"), ("episodes", "title"), ("contests", "title"))
# Replacements that one view makes: SQLite reads only so many calls within calls.
_A_VIEW = 20


@cache
def stretches() -> tuple[tuple[str, str], ...]:
    """Each sign with its stretch."""
    lines = data("ledger/shorthand.txt").read_text(encoding="utf-8").split("\n")
    return tuple(zip(SIGNS, (line.replace("\\n", "\n") for line in lines if line), strict=False))


def shorten(text: str) -> str:
    """A text in shorthand."""
    if not _signs().isdisjoint(text):
        return PLAIN + text
    signs = _by_stretch()
    return "".join(signs.get(part, part) for part in parse(text, _costs()))


def parse(text: str, costs: Mapping[str, int]) -> list[str]:
    """``text`` in parts, each a character or one of the stretches in ``costs``, so that they take the fewest bytes.

    ``costs`` says how many bytes a stretch takes.
    """
    longest = max(map(len, costs), default=1)
    best = [0] * (len(text) + 1)
    taken = [1] * (len(text) + 1)
    for at in range(len(text) - 1, -1, -1):
        letter = text[at]
        best[at] = best[at + 1] + (1 if letter < "\x80" else len(letter.encode("utf-8", "surrogatepass")))
        for size in range(2, min(longest, len(text) - at) + 1):
            cost = costs.get(text[at : at + size])
            if cost is not None and cost + best[at + size] < best[at]:
                best[at], taken[at] = cost + best[at + size], size
    parts, at = [], 0
    while at < len(text):
        parts.append(text[at : at + taken[at]])
        at += taken[at]
    return parts


@lru_cache(maxsize=4096)
def spell_out(short: str) -> str:
    """The text that ``shorten`` made short. One question asks for the same texts again and again."""
    return short[1:] if short.startswith(PLAIN) else "".join(map(_letters().__getitem__, short))


@lru_cache(maxsize=8192)
def spell_to(short: str, end: int) -> str:
    """The text that ``shorten`` made short, as far as ``end`` at least: what a quote needs of it."""
    if short.startswith(PLAIN):
        return short[1:]
    letters, parts, at, made = _letters().__getitem__, list[str](), 0, 0
    while made < end and at < len(short):
        step = (end - made) * 5 // 8 + 8  # a sign stands for some eight letters in five
        parts.append("".join(map(letters, short[at : at + step])))
        at, made = at + step, made + len(parts[-1])
    return "".join(parts)


def spelt_earlier(short: str) -> str:
    """A text that version 4 of the ledger made short, as it is kept now: the same, unless it holds a later sign."""
    if short.startswith(PLAIN) or frozenset(SIGNS[len(SIGNS_4) :]).isdisjoint(short):
        return short
    return PLAIN + "".join(map(_Letters(stretches()[: len(SIGNS_4)]).__getitem__, short))


class _Letters(dict[str, str]):
    """What each sign stands for; any other letter for itself. Quicker than ``str.translate`` by far."""

    def __missing__(self, letter: str) -> str:
        return letter


def views() -> dict[str, str]:
    """Views for SQLite, each on the one before. The last is ``v_texts``: texts of reports, titles of what follows.

    ``table_name`` is where a text stands, ``num`` the number of its row.
    """
    found: dict[str, str] = {}
    source = " UNION ALL ".join(
        f"SELECT '{table}' AS table_name, num, {column} AS short, {column} AS text FROM {table}"
        for table, column in _KEPT
    )
    pairs = stretches()
    for number, start in enumerate(range(0, len(pairs), _A_VIEW)):
        text = "text"
        for sign, stretch in pairs[start : start + _A_VIEW]:
            text = f"replace({text}, char({ord(sign)}), {_quoted(stretch)})"
        found[f"texts_{number:02}"] = f"SELECT table_name, num, short, {text} AS text FROM ({source})"
        source = f"SELECT table_name, num, short, text FROM texts_{number:02}"
    plain = f"CASE WHEN substr(short, 1, 1) = char({ord(PLAIN)}) THEN substr(short, 2) ELSE text END"
    return found | {"v_texts": f"SELECT table_name, num, {plain} AS text FROM ({source})"}


def _quoted(words: str) -> str:
    """Words as a literal in SQL; a line break is a call, since a literal may not hold one everywhere."""
    return " || char(10) || ".join("'" + part.replace("'", "''") + "'" for part in words.split("\n"))


@cache
def _signs() -> frozenset[str]:
    return frozenset((PLAIN, *SIGNS))


@cache
def _by_stretch() -> dict[str, str]:
    return {stretch: sign for sign, stretch in stretches()}


@cache
def _letters() -> _Letters:
    return _Letters(stretches())


@cache
def _costs() -> dict[str, int]:
    return {stretch: len(sign.encode()) for sign, stretch in stretches()}
