"""Facts from ``data/ties``: members of bodies, pacts, forces abroad, recognition, dues, dependence by sector.

A report meets a world that is already known in part, and can contradict it. Every row becomes words on a tie
(``TieWord``) whose origin is the table and line and which could be known from its own date on; all tables together are
one origin. What is not known is left out: an empty date is not a date.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Literal

from accord.naming import load_names
from accord.records import Actor, DatePrecision, TieWord, content_id
from accord.tables import Problem, Row, read_table, table_names
from accord.tiekinds import load_tie_kinds

FOLDER = "ties"
MEMBERS = f"{FOLDER}/members"
BODIES = f"{FOLDER}/bodies.tsv"
PACTS = f"{FOLDER}/pacts.tsv"
FORCES = f"{FOLDER}/forces.tsv"
RECOGNITION = f"{FOLDER}/recognition.tsv"
DUES = f"{FOLDER}/dues.tsv"
DEPENDENCE = f"{FOLDER}/dependence.tsv"

Obligation = Literal["defence", "offence", "neutrality", "nonaggression", "consultation"]
#: ATOP's five, in the order of its columns.
OBLIGATIONS: tuple[Obligation, ...] = ("defence", "offence", "neutrality", "nonaggression", "consultation")

_MEMBER_COLUMNS = ("body", "member", "stage", "from", "to", "origin")
_BODY_COLUMNS = ("body", "list", "since", *OBLIGATIONS, "origin")
_PACT_COLUMNS = ("a", "b", "name", "from", "to", *OBLIGATIONS, "origin")
_SECTOR_COLUMNS = ("a", "b", "sector", "what", "from", "to", "origin")
_RECOGNITION_COLUMNS = ("a", "b", "from", "to", "origin")
_DUES_COLUMNS = ("a", "b", "share", "from", "to", "origin")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
#: Stages that are what a party is; the others are what is so with its membership.
_OF = ("member", "observer", "partner", "associate", "candidate")
_OWES = ("", "a", "b", "both")


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: ``a`` stood at ``stage`` towards ``b`` from ``start`` until ``end`` (each ``""`` where not known).

    ``stands`` is the row in words without its dates, ``known`` where it is known from, ``where`` its table and line.
    """

    kind: str
    a: str
    b: str
    sector: str
    stage: str
    start: str
    end: str
    stands: str
    known: str
    where: str


@dataclass(frozen=True, slots=True)
class Pact:
    """A treaty between two parties. ``owed`` holds (obligation, who owes it) with ``a``, ``b`` or ``both``."""

    a: str
    b: str
    name: str
    start: str
    end: str
    owed: tuple[tuple[Obligation, str], ...]
    stands: str
    known: str
    where: str

    @property
    def says(self) -> str:
        """The treaty in words: its name, when it began to bind, what it binds to, where that is known from."""
        return f"{self.stands}{f' from {self.start}' if self.start else ''} ({self.known})"

    def holds(self, day: str) -> bool:
        """Whether the treaty was in force on an ISO day."""
        return self.start <= day and not (self.end and self.end <= day)


@dataclass(frozen=True, slots=True)
class Body:
    """A body of which the tables hold members. ``whole`` is false where they hold only some.

    ``articles`` holds (obligation, article of the charter) for those of the five to which members bind themselves.
    """

    id: str
    whole: bool
    since: str
    articles: tuple[tuple[Obligation, str], ...]
    says: str
    where: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All tables of facts, and where each party stands in them."""

    facts: tuple[Fact, ...]
    pacts: tuple[Pact, ...]
    bodies: dict[str, Body]
    #: Indices into ``facts`` by party.
    of: dict[str, tuple[int, ...]] = field(repr=False)
    #: Facts that end while another row of the same tie goes on, so that their end does not end the tie: whether what
    #: goes on is something else (oil, where gas has ended).
    continued: dict[int, bool] = field(repr=False)
    #: Facts by table and line.
    by_place: dict[str, Fact] = field(repr=False, default_factory=dict)

    def words(self, *, party: str = "", kind: str = "") -> Iterator[TieWord]:
        """Every row as words on its tie, of one party or kind where given, in the order of the tables."""
        chosen: Sequence[int] = self.of.get(party, ()) if party else range(len(self.facts))
        for index in chosen:
            fact = self.facts[index]
            if not kind or fact.kind == kind:
                yield from _words(fact, self._ending(index, fact))

    def rows(self, words: Iterable[TieWord], day: str) -> tuple[Fact, ...]:
        """The rows behind ``words`` that had not ended by an ISO day, each once, in the order of the words."""
        found = dict.fromkeys(self.by_place[word.origin] for word in words if word.origin in self.by_place)
        return tuple(fact for fact in found if not fact.end or fact.end > day)

    def _ending(self, index: int, fact: Fact) -> str:
        """The stage that the end of a row gives its tie, ``""`` where it gives none."""
        kind = load_tie_kinds().kinds[fact.kind]
        if not fact.end or index not in self.continued:
            return kind.closes if fact.end else ""
        return kind.lessens if self.continued[index] else ""

    def pacts_of(self, key: str) -> tuple[Pact, ...]:
        """The treaties to which a party is party."""
        return tuple(pact for pact in self.pacts if key in (pact.a, pact.b))


@cache
def load_facts() -> Facts:
    """The tables of facts. Rows come in the order of the files."""
    pacts = tuple(_pact(row) for row in read_table(PACTS, _PACT_COLUMNS))
    facts = (
        *(_member(row) for table in member_tables() for row in read_table(table, _MEMBER_COLUMNS)),
        *(_of_pact(pact) for pact in pacts),
        *(_in_sector("forces", "present", row) for row in read_table(FORCES, _SECTOR_COLUMNS)),
        *(_recognition(row) for row in read_table(RECOGNITION, _RECOGNITION_COLUMNS)),
        *(_dues(row) for row in read_table(DUES, _DUES_COLUMNS)),
        *(_in_sector("dependence", "holds", row) for row in read_table(DEPENDENCE, _SECTOR_COLUMNS)),
    )
    of: dict[str, list[int]] = defaultdict(list)
    ties: dict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
    for index, fact in enumerate(facts):
        for key in dict.fromkeys((fact.a, fact.b)):
            of[key].append(index)
        ties[_tie(fact)].append(fact)
    goes_on = {i: _going_on(fact, ties[_tie(fact)]) for i, fact in enumerate(facts) if fact.end}
    continued = {i: all(one.stands != facts[i].stands for one in others) for i, others in goes_on.items() if others}
    bodies = {row["body"]: _body(row) for row in read_table(BODIES, _BODY_COLUMNS)}
    by_place = {fact.where: fact for fact in facts}
    return Facts(facts, pacts, bodies, {key: tuple(found) for key, found in of.items()}, continued, by_place)


def member_tables() -> Iterator[str]:
    """The tables of members, one for each part of the world, by name."""
    return table_names(MEMBERS)


def _going_on(fact: Fact, others: Sequence[Fact]) -> list[Fact]:
    """The other rows of the same tie that hold on the day a row ends."""
    return [one for one in others if one is not fact and one.start <= fact.end and (not one.end or one.end > fact.end)]


def _tie(fact: Fact) -> tuple[str, str, str, str]:
    return fact.kind, fact.a, fact.b, fact.sector


def _member(row: Row) -> Fact:
    body = load_names().name(_actor(row["body"]))
    stands = f"{row['stage']} of {body}" if row["stage"] in _OF else f"{body}: {row['stage']}"
    return _fact("membership", row["member"], row["body"], "", row["stage"], stands, row)


def _pact(row: Row) -> Pact:
    owed = tuple((duty, row[duty]) for duty in OBLIGATIONS if row[duty])
    duties = "; ".join(duty if owes == "both" else f"{duty} owed by {row[owes]}" for duty, owes in owed)
    stands = f"{row['name']}: {duties}" if duties else row["name"]
    return Pact(row["a"], row["b"], row["name"], row["from"], row["to"], owed, stands, row["origin"], _at(row))


def _of_pact(pact: Pact) -> Fact:
    a, b = sorted((pact.a, pact.b))
    return Fact("alliance", a, b, "", "obliged", pact.start, pact.end, pact.stands, pact.known, pact.where)


def _in_sector(kind: str, stage: str, row: Row) -> Fact:
    return _fact(kind, row["a"], row["b"], row["sector"], stage, row["what"], row)


def _recognition(row: Row) -> Fact:
    return _fact("recognition", row["a"], row["b"], "", "recognised", "recognised", row)


def _dues(row: Row) -> Fact:
    stands = f"{row['share']} per cent of the budget of {load_names().name(_actor(row['b']))}"
    return _fact("dues", row["a"], row["b"], "", "owed", stands, row)


def _fact(kind: str, a: str, b: str, sector: str, stage: str, stands: str, row: Row) -> Fact:
    return Fact(kind, a, b, sector, stage, row["from"], row["to"], stands, row["origin"], _at(row))


def _body(row: Row) -> Body:
    articles = tuple((duty, row[duty]) for duty in OBLIGATIONS if row[duty])
    return Body(row["body"], row["list"] == "whole", row["since"], articles, row["origin"], _at(row))


def _at(row: Row) -> str:
    return f"{row.file}:{row.line}"


def _words(fact: Fact, ending: str) -> Iterator[TieWord]:
    # What was not known yet when a row began, its end, stands in the word on its end alone.
    yield _word(fact, fact.stage, fact.start, f" from {fact.start}" if fact.start else "")
    if ending:
        yield _word(fact, ending, fact.end, f" until {fact.end}")


def _word(fact: Fact, stage: str, date: str, span: str) -> TieWord:
    return TieWord(
        id=content_id("fact", fact.kind, fact.a, fact.b, fact.sector, stage, date, fact.stands, fact.known),
        kind=fact.kind,
        a=_actor(fact.a),
        b=_actor(fact.b),
        sector=fact.sector,
        stage=stage,
        strong=True,
        past=False,
        date=date,
        date_precision=_precision(date),
        known_since=date,
        known_until="",
        origin=fact.where,
        speaker="",
        report="",
        start=0,
        end=0,
        quote=f"{fact.stands}{span} ({fact.known})",
    )


@cache
def _actor(key: str) -> Actor:
    return load_names().actor(key)


def _precision(date: str) -> DatePrecision:
    return "day" if len(date) == 10 else "month" if len(date) == 7 else "year" if date else "unknown"


def check_facts() -> Iterator[Problem]:
    """What is wrong with the tables of facts: unknown codes and stages, dates that are none or run backwards."""
    for table in member_tables():
        rows = list(read_table(table, _MEMBER_COLUMNS))
        yield from _check_members(rows)
        yield from _check_spells(rows, ("body", "member"))
    for table, columns in ((PACTS, _PACT_COLUMNS), (RECOGNITION, _RECOGNITION_COLUMNS), (DUES, _DUES_COLUMNS)):
        rows = list(read_table(table, columns))
        yield from _check_rows(rows, ("a", "b"))
        if table == RECOGNITION:  # two parties may be bound by several treaties at once, and shares change
            yield from _check_spells(rows, ("a", "b"))
    for table, kind in ((FORCES, "forces"), (DEPENDENCE, "dependence")):
        rows = list(read_table(table, _SECTOR_COLUMNS))
        yield from _check_rows(rows, ("a", "b"))
        yield from _check_spells(rows, ("a", "b", "sector", "what"))
        yield from _check_sectors(rows, kind)
    yield from _check_pacts()
    yield from _check_bodies()


def _check_rows(rows: Sequence[Row], parties: tuple[str, ...]) -> Iterator[Problem]:
    for row in rows:
        for column in parties:
            if row[column] not in load_names().actors:
                yield row.problem(f"{column}: no state, organisation or group has the code {row[column]!r}")
        if len({row[column] for column in parties}) < len(parties):
            yield row.problem("both parties are the same")
        for column in ("from", "to"):
            if row[column] and not _DATE.fullmatch(row[column]):
                yield row.problem(f"{column}: {row[column]!r} is no date: write 2024, 2024-06 or 2024-06-12")
        if row["from"] and row["to"] and row["to"] < row["from"]:
            yield row.problem(f"it ends on {row['to']}, before it begins on {row['from']}")
        if not row["origin"]:
            yield row.problem("no origin: say where this is known from")


def _check_members(rows: Sequence[Row]) -> Iterator[Problem]:
    yield from _check_rows(rows, ("member", "body"))
    stages, bodies = load_tie_kinds().kinds["membership"].stages, load_facts().bodies
    for row in rows:
        if row["stage"] not in stages:
            yield row.problem(f"stage {row['stage']!r} is none of a membership's")
        if row["body"] not in bodies:
            yield row.problem(f"{row['body']} has no row in {BODIES}")


def _check_spells(rows: Sequence[Row], key: tuple[str, ...]) -> Iterator[Problem]:
    """Rows of one tie that overlap: a member cannot be an observer at the same time."""
    by_tie: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        by_tie[tuple(row[column] for column in key)].append(row)
    for spells in by_tie.values():
        ordered = sorted(spells, key=lambda row: (row["from"], row["to"]))
        for before, after in pairwise(ordered):
            if not before["to"] or before["to"] > after["from"]:
                yield after.problem(f"it begins before what stands on line {before.line} has ended")


def _check_pacts() -> Iterator[Problem]:
    for row in read_table(PACTS, _PACT_COLUMNS):
        for duty in OBLIGATIONS:
            if row[duty] not in _OWES:
                yield row.problem(f"{duty}: {row[duty]!r} is none of both, a, b")
        if not row["name"]:
            yield row.problem("a treaty without a name")


def _check_sectors(rows: Sequence[Row], kind: str) -> Iterator[Problem]:
    sectors = load_tie_kinds().kinds[kind].sectors
    for row in rows:
        if row["sector"] not in sectors:
            yield row.problem(f"sector {row['sector']!r} is none of {kind}: {', '.join(sectors)}")
        if not row["what"]:
            yield row.problem("it does not say what")


def _check_bodies() -> Iterator[Problem]:
    held = {fact.b for fact in load_facts().facts if fact.kind == "membership"}
    for row in read_table(BODIES, _BODY_COLUMNS):
        if row["body"] not in held:
            yield row.problem(f"no table has a member of {row['body']}")
        if row["list"] not in ("whole", "part"):
            yield row.problem(f"list: {row['list']!r} is neither whole nor part")
        if any(row[duty] for duty in OBLIGATIONS) and not _DATE.fullmatch(row["since"]):
            yield row.problem("obligations without the day from which they bind")
