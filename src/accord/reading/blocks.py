"""What each line of a report is: headline, standfirst, dateline, caption, repeated, paragraph…

A report opens with a masthead (headline, outlet, byline, date, standfirst) that ends where prose begins. Every line is
first held against the table of looks; what is left is told apart by its shape and its place. A line that is page
furniture ("Share this", "Read more: …") gets no block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.fuzz import ratio

from accord.reading.dateline import find_dateline
from accord.reading.dates import read_date_line
from accord.reading.fringes import Fringes, find_fringes
from accord.reading.layout import look
from accord.reading.masthead import is_name, name_above_date, split_masthead
from accord.reading.outlets import Outlets
from accord.reading.teasers import find_teasers
from accord.records import Block, BlockKind

_ENDS = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_STOPS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_SENTENCES = re.compile(r"[.!?…][\"'”’»)\]]*\s+[\"'“‘«(]?[A-Z]")
_TAIL = re.compile(
    r"(?<=[.!?…\"'”’»])\s*(?:\((?P<round>[^()]{2,50})\)|\[(?P<square>[^\[\]]{2,50})\]|[-–—]{1,2}\s?(?P<dash>[^–—()]{2,50}?)|/(?P<slash>[^/]{2,40})/)\.?$"
)
# An agency's initials bare at a paragraph's end, with those of its desk: "…, he added. PTI ABC DE".
_INITIALS = re.compile(r"(?<=[.!?\"”’])\s+(?P<agency>[A-Z]{2,6})(?:\s[A-Z]{2,6}){0,6}$")
_NEGATIONS = re.compile(r"\b(?:not|no|never|without|den(?:y|ies|ied)|reject\w*|n't)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")
#: Longest headline, in words and characters: wire headlines stay under both.
_HEADLINE_WORDS, _HEADLINE_CHARS = 28, 190
#: A headline that the markup knows stands among so many lines.
_TOP = 6
#: From this likeness (of 100) two headlines are one, given the same numbers and negations.
_SAME = 90


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report's text; ``hint`` is what the markup says it is, or ``""``."""

    text: str
    hint: str = ""


@dataclass(slots=True)
class Layout:
    """What was recognised: the blocks, and what they say of outlet, dates and credited hands, in order."""

    blocks: list[Block] = field(default_factory=list)
    outlet: str = ""
    dates: list[str] = field(default_factory=list)
    updates: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """The state of one pass over the lines of one report."""

    lines: Sequence[Line]
    outlets: Outlets
    fringes: Fringes
    layout: Layout = field(default_factory=Layout)
    headlines: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    in_masthead: bool = True

    def add(self, kind: BlockKind, start: int, text: str) -> None:
        lead = len(text) - len(text.lstrip())
        if text.strip():
            self.layout.blocks.append(Block(kind, start + lead, start + len(text.rstrip())))


def recognise(lines: Sequence[Line], outlets: Outlets) -> Layout:
    """The layout of the text that ``lines`` joined by ``\\n`` make. Lines must be canonical; empty ones are skipped."""
    texts = [line.text for line in lines]
    teasers = find_teasers(texts)
    # Once the lists of other reports are gone, the last paragraph is the report's own.
    rest = ["" if index in teasers else text for index, text in enumerate(texts)]
    own = frozenset(index for index, line in enumerate(lines) if line.hint == "paragraph")
    titled = any(line.hint == "headline" for line in lines[:_TOP])
    reading = _Reading(lines, outlets, find_fringes(rest, own, titled=titled))
    start = 0
    for index, line in enumerate(lines):
        if line.text and index not in teasers:
            _read_line(reading, index, start, line)
        start += len(line.text) + 1
    return reading.layout


def _read_line(reading: _Reading, index: int, start: int, line: Line) -> None:
    if reading.in_masthead and reading.headlines and not line.hint and _read_masthead(reading, start, line.text):
        return
    kind = _known(reading, index, line) or _shaped(reading, index, line)
    if kind == "furniture":
        # "Also read: …" may stand a second time without its label.
        reading.seen.add(_key(line.text.partition(":")[2]))
        return
    reading.seen.add(_key(line.text))
    if kind == "headline":
        reading.headlines.append(line.text)
    if kind in ("paragraph", "dateline"):
        reading.in_masthead = False
        _add_paragraph(reading, start, line.text)
    else:
        reading.add(kind, start, line.text)  # type: ignore[arg-type]  # the other kinds are those of Block


def _read_masthead(reading: _Reading, start: int, text: str) -> bool:
    """Whether ``text`` is a masthead of several parts; if so each has become a block."""
    found = None if read_date_line(text) or find_dateline(text, reading.outlets) else split_masthead(text)
    if not found:
        return False
    parts, date = found
    reading.layout.dates.append(date)
    for kind, begin, end in parts:
        reading.add(kind, start + begin, text[begin:end])
        if kind == "outlet" and not reading.layout.outlet:
            reading.layout.outlet = reading.outlets.resolve(text[begin:end]) or text[begin:end]
    return True


def _known(reading: _Reading, index: int, line: Line) -> str:
    """What the table of looks, the dates, and the headlines so far say of ``line``, or ``""``."""
    text, first = line.text, not reading.headlines
    if not first and _is_repeated(reading, text):
        return "repeated"
    dated = read_date_line(text)
    if dated:
        (reading.layout.updates if dated[1] else reading.layout.dates).append(dated[0])
        return "date"
    seen = look(text, "furniture", "caption", "credit", "byline")
    if seen and not (first and line.hint == "headline"):
        if seen.kind in ("credit", "byline"):
            _note_credit(reading, seen.who or text)
        return seen.kind
    if _names_outlet(reading, index, text, first):
        return "outlet" if reading.in_masthead else "credit"
    return ""


def _names_outlet(reading: _Reading, index: int, text: str, first: bool) -> bool:
    """A line that is only an outlet's name. The first line of all is rather a headline, unless the table knows it."""
    bare = text.strip("()[]—–-/ .©")
    names = _agencies(reading, bare) if len(bare) < 60 else []
    known = names[0] if names else ""
    if known:
        if reading.in_masthead and not reading.layout.outlet and text[0] not in "([/":
            reading.layout.outlet = known
        if not reading.in_masthead or reading.outlets.is_agency(known):
            reading.layout.credits += names
        return True
    if first or not reading.in_masthead or look(text, "label"):
        return False
    above_date = name_above_date(text) if _is_dated(_next_text(reading, index)) else ""
    if not above_date and not look(text, "outlet"):
        return False
    reading.layout.outlet = reading.layout.outlet or above_date or text
    return True


def _is_dated(line: str) -> bool:
    return bool(read_date_line(line) or split_masthead(line))


def _shaped(reading: _Reading, index: int, line: Line) -> str:
    """What the shape and place of ``line`` say it is."""
    text = line.text
    if line.hint in ("standfirst", "caption") or (line.hint == "headline" and index not in reading.fringes.sure):
        return line.hint
    if line.hint == "paragraph" and not reading.in_masthead:
        return "paragraph"
    if find_dateline(text, reading.outlets):
        return "dateline"
    if reading.fringes.holds(index, text):
        return "furniture"
    if not reading.headlines:
        return "headline" if reading.in_masthead and _is_first_headline(reading, index, text) else "paragraph"
    if reading.in_masthead:
        return _in_masthead(reading, index, text)
    return "headline" if line.hint != "paragraph" and _is_subheading(reading, index, text) else "paragraph"


def _in_masthead(reading: _Reading, index: int, text: str) -> BlockKind:
    if _is_standfirst(reading, index, text):
        return "standfirst"
    if _like_headline(text) and _next_text(reading, index):
        return "headline"
    return "paragraph"


def _is_first_headline(reading: _Reading, index: int, text: str) -> bool:
    """A short opening line without a final stop, with more below; a question or a shout may end in its mark."""
    after = _next_text(reading, index)
    if not after:
        return False
    return _like_headline(text) or (text[-1] in "?!" and len(text) <= _HEADLINE_CHARS and not _SENTENCES.search(text))


def _like_headline(text: str) -> bool:
    words = text.split()
    return (
        2 <= len(words) <= _HEADLINE_WORDS
        and len(text) <= _HEADLINE_CHARS
        and not _ENDS.search(text.removesuffix("..."))
        and not _SENTENCES.search(text)
        and text[0] not in "-•*·"
        and not text[0].islower()
    )


def _is_subheading(reading: _Reading, index: int, text: str) -> bool:
    """A short line between paragraphs of prose that is no sentence: "What comes next"."""
    after = _next_text(reading, index)
    return (
        len(text.split()) <= (16 if index in range(reading.fringes.begun, reading.fringes.ended) else 12)
        and not _ENDS.search(text)
        and text.lstrip("\"'“‘")[:1].isupper()
        and len(after) > 80
        and bool(_STOPS.search(after))
        and _is_closed(text)
    )


def _is_closed(text: str) -> bool:
    """Whether each quotation that ``text`` opens ends in it: a line that opens one is a paragraph of a speech."""
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


def _is_standfirst(reading: _Reading, index: int, text: str) -> bool:
    """One or two sentences under the headline, before the place where the report starts anew.

    That place shows as the headline again, a dateline, a byline or a date; without one, the sentence is the lead.
    """
    if len(text.split()) < 6 or len(text) > 400 or len(_SENTENCES.findall(text)) > 1:
        return False
    if not _STOPS.search(text) and _like_headline(text):
        return False
    for line in reading.lines[index + 1 : index + 8]:
        if not line.text:
            continue
        if _same_headline(line.text, reading.headlines) or find_dateline(line.text, reading.outlets):
            return True
        if read_date_line(line.text) or look(line.text, "byline"):
            return True
        if not (look(line.text, "caption", "furniture", "outlet") or reading.outlets.resolve(line.text)):
            return False
    return False


def _next_text(reading: _Reading, index: int) -> str:
    # Lines are canonical: no two empty ones follow each other, so the next text is one of the next two.
    return next((line.text for line in reading.lines[index + 1 : index + 3] if line.text), "")


def _is_repeated(reading: _Reading, text: str) -> bool:
    if _same_headline(text, reading.headlines):
        return True
    return len(_WORDS.findall(text)) >= 6 and _key(text) in reading.seen


def _same_headline(text: str, headlines: Sequence[str]) -> bool:
    if len(text) > _HEADLINE_CHARS + 60:
        return False
    return any(_is_same(text, headline) for headline in headlines)


def _is_same(a: str, b: str) -> bool:
    """Whether two headlines say one thing: nearly the same letters, and the same numbers and negations."""
    key_a, key_b = _key(a), _key(b)
    if key_a == key_b:
        return True
    if re.findall(r"\d+", key_a) != re.findall(r"\d+", key_b) or len(key_a.split()) < 4:
        return False
    if len(_NEGATIONS.findall(a)) != len(_NEGATIONS.findall(b)):
        return False
    return ratio(key_a, key_b) >= _SAME


def _key(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))


def _add_paragraph(reading: _Reading, start: int, text: str) -> None:
    """A paragraph, without the dateline it opens with and the credit it ends with: those are blocks of their own."""
    dateline = find_dateline(text, reading.outlets)
    begin = dateline.rest if dateline else 0
    tail, names = _credited_tail(reading, text, begin)
    end = tail.start() if tail and names else len(text)
    if dateline:
        reading.add("dateline", start, text[: dateline.end])
        reading.layout.dates += [dateline.date] * bool(dateline.date)
        reading.layout.credits += [dateline.agency] * bool(dateline.agency)
    reading.add("paragraph", start + begin, text[begin:end])
    if names:
        reading.add("credit", start + end, text[end:])
        reading.layout.credits += names


def _credited_tail(reading: _Reading, text: str, begin: int) -> tuple[re.Match[str] | None, list[str]]:
    """The credit that ``text`` ends with, and the outlets that it names."""
    initials = _INITIALS.search(text, begin)
    if initials and reading.outlets.is_agency(initials["agency"]):
        return initials, [reading.outlets.resolve(initials["agency"]) or initials["agency"]]
    tail = _TAIL.search(text, begin)
    return tail, _agencies(reading, next(filter(None, tail.groups()), "")) if tail else []


def _agencies(reading: _Reading, text: str) -> list[str]:
    """The outlets that ``text`` names, where it names nothing else: "Reuters", "Xinhua/NAN", "Bernama-Xinhua".

    Beside an outlet a slash may set a person or a network: "Reuters/Amara Diallo".
    """
    for split in (r"$", r"\s*/\s*", r"\s*[,&+]\s*|\s+and\s+", r"\s*[/,-]\s*"):
        parts = [part for part in re.split(split, text.strip()) if part]
        names = [name for part in parts if "." not in part and (name := reading.outlets.resolve(part))]
        beside = "/" in split and "-" not in split and all(is_name(part) for part in parts)
        if names and (beside or len(names) == len(parts)):
            return names
    return []


def _note_credit(reading: _Reading, who: str) -> None:
    """The outlets named in a credit line or byline; people are not credited hands."""
    for part in _credited(who):
        name = reading.outlets.resolve(part)
        if name or look(part, "agency"):
            reading.layout.credits.append(name or part)


def _credited(who: str) -> Iterator[str]:
    yield who
    for part in re.split(r"\s*(?:/|,|;|\||\band\b|&|\+|\bfor\b|\bin\b|\bof\b|\bvia\b|[-–—])\s*", who):
        if part and part != who:
            yield part.strip(" .()[]")
