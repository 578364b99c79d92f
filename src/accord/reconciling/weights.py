"""How much an episode or a contest matters: what comes first for a reader in a hurry."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

from accord.reconciling.sightings import Sighting, Stage

# An editor's judgement of what matters is the headline and the lead; independent hands come before both.
_WHERE = {"headline": 2.0, "lead": 1.0, "body": 0.0, "quote": 0.0}
_STAGE: dict[Stage, float] = {"done": 0.5, "announced": 0.5, "alleged": 0.0, "possible": -0.5, "denied": 0.0}
# Deeds weigh more than words about them.
_TYPE = {"ASSAULT": 0.6, "SANCTION": 0.5, "COERCE": 0.4, "RETREAT": 0.4, "MOBILIZE": 0.3, "PROTEST": 0.3, "AGREE": 0.2,
         "ACCUSE": -0.3, "REQUEST": -0.2, "CONSULT": -0.1}  # fmt: skip


def weigh_episode(sightings: Sequence[Sighting], stage: Stage) -> float:
    """Origins first, then the best places it stands in (a mean over origins), then reports and how often it is told."""
    origins = sorted({one.origin for one in sightings})
    best = [max(_WHERE[one.event.where] for one in sightings if one.origin == origin) for origin in origins]
    reports = {one.event.report for one in sightings}
    told = {(one.origin, one.event.quote) for one in sightings}
    past = -1.0 if all(one.when.historical for one in sightings) else 0.0
    kind = _TYPE.get(sightings[0].event.type, 0.0)
    total = 1.5 * len(origins) + sum(best) + 0.5 * log2(len(reports)) + 0.4 * log2(len(told) + 1)
    return round(total + _STAGE[stage] + kind + past, 3)
