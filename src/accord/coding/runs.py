"""Runs: what a report tells on from a dated sentence happened on the same day and, if it names no other, at its place.

"On the evening of 5 June a crowd crossed the border. … As a result, a guard was killed": a sentence that opens with a
word of consequence goes on with what was told before. It takes that day only where no other time stands between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accord.coding.aftermath import came_before
from accord.coding.events import Found, Reading, dated
from accord.coding.when import event_time
from accord.coding.where import event_place
from accord.records import Sentence, Span

#: How many sentences back the dated one may stand.
REACH = 5


def told_on(found: Sequence[Found], reading: Reading, before: Sequence[Reading], words: frozenset[str]) -> list[Found]:
    """``found``, the events of ``reading``, with the day and place of the run that the sentence goes on with.

    ``before`` are the sentences before it, ``words`` those with which a sentence goes on ("as a result").
    """
    opening = _opening(reading.sentence)
    if not found or reading.sentence.times or not any(opening.startswith(f"{word} ") for word in words):
        return list(found)
    start = next((one for one in reversed(before[-REACH:]) if one.sentence.times), None)
    return [_dated(f, start.sentence) for f in found] if start is not None else list(found)


def in_its_time(found: Sequence[Found], reading: Reading) -> list[Found]:
    """``found`` without the report's day for what came before it ("charged in the killing of a judge")."""
    tokens = reading.sentence.tokens
    return [
        replace(f, event=replace(f.event, date="", date_precision="unknown"))
        if f.event.date_precision == "reported" and came_before(tokens, f.token)
        else f
        for f in found
    ]


def _opening(sentence: Sentence) -> str:
    plain = [t.text.lower() for t in sentence.tokens[:6] if t.text[0].isalnum()]
    return " ".join(plain) + " "


def _dated(found: Found, start: Sentence) -> Found:
    """An event with the day of the main clause of ``start``, where that names a day and the event has none."""
    event = found.event
    root = next((i for i, t in enumerate(start.tokens) if t.head == i), 0)
    told = [root, *(k for k, t in enumerate(start.tokens) if t.head == root and t.dep == "ccomp")]
    when = next((time for i in told if (time := event_time(start, i)) is not None), None)
    day, precision = next((d for i in told if (d := dated(start, i))[0]), ("", "unknown"))
    if when is None or precision != "day" or event.date_precision != "reported":
        return found
    spans = {*event.because, Span(event.report, when.start, when.end, "date")}
    place = event.place or next((p for i in told if (p := event_place(start, i)) is not None), None)
    if place is not None and event.place is None:
        spans.add(Span(event.report, place.start, place.end, "place"))
    told_then = replace(event, date=day, date_precision=precision, place=place, because=tuple(sorted(spans)))
    return replace(found, event=told_then)
