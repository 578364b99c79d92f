"""What the web texts of one happening brought: sentences of our own, each rule where it holds and where it must not."""

import pytest

from accord.parsing import parse
from coding.examples import Tools, coded, report_of

NOT_EXPECTED = [
    "The year marks 60 years of ties between Mali and Chad.",
    "The president of Mali addressed concerns about prices.",
    "The president of Mali met certain ministers of Chad.",
    "Mali lives in an uncertain region.",
    "It is a chance for the government of Mali.",
    "The government of Mali read the weather forecast.",
]
EXPECTED = [
    ("Analysts do not think that Mali will leave the bloc.", "unlikely"),
    ("Analysts do not expect Mali to leave the bloc.", "unlikely"),
    ("Mali faces the risk of a coup.", "possible"),
    ("There was concern that Mali would leave the bloc.", "possible"),
]


@pytest.mark.parametrize("sentence", NOT_EXPECTED)
def test_what_expects_nothing_is_no_expectation(sentence: str, tools: Tools) -> None:
    assert coded(sentence, tools).expectations == ()


@pytest.mark.parametrize(("sentence", "likelihood"), EXPECTED)
def test_what_expects_is_an_expectation(sentence: str, likelihood: str, tools: Tools) -> None:
    [found] = coded(sentence, tools).expectations
    assert found.likelihood == likelihood


def test_a_country_where_it_rains_makes_no_public_expectation(tools: Tools) -> None:
    assert coded("Heavy rain is expected to hit villages in Mali.", tools).expectations == ()
    assert len(coded("Mali is expected to leave the bloc.", tools).expectations) == 1


DONE = [
    "The president of Mali wrote to the president of Chad to congratulate him.",
    "The president of Mali has written to the leaders of Chad to thank them.",
]


@pytest.mark.parametrize("sentence", DONE)
def test_what_one_wrote_to_say_was_said(sentence: str, tools: Tools) -> None:
    assert [(e.type, e.aux_modes) for e in coded(sentence, tools).events] == [("SUPPORT", ())]


def test_what_one_wrote_to_bring_about_is_open(tools: Tools) -> None:
    [event] = coded("Mali wrote to the rebels to end the war.", tools).events
    assert event.aux_modes == ("hypothetical",)


def test_a_visit_looked_forward_to_is_to_come(tools: Tools) -> None:
    [event] = coded("The president of Mali looked forward to visiting Chad.", tools).events
    assert event.aux_modes == ("future",)


NO_EVENT = [
    "In collaboration with the government of Mali, Chad aims to grow.",
    "Collaboration with Chad will help the government of Mali.",
    "The government of Mali has great promise.",
    "The minister of Mali slammed the box against a wall.",
    "The army of Mali did not commit any offence.",
    "The government of Mali is committed to growth.",
    "A clinic in Mali aims to provide care to villagers.",
    "The president of Mali delved into ties with Chad.",
    "Five men were held after a raid in Mali.",
    "Three men were arrested in a police raid in Mali.",
]
EVENTS = [
    ("The government of Mali cooperated with the government of Chad.", "COOPERATE", "MLI", "TCD"),
    ("The government of Mali has committed to the reforms.", "AGREE", "MLI", ""),
    ("The government of Mali plans to send medicine to Chad.", "AGREE", "MLI", "TCD"),
    ("The president of Mali visited Chad.", "CONSULT", "MLI", "TCD"),
    ("Raids by the army of Mali on Chad continued.", "ASSAULT", "MLI", "TCD"),
    ("The president of Mali visited the Lake Museum.", "CONSULT", "MLI", ""),
    ("The government of Mali looked into the Chadian embassy.", "ACCUSE", "MLI", "TCD"),
]


@pytest.mark.parametrize("sentence", NO_EVENT)
def test_what_has_only_the_words_of_an_event_is_none(sentence: str, tools: Tools) -> None:
    assert coded(sentence, tools).events == ()


@pytest.mark.parametrize(("sentence", "kind", "actor", "recipient"), EVENTS)
def test_what_has_its_parties_is_an_event(sentence: str, kind: str, actor: str, recipient: str, tools: Tools) -> None:
    [event] = coded(sentence, tools).events
    found = (event.type, *(" ".join(m.value.country for m in side) for side in (event.actors, event.recipients)))
    assert found == (kind, actor, recipient)


def test_firms_that_work_together_are_left_out_beside_what_is_public(tools: Tools) -> None:
    text = "Mali expelled the ambassador of Chad. A union of farmers cooperated with companies."
    assert [event.type for event in coded(text, tools).events] == ["SANCTION"]


@pytest.mark.parametrize(
    ("subject", "actors"),
    [
        ("The Malian Border Control and Protection Agency", ["Malian Border Control and Protection Agency"]),
        ("The Lake Party and Border Agency", ["Lake Party", "Border Agency"]),
        ("CCTV footage", []),
        ("CCTV", ["CCTV"]),
    ],
)
def test_a_body_is_named_whole(subject: str, actors: list[str], tools: Tools) -> None:
    [found] = parse([report_of(f"{subject} praised the Chadian ambassador.")], tools)
    named = [m.text for m in found.sentences[0].actors]
    assert named == [*actors, "Chadian ambassador"]


def test_a_dissolution_that_nobody_is_said_to_order_is_the_calendar_of_a_vote(tools: Tools) -> None:
    assert coded("A day lay between the report and the dissolution of parliament in Mali.", tools).events == ()
    [event] = coded("The dissolution of parliament by the president of Mali was condemned.", tools).events
    assert event.type == "COERCE"


def test_a_politician_attacks_a_party_in_words(tools: Tools) -> None:
    text = "President Ruto met lawmakers of Kenya. His attack on the Orange Democratic Movement was fierce."
    assert "ASSAULT" not in [event.type for event in coded(text, tools).events]
    [event] = coded("Police in Kenya attacked the Orange Democratic Movement.", tools).events
    assert event.type == "ASSAULT"
