"""GDELT: three widths, no header, FIPS places, CAMEO actors; any size in little memory."""

from __future__ import annotations

import gzip
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from bench.exchange import rows

from accord.exchange import read_events, read_gdelt
from accord.exchange.gdelt import COLUMNS, COLUMNS_1
from accord.records import Actor, PastEvent, Place, Refused

ROW = {
    "GLOBALEVENTID": "410412347",
    "SQLDATE": "20150218",
    "MonthYear": "201502",
    "Year": "2015",
    "FractionDate": "2015.1315",
    "Actor1Code": "ARMGOV",
    "Actor1Name": "ARMENIA",
    "Actor1CountryCode": "ARM",
    "Actor1Type1Code": "GOV",
    "Actor2Code": "IGOEUREEC",
    "Actor2Name": "THE EU",
    "Actor2CountryCode": "EUR",
    "Actor2KnownGroupCode": "EEC",
    "Actor2Type1Code": "IGO",
    "EventCode": "046",
    "GoldsteinScale": "7.0",
    "NumArticles": "10",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Yerevan, Yerevan, Armenia",
    "ActionGeo_CountryCode": "AM",
    "ActionGeo_ADM1Code": "AM11",
    "ActionGeo_Lat": "40.1811",
    "ActionGeo_Long": "44.5136",
    "ActionGeo_FeatureID": "-2325645",
    "SOURCEURL": "https://lake-herald.example/1",
}
EVENT = PastEvent(
    dataset="gdelt",
    key="410412347",
    date="2015-02-18",
    actor=Actor("ARM", "GOV", "ARMENIA"),
    recipient=Actor("EUR", "", "THE EU", "", "EU"),
    type="CONSULT",
    contexts=("diplomatic",),
    code="046",
    intensity=7.0,
    place=Place("Yerevan", "ARM", "11", 40.1811, 44.5136, feature="PPL"),
    source="https://lake-herald.example/1",
    reports=10,
)


def line(columns: tuple[str, ...] = COLUMNS, **changes: str) -> str:
    row = ROW | changes
    return "\t".join(row.get(name, "") for name in columns) + "\n"


def read(*lines: str) -> list[PastEvent | Refused]:
    return list(read_gdelt(lines, name="g.CSV"))


def actor(**changes: str) -> Actor:
    nothing = dict.fromkeys(("Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1Type1Code"), "")
    [event] = read(line(**nothing | changes))
    assert isinstance(event, PastEvent)
    return event.actor


def test_the_widths_are_those_of_the_published_files() -> None:
    assert (len(COLUMNS), len(COLUMNS_1)) == (61, 58)
    assert COLUMNS[:6] == ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", "Actor1Code")
    assert COLUMNS[25:35] == (
        *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
        *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    )
    assert COLUMNS[51:] == (
        *("ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_ADM1Code"),
        *("ActionGeo_ADM2Code", "ActionGeo_Lat", "ActionGeo_Long", "ActionGeo_FeatureID", "DATEADDED", "SOURCEURL"),
    )


def test_a_line_is_an_event() -> None:
    assert read(line()) == [EVENT]


def test_version_1_with_and_without_its_url() -> None:
    [late, early] = read(line(COLUMNS_1), line(COLUMNS_1[:-1]))
    assert late == EVENT
    assert isinstance(early, PastEvent)
    assert (early.place, early.source) == (EVENT.place, "")


def test_a_header_is_used() -> None:
    columns = tuple(reversed(COLUMNS[1:]))
    header = "\t".join(("GLOBALEVENTID", *columns)) + "\n"
    assert read(header, line(("GLOBALEVENTID", *columns))) == [EVENT]


def test_codes_of_actors() -> None:
    assert actor(Actor1CountryCode="ROM", Actor1Type1Code="INS") == Actor("ROU", "REB")
    assert actor(Actor1Name="NATO", Actor1KnownGroupCode="NAT") == Actor("IGO", "", "NATO", "", "NATO")
    assert actor(Actor1Name="HAMAS", Actor1CountryCode="PSE", Actor1KnownGroupCode="HMS") == Actor(
        "PSE", "REB", "HAMAS", "", "HAMAS"
    )
    assert actor(Actor1Name="PRESS", Actor1Type1Code="MED").sector == "JRN"
    assert actor(Actor1Name="DOCTOR", Actor1Type1Code="HLH").sector == "MED"
    assert actor(Actor1Name="A FIRM", Actor1Type1Code="MNC") == Actor("MNC", "", "A FIRM")


def test_what_is_not_known_stays_empty() -> None:
    assert actor(Actor1Name="EUROPE", Actor1CountryCode="EUR") == Actor("", "", "EUROPE")  # the continent, not the EU
    assert actor(Actor1CountryCode="XYZ", Actor1Type1Code="ENV", Actor1KnownGroupCode="QQQ") == Actor()
    [event] = read(line(EventCode="999", GoldsteinScale="", NumArticles="", ActionGeo_CountryCode="OS"))
    assert isinstance(event, PastEvent)
    assert (event.type, event.code, event.intensity, event.reports) == ("", "999", None, None)
    assert event.place is not None and event.place.country == ""
    [nowhere] = read(line(ActionGeo_FullName="", ActionGeo_Lat="", ActionGeo_Long=""))
    assert isinstance(nowhere, PastEvent) and nowhere.place is None


def test_fips_is_not_iso() -> None:
    """RS is Russia in FIPS and Serbia in ISO."""
    [event] = read(line(ActionGeo_CountryCode="RS"))
    assert isinstance(event, PastEvent) and event.place is not None
    assert event.place.country == "RUS"


def test_bad_lines_are_refused_by_number_and_the_rest_goes_on() -> None:
    assert read(line(), line(SQLDATE="20151341"), "torn\tline\n", "\n", line(GLOBALEVENTID="")) == [
        EVENT,
        Refused("g.CSV:2", "SQLDATE is no day: '20151341'"),
        Refused("g.CSV:3", "2 cells where GDELT has 57, 58 or 61"),
        Refused("g.CSV:5", "no GLOBALEVENTID"),
    ]


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("\t".join(["1", "20150218", "20150218", *["x"] * 13]), "GDELT mentions"),
        ('{"id": 1}', "JSON"),
        ("<html>", "a web page"),
        ("event_id_cnty,event_date,event_type", "ACLED events"),
        ("\t".join(["1", "20140620", "2014", *[""] * 23]), "Phoenix events"),
    ],
)
def test_a_file_of_another_kind_is_refused_at_once(text: str, looks: str) -> None:
    [refused] = read(text, line())[:1] if looks == "" else read(text)
    assert isinstance(refused, Refused)
    assert f"it looks like {looks}" in refused.reason


def test_packed_files(tmp_path: Path) -> None:
    plain, packed, archive = tmp_path / "a.CSV", tmp_path / "a.CSV.gz", tmp_path / "a.zip"
    plain.write_text(line() * 3)
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        out.write(plain, "one.CSV")
        out.writestr("two.CSV", "nothing of the kind")
    assert list(read_events(plain, "gdelt")) == list(read_events(packed, "gdelt")) == [EVENT] * 3
    *events, refused = read_events(archive, "gdelt")
    assert events == [EVENT] * 3
    assert isinstance(refused, Refused) and refused.input == "a.zip/two.CSV"


def test_a_damaged_archive_is_told_after_what_could_be_read(tmp_path: Path) -> None:
    packed = tmp_path / "a.gz"
    packed.write_bytes(gzip.compress(("".join(rows(3000))).encode())[:-2000])
    *events, last = read_events(packed, "gdelt")
    assert events and all(isinstance(event, PastEvent) for event in events[:-1])
    assert isinstance(last, Refused) and "damaged or cut short" in last.reason


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    plain = tmp_path / "a.CSV"
    plain.write_text("".join(rows(11_000)))
    steps: list[tuple[int, int]] = []
    assert sum(1 for _ in read_events(plain, "gdelt", step=lambda *at: steps.append(at))) == 11_000
    size = plain.stat().st_size
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert len(steps) == 3 and steps[-1] == (size, size)


def test_a_file_of_any_size_streams(tmp_path: Path) -> None:
    """Memory does not grow with the file: four times the rows take hardly more. (`make bench-exchange`: a million.)"""

    def peak(count: int) -> int:
        path = tmp_path / "big.CSV"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(rows(count))
        tracemalloc.start()
        assert sum(1 for _ in read_events(path, "gdelt")) == count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(2_000) < 15_000_000
    assert peak(8_000) < 25_000_000
