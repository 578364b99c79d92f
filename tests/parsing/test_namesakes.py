"""A surname alone is whoever the report names in full before it is a leader that the tables know."""

from __future__ import annotations

import pytest

from accord.parsing import Tools, parse
from accord.records import Block, Report


def people(text: str, published: str, tools: Tools) -> dict[str, tuple[str, str]]:
    """Country and name of each person or office, by its words."""
    report = Report("r", "", text, published=published, blocks=(Block("paragraph", 0, len(text)),))
    [parsed] = parse([report], tools)
    return {m.text: (m.value.country, m.value.name) for s in parsed.sentences for m in s.actors}


TOLD = [
    # Somebody of the report, not a leader of that name elsewhere.
    ("Former Prime Minister Lee Hsien Loong spoke. PM Lee left.", "PM Lee", ("SGP", "Lee Hsien Loong")),
    ("Minister Maliki Osman spoke. Dr Maliki thanked Jordan.", "Dr Maliki", ("", "Maliki Osman")),
    ("Dr Maliki thanked Jordan. Maliki Osman is a minister.", "Dr Maliki", ("", "Maliki Osman")),
    # Nobody is named in full, and nothing else speaks of the country of the former leader.
    ("Dr Maliki thanked Jordan.", "Dr Maliki", ("", "Maliki")),
    ("Mr Maliki returned to Iraq.", "Mr Maliki", ("IRQ", "Nouri al-Maliki")),
    # Leaders in office keep their surname.
    ("President Macron met Mr Modi.", "President Macron", ("FRA", "Emmanuel Macron")),
    ("Trump met Melania Trump. Later Trump spoke.", "Trump", ("USA", "Donald Trump")),
    # A family name that comes first.
    ("Xi accused Japan.", "Xi", ("CHN", "Xi Jinping")),
    ("Chinese envoy Hou Anyi spoke. Hou accused Japan.", "Hou", ("CHN", "Hou Anyi")),
    # A name that many share is nobody's in particular.
    ("Lee accused China.", "Lee", ("", "Lee")),
]


@pytest.mark.parametrize(("text", "words", "who"), TOLD)
def test_a_surname_alone(text: str, words: str, who: tuple[str, str], tools: Tools) -> None:
    assert people(text, "2025-01-25", tools)[words] == who


def test_of_several_only_what_they_share_is_kept(tools: Tools) -> None:
    text = "Ex-premier Lee Hsien Loong met his brother Lee Hsien Yang. Mr Lee accused China."
    assert people(text, "2025-01-25", tools)["Mr Lee"][1] == "Lee"
