"""Commands that keep what was read and correct it: ingest, judge, source, rebuild."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from accord.cli.reports import NOTHING_READ, SOME_REFUSED, Jobs, Outlet, Paths, Published, _Progress, _stdin, app
from accord.errors import ConfigError

LedgerOption = Annotated[
    str,
    typer.Option(help="The ledger: a file, or a postgresql:// URL.", metavar="FILE"),
]
Who = Annotated[str, typer.Option(help="Who judges; by default who is logged in.", metavar="NAME")]
Why = Annotated[str, typer.Option(help="Why, in a sentence.", metavar="TEXT")]


def now() -> str:
    """The time, as the ledger keeps it: ISO, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@app.command()
def ingest(
    paths: Paths,
    ledger: LedgerOption = "accord.db",
    published: Published = "",
    outlet: Outlet = "",
    jobs: Jobs = 1,
) -> None:
    """Read reports into a ledger.

    Only what is new is read: run it again tomorrow on the same folder. It may be killed at any moment and run again.

    \b
      accord ingest reports/ --ledger caucasus.db
      accord ingest feed.xml --ledger caucasus.db --jobs 4
    """
    from accord.ledger import open_ledger
    from accord.reading import count
    from accord.upkeep import ingest as read_in

    with open_ledger(ledger, create=True) as held, _Progress("reading") as step:
        total = count(paths)
        found = read_in(
            held,
            paths,
            now=now(),
            stdin=_stdin(paths),
            published=published,
            outlet=outlet,
            jobs=jobs,
            progress=lambda done: step(done, total),
        )
    typer.echo(f"{found.new} new, {found.held} held already, {found.refused} refused")
    if found.refused:
        raise typer.Exit(SOME_REFUSED if found.new or found.held else NOTHING_READ)


class _Verdict(StrEnum):
    MERGE = "merge"
    SPLIT = "split"
    REJECT = "reject"
    CONFIRM = "confirm"
    GRADE = "grade"
    REVOKE = "revoke"


@app.command()
def judge(
    verdict: Annotated[_Verdict, typer.Argument(help="What is judged.", metavar="VERDICT")],
    names: Annotated[list[str], typer.Argument(help="Ids of episodes, events or judgements.", metavar="ID")],
    ledger: LedgerOption = "accord.db",
    why: Why = "",
    who: Who = "",
    credibility: Annotated[str, typer.Option(help="For grade: 1 (confirmed) to 6 (cannot be judged).")] = "",
) -> None:
    """Judge what the machine made of reports.

    merge: these are one happening. split: these events are another one than the rest. reject: these are no events.
    confirm: this is one happening, and rightly so. grade: how credible it is. revoke: take a judgement back.
    A judgement counts from now on, over whatever the machine says; what was known before stays as it was.

    \b
      accord judge merge 3f2a9c 77b01e --why "one strike, told twice" --ledger caucasus.db
      accord judge grade 3f2a9c --credibility 2 --ledger caucasus.db
    """
    from accord.upkeep import judge as rule_on
    from accord.upkeep import open_settled

    at = now()
    with open_settled(ledger, now=at) as held:
        made = rule_on(
            held, verdict.value, names, who=who or getpass.getuser(), at=at, why=why, credibility=credibility
        )
    typer.echo(f"{made.id}  {made.kind} of {len(made.events)} event{'s' if len(made.events) != 1 else ''}")


@app.command()
def source(
    outlet: Annotated[str, typer.Argument(help="The outlet's name.", metavar="OUTLET")] = "",
    reliability: Annotated[str, typer.Option(help="A (reliable) to F (cannot be judged).")] = "",
    ledger: LedgerOption = "accord.db",
    why: Why = "",
    who: Who = "",
) -> None:
    """Grade a source, or show the grades of all.

    The Admiralty's letters, A to F, for the source alone; what it says is graded by itself (accord judge grade).

    \b
      accord source "Lake Herald" --reliability B --ledger caucasus.db
      accord source --ledger caucasus.db
    """
    from accord.ledger import RELIABILITY, Grade, open_ledger

    with open_ledger(ledger) as held:
        if reliability:
            if not outlet:
                raise ConfigError("no outlet is named", remedy='Write accord source "Lake Herald" --reliability B')
            held.append_grade(Grade(outlet, reliability.upper(), who or getpass.getuser(), now(), why))
        for name, grade in sorted(held.grades().items()):
            if not outlet or name == outlet:
                typer.echo(
                    f"{grade.reliability}  {name}  {RELIABILITY[grade.reliability]} ({grade.who}, {grade.at[:10]})"
                )


@app.command()
def rebuild(ledger: LedgerOption = "accord.db") -> None:
    """Make all that was derived anew.

    From reports and judgements alone: the same as it grew to, byte for byte.

    \b
      accord rebuild --ledger caucasus.db
    """
    from accord.ledger import open_ledger
    from accord.upkeep import rebuild as make_anew

    with open_ledger(ledger) as held, _Progress("deriving") as step:
        count = make_anew(held, at=now(), progress=lambda done: step(done, done))
    typer.echo(f"derived from {count} reports")
