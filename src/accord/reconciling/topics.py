"""What an act is about, where its mode does not tell: dues or membership, drills, territory, ties."""

from __future__ import annotations

from functools import cache

from accord.reconciling.cues import cue, uses
from accord.records import Event

# A thing is named soon after the word for the act; further on, a sentence is about something else.
_REACH = 70
_ABOUT = "about "


@cache
def _topics() -> tuple[tuple[str, str, str], ...]:
    """(type, mode, topic) of every row ``about TYPE[-mode] topic``, in the order of the table."""
    found = []
    for use in uses():
        if use.startswith(_ABOUT):
            kind, _, topic = use.removeprefix(_ABOUT).partition(" ")
            type_, _, mode = kind.partition("-")
            found.append((type_, mode, topic))
    return tuple(found)


def topic_of(event: Event) -> str:
    """The topic named first after the word for the act, ``""`` where there is none."""
    start = min((span.start for span in event.because if span.shows == "trigger"), default=event.start)
    words = event.quote[max(0, start - event.start) :][:_REACH]
    named = []
    for type_, mode, topic in _topics():
        if type_ == event.type and mode in ("", event.mode):
            match = cue(f"{_ABOUT}{type_}{'-' if mode else ''}{mode} {topic}").search(words)
            if match:
                named.append((match.start(), topic))
    return min(named)[1] if named else ""


def names_topic(event: Event, topic: str, words: str) -> bool:
    """Whether ``words`` name what ``event`` is about, as a row of its type and mode says it."""
    rows = ((type_, mode) for type_, mode, known in _topics() if known == topic)
    fitting = [(type_, mode) for type_, mode in rows if type_ == event.type and mode in ("", event.mode)]
    return any(cue(f"{_ABOUT}{type_}{'-' if mode else ''}{mode} {topic}").search(words) for type_, mode in fitting)
