"""Contests between parties: a charge and its answer, an act ascribed to one and to another, an act denied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from accord.reconciling.contests import make_contest, make_side
from accord.reconciling.cues import cue
from accord.reconciling.parties import is_resolved, party, said_by
from accord.reconciling.sightings import Sighting, content_words, days, told_order
from accord.reconciling.topics import names_topic
from accord.records import Actor, Contest, Episode, Mention

# What is done with words can be denied too, but that is an answer to a charge, or no contest over what happened.
_WORDS = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN", "CONSULT"))
# Sentences within which a denial may speak of a deed in few words.
_SOON = 3


@dataclass(frozen=True, slots=True)
class Charge:
    """What one party lays at another's door, as one sentence has it."""

    one: Sighting
    accusers: frozenset[str]
    accused: tuple[str, ...]


def responsibility(episodes: Sequence[Episode], sightings: Mapping[str, Sequence[Sighting]]) -> Iterator[Contest]:
    """A charge and its rejection by the one charged. A charge that nobody answers is no contest.

    An answer goes to the charge that it fits best, unless it says that it answers several.
    """
    charges = {episode.id: found for episode in episodes if (found := _charges(episode, sightings[episode.id]))}
    by_accused: dict[str, list[tuple[str, Charge]]] = defaultdict(list)
    by_accuser: dict[str, list[tuple[str, Charge]]] = defaultdict(list)
    for name, found in charges.items():
        for charge in found:
            for key in charge.accused:
                by_accused[key].append((name, charge))
            for key in sorted(charge.accusers):
                by_accuser[key].append((name, charge))
    answered: dict[str, list[Sighting]] = defaultdict(list)
    for episode in episodes:
        for one in sightings[episode.id]:
            if _is_denial(one) or (episode.type == "REJECT" and one.stage != "denied"):
                for name in _best_met(_met(one, by_accused, by_accuser), one):
                    answered[name].append(one)
    for episode in episodes:
        against = sorted(answered[episode.id], key=told_order)
        if against:
            told = [charge.one for charge in charges[episode.id]]
            sides = (
                make_side("the charge", told, against=against),
                make_side("rejected by the accused", against, against=told),
            )
            yield make_contest("responsibility", f"Who is to blame: {episode.title}", sides, episode=episode)
    yield from _mutual(episodes, sightings)
    yield from _ascribed(episodes, sightings)


def _met(
    answer: Sighting,
    by_accused: Mapping[str, Sequence[tuple[str, Charge]]],
    by_accuser: Mapping[str, Sequence[tuple[str, Charge]]],
) -> list[tuple[str, Charge]]:
    """The charges, each with its episode, that a denial answers."""
    voices = _voices(answer)
    near = [item for key in sorted(voices) for item in by_accused.get(key, ())]
    if not any(is_resolved(key) for key in voices):
        # An office of no state named answers the one that it speaks against.
        near += [item for key in answer.shape.recipients for item in by_accuser.get(key, ())]
    abroad = cue("answers").search(answer.event.quote) is not None
    report = answer.event.report
    return [
        item for item in near if (abroad or item[1].one.event.report == report) and _answers(item[1], answer, voices)
    ]


def _charges(episode: Episode, sightings: Sequence[Sighting]) -> list[Charge]:
    """Accusations, and acts that stand only on the word of someone who accuses: "he accused them of paying for it"."""
    if episode.type == "ACCUSE":
        told = [one for one in sightings if one.stage != "denied"]
        return [Charge(one, frozenset(one.shape.actors), _doors(one.event.recipients)) for one in told]
    found = []
    for one in sightings:
        chain = one.event.attribution
        if one.stage == "alleged" and chain and chain[-1].stance == "accuses":
            speaker = chain[-1].actor
            accusers = frozenset((party(speaker.value),)) if speaker is not None else frozenset()
            found.append(Charge(one, accusers, _doors(one.event.actors)))
    return found


def _doors(mentions: Iterable[Mention[Actor]]) -> tuple[str, ...]:
    """Keys by which an accused is found: the Union's organs answer for the Union."""
    keys = {key for mention in mentions for key in (party(mention.value), _union(mention.value))}
    return tuple(sorted(keys - {""}))


def _union(actor: Actor) -> str:
    return actor.country if actor.country in ("EUR", "UNO") else ""


def _best_met(met: Sequence[tuple[str, Charge]], answer: Sighting) -> list[str]:
    """The episodes whose charges are answered: the best fit, or all charges of a report that several are said of."""
    if not met:
        return []
    if cue("several").search(answer.event.quote):
        charged = [name for name, charge in met if charge.one.event.mode != "disapprove"]
        return sorted(set(charged or [name for name, _ in met]))

    def fit(item: tuple[str, Charge]) -> tuple[bool, bool, int, int, str]:
        one = item[1].one
        same = one.event.report == answer.event.report
        near = -abs(answer.event.sentence - one.event.sentence) if same else 0
        return (same, one.event.mode != "disapprove", near, len(one.words & answer.words), item[0])

    return [max(met, key=fit)[0]]


def _is_denial(one: Sighting) -> bool:
    return one.stage == "denied" and bool(one.event.attribution)


def _voices(one: Sighting) -> set[str]:
    """Whose answer it is: who rejects, or who is named as denying."""
    speaking = set(_doors(link.actor for link in one.event.attribution if link.actor is not None))
    return speaking | set(_doors(one.event.actors)) if one.event.type == "REJECT" else speaking


def _answers(laid: Charge, answer: Sighting, voices: set[str]) -> bool:
    charge, accusers, theirs = laid.one, laid.accusers, answer.shape.recipients
    if charge.event.id == answer.event.id or (voices and voices <= accusers):
        return False
    if answer.event.type == "REJECT" and theirs and accusers and set(theirs).isdisjoint(accusers):
        return False
    shared = len(charge.words & answer.words) / max(1, min(len(charge.words), len(answer.words)))
    if charge.event.report == answer.event.report:
        # "Both accusations" may be some sentences up; a bare "denied" answers what has just been said.
        reach = 5 if cue("back").search(answer.event.quote) else 2
        near = 0 <= answer.event.sentence - charge.event.sentence <= reach
        return shared >= 0.3 or (near and cue("answers").search(answer.event.quote) is not None)
    named = bool(theirs) and not accusers.isdisjoint(theirs) and _within_days(charge, answer, 3)
    # In another report, who is meant is no matter yet: "denied that *the Greek minister's visit* was off".
    return named or (shared >= 0.2 and bool((charge.words & answer.words) - _named_in(charge) - _named_in(answer)))


def _within_days(a: Sighting, b: Sighting, most: int) -> bool:
    first, second = (days(one.published[:10], "day")[0] for one in (a, b))
    return first is not None and second is not None and abs((first - second).days) <= most


def denials(episodes: Sequence[Episode], sightings: Mapping[str, Sequence[Sighting]]) -> dict[str, list[Sighting]]:
    """For each act, the refusals by which a party to it denies it: they are coded as what that party said.

    A denial answers what stands just before it in its report, or what another report says in like words.
    """
    said: dict[str, list[Sighting]] = defaultdict(list)
    of_deed: dict[str, list[Sighting]] = defaultdict(list)
    for episode in episodes:
        if episode.type in _WORDS:
            for one in sightings[episode.id]:
                if _speaks_against(one):
                    for voice in sorted(_voices(one) | set(_doors(one.event.actors))):
                        said[voice].append(one)
                    for stem in sorted({word[:5] for word in one.said.casefold().split()}):
                        of_deed[stem].append(one)
    found = {}
    for episode in episodes:
        if episode.type in _WORDS or episode.stage not in ("done", "announced", "alleged"):
            continue
        acts = [one for one in sightings[episode.id] if one.stage != "denied"]
        near = {id(one): one for act in acts for key in _parties_to(act) for one in said[key]}
        # Where no doer is known, whoever denies the deed by its name denies it.
        near |= {id(one): one for act in acts if not act.shape.actors for one in of_deed[act.stem]}
        against = [one for one in near.values() if any(_denies(act, one) for act in acts)]
        if against:
            found[episode.id] = sorted(against, key=told_order)
    return found


def _speaks_against(one: Sighting) -> bool:
    """Whether someone says that it was not so, or that a power was not seized after all: "the coup has failed"."""
    denies = one.event.type == "REJECT" and cue("denies").search(one.event.quote)
    return one.stage == "done" and bool(denies or cue("failed").search(one.said))


def _parties_to(act: Sighting) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*act.shape.actors, *act.shape.recipients)))


def _denies(act: Sighting, denial: Sighting) -> bool:
    if act.when.historical or (denial.event.type != "REJECT" and act.event.mode != "seize"):
        return False
    if act.event.report == denial.event.report and act.event.sentence == denial.event.sentence:
        # One sentence holds both: the act must be told first and put as someone's word.
        return _trigger(act) < _trigger(denial) and bool(act.event.attribution)
    if not set(_doors(act.event.actors)) & _voices(denial) and act.shape.actors and not _names_deed(act, denial):
        # One to whom it was done denies what it names, not what led to it.
        return False
    if act.about and _names_deed(act, denial) and names_topic(act.event, act.about, denial.said):
        # "Suspended the ratification", "denied that it had suspended its part in the treaty".
        return True
    common = (act.words & denial.words) - _names(act) - _names(denial)
    same = act.event.report == denial.event.report and 0 < denial.event.sentence - act.event.sentence <= _SOON
    # What a report denies soon after it told of it, by its own word, needs fewer words more.
    least = 2 if same and _names_deed(act, denial) else 3
    return len(common) >= least and len(common) >= 0.3 * min(len(act.words), len(denial.words))


def _names_deed(act: Sighting, denial: Sighting) -> bool:
    return bool(act.stem) and any(word.startswith(act.stem[:4]) for word in denial.said.casefold().split())


def _names(one: Sighting) -> frozenset[str]:
    """Stems of the names and offices of those who act and speak: both sides' sentences share them."""
    told = [mention.text for mention in one.event.actors]
    told += [f"{link.speaker} {link.actor.text if link.actor else ''}" for link in one.event.attribution]
    return content_words(" ".join(told))


def _named_in(one: Sighting) -> frozenset[str]:
    """Stems of the names of all parties and speakers, and of the words for accusing and denying themselves."""
    told = [mention.text for mention in (*one.event.actors, *one.event.recipients)]
    return _names(one) | content_words(" ".join((*told, one.event.trigger)))


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


def _ascribed(episodes: Sequence[Episode], sightings: Mapping[str, Sequence[Sighting]]) -> Iterator[Contest]:
    """One attack that is laid at different doors, or whose doer denies having begun it."""
    refused = [
        one
        for episode in episodes
        if episode.type == "REJECT"
        for one in sightings[episode.id]
        if one.stage == "done" and cue("started").search(one.event.quote) and cue("answers").search(one.event.quote)
    ]
    for episode in episodes:
        if episode.type != "ASSAULT":
            continue
        doers = _doers(sightings[episode.id])
        denied = [one for one in refused if one.event.report in episode.reports and not _voices(one).isdisjoint(doers)]
        told = [make_side(f"by {_named(doers[doer], doer)}", doers[doer]) for doer in doers]
        if doers and (both := _of_both(sightings[episode.id], doers)):
            told.append(make_side("both sides fired", both))
        if denied:
            blamed = [one for doer in doers for one in doers[doer]]
            told.append(make_side("denied by the accused", sorted(denied, key=told_order), against=blamed))
        if len(told) > 1:
            yield make_contest("responsibility", f"Who did it: {episode.title}", told, episode=episode)


def _of_both(sightings: Sequence[Sighting], doers: Mapping[str, Sequence[Sighting]]) -> list[Sighting]:
    """What other origins tell as an exchange between both sides."""
    blaming = {one.origin for told in doers.values() for one in told}
    found = [one for one in sightings if len(one.shape.actors) > 1 and not one.shape.recipients]
    return sorted((one for one in found if one.origin not in blaming and one.stage != "denied"), key=told_order)


def _doers(sightings: Sequence[Sighting]) -> dict[str, list[Sighting]]:
    """Those to whom an attack is ascribed alone, by another than themselves, each by other voices than the rest.

    One outlet's own telling blames nobody: it takes a party's word, or another outlet's.
    """
    found: dict[str, list[Sighting]] = defaultdict(list)
    for one in sightings:
        doers = [key for key in one.shape.actors if is_resolved(key)]
        speaking = _voices(one)
        # To fire back blames nobody, whoever tells it.
        own = (one.event.where == "quote" and not speaking) or cue("back-fire").search(one.event.quote) is not None
        if len(doers) == 1 and len(one.shape.actors) == 1 and one.stage != "denied" and doers[0] not in speaking:
            found[doers[0]] += [] if own else [one]
    voices = {doer: {said_by(one.event.attribution) or one.origin for one in told} for doer, told in found.items()}
    kept = {doer for doer in found if all(voices[doer].isdisjoint(voices[other]) for other in found if other != doer)}
    return {doer: sorted(found[doer], key=told_order) for doer in sorted(kept) if found[doer]}


def _named(sightings: Sequence[Sighting], doer: str) -> str:
    names = (mention for one in sightings for mention in one.event.actors if party(mention.value) == doer)
    return next((mention.value.name or mention.text for mention in names), doer)
