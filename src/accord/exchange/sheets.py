"""Delimited text by the names of its columns: headers, quoting, and the ways in which published files are malformed."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from operator import itemgetter

from accord.exchange.lines import LONGEST
from accord.exchange.looks import wrong_kind
from accord.records import Refused

#: A line's number and its cells, in the order in which they were asked for.
Cells = tuple[int, tuple[str, ...]]

#: How datasets write that they do not know.
_NOTHING = frozenset({"NA", "NULL", "None", "none", "NaN", "nan"})

#: A cell that was kept from being run as a formula when it was written: the apostrophe comes off again.
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def read_sheet(
    lines: Iterable[str],
    *,
    name: str,
    kind: str,
    columns: Sequence[str],
    needed: Sequence[str],
    renamed: Mapping[str, str] | None = None,
    absent: frozenset[str] = frozenset(),
    quoted: bool = False,
) -> Iterator[Cells | Refused]:
    """The cells of ``columns`` from each line of a sheet with a header; ``""`` where the sheet has no such column.

    ``renamed`` gives a column's other names; ``absent`` are names that some headers have though no line has their cell.
    Cells beyond the header are dropped where they are empty. A file that is not of ``kind``, lacks a column that is
    ``needed`` or is empty is refused as a whole; a line of another length, or with an open quotation, by itself.
    """
    source = iter(lines)
    head = list(islice(source, 1))
    if why := wrong_kind(kind, head):
        yield Refused(name, why)
        return
    delimiter = max("\t,;", key=head[0].count)
    quoted = quoted or delimiter != "\t" or head[0].startswith('"')  # ICEWS and POLECAT have tabs and no quoting
    header = _header(head[0], delimiter, renamed or {})
    if missing := [column for column in needed if column not in header]:
        yield Refused(name, f"the header lacks {', '.join(missing)}")
        return
    layouts = _layouts(header, columns, absent)
    for number, row in _rows(chain(head, source), delimiter, quoted=quoted):
        if isinstance(row, str):
            yield Refused(f"{name}:{number}", row)
            continue
        if not any(row):
            continue
        while len(row) > len(header) and not row[-1].strip():
            row.pop()
        pick = layouts.get(len(row))
        if pick is None:
            yield Refused(f"{name}:{number}", f"{len(row)} cells where the header has {len(header)}")
            continue
        row.append("")  # what a column that the sheet lacks is picked from
        yield number, tuple([known(cell) for cell in pick(row)])


def known(cell: str) -> str:
    """``cell`` trimmed, ``""`` where it says in words that nothing is known."""
    cell = cell.strip()
    return "" if cell in _NOTHING else cell


def _header(line: str, delimiter: str, renamed: Mapping[str, str]) -> list[str]:
    cells = next(csv.reader([line.removeprefix("\ufeff").rstrip("\r\n")], delimiter=delimiter), [])
    names = [renamed.get(cell.strip(), cell.strip()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def _layouts(
    header: list[str], columns: Sequence[str], absent: frozenset[str]
) -> dict[int, Callable[[list[str]], tuple[str, ...]]]:
    """How to pick ``columns`` from a line, by its number of cells: as the header is, and without what is ``absent``."""
    layouts: dict[int, Callable[[list[str]], tuple[str, ...]]] = {}
    for names in ([name for name in header if name not in absent], header):
        places = [names.index(column) if column in names else len(names) for column in columns]
        layouts[len(names)] = itemgetter(*places)
    return layouts


def _rows(lines: Iterator[str], delimiter: str, *, quoted: bool) -> Iterator[tuple[int, list[str] | str]]:
    """Each line after the first as its cells, or as the reason why it is none."""
    if quoted:
        yield from _quoted_rows(lines, delimiter)
        return
    for number, line in enumerate(lines, start=1):
        if number == 1:
            continue
        if len(line) >= LONGEST:
            yield number, f"a line of more than {LONGEST} characters"
        else:
            yield number, line.rstrip("\r\n").split(delimiter)


def _quoted_rows(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    reader = csv.reader(lines, delimiter=delimiter)
    next(reader, None)
    while True:
        start = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield start, f"no cells: {error}; a quotation mark may be missing"
            continue
        yield start, [cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell for cell in row]
