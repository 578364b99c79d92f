"""What the past says about a pair on a day, as numbers that stand around 0 where things go on as they always have.

For each question (a pair and a kind) there is its long-run rate, drawn towards what pairs of such parties do, and
signs of the recent past. A sign that compares counts is the logarithm of what was seen over what the long-run rate
gives, each plus a half, so that one event more or less in a quiet pair moves it little.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from accord.forecasting.history import Floats, History
from accord.forecasting.memory import LONG, MIDDLE, SCALES, SHORT, Memory, Plan, Rows, seen_in

#: Pairs of such parties count as this many events of the pair itself when its mix of kinds is estimated, and a party's
#: mix is drawn to the world's by this many.
_MIX, _PARTY_MIX = 3.0, 10.0
#: So many events due within a horizon are as good as certain; more would be no surer.
_SURE = 6.0
#: Added to both sides of a ratio of counts; more for a party's counts, which are larger.
_HALF, _ONE = 0.5, 1.0

#: Families of signs: what a reader is told as one pattern.
OWN, SPREAD, BACK, PAIR, ACTOR, RECIPIENT = "own", "spread", "back", "pair", "actor", "recipient"
SEASON, RHYTHM = "season", "rhythm"

#: Days in a year, and by how many an event of this season may come sooner or later than it did a year ago.
YEAR, _EARLY = 365.25, 7
#: Intervals from which on there is a usual one.
_INTERVALS = 3


def direction(sign: str) -> int:
    """Which way a sign must push by what it means: 1 up, -1 down, 0 either.

    More of the same kind makes more of it likelier, whoever it comes from, and silence less likely. What other kinds
    between the two bode is for the past to tell.
    """
    family, _, name = sign.rpartition(" ")
    if name == "silence":
        return -1
    return 0 if family.startswith(f"{PAIR} ") or name == "never" else 1


@dataclass(frozen=True, slots=True)
class Signs:
    """``values[i, j]`` is sign ``names[j]`` of pair ``i``."""

    names: tuple[str, ...]
    values: Floats


@dataclass(frozen=True, slots=True)
class World:
    """What signs take from all pairs together: ``ever`` is the long-run count of all events, ``usual`` that of a pair
    that ever met on average, ``mix`` each column's share; quads and other contact add up to 1."""

    ever: float
    usual: float
    mix: Floats


def look_around(history: History, columns: Plan, *, day: int) -> World:
    """The world on ``day`` from the whole history before it, without remembering each pair."""
    weight = np.exp(-(day - history.day) / SCALES[LONG])
    counts = np.zeros(len(columns.columns))
    for column in (columns.quad_column[history.kind], columns.type_column[history.kind]):
        used = column >= 0
        counts += np.bincount(column[used], weights=weight[used], minlength=len(counts))
    ever = float(counts[:5].sum())
    pairs = len(np.unique(history.actor.astype(np.int64) * len(history.parties) + history.recipient))
    return World(ever, ever / max(pairs, 1), counts / max(ever, 1.0))


class Scene:
    """All that signs are made of on one day, worked out once for all questions of that day.

    ``world`` must be given where the memory holds a part of the history only.
    """

    def __init__(self, memory: Memory, world: World | None = None) -> None:
        self.memory = memory
        #: Days of history, the older ones counting less: what a long-run count is to be divided by.
        self.span = max(float(memory.exposure[LONG]), 1.0)
        #: Every event of a pair once, in the long run.
        self.contacts: Floats = np.asarray(memory.pairs.usual[:, :5].sum(axis=1))
        self.world = world or self._look_around()
        self._seasons: dict[int, tuple[list[tuple[int, int]], Floats]] = {}

    def _look_around(self) -> World:
        ever = float(self.contacts.sum())
        pairs = int((self.memory.met > 0).sum())
        return World(ever, ever / max(pairs, 1), self.memory.pairs.usual.sum(axis=0) / max(ever, 1.0))

    @cached_property
    def hot(self) -> Floats:
        """Every event of a pair in the last days."""
        return np.asarray(self.memory.pairs.counts[SHORT, :, :5].sum(axis=1))

    @cached_property
    def party_mix(self) -> tuple[Floats, Floats]:
        """The mix of what each party does and of what is done to it, drawn to the world's."""
        sides = (self.memory.actors.usual, self.memory.recipients.usual)
        ours, theirs = (
            (side + _PARTY_MIX * self.world.mix) / (side[:, :5].sum(axis=1, keepdims=True) + _PARTY_MIX)
            for side in sides
        )
        return ours, theirs

    def rate(self, pairs: Rows, column: int) -> Floats:
        """Long-run events a day of the column for each pair: its own past, drawn to that of such parties.

        The rate of contact is drawn to that of a usual pair by one event; the mix of kinds to the parties' mixes.
        """
        memory, contacts = self.memory, self.contacts[pairs]
        contact = (contacts + 1.0) / (self.span + self.span / max(self.world.usual, 1e-9))
        ours, theirs = self.party_mix
        prior = np.sqrt(ours[memory.actor[pairs], column] * theirs[memory.recipient[pairs], column])
        share = (memory.pairs.usual[pairs, column] + _MIX * prior) / (contacts + _MIX)
        return np.asarray(contact * np.maximum(share, 1e-9))

    def base(self, pairs: Rows, column: int, days: int) -> Floats:
        """The terms of a base rate: the log-odds of an event if they came one by one, and how little is known.

        The latter matters because a pair that met once was as often as not lucky: its rate is less than it seems.
        """
        due = np.minimum(self.rate(pairs, column) * days, _SURE)
        return np.column_stack([np.ones(len(due)), np.log(np.expm1(due)), 1.0 / (1.0 + self.contacts[pairs])])

    def signs(self, pairs: Rows, column: int, days: int) -> Signs:
        """The signs for the question of the column's kind within ``days`` days, for each of ``pairs``."""
        rate = self.rate(pairs, column)
        found: dict[str, Floats] = {}
        self._own(found, pairs, column, rate)
        self._cycles(found, pairs, column, rate, days)
        self._back(found, pairs, column, days)
        self._pair(found, pairs, column, days)
        self._parties(found, pairs, column, days)
        return Signs(tuple(found), np.column_stack(list(found.values())))

    def _own(self, found: dict[str, Floats], pairs: Rows, column: int, rate: Floats) -> None:
        """The same kind in the same direction: how hot lately, how spread over weeks, how long ago."""
        memory = self.memory
        lately = memory.pairs.counts[MIDDLE, pairs, column]
        found[f"{OWN} lately"] = _excess(lately, rate * memory.exposure[MIDDLE])
        weeks = max(memory.span / 7.0, 1.0) * -np.expm1(-7.0 * rate)
        found[f"{SPREAD} weeks"] = _excess(memory.weeks[pairs, column], weeks)
        last = memory.last[pairs, column]
        found[f"{OWN} silence"] = np.log1p(np.where(last > 0, memory.day - last, memory.span + 30.0))
        found[f"{OWN} never"] = (last == 0).astype(float)

    def _cycles(self, found: dict[str, Floats], pairs: Rows, column: int, rate: Floats, days: int) -> None:
        """The same kind in the same season of earlier years, and when its usual interval is over.

        A rhythm counts for nothing where intervals stray as far as those of events that come by chance.
        """
        windows, seen = self._season(days)
        length = sum(end - first for first, end in windows)
        found[f"{SEASON} years"] = _excess(seen[pairs, column], rate * length) if length else np.zeros(len(pairs))
        memory = self.memory
        gaps = np.maximum(memory.gaps[pairs, column], 1.0)
        usual = np.maximum((memory.last - memory.first)[pairs, column] / gaps, 1.0)
        stray = np.sqrt(np.maximum(memory.squares[pairs, column] / gaps - usual**2, 0.0))
        regular = np.where(memory.gaps[pairs, column] >= _INTERVALS, np.maximum(1.0 - stray / usual, 0.0), 0.0)
        since = memory.day - memory.last[pairs, column]
        due = np.ceil(np.maximum(since / usual, 1e-9)) * usual - since  # days until the next one, if one was missed too
        found[f"{RHYTHM} due"] = regular * np.where(due < days, 1.0, -1.0)

    def _season(self, days: int) -> tuple[list[tuple[int, int]], Floats]:
        """The horizon's windows in earlier years, and what was seen in them together."""
        if days not in self._seasons:
            windows = season_windows(self.memory.start, self.memory.day, days)
            seen = np.zeros(self.memory.last.shape)
            for first, end in windows:
                seen += seen_in(self.memory, first, end)
            self._seasons[days] = windows, seen
        return self._seasons[days]

    def _back(self, found: dict[str, Floats], pairs: Rows, column: int, days: int) -> None:
        """The same kind the other way."""
        total = self._reversed(self.memory.pairs.usual[:, column], pairs)
        lately = self._reversed(self.memory.pairs.counts[MIDDLE, :, column], pairs)
        found[f"{BACK} level"] = _level(total, self.span, days)
        found[f"{BACK} lately"] = _excess(lately, total / self.span * self.memory.exposure[MIDDLE])

    def _pair(self, found: dict[str, Floats], pairs: Rows, column: int, days: int) -> None:
        """What else went from the one to the other, by quad, and any contact at all in the last days."""
        memory = self.memory
        for other in range(5):
            if other == column:
                continue
            total = memory.pairs.usual[pairs, other]
            due = total / self.span * memory.exposure[MIDDLE]
            found[f"{PAIR} {other} level"] = _level(total, self.span, days)
            found[f"{PAIR} {other} lately"] = _excess(memory.pairs.counts[MIDDLE, pairs, other], due)
        both = self.hot[pairs] + self._reversed(self.hot, pairs)
        due = (self.contacts[pairs] + self._reversed(self.contacts, pairs)) / self.span * memory.exposure[SHORT]
        found[f"{PAIR} contact"] = _excess(both, due)

    def _parties(self, found: dict[str, Floats], pairs: Rows, column: int, days: int) -> None:
        """The same kind from the actor to anyone, and from anyone to the recipient."""
        memory = self.memory
        sides = ((ACTOR, memory.actors, memory.actor[pairs]), (RECIPIENT, memory.recipients, memory.recipient[pairs]))
        for family, tally, party in sides:
            total, lately = tally.usual[party, column], tally.counts[0, party, column]
            found[f"{family} level"] = _level(total, self.span, days)
            found[f"{family} lately"] = _excess(lately, total / self.span * memory.exposure[MIDDLE], _ONE)

    def _reversed(self, values: Floats, pairs: Rows) -> Floats:
        """``values`` of the pairs the other way round; 0 where there is no such pair."""
        back = self.memory.reverse[pairs]
        return np.where(back >= 0, values[np.maximum(back, 0)], 0.0)


def season_windows(start: int, day: int, days: int) -> list[tuple[int, int]]:
    """The days (ordinals, the end not included) of earlier years that a horizon from ``day`` is like, the latest first.

    A little before and after belongs to them. Windows must lie within the data, which begins on ``start``, and leave
    half a year to the day of asking.
    """
    found: list[tuple[int, int]] = []
    while True:
        first = round(day - YEAR * (len(found) + 1)) - _EARLY
        end = first + days + 2 * _EARLY
        if first < start or end > day - YEAR / 2:
            return found
        found.append((first, end))


def _excess(seen: Floats, due: Floats, ground: float = _HALF) -> Floats:
    return np.asarray(np.log((seen + ground) / (due + ground)))


def _level(total: Floats, span: float, days: int) -> Floats:
    """How many a horizon, on a scale where none at all is not endlessly far from a few."""
    return np.asarray(np.log(total / span * days + 0.1))
