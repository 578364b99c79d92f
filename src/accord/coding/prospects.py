"""Prospects: whether a report that was only sketched may hold a public event, before the costly half of reading it."""

from __future__ import annotations

from accord.coding.events import read_sentence
from accord.coding.match import match
from accord.coding.politics import political
from accord.coding.roles import roles
from accord.lexicon import Lexicon
from accord.records import Parsed


def is_promising(sketch: Parsed, lexicon: Lexicon) -> bool:
    """Whether some phrase of a report has parties of public weight.

    More pass than have an event: what hangs on attribution, modality or the parties a phrase needs is not asked, and of
    two parties in a sentence any may turn out to be the phrase's. Names that no table knows are missing from a sketch,
    so that a report that is public by such a name alone is lost.
    """
    return any(
        political(hit.phrase, *roles(hit, reading.clauses, reading.referents, lexicon.words["light"]))
        or (len(sentence.actors) > 1 and political(hit.phrase, sentence.actors, ()))
        for sentence in sketch.sentences
        for reading in [read_sentence(sketch.report, sentence, lexicon, None)]
        for hit in match(reading.clauses, reading.referents, lexicon.phrases)
    )
