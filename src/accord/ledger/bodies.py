"""Bodies of what was derived: small, since they point at what was coded in the reports that they rest on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, select

from accord.ledger import schema
from accord.ledger.packing import Ambient, pack, unpack
from accord.ledger.reports import coded_by_number, parted
from accord.ledger.rising import split, to_bytes
from accord.records import Coded, Judgement

R = TypeVar("R")
#: What columns hold is not said again in the packed record beside them.
EPISODE_COLUMNS = ("id", "type", "mode", "stage", "date", "date_precision", "title", "weight")
CONTEST_COLUMNS = ("kind", "title", "episode", "tie", "weight")


@dataclass(frozen=True, slots=True)
class Source:
    """A report that something rests on: its number, all that was coded in it, and its origin."""

    number: int
    coded: Coded
    origin: str


class Sources:
    """Reports of a ledger as sources, each read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, Source] = {}

    def of(self, numbers: Collection[int]) -> dict[int, Source]:
        """The sources of these numbers."""
        new = sorted(set(numbers) - self._known.keys())
        if new:
            origins: dict[int, str] = {}
            table = schema.hands
            for part in parted(new):
                query = select(table.c.report, table.c.origin).where(table.c.report.in_(part))
                origins |= {row.report: row.origin for row in self._connection.execute(query)}
            for number, coded in coded_by_number(self._connection, new).items():
                self._known[number] = Source(number, coded, origins.get(number, ""))
        return self._known

    def forget(self) -> None:
        """Let go of what was read."""
        self._known.clear()


def without(record: R, columns: Collection[str]) -> R:
    """A record with nothing in the fields that columns hold."""
    empty = {name: 0 if name == "weight" else "" for name in columns}
    return cast(R, replace(cast(Any, record), **empty))


def pack_body(record: Any, sources: Iterable[Source]) -> bytes:
    """A record that rests on ``sources``, behind their numbers."""
    ordered = sorted(sources, key=lambda one: one.number)
    return _numbers([one.number for one in ordered]) + pack([record], ambient_of_sources(ordered))


def unpack_body(kind: type[R], body: bytes, sources: Mapping[int, Source]) -> R:
    """The record that ``pack_body`` packed."""
    numbers, start = _read_numbers(body)
    return unpack(kind, body[start:], ambient_of_sources([sources[number] for number in numbers]))[0]


def sources_of(body: bytes) -> list[int]:
    """The numbers of the reports that a packed record rests on."""
    return _read_numbers(body)[0]


def move_sources(body: bytes, by: int) -> bytes:
    """A packed record that rests on reports whose numbers are larger by so many."""
    numbers, start = _read_numbers(body)
    return _numbers([number + by for number in numbers]) + body[start:]


def _numbers(numbers: Sequence[int]) -> bytes:
    """Numbers as the beginning of a body: how many, then they themselves."""
    return to_bytes([len(numbers)]) + to_bytes(numbers)


def _read_numbers(body: bytes) -> tuple[list[int], int]:
    """The numbers at the beginning of a body, and where the rest begins."""
    [count], start = split(body, 1)
    numbers, length = split(body[start:], count)
    return numbers, start + length


def ambient_of_sources(sources: Sequence[Source]) -> Ambient:
    """What is known where a record rests on ``sources``: their ids, origins, events, claims and actors."""
    words = [word for one in sources for word in (one.coded.report.id, one.origin)]
    words += [event.id for one in sources for event in one.coded.events]
    words += [claim.id for one in sources for claim in one.coded.claims]
    values: dict[Any, None] = {}
    for one in sources:
        for event in one.coded.events:
            values |= dict.fromkeys(mention.value for mention in (*event.actors, *event.recipients))
            if event.place is not None:
                values[event.place.value] = None
    text = sources[0].coded.report.text if sources else ""
    return Ambient(text=text, words=words, values=list(values))


def pack_judgement(why: Judgement, numbers: Mapping[str, int]) -> bytes:
    """A judgement on two events, behind their numbers."""
    named = sorted({numbers[name]: name for name in (why.a, why.b)}.items())
    return _numbers([number for number, _ in named]) + pack([why], Ambient(words=[name for _, name in named]))


def unpack_judgements(connection: Connection, packed: Sequence[bytes]) -> list[Judgement]:
    """The judgements that ``pack_judgement`` packed."""
    table = schema.events
    ids: dict[int, str] = {}
    for part in parted(sorted({number for body in packed for number in sources_of(body)})):
        ids |= {
            row.num: row.id for row in connection.execute(select(table.c.num, table.c.id).where(table.c.num.in_(part)))
        }
    found: list[Judgement] = []
    for body in packed:
        numbers, start = _read_numbers(body)
        found += unpack(Judgement, body[start:], Ambient(words=[ids[number] for number in numbers]))
    return found
