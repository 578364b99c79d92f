"""HTML pages, by trafilatura; and the scraps of HTML that feeds and exports carry in their fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from accord.reading.blocks import Line
from accord.reading.canonical import tidy_line
from accord.reading.dates import parse_date
from accord.reading.draft import Draft
from accord.records import Refused

#: Letters below which what was extracted is a menu or a notice, not an article.
_ENOUGH = 80
_DATE_NAMES = (
    "article:published_time", "og:published_time", "datepublished", "publishdate", "pubdate", "publish-date",
    "date.published", "publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date",
    "dcterms.created", "dcterms.issued", "citation_publication_date", "date", "cxenseparse:recs:publishtime",
)  # fmt: skip
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "tr",
        "table",
        "figure",
        "figcaption",
        "hr",
        "br",
    ]
)
_HINTS = {f"h{n}": "headline" for n in range(1, 7)} | {"figcaption": "caption"}
_SKIPPED = frozenset(["script", "style", "noscript", "template", "svg", "iframe", "form", "button", "nav"])
#: Deeper nesting than any page has; parsers recurse on it.
_DEEPEST = 400


def read_html(name: str, text: str) -> Iterator[Draft | Refused]:
    """The one draft in a page, or why there is none."""
    if nests_deeper(text, _DEEPEST):
        yield Refused(name, f"its elements are nested more than {_DEEPEST} deep, as no page is; not read")
        return
    from lxml import html as lxml_html

    tree = lxml_html.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    lines = _extract(text)
    if sum(char.isalpha() for line in lines for char in line.text) < _ENOUGH:
        cut = "" if re.search(r"</(?:html|body)\s*>", text, re.IGNORECASE) else " and it is cut short"
        yield Refused(name, f"no article text was found in the HTML{cut}; save the page whole, or its text alone")
        return
    meta = _read_meta(tree)
    yield Draft(
        name,
        tuple(lines),
        title=meta.get("title", ""),
        outlet=meta.get("outlet", ""),
        published=meta.get("published", ""),
        url=meta.get("url", ""),
        author=meta.get("author", ""),
    )


def strip_tags(fragment: str) -> list[Line]:
    """The lines of a scrap of HTML, block by block, with headings marked as such."""
    from lxml import html as lxml_html

    if nests_deeper(fragment, _DEEPEST):
        return [Line(re.sub(r"<[^<>]*>", " ", fragment))]
    try:
        root = lxml_html.fragment_fromstring(fragment, create_parent="div")
    except (ValueError, lxml_html.etree.LxmlError):
        return [Line(re.sub(r"<[^<>]*>", " ", fragment))]
    lines: list[Line] = []
    try:
        _walk(root, "", lines)
    except RecursionError:
        lines = [Line(root.text_content())]
    return [Line(text, line.hint) for line in lines if (text := tidy_line(line.text))]


def nests_deeper(markup: str, limit: int) -> bool:
    """Whether ``markup`` opens more than ``limit`` elements inside one another, counted without parsing."""
    depth = 0
    for match in re.finditer(r"<(?P<close>/)?[A-Za-z][^<>]*?(?P<empty>/)?>", markup):
        if match["close"]:
            depth = max(0, depth - 1)
        elif not match["empty"] and not re.match(
            r"<(?:br|img|meta|link|input|hr|p|li|source|area|col|wbr)\b", match[0], re.I
        ):
            depth += 1
            if depth > limit:
                return True
    return False


def _extract(text: str) -> list[Line]:
    from trafilatura import bare_extraction

    found = bare_extraction(text, include_comments=False, include_tables=False, with_metadata=False)
    body = getattr(found, "body", None)
    if body is None:
        return []
    lines: list[Line] = []
    for element in body.iter("head", "p", "quote", "item", "ab", "code"):
        if element.tag in ("quote", "item") and element.find("p") is not None:
            continue
        if element.tag == "p" and any(parent.tag in ("item",) for parent in element.iterancestors()):
            continue
        lines += [Line(part, "headline" if element.tag == "head" else "") for part in _pieces(element)]
    return [line for line in lines if line.text]


def _pieces(element: Any) -> Iterator[str]:
    """The text of an element, split where it breaks lines."""
    for lb in element.iter("lb"):
        lb.tail = "\n" + (lb.tail or "")
    for piece in "".join(element.itertext()).split("\n"):
        yield tidy_line(piece)


def _walk(element: Any, hint: str, lines: list[Line]) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag not in _SKIPPED and tag:
        hint = _HINTS.get(tag, hint)
        if tag in _BLOCKS or not lines:
            lines.append(Line("", hint))
        _append(lines, element.text)
        for child in element:
            _walk(child, hint, lines)
        if tag in _BLOCKS:
            lines.append(Line("", ""))
    _append(lines, element.tail)


def _append(lines: list[Line], text: str | None) -> None:
    if text and lines:
        lines[-1] = Line(lines[-1].text + " ".join(re.split(r"\s+", text)), lines[-1].hint)


def _read_meta(tree: Any) -> dict[str, str]:
    """Title, outlet, date, address and author from the page's own metadata: linked data first, then meta elements."""
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        metas.setdefault(key, element.get("content") or "")
    linked = _linked_data(tree)
    dates = [linked.get("published", ""), *(metas.get(name, "") for name in _DATE_NAMES), *_times(tree)]
    canonical = next((link.get("href") or "" for link in tree.iter("link") if link.get("rel") == "canonical"), "")
    heading = next((tidy_line(h.text_content()) for h in tree.iter("h1")), "")
    title = next((tidy_line(t.text_content()) for t in tree.iter("title")), "")
    return {
        "title": linked.get("title") or metas.get("og:title") or heading or title,
        "outlet": metas.get("og:site_name") or linked.get("outlet", ""),
        "published": next((found for value in dates if (found := parse_date(value))), ""),
        "url": next((u for u in (canonical, metas.get("og:url", "")) if u.startswith("http")), ""),
        "author": linked.get("author") or metas.get("author", ""),
    }


def _times(tree: Any) -> Iterator[str]:
    for element in tree.iter("time"):
        yield element.get("datetime") or ""


def _linked_data(tree: Any) -> dict[str, str]:
    """The first article described in the page's JSON-LD."""
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json" or not script.text:
            continue
        try:
            found = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        graph = found.get("@graph", found) if isinstance(found, dict) else found
        for node in graph if isinstance(graph, list) else [graph]:
            if isinstance(node, dict) and re.search(r"Article|Posting|Report", str(node.get("@type", ""))):
                return {
                    "title": _named(node.get("headline")),
                    "published": _named(node.get("datePublished")),
                    "outlet": _named(node.get("publisher")),
                    "author": _named(node.get("author")),
                }
    return {}


def _named(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_named, value)))
    if isinstance(value, dict):
        return _named(value.get("name"))
    return value if isinstance(value, str) else ""
