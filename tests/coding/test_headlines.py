"""Headlines of our own in title case: what they tell is what the sentence that they stand for would tell."""

import pytest

from accord.parsing import parse
from coding.examples import Tools, coded, report_of, triple

BODY = "The ferry on the lake was late again this morning."
TOLD = [
    # a verb in the present that is also a noun
    ("Kenya Summons Ugandan Envoy Over Fishing Row", "ACCUSE", "KEN > UGA"),
    ("Police Fire Tear Gas at Protesters in Kampala", "ASSAULT", "UGA > UGA"),
    ("Chad's Rebels Attack Convoy in Desert", "ASSAULT", "TCD >"),
    ("Kenyan Chancellor Apologises to Uganda for Remark", "CONCEDE", "KEN > UGA"),
    ("Taliban Ban Girls From Schools in Herat", "COERCE", "AFG > AFG"),
    # a comma or a hyphen for "and"
    ("Kenya-Uganda Sign Fishing Accord", "SUPPORT", "KEN;UGA >"),
    ("Kenya, Uganda Begin Joint Drills", "COOPERATE", "KEN;UGA >"),
    ("Talks Between Kenya, Uganda Resume in Arusha", "CONSULT", "KEN;UGA >"),
    # a passive without its auxiliary
    ("Opposition Leader Detained in Uganda", "COERCE", "> UGA"),
    ("Thirty Killed as Gunmen Storm Village", "ASSAULT", "UAF >"),
]


@pytest.mark.parametrize(("headline", "kind", "parties"), TOLD)
def test_what_a_headline_tells(headline: str, kind: str, parties: str, tools: Tools) -> None:
    found = [e for e in coded(BODY, tools, headline=headline).events if e.where == "headline"]
    assert (kind, parties) in [(e.type, triple(e)) for e in found]
    assert not {mode for event in found for mode in event.aux_modes}


@pytest.mark.parametrize(
    "headline", [row[0] for row in TOLD] + ["Kenya to Reopen Border: Minister", "Mali Talks Collapse"]
)
def test_tokens_of_a_headline_are_where_its_words_stand(headline: str, tools: Tools) -> None:
    """What was added for the parser is gone, and a verb put into the past is back as it was written."""
    report = report_of(BODY, headline=headline)
    (parsed,) = parse([report], tools)
    tokens = [t for s in parsed.sentences if s.where == "headline" for t in s.tokens]
    spelled = {"to": "will", ",": "and", "-": "and"}
    written = [report.text[t.start : t.end].lower() for t in tokens]
    assert all(t.text.lower() in (word, spelled.get(word)) for t, word in zip(tokens, written, strict=True))
    assert " ".join("".join(written).split()) == headline.lower().replace(" ", "")


def test_a_plural_noun_before_a_verb_stays_its_subject(tools: Tools) -> None:
    events = coded(BODY, tools, headline="Kenyan Strikes Kill Nine in Somalia").events
    assert [triple(e).split(" >")[0] for e in events] == ["KEN"]


def test_a_place_and_its_country_are_no_pair(tools: Tools) -> None:
    events = coded(BODY, tools, headline="Ministers Meet in Arusha, Tanzania").events
    assert all("TZA" not in triple(e) or ";" not in triple(e) for e in events)
