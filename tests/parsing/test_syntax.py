"""Syntax: tokens are those of the pipeline with all of its components, whatever is worked out once and kept."""

from __future__ import annotations

from itertools import permutations

from accord.parsing import Tools
from accord.parsing.syntax import sentences
from accord.parsing.wordrules import word_rules
from accord.records import Block, Report, Sentence

TEXTS = (
    "There are talks in Nairobi, and there's hope. The minister got to the border; troops aren't leaving.",
    "“We're gonna stay,” she said. He'd gotten the letters that they did not want. Let's see what it does.",
    "Kenya's army has 1,200 men\tand  two ships. Somethin' was wrong; the boats' crews weren't paid.",
    "Officials denied having staged it, which nobody who'd been there, it is said, believed.",
)


def parsed(report: Report, tools: Tools) -> tuple[Sentence, ...]:
    [(_, found)] = list(sentences([report], tools.nlp))
    return found


def test_words_are_what_the_whole_pipeline_makes_of_them(tools: Tools) -> None:
    rules = word_rules(tools.nlp)
    for text in TEXTS:
        short = next(iter(tools.nlp.pipe([text], disable=rules.left_out)))
        whole = [(t.text, t.pos_, t.tag_, t.dep_) for t in tools.nlp(text)]
        assert [(w.text, w.pos, w.tag, w.dep) for w in rules.words(short)] == whole


def test_lemmas_are_those_of_the_whole_pipeline(tools: Tools) -> None:
    rules = word_rules(tools.nlp)
    for text in (*TEXTS[:3], "They fled. Armies met, and the worst losses were theirs."):
        short = next(iter(tools.nlp.pipe([text], disable=rules.left_out)))
        assert [w.lemma for w in rules.words(short)] == [t.lemma_ for t in tools.nlp(text)]


def test_a_pattern_of_several_words_is_seen(tools: Tools) -> None:
    [sentence] = parsed(Report("r", "", "There are many soldiers here."), tools)
    assert [t.pos for t in sentence.tokens[:2]] == ["PRON", "VERB"]


def test_tokens_are_at_their_place_in_the_report(tools: Tools) -> None:
    report = Report("r", "", "\n".join(TEXTS))
    for sentence in parsed(report, tools):
        assert [report.text[t.start : t.end] for t in sentence.tokens] == [t.text for t in sentence.tokens]
        assert all(0 <= t.head < len(sentence.tokens) for t in sentence.tokens)


def test_what_stands_beside_a_report_never_changes_its_parse(tools: Tools) -> None:
    reports = [Report(f"r{n}", "", text) for n, text in enumerate(TEXTS[:3])]
    alone = {report.id: parsed(report, tools) for report in reports}
    for order in permutations(reports):
        assert {report.id: found for report, found in sentences(order, tools.nlp)} == alone


def test_a_long_report_is_parsed_in_parts_with_its_sentences_numbered_on(tools: Tools) -> None:
    paragraph = "Kenya left the talks. " * 400
    text = "\n".join([paragraph.strip()] * 3)
    size = len(paragraph.strip())
    blocks = tuple(Block("paragraph", n * (size + 1), n * (size + 1) + size) for n in range(3))
    found = parsed(Report("r", "", text, blocks=blocks), tools)
    assert [s.number for s in found] == list(range(1200))
    assert {s.where for s in found[:400]} == {"lead"} and {s.where for s in found[400:]} == {"body"}
