"""Contests between parties: who is to blame, who kept silent and spoke elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from accord.reconciling.contests import make_contest, make_side
from accord.reconciling.cues import cue, portfolio
from accord.reconciling.parties import party
from accord.reconciling.sightings import Sighting, told_order
from accord.reconciling.titles import Titles
from accord.records import Actor, Coded, Contest, Episode, Event, Mention, Side, Silence, Span

# What is done with words can be denied too, but that is an answer to a charge, or no contest over what happened.
_WORDS = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN", "CONSULT"))
_VERBAL = frozenset(("REQUEST", "ACCUSE", "REJECT", "THREATEN"))
_OPPOSED = frozenset(("hypothetical", "negation", "future"))


def responsibility(episodes: Sequence[Episode], sightings: Mapping[str, Sequence[Sighting]]) -> Iterator[Contest]:
    """A charge and its rejection by the one charged. A charge that nobody answers is no contest."""
    answers: dict[str, list[Sighting]] = defaultdict(list)
    for episode in episodes:
        for one in sightings[episode.id]:
            if _is_denial(one) or (episode.type == "REJECT" and one.stage != "denied"):
                for voice in _voices(one):
                    answers[voice].append(one)
    for episode in episodes:
        if episode.type != "ACCUSE":
            continue
        charges = [one for one in sightings[episode.id] if one.stage != "denied"]
        near = {id(one): one for charge in charges for key in charge.shape.recipients for one in answers[key]}
        against = [one for one in near.values() if any(_answers(charge, one) for charge in charges)]
        if charges and against:
            against.sort(key=told_order)
            answer = make_side("rejected by the accused", against, against=charges)
            sides = (make_side("the charge", charges, against=against), answer)
            yield make_contest("responsibility", f"Who is to blame: {episode.title}", sides, episode=episode)
    yield from _mutual(episodes, sightings)


def _is_denial(one: Sighting) -> bool:
    return one.stage == "denied" and bool(one.event.attribution)


def _voices(one: Sighting) -> set[str]:
    """Whose answer it is: who rejects, or who is named as denying."""
    speaking = {party(link.actor.value) for link in one.event.attribution if link.actor is not None}
    return speaking | set(one.shape.actors) if one.event.type == "REJECT" else speaking


def _answers(charge: Sighting, answer: Sighting) -> bool:
    accusers, theirs = charge.shape.actors, answer.shape.recipients
    if accusers and _voices(answer) <= set(accusers):
        return False
    if answer.event.type == "REJECT" and theirs and accusers and set(theirs).isdisjoint(accusers):
        return False
    shared = len(charge.words & answer.words) / max(1, min(len(charge.words), len(answer.words)))
    if charge.event.report == answer.event.report:
        # "Both accusations" may be some sentences up; a bare "denied" answers what has just been said.
        reach = 5 if cue("back").search(answer.event.quote) else 2
        near = 0 <= answer.event.sentence - charge.event.sentence <= reach
        return shared >= 0.3 or (near and cue("answers").search(answer.event.quote) is not None)
    return shared >= 0.2 and cue("answers").search(answer.event.quote) is not None


def denials(episodes: Sequence[Episode], sightings: Mapping[str, Sequence[Sighting]]) -> dict[str, list[Sighting]]:
    """For each act, the refusals by which a party to it denies it: they are coded as what that party said.

    A denial answers what stands just before it in its report, or what another report says in like words.
    """
    said: dict[str, list[Sighting]] = defaultdict(list)
    for episode in episodes:
        if episode.type == "REJECT":
            for one in sightings[episode.id]:
                if one.stage == "done" and cue("denies").search(one.event.quote):
                    for voice in _voices(one):
                        said[voice].append(one)
    found = {}
    for episode in episodes:
        if episode.type in _WORDS or episode.stage not in ("done", "announced", "alleged"):
            continue
        acts = [one for one in sightings[episode.id] if one.stage != "denied"]
        near = {id(one): one for act in acts for key in _parties_to(act) for one in said[key]}
        against = [one for one in near.values() if any(_denies(act, one) for act in acts)]
        if against:
            found[episode.id] = sorted(against, key=told_order)
    return found


def _parties_to(act: Sighting) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*act.shape.actors, *act.shape.recipients)))


def _denies(act: Sighting, denial: Sighting) -> bool:
    if act.when.historical:
        return False
    if act.event.report == denial.event.report and act.event.sentence == denial.event.sentence:
        # One sentence holds both: the act must be told first and put as someone's word.
        return _trigger(act) < _trigger(denial) and bool(act.event.attribution)
    common = act.words & denial.words
    return len(common) >= 3 and len(common) >= 0.3 * min(len(act.words), len(denial.words))


def _trigger(one: Sighting) -> int:
    return min((span.start for span in one.event.because if span.shows == "trigger"), default=one.event.start)


def _mutual(episodes: Sequence[Episode], sightings: Mapping[str, Sequence[Sighting]]) -> Iterator[Contest]:
    """Two parties who charge each other with the same thing."""
    charges = [episode for episode in episodes if episode.type == "ACCUSE" and episode.stage != "denied"]
    by_actor: dict[str, list[tuple[int, Episode]]] = defaultdict(list)
    for number, episode in enumerate(charges):
        for key in sorted({party(actor) for actor in episode.actors}):
            by_actor[key].append((number, episode))
    for number, first in enumerate(charges):
        accusers, accused = ({party(actor) for actor in side} for side in (first.actors, first.recipients))
        back = {later: other for key in sorted(accused) for later, other in by_actor[key] if later > number}
        for _, second in sorted(back.items()):
            crossed = accusers & {party(actor) for actor in second.recipients}
            if crossed and _same_matter(sightings[first.id], sightings[second.id]):
                # By title, as weights change with every copy.
                pair = sorted((first, second), key=lambda episode: (episode.title, episode.id))
                sides = [make_side(episode.title, sightings[episode.id]) for episode in pair]
                yield make_contest("responsibility", f"Each blames the other: {pair[0].title}", sides, episode=pair[0])


def _same_matter(a: Sequence[Sighting], b: Sequence[Sighting]) -> bool:
    return any(
        len(one.words & other.words) >= 0.3 * max(3, min(len(one.words), len(other.words))) for one in a for other in b
    )


def silences(
    coded: Sequence[Coded], origins: Mapping[str, str], episode_of: Mapping[str, Episode], titles: Titles
) -> Iterator[Contest]:
    """A party that would not speak in one report and speaks in another."""
    together = _together(episode_of)
    spoken = [said for one in coded for event in one.events for said in _spoken(event)]
    for one in coded:
        for silence in one.silences:
            heard = [
                (event, who)
                for event, who in spoken
                if event.report != silence.report
                and (_same_voice(silence.actor, who) or _same_office(silence, event, who, together))
            ]
            if not heard:
                continue
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
