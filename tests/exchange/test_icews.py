"""ICEWS: columns as published, read with their quirks, written so that they come back."""

from __future__ import annotations

from accord.exchange import icews_rows, read_icews
from accord.records import Actor, PastEvent, Place, Refused

# Typed here from the published header, so that the list in the code cannot drift.
HEADER = (
    "Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code, Intensity, "
    "Target Name, Target Sectors, Target Country, Story ID, Sentence Number, Publisher, City, District, "
    "Province, Country, Latitude, Longitude"
).replace(", ", "\t")
LINE = (
    "7001\t2018-06-01\tForeign Affairs (Armenia)\tExecutive,Foreign Ministry,Government\tArmenia\tConsult\t040\t1\t"
    "Russia\tNA\tRussian Federation\t11\t2\tLake Herald\tYerevan\tNA\tYerevan\tArmenia\t40.1811\t44.5136"
)


def read(*lines: str) -> list[PastEvent | Refused]:
    return list(read_icews([f"{line}\n" for line in lines], name="icews.tab"))


def cells(**changes: str) -> str:
    row = dict(zip(HEADER.split("\t"), LINE.split("\t"), strict=True))
    return "\t".join({**row, **{name.replace("_", " "): value for name, value in changes.items()}}.values())


def test_a_line_is_an_event() -> None:
    assert read(HEADER, LINE) == [
        PastEvent(
            dataset="icews",
            key="7001@2018-06-01",
            date="2018-06-01",
            actor=Actor(country="ARM", sector="GOV", name="Foreign Affairs (Armenia)"),
            recipient=Actor(country="RUS", name="Russia"),
            type="CONSULT",
            code="040",
            intensity=1.0,
            place=Place("Yerevan", "ARM", "Yerevan", 40.1811, 44.5136, feature="PPL"),
            text="Consult",
            source="Lake Herald",
        )
    ]


def test_the_same_id_on_another_day_is_another_event() -> None:
    first, second = read(HEADER, LINE, cells(Event_Date="2018-06-02"))
    assert isinstance(first, PastEvent) and isinstance(second, PastEvent)
    assert first.key != second.key


def test_codes_are_text() -> None:
    statement, demand, lost = read(HEADER, cells(CAMEO_Code="010"), cells(CAMEO_Code="100"), cells(CAMEO_Code="10"))
    assert isinstance(statement, PastEvent) and isinstance(demand, PastEvent) and isinstance(lost, PastEvent)
    assert (statement.code, statement.type) == ("010", "")  # public statements have no PLOVER type
    assert (demand.code, demand.type) == ("100", "REQUEST")
    assert (lost.code, lost.type) == ("10", "")  # a root, or 010 that lost its zero: nothing is guessed


def test_the_file_of_2017_has_no_codes() -> None:
    names, values = HEADER.split("\t"), LINE.split("\t")
    del names[6], values[6]
    [event] = read("\t".join(names), "\t".join(values))
    assert isinstance(event, PastEvent)
    assert (event.code, event.type, event.text, event.intensity) == ("", "", "Consult", 1.0)


def test_sectors_have_no_order() -> None:
    one, two = read(HEADER, cells(Source_Sectors="Police,Government"), cells(Source_Sectors="Government,Police"))
    assert isinstance(one, PastEvent) and isinstance(two, PastEvent)
    assert one.actor.sector == two.actor.sector == "COP"


def test_a_sector_that_says_nothing_gives_none() -> None:
    [event] = read(HEADER, cells(Source_Sectors="Ideological,Social", Source_Country="Atlantis"))
    assert isinstance(event, PastEvent)
    assert (event.actor.sector, event.actor.country) == ("", "")


def test_bodies_are_known_by_name() -> None:
    known, unknown = read(
        HEADER,
        cells(
            Target_Name="Shanghai Cooperation Organization",
            Target_Sectors="Regional,International Government Organization",
            Target_Country="",
        ),
        cells(Target_Name="Lake Council", Target_Sectors="International Government Organization", Target_Country=""),
    )
    assert isinstance(known, PastEvent) and isinstance(unknown, PastEvent)
    assert known.recipient == Actor(country="IGO", name="Shanghai Cooperation Organization", id="SCO")
    assert unknown.recipient == Actor(country="IGO", name="Lake Council")


def test_bad_lines_are_refused_by_number_and_the_rest_goes_on() -> None:
    short = LINE.rsplit("\t", 3)[0]
    got = read(HEADER, short, cells(Event_Date="soon"), cells(Event_ID=""), LINE + "\t\t", "")
    assert got[:3] == [
        Refused("icews.tab:2", "17 cells where the header has 20"),
        Refused("icews.tab:3", "Event Date is no day: 'soon'"),
        Refused("icews.tab:4", "no Event ID: ''"),
    ]
    assert got[3:] == read(HEADER, LINE)


def test_a_file_of_another_kind_is_refused_at_once() -> None:
    polecat = "Event ID\tEvent Date\tEvent Type\tActor Name\tRecipient Name"
    assert read(polecat, LINE) == [
        Refused("icews.tab", "not ICEWS events: it looks like POLECAT events; use `accord import polecat`")
    ]
    assert read("name,age", "a,1") == [
        Refused("icews.tab", "not ICEWS events: neither its header nor its columns are known")
    ]
    assert read() == [Refused("icews.tab", "the file is empty; ICEWS events were expected")]


def test_comma_separated_with_quotes() -> None:
    header = ",".join(f'"{name}"' for name in HEADER.split("\t"))
    line = ",".join(f'"{cell}"' for cell in LINE.split("\t"))
    assert read(header, line) == read(HEADER, LINE)
    torn = read(header, line.replace('"Lake Herald"', '"Lake Herald'), line)
    assert any(isinstance(row, Refused) for row in torn)


def written(event: PastEvent) -> dict[str, str]:
    header, row = icews_rows([event])
    return dict(zip(header, row, strict=True))


def test_columns_are_those_of_the_published_files() -> None:
    [header] = icews_rows([])
    assert "\t".join(header) == HEADER


def test_what_was_read_is_written_again() -> None:
    [event] = read(HEADER, LINE)
    assert isinstance(event, PastEvent)
    row = written(event)
    expected = dict(zip(HEADER.split("\t"), LINE.replace("NA", "").split("\t"), strict=True))
    expected |= {"Story ID": "", "Sentence Number": "", "Source Sectors": "Government"}
    assert row == expected


def test_plover_goes_back_to_cameo_where_one_code_says_it() -> None:
    def code(type_: str, mode: str = "", contexts: tuple[str, ...] = ()) -> tuple[str, str]:
        row = written(PastEvent("accord", "x", "2024-06-12", Actor(), Actor(), type_, mode, contexts))
        return row["CAMEO Code"], row["Intensity"]

    assert code("SANCTION", "withdraw") == ("160", "-4")
    assert code("COOPERATE", "", ("diplomatic", "military")) == ("062", "7.4")
    assert code("PROTEST", "riot") == ("145", "-7.5")
    assert code("CONSULT", "phone", ("military",)) == ("041", "1")
    assert code("ACCUSE") == ("", "")  # root 09 or 11
    assert code("") == ("", "")


def test_a_body_has_no_country() -> None:
    row = written(
        PastEvent("accord", "x", "2024-06-12", Actor("IGO", "", "CSTO", "", "CSTO"), Actor("KOS", "MIL"), "AGREE")
    )
    assert (row["Source Name"], row["Source Country"]) == ("CSTO", "")
    assert row["Source Sectors"] == "International Government Organization"
    assert (row["Target Name"], row["Target Country"], row["Target Sectors"]) == ("Kosovo", "Kosovo", "Military")
