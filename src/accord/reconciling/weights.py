"""How much an episode or a contest matters: what comes first for a reader in a hurry."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2, log10

from accord.reconciling.numbers import interval
from accord.reconciling.parties import is_resolved
from accord.reconciling.sightings import Sighting, Stage, days

# An editor's judgement of what matters is the headline and the lead; independent hands come before both.
_WHERE = {"headline": 2.0, "lead": 1.0, "body": 0.0, "quote": 0.0}
_STAGE: dict[Stage, float] = {"done": 0.5, "announced": 0.5, "alleged": 0.0, "possible": -0.5, "denied": 0.0}
# Deeds weigh more than words about them.
_TYPE = {"ASSAULT": 0.6, "SANCTION": 0.5, "COERCE": 0.4, "RETREAT": 0.4, "MOBILIZE": 0.3, "PROTEST": 0.3,
         "ACCUSE": -0.5, "REJECT": -1.0, "REQUEST": -0.2, "CONSULT": -0.1}  # fmt: skip
# A promise to come or to talk is little next to a deed.
_SMALL = frozenset(("visit", "talks"))
_HARM = frozenset(("killed", "injured", "displaced", "arrested", "missing", "abducted"))
_OLD_DAYS = 60


def weigh_episode(sightings: Sequence[Sighting], stage: Stage) -> float:
    """Origins first, then the best places it stands in (a mean over origins), then reports and how often it is told."""
    origins = sorted({one.origin for one in sightings})
    best = [max(_WHERE[one.event.where] for one in sightings if one.origin == origin) for origin in origins]
    reports = {one.event.report for one in sightings}
    told = {(one.origin, one.event.quote) for one in sightings}
    kind = _TYPE.get(sightings[0].event.type, 0.0) - (0.3 if any(one.about in _SMALL for one in sightings) else 0.0)
    total = 1.5 * len(origins) + sum(best) + 0.5 * log2(len(reports)) + 0.4 * log2(len(told) + 1)
    background = -1.0 if all(_is_background(one) for one in sightings) else 0.0
    return round(total + _STAGE[stage] + kind + background + _harm(sightings) - _facelessness(sightings), 3)


def _is_background(one: Sighting) -> bool:
    """Whether a report looks back: it says so, or the date lies far before the report, or is no finer than a year."""
    if one.when.historical:
        return True
    if one.when.last is None or one.when.reported:
        return False
    published, _, _ = days(one.published[:10], "day")
    if published is None:
        return one.event.date_precision == "year"
    return (published - one.when.last).days > _OLD_DAYS


def _harm(sightings: Sequence[Sighting]) -> float:
    """What people suffered, by its order of magnitude: 0.3 for one, 1.2 for a thousand."""
    bounds = (interval(claim) for one in sightings for claim in one.counts if claim.field in _HARM)
    worst = max((found.low for found in bounds if found is not None), default=0.0)
    return round(min(1.5, 0.3 + 0.3 * log10(worst)), 3) if worst >= 1 else 0.0


def _facelessness(sightings: Sequence[Sighting]) -> float:
    """A point for a happening of which no party can be told."""
    parties = (key for one in sightings for key in (*one.shape.actors, *one.shape.recipients))
    return 0.0 if any(is_resolved(key) for key in parties) else 1.0
