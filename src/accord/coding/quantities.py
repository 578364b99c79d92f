"""Quantities: how many killed, displaced, arrested, how many villages, troops, dollars; as claims with their unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accord.coding.arguments import Clauses
from accord.coding.events import Found, Reading
from accord.coding.modality import relation_up
from accord.lexicon import Lexicon, NumberCue
from accord.records import Claim, Span, content_id

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 10**9, "trillion": 10**12}
_SCALES |= {"m": 1_000_000, "bn": 10**9, "k": 1_000}
#: Counts that reports give in a sentence of their own, and how many sentences back their event may be told.
TOLLS = frozenset({"killed", "injured", "displaced", "arrested", "casualties"})
TOLL_REACH = 4
#: What a vague plural bounds: "dozens" is at least two dozen and under a hundred.
VAGUE = {
    "dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999), "thousands": (2_000, 9_999),
    "tens of thousands": (20_000, 99_999), "hundreds of thousands": (200_000, 999_999), "millions": (2e6, 9_999_999),
}  # fmt: skip
#: Words before a number that open it downwards or upwards, or blur it by a tenth.
_AT_LEAST = ("at least", "more than", "over", "no fewer than", "no less than", "above", "upwards of", "exceeding")
_AT_MOST = ("up to", "as many as", "at most", "fewer than", "less than", "under", "no more than", "nearly", "almost")
_ABOUT = ("about", "around", "approximately", "roughly", "some", "an estimated", "estimated", "close to", "circa")
_BLUR = 0.1
_DIGITS = re.compile(r"^\d{1,3}(?:[,.]\d{3})+$|^\d+(?:\.\d+)?$")
_CURRENCY = {
    "$": "USD", "us$": "USD", "dollar": "USD", "€": "EUR", "euro": "EUR", "£": "GBP", "pound": "GBP", "¥": "JPY",
    "yen": "JPY", "yuan": "CNY", "rouble": "RUB", "ruble": "RUB", "rupee": "INR", "dirham": "AED", "riyal": "SAR",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written: its first and last word (as indices), its value and bounds; ``head`` is what it counts."""

    first: int
    last: int
    head: int
    value: str
    low: float | None
    high: float | None
    unit: str


def number(words: list[str]) -> float | None:
    """The value of a number in words or digits (``["1.2", "million"]``, ``["twenty-five"]``); None if it is none."""
    total = current = 0.0
    seen = False
    for word in (w.lower().strip("-") for w in words):
        if word in ("", "and", "a", "$", "€", "£"):
            continue
        if _DIGITS.match(word):
            current += float(word.replace(",", ""))
        elif word in _UNITS:
            current += _UNITS[word]
        elif word in _SCALES:
            current = (current or 1) * _SCALES[word]
            if _SCALES[word] >= 1_000:
                total, current = total + current, 0.0
        elif "-" in word and all(part in _UNITS for part in word.split("-")):
            current += sum(_UNITS[part] for part in word.split("-"))
        else:
            return None
        seen = True
    return total + current if seen else None


def quantities(clauses: Clauses) -> list[Quantity]:
    """Every count in a sentence, exact or vague, in the order of the text. Percentages, years and dates are none."""
    found: list[Quantity] = []
    used: set[int] = set()
    for i, token in enumerate(clauses.tokens):
        if i in used:
            continue
        made = _exact(i, clauses) if token.pos == "NUM" else _vague(i, clauses)
        if made is not None:
            found.append(made)
            used |= set(range(made.first, made.last + 1))
    return found


def _exact(i: int, clauses: Clauses) -> Quantity | None:
    tokens = clauses.tokens
    last = i
    while last + 1 < len(tokens) and (
        tokens[last + 1].pos == "NUM" or (tokens[last + 1].lemma.lower() in _SCALES and tokens[last + 1].dep != "pobj")
    ):
        last += 1
    value = number([t.text for t in tokens[i : last + 1]])
    if value is None or tokens[i].ent in ("DATE", "TIME", "PERCENT", "ORDINAL") or _percent(last, clauses):
        return None
    head = _counted(last, clauses)
    first, low, high = _bounds(i, value, clauses)
    unit = _unit(i, head, clauses)
    return Quantity(first, last, head, _canonical(value), low, high, unit)


def _vague(i: int, clauses: Clauses) -> Quantity | None:
    token = clauses.tokens[i]
    word = token.text.lower()
    if word not in VAGUE:
        return None
    first = i
    below = clauses.related(i, "of")
    last = i
    if below and clauses.tokens[below[0]].text.lower() in VAGUE:
        word, last = f"{word} of {clauses.tokens[below[0]].text.lower()}", below[0]
        below = clauses.related(below[0], "of")
    low, high = VAGUE.get(word, VAGUE[token.text.lower()])
    head = below[0] if below else i
    return Quantity(first, last, head, word, float(low), float(high), _unit(i, head, clauses))


def _counted(i: int, clauses: Clauses) -> int:
    """The noun a number counts, or the number itself where it stands alone ("killing 12")."""
    j = i
    while clauses.tokens[j].dep in ("nummod", "quantmod", "compound", "amod", "nmod") and clauses.tokens[j].head != j:
        j = clauses.tokens[j].head
    below = clauses.related(j, "of") if clauses.tokens[j].pos == "NUM" else ()
    return below[0] if below else j


def _bounds(i: int, value: float, clauses: Clauses) -> tuple[int, float | None, float | None]:
    before = [t.text.lower() for t in clauses.tokens[max(0, i - 3) : i]]
    for size in (3, 2, 1):
        words = " ".join(before[-size:])
        if len(before) < size or words in ("", "$"):
            continue
        if words in _AT_LEAST:
            return i - size, value, None
        if words in _AT_MOST:
            return i - size, value * (1 - _BLUR) if words in ("nearly", "almost") else None, value
        if words in _ABOUT:
            return i - size, round(value * (1 - _BLUR), 6), round(value * (1 + _BLUR), 6)
    return i, value, value


def _percent(last: int, clauses: Clauses) -> bool:
    return last + 1 < len(clauses.tokens) and clauses.tokens[last + 1].text.lower() in ("%", "percent", "per", "pct")


def _unit(i: int, head: int, clauses: Clauses) -> str:
    for j in (i - 1, i, head):
        if 0 <= j < len(clauses.tokens):
            unit = _CURRENCY.get(clauses.tokens[j].text.lower()) or _CURRENCY.get(clauses.tokens[j].lemma.lower())
            if unit:
                return unit
    return clauses.tokens[head].lemma.lower() if clauses.tokens[head].pos == "NOUN" else ""


def _canonical(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(round(value, 6))


def find_claims(reading: Reading, found: list[Found], earlier: list[Found], lexicon: Lexicon) -> list[Claim]:
    """The counts of one sentence, each as a claim of the event it belongs to.

    ``found`` are this sentence's events, ``earlier`` those before it in the report: a sentence that only updates a
    toll belongs to the latest event of a kind that can have one. A count that belongs to no event is left alone.
    """
    claims: list[Claim] = []
    for quantity in quantities(reading.clauses):
        named = _field(quantity, reading.clauses, lexicon)
        if named is None:
            continue
        cue, at = named
        owner = _owner(cue, at, reading.clauses, found) or _before(cue, reading, earlier)
        if owner is not None:
            claims.append(_claim(reading, quantity, cue, owner))
    return claims


def _before(cue: NumberCue, reading: Reading, earlier: list[Found]) -> Found | None:
    """The latest violence within a few sentences, for a toll that stands in a sentence of its own."""
    if cue.field not in TOLLS:
        return None
    near = (f for f in reversed(earlier) if reading.sentence.number - f.event.sentence <= TOLL_REACH)
    return next((f for f in near if f.event.type in cue.types), None)


def _field(quantity: Quantity, clauses: Clauses, lexicon: Lexicon) -> tuple[NumberCue, int] | None:
    """Which field a count belongs to: what its noun is, or what befalls it."""
    if quantity.unit in _CURRENCY.values():
        cue = lexicon.numbers.get(("money", "n", "head"))
        return (cue, quantity.head) if cue else None
    child = quantity.head
    for head in clauses.path_up(quantity.head)[:5]:
        step = relation_up(child, head, clauses)
        token = clauses.tokens[head]
        if child == quantity.head or step in ("under", "of", "to", "at", "conj"):
            passive_actor = step == "nsubj" and clauses.is_verb(head)
            for relation in (
                ("obj",) if step == "obj" else (step, "obj" if passive_actor and clauses.passive(head) else step)
            ):
                cue = lexicon.numbers.get((token.lemma.lower(), _part(token.pos), relation))
                if cue:
                    return cue, head
        child = head
    for k in clauses.kids[quantity.head]:
        cue = lexicon.numbers.get((clauses.tokens[k].lemma.lower(), _part(clauses.tokens[k].pos), "on"))
        if cue:
            return cue, k
    cue = lexicon.numbers.get((clauses.tokens[quantity.head].lemma.lower(), "n", "head"))
    return (cue, quantity.head) if cue else None


def _part(pos: str) -> str:
    return {"VERB": "v", "AUX": "v", "ADJ": "a"}.get(pos, "n")


def _owner(cue: NumberCue, at: int, clauses: Clauses, found: list[Found]) -> Found | None:
    """The event of this sentence that a count belongs to: the one at the cue, else the nearest that may have one."""
    for f in found:
        if f.token == at:
            return f
    fitting = [f for f in found if f.event.type in cue.types]
    above = clauses.path_up(at)
    below = clauses.subtree(at)
    linked = [f for f in fitting if f.token in above or f.token in below] or fitting
    return min(linked, key=lambda f: (abs(f.token - at), f.token)) if linked else None


def _claim(reading: Reading, quantity: Quantity, cue: NumberCue, owner: Found) -> Claim:
    tokens, report = reading.sentence.tokens, reading.report
    start, end = tokens[quantity.first].start, tokens[max(quantity.last, quantity.head)].end
    if quantity.head < quantity.first:
        end = tokens[quantity.last].end
    return Claim(
        id=content_id("claim", owner.event.id, cue.field, quantity.value, start),
        report=report.id,
        event=owner.event.id,
        field=cue.field,
        value=quantity.value,
        unit=quantity.unit,
        low=quantity.low,
        high=quantity.high,
        start=start,
        end=end,
        quote=report.text[start:end],
        said_by=owner.event.attribution,
        because=(Span(report.id, start, end, cue.field),),
    )
