"""Whose hands: copies, rewritten copies, partial copies, credits, and what looks like copying and is none."""

from __future__ import annotations

import random

from handmade import write

from accord.reconciling.copies import compare_texts
from accord.reconciling.origins import find_origins
from accord.reconciling.passages import prose

WIRE = (
    "Fighters from the northern valleys crossed the river before dawn on Monday and set fire to a customs post.",
    "Two officers were carried to the district hospital with burns, and a third was still missing in the evening.",
    "The governor told local radio that the bridge would stay closed until engineers had looked at its pillars.",
    "Traders who had queued overnight with apples and onions turned back towards the market town of Hamra.",
)
OWN = (
    "Smoke still hung over the crossing when our correspondent reached it a little after nine in the morning.",
    "A clerk who had slept in the building said that he woke to shouting and ran barefoot through the reeds.",
    "By noon the army had sent a dozen trucks, and shopkeepers on the near bank were pulling down their shutters.",
)


def bands(first, second):
    return compare_texts(prose(first), prose(second)).band


def test_copies_share_one_origin_with_the_passages_as_evidence():
    a = write(*WIRE, title="Customs post burned", outlet="First Agency")
    b = write(*WIRE, title="Raid on the river", outlet="Morning Paper")
    c = write(*OWN, title="At the crossing", outlet="Evening Paper")
    origins = find_origins([c, b, a])
    assert sorted(len(origin.reports) for origin in origins) == [1, 2]
    pair = next(origin for origin in origins if len(origin.reports) == 2)
    assert "shares" in pair.why and "words" in pair.why
    texts = {report.id: report.text for report in (a, b)}
    quoted = {texts[span.report][span.start : span.end].casefold() for span in pair.because}
    assert {span.report for span in pair.because} == {a.id, b.id}
    assert any("crossed the river before dawn" in words for words in quoted)


def test_a_copy_is_a_copy_with_a_new_first_paragraph():
    a = write(*WIRE)
    b = write("Tension is high along the northern border this week.", *WIRE[:3])
    assert bands(a, b) == "copy"


def test_a_rewritten_copy_is_seen_by_its_sentences():
    a = write(*WIRE)
    b = write(
        "Before dawn on Monday, fighters from northern valleys crossed a river and set a customs post on fire.",
        "Two burned officers were carried to the hospital of the district and a third was missing in the evening.",
        "Local radio was told by the governor that until engineers looked at its pillars the bridge would stay closed.",
        "Traders who queued overnight with onions and apples have turned back towards Hamra, the market town.",
    )
    assert bands(a, b) == "rewritten"
    assert len(find_origins([a, b])) == 1


def test_a_partial_copy_counts_once_when_it_is_a_third_and_twice_when_it_is_a_sentence():
    long = write(*OWN, *WIRE[:2], outlet="Evening Paper")
    assert bands(write(*WIRE, outlet="First Agency"), long) == "partial"
    assert len(find_origins([write(*WIRE, outlet="First Agency"), long])) == 1
    more = tuple(line.replace(" a ", " one ").replace("the ", "that ") for line in OWN)
    passing = write(*OWN, *more, WIRE[0], outlet="Evening Paper")
    assert len(find_origins([write(*WIRE, outlet="First Agency"), passing])) == 2


def test_independent_reports_stay_apart():
    assert bands(write(*WIRE), write(*OWN)) == "independent"


def test_one_speech_quoted_by_two_is_no_copying():
    speech = (
        "“We will not be driven from our own houses by men who come across the water at night with petrol in cans.”"
    )
    a = write(f"The mayor spoke at the hall. {speech} He then left.", outlet="A Paper")
    b = write(f"In the evening there was a meeting. {speech} Some of the crowd wept at this.", outlet="B Paper")
    assert bands(a, b) == "independent"
    assert len(find_origins([a, b])) == 2


def test_boilerplate_and_headlines_are_no_copying():
    notice = "All rights reserved and this material may not be published, broadcast, rewritten or passed on by anyone."
    title = "Customs post on the northern river burned down by fighters in the night"
    a = write(WIRE[0], notice, title=title, outlet="A Paper")
    b = write(OWN[0], notice, title=title, outlet="B Paper")
    assert bands(a, b) == "independent"


def test_a_credit_joins_texts_that_overlap_and_names_the_origin():
    shared = WIRE[0]
    a = write(shared, *OWN, outlet="A Paper", credit="Globe Wire")
    other = tuple(line[::-1] for line in OWN)
    b = write(shared, *other, outlet="B Paper", credit="Globe Wire, staff")
    assert len(find_origins([write(shared, *OWN, outlet="A Paper"), write(shared, *other, outlet="B Paper")])) == 2
    (origin,) = find_origins([a, b])
    assert origin.label == "Globe Wire"
    assert "credits Globe Wire" in origin.why


def test_a_report_credited_to_an_outlet_joins_that_outlets_report():
    other = tuple(line[::-1] for line in OWN)
    wire = write(WIRE[0], *OWN, outlet="The Globe Wire")
    (origin,) = find_origins([wire, write(WIRE[0], *other, outlet="B Paper", credit="Globe Wire")])
    assert len(origin.reports) == 2


def test_two_reports_by_one_outlet_are_one_hand_but_not_its_wire_copy():
    own, later = write(*OWN, outlet="A Paper"), write("Rain fell on the town all week.", outlet="A Paper")
    wire = write(*WIRE, outlet="A Paper", credit="Globe Wire")
    origins = find_origins([own, later, wire])
    assert sorted(len(origin.reports) for origin in origins) == [1, 2]


def test_labels_fall_back_to_the_titles_first_words():
    (origin,) = find_origins([write(*OWN, title="Shopkeepers on the near bank pull their shutters down")])
    assert origin.label == "Shopkeepers on the near bank pull…"


def test_thousands_of_reports_are_paired_through_the_index():
    rnd = random.Random(7)
    words = [f"word{number}" for number in range(4000)]
    reports = [write(" ".join(rnd.choices(words, k=120)) + ".", outlet=f"Outlet {n}") for n in range(1500)]
    reports += [write(report.text, outlet=f"Copier {n}") for n, report in enumerate(reports[:300])]
    origins = find_origins(reports)
    assert len(origins) == 1500
