"""Made-up pasts: events whose chances are known, because we drew them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from accord.records import Actor, PastEvent

FIRST = "2020-01-01"


def event(day: int, actor: str, recipient: str, type_: str = "ACCUSE", *, number: int = 0, text: str = "") -> PastEvent:
    """An event ``day`` days after the first."""
    return PastEvent(
        dataset="made",
        key=f"{day:05d}-{actor}-{recipient}-{type_}-{number}",
        date=(date.fromisoformat(FIRST) + timedelta(days=day)).isoformat(),
        actor=Actor(country=actor),
        recipient=Actor(country=recipient),
        type=type_,
        text=text,
    )


def codes(many: int) -> list[str]:
    return [f"{chr(65 + number // 26)}{chr(65 + number % 26)}X" for number in range(many)]


def poisson(seed: int, *, parties: int = 12, days: int = 400, types: tuple[str, ...] = ("ACCUSE", "CONSULT")):
    """Events that come one by one at a rate of each pair and kind; the rates, by (actor, recipient, type)."""
    random = np.random.default_rng(seed)
    rates, events = {}, []
    for actor in codes(parties):
        for recipient in codes(parties):
            for type_ in types:
                rate = float(random.gamma(0.5, 0.02)) if actor != recipient else 0.0
                rates[actor, recipient, type_] = rate
                for number in range(random.poisson(rate * days)):
                    events.append(event(int(random.integers(days)), actor, recipient, type_, number=number))
    return events, rates
