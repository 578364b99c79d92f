"""What was met in reports written to be read afresh: each thing mended, and beside it what must stay as it was."""

from __future__ import annotations

import pytest
from accord.parsing import Tools
from accord.records import Coded, Event

from coding.examples import coded, triple

PUBLISHED = "2024-05-14"


def events(text: str, tools: Tools, *, published: str = PUBLISHED) -> tuple[Event, ...]:
    return coded(text, tools, published=published).events


def types(text: str, tools: Tools) -> list[str]:
    return [f"{e.type}-{e.mode}" if e.mode else e.type for e in events(text, tools)]


def one(text: str, tools: Tools, type_: str) -> Event:
    return next(e for e in events(text, tools) if e.type == type_)


@pytest.mark.parametrize(
    ("text", "type_", "date"),
    [
        # a year or day that tells a noun apart dates no deed done to it
        ("Mali said it was withdrawing from a 1972 treaty with Senegal.", "SANCTION", "2024-05-14 reported"),
        ("Mali denounced the convention of 11 March 1972 on fisheries.", "SANCTION", "2024-05-14 reported"),
        ("The African Union suspended Mali on Friday over Wednesday's coup.", "SANCTION", "2024-05-10 day"),
        # what does the deed, or where it is done, lends its time
        ("Wednesday's raid by Mali killed five Chadian soldiers.", "ASSAULT", "2024-05-08 day"),
        ("At Monday's meeting in Geneva, Mali accused Chad of lying.", "ACCUSE", "2024-05-13 day"),
        ("On the night of 11 March, France evacuated its citizens from Mali.", "AID", "2024-03-11 day"),
        # a clause of time or cause stands apart from the day of its main clause
        (
            "Norway's envoy left on Saturday after Mali broke off relations with Norway.",
            "SANCTION",
            "2024-05-14 reported",
        ),
        ("Malian police arrested a Chadian envoy on Friday after a bombing in Bamako.", "COERCE", "2024-05-10 day"),
        ("When Mali attacked Chad on Saturday, Niger stood by.", "ASSAULT", "2024-05-11 day"),
        # the time of what is asked is not that of asking
        ("Mali called for a strike in Chad from Wednesday.", "REQUEST", "2024-05-14 reported"),
        ("Mali asked Chad on Sunday to withdraw its troops by June.", "REQUEST", "2024-05-12 day"),
        # an hour in another zone is no second day
        ("Chad shelled a Malian base at 5.40 a.m. (2240 GMT Wednesday).", "ASSAULT", "2024-05-14 reported"),
        ("Chad shelled a Malian base on Wednesday.", "ASSAULT", "2024-05-08 day"),
        # several verbs of one subject share a time behind the last
        ("Rebels killed six Malian soldiers and seized two villages in 2021.", "ASSAULT", "2021 year"),
        ("Rebels killed six Malian soldiers, and Chad accused Niger in 2021.", "ASSAULT", "2024-05-14 reported"),
    ],
)
def test_when_it_was(text: str, type_: str, date: str, tools: Tools) -> None:
    event = one(text, tools, type_)
    assert f"{event.date} {event.date_precision}" == date


def test_what_was_done_at_the_time_is_past(tools: Tools) -> None:
    event = one("Mali expelled the French ambassador at the time.", tools, "SANCTION")
    assert (event.aux_modes, event.date) == (("historical",), "")
    now = one("Mali expelled the French ambassador.", tools, "SANCTION")
    assert (now.aux_modes, now.date_precision) == ((), "reported")
    while_ruling = one("Mali expelled the French ambassador at the time of the vote.", tools, "SANCTION")
    assert while_ruling.aux_modes == ()


def test_a_semicolon_ends_what_is_said(tools: Tools) -> None:
    text = "Mali blames a Chadian patrol; Chad blames Malian soldiers."
    assert [e.attribution for e in events(text, tools)] == [(), ()]
    told = events("Rebels killed two soldiers of Mali; troops arrested five men, the Malian army said.", tools)
    assert {link.stance for e in told for link in e.attribution} == {"says"}
