"""Who stands in what relation to whom, as a graph of actors, and where to draw it.

Offices and armies of one state are one node, the state; armed groups, crowds and bodies are nodes of their own. The
layout is an ellipse whose order keeps neighbours near; it depends on nothing but the dossier.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from accord.ontology import load_ontology
from accord.parties import INTERNATIONAL, OF_STATE
from accord.publishing.labels import Label, count, label, plain
from accord.publishing.outline import name_of
from accord.publishing.states import load_states
from accord.publishing.textfit import fit
from accord.records import Actor, Dossier, Episode

#: More nodes than this cannot be told apart in one picture; the table beside it has all.
_MOST = 14
#: Names stand in semibold, which is wider than the plain face by about this.
_BOLD = 1.12


@dataclass(frozen=True, slots=True)
class Link:
    """One kind of relation between two nodes, and in words what it consists of."""

    a: str
    b: str
    kind: Label
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A node as drawn: the centre of its mark, and its label's lines with where they begin."""

    name: str
    x: float
    y: float
    lines: tuple[str, ...]
    label_x: float
    label_y: float
    align: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A link as drawn: an SVG path, and how many relations it stands for (1 to 3, for the width)."""

    kind: str
    path: str
    weight: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The network drawn ``width`` by ``height``; ``left_out`` nodes are only in the table."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


def links(dossier: Dossier) -> tuple[Link, ...]:
    """Ties, and what has been done or said between actors in cooperation or in conflict; most first."""
    names = _node_names(dossier)
    found: dict[tuple[str, str, str], Counter[str]] = {}
    for a, b, kind, words in _relations(dossier):
        if not (_key(a) and _key(b)):
            continue
        first, second = sorted((names[_key(a)], names[_key(b)]))
        if first != second:
            found.setdefault((first, second, kind), Counter())[words] += 1
    ranked = sorted(found.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    return tuple(Link(a, b, label("edge", kind), tuple(words)) for (a, b, kind), words in ranked)


def draw(found: tuple[Link, ...], *, width: int) -> Picture | None:
    """The network of ``found`` drawn for a window of ``width`` pixels; None where there is nothing to draw."""
    degree: Counter[str] = Counter()
    for link in found:
        degree.update({link.a: len(link.words), link.b: len(link.words)})
    ranked = sorted(degree, key=lambda name: (-degree[name], name))
    kept = set(ranked[:_MOST])
    shown = [link for link in found if link.a in kept and link.b in kept]
    if not shown:
        return None
    order = _order([name for name in ranked if name in kept], shown)
    narrow = width < 500
    height = max(220, (30 if narrow else 34) * len(order) + 60)
    across, down = (width * 0.2 if narrow else width * 0.27), height / 2 - 38
    spots = {
        name: _spot(place, len(order), x=width / 2, y=height / 2, across=across, down=down)
        for place, name in enumerate(order)
    }
    nodes = tuple(_node(name, *spots[name], width=width, height=height, size=12 if narrow else 14) for name in order)
    edges = tuple(_edges(shown, spots, width / 2, height / 2))
    return Picture(width, height, nodes, edges, len(ranked) - len(order))


def _relations(dossier: Dossier) -> Iterator[tuple[Actor, Actor, str, str]]:
    """Pairs of actors, the kind of edge between them, and the words for the table."""
    for tie in dossier.ties:
        kind = label("tie", tie.kind).text
        sector = f" ({tie.sector})" if tie.sector else ""
        yield tie.a, tie.b, "tie", f"{kind}{sector}: {tie.stage}" if tie.stage else f"{kind}{sector}"
    for episode in dossier.episodes:
        kind = _edge_kind(episode)
        for actor in episode.actors if kind else ():
            for recipient in episode.recipients:
                yield actor, recipient, kind, episode.title


def _edge_kind(episode: Episode) -> str:
    """ "cooperation" or "conflict" for what was done or said; "" for what was only promised, possible or denied."""
    known = load_ontology().types.get(episode.type)
    if known is None or episode.stage in ("denied", "possible"):
        return ""
    if episode.stage not in ("done", "ongoing") and not known.verbal:
        return ""
    return "cooperation" if known.quad <= 2 else "conflict"


def _key(actor: Actor) -> str:
    """What makes two actors one node; "" for one of which only a role or a sector is known ("the troops")."""
    if not (actor.country or actor.id or actor.name):
        return ""
    if actor.country and actor.country not in INTERNATIONAL and actor.sector in OF_STATE:
        return actor.country
    return actor.id or f"{actor.code} {actor.name}"


def _node_names(dossier: Dossier) -> dict[str, str]:
    """A name for every node: the state's, else the name that the dossier uses most."""
    used: dict[str, Counter[str]] = {}
    people: dict[str, str] = {}
    everyone = [actor for tie in dossier.ties for actor in (tie.a, tie.b)]
    everyone += [actor for one in dossier.episodes for actor in (*one.actors, *one.recipients)]
    for actor in everyone:
        key = _key(actor)
        people.setdefault(key, actor.country if key == actor.country else name_of(actor))
        if actor.name and not actor.role:
            used.setdefault(key, Counter())[actor.name] += 1
    states = load_states()
    for key, names in used.items():
        people[key] = min(names, key=lambda name: (-names[name], name))
    return {key: states[key].name if key in states else name for key, name in people.items()}


def _order(names: list[str], shown: list[Link]) -> list[str]:
    """``names`` around the ellipse so that the sum of distances along it between linked nodes is small."""
    order = list(names)
    pairs = sorted({(link.a, link.b) for link in shown})

    def length(around: list[str]) -> int:
        at = {name: place for place, name in enumerate(around)}
        return sum(min(gap := abs(at[a] - at[b]), len(around) - gap) for a, b in pairs)

    best, improved = length(order), True
    while improved:
        improved = False
        for i in range(len(order)):
            for j in range(i + 1, len(order)):
                order[i], order[j] = order[j], order[i]
                new = length(order)
                if new < best:
                    best, improved = new, True
                else:
                    order[i], order[j] = order[j], order[i]
    return order


def _spot(place: int, of: int, *, x: float, y: float, across: float, down: float) -> tuple[float, float]:
    """The place on the ellipse; half a step off the top, so that few labels stand over or under their node."""
    angle = 2 * math.pi * (place + 0.5) / of - math.pi / 2
    return round(x + across * math.cos(angle), 1), round(y + down * math.sin(angle), 1)


def _node(name: str, x: float, y: float, *, width: int, height: int, size: int) -> Node:
    """The node with its label outside the ellipse, in two or three lines at most."""
    if abs(x - width / 2) < 12:
        above = y < height / 2
        lines = fit(plain(name), width * 0.6, size * _BOLD, lines=1)
        return Node(name, x, y, lines, x, y - 12 if above else y + 12 + size, "middle")
    right = x > width / 2
    lines = fit(plain(name), (width - x if right else x) - 16, size * _BOLD, lines=3 if width < 500 else 2)
    top = y + size * 0.35 - (len(lines) - 1) * size * 0.6
    return Node(name, x, y, lines, x + 12 if right else x - 12, round(top, 1), "start" if right else "end")


def _edges(shown: list[Link], spots: dict[str, tuple[float, float]], x: float, y: float) -> Iterator[Edge]:
    """Curves bent towards the centre; parallel links between two nodes are bent apart."""
    parallel: Counter[tuple[str, str]] = Counter((link.a, link.b) for link in shown)
    seen: Counter[tuple[str, str]] = Counter()
    for link in shown:
        pair = (link.a, link.b)
        aside = seen[pair] - (parallel[pair] - 1) / 2
        seen[pair] += 1
        (ax, ay), (bx, by) = spots[link.a], spots[link.b]
        far = math.hypot(bx - ax, by - ay) or 1.0
        bend_x = (ax + bx) / 2 * 0.75 + x * 0.25 - (by - ay) / far * aside * 34
        bend_y = (ay + by) / 2 * 0.75 + y * 0.25 + (bx - ax) / far * aside * 34
        path = f"M{ax:.1f} {ay:.1f}Q{bend_x:.1f} {bend_y:.1f} {bx:.1f} {by:.1f}"
        yield Edge(link.kind.code, path, min(3, len(link.words)))


def describe(found: tuple[Link, ...]) -> str:
    """The picture in a sentence, for those who do not see it."""
    actors = {name for link in found for name in (link.a, link.b)}
    kinds = Counter(link.kind.text.lower() for link in found)
    parts = ", ".join(f"{kind} {kinds[kind]}" for kind in sorted(kinds))
    held = f"{count(len(actors), 'actor')} and {count(len(found), 'link')}"
    return f"Network of {held}: {parts}. The table below has each."
