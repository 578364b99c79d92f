"""The documentation says what there is, and what it shows works: a page that goes stale fails here."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer
from bench import answers

import accord
from accord import cli
from accord.errors import ConfigError
from accord.exchange import icews_rows, tsv_lines
from accord.publishing.tablefiles import OURS
from accord.tables import data

ROOT = answers.EXAMPLES.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAST = accord.records.PastEvent(
    "icews", "1@2018-06-01", "2018-06-01", accord.records.Actor("ARM", "GOV"), accord.records.Actor("RUS"), "CONSULT"
)
COMMAND = typer.main.get_command(cli.app)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


def blocks(page: Path, language: str) -> list[str]:
    return [body for kind, body in FENCE.findall(page.read_text(encoding="utf-8")) if kind == language]


def shown_commands(text: str) -> list[str]:
    """Lines that call accord or feed it, without their comments."""
    lines = (re.sub(r"\s+#.*", "", line).strip() for line in text.splitlines())
    return [line for line in lines if re.match(r"(?:cat \S+ \| )?(?:\.venv/bin/)?accord ", line)]


def options_of(command: object) -> set[str]:
    return {option for param in command.params for option in param.opts if option.startswith("-")}  # type: ignore[attr-defined]


def with_pages(language: str) -> list[Path]:
    return [page for page in PAGES if blocks(page, language)]


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch) -> Path:
    """A folder with the inputs that the pages talk of, made from an example set, as the current one."""
    source = answers.EXAMPLES / "suva-treaty" / "reports"
    text, page, lines = (
        source / name for name in ("01-pacific-newswire.txt", "02-honiara-star.html", "03-islands-radio.jsonl")
    )
    feed = answers.EXAMPLES / "sokh-border-clash" / "reports" / "01-steppe-agency.xml"
    exit_set = answers.EXAMPLES / "mercosur-exit" / "reports"
    shutil.copytree(exit_set, tmp_path / "reports", ignore=shutil.ignore_patterns("*.pdf", "*.dat", "*.bin", "05-*"))
    for path, name in ((text, "a.txt"), (text, "report.txt"), (page, "b.html"), (feed, "feed.xml")):
        shutil.copy(path, tmp_path / name)
    shutil.copy(lines, tmp_path / "more.jsonl")
    with gzip.open(tmp_path / "archive.jsonl.gz", "wb") as archive:
        archive.write(lines.read_bytes())
    with (tmp_path / "icews.2018.tab").open("w") as table:
        table.writelines(tsv_lines(icews_rows([PAST])))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", with_pages("python"), ids=name_of)
def test_python_that_is_shown_runs(page: Path, desk: Path, capsys) -> None:
    namespace: dict[str, object] = {}
    for block in blocks(page, "python"):
        try:
            exec(compile(block, str(page), "exec"), namespace)
        except ConfigError as error:
            if "libgomp1" not in str(error):
                raise
            pytest.skip(str(error))
    assert capsys.readouterr().out
    published = "publish(" in "".join(blocks(page, "python"))
    assert (desk / "out" / "dossier.html").is_file() == published


@pytest.mark.parametrize("page", [page for page in with_pages("sh") if page.name != "CONTRIBUTING.md"], ids=name_of)
def test_commands_that_are_shown_run(page: Path, desk: Path) -> None:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    lines = [line for block in blocks(page, "sh") for line in shown_commands(block)]
    for line in lines:
        script = f'set -o pipefail; accord() {{ "{sys.executable}" -m accord.cli "$@"; }}; {line}'
        done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=False)
        expected = 1 if "refused" in line else 0  # grep finds no refusal in sound reports
        assert done.returncode == expected, f"{line}\n{done.stderr}"


def test_examples_in_the_help_run(desk: Path) -> None:
    for name, command in COMMAND.commands.items():  # type: ignore[attr-defined]
        shown = shown_commands(command.help or "")
        assert shown, name
        for line in shown:
            words = line[line.index("accord ") :].split(" | ")[0].split(" > ")[0].replace("\b", "").split()
            assert words[1] == name
            assert {word for word in words if re.match(r"--?[a-z]", word)} <= options_of(command), line


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_names_only_commands_and_options_that_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    shown = [line for block in blocks(page, "sh") for line in shown_commands(block)]
    shown += [span for span in re.findall(r"`([^`\n]+)`", text) if span.startswith("accord ")]
    for line in shown:
        words = line[line.index("accord ") :].split(" | ")[0].split()
        if words[1].startswith("-") or words[1] == "COMMAND":
            continue
        command = COMMAND.commands[words[1]]  # type: ignore[attr-defined]
        assert {word for word in words if re.match(r"--?[a-z]", word)} <= options_of(command) | {"--help"}, line


def test_every_command_and_option_is_documented_and_no_other() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `accord (\w+)", text, re.M)) == {*COMMAND.commands}  # type: ignore[attr-defined]
    rows = re.findall(r"^\| (`-[^|]*) \| ([^|]*) \|", text, re.M)
    told = {
        (option, name.strip())
        for cell, of in rows
        for option in re.findall(r"--?[a-z]+(?:-[a-z]+)*", cell)
        for name in of.split(",")
    }
    real = {(option, name) for name, command in COMMAND.commands.items() for option in options_of(command)}  # type: ignore[attr-defined]
    real = {pair for pair in real if pair[0] not in ("-h", "--help")}
    assert told == real | {("--version", "accord"), ("-h", "all"), ("--help", "all")}


def test_exit_statuses_are_documented() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8").partition("## Exit statuses")[2]
    told = {int(status) for status in re.findall(r"^\| (\d+) \|", text, re.M)}
    assert told == {0, cli.ERROR, cli.USAGE, cli.SOME_REFUSED, cli.NOTHING_READ, cli.INTERRUPTED}


def test_every_public_name_is_documented() -> None:
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    records = {"Coded", "Dossier", "Parsed", "Refused", "Report"}  # shown as members of accord.records
    for name in {*accord.__all__} - records - {"__version__"}:
        assert f"::: accord.{name}\n" in text, name


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_make_targets_that_are_named_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"(?:^|`)make ([a-z-]+)", text, re.M)) <= targets


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_page_of_formats_lists_the_schema(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    properties = accord.schema()["properties"]
    lists = {name for name, kind in properties.items() if kind.get("type") == "array"}
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]* \| ([^|]*) \|", text, re.M))
    assert {*rows} == lists
    for name, cell in rows.items():
        if "$ref" not in properties[name]["items"]:
            continue  # pairs of words have no fields
        fields = accord.schema()["$defs"][properties[name]["items"]["$ref"].rpartition("/")[2]]["properties"]
        assert set(re.findall(r"\w+", cell)) <= {*fields}, name
    assert ", ".join(OURS) == " ".join(blocks(ROOT / "docs" / "formats.md", "text")[0].split())


def test_the_page_of_concepts_lists_the_kinds_of_tie() -> None:
    text = (ROOT / "docs" / "concepts.md").read_text(encoding="utf-8").partition("## Ties")[2]
    kinds = tomllib.loads(data("kinds/ties.toml").read_text(encoding="utf-8"))["kinds"]
    assert set(re.findall(r"^\| ([a-z ]+) \|", text, re.M)) - {"kind"} == {*kinds}


def test_the_report_shown_in_the_quick_start_is_read_as_told(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(blocks(ROOT / "docs" / "quickstart.md", "text")[0], encoding="utf-8")
    [report] = accord.read(tmp_path / "report.txt")
    assert isinstance(report, accord.Report)
    assert (report.title, report.outlet, report.published) == (
        "Lake states sign water pact",
        "Lake Herald",
        "2024-06-05",
    )


def test_the_changelog_tells_of_this_version() -> None:
    assert f"## [{accord.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
