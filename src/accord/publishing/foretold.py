"""What is forecast, as lines: the question, its chance and base rate, and the past that moved it, event by event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accord.publishing.chances import chance_words, kind_words, party_words
from accord.publishing.labels import count, day_of, show_date
from accord.records import Dealing, Dossier, Forecast, PastPattern


@dataclass(frozen=True, slots=True)
class PatternLine:
    """Something in the past that moved a forecast ``way`` (up or down) by ``effect``; ``told`` are its latest events.

    ``quotes`` are words of events that are not at hand themselves.
    """

    way: str
    effect: str
    what: str
    told: tuple[Dealing, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForecastLine:
    """One question and its answer. ``ratio`` is ``""`` where the answer is the base rate."""

    kind: str
    question: str
    rule: str
    probability: float
    base_rate: float
    chance: str
    base: str
    ratio: str
    patterns: tuple[PatternLine, ...]


@dataclass(frozen=True, slots=True)
class ForecastGroup:
    """The forecasts from one party to another, and how much history there was between them."""

    title: str
    codes: str
    history: str
    lines: tuple[ForecastLine, ...]


def forecast_groups(dossier: Dossier) -> tuple[ForecastGroup, ...]:
    """The dossier's forecasts by their parties, in their order."""
    dealings = {one.key: one for one in dossier.background.dealings} if dossier.background else {}
    found = []
    for actor, recipient in dict.fromkeys((one.actor, one.recipient) for one in dossier.forecasts):
        made = [one for one in dossier.forecasts if (one.actor, one.recipient) == (actor, recipient)]
        found.append(
            ForecastGroup(
                title=f"{party_words(actor)} → {party_words(recipient)}",
                codes=f"{actor} → {recipient}",
                history=f"{count(made[0].n, 'event')} of the one towards the other before: {made[0].verdict}",
                lines=tuple(_line(one, dealings) for one in made),
            )
        )
    return tuple(found)


def horizon_words(one: Forecast) -> str:
    """``30 days, 13 June 2019 to 12 July 2019``."""
    days = (date.fromisoformat(one.end) - date.fromisoformat(one.start)).days + 1
    return f"{count(days, 'day')}, {show_date(one.start)} to {show_date(one.end)}"


def starts_early(dossier: Dossier) -> str:
    """A sentence where the forecasts had to start before the last report, because the past ends there; else ``""``."""
    days = [day for one in dossier.reports if (day := day_of(one.published))]
    first = dossier.forecasts[0] if dossier.forecasts else None
    if first is None or not days or first.start > max(days):
        return ""
    return f"The past ends {show_date(first.known_to)}, before the last of these reports: it is forecast from there."


def _line(one: Forecast, dealings: dict[str, Dealing]) -> ForecastLine:
    kind = kind_words(one.kind)
    sides = f"from {party_words(one.actor)} to {party_words(one.recipient)}"
    return ForecastLine(
        kind=kind,
        question=f"Will there be at least one event of {kind} {sides} within {horizon_words(one)}?",
        rule=one.rule,
        probability=one.probability,
        base_rate=one.base_rate,
        chance=chance_words(one.probability),
        base=chance_words(one.base_rate),
        ratio=f"{one.ratio:.1f}" if one.patterns else "",
        patterns=tuple(_pattern(pattern, dealings) for pattern in one.patterns),
    )


def _pattern(one: PastPattern, dealings: dict[str, Dealing]) -> PatternLine:
    told = tuple(dealings[key] for key in one.keys if key in dealings)
    return PatternLine(
        way="up" if one.effect > 0 else "down",
        effect=f"{one.effect:+.2f}",
        what=one.what,
        told=told,
        quotes=() if told else one.quotes,
    )


def told_words(one: Dealing, *, sides: Sequence[str] = ()) -> str:
    """An event of the past on a line: its day, who to whom unless they are ``sides``, its type and its words."""
    who = "" if (one.actor, one.recipient) == tuple(sides) else f"{party_words(one.actor)} → "
    whom = f"{party_words(one.recipient)}, " if who else ""
    words = f" “{one.text}”" if one.text else ""
    return f"{one.date}: {who}{whom}{one.type or 'statement'}{words}"
