"""Write what was last measured into ``docs/accuracy.md``: ``python -m bench.page``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.__main__ import BASELINE, LATEST, Figures, load, load_peers

PAGE = Path(__file__).parent.parent / "docs" / "accuracy.md"
START, END = "<!-- bench: written by `python -m bench.page` -->", "<!-- /bench -->"


def table(measured: dict[str, Figures]) -> Iterator[str]:
    """The rows of ``bench/peers.json`` as Markdown, with our figures; ``*`` where the bar is met."""
    yield "| measured on | what | peers | bar | now |"
    yield "|---|---|---|---|---|"
    for (name, label), peer in load_peers().items():
        if name in ("scale", "forecasting"):  # these have pages of their own
            continue
        value = measured.get(name, {}).get(label)
        bar = "" if peer.bar is None else f"{'at most ' if peer.less else ''}{peer.bar:g}"
        now = "not measured" if value is None else f"{value:.3g}{peer.met(value).strip()}".replace("*", r" \*")
        yield f"| {name} | {label} | {peer.peers or '–'} | {bar or '–'} | {now} |"


def main() -> int:
    """Put the table between its marks."""
    text = PAGE.read_text(encoding="utf-8")
    rows = "\n".join(table(load(BASELINE) | load(LATEST)))
    written, count = re.subn(
        f"{re.escape(START)}.*?{re.escape(END)}", lambda _: f"{START}\n\n{rows}\n\n{END}", text, flags=re.S
    )
    if count != 1:
        print(f"{PAGE.name} has {count} places for the table, not one: {START} … {END}")
        return 1
    PAGE.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
