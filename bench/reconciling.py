"""Reconciling against silver copy pairs: ``python -m bench.reconciling`` (gold from ``ACCORD_GOLD``)."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from accord.reconciling.copies import compare_texts
from accord.reconciling.passages import prose
from accord.records import Report


def measure(gold: Path) -> dict[str, Any]:
    """Agreement with the silver bands: accuracy over ``copy``, ``partial``, ``independent``; F1 of shared text at all.

    ``rewritten`` counts as ``partial`` here, as the silver bands come from shared words alone.
    """
    folder = gold / "reconciling" / "gva"
    if not (folder / "copy_pairs_silver.jsonl").is_file():
        return {"not measured": "no gold"}
    texts = {row["doc_id"]: _report(row) for row in _rows(folder / "documents.jsonl")}
    seen: Counter[tuple[str, str]] = Counter()
    for pair in _rows(folder / "copy_pairs_silver.jsonl"):
        band = compare_texts(prose(texts[pair["a"]]), prose(texts[pair["b"]])).band
        seen[pair["band"], band] += 1
    return _figures(seen)


def _figures(seen: Counter[tuple[str, str]]) -> dict[str, Any]:
    as_silver = {"rewritten": "partial"}
    right = sum(count for (gold, ours), count in seen.items() if as_silver.get(ours, ours) == gold)
    copies = sum(count for (gold, ours), count in seen.items() if gold == "copy" and ours == "copy")
    return {
        "pairs": seen.total(),
        "accuracy": round(right / seen.total(), 3),
        "copy recall": round(copies / max(1, sum(n for (gold, _), n in seen.items() if gold == "copy")), 3),
        "copy precision": round(copies / max(1, sum(n for (_, ours), n in seen.items() if ours == "copy")), 3),
        "confusion": {f"{gold} as {ours}": count for (gold, ours), count in sorted(seen.items())},
    }


def _report(row: dict[str, Any]) -> Report:
    title, _, _ = row["text"].partition("\n")
    return Report(row["doc_id"], title, row["text"], outlet=row.get("outlet", ""), published=row.get("date", ""))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def main() -> None:
    """Print the figures as JSON."""
    print(json.dumps(measure(Path(os.environ.get("ACCORD_GOLD", "../shared/gold"))), indent=2))


if __name__ == "__main__":
    main()
