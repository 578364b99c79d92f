"""When: which time expression of a sentence dates an event."""

from __future__ import annotations

from accord.records import Mention, Sentence, Time


def event_time(sentence: Sentence, token_index: int) -> Mention[Time] | None:
    """The time that hangs on the event's word, or on the nearest clause above it; None where there is none."""
    dated = [m for m in sentence.times if m.value.start]
    i, steps = token_index, 0
    while dated and steps < 12:
        for m in dated:
            if _hangs_on(sentence, m.head, i):
                return m
        head = sentence.tokens[i].head
        if head == i or sentence.tokens[i].dep in ("relcl", "ccomp", "advcl"):
            return None
        i, steps = head, steps + 1
    return None


def _hangs_on(sentence: Sentence, j: int, i: int) -> bool:
    """Whether word j depends on word i with no other clause between."""
    for _ in range(12):
        if j == i:
            return True
        if sentence.tokens[j].pos in ("VERB", "AUX") or sentence.tokens[j].head == j:
            return False
        j = sentence.tokens[j].head
    return False
