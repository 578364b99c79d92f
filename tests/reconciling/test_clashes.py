"""Clashes told from each side, and happenings of one kind that are not one."""

from __future__ import annotations

from handmade import Coder, write

from accord.reconciling import reconcile
from accord.records import Place

FORD = Place("Ford", "UGA", feature="PPL")


def told(outlet, text, actor, recipient, *, killed=0, **more):
    # Every outlet in words of its own, so that none is taken for a copy.
    own = {"North": "Onions were dear that week.", "South": "The mast fell in the storm.", "": ""}[outlet]
    coder = Coder(write(text, own, outlet=outlet, published=more.pop("published", "2031-03-05")))
    event = coder.event(text, more.pop("kind", "ASSAULT-firearms"), actor, recipient, **more)
    if killed:
        coder.count(event, text, "killed", killed)
    return coder.coded()


def sizes(*coded):
    return sorted(len(episode.events) for episode in reconcile(coded).episodes)


def test_each_side_names_the_other_as_the_attacker():
    one = told("North", "Kenya fired on Uganda's post.", "KEN MIL", "UGA", date="2031-03-04", place=FORD, killed=9)
    other = told("South", "Uganda shot at men of Kenya.", "UGA MIL", "KEN", date="2031-03-04", place=FORD, killed=14)
    assert sizes(one, other) == [2]


def test_attacks_in_two_directions_without_a_place_or_number_are_two():
    one = told("North", "Kenya fired on Uganda's post.", "KEN MIL", "UGA", date="2031-03-04")
    other = told("South", "Uganda shot at men of Kenya.", "UGA MIL", "KEN", date="2031-03-04")
    assert sizes(one, other) == [1, 1]


def test_one_report_that_tells_of_both_directions_tells_of_two():
    coder = Coder(write("Kenya fired on Uganda at the ford. Uganda fired on Kenya at the ford."))
    coder.event("Kenya fired on Uganda at the ford", "ASSAULT-firearms", "KEN", "UGA", date="2031-03-04", place=FORD)
    coder.event("Uganda fired on Kenya at the ford", "ASSAULT-firearms", "UGA", "KEN", date="2031-03-04", place=FORD)
    assert sizes(coder.coded()) == [1, 1]


def test_guards_of_no_state_named_may_be_one_states():
    one = told("North", "Guards of Kenya fired at night.", "KEN MIL", "", date="2031-03-04")
    other = told("South", "Guards fired at night by the ford.", "MIL", "", date="2031-03-04")
    rebels = told("South", "Rebels fired at night by the ford.", "REB", "", date="2031-03-04")
    assert sizes(one, other) == [2]
    assert sizes(one, rebels) == [1, 1]


def test_an_undated_offensive_is_not_drawn_to_a_dated_one():
    dated = told("North", "Kenya's campaign in 2020.", "KEN", "UGA", date="2020", precision="year", published="",
                 kind="ASSAULT", trigger="campaign")  # fmt: skip
    undated = told("South", "Kenya's campaign went on.", "KEN", "UGA", precision="unknown", published="",
                   kind="ASSAULT", trigger="campaign")  # fmt: skip
    result = reconcile([dated, undated])
    assert [len(episode.events) for episode in result.episodes] == [1, 1]
    (doubt,) = [judgement for episode in result.episodes for judgement in episode.judgements]
    assert not doubt.same and doubt.reasons == ("one is dated, the other not, and nothing else ties them",)


def test_place_and_word_tie_an_undated_offensive_to_a_dated_one():
    more = {"published": "", "kind": "ASSAULT", "trigger": "campaign", "place": FORD}
    dated = told("North", "Kenya's campaign in 2020.", "KEN", "UGA", date="2020", precision="year", **more)
    undated = told("South", "Kenya's campaign went on.", "KEN", "UGA", precision="unknown", **more)
    result = reconcile([dated, undated])
    (episode,) = result.episodes
    (judgement,) = episode.judgements
    assert "one is undated, but the place and the word or a number fit" in judgement.reasons


def test_one_exact_toll_ties_two_accounts_without_a_common_party():
    one = told("North", "Guards shot 23 dead on that day.", "COP", "CVL", date="2031-03-04", killed=23, kind="ASSAULT")
    other = told("South", "Mutineers and 23 dead that day.", "REB", "", date="2031-03-04", killed=23, kind="ASSAULT")
    less = told("South", "Mutineers and two dead that day.", "REB", "", date="2031-03-04", killed=2, kind="ASSAULT")
    assert sizes(one, other) == [2]
    assert sizes(one, less) == [1, 1]
