"""Patterns: each looks at the past in one way and says who is likely to be the answer.

A question is (who, what, ?) on a day. A pattern spreads a probability over actors: whom *who* did *what* to before,
whom it dealt with at all, whom its compatriots did that to, and so on. Here they are laid side by side; how much each
is to be believed is learnt in :mod:`accord.forecasting.combining`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from accord.forecasting.facts import Floats, Ints
from accord.forecasting.recollection import Recollection
from accord.forecasting.rules import Firings, Rules
from accord.forecasting.tallies import HALF_LIVES, Tally, totals

_DAYS, _FORTNIGHT, _SEASON, _LONG = range(4)  # places of HALF_LIVES
_NEIGHBOURS = 100
"""Actors of like company whose habits are borrowed; more add noise, fewer miss those who rarely appear."""
_LIKENESS = 4
"""The power likeness is raised to: borrowing from the nearest before the many."""

PATTERNS = (
    *(f"same, {days} d" for days in HALF_LIVES),
    *(f"pair, {days} d" for days in HALF_LIVES),
    "rules",
    "usual, 10 d",
    "usual, 400 d",
    "compatriots' same, 10 d",
    "compatriots' same, 400 d",
    "compatriots' dealings, 10 d",
    "compatriots' dealings, 400 d",
    "role's usual, 400 d",
    "two steps",
    "alikes' same",
    "alikes' dealings",
    "fame",
    "fame at home",
)
"""Every pattern by name, in the order of :class:`Survey`. The two last are over all actors, the others over few."""

_LEAST = 0.002
"""A share below this brings nobody among the candidates."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What one pattern says: for a question (``owners``), an actor and its probability."""

    owners: Ints
    actors: Ints
    chance: Floats


@dataclass(frozen=True, slots=True)
class Survey:
    """What all patterns say of some questions of one day. ``fame`` is the same for all, ``homes`` the chance of a home
    by what lately passed between the asked actor and that home's people."""

    who: Ints
    what: Ints
    day: int
    spreads: tuple[Spread, ...]
    firings: Firings
    fame: Floats
    home_fame: Floats
    homes: Floats

    def mixture(self, shares: Floats, homes: Ints) -> Floats:
        """The patterns' chances weighed by their shares: a row a question, a column an actor."""
        mixed = np.empty((len(self.who), len(self.fame)), np.float32)
        np.take(shares[-1] * self.homes / np.maximum(self.home_fame, 1e-9), homes, axis=1, out=mixed)
        mixed += shares[-2]
        mixed *= self.fame
        flat = mixed.reshape(-1)  # a view: rows lie one after another
        for cells, first, together in self._alike():
            weighed = sum(
                spread.chance * share for spread, share in zip(together, shares[first:], strict=False) if share > _LEAST
            )
            if not isinstance(weighed, int):  # an actor is once in a question's spread, so plain adding is enough
                flat[cells] += weighed
        return mixed

    def chances(self, rows: Ints, actors: Ints, homes: Ints) -> Floats:
        """What each pattern gives an actor as the answer to a question (a row of this survey): columns as PATTERNS."""
        size = len(self.fame)
        found = np.empty((len(rows), len(PATTERNS)), np.float32)
        board = np.zeros(len(self.who) * size, np.int32)
        place = rows * size + actors
        written = 1  # numbers below are of patterns before, so that the board need not be wiped
        for cells, first, together in self._alike():
            board[cells] = np.arange(written, written + len(cells), dtype=np.int32)
            at = np.maximum(board[place] - written, -1)
            written += len(cells)
            for column, spread in enumerate(together, first):
                found[:, column] = np.append(spread.chance, np.float32(0))[at]  # the last is for who is not named
        found[:, -2] = self.fame[actors]
        home = homes[actors]
        found[:, -1] = self.homes[rows, home] * self.fame[actors] / np.maximum(self.home_fame[home], 1e-9)
        return found

    def _alike(self) -> Iterator[tuple[Ints, int, tuple[Spread, ...]]]:
        """Runs of patterns that name the same actors (at other rates of forgetting): the cells of question and actor
        that they fill, the place of the first of them, and their spreads."""
        first = 0
        while first < len(self.spreads):
            head = self.spreads[first]
            end = first + 1
            while end < len(self.spreads) and self.spreads[end].actors is head.actors:
                end += 1
            yield head.owners * len(self.fame) + head.actors, first, self.spreads[first:end]
            first = end


def survey(past: Recollection, rules: Rules, who: Ints, what: Ints, day: int) -> Survey:
    """Ask every pattern of the questions (who, what, ?) on ``day``; ``past`` holds only days before it."""
    kin = past.kin
    firings = rules.fire(past, who, what, day)
    spreads = tuple(_spreads(past, firings, who, what, day))
    everyone = past.actors.find(np.arange(past.entities))
    fame = _shared(past.actors.value(everyone, day, _SEASON), np.zeros(past.entities, np.int64), 1)
    homes = kin.homes
    home_fame = totals(homes, fame, kin.home_count)
    lately = spreads[len(HALF_LIVES) + _FORTNIGHT]
    cell = lately.owners * kin.home_count + homes[lately.actors]
    by_home = totals(cell, lately.chance, len(who) * kin.home_count).reshape(len(who), -1)
    return Survey(who, what, day, spreads, firings, fame, home_fame, by_home)


def _spreads(past: Recollection, firings: Firings, who: Ints, what: Ints, day: int) -> Iterator[Spread]:
    """The patterns that name few actors, in the order of PATTERNS."""
    owners, at = past.triples.find_rows(who)
    same = past.triples.keys[at] % past.kinds == what[owners]
    owners, at = owners[same], at[same]
    actors = past.triples.keys[at] // past.kinds % past.entities
    for values in past.triples.values(at, day, range(len(HALF_LIVES))):
        yield _spread(owners, actors, values, len(who))
    yield from _of_rows(past.pairs, who, day, range(len(HALF_LIVES)))
    yield _spread(firings.owners, firings.proposed, firings.total, len(who))
    yield from _of_rows(past.answers, what, day, (_FORTNIGHT, _LONG))
    homes, roles = past.kin.homes[who], past.kin.roles[who]
    yield from _of_rows(past.home_answers, homes * past.kinds + what, day, (_FORTNIGHT, _LONG))
    yield from _of_rows(past.home_pairs, homes, day, (_FORTNIGHT, _LONG))
    yield from _of_rows(past.role_answers, roles * past.kinds + what, day, (_LONG,))
    yield from _of_company(past, who, what, day)


def _of_rows(tally: Tally, rows: Ints, day: int, half_lives: Any) -> Iterator[Spread]:
    owners, at = tally.find_rows(rows)
    actors = tally.columns(at)
    for values in tally.values(at, day, half_lives):
        yield _spread(owners, actors, values, len(rows))


def _of_company(past: Recollection, who: Ints, what: Ints, day: int) -> Iterator[Spread]:
    """Two steps away, and what actors of like company do."""
    from scipy import sparse

    company = past.company(day)
    actors, place = np.unique(who, return_inverse=True)
    yield _of_table((company.steps[actors] @ company.steps)[place])
    likeness = company.taste[actors] @ company.taste.T
    likeness[np.arange(len(actors)), actors] = 0  # one's own habits have their own pattern
    width = min(_NEIGHBOURS, past.entities - 1)
    near = np.argpartition(-likeness, width, axis=1)[:, :width]
    weight = np.maximum(np.take_along_axis(likeness, near, axis=1), 0) ** _LIKENESS
    rows = np.repeat(np.arange(len(who)), width)
    habit = past.asked.find((near[place] * past.kinds + what[:, None]).ravel())
    known = habit >= 0
    lent = (weight[place].ravel()[known], (rows[known], habit[known]))
    yield _of_table(sparse.csr_matrix(lent, shape=(len(who), len(past.asked.keys))) @ company.habits)
    alike = (weight.ravel(), (np.repeat(np.arange(len(actors)), width), near.ravel()))
    table = sparse.csr_matrix(alike, shape=(len(actors), past.entities)) @ company.dealings
    yield _of_table(table[place])


def _of_table(table: Any) -> Spread:
    owners = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
    return _spread(owners, table.indices.astype(np.int64), table.data.astype(np.float32), table.shape[0])


def _spread(owners: Ints, actors: Ints, weights: Floats, size: int) -> Spread:
    return Spread(owners, actors, _shared(weights, owners, size))


def _shared(weights: Floats, owners: Ints, size: int) -> npt.NDArray[np.float32]:
    """Weights as shares of their owner's total."""
    return (weights / np.maximum(totals(owners, weights, size), 1e-9)[owners]).astype(np.float32)
