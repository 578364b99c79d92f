"""Copies against silver pairs, stories against gold: ``python -m bench.reconciling`` (gold from ``ACCORD_GOLD``)."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from accord.reconciling.copies import compare_texts
from accord.reconciling.passages import prose
from accord.reconciling.stories import find_stories
from accord.records import Report


def measure(gold: Path) -> dict[str, Any]:
    """All figures: copies and stories."""
    return measure_copies(gold) | measure_stories(gold)


def measure_copies(gold: Path) -> dict[str, Any]:
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


#: Collections whose reports are sorted into stories, and the column that names a report's story.
STORIES = (("gva", "incident_id"), ("localnews", "story_id"))


def measure_stories(gold: Path) -> dict[str, Any]:
    """Grouping of reports into stories, by collection: B³ and, over pairs of reports, F1.

    The threshold was chosen on ``gva``; ``localnews`` was not looked at for it. Reports without text are left out.
    """
    found: dict[str, Any] = {}
    for name, column in STORIES:
        path = gold / "reconciling" / name / "documents.jsonl"
        if not path.is_file():
            found[f"story {name}"] = {"not measured": "no gold"}
            continue
        rows = [row for row in _rows(path) if row["text"].strip()]
        groups = find_stories([_report(row) for row in rows])
        figures = story_figures(groups, {row["doc_id"]: row[column] for row in rows})
        found |= {f"story {name} {measured}": value for measured, value in figures.items()}
    return found


def story_figures(groups: Sequence[Sequence[str]], gold: Mapping[str, str]) -> dict[str, Any]:
    """B³ precision, recall and F1, and the F1 of pairs, of ``groups`` against the gold story of each report."""
    ours = {report: number for number, group in enumerate(groups) for report in group}
    both = Counter((ours[report], gold[report]) for report in ours)
    mine, theirs = Counter(ours.values()), Counter(gold[report] for report in ours)
    precision = sum(n * n / mine[group] for (group, _), n in both.items()) / len(ours)
    recall = sum(n * n / theirs[story] for (_, story), n in both.items()) / len(ours)
    hits, told, true = (sum(n * (n - 1) // 2 for n in counted.values()) for counted in (both, mine, theirs))
    return {
        "reports": len(ours),
        "stories": len(groups),
        "gold stories": len(theirs),
        "b3 precision": round(precision, 3),
        "b3 recall": round(recall, 3),
        "b3": round(2 * precision * recall / (precision + recall), 3),
        "pair f1": round(2 * hits / max(1, told + true), 3),
    }


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
    return Report(row["doc_id"], title, row["text"], outlet=row.get("outlet", ""), published=row.get("date") or "")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def main() -> None:
    """Print the figures as JSON."""
    gold = Path(os.environ.get("ACCORD_GOLD", "../shared/gold"))
    print(json.dumps(measure(gold), indent=2))


if __name__ == "__main__":
    main()
