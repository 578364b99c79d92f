"""Where reports and parties disagree, and where they only seem to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import Coder, actor, voice, write

from accord.reconciling import reconcile
from accord.records import Span


def of_kind(result, kind):
    return [contest for contest in result.contests if contest.kind == kind]


def quotes(contest, coded):
    texts = {one.report.id: one.report.text for one in coded}
    return [{texts[span.report][span.start : span.end] for span in side.because} for side in contest.sides]


def test_denied_by_a_party(exit_story):
    (contest,) = of_kind(reconcile(exit_story), "occurrence")
    assert [side.holds for side in contest.sides] == ["it is announced, not done", "it is denied"]
    assert contest.sides[1].said_by == ("Asha Otieno",)
    assert quotes(contest, exit_story)[1] == {"no full withdrawal had been announced"}


def test_the_headline_of_one_report_says_more_than_its_body(exit_story):
    (contest,) = of_kind(reconcile(exit_story), "headline")
    assert quotes(contest, exit_story) == [{"Kenya quits East Union"}, {"the country will leave the East Union"}]


@pytest.mark.parametrize(("aux", "kinds"), [(("hypothetical",), []), ((), ["headline"])])
def test_what_the_body_leaves_open_does_not_differ_from_a_denial_above_it(aux, kinds):
    title, said = "Union denies that Kenya left", "Kenya left the union"
    coder = Coder(write(f"The union had seen no proof that {said}.", title=title))
    event = ("SANCTION-withdraw", "KEN", "IGO EUNION")
    coder.event("Kenya left", *event, aux=("negation",), by=voice("Union", "denies"))
    coder.event(said, *event, aux=aux, by=voice("Union"))
    assert [contest.kind for contest in reconcile([coder.coded()]).contests if contest.kind == "headline"] == kinds


def test_what_one_party_leaves_open_does_not_undo_what_another_says():
    event = ("SANCTION-withdraw", "KEN", "IGO EUNION")
    first = Coder(write("Kenya left the union, Asha Otieno said.", outlet="Morning Ledger"))
    first.event("Kenya left the union", *event, by=voice("Asha Otieno", who="KEN GOV"))
    second = Coder(write("The union has no proof that Kenya left it.", outlet="Evening Ledger"))
    second.event("Kenya left it", *event, aux=("hypothetical",), by=voice("Union", who="IGO EUNION"))
    [episode] = reconcile([first.coded(), second.coded()]).episodes
    assert episode.stage == "done"


def test_a_side_stands_on_what_holds_it_and_on_named_speakers_first():
    coder = Coder(
        write(
            "Analysts said Kenya would leave the East Union. Asha Otieno announced that Kenya will leave it.",
            "No exit had been declared, Juma Abdi insisted.",
            title="Kenya quits East Union",
        )
    )
    kind, who = "SANCTION-withdraw", ("KEN", "IGO EUNION")
    minister, premier = actor("KEN GOV", "Juma Abdi"), actor("KEN GOV", "Asha Otieno")
    coder.event("Kenya quits East Union", kind, *who, trigger="leave")
    said = {"aux": ("future",), "trigger": "leave"}
    coder.event("Kenya would leave the East Union", kind, *who, by=voice("Analysts"), **said)
    coder.event("Kenya will leave it", kind, *who, by=voice("Asha Otieno", "announces", premier), **said)
    denial = voice("Juma Abdi", "says", minister)
    coder.event("No exit had been declared", kind, *who, aux=("negation",), by=denial, trigger="leave")
    coded = [coder.coded()]
    (contest,) = of_kind(reconcile(coded), "occurrence")
    side = contest.sides[0]
    assert (side.holds, side.said_by) == ("it is announced, not done", ("Asha Otieno", "Analysts"))
    assert quotes(contest, coded)[0] == {"Kenya will leave it", "Kenya would leave the East Union"}


def test_a_charge_and_its_rejection(exit_story):
    (contest,) = of_kind(reconcile(exit_story), "responsibility")
    charge, answer = quotes(contest, exit_story)
    assert charge == {"Kenya accused Uganda of hiding rebels in its border forests"}
    assert answer == {"Uganda rejected the accusation as baseless"}


def test_a_charge_without_an_answer_is_no_contest():
    coder = Coder(write("Kenya accused Uganda of hiding rebels. Uganda rejected a plan for a joint market."))
    coder.event("Kenya accused Uganda of hiding rebels", "ACCUSE", "KEN", "UGA", sentence=0)
    coder.event("Uganda rejected a plan for a joint market", "REJECT", "UGA", "KEN", sentence=1)
    assert not of_kind(reconcile([coder.coded()]), "responsibility")


def test_two_who_charge_each_other_with_one_thing():
    coder = Coder(
        write("Kenya blamed Uganda for firing first at the pump. Uganda blamed Kenya for firing first at the pump.")
    )
    coder.event("Kenya blamed Uganda for firing first at the pump", "ACCUSE", "KEN", "UGA")
    coder.event("Uganda blamed Kenya for firing first at the pump", "ACCUSE", "UGA", "KEN")
    assert len(of_kind(reconcile([coder.coded()]), "responsibility")) == 1


def test_lists_of_members_that_differ(exit_story):
    (contest,) = of_kind(reconcile(exit_story), "membership")
    assert [side.holds for side in contest.sides] == [
        "lists Kenya, Rwanda, Tanzania, Uganda",
        "lists Burundi, Rwanda, Uganda; does not list Kenya, Tanzania",
    ]


@pytest.mark.parametrize(("words", "expected"), [("The union comprises", 1), ("The union includes", 0)])
def test_only_a_whole_list_leaves_members_out(words, expected):
    first = Coder(write(f"{words} Kenya, Uganda and Rwanda."))
    second = Coder(write("The union includes Kenya, Uganda and Burundi."))
    for state in ("KEN", "UGA", "RWA"):
        first.tie(f"{words} Kenya, Uganda and Rwanda", "membership", state, "IGO EUNION")
    for state in ("KEN", "UGA", "BDI"):
        second.tie("The union includes Kenya, Uganda and Burundi", "membership", state, "IGO EUNION")
    assert len(of_kind(reconcile([first.coded(), second.coded()]), "membership")) == expected


def test_one_member_named_in_passing_contradicts_no_list():
    first = Coder(write("The union comprises Kenya, Uganda and Rwanda."))
    for state in ("KEN", "UGA", "RWA"):
        first.tie("The union comprises Kenya, Uganda and Rwanda", "membership", state, "IGO EUNION")
    second = Coder(write("Uganda, a member of the union, was glad."))
    second.tie("Uganda, a member of the union", "membership", "UGA", "IGO EUNION")
    assert not of_kind(reconcile([first.coded(), second.coded()]), "membership")
    third = Coder(write("Burundi, which joined the union last year, was glad."))
    third.tie("Burundi, which joined the union last year", "membership", "BDI", "IGO EUNION", stage="member")
    assert len(of_kind(reconcile([first.coded(), third.coded()]), "membership")) == 1


def test_silent_in_one_report_and_speaking_in_another(exit_story):
    (contest,) = of_kind(reconcile(exit_story), "silence")
    assert contest.sides[0].holds == "does not speak"
    assert contest.sides[1].said_by == ("Asha Otieno",)


def test_another_ministry_speaking_breaks_no_silence():
    quiet = Coder(write("The Kenyan Foreign Ministry declined to comment."))
    quiet.silence("The Kenyan Foreign Ministry declined to comment", actor("KEN GOV", "Kenyan Foreign Ministry"))
    other = Coder(write("Kenya will pay the fee, the finance minister said."))
    minister = actor("KEN GOV", "Moses Wanjala", "finance minister")
    other.event("Kenya will pay the fee", "AID", "KEN", "UGA", by=voice("Moses Wanjala", "says", minister))
    assert not of_kind(reconcile([quiet.coded(), other.coded()]), "silence")


def test_two_dates_for_one_clash():
    first = Coder(write("Kenyan and Ugandan guards exchanged fire on Thursday, 5 March.", outlet="A Post"))
    second = Coder(write("Guards of Kenya and Uganda traded fire on the evening of 4 March.", outlet="B Post"))
    more = {"trigger": "fire"}
    first.event("guards exchanged fire on Thursday", "ASSAULT-firearms", "KEN;UGA", date="2031-03-05", **more)
    second.event("traded fire on the evening of 4 March", "ASSAULT-firearms", "KEN;UGA", date="2031-03-04", **more)
    (contest,) = of_kind(reconcile([first.coded(), second.coded()]), "date")
    assert {side.holds for side in contest.sides} == {"2031-03-05", "2031-03-04"}


def test_done_by_one_report_and_announced_by_another_of_the_same_day():
    first = Coder(write("Kenya has left the East Union for good.", outlet="A Post"))
    first.event("Kenya has left the East Union", "SANCTION-withdraw", "KEN", "IGO EUNION", trigger="leave")
    second = Coder(write("The government in Nairobi announced that it would leave.", outlet="B Post"))
    second.event("it would leave", "SANCTION-withdraw", "KEN", "IGO EUNION", aux=("future",), trigger="leave")
    result = reconcile([first.coded(), second.coded()])
    (contest,) = of_kind(result, "stage")
    assert [side.holds for side in contest.sides] == ["it is done", "it is announced, not done"]
    assert result.episodes[0].stage == "announced"


def test_an_outlets_own_not_yet_denies_nothing():
    coder = Coder(write("Kenya will leave the East Union. It has not left it yet."))
    coder.event(
        "Kenya will leave the East Union", "SANCTION-withdraw", "KEN", "IGO EUNION", aux=("future",), trigger="leave"
    )
    coder.event("It has not left it", "SANCTION-withdraw", "KEN", "IGO EUNION", aux=("negation",), trigger="leave")
    assert not of_kind(reconcile([coder.coded()]), "occurrence")


def test_the_most_important_contest_comes_first(exit_story):
    contests = reconcile(exit_story).contests
    assert contests[0].kind == "occurrence"
    assert [contest.weight for contest in contests] == sorted((c.weight for c in contests), reverse=True)
    assert all(len(contest.sides) > 1 and all(side.because for side in contest.sides) for contest in contests)


def test_a_denial_that_is_coded_as_a_refusal_contests_the_act():
    coder = Coder(
        write("The army said it had bombed a depot near the ford, but Kenya denied bombing any depot.", outlet="A")
    )
    act = coder.event("it had bombed a depot near the ford", "ASSAULT-aerial", "KEN MIL", "UGA", by=voice("the army"))
    words = "but Kenya denied bombing any depot"
    coder.event(words, "REJECT", "KEN", sentence=act.sentence)
    result = reconcile([coder.coded()])
    (contest,) = of_kind(result, "occurrence")
    assert quotes(contest, [coder.coded()])[1] == {words}
    attack = next(episode for episode in result.episodes if episode.type == "ASSAULT")
    stage = next(field for field in attack.fields if field.name == "stage")
    assert (attack.stage, stage.verdict, [value.value for value in stage.values]) == (
        "done",
        "contested",
        ["done", "denied"],
    )


def _left_and_taken_back(denied: str, recipient: str) -> Coder:
    told = "Kenya is going to quit the East Union over grain tariffs, its president told farmers."
    coder = Coder(write(f"{told} {denied}", outlet="A"))
    coder.event(
        told, "SANCTION-withdraw", "KEN", "IGO EUNION", aux=("future",), trigger="quit",
        by=voice("president", "announces", "KEN GOV"),
    )  # fmt: skip
    coder.event(
        denied, "SANCTION-withdraw", "KEN GOV", *filter(None, [recipient]), aux=("future", "negation"),
        trigger="departure", by=voice("Asha Otieno", "says", "KEN GOV"),
    )  # fmt: skip
    return coder


@pytest.mark.parametrize(("recipient", "contests"), [("", 1), ("IGO LAKEBLOC", 0)])
def test_a_denial_in_other_words_takes_back_what_its_report_told(recipient, contests):
    coder = _left_and_taken_back("Any departure remains unannounced, Asha Otieno stressed later.", recipient)
    assert len(of_kind(reconcile([coder.coded()]), "occurrence")) == contests


def test_a_refused_demand_contests_no_act():
    coder = Coder(write("Kenya bombed a depot near the ford. Kenya rejected a plan for a joint depot near the ford."))
    coder.event("Kenya bombed a depot near the ford", "ASSAULT-aerial", "KEN", "UGA")
    coder.event("Kenya rejected a plan for a joint depot near the ford", "REJECT", "KEN", "UGA")
    assert not of_kind(reconcile([coder.coded()]), "occurrence")


def test_one_sentence_with_both_sides_is_quoted_in_two_parts():
    sentence = "Kenya accused Uganda of shelling the ford, a charge that Kampala rejected."
    coder = Coder(write(sentence))
    charge = coder.event(sentence, "ACCUSE", "KEN", "UGA", trigger="accuse")
    answer = coder.event(sentence, "REJECT", "UGA", "KEN", trigger="reject")
    spans = ((charge, "accused"), (answer, "a charge"), (answer, "rejected"))
    for number, (event, words) in enumerate(spans):
        start, end = coder.find(words)
        shows = "trigger" if words != "a charge" else "recipient"
        place = coder.events.index(next(one for one in coder.events if one.id == event.id))
        old = coder.events[place].because if number == 2 else ()
        coder.events[place] = replace(coder.events[place], because=(*old, Span(coder.report.id, start, end, shows)))
    (contest,) = of_kind(reconcile([coder.coded()]), "responsibility")
    assert quotes(contest, [coder.coded()]) == [
        {"Kenya accused Uganda of shelling the ford"},
        {"a charge that Kampala rejected."},
    ]


def test_an_attempt_told_by_one_puts_no_doubt_on_the_other():
    event = ("PROTEST-riot", "KEN CVL", "KEN LEG")
    first = Coder(write("Crowds rioted outside the parliament in Nairobi on Monday.", outlet="Morning Ledger"))
    first.event("Crowds rioted outside the parliament", *event, date="2031-03-03")
    second = Coder(write("Crowds tried to storm the parliament in Nairobi on Monday.", outlet="Evening Ledger"))
    second.event("Crowds tried to storm the parliament", *event, aux=("hypothetical",), date="2031-03-03")
    tried = second.report.text.index("tried")
    spans = (Span(second.report.id, tried, tried + len("tried"), "modality"),)
    second.events[0] = replace(second.events[0], because=(*second.events[0].because, *spans))
    assert of_kind(reconcile([first.coded(), second.coded()]), "stage") == []
    second.events[0] = replace(second.events[0], because=())
    assert len(of_kind(reconcile([first.coded(), second.coded()]), "stage")) == 1


@pytest.mark.parametrize(("row", "contests"), [("aid.tsv:2", 0), ("agree.tsv:2", 1)])
def test_a_deed_promised_in_an_agreement_is_no_earlier_stage_of_it(row, contests):
    first = Coder(write("The bank agreed to lend Kenya money on Monday.", outlet="Morning Ledger"))
    first.event("The bank agreed to lend Kenya money", "AGREE", "IGO BANK", "KEN", date="2031-03-03")
    second = Coder(write("The bank will lend Kenya money under the deal of Monday.", outlet="Evening Ledger"))
    second.event("The bank will lend Kenya money", "AGREE", "IGO BANK", "KEN", aux=("future",), date="2031-03-03")
    second.events[0] = replace(second.events[0], phrase=row)
    assert len(of_kind(reconcile([first.coded(), second.coded()]), "stage")) == contests


def test_one_report_that_dates_two_meetings_tells_of_two_and_contests_no_date():
    coder = Coder(write("Kenya's president met unions on Sunday.", "Kenya's president met churches on Monday."))
    coder.event("Kenya's president met unions", "CONSULT", "KEN GOV", "KEN LAB", date="2031-03-02")
    coder.event("Kenya's president met churches", "CONSULT", "KEN GOV", "KEN REL", date="2031-03-03")
    result = reconcile([coder.coded()])
    assert len(result.episodes) == 2
    assert result.contests == ()


@pytest.mark.parametrize(("partner", "episodes"), [("KEN LAB", 2), ("UGA GOV", 2), ("TZA GOV", 1)])
def test_who_met_another_was_at_another_meeting(partner, episodes):
    first = Coder(write("Kenya's president met Tanzania's president in Nairobi.", outlet="Morning Ledger"))
    first.event("Kenya's president met Tanzania's president", "CONSULT", "KEN GOV", "TZA GOV", date="2031-03-03")
    second = Coder(write("Kenya's president met his guests in Nairobi.", outlet="Evening Ledger"))
    second.event("Kenya's president met his guests", "CONSULT", "KEN GOV", partner, date="2031-03-03")
    assert len(reconcile([first.coded(), second.coded()]).episodes) == episodes
