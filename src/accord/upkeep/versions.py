"""Versions of episodes, contests and words on ties: from which day each was what was known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from accord.ledger import editions, schema
from accord.ledger.book import ALONE, Book, EpisodeBook, Segments, WordBook, held_rows, held_words
from accord.ledger.condensing import is_single
from accord.ledger.pasts import ActorNumbers
from accord.ledger.postings import add_postings, drop_postings
from accord.ledger.reports import PER_REPORT
from accord.ledger.singles import held_singles, set_singles
from accord.ledger.standing import Row
from accord.ledger.store import Connection, Store
from accord.reconciling.ground import Told
from accord.reconciling.ties import Word, hear_ties
from accord.reconciling.titles import Titles, load_titles
from accord.records import Coded, Contest, Episode, TieClaim, content_id
from accord.tiekinds import load_tie_kinds
from accord.upkeep.field import Field, Stored, end_of
from accord.upkeep.rows import contest_row, episode_row, name_contests
from accord.upkeep.scene import Scenes, View


class Versions:
    """Writes what follows, from the day on which anything changed."""

    def __init__(self, store: Store, connection: Connection, field: Field, seq: int) -> None:
        self._connection, self._field, self._seq = connection, field, seq
        self._scenes = Scenes(field)
        self._actors = ActorNumbers(store, connection)
        self._episodes = EpisodeBook(connection, seq)
        self._contests, self._words = Book(connection, schema.contests, seq), WordBook(connection, seq)
        self._held: dict[str, list[Row]] = {}
        self._contested: dict[str, list[Row]] = {}
        self._new: list[tuple[int, Episode]] = []
        self._seeds: dict[str, int] = {}
        self._single: dict[int, Episode] = {}
        self._were: dict[int, Episode] = {}

    def write(self, touched: Mapping[str, str]) -> None:
        """Write the versions of all ``touched`` episodes from their days on, and of those that have to do with them."""
        self._scenes.prepare(touched)
        dirty: dict[str, str] = {}
        for name, day in touched.items():
            for other in self._scenes.around(name):
                dirty[other] = min(day, dirty.get(other, day))
        self._scenes.prepare(dirty)
        self._held = held_rows(self._connection, schema.episodes.c.id, dirty)
        self._hold_singles(dirty)
        self._contested = held_rows(self._connection, schema.contests.c.episode, dirty)
        events: dict[str, _Span] = {}
        for name, since in sorted(dirty.items()):
            days = self._days(name, since)
            self._write_episode(name, since, days)
            for one in self._scenes.ever(name):
                events.setdefault(one.id, _Span(one, since, set())).widen(since, days)
        self._write_words(events)
        for book in (self._episodes, self._contests, self._words):
            book.flush()
        self._write_singles()
        self._write_parties()

    def _hold_singles(self, names: Iterable[str]) -> None:
        """Add to the rows that are held those of happenings that are kept with their one event."""
        stored: dict[int, Stored] = {}
        for name in names:
            for one in self._scenes.ever(name):
                if content_id("episode", one.id) == name:
                    own = self._field.by_id[one.sighting.event.report]
                    self._seeds[name] = own.number_of(one)
                    stored[self._seeds[name]] = own
        found = held_singles(self._connection, stored.keys())
        for event, (episode, step) in found.items():
            row = episode_row(episode, self._field) | {"known_since": stored[event].day, "known_until": ""}
            self._were[event] = episode
            self._held[episode.id].append(row | {"num": -event, "seq": step, "until_seq": step, ALONE: event})

    def _keep_alone(self, name: str, rows: Sequence[Row], records: Mapping[str, Episode]) -> bool:
        """Keep the one version of a happening with its one event, if that is all there is to say."""
        event = self._seeds.get(name)
        if event is None or len(rows) != 1 or rows[0]["known_until"]:
            return False
        since = rows[0]["known_since"]
        report, place = divmod(event, PER_REPORT)
        own = self._field.reports[report]
        if home_of(own.told[place]) != name or since != own.day:
            return False
        if any(row["known_since"] < since for row in self._held[name]):
            return False
        if not is_single(records[since], place, own.source):
            return False
        self._episodes.keep_alone(rows[0], event)
        self._single[event] = records[since]
        return True

    def _write_singles(self) -> None:
        """Write the happenings that are kept with their one event, and take away those that no longer are."""
        joined = self._episodes.joined
        sources = {
            event // PER_REPORT: self._field.reports[event // PER_REPORT].source for event in (*self._single, *joined)
        }
        set_singles(self._connection, self._single, joined, sources, seq=self._seq)
        self._new += [
            (self._episodes.moved[event], episode)
            for event, episode in self._were.items()
            if event in self._episodes.moved
        ]

    def _days(self, name: str, since: str) -> list[str]:
        """The days from ``since`` on, on which an episode, or one that has to do with it, changed."""
        told = {one.id: one for other in self._scenes.around(name) for one in self._scenes.ever(other)}
        days = {stay.since[0] for one in told.values() for stay in one.stays}
        return sorted({since, *(day for day in days if day >= since)})

    def _write_episode(self, name: str, since: str, days: Sequence[str]) -> None:
        # A day on which nothing is other than before needs no second look.
        views: list[tuple[str, View | None]] = []
        for day in days:
            view = self._scenes.view(name, day)
            if not views or view is not views[-1][1]:
                views.append((day, view))
        segments: Segments = [(day, episode_row(view.episode, self._field) if view else None) for day, view in views]
        records = {day: view.episode for day, view in views if view}
        rows = self._episodes.write(self._held[name], since, segments)
        if not self._keep_alone(name, rows, records):
            self._new += [(row["num"], records[row["known_since"]]) for row in rows]
        self._write_contests(name, since, [(day, view.contests if view else ()) for day, view in views])

    def _write_parties(self) -> None:
        """Have what is new be found by its parties, and what is gone no longer."""
        gone = {*self._episodes.joined, *self._single} & self._were.keys()
        events = [(event, self._were[event]) for event in gone]
        drop_postings(self._connection, "event", self._ends(events))
        drop_postings(self._connection, "version", self._ends(self._episodes.dropped))
        add_postings(self._connection, "event", self._ends([*self._single.items()]))
        add_postings(self._connection, "version", self._ends(self._new))

    def _ends(self, told: Sequence[tuple[int, Episode]]) -> list[tuple[int, int]]:
        """(actor's number, row's number) of each party to happenings in these rows."""
        ends = [(actor, row) for row, episode in told for actor in (*episode.actors, *episode.recipients)]
        numbers = self._actors.of(actor for actor, _ in ends)
        return [(numbers[actor], row) for actor, row in ends]

    def _write_contests(self, episode: str, since: str, views: Sequence[tuple[str, Sequence[Contest]]]) -> None:
        named = [(day, dict(name_contests(contests))) for day, contests in views]
        held = self._contested[episode]
        for name in sorted({row["name"] for row in held} | {name for _, contests in named for name in contests}):
            segments: Segments = [
                (day, contest_row(name, contests[name], self._field) if name in contests else None)
                for day, contests in named
            ]
            self._contests.write([row for row in held if row["name"] == name], since, segments)

    # Words on ties

    def write_claims(self, stored: Sequence[Stored]) -> None:
        """Write what plain statements of these reports say of ties: from their day until a newer version's."""
        numbers = [one.number for one in stored]
        newer = {edition.earlier: edition.known_since for edition in editions.editions_of(self._connection, numbers)}
        held = held_words(self._connection, numbers)
        for one in stored:
            origins = {one.coded.report.id: one.hand.origin}
            words = [
                (claim.id, word)
                for claim in one.coded.tie_claims
                for word in hear_ties(
                    [_only(one, claim)], [], {}, origins=origins, kinds=load_tie_kinds(), titles=_titles()
                )
            ]
            rows = self._rows(one, "", words)
            own = [row for row in held[one.number] if not row["event"]]
            for name in sorted({row["id"] for row in own} | rows.keys()):
                segments = [(one.day, rows.get(name))]
                segments += [(newer[one.number], None)] if one.number in newer else []
                self._words.write([row for row in own if row["id"] == name], one.day, segments)
        self._words.flush()

    def _write_words(self, events: Mapping[str, _Span]) -> None:
        number_of = {name: self._field.by_id[span.told.sighting.event.report].number for name, span in events.items()}
        held = held_words(self._connection, set(number_of.values()))
        for name, span in sorted(events.items(), key=lambda item: item[1].told.position):
            number = number_of[name]
            self._write_event(span, [row for row in held[number] if row["event"] == name], number)

    def _write_event(self, span: _Span, held: Sequence[Mapping[str, Any]], number: int) -> None:
        one = span.told
        since = max(span.since, one.day)
        days = sorted({since, *(day for day in span.days if day >= since)})
        told = [(day, self._words_on(one, day, number)) for day in days]
        for name in sorted({row["id"] for row in held} | {name for _, rows in told for name in rows}):
            segments: Segments = [(day, rows.get(name)) for day, rows in told]
            self._words.write([row for row in held if row["id"] == name], since, segments)

    def _words_on(self, one: Told, day: str, number: int) -> dict[str, dict[str, Any]]:
        name = one.episode_before(end_of(day))
        held = self._scenes.episode(name, day) if name else None
        if held is None:
            return {}
        episode, event = held[0], one.sighting.event
        seen = {episode.id: [one.sighting]}
        stored = self._field.reports[number]
        beside = {event.report: stored.coded.events}
        words = hear_ties([], [episode], seen, origins={}, kinds=load_tie_kinds(), titles=_titles(), around=beside)
        return self._rows(stored, event.id, [(event.id, word) for word in words])

    def _rows(self, stored: Stored, event: str, words: Sequence[tuple[str, Word]]) -> dict[str, dict[str, Any]]:
        numbers = self._actors.of(actor for _, word in words for actor in (word.a, word.b))
        found = {}
        for said, word in words:
            a, b = numbers[word.a], numbers[word.b]
            name = content_id("tie word", said, word.kind.name, word.a, word.b, word.sector)
            found[name] = {
                "id": name,
                "kind": word.kind.name,
                "a": a,
                "b": b,
                "date_precision": word.precision,
                "num": stored.number * PER_REPORT,
                "start": word.span.start,
                "end": word.span.end,
                "event": event,
            } | {key: getattr(word, key) for key in _SAID}
        return found


_SAID = ("sector", "stage", "strong", "past", "date", "speaker", "speaker_party")


@dataclass(slots=True)
class _Span:
    """An event whose words on ties are to be written again: from which day on, and when it may have changed."""

    told: Told
    since: str
    days: set[str]

    def widen(self, since: str, days: Collection[str]) -> None:
        self.since = min(self.since, since)
        self.days |= set(days)


def home_of(one: Told) -> str:
    """The happening in which an event has stood, judged by itself, ever since it was told; ``""`` if it has moved."""
    name = content_id("episode", one.id)
    return name if [(stay.episode, stay.step, stay.why) for stay in one.stays] == [(name, "", None)] else ""


def _only(stored: Stored, claim: TieClaim) -> Coded:
    return replace(stored.coded, events=(), claims=(), tie_claims=(claim,), expectations=(), silences=())


@cache
def _titles() -> Titles:
    # Ties need the names of states alone, whoever else is about.
    return load_titles()
