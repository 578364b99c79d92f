"""What is expected and who kept silent: the table's own examples, speakers, and what is no outlook."""

from __future__ import annotations

import pytest

from accord.lexicon import OutlookCue, load_lexicon
from accord.parsing import Tools
from coding.examples import coded

FOUND = {cue.source: cue for cues in load_lexicon().outlook.values() for cue in cues}
ROWS = sorted(FOUND.values(), key=lambda cue: int(cue.source.rsplit(":", 1)[1]))
EXPECTED = [row for row in ROWS if row.likelihood != "silence"]
SILENT = [row for row in ROWS if row.likelihood == "silence"]


def test_table_is_broad() -> None:
    assert len(ROWS) >= 120


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row.source)
def test_row_finds_the_expectation_of_its_example(row: OutlookCue, tools: Tools) -> None:
    [expectation] = coded(row.example, tools).expectations
    assert expectation.likelihood == row.likelihood
    assert bool(expectation.attribution) == bool(row.speaker)
    assert "MLI" in {m.value.country for m in expectation.about}


@pytest.mark.parametrize("row", SILENT, ids=lambda row: row.source)
def test_row_finds_the_silence_of_its_example(row: OutlookCue, tools: Tools) -> None:
    result = coded(row.example, tools)
    assert {silence.actor.value.country for silence in result.silences} == {"MLI"}
    assert not result.expectations


def test_speaker_of_an_expectation(tools: Tools) -> None:
    [expectation] = coded("Analysts in Paris expect Mali to leave ECOWAS.", tools).expectations
    assert [(link.speaker, link.stance) for link in expectation.attribution] == [("Analysts in Paris", "expects")]


def test_speaker_around_an_expectation_of_nobody(tools: Tools) -> None:
    [expectation] = coded("Niger said Mali is likely to leave ECOWAS.", tools).expectations
    assert [link.actor.value.code for link in expectation.attribution if link.actor] == ["NER"]


@pytest.mark.parametrize(
    "text",
    [
        "Mali left ECOWAS.",
        "Mali signed a treaty with Niger.",
        "Mali threatened to expel the French ambassador.",
        'The Malian foreign ministry said: "It is better to refuse to speak."',
        '"The Malian foreign ministry did not comment," the mayor said.',
        "Mali believes that France bombed Chad.",
        "The Malian foreign ministry commented on the treaty.",
        "The Malian foreign ministry was available for comment.",
    ],
)
def test_what_happened_is_no_outlook(text: str, tools: Tools) -> None:
    result = coded(text, tools)
    assert (result.expectations, result.silences) == ((), ())


@pytest.mark.parametrize(
    ("text", "likelihood"),
    [
        ("Mali is likely to leave the bloc.", "likely"),
        ("Mali is not likely to leave the bloc.", "unlikely"),
        ("It isn't likely that Mali will leave the bloc.", "unlikely"),
        ("It is not unlikely that Mali will leave the bloc.", "possible"),
        ("Mali is not certain to leave the bloc.", "open"),
        ("A return of Mali to the bloc is not inevitable.", "open"),
        ("A return of Mali to the bloc seems unlikely.", "unlikely"),
        ("A return of Mali to the bloc looks inevitable.", "expected"),
        ("A return of Mali to the bloc does not look likely.", "unlikely"),
    ],
)
def test_what_denial_leaves_of_a_likelihood(text: str, likelihood: str, tools: Tools) -> None:
    assert [one.likelihood for one in coded(text, tools).expectations] == [likelihood]
