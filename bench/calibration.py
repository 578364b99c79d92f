"""How likely, measured: ``python -m bench.calibration``, a part of ``make bench-forecast``.

ICEWS14 and ICEWS18, events mapped to PLOVER's quads by the names of their relations (``icews_relations.tsv``). Once a
week from the end of the training split on, every ordered pair that ever met is asked: at least one event of the quad
within 30 days? Only weeks whose 30 days lie within the data are asked. Each week's model, its calibration and the
baselines are learnt from the events before that week alone. Then the time: of learning as events grow, and of a
forecast from a ledger of a million events. Figures go to ``bench/results/calibration.json`` and the documentation.
"""

from __future__ import annotations

import os

# One thread: matrices are small, and CPU seconds are to be compared.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import json
import platform
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.gold import gold_folder

if TYPE_CHECKING:
    from accord.forecasting.history import History
    from accord.records import PastEvent

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "calibration.json"
PAGE = HERE.parent / "docs" / "forecasting.md"
START, END = "<!-- bench: calibration, written by `make bench-forecast` -->", "<!-- /bench: calibration -->"
#: Data set, its first year, and the last day of its training split (0 is the first of January).
SETS = (("ICEWS14", 2014, 303), ("ICEWS18", 2018, 239))
DAYS = 30
#: Population, kind and set of the bar, what it must be under and above.
ECE_BAR, SKILL_BAR = 0.02, 0.20
SIZES = (125_000, 250_000, 500_000, 1_000_000)


def load(folder: Path, year: int) -> History:
    """The events of all splits as a history: parties by their names, kinds by those of the relations."""
    from accord.forecasting.history import arrange, kind_names

    types = {row[0]: row[2] for row in _rows(HERE / "icews_relations.tsv")}
    place = {name: number for number, name in enumerate(kind_names())}
    parties = {int(number): name for name, number in _rows(folder / "entity2id.tsv")}
    relations = {int(number): types[name.replace("_", " ")] for name, number in _rows(folder / "relation2id.tsv")}
    splits = [np.loadtxt(folder / f"{name}.txt", dtype=np.int64, ndmin=2)[:, :4] for name in ("train", "valid", "test")]
    facts = np.concatenate(splits)
    kinds = np.array([place[relations[number]] for number in range(max(relations) + 1)])
    first = date(year, 1, 1).toordinal()
    columns = (first + facts[:, 3], facts[:, 0], facts[:, 2], kinds[facts[:, 1]], np.zeros(len(facts)))
    keys = [f"{number:07d}" for number in range(len(facts))]
    return arrange(tuple(parties[number] for number in range(max(parties) + 1)), np.column_stack(columns), keys, keys)


def _rows(path: Path) -> Iterator[list[str]]:
    """The cells of a table; a number is in the last one, whatever else stands in a name."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "name\t")):
            yield line.split("\t")


def measure(folder: Path, year: int, last: int) -> list[dict[str, Any]]:
    """The verdicts of a backtest from the day after the training split."""
    from accord.forecasting.backtest import judge, walk
    from accord.records import as_json

    history = load(folder, year)
    first = date(year, 1, 1).toordinal()
    since, until = date.fromordinal(first + last + 1).isoformat(), history.last
    walked = walk(history, since=since, until=until, days=DAYS)
    weeks = sorted({date.fromordinal(int(day)).isoformat() for day in walked.day})
    return [{"weeks": [weeks[0], weeks[-1], len(weeks)]} | as_json(one) for one in judge(walked)]


def made_up(many: int, *, parties: int = 180, days: int = 3650) -> Iterator[PastEvent]:
    """Events between states that act more or less, by chance; ten years of them."""
    from accord.forecasting.history import kind_names
    from accord.records import Actor, PastEvent

    random = np.random.default_rng(1)
    share = 1 / np.arange(2, parties + 2)
    chosen = random.choice(parties, size=(many, 2), p=share / share.sum())
    kinds = random.integers(0, len(kind_names()), many)
    when = np.sort(random.integers(0, days, many)) + date(2010, 1, 1).toordinal()
    actors = [Actor(country=f"{chr(65 + n // 26)}{chr(65 + n % 26)}Q") for n in range(parties)]
    for number in range(many):
        a, b = (actors[int(side)] for side in chosen[number])
        day = date.fromordinal(int(when[number])).isoformat()
        yield PastEvent("made", f"{number:07d}", day, a, b, kind_names()[int(kinds[number])], text=f"event {number}")


def time_learning() -> list[dict[str, float]]:
    """CPU seconds of learning all quads and types as events grow."""
    from accord.forecasting.history import gather
    from accord.forecasting.probability import learn

    found = []
    for size in SIZES:
        history = gather(made_up(size))
        begin = process_time()
        learn(history, days=DAYS, as_of="2020-01-01")
        found.append({"events": size, "seconds": round(process_time() - begin, 2)})
    return found


def time_forecast(events: int) -> dict[str, float]:
    """Seconds of ``accord forecast`` as a process of its own from a ledger of so many events, first and again."""
    from accord.ledger import open_ledger

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "accord.db"
        with open_ledger(path, create=True) as ledger:
            ledger.append_past_events(made_up(events))
        command = [sys.executable, "-m", "accord.cli", "forecast", "AAQ -> ABQ", "--ledger", str(path), "--no-keep"]
        taken = []
        for _ in range(4):
            begin, spent = perf_counter(), _children()
            subprocess.run(command, check=True, capture_output=True)
            taken.append((perf_counter() - begin, _children() - spent))
        warm, cpu = min(taken[1:])
        told = {"first": taken[0][0], "warm": warm, "warm_cpu": cpu} | _inside(path)
        return {"events": events} | {name: round(value, 2) for name, value in told.items()}


def _children() -> float:
    """CPU seconds of the processes started so far: on a busy machine they tell more than the clock."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _inside(path: Path) -> dict[str, float]:
    """Seconds of the same within a process that has the past open."""
    from accord.foresight import forecast_pair, past_of
    from accord.ledger import open_ledger

    with open_ledger(path) as ledger:
        past = past_of(ledger)
        start = past.from_day("")
        forecast_pair(past, "AAQ", "ABQ", as_of=start, days=DAYS, made_on=start)
        begin, spent = perf_counter(), process_time()
        forecast_pair(past, "ACQ", "ABQ", as_of=start, days=DAYS, made_on=start)
        return {"inside": perf_counter() - begin, "inside_cpu": process_time() - spent}


def write_page(found: dict[str, Any]) -> None:
    """Put the tables into the documentation, between their marks."""
    page = PAGE.read_text(encoding="utf-8")
    pattern = re.compile(re.escape(START) + ".*?" + re.escape(END), re.S)
    if pattern.search(page):
        text = pattern.sub(lambda _: "\n\n".join((START, *_tables(found), END)), page)
        PAGE.write_text(text, encoding="utf-8")


def _tables(found: dict[str, Any]) -> Iterator[str]:
    yield f"Measured on {found['machine']}; one thread."
    for name, verdicts in found["sets"].items():
        first, last, weeks = verdicts[0]["weeks"]
        head = "| asked of | kind | questions | came true | ECE, equal mass | equal width | Brier |"
        lines = [
            f"**{name}**: {weeks} weeks of asking, {first} to {last}.\n",
            f"{head} skill over base rate | persistence | recency-frequency | own rate |",
            "|---|---|---|---|---|---|---|---|---|---|---|",
        ]
        for one in verdicts:
            over = " | ".join(f"{value:.3f}" for value in one["skill"].values())
            figures = f"{one['ece_mass']:.4f} | {one['ece_width']:.4f} | {one['brier']:.4f} | {over}"
            lines.append(f"| {one['of']} | {one['kind'] or 'all'} | {one['n']:,} | {one['rate']:.2%} | {figures} |")
        yield "\n".join(lines)
    if "learning" in found:
        lines = ["| events | CPU seconds to learn 4 quads and 16 types |", "|---|---|"]
        yield "\n".join([*lines, *(f"| {one['events']:,} | {one['seconds']} |" for one in found["learning"])])
        took = found["forecast"]
        yield (
            f"A forecast (all 20 kinds) from a ledger of {took['events']:,} events: {took['first']} s the first time "
            f"(the past is read and learnt from); after that {took['warm']} s as a new process ({took['warm_cpu']} CPU "
            f"seconds), {took['inside']} s within a running one ({took['inside_cpu']} CPU seconds)."
        )


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-time", action="store_true", help="leave out the time of learning and forecasting")
    chosen = parser.parse_args()
    gold = gold_folder()
    if gold is None or not (gold / "forecasting").is_dir():
        sys.exit("not measured: no gold (set ACCORD_GOLD)")
    processor = re.search(r"model name\s*:\s*(.+)", _cpuinfo())
    name = processor[1] if processor else platform.machine()
    found: dict[str, Any] = {"machine": f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}"}
    found["sets"] = {name: measure(gold / "forecasting" / name, year, last) for name, year, last in SETS}
    if not chosen.no_time:
        found |= {"learning": time_learning(), "forecast": time_forecast(SIZES[-1])}
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    write_page(found)
    print("\n\n".join(_tables(found)))
    bar = next(one for one in found["sets"]["ICEWS18"] if not one["kind"])
    met = bar["ece_mass"] < ECE_BAR and bar["ece_width"] < ECE_BAR and bar["skill"]["base rate"] > SKILL_BAR
    print(f"\nBar (ICEWS18, {bar['of']}): ECE under {ECE_BAR}, skill over {SKILL_BAR}: {'met' if met else 'missed'}")


def _cpuinfo() -> str:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    main()
