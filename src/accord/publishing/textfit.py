"""Fitting words into a width in pixels without a font at hand: an estimate that errs on the wide side."""

from __future__ import annotations

from rich.cells import cell_len

#: Mean width of a Latin letter of the usual sans-serif system fonts, in ems. Measured means lie from .48 to .53.
_EM = 0.56


def fit(text: str, pixels: float, size: float, *, lines: int) -> tuple[str, ...]:
    """``text`` in at most ``lines`` lines of ``pixels`` at font size ``size``, the rest replaced by an ellipsis."""
    room = max(3, int(pixels / (size * _EM)))
    rows: list[str] = []
    words = text.split()
    while words and len(rows) < lines:
        row = words.pop(0)
        while words and cell_len(f"{row} {words[0]}") <= room:
            row += f" {words.pop(0)}"
        rows.append(row)
    if words:
        rows[-1] += " …"
    return tuple(_cut(row, room) for row in rows)


def _cut(row: str, room: int) -> str:
    if cell_len(row) <= room:
        return row
    while cell_len(row) > room - 1:
        row = row[:-1]
    return f"{row.rstrip(' …')}…"
