"""Cells and rows into files, a batch at a time: CSV that no spreadsheet runs, Parquet with its types."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Literal

Cell = str | int | float | None
Row = dict[str, Cell]

#: Columns that hold decimal numbers and whole ones; all others hold text.
_NUMBERS = frozenset({"Intensity", "Latitude", "Longitude", "Low", "High", "Weight"})
_COUNTS = frozenset({"Quad Code", "GeoNames ID", "Sentence", "Start", "End", "Side"})

#: Rows that are in memory at once while Parquet is written.
_BATCH = 5_000

#: Cells that a spreadsheet would run as a formula, also behind apostrophes, so that one apostrophe more can be told
#: from the text's own. A plain number with its sign is no formula.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def csv_lines(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Lines of comma-separated text; a cell that a spreadsheet would run as a formula gets a leading apostrophe.

    ``accord import`` takes the apostrophe off again.
    """
    kept = _Kept()
    out = csv.writer(kept, lineterminator="\n")
    for row in rows:
        out.writerow([guarded(cell) for cell in row])
        yield kept.take()


class _Kept:
    """What a CSV writer wrote last."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        """Keep ``text``."""
        self.text += text

    def take(self) -> str:
        """What was kept, which is then forgotten."""
        text, self.text = self.text, ""
        return text


def guarded(cell: Cell) -> Cell:
    """A cell that no spreadsheet runs; ``""`` for None."""
    if isinstance(cell, str) and _FORMULA.match(cell) and not _PLAIN_NUMBER.fullmatch(cell):
        return f"'{cell}"
    return "" if cell is None else cell


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Row], kind: Literal["csv", "parquet"]) -> int:
    """Write ``rows`` to ``path`` as they come and give back how many there were. What is not known is null or empty."""
    if kind == "parquet":
        return _write_parquet(path, columns, iter(rows))
    count = -1  # the header is none of them
    cells: Iterator[Sequence[Cell]] = ([row[column] for column in columns] for row in rows)
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        for line in csv_lines(_headed(columns, cells)):
            file.write(line)
            count += 1
    return count


def _headed(columns: Sequence[str], rows: Iterator[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield columns
    yield from rows


def _write_parquet(path: Path, columns: Sequence[str], rows: Iterator[Row]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds: dict[str, Any] = dict.fromkeys(_NUMBERS, pa.float64()) | dict.fromkeys(_COUNTS, pa.int64())
    schema = pa.schema([(column, kinds.get(column, pa.string())) for column in columns])
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as out:
        while batch := list(islice(rows, _BATCH)):
            cells = [{column: _known(row[column]) for column in columns} for row in batch]
            out.write_table(pa.Table.from_pylist(cells, schema=schema))
            count += len(batch)
    return count


def _known(cell: Cell) -> Cell:
    """Empty text is null; a lone surrogate, which Parquet cannot hold, is a question mark."""
    return (cell.encode("utf-8", "replace").decode() or None) if isinstance(cell, str) else cell
