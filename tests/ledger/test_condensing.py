"""Happenings are kept without what their events say, and come back whole, however they were made."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from told import keep, make_history

from accord.ledger import open_ledger, schema
from accord.ledger.bodies import EPISODE_COLUMNS, Source, Sources, pack_body, without
from accord.ledger.condensing import condensed, pack_episode, unpack_episode
from accord.reconciling import reconcile
from accord.records import Episode, Field, Value


def _made() -> tuple[tuple[Episode, ...], dict[int, Source]]:
    coded = make_history()
    dossier = reconcile(coded)
    origin_of = {report: origin.id for origin in dossier.origins for report in origin.reports}
    sources = {n: Source(n, one, origin_of[one.report.id]) for n, one in enumerate(coded, start=1)}
    return dossier.episodes, sources


EPISODES, SOURCES = _made()


def _own(episode: Episode) -> list[Source]:
    return [one for one in SOURCES.values() if one.coded.report.id in episode.reports]


@pytest.mark.parametrize("episode", EPISODES, ids=lambda episode: episode.title)
def test_a_happening_comes_back(episode: Episode) -> None:
    packed = pack_episode(episode, _own(episode))
    assert unpack_episode(packed, episode.stage, SOURCES) == without(episode, EPISODE_COLUMNS)
    assert len(packed) < len(pack_body(without(episode, EPISODE_COLUMNS), _own(episode)))


_fields = st.lists(
    st.builds(
        Field,
        st.sampled_from(("stage", "date", "place", "actors", "recipients", "killed")),
        st.sampled_from(("single", "agreed", "differs", "contested")),
        st.lists(st.builds(Value, st.text(max_size=3), st.just(()), st.just(()), st.just(())), max_size=2).map(tuple),
    ),
    max_size=3,
).map(tuple)


@given(st.sampled_from(EPISODES), _fields, st.integers(0, 3), st.booleans())
def test_one_whose_fields_are_otherwise_comes_back_too(
    episode: Episode, fields: tuple[Field, ...], kept: int, bare: bool
) -> None:
    odd = replace(episode, fields=(*episode.fields[:kept], *fields), origins=() if bare else episode.origins)
    packed = pack_episode(odd, _own(episode))
    assert unpack_episode(packed, odd.stage, SOURCES) == without(odd, EPISODE_COLUMNS)


def test_one_of_events_that_are_not_at_hand_is_kept_as_it_is() -> None:
    episode = replace(EPISODES[0], events=("f" * 12,))
    assert condensed(episode, _own(EPISODES[0])) == without(episode, EPISODE_COLUMNS)


def test_what_version_5_packed_is_read(file_ledger: str) -> None:
    with open_ledger(file_ledger, create=True) as ledger:
        keep(ledger, make_history())
        before = list(ledger.episodes(closed=True))
        table = schema.episodes
        with ledger.store.writing() as connection:
            numbers = connection.execute(select(schema.reports.c.num)).scalars().all()
            sources = {one.coded.report.id: one for one in Sources(connection).of(numbers).values()}
            for known in before:
                own = [sources[report] for report in known.record.reports]
                body = pack_body(without(known.record, EPISODE_COLUMNS), own)
                change = table.update().where(table.c.id == known.name, table.c.known_since == known.known_since)
                connection.execute(change.values(body=body))
        assert list(ledger.episodes(closed=True)) == before
