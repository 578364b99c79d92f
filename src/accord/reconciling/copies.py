"""How one report's text stands to another's: a copy, rewritten, sharing a part, or independent."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from accord.reconciling.passages import Passage, Prose, shared_passages

Band = Literal["copy", "rewritten", "partial", "independent"]

#: Share of the shorter text's words from which on it is called a copy. Cuts and a new first paragraph keep a wire's
#: text above it; two reporters who quote one press release stay below.
COPY = 0.6
#: Below this a shared run of words is a set phrase or a background sentence, not a shared hand.
PARTIAL = 0.02
#: Share of the shorter text's sentences that must recur, in order and nearly word for word, in a rewritten copy.
REWRITTEN = 0.5
#: A partial copy counts as the same hand from this share on; below it, it is one passage among own reporting.
SAME_HAND = 0.3
#: Two sentences say the same in nearly the same words from this token-set ratio on (0 to 100).
NEAR = 78.0

_SKETCH = 4  # words in the windows that find candidates: short enough to survive light rewriting
_SKETCH_SHARED = 3  # how many of them two texts must share before they are laid side by side
_SKETCH_SHARE = 0.04  # and what share of the shorter text's windows: below it no band that matters is reached
_CROWD = 64  # a window in more texts than this links them to the first ones only, so that cost stays linear
_SHORT = 6  # sentences below so many words recur by chance


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share: ``words`` of the shorter one's ``total``, and the passages that show it.

    ``alike`` is the share of the shorter text's sentences that recur in order, nearly word for word.
    """

    band: Band
    words: int
    total: int
    alike: float
    passages: tuple[Passage, ...]

    @property
    def share(self) -> float:
        """Words shared over words of the shorter text, 0 to 1."""
        return self.words / self.total if self.total else 0.0


def compare_texts(a: Prose, b: Prose) -> Overlap:
    """Lay two texts side by side."""
    passages = tuple(shared_passages(a, b))
    words = sum(passage.length for passage in passages)
    total = min(len(a.words), len(b.words))
    share = words / total if total else 0.0
    if share >= COPY:
        return Overlap("copy", words, total, 1.0, passages)
    alike = _alike(a, b)
    # A handful of sentences is too little to tell rewriting from two reporters with one set of facts.
    # Sentences that recur word for word are a partial copy; rewriting is what recurs beyond them.
    if alike >= REWRITTEN and alike - share >= 0.2 and (words or alike >= 0.75):
        return Overlap("rewritten", words, total, alike, passages)
    return Overlap("partial" if share >= PARTIAL else "independent", words, total, alike, passages)


def _alike(a: Prose, b: Prose) -> float:
    """Share of the shorter text's sentences with a near-duplicate in the longer one, counted in order."""
    from rapidfuzz import fuzz, process

    short, long = sorted((_long_sentences(a), _long_sentences(b)), key=len)
    if len(short) < 3:
        return 0.0
    scores = process.cdist(short, long, scorer=fuzz.token_set_ratio, score_cutoff=NEAR)
    matched = []
    for row, sentence in enumerate(short):
        # The set ratio is 100 where one sentence lies within the other: lengths must be near too.
        fits = [
            (float(scores[row][column]), -column)
            for column, other in enumerate(long)
            if scores[row][column] >= NEAR and 0.6 <= len(sentence) / len(other) <= 1.67
        ]
        if fits:
            matched.append(-max(fits)[1])
    return _longest_rise(matched) / len(short)


def _long_sentences(text: Prose) -> list[str]:
    return [" ".join(text.words[start:end]) for start, end in text.sentences() if end - start >= _SHORT]


def _longest_rise(numbers: Sequence[int]) -> int:
    """Length of the longest strictly rising subsequence: matches that keep the order of both texts."""
    tails: list[int] = []
    for number in numbers:
        place = bisect_left(tails, number)
        tails[place : place + 1] = [number]
    return len(tails)


def find_pairs(texts: Sequence[Prose]) -> list[tuple[int, int]]:
    """Pairs of indices into ``texts`` that share enough short windows to be worth laying side by side.

    An inverted index held in two arrays, so that 10,000 reports need some tens of megabytes.
    """
    import numpy as np

    hashes, owners = [], []
    for owner, text in enumerate(texts):
        distinct = {shingle for shingle, _ in text.shingles(_SKETCH)}
        hashes.append(np.fromiter(distinct, dtype=np.int64, count=len(distinct)))
        owners.append(np.full(len(distinct), owner, dtype=np.int32))
    if not hashes:
        return []
    all_hashes, all_owners = np.concatenate(hashes), np.concatenate(owners)
    order = np.lexsort((all_owners, all_hashes))
    all_hashes, all_owners = all_hashes[order], all_owners[order]
    edges = np.flatnonzero(np.diff(all_hashes)) + 1
    starts = np.concatenate(([0], edges))
    ends = np.concatenate((edges, [len(all_hashes)]))
    shared: Counter[tuple[int, int]] = Counter()
    for start, end in zip(starts[ends - starts > 1], ends[ends - starts > 1], strict=True):
        _count_pairs(all_owners[start:end].tolist(), shared)
    sizes = [len(each) for each in hashes]
    return sorted(
        (first, second)
        for (first, second), count in shared.items()
        if count >= max(_SKETCH_SHARED, _SKETCH_SHARE * min(sizes[first], sizes[second]))
    )


def _count_pairs(owners: list[int], shared: Counter[tuple[int, int]]) -> None:
    hubs = owners if len(owners) <= _CROWD else owners[:2]
    for position, first in enumerate(hubs):
        for second in owners[position + 1 :]:
            shared[first, second] += 1
