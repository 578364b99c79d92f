"""Each repair mends the shape its docstring names and leaves sound parses alone."""

from __future__ import annotations

from accord.parsing.repairs import repaired
from accord.records import Token


def tokens(*rows: tuple[str, str, str, str, int]) -> list[Token]:
    """Tokens from (text, pos, tag, dep, head), lemma as written in lower case."""
    made, at = [], 0
    for text, pos, tag, dep, head in rows:
        made.append(Token(at, at + len(text), text, text.lower(), pos, tag, dep, head))
        at += len(text) + 1
    return made


def relations(mended: tuple[Token, ...]) -> list[tuple[str, str, str]]:
    return [(t.text, t.dep, mended[t.head].text) for t in mended]


def test_a_past_tense_with_a_subject_is_the_verb() -> None:
    mended = repaired(
        tokens(
            ("Mali", "PROPN", "NNP", "nsubj", 1),
            ("accused", "VERB", "VBD", "amod", 2),
            ("soldiers", "NOUN", "NNS", "ROOT", 2),
        )
    )
    assert ("accused", "ROOT", "accused") in relations(mended)
    assert ("soldiers", "dobj", "accused") in relations(mended)


def test_an_adjective_without_a_subject_stays_one() -> None:
    given = tokens(("wounded", "VERB", "VBN", "amod", 1), ("soldiers", "NOUN", "NNS", "ROOT", 1))
    assert repaired(given) == tuple(given)


def test_a_headline_verb_is_no_plural_noun() -> None:
    mended = repaired(
        tokens(
            ("Mali", "PROPN", "NNP", "compound", 1),
            ("withdraws", "NOUN", "NNS", "ROOT", 1),
            ("from", "ADP", "IN", "prep", 1),
            ("pact", "NOUN", "NN", "pobj", 2),
        )
    )
    assert (mended[1].pos, mended[0].dep) == ("VERB", "nsubj")


def test_what_someone_is_accused_of_hangs_on_the_accusation() -> None:
    mended = repaired(
        tokens(
            ("Mali", "PROPN", "NNP", "nsubj", 1),
            ("accuse", "VERB", "VBD", "ROOT", 1),
            ("members", "NOUN", "NNS", "dobj", 1),
            ("of", "ADP", "IN", "prep", 2),
            ("bloc", "NOUN", "NN", "pobj", 3),
            ("of", "ADP", "IN", "prep", 4),
            ("plotting", "VERB", "VBG", "pcomp", 5),
        )
    )
    assert [t.head for t in mended if t.text == "of"] == [2, 1]


def test_a_list_ends_where_the_next_clause_begins() -> None:
    mended = repaired(
        tokens(
            ("of", "ADP", "IN", "prep", 6),
            ("trade", "NOUN", "NN", "nmod", 5),
            ("and", "CCONJ", "CC", "cc", 1),
            (",", "PUNCT", ",", "punct", 1),
            ("a", "DET", "DT", "det", 5),
            ("departure", "NOUN", "NN", "pobj", 0),
            ("seems", "VERB", "VBZ", "ROOT", 6),
        )
    )
    assert ("trade", "pobj", "of") in relations(mended)
    assert ("departure", "nsubj", "seems") in relations(mended)


def test_up_to_bounds_the_number_of_the_object() -> None:
    mended = repaired(
        tokens(
            ("kidnapped", "VERB", "VBD", "ROOT", 0),
            ("up", "ADP", "RP", "prt", 0),
            ("to", "ADP", "IN", "prep", 1),
            ("16", "NUM", "CD", "nummod", 4),
            ("advisers", "NOUN", "NNS", "pobj", 2),
        )
    )
    assert ("advisers", "dobj", "kidnapped") in relations(mended)
