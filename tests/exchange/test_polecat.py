"""POLECAT: columns as published, the malformations of some files, and back."""

from __future__ import annotations

import pytest

from accord.exchange import polecat_rows, read_polecat
from accord.records import CODER, Actor, PastEvent, Place, Refused

# Typed here from the published header, so that the list in the code cannot drift.
HEADER = (
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, "
    "Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, "
    "Recipient Name, Recipient Country, Recipient COW, Primary Recipient Sector, Recipient Sectors, "
    "Recipient Title, Recipient Name Raw, Wikipedia Recipient ID, Placename, City, District, Province, Country, "
    "Latitude, Longitude, GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People, "
    "Story Organizations, Story Locations, Language, Version"
).replace(", ", "\t")
ROW = {
    "Event ID": "55_1",
    "Event Date": "2023-02-03",
    "Event Type": "SANCTION",
    "Event Mode": "withdraw",
    "Intensity": "-6.0",
    "Quad Code": "MATERIAL CONFLICT",
    "Contexts": "diplomatic;military",
    "Actor Name": "Armenia",
    "Actor Country": "ARM",
    "Actor COW": "371",
    "Primary Actor Sector": "GOV",
    "Actor Title": "Prime Minister",
    "Wikipedia Actor ID": "None",
    "Recipient Name": "Collective Security Treaty Organization",
    "Recipient Country": "IGO",
    "Placename": "Yerevan",
    "Country": "ARM",
    "Latitude": "40.18",
    "Longitude": "44.51",
    "GeoNames ID": "616052",
    "Feature Type": "PPLC",
    "Source": "Lake Herald",
    "Version": "NGEC_2",
}
EVENT = PastEvent(
    dataset="polecat",
    key="55_1@2023-02-03",
    date="2023-02-03",
    actor=Actor("ARM", "GOV", "Armenia", "Prime Minister"),
    recipient=Actor("IGO", "", "Collective Security Treaty Organization", "", "CSTO"),
    type="SANCTION",
    mode="withdraw",
    contexts=("diplomatic", "military"),
    intensity=-6.0,
    place=Place("Yerevan", "ARM", "", 40.18, 44.51, 616052, "PPLC"),
    source="Lake Herald",
)


def line(header: str = HEADER, **changes: str) -> str:
    row = ROW | {name.replace("_", " "): value for name, value in changes.items()}
    return "\t".join(row.get(name, "") for name in header.split("\t"))


def read(*lines: str) -> list[PastEvent | Refused]:
    return list(read_polecat([f"{text}\r\n" for text in lines], name="p.txt"))


def test_a_line_is_an_event() -> None:
    assert read(HEADER, line()) == [EVENT]


def test_columns_are_those_of_the_published_files() -> None:
    [header] = polecat_rows([])
    assert "\t".join(header) == HEADER
    assert len(header) == 40


def test_intensity_has_two_names() -> None:
    assert read(HEADER.replace("\tIntensity\t", "\tEvent Intensity\t"), line()) == [EVENT]


@pytest.mark.parametrize("extra", ["Headline", "Story ID"])
def test_a_header_may_name_a_column_that_no_line_has(extra: str) -> None:
    header = HEADER.replace("\tPlacename", f"\t{extra}\tPlacename")
    assert read(header, line()) == [EVENT]
    assert read(header, line(header)) == [EVENT]  # and some files do have its cell


def test_tabs_at_the_end_are_nothing() -> None:
    assert read(HEADER + "\t", line() + "\t\t") == [EVENT]
    assert read(HEADER, line() + "\t") == [EVENT]
    assert read(HEADER + "\t\t", line()) == [EVENT]


def test_a_mode_may_repeat_its_type_and_several_are_a_list() -> None:
    assert read(HEADER, line(Event_Mode="SANCTION-withdraw")) == [EVENT]
    assert read(HEADER, line(Event_Mode="withdraw; expel")) == [EVENT]


def test_of_several_actors_the_first_is_taken() -> None:
    [event] = read(HEADER, line(Actor_Name="Armenia; Belarus", Actor_Country="ARM;BLR", Primary_Actor_Sector="GOV;MIL"))
    assert event == EVENT


def test_an_unknown_type_is_kept_as_code() -> None:
    [event] = read(HEADER, line(Event_Type="FIGHT", Event_Mode="firearms"))
    assert isinstance(event, PastEvent)
    assert (event.type, event.mode, event.code) == ("", "", "FIGHT-firearms")


def test_bad_lines_are_refused_by_number() -> None:
    assert read(HEADER, line(Event_Date="None"), "a\tb") == [
        Refused("p.txt:2", "Event Date is no day: ''"),
        Refused("p.txt:3", "2 cells where the header has 40"),
    ]


def test_a_file_of_another_kind_is_refused_at_once() -> None:
    [refused] = read("event_id_cnty,event_date,event_type", "1,2,3")
    assert isinstance(refused, Refused)
    assert refused.reason.endswith("it looks like ACLED events; use `accord import acled`")


def test_own_events_are_written_with_score_quad_and_coder() -> None:
    event = PastEvent("accord", "abc", "2024-06-12", Actor("ARM", "GOV", "Armenia"), Actor(), "SANCTION", "expel")
    header, row = polecat_rows([event])
    cells = dict(zip(header, row, strict=True))
    assert (cells["Intensity"], cells["Quad Code"], cells["Version"]) == ("-5.5", "MATERIAL CONFLICT", CODER)
    assert (cells["Actor COW"], cells["Recipient COW"], cells["Latitude"]) == ("371", "", "")
    assert cells["Wikipedia Actor ID"] == ""
    assert all("\t" not in cell for cell in row)
