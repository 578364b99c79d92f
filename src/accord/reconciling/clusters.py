"""Clusters of sightings judged to be one happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from accord.reconciling.candidates import block_keys
from accord.reconciling.judgement import Judge
from accord.reconciling.sightings import Sighting, Signature
from accord.records import Judgement

# How many members of a cluster a newcomer's words are set against; its signatures are all looked at.
_EXEMPLARS = 8


@dataclass(slots=True)
class Cluster:
    """Sightings of one happening, with the judgements that joined them."""

    exemplars: list[Sighting] = field(default_factory=list)
    signatures: dict[Signature, None] = field(default_factory=dict)
    sightings: list[Sighting] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    blocks: set[str] = field(default_factory=set)


def cluster(sightings: Sequence[Sighting]) -> list[Cluster]:
    """Each sighting in exactly one cluster. Copies of one sentence count once, so that they sway nothing.

    The best described events come first and found clusters; a later one joins the cluster it fits best, unless any
    member forbids it (another date, another recipient, the reverse direction).
    """
    judge = Judge()
    alike: dict[tuple[object, ...], list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        alike[sighting.content].append(sighting)
    clusters: list[Cluster] = []
    blocks: dict[str, list[int]] = defaultdict(list)
    for copies in sorted(alike.values(), key=lambda copies: (_poverty(copies[0].signature), copies[0].key)):
        first = copies[0]
        keys = block_keys(first.signature)
        near = sorted({number for key in keys for number in blocks[key]})
        number = _best(first, [(place, clusters[place]) for place in near], judge)
        if number is None:
            number = len(clusters)
            clusters.append(Cluster())
        _add(clusters[number], copies, judge)
        for key in keys:
            if key not in clusters[number].blocks:
                clusters[number].blocks.add(key)
                blocks[key].append(number)
    return clusters


def _poverty(signature: Signature) -> int:
    """0 for an event with its actor, recipient, own date and place; one more for each that is missing."""
    dated = signature.first is not None and not signature.reported
    return 4 - sum((bool(signature.actors), bool(signature.recipients), dated, signature.place is not None))


def _best(newcomer: Sighting, near: Sequence[tuple[int, Cluster]], judge: Judge) -> int | None:
    best: tuple[float, int] | None = None
    for number, candidate in near:
        if any(judge.weigh(newcomer.signature, signature).never for signature in candidate.signatures):
            continue
        score = max(judge.score(newcomer, member) for member in candidate.exemplars)
        if score >= 0 and (best is None or (score, -number) > best):
            best = (score, -number)
    return None if best is None else -best[1]


def _add(target: Cluster, copies: Sequence[Sighting], judge: Judge) -> None:
    first = copies[0]
    if target.exemplars:
        closest = max(target.exemplars, key=lambda member: judge.score(first, member))
        target.judgements.append(judge.judge(closest, first))
    if len(target.exemplars) < _EXEMPLARS:
        target.exemplars.append(first)
    target.signatures.setdefault(first.signature)
    target.sightings.extend(copies)
