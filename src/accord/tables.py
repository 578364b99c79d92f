"""Knowledge is tables: tab-separated files under ``accord/data`` with a header line, read here and nowhere else.

A line that starts with ``#`` is a comment, an empty line is skipped. A cell is trimmed; lists inside a cell are
separated by ``;``. Every problem names its file and line, so that ``accord check`` can say where to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from accord.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: ``row["column"]`` is its trimmed cell, ``row.list("column")`` its ``;``-separated items."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def list(self, column: str) -> tuple[str, ...]:
        """The items of a cell that holds several, separated by semicolons."""
        cell = self.cells[column]
        if ";" not in cell:
            return (cell,) if cell else ()
        return tuple([item for part in cell.split(";") if (item := part.strip())])

    def problem(self, what: str) -> Problem:
        """``what`` is wrong with this row, with its file and line."""
        return Problem(self.file, self.line, what)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one line of a table."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


def data(name: str) -> Traversable:
    """The file or folder ``name`` (with ``/``) under ``accord/data``."""
    return files("accord").joinpath("data", *name.split("/"))


def read_table(name: str, columns: Sequence[str]) -> Iterator[Row]:
    """Rows of the table ``accord/data/<name>``, whose header must be exactly ``columns``.

    Raises ConfigError where the file is missing, the header differs or a row has another number of cells.
    """
    source = data(name)
    if not source.is_file():
        raise ConfigError(f"{name}: no such table", remedy="Reinstall accord; its data files are incomplete")
    header: tuple[str, ...] | None = None
    for number, line in enumerate(source.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = tuple(cells)
            if header != tuple(columns):
                raise ConfigError(f"{name}:{number}: header is {header}, not {tuple(columns)}")
            continue
        if len(cells) != len(header):
            raise ConfigError(
                f"{name}:{number}: {len(cells)} cells where the header has {len(header)}",
                remedy="Separate cells with one tab each; leave an empty cell empty",
            )
        yield Row(name, number, dict(zip(header, cells, strict=True)))
    if header is None:
        raise ConfigError(f"{name}: the table has no header line")


def check_form() -> Iterator[Problem]:
    """Every table's lines that have another number of cells than its header, and rows that stand there twice."""
    for name in table_names():
        if not name.endswith(".tsv"):
            continue
        width, seen = 0, dict[str, int]()
        for number, line in enumerate(data(name).read_text(encoding="utf-8").split("\n"), start=1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.count("\t") + 1
            width = width or cells
            if cells != width:
                yield Problem(name, number, f"{cells} cells where the header has {width}")
            elif seen.setdefault(line, number) != number:
                yield Problem(name, number, f"the same row stands on line {seen[line]}")


def table_names(folder: str = "") -> Iterator[str]:
    """The tables (``.tsv``, ``.toml``) under ``folder`` of ``accord/data``, by name."""
    here = files("accord").joinpath("data", *filter(None, folder.split("/")))
    for entry in sorted(here.iterdir(), key=lambda found: found.name):
        name = f"{folder}/{entry.name}".lstrip("/")
        if entry.is_dir():
            yield from table_names(name)
        elif entry.name.endswith((".tsv", ".toml")):
            yield name


def check_weights(name: str, columns: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with a table of weighed cues: a cue twice, a weight that is no number, no meaning."""
    seen: set[str] = set()
    for row in read_table(name, columns):
        if row["cue"] in seen:
            yield row.problem(f"{row['cue']} is weighed twice")
        seen.add(row["cue"])
        if not re.fullmatch(r"-?\d+(\.\d+)?", row["weight"]):
            yield row.problem(f"no weight: {row['weight']!r}")
        if not row["meaning"]:
            yield row.problem("no meaning")
