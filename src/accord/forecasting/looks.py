"""Looks: what is known of one candidate answer to one question, as numbers for the learned combination.

Every look has a name made of what is looked at and what is told of it; ``same · age`` is how many days ago *who* last
did *what* to the candidate. GROUPS says the same for a reader.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from accord.forecasting.facts import Floats, Ints
from accord.forecasting.patterns import PATTERNS, Survey
from accord.forecasting.recollection import Recollection
from accord.forecasting.tallies import HALF_LIVES, Tally, totals

_DAYS, _FORTNIGHT, _SEASON, _LONG = range(4)

GROUPS = {
    "same": "whether and when the same was done to it before",
    "pair": "what else passed between the two",
    "back": "whether it did the same in return",
    "rules": "what usually follows what passed between the two",
    "usual": "how usual it is as the answer to such a question",
    "fame": "how often it is in the news",
    "compatriots'": "what the asked actor's compatriots do",
    "role's": "what others in the asked actor's role do",
    "home": "how the asked actor deals with the candidate's home",
    "asker": "how often the asked actor does this",
    "two": "acquaintance through others",
    "alikes'": "what actors of like company do",
    "kin": "home and standing of the candidate",
    "weekly": "the day of the week on which such things happen",
    "yearly": "the season in which such things happened in earlier years",
    "rhythm": "the usual interval after which such a thing comes again",
    "mixture": "all patterns together",
}
"""What looks tell, by the first word of their names."""


def group_of(name: str) -> str:
    """The word of GROUPS that a look or pattern is of."""
    return name.replace(",", " ").split()[0]


def look(past: Recollection, survey: Survey, chances: Floats, rows: Ints, actors: Ints) -> dict[str, Floats]:
    """Every look at each candidate (an actor for a row of the survey), by name. ``chances`` are the patterns' own."""
    found: dict[str, Floats] = {name: chances[:, place] for place, name in enumerate(PATTERNS)}
    who, what, day = survey.who[rows], survey.what[rows], survey.day
    found.update(_told(past, who, what, actors, day))
    found.update(_rules(survey, rows, actors))
    found.update(_kin(past, survey, chances, rows, actors))
    company = past.company(day)
    found["alikes' · nearness"] = np.einsum("ij,ij->i", company.taste[who], company.taste[actors])
    found["same · of asked"] = found["same · 400 d"] / (found["asker · 400 d"] + 1)
    found["pair · of candidate"] = found["pair · 400 d"] / (found["fame · 400 d"] + 1)
    found["usual · of candidate"] = found["usual · 400 d"] / (found["fame · 400 d"] + 1)
    return found


def _told(past: Recollection, who: Ints, what: Ints, actors: Ints, day: int) -> Iterator[tuple[str, Floats]]:
    """Ages and counts from every tally."""
    n, kinds, homes = past.entities, past.kinds, past.kin.homes
    back = np.where(what < past.relations, what + past.relations, what - past.relations)
    asked = who * kinds + what
    pair = who * n + actors
    views: tuple[tuple[str, Tally, Ints, tuple[int, ...], bool], ...] = (
        ("same", past.triples, pair * kinds + what, (_DAYS, _FORTNIGHT, _LONG), True),
        ("back", past.triples, pair * kinds + back, (_FORTNIGHT, _LONG), False),
        ("pair", past.pairs, pair, (_DAYS, _FORTNIGHT, _LONG), True),
        ("usual", past.answers, what * n + actors, (_DAYS, _FORTNIGHT, _LONG), False),
        ("fame", past.actors, actors, (_DAYS, _FORTNIGHT, _LONG), False),
        ("compatriots' same", past.home_answers, (homes[who] * kinds + what) * n + actors, (_FORTNIGHT, _LONG), False),
        ("compatriots' dealings", past.home_pairs, homes[who] * n + actors, (_FORTNIGHT, _LONG), False),
        ("home", past.asked_homes, asked * past.kin.home_count + homes[actors], (_FORTNIGHT, _LONG), False),
        ("asker", past.asked, asked, (_FORTNIGHT, _LONG), False),
    )
    for name, tally, keys, half_lives, days in views:
        at = tally.find(keys)
        yield f"{name} · age", tally.age(at, day)
        for half_life, values in zip(half_lives, tally.values(at, day, half_lives), strict=True):
            yield f"{name} · {HALF_LIVES[half_life]} d", values
        if days:
            yield f"{name} · times", tally.times(at)
        if name in past.cycles.names:
            yield from past.cycles.look(name, keys, tally.times(at), day)
    rhythm = past.cycles.rhythm
    since, stray = rhythm.due(rhythm.find(pair * kinds + what), day)
    yield "rhythm · since", since
    yield "rhythm · stray", stray


def _rules(survey: Survey, rows: Ints, actors: Ints) -> Iterator[tuple[str, Floats]]:
    fired, size = survey.firings, len(survey.fame)
    place = np.full(len(survey.who) * size, -1, np.int32)
    place[fired.owners * size + fired.proposed] = np.arange(len(fired.owners), dtype=np.int32)
    at = place[rows * size + actors]
    for name in ("total", "strongest", "second", "fired"):
        values = np.append(getattr(fired, name), np.float32(0))  # the last is for what no rule proposes
        yield f"rules · {name}", values[at].astype(np.float32)


def _kin(past: Recollection, survey: Survey, chances: Floats, rows: Ints, actors: Ints) -> Iterator[tuple[str, Floats]]:
    """Homes and roles, and the usual answers within the homes the asked actor deals with."""
    kin, who = past.kin, survey.who[rows]
    same = (kin.homes[who] == kin.homes[actors]) & (kin.homes[who] > 0)
    named = kin.named[who] & kin.named[actors]
    yield "kin · compatriot", (same + (same & named)).astype(np.float32)
    yield "kin · standing", (kin.named[actors] + (kin.roles[actors] == 1)).astype(np.float32)
    yield "kin · oneself", (who == actors).astype(np.float32)
    usual = chances[:, PATTERNS.index("usual, 400 d")]
    homes = kin.homes[actors]
    base = _homes_of(survey, "usual, 400 d", kin.homes, kin.home_count)
    for name in ("pair, 10 d", "compatriots' same, 400 d"):
        wanted = _homes_of(survey, name, kin.homes, kin.home_count)
        yield f"home · {name}", (wanted[rows, homes] * usual / np.maximum(base[rows, homes], 1e-9)).astype(np.float32)


def _homes_of(survey: Survey, pattern: str, homes: Ints, count: int) -> Floats:
    """A pattern's chances by the home of the actors it names: a row a question."""
    spread = survey.spreads[PATTERNS.index(pattern)]
    cell = spread.owners * count + homes[spread.actors]
    return totals(cell, spread.chance, len(survey.who) * count).reshape(len(survey.who), count)
