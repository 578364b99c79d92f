"""The past as events between two parties: rows of other datasets, kept by the million, and actors kept once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from accord.ledger import revisions, schema
from accord.ledger.happenings import glimpses, in_full
from accord.ledger.packing import Ambient, pack, unpack
from accord.ledger.reports import parted
from accord.ledger.store import Store
from accord.parties import party
from accord.records import Actor, Episode, PastDeletion, PastEvent, Place

#: Rows held in memory at once while a dataset streams in.
BATCH = 5000
# Actors remembered while a dataset streams in; beyond it they are looked up again.
_REMEMBERED = 50_000
_PLAIN = ("dataset", "key", "date", "type", "mode", "code", "intensity", "text", "source", "reports", "dead")
_MORE = ("more_actors", "more_recipients")
_ACTOR = ("country", "sector", "name", "role", "id")


class ActorNumbers:
    """The numbers under which a ledger keeps actors, looked up or given."""

    def __init__(self, store: Store, connection: Connection) -> None:
        self._store, self._connection = store, connection
        self._known: dict[Actor, int] = {}

    def of(self, actors: Iterable[Actor]) -> dict[Actor, int]:
        """Each actor's number; those that are new are kept."""
        wanted = set(actors)
        new = sorted(wanted - self._known.keys(), key=lambda one: (one.country, one.sector, one.name, one.role, one.id))
        if len(self._known) > _REMEMBERED:
            self._known = {one: self._known[one] for one in wanted & self._known.keys()}
        if new:
            self._look_up(new)
            missing = [one for one in new if one not in self._known]
            if missing:
                rows = [{name: getattr(one, name) for name in _ACTOR} | {"party": party(one)} for one in missing]
                self._connection.execute(self._store.insert(schema.actors), rows)
                self._look_up(missing)
        return {one: self._known[one] for one in wanted}

    def _look_up(self, actors: Sequence[Actor]) -> None:
        """Learn the numbers of those of ``actors`` that are kept, by their names."""
        table = schema.actors
        wanted = set(actors)
        for part in parted(sorted({one.name for one in actors})):
            for row in self._connection.execute(select(table).where(table.c.name.in_(part))).mappings():
                found = Actor(**{name: row[name] for name in _ACTOR})
                if found in wanted:
                    self._known[found] = row["num"]


def add_past_events(store: Store, events: Iterable[PastEvent | PastDeletion]) -> int:
    """Keep events of other datasets, in transactions of BATCH rows; give back how many were new.

    A version of an event that says nothing new is not kept.
    """
    stream = iter(events)
    new = 0
    while batch := list(islice(stream, BATCH)):
        with store.writing() as connection:
            gone = [one for one in batch if isinstance(one, PastDeletion)]
            told = _unheld(connection, [one for one in batch if isinstance(one, PastEvent)])
            new += _add(store, connection, told)
            revisions.add_deletions(store, connection, gone)
            changed = {(one.dataset, one.key) for one in told if one.version}
            revisions.settle_versions(connection, changed | {(one.dataset, one.key) for one in gone})
    return new


def _unheld(connection: Connection, events: Sequence[PastEvent]) -> list[PastEvent]:
    """``events`` without the versions that are held, and those that repeat what the version before them says."""
    versioned = [one for one in events if one.version]
    held = revisions.held_versions(connection, versioned)
    edited = {key[:2] for key in held}
    new = [one for one in events if not one.version or (one.dataset, one.key, one.version) not in held]
    if not edited:
        return new
    said: dict[tuple[str, str], dict[str, PastEvent]] = {}
    table = schema.past_events
    keys = sorted(f"{key}@{version}" for _, key, version in held)
    for part in parted(keys):
        for one in _read(connection, _columns().where(table.c.key.in_(part))):
            said.setdefault((one.dataset, one.key), {})[one.version] = one
    return [one for one in new if not _repeats(one, said.get((one.dataset, one.key), {}))]


def _repeats(one: PastEvent, held: Mapping[str, PastEvent]) -> bool:
    before = max((version for version in held if version < one.version), default="")
    return bool(one.version and before) and replace(held[before], version="") == replace(one, version="")


def _add(store: Store, connection: Connection, events: Sequence[PastEvent]) -> int:
    if not events:
        return 0
    sides = ((one.actor, one.recipient, *one.more_actors, *one.more_recipients) for one in events)
    known = ActorNumbers(store, connection).of(chain.from_iterable(sides))
    before = _count(connection)
    connection.execute(store.insert(schema.past_events), [_row(one, known) for one in events])
    rich = {f"{one.dataset} {revisions.row_key(one)}": one for one in events if not revisions.is_plain(one)}
    numbers: dict[str, int] = {}
    table = schema.past_events
    for part in parted(sorted({revisions.row_key(one) for one in rich.values()})):
        query = select(table.c.num, table.c.dataset, table.c.key).where(table.c.key.in_(part), table.c.num > before)
        numbers |= {f"{row.dataset} {row.key}": row.num for row in connection.execute(query)}
    revisions.add_beside(store, connection, numbers, (one for name, one in rich.items() if name in numbers), known)
    return _count(connection) - before


def _count(connection: Connection) -> int:
    # Rows are never taken out, so that the last number tells how many there are without counting them.
    return int(connection.execute(select(func.max(schema.past_events.c.num))).scalar() or 0)


def mark(connection: Connection) -> str:
    """The last numbers of an imported event, a deletion and a step in the journal: none is ever given twice."""
    steps = int(connection.execute(select(func.max(schema.journal.c.seq))).scalar() or 0)
    return f"{schema.VERSION}.{_count(connection)}.{revisions.mark(connection)}.{steps}"


def _row(one: PastEvent, numbers: dict[Actor, int]) -> dict[str, object]:
    return {name: getattr(one, name) for name in _PLAIN} | {
        "key": revisions.row_key(one),
        "actor": numbers[one.actor],
        "recipient": numbers[one.recipient],
        "contexts": ";".join(one.contexts),
        "place": None if one.place is None else _packed(one.place),
    }


@lru_cache(maxsize=8192)
def _packed(place: Place) -> bytes:
    """A place as it is kept. Datasets name the same places over and over, and packing takes longer than reading."""
    return pack([place], Ambient())


def imported(
    connection: Connection,
    *,
    known_by: str = "",
    since: str = "",
    until: str = "",
    actor: str = "",
    recipient: str = "",
) -> Iterator[PastEvent]:
    """Events of other datasets from day ``since`` to ``until`` (included), by day. Parties are given by their keys.

    Of several versions of an event the one that counted at the end of ``known_by``, ``""`` for now.
    """
    table = schema.past_events
    query = revisions.known(connection, _columns(), known_by)
    query = query.order_by(table.c.date, table.c.dataset, table.c.key)
    query = query.where(table.c.date >= since) if since else query
    query = query.where(table.c.date <= until) if until else query
    for side, (key, column) in enumerate(((actor, table.c.actor), (recipient, table.c.recipient))):
        if key:
            query = query.where(or_(column.in_(_of_party(key)), revisions.is_beside(side, _of_party(key))))
    yield from _read(connection, query)


def _columns() -> Select[Any]:
    table = schema.past_events
    plain = [table.c[name] for name in _PLAIN]
    return select(*plain, table.c.num, table.c.actor, table.c.recipient, table.c.contexts, table.c.place)


def _read(connection: Connection, query: Select[Any]) -> Iterator[PastEvent]:
    # Read by the million: actors are made once, and rows are taken by place.
    actors: dict[int, Actor] = {}
    beside = revisions.Beside(connection)
    for batch in connection.execute(query.execution_options(yield_per=BATCH)).partitions():
        more = beside.of([row.num for row in batch])
        listed = {num for own in more.values() for side in _MORE for num in own.get(side, ())}
        _look_up_numbers(connection, actors, listed | {num for row in batch for num in (row.actor, row.recipient)})
        for *plain, num, doer, other, contexts, place in batch:
            one = PastEvent(
                **dict(zip(_PLAIN, plain, strict=True)),
                actor=actors[doer],
                recipient=actors[other],
                contexts=tuple(part for part in contexts.split(";") if part) if contexts else (),
                place=None if place is None else _unpacked(bytes(place)),
            )
            yield _whole(one, more[num], actors) if num in more else one


def _whole(one: PastEvent, more: Mapping[str, Any], actors: Mapping[int, Actor]) -> PastEvent:
    """An event with what stands beside its row."""
    sides = {side: tuple(actors[num] for num in more[side]) for side in _MORE if side in more}
    return replace(one, **{**more, **sides})


def _look_up_numbers(connection: Connection, actors: dict[int, Actor], wanted: set[int]) -> None:
    """Add to ``actors`` those of the numbers ``wanted`` that are not there yet."""
    table = schema.actors
    for part in parted(sorted(wanted - actors.keys())):
        query = select(table.c.num, *(table.c[name] for name in _ACTOR)).where(table.c.num.in_(part))
        for num, *names in connection.execute(query):
            actors[num] = Actor(**dict(zip(_ACTOR, names, strict=True)))


@lru_cache(maxsize=8192)
def _unpacked(body: bytes) -> Place:
    return unpack(Place, body, Ambient())[0]


def _of_party(key: str) -> Select[tuple[int]]:
    """The numbers of a party's actors: by its key, or by its country for a state."""
    table = schema.actors
    return select(table.c.num).where(or_(table.c.party == key, table.c.id == key))


def own(
    connection: Connection,
    *,
    known_by: str = "",
    since: str = "",
    until: str = "",
    actor: str = "",
    recipient: str = "",
) -> Iterator[PastEvent]:
    """The ledger's own episodes that are done, as one event for each actor and recipient, by day.

    The day is the episode's where it is known to the day, else the first day on which a report could be known.
    """
    days = {}
    for one in glimpses(connection, known_by=known_by):
        fine = one.date_precision in ("day", "reported") and len(one.date) == 10
        day = one.date if fine else one.known_since
        if one.stage == "done" and since <= day and (not until or day <= until):
            days[one] = day
    known = zip(in_full(connection, list(days)), days.values(), strict=True)
    found = [past for one, day in known for past in _of_episode(one.record, day) if _between(past, actor, recipient)]
    yield from sorted(found, key=lambda one: (one.date, one.dataset, one.key))


def _between(one: PastEvent, actor: str, recipient: str) -> bool:
    sides = ((actor, one.actor), (recipient, one.recipient))
    return all(not key or key in (party(side), side.id) for key, side in sides)


def _of_episode(episode: Episode, day: str) -> Iterator[PastEvent]:
    for a, doer in enumerate(episode.actors):
        for b, other in enumerate(episode.recipients):
            yield PastEvent(
                dataset="accord",
                key=f"{episode.id}-{a}-{b}",
                date=day,
                actor=doer,
                recipient=other,
                type=episode.type,
                mode=episode.mode,
                place=episode.place,
                text=episode.title,
                reports=len(episode.reports),
            )
