"""How a language says things: phrases, word classes, ties and cues, from ``data/languages/<language>``.

The pattern language is explained in ``docs/phrases.md``; this module reads it, checks it and indexes it by trigger.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Generic, TypeVar

from accord.errors import ConfigError
from accord.ontology import load_ontology
from accord.tables import Problem, Row, read_table

PHRASE_COLUMNS = ("phrase", "mode", "actor", "recipient", "contexts", "aux", "example", "expect")
TIE_COLUMNS = ("phrase", "kind", "stage", "sector", "a", "b", "aux", "example", "expect")
WORD_COLUMNS = ("class", "words", "example")
MODALITY_COLUMNS = ("cue", "pos", "relation", "needs", "effect", "degree", "example")
NUMBER_COLUMNS = ("cue", "pos", "relation", "field", "types", "example", "expect")
OUTLOOK_COLUMNS = ("cue", "likelihood", "speaker", "parties", "example")
ATTRIBUTION_COLUMNS = ("cue", "pos", "relation", "needs", "stance", "example")
AUX_MODES = ("historical", "future", "hypothetical", "negation")
EFFECTS = (*AUX_MODES, "none", "fact")
STANCES = (
    *("says", "announces", "claims", "accuses", "denies", "warns", "believes", "expects", "hopes", "promises"),
    *("demands", "learns", "judges"),
)

#: Filler classes that ask what a word was resolved to, not which word it is.
ACTOR_CLASSES = frozenset({"actor", "state", "body", "armed", "place", "number"})
_POS = {"v": ("VERB", "AUX"), "n": ("NOUN", "PROPN"), "a": ("ADJ", "VERB"), "r": ("ADV",)}
_TRIGGER = re.compile(r"^([\w'’|-]+)\.([vnar])$")
_SLOT = re.compile(r"^(-?)([a-z_.]+)(?:=(!?)(\S+))?$")
_SECTOR = re.compile(r"^[A-Z]{3}$")


@dataclass(frozen=True, slots=True)
class Filler:
    """What may fill a slot: lemmas, a class of what a word resolves to, or anything; negated: none of these."""

    lemmas: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    anything: bool = False
    negated: bool = False

    @property
    def narrowness(self) -> int:
        """3 for a few lemmas, 2 for a word class or a class of actors, 0 for anything; for choosing between rows."""
        if self.anything or self.negated:
            return 0
        return 3 if self.lemmas and len(self.lemmas) <= 4 else 2


@dataclass(frozen=True, slots=True)
class Slot:
    """A relation of the trigger that must hold (or, ``absent``, must not) with such a filler."""

    relation: str
    filler: Filler
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A trigger and its slots. ``rank`` orders patterns that fit the same word: more and narrower slots first."""

    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    slots: tuple[Slot, ...]

    @property
    def rank(self) -> tuple[int, int, int]:
        """How specific the pattern is: how many slots are filled, how narrow the fillers are, how much is excluded."""
        filled = [slot for slot in self.slots if not slot.absent]
        return len(filled), sum(slot.filler.narrowness for slot in filled), len(self.slots) - len(filled)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row of ``phrases/<type>.tsv``: how an event of ``type`` and ``mode`` is said.

    ``actor`` and ``recipient`` are paths to the roles in order of preference, each a tuple of relations that together
    make one list; empty means the engine's defaults, ``(("-",),)`` that the role is never filled.
    """

    source: str
    type: str
    mode: str
    pattern: Pattern
    actor: tuple[tuple[str, ...], ...]
    recipient: tuple[tuple[str, ...], ...]
    contexts: tuple[str, ...]
    aux: tuple[str, ...]
    example: str
    expect: str


@dataclass(frozen=True, slots=True)
class TiePhrase:
    """One row of ``ties.tsv``: how a tie of ``kind`` between ``a`` and ``b`` is stated."""

    source: str
    kind: str
    stage: str
    sector: str
    pattern: Pattern
    a: tuple[tuple[str, ...], ...]
    b: tuple[tuple[str, ...], ...]
    aux: tuple[str, ...]
    example: str
    expect: str


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of ``modality.tsv`` or ``attribution.tsv``: a word and what it does to what hangs on it.

    ``relations`` are those in which the event, or the clause that says it, must stand to the word; ``needs`` are slots
    that must hold of the word besides ("rule" needs ``prt=out``). ``effect`` is a stance of speech or an auxiliary
    mode; ``none`` leaves what hangs on the word as it stands, ``fact`` takes it for granted. ``degree`` is how far
    from −3 (certainly not) to 3 (certainly) the word leaves it, None where the effect's own degree holds.
    """

    source: str
    relations: frozenset[str]
    effect: str
    needs: tuple[Slot, ...] = ()
    degree: float | None = None
    example: str = ""


@dataclass(frozen=True, slots=True)
class NumberCue:
    """One row of ``numbers.tsv``: a word that says what a count is a count of, and the types of event that have one."""

    source: str
    field: str
    types: frozenset[str]


@dataclass(frozen=True, slots=True)
class OutlookCue:
    """One row of ``outlook.tsv``: words that say what is expected, how likely, and where the speaker stands.

    ``likelihood`` is in words of estimative probability (``likely``, ``possible``, ``unlikely``, ``expected``,
    ``open``); ``silence`` marks a cue of not answering, whose ``parties`` are the relations of who kept silent.
    """

    source: str
    pattern: Pattern
    likelihood: str
    speaker: str
    parties: tuple[str, ...]
    example: str = ""


Cues = dict[tuple[str, str], tuple[Cue, ...]]
P = TypeVar("P", Phrase, TiePhrase)
M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Index(Generic[P]):
    """Phrases by trigger lemma and part of speech, best rank first."""

    by_trigger: dict[tuple[str, str], tuple[P, ...]]
    rows: tuple[P, ...]

    def at(self, lemma: str, pos: str) -> tuple[P, ...]:
        """The phrases that this word, as this Universal part of speech, may trigger."""
        return self.by_trigger.get((lemma, pos), ())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that one language's tables say. ``words`` are the classes used in patterns as ``@name``."""

    language: str
    words: dict[str, frozenset[str]]
    phrases: Index[Phrase]
    ties: Index[TiePhrase]
    modality: Cues
    attribution: Cues
    numbers: dict[tuple[str, str, str], NumberCue]
    outlook: dict[tuple[str, str], tuple[OutlookCue, ...]]


def parse_pattern(text: str, words: dict[str, frozenset[str]]) -> Pattern:
    """``trigger slot slot …`` as a Pattern. Raises ConfigError where it is not well formed."""
    head, *rest = text.split()
    found = _TRIGGER.match(head)
    if not found:
        raise ConfigError(f"trigger {head!r} is not lemma.v, lemma.n, lemma.a or lemma.r")
    lemmas = tuple(found.group(1).lower().split("|"))
    return Pattern(lemmas, _POS[found.group(2)], tuple(_slot(part, words) for part in rest))


def _slot(text: str, words: dict[str, frozenset[str]]) -> Slot:
    found = _SLOT.match(text)
    if not found:
        raise ConfigError(f"slot {text!r} is not relation=filler")
    absent, relation, negated, filler = found.groups()
    if filler is None and not absent:
        raise ConfigError(f"slot {text!r} has no filler", remedy="Write relation=* for anything, -relation for absence")
    return Slot(relation, _filler(filler or "*", bool(negated), words), bool(absent))


def _filler(text: str, negated: bool, words: dict[str, frozenset[str]]) -> Filler:
    if text == "*":
        return Filler(anything=True, negated=negated)
    lemmas: set[str] = set()
    classes: set[str] = set()
    for part in text.split("|"):
        if not part.startswith("@"):
            lemmas.add(part.lower())
        elif part[1:] in ACTOR_CLASSES or _SECTOR.match(part[1:]):
            classes.add(part[1:])
        elif part[1:] in words:
            lemmas |= words[part[1:]]
        else:
            raise ConfigError(f"unknown word class {part!r}", remedy="Add it to words.tsv")
    return Filler(frozenset(lemmas), frozenset(classes), negated=negated)


def parse_paths(text: str) -> tuple[tuple[str, ...], ...]:
    """``subj+with;by`` as ``(("subj", "with"), ("by",))``."""
    return tuple(tuple(path.strip().split("+")) for path in text.split(";") if path.strip())


@cache
def load_words(language: str = "en") -> dict[str, frozenset[str]]:
    """The word classes of one language by name, in lower case."""
    return _words(language)


def _words(language: str) -> dict[str, frozenset[str]]:
    rows = read_table(f"languages/{language}/words.tsv", WORD_COLUMNS)
    return {row["class"]: frozenset(word.lower() for word in row.list("words")) for row in rows}


def _phrase(row: Row, type_: str, words: dict[str, frozenset[str]]) -> Phrase:
    return Phrase(
        source=f"{row.file.rsplit('/', 1)[-1]}:{row.line}",
        type=type_,
        mode=row["mode"],
        pattern=parse_pattern(row["phrase"], words),
        actor=parse_paths(row["actor"]),
        recipient=parse_paths(row["recipient"]),
        contexts=row.list("contexts"),
        aux=row.list("aux"),
        example=row["example"],
        expect=row["expect"],
    )


def _tie(row: Row, words: dict[str, frozenset[str]]) -> TiePhrase:
    return TiePhrase(
        source=f"{row.file.rsplit('/', 1)[-1]}:{row.line}",
        kind=row["kind"],
        stage=row["stage"],
        sector=row["sector"],
        pattern=parse_pattern(row["phrase"], words),
        a=parse_paths(row["a"]),
        b=parse_paths(row["b"]),
        aux=row.list("aux"),
        example=row["example"],
        expect=row["expect"],
    )


def _index(rows: list[P]) -> Index[P]:
    by_trigger: dict[tuple[str, str], list[P]] = {}
    for phrase in rows:
        for lemma in phrase.pattern.lemmas:
            for pos in phrase.pattern.pos:
                by_trigger.setdefault((lemma, pos), []).append(phrase)
    ranked = {
        key: tuple(sorted(found, key=lambda p: p.pattern.rank, reverse=True)) for key, found in by_trigger.items()
    }
    return Index(ranked, tuple(rows))


def phrase_tables(language: str = "en") -> Iterator[tuple[str, str]]:
    """``(type, table name)`` of the sixteen phrase tables."""
    for type_ in load_ontology().types:
        yield type_, f"languages/{language}/phrases/{type_.lower()}.tsv"


@cache
def load_lexicon(language: str = "en") -> Lexicon:
    """All tables of one language. Raises ConfigError, with file and line, at the first row that is malformed."""
    words = load_words(language)
    phrases = [
        _located(row, partial(_phrase, type_=type_, words=words))
        for type_, table in phrase_tables(language)
        for row in read_table(table, PHRASE_COLUMNS)
    ]
    tie_rows = read_table(f"languages/{language}/ties.tsv", TIE_COLUMNS)
    ties = [_located(row, partial(_tie, words=words)) for row in tie_rows]
    return Lexicon(
        language,
        words,
        _index(phrases),
        _index(ties),
        modality=_cues(f"languages/{language}/modality.tsv", MODALITY_COLUMNS, words),
        attribution=_cues(f"languages/{language}/attribution.tsv", ATTRIBUTION_COLUMNS, words),
        numbers=_numbers(f"languages/{language}/numbers.tsv"),
        outlook=_outlook(f"languages/{language}/outlook.tsv", words),
    )


def _outlook(table: str, words: dict[str, frozenset[str]]) -> dict[tuple[str, str], tuple[OutlookCue, ...]]:
    """Outlook cues by trigger lemma and letter of its part of speech (``v n a r``), most specific first."""
    found: dict[tuple[str, str], list[OutlookCue]] = {}
    for row in read_table(table, OUTLOOK_COLUMNS):
        letter = row["cue"].split()[0][-1]
        pattern = _located(row, lambda row: parse_pattern(row["cue"], words))
        cue = OutlookCue(
            f"outlook.tsv:{row.line}", pattern, row["likelihood"], row["speaker"], row.list("parties"), row["example"]
        )
        for lemma in pattern.lemmas:
            found.setdefault((lemma, letter), []).append(cue)
    return {key: tuple(sorted(cues, key=lambda c: c.pattern.rank, reverse=True)) for key, cues in found.items()}


def _numbers(table: str) -> dict[tuple[str, str, str], NumberCue]:
    """Number cues by word, part of speech and the relation in which the count stands to it."""
    return {
        (row["cue"], row["pos"], relation): NumberCue(
            f"numbers.tsv:{row.line}", row["field"], frozenset(row.list("types"))
        )
        for row in read_table(table, NUMBER_COLUMNS)
        for relation in row.list("relation")
    }


def _cues(table: str, columns: tuple[str, ...], words: dict[str, frozenset[str]]) -> Cues:
    """Cues by word and part of speech (``v``, ``n``, ``a``, ``x`` for any), those with the most needs first."""
    found: dict[tuple[str, str], list[Cue]] = {}
    for row in read_table(table, columns):
        cue = _located(row, partial(_cue, effect=row["effect" if "effect" in columns else "stance"], words=words))
        for word in row["cue"].split("|"):
            found.setdefault((word, row["pos"]), []).append(cue)
    return {key: tuple(sorted(cues, key=lambda cue: -len(cue.needs))) for key, cues in found.items()}


def _cue(row: Row, effect: str, words: dict[str, frozenset[str]]) -> Cue:
    return Cue(
        f"{row.file.rsplit('/', 1)[-1]}:{row.line}",
        frozenset(row.list("relation")),
        effect,
        tuple(_slot(part, words) for part in row["needs"].split()),
        float(row["degree"]) if row.cells.get("degree") else None,
        row["example"],
    )


def _located(row: Row, make: Callable[[Row], M]) -> M:
    try:
        return make(row)
    except ConfigError as error:
        raise ConfigError(f"{row.file}:{row.line}: {error.what}", remedy=error.remedy) from error


def check_lexicon(language: str = "en") -> Iterator[Problem]:
    """What is wrong with a language's tables: malformed patterns, unknown modes and contexts, rows without example."""
    ontology = load_ontology()
    words = _words(language)
    seen: dict[str, str] = {}
    for type_, table in phrase_tables(language):
        kind = ontology.types[type_]
        for row in read_table(table, PHRASE_COLUMNS):
            yield from _check_row(row, words)
            if row["mode"] and row["mode"] not in kind.modes:
                yield row.problem(f"{type_} has no mode {row['mode']!r}")
            for context in row.list("contexts"):
                if context not in ontology.contexts:
                    yield row.problem(f"unknown context {context!r}")
            for other in [seen.setdefault(row["phrase"], f"{row.file}:{row.line}")]:
                if other != f"{row.file}:{row.line}":
                    yield row.problem(f"the same phrase stands at {other}")
    for row in read_table(f"languages/{language}/ties.tsv", TIE_COLUMNS):
        yield from _check_row(row, words)
    yield from _check_cues(f"languages/{language}/modality.tsv", MODALITY_COLUMNS, EFFECTS)
    yield from _check_cues(f"languages/{language}/attribution.tsv", ATTRIBUTION_COLUMNS, STANCES)


def _check_cues(table: str, columns: tuple[str, ...], allowed: tuple[str, ...]) -> Iterator[Problem]:
    """A cue's effect is known, and its example marks the word that the cue is about (``*left*``)."""
    for row in read_table(table, columns):
        effect = row["effect" if "effect" in columns else "stance"]
        if effect not in allowed:
            yield row.problem(f"{effect!r} is none of {', '.join(allowed)}")
        if row["example"].count("*") != 2:
            yield row.problem("the example does not mark one word between asterisks")


def _check_row(row: Row, words: dict[str, frozenset[str]]) -> Iterator[Problem]:
    try:
        parse_pattern(row["phrase"], words)
    except ConfigError as error:
        yield row.problem(error.what)
    if not row["example"]:
        yield row.problem("no example: a row is explained and tested by its example")
    if ">" not in row["expect"]:
        yield row.problem("expect is not 'ACTORS > RECIPIENTS'")
    for aux in row.list("aux"):
        if aux not in AUX_MODES:
            yield row.problem(f"unknown auxiliary mode {aux!r}")
