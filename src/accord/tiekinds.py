"""Kinds of tie and the events that move them, from ``data/kinds/ties.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from accord.records import Event
from accord.tables import Problem, data

FILE = "kinds/ties.toml"
_AUX = {
    "done": ("done",),
    "announced": ("future",),
    "denied": ("negation",),
    "possible": ("done", "future"),
    "alleged": ("done", "future"),
    "ongoing": ("done",),
}
#: Codes that stand in a country's place for a body.
BODIES = frozenset(("IGO", "UNO", "EUR", "NGO"))


@dataclass(frozen=True, slots=True)
class TieKind:
    """One kind of tie. ``weak`` stages are given by mere mention and yield to any stage an act has reached.

    ``bound`` stages are those at which it binds, ``ahead`` those that speak of what is to come; ``denials`` says which
    stages a stage denies; ``closes`` is the stage that the end of a row of facts gives, ``lessens`` the one it gives
    while a row on something else goes on. Of a ``slight`` kind a mere wish or denial is no tie at all.
    """

    name: str
    means: str
    stages: tuple[str, ...]
    ends: frozenset[str]
    plain: str
    weak: frozenset[str] = frozenset()
    mutual: bool = False
    negated: str = ""
    sectors: tuple[str, ...] = ()
    slight: bool = False
    bound: frozenset[str] = frozenset()
    ahead: frozenset[str] = frozenset()
    closes: str = ""
    lessens: str = ""
    reads: str = "{a} and {b}"
    denials: dict[str, frozenset[str]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Move:
    """Which event takes which tie to which stage. ``turned``: the event's recipient is the tie's ``a``.

    ``beside`` are stems of what the act may be done to without touching the tie (to recall an envoy from a body is not
    to leave it), ``other_modes`` modes of the type that are other acts.
    """

    type: str
    kind: str
    stage: str
    aux: frozenset[str]
    mode: str = ""
    context: str = ""
    words: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    b: str = "any"
    turned: bool = False
    beside: tuple[str, ...] = ()
    other_modes: tuple[str, ...] = ()

    def fits(self, event: Event, state: str) -> bool:
        """Whether ``event``, whose act stands at ``state`` (done, announced, …), is such a move.

        An act that is only possible fits whatever it would be if it were done or announced.
        """
        return (
            event.type == self.type
            and (not self.mode or event.mode == self.mode)
            and event.mode not in self.other_modes
            and not self.aux.isdisjoint(_AUX[state])
            and (not self.context or self.context in event.contexts)
            and self.says(event.quote)
            and not any(thing.startswith(stem) for thing in _things(event) for stem in self.beside)
        )

    def says(self, text: str) -> bool:
        """Whether ``text`` holds its words."""
        told = text.casefold()
        return all(any(word in told for word in words) for words in (self.words, self.things) if words)

    def stage_at(self, state: str) -> str:
        """The step it makes: its own stage, or ``possible`` where the act is no more than that."""
        return "possible" if state in ("possible", "alleged") else self.stage

    def takes(self, country: str) -> bool:
        """Whether a recipient of this ``country`` code can be the tie's other end."""
        return self.b == "any" or (country in BODIES) == (self.b == "body")


def _things(event: Event) -> list[str]:
    """The words that fill the slots of the phrase that made ``event``: "envoy" where an envoy was recalled."""
    spans = [span for span in event.because if span.shows.startswith("phrase ")]
    return [event.quote[span.start - event.start : span.end - event.start].casefold() for span in spans]


@dataclass(frozen=True, slots=True)
class TieKinds:
    """All kinds by name and by alias, and the moves in the order of the file."""

    kinds: dict[str, TieKind]
    moves: tuple[Move, ...]


@cache
def load_tie_kinds() -> TieKinds:
    """The kinds of tie as the data file has them."""
    table = tomllib.loads(data(FILE).read_text(encoding="utf-8"))
    kinds: dict[str, TieKind] = {}
    for name, entry in table["kinds"].items():
        kind = TieKind(
            name=name,
            means=entry["means"],
            stages=tuple(entry["stages"]),
            ends=frozenset(entry["ends"]),
            plain=entry["plain"],
            weak=frozenset(entry.get("weak", ())),
            mutual=entry.get("mutual", False),
            negated=entry.get("negated", ""),
            sectors=tuple(entry.get("sectors", ())),
            slight=entry.get("slight", False),
            bound=frozenset(entry.get("bound", ())),
            ahead=frozenset(entry.get("ahead", ())),
            reads=entry.get("reads", "{a} and {b}"),
            closes=entry.get("closes", ""),
            lessens=entry.get("lessens", ""),
            denials={stage: frozenset(denied) for stage, denied in entry.get("denials", {}).items()},
        )
        for known in (name, *entry.get("aliases", ())):
            kinds[known] = kind
    return TieKinds(kinds, tuple(_move(entry) for entry in table["steps"]))


def _move(entry: dict[str, object]) -> Move:
    listed = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    aux = listed.pop("aux")
    assert isinstance(aux, tuple)  # noqa: S101 - the table's check says so in words
    return Move(aux=frozenset(aux), **listed)  # type: ignore[arg-type]


def check_tie_kinds() -> Iterator[Problem]:
    """What is wrong with the table: a stage that no kind has, a step of an unknown kind."""
    table = load_tie_kinds()
    for kind in table.kinds.values():
        denied = {stage for of in kind.denials.values() for stage in of} | {*kind.denials}
        for stage in (
            kind.plain,
            kind.closes or kind.plain,
            kind.lessens or kind.plain,
            *sorted(kind.ends | kind.weak | kind.bound | kind.ahead | denied),
        ):
            if stage not in kind.stages:
                yield Problem(FILE, 0, f"{kind.name}: {stage!r} is not among its stages")
    for move in table.moves:
        if move.kind not in table.kinds:
            yield Problem(FILE, 0, f"step {move.type}: no kind {move.kind!r}")
        elif move.stage not in table.kinds[move.kind].stages:
            yield Problem(FILE, 0, f"step {move.type}: {move.kind} has no stage {move.stage!r}")
