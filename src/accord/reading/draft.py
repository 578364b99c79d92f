"""A draft: what one format found, before it becomes a report. And how it becomes one, or is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from accord.reading.blocks import Layout, Line, recognise
from accord.reading.canonical import tidy, tidy_line
from accord.reading.dates import complete, date_in_url, parse_date
from accord.reading.language import detect_other
from accord.reading.layout import look
from accord.reading.outlets import Outlets, fold, load_outlets, read_domain
from accord.records import Refused, Report, content_id

_LETTER = re.compile(r"[^\W\d_]")
_SITE = re.compile(r"(?P<gap>\s+[|–—·•»-]{1,2}\s+)(?P<site>[^|–—·•»]{2,50})$")
_LAST = re.compile(r"(?<=\S)(?P<gap>\s+[|–—·•»-]{1,2}\s+)(?P<site>(?:(?!\s[|–—·•»-]{1,2}\s).){2,50})$")
#: A section's name after a bar: " | Hindi Film News".
_SECTION = re.compile(r"\s+\|\s+[A-Z]\w*(?:\s(?:[A-Z]\w*|&|and|of)){0,4}$")
#: So many names at most are taken off a title's end: the outlet's, its section's, its owner's.
_ENDS = 4
#: A page shorter than this may be a server's notice in place of the article.
_NOTICE = 1_200
_TAG = re.compile(r"</?(?:p|br|div|span|b|i|a|strong|em|h[1-6]|ul|ol|li|img|figure|blockquote)\b[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as a format gave it. ``lines`` may be untidy; dates, outlet and author are as written."""

    input: str
    lines: tuple[Line, ...]
    title: str = ""
    outlet: str = ""
    published: object = ""
    url: str = ""
    author: str = ""
    language: str = ""


def finish(draft: Draft, *, published: str = "", outlet: str = "") -> Report | Refused:
    """The report that ``draft`` makes, or why it makes none. ``published`` and ``outlet`` override what was found."""
    outlets = load_outlets()
    title = _strip_site(tidy_line(draft.title), (tidy_line(draft.outlet), read_domain(tidy_line(draft.url))), outlets)
    lines = _with_title(title, _tidy_lines(draft.lines))
    text = "\n".join(line.text for line in lines)
    reason = _refuse(text, draft.language)
    if reason:
        return Refused(draft.input, reason)
    layout = recognise(lines, outlets)
    url = tidy_line(draft.url)
    name = outlet or _name_outlet(draft, layout, url, outlets)
    when = published or _date(draft.published, layout, url)
    headline = title or next((text[b.start : b.end] for b in layout.blocks if b.kind == "headline"), "")
    return Report(
        id=content_id("report", name, url, headline, when, text),
        title=headline,
        text=text,
        outlet=name,
        published=when,
        language="en",
        url=url,
        credit=_credit(draft, layout, name, outlets),
        path=draft.input,
        blocks=tuple(layout.blocks),
    )


def has_tags(text: str) -> bool:
    """Whether a field that should hold text holds HTML."""
    return bool(_TAG.search(text))


def _tidy_lines(lines: Sequence[Line]) -> list[Line]:
    """Canonical lines, with at most one empty line in a row and none at the ends."""
    tidied: list[Line] = []
    for line in lines:
        for text in tidy(line.text).split("\n"):
            if text or (tidied and tidied[-1].text):
                tidied.append(Line(text, line.hint))
    while tidied and not tidied[-1].text:
        tidied.pop()
    return tidied


def _with_title(title: str, lines: list[Line]) -> list[Line]:
    """``lines`` with the title as their first, unless it is already there near the top."""
    if not title:
        return lines
    for index, line in enumerate(lines[:6]):
        if fold(line.text) == fold(title):
            return [*lines[:index], Line(line.text, "headline"), *lines[index + 1 :]]
    return [Line(title, "headline"), *([Line(""), *lines] if lines else [])]


def _strip_site(title: str, sites: tuple[str, str], outlets: Outlets) -> str:
    """ "Ministers meet | World News | The Lake Herald" without the outlet's own name and the section before it.

    ``sites`` are the outlet as given and its domain; a name may be its domain in words: "The Lake Herald" is
    lakeherald.example.
    """
    for _ in range(_ENDS):
        bare = _strip_end(title.rstrip(" |"), sites, outlets)
        if bare == title:
            break
        title = bare
    return title


def _strip_end(title: str, sites: tuple[str, str], outlets: Outlets) -> str:
    ends = [match for regex in (_LAST, _SITE) if (match := regex.search(title))]
    cut = [m.start("gap") for m in ends if outlets.resolve(m["site"]) or _is_site(m["site"], sites)]
    section = _SECTION.search(title)
    if section and len(title[: section.start()].split()) > 3:
        cut.append(section.start())
    return title[: cut[0]] if cut else title


def _is_site(name: str, sites: tuple[str, str]) -> bool:
    bare = _joined(name)
    labels = [_joined(label) for site in sites if "." in site for label in site.split(".")]
    if any(site and fold(name) == fold(site) for site in sites):
        return True
    return len(bare) > 3 and any(bare == label or (len(label) > 7 and bare.startswith(label)) for label in labels)


def _joined(name: str) -> str:
    return fold(name).replace(" ", "").removeprefix("the")


def _refuse(text: str, language: str) -> str:
    if not text:
        return "there is no text in it; nothing to read"
    if not _LETTER.search(text):
        return "there are no letters in it; a report is prose, so check what was exported"
    if len(text) < _NOTICE and any(look(line, "notice") for line in text.split("\n")):
        return "it is a notice of the site (not found, blocked, moved), not an article; save the page again"
    declared = language.strip().lower()[:2]
    other = detect_other(text)
    if other == "und" and declared != "en":
        return "it is in no script that English is written in; translate it to English or leave it out"
    if other and other != "und":
        return f"language {other} is not supported yet; translate it to English or leave it out"
    return ""


def _name_outlet(draft: Draft, layout: Layout, url: str, outlets: Outlets) -> str:
    given = tidy_line(draft.outlet)
    if given:
        return outlets.resolve(given) or given
    return layout.outlet or outlets.of_url(url)


def _date(given: object, layout: Layout, url: str) -> str:
    """The first full date of: the input's own field, a date line, the dateline, the address.

    A day without a year is completed only by another date that has one.
    """
    found = [parse_date(given), *layout.dates, *layout.updates]
    in_url = date_in_url(url)
    year = next((date for date in (*found, in_url) if date and not date.startswith("--")), "")
    for date in found:
        if date:
            return complete(date, year)
    return in_url


def _credit(draft: Draft, layout: Layout, outlet: str, outlets: Outlets) -> str:
    """The first credited hand that is not the outlet itself; an agency before others."""
    author = [name for part in re.split(r"[,/;|]|\band\b", draft.author) if (name := outlets.resolve(part.strip()))]
    # "(SPA)" in a report of the Sahel Press Agency is that agency, whoever else goes by its initials.
    own_short = outlets.resolve(_initials(outlet)) if len(_initials(outlet)) > 2 else ""
    full = [outlet if name == own_short else _spell_out(name, (outlet, *layout.credits)) for name in layout.credits]
    named = [name for name in (*full, *author) if name != outlet]
    agencies = [name for name in named if outlets.is_agency(name)]
    own = [name for name in (*full, *author) if name == outlet and outlets.is_agency(name)]
    return next(iter((*agencies, *named, *own)), "")


def _spell_out(short: str, names: Sequence[str]) -> str:
    """The one of ``names`` that ``short`` stands for: its initials, or its first word; else ``short`` itself."""
    for name in names:
        words = name.split()
        if len(words) > 1 and short in (_initials(name), words[0]):
            return name
    return short


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())
