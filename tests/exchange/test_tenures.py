"""Tenures: spells of membership and obligations, from the words of reports and tables, as known by a day."""

from __future__ import annotations

from accord.exchange import Obligation, Spell
from accord.ledger.facts import Body, Facts, Pact
from accord.records import Actor, DatePrecision, TieWord, content_id
from accord.tenures import last_known, obligations_of, spells_of

CSTO = Actor("IGO", name="CSTO", id="CSTO")
EVER = "9999"


def state(code: str) -> Actor:
    return Actor(code, name=code)


def word(
    stage: str,
    date: str = "",
    known: str = "",
    *,
    a: str = "ARM",
    b: Actor = CSTO,
    kind: str = "membership",
    precision: DatePrecision | None = None,
    strong: bool = True,
    origin: str = "",
    until: str = "",
) -> TieWord:
    """A word of a report known on ``known``; a row of a table where that is empty."""
    fine: DatePrecision = precision or ("day" if len(date) == 10 else "month" if len(date) == 7 else "year")
    return TieWord(
        id=content_id("word", kind, a, b.code, stage, date, known, strong),
        kind=kind,
        a=state(a),
        b=b,
        sector="",
        stage=stage,
        strong=strong,
        past=False,
        date=date,
        date_precision=fine if date else "unknown",
        known_since=known or date,
        known_until=until,
        origin=origin or ("o-" + known if known else "ties/members/test.tsv:1"),
        speaker="",
        report="r" if known else "",
        start=0,
        end=0,
        quote="",
    )


def spells(*words: TieWord, known_by: str = EVER) -> list[tuple[str, str, bool, str]]:
    return [(one.start, one.end, one.ended, one.stage) for one in spells_of(words, known_by=known_by)]


def facts(*pacts: Pact, articles: tuple[tuple[str, str], ...] = (("defence", "Art. 4"),), since: str = "1994") -> Facts:
    body = Body("CSTO", True, since, articles, "says", "ties/bodies.tsv:1")  # type: ignore[arg-type]
    return Facts((), pacts, {"CSTO": body}, {}, {})


def pact(end: str = "", owes: str = "both") -> Pact:
    return Pact("ARM", "RUS", "Treaty", "1997-08-29", end, (("defence", owes),), "says", "known", "ties/pacts.tsv:1")


def test_a_row_of_a_table_is_a_spell() -> None:
    assert spells(word("member", "1994-04-20")) == [("1994-04-20", "", False, "member")]
    assert spells(word("member", "1994"), word("left", "1999-04-02")) == [("1994", "1999-04-02", True, "left")]


def test_who_returns_has_two_spells() -> None:
    words = (word("member", "1992"), word("left", "1999"), word("member", "2006"), word("left", "2012-06-28"))
    assert spells(*words) == [("1992", "1999", True, "left"), ("2006", "2012-06-28", True, "left")]


def test_who_announces_to_leave_is_still_in() -> None:
    assert spells(word("member", "1994"), word("exit announced", "2024-06-12", "2024-06-12")) == [
        ("1994", "", False, "exit announced")
    ]


def test_the_past_as_known_then() -> None:
    words = (word("member", "1994"), word("left", "2024-06-12", "2024-06-12"), word("left", "2024-06-12", "2024-06-13"))
    assert spells(*words, known_by="2024-06-11") == [("1994", "", False, "member")]
    assert spells(*words, known_by="2024-06-13") == [("1994", "2024-06-12", True, "left")]
    retracted = (
        words[0],
        *(word("left", "2024-06-12", day, until="2024-06-20") for day in ("2024-06-12", "2024-06-13")),
    )
    assert spells(*retracted) == [("1994", "", False, "member")]


def test_a_mention_is_no_entry() -> None:
    assert spells(word("member", "", "2024-06-12", strong=False)) == [("", "", False, "member")]


def test_since_a_year_gives_way_to_a_day_of_it() -> None:
    loose = word("member", "1991-01-01", "2022-04-12", precision="range", strong=False)
    assert spells(loose) == [("1991", "", False, "member")]
    assert spells(loose, word("member", "1991-03-26")) == [("1991-03-26", "", False, "member")]


def test_order_of_words_does_not_matter() -> None:
    words = [word("member", "1992"), word("left", "1999"), word("member", "2006"), word("left", "2012-06-28")]
    assert spells(*words) == spells(*reversed(words))


def test_members_of_a_body_owe_each_other_what_its_charter_says_while_both_are_in() -> None:
    words = [word("member", "1994-04-20"), word("member", "1993", a="GEO"), word("left", "1999-04-02", a="GEO")]
    found = list(obligations_of(words, [], facts(since="1994-04-20"), known_by=EVER))
    assert found == [
        Obligation("ARM", "GEO", "defence", "1994-04-20", "1999-04-02"),
        Obligation("GEO", "ARM", "defence", "1994-04-20", "1999-04-02"),
    ]


def test_members_that_never_met_owe_nothing() -> None:
    words = [word("member", "2000"), word("member", "1993", a="GEO"), word("left", "1999", a="GEO")]
    assert list(obligations_of(words, [], facts(), known_by=EVER)) == []


def test_an_entry_that_is_not_known_leaves_the_beginning_unknown() -> None:
    words = [word("member", "1994"), word("member", "", "2024-06-12", a="GEO", strong=False)]
    assert {one.start for one in obligations_of(words, [], facts(), known_by=EVER)} == {""}


def test_a_body_without_obligations_binds_nobody() -> None:
    words = [word("member", "1994"), word("member", "1994", a="RUS")]
    assert list(obligations_of(words, [], facts(articles=()), known_by=EVER)) == []


def test_treaties_bind_whom_they_bind() -> None:
    def owing(owes: str) -> list[tuple[str, str]]:
        return [(one.owes, one.to) for one in obligations_of([], [], facts(pact(owes=owes)), known_by=EVER)]

    assert owing("both") == [("ARM", "RUS"), ("RUS", "ARM")]
    assert owing("a") == [("ARM", "RUS")] and owing("b") == [("RUS", "ARM")]
    assert list(obligations_of([], [], facts(pact()), known_by="1990")) == []  # not signed yet


def test_a_treaty_ends_by_its_row_or_where_the_alliance_is_known_to_be_over() -> None:
    bond = word("obliged", "1997-08-29", kind="alliance", b=state("RUS"))
    over = [word("ended", "2025-01-10", day, kind="alliance", b=state("RUS")) for day in ("2025-01-10", "2025-01-11")]

    def ends(*words: TieWord, row: str = "") -> set[str]:
        return {one.end for one in obligations_of([], words, facts(pact(row)), known_by=EVER)}

    assert ends(bond) == {""}
    assert ends(bond, row="2020") == {"2020"}
    assert ends(bond, *over) == {"2025-01-10"}
    assert ends(bond, over[0]) == {""}  # one origin's word for a reversal stays contested


def test_the_last_day_on_which_ties_were_heard_of() -> None:
    words = [word("member", "1994"), word("left", "", "2024-06-12")]
    assert last_known(words, known_by=EVER) == "2024-06-12"
    assert last_known(words, known_by="2020") == "1994"
    assert last_known([], known_by=EVER) == ""


def test_spells_are_told_by_body_and_member() -> None:
    found = list(spells_of([word("member", "1994", a="RUS"), word("member", "1995")], known_by=EVER))
    assert [(one.body, one.member) for one in found] == [("CSTO", "ARM"), ("CSTO", "RUS")]
    assert found[0] == Spell("CSTO", "ARM", "1995", "", False, "member", ("ties",))
