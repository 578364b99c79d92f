"""The order of rooms: bytes → Report → Parsed → Coded → Dossier. Read this first.

Each stage is a generator over the one before, so that an archive streams through in flat memory; only a dossier holds
all that it is about. A refusal travels the same way as what was read, and is never lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar

from accord.coding import code
from accord.errors import DataError
from accord.lexicon import check_lexicon, load_lexicon
from accord.ontology import check_ontology, load_ontology
from accord.parsing import Tools, check_actors, check_places, load_tools, parse
from accord.reading import check as check_outlets
from accord.reading import read
from accord.reconciling import reconcile
from accord.records import Coded, Dossier, Parsed, Refused, Report
from accord.tables import Problem

#: Reports sent to a worker process at once, and how many such chunks may wait for each: it bounds memory.
CHUNK = 16
AHEAD = 2

R = TypeVar("R")
T_co = TypeVar("T_co", covariant=True)
#: Told how many inputs are done; the door decides how to show it.
Progress = Callable[[int], None]


class _Stage(Protocol[T_co]):
    def __call__(self, reports: Iterable[Report]) -> Iterator[T_co]: ...


def read_reports(
    paths: Sequence[str | Path], *, stdin: BinaryIO | None = None, published: str = "", outlet: str = ""
) -> Iterator[Report | Refused]:
    """Every input as a report or a refusal. A report that was read before in this run is refused as a repetition."""
    seen: dict[str, str] = {}
    for item in read(paths, stdin=stdin, published=published, outlet=outlet):
        if isinstance(item, Report):
            first = seen.setdefault(item.id, item.path)
            if first != item.path:
                yield Refused(item.path, f"the same report as {first}")
                continue
        yield item


def parse_reports(reports: Iterable[Report | Refused]) -> Iterator[Parsed | Refused]:
    """Sentences, actors, places and times of each report."""
    return _through(reports, _parse)


def code_reports(reports: Iterable[Report | Refused], *, jobs: int = 1) -> Iterator[Coded | Refused]:
    """Events of each report, in the order given. ``jobs`` processes share the work; the result is the same for any."""
    if jobs <= 1:
        yield from _through(reports, _code)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        waiting: deque[Future[list[Coded | Refused]]] = deque()
        stream = iter(reports)
        while chunk := list(islice(stream, CHUNK)):
            waiting.append(pool.submit(_code_chunk, chunk))
            if len(waiting) > jobs * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def dossier_of(
    paths: Sequence[str | Path],
    *,
    stdin: BinaryIO | None = None,
    published: str = "",
    outlet: str = "",
    jobs: int = 1,
    title: str = "",
    progress: Progress = lambda done: None,
) -> Dossier:
    """Read reports and give back all that they say, reconciled.

    ``paths`` are files and folders (``-`` for ``stdin``); ``published`` (ISO date) and ``outlet`` are used for every
    report where given. The result depends on the reports alone, not on their order or on ``jobs``.

    Raises DataError where no input could be read; the message says why for each.
    """
    reports, refused = _canonical(read_reports(paths, stdin=stdin, published=published, outlet=outlet))
    if not reports:
        reasons = "; ".join(f"{r.input}: {r.reason}" for r in refused) or "no input was found"
        raise DataError(f"nothing to read: {reasons}", remedy="Give files or folders with reports in English")
    coded: list[Coded] = []
    for item in code_reports(reports, jobs=jobs):
        if isinstance(item, Refused):
            refused.append(item)
        else:
            coded.append(item)
        progress(len(coded))
    return _dossier(coded, refused, title)


def _canonical(items: Iterable[Report | Refused]) -> tuple[list[Report], list[Refused]]:
    """Reports by date and id, refusals by input: an order that does not depend on how the inputs were listed."""
    reports: dict[str, Report] = {}
    refused: list[Refused] = []
    for item in items:
        if isinstance(item, Refused):
            refused.append(item)
        else:
            reports[item.id] = item
    return sorted(reports.values(), key=lambda r: (r.published, r.id)), refused


def _dossier(coded: list[Coded], refused: list[Refused], title: str) -> Dossier:
    result = reconcile(coded)
    lead = next((e for e in result.episodes if e.id == result.lead), None)
    return Dossier(
        title=title or (lead.title if lead else coded[0].report.title if coded else ""),
        lead=result.lead,
        reports=tuple(c.report for c in coded),
        origins=result.origins,
        events=tuple(e for c in coded for e in c.events),
        claims=tuple(k for c in coded for k in c.claims),
        episodes=result.episodes,
        contests=result.contests,
        ties=result.ties,
        outlook=tuple(x for c in coded for x in c.expectations),
        refused=tuple(sorted(refused, key=lambda r: (r.input, r.reason))),
    )


@cache
def _tools() -> Tools:
    return load_tools()


def _parse(reports: Iterable[Report]) -> Iterator[Parsed]:
    return parse(reports, _tools())


def _code(reports: Iterable[Report]) -> Iterator[Coded]:
    return code(_parse(reports), lexicon=load_lexicon(), ontology=load_ontology())


def _code_chunk(chunk: list[Report | Refused]) -> list[Coded | Refused]:
    return list(_through(chunk, _code))


def _through(items: Iterable[Report | Refused], stage: _Stage[R]) -> Iterator[R | Refused]:
    """Run the reports among ``items`` through a stage; refusals pass by. A report a stage cannot take is refused."""
    for item in items:
        if isinstance(item, Refused):
            yield item
            continue
        try:
            yield from stage([item])
        except (ValueError, IndexError, KeyError, RecursionError) as error:
            yield Refused(
                item.path or item.id, f"could not be coded ({type(error).__name__}: {error}); please report this"
            )


def check_tables() -> Iterator[Problem]:
    """What is wrong with any table of knowledge, file by file; nothing where all is sound."""
    for check in (check_ontology, check_lexicon, check_actors, check_places, check_outlets):
        yield from check()
