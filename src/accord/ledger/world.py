"""The world at two dates: the ledger's words on ties and the tables of facts, folded as of a day, as known by a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from accord.ledger.facts import Body, Fact, Facts, Pact, load_facts
from accord.ledger.folding import TieState, fold_words
from accord.parties import party
from accord.records import TieWord
from accord.tiekinds import load_tie_kinds

#: Later than any day on which anything could be known.
EVER = "9999"


class Words(Protocol):
    """Where words on ties come from: a ledger, or a list in a test."""

    def tie_words(  # noqa: D102 - as in accord.ledger.Ledger
        self,
        *,
        party: str = "",
        other: str = "",
        kind: str = "",
        known_by: str = "",
        closed: bool = False,
        learned_since: str = "",
    ) -> Iterator[TieWord]: ...


@dataclass(frozen=True, slots=True)
class World:
    """What was so on the day ``as_of``, by what was known on the day ``known_by`` (ISO days).

    ``words`` is where reports' words come from, None for the tables of facts alone.
    """

    words: Words | None
    as_of: str
    known_by: str
    facts: Facts = field(default_factory=load_facts)

    def ties(self, *, party: str = "", other: str = "", kind: str = "") -> tuple[TieState, ...]:
        """Ties of one party, between two, of a kind, or all, by kind, parties and sector."""
        found = all_words(self.words, self.facts, party=party, other=other, kind=kind, known_by=self.known_by)
        return fold_words(found, as_of=self.as_of, known_by=self.known_by)

    def members(self, body: str) -> tuple[TieState, ...]:
        """The memberships of a body, by member: all stages, those that have left too."""
        return tuple(tie for tie in self.ties(party=body, kind="membership") if party(tie.b) == body)

    def pacts(self, a: str, b: str) -> tuple[Pact, ...]:
        """Treaties between two parties that were in force; none where their alliance is known to have ended."""
        return tuple(pact for tie in self.ties(party=a, other=b, kind="alliance") for pact in self.pacts_in(tie))

    def pacts_in(self, tie: TieState) -> tuple[Pact, ...]:
        """The treaties in force that an alliance rests on; none of another kind of tie, or of one that has ended."""
        if tie.kind != "alliance" or (has_ended(tie) and not tie.sides):
            return ()
        a, b, day = party(tie.a), party(tie.b), min(self.as_of, self.known_by)
        return tuple(pact for pact in self.facts.pacts_of(a) if b in (pact.a, pact.b) and pact.holds(day))

    def rows(self, tie: TieState) -> tuple[Fact, ...]:
        """The rows of the tables that say what a tie consists of, without those that were known to have ended."""
        words = [word for step in tie.steps for word in step.words]
        return self.facts.rows(words, min(self.as_of, self.known_by))

    def body(self, key: str) -> Body | None:
        """What the tables know of a body's charter, None where it is none of theirs."""
        return self.facts.bodies.get(key)


def all_words(
    words: Words | None,
    facts: Facts,
    *,
    party: str = "",
    other: str = "",
    kind: str = "",
    known_by: str = "",
    closed: bool = True,
) -> Iterator[TieWord]:
    """Words of reports, as far as ``known_by``, and of the tables; ``closed`` ones too, since they counted once."""
    if words is not None:
        yield from words.tie_words(party=party, other=other, kind=kind, known_by=known_by, closed=closed)
    yield from (word for word in facts.words(party=party, kind=kind) if not other or other in ends(word))


def ends(word: TieWord) -> tuple[str, str]:
    """The keys of a word's two parties."""
    return party(word.a), party(word.b)


def is_bound(tie: TieState) -> bool:
    """Whether a tie binds at its stage: a member that has announced its exit is still a member."""
    return tie.stage in load_tie_kinds().kinds[tie.kind].bound and not tie.past


def has_ended(tie: TieState) -> bool:
    """Whether a tie is over."""
    return tie.stage in load_tie_kinds().kinds[tie.kind].ends or tie.past
