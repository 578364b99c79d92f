"""The answer reader: that a line can be met, and that it can be missed."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import answers

from accord.records import Actor, Attribution, Dossier, Event, Mention, Refused, Report, Span

TEXT = "Kenya will withdraw from the bloc, its foreign minister said on Monday."
LINES = [line for slug in answers.slugs() for line in answers.lines(slug)]
DOCS = Path(__file__).parents[2] / "docs" / "examples.md"


def mention(actor: Actor, text: str) -> Mention[Actor]:
    start = TEXT.index(text)
    return Mention(start, start + len(text), text, 0, actor)


KENYA = mention(Actor("KEN", "GOV", "Kenya"), "Kenya")
MINISTER = Attribution("its foreign minister", KENYA, "said", "says", 56, 60)


TRIGGER = Span("r", TEXT.index("withdraw"), TEXT.index("withdraw") + 8, "trigger")


def dossier(*aux: str, attributed: bool = True) -> Dossier:
    event = Event(
        *("e", "r", 0, 0, len(TEXT), TEXT, "SANCTION", "withdraw", aux, (), (KENYA,), (), None, "2020-01-06", "day"),
        *((MINISTER,) if attributed else (), "lead", "withdraw", "sanction.tsv:1", (TRIGGER,)),
    )
    report = Report("r", "", TEXT, path="somewhere/a.jsonl:1")
    return Dossier("", "", reports=(report,), events=(event,), refused=(Refused("somewhere/b.txt", "it is empty"),))


def line(kind: str, **cells: object) -> answers.Line:
    return answers.Line("set", kind, 1, {"report": "a.jsonl", "words": "will withdraw", **cells})


FUTURE = line("event", type="SANCTION", mode="withdraw", aux=["future"], actors=["KEN"], said_by="KEN")
NEVER = line("never", type=["SANCTION"], reason="not done")


def test_an_event_is_met() -> None:
    assert answers.misses(FUTURE, dossier("future")) == ""


@pytest.mark.parametrize(
    "cells",
    [
        {"aux": []},
        {"actors": ["UGA"]},
        {"recipients": ["KEN"]},
        {"mode": "expel"},
        {"date": "2021"},
        {"said_by": "UGA"},
        {"words": "no such words"},
        {"report": "b.jsonl"},
    ],
)
def test_each_cell_of_an_event_counts(cells: dict[str, object]) -> None:
    assert answers.misses(answers.Line("set", "event", 1, FUTURE.cells | cells), dossier("future"))


def test_a_never_forbids_what_is_coded_as_done() -> None:
    assert "sanction.tsv:1" in answers.misses(NEVER, dossier())
    assert answers.misses(NEVER, dossier("future")) == ""


def test_a_never_looks_at_the_trigger_and_not_at_the_whole_sentence() -> None:
    elsewhere = answers.Line("set", "never", 1, NEVER.cells | {"words": "on Monday"})
    assert answers.misses(elsewhere, dossier()) == ""


def test_attribution_excuses_only_where_the_answer_says_so() -> None:
    excused = answers.Line("set", "never", 1, NEVER.cells | {"unless": "attributed"})
    assert answers.misses(excused, dossier()) == ""
    assert answers.misses(excused, dossier(attributed=False))


def test_a_refusal_needs_a_reason_and_no_report() -> None:
    assert answers.misses(answers.Line("set", "refused", 1, {"file": "b.txt"}), dossier()) == ""
    assert answers.misses(answers.Line("set", "refused", 1, {"file": "a.jsonl"}), dossier())


@pytest.mark.parametrize(
    ("wanted", "code", "agrees"),
    [("KEN", "KEN GOV", True), ("KEN COP", "KEN", False), ("UGA|KEN", "KEN", True), ("COP", "KEN COP", True)],
)
def test_codes_agree_by_their_parts(wanted: str, code: str, agrees: bool) -> None:
    assert answers.agrees(wanted, code) is agrees


@pytest.mark.parametrize("asked", LINES, ids=lambda asked: asked.name)
def test_no_line_is_met_by_an_empty_dossier(asked: answers.Line) -> None:
    assert answers.misses(asked, Dossier("", ""))


def test_every_table_and_cell_is_documented() -> None:
    told = DOCS.read_text(encoding="utf-8")
    assert [kind for kind in answers.KINDS if f"[{kind}]" not in told] == []
    cells = {cell for asked in LINES for cell in asked.cells}
    assert sorted(cell for cell in cells if f"`{cell}`" not in told and f"[contest.{cell}]" not in told) == []
