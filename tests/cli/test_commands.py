"""What each command prints, writes and exits with; run in this process through the door that `accord` itself uses."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path

import jsonschema
import pytest
from bench import answers

import accord
from accord.cli import run

SUVA = answers.EXAMPLES / "suva-treaty" / "reports"
REPORT = SUVA / "01-pacific-newswire.txt"
BROKEN = SUVA / "04-cut-short.txt.gz"


@pytest.fixture
def stdin(monkeypatch):
    """A function that puts bytes on standard input."""

    def put(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return put


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_dossier_is_written_into_the_current_folder(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["dossier", str(REPORT)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["dossier.html"]
    printed = capsys.readouterr()
    assert "WHAT HAPPENED" in printed.out
    assert "Written: dossier.html" in printed.out
    assert printed.err == ""  # no progress where standard error is no terminal


def test_every_format_is_written_and_holds_the_same_events(tmp_path, capsys) -> None:
    import pyarrow.parquet as pq

    out = tmp_path / "new" / "folder"
    assert run(["dossier", str(REPORT), "-q", "-o", str(out), "--format", "csv, parquet,json,html"]) == 0
    assert capsys.readouterr().out == ""
    assert {path.name for path in out.iterdir()} == {
        *("dossier.html", "dossier.json", "events.csv", "claims.csv", "events.parquet", "claims.parquet")
    }
    found = json.loads((out / "dossier.json").read_text(encoding="utf-8"))
    ids = [event["id"] for event in found["events"]]
    assert ids
    with (out / "events.csv").open(encoding="utf-8", newline="") as table:
        assert [row["Event ID"] for row in csv.DictReader(table)] == ids
    assert pq.read_table(out / "events.parquet")["Event ID"].to_pylist() == ids


def test_the_schema_printed_is_the_one_that_the_json_follows(tmp_path, capsys) -> None:
    assert run(["schema", "dossier"]) == 0
    schema = json.loads(capsys.readouterr().out)
    run(["dossier", str(SUVA), "-q", "-o", str(tmp_path), "--format", "json"])
    found = json.loads((tmp_path / "dossier.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)
    assert schema == accord.schema()


def test_options_override_what_the_reports_say(tmp_path) -> None:
    options = ["--published", "2019-02-03", "--outlet", "Test Courier", "--title", "A title <of> ours"]
    assert run(["dossier", str(REPORT), "-q", "-o", str(tmp_path), "-f", "json", *options]) == 0
    found = json.loads((tmp_path / "dossier.json").read_text(encoding="utf-8"))
    assert found["title"] == "A title <of> ours"
    assert [(report["published"], report["outlet"]) for report in found["reports"]] == [("2019-02-03", "Test Courier")]


@pytest.mark.parametrize("command", ["read", "parse", "code"])
def test_a_stage_prints_one_json_line_a_report_and_a_refusal(command, capsys) -> None:
    assert run([command, str(REPORT), str(BROKEN)]) == 3
    report, refusal = lines(capsys.readouterr().out)
    assert report["record"] == {"read": "report", "parse": "parsed", "code": "coded"}[command]
    assert refusal["record"] == "refused"
    assert refusal["input"] == str(BROKEN)


@pytest.mark.parametrize("command", ["read", "parse", "code"])
def test_a_stage_reads_standard_input(command, stdin, capsys) -> None:
    stdin(REPORT.read_bytes())
    assert run([command, "-"]) == 0
    from_stdin = lines(capsys.readouterr().out)
    run([command, str(REPORT)])
    from_file = lines(capsys.readouterr().out)
    for record in (*from_stdin, *from_file):
        record.get("report", record).pop("path")
    assert from_stdin == from_file


def test_a_dossier_of_standard_input(stdin, tmp_path, capsys) -> None:
    stdin(REPORT.read_bytes())
    assert run(["dossier", "-", "-o", str(tmp_path)]) == 0
    assert "REPORTS (1 REPORT" in capsys.readouterr().out


def test_an_event_is_explained_by_its_id_and_by_its_words(capsys) -> None:
    run(["code", str(REPORT)])
    event = lines(capsys.readouterr().out)[0]["events"][0]
    assert run(["explain", event["id"], str(REPORT)]) == 0
    by_id = capsys.readouterr().out
    assert by_id.startswith(f"{event['id']}  {event['type']}")
    assert event["phrase"] in by_id
    assert run(["explain", event["quote"], str(REPORT)]) == 0
    assert by_id in capsys.readouterr().out


def test_check_finds_the_tables_sound(capsys) -> None:
    assert run(["check"]) == 0, capsys.readouterr().out
    assert "tables are sound" in capsys.readouterr().out


def test_every_check_of_a_table_is_run() -> None:
    """A check that nobody calls finds nothing: each is named again somewhere besides where it is defined."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in Path(accord.__file__).parent.rglob("*.py"))
    checks = set(re.findall(r"^def (check_\w+)", text, re.M))
    assert len(checks) > 10
    assert {name for name in checks if len(re.findall(rf"\b{name}\b", text)) < 2} == set()


def test_check_names_file_and_line(monkeypatch, capsys) -> None:
    from accord import pipeline
    from accord.tables import Problem

    monkeypatch.setattr(pipeline, "CHECKS", (lambda: [Problem("outlets.tsv", 7, "an outlet without a name")],))
    assert run(["check"]) == 1
    printed = capsys.readouterr()
    assert printed.out.endswith("outlets.tsv:7: an outlet without a name\n")
    assert Path(printed.out.split(":")[0]).is_file()
    assert printed.err == "accord: 1 problem\n"


def test_version(capsys) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"accord {accord.__version__}\n"


COMMANDS = ["dossier", "read", "parse", "code", "explain", "schema", "check"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(command, capsys) -> None:
    assert run([command, "--help"]) == 0
    assert f"accord {command}" in capsys.readouterr().out.split("\n", 1)[1]


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]], ids=str)
def test_help_lists_the_commands_and_exit_statuses(arguments, capsys) -> None:
    assert run(arguments) == 0
    printed = capsys.readouterr().out
    assert all(f"\n  {command}" in printed for command in COMMANDS)
    assert "Exit status: 0 done" in printed
    assert "..." not in printed.split("Commands:")[1]  # no description is cut off
