"""Ties: who bears a noun, which parties can have which tie, and what a sentence leaves open."""

from __future__ import annotations

import pytest

from accord.lexicon import load_lexicon
from accord.parsing import Tools
from accord.tiekinds import load_tie_kinds
from coding.examples import coded, key


def ties(text: str, tools: Tools) -> set[str]:
    return {f"{t.kind} {key(t.a)} > {key(t.b)}" for t in coded(text, tools).tie_claims}


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("Turkey, a key economic partner for Kenya, refused.", {"partnership TUR > KEN"}),
        ("Kenya and its traditional ally, Uganda, met in Chad.", {"alliance UGA > KEN"}),
        ("Armenia's ally Russia sent a letter.", {"alliance RUS > ARM"}),
        ("NATO member Turkey rejected the plan.", {"membership TUR > NATO"}),
        ("Mali is one of the members of the African Union.", {"membership MLI > AU"}),
        ("China is among the main partners of Kenya.", {"partnership CHN > KEN"}),
        ("The African Union, whose members are Mali and Kenya, met.", {"membership MLI > AU", "membership KEN > AU"}),
        ("The African Union, which includes Mali and Kenya, met.", {"membership MLI > AU", "membership KEN > AU"}),
        (
            "The African Union has three members: Mali, Kenya and Chad.",
            {"membership MLI > AU", "membership KEN > AU", "membership TCD > AU"},
        ),
        ("Moldova gets 80% of its gas from Russia.", {"dependence MDA > RUS"}),
        ("Russia is Moldova's main gas supplier.", {"dependence MDA > RUS"}),
    ],
)
def test_bearers_of_a_noun_are_found(text: str, expect: set[str], tools: Tools) -> None:
    assert ties(text, tools) == expect


@pytest.mark.parametrize(
    "text",
    [
        "The government of Mali is an ally of Mali.",
        "Kenya paid its dues to Uganda.",
        "Mali is a member of the delegation.",
        "A farmer is a partner of Kenya.",
        "The army of Chad has troops in Chad.",
        "Turkey and the bank are partners in the project.",
        "The two allies met.",
    ],
)
def test_no_tie_without_two_parties_that_can_have_it(text: str, tools: Tools) -> None:
    assert ties(text, tools) == set()


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Mali is not a member of NATO.", "negation"),
        ("Mali could become a member of NATO.", "hypothetical"),
        ("If Mali were a member of NATO, it would be safe.", "hypothetical"),
        ("Former NATO member Mali rejected the plan.", "historical"),
        ("Kosovo is a potential member of the European Union.", "hypothetical"),
    ],
)
def test_what_is_not_so_is_marked(text: str, mode: str, tools: Tools) -> None:
    found = coded(text, tools).tie_claims
    assert found
    assert all(mode in tie.aux_modes for tie in found)


def test_the_phrase_that_says_the_most_gives_the_stage(tools: Tools) -> None:
    found = coded("Canada lifted its sanctions on Belarus.", tools).tie_claims
    assert [(t.kind, t.stage) for t in found] == [("sanctions", "lifted")]


def test_each_tie_rests_on_the_words_of_both_parties(tools: Tools) -> None:
    text = "Mali is a member of the African Union."
    (tie,) = coded(text, tools).tie_claims
    shown = {span.shows: text[span.start : span.end] for span in tie.because}
    assert (shown["a"], shown["trigger"]) == ("Mali", "member")
    assert "African Union" in shown["b"]


def test_every_row_names_a_kind_and_a_stage_it_has() -> None:
    kinds = load_tie_kinds().kinds
    for row in load_lexicon().ties.rows:
        assert row.kind in kinds, row.source
        assert row.stage in kinds[row.kind].stages, row.source


def test_two_rebel_armies_of_one_country_may_be_allies(tools: Tools) -> None:
    ties = coded("The Kachin Independence Army is an ally of the Arakan Army.", tools).tie_claims
    assert [(tie.kind, tie.a.value.id, tie.b.value.id) for tie in ties] == [("alliance", "KIA", "AARMY")]


def test_a_body_that_one_is_not_of_is_not_joined_by_the_one_that_it_is_of(tools: Tools) -> None:
    ties = coded("Cyprus is a member of the European Union but not of NATO.", tools).tie_claims
    assert [key(tie.b) for tie in ties] == ["EU"]


def test_members_of_one_body_and_of_another(tools: Tools) -> None:
    ties = coded("Kenya and Chad are members of the African Union and of ECOWAS.", tools).tie_claims
    assert sorted(key(tie.a) + key(tie.b) for tie in ties) == ["KENAU", "KENECOWAS", "TCDAU", "TCDECOWAS"]
