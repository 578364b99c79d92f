"""Toponyms: the spans of a report that name a place.

Every stretch of words that the gazetteer knows, or that the parser takes for a place, is a candidate. What speaks for
and against it (a preposition before it, a title, a state behind a comma, the same word as somebody's surname elsewhere
in the report) is weighed by the table ``places/cues.tsv``; a candidate whose weights sum above nothing is a toponym.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from accord.parsing.gazetteer import Candidate, PlaceIndex, place_key
from accord.records import Sentence, Token
from accord.tables import read_table

PLACE_ENTITIES = frozenset(("GPE", "LOC", "FAC"))
#: Longest name looked up, in tokens; hyphens and full stops are tokens of their own.
LONGEST = 6
CUES = "places/cues.tsv"
CUE_COLUMNS = ("cue", "weight", "words", "meaning")

_INNER = frozenset(
    (
        "of",
        "the",
        "and",
        "al",
        "el",
        "de",
        "la",
        "las",
        "los",
        "du",
        "des",
        "le",
        "di",
        "da",
        "do",
        "am",
        "an",
        "ad",
        "ash",
        "as",
        "ar",
        "ez",
        "es",
        "en",
        "on",
        "upon",
        "sur",
        "-",
        "–",
        "'s",
        "’s",
        ".",
    )
)


#: Cues on the left of capitalised words that make them worth weighing though the gazetteer does not know them.
_NAMING = ("after_where", "after_kind", "after_direction", "taken")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place as it stands: report offsets, its words, the token it hangs by, and the name set beside it.

    ``within`` is the larger place named behind a comma ("Texas" in "Paris, Texas"); ``adjective`` is true of
    "Kenyan" and "Kenyans", which name a country without being its name.
    """

    start: int
    end: int
    text: str
    head: int
    within: str = ""
    adjective: bool = False


@dataclass(frozen=True, slots=True)
class _Span:
    """A candidate: tokens ``first`` to ``last`` of a sentence and what its name may mean."""

    sentence: Sentence
    first: int
    last: int
    text: str
    found: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """The table of cues: a weight for each, and the words that make some of them hold."""

    weight: dict[str, float]
    words: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """The cues, read once. Raises ConfigError where the table is malformed."""
    rows = list(read_table(CUES, CUE_COLUMNS))
    return Cues({r["cue"]: float(r["weight"]) for r in rows}, {r["cue"]: frozenset(r.list("words")) for r in rows})


def find_toponyms(sentences: Sequence[Sentence], index: PlaceIndex) -> list[tuple[Toponym, ...]]:
    """The names of places in each sentence of a report, left to right, without overlap."""
    addressed = _addressed(sentences)
    spans = [[s for s in _candidates(sentence, index) if s.text not in addressed] for sentence in sentences]
    surnames = _surnames(sentences)
    first = [[score(evidence(span, surnames, frozenset())) for span in here] for here in spans]
    sure = frozenset(
        s.text for here, scores in zip(spans, first, strict=True) for s, n in zip(here, scores, strict=True) if n > 1.5
    )
    result = []
    for here, scores in zip(spans, first, strict=True):
        scored = [
            (score(evidence(span, surnames, sure)) if span.text in sure else n, span)
            for span, n in zip(here, scores, strict=True)
        ]
        chosen = _settle([(n, span) for n, span in scored if n > 0 or (n > -4 and _is_feature(span))])
        result.append(tuple(_toponym(span, index) for span in chosen))
    return result


def _settle(scored: list[tuple[float, _Span]]) -> list[_Span]:
    """Candidates without overlap: features known by their whole name first, then the likeliest."""
    kept: list[_Span] = []

    def order(pair: tuple[float, _Span]) -> tuple[bool, float, int, int]:
        return not _is_feature(pair[1]), -pair[0], pair[1].first - pair[1].last, pair[1].first

    for _, span in sorted(scored, key=order):
        if all(span.last < other.first or other.last < span.first for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.first)


def _is_feature(span: _Span) -> bool:
    """A crossing, a camp, a dam: "the Rafah crossing" is not the town of Rafah."""
    kinds = [c.place.feature for c in span.found if c.table == "regions"]
    return span.last > span.first and bool(kinds) and not set(kinds) & {"RGN", "CONT", "PCLH"}


def _candidates(sentence: Sentence, index: PlaceIndex) -> Iterator[_Span]:
    tokens = sentence.tokens
    seen: set[tuple[int, int]] = set()
    kinds = load_cues().words["before_kind"]
    for first in range(len(tokens)):
        if not tokens[first].text[0].isupper() or _is_article(tokens, first) or _is_person(tokens, first):
            continue
        for last in range(first, min(first + LONGEST, len(tokens))):
            kind = tokens[last].text in kinds
            if last > first and not (tokens[last].text[0].isupper() or tokens[last].text.lower() in _INNER or kind):
                break
            text = words_of(tokens, first, last)
            stop = tokens[last].text == "." and text in index.abbreviations
            if kind or stop or tokens[last].text[0].isupper() or tokens[last].text[0].isdigit():
                found = () if text.lower() in load_cues().words["after_direction"] else index.find(text)
                if found and (first, last) not in seen:
                    seen.add((first, last))
                    yield _Span(sentence, first, last, text, found)
    for first, last in (*_entities(tokens), *_runs(sentence)):
        if (first, last) not in seen:
            seen.add((first, last))
            yield _Span(sentence, first, last, words_of(tokens, first, last), ())


def _is_article(tokens: tuple[Token, ...], at: int) -> bool:
    """An article is no part of a name, but for The Hague."""
    return tokens[at].pos == "DET" and tokens[min(at + 1, len(tokens) - 1)].text != "Hague"


def _is_person(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a form of address stands before the word: then it names nobody but a person."""
    return at > 0 and tokens[at - 1].text.rstrip(".") in ("Mr", "Mrs", "Ms", "Miss", "Dr")


def _runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words where a sentence names a place, however the parser reads them."""
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        if not _is_name(tokens[at]):
            at += 1
            continue
        first = at
        while at + 1 < len(tokens) and (_is_name(tokens[at + 1]) or _joins(tokens, at + 1)):
            at += 1
        if first == at and tokens[at].text.isupper():
            at += 1  # an acronym is a body, not a village
            continue
        left = _of_left(_Span(sentence, first, at, "", ()))
        right = _of_right(_Span(sentence, first, at, "", ()))
        if right.get("before_kind") or any(left.get(cue) for cue in _NAMING):
            yield first, at
        at += 1


def _is_name(token: Token) -> bool:
    return token.text[0].isupper() and token.pos in ("PROPN", "NOUN", "ADJ", "X") and token.ent != "DATE"


def _joins(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a hyphen or an apostrophe without spaces joins the words on both sides."""
    if at + 1 >= len(tokens) or tokens[at].text not in ("-", "‘", "’", "'", "`"):
        return False
    return tokens[at].start == tokens[at - 1].end and tokens[at + 1].start == tokens[at].end


def words_of(tokens: tuple[Token, ...], first: int, last: int) -> str:
    """The words of a stretch of tokens as they stand, with the spaces between them."""
    parts = [tokens[first].text]
    for i in range(first + 1, last + 1):
        parts.append(" " * min(tokens[i].start - tokens[i - 1].end, 1) + tokens[i].text)
    return "".join(parts)


def _entities(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """Stretches of tokens that the parser takes for a place, without articles before or a genitive behind."""
    at = 0
    while at < len(tokens):
        if tokens[at].ent not in PLACE_ENTITIES:
            at += 1
            continue
        first = at
        while at < len(tokens) and tokens[at].ent == tokens[first].ent:
            at += 1
        last = at - 1
        while first < last and tokens[first].pos in ("DET", "PUNCT"):
            first += 1
        while last > first and tokens[last].tag in ("POS", ",", ".", "CC", "IN"):
            last -= 1
        yield first, last


def _surnames(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Words that stand in a person's full name somewhere in the report, and not more often as a place."""
    balance: Counter[str] = Counter()
    for sentence in sentences:
        tokens = sentence.tokens
        for i, token in enumerate(tokens):
            if token.ent == "GPE":
                balance[token.text] -= 1
            elif token.ent == "PERSON":
                balance[token.text] += "PERSON" in [t.ent for t in (*tokens[max(i - 1, 0) : i], *tokens[i + 1 : i + 2])]
    return frozenset(word for word, count in balance.items() if count > 0)


def _addressed(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Names that stand behind a form of address somewhere in the report: there they are no place anywhere in it."""
    return frozenset(s.tokens[i].text for s in sentences for i in range(len(s.tokens)) if _is_person(s.tokens, i))


def score(held: dict[str, float]) -> float:
    """The weights of the cues that hold, each times its strength."""
    weight = load_cues().weight
    return sum(weight.get(cue, 0.0) * strength for cue, strength in held.items())


def evidence(span: _Span, surnames: frozenset[str], sure: frozenset[str]) -> dict[str, float]:
    """The cues that hold for a candidate, with their strength (1 for most)."""
    held = {"any": 1.0} | _of_name(span, surnames, sure) | _of_entity(span) | _of_left(span) | _of_right(span)
    return {cue: strength for cue, strength in held.items() if strength}


def _of_name(span: _Span, surnames: frozenset[str], sure: frozenset[str]) -> dict[str, float]:
    words = load_cues().words
    best = max((c.population for c in span.found if not c.alias), default=0)
    other = max((c.population for c in span.found if c.alias), default=0)
    curated = any(c.table != "gazetteer" for c in span.found)
    adjective = curated and all(c.table == "adjectives" for c in span.found)
    parts = re.split(r"[\s-]+", span.text)
    return {
        "known": float(bool(span.found)),
        "curated": float(curated and not adjective),
        "adjective": float(adjective),
        "people": 0.0 if curated else math.log10(best + 1) / 6,
        "other_name": float(not best and bool(other)),
        "begins_direction": float(not span.found and parts[0].lower() in words["after_direction"]),
        "long": float(len(parts) > 1),
        "particle": float(parts[0].lower() in words["particle"] and len(parts) > 1),
        "geographic_word": float(parts[-1] in words["geographic_word"] or parts[0] in words["geographic_word"]),
        "road_word": float(parts[-1] in words["road_word"]),
        "surname": float(any(p in surnames for p in parts) and not curated),
        "surname_curated": float(any(p in surnames for p in parts) and curated),
        "sure_elsewhere": float(span.text in sure),
        "short": float(len(span.text) < 4 and not curated),
        "capitals": float(span.text.isupper() and len(span.text) > 4),
        "no_proper_noun": float(all(t.pos != "PROPN" for t in span.sentence.tokens[span.first : span.last + 1])),
    }


def _of_entity(span: _Span) -> dict[str, float]:
    tokens = span.sentence.tokens
    kind = tokens[span.last].ent
    left = span.first > 0 and bool(kind) and tokens[span.first - 1].ent == kind and tokens[span.first - 1].pos != "DET"
    right = span.last + 1 < len(tokens) and bool(kind) and tokens[span.last + 1].ent == kind
    right = right and tokens[span.last + 1].tag != "POS"
    mixed = len({t.ent for t in tokens[span.first : span.last + 1]}) > 1
    group = kind if kind in ("GPE", "LOC", "FAC", "ORG", "PERSON", "NORP", "") else "OTHER"
    edge = "whole" if not (left or right) else "inner" if left and right else "end" if left else "begin"
    return {f"entity_{(group or 'NONE').lower()}_{edge}": 1.0, "entity_mixed": float(mixed)}


def _of_left(span: _Span) -> dict[str, float]:
    tokens, words = span.sentence.tokens, load_cues().words
    at = span.first - 1
    if at >= 0 and tokens[at].text.lower() == "the":
        at -= 1
    if at < 0:
        return {"at_start": 1.0}
    before = tokens[at]
    word = before.text.lower()
    kind = tokens[at - 1].lemma.lower() if at and word == "of" else word
    ruler = tokens[tokens[span.last].head]
    name = before.text[0].isupper() and before.pos == "PROPN" and before.end < tokens[span.first].start
    return {
        "after_where": float(word in words["after_where"]),
        "after_kind": float(kind in words["after_kind"] and (word == "of" or before.text.islower())),
        "taken": float(tokens[span.last].dep in ("dobj", "nsubjpass") and ruler.lemma.lower() in words["taken"]),
        "after_preposition": float(word in words["after_preposition"]),
        "after_direction": float(word in words["after_direction"]),
        "after_title": float(word in words["after_title"]),
        "after_name": float(name and word not in words["after_direction"] and word not in words["after_title"]),
        "after_place_comma": float(before.text == "," and at > 0 and tokens[at - 1].text[0].isupper()),
        "after_adjoined": float(before.text in ("-", "/", "&") and before.end == tokens[span.first].start),
        "says": float(tokens[span.last].dep == "nsubj" and tokens[tokens[span.last].head].lemma in words["says"]),
    }


def _of_right(span: _Span) -> dict[str, float]:
    tokens, words = span.sentence.tokens, load_cues().words
    at = span.last + 1
    if at >= len(tokens):
        return {}
    after = tokens[at]
    comma = after.text == "," and at + 1 < len(tokens)
    state = comma and tokens[at + 1].text.rstrip(".") in words["before_state"]
    body = after.text in words["before_body"] or after.text.lower() in words["before_body"]
    name = after.text[0].isupper() and after.pos == "PROPN" and after.start > tokens[span.last].end
    return {
        "before_state": float(state),
        "before_comma_name": float(comma and not state and tokens[at + 1].text[0].isupper()),
        "before_kind": float(after.text.lower() in words["before_kind"]),
        "before_body": float(body),
        "before_name": float(name and not body),
        "before_noun": float(after.pos == "NOUN" and after.start > tokens[span.last].end and not body),
        "before_genitive": float(after.tag == "POS"),
        "before_age": float(comma and tokens[at + 1].text.isdigit()),
        "before_adjoined": float(after.text in ("-", "/", "&") and after.start == tokens[span.last].end),
        "before_full_stop": float(after.text == "." and after.start == tokens[span.last].end and len(span.text) < 5),
    }


def _toponym(span: _Span, index: PlaceIndex) -> Toponym:
    return made(span.sentence, span.first, span.last, index)


def made(sentence: Sentence, first: int, last: int, index: PlaceIndex) -> Toponym:
    """The toponym of a stretch of tokens, with the larger place that stands behind its comma or in brackets."""
    tokens = sentence.tokens
    text = words_of(tokens, first, last)
    head = next((i for i in range(last, first - 1, -1) if not first <= tokens[i].head <= last), last)
    within = ""
    if last + 2 < len(tokens) and tokens[last + 1].text in (",", "("):
        for end in range(min(last + 5, len(tokens) - 1), last + 1, -1):
            name = words_of(tokens, last + 2, end)
            if name[0].isupper() and any(map(_is_larger, index.find(name) or index.find(name + "."))):
                within = name
                break
    found = index.find(text)
    adjective = bool(found) and all(c.table == "adjectives" for c in found)
    return Toponym(tokens[first].start, tokens[last].end, text, head, within, adjective)


def _is_larger(candidate: Candidate) -> bool:
    return candidate.table not in ("gazetteer", "adjectives") or candidate.place.feature in ("ADM1", "ADM2")


def toponym_of(sentence: Sentence, start: int, end: int, index: PlaceIndex) -> Toponym | None:
    """The toponym that lies at these report offsets, whatever the finder thinks of it; None where no word does."""
    inside = [i for i, t in enumerate(sentence.tokens) if t.start < end and t.end > start]
    if not inside:
        return None
    found, token = made(sentence, inside[0], inside[-1], index), sentence.tokens[inside[0]]
    if len(inside) == 1 and token.start <= start and end < token.end:
        # a part of a word: the "U.S." of "U.S.-led"
        return replace(found, start=start, end=end, text=token.text[start - token.start : end - token.start])
    return found


def known_name(text: str, index: PlaceIndex) -> bool:
    """Whether a word or two are a name of a place well known enough to keep its capital in a headline."""
    return len(place_key(text)) > 2 and any(c.table != "gazetteer" or c.population > 100_000 for c in index.find(text))
