"""Explaining: why an event is what it is, down to the table row, the path to each role and the cue of each mode.

A wrong event is traced here to one row of one table, or to one relation of the parse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accord.coding.events import read_sentence
from accord.coding.modality import signals
from accord.lexicon import Lexicon
from accord.records import Event, Report, Sentence


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing an event rests on: ``what`` it decides, the ``words`` it rests on, and ``because`` of which rule."""

    what: str
    words: str
    because: str


def explain(event: Event, report: Report, sentence: Sentence, lexicon: Lexicon) -> tuple[Reason, ...]:
    """The reasons for ``event``, which was coded from ``sentence`` of ``report``: type, roles, modes, speakers."""
    return tuple(_reasons(event, report, sentence, lexicon))


def _reasons(event: Event, report: Report, sentence: Sentence, lexicon: Lexicon) -> Iterator[Reason]:
    trigger = _token_at(sentence, next(s.start for s in event.because if s.shows == "trigger"))
    row = next((row for row in lexicon.phrases.rows if row.source == event.phrase), None)
    kind = f"{event.type}-{event.mode}" if event.mode else event.type
    yield Reason("type", event.trigger, f"{kind}: {event.phrase}" + (f', as in "{row.example}"' if row else ""))
    for span in event.because:
        if span.shows.startswith("phrase "):
            yield Reason("slot", report.text[span.start : span.end], f"fills {span.shows.removeprefix('phrase ')}")
    for role, mentions in (("actor", event.actors), ("recipient", event.recipients)):
        for m in mentions:
            yield Reason(role, m.text, f"{m.value.code} by {m.via}; {path(sentence, m.head, trigger)}")
    yield from _modes(event, report, sentence, lexicon, trigger)
    for link in event.attribution:
        how = f"{link.stance}, by {link.cue!r}" if link.cue else "the quotation goes on"
        yield Reason("said by", link.speaker, how)
    if event.date:
        yield Reason("date", event.date, event.date_precision)


def _modes(event: Event, report: Report, sentence: Sentence, lexicon: Lexicon, trigger: int) -> Iterator[Reason]:
    if not event.aux_modes:
        return
    reading = read_sentence(report, sentence, lexicon, None)
    for signal in signals(trigger, reading.clauses, lexicon):
        yield Reason(signal.effect, sentence.tokens[signal.token].text, signal.source or "the grammar of the clause")


def _token_at(sentence: Sentence, start: int) -> int:
    return next(i for i, token in enumerate(sentence.tokens) if token.start == start)


def path(sentence: Sentence, word: int, trigger: int) -> str:
    """The way from a word to the trigger through the parse (``Mali <nsubj announced``), up and then down."""
    up = list(sentence.upward(word))
    down = list(sentence.upward(trigger))
    meet = next((i for i in up if i in down), trigger)
    climbed = up[: up.index(meet)] if meet in up else up
    text = sentence.tokens[word].text
    for i in climbed:
        text += f" <{sentence.tokens[i].dep} {sentence.tokens[sentence.tokens[i].head].text}"
    for i in reversed(down[: down.index(meet)]):
        text += f" {sentence.tokens[i].dep}> {sentence.tokens[i].text}"
    return text
