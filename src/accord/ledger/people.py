"""What people say: judgements on events, grades of sources. Rows are added, never changed; a revocation is a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from accord.errors import ConfigError
from accord.ledger import schema
from accord.ledger.store import Store
from accord.records import content_id

Kind = Literal["merge", "split", "reject", "confirm", "grade", "revoke"]
#: Admiralty grades: of a source, and of a piece of information, each by itself.
RELIABILITY = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable", "F": "reliability cannot be judged",
}  # fmt: skip
CREDIBILITY = {
    "1": "confirmed by other sources", "2": "probably true", "3": "possibly true", "4": "doubtful", "5": "improbable",
    "6": "truth cannot be judged",
}  # fmt: skip


# From what to read first to what to read last; F and 6 say that it cannot be judged, as no grade does.
_SOURCES = {"A": 0, "B": 1, "C": 2, "F": 3, "": 3, "D": 4, "E": 5}
_TOLD = {"1": 0, "2": 1, "3": 2, "6": 3, "": 3, "4": 4, "5": 5}


def rank_of(reliability: str, credibility: str = "") -> tuple[int, int]:
    """Where something stands among others by its grades, the best first: the source, then the information."""
    return _SOURCES[reliability], _TOLD[credibility]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's judgement: who said what of which events, when (ISO time) and why.

    ``merge``: ``events`` are one happening. ``split``: they are another happening than the rest of theirs. ``reject``:
    they are no events. ``confirm``: they are one happening, and rightly so. ``grade``: ``value`` is the credibility
    (1–6) of their happening. ``revoke``: the ruling ``revokes`` no longer counts from then on.
    """

    id: str
    kind: Kind
    events: tuple[str, ...]
    who: str
    at: str
    why: str = ""
    value: str = ""
    revokes: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """A source's reliability (A–F) as a person put it at a time."""

    outlet: str
    reliability: str
    who: str
    at: str
    why: str = ""


def make_ruling(
    kind: Kind, events: tuple[str, ...], *, who: str, at: str, why: str = "", value: str = "", revokes: str = ""
) -> Ruling:
    """A ruling named by what it says. Raises ConfigError for a grade that is none."""
    if kind == "grade" and value not in CREDIBILITY:
        raise ConfigError(f"{value!r} is no grade of information", remedy="Use 1 (confirmed) to 6 (cannot be judged)")
    named = tuple(sorted(set(events)))
    return Ruling(
        content_id("ruling", kind, named, who, at, why, value, revokes), kind, named, who, at, why, value, revokes
    )


def add_ruling(store: Store, connection: Connection, ruling: Ruling) -> None:
    """Keep a ruling; the same one twice is one."""
    row = {name: getattr(ruling, name) for name in ("id", "kind", "value", "revokes", "who", "at", "why")}
    connection.execute(store.insert(schema.judgements), [row | {"events": " ".join(ruling.events)}])


def rulings(connection: Connection, *, known_by: str = "") -> Iterator[Ruling]:
    """All rulings, by time."""
    table = schema.judgements
    query = select(table).order_by(table.c.at, table.c.id)
    for row in connection.execute(query.where(table.c.at < known_by + "~") if known_by else query):
        yield Ruling(row.id, row.kind, tuple(row.events.split()), row.who, row.at, row.why, row.value, row.revokes)


def add_grade(store: Store, connection: Connection, grade: Grade) -> None:
    """Keep a source's grade. Raises ConfigError where it is none of A to F."""
    if grade.reliability not in RELIABILITY:
        raise ConfigError(f"{grade.reliability!r} is no grade of a source", remedy="Use A (reliable) to F (cannot say)")
    row = {name: getattr(grade, name) for name in ("outlet", "reliability", "who", "at", "why")}
    connection.execute(store.insert(schema.grades), [row | {"id": content_id("grade", *row.values())}])


def grades(connection: Connection, *, known_by: str = "") -> Iterator[Grade]:
    """All grades of sources, by time: of one outlet the last counts."""
    table = schema.grades
    query = select(table).order_by(table.c.at, table.c.id)
    for row in connection.execute(query.where(table.c.at < known_by + "~") if known_by else query):
        yield Grade(row.outlet, row.reliability, row.who, row.at, row.why)
