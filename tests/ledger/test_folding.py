"""Folding words into stages: the rules, one by one."""

from __future__ import annotations

import pytest

from accord.ledger.folding import TieState, check_folding, fold_words, load_rules
from accord.records import TieWord
from ledger.words import word

LAST = "2024-12-31"


def fold(*words: TieWord, as_of: str = LAST, known_by: str = LAST) -> TieState:
    [state] = fold_words(words, as_of=as_of, known_by=known_by)
    return state


def sides(state: TieState) -> list[str]:
    return [side.stage for side in state.sides]


TABLE = word("member", "2002-10-07", origin="ties/members/x.tsv:1", date="2002-10-07", act=True)
FACT = TieWord(**{name: getattr(TABLE, name) for name in TieWord.__slots__} | {"report": ""})


def test_nothing_known_is_no_tie() -> None:
    assert fold_words([], as_of=LAST, known_by=LAST) == ()
    assert fold_words([word("left", "2024-06-12")], as_of=LAST, known_by="2024-06-11") == ()


def test_a_tie_that_has_not_begun_is_not_shown() -> None:
    assert fold_words([word("left", "2024-06-12", date="2024-06-12")], as_of="2024-06-11", known_by=LAST) == ()


def test_a_fact_is_a_stage_with_one_origin() -> None:
    state = fold(FACT)
    assert (state.stage, state.verdict, state.since, state.held_from, state.held_to) == (
        "member", "single", "2002-10-07", "2002-10-07", "",
    )  # fmt: skip
    assert state.origins == ("ties",)


def test_two_tables_are_one_origin() -> None:
    other = TieWord(
        **{name: getattr(FACT, name) for name in TieWord.__slots__} | {"id": "x", "origin": "ties/members/y.tsv:9"}
    )
    assert fold(FACT, other).verdict == "single"


def test_a_mention_agrees_and_moves_nothing() -> None:
    state = fold(FACT, word("frozen", "2024-02-22", own="ARM"), word("member", "2024-06-01"))
    assert state.stage == "frozen"
    assert fold(FACT, word("member", "2024-06-01")).verdict == "agreed"


def test_the_latest_act_gives_the_stage() -> None:
    words = [
        FACT,
        word("frozen", "2024-02-22", own="ARM", date="2024-02-22"),
        word("exit announced", "2024-06-12", own="ARM", date="2024-06-12"),
        word("left", "2024-09-01", own="ARM", date="2024-09-01"),
    ]
    at = {day: fold(*words, as_of=day) for day in ("2024-01-01", "2024-02-22", "2024-06-30", "2024-09-01")}
    assert [state.stage for state in at.values()] == ["member", "frozen", "exit announced", "left"]
    assert at["2024-09-01"].held_from == "2002-10-07"
    assert at["2024-09-01"].held_to == "2024-09-01"
    assert not any(state.sides for state in at.values())


def test_announced_is_not_left_even_when_the_day_is_named() -> None:
    announced = word("exit announced", "2024-06-12", own="ARM", date="2025-01-01")
    state = fold(FACT, announced, as_of="2024-06-12", known_by="2024-06-12")
    assert (state.stage, state.held_to) == ("exit announced", "")


def test_hearsay_of_one_origin_against_a_table_is_contested() -> None:
    state = fold(FACT, word("left", "2024-06-12", origin="tabloid"))
    assert (state.stage, state.verdict) == ("member", "contested")
    assert sides(state) == ["member", "left"]


@pytest.mark.parametrize(
    "more",
    [
        word("left", "2024-06-13", origin="wire"),
        word("left", "2024-06-13", origin="tabloid", own="ARM"),
        word("left", "2024-06-13", origin="tabloid", own="CSTO"),
    ],
    ids=["a second origin", "the member's own word", "the body's own word"],
)
def test_a_reversal_is_settled_by_more(more: TieWord) -> None:
    state = fold(FACT, word("left", "2024-06-12", origin="tabloid"), more)
    assert (state.stage, state.sides) == ("left", ())


def test_how_many_origins_settle_is_data() -> None:
    assert load_rules().enough_origins == 2
    assert list(check_folding()) == []


def test_one_origin_may_change_its_own_story() -> None:
    first = word("exit announced", "2024-06-01", origin="wire")
    assert fold(first, word("left", "2024-07-01", origin="wire")).stage == "left"


def test_a_denial_contests_until_a_later_act() -> None:
    announced = word("exit announced", "2024-06-12", own="ARM", date="2024-06-12")
    denied = word("exit denied", "2024-06-13", own="ARM")
    assert sides(fold(FACT, announced, denied)) == ["exit announced", "exit denied"]
    frozen = word("frozen", "2024-06-20", own="ARM", date="2024-06-20")
    state = fold(FACT, announced, denied, frozen)
    assert (state.stage, state.sides) == ("frozen", ())


def test_a_repetition_without_a_date_answers_no_denial() -> None:
    announced = word("exit announced", "2024-06-12", own="ARM", date="2024-06-12")
    denied = word("exit denied", "2024-06-13", own="ARM")
    repeated = word("exit announced", "2024-06-15", origin="other")
    assert fold(FACT, announced, denied, repeated).verdict == "contested"


def test_a_later_dated_act_answers_a_denial() -> None:
    announced = word("exit announced", "2024-06-12", own="ARM", date="2024-06-12")
    denied = word("exit denied", "2024-06-13", own="ARM")
    again = word("exit announced", "2024-06-20", own="ARM", date="2024-06-20")
    assert fold(FACT, announced, denied, again).verdict != "contested"


def test_an_old_announcement_retold_does_not_undo_an_exit() -> None:
    announced = word("exit announced", "2024-06-12", own="ARM", date="2024-06-12")
    left = word("left", "2024-07-01", own="ARM", date="2024-07-01")
    retold = word("exit announced", "2024-07-05", origin="other")
    state = fold(FACT, announced, left, retold)
    assert (state.stage, state.sides) == ("left", ())


def test_a_member_may_return() -> None:
    words = [
        word("member", "2006", origin="ties/x.tsv:1", date="2006", act=True),
        word("left", "2012-12-19", own="UZB", date="2012-12-19"),
        word("member", "2026-01-05", own="UZB", date="2026-01-05", act=True),
    ]
    state = fold(*words, as_of="2026-02-01", known_by="2026-02-01")
    assert (state.stage, state.held_from, state.held_to) == ("member", "2026-01-05", "")


def test_called_a_member_after_hearsay_of_an_exit_is_contested() -> None:
    left = word("left", "2024-06-12", origin="tabloid")
    assert sides(fold(left, word("member", "2024-06-13", origin="wire"))) == ["left", "member"]
    assert fold(left, word("member", "2024-06-11", origin="wire")).sides == ()
    assert fold(left, word("member", "2024-06-13", origin="tabloid")).sides == ()


def test_only_denied_or_possible_is_the_stage_of_last_resort() -> None:
    assert fold(word("possible", "2024-06-12")).stage == "possible"
    assert fold(word("possible", "2024-06-12"), word("member", "2024-06-01")).stage == "member"


def test_a_mention_that_somebody_denies_is_contested() -> None:
    state = fold(
        word("allied", "2024-06-01", a="ARM", b="RUS", kind="alliance"),
        word("denied", "2024-06-02", a="ARM", b="RUS", kind="alliance", own="ARM"),
    )
    assert (state.stage, sides(state)) == ("allied", ["allied", "denied"])


def test_what_is_only_a_look_back_is_past() -> None:
    state = fold(word("member", "2024-06-12", past=True))
    assert state.past
    assert not fold(word("member", "2024-06-12", past=True), word("member", "2024-06-13")).past


def test_a_mutual_tie_is_one_from_both_ends() -> None:
    words = [
        word("allied", "2024-06-01", a="ARM", b="RUS", kind="alliance"),
        word("allied", "2024-06-02", a="RUS", b="ARM", kind="alliance", origin="other"),
    ]
    state = fold(*words)
    assert (state.key[1:3], state.verdict) == (("ARM", "RUS"), "agreed")


def test_a_sentence_that_names_the_sector_is_told_there() -> None:
    broad = word("holds", "2024-06-01", a="ARM", b="RUS", kind="dependence")
    narrow = word("holds", "2024-06-01", a="ARM", b="RUS", kind="dependence", sector="energy")
    found = fold_words([broad, narrow], as_of=LAST, known_by=LAST)
    assert [state.sector for state in found] == ["energy"]


def test_a_slight_tie_needs_more_than_a_wish() -> None:
    wish = word("possible", "2024-06-01", a="ARM", b="USA", kind="partnership")
    assert fold_words([wish], as_of=LAST, known_by=LAST) == ()


def test_a_closed_word_counts_until_its_day() -> None:
    left = word("left", "2024-06-12", own="ARM", until="2024-06-20")
    assert fold(FACT, left, known_by="2024-06-19").stage == "left"
    assert fold(FACT, left, known_by="2024-06-20").stage == "member"


def test_an_unknown_kind_is_passed_over() -> None:
    assert fold_words([word("x", "2024-06-12", kind="no such kind")], as_of=LAST, known_by=LAST) == ()


def test_hearsay_is_refuted_once_it_is_known_when_it_came_about() -> None:
    early = word("left", "2024-04-05", origin="tabloid")
    left = word("left", "2024-05-10", own="ARM", date="2024-05-10")
    assert fold(FACT, early, left, as_of="2024-04-30", known_by="2024-04-30").verdict == "contested"
    state = fold(FACT, early, left, as_of="2024-04-30", known_by="2024-05-10")
    assert (state.stage, state.sides) == ("member", ())


def test_a_sentence_that_tells_an_act_is_no_mention_too() -> None:
    act = word("frozen", "2024-02-22", own="ARM")
    mention = word("member", "2024-02-22")
    state = fold(FACT, act, mention)
    assert mention not in [one for step in state.steps for one in step.words]


def test_a_mention_may_know_the_beginning_where_no_act_tells_it() -> None:
    frozen = word("frozen", "2024-06-12", date="2024-06-12")
    mention = word("member", "2024-06-13", date="2002", origin="south")
    assert fold(frozen, mention).held_from == "2002"
    assert fold(FACT, frozen, mention).held_from == "2002-10-07"  # the entry itself is dated


def test_a_mention_of_an_earlier_spell_is_no_beginning_of_this_one() -> None:
    left = word("left", "2012-06-28", date="2012-06-28", own="ARM")
    back = word("frozen", "2024-06-12", date="2024-06-12", own="ARM")
    mention = word("member", "2024-06-13", date="2002", origin="south")
    assert fold(left, back, mention).held_from == "2024-06-12"
