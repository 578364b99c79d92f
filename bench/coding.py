"""Event coding against people: PLOVER's gold standard records and four human coders (``python -m bench.coding``).

Figures are those of gold's own scorer (``score/coding.py``), run on what accord codes in each sentence by itself.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import re
from pathlib import Path
from typing import Any

from accord.coding import code
from accord.lexicon import load_lexicon
from accord.ontology import load_ontology
from accord.parsing import Tools, load_tools, parse
from accord.records import Block, Event, Report
from bench.gold import gold_folder

#: Gold is of before PLOVER 2.0 gave the United Nations and the European Union codes of their own.
BEFORE_PLOVER_2 = {"UNO": "IGO", "EUR": "IGO"}
SETS = (("gsr", "coding/plover_gsr.jsonl"), ("coders", "coding/four_coders.jsonl"))


def events_in(text: str, tools: Tools, *, published: str) -> tuple[Event, ...]:
    """What accord codes in one sentence, read as a report of one paragraph."""
    report = Report("gold", "", text, published=published, blocks=(Block("paragraph", 0, len(text)),))
    return next(iter(code(parse([report], tools), lexicon=load_lexicon(), ontology=load_ontology()))).events


def predict(row: dict[str, Any], tools: Tools) -> dict[str, Any]:
    """A gold sentence's events in the form the scorer reads."""
    date = row.get("date") or ""
    events = events_in(row["text"], tools, published="" if date.startswith("2000-01-01") else date)
    return {
        "id": row["id"],
        "events": [
            {
                "type": e.type,
                "actors": [_older(m.value.code) for m in e.actors],
                "recipients": [_older(m.value.code) for m in e.recipients],
                "aux_modes": list(e.aux_modes),
            }
            for e in events
        ],
    }


def _older(code_: str) -> str:
    first, _, rest = code_.partition(" ")
    return f"{BEFORE_PLOVER_2.get(first, first)} {rest}".strip()


def measure(gold: Path) -> dict[str, float]:
    """Root and triple precision, recall and F1; the share of irrelevant sentences in which something was coded."""
    tools = load_tools()
    spec = importlib.util.spec_from_file_location("gold_coding", gold / "score" / "coding.py")
    if spec is None or spec.loader is None:
        return {}
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    figures: dict[str, float] = {}
    for name, path in SETS:
        rows = [json.loads(line) for line in (gold / path).read_text(encoding="utf-8").splitlines()]
        predicted = [predict(row, tools) for row in rows]
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            getattr(scorer, name)(rows, {p["id"]: p["events"] for p in predicted})
        figures |= _figures(name, printed.getvalue())
    return figures


def _figures(name: str, printed: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for label, p, r, f in re.findall(r"^(root|triple)\s+P ([\d.]+)\s+R ([\d.]+)\s+F1 ([\d.]+)", printed, re.M):
        found |= {f"{name} {label} P": float(p), f"{name} {label} R": float(r), f"{name} {label} F1": float(f)}
    for coded in re.findall(r"^false\s+(\d+)/", printed, re.M):
        found[f"{name} irrelevant coded"] = float(coded)
    for quiet in re.findall(r"quiet ([\d.]+)", printed):
        found[f"{name} quiet"] = float(quiet)
    return found


def main() -> None:
    """Print the figures."""
    gold = gold_folder()
    if gold is None:
        print("not measured: no gold")
        return
    for name, value in measure(gold).items():
        print(f"{name:24} {value:.3f}")


if __name__ == "__main__":
    main()
