"""ACLED: quoted cells, two ways to write a day, the dead as a number, no direction."""

from __future__ import annotations

import csv
import io

from accord.exchange import read_acled
from accord.exchange.acled import COLUMNS, check_acled
from accord.records import Actor, PastDeletion, PastEvent, Place, Refused

ROW = {
    "event_id_cnty": "MLI1234",
    "event_date": "01 January 2020",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Remote explosive/landmine/IED",
    "actor1": "Unidentified Armed Group (Mali)",
    "inter1": "3",
    "actor2": "Military Forces of Mali (2013-2020)",
    "inter2": "1",
    "country": "Mali",
    "admin1": "Mopti",
    "location": "Lake Town",
    "latitude": "14.5",
    "longitude": "-4.2",
    "source": "Lake Herald",
    "notes": 'A mine, laid at night,\nkilled two; "a first", it was said.',
    "fatalities": "2",
    "timestamp": "1700000000",
}


def text(*changes: dict[str, str], delimiter: str = ",", columns: tuple[str, ...] = COLUMNS) -> list[str]:
    file = io.StringIO()
    out = csv.DictWriter(file, columns, delimiter=delimiter, extrasaction="ignore", lineterminator="\n")
    out.writeheader()
    out.writerows([ROW | change for change in changes])
    return file.getvalue().splitlines(keepends=True)


def read(*changes: dict[str, str], delimiter: str = ",") -> list[PastEvent | Refused]:
    return list(read_acled(text(*changes, delimiter=delimiter), name="a.csv"))


def one(**changes: str) -> PastEvent:
    [event] = read(changes)
    assert isinstance(event, PastEvent)
    return event


def test_columns_are_those_of_an_export() -> None:
    assert len(COLUMNS) == 31
    assert ", ".join(COLUMNS) == (
        "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, actor1, "
        "assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, civilian_targeting, iso, region, country, "
        "admin1, admin2, admin3, location, latitude, longitude, geo_precision, source, source_scale, notes, "
        "fatalities, tags, timestamp"
    )


def test_a_line_is_an_event() -> None:
    assert one() == PastEvent(
        dataset="acled",
        key="MLI1234",
        date="2020-01-01",
        actor=Actor("MLI", "", "Unidentified Armed Group (Mali)"),
        recipient=Actor("MLI", "MIL", "Military Forces of Mali (2013-2020)"),
        type="ASSAULT",
        mode="explosives",
        code="Explosions/Remote violence: Remote explosive/landmine/IED",
        place=Place("Lake Town", "MLI", "Mopti", 14.5, -4.2),
        text='A mine, laid at night,\nkilled two; "a first", it was said.',
        source="Lake Herald",
        dead=2,
        version="2023-11-14T22:13:20Z",
    )


def test_a_timestamp_is_seconds_or_a_time() -> None:
    assert one(timestamp="2023-11-14 22:13:20") == one()
    assert one(timestamp="").version == ""
    assert read({"timestamp": "lately"}) == [Refused("a.csv:2", "timestamp is no time: 'lately'")]


def test_the_list_of_deleted_events_is_known_by_its_header() -> None:
    lines = ["event_id_cnty,deleted_timestamp\n", '"MLI1234","1700000000"\n', "MLI9,soon\n", ",1700000000\n"]
    assert list(read_acled(lines, name="d.csv")) == [
        PastDeletion("acled", "MLI1234", "2023-11-14T22:13:20Z"),
        Refused("d.csv:3", "deleted_timestamp is no time: 'soon'"),
        Refused("d.csv:4", "no event_id_cnty"),
    ]


def test_days_have_two_forms() -> None:
    assert one(event_date="2020-01-01").date == one().date
    assert read({"event_date": "01/02/2020"}) == [Refused("a.csv:2", "event_date is no day: '01/02/2020'")]


def test_semicolons_and_tabs_part_cells_too() -> None:
    assert read({}, delimiter=";") == read({}, delimiter="\t") == [one()]


def test_the_dead_are_a_number_or_unknown() -> None:
    assert one(fatalities="").dead is None
    assert one(fatalities="0").dead == 0
    assert read({"fatalities": "dozens"}) == [Refused("a.csv:2", "fatalities is no number: 'dozens'")]


def test_actors() -> None:
    assert one(actor1="Protesters (Armenia)", inter1="6").actor == Actor("ARM", "CVL", "Protesters (Armenia)")
    assert one(actor1="Protesters (Armenia)", inter1="Protesters").actor.sector == "CVL"
    assert one(actor1="Police Forces of Georgia (2012-)", inter1="1").actor.sector == "COP"
    # A militia may stand for a government or against it; a name without a country has none.
    assert one(actor1="Lake Boys Militia", inter1="3").actor == Actor("", "", "Lake Boys Militia")
    assert one(actor2="", inter2="").recipient == Actor()


def test_kinds_that_may_be_several_have_no_type() -> None:
    event = one(event_type="Strategic developments", sub_event_type="Agreement")
    assert (event.type, event.code) == ("", "Strategic developments: Agreement")
    assert [*check_acled()] == []


def test_numbers_of_lines_count_lines_within_cells() -> None:
    got = read({}, {"event_date": "never"})
    assert got[1] == Refused("a.csv:4", "event_date is no day: 'never'")


def test_a_lacking_column_is_told() -> None:
    short = text({}, columns=tuple(name for name in COLUMNS if name != "actor1"))
    assert list(read_acled(short, name="a.csv")) == [Refused("a.csv", "the header lacks actor1")]


def test_an_open_quotation_does_not_swallow_the_file_unsaid() -> None:
    lines = text(*[{"notes": "short"}] * 3)
    lines[1] = lines[1].replace("Lake Herald", '"Lake Herald')
    got = list(read_acled(lines, name="a.csv"))
    assert any(isinstance(row, Refused) for row in got)
