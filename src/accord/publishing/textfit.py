"""Fitting words into a width in pixels without a font at hand: an estimate that errs on the wide side."""

from __future__ import annotations

from rich.cells import cell_len

#: Widths in ems by class of letter, after DejaVu Sans, the widest of the usual system fonts.
_NARROW, _SLIM, _USUAL, _CAPITAL, _WIDE = 0.34, 0.46, 0.64, 0.78, 1.0
_EMS = (
    dict.fromkeys("ijlI.,:;'!| ‘’", _NARROW) | dict.fromkeys('ftr-()[]/"“”*', _SLIM) | dict.fromkeys("mwMW@%…–—", _WIDE)
)


def room(text: str, size: float) -> int:
    """Pixels that ``text`` may take at font size ``size``."""
    return round(sum(_ems(char) for char in text) * size)


def fit(text: str, pixels: float, size: float, *, lines: int) -> tuple[str, ...]:
    """``text`` in at most ``lines`` lines of ``pixels`` at font size ``size``, the rest replaced by an ellipsis."""
    rows: list[str] = []
    words = text.split()
    while words and len(rows) < lines:
        row = words.pop(0)
        while words and room(f"{row} {words[0]}", size) <= pixels:
            row += f" {words.pop(0)}"
        rows.append(row)
    if words:
        rows[-1] += " …"
    return tuple(_cut(row, pixels, size) for row in rows)


def _ems(char: str) -> float:
    if char in _EMS:
        return _EMS[char]
    if cell_len(char) != 1:
        return float(cell_len(char))
    return _CAPITAL if char.isupper() else _USUAL


def _cut(row: str, pixels: float, size: float) -> str:
    if room(row, size) <= pixels:
        return row
    while row and room(f"{row}…", size) > pixels:
        row = row[:-1]
    return f"{row.rstrip(' …')}…"
