"""The terminal's door: ``accord dossier|read|parse|code|schema|check``. It parses options; the rooms do the work."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from accord.errors import AccordError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Reads what many outlets wrote about one happening: what happened, who says so, where they conflict, "
    "who is bound to whom, what is expected.",
    epilog="Exit status: 0 done; 1 an error; 2 wrong usage; 3 done, but some inputs were refused; 4 nothing was read.",
)

#: Exit statuses beyond 0 (done), 1 (an error, named) and 2 (wrong usage).
SOME_REFUSED = 3
NOTHING_READ = 4

Paths = Annotated[
    list[str], typer.Argument(help="Files or folders with reports; - reads standard input.", metavar="PATH…")
]
Published = Annotated[
    str, typer.Option(help="Date (YYYY-MM-DD) of reports that give none, or to override.", metavar="DATE")
]
Outlet = Annotated[str, typer.Option(help="Outlet of reports that give none, or to override.", metavar="NAME")]
Jobs = Annotated[int, typer.Option(min=1, help="Processes to share the work; the result is the same for any number.")]
FORMATS = ("html", "json", "parquet", "csv")


@app.command()
def dossier(
    paths: Paths,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder to write into; made if missing.")] = Path(),
    formats: Annotated[str, typer.Option("--format", help="What to write: html, json, parquet, csv.")] = "html",
    published: Published = "",
    outlet: Outlet = "",
    title: Annotated[str, typer.Option(help="Title of the dossier; by default its main happening.")] = "",
    jobs: Jobs = 1,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Write the files, print no summary.")] = False,
) -> None:
    """Read reports and publish one dossier: a summary in the terminal, dossier.html (or other formats) in a folder."""
    wanted = _formats(formats)
    from accord.pipeline import dossier_of

    with _progress("reports", paths) as step:
        result = dossier_of(
            paths, stdin=sys.stdin.buffer, published=published, outlet=outlet, jobs=jobs, title=title, progress=step
        )
    from accord.publishing import render_html, render_json, render_terminal, write_tables

    out.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for kind in wanted:
        if kind in ("html", "json"):
            target = out / f"dossier.{kind}"
            target.write_text((render_html if kind == "html" else render_json)(result), encoding="utf-8")
            written.append(target)
        else:
            written.extend(write_tables(result, out, kind))
    if not quiet:
        render_terminal(result, _console())
        typer.echo("\nWritten: " + ", ".join(str(path) for path in written))
    if result.refused:
        raise typer.Exit(SOME_REFUSED)


@app.command("read")
def read_(paths: Paths, published: Published = "", outlet: Outlet = "") -> None:
    """Read reports; one JSON line each, refusals too."""
    from accord.pipeline import read_reports

    _print_lines(read_reports(paths, stdin=sys.stdin.buffer, published=published, outlet=outlet), paths)


@app.command("parse")
def parse_(paths: Paths, published: Published = "", outlet: Outlet = "") -> None:
    """Read and parse reports; one JSON line a report: its sentences with actors, places and times."""
    from accord.pipeline import parse_reports, read_reports

    reports = read_reports(paths, stdin=sys.stdin.buffer, published=published, outlet=outlet)
    _print_lines(parse_reports(reports), paths)


@app.command("code")
def code_(paths: Paths, published: Published = "", outlet: Outlet = "", jobs: Jobs = 1) -> None:
    """Read, parse and code reports; one JSON line a report: its events, claims, ties and expectations."""
    from accord.pipeline import code_reports, read_reports

    reports = read_reports(paths, stdin=sys.stdin.buffer, published=published, outlet=outlet)
    _print_lines(code_reports(reports, jobs=jobs), paths)


@app.command()
def schema(name: Annotated[str, typer.Argument(help="Which schema: dossier.")] = "dossier") -> None:
    """Print the published JSON Schema of --format json."""
    if name != "dossier":
        raise typer.BadParameter(f"there is no schema {name!r}; there is: dossier")
    from accord.publishing import dossier_schema

    typer.echo(json.dumps(dossier_schema(), indent=2, ensure_ascii=False))


@app.command()
def check() -> None:
    """Validate every table of knowledge; print file, line and what is wrong. Exit status 1 where anything is."""
    from accord.pipeline import check_tables

    found = list(check_tables())
    for problem in found:
        typer.echo(str(problem))
    if found:
        raise typer.Exit(1)
    typer.echo("All tables are sound.")


def _formats(text: str) -> list[str]:
    wanted = [part.strip().lower() for part in text.split(",") if part.strip()]
    unknown = [kind for kind in wanted if kind not in FORMATS]
    if unknown or not wanted:
        raise typer.BadParameter(f"--format takes {', '.join(FORMATS)}; not {', '.join(unknown) or 'nothing'}")
    return wanted


def _console() -> Any:
    from rich.console import Console

    piped = not sys.stdout.isatty()
    return Console(width=80 if piped else None, no_color=piped or None, highlight=False, soft_wrap=False)


class _progress:  # noqa: N801 - reads as the statement it is used in
    """A bar on standard error with what is done and how long is left; silent where that is not a terminal."""

    def __init__(self, unit: str, paths: list[str]) -> None:
        self._unit, self._paths, self._bar = unit, paths, None

    def __enter__(self) -> Any:
        if not sys.stderr.isatty():
            return lambda done: None
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        from accord.reading import count

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)  # type: ignore[assignment]
        bar: Any = self._bar
        bar.start()
        task = bar.add_task(self._unit, total=count(self._paths) or None)
        return lambda done: bar.update(task, completed=done)

    def __exit__(self, *_: object) -> None:
        bar: Any = self._bar
        if bar is not None:
            bar.stop()


def _print_lines(records: Iterator[Any], paths: list[str]) -> None:
    """Each record as a JSON line with its kind; a refusal goes to the same stream, and to the exit status."""
    from accord.records import Refused, as_json

    done = refused = 0
    with _progress("reports", paths) as step:
        for record in records:
            kind = type(record).__name__.lower()
            line = json.dumps({"record": kind} | as_json(record), ensure_ascii=False, separators=(",", ":"))
            sys.stdout.write(line + "\n")
            done += 1
            refused += isinstance(record, Refused)
            step(done)
    if refused:
        raise typer.Exit(NOTHING_READ if refused == done else SOME_REFUSED)
    if not done:
        raise typer.Exit(NOTHING_READ)


def main() -> None:
    """Run the command line; an error of accord's own is one clear line on standard error."""
    from accord.errors import DataError

    try:
        app()
    except DataError as error:
        typer.echo(f"accord: {error}", err=True)
        sys.exit(NOTHING_READ)
    except AccordError as error:
        typer.echo(f"accord: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of a pipe went away ("accord code … | head"); there is no one left to tell.
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
