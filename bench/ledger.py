"""``python -m bench.ledger [--held N] [--base N] [--kills K]``: the ledger's bars, each with its figure.

What is held is made of ``base`` synthetic reports that are coded and derived as any others, and then laid down again
and again, each time some days later and under other names, until ``held`` reports are there: as many rows, of the same
sizes and keys, as reading them would have left. Time is the processor's own, so that other work does not count.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from accord.cli.showing import Asked
from accord.cli.stating import show_state
from accord.ledger import Ledger, index, open_ledger, postings
from accord.ledger.bodies import move_sources
from accord.ledger.changing import changes
from accord.ledger.reports import add_coded
from accord.ledger.rising import from_bytes, to_bytes
from accord.ledger.shapes import day_number, day_text, id_number, id_text
from accord.ledger.world import World
from accord.pipeline import code_reports, read_reports
from accord.records import Actor, Coded, content_id
from accord.upkeep import settle
from bench.make_reports import make_reports

#: Bars: milliseconds, times, times.
STATE, CHANGES, GROWTH, SIZE = 50.0, 1000.0, 1.5, 3.0
# Numbers and days between two layings of the base: more than an event reaches, so that no two lie within one reach.
_APART = 61


def main(arguments: Sequence[str]) -> int:
    """Measure, and print one line a bar."""
    parser = argparse.ArgumentParser(prog="python -m bench.ledger", description=__doc__)
    parser.add_argument("--held", type=int, default=100_000, help="reports held")
    parser.add_argument("--base", type=int, default=400, help="reports that are coded for it")
    parser.add_argument("--kills", type=int, default=50, help="times that a process that reads 500 reports is killed")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        coded = _code(folder, options.base)
        _measure_held(folder, coded, options.held)
        if options.kills:
            _measure_kills(folder, options.kills)
    return 0


def _code(folder: Path, count: int) -> list[Coded]:
    path = folder / "base.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in make_reports(count)), encoding="utf-8")
    return [item for item in code_reports(read_reports([path])) if isinstance(item, Coded)]


def _measure_held(folder: Path, coded: list[Coded], held: int) -> None:
    base = sorted(coded, key=lambda one: one.report.published)
    many = folder / "many.db"
    with open_ledger(many, create=True) as ledger:
        seconds = _seconds(lambda: _keep(ledger, base))
        own = sum(len(one.report.text.encode()) for one in base)
        print(
            f"derived {len(base)} reports one by one, {1000 * seconds / len(base):.1f} ms a report, "
            f"{many.stat().st_size / own:.2f} times their text on disk"
        )
    _measure_one_more(folder, many, base)
    copies = max(0, held // len(base) - 1)
    _lay_again(many, copies)
    with open_ledger(many) as ledger:
        ledger.store.tidy()  # as reading them in would have done
    text = sum(len(one.report.text.encode()) for one in base) * (copies + 1)
    size = many.stat().st_size
    print(f"held {len(base) * (copies + 1)} reports, text {text / 1e6:.1f} MB, ledger {size / 1e6:.1f} MB")
    _tell("size on disk over text", size / text, SIZE, "times")
    _measure_queries(many)


def _measure_queries(path: Path) -> None:
    """What the views of ``accord state`` and ``accord changes`` take, on a day in the middle of what is held."""
    with sqlite3.connect(path) as connection:
        days = [day for (day,) in connection.execute("SELECT known_since FROM reports ORDER BY known_since")]
    day = day_text(days[len(days) // 2])
    with open_ledger(path) as ledger, contextlib.redirect_stdout(io.StringIO()):
        asked = Asked(ledger, World(ledger, day, day), console=None)
        show_state(asked, Actor("ARM"), ended=False)  # tables are loaded, statements are made
        parties = [Actor(code) for code in ("KEN", "PRY", "FJI", "GBR", "UGA", "MMR", "CHL")]
        times = [_seconds(lambda who=who: show_state(asked, who, ended=False)) for who in parties]  # type: ignore[misc]
        spent = [_seconds(lambda: changes(ledger, since=day, until=day)) for _ in range(3)]
    _tell("a state, median", 1000 * statistics.median(times), STATE, "ms")
    _tell("changes of a day", 1000 * statistics.median(spent), CHANGES, "ms")


def _measure_one_more(folder: Path, many: Path, base: list[Coded]) -> None:
    """One more report, as a user reads it in: the whole command, on an empty ledger and on one of some size."""
    texts = [base[len(base) * n // 7] for n in range(1, 7)]
    times: dict[str, list[float]] = {"empty": [], "full": []}
    for number, one in enumerate(texts):
        file = folder / f"more{number}.txt"
        file.write_text(one.report.text, encoding="utf-8")
        options = ["--published", one.report.published[:10], "--outlet", f"Another Voice {number}"]
        for name, spent in times.items():
            ledger = folder / f"{name}{number}.db"
            if name == "full":
                shutil.copy(many, ledger)
            command = [sys.executable, "-m", "accord.cli", "ingest", str(file), *options, "--ledger", str(ledger)]
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            _, _, used = os.wait4(process.pid, 0)
            spent.append(used.ru_utime + used.ru_stime)
            ledger.unlink()
    empty, full = (statistics.median(times[name]) for name in ("empty", "full"))
    print(f"one more report: {empty:.2f} s on an empty ledger, {full:.2f} s on one of {len(base)}")
    _tell("one more, full over empty", full / empty, GROWTH, "times")


def _keep(ledger: Ledger, coded: list[Coded]) -> None:
    with ledger.store.writing() as connection:
        add_coded(ledger.store, connection, coded, read_on="2040-01-01")
    settle(ledger)


def _lay_again(path: Path, copies: int) -> None:
    """Lay every row down again ``copies`` times, later and under other names."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.create_function("again", 2, _again)
    connection.create_function("further", 2, _further)
    connection.create_function("rested", 2, lambda body, by: move_sources(body, by) if body else body)
    tables = {
        "reports": ("num",), "findings": ("report",), "events": ("num",), "singles": ("report",), "members": ("event",),
        "hands": ("report", "parent"), "editions": ("report", "earlier"), "sketches": ("report",),
        "episodes": ("num",), "contests": ("num",), "tie_words": ("num",),
    }  # fmt: skip
    most = {
        name: connection.execute(f"SELECT max({keys[0]}) + 1 FROM {name}").fetchone()[0] or 1
        for name, keys in tables.items()
    }
    step = {
        "reports": most["reports"],
        "episodes": most["episodes"],
        "contests": most["contests"],
    }
    for name, keys in tables.items():
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        picked = ", ".join(_moved(name, column, keys, step) for column in columns)
        quoted = ", ".join(f'"{column}"' for column in columns)
        connection.execute(f"CREATE TEMP TABLE base AS SELECT * FROM {name}")
        for turn in range(1, copies + 1):
            connection.execute(
                f"INSERT OR IGNORE INTO {name} ({quoted}) SELECT {picked} FROM base".replace(":turn", str(turn))
            )
        connection.execute("DROP TABLE base")
        connection.commit()
    _lay_blocks(connection, copies, step["reports"])
    _lay_postings(connection, copies, step)
    [(latest,)] = connection.execute("SELECT max(known_since) FROM reports").fetchall()
    connection.execute("UPDATE meta SET value = ? WHERE key = 'horizon'", (latest,))
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _lay_blocks(connection: sqlite3.Connection, copies: int, step: int) -> None:
    """The same for the index of blocks, whose rows hold some buckets of days each."""
    rows: dict[int, list[int]] = {}
    within = (1 << index.WITHIN) - 1
    for number, packed in connection.execute("SELECT key, reports FROM blocks"):
        for one in from_bytes(packed):
            bucket = (number << index.WITHIN | one & within) & (1 << index.BUCKET) - 1
            key = number >> index.BUCKET - index.WITHIN
            for turn in range(copies + 1):
                # Keys that are found at all times, of addresses and titles, are others for other articles.
                later = bucket + turn * _APART // 8 if bucket else 0
                row = (key if bucket else key + turn) << index.BUCKET - index.WITHIN | later >> index.WITHIN
                rows.setdefault(row, []).append(one + (turn * step << index.WITHIN) - (one & within) + (later & within))
    connection.execute("DELETE FROM blocks")
    connection.executemany("INSERT INTO blocks VALUES (?, ?)", ((key, to_bytes(rows[key])) for key in sorted(rows)))
    connection.commit()


def _lay_postings(connection: sqlite3.Connection, copies: int, step: dict[str, int]) -> None:
    """The same for what is found by actors."""
    rows: dict[int, list[int]] = {}
    for key, packed in connection.execute("SELECT * FROM postings"):
        actor, kind, number = postings.parts_of(key)
        by = step["episodes"] if kind == "version" else step["reports"] * 4096
        for rest in from_bytes(packed):
            for turn in range(copies + 1):
                into, within = postings.place_of(actor, kind, number + rest + turn * by)
                rows.setdefault(into, []).append(within)
    connection.execute("DELETE FROM postings")
    connection.executemany("INSERT INTO postings VALUES (?, ?)", ((key, to_bytes(rows[key])) for key in sorted(rows)))
    connection.commit()


def _moved(table: str, column: str, keys: Sequence[str], step: dict[str, int]) -> str:
    """How a column of a row reads when it is laid down again at ``:turn``."""
    quoted = f'"{column}"'
    if column in keys:
        by = step["reports"] * 4096 if table in ("events", "members", "tie_words") else 0
        by = by or step[table if column == "num" else "reports"]
        return f"{quoted} + :turn * {by}"
    if column in ("known_since", "known_until", "date"):
        return f"further({quoted}, :turn * {_APART})"
    if column == "body" and table != "singles":
        return f"rested({quoted}, :turn * {step['reports']})"
    if column == "why" and table == "members":
        return f"rested({quoted}, :turn * {step['reports'] * 4096})"
    if column in ("id", "name", "episode") or (table, column) == ("tie_words", "event"):
        return f"again({quoted}, :turn)"
    return quoted


def _again(number: int | None, turn: int) -> int | None:
    """An id under another name."""
    return id_number(content_id(str(turn), id_text(number))) if number else number


def _further(number: int | None, days: int) -> int | None:
    """A day some days later; a month or a year stays."""
    if not number or not number % 100:
        return number
    return day_number((date.fromisoformat(day_text(number)) + timedelta(days=days)).isoformat())


def _measure_kills(folder: Path, kills: int) -> None:
    """500 reports read by a process that is killed again and again, and by one that is not."""
    source = folder / "five.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in make_reports(500, seed=3)), encoding="utf-8")
    command = [sys.executable, "-m", "accord.cli", "ingest", str(source), "--ledger"]
    subprocess.run([*command, str(folder / "clean.db")], check=True, stdout=subprocess.DEVNULL)
    chance, killed = random.Random(1), 0
    while killed < kills:
        process = subprocess.Popen([*command, str(folder / "killed.db")], stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(1.0, 12.0))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.wait()
        if process.returncode == 0:
            (folder / "killed.db").unlink()  # it was done before it was killed often enough: begin again
            for rest in folder.glob("killed.db-*"):
                rest.unlink()
    subprocess.run([*command, str(folder / "killed.db")], check=True, stdout=subprocess.DEVNULL)
    with open_ledger(folder / "clean.db") as clean, open_ledger(folder / "killed.db") as other:
        same = list(clean.dump()) == list(other.dump())
    print(f"500 reports, killed {killed} times: {'the same content' if same else 'OTHER CONTENT'} as one clean run")


def _tell(what: str, found: float, bar: float, unit: str) -> None:
    print(f"{what}: {found:.2f} {unit} (bar {bar:g}) {'met' if found <= bar else 'NOT MET'}")


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
