"""Whose hand each report is from, as reports come in: an agency's, that of the report whose text it carries, its own.

A report's hand rests on earlier reports alone (and on those of its own day), so that it never changes for what comes
later. One that arrives late may give later ones another hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import blake2b

from accord.ledger import index
from accord.ledger.index import Hand
from accord.ledger.reports import coded_by_number
from accord.ledger.store import Connection, Store
from accord.reconciling.origins import credited, link_texts, name_key
from accord.reconciling.passages import Prose, prose
from accord.records import Report, content_id
from accord.tables import read_table

#: Days within which a text is carried on by others.
REACH = 10
# Words of a window of the sketch, and which share of windows it keeps: one in so many, chosen by their words alone.
_WINDOW = 6
_ONE_IN = 16
# What share of the smaller sketch two reports must have in common before their texts are laid side by side.
_SHARE = 0.08
_OUTLETS = ("name", "aliases", "domain", "country", "kind", "example")

#: What orders reports: the day, those that credit nobody first (a copy follows what it credits), time and id.
Order = tuple[str, bool, str, str]


@dataclass(frozen=True, slots=True)
class Arrived:
    """A report as it is looked at here."""

    number: int
    day: str
    report: Report

    @property
    def order(self) -> Order:
        """Its place among all reports."""
        return (self.day, bool(self.report.credit), self.report.published, self.report.id)

    @property
    def ordinal(self) -> int:
        """Its day as a number."""
        return date.fromisoformat(self.day).toordinal()


class HandFinder:
    """Finds the hands of new reports, and of those held whose hand a new one changes."""

    def __init__(self, store: Store, connection: Connection) -> None:
        self._store, self._connection = store, connection
        self._texts: dict[int, tuple[Arrived, Prose, frozenset[int]]] = {}
        self._changed: dict[int, Hand] = {}

    def find(self, new: Sequence[Arrived]) -> dict[int, Hand]:
        """The hands of ``new`` reports and of all others whose hand is now another; they are kept in the ledger."""
        for one in new:
            self._take(one)
        sketches = {one.number: self._texts[one.number][2] for one in new}
        index.add_sketches(self._store, self._connection, sketches)
        arrived = {one.number for one in new}
        for one in sorted(new, key=lambda one: one.order):
            before, after = self._sharing(one)
            self._changed[one.number] = self._hand(one, before)
            for later in after:
                if later.number not in arrived:
                    self._carry_on(one, later)
        index.set_hands(self._connection, {one.number: self._changed[one.number] for one in new})
        return self._changed

    def _take(self, one: Arrived) -> None:
        words = prose(one.report)
        self._texts[one.number] = (one, words, sketch(words))

    def _sharing(self, one: Arrived) -> tuple[list[Arrived], list[Arrived]]:
        """Reports that share enough of a report's sketch: those before it, first one first, and those after it."""
        mine = self._texts[one.number][2]
        first, last = (date.fromordinal(one.ordinal + days).isoformat() for days in (-REACH, REACH))
        shared = index.sharing(self._connection, mine, first, last)
        self._load(name for name in shared if name not in self._texts)
        found = []
        for number, count in shared.items():
            other, _, theirs = self._texts[number]
            least = min(len(mine), len(theirs))
            if number != one.number and count >= max(1 if least < 8 else 2, _SHARE * least):
                found.append(other)
        found.sort(key=lambda other: other.order)
        return [x for x in found if x.order < one.order], [x for x in found if x.order > one.order]

    def _load(self, numbers: Iterable[int]) -> None:
        wanted = set(numbers)
        days = index.days_of(self._connection, wanted)
        for number, coded in coded_by_number(self._connection, wanted).items():
            self._take(Arrived(number, days[number][0], coded.report))

    def _hand(self, one: Arrived, before: Sequence[Arrived]) -> Hand:
        wire = agency(one.report)
        for other in before:
            link = link_texts(other.report, one.report, self._texts[other.number][1], self._texts[one.number][1])
            if link is not None:
                origin, label = desk(wire) if wire else self._origin_of(other.number)
                return Hand(origin, label, other.number, link.why, link.because)
        if wire:
            return Hand(*desk(wire), why=f"credits {wire}")
        if one.report.outlet.strip():
            return Hand(*desk(one.report.outlet), why=f"{one.report.outlet}'s own reporting")
        words = (one.report.title or one.report.text).split()
        return Hand(content_id("origin", one.report.id), " ".join(words[:6]), why="names no outlet; shares no text")

    def _origin_of(self, number: int) -> tuple[str, str]:
        hand = self._changed.get(number) or index.hands_of(self._connection, {number})[number]
        return hand.origin, hand.label

    def _carry_on(self, one: Arrived, later: Arrived) -> None:
        """Give a held report its hand again, if the text that it carries may be that of one that arrived late."""
        held = index.hands_of(self._connection, {later.number})[later.number]
        if held.parent is not None and held.parent not in self._texts:
            self._load({held.parent})
        if held.parent is not None and self._texts[held.parent][0].order < one.order:
            return
        if link_texts(one.report, later.report, self._texts[one.number][1], self._texts[later.number][1]) is None:
            return
        hand = self._hand(later, [one])
        self._changed[later.number] = hand
        index.set_hands(self._connection, {later.number: hand})
        self._pass_on(later.number, hand)

    def _pass_on(self, number: int, hand: Hand) -> None:
        """Give the reports that carry a text on the origin that it has now."""
        for child in index.children_of(self._connection, number):
            self._load({child} - self._texts.keys())
            held = index.hands_of(self._connection, {child})[child]
            if held.origin != hand.origin and not agency(self._texts[child][0].report):
                self._changed[child] = replace(held, origin=hand.origin, label=hand.label)
                index.set_origins(self._connection, {child: (hand.origin, hand.label)})
                self._pass_on(child, hand)


def sketch(words: Prose) -> frozenset[int]:
    """One in sixteen of a text's windows of words, chosen by what they say: texts that share words share these."""
    found = set()
    for start, end in words.sentences():
        for at in range(start, end - _WINDOW + 1):
            digest = blake2b(" ".join(words.words[at : at + _WINDOW]).encode(), digest_size=5).digest()
            if digest[0] % _ONE_IN == 0:
                found.add(int.from_bytes(digest, "big"))
    return frozenset(found)


def desk(name: str) -> tuple[str, str]:
    """The origin and label of an outlet's or an agency's own reporting."""
    known = _agencies().get(name_key(name), name)
    return content_id("origin", "desk", name_key(known)), known


def agency(report: Report) -> str:
    """The one agency that a report credits; ``""`` where it credits none, several, or only its author."""
    names = [_agencies()[key] for name in credited(report) if (key := name_key(name)) in _agencies()]
    return names[0] if len(set(names)) == 1 and len(credited(report)) == 1 else ""


@cache
def _agencies() -> Mapping[str, str]:
    """Agencies by every name that they go by."""
    found: dict[str, str] = {}
    for row in read_table("outlets.tsv", _OUTLETS):
        if row["kind"] in ("wire", "agency", "state"):
            for name in (row["name"], *row.list("aliases")):
                found.setdefault(name_key(name), row["name"])
    return found
