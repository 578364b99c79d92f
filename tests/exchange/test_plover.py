"""PLOVER JSON lines: every key of the manual, offsets that reproduce."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from accord.exchange import plover_lines
from accord.records import Actor, Claim, Coded, Dossier, Event, PastEvent, Place, Refused, Report

# Typed here from the manual's lists, so that those in the code cannot drift.
EVENT = [
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc",
    "event_text", "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info",
    "coder", "coded_date", "coded_time", "comment",
]  # fmt: skip
ENTITY = [
    "code", "sector", "entity_text", "identifier_id", "identifier_text", "religion", "ethnicity", "office",
    "gender", "age",
]  # fmt: skip
TEXT = ["sequence", "start", "end", "text_story"]
SIZE = ["dead", "injured", "arrested"]
CITE = [
    "corpus", "citation", "url", "title", "language", "publication", "license", "copyright", "coder",
    "codebook", "version",
]  # fmt: skip
PLACE = [
    "extracted_place", "resolved_place", "geonameid", "lat", "lon", "city", "district", "province", "country",
    "country_code", "feature_class", "feature_code", "resolution",
]  # fmt: skip
REQUIRED = ("id", "date", "actor", "event")


def lines(records: list[Coded] | list[PastEvent]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in plover_lines(records) if not isinstance(line, Refused)]


def changed(event: Event, **to: Any) -> dict[str, Any]:
    [line] = lines([Coded(Report("r", "t", "x" * 500), (replace(event, **to),))])
    return line


def test_every_key_of_the_manual_is_there(coded: list[Coded]) -> None:
    found = lines(coded)
    assert len(found) > 5
    for line in found:
        assert list(line) == [*EVENT, "size"]
        assert all(line[key] for key in REQUIRED if key != "actor")
        for entity in (*line["actor"], *line["recipient"]):
            assert list(entity) == ENTITY
        assert list(line["text_info"]) == TEXT and list(line["cite_info"]) == CITE
        assert line["event_loc"] is None or list(line["event_loc"]) == PLACE
        assert line["size"] is None or list(line["size"]) == SIZE


def test_offsets_reproduce_the_text(coded: list[Coded]) -> None:
    texts = {one.report.id: one.report.text for one in coded}
    for line in lines(coded):
        at = line["text_info"]
        assert texts[line["cite_info"]["citation"]][at["start"] : at["end"]] == line["text"]


def test_auxiliary_modes_stand_beside_the_mode(dossier: Dossier) -> None:
    plan = {"type": "SANCTION", "mode": "withdraw", "aux_modes": ("future", "negation"), "date": "2024-06-12"}
    line = changed(dossier.events[0], **plan)
    assert line["mode"] == ["withdraw", "future", "negation"]
    assert (line["quad_code"], line["event_scale"]) == (4, -6)
    assert changed(dossier.events[0], **plan | {"mode": "", "aux_modes": ()})["mode"] == []


def test_a_short_date_is_a_range(dossier: Dossier) -> None:
    event = dossier.events[0]
    assert [
        changed(event, date=day)[key] for day in ("2024-02-05", "2024-02", "2024") for key in ("date", "enddate")
    ] == [
        *("2024-02-05", None),
        *("2024-02-01", "2024-02-29"),
        *("2024-01-01", "2024-12-31"),
    ]


def test_an_event_without_a_date_has_its_reports_and_says_so(dossier: Dossier) -> None:
    event = replace(dossier.events[0], date="", date_precision="unknown")
    [line] = lines([Coded(Report("r", "t", "x" * 500, published="2024-06-12T10:00:00Z"), (event,))])
    assert (line["date"], line["enddate"], line["comment"]) == ("2024-06-12", None, "date of the report")
    assert changed(event, date="2024-06-11", date_precision="day")["comment"] is None
    [refused] = plover_lines([Coded(Report("r", "t", "x"), (event,))])
    assert refused == Refused(event.id, "PLOVER requires a date; neither the event nor its report has one")


@pytest.mark.parametrize(("value", "size"), [("12", {"dead": 12, "injured": None, "arrested": None}), ("dozens", None)])
def test_numbers_are_sizes_and_vague_ones_are_not(dossier: Dossier, value: str, size: dict[str, int] | None) -> None:
    event = dossier.events[0]
    claim = Claim("c", "r", event.id, "killed", value, "", None, None, 0, 1, "x")
    [line] = lines([Coded(Report("r", "t", "x" * 500), (replace(event, date="2024"),), (claim,))])
    assert line["size"] == size


def test_an_event_of_another_dataset() -> None:
    event = PastEvent(
        "acled", "MLI1", "2020-01-01", Actor("MLI", "REB", "A group"), Actor(), "ASSAULT", code="Battles: Armed clash",
        place=Place("Lake Town", "MLI", "", 1.0, 2.0, feature="PPL"), source="Lake Herald", dead=3,
    )  # fmt: skip
    [line] = lines([event])
    assert list(line) == [*EVENT, "size"]
    assert (line["id"], line["recipient"], line["text"], line["quad_code"]) == ("acled:MLI1", [], None, 4)
    assert line["event_scale"] is None  # ACLED has no such score
    assert line["size"]["dead"] == 3 and line["event_loc"]["resolution"] == 4
    assert line["cite_info"]["corpus"] == "acled"
