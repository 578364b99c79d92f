"""Floors under accuracy: ``python -m bench.floors`` raises them to just under what was last measured.

``tests/gate/floors.json`` holds, for each measure of ``bench/peers.json`` that is about being right, what it must not
fall below (or rise above, where less is better). A floor is only ever raised: where the last figure is worse than its
floor, nothing is written and the exit status is 1. The slack lets a change elsewhere move a few rows either way.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.__main__ import GOLD, LATEST, Figures, Peer, load, load_peers

FLOORS = Path(__file__).parent.parent / "tests" / "gate" / "floors.json"
GATED = (*GOLD, "examples")
SLACK = 0.02
#: For what is counted in sentences rather than as a share.
SLACK_COUNT = 2.0


def load_floors() -> dict[str, Figures]:
    """Floors by bench and measure."""
    return load(FLOORS)


def shortfalls(name: str, figures: Figures, floors: Figures) -> Iterator[str]:
    """What is worse than its floor, in words."""
    peers = load_peers()
    for label, floor in floors.items():
        less = peers[name, label].less
        if label not in figures:
            yield f"{name} {label}: no longer measured"
        elif figures[label] > floor if less else figures[label] < floor:
            yield f"{name} {label}: {figures[label]:.3f} is {'above' if less else 'below'} its floor {floor:.3f}"


def floor_under(value: float, peer: Peer) -> float:
    """The floor that a figure earns."""
    slack = (SLACK if value <= 1.5 else SLACK_COUNT) if peer.slack is None else peer.slack
    return round(value + slack if peer.less else max(0.0, value - slack), 3)


def raised(measured: dict[str, Figures], floors: dict[str, Figures]) -> dict[str, Figures]:
    """``floors`` with each raised to what ``measured`` earns, and floors for what had none. None is lowered."""
    peers = load_peers()
    result = {name: dict(found) for name, found in floors.items()}
    for (name, label), peer in peers.items():
        if name not in GATED or label not in measured.get(name, {}):
            continue
        earned = floor_under(measured[name][label], peer)
        before = result.setdefault(name, {}).get(label, earned)
        result[name][label] = min(before, earned) if peer.less else max(before, earned)
    return result


def main() -> int:
    """Raise the floors, or say what stands in the way."""
    measured, floors = load(LATEST), load_floors()
    worse = [
        line for name, found in floors.items() if name in measured for line in shortfalls(name, measured[name], found)
    ]
    if worse:
        print("not pinned: a floor is never lowered", *worse, sep="\n  ")
        return 1
    FLOORS.write_text(json.dumps(raised(measured, floors), indent=2, sort_keys=True) + "\n", encoding="utf-8")
    print(f"floors written to {FLOORS.relative_to(FLOORS.parents[2])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
