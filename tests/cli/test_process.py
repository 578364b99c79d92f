"""The command as a process: pipes that close, signals, terminals, broken tables. Few, as each starts Python."""

from __future__ import annotations

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
        _, told = process.communicate(timeout=60)
    assert told == b"accord: interrupted\n"
    assert process.returncode == 130


def test_progress_is_shown_at_a_terminal_only() -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen([*ACCORD, "read", SUVA], stdout=subprocess.PIPE, stderr=theirs) as process:
        printed, _ = process.communicate(timeout=60)
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
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


def test_every_table_is_checked(tmp_path: Path) -> None:
    """In a copy of the package every table gets a line too many; ``accord check`` must name each of them."""
    package = tmp_path / "accord"
    shutil.copytree(Path(accord.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    tables = sorted((package / "data").rglob("*.tsv"))
    for table in tables:
        table.write_text(table.read_text(encoding="utf-8").rstrip("\n") + "\nodd" + "\t!" * 40 + "\n", encoding="utf-8")
    done = subprocess.run(
        [*ACCORD, "check"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    for table in tables:
        lines = len(table.read_text(encoding="utf-8").splitlines())
        assert f"{table.relative_to(tmp_path)}:{lines}: 41 cells" in done.stdout
    assert len(tables) > 30
