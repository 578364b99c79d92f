"""How ``accord forecast``, ``trends``, ``backtest`` and ``scores`` answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from rich.console import Console

from accord.cli.showing import Out, emit
from accord.forecasting.backtest import BASELINES, Walked
from accord.forecasting.questions import name_kind
from accord.forecasting.scores import Totals
from accord.publishing.chances import (
    blocks,
    chance_words,
    change_words,
    departure,
    kind_words,
    number_words,
    party_words,
    sides_words,
)
from accord.publishing.courses import is_told
from accord.publishing.labels import count
from accord.records import Forecast, PastPattern, Resolution, Tested, Trend, as_json

#: Of a list of kinds, how many are explained below the table.
_EXPLAINED = 3
#: Resolved forecasts that are listed; all are in the JSON.
_LISTED = 20


@dataclass(frozen=True, slots=True)
class Telling:
    """Where the history begins and ends, and the console to tell it on; None where the answer is JSON."""

    first: str
    last: str
    console: Console | None


def show_forecasts(tell: Telling, made: Sequence[Forecast], *, wanted: str, ranked: bool, kept: bool) -> None:
    """Forecasts in a table, then the past behind those that depart most from their base rate."""
    if tell.console is None:
        emit({"history": [tell.first, tell.last], "kept": kept, "forecasts": as_json(tuple(made))})
        return
    out = Out(tell.console)
    if not made:
        out.line("No pair of that region has enough history to depart from its base rate.")
        return
    first = made[0]
    title = "Where risk departs most from its base rate" if ranked else sides_words(first.actor, first.recipient)
    out.title(f"{title}, {first.start} to {first.end}")
    if first.start < wanted:
        out.line(f"The history ends {tell.last}: forecasting from there, not from {wanted}.", style="yellow")
    out.line(f"History from {tell.first} to {first.known_to}." + ("" if ranked else f" {_between(first)}"))
    out.line()
    out.table(*_table(made, ranked), styles=[_style(one) for one in made])
    if ranked:
        out.section("What moved them most")
        for one in made:
            out.line(f"{one.actor} → {one.recipient}, {kind_words(one.kind)}", style="bold")
            for pattern in one.patterns[:1]:
                out.line(_pattern(pattern), indent=2, hang=4)
    if not ranked:
        moved = [one for one in made if one.patterns]
        moved.sort(key=lambda one: -departure(one.probability, one.base_rate))
        for one in moved[:_EXPLAINED]:
            _explain(out, one)
        out.section("How it is resolved")
        of_kind = (
            first.rule
            if len(made) == 1
            else first.rule.replace(f"one {name_kind(first.kind)} event", "one event of the kind")
        )
        out.line(of_kind)
    note = "Kept in the ledger; accord scores tells how they came out." if kept else "Not kept in the ledger."
    out.line()
    out.line(note, style="dim")


def _between(one: Forecast) -> str:
    return f"{count(one.n, 'event')} of {one.actor} towards {one.recipient}: {one.verdict}."


def _table(made: Sequence[Forecast], ranked: bool) -> tuple[Sequence[str], list[Sequence[str]]]:
    rows: list[Sequence[str]] = []
    for one in made:
        figures = (chance_words(one.probability), chance_words(one.base_rate), f"{one.ratio:.1f}")
        who = (f"{one.actor} → {one.recipient}",) if ranked else ()
        rows.append((*who, kind_words(one.kind), *figures))
    head = ("kind", "chance", "base rate", "ratio")
    return (("who", *head) if ranked else head), rows


def _explain(out: Out, one: Forecast) -> None:
    """The patterns that moved one forecast, each with its direction, dates and latest events."""
    out.section(f"{kind_words(one.kind)}: {chance_words(one.probability)}, base rate {chance_words(one.base_rate)}")
    for pattern in one.patterns:
        out.line(_pattern(pattern), indent=2, hang=4)
        if pattern.quotes:
            out.line(f'"{pattern.quotes[0]}" ({pattern.last}, {pattern.keys[0]})', indent=4, hang=6, style="dim")
        elif pattern.keys:
            out.line(f"latest: {', '.join(pattern.keys)}", indent=4, hang=6, style="dim")


def _pattern(one: PastPattern) -> str:
    return f"{'up' if one.effect > 0 else 'down'} ({one.effect:+.2f}): {one.what}"


def _style(one: Forecast) -> str:
    if departure(one.probability, one.base_rate) < 0.4 or max(one.probability, one.base_rate) < 0.02:
        return ""
    return "red" if one.ratio > 1 else "green"


def show_trends(tell: Telling, drawn: Sequence[Trend]) -> None:
    """Each series as blocks, one a period, with its changes below."""
    if tell.console is None:
        emit({"history": [tell.first, tell.last], "trends": as_json(tuple(drawn))})
        return
    out = Out(tell.console)
    pairs = list(dict.fromkeys((one.actor, one.recipient) for one in drawn))
    out.title(f"{party_words(pairs[0][0])} and {party_words(pairs[0][1])}, by {drawn[0].by}")
    starts = [point.start for point in drawn[0].points][-_room(out.width) :]
    out.line(f"Data from {tell.first} to {tell.last}; shown are periods from {starts[0]} to {starts[-1]}.")
    out.line("Blocks are scaled to each row's largest; _ is no event, · no data.")
    for pair in pairs:
        out.section(sides_words(*pair))
        shown = [one for one in drawn if (one.actor, one.recipient) == pair and is_told(one)]
        rows = [row for one in shown for row in _trend_rows(one, out.width)]
        out.table(("kind", f"one {drawn[0].by} each", "in all", "most"), rows)
        for one in shown:
            for change in one.changes:
                out.line(f"{kind_words(one.kind)}, {change_words(change, one.by)}", indent=2, hang=4, style="yellow")


def _trend_rows(one: Trend, width: int) -> list[Sequence[str]]:
    """The series, and its scores where it is that of all kinds; the latest periods that there is room for."""
    latest = one.points[-_room(width) :]
    counts = [point.n or 0 for point in one.points]
    told = number_words(sum(counts)), number_words(max(counts, default=0))
    rows: list[Sequence[str]] = [(kind_words(one.kind), blocks([point.n for point in latest]), *told)]
    if not one.kind:
        scores = blocks([None if point.score is None else point.score + 10 for point in latest], top=20)
        rows.append(("score, -10 to +10", scores, "", ""))
    return rows


def _room(width: int) -> int:
    """How many periods fit on a line, beside the kind and two numbers."""
    return max(10, width - 40)


def show_backtest(tell: Telling, tested: Sequence[Tested], walked: Walked) -> None:
    """Scores by population and kind, and what was said against what happened."""
    if tell.console is None:
        emit({"history": [tell.first, tell.last], "days": walked.days, "tested": as_json(tuple(tested))})
        return
    out = Out(tell.console)
    weeks = len(np.unique(walked.day))
    out.title(f"Backtest: {count(weeks, 'day')} of asking, a week apart; horizon {walked.days} days")
    out.line(
        "Each day learns anew from what was known then. Skill is the share by which the Brier score is below a "
        "baseline's. base: the base rate of such pairs; last: persistence; r-f: recency and frequency; own: the "
        "pair's own long-run rate. ECE: expected calibration error, bins of equal mass."
    )
    for of in dict.fromkeys(one.of for one in tested):
        out.section(of)
        rows = [_tested_row(one) for one in tested if one.of == of]
        out.table(("kind", "asked", "came", "Brier", "log", "base", "last", "r-f", "own", "ECE"), rows)
    whole = tested[0]
    out.section(f"Said and happened ({whole.of})")
    head = ("said", "on average", "happened", "of")
    out.table(head, [_bin_row(one.low, one.high, one.said, one.happened, one.n) for one in whole.table])


def _tested_row(one: Tested) -> Sequence[str]:
    over = [f"{one.skill[name]:.3f}" for name in BASELINES]
    return (
        one.kind or "all",
        f"{one.n / 1000:.0f}k" if one.n >= 10_000 else str(one.n),
        f"{one.rate:.1%}",
        f"{one.brier:.4f}",
        f"{one.log_score:.4f}",
        *over,
        f"{one.ece_mass:.4f}",
    )


def _bin_row(low: float, high: float, said: float, happened: float, n: int) -> Sequence[str]:
    return f"{low:.0%} to {high:.0%}", f"{said:.1%}", f"{happened:.1%}", number_words(n)


def show_scores(tell: Telling, resolved: Sequence[Resolution], totals: Totals) -> None:
    """Totals, then the forecasts that are resolved, the latest first."""
    if tell.console is None:
        emit({"history": [tell.first, tell.last], "totals": asdict(totals), "resolved": as_json(tuple(resolved))})
        return
    out = Out(tell.console)
    out.title(f"{count(totals.made, 'forecast')} made")
    out.line(f"{totals.resolved} resolved ({totals.yes} came true), {totals.void} void, {totals.open} still open.")
    if totals.brier is not None and totals.log_score is not None:
        over = "" if totals.skill is None else f", skill over their base rates {totals.skill:.3f}"
        out.line(f"Brier score {totals.brier:.4f}, log score {totals.log_score:.4f}{over}.")
    told = [one for one in resolved if one.outcome != "open"]
    if told:
        out.line()
        rows = [_resolved_row(one) for one in told[::-1][:_LISTED]]
        out.table(("made", "question", "to", "said", "came", "why"), rows)
    if len(told) > _LISTED:
        out.line(f"... and {len(told) - _LISTED} more; --json lists all.", style="dim")


def _resolved_row(one: Resolution) -> Sequence[str]:
    made = one.forecast
    asked = f"{made.actor} {kind_words(made.kind)} {made.recipient}"
    return made.made_on, asked, made.end, chance_words(made.probability), one.outcome, one.why
