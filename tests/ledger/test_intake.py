"""Reading files into a ledger: only what is new, by several at once, killed at any moment."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bench import answers
from bench.make_reports import make_reports

from accord import cli
from accord.errors import ConfigError
from accord.ledger import Ledger, open_ledger
from accord.upkeep import ingest, settle

NOW = "2031-12-01T08:00:00Z"
EXIT = answers.EXAMPLES / "mercosur-exit" / "reports"


def read_in(ledger: Ledger, *paths: Path | str, **options: object) -> tuple[int, int, int]:
    found = ingest(ledger, [str(path) for path in paths], now=NOW, **options)  # type: ignore[arg-type]
    return found.new, found.held, found.refused


def content(ledger: Ledger) -> list[str]:
    """The dump without refusals, whose inputs name this machine's folders."""
    return [line for line in ledger.dump() if not line.startswith('["refusals"')]


def test_what_is_held_is_not_read_twice(file_ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(file_ledger, create=True) as ledger:
        assert read_in(ledger, EXIT) == (5, 0, 1)
        before = list(ledger.dump())
        from accord import pipeline

        def never(*_: object) -> None:
            raise AssertionError("parsed again")

        monkeypatch.setattr(pipeline, "_parse", never)
        assert read_in(ledger, EXIT) == (0, 5, 1)
        assert list(ledger.dump()) == before
        assert [one.reason for one in ledger.refused()]


def test_the_same_report_in_two_files_is_one(file_ledger: str, tmp_path: Path) -> None:
    with open_ledger(file_ledger, create=True) as ledger:
        first = sorted(EXIT.glob("01-*"))[0]
        shutil.copy(first, tmp_path / "again.txt")
        assert read_in(ledger, first, tmp_path / "again.txt") == (1, 1, 0)
        assert list(ledger.refused()) == []


def test_an_address_is_refused_with_a_remedy(file_ledger: str) -> None:
    with open_ledger(file_ledger, create=True) as ledger, pytest.raises(ConfigError, match=r"address.*curl"):
        read_in(ledger, "https://news.example/feed.xml")


def test_any_number_of_processes_gives_the_same(file_ledger: str, tmp_path: Path) -> None:
    with open_ledger(file_ledger, create=True) as one, open_ledger(tmp_path / "b.db", create=True) as other:
        read_in(one, EXIT, jobs=2)
        read_in(other, *sorted(EXIT.iterdir(), reverse=True))
        assert content(one) == content(other)


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty reports as JSON lines, and the ledger of one clean run beside them."""
    folder = tmp_path_factory.mktemp("forty")
    rows = (json.dumps(row, ensure_ascii=False) for row in make_reports(40, seed=7))
    (folder / "reports.jsonl").write_text("\n".join(rows), encoding="utf-8")
    with open_ledger(folder / "clean.db", create=True) as ledger:
        assert read_in(ledger, folder / "reports.jsonl")[0] == 40
    return folder


def start(folder: Path, ledger: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _SLOWLY, "ingest", str(folder / "reports.jsonl"), "--ledger", str(ledger)],
        env={**os.environ}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=folder,
    )  # fmt: skip


# What was coded is taken from the clean run's ledger, so that kills fall into writing and deriving and not into
# loading models; small transactions give them more moments to fall into.
_SLOWLY = """
import sys
from accord import pipeline, cli
from accord.upkeep import derive, intake
from accord.ledger import open_ledger
known = {one.report.id: one for one in open_ledger("clean.db").coded()}
intake.code_reports = lambda items, jobs: (known[item.id] for item in items)
intake.KEPT = 3
intake.LOOKED_UP = 4
derive.BATCH = 5
sys.exit(cli.run(sys.argv[1:]))
"""


def test_killed_again_and_again_it_ends_in_the_same_content(forty: Path, tmp_path: Path) -> None:
    chance = random.Random(11)
    ledger = tmp_path / "killed.db"
    killed = 0
    for _ in range(8):
        process = start(forty, ledger)
        time.sleep(chance.uniform(0.5, 2.5))
        killed += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if ledger.exists():
            with open_ledger(ledger, create=True) as held:
                waiting = {one.report.id for one in held.coded()}
                told = {name for known in held.episodes() for name in known.record.reports}
                assert told <= waiting  # nothing is half there
    last = start(forty, ledger)
    _, errors = last.communicate()
    assert last.returncode == 0, errors
    assert killed
    with open_ledger(ledger) as held, open_ledger(forty / "clean.db") as clean:
        assert content(held) == content(clean)


def test_two_processes_at_once_neither_corrupt_nor_duplicate(forty: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "two.db"
    both = [start(forty, ledger), start(forty, ledger)]
    for process in both:
        _, errors = process.communicate()
        assert process.returncode == 0, errors
    with open_ledger(ledger) as held, open_ledger(forty / "clean.db") as clean:
        assert content(held) == content(clean)


def test_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["ingest", str(EXIT), "--ledger", "x.db"]) == cli.SOME_REFUSED
    assert "5 new, 0 held already, 1 refused" in capsys.readouterr().out
    assert cli.run(["source", "Lake Herald", "--reliability", "B", "--ledger", "x.db", "--who", "A. Reader"]) == 0
    assert "B  Lake Herald  usually reliable (A. Reader" in capsys.readouterr().out
    assert cli.run(["source", "Lake Herald", "--reliability", "G", "--ledger", "x.db"]) == cli.ERROR
    assert "no grade of a source" in capsys.readouterr().err
    with open_ledger("x.db") as ledger:
        episode = max((known.record for known in ledger.episodes()), key=lambda one: one.weight)
    assert cli.run(["judge", "grade", episode.id[:8], "--credibility", "2", "--ledger", "x.db", "--why", "seen"]) == 0
    name = capsys.readouterr().out.split()[0]
    assert cli.run(["judge", "revoke", name, "--ledger", "x.db"]) == 0
    assert cli.run(["judge", "reject", "zzzz", "--ledger", "x.db"]) == cli.ERROR
    assert "no episode or event begins" in capsys.readouterr().err
    assert cli.run(["rebuild", "--ledger", "x.db"]) == 0
    assert "derived from 5 reports" in capsys.readouterr().out
    assert cli.run(["rebuild", "--ledger", "none.db"]) == cli.ERROR


def test_a_query_settles_what_is_left(file_ledger: str) -> None:
    from told import keep, make_history

    from accord.upkeep import open_settled

    with open_ledger(file_ledger, create=True) as ledger:
        keep(ledger, make_history(), derive=False)
    with open_settled(file_ledger, now=NOW) as ledger:
        assert list(ledger.episodes())
        assert settle(ledger) == 0
