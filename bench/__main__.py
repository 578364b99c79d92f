"""``python -m bench [NAME…]``: every measure in one table: its bar, its peers, now, and last time.

Figures are kept in ``bench/results/latest.json`` (not committed), so that the next run shows what a change did; the
first run compares with ``bench/results/baseline.json`` (committed), which ``--pin`` replaces. Gold is read from
``ACCORD_GOLD`` (default ``../shared/gold``); what needs it says "not measured: no gold" where it is absent.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import Any

from bench import answers
from bench.gold import gold_folder

HERE = Path(__file__).parent
LATEST, BASELINE = HERE / "results" / "latest.json", HERE / "results" / "baseline.json"
#: In the order in which they are printed; the first ones need gold.
GOLD = ("coding", "actors", "attribution", "modality", "places", "dates", "reconciling", "forecasting")
OURS = ("examples", "speed", "scale")

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Peer:
    """What is known of one measure besides our figure: the bar, what others reach, whether less is better, and how far
    below the figure its floor lies (None: as far as usual)."""

    bar: float | None
    peers: str
    less: bool
    slack: float | None = None

    def met(self, value: float) -> str:
        """``*`` where the bar is met, a blank where it is not or there is none."""
        if self.bar is None:
            return " "
        return "*" if (value <= self.bar if self.less else value >= self.bar) else " "


def load_peers() -> dict[tuple[str, str], Peer]:
    """Bars and peers by bench and measure."""
    rows = json.loads((HERE / "peers.json").read_text(encoding="utf-8"))
    return {
        (row["bench"], row["measure"]): Peer(row.get("bar"), row["peers"], row.get("less", False), row.get("slack"))
        for row in rows
    }


def measure(name: str) -> Figures:
    """The figures of one bench; empty where it is not there or has no gold."""
    if name == "examples":
        return _examples()
    if find_spec(f"bench.{name}") is None:
        return {}
    function: Callable[..., dict[str, Any]] = import_module(f"bench.{name}").measure
    if name in OURS:
        return _numbers(function())
    gold = gold_folder()
    return _numbers(function(gold)) if gold else {}


def _numbers(figures: dict[str, Any]) -> Figures:
    return {name: float(value) for name, value in figures.items() if isinstance(value, (int, float))}


def _examples() -> Figures:
    from bench.examples import measure as measure_set

    met: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for slug in answers.slugs():
        some_met, some_asked, _ = measure_set(slug)
        met += some_met
        asked += some_asked
    return {"lines met": met.total() / asked.total()} | {
        f"{kind} lines": met[kind] / asked[kind] for kind in answers.KINDS if asked[kind]
    }


def load(path: Path) -> dict[str, Figures]:
    """Kept figures by bench; none where there is no such file."""
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def save(path: Path, figures: dict[str, Figures]) -> None:
    """Keep figures, rounded, in the order of their names."""
    rounded = {name: {key: round(value, 4) for key, value in found.items()} for name, found in figures.items()}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(rounded, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def row(cells: Sequence[str]) -> str:
    """One line of the table."""
    return f"{cells[0]:<12}{cells[1]:<30}{cells[2]:>7}{cells[3]:>10}{cells[4]:>10}  {cells[5]}".rstrip()


def show(name: str, figures: Figures, before: Figures) -> None:
    """Print a bench's lines."""
    peers = load_peers()
    if not figures:
        why = "no gold" if name in GOLD and gold_folder() is None else "no such bench"
        print(row((name, f"not measured: {why}", "", "", "", "")), flush=True)
    for label, value in figures.items():
        peer = peers.get((name, label), Peer(None, "", False))
        bar = "" if peer.bar is None else f"{peer.bar:g}"
        last = f"{before[label]:.3f}" if label in before else "-"
        print(row((name, label, bar, f"{value:.3f}{peer.met(value)}", last, peer.peers)), flush=True)


def main(arguments: Sequence[str]) -> int:
    """Measure and print. Exit status 0, whatever the figures: floors are the tests' business."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join((*GOLD, *OURS))}; all but scale where none is named")
    parser.add_argument("--pin", action="store_true", help="keep the figures as the committed baseline, too")
    options = parser.parse_args(arguments)
    unknown = sorted({*options.names} - {*GOLD, *OURS})
    if unknown:
        parser.error(f"no such bench: {', '.join(unknown)}")
    kept, pinned = load(LATEST), load(BASELINE)
    print(row(("bench", "measure", "bar", "now", "last", "peers (* the bar is met)")))
    for name in options.names or [*GOLD, "examples", "speed"]:
        start = monotonic()
        found = measure(name)
        show(name, found, kept.get(name) or pinned.get(name, {}))
        print(row((name, f"measured in {monotonic() - start:.0f} s", "", "", "", "")) if found else "", flush=True)
        if found:
            kept[name] = pinned[name] = found
            save(LATEST, kept)
    if options.pin:
        save(BASELINE, pinned)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
