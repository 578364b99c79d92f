"""Recollection: everything seen up to a day, as tallies by which patterns look back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from accord.forecasting.cycles import Cycles
from accord.forecasting.facts import Facts, Floats, Ints
from accord.forecasting.kin import Kin, spread
from accord.forecasting.tallies import Counts, Tally

_SEASON = 2  # the place of fifty days among HALF_LIVES
_LONG = 3
_TASTES = 64
"""Numbers that describe the company an actor keeps."""
_STALE = 7
"""Days for which a description of company serves; it changes slowly and costs more than all else of a day."""


@dataclass(frozen=True, slots=True)
class Company:
    """Who deals with whom as of a day, as sparse tables of decayed counts, and how alike actors' company is.

    ``dealings`` is actor by actor, ``steps`` the same by shares (rows sum to one), ``habits`` has a row for each
    position of the tally ``asked`` (an actor, a relation). ``taste`` has a unit row an actor: near rows, like company.
    """

    day: int
    dealings: Any
    steps: Any
    habits: Any
    taste: Floats


class Recollection:
    """Tallies of the past, for questions both ways. What is added on a day is seen by questions of later days only.

    Relations are counted both ways (see :meth:`Facts.both_ways`), so ``kinds`` is twice the number of relations.
    """

    def __init__(self, entities: int, relations: int, kin: Kin) -> None:
        self.entities, self.relations, self.kinds, self.kin = entities, relations, 2 * relations, kin
        self.day = -1
        self.triples = Tally(entities * self.kinds)  # (subject) × (object, relation)
        self.pairs = Tally(entities)  # subject × object
        self.answers = Tally(entities)  # relation × object
        self.actors = Tally(1)  # object
        self.asked = Tally(self.kinds)  # subject × relation
        self.home_answers = Tally(entities)  # (home of subject, relation) × object
        self.home_pairs = Tally(entities)  # home of subject × object
        self.role_answers = Tally(entities)  # (role of subject, relation) × object
        self.asked_homes = Tally(kin.home_count)  # (subject, relation) × home of object
        self.cycles = Cycles(("same", "pair", "usual"))
        self.tastes: tuple[int, Floats] | None = None
        self._company: Company | None = None

    def counts(self) -> dict[str, Counts]:
        """Every tally and count, by a name of its own: together with the day and the tastes, all that is kept."""
        tallies = ("triples", "pairs", "answers", "actors", "asked")
        of_kin = ("home_answers", "home_pairs", "role_answers", "asked_homes")
        return {name: getattr(self, name) for name in (*tallies, *of_kin)} | self.cycles.counts()

    def keys(self, facts: Facts) -> tuple[tuple[Tally, Ints], ...]:
        """Each tally with the keys under which facts (both ways) are counted in it; the first ones have cycles too."""
        who, what, whom = facts.subjects, facts.relations, facts.objects
        homes, roles = self.kin.homes, self.kin.roles
        n, kinds = self.entities, self.kinds
        return (
            (self.triples, (who * n + whom) * kinds + what),
            (self.pairs, who * n + whom),
            (self.answers, what * n + whom),
            (self.actors, whom),
            (self.asked, who * kinds + what),
            (self.home_answers, (homes[who] * kinds + what) * n + whom),
            (self.home_pairs, homes[who] * n + whom),
            (self.role_answers, (roles[who] * kinds + what) * n + whom),
            (self.asked_homes, (who * kinds + what) * self.kin.home_count + homes[whom]),
        )

    def reserve(self, facts: Facts) -> None:
        """Make room for facts to come. Nothing is counted, so nothing of them can be seen."""
        both = facts.both_ways(self.relations)
        keyed = self.keys(both)
        for tally, keys in keyed:
            tally.reserve(keys)
        self.cycles.reserve(dict(zip(self.cycles.names, (keys for _, keys in keyed), strict=False)), both.days)

    def advance(self, facts: Facts, day: int) -> None:
        """Add the facts of ``day``; days come in order. Actors not met before take the home of their company."""
        known = self.kin.homes[facts.subjects], self.kin.homes[facts.objects]
        if len(facts) and not (known[0].all() and known[1].all()):
            self.kin = spread(self.kin, facts)
        if len(facts):
            keyed = self.keys(facts.both_ways(self.relations))
            for tally, keys in keyed:
                tally.add(keys, day)
            self.cycles.advance(dict(zip(self.cycles.names, (keys for _, keys in keyed), strict=False)), day)
        self.day = day
        self._company = None

    def company(self, day: int) -> Company:
        """Who deals with whom, as questions of ``day`` see it."""
        if self._company is None or self._company.day != day:
            self._company = self._measure_company(day)
        return self._company

    def _measure_company(self, day: int) -> Company:
        from scipy import sparse

        at = np.flatnonzero(self.pairs.count > 0)
        place = (self.pairs.keys[at] // self.entities, self.pairs.columns(at))
        shape = (self.entities, self.entities)
        dealings = sparse.csr_matrix((self.pairs.value(at, day, _SEASON), place), shape=shape)
        sums = np.asarray(dealings.sum(axis=1)).ravel()
        steps = sparse.diags((1 / np.maximum(sums, 1e-9)).astype(np.float32)) @ dealings
        if self.tastes is None or not 0 <= self.day - self.tastes[0] < _STALE:
            long = sparse.csr_matrix((np.log1p(self.pairs.value(at, day, _LONG)), place), shape=shape)
            self.tastes = (self.day, _taste(long))
        return Company(day, dealings, steps.tocsr(), self._habits(day), self.tastes[1])

    def _habits(self, day: int) -> Any:
        from scipy import sparse

        at = np.flatnonzero(self.triples.count > 0)
        pair, relation = self.triples.keys[at] // self.kinds, self.triples.keys[at] % self.kinds
        row = self.asked.find(pair // self.entities * self.kinds + relation)
        shape = (len(self.asked.keys), self.entities)
        return sparse.csr_matrix((self.triples.value(at, day, _SEASON), (row, pair % self.entities)), shape=shape)


def _taste(dealings: Any) -> Floats:
    """Unit rows that are near where actors deal with the same others: a truncated decomposition, the same every run."""
    from scipy import sparse

    width = min(_TASTES, dealings.shape[0])
    rare = np.log(dealings.shape[0] / np.maximum(dealings.getnnz(axis=0), 1))
    table = (dealings @ sparse.diags(rare.astype(np.float32))).tocsr()
    norm = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    table = (sparse.diags((1 / np.maximum(norm, 1e-9)).astype(np.float32)) @ table).tocsr()
    turned = table.T.tocsr()
    basis = np.random.default_rng(0).standard_normal((table.shape[1], width)).astype(np.float32)
    for _ in range(3):
        basis = _upright(turned @ (table @ basis))
    rows = table @ basis
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), np.float32)


def _upright(columns: Floats) -> Floats:
    """Columns that span the same space at right angles and unit length, by the small matrix of their products."""
    sizes, turn = np.linalg.eigh((columns.T @ columns).astype(np.float64))
    scale = np.where(sizes > sizes[-1] * 1e-10, 1 / np.sqrt(np.maximum(sizes, 1e-30)), 0)
    return np.asarray(columns @ (turn * scale), np.float32)
