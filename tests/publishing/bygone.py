"""The dossier on Tarvia's exit with a past behind it: two drawn years, a gap, a pair that hardly met, hostile words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from accord.forecasting.dealings import dealings, pair_past
from accord.forecasting.history import gather
from accord.records import Actor, Background, Dossier, Forecast, PastEvent, PastPattern
from publishing.tarvia import EXIT

FIRST, GAP, TURN, LAST = date(2022, 3, 1), date(2023, 2, 1), date(2023, 10, 1), date(2024, 6, 10)
#: Days on which nothing at all was recorded from GAP on, so that the series are absent there.
SILENT = 75
HOSTILE = "</title><script>alert('past')</script> \u202eesrever\u202c \x1b[31m"


def days() -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        if not GAP <= day < GAP + timedelta(SILENT):
            yield day
        day += timedelta(1)


def events() -> Iterator[PastEvent]:
    """Somebody does something every third day; Tarvia and Rosmark talk, and from TURN on rather accuse each other."""
    for number, day in enumerate(days()):
        if number % 3 == 0:
            yield event(f"other-{day}", day, "XOS", "XBR", "CONSULT", "")
        if number % (40 if day >= TURN else 12) == 1:
            yield event(f"talk-{day}", day, "XTA", "XRO", "CONSULT", f"Tarvia and Rosmark talk on {day}.")
        if number % (6 if day >= TURN else 90) == 2:
            yield event(f"blame-{day}", day, "XTA", "XRO", "ACCUSE", HOSTILE if number % 5 == 0 else "Tarvia accuses.")
        if number % 25 == 3:
            yield event(f"=back-{day}", day, "XRO", "XTA", "REJECT", "")
    yield event("once", date(2023, 7, 7), "XTA", "XSE", "AID", "Tarvia helps Seldia.")


def event(key: str, day: date, actor: str, recipient: str, type_: str, text: str) -> PastEvent:
    return PastEvent("made", key, day.isoformat(), Actor(actor), Actor(recipient), type_, text=text)


def forecast(
    kind: str, chance: float, base: float, patterns: tuple[PastPattern, ...], n: int, verdict: str
) -> Forecast:
    sides = ("XTA", "XRO")
    ends = ("2024-06-14", "2024-07-13")
    ratio = round(chance / base, 2)
    rule = f"Yes if the history holds at least one {kind} event from XTA to XRO dated {ends[0]} to {ends[1]}."
    return Forecast(
        f"f-{kind}",
        *sides,
        kind,
        *ends,
        rule,
        chance,
        base,
        ratio,
        patterns,
        n,
        verdict,
        "2024-06-10",
        ends[0],
        "made/1",
    )


def bygone() -> Dossier:
    known = gather(events())
    pairs = tuple(pair_past(known, "XTA", other, until="2024-06-13") for other in ("XRO", "XSE"))
    last = [one for one in events() if one.key.startswith("blame")][-1]
    blame = PastPattern(
        "verbal conflict from XTA to XRO: many", 0.61, 40, "2022-03-03", last.date, (last.key,), (last.text,)
    )
    lost = PastPattern("any contact", -0.2, 3, "2022-03-03", "2023-01-01", ("nowhere",), ("Words of nowhere.",))
    made = (
        forecast("quad 3", 0.74, 0.41, (blame, lost), 55, "enough history"),
        forecast("quad 4", 0.02, 0.02, (), 55, "too little history: base rate only"),
    )
    behind = dealings(known, [trend for pair in pairs for trend in pair.trends], made)
    return replace(EXIT, forecasts=made, background=Background(known.first, known.last, pairs, behind))
