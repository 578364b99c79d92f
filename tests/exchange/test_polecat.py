"""POLECAT: columns as published, the malformations of some files, and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.exchange import polecat_rows, read_polecat
from accord.parties import pairs, party
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


def whole(*lines: str) -> list[PastEvent | Refused]:
    return list(read_polecat([f"{text}\r\n" for text in lines], name="p.txt"))


def read(*lines: str) -> list[PastEvent | Refused]:
    """What lines say, without the cells that are kept to write them as they were."""
    return [replace(one, cells=()) if isinstance(one, PastEvent) else one for one in whole(*lines)]


def again(*lines: str) -> list[str]:
    """The lines as they are written again."""
    events = [one for one in whole(*lines) if isinstance(one, PastEvent)]
    return ["\t".join(row) for row in polecat_rows(events)]


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


def test_several_parties_are_of_one_event() -> None:
    [event] = read(HEADER, line(Actor_Name="Armenia; Belarus", Actor_Country="ARM;BLR", Primary_Actor_Sector="GOV;MIL"))
    assert event == replace(EVENT, more_actors=(Actor("BLR", "MIL", "Belarus"),))
    assert isinstance(event, PastEvent)
    assert [(party(a), party(b)) for a, b in pairs(event)] == [("ARM", "CSTO"), ("BLR", "CSTO")]


def test_a_cell_with_fewer_items_is_of_the_first_party() -> None:
    [event] = read(HEADER, line(Recipient_Name="NATO;European Union;Chad", Recipient_Country="IGO"))
    assert isinstance(event, PastEvent)
    assert event.recipient == Actor("IGO", "", "NATO", "", "NATO")
    assert [(one.country, one.name) for one in event.more_recipients] == [("", "European Union"), ("", "Chad")]


def test_one_party_in_many_guises_is_paired_once() -> None:
    said = line(Actor_Name="Armenia;army", Actor_Country="ARM;ARM", Recipient_Name="Chad;Armenia",
                Recipient_Country="TCD;ARM")  # fmt: skip
    [event] = read(HEADER, said)
    assert isinstance(event, PastEvent)
    assert [(party(a), party(b)) for a, b in pairs(event)] == [("ARM", "TCD")]


FULL = ROW | {
    "Actor Name": "Armenia;Belarus", "Actor Country": "ARM;BLR", "Actor COW": "371;370",
    "Primary Actor Sector": "GOV;MIL", "Actor Sectors": "GOV,PTY;MIL", "Actor Title": "Prime Minister;",
    "Actor Name Raw": "PM of Armenia;the Belarusian army", "Wikipedia Actor ID": "Armenia|Armenian people;Belarus",
    "Recipient COW": "", "Primary Recipient Sector": "", "Recipient Sectors": "MIL", "Recipient Title": "",
    "Recipient Name Raw": "the bloc", "Wikipedia Recipient ID": "CSTO_page", "City": "Yerevan", "District": "Kentron",
    "Province": "Yerevan City", "Raw Placename": "the capital", "Publication Date": "2023-02-04",
    "Story People": "A. Person; B. Person", "Story Organizations": "CSTO", "Story Locations": "Yerevan; Minsk",
    "Language": "en",
}  # fmt: skip


def test_all_forty_columns_come_back_as_they_were() -> None:
    names = HEADER.split("\t")
    text = "\t".join(FULL.get(name, "") for name in names)
    [event] = whole(HEADER, text)
    assert isinstance(event, PastEvent)
    assert len(event.more_actors) == 1
    [_, written] = again(HEADER, text)
    expected = FULL | {"Intensity": "-6"}
    assert dict(zip(names, written.split("\t"), strict=True)) == {name: expected.get(name, "") for name in names}


CELL = st.text(st.sampled_from("ab;|Q1 .-é"), max_size=6).map(lambda text: " ".join(text.split()))
_NAMES = HEADER.split("\t")


@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(_NAMES, CELL)), st.sampled_from(["", "ARM", "ARM;BLR", "XXX;TCD", "IGO"]))
def test_any_row_comes_back_as_it_was(cells: dict[str, str], countries: str) -> None:
    cells |= {"Event ID": "7", "Event Date": "2023-02-03", "Actor Country": countries, "Recipient Country": countries}
    text = "\t".join(cells[name] for name in _NAMES)
    [event] = whole(HEADER, text)
    assert isinstance(event, PastEvent)
    [_, written] = again(HEADER, text)
    for name, before, after in zip(_NAMES, text.split("\t"), written.split("\t"), strict=True):
        assert before == after or (name in ("Intensity", "Latitude", "Longitude") and float(before) == float(after))


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
