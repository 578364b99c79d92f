"""What actors are found by: rows packed many to one, added and taken away, as a plain set would hold them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, select
from told import NewLedger, keep, make_history

from accord.ledger import open_ledger, schema
from accord.ledger.happenings import actors_of
from accord.ledger.postings import Kind, add_postings, among, drop_postings, parts_of, place_of, rows_of

KINDS: tuple[Kind, ...] = ("event", "version", "word")
_ends = st.lists(st.tuples(st.integers(1, 3), st.integers(1, (1 << 38) - 1)), max_size=12)


@given(st.sampled_from(KINDS), st.integers(1, 1 << 30), st.integers(0, (1 << 38) - 1))
def test_a_number_is_found_again_from_its_place(kind: Kind, actor: int, number: int) -> None:
    key, rest = place_of(actor, kind, number)
    found, of, start = parts_of(key)
    assert (found, of, start + rest) == (actor, kind, number)
    assert 0 < key < 1 << 63


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.booleans(), _ends), max_size=6))
def test_postings_hold_what_a_set_would(steps: list[tuple[Kind, bool, list[tuple[int, int]]]]) -> None:
    held: dict[str, set[tuple[int, int]]] = {kind: set() for kind in KINDS}
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        schema.postings.create(connection)
        for kind, new, ends in steps:
            if new:
                add_postings(connection, kind, ends)
                held[kind] |= set(ends)
            else:
                drop_postings(connection, kind, ends)
                held[kind] -= set(ends)
        for kind in KINDS:
            for actor in (1, 2, 3):
                assert rows_of(connection, kind, [actor]) == {row for one, row in held[kind] if one == actor}
        assert all(row.rows for row in connection.execute(select(schema.postings)))
    engine.dispose()


def test_many_numbers_are_asked_for_in_one_question(new_ledger: NewLedger) -> None:
    with open_ledger(new_ledger(), create=True) as ledger:
        keep(ledger, make_history())
        with ledger.store.reading() as connection:
            actors = actors_of(connection, "KEN")
            words = rows_of(connection, "word", actors)
            table = schema.tie_words
            asked = select(table.c.num).where(among(connection, table.c.num, {*words, *range(10**9, 10**9 + 40_000)}))
            found = set(connection.execute(asked).scalars())
            told = select(table.c.num).where(table.c.a.in_(actors) | table.c.b.in_(actors))
            assert found == words == set(connection.execute(told).scalars())
            assert words
