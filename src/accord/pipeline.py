"""The order of rooms: bytes → Report → Parsed → Coded → Dossier. Read this first.

Each stage is a generator over the one before, so that an archive streams through in flat memory; only a dossier holds
all that it is about. A refusal travels the same way as what was read, and is never lost.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO, Literal, Protocol, TypeVar

from accord.coding import code
from accord.coding.explain import Reason, explain
from accord.coding.prospects import is_promising
from accord.coding.where import check_where
from accord.cuecheck import check_cues
from accord.errors import ConfigError, DataError
from accord.lexicon import check_lexicon, load_lexicon
from accord.ontology import check_ontology, load_ontology
from accord.parsing import (
    Relevance,
    Tools,
    check_actors,
    check_places,
    check_times,
    draft,
    finish,
    glimpse,
    load_relevance,
    load_tools,
    parse,
    sketch,
)
from accord.publishing import check_labels, render_html, render_json, write_tables
from accord.reading import check as check_outlets
from accord.reading import read
from accord.reconciling import check_tie_kinds, check_titles, reconcile
from accord.reconciling.cues import check_reconciling
from accord.records import Coded, Dossier, Event, Parsed, Refused, Report
from accord.tables import Problem, check_form

#: Reports sent to a worker process at once, and how many such chunks may wait for each: it bounds memory.
CHUNK = 16
AHEAD = 2

R = TypeVar("R")
T_co = TypeVar("T_co", covariant=True)
#: Told how many reports are done and how many there are; the door decides how to show it.
Progress = Callable[[int, int], None]
#: One path or several.
Paths = str | Path | Sequence[str | Path]
Format = Literal["html", "json", "parquet", "csv"]
#: What `publish` writes, in the order in which it is told.
FORMATS: tuple[Format, ...] = ("html", "json", "parquet", "csv")


class _Stage(Protocol[T_co]):
    def __call__(self, reports: Iterable[Report]) -> Iterator[T_co]: ...


def read_reports(
    paths: Paths, *, stdin: BinaryIO | None = None, published: str = "", outlet: str = ""
) -> Iterator[Report | Refused]:
    """Every input as a report or a refusal. A report that was read before in this run is refused as a repetition.

    ``paths`` is a file or folder, or several; ``-`` is ``stdin``. ``published`` (ISO date) and ``outlet`` override what
    the inputs say. Raises ConfigError where ``published`` is no date.
    """
    seen: dict[str, str] = {}
    listed = [paths] if isinstance(paths, (str, Path)) else paths
    for item in read(listed, stdin=stdin, published=published, outlet=outlet):
        if isinstance(item, Report):
            first = seen.setdefault(item.id, item.path)
            if first != item.path:
                yield Refused(item.path, f"the same report as {first}")
                continue
        yield item


def parse_reports(reports: Iterable[Report | Refused]) -> Iterator[Parsed | Refused]:
    """Sentences, actors, places and times of each report."""
    return _through(reports, _parse)


def code_reports(
    reports: Iterable[Report | Refused], *, jobs: int = 1, skim: bool = False
) -> Iterator[Coded | Refused]:
    """Events of each report, in the order given. ``jobs`` processes share the work; the result is the same for any.

    ``skim`` is for a mixed feed: a report whose words can hardly say a political event is then not parsed, and one in
    which, parsed, no phrase has parties of public weight is read no further; both come back without events. It is
    twice as quick where nine reports in ten are of that kind, and loses just under one event in a hundred.
    """
    stage = _code_relevant if skim else _code
    if jobs <= 1:
        yield from _through(reports, stage)
        return
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_die_on_interrupt)
    try:
        waiting: deque[Future[list[Coded | Refused]]] = deque()
        stream = iter(reports)
        while chunk := list(islice(stream, CHUNK)):
            waiting.append(pool.submit(_code_chunk, chunk, stage))
            if len(waiting) > jobs * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        # Whoever stops reading early (a closed pipe, Ctrl-C) does not wait for what was sent ahead.
        pool.shutdown(wait=False, cancel_futures=True)


def _die_on_interrupt() -> None:
    """Workers end at Ctrl-C without a word; the parent says that it was interrupted."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def dossier_of(
    paths: Paths,
    *,
    stdin: BinaryIO | None = None,
    published: str = "",
    outlet: str = "",
    jobs: int = 1,
    title: str = "",
    progress: Progress = lambda done, total: None,
) -> Dossier:
    """Read reports and give back all that they say, reconciled.

    ``paths`` are files and folders (``-`` for ``stdin``); ``published`` (ISO date) and ``outlet`` are used for every
    report where given. The result depends on the reports alone, not on their order or on ``jobs``.

    Raises DataError where no input could be read; the message says why for each.
    """
    reports, refused = _canonical(read_reports(paths, stdin=stdin, published=published, outlet=outlet))
    if not reports:
        raise _nothing_read(refused)
    coded: list[Coded] = []
    for item in code_reports(reports, jobs=jobs):
        if isinstance(item, Refused):
            refused.append(item)
        else:
            coded.append(item)
        progress(len(coded), len(reports))
    return _dossier(coded, refused, title)


def _nothing_read(refused: Sequence[Refused]) -> DataError:
    reasons = "; ".join(f"{r.input}: {r.reason}" for r in refused[:3]) or "no input was found"
    reasons += f"; and {len(refused) - 3} more" if len(refused) > 3 else ""
    return DataError(f"nothing to read: {reasons}", remedy="Give files or folders with reports in English")


def publish(dossier: Dossier, folder: str | Path, *, formats: Format | Sequence[Format] = "html") -> tuple[Path, ...]:
    """Write ``dossier`` into ``folder`` (made if missing) and give back the files: ``dossier.html``, ``dossier.json``,
    ``events.parquet`` and ``claims.parquet``, or both as ``.csv``. Files of these names are replaced.

    Raises ConfigError for a format that is none of these.
    """
    wanted = [formats] if isinstance(formats, str) else list(formats)
    unknown = [kind for kind in wanted if kind not in FORMATS]
    if unknown or not wanted:
        raise ConfigError(f"there is no format {', '.join(unknown) or 'given'}", remedy=f"Use {', '.join(FORMATS)}")
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for kind in FORMATS:
        if kind not in wanted:
            continue
        if kind in ("parquet", "csv"):
            written.extend(write_tables(dossier, target, kind))
            continue
        page = target / f"dossier.{kind}"
        page.write_text((render_html if kind == "html" else render_json)(dossier), encoding="utf-8", newline="\n")
        written.append(page)
    return tuple(written)


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
        refused=tuple(sorted(set(refused), key=lambda r: (r.input, r.reason))),
    )


@cache
def _tools() -> Tools:
    return load_tools()


def _parse(reports: Iterable[Report]) -> Iterator[Parsed]:
    return parse(reports, _tools())


def _code(reports: Iterable[Report]) -> Iterator[Coded]:
    return code(_parse(reports), lexicon=load_lexicon(), ontology=load_ontology())


def _code_relevant(reports: Iterable[Report]) -> Iterator[Coded]:
    for report in reports:
        if not _relevance().is_relevant(report):
            yield Coded(report)
            continue
        drafted = draft(report, _tools())
        glimpsed = glimpse(drafted, _tools())
        if is_promising(glimpsed, load_lexicon()) or is_promising(sketch(glimpsed, _tools()), load_lexicon()):
            yield from code([finish(drafted, _tools())], lexicon=load_lexicon(), ontology=load_ontology())
        else:
            yield Coded(report)


@cache
def _relevance() -> Relevance:
    tools = _tools()
    return load_relevance(tools.actors, tools.nlp, _phrasings())


def _phrasings() -> Iterator[tuple[tuple[str, ...], tuple[frozenset[str], ...]]]:
    """Each phrase as far as words alone show it: its triggers, and the words of which each slot needs one."""
    for phrase in load_lexicon().phrases.rows:
        asked = (s.filler for s in phrase.pattern.slots if not s.absent and not s.filler.negated)
        yield phrase.pattern.lemmas, tuple(f.lemmas for f in asked if f.lemmas and not f.classes)


def _code_chunk(chunk: list[Report | Refused], stage: _Stage[Coded]) -> list[Coded | Refused]:
    return list(_through(chunk, stage))


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


def _check_facts() -> Iterator[Problem]:
    # The ledger is loaded here alone: it brings a database with it, which nothing else in this module needs.
    from accord.ledger.facts import check_facts
    from accord.ledger.folding import check_folding
    from accord.ledger.following import check_whatif

    yield from check_folding()
    yield from check_facts()
    yield from check_whatif()


def _check_exchange() -> Iterator[Problem]:
    # Loaded here alone: reading and coding have no use for other datasets' codes.
    from accord.exchange.acled import check_acled
    from accord.exchange.cameo import check_cameo
    from accord.exchange.countries import check_countries

    yield from check_cameo()
    yield from check_countries()
    yield from check_acled()


def _check_forecasting() -> Iterator[Problem]:
    from accord.forecasting.regions import check_regions

    yield from check_regions()


CHECKS: tuple[Callable[[], Iterable[Problem]], ...] = (
    check_ontology,
    check_tie_kinds,
    check_lexicon,
    check_cues,
    check_actors,
    check_places,
    check_times,
    check_where,
    check_outlets,
    check_reconciling,
    check_titles,
    check_labels,
    _check_facts,
    _check_exchange,
    _check_forecasting,
)


def check_tables() -> Iterator[Problem]:
    """What is wrong with any table of knowledge, file by file; nothing where all is sound.

    A table that is malformed is told of once, for its first such line, and the checks of the others go on.
    """
    seen: set[Problem] = set()
    for check in (check_form, *CHECKS):
        for problem in _checked(check):
            if problem not in seen:
                seen.add(problem)
                yield problem


def _checked(check: Callable[[], Iterable[Problem]]) -> Iterator[Problem]:
    try:
        yield from check()
    except ConfigError as error:
        file, line, what = (*error.what.split(":", 2), "", "")[:3]
        yield Problem(file, int(line), what.strip()) if line.isdigit() else Problem(file, 0, f"{line}{what}".strip())


def explain_event(
    event: str, paths: Paths, *, stdin: BinaryIO | None = None, published: str = "", outlet: str = ""
) -> Iterator[tuple[Event, tuple[Reason, ...]]]:
    """Events whose id begins with ``event`` (or whose quote holds it) in the reports, each with why it was coded so.

    Raises DataError where no input could be read.
    """
    refused: list[Refused] = []
    some = False
    for report in read_reports(paths, stdin=stdin, published=published, outlet=outlet):
        if isinstance(report, Refused):
            refused.append(report)
            continue
        some = True
        for parsed in _parse([report]):
            coded = next(iter(code([parsed], lexicon=load_lexicon(), ontology=load_ontology())))
            for found in coded.events:
                if found.id.startswith(event) or event in found.quote:
                    yield found, explain(found, parsed.report, parsed.sentences[found.sentence], load_lexicon())
    if not some:
        raise _nothing_read(refused)
