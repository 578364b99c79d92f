"""Silences: a party that would not speak in one report and speaks on the same matter in another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from accord.reconciling.contests import make_contest
from accord.reconciling.cues import cue, portfolio
from accord.reconciling.parties import party
from accord.reconciling.titles import Titles
from accord.records import Actor, Coded, Contest, Episode, Event, Mention, Side, Silence, Span

_VERBAL = frozenset(("REQUEST", "ACCUSE", "REJECT", "THREATEN"))
_OPPOSED = frozenset(("hypothetical", "negation", "future"))
# Characters before a silence that tell what the party was asked about.
_ASKED = 500
_PLAIN = re.compile(r"\b[a-z]{4,}")


def silences(
    coded: Sequence[Coded], origins: Mapping[str, str], episode_of: Mapping[str, Episode], titles: Titles
) -> Iterator[Contest]:
    """A party that would not speak in one report and speaks of the same matter in another."""
    silent = [silence for one in coded for silence in one.silences]
    if not silent:
        return
    together = _together(episode_of)
    texts = {one.report.id: one.report.text for one in coded}
    spoken: dict[str, list[tuple[Event, Mention[Actor]]]] = defaultdict(list)
    for event in (event for one in coded for event in one.events):
        for _, who in _spoken(event):
            for key in _voice_keys(who.value):
                spoken[key].append((event, who))
    for silence in silent:
        near = [said for key in ("", *_voice_keys(silence.actor.value)) for said in spoken.get(key, ())]
        heard = [
            (event, who)
            for event, who in {(event.id, who.start): (event, who) for event, who in near}.values()
            if event.report != silence.report
            and (_same_voice(silence.actor, who) or _same_office(silence, event, who, together))
            and _same_matter(silence, event, episode_of, texts)
        ]
        if not heard:
            continue
        heard.sort(
            key=lambda found: (silence.report not in episode_of[found[0].id].reports, found[0].report, found[0].start)
        )
        first, _ = heard[0]
        spans = dict.fromkeys(Span(event.report, event.start, event.end, "speaks") for event, _ in heard)
        speaks = Side(
            "speaks",
            tuple(sorted({who.value.name or who.text or titles.name(who.value) for _, who in heard})),
            tuple(sorted({origins[event.report] for event, _ in heard})),
            tuple(spans)[:4],
        )
        title = f"Silent in one report, speaking in another: {_called(silence, titles)}"
        quiet = _quiet(silence, origins, titles)
        yield make_contest("silence", title, (quiet, speaks), episode=episode_of.get(first.id))


def _same_matter(silence: Silence, event: Event, episode_of: Mapping[str, Episode], texts: Mapping[str, str]) -> bool:
    """Whether what is said is on a happening that the silent party's report tells too, or in the words of the asking.

    "No immediate response" to one thing is not broken by speaking of another.
    """
    told = episode_of.get(event.id)
    if told is not None and silence.report in told.reports:
        return True
    asked = texts[silence.report][max(0, silence.start - _ASKED) : silence.end]
    named = {word[:5] for word in re.findall(r"\w+", f"{silence.actor.text} {silence.actor.value.role}".casefold())}
    return len((_stems(asked) & _stems(event.quote)) - named) >= 2


def _stems(text: str) -> set[str]:
    # Names are no matter: both reports are about the same parties.
    return {word[:5] for word in _PLAIN.findall(text) if not cue("common").fullmatch(word)}


def _voice_keys(actor: Actor) -> tuple[str, ...]:
    """Keys under which a speaker and a silent party meet; ``""`` for an office of no country named."""
    keys = {party(actor), actor.id} - {""}
    return tuple(sorted(keys | ({""} if not actor.country and actor.role else set())))


def _spoken(event: Event) -> Iterator[tuple[Event, Mention[Actor]]]:
    """Who speaks in a sentence: those it names as saying it, and whoever does what is done with words."""
    yield from ((event, link.actor) for link in event.attribution if link.actor is not None)
    if event.type in _VERBAL and not _OPPOSED & set(event.aux_modes):
        yield from ((event, mention) for mention in event.actors)


def _together(episode_of: Mapping[str, Episode]) -> dict[tuple[str, str], set[str]]:
    """The parties on which two reports write together."""
    together: dict[tuple[str, str], set[str]] = defaultdict(set)
    for episode in {episode.id: episode for episode in episode_of.values()}.values():
        named = {party(actor) for actor in (*episode.actors, *episode.recipients)}
        for pair in permutations(episode.reports[:20], 2):
            together[pair] |= named
    return together


def _same_office(
    silence: Silence, event: Event, who: Mention[Actor], together: Mapping[tuple[str, str], set[str]]
) -> bool:
    """Whether "the foreign minister", of no country named, is the silent ministry's: both write on its country."""
    silent = silence.actor.value
    if who.value.country or not who.value.role:
        return False
    mine = portfolio(f"{silent.role} {silent.name} {silence.actor.text}")
    theirs = portfolio(f"{who.value.role} {who.text}")
    return bool(mine) and mine == theirs and party(silent) in together.get((silence.report, event.report), ())


def _called(silence: Silence, titles: Titles) -> str:
    return silence.actor.value.name or silence.actor.text or titles.name(silence.actor.value)


def _quiet(silence: Silence, origins: Mapping[str, str], titles: Titles) -> Side:
    span = Span(silence.report, silence.start, silence.end, "does not speak")
    return Side("does not speak", (_called(silence, titles),), (origins[silence.report],), (span,))


def _same_voice(silent: Mention[Actor], link: Mention[Actor]) -> bool:
    """Whether a speaker is the silent party: the same body or person, or the minister of the silent ministry."""
    a, b = silent.value, link.value
    if a.id and a.id == b.id:
        return True
    if party(a) != party(b) or not party(a):
        return False
    theirs = portfolio(f"{b.role} {b.name} {link.text}")
    mine = portfolio(f"{a.role} {a.name} {silent.text}")
    return mine == theirs if mine else (a.sector == b.sector and not theirs)
