"""Admiralty grades beside what is shown: of the source A to F, of the information 1 to 6, each by itself.

They order what is shown and decide nothing: no stage and no verdict comes from a grade.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from accord.ledger.people import rank_of

if TYPE_CHECKING:
    from accord.ledger import Ledger

#: Reliability, then credibility: the lower, the better graded.
Rank = tuple[int, int]
UNGRADED: Rank = rank_of("")


class Grades:
    """What people had graded by a day (``""``: now), looked up when it is first asked for."""

    def __init__(self, ledger: Ledger | None, known_by: str) -> None:
        self._ledger, self._known_by = ledger, known_by
        self._sources: dict[str, str] | None = None
        self._told: dict[str, str] = {}

    @property
    def are_any(self) -> bool:
        """Whether anything is graded at all."""
        self.of("")
        return bool(self._sources or self._told)

    def of(self, outlet: str, event: str = "") -> tuple[str, str]:
        """The grades of an outlet and of what an event's report says of it, ``""`` for each that nobody gave."""
        if self._sources is None:
            self._load()
        assert self._sources is not None  # noqa: S101 - for the type checker
        return self._sources.get(outlet, ""), self._told.get(event, "")

    def text(self, outlet: str, event: str = "") -> str:
        """`` [B2]``, `` [B]`` or `` [credibility 2]``, ``""`` where nobody graded either."""
        source, told = self.of(outlet, event)
        return f" [{source}{told}]" if source else f" [credibility {told}]" if told else ""

    def rank(self, outlet: str, event: str = "") -> Rank:
        """Where something stands among others by its grades."""
        return rank_of(*self.of(outlet, event))

    def best(self, told: Iterable[tuple[str, str]]) -> Rank:
        """The best rank among outlets with their events."""
        return min((self.rank(outlet, event) for outlet, event in told), default=UNGRADED)

    def _load(self) -> None:
        self._sources = {}
        if self._ledger is None:
            return
        self._sources = {name: one.reliability for name, one in self._ledger.grades(known_by=self._known_by).items()}
        rulings = list(self._ledger.rulings(known_by=self._known_by))
        revoked = {one.revokes for one in rulings}
        for one in rulings:
            if one.kind == "grade" and one.id not in revoked:
                self._told |= dict.fromkeys(one.events, one.value)
