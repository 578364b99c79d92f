"""Tolls of what nobody did: contests between reports of one disaster, and what is none."""

from __future__ import annotations

from dataclasses import replace

from accord.reconciling import reconcile
from accord.records import Claim, Coded, content_id
from reconciling.handmade import write

OPENINGS = {
    "North Post": "A strong earthquake struck the hills above Gulu at dawn, and houses of clay fell in every street.",
    "South Post": "The earthquake in Gulu brought down the school and the old mission; soldiers dug with their hands.",
    "East Post": "People slept in the open in Gulu after the earthquake, and trucks with tents came up from the plain.",
}


def counted(outlet: str, words: str, number: int, *, published: str = "2031-03-05", opening: str = "") -> Coded:
    report = write(opening or OPENINGS[outlet], words, title="Quake in Gulu", outlet=outlet, published=published)
    start = report.text.index(words)
    end = start + len(words)
    claim = Claim(
        content_id("claim", report.id),
        report.id,
        "",
        "killed",
        str(number),
        "people",
        number,
        number,
        start,
        end,
        words,
    )
    return Coded(report, claims=(claim,))


def asked(*coded: Coded) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.title, tuple(side.holds for side in one.sides)) for one in reconcile(coded).contests]


def test_two_tolls_of_one_quake_are_a_contest_without_an_episode() -> None:
    first = counted("North Post", "Twelve people died.", 12)
    second = counted("South Post", "The dead numbered twenty.", 20)
    assert asked(first, second) == [("How many (killed): earthquake", ("12", "20"))]
    [contest] = reconcile([first, second]).contests
    assert contest.episode == ""
    quotes = {first.report.id: first.report.text, second.report.id: second.report.text}
    assert [quotes[s.report][s.start : s.end] for side in contest.sides for s in side.because] == [
        "Twelve people died.",
        "The dead numbered twenty.",
    ]


def test_one_number_in_both_is_no_contest() -> None:
    assert (
        asked(counted("North Post", "Twelve people died.", 12), counted("South Post", "The dead numbered twelve.", 12))
        == []
    )


def test_a_higher_toll_of_a_later_day_is_an_update() -> None:
    first = counted("North Post", "Twelve people died.", 12)
    later = counted("South Post", "The dead now number twenty, and the toll rose to 20.", 20, published="2031-03-06")
    assert asked(first, later) == []
    plain = counted("South Post", "The dead numbered twenty.", 20, published="2031-03-06")
    assert asked(first, plain) == [("How many (killed): earthquake", ("12", "20"))]
    lower = counted("South Post", "The dead numbered nine.", 9, published="2031-03-06")
    assert asked(first, lower) == [("How many (killed): earthquake", ("9", "12"))]


def test_one_origin_contests_nothing() -> None:
    first = counted("North Post", "Twelve people died.", 12)
    again = counted("North Post", "The dead numbered twenty.", 20, opening=OPENINGS["East Post"])
    assert asked(first, again) == []


def test_a_flood_and_a_quake_are_two_happenings() -> None:
    first = counted("North Post", "Twelve people died.", 12)
    flood = "Floods in the plain below Gulu carried off cattle, and flooding cut the road; more floods are feared."
    other = counted("South Post", "The dead numbered twenty.", 20, opening=flood)
    other = replace(other, report=replace(other.report, title="Floods in Gulu"))
    assert asked(first, other) == []


def test_a_claim_of_an_event_is_left_to_its_episode() -> None:
    first = counted("North Post", "Twelve people died.", 12)
    owned = counted("South Post", "The dead numbered twenty.", 20)
    owned = replace(owned, claims=tuple(replace(claim, event="e") for claim in owned.claims))
    assert asked(first, owned) == []
