"""Whatever is wrong is one line on standard error that names it and what to do, and an exit status of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from bench import answers

from accord.cli import run

REPORT = str(answers.EXAMPLES / "suva-treaty" / "reports" / "01-pacific-newswire.txt")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["dossier"], 2, "PATH"),
        (["read"], 2, "PATH"),
        (["summarise", REPORT], 2, "summarise"),
        (["dossier", REPORT, "--colour"], 2, "--colour"),
        (["dossier", REPORT, "--format", "pdf"], 2, "there is no format pdf; use html, json, parquet, csv"),
        (["dossier", REPORT, "--format", ","], 2, "use html, json, parquet, csv"),
        (["dossier", REPORT, "--published", "2024-13-45"], 2, "'2024-13-45' is no date; write it as 2024-06-05"),
        (["code", REPORT, "--published", "yesterday"], 2, "is no date"),
        (["code", REPORT, "--jobs", "0"], 2, "--jobs"),
        (["code", REPORT, "--jobs", "many"], 2, "--jobs"),
        (["schema", "events"], 2, "there is no schema 'events'; there is: dossier"),
        (["dossier", "no/such/folder"], 4, "no/such/folder: there is no such file; check the path"),
        (["dossier", os.devnull], 4, "nothing to read"),
        (["explain", "abc"], 2, "PATH"),
        (["explain", "no such words", REPORT], 1, "no event matches 'no such words'"),
        (["explain", "abc", "no/such/folder"], 4, "no/such/folder: there is no such file"),
    ],
    ids=lambda value: " ".join(value).replace(REPORT, "REPORT") if isinstance(value, list) else None,
)
def test_an_error_is_one_line(arguments: list[str], status: int, words: str, capsys) -> None:
    assert run(arguments) == status
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("accord: ")
    assert printed.err.count("\n") == 1
    assert words in printed.err


def test_an_output_folder_that_is_a_file_is_told_before_any_work(tmp_path: Path, capsys) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    assert run(["dossier", REPORT, "-o", str(tmp_path / "out")]) == 2
    assert str(tmp_path / "out") in capsys.readouterr().err
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_an_output_folder_that_cannot_be_made(tmp_path: Path, capsys) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert run(["dossier", REPORT, "-q", "-o", str(tmp_path / "file" / "out")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_malformed_table_is_told_with_its_line(monkeypatch, capsys) -> None:
    from accord import pipeline
    from accord.errors import ConfigError

    def broken():
        raise ConfigError("places/where.tsv:12: 3 cells where the header has 4", remedy="Separate cells with one tab")

    monkeypatch.setattr(pipeline, "CHECKS", (broken, lambda: iter(())))
    assert run(["check"]) == 1
    assert "where.tsv:12: 3 cells where the header has 4" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["read", "code"])
def test_nothing_read_has_a_status_of_its_own(command: str, tmp_path: Path, capsys) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run([command, str(tmp_path)]) == 4
    assert '"record":"refused"' in capsys.readouterr().out


def test_many_refusals_do_not_flood_the_line(tmp_path: Path, capsys) -> None:
    for number in range(9):
        (tmp_path / f"{number}.txt").write_bytes(b"")
    assert run(["dossier", str(tmp_path)]) == 4
    assert "and 6 more" in capsys.readouterr().err
