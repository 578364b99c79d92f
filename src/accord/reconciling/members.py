"""Contests over who belongs to a body: lists of members that do not name the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from accord.reconciling.contests import make_contest
from accord.reconciling.cues import cue
from accord.reconciling.parties import party
from accord.reconciling.ties import Word, tie_id
from accord.reconciling.titles import Titles
from accord.records import Actor, Contest, Side, Span


def memberships(words: Sequence[Word], titles: Titles) -> Iterator[Contest]:
    """Lists of a body's members that do not name the same. A list is whole only where its words say so."""
    lists: dict[str, dict[tuple[str, int], list[Word]]] = defaultdict(lambda: defaultdict(list))
    for word in words:
        if word.kind.name == "membership" and word.stage == "member":
            lists[party(word.b)][word.span.report, word.sentence].append(word)
    for body in sorted(lists):
        ordered = sorted(lists[body].values(), key=lambda words: (words[0].span.report, words[0].span.start))
        whole = [words for words in ordered if len(words) > 1 and any(cue("whole").search(c.quote) for c in words)]
        if not whole:
            continue
        fullest = max(whole, key=lambda words: (len(_members(words)), words[0].span.report, words[0].span.start))
        others = [words for words in ordered if words is not fullest and _conflict(fullest, words, whole)]
        if others:
            named = titles.name(fullest[0].b)
            sides = [_list_side(fullest, fullest, titles), *_groups(fullest, others, titles)]
            tie = tie_id("membership", _disputed(fullest, others), body)
            yield make_contest("membership", f"Who belongs to {named}", sides, episode=None, tie=tie)


def _disputed(fullest: Sequence[Word], others: Sequence[Sequence[Word]]) -> str:
    """The first party that stands on one list and not on another."""
    lists = [_members(words) for words in (fullest, *others)]
    return min(key for names in lists for key in names if not all(key in other for other in lists))


def _members(words: Sequence[Word]) -> dict[str, Actor]:
    return {party(word.a): word.a for word in words}


def _conflict(fullest: Sequence[Word], other: Sequence[Word], whole: Sequence[Sequence[Word]]) -> bool:
    names, theirs = _members(fullest), _members(other)
    extra = [key for key in theirs if key not in names]
    omitted = [key for key in names if key not in theirs]
    # One member named in passing leaves nobody out; it contradicts a whole list only where it is not on it.
    return bool(extra) or (bool(omitted) and (len(theirs) > 2 or any(other is one for one in whole)))


def _groups(fullest: Sequence[Word], others: Sequence[Sequence[Word]], titles: Titles) -> list[Side]:
    """One side for each distinct list."""
    by_holds: dict[str, Side] = {}
    for words in others:
        side = _list_side(words, fullest, titles)
        held = by_holds.get(side.holds)
        if held is not None:
            side = Side(
                side.holds,
                tuple(sorted({*held.said_by, *side.said_by})),
                tuple(sorted({*held.origins, *side.origins})),
                tuple(sorted({*held.because, *side.because})),
            )
        by_holds[side.holds] = side
    return [by_holds[holds] for holds in sorted(by_holds)]


def _list_side(words: Sequence[Word], fullest: Sequence[Word], titles: Titles) -> Side:
    named, full = _members(words), _members(fullest)
    listed = ", ".join(sorted(titles.name(actor) for actor in named.values()))
    missing = ", ".join(sorted(titles.name(actor) for key, actor in full.items() if key not in named))
    alone = len(named) == 1
    holds = f"names {listed} as a member" if alone else f"lists {listed}"
    if missing and not alone:
        holds += f"; does not list {missing}"
    spans = tuple(dict.fromkeys(Span(word.span.report, word.span.start, word.span.end, holds) for word in words))
    voices = sorted({word.speaker for word in words} - {""})
    return Side(holds, tuple(voices), tuple(sorted({word.origin for word in words})), spans)
