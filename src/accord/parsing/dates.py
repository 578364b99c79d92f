"""Times: which words of a sentence say when, and which days they mean.

Rules are patterns over the sentence's text, the longest match first. What a word means comes from ``times.tsv``, what
a relative expression means from the report's date, the tense of its verb and the time spoken of before. Without a
report's date nothing relative is resolved: the value keeps ``X`` where the year or the day is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from accord.parsing.timerules import resolve
from accord.parsing.timewords import Context, all_needs, check_times, hint_of_time, load_rules, load_times
from accord.parsing.timex import parse_day
from accord.records import Mention, Sentence, Time, Token

__all__ = ["carried", "check_times", "find_times", "plain_text", "tense_at"]

#: Verbs whose complement lies ahead of them: "agreed to meet on Friday" is the coming Friday.
AHEAD = frozenset(
    (
        "agree",
        "aim",
        "arrange",
        "ask",
        "decide",
        "due",
        "expect",
        "hope",
        "intend",
        "invite",
        "order",
        "plan",
        "prepare",
        "promise",
        "propose",
        "schedule",
        "set",
        "slate",
        "threaten",
        "urge",
        "vow",
        "want",
        "will",
    )
)

#: Verbs that put something at a time to come, whenever it was that they did: "planned a rally on Saturday".
PUTTING = frozenset(
    {"adjourn", "defer", "delay", "extend", "plan", "postpone", "reschedule", "reset", "schedule", "slate"}
)
#: Verbs under which "until" or "by" names a time to come, whatever their tense: "gave them until Tuesday to leave".
GRANTING = PUTTING | {"allow", "ask", "demand", "give", "grant", "have", "order", "tell", "urge", "want", "warn"}
#: What is told as so much a day: "24 hours a day", "twice a week".
_RATE = re.compile(r"\b(?:times?|hours|minutes|days|once|twice)\s*$")
#: What makes a number before it a measure, and one behind it a count or a number of its own.
_MEASURED = re.compile(
    r"\s*(?:%|percent|per cent|km|miles|meters|metres|feet|tons?|[-–]\w|(?:people|troops|soldiers)\b|[.,:]\d)"
)
_NUMBERED = re.compile(r"(?:[$£€#]|\bNo\.|\bUS|\bResolution|\bBoeing|\babout|\bsome|\bthan|\bnearly)$")


@dataclass(frozen=True, slots=True)
class _Found:
    """A match of one rule, before overlaps are settled."""

    start: int
    end: int
    rule: str
    match: re.Match[str]


def find_times(sentence: Sentence, *, published: str, previous: Time | None = None) -> tuple[Mention[Time], ...]:
    """The times named in ``sentence``, in the order of the text.

    ``published`` is the report's date (ISO, or ``""``); ``previous`` the last calendar time named before the sentence,
    from which "two years later" and "the next day" count. A duration ("for three hours"), a set ("every day") and a
    vague reference ("now", "recently") keep an empty start and end.
    """
    text = plain_text(sentence)
    day = parse_day(published)
    base = previous
    mentions: list[Mention[Time]] = []
    for found in _longest(text):
        head = _head(sentence, found.start, found.end)
        if head is None or not _is_time(sentence, found, text, head):
            continue
        context = Context(load_times(), day, base, tense_at(sentence, head), text[: found.start], text[found.end :])
        time = resolve(found.rule, found.match, context)
        if time is None:
            continue
        if not _tells_apart(sentence, head):  # "since the *2020* attack" is not since 2020
            time = _since(time, text[: found.start], published if day else "")
        start, end = sentence.start + found.start, sentence.start + found.end
        mentions.append(Mention(start, end, text[found.start : found.end], head, time, found.rule))
        base = carried(mentions[-1:], base)
    return tuple(mentions)


def carried(mentions: Sequence[Mention[Time]], previous: Time | None) -> Time | None:
    """The time from which later expressions count: the last calendar time of ``mentions``, else ``previous``.

    A time that looks back from another ("a year earlier") is not dwelt on, so it is passed over.
    """
    for mention in reversed(mentions):
        back = mention.via in ("window", "year_earlier") or re.search(r"(?:ago|earlier|before)\b", mention.text)
        if mention.value.start and not back:
            return mention.value
    return previous


def plain_text(sentence: Sentence) -> str:
    """The sentence's words at their places, one character for each of the report's: offsets carry over."""
    parts: list[str] = []
    at = sentence.start
    for token in sentence.tokens:
        parts.append(" " * (token.start - at))
        parts.append(token.text[: token.end - token.start].ljust(token.end - token.start))
        at = max(at, token.end)
    return "".join(parts).ljust(sentence.end - sentence.start)[: sentence.end - sentence.start]


def _longest(text: str) -> list[_Found]:
    """Matches that do not overlap: the longest first, then the earlier rule."""
    lower = text.lower()
    there = [need for need in all_needs() if need in lower]
    rules = [rule for rule in load_rules() if not rule.needs.isdisjoint(there)]
    if not rules or not hint_of_time().search(text):
        return []
    found = [
        _Found(match.start(), match.end(), rule.name, match)
        for rule in rules
        for match in rule.pattern.finditer(text)
        if match.end() > match.start()
    ]
    order = {rule.name: n for n, rule in enumerate(load_rules())}
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, order[f.rule], f.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


def _head(sentence: Sentence, start: int, end: int) -> int | None:
    """The token of the span whose own head lies outside it; None where the span cuts through no token."""
    inside = [
        i for i, t in enumerate(sentence.tokens) if t.start < sentence.start + end and t.end > sentence.start + start
    ]
    tops = [i for i in inside if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i]
    tops = [i for i in tops if sentence.tokens[i].dep != "det"] or tops  # "the 2015" pact
    return tops[0] if tops else (inside[0] if inside else None)


def _is_time(sentence: Sentence, found: _Found, text: str, head: int) -> bool:
    """Whether the words are a time here: "May" the month and not the verb, "1990" the year and not a count."""
    check = _CHECKS.get(found.rule)
    return check is None or check(sentence, found, text, head)


def _named(sentence: Sentence, found: _Found, text: str, head: int) -> bool:
    """A month or a weekday begins with a capital and is no verb; a person or a body may bear its name."""
    name = found.match.groupdict().get("month") or found.match.groupdict().get("dow") or ""
    if not name or not name[0].isupper():
        return False
    at = sentence.start + found.match.start("month" if found.match.groupdict().get("month") else "dow")
    token = next((t for t in sentence.tokens if t.start <= at < t.end), None)
    if token is None or token.tag in ("MD", "VB", "VBP", "VBD", "VBZ") or token.ent in ("PERSON", "ORG", "GPE"):
        return token is not None and found.rule not in ("month", "weekday") and token.tag != "MD"
    if name.lower() == "march" and re.match(r"\s+(?:for|of\s+(?!(?:1|20)\d)|on|against)\b", text[found.end :]):
        return False  # "the March for Peace"
    if found.rule == "month" and name.lower() in ("may", "march", "mar", "sun", "sat"):
        return token.pos == "PROPN" and (found.start > 0 or name.lower() != "may")
    return True


def _is_year(sentence: Sentence, found: _Found, text: str, head: int) -> bool:
    """A bare number from 1000 to 2099 is a year unless it counts something or stands after a sign of money."""
    before, after = text[: found.start].rstrip(), text[found.end :]
    if found.match.groupdict().get("apostrophe") and not re.search(r"\d", found.match.group()):
        return False
    token = sentence.tokens[head]
    # "In 2023 soldiers shot …": a number that hangs on a preposition counts nothing behind it.
    governed = token.dep == "pobj" and not any(t.head == head for t in sentence.tokens)
    if (_MEASURED.match(after) and not (governed and re.match(r"\s+[^\W\d_]{5}", after))) or _NUMBERED.search(before):
        return False
    year = int(re.sub(r"\D", "", found.match.group())[:4] or 0)
    counted = token.dep == "nummod" and sentence.tokens[token.head].tag == "NNS"
    counted = counted and not re.search(r"\bthe$|'s$", before)
    if counted and not (1950 <= year <= 2050) and "fiscal" not in found.match.group().lower():
        return False
    return 1700 <= year <= 2100 or found.match.groupdict().get("y2") is not None or year < 100


def _is_unit(sentence: Sentence, found: _Found, text: str, head: int) -> bool:
    """A count of units: "a quarter" is a fraction and "a second attack" an ordinal."""
    words = found.match.group().lower()
    if _titled(sentence, found) or (words.startswith(("a ", "an ", "one ")) and _RATE.search(text[: found.start])):
        return False
    unit = (found.match.groupdict().get("unit") or "").lower()
    if unit.startswith("quarter") and found.rule == "duration":
        return words.endswith("quarters") and not re.match(r"\s+of\b", text[found.end :])
    return unit != "second" or words.endswith("seconds") or bool(re.match(r"\d|one", words))


def _is_vague(sentence: Sentence, found: _Found, text: str, head: int) -> bool:
    """Short and very long units without a number are a time only where the words say how long something took: "for
    days", not "minutes apart", "the days before the vote"."""
    if found.match.group().lower() not in _SHORT_OR_LONG:
        return True
    return bool(re.search(r"\b(?:for|within|over|lasted|last|first|took|in|on)\s+$", text[: found.start], re.I))


_SHORT_OR_LONG = frozenset({"minutes", "hours", "days", "decades", "centuries"})


def _titled(sentence: Sentence, found: _Found) -> bool:
    """Whether the words are a title: "60 Minutes", "This Week"; not where a headline writes all with capitals."""
    words = re.findall(r"[^\W\d_]+", found.match.group())
    inside = found.start > 0 and sentence.where != "headline"
    return inside and len(found.match.group().split()) > 1 and all(w[:1].isupper() for w in words) and bool(words)


def _is_shift(sentence: Sentence, found: _Found, text: str, head: int) -> bool:
    return not _titled(sentence, found)


def _is_reference(sentence: Sentence, found: _Found, text: str, head: int) -> bool:
    words = found.match.group().lower()
    if words in ("soon", "long ago") and re.search(r"\b(?:as|too|so)\s+$", text[: found.start].lower()):
        return False
    if words in ("soon", "shortly") and re.match(r"\s+(?:after|before|afterwards?|thereafter)\b", text[found.end :]):
        return False
    if words in ("current", "recent"):
        return sentence.tokens[head].pos in ("ADJ", "NOUN") and sentence.tokens[head].dep != "dobj"
    return True


_CHECKS: dict[str, Callable[[Sentence, _Found, str, int], bool]] = {
    "month": _named,
    "month_day": _named,
    "month_year": _named,
    "weekday": _named,
    "year": _is_year,
    "duration": _is_unit,
    "window": _is_unit,
    "reference": _is_reference,
    "unit_shift": _is_shift,
    "bare_units": _is_vague,
}


def _tells_apart(sentence: Sentence, head: int) -> bool:
    token = sentence.tokens[head]
    return (
        token.dep in ("amod", "compound", "nmod", "nummod", "poss") and sentence.tokens[token.head].start > token.start
    )


def _since(time: Time, before: str, published: str) -> Time:
    """ "since 2020" runs from then to the report's day."""
    day = published[:10]
    if time.start and day >= time.start and re.search(r"\bsince\s+(?:the\s+)?$", before, re.I):
        return replace(time, end=day, precision="range")
    return time


def tense_at(sentence: Sentence, index: int) -> str:
    """``past``, ``present`` or ``future`` of the verb that governs a token; news is ``past`` where none does."""
    tokens = sentence.tokens
    if _put_ahead(sentence, index):
        return "future"
    for i in sentence.upward(index):
        if tokens[i].pos == "ADJ" and tokens[i].lemma.lower() in AHEAD:
            return "future"
        if tokens[i].pos in ("VERB", "AUX") and (tense := _tense_of(tokens, i, genitive=tokens[index].dep == "poss")):
            return tense
    return "past"


def _put_ahead(sentence: Sentence, index: int) -> bool:
    """Whether a day is one to which something is put: under "until" or "by", or of a verb of planning itself."""
    tokens = sentence.tokens
    above = [index, *sentence.upward(index)]
    verb = next((i for i in above if tokens[i].pos == "VERB"), None)
    if verb is None:
        return False
    steps = [tokens[i] for i in above[: above.index(verb)]]
    limit = any(t.text.lower() in ("until", "till", "by") for t in steps)
    # "the rally planned for Saturday was cancelled" is told of a day that may be past
    planned = tokens[verb].tag != "VBN" or any(t.head == verb and t.dep == "aux" for t in tokens)
    lemma = tokens[verb].lemma.lower()
    return (limit and lemma in GRANTING) or (lemma in PUTTING and planned and index > verb)


def _tense_of(tokens: tuple[Token, ...], verb: int, *, genitive: bool) -> str:
    """The tense of one verb; ``""`` for an infinitive, a participle or a condition: they take the verb's above."""
    token = tokens[verb]
    auxiliaries = {t.lemma.lower() for t in tokens if t.dep in ("aux", "auxpass") and t.head == verb}
    perfect = bool(auxiliaries & {"have", "'ve", "’ve"})
    if auxiliaries & {"will", "shall", "'ll", "’ll", "wo"} or (token.tag == "VBG" and token.lemma == "go"):
        return "future"
    if auxiliaries & {"would", "may", "might", "should", "must", "can"} and not perfect:
        return "past" if genitive and "would" in auxiliaries else "future"
    if token.tag == "VBN" and token.lemma.lower() in AHEAD and not perfect:
        return "future"
    if any(t.head == verb and t.dep == "mark" and t.lemma.lower() in ("if", "unless") for t in tokens):
        return ""
    if token.tag == "VBD" or (token.tag == "VBN" and not auxiliaries) or perfect or _past_be(tokens, verb):
        return "past"
    if token.tag in ("VBZ", "VBP") or (token.tag == "VBG" and "be" in auxiliaries):
        return "past" if genitive else "present"
    return "future" if "to" in auxiliaries and tokens[token.head].lemma.lower() in AHEAD else ""


def _past_be(tokens: tuple[Token, ...], verb: int) -> bool:
    return any(t.head == verb and t.dep in ("aux", "auxpass") and t.tag == "VBD" for t in tokens)
