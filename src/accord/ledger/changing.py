"""Changing: how what was known of a tie changed as words came in, and what a span of days brought.

Both only fold: the same words as of the same day, as known by one day and by another.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

from accord.ledger.facts import load_facts
from accord.ledger.folding import TieKey, TieState, drop_told_in_sector, fold_tie, key_of
from accord.ledger.happenings import Known
from accord.ledger.world import Words, all_words, ends, has_ended
from accord.records import Contest, Episode, TieWord
from accord.tiekinds import load_tie_kinds

R = TypeVar("R")
#: What a change is, in the order in which they are told.
Change = Literal["reversed", "contested", "corroborated", "moved", "new", "settled", "retracted"]
CHANGES: tuple[Change, ...] = ("reversed", "contested", "corroborated", "moved", "new", "settled", "retracted")


@dataclass(frozen=True, slots=True)
class Learned:
    """One day on which something was learned of a tie (or ceased to count), and where the tie stood by it.

    ``day`` is ``""`` for what has no date. ``before`` and ``after`` are the tie as of that day, as known the day before
    and by it.
    """

    day: str
    words: tuple[TieWord, ...]
    closed: tuple[TieWord, ...]
    before: TieState | None
    after: TieState | None


@dataclass(frozen=True, slots=True)
class History:
    """How what was known of one tie changed, in the order in which it became known."""

    key: TieKey
    steps: tuple[Learned, ...]


@dataclass(frozen=True, slots=True)
class Changed(Generic[R]):
    """Something that a span of days changed: how, what it was before it (None where it was not known) and is after."""

    change: Change
    before: R | None
    after: R | None

    @property
    def record(self) -> R:
        """What it is about: as it is now, or as it was where it is no longer held."""
        found = self.after if self.after is not None else self.before
        assert found is not None  # noqa: S101 - a change is of something
        return found


@dataclass(frozen=True, slots=True)
class Changes:
    """All that was learned from the day ``since`` to the day ``until``."""

    since: str
    until: str
    ties: tuple[Changed[TieState], ...]
    episodes: tuple[Changed[Episode], ...]
    contests: tuple[Changed[Contest], ...]


class Kept(Words, Protocol):
    """A ledger, as far as changes are read from it."""

    def episodes(  # noqa: D102 - as in accord.ledger.Ledger
        self, *, known_by: str = "", closed: bool = False, learned_since: str = ""
    ) -> Iterator[Known[Episode]]: ...

    def contests(  # noqa: D102 - as in accord.ledger.Ledger
        self, *, known_by: str = "", closed: bool = False, learned_since: str = ""
    ) -> Iterator[Known[Contest]]: ...


def histories(words: Iterable[TieWord], *, known_by: str) -> tuple[History, ...]:
    """The history of every tie that ``words`` speak of, as far as known by a day; by kind, parties and sector."""
    kinds = load_tie_kinds()
    by_tie: dict[TieKey, dict[tuple[str, str, str], TieWord]] = defaultdict(dict)
    for word in words:
        if word.kind in kinds.kinds and word.known_since[:10] <= known_by:
            by_tie[key_of(word, kinds)][word.id, word.known_since, word.known_until] = word
    listed = {key: list(words_of.values()) for key, words_of in by_tie.items()}
    drop_told_in_sector(listed)
    found = (History(key, tuple(_learned(listed[key], known_by))) for key in sorted(listed))
    return tuple(history for history in found if history.steps)


def _learned(words: Sequence[TieWord], known_by: str) -> Iterator[Learned]:
    days = {word.known_since[:10] for word in words} | {word.known_until[:10] for word in words if word.known_until}
    for day in sorted(day for day in days if day <= known_by):
        new = sorted((word for word in words if word.known_since[:10] == day), key=_reading)
        closed = sorted((word for word in words if day and word.known_until[:10] == day), key=_reading)
        # A word that is taken up again on the day on which it was closed has not changed.
        again = {word.id for word in new} & {word.id for word in closed}
        new, closed = ([word for word in some if word.id not in again] for some in (new, closed))
        if new or closed:
            before = fold_tie(words, as_of=day, known_by=day_before(day)) if day else None
            yield Learned(day, tuple(new), tuple(closed), before, fold_tie(words, as_of=day, known_by=day))


def _reading(word: TieWord) -> tuple[str, str, int, str]:
    return word.date, word.report, word.start, word.id


def day_before(day: str) -> str:
    """The day before an ISO day; of a year or a month, the last day before it began."""
    whole = day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day[:10]
    try:
        return (datetime.date.fromisoformat(whole) - datetime.timedelta(days=1)).isoformat()
    except OverflowError:
        return ""


def changes(ledger: Kept | None, *, since: str, until: str) -> Changes:
    """What was learned from the day ``since`` to the day ``until``, both included: ties, episodes, contests.

    Ties also change where the tables of facts have a row that begins or ends in that span.
    """
    before = day_before(since)
    episodes: tuple[Changed[Episode], ...] = ()
    contests: tuple[Changed[Contest], ...] = ()
    if ledger is not None:
        versions = ledger.episodes(known_by=until, closed=True, learned_since=since)
        episodes = tuple(_compared(versions, before, until, _episode_change))
        held = ledger.contests(known_by=until, closed=True, learned_since=since)
        contests = tuple(_compared(held, before, until, _contest_change))
    ties = sorted(_tie_changes(ledger, since, before, until), key=_tie_order)
    return Changes(since, until, tuple(ties), _ordered(episodes), _ordered(contests))


def _tie_order(changed: Changed[TieState]) -> tuple[int, TieKey]:
    return CHANGES.index(changed.change), changed.record.key


def _ordered(found: tuple[Changed[R], ...]) -> tuple[Changed[R], ...]:
    """The most telling change first, then by weight."""

    def order(changed: Changed[R]) -> tuple[int, float, str]:
        record: object = changed.record
        return CHANGES.index(changed.change), -getattr(record, "weight", 0.0), getattr(record, "id", "")

    return tuple(sorted(found, key=order))


def _tie_changes(ledger: Words | None, since: str, before: str, until: str) -> Iterator[Changed[TieState]]:
    kinds = load_tie_kinds()
    facts = load_facts()
    touched: set[TieKey] = set()
    if ledger is not None:
        learned = ledger.tie_words(known_by=until, closed=True, learned_since=since)
        touched = {key_of(word, kinds) for word in learned}
    touched |= {key_of(word, kinds) for word in facts.words() if since <= word.date and word.date <= until}
    by_pair: dict[tuple[str, str, str], list[TieWord]] = {}
    for key in sorted(touched):
        pair = key[:3]
        if pair not in by_pair:
            found = all_words(ledger, facts, party=key[1], other=key[2], kind=key[0], known_by=until)
            by_pair[pair] = [word for word in found if {*ends(word)} == {key[1], key[2]}]
        own = [word for word in by_pair[pair] if key_of(word, kinds) == key]
        was = fold_tie(own, as_of=before, known_by=before)
        now = fold_tie(own, as_of=until, known_by=until)
        change = _tie_change(was, now)
        if change:
            yield Changed(change, was, now)


def _tie_change(was: TieState | None, now: TieState | None) -> Change | None:
    if was is None or now is None:
        return "retracted" if now is None and was is not None else "new" if now is not None else None
    if now.verdict == "contested" and (was.verdict != "contested" or _sides(was) != _sides(now)):
        return "contested"
    if has_ended(was) != has_ended(now):
        return "reversed"
    if was.stage != now.stage:
        return "moved"
    if was.verdict == "contested" and now.verdict != "contested":
        return "settled"
    return "corroborated" if was.verdict == "single" and now.verdict == "agreed" else None


def _sides(tie: TieState) -> tuple[str, ...]:
    return tuple(side.stage for side in tie.sides)


def _compared(
    versions: Iterable[Known[R]], before: str, until: str, judge: Callable[[R | None, R | None], Change | None]
) -> Iterator[Changed[R]]:
    """Each thing that has versions in the span, as it was before it and is at its end."""
    by_name: dict[str, list[Known[R]]] = defaultdict(list)
    for version in versions:
        by_name[version.name].append(version)
    for name in sorted(by_name):
        was, now = (_version(by_name[name], day) for day in (before, until))
        change = judge(was, now)
        if change:
            yield Changed(change, was, now)


def _version(versions: Sequence[Known[R]], day: str) -> R | None:
    """The version that was known at the end of a day."""
    held = [one for one in versions if one.known_since <= day and not (one.known_until and one.known_until <= day)]
    return held[-1].record if held else None


#: Stages of an episode that say that it did not happen.
_NOT = ("denied",)


def _episode_change(was: Episode | None, now: Episode | None) -> Change | None:
    if was is None or now is None:
        return "retracted" if now is None and was is not None else "new" if now is not None else None
    contested = [any(field.verdict == "contested" for field in episode.fields) for episode in (was, now)]
    if contested == [False, True]:
        return "contested"
    if was.stage != now.stage:
        return "reversed" if (was.stage in _NOT) != (now.stage in _NOT) else "moved"
    if contested == [True, False]:
        return "settled"
    return "corroborated" if len(was.origins) < 2 <= len(now.origins) else None


def _contest_change(was: Contest | None, now: Contest | None) -> Change | None:
    if was is None and now is not None:
        return "contested"
    return "settled" if was is not None and now is None else None
