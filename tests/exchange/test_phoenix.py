"""Phoenix: twenty-six columns without a header."""

from __future__ import annotations

from accord.exchange import read_phoenix
from accord.exchange.phoenix import COLUMNS
from accord.records import Actor, PastEvent, Place, Refused

LINE = "\t".join(
    [
        *("12", "20140620", "2014", "6", "20", "ARMGOV", "ARM", "GOV", "", "USAMIL", "USA", "MIL", ""),
        *("043", "04", "1", "2.8", "DIPLOMACY,3", "40.1811", "44.5136", "Yerevan", "Yerevan", "AM", "5_2"),
        *("https://a.example/1;https://b.example/2", "lake_herald;radio"),
    ]
)


def read(*lines: str) -> list[PastEvent | Refused]:
    return list(read_phoenix([f"{text}\n" for text in lines], name="p.txt"))


def test_columns_are_those_of_the_published_files() -> None:
    assert len(COLUMNS) == 26
    assert ", ".join(COLUMNS) == (
        "EventID, Date, Year, Month, Day, SourceActorFull, SourceActorEntity, SourceActorRole, SourceActorAttribute, "
        "TargetActorFull, TargetActorEntity, TargetActorRole, TargetActorAttribute, EventCode, EventRootCode, "
        "QuadClass, GoldsteinScore, Issues, Lat, Lon, LocationName, StateName, CountryCode, SentenceID, URLs, "
        "NewsSources"
    )


def test_a_line_is_an_event() -> None:
    assert read(LINE) == [
        PastEvent(
            dataset="phoenix",
            key="12@2014-06-20",
            date="2014-06-20",
            actor=Actor("ARM", "GOV", "ARMGOV"),
            recipient=Actor("USA", "MIL", "USAMIL"),
            type="CONSULT",
            mode="visit",
            code="043",
            intensity=2.8,
            place=Place("Yerevan", "ARM", "Yerevan", 40.1811, 44.5136),
            source="https://a.example/1;https://b.example/2",
            reports=2,
        )
    ]


def test_a_header_is_passed_over() -> None:
    assert read("\t".join(COLUMNS), LINE) == read(LINE)


def test_bad_lines_are_refused_by_number() -> None:
    bad = LINE.replace("20140620", "20149920")
    assert read(LINE, bad, "x") == [
        *read(LINE),
        Refused("p.txt:2", "Date is no day: '20149920'"),
        Refused("p.txt:3", "1 cells where Phoenix has 26"),
    ]


def test_no_place_is_none() -> None:
    [event] = read(LINE.replace("40.1811\t44.5136\tYerevan\tYerevan\tAM", "0\t0\t\t\t"))
    assert isinstance(event, PastEvent) and event.place is None
