"""People's judgements: they count over the machine's, from their day on, and can be taken back."""

from __future__ import annotations

import pytest
from told import keep, make_history, newer_version, view

from accord.errors import ConfigError
from accord.ledger import Ledger, open_ledger
from accord.ledger.people import make_ruling
from accord.records import Coded
from accord.upkeep import judge, rebuild, rule

HISTORY = make_history()
AT = "2031-05-01T09:00:00Z"
LATER = "2031-05-03T09:00:00Z"
WHO = "A. Reader"


@pytest.fixture
def ledger(file_ledger: str) -> Ledger:
    held = open_ledger(file_ledger, create=True)
    keep(held, HISTORY)
    return held


def episode_of(ledger: Ledger, event: str, known_by: str = "") -> str:
    found = [known.name for known in ledger.episodes(known_by=known_by) if event in known.record.events]
    assert len(found) <= 1
    return found[0] if found else ""


def events_named(mode: str, type_: str = "SANCTION") -> list[str]:
    return [e.id for one in HISTORY for e in one.events if e.type == type_ and e.mode == mode]


def test_merging_joins_what_the_machine_kept_apart(ledger: Ledger) -> None:
    leave, freeze = events_named("withdraw")[0], events_named("discontinue")[0]
    assert episode_of(ledger, leave) != episode_of(ledger, freeze)
    before = view(ledger, "2031-04-30")
    judge(ledger, "merge", [episode_of(ledger, leave), episode_of(ledger, freeze)], who=WHO, at=AT, why="one quarrel")
    assert episode_of(ledger, leave) == episode_of(ledger, freeze)
    assert episode_of(ledger, leave, "2031-04-30") != episode_of(ledger, freeze, "2031-04-30")
    assert view(ledger, "2031-04-30") == before
    [held] = ledger.rulings()
    assert (held.who, held.at, held.why, held.kind) == (WHO, AT, "one quarrel", "merge")


def test_splitting_parts_what_the_machine_joined(ledger: Ledger) -> None:
    first, second = events_named("discontinue")[:2]
    assert episode_of(ledger, first) == episode_of(ledger, second)
    judge(ledger, "split", [second], who=WHO, at=AT)
    assert episode_of(ledger, first) != episode_of(ledger, second)
    assert episode_of(ledger, second)


def test_rejecting_closes_what_rested_on_it_and_deletes_nothing(ledger: Ledger) -> None:
    left = next(e for one in HISTORY for e in one.events if e.trigger == "left")
    judge(ledger, "reject", [left.id], who=WHO, at=AT, why="misread")
    assert episode_of(ledger, left.id) == ""
    assert episode_of(ledger, left.id, "2031-04-30")
    words = [w for w in ledger.tie_words(party="KEN", closed=True) if w.stage == "left"]
    assert [(w.known_since, w.known_until) for w in words] == [("2031-04-22", "2031-05-01")]
    assert [w.stage for w in ledger.tie_words(known_by="2031-04-30") if w.stage == "left"] == ["left"]
    assert not [w for w in ledger.tie_words() if w.stage == "left"]


@pytest.mark.parametrize("kind", ["merge", "split", "reject"])
def test_a_revocation_brings_back_what_was(ledger: Ledger, kind: str) -> None:
    groups = {frozenset(known.record.events) for known in ledger.episodes()}
    names = {known.name for known in ledger.episodes()}
    events = [events_named("withdraw")[0], events_named("discontinue")[1]]
    made = judge(ledger, kind, events, who=WHO, at=AT)  # type: ignore[arg-type]
    assert {frozenset(known.record.events) for known in ledger.episodes()} != groups
    judge(ledger, "revoke", [made.id[:8]], who="B. Editor", at=LATER)
    assert {frozenset(known.record.events) for known in ledger.episodes()} == groups
    assert {known.name for known in ledger.episodes()} == names
    assert {frozenset(k.record.events) for k in ledger.episodes(known_by="2031-05-02")} != groups


def test_no_report_that_comes_later_overrides_a_person(ledger: Ledger) -> None:
    first, second = events_named("discontinue")[:2]
    judge(ledger, "split", [second], who=WHO, at=AT)
    apart = episode_of(ledger, first), episode_of(ledger, second)
    more = [one for one in HISTORY if one.events and one.events[0].mode == "discontinue"]
    keep(ledger, [_again(one, "2031-05-02") for one in more])
    assert (episode_of(ledger, first), episode_of(ledger, second)) == apart
    rebuild(ledger)
    assert (episode_of(ledger, first), episode_of(ledger, second)) == apart


def test_a_late_report_of_before_leaves_the_ruling_standing(file_ledger: str) -> None:
    leave, freeze = events_named("withdraw")[0], events_named("discontinue")[0]
    with open_ledger(file_ledger, create=True) as ledger:
        keep(ledger, [*HISTORY[:1], *HISTORY[3:]])
        judge(ledger, "merge", [leave, freeze], who=WHO, at=AT)
        keep(ledger, HISTORY[1:3])
        assert episode_of(ledger, leave) == episode_of(ledger, freeze)


def test_confirming_and_grading_move_nothing(ledger: Ledger) -> None:
    before = list(ledger.episodes())
    name = before[0].name
    judge(ledger, "confirm", [name], who=WHO, at=AT)
    judge(ledger, "grade", [name], who=WHO, at=AT, credibility="2")
    assert list(ledger.episodes()) == before
    assert {(one.kind, one.value) for one in ledger.rulings()} == {("confirm", ""), ("grade", "2")}
    assert list(ledger.rulings(known_by="2031-04-30")) == []


def test_what_is_named_wrongly_is_an_error_with_a_remedy(ledger: Ledger) -> None:
    name = next(ledger.episodes()).name
    for kind, names, said in (
        ("merge", [name], "cannot be merged"),
        ("reject", [], "nothing is named"),
        ("reject", ["zzzzzz"], "begins with 'zzzzzz'"),
        ("reject", ["a"], "too short"),
        ("revoke", ["abcdef"], "begins 0 judgements"),
        ("grade", [name], "no grade of information"),
    ):
        with pytest.raises(ConfigError, match=said):
            judge(ledger, kind, names, who=WHO, at=AT, credibility="7")  # type: ignore[arg-type]
    assert list(ledger.rulings()) == []


def test_a_ruling_twice_is_one(ledger: Ledger) -> None:
    ruling = make_ruling("reject", (events_named("withdraw")[0],), who=WHO, at=AT)
    rule(ledger, ruling)
    before = list(ledger.dump())
    rule(ledger, ruling)
    assert list(ledger.dump()) == before


def test_a_newer_version_of_an_article_takes_the_place_of_the_older(ledger: Ledger) -> None:
    older = HISTORY[0]
    newer = newer_version(older, "Kenya may stay in the East Union after all, its prime minister said.", "2031-03-06")
    keep(ledger, [newer])
    for event in older.events:
        assert episode_of(ledger, event.id) == ""
        assert episode_of(ledger, event.id, "2031-03-05")
    [(later, earlier, day, changes)] = list(ledger.editions())
    assert (later, earlier, day) == (newer.report.id, older.report.id, "2031-03-06")
    assert changes["added"] == ["Kenya may stay in the East Union after all, its prime minister said."]
    assert changes["removed"] == [older.report.text.split("\n\n")[1]]


def test_how_the_ledger_stood_at_a_step_is_kept(ledger: Ledger) -> None:
    """What a late report takes out of the content stays in the journal."""
    from sqlalchemy import text

    with ledger.store.reading() as connection:
        before = connection.execute(text("SELECT count(*) FROM superseded")).scalar()
    keep(ledger, [_again(HISTORY[3], "2031-03-19")])
    with ledger.store.reading() as connection:
        rows = connection.execute(text("SELECT relation, row, since_seq, until_seq FROM superseded")).all()
    assert len(rows) > before
    assert all(row.since_seq <= row.until_seq for row in rows)


def _again(one: Coded, day: str) -> Coded:
    """The same told by another outlet, in its own words, on another day."""
    from handmade import Coder, write

    told = Coder(
        write(
            "Kenya suspended its membership of the East Union, people in the capital said.",
            outlet="New Voice",
            published=day,
        )
    )
    words = "Kenya suspended its membership of the East Union"
    told.event(words, "SANCTION-discontinue", "KEN GOV", "IGO EUNION", date="2031-03-19", trigger="suspended")
    return told.coded()
