"""Places: names are found where the text uses them as places, mean what the report means, and stay inside the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.coding.where import WHERE, WHERE_COLUMNS, event_place
from accord.parsing import Tools
from accord.parsing.actors import find_actors
from accord.parsing.gazetteer import (
    COUNTRIES,
    COUNTRY_COLUMNS,
    DIVISION_COLUMNS,
    DIVISIONS,
    REGION_COLUMNS,
    REGIONS,
    PlaceIndex,
    place_key,
)
from accord.parsing.places import PlaceContext, check_places, find_places, find_report_places, load_places
from accord.parsing.resolving import kilometres, resolve_places
from accord.parsing.syntax import sentences
from accord.parsing.toponyms import CUE_COLUMNS, CUES, known_name, toponym_of
from accord.records import Mention, Place, Report, Sentence
from accord.tables import Row, read_table

Split = Callable[[str], tuple[Sentence, ...]]


@pytest.fixture(scope="module")
def split(tools: Tools) -> Split:
    def run(text: str) -> tuple[Sentence, ...]:
        [(_, found)] = list(sentences([Report("r", "", text)], tools.nlp))
        return found

    return run


def named(split: Split, text: str, index: PlaceIndex, *, adjectives: bool = False) -> list[Mention[Place]]:
    found = find_report_places(split(text), index=index, adjectives=adjectives)
    return [mention for mentions in found for mention in mentions]


def test_tables_have_no_problem() -> None:
    assert [str(problem) for problem in check_places()] == []


def rows(table: str, columns: Sequence[str]) -> list[Row]:
    return list(read_table(table, columns))


def test_every_name_of_the_tables_is_found(tools: Tools) -> None:
    missing = []
    for table, columns in ((COUNTRIES, COUNTRY_COLUMNS), (DIVISIONS, DIVISION_COLUMNS), (REGIONS, REGION_COLUMNS)):
        for row in rows(table, columns):
            for name in (row["name"], *row.list("aliases")):
                if not any(c.place.name == row["name"] for c in tools.places.find(name)):
                    missing.append(f"{row.file}:{row.line}: {name}")
    assert missing == []


def test_regions_are_many_and_partially_recognised_ones_have_their_nominal_sovereign() -> None:
    regions = rows(REGIONS, REGION_COLUMNS)
    assert len(regions) >= 500
    partial = {row["name"]: row["country"] for row in regions if row["pre"] == "yes"}
    assert partial["Nagorno-Karabakh"] == "AZE"
    assert partial["South Ossetia"] == partial["Abkhazia"] == "GEO"
    assert partial["Transnistria"] == "MDA"
    assert all(partial.values())


def test_every_capital_is_a_town_of_its_country(tools: Tools) -> None:
    lost = [
        row["capital"]
        for row in rows(COUNTRIES, COUNTRY_COLUMNS)
        if row["capital"] and int(row["population"] or 0) > 1_000_000
        if not any(c.place.country == row["country"] for c in tools.places.find(row["capital"]))
    ]
    assert lost == []


def test_weights_have_a_meaning_and_are_used_once() -> None:
    for table, columns in ((CUES, CUE_COLUMNS), (WHERE, WHERE_COLUMNS)):
        cues = rows(table, columns)
        assert len({row["cue"] for row in cues}) == len(cues)
        assert all(row["meaning"] for row in cues)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Deir ez-Zor", "deir ez zor"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("St. Louis", "Saint Louis"),
        ("the Sahel", "Sahel"),
    ],
)
def test_spellings_of_one_name_share_a_key(a: str, b: str) -> None:
    assert place_key(a) == place_key(b)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gunmen killed four farmers near Maiduguri.", ["Maiduguri"]),
        ("Shelling went on in Kharkiv and in the Donbas.", ["Kharkiv", "Donbas"]),
        ("Troops crossed into Nagorno-Karabakh from Agdam.", ["Nagorno-Karabakh", "Agdam"]),
        ("A bomb went off in the village of Zarbuta in northern Iraq.", ["Zarbuta", "Iraq"]),
        ("The envoy flew from Khartoum to the Gaza Strip.", ["Khartoum", "Gaza Strip"]),
        ("Police in Springfield, Ohio, arrested two men.", ["Springfield", "Ohio"]),
        ("Guards closed the Rafah crossing.", ["Rafah crossing"]),
    ],
)
def test_names_of_places_are_found(split: Split, tools: Tools, text: str, names: list[str]) -> None:
    assert [m.text for m in named(split, text, tools.places)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton and Jordan Peele were guests.",
        "Mr Washington resigned. Washington, 61, had served for years.",
        "They marched in March.",
        "The U.N. and the E.U. agreed.",
        "The West closed ranks.",
        "She bought a turkey and some china.",
    ],
)
def test_what_is_no_place_stays_out(split: Split, tools: Tools, text: str) -> None:
    assert named(split, text, tools.places) == []


def test_adjectives_are_given_only_when_asked_for(split: Split, tools: Tools) -> None:
    text = "Kenyan police and Somali troops met in Garissa."
    assert [m.text for m in named(split, text, tools.places)] == ["Garissa"]
    asked = named(split, text, tools.places, adjectives=True)
    assert {(m.text, m.value.country) for m in asked if m.via == "adjective"} <= {("Kenyan", "KEN"), ("Somali", "SOM")}


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        ("A storm hit Paris, Texas.", "Paris", "USA TX"),
        ("The talks were held in Paris.", "Paris", "FRA"),
        ("Floods closed roads in Springfield, Illinois.", "Springfield", "USA IL"),
        ("Fighting spread to Tripoli, Lebanon.", "Tripoli", "LBN"),
        ("Fighting spread to Tripoli, and to Misrata and Benghazi.", "Tripoli", "LBY"),
        ("Troops entered Hyderabad. Karachi and Lahore stayed calm in Pakistan.", "Hyderabad", "PAK"),
        ("Protesters filled Tbilisi, and Georgia closed its border with Russia.", "Georgia", "GEO"),
        ("Sheriffs in Macon and Atlanta, Georgia, made arrests. Georgia paid.", "Georgia", "USA GA"),
    ],
)
def test_the_report_decides_what_a_name_means(split: Split, tools: Tools, text: str, name: str, where: str) -> None:
    places = [m.value for m in named(split, text, tools.places) if m.text == name]
    assert places
    assert all(f"{p.country} {p.admin1}".startswith(where) for p in places)


def test_the_context_of_a_report_decides_for_a_single_sentence(split: Split, tools: Tools) -> None:
    [sentence] = split("A bomb went off in Hyderabad.")
    far = find_places(sentence, index=tools.places)
    near = find_places(sentence, index=tools.places, context=PlaceContext(countries=("PAK",) * 3))
    assert [m.value.country for m in far] == ["IND"]
    assert [m.value.country for m in near] == ["PAK"]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("A bomb went off in Kharkiv.", "well-known"),
        ("A bomb went off in Valencia.", "name"),
        ("A bomb went off in Qarzumbat.", "unknown"),
    ],
)
def test_a_town_larger_than_all_of_its_name_is_well_known(split: Split, tools: Tools, text: str, via: str) -> None:
    assert [m.via for m in named(split, text, tools.places)] == [via]


def test_a_name_no_table_knows_keeps_nothing_but_its_name(split: Split, tools: Tools) -> None:
    [village] = named(split, "Two shepherds were shot in the village of Qarzumbat.", tools.places)
    assert village.via == "unknown"
    assert village.value == Place("Qarzumbat")


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Gunmen killed four farmers in Zamfara on Sunday.", "killed", "Zamfara"),
        ("The army shelled villages near Goma after talks in Nairobi collapsed.", "shelled", "Goma"),
        ("Rebels captured Kidal on Friday.", "captured", "Kidal"),
        ("Officials said that gunmen killed two guards near Goma.", "said", None),
        ("Officials said that gunmen killed two guards near Goma.", "killed", "Goma"),
        ("Troops shelled the camp, the ministry in Nairobi said.", "shelled", None),
        ("Troops shelled the camp in Goma, the ministry in Nairobi said.", "shelled", "Goma"),
        ("The president of Chad resigned.", "resigned", None),
        ("Two soldiers were killed.", "killed", None),
        ("Kenya accused Somalia of harbouring rebels.", "accused", None),
    ],
)
def test_an_event_happens_where_the_sentence_says(
    split: Split, tools: Tools, text: str, trigger: str, place: str | None
) -> None:
    [sentence] = split(text)
    index = next(i for i, t in enumerate(sentence.tokens) if t.text == trigger)
    actors = find_actors(sentence, tools.actors, published="2024-06-12")
    found = event_place(sentence, index, find_places(sentence, index=tools.places, actors=actors))
    assert (found.text if found else None) == place


def test_well_known_names_keep_their_capital_in_headlines(tools: Tools) -> None:
    assert known_name("Baghdad", tools.places)
    assert not known_name("Zz", tools.places)


def test_distance_is_symmetric_and_infinite_where_a_point_is_missing() -> None:
    paris, rome = Place("Paris", lat=48.85, lon=2.35), Place("Rome", lat=41.9, lon=12.5)
    assert kilometres(paris, rome) == pytest.approx(kilometres(rome, paris))
    assert kilometres(paris, rome) == pytest.approx(1106, abs=10)
    assert kilometres(paris, Place("nowhere")) == float("inf")


TEXT = (
    "in near The Paris , Texas Al - Qaim of Georgia said Mr. Washington 's U.S. Kenyan city village north ( ) Lake"
    " Chad ’ Pa. from killed captured - ' St. New York á ß ı Ø \u2028 İstanbul ﬁ Ⅷ . and"
)
WORDS = st.sampled_from(sorted({*TEXT.split(" "), ""}))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=1, max_size=14))
def test_any_text_gives_places_inside_it_and_in_order(split: Split, tools: Tools, words: list[str]) -> None:
    text = " ".join(words)
    parsed = split(text)
    for sentence, found in zip(parsed, find_report_places(parsed, index=tools.places, adjectives=True), strict=True):
        for mention in found:
            assert sentence.start <= mention.start < mention.end <= sentence.end
            assert 0 <= mention.head < len(sentence.tokens)
            assert (mention.value.lat is None) == (mention.value.lon is None)
        assert all(a.end <= b.start for a, b in pairwise(found))
        for i in range(len(sentence.tokens)):
            place = event_place(sentence, i, found)
            assert place is None or place in found


@settings(max_examples=200, deadline=None)
@given(name=st.text(max_size=12))
def test_any_name_can_be_looked_up(name: str) -> None:
    index = _index()
    assert index.find(name) == index.find(name)
    assert place_key(name.upper()) == place_key(name.upper().lower())


_LOADED: list[PlaceIndex] = []


def _index() -> PlaceIndex:
    if not _LOADED:
        _LOADED.append(load_places())
    return _LOADED[0]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [("A U.S.-led force arrived.", "U.S.", "USA"), ("A Paris-based agency said so.", "Paris", "FRA")],
)
def test_a_span_within_a_word_is_a_toponym_of_its_own(split: Split, text: str, name: str, country: str) -> None:
    index, start = load_places(), text.index(name)
    found = toponym_of(split(text)[0], start, start + len(name), index)
    assert found is not None
    assert (found.start, found.end, found.text) == (start, start + len(name), name)
    assert resolve_places([found], index, PlaceContext())[0].country == country


def test_no_word_no_toponym(split: Split) -> None:
    assert toponym_of(split("A force arrived.")[0], 900, 905, load_places()) is None
