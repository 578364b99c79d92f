"""Who says it: the table's own examples, chains, quotations over sentences, and what nobody says."""

from __future__ import annotations

import pytest

from accord.coding.attribution import find_attributions
from accord.coding.speech import find_speeches
from accord.lexicon import Cue, load_lexicon
from accord.parsing import Tools
from accord.parsing.syntax import sentences
from accord.records import Event
from coding.cues import marked, rows_of
from coding.examples import coded, report_of

LEXICON = load_lexicon()
ROWS = rows_of(LEXICON.attribution)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.source)
def test_row_finds_the_speech_of_its_example(row: Cue, tools: Tools) -> None:
    clauses, i = marked(row.example, tools)
    found = [s for s in find_speeches(clauses, LEXICON) if s.row == row.source and i in s.content]
    assert [s.stance for s in found] == [row.effect]
    assert all(s.source >= 0 for s in found) != ("clause" in row.relations)


def test_table_is_broad() -> None:
    assert len(ROWS) >= 350


def chain(event: Event) -> list[tuple[str, str]]:
    return [(link.actor.value.code if link.actor else link.speaker, link.stance) for link in event.attribution]


def bombing(text: str, tools: Tools) -> Event:
    """The one ASSAULT by France on Chad that a text tells."""
    [event] = [e for e in coded(text, tools).events if e.type == "ASSAULT"]
    assert [m.value.country for m in (*event.actors, *event.recipients)] == ["FRA", "TCD"]
    return event


CHAINS = [
    ("France bombed Chad.", []),
    ("Mali said France bombed Chad.", [("MLI", "says")]),
    ("France bombed Chad, Mali said.", [("MLI", "says")]),
    ("France bombed Chad, said the Malian president.", [("MLI GOV", "says")]),
    ('"France bombed Chad last night," the Malian president said.', [("MLI GOV", "says")]),
    ("As Mali noted, France bombed Chad.", [("MLI", "says")]),
    ("According to Mali, France bombed Chad.", [("MLI", "says")]),
    ("France bombed Chad, according to the Malian president.", [("MLI GOV", "says")]),
    ("In the words of the Malian president, France bombed Chad.", [("MLI GOV", "says")]),
    ("The Malian president was quoted as saying that France bombed Chad.", [("MLI GOV", "says")]),
    ("Libya quoted the Malian president as saying that France bombed Chad.", [("LBY", "says"), ("MLI GOV", "says")]),
    ("Mali said Libya had told reporters that France bombed Chad.", [("MLI", "says"), ("LBY", "says")]),
    (
        "Reuters reported, citing a Malian official, that France bombed Chad.",
        [("GBR JRN", "says"), ("MLI GOV", "says")],
    ),
    ("Mali claimed that France bombed Chad.", [("MLI", "claims")]),
    ("Mali has not confirmed that France bombed Chad.", []),
    ("Mali refused to say that France bombed Chad.", []),
    ("Mali does not believe that France bombed Chad.", [("MLI", "believes")]),
    ("Mali's claim that France bombed Chad was repeated.", [("MLI", "claims")]),
    ("Mali announced that France bombed Chad.", [("MLI", "announces")]),
    ("Mali believes that France bombed Chad.", [("MLI", "believes")]),
    ("Mali learned that France bombed Chad.", [("MLI", "learns")]),
    ("Mali feared that France bombed Chad.", [("MLI", "hopes")]),
    ("Mali's statement said that France bombed Chad.", [("MLI", "says")]),
    ("Witnesses said that France bombed Chad.", [("Witnesses", "says")]),
    ("France is said to have bombed Chad.", []),
    ("Mali regretted the talks after France bombed Chad.", []),
]


@pytest.mark.parametrize(("text", "expected"), CHAINS)
def test_chain_from_the_outermost_speaker_in(text: str, expected: list[tuple[str, str]], tools: Tools) -> None:
    found = [(code if code != "CVL" else "Witnesses", stance) for code, stance in chain(bombing(text, tools))]
    assert found == expected


RUNNING = [
    # the cue stands behind the quotation's first sentence, or behind its last
    '"We regret this day," the Malian president said. "France bombed Chad at dawn."',
    '"We regret this day. France bombed Chad at dawn," the Malian president said.',
    '"France bombed Chad at dawn. We regret this day," the Malian president said.',
    'The Malian president said: "We regret this day. France bombed Chad at dawn."',
    # an indirect speech, then the same speaker's own words
    'The Malian president said he regretted the day. "France bombed Chad at dawn."',
    # split around the cue
    '"France bombed Chad," the Malian president said, "and nobody will forget it."',
]


@pytest.mark.parametrize("text", RUNNING)
def test_quotation_runs_over_sentences(text: str, tools: Tools) -> None:
    assert chain(bombing(text, tools)) == [("MLI GOV", "says")]


def test_own_words_of_the_outlet_after_a_quotation_have_no_speaker(tools: Tools) -> None:
    text = '"We regret this day," the Malian president said. France bombed Chad at dawn.'
    assert chain(bombing(text, tools)) == []


@pytest.mark.parametrize(
    ("headline", "expected"),
    [("Mali denies attack on Chad", [("MLI", "denies")]), ("Mali averts attack on Chad", [])],
)
def test_denial_in_a_headline_is_its_speakers(headline: str, expected: list[tuple[str, str]], tools: Tools) -> None:
    events = coded("The minister spoke.", tools, headline=headline).events
    assert [chain(event) for event in events if event.type == "ASSAULT"] == [expected]
    assert all("negation" in event.aux_modes for event in events)


def test_means_of_an_attempt_are_speech_of_its_subject(tools: Tools) -> None:
    text = "Mali attempted to calm Niger by emphasising that France bombed Chad."
    event = bombing(text, tools)
    assert chain(event) == [("MLI", "says")]
    assert event.aux_modes == ()


def test_what_is_taken_for_granted_is_no_accusation(tools: Tools) -> None:
    text = "Mali criticised Niger for failing to act when France bombed Chad."
    assert chain(bombing(text, tools)) == []


def spans(text: str, tools: Tools) -> list[tuple[str, str, str]]:
    [(_, parsed)] = sentences([report_of(text)], tools.nlp)
    return [
        (
            text[said.source.start : said.source.end] if said.source else "",
            text[said.cue.start : said.cue.end],
            " … ".join(text[span.start : span.end] for span in said.content),
        )
        for said in find_attributions(parsed, LEXICON)
    ]


def test_attributions_as_spans(tools: Tools) -> None:
    text = 'The mayor of Gao said the rebels left. "They took the bridge with them," she added.'
    assert spans(text, tools) == [
        ("The mayor of Gao", "said", "the rebels left"),
        ("she", "added", "They took the bridge with them"),
    ]


def test_speech_inside_a_quotation_is_its_speakers(tools: Tools) -> None:
    assert [cue for _, cue, _ in spans('"The mayor said that the rebels left," the envoy noted.', tools)] == ["noted"]


@pytest.mark.parametrize("text", ["The mayor did not say that the rebels left.", "The mayor may say the rebels left."])
def test_a_speech_denied_or_possible_is_still_put_to_its_speaker(text: str, tools: Tools) -> None:
    assert [(source, content) for source, _, content in spans(text, tools)] == [
        ("The mayor", text[text.index("the rebels") - 5 * ("that" in text) : -1])
    ]


@pytest.mark.parametrize(
    "text",
    ["To announce that the rebels left would be wrong.", "The denial of the attack surprised many."],
)
def test_a_speech_of_nobody_is_no_attribution(text: str, tools: Tools) -> None:
    assert spans(text, tools) == []


def test_what_a_speaker_attributes_in_turn_is_part_of_what_is_said(tools: Tools) -> None:
    text = "The envoy said the mayor believed that the rebels left."
    assert spans(text, tools) == [("The envoy", "said", "the mayor believed that the rebels left")]


ASIDES = [
    ("The pact, the envoy said, signals the end of the war.", "the envoy", "The pact … signals the end of the war."),
    ("The pact signals the end of the war, said the envoy.", "the envoy", "The pact signals the end of the war"),
    ("The envoy suggested sending more troops.", "The envoy", "sending more troops"),
    ("When asked about the war, the envoy spoke, he said.", "he", "When asked about the war, the envoy spoke"),
]


@pytest.mark.parametrize(("text", "source", "content"), ASIDES)
def test_cue_between_commas(text: str, source: str, content: str, tools: Tools) -> None:
    assert [(who, what.rstrip(".")) for who, _, what in spans(text, tools)] == [(source, content.rstrip("."))]


def test_a_clause_of_time_before_a_cue_is_not_what_is_said(tools: Tools) -> None:
    assert spans("When the envoy left, the mayor answered.", tools) == []


def test_two_apostrophes_are_quotation_marks(tools: Tools) -> None:
    text = "''The rebels took the bridge with them,'' the mayor added. ''Nobody has seen them since then.''"
    assert spans(text, tools) == [
        ("the mayor", "added", "The rebels took the bridge with them … Nobody has seen them since then.")
    ]


def test_content_is_inside_the_text_and_apart_from_its_cue(tools: Tools) -> None:
    for row in ROWS:
        text = row.example.replace("*", "")
        [(_, parsed)] = sentences([report_of(text)], tools.nlp)
        for said in find_attributions(parsed, LEXICON):
            assert all(0 <= span.start < span.end <= len(text) for span in (*said.content, said.cue))
            assert all(span.end <= said.cue.start or span.start >= said.cue.end for span in said.content)
