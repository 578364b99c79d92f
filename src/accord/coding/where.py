"""Whereabouts: which place named in a sentence is where an event of it happened.

Each place is weighed against the event's trigger by the table ``places/where.tsv``: the preposition it stands under,
the clauses between the two, how far it is. The place that weighs most is taken if it weighs more than nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

from accord.records import Mention, Place, Sentence, Token
from accord.tables import Problem, check_weights, read_table

WHERE = "places/where.tsv"
WHERE_COLUMNS = ("cue", "weight", "meaning")

_PREPOSITIONS = frozenset(
    (
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "on",
        "from",
        "to",
        "of",
        "into",
        "across",
        "around",
        "through",
        "towards",
        "toward",
        "against",
        "by",
        "with",
        "between",
        "over",
        "along",
        "for",
        "about",
        "within",
        "throughout",
        "off",
        "under",
        "as",
        "after",
    )
)
#: Words from which a place is measured: what is "south of Baghdad" is not in it.
_AWAY = frozenset(
    (
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "kilometers",
        "kilometres",
        "km",
        "miles",
        "meters",
        "metres",
        "mile",
        "kilometer",
        "kilometre",
        "outside",
        "hours",
        "minutes",
    )
)
#: Triggers of speech: a place under their verb is seldom where they were spoken.
_SAYS = frozenset(
    ("say", "tell", "report", "condemn", "accuse", "claim", "describe", "call", "warn", "urge", "demand", "announce")
)
_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "dative", "agent", "oprd"))
_CLAUSES = frozenset(("ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "pcomp", "parataxis", "csubj"))


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {row["cue"]: float(row["weight"]) for row in read_table(WHERE, WHERE_COLUMNS)}


def event_place(
    sentence: Sentence, token_index: int, places: Sequence[Mention[Place]] | None = None
) -> Mention[Place] | None:
    """Where the event whose trigger is that token took place, as far as the sentence says; None where it does not.

    ``places`` are those of the sentence (``sentence.places`` if not given). An adjective ("Kenyan") is never where
    something happened, and what a speaker tells of did not happen where the speaker spoke.
    """
    if not 0 <= token_index < len(sentence.tokens):
        return None
    named = sentence.places if places is None else places
    usable = [p for p in named if p.via != "adjective" and 0 <= p.head < len(sentence.tokens)]
    usable = [
        p
        for p in usable
        if not _is_reported(sentence.tokens, token_index, p.head)
        and not _is_speakers(sentence.tokens, token_index, p.head)
    ]
    scored = [(_sum(where_evidence(sentence, token_index, p, usable)), -p.start, p) for p in usable]
    best = max(scored, key=lambda item: item[:2], default=None)
    return best[2] if best and best[0] > 0 else None


def _is_reported(tokens: tuple[Token, ...], trigger: int, head: int) -> bool:
    """Whether the place belongs to what the trigger's speech tells: not where it was spoken."""
    _, down = _path(tokens, trigger, head)
    return tokens[trigger].lemma.lower() in _SAYS and any(tokens[i].dep in ("ccomp", "relcl") for i in down)


def _is_speakers(tokens: tuple[Token, ...], trigger: int, head: int) -> bool:
    """Whether the place says where the speaker of the trigger is: "shelled the town, the ministry *in Dakar* said"."""
    up, down = _path(tokens, trigger, head)
    told = bool(up) and tokens[up[-1]].dep in ("ccomp", "parataxis")
    return told and len(down) > 1 and tokens[down[-1]].dep == "nsubj"


def _sum(held: dict[str, float]) -> float:
    weights = _weights()
    return sum(weights.get(cue, 0.0) * strength for cue, strength in held.items())


def where_evidence(
    sentence: Sentence, trigger: int, place: Mention[Place], places: Sequence[Mention[Place]]
) -> dict[str, float]:
    """The cues that hold between a trigger and a place, with their strength."""
    tokens = sentence.tokens
    up, down = _path(tokens, trigger, place.head)
    held = {"any": 1.0, f"trigger_{tokens[trigger].pos.lower()}": 1.0}
    held |= _of_up(tokens, up) | _of_down(tokens, down) | _of_preposition(tokens, place, down)
    crossed = any(tokens[i].pos == "VERB" for i in (*up, *down) if i != trigger)
    held["same_clause"] = float(not crossed)
    held["same_clause_in"] = float(not crossed and bool({"prep_in", "prep_at", "prep_near"} & held.keys()))
    held["trigger_says"] = float(tokens[trigger].lemma.lower() in _SAYS)
    heads = {p.head for p in places} - {place.head}
    country = place.value.feature in ("PCLI", "CONT")
    held["in_another"] = float(any(i in heads for i in down))
    held["country_modifier"] = float(country and tokens[place.head].dep in ("compound", "amod", "poss", "nmod"))
    held["country_of"] = float(country and "prep_of" in held)
    return held | _of_order(tokens, trigger, place, places)


def _chain(tokens: tuple[Token, ...], index: int) -> list[int]:
    chain: list[int] = []
    while index not in chain:
        chain.append(index)
        index = tokens[index].head
    return chain


def _path(tokens: tuple[Token, ...], trigger: int, head: int) -> tuple[list[int], list[int]]:
    """The tokens on the way up from the trigger and down to the place, the meeting point left out of both."""
    above, over = _chain(tokens, trigger), _chain(tokens, head)
    meeting = next((i for i in above if i in over), None)
    if meeting is None:
        return above, over
    return above[: above.index(meeting)], over[: over.index(meeting)]


def _of_up(tokens: tuple[Token, ...], up: list[int]) -> dict[str, float]:
    held = {f"up_{tokens[i].dep}": 1.0 for i in up if tokens[i].dep in _CLAUSES | _ARGUMENTS}
    verbs = sum(tokens[i].pos in ("VERB", "AUX") for i in up)
    return held | {"up_steps": float(min(len(up), 5)), "up_verbs": float(min(verbs, 3)), "same_branch": float(not up)}


def _of_down(tokens: tuple[Token, ...], down: list[int]) -> dict[str, float]:
    held = {
        f"down_{tokens[i].dep}": 1.0
        for i in down
        if tokens[i].dep in _CLAUSES | _ARGUMENTS | {"poss", "compound", "appos"}
    }
    verbs = sum(tokens[i].pos in ("VERB", "AUX") for i in down)
    return held | {
        "down_steps": float(min(len(down), 6)),
        "down_verbs": float(min(verbs, 3)),
        "trigger_itself": float(not down),
    }


def _of_preposition(tokens: tuple[Token, ...], place: Mention[Place], down: list[int]) -> dict[str, float]:
    """The preposition nearest above the place, and what it hangs on."""
    for n, i in enumerate(down):
        if tokens[i].pos in ("ADP", "SCONJ") or tokens[i].dep == "prep":
            word = tokens[i].text.lower()
            cue = f"prep_{word}" if word in _PREPOSITIONS else "prep_other"
            above = tokens[tokens[i].head]
            held = {cue: 1.0, "prep_on_verb": float(above.pos in ("VERB", "AUX"))}
            held["away_from"] = float(word in ("of", "from") and above.text.lower() in _AWAY)
            outer = next((tokens[j].text.lower() for j in down[n + 1 :] if tokens[j].dep == "prep"), "")
            return held | ({f"outer_{outer}": 1.0} if outer in _PREPOSITIONS else {})
    return {"prep_none": 1.0}


def _of_order(
    tokens: tuple[Token, ...], trigger: int, place: Mention[Place], places: Sequence[Mention[Place]]
) -> dict[str, float]:
    distance = abs(place.head - trigger)
    nearest = min(abs(p.head - trigger) for p in places)
    first = min(range(len(tokens)), key=lambda i: abs(tokens[i].start - place.start))
    before = tokens[first - 1].text if first else ""
    behind = any(tokens[i].pos == "VERB" for i in range(min(trigger, place.head) + 1, max(trigger, place.head)))
    smaller = any(p.value.feature not in ("PCLI", "CONT", "RGN", "ADM1") for p in places)
    return {
        "after_trigger": float(place.head > trigger),
        "distance": math.log2(distance + 1) / 4,
        "nearest": float(distance == nearest),
        "only": float(len(places) == 1),
        "country": float(place.value.feature in ("PCLI", "CONT")),
        "country_with_smaller": float(place.value.feature in ("PCLI", "CONT", "RGN", "ADM1") and smaller),
        "unknown": float(place.via == "unknown"),
        "acting": float(place.via in ("actor", "capital")),
        "behind_comma": float(before == ","),
        "verb_between": float(behind),
        "genitive": float(any(t.tag == "POS" and t.head == place.head for t in tokens)),
    }


def check_where() -> Iterator[Problem]:
    """What is wrong with the table of weights."""
    yield from check_weights(WHERE, WHERE_COLUMNS)
