"""Rules: what was done between two actors, how long ago and how often, and how likely it is followed by what is asked.

A one-step rule reads "if A did *body* to B (or B to A) that long ago and that often, then, when it is asked whom A
does *head* to, the answer is B with this confidence". Confidences are counted over past days: of all times the body
stood when the head was asked, how often the answer was the body's other actor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accord.forecasting.facts import Facts, Floats, Ints, is_among
from accord.forecasting.recollection import Recollection

_AGES = np.array([1, 2, 3, 4, 6, 9, 15, 31, 61])
"""Least age, in days, of each class of age: finer where memory is fresh."""
_COUNTS = np.array([1, 2, 4])
"""Least number of sightings of each class."""
CLASSES = len(_AGES) * len(_COUNTS)
_BATCH = 4_000_000
"""Cases counted at once: counting touches every rule, however few cases there are."""
_TRUST = 5.0
"""A confidence counts as many cases of the more general one before its own."""


@dataclass(frozen=True, slots=True)
class Firings:
    """What the rules say, one row a pair that has met: the question it is of, the actor proposed, the ``total`` of
    the rules' weights of evidence, the strongest and the second confidence, and how many rules fired."""

    owners: Ints
    proposed: Ints
    total: Floats
    strongest: Floats
    second: Floats
    fired: Floats


class Rules:
    """Confidences of every one-step rule by class of age and count."""

    def __init__(self, kinds: int) -> None:
        self.kinds = kinds
        size = kinds * kinds * CLASSES
        self._stood = np.zeros(size, np.float32)
        self._held = np.zeros(size, np.float32)
        self._waiting: list[tuple[Ints, Ints]] = []
        self.confidence: Floats = np.zeros(size, np.float32)
        self._weight: Floats = np.zeros(size, np.float32)

    def learn(self, past: Recollection, facts: Facts, day: int) -> None:
        """Count the facts of ``day`` (both ways), as answers to questions asked of ``past``."""
        asked = np.unique(facts.subjects * self.kinds + facts.relations)
        who, what = asked // self.kinds, asked % self.kinds
        owners, at, rule = self._bodies(past, who, what, day)
        seen = np.unique((facts.subjects * past.entities + facts.objects) * self.kinds + facts.relations)
        other = past.triples.keys[at] // self.kinds  # subject and object
        held = is_among(other * self.kinds + what[owners], seen)
        self._waiting.append((rule, rule[held]))
        if sum(len(rules) for rules, _ in self._waiting) > _BATCH:
            self._count()

    def _count(self) -> None:
        size = len(self._stood)
        if self._waiting:
            stood, held = (np.concatenate(column) for column in zip(*self._waiting, strict=True))
            self._stood += np.bincount(stood, minlength=size).astype(np.float32)
            self._held += np.bincount(held, minlength=size).astype(np.float32)
        self._waiting.clear()

    def settle(self) -> None:
        """Turn counts into confidences; rare cases lean on their rule at any age, and that on its head."""
        self._count()
        shape = (self.kinds, self.kinds, CLASSES)
        stood, held = self._stood.reshape(shape), self._held.reshape(shape)
        overall = float((held.sum() + 1) / (stood.sum() + 100))
        by_class = (held.sum(axis=(0, 1)) + overall) / (stood.sum(axis=(0, 1)) + 1)
        by_head = (held.sum(axis=(0, 2)) + 1) / (stood.sum(axis=(0, 2)) + 1 / overall)
        by_rule = (held.sum(axis=2) + _TRUST * by_head[None, :]) / (stood.sum(axis=2) + _TRUST)
        general = np.clip(by_rule[:, :, None] * (by_class / overall)[None, None, :], 1e-6, 0.9)
        self.confidence = ((held + _TRUST * general) / (stood + _TRUST)).astype(np.float32).ravel()
        # Weights of evidence add up where confidences do not; none is certain.
        self._weight = -np.log1p(-np.minimum(self.confidence, 0.98))

    def cases(self) -> tuple[Ints, Floats, Floats]:
        """The rules that ever stood, how often each did, and how often it held: all that confidences rest on."""
        self._count()
        at = np.flatnonzero(self._stood)
        return at, self._stood[at], self._held[at]

    def restore(self, at: Ints, stood: Floats, held: Floats) -> None:
        """Be as the rules were whose ``cases`` these are."""
        self._stood[at], self._held[at] = stood, held
        self.settle()

    def fire(self, past: Recollection, who: Ints, what: Ints, day: int) -> Firings:
        """What the rules say of each question (who, what, ?) on ``day``."""
        owners, at, rule = self._bodies(past, who, what, day)
        if not len(at):
            none, nothing = np.empty(0, np.int64), np.empty(0, np.float32)
            return Firings(none, none, nothing, nothing, nothing, nothing)
        proposed = past.triples.keys[at] // self.kinds % past.entities
        pair = owners * past.entities + proposed
        start = np.flatnonzero(np.concatenate([[True], pair[1:] != pair[:-1]]))
        fired = np.diff(np.append(start, len(pair)))
        confidence = self.confidence[rule]
        strongest = np.maximum.reduceat(confidence, start)
        others = np.where(confidence == np.repeat(strongest, fired), np.float32(0), confidence)
        return Firings(
            owners[start],
            proposed[start],
            np.add.reduceat(self._weight[rule], start),
            strongest,
            np.maximum.reduceat(others, start),
            fired.astype(np.float32),
        )

    def _bodies(self, past: Recollection, who: Ints, what: Ints, day: int) -> tuple[Ints, Ints, Ints]:
        """Every triple of each question's subject: the question, its position, and the rule it is the body of."""
        owners, at = past.triples.find_rows(who)
        age = np.searchsorted(_AGES, np.maximum(day - past.triples.last[at], 1), side="right") - 1
        count = np.searchsorted(_COUNTS, past.triples.count[at], side="right") - 1
        body = past.triples.keys[at] % self.kinds
        rule = (body * self.kinds + what[owners]) * CLASSES + age * len(_COUNTS) + count
        return owners, at, rule
