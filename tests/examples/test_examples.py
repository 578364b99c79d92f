"""The example sets from files to dossier: every line of every answer file is a test of its own."""

from __future__ import annotations

import gzip
import html
import json
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from bench import answers

from accord.records import Dossier, as_json

SLUGS = answers.slugs()
LINES = [line for slug in SLUGS for line in answers.lines(slug)]
#: Lines known to be missed, each with its cause. They stay in the answer files; one that is met must leave this list.
KNOWN = {
    miss["id"]: miss["cause"]
    for miss in tomllib.loads((Path(__file__).parent / "known_misses.toml").read_text(encoding="utf-8"))["miss"]
}
#: The largest share of all lines that may stand in that list.
MOST_KNOWN = 0.12


def met(line: answers.Line) -> object:
    """A line as a parameter, expected to fail, and to fail only so long as it is listed."""
    cause = KNOWN.get(line.name)
    return pytest.param(line, marks=pytest.mark.xfail(strict=True, reason=cause)) if cause else line


@cache
def dossier(slug: str) -> Dossier:
    from accord.pipeline import dossier_of

    return dossier_of(answers.inputs(slug))


def raw_text(path: Path) -> str:
    """A file as a person would see it, read without accord: markup and escapes resolved, nothing left out."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")
    if path.suffix == ".jsonl":
        return "\n".join(str(value) for line in text.splitlines() if line for value in json.loads(line).values())
    if path.suffix in (".html", ".xml"):
        return html.unescape(re.sub(r"<[^>]+>", "", html.unescape(text)))
    return text


def quoted(line: answers.Line) -> list[dict[str, str]]:
    return line.cells["sides"] if line.kind == "contest" else [line.cells] if "words" in line.cells else []


def test_there_are_sets_enough() -> None:
    assert len(SLUGS) >= 9


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_an_answer_quotes_its_report(line: answers.Line) -> None:
    folder = answers.EXAMPLES / line.slug / "reports"
    for cells in quoted(line):
        text = raw_text(folder / cells["report"].partition("#")[0])
        assert answers.words_pattern(cells["words"]).search(text), cells
    for name in line.cells.get("reports", [line.cells.get("file", "")]):
        assert (folder / name.partition("#")[0]).exists(), name


def test_known_misses_are_few_and_of_lines_that_are_there() -> None:
    assert KNOWN.keys() <= {line.name for line in LINES}
    assert all(len(cause.split()) > 3 for cause in KNOWN.values())
    assert len(KNOWN) <= MOST_KNOWN * len(LINES)


@pytest.mark.parametrize("line", [met(line) for line in LINES], ids=lambda line: line.name)
def test_the_dossier_meets(line: answers.Line) -> None:
    miss = answers.misses(line, dossier(line.slug))
    assert not miss, miss


@pytest.mark.parametrize("slug", SLUGS)
def test_every_quote_stands_in_its_report(slug: str) -> None:
    assert [found for found in answers.quotes(dossier(slug)) if found[1] != found[2]] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_order_of_files_changes_no_byte(slug: str) -> None:
    from accord.pipeline import dossier_of

    turned = dossier_of(answers.inputs(slug)[::-1])
    assert json.dumps(as_json(turned)) == json.dumps(as_json(dossier(slug)))


def test_two_processes_change_no_byte() -> None:
    from accord.pipeline import dossier_of

    slug = SLUGS[0]  # one set is enough: starting processes is what takes the time
    shared = dossier_of(answers.inputs(slug), jobs=2)
    assert json.dumps(as_json(shared)) == json.dumps(as_json(dossier(slug)))
