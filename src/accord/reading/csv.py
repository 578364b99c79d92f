"""CSV and TSV whose header names the same fields as JSON records do."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from accord.reading.draft import Draft
from accord.reading.fields import draft_record, fold_name, load_fields
from accord.records import Refused


def read_csv(name: str, lines: Iterable[str], *, max_chars: int) -> Iterator[Draft | Refused]:
    """One draft or refusal a row, ``input`` being ``name:line``. ``lines`` keep their ends; the first is the header."""
    source = iter(lines)
    header = next(source, "").lstrip("\ufeff")
    delimiter = max(",;\t", key=header.count)
    csv.field_size_limit(max(max_chars, 131_072))
    columns = next(csv.reader([header], delimiter=delimiter), [])
    if not any(fold_name(column) in load_fields()[field] for column in columns for field in ("text", "summary")):
        yield Refused(name, "no column of the table is known to hold text; name one 'text' in its first line")
        return
    rows = csv.reader(source, delimiter=delimiter)
    begin, empty = 2, True
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Refused(f"{name}:{begin}", f"the table row is malformed ({error}); mend its quotes")
            begin, empty = rows.line_num + 2, False
            continue
        if row is None:
            break
        if any(cell.strip() for cell in row):
            empty = False
            yield draft_record(f"{name}:{begin}", dict(zip(columns, row, strict=False)))
        begin = rows.line_num + 2
    if empty:
        yield Refused(name, "the table has a header but no rows; nothing to read")


def is_table(header: str) -> bool:
    """Whether a first line is the header of a table of reports: a known text column beside another known one."""
    delimiter = max(",;\t", key=header.count)
    columns = {fold_name(cell) for cell in header.split(delimiter)}
    fields = load_fields()
    known = [field for field in ("title", "published", "url", "outlet") if columns & set(fields[field])]
    return delimiter in header and len(known) > 0 and bool(columns & set(fields["text"])) and len(header) < 1000
