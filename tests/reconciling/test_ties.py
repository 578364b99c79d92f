"""Ties: the stage that wins, the steps that stay, and the table that says which event moves what."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import Coder, write

from accord.reconciling import check_tie_kinds, reconcile


def tie(result, kind, b="IGO EUNION"):
    return next(tie for tie in result.ties if tie.kind == kind and tie.b.code == b)


def told(*sentences, published="2031-03-05"):
    """A report of one-sentence events: (words, kind, actors, recipients, aux)."""
    coder = Coder(write(*(sentence[0] for sentence in sentences), published=published))
    for words, kind, actors, recipients, *more in sentences:
        coder.event(words, kind, actors, recipients, **(more[0] if more else {}))
    return coder


def test_the_table_is_sound():
    assert list(check_tie_kinds()) == []


def test_leaving_step_by_step(exit_story):
    kenya = next(t for t in reconcile(exit_story).ties if t.kind == "membership" and t.a.code == "KEN")
    assert kenya.stage == "exit announced"
    assert {step.stage for step in kenya.steps} == {"frozen", "member", "exit denied", "exit announced"}
    assert kenya.held_to == ""
    assert kenya.known_since == "2031-03-05"


@pytest.mark.parametrize(
    ("aux", "stage", "held_to"),
    [((), "left", "2031-03-01"), (("future",), "exit announced", ""), (("hypothetical",), "possible", "")],
)
def test_modality_decides_the_stage(aux, stage, held_to):
    coder = told(("Kenya left the union", "SANCTION-withdraw", "KEN", "IGO EUNION", {"aux": aux, "date": "2031-03-01"}))
    found = tie(reconcile([coder.coded()]), "membership")
    assert (found.stage, found.held_to) == (stage, held_to)


def test_a_possibility_never_takes_the_place_of_what_is_so():
    coder = Coder(
        write("Kenya is a member of the union.", "Kenya may leave the union.", "Uganda could join the union.")
    )
    coder.tie("Kenya is a member of the union", "membership", "KEN", "IGO EUNION")
    coder.event("Kenya may leave the union", "SANCTION-withdraw", "KEN", "IGO EUNION", aux=("hypothetical",))
    coder.tie("Uganda could join the union", "membership", "UGA", "IGO EUNION", aux=("hypothetical",))
    kenya, uganda = sorted(reconcile([coder.coded()]).ties, key=lambda found: found.a.code)
    assert kenya.stage == "member" and {step.stage for step in kenya.steps} == {"member", "possible"}
    assert uganda.stage == "possible"


def test_the_later_act_wins_and_a_mention_does_not_undo_it():
    first = told(("Kenya froze its membership", "SANCTION-discontinue", "KEN", "IGO EUNION"), published="2031-01-10")
    second = told(("Kenya left the union", "SANCTION-withdraw", "KEN", "IGO EUNION"), published="2031-02-10")
    third = Coder(write("Kenya, a member of the union, has lions.", published="2031-03-10"))
    third.tie("Kenya, a member of the union", "membership", "KEN", "IGO EUNION")
    found = tie(reconcile([third.coded(), second.coded(), first.coded()]), "membership")
    assert found.stage == "left"
    assert [step.stage for step in found.steps] == ["frozen", "left", "member"]
    assert found.known_since == "2031-01-10"


def test_what_will_stop_has_not_stopped():
    coder = Coder(write("Kenya will stop its contributions to the union."))
    coder.tie("Kenya will stop", "dues", "KEN", "IGO EUNION", stage="stopped", aux=("future",))
    assert tie(reconcile([coder.coded()]), "dues").stage == "stop announced"


def test_what_is_frozen_is_membership_only_where_it_says_so():
    words = "Kenya suspended its fishing accord with the union"
    coder = told((words, "SANCTION-discontinue", "KEN", "IGO EUNION"))
    assert not [t for t in reconcile([coder.coded()]).ties if t.kind == "membership"]
    coder = told(("Kenya suspended its participation in the union", "SANCTION-discontinue", "KEN", "IGO EUNION"))
    assert tie(reconcile([coder.coded()]), "membership").stage == "frozen"


def test_dues_drills_and_forces():
    coder = told(
        ("Kenya stopped paying its contributions", "SANCTION-discontinue", "KEN", "IGO EUNION"),
        ("Kenya and Ghana held a joint exercise", "COOPERATE", "KEN", "GHA", {"contexts": ("military",)}),
        ("French soldiers withdrew from Kenya", "RETREAT-withdraw", "FRA MIL", "KEN"),
        ("The union asked Ghana for arrears", "REQUEST", "IGO EUNION", "GHA"),
        ("Uganda asked Kenya for contributions", "REQUEST", "UGA", "KEN"),
    )
    ties = {(t.kind, t.a.code, t.b.code): t.stage for t in reconcile([coder.coded()]).ties}
    assert ties == {
        ("dues", "KEN", "IGO EUNION"): "stopped",
        ("exercises", "GHA", "KEN"): "held",
        ("forces", "FRA", "KEN"): "left",
        ("dues", "GHA", "IGO EUNION"): "demanded",
    }


def test_sectors_are_ties_of_their_own():
    coder = Coder(write("Kenya depends on Uganda for power and trade."))
    for sector in ("energy", "trade"):
        coder.tie("Kenya depends on Uganda for power and trade", "dependence", "KEN GOV", "UGA", sector=sector)
    ties = reconcile([coder.coded()]).ties
    assert [(t.sector, t.stage, t.a.code) for t in ties] == [("energy", "holds", "KEN"), ("trade", "holds", "KEN")]


def test_mutual_ties_read_the_same_from_both_ends():
    coder = Coder(write("Kenya is an ally of Uganda. Uganda is an ally of Kenya."))
    coder.tie("Kenya is an ally of Uganda", "alliance", "KEN", "UGA")
    coder.tie("Uganda is an ally of Kenya", "ally", "UGA", "KEN")
    (found,) = reconcile([coder.coded()]).ties
    assert len(found.because) == 2


def test_a_negated_statement_stays_a_step():
    coder = Coder(write("Uganda is a member of the union. Uganda is no member of the union."))
    coder.tie("Uganda is a member of the union", "membership", "UGA", "IGO EUNION")
    coder.tie("Uganda is no member of the union", "membership", "UGA", "IGO EUNION", aux=("negation",))
    (found,) = reconcile([coder.coded()]).ties
    assert found.stage == "member" and "denied" in {step.stage for step in found.steps}


def test_a_headline_that_says_done_moves_no_tie(exit_story):
    assert "left" not in {step.stage for t in reconcile(exit_story).ties for step in t.steps}


def test_a_state_that_is_not_recognised_is_refused_recognition():
    coder = Coder(write("Kenya does not recognise the council in Uganda."))
    coder.tie("Kenya does not recognise the council in Uganda", "recognition", "KEN", "UGA", aux=("negation",))
    assert [found.stage for found in reconcile([coder.coded()]).ties] == ["refused"]


def test_a_wish_for_closer_relations_is_no_tie():
    coder = Coder(write("Kenya tries to keep close relations with Ghana. Kenya could be a partner of Uganda."))
    coder.tie("Kenya tries to keep close relations with Ghana", "partnership", "KEN", "GHA", aux=("hypothetical",))
    coder.tie("Kenya could be a partner of Uganda", "partnership", "KEN", "UGA", aux=("hypothetical",))
    assert reconcile([coder.coded()]).ties == ()
    coder.tie("a partner of Uganda", "partnership", "KEN", "UGA")
    (found,) = reconcile([coder.coded()]).ties
    assert found.b.code == "UGA" and [step.stage for step in found.steps] == ["possible", "holds"]


def test_one_sentence_tells_of_a_tie_once():
    coder = Coder(write("Uganda is a key trade partner of Kenya. Kenya is a partner of Ghana."))
    coder.tie("Uganda is a key trade partner of Kenya", "partnership", "UGA", "KEN")
    coder.tie("Uganda is a key trade partner of Kenya", "partnership", "UGA", "KEN", sector="trade")
    coder.tie("Kenya is a partner of Ghana", "partnership", "KEN", "GHA")
    assert [(t.a.code, t.b.code, t.sector) for t in reconcile([coder.coded()]).ties] == [
        ("GHA", "KEN", ""),
        ("KEN", "UGA", "trade"),
    ]


def test_a_demand_is_made_whatever_its_words():
    coder = Coder(write("The union insisted that Kenya would have to pay its dues."))
    coder.tie("Kenya would have to pay its dues", "dues", "KEN", "IGO EUNION", stage="demanded", aux=("hypothetical",))
    assert tie(reconcile([coder.coded()]), "dues").stage == "demanded"


def test_guards_abroad_are_told_by_their_name():
    coder = told(("French peacekeepers withdrew from Kenya", "RETREAT-withdraw", "FRA MIL", "KEN"))
    named = replace(coder.events[0].actors[0], text="French peacekeepers")
    coder.events[0] = replace(coder.events[0], actors=(named,))
    assert [(t.kind, t.sector) for t in reconcile([coder.coded()]).ties] == [("forces", "peacekeepers")]


def test_an_offer_to_mediate_is_no_mediation_yet():
    coder = told(("Zambia agreed to mediate for Kenya", "AGREE", "ZMB", "KEN"))
    assert [(t.kind, t.a.code, t.stage) for t in reconcile([coder.coded()]).ties] == [("mediation", "ZMB", "offered")]


def test_a_denial_is_a_word_on_the_membership_that_it_names():
    coder = Coder(write("The ministry denied that Kenya had left the East African Community."))
    denied = coder.event("The ministry denied that Kenya had left the East African Community", "REJECT", "KEN GOV")
    content = "Kenya had left the East African Community"
    coder.count(denied, content, "content", content)
    found = reconcile([coder.coded()]).ties
    assert [(one.kind, one.a.code, one.b.code, one.stage) for one in found] == [
        ("membership", "KEN", "IGO EAC", "exit denied")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The ministry denied that Kenya had joined the East African Community",
        "The ministry denied that Kenya had left the hall",
        "The ministry rejected the offer to leave the East African Community",
    ],
)
def test_a_denial_of_something_else_is_none(words):
    coder = Coder(write(words + "."))
    denied = coder.event(words, "REJECT", "KEN GOV")
    content = words.partition(" that ")[2] or words
    coder.count(denied, content, "content", content)
    assert reconcile([coder.coded()]).ties == ()


def test_a_body_that_is_left_out_is_the_one_the_report_tells_of():
    steps = (
        ("Kenya will leave the union", "SANCTION-withdraw", "KEN", "IGO EUNION", {"aux": ("future",)}),
        ("its minister said it was no withdrawal", "SANCTION-withdraw", "KEN", "", {"aux": ("negation",)}),
    )
    found = tie(reconcile([told(*steps).coded()]), "membership")
    assert {step.stage for step in found.steps} == {"exit announced", "exit denied"}
    two = told(*steps, ("Kenya will leave the league", "SANCTION-withdraw", "KEN", "IGO LEAGUE", {"aux": ("future",)}))
    assert all(
        {step.stage for step in one.steps} == {"exit announced"}
        for one in reconcile([two.coded()]).ties
        if one.kind == "membership"
    )


def test_what_was_announced_before_it_was_done_was_announced_all_the_same():
    before = told(
        ("Kenya will leave the union on Friday", "SANCTION-withdraw", "KEN", "IGO EUNION", {"aux": ("future",)}),
        published="2031-03-01",
    )
    after = told(
        ("Kenya left the union on Friday", "SANCTION-withdraw", "KEN", "IGO EUNION", {"date": "2031-03-04"}),
        published="2031-03-05",
    )
    found = tie(reconcile([before.coded(), after.coded()]), "membership")
    assert [step.stage for step in found.steps] == ["exit announced", "left"]
    assert found.held_to == "2031-03-04"
