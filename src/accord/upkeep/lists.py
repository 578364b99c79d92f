"""Contests over who belongs to a body: lists of members of one month that do not name the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from accord.ledger import editions, index, schema
from accord.ledger.book import Book, Segments, held_rows
from accord.ledger.store import Connection, Store
from accord.parties import party
from accord.reconciling.ground import BUCKET, Block, key_number
from accord.reconciling.members import memberships
from accord.reconciling.ties import hear_ties
from accord.reconciling.titles import load_titles
from accord.records import Contest, TieClaim, content_id
from accord.tiekinds import load_tie_kinds
from accord.upkeep.field import Field, Stored
from accord.upkeep.rows import contest_row

#: Days within which two lists of a body's members are set against each other.
REACH = 31


def list_blocks(stored: Stored) -> set[Block]:
    """The blocks under which a report's words on members of bodies are found."""
    day = date.fromisoformat(stored.day).toordinal()
    return {(key_number(f"member {body}"), day // BUCKET) for body in _bodies(stored)}


def write_lists(store: Store, connection: Connection, field: Field, new: Sequence[Stored], *, seq: int) -> None:
    """Write the contests over members of every body that ``new`` reports speak of, from their days on."""
    index.add_blocks(connection, {stored.number: list_blocks(stored) for stored in new})
    since: dict[str, str] = {}
    for stored in new:
        for body in _bodies(stored):
            since[body] = min(stored.day, since.get(body, stored.day))
    book = Book(connection, schema.contests, seq)
    names = {body: content_id("contest name", "membership", body) for body in since}
    held = held_rows(connection, schema.contests.c.name, names.values())
    for body, day in sorted(since.items()):
        near = _reports(connection, field, body, day)
        segments: Segments = [
            (on, contest_row(names[body], found, field) if (found := _contest(connection, body, near, on)) else None)
            for on in sorted({day, *(one.day for one in near if one.day >= day)})
        ]
        book.write(held[names[body]], day, segments)
    book.flush()


def _reports(connection: Connection, field: Field, body: str, since: str) -> list[Stored]:
    """The reports that could matter from a day on."""
    first = (date.fromisoformat(since).toordinal() - REACH) // BUCKET
    numbers = index.reports_from(connection, key_number(f"member {body}"), first)
    return [one for one in field.load(numbers) if body in _bodies(one)]


def _contest(connection: Connection, body: str, reports: Sequence[Stored], day: str) -> Contest | None:
    last = date.fromisoformat(day).toordinal()
    near = [one for one in reports if 0 <= last - date.fromisoformat(one.day).toordinal() <= REACH]
    newer = {
        edition.earlier: edition.known_since for edition in editions.editions_of(connection, [o.number for o in near])
    }
    near = [one for one in near if newer.get(one.number, "9999") > day]
    claims = [claim for one in near for claim in _claims(one) if party(claim.b.value) == body]
    if len(claims) < 2:
        return None
    titles = load_titles(actor for claim in claims for actor in (claim.a.value, claim.b.value))
    origins = {one.coded.report.id: one.hand.origin for one in near}
    words = hear_ties([one.coded for one in near], [], {}, origins=origins, kinds=load_tie_kinds(), titles=titles)
    found = memberships([word for word in words if party(word.b) == body], titles)
    return next(iter(found), None)


def _claims(stored: Stored) -> Iterable[TieClaim]:
    return (claim for claim in stored.coded.tie_claims if claim.kind == "membership")


def _bodies(stored: Stored) -> set[str]:
    return {party(claim.b.value) for claim in _claims(stored)} - {""}
