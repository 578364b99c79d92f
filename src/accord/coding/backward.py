"""Backward: an attack that a report looks back on was on the day that the report has named for it before.

"The probe into the *August 7 bombings* … *The bombing* in Nairobi killed 253": the second sentence names no day, and
the report's own would be wrong. A day is taken over only where the report has named one for such a deed and tells of
no newer one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from accord.coding.events import Found, Reading
from accord.coding.when import TELLING_APART
from accord.lexicon import load_words
from accord.records import Mention, Sentence, Span, Time

#: Classes of words for one deed in turn.
_KINDS = ("bombed", "murdered", "raided")
_KNOWN = frozenset({"the", "these", "those", "both", "this", "that"})
#: Days for which a deed is news; before them a report looks back.
_NEWS = 2


def looked_back(
    found: Sequence[Found], reading: Reading, before: Sequence[Reading], told: Sequence[Found]
) -> list[Found]:
    """``found``, the events of ``reading``, with the day that the sentences ``before`` named for the deed.

    ``told`` are the events of those sentences: where one of them is such a deed without a day of its own, or with a
    new one, that may be meant.
    """
    return [_dated(f, reading, before, told) for f in found]


def _dated(found: Found, reading: Reading, before: Sequence[Reading], told: Sequence[Found]) -> Found:
    event = found.event
    noun = _deed(found.token, reading.sentence)
    if event.type != "ASSAULT" or event.date_precision != "reported" or noun is None:
        return found
    kinds = [kind for kind in _kinds() if reading.sentence.tokens[noun].lemma.lower() in kind]
    named = [m for one in before for m in _named(one.sentence, kinds)]
    if len({m.value.start for m in named}) != 1 or not _is_past(named[0].value, reading.report.published):
        return found
    sentences = {one.sentence.number: one.sentence for one in before}
    if any(_is_rival(other, sentences, kinds, named[0].value) for other in told):
        return found
    day = named[0].value.start if named[0].value.precision == "day" else named[0].value.start[:7]
    spans = {*event.because, Span(event.report, named[0].start, named[0].end, "date")}
    then = replace(event, date=day, date_precision=named[0].value.precision, because=tuple(sorted(spans)))
    return replace(found, event=then)


def _kinds() -> list[frozenset[str]]:
    """What one deed is called in turn, by kind."""
    words = load_words()
    return [words[kind] for kind in _KINDS]


def _deed(i: int, sentence: Sentence) -> int | None:
    """The noun for a deed known already that word ``i`` is, or that does what it tells ("*the blast* killed ten")."""
    tokens = sentence.tokens
    below = [n for n, t in enumerate(tokens) if t.head == i and t.dep == "nsubj"]
    below += [
        n for n, t in enumerate(tokens) if t.dep == "pobj" and tokens[t.head].head == i and tokens[t.head].text == "in"
    ]
    for n in (i, *below):
        determined = any(t.head == n and (t.text.lower() in _KNOWN or t.dep == "poss") for t in tokens)
        if tokens[n].pos == "NOUN" and determined and any(tokens[n].lemma.lower() in kind for kind in _kinds()):
            return n
    return None


def _named(sentence: Sentence, kinds: Sequence[frozenset[str]]) -> list[Mention[Time]]:
    """The days or months that a sentence names for such a deed: "the *7 August* bombings", "the blast *on Friday*"."""
    tokens = sentence.tokens
    found = []
    for mention in sentence.times:
        token = tokens[mention.head]
        above = token.head if token.dep in TELLING_APART else tokens[token.head].head if token.dep == "pobj" else -1
        deed = above >= 0 and tokens[above].pos == "NOUN" and any(tokens[above].lemma.lower() in kind for kind in kinds)
        if deed and mention.value.precision in ("day", "month") and mention.value.start:
            found.append(mention)
    return found


def _is_past(time: Time, published: str) -> bool:
    if len(published) < 10:
        return False
    return time.end < (date.fromisoformat(published[:10]) - timedelta(days=_NEWS)).isoformat()


def _is_rival(other: Found, sentences: dict[int, Sentence], kinds: Sequence[frozenset[str]], then: Time) -> bool:
    """Whether an event told before is such a deed of another day, or of none named, and none that was known already."""
    event = other.event
    sentence = sentences.get(event.sentence)
    if event.type != "ASSAULT" or sentence is None or event.date[:10] == then.start[: len(event.date)]:
        return False
    lemma = sentence.tokens[other.token].lemma.lower()
    if lemma not in {word for kind in _kinds() for word in kind}:
        return event.date_precision in ("reported", "day")
    return event.date_precision in ("reported", "day") and any(lemma in kind for kind in kinds)
