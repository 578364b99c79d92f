"""A batch with every kind of bad input: each is refused with a reason, the rest is done, the exit status says so."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from bench import answers

from accord.cli import run

GOOD = answers.EXAMPLES / "suva-treaty" / "reports" / "01-pacific-newswire.txt"
HTML = (answers.EXAMPLES / "suva-treaty" / "reports" / "02-honiara-star.html").read_bytes()

BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n ",
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "program": b"\x7fELF" + bytes(4000),
    "damaged.txt.gz": gzip.compress(GOOD.read_bytes())[:-40],
    "not-gzip.txt.gz": b"\x1f\x8b" + b"no archive at all" * 9,
    "cut.html": HTML[: len(HTML) // 6],
    "menu.html": b"<html><body><nav><a href='/'>Home</a><a href='/news'>News</a></nav></body></html>",
    "feed.xml": b"<?xml version='1.0'?><rss version='2.0'><channel><title>x</title></channel></rss>",
    "recursive.xml": b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><rss version='2.0'>"
    b"<channel><item><title>&b;</title><description>&b;</description></item></channel></rss>",
    "deep.json": b"[" * 60000,
    "lines.jsonl": b'{"title": "no text"}\n{"text": 7}\nnot json\n',
    "french.txt": (
        "Le ministre des affaires étrangères a déclaré lundi que le pays ne quitterait pas l'organisation régionale. "
        "Les négociations reprendront la semaine prochaine dans la capitale, selon un porte-parole du gouvernement."
    ).encode(),
    "mixed.txt": b"\xff\xfe\x00\xd8\x00\xd8\xff\xff" * 200,
    "table.xlsx": b"PK\x03\x04" + bytes(200),
}


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    folder = tmp_path / "batch"
    folder.mkdir()
    for name, content in BAD.items():
        (folder / name).write_bytes(content)
    (folder / "huge.txt").write_bytes(b"The union met again. " * 2_500_000)  # 52 MB
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nothing")
    (folder / "zz-good.txt").write_bytes(GOOD.read_bytes())
    return folder


def test_everything_bad_is_refused_and_the_rest_is_done(batch: Path, tmp_path: Path, capsys) -> None:
    assert run(["dossier", str(batch), "missing.txt", "-o", str(tmp_path), "-f", "json,html"]) == 3
    dossier = json.loads((tmp_path / "dossier.json").read_text(encoding="utf-8"))
    assert [Path(report["path"]).name for report in dossier["reports"]] == ["zz-good.txt"]
    assert dossier["events"]
    refused = {Path(refusal["input"].partition("#")[0]).name for refusal in dossier["refused"]}
    expected = {*BAD, "huge.txt", "loop", "gone.txt", "missing.txt"}
    assert {name for name in expected if not any(found.startswith(name) for found in refused)} == set()
    assert all(len(refusal["reason"]) > 8 for refusal in dossier["refused"])
    assert "Traceback" not in capsys.readouterr().err
    page = (tmp_path / "dossier.html").read_text(encoding="utf-8")
    assert all(name in page for name in expected)


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_input_alone_leaves_nothing_read(name: str, tmp_path: Path, capsys) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    assert run(["dossier", str(path), "-o", str(tmp_path)]) == 4
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "dossier.html").exists()
