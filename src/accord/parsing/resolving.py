"""Resolving: which of the places called by a name is meant, decided for a whole report at once.

A report that names Texas and Dallas means the Paris in Texas; one that names nothing else means the one in France.
Every candidate is scored by how many live there, by the larger place named beside it, by the countries and divisions
that the report's unmistakable names lie in, and by the distance to them; what was settled first helps the rest.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accord.parsing.gazetteer import Candidate, PlaceIndex, place_key
from accord.parsing.toponyms import Toponym, load_cues
from accord.records import Place

#: Kilometres within which a candidate counts as near to another place of the report.
NEAR = 150.0
#: Features that hold other places: they vote for their country or division.
_HOLDERS = frozenset(("PCLI", "ADM1"))


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What is known of where a report is at home: countries (alpha-3) it speaks of, places already resolved in it."""

    countries: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class _Votes:
    """How often the report's settled names lie in a country or a division, and where they lie."""

    countries: Counter[str]
    divisions: Counter[tuple[str, str]]
    points: tuple[tuple[float, float], ...]
    company: dict[tuple[int, int], dict[str, float]]


def resolve_places(toponyms: Sequence[Toponym], index: PlaceIndex, context: PlaceContext) -> list[Place]:
    """One place for each toponym, in order; a name the gazetteer does not know keeps only its name.

    One name means one place in a report, unless a larger place beside it says otherwise.
    """
    names: dict[tuple[str, str], tuple[Candidate, ...]] = {}
    within = {place_key(t.text): t.within for t in toponyms if t.within}
    for toponym in toponyms:
        beside = toponym.within or within.get(place_key(toponym.text), "")
        names.setdefault((toponym.text, beside), _inside(candidates(toponym.text, index), beside, index))
    company = _company(names)
    votes = _votes((c[0].place for c in names.values() if len(c) == 1), context, company)
    settled: dict[tuple[str, str], Place] = {}
    for _ in range(2):
        settled = {key: _best(found, votes, key[0]).place for key, found in names.items() if found}
        votes = _votes((settled[key] for t in toponyms if (key := _key(t, within)) in settled), context, company)
    return [settled.get(_key(t, within), Place(t.text)) for t in toponyms]


def _key(toponym: Toponym, within: dict[str, str]) -> tuple[str, str]:
    return toponym.text, toponym.within or within.get(place_key(toponym.text), "")


def candidates(name: str, index: PlaceIndex) -> tuple[Candidate, ...]:
    """What a name may mean; a name with a direction or a kind word that is not known whole is known by its rest."""
    found = index.find(name)
    if found or " " not in name:
        return found
    words = load_cues().words
    first, _, rest = name.partition(" ")
    if first.lower() in words["after_direction"] | words["after_kind"] and (found := index.find(rest)):
        return found
    rest, _, last = name.rpartition(" ")
    return index.find(rest) if last.lower() in words["before_kind"] or last in words["geographic_word"] else ()


def _inside(found: tuple[Candidate, ...], beside: str, index: PlaceIndex) -> tuple[Candidate, ...]:
    """The candidates that lie in the place named beside them; all of them where none does."""
    if not beside or not found or found[0].place.feature == "PCLI":
        return found
    holders = [c.place for c in index.find(beside)]
    kept = tuple(c for c in found if any(_holds(holder, c.place) for holder in holders))
    return kept or found


def _holds(holder: Place, place: Place) -> bool:
    """Whether ``place`` lies in ``holder``: a country by its code, a division by its code or, smaller, by distance."""
    if holder == place or holder.country != place.country:
        return False
    if holder.feature == "PCLI":
        return True
    if holder.feature == "ADM1" and holder.admin1:
        return holder.admin1 == place.admin1
    return kilometres(holder, place) < NEAR


def _company(names: dict[tuple[str, str], tuple[Candidate, ...]]) -> dict[tuple[int, int], dict[str, float]]:
    """For each square degree the names that may mean a place in it; a name with many meanings says less."""
    squares: dict[tuple[int, int], dict[str, float]] = {}
    for (name, _), found in names.items():
        for c in found:
            if c.place.lat is not None and c.place.lon is not None and c.place.feature not in _HOLDERS:
                square = (math.floor(c.place.lat), math.floor(c.place.lon))
                squares.setdefault(square, {})[place_key(name)] = 1 / math.sqrt(len(found))
    return squares


def _votes(places: Iterable[Place], context: PlaceContext, company: dict[tuple[int, int], dict[str, float]]) -> _Votes:
    known = [*places, *context.places]
    countries = Counter(p.country for p in known if p.country)
    countries.update(dict.fromkeys(context.countries, 2))
    divisions = Counter((p.country, p.admin1) for p in known if p.admin1)
    points = tuple(
        (p.lat, p.lon) for p in known if p.lat is not None and p.lon is not None and p.feature not in _HOLDERS
    )
    return _Votes(countries, divisions, points[:200], company)


def _best(found: tuple[Candidate, ...], votes: _Votes, name: str) -> Candidate:
    """The likeliest candidate: the first of the best by score, so that equal scores keep the table's order."""
    return max(found, key=lambda c: _score(c, votes, place_key(name)))


def _score(c: Candidate, votes: _Votes, name: str) -> float:
    place = c.place
    total = max(sum(votes.countries.values()), 1)
    score = math.log10(c.population + 10) + (1.0 if c.table != "gazetteer" else 0.0)
    score += 2.0 * votes.countries[place.country] / total
    score += {"PCLI": 2.0, "ADM1": -0.7, "ADM2": -1.5, "PPLC": 0.8}.get(place.feature, 0.0)
    score -= 2.0 if c.alias else 0.0
    if place.admin1:
        inside = votes.divisions[place.country, place.admin1]
        score += min(inside, 4) * 0.8
    if place.lat is not None and place.lon is not None and place.feature not in _HOLDERS:
        near = sum(1 for point in votes.points if 0.5 < _apart((place.lat, place.lon), point) < NEAR)
        score += min(near, 4) * 0.4 + min(_near_names(place.lat, place.lon, votes, name), 2.0) * 0.8
    return score


def _near_names(lat: float, lon: float, votes: _Votes, name: str) -> float:
    """How many other names of the report may mean a place in the same square degree or one beside it."""
    row, column = math.floor(lat), math.floor(lon)
    best: dict[str, float] = {}
    for square in ((row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
        for other, weight in votes.company.get(square, {}).items():
            if other != name:
                best[other] = max(best.get(other, 0.0), weight)
    return sum(best.values())


def kilometres(a: Place, b: Place) -> float:
    """Great-circle distance; infinite where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    return _apart((a.lat, a.lon), (b.lat, b.lon))


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    north, south = math.radians(a[0]), math.radians(b[0])
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(math.radians(a[1] - b[1]) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(half, 1.0)))
