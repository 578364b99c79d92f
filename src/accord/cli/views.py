"""Commands that ask what is known: state, ties, history, changes, whatif."""

from __future__ import annotations

import calendar
import contextlib
import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.reports import _console, _is_date, app
from accord.errors import ConfigError

if TYPE_CHECKING:
    from accord.cli.showing import Asked
    from accord.ledger import Ledger
    from accord.records import Actor

#: The ledger that is asked where none is named, in the current folder.
DEFAULT = "accord.db"

LedgerPath = Annotated[
    str,
    typer.Option(
        "--ledger", metavar="FILE", help="The ledger: a file or a PostgreSQL URL; by default accord.db, if it is here."
    ),
]


def _is_day(text: str) -> str:
    """A view's date: a day, a month or a year (of which the last day is meant)."""
    return text if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", text) else _is_date(text)


AsOf = Annotated[
    str, typer.Option("--as-of", metavar="DATE", callback=_is_day, help="The day asked about; today by default.")
]
KnownBy = Annotated[
    str,
    typer.Option(
        "--known-by", metavar="DATE", callback=_is_day, help="By what was known on that day; today by default."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, with every sentence, in place of the table.")]
Ended = Annotated[bool, typer.Option("--all", help="Show ties that have ended too.")]


@app.command()
def state(
    party: Annotated[str, typer.Argument(metavar="PARTY", help="A state, body or group: ARM, Armenia, CSTO.")],
    as_of: AsOf = "",
    known_by: KnownBy = "",
    ledger: LedgerPath = "",
    ended: Ended = False,
    json_: AsJson = False,
) -> None:
    """Say where a party stands.

    Its ties by kind, forces, open happenings and what is contested, as of a day, by what was known
    on a day. The tables of facts are part of the world; such lines say "table".

    \b
      accord state ARM --as-of 2024-06-12 --known-by 2024-06-12
      accord state "African Union" --json
    """
    from accord.cli import stating

    with _asked(ledger, as_of, known_by, json_) as asked:
        stating.show_state(asked, _party(party, asked), ended=ended)


@app.command()
def ties(
    of: Annotated[str, typer.Option("--of", metavar="PARTY", help="A state, body or group at either end.")],
    kind: Annotated[
        str,
        typer.Option("--kind", metavar="KIND", help="One kind of tie: membership, forces...; all by default."),
    ] = "",
    as_of: AsOf = "",
    known_by: KnownBy = "",
    ledger: LedgerPath = "",
    ended: Ended = False,
    json_: AsJson = False,
) -> None:
    """List a party's ties and their stages.

    With the sentences behind each.

    \b
      accord ties --kind membership --of CSTO --as-of 2024-06-12
      accord ties --of ARM --kind forces
    """
    from accord.cli import stating

    with _asked(ledger, as_of, known_by, json_) as asked:
        stating.show_ties_of(asked, _party(of, asked), kind=_kind(kind), ended=ended)


@app.command()
def history(
    parties: Annotated[str, typer.Argument(metavar="PARTIES", help='Two parties: "ARM CSTO", "Armenia Russia".')],
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="One kind of tie; all by default.")] = "",
    known_by: KnownBy = "",
    ledger: LedgerPath = "",
    json_: AsJson = False,
) -> None:
    """Tell how what was known of two parties changed.

    Every tie between the two, step by step, in the order in which it became known.

    \b
      accord history "ARM CSTO"
      accord history "Armenia Russia" --kind alliance
    """
    from accord.cli import telling
    from accord.naming import find_pair

    with _asked(ledger, "", known_by, json_) as asked:
        a, b = find_pair(parties, also=_also(parties, asked))
        telling.show_history(asked, a, b, kind=_kind(kind))


@app.command()
def changes(
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="The first day: a date, yesterday or today.")],
    known_by: KnownBy = "",
    ledger: LedgerPath = "",
    json_: AsJson = False,
) -> None:
    """Tell what is new since a day.

    New, newly corroborated, newly contested, reversed: ties, happenings and contests. Days are those of the reports.

    \b
      accord changes --since yesterday
      accord changes --since 2024-06-12 --known-by 2024-06-20
    """
    from accord.cli import telling

    with _asked(ledger, "", known_by, json_) as asked:
        start = _since(since)
        if start > asked.world.known_by:
            raise typer.BadParameter(f"--since {start} is after --known-by {asked.world.known_by}")
        telling.show_changes(asked, since=start, until=asked.world.known_by)


@app.command()
def whatif(
    action: Annotated[str, typer.Argument(metavar="ACTION", help='What would happen: "ARM leaves CSTO".')],
    as_of: AsOf = "",
    known_by: KnownBy = "",
    ledger: LedgerPath = "",
    json_: AsJson = False,
) -> None:
    """Say what would follow from an act.

    Which obligations lapse between whom, what remains, which dues, forces and dependences are exposed: if X leaves
    Y, X joins Y, X suspends membership in Y, X ends pact with Y, X withdraws forces from Y. From the ledger and the
    tables of facts alone, each line with its evidence.

    \b
      accord whatif "ARM leaves CSTO" --as-of 2024-06-12
      accord whatif "Ukraine joins NATO" --json
    """
    from accord.cli import supposing
    from accord.ledger.following import follow, parse_action

    with _asked(ledger, as_of, known_by, json_) as asked:
        supposing.show_following(asked, follow(parse_action(action, also=_also(action, asked)), asked.world))


@contextlib.contextmanager
def _asked(ledger: str, as_of: str, known_by: str, json_: bool) -> Iterator[Asked]:
    """What a view is asked of: the ledger, if there is one, and the world at two dates."""
    from accord.cli.showing import Asked
    from accord.ledger.world import World

    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    kept = _open(ledger)
    try:
        world = World(kept, _last_day(as_of) or today, _last_day(known_by) or today)
        yield Asked(kept, world, console=None if json_ else _console())
    finally:
        if kept is not None:
            kept.close()


def _open(named: str) -> Ledger | None:
    """The ledger that is named; the default one where it is here; None, for the tables of facts alone, where not."""
    from accord.upkeep import open_settled

    if not named and not Path(DEFAULT).exists():
        return None
    if named and "://" not in named and not Path(named).exists():
        raise ConfigError(f"there is no ledger {named}", remedy="accord ingest PATH --ledger FILE makes one")
    return open_settled(named or DEFAULT)


def _last_day(date: str) -> str:
    """The last day of what a date names: a year or a month is over when all of it is."""
    from accord.reading.dates import parse_date

    iso = date if len(date) in (0, 4, 7) else parse_date(date)[:10]
    if len(iso) == 4:
        return f"{iso}-12-31"
    if len(iso) == 7:
        return f"{iso}-{calendar.monthrange(int(iso[:4]), int(iso[5:]))[1]:02}"
    return iso


def _since(text: str) -> str:
    """The first day of a span: ``yesterday``, ``today``, or the first day of what a date names."""
    from accord.reading.dates import parse_date

    today = datetime.datetime.now(tz=datetime.UTC).date()
    words = {"today": today, "yesterday": today - datetime.timedelta(days=1)}
    if text in words:
        return words[text].isoformat()
    iso = text if len(_is_day(text)) in (4, 7) else parse_date(text)[:10]
    return iso + "-01-01"[len(iso) - 4 :] if len(iso) < 10 else iso


def _party(text: str, asked: Asked) -> Actor:
    from accord.naming import find_party

    return find_party(text, also=_also(text, asked))


def _also(text: str, asked: Asked) -> tuple[str, ...]:
    """What of ``text`` the ledger knows as a party's key although no table names it."""
    if asked.ledger is None:
        return ()
    words = text.split()
    runs = {" ".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, len(words) + 1)}
    runs |= {run.casefold() for run in runs}
    return tuple(sorted(run for run in runs if next(asked.ledger.tie_words(party=run), None) is not None))


def _kind(text: str) -> str:
    """A kind of tie by name or alias, ``""`` for all."""
    from accord.tiekinds import load_tie_kinds

    kinds = load_tie_kinds().kinds
    if text and text not in kinds:
        known = ", ".join(dict.fromkeys(kind.name for kind in kinds.values()))
        raise typer.BadParameter(f"there is no kind of tie {text!r}; there are {known}")
    return kinds[text].name if text else ""
