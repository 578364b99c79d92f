"""Measure places: ``python -m bench.places`` (gold under ``ACCORD_GOLD``, default ``../shared/gold``).

Toponym spans by exact F1; geocoding on the gold spans, as the share resolved within 161 km (of those that gold gives
coordinates) and to the right country; the place of an event by overlap F1 on every sixth sentence of its gold, with
the trigger given.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from accord.coding.where import event_place
from accord.parsing.gazetteer import COUNTRIES, COUNTRY_COLUMNS, PlaceIndex
from accord.parsing.places import find_report_places, load_places
from accord.parsing.resolving import PlaceContext, resolve_places
from accord.parsing.syntax import load_syntax, sentences
from accord.parsing.toponyms import Toponym, toponym_of
from accord.records import Place, Report, Sentence
from accord.tables import read_table
from bench.dates import paragraphs

SETS = ("trnews", "lgl")
#: Every so manieth sentence of the event gold is read: all of them take minutes.
STEP = 6
NEAR_KM = 161.0


def measure(gold: Path) -> dict[str, float]:
    """``<set> span F1|at 161 km|country`` and ``event overlap F1``; empty where there is no gold."""
    folder = gold / "places"
    if not folder.is_dir():
        return {}
    index, nlp = load_places(), load_syntax()
    figures: dict[str, float] = {}
    for name in SETS:
        rows = read(folder / f"{name}.jsonl")
        parsed = [s for _, s in sentences((as_report(row) for row in rows), nlp)]
        figures |= {f"{name} {k}": v for k, v in compare_articles(rows, parsed, index).items()}
    rows = read(folder / "event_location.jsonl")[::STEP]
    parsed = [s for _, s in sentences((as_report(row) for row in rows), nlp)]
    figures["event overlap F1"] = compare_events(rows, parsed, index)
    return figures


def read(path: Path) -> list[dict[str, Any]]:
    """Rows of a file of JSON lines; none where it is absent."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line] if path.is_file() else []


def as_report(row: dict[str, Any]) -> Report:
    """A gold text as a report of paragraphs."""
    text = row["text"]
    return Report(str(row["id"]), row.get("title") or "", text, blocks=tuple(paragraphs(text)))


def compare_articles(
    rows: list[dict[str, Any]], parsed: list[tuple[Sentence, ...]], index: PlaceIndex
) -> dict[str, float]:
    """Span F1, accuracy at 161 km and accuracy of the country over a set of articles."""
    found = gold = hits = near = measured = right = named = 0
    for row, article in zip(rows, parsed, strict=True):
        want = {(t["start"], t["end"]) for t in row["toponyms"]}
        have = {(m.start, m.end) for ms in find_report_places(article, index=index, adjectives=True) for m in ms}
        found, gold, hits = found + len(have), gold + len(want), hits + len(want & have)
        for answer, place in geocode(row, article, index):
            if answer["lat"] is not None:
                measured += 1
                near += distance(place, answer["lat"], answer["lon"]) <= NEAR_KM
            if answer["country"]:
                named += 1
                right += same_country(place, answer["country"])
    return {
        "span F1": 2 * hits / max(found + gold, 1),
        "at 161 km": near / max(measured, 1),
        "country": right / max(named, 1),
    }


def geocode(
    row: dict[str, Any], article: tuple[Sentence, ...], index: PlaceIndex
) -> Iterator[tuple[dict[str, Any], Place]]:
    """Each gold toponym with the place that its span is resolved to, all of the article's together."""
    toponyms: list[Toponym] = []
    answers = []
    for answer in row["toponyms"]:
        sentence = next((s for s in article if s.start <= answer["start"] < s.end), None)
        made = toponym_of(sentence, answer["start"], answer["end"], index) if sentence else None
        toponyms.append(made or Toponym(answer["start"], answer["end"], answer["text"], 0))
        answers.append(answer)
    yield from zip(answers, resolve_places(toponyms, index, PlaceContext()), strict=True)


def distance(place: Place, lat: float, lon: float) -> float:
    """Great-circle distance in kilometres; infinite where the place has no coordinates."""
    if place.lat is None or place.lon is None:
        return math.inf
    a, b = math.radians(place.lat), math.radians(lat)
    half = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(place.lon - lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def same_country(place: Place, name: str) -> bool:
    """Whether gold's country, by its English name, is the place's."""
    return place.country == _codes().get(name, name)


def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for row in read_table(COUNTRIES, COUNTRY_COLUMNS):
        codes |= dict.fromkeys((row["name"], *row.list("aliases")), row["country"])
    return codes


def compare_events(rows: list[dict[str, Any]], parsed: list[tuple[Sentence, ...]], index: PlaceIndex) -> float:
    """Overlap F1: a place found counts where it overlaps one of gold's; gold has no place, one, or several alike."""
    hits = found = gold = 0
    for row, article in zip(rows, parsed, strict=True):
        start, end = place_span(row, article, index)
        hits += any(start < span["end"] and span["start"] < end for span in row["locations"])
        found, gold = found + (end > start), gold + bool(row["locations"])
    return 2 * hits / max(found + gold, 1)


def place_span(row: dict[str, Any], article: tuple[Sentence, ...], index: PlaceIndex) -> tuple[int, int]:
    """Offsets of the place found for the row's event; an empty span where none is."""
    places = find_report_places(article, index=index)
    for sentence, here in zip(article, places, strict=True):
        for i, token in enumerate(sentence.tokens):
            if token.start <= row["event"]["start"] < token.end:
                place = event_place(sentence, i, here)
                return (place.start, place.end) if place else (0, 0)
    return 0, 0


def main() -> int:
    """Print the table."""
    figures = measure(Path(os.environ.get("ACCORD_GOLD", "../shared/gold")))
    if not figures:
        print("places: not measured: no gold")
    for name, figure in figures.items():
        print(f"places  {name:<20} {figure:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
