"""Cue tables' examples, for tests: the word between asterisks is the one that the cue is about."""

from __future__ import annotations

from accord.coding.arguments import Clauses
from accord.lexicon import Cue, Cues, load_lexicon
from accord.parsing import Tools
from accord.parsing.syntax import sentences
from coding.examples import report_of


def rows_of(cues: Cues) -> list[Cue]:
    """Each row of a table once, in the order of its file."""
    rows = {cue.source: cue for found in cues.values() for cue in found}
    return sorted(rows.values(), key=lambda cue: int(cue.source.rsplit(":", 1)[1]))


def marked(example: str, tools: Tools) -> tuple[Clauses, int]:
    """The clauses of the sentence with the marked word, and that word."""
    at = example.index("*")
    [(_, parsed)] = sentences([report_of(example.replace("*", ""))], tools.nlp)
    happening = load_lexicon().words["happening"]
    return next((Clauses(s, happening), i) for s in parsed for i, token in enumerate(s.tokens) if token.start == at)
