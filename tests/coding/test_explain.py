"""An event can be traced to the row, the path and the cue it rests on."""

from __future__ import annotations

from accord.coding import code
from accord.coding.explain import explain, path
from accord.lexicon import load_lexicon
from accord.ontology import load_ontology
from accord.parsing import Tools, parse
from coding.examples import report_of


def test_every_part_of_an_event_names_what_it_rests_on(tools: Tools) -> None:
    parsed = next(
        iter(parse([report_of("Mali's president said on Monday that Mali would leave the African Union.")], tools))
    )
    coded = next(iter(code([parsed], lexicon=load_lexicon(), ontology=load_ontology())))
    event = next(e for e in coded.events if e.type == "SANCTION")
    reasons = {r.what: r for r in explain(event, parsed.report, parsed.sentences[0], load_lexicon())}
    assert event.phrase in reasons["type"].because
    assert "MLI" in reasons["actor"].because
    assert "leave" in reasons["actor"].because
    assert "IGO AU" in reasons["recipient"].because
    assert reasons["future"].words == "would"
    assert reasons["said by"].words == "Mali's president"


def test_a_path_climbs_and_descends(tools: Tools) -> None:
    sentence = next(iter(parse([report_of("Kenya accused Uganda of arming rebels.")], tools))).sentences[0]
    words = [t.text for t in sentence.tokens]
    assert path(sentence, words.index("Kenya"), words.index("accused")) == "Kenya <nsubj accused"
    assert path(sentence, words.index("accused"), words.index("Uganda")).endswith("dobj> Uganda")
