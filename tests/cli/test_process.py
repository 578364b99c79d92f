"""The command as a process: pipes that close, signals, terminals, broken tables. Few, as each starts Python."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from bench import answers

import accord

SUVA = str(answers.EXAMPLES / "suva-treaty" / "reports")
ACCORD = [sys.executable, "-m", "accord.cli"]


def test_a_closed_pipe_is_no_error() -> None:
    # A mebibyte of reports is more than a pipe holds, so that writing meets the closed end.
    with subprocess.Popen(
        [*ACCORD, "read", *[str(path) for path in sorted(answers.EXAMPLES.glob("*/reports"))] * 4],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["record"] == "report"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_it_with_one_line(jobs: str, tmp_path: Path) -> None:
    from bench.make_reports import make_reports

    archive = tmp_path / "archive.jsonl"
    archive.write_text("".join(json.dumps(row) + "\n" for row in make_reports(200)), encoding="utf-8")
    with subprocess.Popen(
        [*ACCORD, "code", str(archive), "--jobs", jobs],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A suite that runs in the background has interrupts ignored, which children would inherit.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - there is one thread
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
        try:
            _, told = process.communicate(timeout=60)
        finally:
            process.kill()  # a hang is a failure, not a suite that never ends
    assert told == b"accord: interrupted\n"
    assert process.returncode == 130


def whole(terminal: int) -> str:
    """All that was written to a terminal, which gives it out in pieces and ends with an error."""
    shown = b""
    with contextlib.suppress(OSError):
        while piece := os.read(terminal, 65536):
            shown += piece
    os.close(terminal)
    return shown.decode()


def test_progress_is_shown_at_a_terminal_only() -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen([*ACCORD, "read", SUVA], stdout=subprocess.PIPE, stderr=theirs) as process:
        printed, _ = process.communicate(timeout=60)
    os.close(theirs)
    shown = whole(ours)
    assert "reports" in shown
    assert "{" not in shown  # records go to standard output, whatever is shown meanwhile
    quiet = subprocess.run([*ACCORD, "read", SUVA], capture_output=True, check=False)
    assert quiet.stderr == b""
    assert quiet.stdout == printed


def test_two_processes_print_the_same_bytes_as_one() -> None:
    one, two = (
        subprocess.run([*ACCORD, "code", SUVA, "--jobs", jobs], capture_output=True, check=False) for jobs in "12"
    )
    assert one.returncode == two.returncode == 3
    assert one.stdout == two.stdout
    assert len(one.stdout.splitlines()) > 2


def test_import_is_quick_and_loads_no_model() -> None:
    code = "import sys, accord; print(sorted({'spacy', 'pyarrow', 'rich', 'accord.pipeline'} & {*sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package whose tables a test may break."""
    copy = tmp_path / "accord"
    shutil.copytree(Path(accord.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def check(package: Path) -> str:
    """What ``accord check`` of a copy prints."""
    environment = {**os.environ, "PYTHONPATH": str(package.parent)}
    done = subprocess.run(
        [*ACCORD, "check"], cwd=package.parent, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith("accord: ")
    return done.stdout


def append(table: Path, line: str) -> int:
    """Put a line at the end of a table; its number."""
    text = table.read_text(encoding="utf-8").rstrip("\n") + f"\n{line}\n"
    table.write_text(text, encoding="utf-8")
    return text.count("\n")


def test_every_table_is_checked(package: Path) -> None:
    """Every table gets a line with too many cells; each must be named."""
    tables = sorted((package / "data").rglob("*.tsv"))
    lines = {table: append(table, "odd" + "\t!" * 40) for table in tables}
    printed = check(package)
    for table, line in lines.items():
        assert f"{table.relative_to(package.parent)}:{line}: 41 cells" in printed
    assert len(tables) > 30


#: A row that is well formed and wrong, and what is said of it.
WRONG_ROWS = {
    "languages/en/words.tsv": ("nothing\t\tan example", "class 'nothing' has no words"),
    "languages/en/lemmas.tsv": ("flewn\tVERB\t", "a form needs a Universal part of speech and a lemma"),
    "languages/en/phrases/aid.tsv": (
        "feed.q obj=*\tnone\t\t\t\t\tChad fed Mali.\tTCD > MLI",
        "trigger 'feed.q' is not lemma.v",
    ),
    "languages/en/ties.tsv": ("feed.q\tmembership\tmember\t\tsubj\tobj\t\t\tTCD > MLI", "no example"),
    "publishing/labels.tsv": ("stage\tdone\tFinished\tdisc\t", "stage 'done' already has a label in line"),
    "outlets.tsv": ("The Lake Herald\t\t\tKEN\tpaper\t", "kind 'paper' is none of"),
    "actors/groups.tsv": ("X\tXXX\tREB\tNobody's Front\t\tarmed group\t\t\t", "unknown country 'XXX'"),
    "places/countries.tsv": ("Atlantis\t\tatl\tAT\t\t91\t0\t\t", "lat is outside the globe: 91"),
    "exchange/cameo.tsv": ("2099\tFIGHT\t\t\t-5\t", "no PLOVER type: FIGHT"),
    "exchange/countries.tsv": ("XXA\t\tRS\t\t", "fips RS is of RUS too"),
    "languages/en/times.tsv": ("epoch\tyore\tX\t\t", "no such class: epoch"),
}


def test_a_wrong_row_is_told_with_file_line_and_reason(package: Path) -> None:
    lines = {name: append(package / "data" / name, row) for name, (row, _) in WRONG_ROWS.items()}
    printed = check(package).splitlines()
    for name, line in lines.items():
        told = [text for text in printed if text.startswith(f"accord/data/{name}:{line}: ")]
        assert any(WRONG_ROWS[name][1] in text for text in told), (name, told)
