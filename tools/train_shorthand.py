"""``python tools/train_shorthand.py``: the stretches that the ledger writes as one sign in the texts of reports.

They are the stretches that save most in the example sentences of the phrase tables and the example sets: plain English
of news. ``data/ledger/shorthand.txt`` is made once and never again, since ledgers rest on it.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator

from bench import answers
from bench.make_reports import read_set

from accord.ledger.shorthand import ONE_BYTE, SIGNS, parse
from accord.tables import data

# Letters of the longest stretch, how many are looked at first, and which share of them is left after each round.
_LONGEST, _CANDIDATES, _KEPT = 12, 6000, 0.75


def main() -> int:
    """Write the stretches to standard output, one a line, those that come most often first."""
    chosen = train(list(texts()))
    sys.stdout.write("".join(stretch.replace("\n", "\\n") + "\n" for stretch in chosen))
    return 0


def texts() -> Iterator[str]:
    """English of our own: sentences that show what phrases mean, and the reports of the example sets."""
    for table in sorted(data("languages/en/phrases").iterdir(), key=lambda one: one.name):
        lines = table.read_text(encoding="utf-8").split("\n")
        place = lines[0].split("\t").index("example") if "example" in lines[0].split("\t") else None
        if place is not None:
            yield from (cells[place] for line in lines[1:] if len(cells := line.split("\t")) > place)
    for slug in answers.slugs():
        yield from (report.text for report in read_set(slug))


def train(corpus: list[str]) -> list[str]:
    """Stretches: of many the ones that the best way to write the corpus makes most of, fewer in each round."""
    counts = Counter(
        text[at : at + size] for text in corpus for size in range(2, _LONGEST + 1) for at in range(len(text) - size + 1)
    )
    # Names and numbers are those of the examples: other reports have others.
    counts = Counter({one: count for one, count in counts.items() if one == one.lower() and not re.search(r"\d", one)})
    kept = sorted(counts, key=lambda one: (-counts[one] * (len(one.encode()) - 1), one))[:_CANDIDATES]
    while True:
        costs = {one: 1 if place < ONE_BYTE else 2 for place, one in enumerate(kept)}
        used = Counter(part for text in corpus for part in parse(text, costs))
        kept = sorted(
            (one for one in kept if used[one]), key=lambda one: (-used[one] * (len(one.encode()) - 1.5), one)
        )[: max(len(SIGNS), int(len(kept) * _KEPT))]
        if len(kept) <= len(SIGNS):
            return sorted(kept, key=lambda one: (-used[one], one))


if __name__ == "__main__":
    sys.exit(main())
