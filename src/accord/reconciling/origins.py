"""Origins: which reports come from one hand, and how that was seen. Every verdict counts these, never outlets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from accord.reconciling.copies import SAME_HAND, Overlap, compare_texts, find_pairs
from accord.reconciling.grouping import Groups
from accord.reconciling.passages import Prose, prose
from accord.records import Origin, Report, Span, content_id

_PASSAGES_SHOWN = 6
_CREDITED_SHARE = 0.05
_SPLIT = re.compile(r"\s*(?:[/,;&+]|\band\b)\s*")
_CREDIT_WORDS = re.compile(
    r"^(?:source|by|from|via|with|reporting|additional|credit)\b[:\s]*|\b(?:news agency|staff)\b"
)


@dataclass(frozen=True, slots=True)
class Link:
    """Why two reports share a hand: in words, and as passages of both."""

    a: str
    b: str
    why: str
    because: tuple[Span, ...]


def find_origins(reports: Sequence[Report]) -> tuple[Origin, ...]:
    """The origins of ``reports``: each report is in exactly one. The order of ``reports`` does not matter."""
    ordered = in_order(reports)
    groups = Groups(report.id for report in ordered)
    links: dict[str, list[Link]] = defaultdict(list)
    by_text = _by_text(ordered)
    for link in [*by_text, *_by_outlet(ordered, _copied(ordered, by_text))]:
        groups.join(link.a, link.b)
        links[link.a].append(link)
        links[link.b].append(link)
    by_id = {report.id: report for report in ordered}
    return tuple(_origin([by_id[name] for name in members], links) for members in groups.members())


def in_order(reports: Sequence[Report]) -> list[Report]:
    """Reports by date of publication, then id, each once."""
    return sorted({report.id: report for report in reports}.values(), key=lambda report: (report.published, report.id))


def _copied(reports: Sequence[Report], by_text: Sequence[Link]) -> set[str]:
    """Reports that follow another outlet's text, as later or crediting ones: they are no work of their own outlet."""
    by_id = {report.id: report for report in reports}
    copied = set()
    for link in by_text:
        first, second = by_id[link.a], by_id[link.b]
        if name_key(first.outlet) == name_key(second.outlet):
            continue
        if second.published[:10] > first.published[:10] > "" and not (first.credit and not second.credit):
            copied.add(second.id)
    return copied


def _by_outlet(reports: Sequence[Report], copied: set[str]) -> list[Link]:
    """Own reports of one outlet share its hand, whatever their words."""
    latest: dict[tuple[str, str], Report] = {}
    links = []
    for report in reports:
        if not report.outlet.strip() or report.id in copied:
            continue
        key = (name_key(report.outlet), name_key(report.credit) or name_key(report.outlet))
        if key in latest:
            why = f"both are {report.outlet}'s own reporting" if key[0] == key[1] else _same_wire_desk(report)
            links.append(Link(latest[key].id, report.id, why, ()))
        latest[key] = report
    return links


def _same_wire_desk(report: Report) -> str:
    return f"both are {report.outlet}'s reports credited to {report.credit}"


def _by_text(reports: Sequence[Report]) -> list[Link]:
    """Links by shared text. Reports already linked through a third are not laid side by side again."""
    texts = [prose(report) for report in reports]
    groups = Groups(report.id for report in reports)
    links = []
    for first, second in find_pairs(texts):
        if groups.find(reports[first].id) == groups.find(reports[second].id):
            continue
        link = link_texts(reports[first], reports[second], texts[first], texts[second])
        if link is not None:
            links.append(link)
            groups.join(link.a, link.b)
    return links


def link_texts(a: Report, b: Report, words_a: Prose, words_b: Prose) -> Link | None:
    """Why two reports share a hand, by their texts and credits; None where nothing shows it."""
    overlap = compare_texts(words_a, words_b)
    wire = shared_wire(a, b)
    same_hand = (
        overlap.band in ("copy", "rewritten")
        or overlap.share >= SAME_HAND
        or (wire and (overlap.share >= _CREDITED_SHARE or overlap.alike >= 0.25))
    )
    if not same_hand:
        return None
    return Link(a.id, b.id, _why(overlap, wire), _evidence(overlap, words_a, words_b))


def _why(overlap: Overlap, wire: str) -> str:
    if overlap.band == "rewritten":
        why = f"{round(100 * overlap.alike)}% of its sentences recur in order, nearly word for word"
    else:
        why = f"shares {overlap.words} of {overlap.total} words"
    return f"{why}; credits {wire}" if wire else why


def _evidence(overlap: Overlap, a: Prose, b: Prose) -> tuple[Span, ...]:
    spans = []
    for passage in overlap.passages[:_PASSAGES_SHOWN]:
        shows = f"shared passage of {passage.length} words"
        for text, start in ((a, passage.a), (b, passage.b)):
            spans.append(Span(text.report, text.starts[start], text.ends[start + passage.length - 1], shows))
    return tuple(spans)


def shared_wire(a: Report, b: Report) -> str:
    """The agency that both credit, or that one credits and the other is; ``""`` where there is none."""
    hands_a = {name_key(name): name for name in [*credited(a), a.outlet] if name_key(name)}
    hands_b = {name_key(name) for name in [*credited(b), b.outlet]}
    both_outlets = name_key(a.outlet) == name_key(b.outlet)
    common = sorted(key for key in hands_a if key in hands_b and not (both_outlets and key == name_key(a.outlet)))
    return hands_a[common[0]] if common else ""


def credited(report: Report) -> list[str]:
    """The agencies a credit line names ("Reuters, AFP")."""
    return [part.strip() for part in _SPLIT.split(report.credit) if part.strip()]


def name_key(name: str) -> str:
    """A name as compared: case, a leading article, ``.com`` and words of a credit line do not matter."""
    plain = _CREDIT_WORDS.sub("", name.casefold().strip())
    plain = re.sub(r"^(?:www\.|the\s+)|\.(?:com|org|net|ru|info|news)\b", "", plain)
    return re.sub(r"[\W_]+", "", plain)


def _origin(members: Sequence[Report], links: dict[str, list[Link]]) -> Origin:
    first = members[0]
    inside = [link for report in members for link in links[report.id] if link.a == report.id]
    whys = sorted({_named(link, members) for link in inside})
    why = "; ".join(whys[:6]) if whys else _alone(first)
    # One chain of evidence is enough for a reader: the passages of every pair of a wire's fifty copies are not.
    because = tuple(dict.fromkeys(span for link in inside for span in link.because))[: 4 * _PASSAGES_SHOWN]
    # Named by what it rests on, so that another copy of a text does not rename its origin's other members.
    return Origin(content_id("origin", *sorted(r.id for r in members)), _label(members), _ids(members), why, because)


def _ids(members: Sequence[Report]) -> tuple[str, ...]:
    return tuple(report.id for report in members)


def _named(link: Link, members: Sequence[Report]) -> str:
    names = {report.id: report.outlet or _first_words(report) for report in members}
    return f"{names[link.b]} {link.why} with {names[link.a]}" if link.why.startswith("shares") else link.why


def _alone(report: Report) -> str:
    if report.credit:
        return f"credits {report.credit}; shares no text with another report"
    return "own text: shares no more than a passage with any other report"


def _label(members: Sequence[Report]) -> str:
    """The credited agency, else the outlet, else the first words of the title."""
    for report in members:
        if credited(report):
            return credited(report)[0]
    for report in members:
        if report.outlet:
            return report.outlet
    return _first_words(members[0])


def _first_words(report: Report) -> str:
    words = (report.title or report.text).split()
    return " ".join(words[:6]) + ("…" if len(words) > 6 else "")
