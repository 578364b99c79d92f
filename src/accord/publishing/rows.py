"""Rows of a terminal: text wrapped to a width in cells, in signs that the terminal can carry."""

from __future__ import annotations

from rich.cells import cell_len

#: For a terminal or a pipe that cannot carry typographic signs; the blocks of a series become heights from 1 to 7.
_PLAIN_SIGNS = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " ", "→": "->", "·": "."}
    | dict(zip("▂▃▄▅▆▇█", "1234567", strict=True))
)
#: No row is made narrower than this, however little room there is.
_NARROWEST = 8


def wrap(text: str, first: int, later: int) -> list[str]:
    """``text`` in rows of at most ``first``, then ``later`` terminal cells; a word too long for a row is cut."""
    rows, row, room = [], "", max(_NARROWEST, first)
    for word in text.split(" "):
        wide = f"{row} {word}" if row else word
        if cell_len(wide) <= room:
            row = wide
            continue
        if row:
            rows.append(row)
            room = max(_NARROWEST, later)
        row = word
        while cell_len(row) > room:
            at = room
            while cell_len(row[:at]) > room:
                at -= 1
            rows.append(row[:at])
            row, room = row[at:], max(_NARROWEST, later)
    return [*rows, row]


def encodable(text: str, encoding: str) -> str:
    """``text`` in what ``encoding`` can carry: signs by their plain forms, other characters by "?"."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN_SIGNS).encode(encoding, "replace").decode(encoding)
    return text


def shorten(words: str, most: int) -> str:
    """``words`` cut between two of them where they are longer than ``most`` characters."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " ..."
