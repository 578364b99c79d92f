import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from accord.publishing import dossier_schema, render_json
from accord.records import Dossier
from publishing.parts import ALL


@pytest.fixture(params=ALL)
def dossier(request: pytest.FixtureRequest) -> Dossier:
    return request.getfixturevalue(request.param)


def closed(schema: Any) -> Any:
    """The schema with every object shut to fields it does not name: what we write, the schema must declare."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return inner | {"additionalProperties": False} if "properties" in inner else inner


def test_schema_is_a_draft_2020_12_schema() -> None:
    schema = dossier_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_output_is_valid_and_has_no_undeclared_field(dossier: Dossier) -> None:
    plain = json.loads(render_json(dossier))
    Draft202012Validator(closed(dossier_schema())).validate(plain)


def test_schema_refuses_what_is_not_a_dossier(exit_dossier: Dossier) -> None:
    schema = Draft202012Validator(dossier_schema())
    plain = json.loads(render_json(exit_dossier))
    assert not schema.is_valid({key: value for key, value in plain.items() if key != "ties"})
    plain["episodes"][0]["fields"][0]["verdict"] = "probably"
    assert not schema.is_valid(plain)


def test_contract_field_names(exit_dossier: Dossier) -> None:
    plain = json.loads(render_json(exit_dossier))
    contract = {
        "reports": "id title outlet published language origin url path chars",
        "origins": "id label reports why",
        "events": "id report start end quote type mode aux_modes contexts actors recipients place date date_precision "
        "attribution where by",
        "episodes": "id type mode actors recipients date place stage events reports origins fields",
        "contests": "kind episode tie sides",
        "ties": "kind a b stage sector held_from held_to known_since because",
        "outlook": "quote attribution about",
        "refused": "input reason",
    }
    for name, fields in contract.items():
        assert plain[name], name
        for record in plain[name]:
            assert set(fields.split()) <= record.keys(), name
    actor = plain["events"][0]["actors"][0]
    assert {"code", "country", "sector", "name", "role", "id", "text", "start", "end"} <= actor.keys()
    assert actor["code"] == "XTA GOV"


def test_every_quote_is_the_text_at_its_offsets(dossier: Dossier) -> None:
    plain = json.loads(render_json(dossier))
    texts = {report["id"]: report["text"] for report in plain["reports"]}
    assert all(report["chars"] == len(report["text"]) for report in plain["reports"])
    seen = 0

    def walk(value: Any) -> None:
        nonlocal seen
        if isinstance(value, dict):
            if "quote" in value:
                assert value["quote"] == texts[value["report"]][value["start"] : value["end"]]
                seen += 1
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(plain)
    assert seen >= len(dossier.events) + sum(len(side.because) for c in dossier.contests for side in c.sides)


def test_each_side_of_a_contest_has_its_quote(exit_dossier: Dossier) -> None:
    plain = json.loads(render_json(exit_dossier))
    assert all(span["quote"] for contest in plain["contests"] for side in contest["sides"] for span in side["because"])


def test_origin_of_a_copy_is_the_origin_it_copies(exit_dossier: Dossier) -> None:
    reports = {report["outlet"]: report["origin"] for report in json.loads(render_json(exit_dossier))["reports"]}
    assert reports == {"Harbour Courier": "o1", "Lakeland Dispatch": "o2", "Morning Tribune": "o1"}


def test_same_bytes_twice_and_writable_as_utf8(dossier: Dossier) -> None:
    assert render_json(dossier).encode("utf-8") == render_json(dossier).encode("utf-8")
