"""Who will be the answer, measured as the field measures it: ``python -m bench.forecasting``, ``make bench-forecast``.

Each run is a process of its own on one thread, so that its CPU seconds and its peak of memory are its own. Ranks are
written out and scored by gold's own scorer too, and the two must agree to four digits. Figures go to
``bench/results/forecasting.json`` and into the table of ``docs/forecasting.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.gold import gold_folder

if TYPE_CHECKING:
    from accord.forecasting.facts import Facts
    from accord.forecasting.ranking import Learner, Ranking

RESULTS = Path(__file__).parent / "results" / "forecasting.json"
PAGE = Path(__file__).parent.parent / "docs" / "forecasting.md"
START, END = "<!-- bench: written by `make bench-forecast` -->", "<!-- /bench -->"
MODES = ("single", "multi")
CHECKED = 20_000
"""Test facts up to which gold's scorer is asked too; what it reads of a larger set fills gigabytes."""
SLICE, SLICE_QUESTIONS = (150, 160), 16_000
"""Days of ICEWS14 that the gate asks about, after the days before them, and lessons it gives."""
WEEKS = ("2014-11-22", "2014-11-29")
"""Days on which the gate asks for probabilities."""
BARS: dict[tuple[str, str, str], tuple[float, bool]] = {
    ("ICEWS14", "single", "MRR"): (0.475, False),
    ("ICEWS14", "single", "H@10"): (0.64, False),
    ("ICEWS14", "single", "MRR, pair new"): (0.08, False),
    ("ICEWS14", "single", "CPU seconds"): (60, True),
    ("ICEWS14", "single", "ECE of the top answer"): (0.02, True),
    ("ICEWS14", "single", "Brier of the top answer"): (0.18, True),
    ("ICEWS14", "single", "peak GB"): (4, True),
    ("ICEWS14", "multi", "MRR"): (0.385, False),
    ("ICEWS18", "single", "MRR"): (0.345, False),
    ("ICEWS18", "single", "H@10"): (0.54, False),
}
"""What is asked for, and whether it is asked to stay below."""


def load(folder: Path) -> tuple[dict[str, Facts], list[str], int, int]:
    """The splits of a data set, the names of its entities, the number of its relations, and its days' step.

    Some sets tell time in hours and have a fact only every 24th; days are then told by that step.
    """
    from accord.forecasting.facts import Facts

    rows = {
        name: np.loadtxt(folder / f"{name}.txt", dtype=np.int64, ndmin=2)[:, :4] for name in ("train", "valid", "test")
    }
    step = max(1, int(np.gcd.reduce(np.concatenate([table[:, 3] for table in rows.values()]))))
    for table in rows.values():
        table[:, 3] //= step
    names = (folder / "entity2id.tsv").read_text(encoding="utf-8").splitlines()
    relations = len((folder / "relation2id.tsv").read_text(encoding="utf-8").splitlines())
    splits = {name: Facts.of(table) for name, table in rows.items()}
    return splits, [name.split("\t")[0].replace("_", " ") for name in names], relations, step


def measure(gold: Path) -> dict[str, float]:
    """Figures small enough for the gate: some days of ICEWS14 after half a year, and two weeks of its probabilities."""
    from accord.forecasting.ranking import Learner, Settings

    folder = gold / "forecasting" / "ICEWS14"
    splits, names, relations, _ = load(folder)
    turn, end = SLICE
    past, asked = splits["train"].between(0, turn), splits["train"].between(turn, end)
    learner = Learner(len(names), relations, names=names, settings=Settings(questions=SLICE_QUESTIONS))
    learner.fit(past)
    found = figures_of(
        list(answer(learner, asked, relations, "single")), splits["train"], (len(names), relations), learner
    )
    kept = ("MRR", "H@10", "MRR, triple seen", "MRR, pair seen", "MRR, pair new", "ECE of the top answer")
    return {f"slice {label}": found[label] for label in kept} | probable(folder)


def probable(folder: Path) -> dict[str, float]:
    """How good the last two weeks' probabilities of PLOVER's quads are, on pairs with three events and on all."""
    from accord.forecasting.backtest import judge, walk
    from bench.calibration import load as load_history

    walked = walk(load_history(folder, 2014), since=WEEKS[0], until=WEEKS[1], days=30)
    often, every = [one for one in judge(walked) if not one.kind][:2]
    return {
        "weeks ECE": max(often.ece_mass, often.ece_width),
        "weeks skill": often.skill["base rate"],
        "weeks skill, every pair": every.skill["base rate"],
    }


def run(folder: Path, mode: str, ranks: Path | None) -> dict[str, Any]:
    """Learn from train and valid, rank all of test, and measure; ``ranks`` takes what gold's scorer reads."""
    from accord.forecasting.facts import joined
    from accord.forecasting.ranking import Learner, Settings

    start = process_time()
    splits, names, relations, step = load(folder)
    known = joined((splits["train"], splits["valid"]))
    horizon = int(splits["test"].days[-1] - known.days[-1])
    settings = Settings() if mode == "single" else Settings(lead=horizon)
    learner = Learner(len(names), relations, names=names, settings=settings)
    learner.fit(known)
    learnt = process_time()
    answered = list(answer(learner, splits["test"], relations, mode))
    done = process_time()
    figures = figures_of(answered, joined(splits.values()), (len(names), relations), learner)
    figures |= {"CPU seconds": done - start, "… of them learning": learnt - start}
    if ranks is not None and len(splits["test"]) <= CHECKED:
        write_ranks(ranks, answered, relations, step)
    return {"figures": figures, "gains": dict(list(learner.trees.gains().items())[:20])}


def answer(learner: Learner, test: Facts, relations: int, mode: str) -> Iterator[tuple[Facts, np.ndarray, Ranking]]:
    """Each day's facts both ways, the row of the ranking that answers each, and the ranking."""
    for day, happened in test.by_day():
        asked = happened.both_ways(relations)
        question, place = np.unique(asked.subjects * 2 * relations + asked.relations, return_inverse=True)
        yield asked, place, learner.answer(question // (2 * relations), question % (2 * relations), day)
        if mode == "single":
            learner.advance(happened, day)


def figures_of(
    answered: list[tuple[Facts, np.ndarray, Ranking]], everything: Facts, size: tuple[int, int], learner: Learner
) -> dict[str, float]:
    """All figures of a run. Of a question's top answer is asked whether it is among the day's true ones."""
    from accord.forecasting import measures
    from accord.forecasting.facts import is_among

    entities, relations = size
    ranks, slices, said, right = [], [], [], []
    for asked, place, ranking in answered:
        ranks.append(measures.rank_day(asked, place, ranking.candidates, ranking.scores, (entities, 2 * relations)))
        slices.append(measures.slice_of(everything, asked, relations))
        true = np.unique((asked.subjects * 2 * relations + asked.relations) * entities + asked.objects)
        said.append(learner.calibration(ranking.chances[:, 0]))
        question = np.unique(asked.subjects * 2 * relations + asked.relations)
        right.append(is_among(question * entities + ranking.candidates[:, 0], true))
    whole = measures.Ranks(*(np.concatenate([getattr(r, n) for r in ranks]) for n in ("above", "tied")))
    part, top, hit = np.concatenate(slices), np.concatenate(said), np.concatenate(right)
    figures = {"queries": float(len(part)), "MRR": measures.mrr(whole)}
    figures |= {f"H@{k}": measures.hits(whole, k) for k in (1, 3, 10)}
    for number, name in enumerate(measures.SLICES):
        figures[f"MRR, {name}"] = float((1 / whole.average[part == number]).mean())
    figures["ECE of the top answer"] = measures.calibration_error(top, hit)
    figures["Brier of the top answer"] = measures.brier(top, hit)
    figures["Brier of its base rate"] = float(hit.mean() * (1 - hit.mean()))
    return figures


def write_ranks(path: Path, answered: list[tuple[Facts, np.ndarray, Ranking]], relations: int, step: int = 1) -> None:
    """Scores as gold's scorer reads them, a line a query."""
    with path.open("w", encoding="utf-8") as file:
        for asked, place, ranking in answered:
            columns = (asked.subjects, asked.relations, asked.objects, asked.days * step, place)
            for who, what, whom, day, row in zip(*(column.tolist() for column in columns), strict=True):
                back = what >= relations
                query = [whom, what - relations, who, day, 1] if back else [who, what, whom, day, 0]
                scores = [float(f"{score:.7g}") for score in ranking.scores[row].tolist()]
                file.write(json.dumps({"q": query, "c": ranking.candidates[row].tolist(), "p": scores}) + "\n")


def apart(gold: Path, name: str, mode: str) -> dict[str, Any]:
    """A run in a process of its own, with its peak of memory and what gold's scorer makes of its ranks."""
    folder = gold / "forecasting" / name
    with tempfile.TemporaryDirectory() as kept:
        ranks = Path(kept) / "ranks.jsonl"
        command = [sys.executable, "-m", "bench.forecasting", "--one", str(folder), mode, "--ranks", str(ranks)]
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"},
        )
        assert process.stdout is not None
        found: dict[str, Any] = json.loads(process.stdout.read())
        if process.wait():
            raise RuntimeError(f"{name} {mode} ended with status {process.returncode}")
        if ranks.exists():
            found["figures"] |= scored(gold, folder, ranks)
    return found


def scored(gold: Path, folder: Path, ranks: Path) -> dict[str, float]:
    """MRR and H@10 by gold's scorer."""
    command = [sys.executable, str(gold / "score" / "forecasting.py"), "--data", str(folder), "--scores", str(ranks)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"^all\s+avg .*MRR\s+([\d.]+).*H@10\s+([\d.]+)", told, re.M)
    if found is None:
        raise RuntimeError(f"the scorer said nothing that can be read: {told}")
    return {"MRR by gold's scorer": float(found[1]) / 100, "H@10 by gold's scorer": float(found[2]) / 100}


def machine() -> str:
    """The processor's name and the number of its cores that there are."""
    told = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.*)", told.read_text(encoding="utf-8")) if told.exists() else None
    return f"{model[1] if model else platform.processor() or platform.machine()}, {os.cpu_count()} cores"


def table(results: dict[str, Any]) -> Iterator[str]:
    """The figures as Markdown."""
    yield f"Measured on {results['machine']}; one thread; Python {results['python']}."
    yield ""
    runs = sorted(results["runs"], key=lambda key: (key.split(" ")[0], MODES.index(key.split(" ")[1])))
    yield "| | " + " | ".join(f"{key}-step" for key in runs) + " |"
    yield "|---|" + "---|" * len(runs)
    labels = dict.fromkeys(label for key in runs for label in results["runs"][key]["figures"])
    for label in labels:
        cells = []
        for key in runs:
            value, bar = (
                results["runs"][key]["figures"].get(label),
                BARS.get((key.split(" ")[0], key.split(" ")[1], label)),
            )
            cells.append("–" if value is None else shown(label, value, bar))
        yield f"| {label} | " + " | ".join(cells) + " |"


def shown(label: str, value: float, bar: tuple[float, bool] | None) -> str:
    """A figure, with its bar and whether it is met."""
    digits = 0 if label == "queries" else 1 if "seconds" in label or "learning" in label else 4
    text = f"{value:,.{digits}f}"
    if bar is None:
        return text
    met = value <= bar[0] if bar[1] else value >= bar[0]
    return f"{text} ({'met' if met else '**not met**'}: {'under ' if bar[1] else ''}{bar[0]:g})"


def write_page(results: dict[str, Any]) -> None:
    """Put the table between its marks."""
    text = PAGE.read_text(encoding="utf-8")
    rows = "\n".join(table(results))
    inside = f"{START}\n\n{rows}\n\n{END}"
    PAGE.write_text(
        re.sub(f"{re.escape(START)}.*?{re.escape(END)}", lambda _: inside, text, flags=re.S), encoding="utf-8"
    )


def one(folder: Path, mode: str, ranks: Path | None) -> None:
    """Print the figures of one run as JSON."""
    found = run(folder, mode, ranks)
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    found["figures"]["peak GB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9
    print(json.dumps(found))


def main(arguments: Sequence[str]) -> int:
    """Measure every run, or those of one data set."""
    parser = argparse.ArgumentParser(prog="python -m bench.forecasting", description=__doc__)
    parser.add_argument("only", nargs="*", help="data sets; all where none is named")
    parser.add_argument("--one", nargs=2, metavar=("FOLDER", "MODE"), help=argparse.SUPPRESS)
    parser.add_argument("--ranks", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one:
        one(Path(options.one[0]), options.one[1], options.ranks)
        return 0
    gold = gold_folder()
    if gold is None:
        print("forecasting: not measured: no gold (set ACCORD_GOLD)")
        return 0
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    results |= {"machine": machine(), "python": platform.python_version()}
    sets = sorted(folder.parent.name for folder in (gold / "forecasting").glob("*/test.txt"))
    for name in sets:
        for mode in MODES if not options.only or name in options.only else ():
            found = apart(gold.resolve(), name, mode)
            results.setdefault("runs", {})[f"{name} {mode}"] = found
            for label, value in found["figures"].items():
                print(f"{name} {mode:<6} {label:<26} {shown(label, value, BARS.get((name, mode, label)))}", flush=True)
            RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    write_page(results)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
