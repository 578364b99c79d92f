"""Coding one sentence, for tests: the tables' examples are read as one-sentence reports of a known date."""

from __future__ import annotations

from accord.coding import code
from accord.lexicon import load_lexicon
from accord.ontology import load_ontology
from accord.parsing import Tools, parse
from accord.records import Block, Coded, Event, Mention, Report

PUBLISHED = "2024-03-15"


def report_of(text: str, *, published: str = PUBLISHED, headline: str = "") -> Report:
    """A report with a headline, if any, and one paragraph."""
    whole = f"{headline}\n{text}" if headline else text
    start = len(headline) + 1 if headline else 0
    blocks = ((Block("headline", 0, len(headline)),) if headline else ()) + (Block("paragraph", start, len(whole)),)
    return Report(id="example", title=headline, text=whole, published=published, language="en", blocks=blocks)


def coded(text: str, tools: Tools, *, published: str = PUBLISHED, headline: str = "") -> Coded:
    """What coding finds in ``text``."""
    parsed = parse([report_of(text, published=published, headline=headline)], tools)
    return next(iter(code(parsed, lexicon=load_lexicon(), ontology=load_ontology())))


def key(mention: Mention) -> str:  # type: ignore[type-arg]
    """An actor as the tables' ``expect`` column writes it: a body's own id, else the country, else the sector."""
    actor = mention.value
    if actor.country in ("IGO", "UNO", "EUR", "NGO", "MNC", "IMG", "ISM") and actor.id:
        return actor.id
    return actor.country or actor.sector


def triple(event: Event) -> str:
    """``ACTORS > RECIPIENTS`` of an event."""
    left = ";".join(dict.fromkeys(key(m) for m in event.actors))
    right = ";".join(dict.fromkeys(key(m) for m in event.recipients))
    return f"{left} > {right}".strip()


def expected(cell: str) -> str:
    """An ``expect`` cell in the same spelling as ``triple``."""
    left, _, right = cell.partition(">")
    return f"{';'.join(x.strip() for x in left.split(';'))} > {';'.join(x.strip() for x in right.split(';'))}".strip()
