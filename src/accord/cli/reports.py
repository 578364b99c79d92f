"""Commands on reports: ``accord dossier|read|parse|code|explain|schema|check``, and what all commands share."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import resource_tracker
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from accord import __version__
from accord.errors import AccordError, ConfigError, DataError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

#: Exit statuses; 0 is done.
ERROR, USAGE, SOME_REFUSED, NOTHING_READ, INTERRUPTED = 1, 2, 3, 4, 130

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Reads what many outlets wrote about one happening: what happened, who says so, where they conflict, "
    "who is bound to whom, what is expected.\n\n\b\n"
    "  accord dossier reports/            a summary here, and dossier.html beside it\n"
    "  accord ingest reports/             keep them in accord.db; again tomorrow, only what is new is read\n"
    "  accord state ARM --as-of 2024-06   where a party stands, by what was known\n"
    '  accord forecast "RUS -> ARM"       what is likely next, and on what past that rests',
    epilog="Exit status: 0 done; 1 an error; 2 wrong usage; 3 done, but some inputs were refused; 4 nothing was read.",
)


def _is_date(text: str) -> str:
    """An option's date, which must be one: nothing is coded on a date that was mistyped."""
    if text:
        from accord.reading.dates import parse_date

        if not parse_date(text) or parse_date(text).startswith("--"):
            raise typer.BadParameter(f"{text!r} is no date; write it as 2024-06-05")
    return text


def _are_formats(text: str) -> str:
    from accord.pipeline import FORMATS

    wanted = _split(text)
    unknown = [kind for kind in wanted if kind not in FORMATS]
    if unknown or not wanted:
        raise typer.BadParameter(f"there is no format {', '.join(unknown) or repr(text)}; use {', '.join(FORMATS)}")
    return text


def _split(text: str) -> list[str]:
    return [part.strip().lower() for part in text.split(",") if part.strip()]


Paths = Annotated[
    list[str],
    typer.Argument(help="Files, folders, archives (.gz, .zip) with reports; - is standard input.", metavar="PATH"),
]
Published = Annotated[
    str,
    typer.Option(help="Date of every report, in place of what it says itself.", metavar="DATE", callback=_is_date),
]
Outlet = Annotated[str, typer.Option(help="Outlet of every report, in place of what it says itself.", metavar="NAME")]
Jobs = Annotated[
    int,
    typer.Option(
        "-j", "--jobs", min=1, metavar="N", help="Processes that share the work; any number gives the same bytes."
    ),
]


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"accord {__version__}")
        raise typer.Exit


@app.callback()
def _accord(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
) -> None: ...


@app.command()
def dossier(
    paths: Paths,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help="Folder to write into; made if missing.", file_okay=False)
    ] = Path(),
    formats: Annotated[
        str,
        typer.Option(
            "-f", "--format", metavar="LIST", callback=_are_formats, help="What to write: html, json, parquet, csv."
        ),
    ] = "html",
    published: Published = "",
    outlet: Outlet = "",
    title: Annotated[
        str, typer.Option(help="Title of the dossier, in place of its main happening.", metavar="TEXT")
    ] = "",
    past: Annotated[
        str,
        typer.Option(help="A ledger: what came before between the main parties, and what comes next.", metavar="FILE"),
    ] = "",
    jobs: Jobs = 1,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Write the files, print no summary.")] = False,
) -> None:
    """Read reports, write one dossier.

    Prints a readable summary and writes dossier.html, or other formats, into a folder.

    \b
      accord dossier reports/
      accord dossier a.txt b.html feed.xml more.jsonl -o out/ --format html,json,parquet
      cat report.txt | accord dossier - --published 2024-06-05 --outlet "Lake Herald"
    """
    from accord.pipeline import dossier_of, publish

    with _Progress("coding") as step:
        result = dossier_of(
            paths, stdin=_stdin(paths), published=published, outlet=outlet, jobs=jobs, title=title, progress=step
        )
    if past:
        from accord.foresight import with_forecasts

        result = with_forecasts(result, past)
    written = publish(result, out, formats=_split(formats))  # type: ignore[arg-type]  # _are_formats has checked them
    if not quiet:
        from accord.publishing import render_terminal

        render_terminal(result, _console())
        typer.echo("\nWritten: " + ", ".join(str(path) for path in written))
    if result.refused:
        raise typer.Exit(SOME_REFUSED)


@app.command("read")
def read_(paths: Paths, published: Published = "", outlet: Outlet = "") -> None:
    """Read reports: a JSON line for each.

    An input that was refused is a line too, with the reason.

    \b
      accord read reports/ | jq -r 'select(.record == "refused") | .input + ": " + .reason'
    """
    from accord.pipeline import read_reports

    _print_lines(read_reports(paths, stdin=_stdin(paths), published=published, outlet=outlet), paths)


@app.command("parse")
def parse_(paths: Paths, published: Published = "", outlet: Outlet = "") -> None:
    """Read and parse reports: their sentences.

    One JSON line a report, with the actors, places and times that its sentences name.

    \b
      accord parse report.txt | jq -r '.sentences[].actors[] | .text + " = " + .code'
    """
    from accord.pipeline import parse_reports, read_reports

    reports = read_reports(paths, stdin=_stdin(paths), published=published, outlet=outlet)
    _print_lines(parse_reports(reports), paths)


@app.command("code")
def code_(
    paths: Paths,
    published: Published = "",
    outlet: Outlet = "",
    jobs: Jobs = 1,
    skim: Annotated[
        bool, typer.Option(help="Do not read to the end reports that can hardly hold a political event.")
    ] = False,
) -> None:
    """Read, parse and code reports: their events.

    One JSON line a report: its events, claims, ties and expectations. An archive streams through in flat memory.

    \b
      accord code archive.jsonl.gz --jobs 4 > coded.jsonl
    """
    from accord.pipeline import code_reports, read_reports

    reports = read_reports(paths, stdin=_stdin(paths), published=published, outlet=outlet)
    _print_lines(code_reports(reports, jobs=jobs, skim=skim), paths)


@app.command()
def explain(
    event: Annotated[
        str, typer.Argument(help="An event's id, its beginning, or words of its sentence.", metavar="EVENT")
    ],
    paths: Paths,
    published: Published = "",
    outlet: Outlet = "",
) -> None:
    """Say why an event was coded as it was.

    Each line names what it decides, the words it rests on, and the table row or the path in the parse behind it.

    \b
      accord explain "will withdraw" reports/
    """
    from accord.pipeline import explain_event

    found = 0
    for coded, reasons in explain_event(event, paths, stdin=_stdin(paths), published=published, outlet=outlet):
        found += 1
        kind = f"{coded.type}-{coded.mode}" if coded.mode else coded.type
        typer.echo(f"{coded.id}  {kind} {' '.join(coded.aux_modes)}".rstrip() + f"\n  {' '.join(coded.quote.split())}")
        for reason in reasons:
            typer.echo(f"  {reason.what:<12} {reason.words!r}: {reason.because}")
    if not found:
        raise ConfigError(f"no event matches {event!r}", remedy="accord code prints the ids of all events")


@app.command()
def schema(name: Annotated[str, typer.Argument(help="Which schema: dossier.")] = "dossier") -> None:
    """Print the published JSON Schema of --format json.

    \b
      accord schema dossier > dossier.schema.json
    """
    if name != "dossier":
        raise typer.BadParameter(f"there is no schema {name!r}; there is: dossier")
    from accord.publishing import dossier_schema

    typer.echo(json.dumps(dossier_schema(), indent=2, ensure_ascii=False))


@app.command()
def check() -> None:
    """Validate every table of knowledge.

    Prints file, line and what is wrong; exit status 1 where anything is.

    \b
      accord check
    """
    from accord.pipeline import check_tables
    from accord.tables import data, table_names

    wrong = 0
    for problem in check_tables():
        wrong += 1
        line = f":{problem.line}" if problem.line else ""
        typer.echo(f"{os.path.relpath(str(data(problem.file)))}{line}: {problem.what}")
    if wrong:
        typer.echo(f"accord: {wrong} problem{'s' if wrong > 1 else ''}", err=True)
        raise typer.Exit(ERROR)
    typer.echo(f"All {len(list(table_names()))} tables are sound.")


def _stdin(paths: Sequence[str]) -> Any:
    """Standard input's bytes. Whoever asked for it at a keyboard is told that it is being waited for."""
    if "-" in paths and sys.stdin.isatty():
        typer.echo("accord: reading from the keyboard; end with Ctrl-D", err=True)
    return sys.stdin.buffer


def _console() -> Console:
    from rich.console import Console

    piped = not sys.stdout.isatty()
    return Console(width=80 if piped else None, no_color=piped or None, highlight=False, soft_wrap=False)


class _Progress:
    """A bar on standard error with what is done and how long is left; silent where that is not a terminal."""

    def __init__(self, doing: str, *, wanted: bool = True) -> None:
        self._doing, self._wanted = doing, wanted
        self._bar: Progress | None = None

    def __enter__(self) -> Callable[[int, int], None]:
        if not (self._wanted and sys.stderr.isatty()):
            return lambda done, total: None
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        # What is printed meanwhile goes to standard output as it is, not through the bar.
        bar = Progress(
            *columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False
        )
        self._bar = bar
        bar.start()
        task = bar.add_task("reading", total=None)

        def step(done: int, total: int) -> None:
            # What is to come is an estimate while an archive streams: a bar is never more than full.
            doing = "comparing" if done == total and self._doing == "coding" else self._doing
            bar.update(task, completed=done, total=max(done, total), description=doing)

        return step

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()


def _print_lines(records: Iterator[Any], paths: list[str]) -> None:
    """Each record as a JSON line with its kind; a refusal goes to the same stream, and to the exit status."""
    from accord.reading import count
    from accord.records import Refused, as_json

    done = refused = 0
    total = count(paths) if sys.stderr.isatty() else 0
    # Where the lines themselves are seen, they are progress enough.
    with _Progress("reports", wanted=not sys.stdout.isatty()) as step:
        for record in records:
            kind = type(record).__name__.lower()
            line = json.dumps({"record": kind} | as_json(record), ensure_ascii=False, separators=(",", ":"))
            sys.stdout.write(line + "\n")
            done += 1
            refused += isinstance(record, Refused)
            step(done, total)
    if refused == done:
        raise typer.Exit(NOTHING_READ)
    if refused:
        raise typer.Exit(SOME_REFUSED)


def main() -> None:
    """Run the command line and exit with its status."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit status of ``accord`` with ``arguments``. Whatever goes wrong is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = _invoke(list(arguments) or ["--help"])
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of a pipe went away ("accord code ... | head"): there is no one left to tell. What is still in
        # the buffer goes nowhere, so that the interpreter's own last flush does not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _interrupted()
    except DataError as error:
        return _fail(str(error), NOTHING_READ)
    except AccordError as error:
        return _fail(str(error), ERROR)
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error), ERROR)
    return status


def _invoke(arguments: list[str]) -> int:
    """Run one command. Typer's own ``main`` is left out, because it prints errors over several lines."""
    usage_error: Any = typer.BadParameter.__base__
    command = typer.main.get_command(app)
    try:
        with command.make_context("accord", arguments) as context:
            command.invoke(context)
    except typer.Exit as exit_:
        return exit_.exit_code
    except typer.Abort:
        return _interrupted()
    except usage_error as error:
        name = error.ctx.command_path if error.ctx else "accord"
        return _fail(f"{error.format_message().rstrip('.')} (see {name} --help)", USAGE)
    return 0


def _interrupted() -> int:
    """Say so and end. With worker processes, at once: what was on its way to a killed one can block an orderly end.

    (CPython before 3.12 waits for ever for a queue that no one reads any more.)
    """
    status = _fail("interrupted", INTERRUPTED)
    children = multiprocessing.active_children()
    if children:
        tracker = getattr(getattr(resource_tracker, "_resource_tracker", None), "_pid", None)
        for pid in [child.pid for child in children] + [tracker]:  # the tracker would complain of what is left
            if pid:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        sys.stderr.flush()
        os._exit(status)
    return status


def _fail(what: str, status: int) -> int:
    typer.echo("accord: " + " ".join(what.split()), err=True)
    return status
