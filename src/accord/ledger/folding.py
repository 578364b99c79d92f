"""Folding: where a tie stands at a date, as known at a date, from all that was said of it.

What was said is a bag of ``TieWord``: their order never matters, and a word that became known later than ``known_by``
changes nothing. The rules (docs/ties.md) are numbers and lists in ``data/ties/folding.toml`` and in the kinds of tie:
later acts win over earlier ones, acts over mentions; a reversal on one origin's word, and whatever somebody denies,
stays contested until more is known.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from accord.parties import party
from accord.records import Actor, DatePrecision, TieWord, content_id
from accord.tables import Problem, data
from accord.tiekinds import TieKind, TieKinds, load_tie_kinds

FILE = "ties/folding.toml"
#: Origins that are tables of facts begin so; together they are one hand.
TABLES = "ties/"

Standing = Literal["agreed", "single", "contested"]
#: What makes two words speak of one tie: kind, parties (in the order of their keys where it is mutual), sector.
TieKey = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers and lists of ``folding.toml``."""

    enough_origins: int
    unsure: frozenset[str]
    denied: str
    fine: frozenset[str]


@dataclass(frozen=True, slots=True)
class Position:
    """One stage that some words give a tie, and the words, in order. ``since`` is the first day of which they speak.

    ``date`` is the earliest date that the words themselves give, ``""`` where they give none; then ``since`` is the
    day of the first report.
    """

    stage: str
    since: str
    date: str
    date_precision: DatePrecision
    known_since: str
    words: tuple[TieWord, ...]

    @property
    def origins(self) -> tuple[str, ...]:
        """The independent hands behind it, sorted; all tables of facts are one."""
        return hands(self.words)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who says so, sorted; an outlet that says it itself is not named."""
        return tuple(sorted({word.speaker for word in self.words} - {""}))


@dataclass(frozen=True, slots=True)
class TieState:
    """Where a tie stands: its stage, since when, on whose word, and who says otherwise.

    ``verdict`` counts origins: ``agreed`` (two or more), ``single``, ``contested`` (then ``sides`` holds the stages
    that cannot all be so, the one shown first). ``held_from`` and ``held_to`` bound the present or last time that it
    held. ``past`` is true where all that was said is a look back. ``steps`` are all stages in the order of the world.
    """

    id: str
    kind: str
    a: Actor
    b: Actor
    sector: str
    stage: str
    verdict: Standing
    since: str
    since_precision: DatePrecision
    held_from: str
    held_to: str
    known_since: str
    words: tuple[TieWord, ...]
    sides: tuple[Position, ...] = ()
    steps: tuple[Position, ...] = ()
    past: bool = False

    @property
    def origins(self) -> tuple[str, ...]:
        """The independent hands behind the stage; all tables of facts are one."""
        return hands(self.words)

    @property
    def key(self) -> TieKey:
        """What makes it this tie and no other."""
        return self.kind, party(self.a), party(self.b), self.sector


@cache
def load_rules() -> Rules:
    """The rules as the data file has them."""
    table = tomllib.loads(data(FILE).read_text(encoding="utf-8"))
    return Rules(table["enough_origins"], frozenset(table["unsure"]), table["denied"], frozenset(table["fine"]))


def check_folding() -> Iterator[Problem]:
    """What is wrong with the rules: a number of origins below two, a stage that no kind has."""
    rules = load_rules()
    if rules.enough_origins < 2:
        yield Problem(FILE, 0, f"enough_origins is {rules.enough_origins}: one origin is no corroboration")
    known = {stage for kind in load_tie_kinds().kinds.values() for stage in kind.stages} | {rules.denied}
    for stage in sorted(rules.unsure - known):
        yield Problem(FILE, 0, f"unsure: no kind of tie has the stage {stage!r}")


def hands(words: Iterable[TieWord]) -> tuple[str, ...]:
    """The independent origins of ``words``, sorted; all tables of facts are the one origin ``ties``."""
    return tuple(sorted({TABLES.rstrip("/") if is_fact(word) else word.origin for word in words}))


def is_fact(word: TieWord) -> bool:
    """Whether a word is a row of the tables of facts and not of a report."""
    return not word.report and word.origin.startswith(TABLES)


def is_known(word: TieWord, known_by: str) -> bool:
    """Whether a word could be known on the day ``known_by``, and still counted then."""
    return word.known_since[:10] <= known_by and not (word.known_until and word.known_until[:10] <= known_by)


def key_of(word: TieWord, kinds: TieKinds) -> TieKey:
    """The tie that a word speaks of."""
    kind = kinds.kinds.get(word.kind)
    a, b = party(word.a), party(word.b)
    if kind is not None and kind.mutual and b < a:
        a, b = b, a
    return kind.name if kind else word.kind, a, b, word.sector


def fold_words(words: Iterable[TieWord], *, as_of: str, known_by: str) -> tuple[TieState, ...]:
    """Every tie that ``words`` speak of as it stood on the day ``as_of``, by what was known on the day ``known_by``.

    Both are ISO days. Ties come by kind, parties and sector. A wish alone makes no tie of a slight kind.
    """
    kinds = load_tie_kinds()
    by_tie: dict[TieKey, list[TieWord]] = defaultdict(list)
    for word in words:
        if is_known(word, known_by) and word.kind in kinds.kinds:
            by_tie[key_of(word, kinds)].append(word)
    drop_told_in_sector(by_tie)
    folded = (fold_tie(by_tie[key], as_of=as_of, known_by=known_by) for key in sorted(by_tie))
    return tuple(state for state in folded if state is not None)


def fold_tie(words: Iterable[TieWord], *, as_of: str, known_by: str) -> TieState | None:
    """One tie, of which all ``words`` speak; None where nothing was known of it or it had not begun."""
    kinds, rules = load_tie_kinds(), load_rules()
    known = _acts_alone(word for word in words if is_known(word, known_by))
    if not known:
        return None
    kind = kinds.kinds[next(iter(known.values())).kind]
    in_effect = [word for word in known.values() if takes_effect(word, kind, rules) <= as_of]
    later = [word for word in known.values() if takes_effect(word, kind, rules) > as_of]
    if not in_effect or (kind.slight and all(word.stage in rules.unsure for word in in_effect)):
        return None
    return _Fold(kind, rules, in_effect, later).state()


def takes_effect(word: TieWord, kind: TieKind, rules: Rules) -> str:
    """The day from which a word counts in the world, ``""`` for "before all that is dated".

    Its own date, else the day of the report. Words on what is to come count from the day they were said.
    """
    said = word.known_since[:10]
    if not word.date or word.date_precision not in rules.fine:
        return "" if word.past else said
    own = word.date[:10]
    if said and (word.stage in kind.ahead or word.stage in rules.unsure):
        return min(own, said)
    return own


def drop_told_in_sector(by_tie: dict[TieKey, list[TieWord]]) -> None:
    """A sentence that names the sector of a tie speaks of that one alone, and not of the tie in general too."""
    narrowed = {
        (*key[:3], word.report, word.start, word.end) for key, words in by_tie.items() if key[3] for word in words
    }
    for key in [key for key in by_tie if not key[3]]:
        by_tie[key] = [w for w in by_tie[key] if not w.report or (*key[:3], w.report, w.start, w.end) not in narrowed]
        if not by_tie[key]:
            del by_tie[key]


def _acts_alone(words: Iterable[TieWord]) -> dict[str, TieWord]:
    """Words by id. A sentence that tells an act on a tie is no mention of it too: "freezes its membership"."""
    # Of two rows of one word the one that counts longer, whichever came first.
    known = {word.id: word for word in sorted(words, key=lambda word: word.known_until or "~")}
    acts = {(word.report, word.start, word.end) for word in known.values() if word.strong and word.report}
    return {
        name: word for name, word in known.items() if word.strong or (word.report, word.start, word.end) not in acts
    }


class _Fold:
    """One tie's words in the order of the world, and the positions they make; ``later`` speak of days to come."""

    def __init__(self, kind: TieKind, rules: Rules, words: Sequence[TieWord], later: Sequence[TieWord]) -> None:
        self.kind, self.rules, self.later = kind, rules, later
        self.words = sorted(words, key=self._order)
        self.parties = {party(words[0].a), party(words[0].b)}

    def state(self) -> TieState:
        acts = [word for word in self.words if word.strong and word.stage not in self.rules.unsure]
        positions = self._positions(acts)
        shown, against = self._walk(positions) if positions else self._mentioned()
        counted = {word.id for word in shown.words}
        support = [word for word in self.words if word.stage == shown.stage and not word.past and not word.strong]
        mentions = [word for word in support if word.id not in counted]
        words = tuple(sorted((*shown.words, *mentions), key=self._order))
        sides = (self._position(words), *against) if against else ()
        enough = len(hands(words)) >= self.rules.enough_origins
        held_from, held_to = self._held(positions, shown)
        a, b = self._ends()
        return TieState(
            id=content_id("tie", self.kind.name, party(a), party(b), self.words[0].sector),
            kind=self.kind.name,
            a=a,
            b=b,
            sector=self.words[0].sector,
            stage=shown.stage,
            verdict="contested" if sides else "agreed" if enough else "single",
            since=shown.date or shown.since,
            since_precision=shown.date_precision if shown.date else "reported",
            held_from=held_from,
            held_to=held_to,
            known_since=min((word.known_since[:10] for word in self.words), default=""),
            words=words,
            sides=sides,
            steps=self._steps(),
            past=all(word.past and not word.strong for word in self.words),
        )

    def _order(self, word: TieWord) -> tuple[str, bool, int, str, str]:
        return self._day(word), word.strong, self._rank(word.stage), word.known_since, word.id

    def _rank(self, stage: str) -> int:
        return self.kind.stages.index(stage) if stage in self.kind.stages else 0

    def _day(self, word: TieWord) -> str:
        return takes_effect(word, self.kind, self.rules)

    def _dated(self, word: TieWord) -> bool:
        return bool(word.date) and word.date_precision in self.rules.fine

    def _position(self, words: Sequence[TieWord]) -> Position:
        dated = min((word for word in words if self._dated(word)), key=lambda w: (w.date, w.id), default=None)
        return Position(
            stage=words[0].stage,
            since=self._day(words[0]),
            date=dated.date if dated else "",
            date_precision=dated.date_precision if dated else "unknown",
            known_since=min(word.known_since[:10] for word in words),
            words=tuple(words),
        )

    def _positions(self, acts: Sequence[TieWord]) -> list[Position]:
        """Acts in order, those of one stage that follow each other together.

        An act that gives no date of its own repeats an earlier one of its stage, and moves nothing: papers go on
        telling that a member "announced its exit" when it has left.
        """
        groups: list[list[TieWord]] = []
        for word in acts:
            same = next((group for group in reversed(groups) if group[0].stage == word.stage), None)
            if same is not None and (same is groups[-1] or (not self._dated(word) and not self._turns(groups, word))):
                same.append(word)
            else:
                groups.append([word])
        return [self._position(group) for group in groups]

    def _turns(self, groups: Sequence[Sequence[TieWord]], word: TieWord) -> bool:
        """Whether a word takes up again what had ended; that is news, and no repetition, even without a date."""
        return groups[-1][0].stage in self.kind.ends and word.stage == self.kind.plain

    def _walk(self, positions: Sequence[Position]) -> tuple[Position, tuple[Position, ...]]:
        """The position that stands at the end, and those that stand against it."""
        standing, pending = positions[0], list[Position]()
        for new in positions[1:]:
            if self._reverses(standing, new) and not self._is_settled(new) and self._others(new, standing):
                pending += [] if self._came_later(new) else [new]
            else:
                standing, pending = new, []
        return standing, (*pending, *self._called_still(standing), *self._denials([standing, *pending]))

    def _phase(self, stage: str) -> str:
        return "ended" if stage in self.kind.ends else "bound" if stage in self.kind.bound else "before"

    def _reverses(self, standing: Position, new: Position) -> bool:
        return {self._phase(standing.stage), self._phase(new.stage)} == {"ended", "bound"}

    def _others(self, new: Position, standing: Position) -> bool:
        """Whether anybody else stands behind what stood: one origin may change its own story."""
        return bool(set(hands(standing.words)) - set(hands(new.words)))

    def _came_later(self, hearsay: Position) -> bool:
        """Whether it is known by now that what hearsay told came about on a later day."""
        return self._suffices([word for word in self.later if word.stage == hearsay.stage and self._dated(word)])

    def _is_settled(self, position: Position) -> bool:
        """Several hands, a table, or one of the two parties itself: no mere hearsay."""
        return self._suffices(position.words)

    def _suffices(self, words: Sequence[TieWord]) -> bool:
        own = any(word.speaker_party in self.parties or is_fact(word) for word in words)
        return own or len(hands(words)) >= self.rules.enough_origins

    def _called_still(self, standing: Position) -> tuple[Position, ...]:
        """Mentions that speak of a tie as holding after hearsay says that it has ended."""
        if standing.stage not in self.kind.ends or self._is_settled(standing):
            return ()
        own = set(hands(standing.words))
        later = [
            word
            for word in self.words
            if not word.strong and not word.past and word.stage in self.kind.bound - self.rules.unsure
            if self._day(word) >= standing.since and not own.issuperset(hands([word]))
        ]
        return tuple(self._by_stage(later))

    def _denials(self, positions: Sequence[Position]) -> tuple[Position, ...]:
        """Denials of any of ``positions`` that no later act has answered."""
        found = [word for word in self.words if any(self._denies(word, position) for position in positions)]
        return tuple(self._by_stage(found))

    def _denies(self, word: TieWord, position: Position) -> bool:
        plain = word.stage == self.rules.denied
        if not plain and position.stage not in self.kind.denials.get(word.stage, ()):
            return False
        day = self._day(word)
        if plain and position.since > day:
            return False
        # Hearsay that comes after the denial says no more than what was denied; a party's own later act does.
        if position.since > day and self._is_settled(position):
            return False
        after = [act for act in position.words if self._dated(act) and self._day(act) > day]
        return not (after and self._suffices(after))

    def _mentioned(self) -> tuple[Position, tuple[Position, ...]]:
        """Where no act is known: the latest mention, else the latest word there is."""
        sure = [word for word in self.words if word.stage not in self.rules.unsure]
        now = [word for word in sure if not word.past] or sure
        if not now:
            return self._by_stage(self.words)[-1], ()
        standing = next(one for one in self._by_stage(now) if one.stage == now[-1].stage)
        return standing, self._denials([standing])

    def _by_stage(self, words: Sequence[TieWord]) -> list[Position]:
        """Words by stage, in the order of the last word of each."""
        grouped: dict[str, list[TieWord]] = defaultdict(list)
        for word in words:
            grouped[word.stage].append(word)
        return [self._position(group) for group in sorted(grouped.values(), key=lambda group: self._order(group[-1]))]

    def _held(self, positions: Sequence[Position], shown: Position) -> tuple[str, str]:
        """When the present or last spell began and ended, by the dates that words give themselves.

        Where no act tells the beginning (the entry, not a later freeze), a mention of this spell may know it: "a member
        since 1991".
        """
        held_to = shown.date if shown.stage in self.kind.ends else ""
        at = next((n for n, one in enumerate(positions) if one is shown), len(positions))
        begun: list[str] = []
        before, entered = "", False  # the day on which an earlier spell ended; whether this one's entry is dated
        for position in positions[: at + 1]:
            if position.stage in self.kind.ends:
                if position is not shown:
                    begun, before, entered = [], position.since, False
            elif self._phase(position.stage) == "bound" and position.date:
                begun.append(position.date)
                entered = entered or position.stage == self.kind.plain
        mentions = (w for w in self.words if not w.strong and w.stage in self.kind.bound and self._dated(w))
        if not entered:
            begun += [word.date for word in mentions if word.date >= before]
        return min(begun, default=""), held_to

    def _steps(self) -> tuple[Position, ...]:
        """Every stage at every date that was said, in the order of the world."""
        grouped: dict[tuple[str, str], list[TieWord]] = {}
        for word in self.words:
            grouped.setdefault((word.stage, word.date if self._dated(word) else ""), []).append(word)
        return tuple(self._position(group) for group in grouped.values())

    def _ends(self) -> tuple[Actor, Actor]:
        """The two parties, each as it is called most plainly."""
        first = min((party(word.a), party(word.b)) for word in self.words)
        keys = tuple(sorted(first)) if self.kind.mutual else first
        named = [actor for word in self.words for actor in (word.a, word.b)]
        a, b = (min((one for one in named if party(one) == key), key=_plainness) for key in keys)
        return a, b


def _plainness(actor: Actor) -> tuple[int, str, str, str, str]:
    return len(actor.role), actor.sector, actor.name, actor.id, actor.country
