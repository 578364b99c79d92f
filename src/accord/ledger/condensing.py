"""Happenings without what their events say: made small before they are packed, and whole again.

What an event can be expected to make of its happening is said here once. It is part of how bytes are laid, apart from
how happenings are really made, and never changes: what is otherwise is kept in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from accord.ledger.bodies import (
    EPISODE_COLUMNS,
    Source,
    ambient_of_sources,
    pack_body,
    sources_of,
    unpack_body,
    without,
)
from accord.ledger.packing import pack, unpack
from accord.parties import party
from accord.records import Episode, Event, Field, Value, content_id

#: In place of a stage, which a column holds: all fields that events make expected stand before the others, or those
#: that are as expected stand with no values.
_ALL, _SOME = "=", "~"


def pack_episode(episode: Episode, sources: Iterable[Source]) -> bytes:
    """A version of a happening that rests on ``sources``, without what columns hold and its events say."""
    ordered = sorted(sources, key=lambda one: one.number)
    return pack_body(condensed(episode, ordered), ordered)


def unpack_episode(body: bytes, stage: str, sources: Mapping[int, Source]) -> Episode:
    """What ``pack_episode`` packed, still without what columns hold; their ``stage`` is needed for it."""
    rest = unpack_body(Episode, body, sources)
    if rest.stage not in (_ALL, _SOME):
        return rest
    events, origins = _known([sources[number] for number in sources_of(body)])
    own = [events[name] for name in rest.events]
    return _restored(rest, own, origins, expected_fields(own, origins, stage))


def condensed(episode: Episode, sources: Sequence[Source]) -> Episode:
    """A version of a happening without what columns hold and, as far as that can be undone, its events say."""
    rest = without(episode, EPISODE_COLUMNS)
    events, origins = _known(sources)
    if not events.keys() >= {*rest.events}:
        return rest
    own = [events[name] for name in rest.events]
    plain = expected_fields(own, origins, episode.stage)
    by_name = {field.name: field for field in plain}
    if rest.fields[: len(plain)] == plain:
        how, fields = _ALL, rest.fields[len(plain) :]
    else:
        how = _SOME
        fields = tuple(Field(f.name, "single", ()) if f == by_name.get(f.name) else f for f in rest.fields)
    small = replace(rest, stage=how, reports=(), origins=(), fields=fields)
    return small if _restored(small, own, origins, plain) == rest else rest


def _restored(small: Episode, own: Sequence[Event], origins: Mapping[str, str], plain: tuple[Field, ...]) -> Episode:
    """What ``condensed`` made small, with its events and the fields that they make expected."""
    fields = (*plain, *small.fields)
    if small.stage == _SOME:
        by_name = {field.name: field for field in plain}
        fields = tuple(field if field.values else by_name.get(field.name, field) for field in small.fields)
    return replace(
        small,
        stage="",
        reports=tuple(dict.fromkeys(event.report for event in own)),
        origins=tuple(sorted({origins[event.report] for event in own})),
        fields=fields,
    )


def _known(sources: Sequence[Source]) -> tuple[dict[str, Event], dict[str, str]]:
    """The events of sources by their ids, and the origins of their reports."""
    events = {event.id: event for one in sources for event in one.coded.events}
    return events, {one.coded.report.id: one.origin for one in sources}


# Happenings of one event


def pack_singles(episodes: Mapping[int, Episode], source: Source) -> bytes:
    """The happenings of single events of a report, by the places of these events, without what the events say."""
    return pack(shortened(episodes, source), ambient_of_sources([source]))


def shortened(episodes: Mapping[int, Episode], source: Source) -> list[Episode]:
    """Happenings of single events of a report, by their places, without what the events say."""
    return [_less(place, episodes[place], source) for place in sorted(episodes)]


def unpack_singles(body: bytes, source: Source, columns: Mapping[int, tuple[str, float]]) -> dict[int, Episode]:
    """What ``pack_singles`` packed; ``columns`` gives the stage and weight of each."""
    found = {}
    for rest in unpack(Episode, body, ambient_of_sources([source])):
        if int(rest.id) in columns:
            found[int(rest.id)] = _more(rest, source, *columns[int(rest.id)])
    return found


def is_single(episode: Episode, place: int, source: Source) -> bool:
    """Whether a happening can be kept with its one event."""
    return _more(_less(place, episode, source), source, episode.stage, episode.weight) == episode


def _less(place: int, episode: Episode, source: Source) -> Episode:
    """A happening of one event without what that event says. Its place stands for its id."""
    event = source.coded.events[place]
    plain = _expected(event, source.origin, episode.stage)
    same = episode.fields[: len(plain.fields)] == plain.fields
    return replace(
        episode,
        id=str(place),
        type="" if (episode.type, episode.mode) == (plain.type, plain.mode) else episode.type,
        mode="" if (episode.type, episode.mode) == (plain.type, plain.mode) else episode.mode,
        actors=() if episode.actors == plain.actors else episode.actors,
        recipients=() if episode.recipients == plain.recipients else episode.recipients,
        date="",
        date_precision="day",
        place=None if episode.place == plain.place else episode.place,
        stage="=" if same else "",
        weight=0,
        events=(),
        reports=(),
        origins=(),
        fields=episode.fields[len(plain.fields) :] if same else episode.fields,
    )


def _more(rest: Episode, source: Source, stage: str, weight: float) -> Episode:
    """A happening with what its event says again."""
    plain = _expected(source.coded.events[int(rest.id)], source.origin, stage)
    return replace(
        plain,
        type=rest.type or plain.type,
        mode=rest.mode if rest.type else plain.mode,
        actors=rest.actors or plain.actors,
        recipients=rest.recipients or plain.recipients,
        place=rest.place or plain.place,
        title=rest.title,
        weight=weight,
        fields=(*plain.fields, *rest.fields) if rest.stage == "=" else rest.fields,
        judgements=rest.judgements,
        by=rest.by,
    )


def _expected(event: Event, origin: str, stage: str) -> Episode:
    """A happening as its one event tells it."""
    actors, recipients = (
        tuple(dict.fromkeys(mention.value for mention in mentions)) for mentions in (event.actors, event.recipients)
    )
    return Episode(
        content_id("episode", event.id), event.type, event.mode, actors, recipients, event.date, event.date_precision,
        event.place.value if event.place else None, stage, "", 0, (event.id,), (event.report,), (origin,),
        expected_fields([event], {event.report: origin}, stage), (), event.by,
    )  # fmt: skip


def expected_fields(events: Sequence[Event], origins: Mapping[str, str], stage: str) -> tuple[Field, ...]:
    """The fields of a happening as its events tell it, by the origins of their reports."""
    held: dict[str, dict[str, list[Event]]] = {name: {} for name in ("stage", "date", "place", "actors", "recipients")}
    for event in events:
        for name, value in _told(event, stage):
            held[name].setdefault(value, []).append(event)
    return tuple(_field(name, values, origins) for name, values in held.items() if values)


def _told(event: Event, stage: str) -> Iterator[tuple[str, str]]:
    yield "stage", stage
    if event.date and event.date_precision != "reported":
        yield "date", event.date
    if event.place:
        yield "place", event.place.value.name
    for name, mentions in (("actors", event.actors), ("recipients", event.recipients)):
        yield from ((name, key) for key in sorted({party(mention.value) for mention in mentions}))


def _field(name: str, held: Mapping[str, Sequence[Event]], origins: Mapping[str, str]) -> Field:
    """A field of values that do not differ; where they do, what is kept says so."""
    values = [
        Value(
            value,
            tuple(sorted({origins[event.report] for event in events})),
            tuple(event.id for event in events),
            tuple(sorted({words for event in events for words in _speakers(event)})),
        )
        for value, events in held.items()
    ]
    several = len({origin for value in values for origin in value.origins}) > 1
    ordered = sorted(values, key=lambda value: (-len(value.origins), value.value))
    return Field(name, "agreed" if several else "single", tuple(ordered))


def _speakers(event: Event) -> tuple[str, ...]:
    """Who tells an event, from the outermost speaker in, as happenings name them."""
    names: list[str] = []
    for link in event.attribution:
        name = link.actor.value.name if link.actor and link.actor.value.name else link.speaker.strip()
        if name and name not in names[-1:]:
            names.append(name)
    return (" citing ".join(names),) if names else ()
