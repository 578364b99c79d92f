"""Versions of episodes, contests and words on ties: from which day each was what was known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from accord.ledger import index, schema, standing
from accord.ledger.packing import Ambient, pack
from accord.ledger.pasts import ActorNumbers
from accord.ledger.store import Connection, Store
from accord.reconciling.growing import Told
from accord.reconciling.ties import Word, hear_ties
from accord.reconciling.titles import Titles, load_titles
from accord.records import Coded, Contest, Episode, TieClaim, content_id
from accord.tiekinds import load_tie_kinds
from accord.upkeep.field import Field, Stored, end_of
from accord.upkeep.scene import Scenes

#: From a day on a row, or None where there is nothing.
Segments = list[tuple[str, dict[str, Any] | None]]


class Versions:
    """Writes what follows, from the day on which anything changed."""

    def __init__(self, store: Store, connection: Connection, field: Field, seq: int) -> None:
        self._connection, self._field, self._seq = connection, field, seq
        self._scenes = Scenes(field)
        self._actors = ActorNumbers(store, connection)

    def write(self, touched: Mapping[str, str]) -> None:
        """Write the versions of all ``touched`` episodes from their days on, and of those that have to do with them."""
        dirty: dict[str, str] = {}
        for name, day in touched.items():
            for other in self._scenes.around(name):
                dirty[other] = min(day, dirty.get(other, day))
        events: dict[str, _Span] = {}
        for name, since in sorted(dirty.items()):
            days = self._days(name, since)
            self._write_episode(name, since, days)
            for one in self._scenes.ever(name):
                events.setdefault(one.id, _Span(one, since, set())).widen(since, days)
        self._write_words(events)

    def _days(self, name: str, since: str) -> list[str]:
        """The days from ``since`` on, on which an episode, or one that has to do with it, changed."""
        told = {one.id: one for other in self._scenes.around(name) for one in self._scenes.ever(other)}
        days = {stay.since[0] for one in told.values() for stay in one.stays}
        return sorted({since, *(day for day in days if day >= since)})

    def _write_episode(self, name: str, since: str, days: Sequence[str]) -> None:
        views = [(day, self._scenes.view(name, day)) for day in days]
        held = standing.held_rows(self._connection, schema.episodes, schema.episodes.c.id, name)
        segments: Segments = [(day, _episode_row(view[0]) if view else None) for day, view in views]
        records = {view[0].id + day: view[0] for day, view in views if view}
        new = standing.write_versions(self._connection, schema.episodes, held, since, segments, seq=self._seq)
        for row in new:
            self._add_parties(row["num"], records[name + row["known_since"]])
        self._write_contests(name, since, [(day, view[1] if view else []) for day, view in views])

    def _add_parties(self, number: int, episode: Episode) -> None:
        sides = [(actor, side) for side, actors in enumerate((episode.actors, episode.recipients)) for actor in actors]
        numbers = self._actors.of(actor for actor, _ in sides)
        standing.add_parties(self._connection, [(numbers[actor], side, number) for actor, side in sides])

    def _write_contests(self, episode: str, since: str, views: Sequence[tuple[str, Sequence[Contest]]]) -> None:
        table = schema.contests
        named = [(day, dict(name_contests(contests))) for day, contests in views]
        held = standing.held_rows(self._connection, table, table.c.episode, episode)
        names = {row["name"] for row in held} | {name for _, contests in named for name in contests}
        for name in sorted(names):
            segments: Segments = [
                (day, contest_row(name, contests[name]) if name in contests else None) for day, contests in named
            ]
            own = [row for row in held if row["name"] == name]
            standing.write_versions(self._connection, table, own, since, segments, seq=self._seq)

    # Words on ties

    def write_claims(self, stored: Iterable[Stored]) -> None:
        """Write what plain statements of these reports say of ties: from their day until a newer version's."""
        for one in stored:
            newer = index.editions_of(self._connection, [one.number])
            until = min((edition.known_since for edition in newer), default="")
            origins = {one.coded.report.id: one.hand.origin}
            words = [
                (claim.id, word)
                for claim in one.coded.tie_claims
                for word in hear_ties(
                    [_only(one, claim)], [], {}, origins=origins, kinds=load_tie_kinds(), titles=_titles()
                )
            ]
            rows = self._rows(one, "", words)
            held = standing.held_rows(self._connection, schema.tie_words, schema.tie_words.c.report, one.number)
            held = [row for row in held if not row["event"]]
            for name in sorted({row["id"] for row in held} | rows.keys()):
                segments: Segments = [(one.day, rows.get(name))]
                segments += [(until, None)] if until else []
                own = [row for row in held if row["id"] == name]
                standing.write_versions(self._connection, schema.tie_words, own, one.day, segments, seq=self._seq)

    def _write_words(self, events: Mapping[str, _Span]) -> None:
        by_report: dict[int, list[_Span]] = {}
        for span in events.values():
            number = self._field.by_id[span.told.sighting.event.report].number
            by_report.setdefault(number, []).append(span)
        for number, spans in sorted(by_report.items()):
            table = schema.tie_words
            held = standing.held_rows(self._connection, table, table.c.report, number)
            for span in sorted(spans, key=lambda span: span.told.position):
                self._write_event(span, [row for row in held if row["event"] == span.told.id], number)

    def _write_event(self, span: _Span, held: Sequence[Mapping[str, Any]], number: int) -> None:
        one = span.told
        since = max(span.since, one.day)
        days = sorted({since, *(day for day in span.days if day >= since)})
        told = [(day, self._words_on(one, day, number)) for day in days]
        names = {row["id"] for row in held} | {name for _, rows in told for name in rows}
        for name in sorted(names):
            own = [row for row in held if row["id"] == name]
            segments: Segments = [(day, rows.get(name)) for day, rows in told]
            standing.write_versions(self._connection, schema.tie_words, own, since, segments, seq=self._seq)

    def _words_on(self, one: Told, day: str, number: int) -> dict[str, dict[str, Any]]:
        name = one.episode_before(end_of(day))
        held = self._scenes.episode(name, day) if name else None
        if held is None:
            return {}
        episode, event = held[0], one.sighting.event
        seen = {episode.id: [one.sighting]}
        words = hear_ties([], [episode], seen, origins={}, kinds=load_tie_kinds(), titles=_titles())
        return self._rows(self._field.reports[number], event.id, [(event.id, word) for word in words])

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
                "report": stored.number,
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


def _only(stored: Stored, claim: TieClaim) -> Coded:
    return replace(stored.coded, events=(), claims=(), tie_claims=(claim,), expectations=(), silences=())


@cache
def _titles() -> Titles:
    # Ties need the names of states alone, whoever else is about.
    return load_titles()


def _episode_row(episode: Episode) -> dict[str, Any]:
    plain = ("id", "type", "mode", "stage", "date", "date_precision", "title", "weight")
    return {name: getattr(episode, name) for name in plain} | {
        "actors": "; ".join(dict.fromkeys(actor.code for actor in episode.actors)),
        "recipients": "; ".join(dict.fromkeys(actor.code for actor in episode.recipients)),
        "place": episode.place.name if episode.place else "",
        "reports": len(episode.reports),
        "origins": len(episode.origins),
        "body": pack([episode], Ambient()),
    }


def name_contests(contests: Iterable[Contest]) -> Iterator[tuple[str, Contest]]:
    """Contests, each with a name that it keeps while its sides change: what it is about, and which of several."""
    met: Counter[str] = Counter()
    for one in sorted(contests, key=lambda one: (one.kind, one.title, one.sides[0].because, one.id)):
        about = content_id("contested", one.kind, one.episode, one.title.partition(":")[0])
        met[about] += 1
        yield content_id("contest name", about, met[about]), one


def contest_row(name: str, contest: Contest) -> dict[str, Any]:
    """A contest as its row."""
    plain = ("kind", "title", "episode", "tie", "weight")
    return {key: getattr(contest, key) for key in plain} | {"name": name, "body": pack([contest], Ambient())}
