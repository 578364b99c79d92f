"""Checks of a language's tables of numbers, outlook, word classes and lemmas, with file and line."""

from __future__ import annotations

from collections.abc import Iterator

from accord import lexicon as tables
from accord.errors import ConfigError
from accord.ontology import load_ontology
from accord.tables import Problem, Row, read_table

LEMMA_COLUMNS = ("form", "pos", "lemma")
#: Parts of speech of a cue: a verb, a noun, an adjective, an adverb, or any word.
POS = ("v", "n", "a", "r", "x")
#: Relations in which a count may stand to its cue, or share one with it.
RELATIONS = frozenset({"amount", "doer", "for", "head", "is", "mod", "obj", "of", "on", "subj", "to", "with"})
LIKELIHOODS = ("expected", "likely", "possible", "unlikely", "open", "silence")


def check_cues(language: str = "en") -> Iterator[Problem]:
    """What is wrong with these tables: unknown relations, types and likelihoods, doubled rows, rows without example."""
    folder = f"languages/{language}"
    yield from _check_numbers(f"{folder}/numbers.tsv")
    yield from _check_outlook(f"{folder}/outlook.tsv", language)
    yield from _check_words(f"{folder}/words.tsv")
    yield from _check_lemmas(f"{folder}/lemmas.tsv")


def _check_cue(row: Row) -> Iterator[Problem]:
    if not row["cue"]:
        yield row.problem("no cue")
    if row["pos"] not in POS:
        yield row.problem(f"pos {row['pos']!r} is none of {', '.join(POS)}")
    for relation in row.list("relation"):
        if relation.removeprefix("share ") not in RELATIONS:
            yield row.problem(f"unknown relation {relation!r}")
    if not row["example"]:
        yield row.problem("no example: a row is explained by its example")


def _check_numbers(table: str) -> Iterator[Problem]:
    types = load_ontology().types
    for row in read_table(table, tables.NUMBER_COLUMNS):
        yield from _check_cue(row)
        if not row["field"]:
            yield row.problem("no field: what is it a count of?")
        for type_ in row.list("types"):
            # "RETREAT-release" narrows a type by its mode.
            kind, _, mode = type_.partition("-")
            if kind not in types or (mode and mode not in types[kind].modes):
                yield row.problem(f"unknown type {type_!r}")
        if not row["expect"]:
            yield row.problem("no expect: what number does the example give?")


def _check_outlook(table: str, language: str) -> Iterator[Problem]:
    rows = read_table(f"languages/{language}/words.tsv", tables.WORD_COLUMNS)
    words = {row["class"]: frozenset(row.list("words")) for row in rows}
    for row in read_table(table, tables.OUTLOOK_COLUMNS):
        try:
            tables.parse_pattern(row["cue"], words)
        except ConfigError as error:
            yield row.problem(error.what)
        if row["likelihood"] not in LIKELIHOODS:
            yield row.problem(f"likelihood {row['likelihood']!r} is none of {', '.join(LIKELIHOODS)}")
        if (row["likelihood"] == "silence") != bool(row["parties"]):
            yield row.problem("parties say who kept silent: a silence needs them, and nothing else has them")
        if not row["example"]:
            yield row.problem("no example: a row is explained by its example")


def _check_words(table: str) -> Iterator[Problem]:
    seen: dict[str, Row] = {}
    for row in read_table(table, tables.WORD_COLUMNS):
        if not row.list("words"):
            yield row.problem(f"class {row['class']!r} has no words")
        earlier = seen.setdefault(row["class"], row)
        if earlier is not row:
            yield row.problem(f"class {row['class']!r} stands on line {earlier.line} too")


def _check_lemmas(table: str) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Row] = {}
    for row in read_table(table, LEMMA_COLUMNS):
        if not (row["form"] and row["pos"].isupper() and row["lemma"]):
            yield row.problem("a form needs a Universal part of speech and a lemma")
        earlier = seen.setdefault((row["form"], row["pos"]), row)
        if earlier is not row:
            yield row.problem(f"{row['form']!r} has a lemma in line {earlier.line} already")
