"""``python tools/train_shorthand.py``: the stretches that the ledger writes as one sign in the texts of reports.

They are the stretches that save most in the example sentences of all tables and in the example sets: plain English of
news. Those of ``data/ledger/shorthand.txt`` stay as they are, since ledgers rest on them: this finds stretches for the
signs that have none yet. What comes up in few tables is left out, as some say the same in every row.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench import answers
from bench.make_reports import read_set

from accord.ledger.shorthand import SIGNS, parse, stretches
from accord.tables import data

# Letters of the longest stretch, how many are looked at first, and which share of them is left after each round.
_LONGEST, _CANDIDATES, _KEPT = 14, 9000, 0.8
# In how many tables and sets a stretch comes up at least, and how many times one of them counts at most.
_SPREAD, _MOST = 5, 60


def main() -> int:
    """Write the stretches to standard output, one a line, those that come most often first."""
    chosen = train(list(texts()), {stretch: len(sign.encode()) for sign, stretch in stretches()})
    sys.stdout.write("".join(stretch.replace("\n", "\\n") + "\n" for stretch in chosen))
    return 0


def texts() -> Iterator[list[str]]:
    """English of our own: the sentences of each table that show what its rows mean, the reports of each example set."""
    for table in sorted(Path(str(data("."))).rglob("*.tsv")):
        lines = [line for line in table.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
        names = lines[0].split("\t")
        if "example" in names:
            place = names.index("example")
            yield [cells[place].replace("*", "") for line in lines[1:] if len(cells := line.split("\t")) > place]
    for slug in answers.slugs():
        yield [report.text for report in read_set(slug)]


def train(corpus: list[list[str]], known: dict[str, int]) -> list[str]:
    """Stretches beside those that are ``known``, with what each takes: of many the ones that the best way to write the
    corpus makes most of, fewer in each round."""
    sizes = range(2, _LONGEST + 1)
    every = [
        Counter(text[at : at + size] for text in part for size in sizes for at in range(len(text) - size + 1))
        for part in corpus
    ]
    spread = Counter(stretch for part in every for stretch in part)
    # Names and numbers are those of the examples: other reports have others.
    found = (one for one in spread if spread[one] >= _SPREAD and one not in known and not re.search(r"[A-Z\d]", one))
    counts = {one: sum(min(part[one], _MOST) for part in every) for one in found}
    kept = sorted(counts, key=lambda one: (-counts[one] * (len(one.encode()) - 1), one))[:_CANDIDATES]
    room = len(SIGNS) - len(known)
    while True:
        costs = dict.fromkeys(kept, 2) | known
        parts = (Counter(piece for text in part for piece in parse(text, costs)) for part in corpus)
        used = Counter(piece for part in parts for piece, n in part.items() for _ in range(min(n, _MOST)))
        kept = sorted(
            (one for one in kept if used[one]), key=lambda one: (-used[one] * (len(one.encode()) - 1.5), one)
        )[: max(room, int(len(kept) * _KEPT))]
        if len(kept) <= room:
            return sorted(kept, key=lambda one: (-used[one], one))


if __name__ == "__main__":
    sys.exit(main())
