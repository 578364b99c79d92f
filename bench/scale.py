"""How much memory and time an archive takes: ``python -m bench.scale [N] [--jobs J]``.

N reports made from the example sets stream through ``accord code`` as a user would run it; memory is the largest that
any of its processes held, by the operating system's own count.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from bench.make_reports import make_reports


def measure(n: int = 10_000, jobs: int = 1) -> dict[str, float]:
    """Reports, wall seconds, reports and words a second, and the peak of memory in MB (10⁶ bytes) of one process."""
    with tempfile.TemporaryDirectory() as name:
        archive = Path(name) / "archive.jsonl"
        words = 0
        with archive.open("w", encoding="utf-8") as file:
            for row in make_reports(n):
                words += len(row["text"].split())
                file.write(json.dumps(row) + "\n")
        start = monotonic()
        command = [sys.executable, "-m", "accord.cli", "code", str(archive), "--jobs", str(jobs)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        seconds = monotonic() - start
    # Some of the reports made are alike to the letter, and refused as repetitions: status 3.
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        raise RuntimeError(f"accord code ended with status {os.waitstatus_to_exitcode(status)}")
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "reports": n,
        "seconds": seconds,
        "reports a second": n / seconds,
        "words a second": words / seconds,
        "peak MB": used.ru_maxrss * unit / 1e6,
    }


def main(arguments: Sequence[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("n", type=int, nargs="?", default=10_000, help="how many reports")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    options = parser.parse_args(arguments)
    for label, value in measure(options.n, options.jobs).items():
        print(f"scale  {label:<20} {value:,.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
