"""Clusters of sightings judged to be one happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from accord.reconciling.candidates import account_keys, block_keys, needs_wide_search
from accord.reconciling.compare import same_kind
from accord.reconciling.judgement import IMPOSSIBLE, Entry, Judge
from accord.reconciling.parties import is_resolved
from accord.reconciling.sightings import Sighting
from accord.records import Judgement

# How many members of a cluster a newcomer's words are set against; all shapes and dates in it are looked at.
_EXEMPLARS = 5


@dataclass(slots=True)
class Cluster:
    """Sightings of one happening, with the judgements that joined them and the blocks it is found in."""

    exemplars: list[Entry] = field(default_factory=list)
    shapes: dict[int, None] = field(default_factory=dict)
    dates: dict[int, None] = field(default_factory=dict)
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
    shut: dict[tuple[str, int], set[int]] = defaultdict(set)
    for copies in sorted(alike.values(), key=lambda copies: (poverty(copies[0]), copies[0].key)):
        first = judge.enter(copies)
        keys = (*block_keys(copies[0].shape, copies[0].place), *(key for copy in copies for key in account_keys(copy)))
        wide = needs_wide_search(copies[0].shape)
        found = {number for key in (keys if wide else keys[1:]) for number in blocks[key]}
        near = sorted(found - shut["shape", first.shape] - shut["date", first.date])
        number = best_fit(first, [(place, clusters[place]) for place in near], judge, shut)
        if number is None:
            number = len(clusters)
            clusters.append(Cluster(judgements=doubts(first, [clusters[place] for place in near], judge)))
        _add(clusters[number], first, copies, judge)
        for key in keys:
            if key not in clusters[number].blocks:
                clusters[number].blocks.add(key)
                blocks[key].append(number)
    return clusters


def poverty(sighting: Sighting) -> int:
    """0 for an event with its actor, recipient, own date and place; one more for each that is missing."""
    dated = sighting.when.first is not None and not sighting.when.reported
    sides = [any(is_resolved(key) for key in side) for side in (sighting.shape.actors, sighting.shape.recipients)]
    return 4 - sum((*sides, dated, sighting.place is not None))


def best_fit(
    newcomer: Entry, near: Sequence[tuple[int, Cluster]], judge: Judge, shut: dict[tuple[str, int], set[int]]
) -> int | None:
    """The number of the cluster in ``near`` that ``newcomer`` fits best; None where it fits none."""
    best: tuple[float, int] | None = None
    for number, candidate in near:
        if any(judge.dates.score(newcomer.date, date) == IMPOSSIBLE for date in candidate.dates):
            # What one member forbids stays forbidden: whoever comes later on that date need not ask again.
            shut["date", newcomer.date].add(number)
            continue
        if _forbidden(newcomer, candidate, judge):
            if newcomer.sighting.shape.type != "ASSAULT":
                shut["shape", newcomer.shape].add(number)
            continue
        score = max(judge.score(newcomer, member) for member in candidate.exemplars)
        if score >= 0 and (best is None or (score, -number) > best):
            best = (score, -number)
    return None if best is None else -best[1]


def doubts(newcomer: Entry, near: Sequence[Cluster], judge: Judge) -> list[Judgement]:
    """The judgement on the first happening that an undated act could be, but is not said to be."""
    if newcomer.sighting.when.first is not None:
        return []
    founders = (candidate.exemplars[0] for candidate in near)
    alike = next((one for one in founders if judge.apart_for_want_of_a_date(newcomer, one)), None)
    return [] if alike is None else [judge.judge(alike, newcomer)]


def _forbidden(newcomer: Entry, candidate: Cluster, judge: Judge) -> bool:
    shapes = judge.shapes
    forbidding = [shape for shape in candidate.shapes if shapes.score(newcomer.shape, shape) == IMPOSSIBLE]
    if not forbidding:
        return False
    return newcomer.sighting.shape.type != "ASSAULT" or not _within_clash(newcomer, forbidding, candidate, judge)


def _within_clash(newcomer: Entry, forbidding: Sequence[int], candidate: Cluster, judge: Judge) -> bool:
    """Whether one report names all sides together ("the two exchanged fire"), so that each side's part fits in."""
    parts = judge.shapes.parts
    mine = newcomer.sighting.shape
    others = [parts[shape] for shape in forbidding]
    for shape in candidate.shapes:
        both = parts[shape]
        if both.type != "ASSAULT" or len(both.actors) < 2 or both.recipients or both.type != mine.type:
            continue
        sides = [{*part.actors, *part.recipients} for part in (mine, *others)]
        if all(side <= {*both.actors} for side in sides) and all(same_kind(mine, o).level != "never" for o in others):
            return True
    return False


def _add(target: Cluster, first: Entry, copies: Sequence[Sighting], judge: Judge) -> None:
    if target.exemplars:
        closest = max(target.exemplars, key=lambda member: judge.score(first, member))
        target.judgements.append(judge.judge(closest, first))
    if len(target.exemplars) < _EXEMPLARS:
        target.exemplars.append(first)
    target.shapes.setdefault(first.shape)
    target.dates.setdefault(first.date)
    target.sightings.extend(copies)
