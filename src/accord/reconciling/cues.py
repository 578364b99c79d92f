"""Words of a language by which reconciling tells answers, denials, whole lists and boilerplate, from a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from accord.tables import Problem, Row, read_table

FILE = "languages/en/reconciling.tsv"
_COLUMNS = ("use", "pattern", "example")


@cache
def _rows() -> tuple[Row, ...]:
    return tuple(read_table(FILE, _COLUMNS))


@cache
def uses() -> tuple[str, ...]:
    """Every use that the table knows, in its order."""
    return tuple(dict.fromkeys(row["use"] for row in _rows()))


@cache
def cue(use: str) -> re.Pattern[str]:
    """All patterns of one ``use`` as one, matched as whole words in any case."""
    patterns = "|".join(row["pattern"] for row in _rows() if row["use"] == use)
    return re.compile(rf"(?<!\w)(?:{patterns})(?!\w)", re.IGNORECASE)


@cache
def _portfolios() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = [row["pattern"] for row in _rows() if row["use"] == "portfolio"]
    return tuple((pattern, re.compile(pattern, re.IGNORECASE)) for pattern in rows)


def portfolio(words: str) -> str:
    """The office that ``words`` name ("foreign minister", "Foreign Ministry"), ``""`` where they name none."""
    return next((name for name, pattern in _portfolios() if pattern.search(words)), "")


def check_reconciling() -> Iterator[Problem]:
    """What is wrong with the table: a pattern that its own example does not show."""
    for row in _rows():
        if not re.search(rf"(?<!\w)(?:{row['pattern']})(?!\w)", row["example"], re.IGNORECASE):
            yield row.problem(f"{row['pattern']!r} is not in {row['example']!r}")
