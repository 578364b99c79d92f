"""Coding: sentences become events, each saying which words and which table rows it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accord.coding.attribution import attribution
from accord.coding.events import Found, Reading, find_events, read_sentence
from accord.lexicon import Lexicon
from accord.ontology import Ontology
from accord.records import Attribution, Coded, Parsed

__all__ = ["code"]


def code(parsed: Iterable[Parsed], *, lexicon: Lexicon, ontology: Ontology) -> Iterator[Coded]:
    """What each report says happened, who is tied to whom, what is expected, who kept silent; in the order given."""
    for item in parsed:
        yield _code_report(item, lexicon, ontology)


def _code_report(parsed: Parsed, lexicon: Lexicon, ontology: Ontology) -> Coded:
    found: list[Found] = []
    carried: Attribution | None = None
    for sentence in parsed.sentences:
        reading = read_sentence(parsed.report, sentence, lexicon, carried)
        found.extend(find_events(reading, lexicon, ontology))
        carried = _speaker(reading, lexicon)
    return Coded(parsed.report, events=tuple(f.event for f in found))


def _speaker(reading: Reading, lexicon: Lexicon) -> Attribution | None:
    """Who is speaking at the end of a sentence, for a quotation that goes on in the next."""
    quoted = [
        i
        for i, t in enumerate(reading.sentence.tokens)
        if any(q.start <= t.start < q.end for q in reading.sentence.quoted)
    ]
    for i in reversed(quoted):
        chain = attribution(i, reading.referents, lexicon, reading.carried)
        if chain:
            return chain[-1]
    return None
