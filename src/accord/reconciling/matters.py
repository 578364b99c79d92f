"""Matters: what was agreed, asked or talked about, in the words of a report, for titles that would not say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.records import Event

#: Characters of a matter that a title takes, and the fewest that say anything.
_MOST, _LEAST = 60, 8
_TIMES = r"(?!(?:the )?(?:sidelines|margins|phone|behalf|day|eve|same|ground)\b|\w+day\b|\d|[A-Z][a-z]{2,8}\.? \d)"
#: How the matter opens behind the words for the deed.
_OPENS = {
    ("AGREE", ""): re.compile(rf"(?:\s\w+){{0,3}}?\s(to [a-z]{{3,}}\s.+|on {_TIMES}.+)"),
    ("REQUEST", ""): re.compile(r"(?:\s\w+){0,4}?\s(for (?:an? |the |its |their )?[a-z].+)"),
    ("REJECT", ""): re.compile(r"\s(to (?!the\b|its\b|their\b|his\b|her\b|any\b)[a-z]{3,}\s.+)"),
    ("CONSULT", ""): re.compile(rf"(?:\s[\w'’.-]+){{0,8}}?\s((?:on|about|over) {_TIMES}.+)"),
    ("CONSULT", "multilateral"): re.compile(rf"(?:\s[\w'’.-]+){{0,8}}?\s((?:about|over|to discuss) {_TIMES}.+)"),
}
#: A matter ends where something else begins.
_ENDS = re.compile(
    r"[,.](?!\d)|[;:()\[\]“”\"—–]|\s(?:during|after|before|when|while|as|following|amid|ahead|because|which|who|that|where|said|says"
    r"|saying|and|but|since|until|if|in (?:20|19)\d\d|on \w+day)\b"
)
#: A sum behind the word for a pledge is what will be given.
_PLEDGE = re.compile(r"(?:pledg|promis|offer)\w*$")
_SUM = re.compile(r"\s((?:[A-Z]{1,3})?[$€£¥]\s?\d.+)")
_PROMISED = re.compile(r"\b(?:will|would|shall|to)\s(?:also |soon |jointly |further )?$")
_LOOSE = re.compile(r"(?:\s(?:an?|the|of|to|in|on|for|with|by|at|from|its|their|his|her|more|any|\w+['’]s|\w+s['’]))+$")


def find_matter(events: Sequence[Event], type_: str, mode: str, stage: str) -> str:
    """The shortest matter that an event of this kind is told with, cut at a word; ``""`` where none is."""
    if (type_, mode) not in _OPENS:
        return ""
    same = [event for event in events if (event.type, event.mode) == (type_, mode)]
    promised = type_ == "AGREE" and stage == "announced"
    if stage != "done" and not promised:
        return ""
    found = sorted(set(_matters(same, promised=promised)), key=lambda words: (len(words), words))
    return found[0] if found else ""


def _matters(events: Sequence[Event], *, promised: bool) -> Iterator[str]:
    for event in events:
        span = next((span for span in event.because if span.shows == "trigger"), None)
        if span is None or not event.start <= span.start < span.end <= event.end:
            continue
        before, behind = event.quote[: span.start - event.start], event.quote[span.end - event.start :]
        if promised:
            words = f"to {event.trigger}{behind}" if _PROMISED.search(before) else ""
        else:
            opens = _OPENS[event.type, event.mode].match(_ENDS.split(behind, maxsplit=1)[0])
            words = opens[1] if opens else ""
            if given := _SUM.match(behind) if _PLEDGE.match(event.trigger.lower()) else None:
                words = f"to give {given[1]}"
        words = _cut(" ".join(_ENDS.split(words, maxsplit=1)[0].split()))
        if len(words) >= _LEAST:
            yield words


def _cut(words: str) -> str:
    short = words if len(words) <= _MOST else words[:_MOST].rsplit(" ", 1)[0]
    bare = _LOOSE.sub("", short)
    return bare if len(words) <= _MOST else f"{bare}…"
