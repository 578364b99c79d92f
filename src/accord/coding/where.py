"""Where: which place of a sentence an event happened in."""

from __future__ import annotations

from accord.records import Mention, Place, Sentence

_LOCATIVE = frozenset(
    {"in", "at", "near", "outside", "around", "across", "inside", "along", "on", "off", "throughout", "within"}
)


def event_place(sentence: Sentence, token_index: int) -> Mention[Place] | None:
    """The place under a locative preposition that hangs on the event's word or its clause; None where there is none."""
    by_head = {m.head: m for m in sentence.places}
    i, steps = token_index, 0
    while by_head and steps < 12:
        for j in sorted(by_head):
            prep = sentence.tokens[j].head
            if sentence.tokens[prep].text.lower() in _LOCATIVE and sentence.tokens[prep].head == i:
                return by_head[j]
        head = sentence.tokens[i].head
        if head == i or sentence.tokens[i].dep in ("relcl", "ccomp", "advcl"):
            return None
        i, steps = head, steps + 1
    return None
