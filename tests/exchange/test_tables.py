"""The tables of codes hold together, and with the tables of actors and kinds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from accord.exchange.acled import check_acled
from accord.exchange.cameo import check_cameo, code_of, goldstein_of, load_cameo, meaning_of
from accord.exchange.countries import check_countries, country_of, load_countries, load_groups
from accord.exchange.lines import open_texts
from accord.exchange.values import count_of, iso_day, number_of, written
from accord.ontology import load_ontology


def test_tables_are_sound() -> None:
    assert [*check_cameo(), *check_countries(), *check_acled()] == []


def test_facts_of_the_published_tables() -> None:
    assert [goldstein_of(code) for code in ("010", "0874", "016", "163", "1033", "xx")] == [0, 10, -5, -8, -5, None]
    assert meaning_of("0871").mode == "ceasefire" and meaning_of("0871").contexts == ("military",)
    assert meaning_of("1623").contexts == ()  # "humanitarian" is no context of PLOVER 2.0
    assert meaning_of("0811").contexts == ("pro_democracy",)
    assert {meaning_of(code).type for code in load_cameo().meanings if code[:2] in ("01", "02")} == {""}
    assert {load_countries().by_fips[code] for code in ("RS", "RI", "AJ", "GG", "WE", "GZ")} == {
        *("RUS", "SRB", "AZE", "GEO", "PSE")
    }
    assert country_of("Congo") == "COG" and country_of("Democratic Republic of Congo") == "COD"
    assert load_groups()["NAT"].id == "NATO"


def test_the_way_back_says_no_more_than_the_event() -> None:
    """Forward again, a code gives the event's own type, and its mode or none.

    RETREAT has no general code. Codes that say what two modes say (de-escalate, accuse, use weapons from the air) are
    read as the one that the published map names.
    """
    shared = {"087", "112", "195"}
    for name, kind in load_ontology().types.items():
        for mode in ("", *kind.modes):
            code = code_of(name, mode, ())
            if not code or (name == "RETREAT" and code == "080"):
                continue
            meaning = meaning_of(code)
            assert meaning.type == name, (name, mode, code)
            assert meaning.mode in ("", mode) or code in shared, (name, mode, code)


def test_days() -> None:
    assert iso_day("20240229") == "2024-02-29" == iso_day("2024-02-29 00:00:00") == iso_day("29 February 2024")
    assert [iso_day(text) for text in ("20230229", "1/2/2024", "", "soon", "3 Smarch 2024", "2024-6-1")] == [""] * 6


def test_numbers() -> None:
    assert [number_of(text) for text in ("1.5", "-3", "nan", "inf", "", "x")] == [1.5, -3.0, None, None, None, None]
    assert [count_of(text) for text in ("3", "3.0", "-1", "2.5", "")] == [3, 3, None, None, None]
    assert [written(value) for value in (None, 3.0, -0.5, 40.1811)] == ["", "3", "-0.5", "40.1811"]


def test_encodings(tmp_path: Path) -> None:
    path = tmp_path / "mixed.txt"
    path.write_bytes("\ufeffHeader\n".encode() + "Órbita\n".encode() + "Órbita\n".encode("latin-1") + b"\x93q\x94")
    assert [*read(path)] == [("mixed.txt", ["Header\n", "Órbita\n", "Órbita\n", "“q”"])]
    path.write_bytes("a\tÓ\n".encode("utf-16"))
    assert [*read(path)] == [("mixed.txt", ["a\tÓ\n"])]


def read(path: Path) -> Iterator[tuple[str, list[str]]]:
    for name, lines in open_texts(path):
        yield name, list(lines)
