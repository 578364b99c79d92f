"""Words on ties, written by hand: the atoms that every view of the ledger is folded from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from accord.naming import load_names
from accord.parties import party
from accord.records import TieWord, content_id

WEAK = {"member", "observer", "present", "holds", "owed", "allied"}


def word(
    stage: str,
    known: str,
    *,
    a: str = "ARM",
    b: str = "CSTO",
    kind: str = "membership",
    origin: str = "wire",
    date: str = "",
    own: str = "",
    act: bool | None = None,
    past: bool = False,
    until: str = "",
    sector: str = "",
) -> TieWord:
    """One origin's word, known on a day; ``own`` is the party whose own word it is."""
    names = load_names()
    strong = stage not in {*WEAK, "denied", "possible", "exit denied"} if act is None else act
    return TieWord(
        id=content_id("word", stage, known, a, b, kind, origin, date, own, past, sector, strong),
        kind=kind,
        a=names.actor(a),
        b=names.actor(b),
        sector=sector,
        stage=stage,
        strong=strong,
        past=past,
        date=date,
        date_precision="day" if len(date) == 10 else "month" if len(date) == 7 else "year" if date else "reported",
        known_since=known,
        known_until=until,
        origin=origin,
        speaker=names.actor(own).name if own else "",
        report=f"report of {origin} on {known}",
        start=0,
        end=10,
        quote=f"{a} {stage} {b}, says {origin}",
        speaker_party=own,
    )


@dataclass
class Told:
    """A ledger of words alone."""

    words: list[TieWord] = field(default_factory=list)

    def tie_words(
        self,
        *,
        party: str = "",
        other: str = "",
        kind: str = "",
        known_by: str = "",
        closed: bool = False,
        learned_since: str = "",
    ) -> Iterator[TieWord]:
        for one in self.words:
            keys = {key_of(one.a), key_of(one.b)}
            if (party and party not in keys) or (other and other not in keys) or (kind and one.kind != kind):
                continue
            if known_by and one.known_since > known_by:
                continue
            if not closed and one.known_until and (not known_by or one.known_until <= known_by):
                continue
            if learned_since and max(one.known_since, one.known_until) < learned_since:
                continue
            yield one

    def episodes(self, **_: object) -> Iterator[object]:
        yield from ()

    def contests(self, **_: object) -> Iterator[object]:
        yield from ()


key_of = party
