"""Laws of folding, for any words: what was known stays known, order is nothing, closing is not deleting."""

from __future__ import annotations

import dataclasses
import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.ledger.changing import histories
from accord.ledger.folding import fold_words
from accord.records import TieWord
from ledger.words import word

START = datetime.date(2024, 1, 1)
DAYS = st.integers(0, 40).map(lambda n: (START + datetime.timedelta(days=n)).isoformat())
STAGES = st.sampled_from(
    ["member", "frozen", "exit announced", "exit denied", "denied", "left", "possible", "suspended", "observer"]
)


@st.composite
def words(draw: st.DrawFn) -> TieWord:
    known = draw(DAYS)
    told = word(
        draw(STAGES),
        known,
        a=draw(st.sampled_from(["ARM", "AZE"])),
        origin=draw(st.sampled_from(["wire", "paper", "ties/members/x.tsv:1"])),
        date=draw(st.one_of(st.just(""), DAYS, st.just("2024"), st.just("2024-02"))),
        own=draw(st.sampled_from(["", "ARM", "CSTO", "RUS"])),
        past=draw(st.booleans()),
        act=draw(st.sampled_from([None, True])),
    )
    until = draw(st.one_of(st.just(""), DAYS.filter(lambda day: day > known)))
    report = "" if told.origin.startswith("ties") else told.report
    return dataclasses.replace(told, known_until=until, report=report)


BAGS = st.lists(words(), max_size=9)


@given(BAGS, DAYS, DAYS, st.randoms())
def test_order_never_matters(told: list[TieWord], as_of: str, known_by: str, chance) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)
    assert fold_words(told, as_of=as_of, known_by=known_by) == fold_words(shuffled, as_of=as_of, known_by=known_by)


@given(BAGS, BAGS, DAYS, DAYS)
def test_what_is_learned_later_never_changes_what_was_known(
    told: list[TieWord], later: list[TieWord], as_of: str, known_by: str
) -> None:
    later = [one for one in later if one.known_since > known_by]
    known = fold_words(told, as_of=as_of, known_by=known_by)
    assert fold_words([*told, *later], as_of=as_of, known_by=known_by) == known


@given(BAGS.filter(bool), DAYS, DAYS, DAYS)
def test_closing_a_word_removes_it_from_that_day_on_only(
    told: list[TieWord], closed: str, as_of: str, known_by: str
) -> None:
    first = dataclasses.replace(told[0], known_until="")
    rest = [one for one in told[1:] if one.id != first.id]
    shut = dataclasses.replace(first, known_until=closed)
    views = [fold_words([one, *rest], as_of=as_of, known_by=known_by) for one in (first, shut)]
    if known_by < closed:
        # The word itself says when it was closed; all else is the same.
        assert [(state.stage, state.verdict) for state in views[0]] == [
            (state.stage, state.verdict) for state in views[1]
        ]
    else:
        assert views[1] == fold_words(rest, as_of=as_of, known_by=known_by)


@given(BAGS, DAYS, DAYS)
def test_a_word_heard_twice_counts_once(told: list[TieWord], as_of: str, known_by: str) -> None:
    known = fold_words(told, as_of=as_of, known_by=known_by)
    assert fold_words([*told, *told], as_of=as_of, known_by=known_by) == known


@given(BAGS, DAYS, DAYS)
def test_every_state_rests_on_words_that_were_known(told: list[TieWord], as_of: str, known_by: str) -> None:
    for state in fold_words(told, as_of=as_of, known_by=known_by):
        assert state.words
        for one in [*state.words, *(one for side in state.sides for one in side.words)]:
            assert one.known_since <= known_by
            assert not one.known_until or one.known_until > known_by
        assert all(one.stage == state.stage for one in state.words)
        assert (state.verdict == "contested") == (len(state.sides) > 1)
        assert len({side.stage for side in state.sides}) == len(state.sides)
        assert state.verdict != "agreed" or len(state.origins) >= 2


@settings(max_examples=60)
@given(BAGS, DAYS)
def test_the_last_step_of_a_history_is_what_is_known(told: list[TieWord], known_by: str) -> None:
    unique = list({one.id: one for one in told}.values())
    for history in histories(unique, known_by=known_by):
        days = [step.day for step in history.steps]
        assert days == sorted(set(days))
        last = history.steps[-1]
        own = [one for one in unique if (one.kind, one.a.country, one.sector) == (history.key[0], history.key[1], "")]
        states = fold_words(own, as_of=last.day, known_by=known_by)
        assert (last.after,) == (states or (None,))
