"""Attribution against people: PolNeAR news articles (``python -m bench.attribution``).

Gold attributions have a source, a cue and a content. A cue is found where its words and a gold cue overlap (each
gold cue once); a source or content is found where, with its cue found, its words overlap the gold's. Figures are F1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from accord.coding.attribution import Said, find_attributions
from accord.lexicon import load_lexicon
from accord.parsing.syntax import load_syntax, sentences
from accord.records import Block, Report
from bench.gold import gold_folder

Spans = Sequence[Sequence[int]]
PARTS = ("cue", "source", "content")


def as_report(row: dict[str, Any]) -> Report:
    """A gold article as a report: its first line is the headline, stretches between blank lines are paragraphs."""
    found = [Block("paragraph", m.start(), m.end()) for m in re.finditer(r"\S(?:.|\n(?!\s*\n))*", row["text"])]
    headline = [Block("headline", b.start, b.end) for b in found[:1]]
    return Report(row["id"], "", row["text"], blocks=(*headline, *found[1:]))


def overlap(a: Spans, b: Spans) -> int:
    """How many characters two sets of spans share."""
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def parts(said: Said) -> dict[str, Spans]:
    """An attribution's spans as gold writes them."""
    return {
        "cue": [(said.cue.start, said.cue.end)],
        "source": [(said.source.start, said.source.end)] if said.source else [],
        "content": [(span.start, span.end) for span in said.content],
    }


def pairs(gold: Sequence[dict[str, Spans]], ours: Sequence[dict[str, Spans]]) -> Iterator[tuple[int, int]]:
    """Indices of gold and our attributions whose cues overlap; among several, those whose contents overlap most."""
    able = [
        (overlap(g["content"], o["content"]), -n, -m)
        for n, g in enumerate(gold)
        for m, o in enumerate(ours)
        if overlap(g["cue"], o["cue"])
    ]
    taken: set[tuple[str, int]] = set()
    for _, n, m in sorted(able, reverse=True):
        if ("gold", n) not in taken and ("ours", m) not in taken:
            taken |= {("gold", n), ("ours", m)}
            yield -n, -m


def compare(gold: Sequence[dict[str, Spans]], ours: Sequence[dict[str, Spans]]) -> dict[str, tuple[int, int, int]]:
    """For each part: how many gold has, how many we have, how many are found."""
    found = list(pairs(gold, ours))
    counts: dict[str, tuple[int, int, int]] = {}
    for part in PARTS:
        hits = sum(bool(overlap(gold[n][part], ours[m][part])) for n, m in found)
        counts[part] = sum(bool(g[part]) for g in gold), sum(bool(o[part]) for o in ours), hits
    return counts


def measure(gold: Path) -> dict[str, float]:
    """Precision, recall and F1 of cue, source and content on the dev articles; empty where gold has none."""
    path = gold / "attribution" / "polnear_dev.jsonl"
    if not path.is_file():
        return {}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    lexicon = load_lexicon()
    total = {part: [0, 0, 0] for part in PARTS}
    for row, (_, parsed) in zip(rows, sentences((as_report(row) for row in rows), load_syntax()), strict=True):
        ours = [parts(said) for said in find_attributions(parsed, lexicon)]
        for part, counts in compare(row["attributions"], ours).items():
            total[part] = [a + b for a, b in zip(total[part], counts, strict=True)]
    figures: dict[str, float] = {}
    for part, (have, made, hits) in total.items():
        figures |= {f"{part} P": hits / max(made, 1), f"{part} R": hits / max(have, 1)}
        figures[f"{part} F1"] = 2 * hits / max(have + made, 1)
    return figures


def main() -> None:
    """Print the figures."""
    gold = gold_folder()
    figures = measure(gold) if gold else {}
    if not figures:
        print("not measured: no gold")
    for name, value in figures.items():
        print(f"{name:12} {value:.3f}")


if __name__ == "__main__":
    main()
