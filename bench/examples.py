"""``python -m bench.examples [SLUG…] [-v]``: what share of the answers a dossier of each example set meets."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence

from accord.pipeline import dossier_of
from bench import answers


def measure(slug: str) -> tuple[Counter[str], Counter[str], list[str]]:
    """Lines met and lines asked by kind, and the misses in words, of one set."""
    dossier = dossier_of(answers.inputs(slug))
    met: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    misses = []
    for line in answers.lines(slug):
        asked[line.kind] += 1
        if miss := answers.misses(line, dossier):
            misses.append(f"{line.name}: {miss}")
        else:
            met[line.kind] += 1
    return met, asked, misses


def row(name: str, met: Counter[str], asked: Counter[str]) -> str:
    """One line of the table: lines met of lines asked, by kind and in all."""
    cells = [f"{met[kind]}/{asked[kind]}" if asked[kind] else "-" for kind in answers.KINDS]
    share = met.total() / asked.total() if asked.total() else 0.0
    return f"{name:<22}" + "".join(f"{cell:>9}" for cell in cells) + f"{share:>8.0%}"


def main(arguments: Sequence[str]) -> int:
    """Print the table, and with ``-v`` every miss; exit status 1 where a line is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.examples", description=__doc__)
    parser.add_argument("slugs", nargs="*", help="sets to measure; all where none is named")
    parser.add_argument("-v", "--verbose", action="store_true", help="print every miss")
    options = parser.parse_args(arguments)
    all_met: Counter[str] = Counter()
    all_asked: Counter[str] = Counter()
    all_misses = []
    print(f"{'set':<22}" + "".join(f"{kind:>9}" for kind in answers.KINDS) + f"{'all':>8}")
    for slug in options.slugs or answers.slugs():
        met, asked, misses = measure(slug)
        all_met += met
        all_asked += asked
        all_misses += misses
        print(row(slug, met, asked), flush=True)
    print(row("all", all_met, all_asked))
    if options.verbose:
        print("\n" + "\n".join(all_misses))
    return 1 if all_misses else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
