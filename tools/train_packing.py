"""``python tools/train_packing.py [--size BYTES]``: the dictionary with which the ledger deflates what was coded.

It is made of stretches that many of the example sets share once they are coded, so that it holds what all reports have
in common and nothing of what one of them tells. Ledgers rest on ``data/ledger/packing.txt``: it is made once and never
again. This script shows how, and makes the next one should the way of packing ever change.
"""

from __future__ import annotations

import argparse
import heapq
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench import answers
from bench.make_reports import read_set
from sqlalchemy import select

from accord.ledger import open_ledger, schema
from accord.ledger.bodies import (
    CONTEST_COLUMNS,
    Source,
    Sources,
    ambient_of_sources,
    without,
)
from accord.ledger.condensing import condensed, shortened
from accord.ledger.packing import Ambient, lay, lay_coded
from accord.ledger.reports import add_coded
from accord.ledger.standing import places_of_reports
from accord.pipeline import code_reports
from accord.records import Coded
from accord.upkeep import settle

#: Bytes that two streams must share to count, and bytes that are taken at once.
_LEAST, _STRETCH = 6, 40


def main(arguments: Sequence[str]) -> int:
    """Write the dictionary to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=18_000)
    options = parser.parse_args(arguments)
    sys.stdout.buffer.write(train({slug: list(laid(slug)) for slug in answers.slugs()}, options.size))
    return 0


def laid(slug: str) -> Iterator[bytes]:
    """All that the ledger packs of a set: what was coded, and what follows from it."""
    coded = [one for one in code_reports(read_set(slug)) if isinstance(one, Coded)]
    yield from (lay_coded(one) for one in coded)
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "a.db", create=True) as ledger:
        with ledger.store.writing() as connection:
            add_coded(ledger.store, connection, coded, read_on="2040-01-01")
        settle(ledger)
        with ledger.store.reading() as connection:
            numbers = set(connection.execute(select(schema.reports.c.num)).scalars())
            sources = Sources(connection).of(numbers)
            by_id = {source.coded.report.id: source for source in sources.values()}
            episodes = [known.record for known in ledger.episodes(closed=True)]
            contests = [known.record for known in ledger.contests(closed=True)]
            whys = [place.why for place in places_of_reports(connection, numbers) if place.why]
    for episode in episodes:
        rests_on = [by_id[report] for report in episode.reports]
        yield _body(condensed(episode, rests_on), rests_on)
        source = by_id[episode.reports[0]]
        place = [event.id for event in source.coded.events].index(episode.events[0]) if len(episode.events) == 1 else 0
        yield lay(shortened({place: episode}, source), ambient_of_sources([source]))
    for contest in contests:
        reports = {span.report for side in contest.sides for span in side.because}
        yield _body(without(contest, CONTEST_COLUMNS), [by_id[report] for report in reports])
    yield from (lay([replace(why, a="", b="")], Ambient(words=("", ""))) for why in whys)


def _body(record: object, sources: Sequence[Source]) -> bytes:
    return lay([record], ambient_of_sources(sorted(sources, key=lambda one: one.number)))


def train(streams: Mapping[str, Sequence[bytes]], size: int) -> bytes:
    """Up to ``size`` bytes that streams of several groups share, what the most share last (nearest to the text)."""
    worth = _shared(streams)
    chosen: list[tuple[int, bytes]] = []
    length = 0
    stretches = sorted({s[at : at + _STRETCH] for own in streams.values() for s in own for at in range(len(s))})
    heap = [(-_value(stretch, worth), stretch) for stretch in stretches]
    heapq.heapify(heap)
    while length < size and heap:
        value, best = heapq.heappop(heap)
        now = _value(best, worth)
        if now < -value:  # what was taken meanwhile is worth nothing a second time
            if now:
                heapq.heappush(heap, (-now, best))
            continue
        part = _trimmed(best, worth)
        chosen.append((now, part))
        length += len(part)
        for piece in _pieces(best):
            worth[piece] = 0
    return b"".join(part for _, part in reversed(chosen))


def _pieces(stretch: bytes) -> list[bytes]:
    return [stretch[at : at + _LEAST] for at in range(len(stretch) - _LEAST + 1)]


def _shared(streams: Mapping[str, Sequence[bytes]]) -> Counter[bytes]:
    """How many groups hold each piece, for those that more than two do."""
    groups: dict[bytes, set[str]] = defaultdict(set)
    for group, own in streams.items():
        for stream in own:
            for piece in _pieces(stream):
                groups[piece].add(group)
    return Counter({piece: len(held) for piece, held in groups.items() if len(held) > 2})


def _value(stretch: bytes, worth: Mapping[bytes, int]) -> int:
    return sum(worth.get(piece, 0) for piece in set(_pieces(stretch)))


def _trimmed(stretch: bytes, worth: Mapping[bytes, int]) -> bytes:
    """A stretch without ends that are worth nothing."""
    live = [at for at, piece in enumerate(_pieces(stretch)) if worth.get(piece, 0)]
    return stretch[live[0] : live[-1] + _LEAST]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
