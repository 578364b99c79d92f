"""A small world of facts with habits, made up, the same every time."""

from __future__ import annotations

import numpy as np

from accord.forecasting.combining import Effort
from accord.forecasting.facts import Facts
from accord.forecasting.ranking import Learner, Settings

HOMES = ("Arnor", "Gondor", "Rohan", "Mordor")
ROLES = ("Police", "Citizen", "Army", "Press", "Court")
NAMES = (*HOMES, *(f"{role} ({home})" for home in HOMES for role in ROLES), "A. Wanderer", "B. Wanderer")
RELATIONS = 4


def make_world(days: int = 60, each: int = 14, seed: int = 0) -> Facts:
    """Facts in which most pairs repeat themselves and deal with their own home."""
    chance = np.random.default_rng(seed)
    rows = []
    for day in range(days):
        seen = set()
        for _ in range(each):
            subject = int(chance.integers(len(NAMES)))
            relation = int((subject + chance.integers(2)) % RELATIONS)
            usual = (subject * 7 + relation * 3) % len(NAMES)
            target = usual if chance.random() < 0.7 else int(chance.integers(len(NAMES)))
            if target != subject and (subject, relation, target) not in seen:
                seen.add((subject, relation, target))
                rows.append((subject, relation, target, day))
    return Facts.of(rows)


def make_learner(facts: Facts, **settings: object) -> Learner:
    """A learner with little effort, fitted."""
    chosen = Settings(candidates=20, nearest=8, sampled=6, effort=Effort(rounds=12), **settings)  # type: ignore[arg-type]
    learner = Learner(len(NAMES), RELATIONS, names=NAMES, settings=chosen)
    learner.fit(facts)
    return learner
