"""RSS, RDF and Atom, by feedparser. Nothing that a feed links to is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from accord.reading.blocks import Line
from accord.reading.draft import Draft
from accord.reading.html import nests_deeper, strip_tags
from accord.records import Refused

_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_INSIDE = re.compile(r"^\s*(?:<\?xml[^>]*>\s*)?<(?:\w+:)?(?:rss|feed|RDF)[\s>]", re.IGNORECASE)
#: Feeds nest half a dozen deep; markup inside their fields is escaped.
_DEEPEST = 100


def read_feed(name: str, text: str) -> Iterator[Draft | Refused]:
    """One draft an entry of the feed; ``input`` of each is ``name#number``."""
    if _ENTITY.search(text):
        yield Refused(name, "it declares XML entities, which can expand without end; remove the <!ENTITY> lines")
        return
    if nests_deeper(text, _DEEPEST):
        yield Refused(name, f"its elements are nested more than {_DEEPEST} deep, as no feed is; not read")
        return
    import feedparser

    # As bytes, so that a declaration of another encoding in the prologue cannot be followed a second time.
    prologue = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    headers = {"content-type": "application/xml; charset=utf-8"}
    feed = feedparser.parse(
        prologue.encode(), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not feed.entries:
        yield Refused(name, "the feed has no entries; download it again or leave it out")
    outlet = str(feed.feed.get("title", ""))
    for number, entry in enumerate(feed.entries, start=1):
        yield _read_entry(f"{name}#{number}", entry, outlet)


def _read_entry(name: str, entry: Any, outlet: str) -> Draft | Refused:
    bodies = [str(part.get("value", "")) for part in entry.get("content", [])] + [str(entry.get("summary", ""))]
    body = max(bodies, key=len)
    if _INSIDE.match(body):
        return Refused(name, "the entry holds another feed instead of text; read that feed by itself")
    lines = strip_tags(body) if body.strip() else []
    title = "\n".join(line.text for line in strip_tags(str(entry.get("title", "")))) if entry.get("title") else ""
    if not any(line.text for line in lines) and not title:
        return Refused(name, "the entry has neither title nor text; leave it out")
    source = entry.get("source", {})
    return Draft(
        name,
        tuple(line for part in lines for line in (part, Line(""))),
        title=title,
        outlet=str(source.get("title", "")) or outlet,
        published=entry.get("published") or entry.get("updated") or entry.get("created") or "",
        url=str(entry.get("link", "")),
        author=str(entry.get("author", "")),
    )
