"""Laws: what a format can hold comes back as it went, for any event; what it cannot is named here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.exchange import icews_rows, polecat_rows, read_icews, read_polecat
from accord.exchange.cameo import goldstein_of, load_cameo, meaning_of
from accord.exchange.countries import body_of, load_countries
from accord.ontology import load_ontology
from accord.records import Actor, PastEvent, Place, Refused

TYPES = load_ontology().types
WORDS = st.lists(
    st.sampled_from(["Lake", "Órbita", "d'Aran", "=SUM(A1)", "+1", "-x", "@home", "'q", 'say "no"', "a,b"])
)
NAME = WORDS.map(" ".join)
DAY = st.dates().map(lambda day: day.isoformat())
COUNTRY = st.sampled_from(["", "ARM", "RUS", "KOS", "PSE", "CIV", "COD", "COG"])
NUMBER = st.none() | st.floats(-90, 90, allow_nan=False).map(lambda value: round(value, 5) + 0.0)
BODIES = st.sampled_from(["CSTO", "NATO", "European Union", "Hamas"]).map(body_of).map(lambda body: body or Actor())


@st.composite
def kinds(draw: st.DrawFn) -> tuple[str, str]:
    type_ = draw(st.sampled_from(["", *TYPES]))
    return type_, draw(st.sampled_from(["", *TYPES[type_].modes])) if type_ else ""


@st.composite
def polecat_events(draw: st.DrawFn) -> PastEvent:
    """What POLECAT has columns for: named parties, one sector each, a place, contexts; no text, no code, no count."""
    type_, mode = draw(kinds())
    dataset = draw(st.sampled_from(["accord", "icews", "polecat", "gdelt"]))
    date, id_ = draw(DAY), draw(st.from_regex(r"[0-9a-f]{1,12}(_\d)?", fullmatch=True))
    plain = st.builds(Actor, COUNTRY, st.sampled_from(["", "GOV", "MIL"]), NAME.filter(bool), NAME) | st.just(Actor())
    scores = st.floats(-10, 10).map(lambda value: round(value, 1) + 0.0)
    return PastEvent(
        dataset=dataset,
        key=f"{id_}@{date}" if dataset in ("polecat", "icews") else id_,
        date=date,
        actor=draw(plain | BODIES),
        recipient=draw(plain | BODIES),
        type=type_,
        mode=mode,
        contexts=tuple(draw(st.lists(st.sampled_from(load_ontology().contexts), unique=True, max_size=3))),
        intensity=draw(scores),
        place=draw(st.none() | places()),
        source=draw(NAME),
    )


@st.composite
def places(draw: st.DrawFn) -> Place:
    feature = draw(st.sampled_from(["PPL", "PPLC", "ADM1", ""]))
    name = draw(st.sampled_from(["Gyumri", "Lake Van", "Sokh"]))
    return Place(name, draw(COUNTRY), draw(NAME), draw(NUMBER), draw(NUMBER), draw(st.integers(0, 9_999_999)), feature)


@st.composite
def icews_events(draw: st.DrawFn) -> PastEvent:
    """What ICEWS has columns for: CAMEO's code decides the type, and the name of a party its country's role."""
    code = draw(st.sampled_from(sorted(code for code in load_cameo().meanings if len(code) > 2)))
    meaning, date = meaning_of(code), draw(DAY)
    named = NAME.map(lambda name: f"Citizen {name}".strip())
    plain = st.builds(Actor, COUNTRY, st.sampled_from(["", "GOV", "MIL", "REB", "PTY"]), named)
    city = st.builds(Place, st.just("Gyumri"), COUNTRY, NAME, NUMBER, NUMBER, feature=st.just("PPL"))
    return PastEvent(
        dataset="icews",
        key=f"{draw(st.integers(1, 10**9))}@{date}",
        date=date,
        actor=draw(plain | BODIES),
        recipient=draw(plain | BODIES),
        type=meaning.type,
        mode=meaning.mode,
        contexts=meaning.contexts,
        code=code,
        intensity=goldstein_of(code),
        place=draw(st.none() | city),
        text=draw(NAME),
        source=draw(NAME),
    )


def lines(rows: Iterator[tuple[str, ...]]) -> list[str]:
    return ["\t".join(row) + "\n" for row in rows]


@settings(max_examples=150, deadline=None)
@given(st.lists(polecat_events(), max_size=4))
def test_polecat_gives_back_what_it_can_hold(events: list[PastEvent]) -> None:
    assert list(read_polecat(lines(polecat_rows(events)))) == events


@settings(max_examples=150, deadline=None)
@given(st.lists(icews_events(), max_size=4))
def test_icews_gives_back_what_it_can_hold(events: list[PastEvent]) -> None:
    assert list(read_icews(lines(icews_rows(events)))) == events


@settings(max_examples=100, deadline=None)
@given(polecat_events())
def test_any_event_settles_after_one_round(event: PastEvent) -> None:
    """Whatever a format loses, it loses at once: what came back goes and comes back unchanged."""
    for write, read in ((polecat_rows, read_polecat), (icews_rows, read_icews)):
        messy = replace(event, text="two\tlines\nof text", source="a\tb", key=event.key + " x")
        [once] = read(lines(write([messy])))
        assert not isinstance(once, Refused)
        assert [*read(lines(write([once])))] == [once]


def test_every_country_comes_back_from_its_icews_name() -> None:
    countries = load_countries()
    for code, name in countries.icews.items():
        assert countries.by_name[name.casefold()] == code, name
