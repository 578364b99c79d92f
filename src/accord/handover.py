"""Handing over: what the ledger holds, into the formats of other tools; other people's events, into the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Literal

from accord.cells import Row, csv_lines, write_rows
from accord.columns import EXPORTS
from accord.exchange import (
    CONTEST_COLUMNS,
    EPISODE_COLUMNS,
    TIE_COLUMNS,
    contest_rows,
    dyad_year_rows,
    episode_row,
    icews_rows,
    member_rows,
    plover_lines,
    polecat_rows,
    read_events,
    stix_lines,
    tie_row,
    tsv_lines,
)
from accord.exchange.lines import Step
from accord.ledger import Ledger
from accord.ledger.facts import load_facts
from accord.ledger.folding import TieState, fold_words, is_fact
from accord.ledger.world import EVER, all_words
from accord.publishing.tablefiles import CLAIM_COLUMNS, EVENT_COLUMNS, claim_rows, event_rows
from accord.records import Coded, Dossier, PastDeletion, PastEvent, Refused, Tie, TieWord
from accord.tenures import last_known, obligations_of, spells_of

#: Reports whose events are in memory at once.
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to hand over: as known by a day, events from a day to a day, of one dataset or (``""``) all. ISO days."""

    known_by: str = ""
    since: str = ""
    until: str = ""
    dataset: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """How many events a file had, and how many of them the ledger did not hold."""

    read: int
    new: int


def import_events(
    ledger: Ledger, dataset: str, path: Path, refuse: Callable[[Refused], None], *, step: Step | None = None
) -> Imported:
    """Stream a file of another dataset into the ledger; give back how many events it had, and how many were new.

    ``refuse`` is told of every line that is none, with its number and the reason. Events that the ledger itself once
    wrote are not taken in again.
    """
    count = 0

    def counted(events: Iterable[PastEvent | PastDeletion]) -> Iterator[PastEvent | PastDeletion]:
        nonlocal count
        for event in events:
            count += 1
            yield event

    sound = counted(_sound(read_events(path, dataset, step=step), refuse))
    return Imported(new=ledger.append_past_events(_foreign(ledger, sound)), read=count)


def _foreign(ledger: Ledger, events: Iterable[PastEvent | PastDeletion]) -> Iterator[PastEvent | PastDeletion]:
    """``events`` without those that this ledger once wrote itself: it holds their episodes."""
    own: set[str] | None = None
    for event in events:
        if event.dataset == "accord":
            if own is None:
                own = {one.record.id for one in ledger.episodes(closed=True)}
            if event.key.rpartition("-")[0].rpartition("-")[0] in own:
                continue
        yield event


def _sound(
    records: Iterable[PastEvent | PastDeletion | Refused], refuse: Callable[[Refused], None]
) -> Iterator[PastEvent | PastDeletion]:
    for record in records:
        if isinstance(record, Refused):
            refuse(record)
        else:
            yield record


def export_lines(ledger: Ledger, kind: str, wanted: Wanted) -> Iterator[str | Refused]:
    """The ledger in one of the formats that are one text, a line at a time; what a format cannot hold as a Refused."""
    if kind == "polecat":
        yield from tsv_lines(polecat_rows(_past(ledger, wanted)))
    elif kind == "icews":
        yield from tsv_lines(icews_rows(_past(ledger, wanted)))
    elif kind == "plover-jsonl":
        for line in plover_lines(_coded_and_past(ledger, wanted)):
            yield line if isinstance(line, Refused) else line + "\n"
    elif kind == "members":
        known_by = wanted.known_by or EVER
        yield from csv_lines(member_rows(spells_of(_words(ledger, "membership"), known_by=known_by)))
    elif kind == "dyad-year":
        yield from csv_lines(_dyad_years(ledger, wanted))
    elif kind == "stix":
        yield from (line + "\n" for line in _stix(ledger, wanted))
    else:
        raise ValueError(f"{kind!r} is none of {', '.join(EXPORTS)}")


def export_files(ledger: Ledger, folder: Path, kind: Literal["csv", "parquet"], wanted: Wanted) -> tuple[Path, ...]:
    """Events, claims, episodes, ties and contests as a file each in ``folder`` (made if missing); the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    episodes, contests = ledger.episodes(known_by=wanted.known_by), ledger.contests(known_by=wanted.known_by)
    sheets: tuple[tuple[str, tuple[str, ...], Iterator[Row]], ...] = (
        ("events", EVENT_COLUMNS, _rows(ledger, wanted, event_rows)),
        ("claims", CLAIM_COLUMNS, _rows(ledger, wanted, claim_rows)),
        (
            "episodes",
            EPISODE_COLUMNS,
            (episode_row(one.record, known_since=one.known_since, known_until=one.known_until) for one in episodes),
        ),
        ("ties", TIE_COLUMNS, (tie_row(tie) for tie in _ties(ledger, wanted.known_by))),
        (
            "contests",
            CONTEST_COLUMNS,
            chain.from_iterable(
                contest_rows(one.record, known_since=one.known_since, known_until=one.known_until) for one in contests
            ),
        ),
    )
    written = []
    for name, columns, rows in sheets:
        written.append(folder / f"{name}.{kind}")
        write_rows(written[-1], columns, rows, kind)
    return tuple(written)


def _past(ledger: Ledger, wanted: Wanted) -> Iterator[PastEvent]:
    """The ledger's own done episodes and other people's events, by day."""
    found = ledger.past_events(known_by=wanted.known_by, since=wanted.since, until=wanted.until)
    return (event for event in found if wanted.dataset in ("", event.dataset))


def _coded_and_past(ledger: Ledger, wanted: Wanted) -> Iterator[Coded | PastEvent]:
    """Every event of every report, done or not, then other people's events."""
    if wanted.dataset in ("", "accord"):
        yield from _coded(ledger, wanted)
    if wanted.dataset != "accord":
        yield from (event for event in _past(ledger, wanted) if event.dataset != "accord")


def _coded(ledger: Ledger, wanted: Wanted) -> Iterator[Coded]:
    """Reports with their events, without those that a person has said are none, nor those of other days."""
    rulings = list(ledger.rulings(known_by=wanted.known_by))
    revoked = {ruling.revokes for ruling in rulings if ruling.kind == "revoke"}
    none = {event for one in rulings if one.kind == "reject" and one.id not in revoked for event in one.events}
    for coded in ledger.coded(known_by=wanted.known_by):
        events = tuple(event for event in coded.events if event.id not in none and _within(event.date, wanted))
        kept = {event.id for event in events}
        yield replace(coded, events=events, claims=tuple(one for one in coded.claims if one.event in kept))


def _within(date: str, wanted: Wanted) -> bool:
    """Whether a date, as short as it is known, may lie between the days that are asked for."""
    size = len(date)
    return wanted.since[:size] <= date and (not wanted.until or date <= wanted.until[:size])


def _rows(ledger: Ledger, wanted: Wanted, told: Callable[[Dossier], list[Row]]) -> Iterator[Row]:
    """Rows of events or claims, some reports at a time, each with the id of its origin and episode."""
    episode_of = {
        event: one.record.id for one in ledger.episodes(known_by=wanted.known_by) for event in one.record.events
    }
    stream = _coded(ledger, wanted)
    while batch := list(islice(stream, _BATCH)):
        reports = tuple(coded.report for coded in batch)
        origins = ledger.origins([report.id for report in reports])
        dossier = Dossier(
            "",
            "",
            reports=reports,
            origins=tuple(origins[report.id] for report in reports if report.id in origins),
            events=tuple(event for coded in batch for event in coded.events),
            claims=tuple(claim for coded in batch for claim in coded.claims),
        )
        yield from (row | {"Episode ID": episode_of.get(str(row["Event ID"]))} for row in told(dossier))


def _words(ledger: Ledger, kind: str = "") -> Iterator[TieWord]:
    """Words on ties, of reports and of the tables of facts."""
    return all_words(ledger, load_facts(), kind=kind)


def _dyad_years(ledger: Ledger, wanted: Wanted) -> Iterator[tuple[str, ...]]:
    """Directed dyad-years from memberships and treaties; the data end with the last day on which ties were heard of."""
    known_by = wanted.known_by or EVER
    owed = obligations_of(_words(ledger, "membership"), _words(ledger, "alliance"), load_facts(), known_by=known_by)
    until = last_known(_words(ledger), known_by=known_by) or "0001"
    return dyad_year_rows(owed, known_until=until, since=int(wanted.since[:4] or 0), until=int(wanted.until[:4] or 0))


def _ties(ledger: Ledger, known_by: str, *, told: bool = False) -> Iterator[Tie]:
    """Every tie as it last stood; with ``told`` those alone of which a report speaks."""
    last = known_by or last_known(_words(ledger), known_by=EVER)
    for state in fold_words(_words(ledger), as_of=last, known_by=known_by or EVER):
        if not told or any(not is_fact(word) for position in state.steps for word in position.words):
            yield _tie(state)


def _tie(state: TieState) -> Tie:
    return Tie(
        id=state.id,
        kind=state.kind,
        a=state.a,
        b=state.b,
        stage=state.stage,
        sector=state.sector,
        held_from=state.held_from,
        held_to=state.held_to,
        known_since=state.known_since,
        steps=(),
        origins=state.origins,
        because=(),
    )


def _stix(ledger: Ledger, wanted: Wanted) -> Iterator[str]:
    """Episodes, what reports say of ties, contests and the reports, with people's grades as confidence."""
    known = list(ledger.episodes(known_by=wanted.known_by))
    inside = [one for one in known if _within(one.record.date, wanted)]
    return stix_lines(
        reports=ledger.reports(known_by=wanted.known_by),
        episodes=(one.record for one in inside),
        ties=_ties(ledger, wanted.known_by, told=True),
        contests=(one.record for one in ledger.contests(known_by=wanted.known_by)),
        credibility=_grades(ledger, wanted.known_by, {one.record.id: one.record.events for one in inside}),
        known_since={one.record.id: one.known_since for one in inside},
    )


def _grades(ledger: Ledger, known_by: str, episodes: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """The grade that people last gave each episode, by one of its events."""
    rulings = list(ledger.rulings(known_by=known_by))
    revoked = {ruling.revokes for ruling in rulings if ruling.kind == "revoke"}
    graded = {
        event: one.value for one in rulings if one.kind == "grade" and one.id not in revoked for event in one.events
    }
    return {
        id_: next(graded[event] for event in events if event in graded)
        for id_, events in episodes.items()
        if any(event in graded for event in events)
    }
