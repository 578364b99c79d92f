"""What a title says that its kind leaves open: on what two agree, for what one asks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import Coder, actor, write

from accord.reconciling.matters import find_matter
from accord.reconciling.titles import load_titles
from accord.records import Event, Span

TITLES = load_titles()
CASES = [
    ("Kenya agreed to open the border to lorries.", "AGREE", "agreed", "done", "to open the border to lorries"),
    ("Kenya and Uganda agreed on a yearly catch, officials said.", "AGREE", "agreed", "done", "on a yearly catch"),
    ("Kenya agreed on Monday, after a long night.", "AGREE", "agreed", "done", ""),
    ("Kenya will also lend Uganda three ferries.", "AGREE", "lend", "announced", "to lend Uganda three ferries"),
    ("Kenya called on Uganda for a longer truce.", "REQUEST", "called", "done", "for a longer truce"),
    ("Kenya refused to sign the treaty while guards stayed.", "REJECT", "refused", "done", "to sign the treaty"),
    ("Kenya pledged US$1.5 billion for a harbour, it said.", "AGREE", "pledged", "done",
     "to give US$1.5 billion for a harbour"),
    ("Kenya refused to the last.", "REJECT", "refused", "done", ""),
    ("The ministers of Kenya and Uganda talked about fishing rights in the lake.", "CONSULT", "talked", "done",
     "about fishing rights in the lake"),
    ("The ministers of Kenya and Uganda talked on the phone.", "CONSULT", "talked", "done", ""),
    ("Kenya bombed a camp to stop the rebels.", "ASSAULT", "bombed", "done", ""),
]  # fmt: skip


def told(sentence: str, kind: str, trigger: str) -> Event:
    coder = Coder(write(sentence))
    event = coder.event(sentence, kind, "KEN", "UGA", trigger=trigger)
    at = sentence.index(trigger)
    return replace(event, because=(Span(event.report, at, at + len(trigger), "trigger"),))


@pytest.mark.parametrize(("sentence", "kind", "trigger", "stage", "matter"), CASES, ids=[c[0][:30] for c in CASES])
def test_the_matter_is_in_the_sentence(sentence: str, kind: str, trigger: str, stage: str, matter: str) -> None:
    assert find_matter([told(sentence, kind, trigger)], kind, "", stage) == matter


def test_a_long_matter_is_cut_at_a_word_that_says_something() -> None:
    sentence = "Kenya agreed to lower the fees for boats from the harbours of the eastern shore of the lake by half."
    found = find_matter([told(sentence, "AGREE", "agreed")], "AGREE", "", "done")
    assert found == "to lower the fees for boats from the harbours…"


@pytest.mark.parametrize(
    ("kind", "stage", "matter", "title"),
    [
        ("AGREE", "done", "to open the border", "Kenya agrees with Uganda to open the border"),
        ("AGREE", "announced", "to lend ferries", "Kenya promises to lend ferries"),
        ("REQUEST", "done", "for a truce", "Kenya makes demands of Uganda for a truce"),
        ("REJECT", "done", "to sign", "Kenya rejects the stand of Uganda"),
    ],
)
def test_a_title_says_its_matter(kind: str, stage: str, matter: str, title: str) -> None:
    made = TITLES.title(kind, "", stage, actors=[actor("KEN")], recipients=[actor("UGA")], matter=matter)
    assert made == title
