"""STIX 2.1: what the reference library takes without complaint, with the same ids every time."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
import stix2

from accord.exchange import stix_lines
from accord.records import Actor, Dossier, Report, Tie

TIE = Tie(
    "t1", "membership", Actor("ARM", name="Armenia"), Actor("IGO", name="CSTO", id="CSTO"), "frozen", "", "1994-04-20",
    "", "2024-02-23", (), ("o1",), (),
)  # fmt: skip


def bundle(dossier: Dossier, **more: Any) -> list[dict[str, Any]]:
    text = "\n".join(
        stix_lines(
            reports=dossier.reports,
            episodes=dossier.episodes,
            ties=(*dossier.ties, TIE),
            contests=dossier.contests,
            **more,
        )
    )
    return json.loads(text)["objects"]


def of_kind(objects: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [one for one in objects if one["type"] == kind]


def test_the_reference_library_takes_it(dossier: Dossier) -> None:
    text = "\n".join(
        stix_lines(reports=dossier.reports, episodes=dossier.episodes, ties=(TIE,), contests=dossier.contests)
    )
    parsed = stix2.parse(text, allow_custom=False)
    assert {one.type for one in parsed.objects} >= {
        *("identity", "incident", "report", "relationship", "extension-definition"),
    }
    assert len(of_kind(bundle(dossier), "incident")) == len(dossier.episodes)
    assert len(of_kind(bundle(dossier), "note")) > 0


def test_ids_are_there_once_and_every_reference_leads_to_one(dossier: Dossier) -> None:
    objects = bundle(dossier)
    ids = [one["id"] for one in objects]
    assert len(ids) == len(set(ids))
    assert all(
        re.fullmatch(rf"{one['type']}--[0-9a-f]{{8}}-[0-9a-f]{{4}}-5[0-9a-f]{{3}}-[0-9a-f-]+", one["id"])
        for one in objects
    )
    for one in objects:
        for key, value in one.items():
            if key.endswith("_ref"):
                assert value in ids, (one["type"], key)
            if key.endswith("_refs"):
                assert value and {*value} <= {*ids}, (one["type"], key)


def test_the_same_thing_has_the_same_id_in_every_bundle(dossier: Dossier) -> None:
    assert bundle(dossier) == bundle(dossier)
    some = replace(dossier, episodes=dossier.episodes[:1], contests=(), reports=dossier.reports[:1])
    assert {one["id"] for one in of_kind(bundle(some), "incident")} <= {one["id"] for one in bundle(dossier)}


@pytest.mark.parametrize(("grade", "confidence"), [("1", 90), ("2", 70), ("3", 50), ("4", 30), ("5", 10), ("6", None)])
def test_confidence_is_the_grade_of_credibility(dossier: Dossier, grade: str, confidence: int | None) -> None:
    episode = dossier.episodes[0]
    alone = replace(dossier, episodes=(replace(episode, origins=("o1",)),), contests=())
    [incident] = of_kind(bundle(alone, credibility={episode.id: grade}), "incident")
    assert incident.get("confidence") == confidence


def test_two_origins_that_agree_confirm_and_one_does_not(dossier: Dossier) -> None:
    done = [one for one in dossier.episodes if one.stage == "done" and len(one.origins) > 1]
    objects = {one["id"]: one for one in of_kind(bundle(dossier), "incident")}
    assert {one.get("confidence") for one in objects.values()} <= {90, None}
    single = replace(dossier, episodes=tuple(replace(one, origins=("o1",)) for one in dossier.episodes))
    assert {one.get("confidence") for one in of_kind(bundle(single), "incident")} == {None}
    assert done or all("confidence" not in one for one in objects.values())


def test_a_tie_is_a_relationship_in_its_time() -> None:
    nothing = Dossier("", "")
    found = [one for one in bundle(nothing) if one.get("relationship_type") == "membership"]
    assert [(one["start_time"], one["description"], "stop_time" in one) for one in found] == [
        ("1994-04-20T00:00:00.000Z", "frozen", False)
    ]


def test_times_are_whole_and_dates_short_of_a_day_begin_where_they_may() -> None:
    def published(day: str) -> str:
        report = Report("r", "Title", "text", "Lake Herald", day)
        [line] = of_kind(
            [json.loads(x.strip(",")) for x in list(stix_lines(reports=[report], episodes=[]))[1:-1]], "report"
        )
        return str(line["published"])

    assert published("2024-06-12") == "2024-06-12T00:00:00.000Z"
    assert published("2024-06") == "2024-06-01T00:00:00.000Z"
    assert published("2024-06-12T10:20:30Z") == "2024-06-12T10:20:30.000Z"
    assert published("2024-06-12T10:20:30+04:00") == "2024-06-12T00:00:00.000Z"
