"""Members and dyad-years: ATOP's columns, 0 for what was not, NA for what is not known."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from accord.exchange import Obligation, Spell, dyad_year_rows, member_rows

ARM_RUS = ("371", "365")


def spell(start: str, end: str = "", *, ended: bool = False, member: str = "ARM") -> Spell:
    return Spell("CSTO", member, start, end, ended, "member", ("ties",))


def dyads(*owed: Obligation, until_known: str = "2012-06-30", since: int = 0, until: int = 0) -> dict[str, list[str]]:
    """The five cells of Armenia towards Russia, by year."""
    header, *rows = dyad_year_rows(owed, known_until=until_known, since=since, until=until)
    assert header == (
        *("ccode1", "ccode2", "year", "atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul"),
    )
    return {row[2]: list(row[3:]) for row in rows if row[:2] == ARM_RUS}


def test_columns_of_members_begin_with_atops() -> None:
    [header] = member_rows([])
    assert header[:8] == ("atopid", "member", "yrent", "moent", "dayent", "yrexit", "moexit", "dayexit")


def test_no_exit_is_0_and_an_unknown_part_is_minus_9() -> None:
    _, *rows = member_rows(
        [
            spell("1994-04-20"),
            spell("1994", "2012-06", ended=True, member="UZB"),
            spell("", "", ended=True, member="GEO"),
            spell("2000", member="PSE"),
        ]
    )
    assert [row[:8] for row in rows] == [
        ("CSTO", "371", "1994", "4", "20", "0", "0", "0"),
        ("CSTO", "372", "-9", "-9", "-9", "-9", "-9", "-9"),
        ("CSTO", "NA", "2000", "-9", "-9", "0", "0", "0"),
        ("CSTO", "704", "1994", "-9", "-9", "2012", "6", "-9"),
    ]


def test_obligations_are_directed() -> None:
    _, *rows = dyad_year_rows([Obligation("USA", "JPN", "defence", "1960-06-23", "")], known_until="1960")
    assert rows == [("2", "740", "1960", "1", "0", "0", "0", "0"), ("740", "2", "1960", "0", "0", "0", "0", "0")]


def test_each_duty_has_its_column() -> None:
    for place, duty in enumerate(("defence", "offence", "neutrality", "nonaggression", "consultation")):
        cells = dyads(Obligation("ARM", "RUS", duty, "2012", ""))["2012"]  # type: ignore[arg-type]
        assert cells == ["1" if at == place else "0" for at in range(5)]


def test_outside_the_data_is_na_and_never_0() -> None:
    owed = Obligation("ARM", "RUS", "defence", "1997-08-29", "1999-05-01")
    found = dyads(owed, until_known="2001-03-01", since=1995, until=2003)
    assert {year: cells[0] for year, cells in found.items()} == {
        "1995": "NA", "1996": "NA",  # before anything is known of the two
        "1997": "1", "1998": "1", "1999": "1",
        "2000": "0", "2001": "0",  # it has ended
        "2002": "NA", "2003": "NA",  # after the data end
    }  # fmt: skip
    assert found["2003"] == ["NA"] * 5


def test_the_rows_span_the_data_where_no_years_are_given() -> None:
    assert list(dyads(Obligation("ARM", "RUS", "defence", "2010-01-02", ""))) == ["2010", "2011", "2012"]


def test_a_year_counts_if_it_was_in_force_on_a_day_of_it() -> None:
    assert dyads(Obligation("ARM", "RUS", "defence", "2009-12-31", "2011-01-01"))["2011"][0] == "0"
    assert dyads(Obligation("ARM", "RUS", "defence", "2009-12-31", "2011-01-02"))["2011"][0] == "1"


def test_an_unknown_beginning_is_na_until_it_is_known_to_hold() -> None:
    found = dyads(
        Obligation("ARM", "RUS", "consultation", "2009", ""),
        Obligation("ARM", "RUS", "defence", "", ""),
        until_known="2011",
    )
    assert [cells[0] for cells in found.values()] == ["NA", "NA", "1"]
    assert [cells[4] for cells in found.values()] == ["1", "1", "1"]


def test_what_is_still_to_come_is_no_row() -> None:
    assert dyads(Obligation("ARM", "RUS", "defence", "2030", ""), until_known="2012") == {}


@given(st.integers(1950, 2010), st.integers(0, 30), st.integers(1950, 2030), st.integers(1940, 2040))
def test_beyond_the_data_no_cell_is_a_number(start: int, length: int, last: int, asked: int) -> None:
    owed = Obligation("ARM", "RUS", "defence", str(start), str(start + length))
    for year, cells in dyads(owed, until_known=str(last), since=asked, until=asked + 5).items():
        outside = int(year) > last or int(year) < start
        assert ({*cells} == {"NA"}) == outside
