"""Charges and what answers them, acts laid at different doors, silences that another report breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import Coder, actor, mention, voice, write

from accord.reconciling import reconcile
from accord.records import Attribution


def of_kind(result, kind):
    return [contest for contest in result.contests if contest.kind == kind]


def quotes(contest, *coded):
    texts = {one.report.id: one.report.text for one in coded}
    return [{texts[span.report][span.start : span.end] for span in side.because} for side in contest.sides]


def two_charges(answer):
    coder = Coder(write(f"Kenya accused Uganda of hiding rebels. Kenya condemned Uganda for its tolls. {answer}."))
    coder.event("Kenya accused Uganda of hiding rebels", "ACCUSE-allege", "KEN", "UGA", sentence=0)
    coder.event("Kenya condemned Uganda for its tolls", "ACCUSE-disapprove", "KEN", "UGA", sentence=1)
    coder.event(answer, "REJECT", "UGA", sentence=2)
    return coder.coded()


def test_one_answer_goes_to_one_charge():
    coded = two_charges("Uganda rejected the accusation")
    (contest,) = of_kind(reconcile([coded]), "responsibility")
    assert quotes(contest, coded)[0] == {"Kenya accused Uganda of hiding rebels"}


def test_an_answer_to_several_charges_goes_to_all_that_allege():
    coder = Coder(write("Kenya accused Uganda of theft. Ghana accused Uganda of arson. Uganda denied both charges."))
    coder.event("Kenya accused Uganda of theft", "ACCUSE-allege", "KEN", "UGA", sentence=0)
    coder.event("Ghana accused Uganda of arson", "ACCUSE-allege", "GHA", "UGA", sentence=1)
    coder.event("Uganda denied both charges", "REJECT", "UGA", sentence=2)
    assert len(of_kind(reconcile([coder.coded()]), "responsibility")) == 2


def test_an_act_that_stands_on_an_accusers_word_is_a_charge():
    coder = Coder(write("He accused the Union of paying for the strike. A spokesman rejected the accusation."))
    accuser = (Attribution("He", mention("KEN GOV"), "accused", "accuses", 0, 0),)
    coder.event("the Union of paying for the strike", "AID", "EUR", by=accuser, sentence=0)
    coder.event("A spokesman rejected the accusation", "REJECT", "EUR GOV", sentence=1)
    (contest,) = of_kind(reconcile([coder.coded()]), "responsibility")
    assert quotes(contest, coder.coded())[1] == {"A spokesman rejected the accusation"}


def test_an_office_of_no_state_named_answers_the_one_it_speaks_against():
    charge = Coder(write("Rebels accused the army of shelling.", outlet="A"))
    charge.event("Rebels accused the army of shelling", "ACCUSE-allege", "KEN REB", "KEN")
    answer = Coder(write("The team rejected the allegation of the armed group.", outlet="B"))
    answer.event("The team rejected the allegation of the armed group", "REJECT", "", "KEN REB")
    later = Coder(write("The team rejected the allegation of the band.", outlet="C", published="2031-06-05"))
    later.event("The team rejected the allegation of the band", "REJECT", "", "KEN REB")
    assert len(of_kind(reconcile([charge.coded(), answer.coded()]), "responsibility")) == 1
    assert not of_kind(reconcile([charge.coded(), later.coded()]), "responsibility")


def clash(outlet, text, actors, recipients="", by=()):
    coder = Coder(write(text, outlet=outlet))
    coder.event(text, "ASSAULT-firearms", actors, recipients, date="2031-03-04", by=by, trigger="fire")
    return coder


def test_one_attack_laid_at_two_doors():
    # One report names both sides, so that the parts of each are one happening.
    both = clash("A", "Guards of Kenya and Uganda traded fire by the mill.", "KEN MIL;UGA MIL").coded()
    kenya = clash("B", "Kenya fired, Uganda said at once.", "KEN MIL", by=voice("Uganda", who="UGA GOV")).coded()
    uganda = clash("C", "Uganda fired, Kenya said later.", "UGA MIL", by=voice("Kenya", who="KEN GOV")).coded()
    (contest,) = of_kind(reconcile([both, kenya, uganda]), "responsibility")
    assert [side.said_by for side in contest.sides] == [("Uganda",), ("Kenya",), ()]
    assert contest.sides[2].holds == "both sides fired"


def test_who_tells_of_its_own_fire_blames_nobody():
    both = clash("A", "Guards of Kenya and Uganda traded fire by the mill.", "KEN MIL;UGA MIL").coded()
    own = clash("A", "Kenya fired back, Kenya said.", "KEN MIL", by=voice("Kenya", who="KEN GOV")).coded()
    assert not of_kind(reconcile([both, own]), "responsibility")


def test_the_blamed_party_denies_having_begun():
    both = clash("A", "Guards of Kenya and Uganda traded fire by the mill.", "KEN MIL;UGA MIL").coded()
    blamed = clash("A", "Kenya fired, Uganda said at once.", "KEN MIL", by=voice("Uganda", who="UGA GOV")).coded()
    text = "Kenya and Uganda traded fire. Kenya denied allegations that it was the first to shoot."
    denial = Coder(write(text, outlet="B"))
    denial.event("Kenya and Uganda traded fire", "ASSAULT-firearms", "KEN;UGA", date="2031-03-04", trigger="fire")
    denial.event("Kenya denied allegations that it was the first to shoot", "REJECT", "KEN GOV")
    contests = of_kind(reconcile([both, blamed, denial.coded()]), "responsibility")
    assert any(contest.sides[-1].holds == "denied by the accused" for contest in contests)


def test_a_denial_of_another_matter_is_none_of_having_begun():
    both = clash("A", "Guards of Kenya and Uganda traded fire by the mill.", "KEN MIL;UGA MIL").coded()
    blamed = clash("A", "Kenya fired, Uganda said at once.", "KEN MIL", by=voice("Uganda", who="UGA GOV")).coded()
    denial = Coder(write("Kenya and Uganda traded fire. Kenya denied refusing the first phase of a plan.", outlet="B"))
    denial.event("Kenya and Uganda traded fire", "ASSAULT-firearms", "KEN;UGA", date="2031-03-04", trigger="fire")
    denial.event("Kenya denied refusing the first phase of a plan", "REJECT", "KEN GOV")
    contests = of_kind(reconcile([both, blamed, denial.coded()]), "responsibility")
    assert all(contest.sides[-1].holds != "denied by the accused" for contest in contests)


@pytest.mark.parametrize(("fired", "blames"), [("returned fire", False), ("opened fire", True)])
def test_to_fire_back_is_to_be_blamed_for_nothing(fired, blames):
    one = clash("A", f"Guards of Kenya {fired} by the mill.", "KEN MIL").coded()
    both = clash("B", "Guards of Kenya and Uganda traded fire by the mill.", "KEN MIL;UGA MIL").coded()
    found = of_kind(reconcile([one, both]), "responsibility")
    assert any("Who did it" in contest.title for contest in found) == blames


def test_names_alone_make_no_answer_in_another_report():
    charge = Coder(write("Kenya summoned the Ugandan minister Otto.", outlet="A"))
    charge.event("Kenya summoned the Ugandan minister Otto", "ACCUSE-disapprove", "KEN GOV", "UGA GOV")
    charge.events[0] = replace(charge.events[0], recipients=(mention("UGA GOV", "Ugandan minister Otto"),))
    answer = Coder(write("A Ugandan source denied that minister Otto was ill.", outlet="B"))
    answer.event("A Ugandan source denied that minister Otto was ill", "REJECT", "UGA GOV")
    assert not of_kind(reconcile([charge.coded(), answer.coded()]), "responsibility")


def test_where_no_doer_is_known_whoever_names_the_deed_denies_it():
    told = Coder(write("Prisoners were tortured in the jails of Gulu.", outlet="A"))
    told.event("Prisoners were tortured in the jails of Gulu", "ASSAULT-torture", "", "CVL", trigger="tortured")
    denied = Coder(write("Uganda rejected claims that prisoners in jails of Gulu had been tortured.", outlet="B"))
    words = "Uganda rejected claims that prisoners in jails of Gulu had been tortured"
    event = denied.event(words, "REJECT", "UGA")
    denied.count(event, "prisoners in jails of Gulu had been tortured", "content", "prisoners had been tortured")
    assert len(of_kind(reconcile([told.coded(), denied.coded()]), "occurrence")) == 1


def test_names_that_two_sentences_share_are_no_denial():
    text = "Minister Asha Otieno of Kenya welcomed a gesture. Minister Asha Otieno of Kenya denied a new tax."
    coder = Coder(write(text))
    coder.event("Minister Asha Otieno of Kenya welcomed a gesture", "SUPPORT", "KEN GOV")
    coder.event("Minister Asha Otieno of Kenya denied a new tax", "REJECT", "KEN GOV")
    for number, event in enumerate(coder.events):
        named = mention("KEN GOV", "Minister Asha Otieno of Kenya")
        coder.events[number] = type(event)(**{**{f: getattr(event, f) for f in event.__slots__}, "actors": (named,)})
    assert not of_kind(reconcile([coder.coded()]), "occurrence")


@pytest.mark.parametrize(("matter", "contests"), [("the broken bridge and its toll", 1), ("a football match", 0)])
def test_a_silence_is_broken_only_on_its_own_matter(matter, contests):
    quiet = Coder(write("The broken bridge stayed shut and the toll was doubled. The Kenyan army did not comment."))
    quiet.silence("The Kenyan army did not comment", actor("KEN MIL", "Kenyan army", "army"))
    loud = Coder(write(f"The Kenyan army criticised {matter}.", outlet="B"))
    loud.event(f"The Kenyan army criticised {matter}", "ACCUSE-disapprove", "KEN MIL")
    result = reconcile([quiet.coded(), loud.coded()])
    assert len(of_kind(result, "silence")) == contests


def test_a_contest_over_members_is_linked_to_its_tie(exit_story):
    result = reconcile(exit_story)
    (contest,) = of_kind(result, "membership")
    linked = next(tie for tie in result.ties if tie.id == contest.tie)
    assert (linked.kind, linked.a.code) == ("membership", "BDI")


@pytest.mark.parametrize(("words", "expected"), [("the coup had been foiled", 1), ("the coup was a crime", 0)])
def test_who_says_that_a_coup_failed_denies_that_power_was_seized(words, expected):
    coder = Coder(write(f"Officers said that they had seized power, but the prime minister said that {words}."))
    officers = voice("Officers", "says", "KEN MIL")
    coder.event("they had seized power", "COERCE-seize", "KEN MIL", "KEN GOV", by=officers, trigger="seized")
    answer = coder.event(f"the prime minister said that {words}", "ACCUSE-disapprove", "KEN GOV", "KEN MIL")
    coder.claims = [replace(coder.count(answer, words, "content", 0), value=words)]
    found = [contest for contest in reconcile([coder.coded()]).contests if contest.kind == "occurrence"]
    assert len(found) == expected


def test_the_charge_is_its_makers_and_the_denial_the_accuseds():
    charge = Coder(write("Kenya accused Uganda of torture.", outlet="Morning Ledger"))
    event = charge.event("Kenya accused Uganda of torture", "ACCUSE-allege", "KEN", "UGA")
    charge.count(event, "torture", "content", "torture")
    answer = Coder(write("Uganda rejected the accusation of torture.", outlet="Evening Ledger"))
    event = answer.event("Uganda rejected the accusation of torture", "REJECT", "UGA", "KEN")
    answer.count(event, "accusation of torture", "content", "torture")
    [contest] = of_kind(reconcile([charge.coded(), answer.coded()]), "responsibility")
    assert [side.said_by for side in contest.sides] == [("KEN",), ("UGA",)]
