"""Measure times against TimeML gold: ``python -m bench.dates`` (``ACCORD_GOLD``, default ``../shared/gold``).

Strict F1 wants the very span, relaxed F1 an overlap, value F1 an overlap with the same TIMEX3 value, as TempEval-3 has
it. The documents' own dates are given to the tagger, as a report's date is.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from accord.parsing.dates import carried, find_times
from accord.parsing.syntax import load_syntax, sentences
from accord.records import Block, Report, Sentence, Time

SETS = ("timebank", "aquaint")
Span = tuple[int, int, str]


def measure(gold: Path) -> dict[str, float]:
    """``<set> strict|relaxed|value`` F1 for each set of gold found; empty where there is none."""
    figures: dict[str, float] = {}
    nlp = None
    for name in SETS:
        path = gold / "dates" / f"{name}.jsonl"
        if not path.is_file():
            continue
        nlp = nlp or load_syntax()
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        pairs = zip(rows, sentences((as_report(row) for row in rows), nlp), strict=True)
        counts = [compare(row, found_in(parsed, row["dct"] or "")) for row, (_, parsed) in pairs]
        total = [sum(column) for column in zip(*counts, strict=True)]
        for label, hits in zip(("strict", "relaxed", "value"), total[2:], strict=True):
            figures[f"{name} {label}"] = 2 * hits / (total[0] + total[1])
    return figures


def as_report(row: dict[str, Any]) -> Report:
    """A gold document as a report whose paragraphs are its stretches between blank lines."""
    return Report(row["id"], row.get("title") or "", row["text"], blocks=tuple(paragraphs(row["text"])))


def paragraphs(text: str) -> Iterator[Block]:
    """Stretches of ``text`` between blank lines."""
    for found in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        yield Block("paragraph", found.start(), found.end())


def found_in(parsed: tuple[Sentence, ...], published: str) -> list[Span]:
    """Every time found in a document, each sentence read in the light of the last calendar time before it."""
    previous: Time | None = None
    spans: list[Span] = []
    for sentence in parsed:
        mentions = find_times(sentence, published=published, previous=previous)
        spans.extend((m.start, m.end, m.value.value) for m in mentions)
        previous = carried(mentions, previous)
    return spans


def compare(row: dict[str, Any], found: list[Span]) -> tuple[int, int, int, int, int]:
    """Gold, found, strict hits, relaxed hits, hits with the right value; each gold span is met at most once."""
    gold: list[Span] = [(t["start"], t["end"], t["value"]) for t in row["timexes"]]
    free = list(found)
    strict = relaxed = value = 0
    for start, end, want in gold:
        hit = next((f for f in free if f[:2] == (start, end)), None)
        hit = hit or next((f for f in free if f[0] < end and start < f[1]), None)
        if hit is None:
            continue
        free.remove(hit)
        strict += hit[:2] == (start, end)
        relaxed += 1
        value += hit[2] == want
    return len(gold), len(found), strict, relaxed, value


def main() -> int:
    """Print the table."""
    figures = measure(Path(os.environ.get("ACCORD_GOLD", "../shared/gold")))
    if not figures:
        print("dates: not measured: no gold")
    for name, figure in figures.items():
        print(f"dates  {name:<20} {figure:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
