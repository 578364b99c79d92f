"""Factuality against people: UW and UDS-IH2 event factuality (``python -m bench.modality``).

For every event word that people rated from −3 (certainly not) to 3 (certainly), accord's degree for the same word:
mean absolute error, Pearson's r, and F1 of telling non-facts (rated under 1) from facts. Dev splits only.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from accord.coding.arguments import Clauses
from accord.coding.factuality import factuality
from accord.lexicon import Lexicon, load_lexicon
from accord.parsing.syntax import load_syntax, sentences
from accord.records import Block, Report, Sentence
from bench.gold import gold_folder

SETS = ("uw", "uds_ih2")
#: Labels under this are non-facts, as in the peers' figures.
FACT = 1.0


def degrees(row: dict[str, Any], parsed: Sequence[Sentence], lexicon: Lexicon) -> list[tuple[float, float]]:
    """Gold and accord's degree of each rated word of one text; a word the parser lost counts as a fact."""
    pairs: list[tuple[float, float]] = []
    for event in row["events"]:
        found = [
            factuality(i, Clauses(sentence, lexicon.words["happening"]), lexicon)
            for sentence in parsed
            for i, token in enumerate(sentence.tokens)
            if token.start <= event["start"] < token.end
        ]
        pairs.append((event["label"], found[0] if found else 3.0))
    return pairs


def compare(pairs: Sequence[tuple[float, float]]) -> dict[str, float]:
    """Mean absolute error, Pearson's r and non-fact F1 of (gold, predicted) pairs."""
    gold, ours = [g for g, _ in pairs], [p for _, p in pairs]
    mean_gold, mean_ours = sum(gold) / len(gold), sum(ours) / len(ours)
    together = sum((g - mean_gold) * (p - mean_ours) for g, p in pairs)
    spread = math.sqrt(sum((g - mean_gold) ** 2 for g in gold) * sum((p - mean_ours) ** 2 for p in ours))
    hits = sum(g < FACT and p < FACT for g, p in pairs)
    both = sum(g < FACT for g in gold) + sum(p < FACT for p in ours)
    return {
        "MAE": sum(abs(g - p) for g, p in pairs) / len(pairs),
        "r": together / spread if spread else 0.0,
        "non-fact F1": 2 * hits / both if both else 0.0,
    }


def measure(gold: Path) -> dict[str, float]:
    """The figures of each set's dev split; an absent set is left out."""
    figures: dict[str, float] = {}
    lexicon = load_lexicon()
    for name in SETS:
        path = gold / "modality" / f"{name}.jsonl"
        if not path.is_file():
            continue
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        rows = [row for row in rows if row["split"] == "dev"]
        reports = [Report(r["id"], "", r["text"], blocks=(Block("paragraph", 0, len(r["text"])),)) for r in rows]
        parsed = sentences(reports, load_syntax())
        pairs = [pair for row, (_, found) in zip(rows, parsed, strict=True) for pair in degrees(row, found, lexicon)]
        figures |= {f"{name} {label}": figure for label, figure in compare(pairs).items()}
    return figures


def main() -> None:
    """Print the figures."""
    gold = gold_folder()
    figures = measure(gold) if gold else {}
    if not figures:
        print("not measured: no gold")
    for name, value in figures.items():
        print(f"{name:24} {value:.3f}")


if __name__ == "__main__":
    main()
