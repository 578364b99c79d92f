"""Commands on what is likely next: forecast, trends, backtest, scores."""

from __future__ import annotations

import contextlib
import datetime
import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.reports import _console, app
from accord.cli.views import _is_day, _last_day
from accord.errors import ConfigError

if TYPE_CHECKING:
    from accord.cli.foretelling import Telling
    from accord.foresight import Past
    from accord.ledger import Ledger

#: The ledger that is asked where none is named, in the current folder.
DEFAULT = "accord.db"

LedgerPath = Annotated[
    str, typer.Option("--ledger", metavar="FILE", help="The ledger: a file or a PostgreSQL URL; accord.db by default.")
]
Horizon = Annotated[str, typer.Option("--horizon", metavar="SPAN", help="How far ahead: 30d, 4w, 6m, 1y.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON in place of the table.")]
Html = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write a page with pictures too.", dir_okay=False)
]


class _By(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@app.command()
def forecast(
    pair: Annotated[str, typer.Argument(metavar="PAIR", help='Who to whom: "RUS -> ARM", "Russia → Armenia".')] = "",
    horizon: Horizon = "30d",
    asked: Annotated[
        str, typer.Option("--ask", metavar="QUESTION", help='One question: "will ARM SANCTION CSTO by 2024-12-31".')
    ] = "",
    top: Annotated[
        int, typer.Option("--top", min=0, max=500, metavar="N", help="Where risk departs most from its base rate.")
    ] = 0,
    region: Annotated[str, typer.Option("--region", metavar="NAME", help="With --top: caucasus, sahel, asia...")] = "",
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE", callback=_is_day, help="The first day asked about; today's.")
    ] = "",
    keep: Annotated[bool, typer.Option(help="Write the forecasts into the ledger, to be scored later.")] = True,
    ledger: LedgerPath = DEFAULT,
    json_: AsJson = False,
) -> None:
    """Say what is likely next, and why.

    By kind of event: probability, base rate, their ratio, and the past that moved it, with dates and quotes. With
    too little history only the base rate is given. Forecasts are kept in the ledger for "accord scores".

    \b
      accord forecast "RUS -> ARM" --horizon 30d
      accord forecast --ask "will ARM SANCTION CSTO by 2024-12-31"
      accord forecast --top 20 --region caucasus
    """
    if sum(map(bool, (pair, asked, top))) != 1:
        raise typer.BadParameter('give one of a pair ("RUS -> ARM"), --ask QUESTION or --top N')
    if region and not top:
        raise typer.BadParameter("--region goes with --top")
    with _past(ledger) as (held, past):
        from accord import foresight
        from accord.cli.foretelling import show_forecasts
        from accord.forecasting.questions import read_horizon, read_pair, read_question

        start, days = past.from_day(_day(as_of) or _today()), read_horizon(horizon)
        if asked:
            made = foresight.forecast_question(past, read_question(asked, start=start), made_on=_today())
        elif top:
            made = foresight.forecast_top(past, region=region, most=top, as_of=start, days=days, made_on=_today())
        else:
            sides = read_pair(pair)
            made = foresight.forecast_pair(past, *sides, as_of=start, days=days, made_on=_today())
        # A forecast of days that the ledger knows already is an exercise; keeping it would be boasting.
        kept = keep and start > past.history.last
        if kept:
            foresight.keep(held, made)
        show_forecasts(_telling(past, json_), made, wanted=_day(as_of) or _today(), ranked=bool(top), kept=kept)


@app.command()
def trends(
    pair: Annotated[str, typer.Argument(metavar="PAIR", help='Two parties: "ARM RUS", "Armenia -> Russia".')],
    by: Annotated[_By, typer.Option("--by", metavar="PERIOD", help="day, week, month or year.")] = _By.MONTH,
    since: Annotated[
        str, typer.Option("--from", metavar="DATE", callback=_is_day, help="The first day; all by default.")
    ] = "",
    until: Annotated[
        str, typer.Option("--to", metavar="DATE", callback=_is_day, help="The last day; all by default.")
    ] = "",
    html: Html = None,
    ledger: LedgerPath = DEFAULT,
    json_: AsJson = False,
) -> None:
    """Show how dealings between two parties went.

    Counts and PLOVER's conflict-cooperation score, both ways, by quad and type, with the periods from which
    the level changed. Where there is no data the series is absent, not zero.

    \b
      accord trends "ARM RUS" --by month
      accord trends "ARM RUS" --by week --html trends.html
    """
    with _past(ledger) as (_, past):
        from accord.cli.foretelling import show_trends
        from accord.foresight import trends_of

        drawn = trends_of(past, pair, by=by.value, since=_day(since), until=_day(until, last=True))
        show_trends(_telling(past, json_), drawn)
        if html is not None:
            from accord.forecasting.dealings import dealings
            from accord.publishing.trendpage import render_trends

            known = past.history.first, past.history.last
            _write(html, render_trends(drawn, known=known, dealings=dealings(past.history, drawn)), json_)


@app.command()
def backtest(
    since: Annotated[str, typer.Option("--from", metavar="DATE", callback=_is_day, help="The first day of asking.")],
    until: Annotated[str, typer.Option("--to", metavar="DATE", callback=_is_day, help="The last day of asking.")],
    horizon: Horizon = "30d",
    types: Annotated[bool, typer.Option("--types", help="Ask for PLOVER's types too, not for quads alone.")] = False,
    html: Html = None,
    ledger: LedgerPath = DEFAULT,
    json_: AsJson = False,
) -> None:
    """Test the forecasts on the past.

    Walks forward week by week: learns from what was known on the day, forecasts every pair that ever met, and sees
    what came. Brier and log score, skill over baselines, calibration.

    \b
      accord backtest --from 2018-01 --to 2018-12
      accord backtest --from 2018-01 --to 2018-12 --horizon 4w --html backtest.html
    """
    with _past(ledger) as (_, past):
        from accord.cli.foretelling import show_backtest
        from accord.forecasting.backtest import judge, walk
        from accord.forecasting.questions import read_horizon

        days = read_horizon(horizon)
        walked = walk(past.history, since=_day(since), until=_day(until, last=True), days=days, types=types)
        tested = list(judge(walked))
        show_backtest(_telling(past, json_), tested, walked)
        if html is not None:
            from accord.publishing.testpage import render_backtest

            asked = sorted({datetime.date.fromordinal(int(day)).isoformat() for day in walked.day})
            _write(html, render_backtest(tested, asked=asked, days=days), json_)


@app.command()
def scores(ledger: LedgerPath = DEFAULT, json_: AsJson = False) -> None:
    """Score every forecast ever made.

    Each is resolved by its own rule once its horizon is past and the data covers it; where the data does not, it is
    void. Those still open are counted.

    \b
      accord scores --ledger accord.db
    """
    with _past(ledger) as (held, past):
        from accord.cli.foretelling import show_scores
        from accord.forecasting.scores import add_up, resolve

        resolved = resolve(held.forecasts(), past.history, today=_today())
        show_scores(_telling(past, json_), resolved, add_up(resolved))


@contextlib.contextmanager
def _past(ledger: str) -> Iterator[tuple[Ledger, Past]]:
    """The ledger and its past. Errors of a missing ledger say how to make one."""
    # Matrices here are small: more than one thread each costs more than it gives, and less is left to chance.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from accord.foresight import past_of
    from accord.ledger import open_ledger

    if "://" not in ledger and not Path(ledger).exists():
        raise ConfigError(
            f"there is no ledger {ledger}", remedy="accord ingest PATH makes one, accord import adds other datasets"
        )
    with open_ledger(ledger) as held:
        yield held, past_of(held)


def _telling(past: Past, json_: bool) -> Telling:
    from accord.cli.foretelling import Telling

    return Telling(past.history.first, past.history.last, None if json_ else _console())


def _today() -> str:
    return datetime.datetime.now(tz=datetime.UTC).date().isoformat()


def _day(text: str, *, last: bool = False) -> str:
    """The first (or ``last``) day of what a date names: a day, a month, a year; ``""`` stays so."""
    if not text:
        return ""
    from accord.reading.dates import parse_date

    iso = text if len(text) in (4, 7) else parse_date(text)[:10]
    return _last_day(iso) if last else iso + "-01-01"[len(iso) - 4 :] if len(iso) < 10 else iso


def _write(path: Path, page: str, quiet: bool) -> None:
    path.write_text(page, encoding="utf-8")
    if not quiet:
        typer.echo(f"\nWritten: {path}")
