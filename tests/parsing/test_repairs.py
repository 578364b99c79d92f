"""Each repair mends the shape its docstring names and leaves sound parses alone."""

from __future__ import annotations

from dataclasses import replace

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


def test_the_second_of_two_objects_is_no_verb() -> None:
    mended = repaired(
        tokens(
            ("Peru", "PROPN", "NNP", "nsubj", 1),
            ("imposed", "VERB", "VBD", "ROOT", 1),
            ("visa", "NOUN", "NN", "compound", 3),
            ("bans", "NOUN", "NNS", "nsubj", 6),
            ("and", "CCONJ", "CC", "cc", 3),
            ("asset", "NOUN", "NN", "conj", 3),
            ("freezes", "VERB", "VBZ", "ccomp", 1),
            ("on", "ADP", "IN", "prep", 6),
            ("Chad", "PROPN", "NNP", "pobj", 7),
        )
    )
    assert ("bans", "dobj", "imposed") in relations(mended)
    assert ("freezes", "conj", "bans") in relations(mended)
    assert mended[6].pos == "NOUN"


def test_a_claim_that_is_rejected_is_no_clause() -> None:
    rows = [
        ("Peru", "PROPN", "NNP", "nsubj", 1),
        ("reject", "VERB", "VBD", "ROOT", 1),
        ("Chadian", "PROPN", "NNP", "nsubj", 3),
        ("claims", "VERB", "VBZ", "ccomp", 1),
        ("that", "SCONJ", "IN", "mark", 6),
        ("troops", "NOUN", "NNS", "nsubj", 6),
        ("left", "VERB", "VBD", "ccomp", 3),
    ]
    mended = repaired(tokens(*rows))
    assert ("claims", "dobj", "reject") in relations(mended)
    assert ("left", "acl", "claims") in relations(mended)
    said = [("say", "VERB", "VBD", "ROOT", 1) if row[0] == "reject" else row for row in rows]
    assert repaired(tokens(*said)) == tuple(tokens(*said))


def _row_of_names(*, last: str) -> list[Token]:
    return tokens(
        ("Fiji", "PROPN", "NNP", "nsubj", 8),
        (",", "PUNCT", ",", "punct", 0),
        ("Samoa", "PROPN", "NNP", "npadvmod", 0),
        (",", "PUNCT", ",", "punct", 2),
        ("Tonga", "PROPN", "NNP", "appos", 2),
        (
            last,
            "CCONJ" if last == "and" else "PUNCT",
            "CC" if last == "and" else ",",
            "cc" if last == "and" else "punct",
            0,
        ),
        ("Nauru", "PROPN", "NNP", "conj", 0),
        ("gladly", "ADV", "RB", "advmod", 8),
        ("signed", "VERB", "VBD", "ROOT", 8),
    )


def test_names_between_commas_are_a_list() -> None:
    mended = repaired(_row_of_names(last="and"))
    assert ("Samoa", "conj", "Fiji") in relations(mended)
    assert ("Tonga", "conj", "Samoa") in relations(mended)


def test_a_name_that_explains_another_stays() -> None:
    given = tokens(
        ("Lima", "PROPN", "NNP", "nsubj", 4),
        (",", "PUNCT", ",", "punct", 0),
        ("Peru", "PROPN", "NNP", "appos", 0),
        (",", "PUNCT", ",", "punct", 0),
        ("grew", "VERB", "VBD", "ROOT", 4),
    )
    assert repaired(given) == tuple(given)


def test_who_speaks_in_a_transcript_is_no_noun_of_the_sentence() -> None:
    mended = repaired(
        tokens(
            ("ANCHOR", "PROPN", "NNP", "ROOT", 0),
            (":", "PUNCT", ":", "punct", 0),
            ("Paris", "PROPN", "NNP", "nsubj", 3),
            ("called", "VERB", "VBN", "acl", 0),
            (".", "PUNCT", ".", "punct", 0),
        )
    )
    assert ("called", "ROOT", "called") in relations(mended)


def test_what_is_let_land_does_so() -> None:
    mended = repaired(
        tokens(
            ("Peru", "PROPN", "NNP", "nsubj", 1),
            ("let", "VERB", "VBD", "ROOT", 1),
            ("a", "DET", "DT", "det", 4),
            ("plane", "NOUN", "NN", "compound", 4),
            ("land", "NOUN", "NN", "dobj", 1),
        )
    )
    assert ("plane", "nsubj", "land") in relations(mended)
    assert ("land", "ccomp", "let") in relations(mended)
    assert ("a", "det", "plane") in relations(mended)


def test_a_verb_is_joined_where_its_and_hangs() -> None:
    mended = repaired(
        tokens(
            ("They", "PRON", "PRP", "nsubj", 1),
            ("left", "VERB", "VBD", "ROOT", 1),
            ("he", "PRON", "PRP", "nsubj", 3),
            ("said", "VERB", "VBD", "parataxis", 1),
            ("and", "CCONJ", "CC", "cc", 3),
            ("accused", "VERB", "VBD", "conj", 1),
            ("Chad", "PROPN", "NNP", "dobj", 5),
        )
    )
    assert ("accused", "conj", "said") in relations(mended)


def test_what_was_signed_accuses_nobody() -> None:
    mended = repaired(
        tokens(
            ("Peru", "PROPN", "NNP", "nsubj", 1),
            ("denied", "VERB", "VBD", "ROOT", 1),
            ("text", "NOUN", "NN", "nsubjpass", 4),
            ("was", "AUX", "VBD", "auxpass", 4),
            ("signed", "VERB", "VBN", "ccomp", 1),
            ("and", "CCONJ", "CC", "cc", 4),
            ("accuse", "VERB", "VBD", "conj", 4),
            ("Chad", "PROPN", "NNP", "dobj", 6),
        )
    )
    assert ("accuse", "conj", "denied") in relations(mended)


def test_allies_are_joined_to_those_whose_they_are() -> None:
    rows = [
        ("Peru", "PROPN", "NNP", "nsubj", 1),
        ("accused", "VERB", "VBD", "ROOT", 1),
        ("rebels", "NOUN", "NNS", "dobj", 1),
        ("in", "ADP", "IN", "prep", 1),
        ("Goma", "PROPN", "NNP", "pobj", 3),
        ("and", "CCONJ", "CC", "cc", 4),
        ("their", "PRON", "PRP$", "poss", 7),
        ("allies", "NOUN", "NNS", "conj", 4),
    ]
    assert ("allies", "conj", "rebels") in relations(repaired(tokens(*rows)))
    its = [("its", *row[1:]) if row[0] == "their" else row for row in rows]
    assert ("allies", "conj", "Goma") in relations(repaired(tokens(*its)))


def test_a_semicolon_parts_two_statements() -> None:
    def rows(mark: str) -> list[Token]:
        return tokens(
            ("Men", "NOUN", "NNS", "nsubjpass", 1),
            ("held", "VERB", "VBN", "ccomp", 5),
            (mark, "PUNCT", ":", "punct", 5),
            ("they", "PRON", "PRP", "nsubj", 5),
            ("will", "AUX", "MD", "aux", 5),
            ("wait", "VERB", "VB", "ROOT", 5),
        )

    assert ("held", "ROOT", "held") in relations(repaired(rows(";")))
    assert ("held", "ROOT", "held") in relations(repaired(rows(",")))
    said = [replace(t, lemma="say") if t.text == "wait" else t for t in rows(",")]
    assert repaired(said) == tuple(said)


def test_every_gerund_of_a_list_is_a_charge() -> None:
    mended = repaired(
        tokens(
            ("accuse", "VERB", "VBD", "ROOT", 0),
            ("Mali", "PROPN", "NNP", "dobj", 0),
            ("of", "ADP", "IN", "prep", 0),
            ("lying", "VERB", "VBG", "pcomp", 2),
            (",", "PUNCT", ",", "punct", 0),
            ("ignoring", "VERB", "VBG", "advcl", 0),
            ("law", "NOUN", "NN", "dobj", 5),
        )
    )
    assert ("ignoring", "conj", "lying") in relations(mended)


def test_a_name_behind_a_comma_renames_what_is_before() -> None:
    mended = repaired(
        tokens(
            ("left", "VERB", "VBD", "ROOT", 0),
            ("pact", "NOUN", "NN", "dobj", 0),
            (",", "PUNCT", ",", "punct", 0),
            ("the", "DET", "DT", "det", 4),
            ("Union", "PROPN", "NNP", "npadvmod", 0),
        )
    )
    assert ("Union", "appos", "pact") in relations(mended)


def test_what_to_opens_is_a_verb() -> None:
    mended = repaired(
        tokens(
            ("Peru", "PROPN", "NNP", "nsubj", 1),
            ("let", "VERB", "VBD", "ROOT", 1),
            ("planes", "NOUN", "NNS", "nsubj", 4),
            ("to", "PART", "TO", "aux", 4),
            ("land", "NOUN", "NN", "ccomp", 1),
        )
    )
    assert (mended[4].pos, mended[4].tag) == ("VERB", "VB")


def test_some_of_whom_are_those_before_the_comma() -> None:
    rows = [
        ("Police", "NOUN", "NNS", "nsubj", 1),
        ("hit", "VERB", "VBD", "ROOT", 1),
        ("friends", "NOUN", "NNS", "dobj", 1),
        ("of", "ADP", "IN", "prep", 2),
        ("Peru", "PROPN", "NNP", "pobj", 3),
        (",", "PUNCT", ",", "punct", 9),
        ("hundreds", "NOUN", "NNS", "nsubj", 9),
        ("of", "ADP", "IN", "prep", 6),
        ("whom", "PRON", "WP", "pobj", 7),
        ("marched", "VERB", "VBD", "advcl", 1),
    ]
    assert ("marched", "relcl", "friends") in relations(repaired(tokens(*rows)))
    them = [("them", *row[1:]) if row[0] == "whom" else row for row in rows]
    assert repaired(tokens(*them)) == tuple(tokens(*them))


def test_whom_a_call_is_for_hangs_on_the_call() -> None:
    mended = repaired(
        tokens(
            ("People", "NOUN", "NNS", "nsubj", 1),
            ("call", "VERB", "VBD", "ROOT", 1),
            ("for", "SCONJ", "IN", "mark", 5),
            ("ministers", "NOUN", "NNS", "nsubj", 5),
            ("to", "PART", "TO", "aux", 5),
            ("quit", "VERB", "VB", "advcl", 1),
        )
    )
    assert {("for", "prep", "call"), ("ministers", "pobj", "for"), ("quit", "acl", "ministers")} <= set(
        relations(mended)
    )


def test_who_says_it_at_the_end_explains_no_noun() -> None:
    mended = repaired(
        tokens(
            ("Turkey", "PROPN", "NNP", "nsubj", 1),
            ("left", "VERB", "VBD", "ROOT", 1),
            ("Libya", "PROPN", "NNP", "dobj", 1),
            (",", "PUNCT", ",", "punct", 2),
            ("a", "DET", "DT", "det", 5),
            ("spokesman", "NOUN", "NN", "appos", 2),
            ("say", "VERB", "VBD", "acl", 5),
        )
    )
    assert {("left", "ccomp", "say"), ("spokesman", "nsubj", "say"), ("say", "ROOT", "say")} <= set(relations(mended))


def test_a_thing_that_was_announced_stays_an_apposition() -> None:
    given = tokens(
        ("Turkey", "PROPN", "NNP", "nsubj", 1),
        ("left", "VERB", "VBD", "ROOT", 1),
        ("Libya", "PROPN", "NNP", "dobj", 1),
        (",", "PUNCT", ",", "punct", 2),
        ("a", "DET", "DT", "det", 5),
        ("move", "NOUN", "NN", "appos", 2),
        ("announce", "VERB", "VBN", "acl", 5),
    )
    assert repaired(given) == tuple(given)


def test_a_noun_before_a_verb_without_subject_is_its_subject() -> None:
    mended = repaired(
        tokens(
            ("Police", "NOUN", "NN", "nsubj", 1),
            ("held", "VERB", "VBD", "ROOT", 1),
            ("men", "NOUN", "NNS", "dobj", 1),
            ("and", "CCONJ", "CC", "cc", 2),
            ("soldiers", "NOUN", "NNS", "conj", 2),
            ("patrolled", "VERB", "VBD", "conj", 1),
            ("streets", "NOUN", "NNS", "dobj", 5),
        )
    )
    assert {("soldiers", "nsubj", "patrolled"), ("and", "cc", "held")} <= set(relations(mended))


def test_two_objects_before_a_joined_verb_stay_objects() -> None:
    given = tokens(
        ("Police", "NOUN", "NN", "nsubj", 1),
        ("held", "VERB", "VBD", "ROOT", 1),
        ("men", "NOUN", "NNS", "dobj", 1),
        ("and", "CCONJ", "CC", "cc", 2),
        ("women", "NOUN", "NNS", "conj", 2),
        ("and", "CCONJ", "CC", "cc", 1),
        ("left", "VERB", "VBD", "conj", 1),
    )
    assert repaired(given) == tuple(given)


def test_a_past_tense_is_joined_to_who_said_it() -> None:
    mended = repaired(
        tokens(
            ("He", "PRON", "PRP", "nsubj", 1),
            ("said", "VERB", "VBD", "ROOT", 1),
            ("they", "PRON", "PRP", "nsubj", 4),
            ("were", "AUX", "VBD", "aux", 4),
            ("leaving", "VERB", "VBG", "ccomp", 1),
            ("and", "CCONJ", "CC", "cc", 4),
            ("called", "VERB", "VBD", "conj", 4),
        )
    )
    assert [mended[6].head, mended[5].head] == [1, 1]


def test_a_participle_joined_to_another_stays() -> None:
    given = tokens(
        ("He", "PRON", "PRP", "nsubj", 1),
        ("said", "VERB", "VBD", "ROOT", 1),
        ("they", "PRON", "PRP", "nsubj", 4),
        ("were", "AUX", "VBD", "aux", 4),
        ("leaving", "VERB", "VBG", "ccomp", 1),
        ("and", "CCONJ", "CC", "cc", 4),
        ("packing", "VERB", "VBG", "conj", 4),
    )
    assert repaired(given) == tuple(given)


def test_what_stands_behind_its_own_name_is_the_object() -> None:
    rows = (
        ("France", "PROPN", "NNP", "nsubj", 1),
        ("denounced", "VERB", "VBD", "ROOT", 1),
        ("as", "ADP", "IN", "prep", 1),
        ("crime", "NOUN", "NN", "pobj", 2),
    )
    mended = repaired(tokens(*rows, ("arrests", "NOUN", "NNS", "appos", 3)))
    assert ("arrests", "dobj", "denounced") in relations(mended)
    parted = tokens(*rows, (",", "PUNCT", ",", "punct", 3), ("arrests", "NOUN", "NNS", "appos", 3))
    assert repaired(parted) == tuple(parted)


def test_a_name_before_a_joined_clause_is_its_subject() -> None:
    mended = repaired(
        tokens(
            ("Spain", "PROPN", "NNP", "nsubj", 1),
            ("left", "VERB", "VBD", "ROOT", 1),
            ("Mali", "PROPN", "NNP", "dobj", 1),
            ("and", "CCONJ", "CC", "cc", 2),
            ("Israel", "PROPN", "NNP", "conj", 2),
            ("stayed", "VERB", "VBD", "ccomp", 1),
        )
    )
    assert {("Israel", "nsubj", "stayed"), ("stayed", "conj", "left")} <= set(relations(mended))


def test_what_is_denied_is_the_verb_and_not_its_auxiliary() -> None:
    mended = repaired(
        tokens(
            ("Mali", "PROPN", "NNP", "nsubjpass", 4),
            ("has", "AUX", "VBZ", "aux", 4),
            ("never", "ADV", "RB", "neg", 3),
            ("been", "AUX", "VBN", "auxpass", 4),
            ("attacked", "VERB", "VBN", "ROOT", 4),
        )
    )
    assert ("never", "neg", "attacked") in relations(mended)


def test_a_participle_with_a_list_behind_it_is_an_item_of_the_list() -> None:
    def made(*last: tuple[str, str, str, str, int]) -> list[Token]:
        return tokens(
            ("He", "PRON", "PRP", "nsubjpass", 2),
            ("was", "AUX", "VBD", "auxpass", 2),
            ("exiled", "VERB", "VBN", "ROOT", 2),
            (",", "PUNCT", ",", "punct", 2),
            ("jailed", "VERB", "VBN", "advcl", 2),
            *last,
        )

    listed = repaired(made(("or", "CCONJ", "CC", "cc", 4), ("beaten", "VERB", "VBN", "conj", 4)))
    assert ("jailed", "conj", "exiled") in relations(listed)
    assert ("jailed", "advcl", "exiled") in relations(repaired(made(("again", "ADV", "RB", "advmod", 4))))


def test_a_year_under_a_bare_preposition_counts_nothing() -> None:
    def made(number: str) -> list[Token]:
        return tokens(
            ("In", "ADP", "IN", "prep", 3),
            (number, "NUM", "CD", "nummod", 2),
            ("soldiers", "NOUN", "NNS", "nsubj", 3),
            ("fired", "VERB", "VBD", "ROOT", 3),
        )

    assert ("2023", "pobj", "In") in relations(repaired(made("2023")))
    assert ("300", "nummod", "soldiers") in relations(repaired(made("300")))
