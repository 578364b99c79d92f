"""Commands that carry the ledger to other tools and their data into it: export, import."""

from __future__ import annotations

import calendar
import contextlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from accord.cli.reports import NOTHING_READ, SOME_REFUSED, _is_date, _Progress, app
from accord.columns import EXPORTS, FOLDERS, IMPORTS
from accord.errors import ConfigError

if TYPE_CHECKING:
    from accord.handover import Wanted
    from accord.ledger import Ledger
    from accord.records import Refused

#: Refusals that are printed; of more, only their number.
_SHOWN = 20


def _is_format(text: str) -> str:
    if text not in (*EXPORTS, *FOLDERS):
        raise typer.BadParameter(f"there is no format {text!r}; use {', '.join((*EXPORTS, *FOLDERS))}")
    return text


def _is_dataset(text: str) -> str:
    if text not in IMPORTS:
        raise typer.BadParameter(f"no reader for {text!r}; use {', '.join(IMPORTS)}")
    return text


def _is_origin(text: str) -> str:
    if text and text not in ("accord", *IMPORTS):
        raise typer.BadParameter(f"there is no dataset {text!r}; use {', '.join(('accord', *IMPORTS))}")
    return text


def _first_day(text: str) -> str:
    """A date, or the first day of a year or a month."""
    return _is_date(text + "0000-01-01"[len(text) :] if re.fullmatch(r"\d{4}(-\d\d)?", text) else text)


def _last_day(text: str) -> str:
    """A date, or the last day of a year or a month."""
    year, _, month = text.partition("-")
    if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", text):
        return f"{year}-{month or 12}-{calendar.monthrange(int(year), int(month or 12))[1]}"
    return _is_date(text)


LedgerPath = Annotated[
    str, typer.Option("--ledger", metavar="FILE", help="The ledger: a file or a PostgreSQL URL; by default accord.db.")
]


@app.command()
def export(
    format_: Annotated[
        str,
        typer.Option(
            "-f", "--format", metavar="NAME", callback=_is_format, help=f"One of {', '.join((*EXPORTS, *FOLDERS))}."
        ),
    ],
    ledger: LedgerPath = "accord.db",
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="PATH", help="File to write, or folder for csv and parquet; else standard output."
        ),
    ] = None,
    known_by: Annotated[
        str, typer.Option(metavar="DATE", callback=_is_date, help="By what was known on that day; now by default.")
    ] = "",
    since: Annotated[
        str, typer.Option(metavar="DATE", callback=_first_day, help="Events and years from then on; all by default.")
    ] = "",
    until: Annotated[
        str, typer.Option(metavar="DATE", callback=_last_day, help="Events and years up to then; all by default.")
    ] = "",
    dataset: Annotated[
        str,
        typer.Option(metavar="NAME", callback=_is_origin, help="Events of accord, or of one imported dataset, alone."),
    ] = "",
) -> None:
    """Write the ledger in a format that other tools read.

    polecat, icews and plover-jsonl are events; members and dyad-year are ties as ATOP has them; stix is a bundle;
    csv and parquet are a file each for events, claims, episodes, ties and contests.

    \b
      accord export --format polecat --ledger caucasus.db -o events.tsv
      accord export --format dyad-year --ledger caucasus.db --since 1990 > dyads.csv
    """
    from accord.handover import Wanted

    wanted = Wanted(known_by=known_by, since=since, until=until, dataset=dataset)
    with _open(ledger) as held:
        if format_ in FOLDERS:
            _export_folder(held, format_, out or Path(), wanted)
        else:
            _export_text(held, format_, out, wanted)


@app.command("import")
def import_(
    dataset: Annotated[
        str, typer.Argument(metavar="DATASET", callback=_is_dataset, help=f"One of {', '.join(IMPORTS)}.")
    ],
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Files of it; .gz and .zip are unpacked.")],
    ledger: LedgerPath = "accord.db",
) -> None:
    """Take the events of another dataset as a past.

    Files of any size stream through. A line that cannot be used is refused with its number and reason, and the rest
    goes on; a file of another kind is refused at once. Events that the ledger holds already are not taken twice.

    \b
      accord import icews events.2018.tab --ledger caucasus.db
      accord import gdelt 20150218230000.export.CSV.zip --ledger caucasus.db
    """
    from accord.handover import import_events

    new = read = refused = 0

    def refuse(one: Refused) -> None:
        # Counted, not kept: a file may be all wrong and of any size.
        nonlocal refused
        refused += 1
        if refused <= _SHOWN:
            typer.echo(f"accord: {one.input}: {one.reason}", err=True)

    with _open(ledger, create=True) as held:
        for path in files:
            with _Progress(path.name) as step:
                done = import_events(held, dataset, path, refuse, step=step)
            new, read = new + done.new, read + done.read
    if refused > _SHOWN:
        typer.echo(f"accord: and {refused - _SHOWN:,} more refused", err=True)
    typer.echo(f"{read:,} events read, {new:,} new in {ledger}" + (f", {refused:,} refused" if refused else ""))
    if refused:
        raise typer.Exit(SOME_REFUSED if read else NOTHING_READ)


@contextlib.contextmanager
def _open(ledger: str, *, create: bool = False) -> Iterator[Ledger]:
    from accord.ledger import open_ledger
    from accord.upkeep import open_settled

    with open_ledger(ledger, create=True) if create else open_settled(ledger) as held:
        yield held


def _export_folder(held: Ledger, kind: str, folder: Path, wanted: Wanted) -> None:
    from accord.handover import export_files

    if folder.is_file():
        raise ConfigError(f"{folder} is a file", remedy=f"Give a folder for {kind}")
    written = export_files(held, folder, kind, wanted)  # type: ignore[arg-type]  # it is one of FOLDERS
    typer.echo("Written: " + ", ".join(str(path) for path in written))


def _export_text(held: Ledger, kind: str, out: Path | None, wanted: Wanted) -> None:
    from accord.handover import export_lines
    from accord.records import Refused

    refused = 0
    with _written(out) as file:
        for line in export_lines(held, kind, wanted):
            if isinstance(line, Refused):
                refused += 1
            else:
                file.write(line)
    if refused:
        typer.echo(f"accord: {refused:,} events were left out: {kind} requires a date", err=True)
        raise typer.Exit(SOME_REFUSED)


@contextlib.contextmanager
def _written(out: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that is there whole or not at all."""
    if out is None or str(out) == "-":
        yield sys.stdout
        return
    part = out.with_name(out.name + ".part")
    try:
        with part.open("w", encoding="utf-8", errors="replace", newline="") as file:
            yield file
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
