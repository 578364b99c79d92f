"""Rows into files, a batch at a time: tab-separated, CSV that no spreadsheet runs, Parquet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from accord.records import Actor, Contest, Episode, Tie

Cell = str | int | float | None
Row = dict[str, Cell]

EPISODE_COLUMNS = (
    "Episode ID", "Known Since", "Known Until", "Type", "Mode", "Stage", "Date", "Date Precision", "Actors",
    "Recipients", "Place", "Country", "Latitude", "Longitude", "Title", "Weight", "Events", "Reports", "Origins",
    "Contested Fields", "Version",
)  # fmt: skip
TIE_COLUMNS = (
    "Tie ID", "Kind", "A", "A Country", "A Name", "B", "B Country", "B Name", "Sector", "Stage", "Held From", "Held To",
    "Known Since", "Origins",
)  # fmt: skip
CONTEST_COLUMNS = (
    "Contest ID", "Known Since", "Known Until", "Kind", "Title", "Episode ID", "Tie ID", "Side", "Holds", "Said By",
    "Origins", "Weight", "Version",
)  # fmt: skip

_NUMBERS = frozenset({"Intensity", "Latitude", "Longitude", "Low", "High", "Weight"})
_COUNTS = frozenset({"Quad Code", "GeoNames ID", "Sentence", "Start", "End", "Side"})

#: Rows that are in memory at once while Parquet is written.
_BATCH = 5_000

#: Cells that a spreadsheet would run as a formula, also behind apostrophes, so that one apostrophe more can be told
#: from the text's own. A plain number with its sign is no formula.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def tsv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of tab-separated text. Cells hold no tab and no line end: their writers see to that."""
    for row in rows:
        yield "\t".join(row) + "\n"


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


def episode_row(episode: Episode, *, known_since: str = "", known_until: str = "") -> Row:
    """An episode with the keys of ``EPISODE_COLUMNS``; lists are joined by semicolons."""
    place = episode.place
    return {
        "Episode ID": episode.id,
        "Known Since": known_since,
        "Known Until": known_until,
        "Type": episode.type,
        "Mode": episode.mode,
        "Stage": episode.stage,
        "Date": episode.date,
        "Date Precision": episode.date_precision,
        "Actors": _codes(episode.actors),
        "Recipients": _codes(episode.recipients),
        "Place": place.name if place else None,
        "Country": place.country if place else None,
        "Latitude": place.lat if place else None,
        "Longitude": place.lon if place else None,
        "Title": episode.title,
        "Weight": episode.weight,
        "Events": ";".join(episode.events),
        "Reports": ";".join(episode.reports),
        "Origins": ";".join(episode.origins),
        "Contested Fields": ";".join(field.name for field in episode.fields if field.verdict == "contested"),
        "Version": episode.by,
    }


def tie_row(tie: Tie) -> Row:
    """A tie with the keys of ``TIE_COLUMNS``."""
    return {
        "Tie ID": tie.id,
        "Kind": tie.kind,
        "A": tie.a.code,
        "A Country": tie.a.country,
        "A Name": tie.a.name,
        "B": tie.b.code,
        "B Country": tie.b.country,
        "B Name": tie.b.name,
        "Sector": tie.sector,
        "Stage": tie.stage,
        "Held From": tie.held_from,
        "Held To": tie.held_to,
        "Known Since": tie.known_since,
        "Origins": ";".join(tie.origins),
    }


def contest_rows(contest: Contest, *, known_since: str = "", known_until: str = "") -> Iterator[Row]:
    """A row for each side of a contest, with the keys of ``CONTEST_COLUMNS``."""
    for number, side in enumerate(contest.sides, start=1):
        yield {
            "Contest ID": contest.id,
            "Known Since": known_since,
            "Known Until": known_until,
            "Kind": contest.kind,
            "Title": contest.title,
            "Episode ID": contest.episode,
            "Tie ID": contest.tie,
            "Side": number,
            "Holds": side.holds,
            "Said By": ";".join(side.said_by),
            "Origins": ";".join(side.origins),
            "Weight": contest.weight,
            "Version": contest.by,
        }


def _codes(actors: Iterable[Actor]) -> str:
    return ";".join(actor.code for actor in actors)
