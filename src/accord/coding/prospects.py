"""Prospects: whether a report that was only sketched may hold a public event, before the costly half of reading it."""

from __future__ import annotations

from accord.coding.events import Parties, read_sentence
from accord.coding.match import match
from accord.coding.politics import political
from accord.coding.roles import roles
from accord.lexicon import Lexicon, Phrase
from accord.records import Parsed


def is_promising(sketch: Parsed, lexicon: Lexicon) -> bool:
    """Whether some phrase of a report may have parties of public weight.

    More pass than have an event: what hangs on attribution, modality or the parties a phrase needs is not asked.
    """
    return any(
        _may_be_public(hit.phrase, sides, sentence.actors)
        for sentence in sketch.sentences
        for reading in [read_sentence(sketch.report, sentence, lexicon, None)]
        for hit in match(reading.clauses, reading.referents, lexicon.phrases)
        for sides in [roles(hit, reading.clauses, reading.referents, lexicon.words["light"])]
    )


def _may_be_public(phrase: Phrase, sides: tuple[Parties, Parties], named: Parties) -> bool:
    """Whether a phrase is political between its parties; where one side alone is known, with anybody else whom the
    sentence names, as the first look may have missed that it is the other."""
    if political(phrase, *sides):
        return True
    return sum(map(bool, sides)) == 1 and political(phrase, named, ())
