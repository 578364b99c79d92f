"""Judgements: whether two events are one happening, from what compare.py finds."""

from __future__ import annotations

from dataclasses import dataclass, field

from accord.reconciling.compare import BY_SIGHTING, BY_SIGNATURE, Comparison
from accord.reconciling.sightings import Sighting, Signature
from accord.records import Judgement

#: Scores that two events must reach together. Kind and both parties in common with nothing against give 3; kind, one
#: party and a day give 2.4. Within one report a writer who means the same act again says so in like words.
ACROSS_REPORTS = 2.0
WITHIN_REPORT = 2.4


@dataclass(frozen=True, slots=True)
class Finding:
    """The comparisons that signatures alone allow: their sum, or that the two can never be one."""

    never: bool
    score: float
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Judge:
    """Judges pairs, remembering what it found for each pair of signatures."""

    _found: dict[tuple[Signature, Signature], Finding] = field(default_factory=dict)

    def weigh(self, a: Signature, b: Signature) -> Finding:
        """What type, parties, date and place say of the two."""
        finding = self._found.get((a, b))
        if finding is None:
            finding = _weigh(a, b)
            self._found[a, b] = self._found[b, a] = finding
        return finding

    def score(self, a: Sighting, b: Sighting) -> float:
        """How far above the threshold the two stand (below: negative); minus infinity where they can never be one."""
        finding = self.weigh(a.signature, b.signature)
        if finding.never:
            return float("-inf")
        close = [compare(a, b) for compare in BY_SIGHTING]
        total = finding.score + sum(comparison.score for comparison in close)
        if a.event.report != b.event.report:
            return round(total - ACROSS_REPORTS, 6)
        _, trigger, words = close
        retold = (
            trigger.level == "same" or words.level in ("same", "alike") or "headline" in (a.event.where, b.event.where)
        )
        return round(total - WITHIN_REPORT, 6) if retold else float("-inf")

    def judge(self, a: Sighting, b: Sighting) -> Judgement:
        """The judgement on two events, with its reasons in words."""
        finding = self.weigh(a.signature, b.signature)
        reasons = list(finding.reasons)
        score = 0.0
        if not finding.never:
            close = [compare(a, b) for compare in BY_SIGHTING]
            score = finding.score + sum(comparison.score for comparison in close)
            reasons += [comparison.words for comparison in close if comparison.level != "unknown"]
        first, second = sorted((a.event.id, b.event.id))
        return Judgement(first, second, self.score(a, b) >= 0, round(score, 3), tuple(reasons))


def _weigh(a: Signature, b: Signature) -> Finding:
    comparisons: list[Comparison] = []
    for compare in BY_SIGNATURE:
        comparison = compare(a, b)
        if comparison.level == "never":
            return Finding(True, 0.0, (comparison.words,))
        comparisons.append(comparison)
    reasons = tuple(comparison.words for comparison in comparisons if comparison.level != "unknown")
    return Finding(False, sum(comparison.score for comparison in comparisons), reasons)
