"""How the parts of an article other than its prose look, from ``data/reading/layout.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from accord.tables import Problem, read_table

TABLE = "reading/layout.tsv"
COLUMNS = ("kind", "pattern", "example")
KINDS = ("byline", "credit", "caption", "furniture", "outlet", "label", "place", "agency", "age", "list", "notice")
#: A paragraph of prose is longer than any line that these patterns describe.
LONGEST = 600


@dataclass(frozen=True, slots=True)
class Look:
    """What a line was recognised as, and whom it names."""

    kind: str
    who: str = ""


@lru_cache(maxsize=1)
def load_layout() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The table's rows as (kind, compiled pattern), in its order. Raises ConfigError where it is malformed."""
    return tuple((row["kind"], re.compile(row["pattern"])) for row in read_table(TABLE, COLUMNS))


def look(line: str, *kinds: str) -> Look | None:
    """The first row of one of ``kinds`` that all of ``line`` matches."""
    if len(line) > LONGEST:
        return None
    for kind, pattern in load_layout():
        if kind in kinds and (match := pattern.fullmatch(line)):
            return Look(kind, (match.groupdict().get("who") or "").strip())
    return None


def check_layout() -> Iterator[Problem]:
    """What is wrong in the table: unknown kinds, patterns that do not compile or do not match their own example."""
    for row in read_table(TABLE, COLUMNS):
        if row["kind"] not in KINDS:
            yield row.problem(f"kind {row['kind']!r} is none of {', '.join(KINDS)}")
        try:
            pattern = re.compile(row["pattern"])
        except re.error as error:
            yield row.problem(f"the pattern is not a regular expression: {error}")
            continue
        if not pattern.fullmatch(row["example"]):
            yield row.problem("the pattern does not match its example")
