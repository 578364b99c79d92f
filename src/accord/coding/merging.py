"""Merging: two words of a sentence that tell of one happening are one event.

"Shelled the town, *killing* ten": the participle says what the shelling did. "Condemned the raid, *calling* it a
crime": the same said again. "Signed a declaration *pledging* respect": what is pledged is what the declaration says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accord.coding.arguments import Clauses
from accord.lexicon import load_words
from accord.records import Actor, Event, Mention

Mentions = tuple[Mention[Actor], ...]

#: Types that go from one party to another, so that two who do them to each other do two things.
DIRECTED = frozenset({"ACCUSE", "COERCE", "REJECT", "REQUEST", "SANCTION", "THREATEN"})
#: Clauses that say more of the deed of the verb that they hang on.
_MANNER = frozenset({"advcl", "acl", "xcomp", "conj", "dep"})


def same_said(event: Event, token: int, others: Sequence[tuple[Event, int]], clauses: Clauses) -> bool:
    """Whether an event says of the same parties what one of ``others`` in the sentence has said.

    So do a verb and what hangs on it, unless each has its own object ("froze its membership and *stopped* its
    contributions").
    """
    return any(
        _kind(event) == _kind(other)
        and (
            other.trigger.lower()[:5] == event.trigger.lower()[:5]
            or (at in clauses.path_up(token) and not _another_deed(at, token, clauses))
        )
        for other, at in others
    )


def _kind(event: Event) -> tuple[object, ...]:
    parties = (tuple(sorted({m.value.code for m in side})) for side in (event.actors, event.recipients))
    return (event.type, event.mode, event.aux_modes, *parties)


def _another_deed(first: int, second: int, clauses: Clauses) -> bool:
    """Whether two coordinated verbs are done to different things."""
    if clauses.tokens[second].dep != "conj" or clauses.tokens[second].head != first:
        return False
    things = [{clauses.tokens[j].lemma.lower() for j in clauses.related(i, "obj")} for i in (first, second)]
    return all(things) and not things[0] & things[1]


def merged(event: Event, token: int, more: Event, at: int, clauses: Clauses) -> Event | None:
    """``event`` with what ``more``, a participle or a clause of the same deed, says of it; None where they are two.

    Of force the victims that only the second names are taken over where the first names nobody of a known country.
    """
    if event.type != more.type or event.aux_modes != more.aux_modes or event.type != "ASSAULT":
        return None
    blow = _same_blow(event, token, more, at, clauses)
    if not _one_doer(event, more) and not (blow and not event.actors):  # "was *shot and killed by* police"
        return None
    if not (blow or _says_more(token, at, clauses) or _names_again(token, at, clauses)):
        return None
    recipients = _fuller(event.recipients, more.recipients)
    because = tuple(sorted({*event.because, *more.because}))
    actors = event.actors or more.actors
    return replace(event, mode=event.mode or more.mode, actors=actors, recipients=recipients, because=because)


def _one_doer(event: Event, more: Event) -> bool:
    """Whether both are done by the same: "a *Chadian rebel* killed ten when *he* …", of whom only one has a country."""
    first, second = (sorted((m.value.sector, m.value.country, m.value.code) for m in e.actors) for e in (event, more))
    return len(first) == len(second) and all(
        a[2] == b[2] or (a[0] == b[0] and "" in (a[1], b[1])) for a, b in zip(first, second, strict=True)
    )


def _says_more(token: int, at: int, clauses: Clauses) -> bool:
    """ "bombed the town, *killing* ten", "killed ten *by blowing* up a bus": a participle with no subject."""
    if clauses.tokens[at].tag != "VBG" or clauses.related(at, "aux"):
        return False
    own = any(clauses.tokens[k].dep in ("nsubj", "nsubjpass") for k in clauses.kids[at])
    above = clauses.path_up(at)
    if own or token not in above:
        return False
    steps = [at, *above[: above.index(token)]]
    return all(clauses.tokens[k].dep in _MANNER | {"prep", "pcomp"} for k in steps)


def _same_blow(event: Event, token: int, more: Event, at: int, clauses: Clauses) -> bool:
    """ "*shot* and *killed* two gunmen": two verbs with one object between them."""
    step, objects = clauses.tokens[at], {"dobj", "nsubjpass"}
    both = step.dep == "conj" and step.head == token and clauses.is_verb(token) and clauses.is_verb(at)
    held = [any(clauses.tokens[k].dep in objects for k in clauses.kids[i]) for i in (token, at)]
    things = [clauses.related(i, "obj") for i in (token, at)]
    plain = not (event.mode and more.mode and event.mode != more.mode)
    if both and plain and clauses.tokens[at].lemma.lower() in load_words()["hurting"]:
        nations = [{m.value.country for m in e.recipients} - {""} for e in (event, more)]
        killed = clauses.tokens[token].lemma.lower() in load_words()["slay"]
        # "*killed* nine and *wounded* 20 others", but not of another nation
        return killed and not _own_subject(at, clauses) and (not nations[1] or nations[0] == nations[1])
    return both and plain and held.count(True) == 1 and bool(things[0]) and things[0] == things[1]


def _names_again(token: int, at: int, clauses: Clauses) -> bool:
    """ "killed ten *when they blew* themselves up": a clause of time whose subject is a pronoun for who did it."""
    while (
        clauses.tokens[at].dep == "conj" and clauses.is_verb(clauses.tokens[at].head) and not _own_subject(at, clauses)
    ):
        at = clauses.tokens[at].head  # "when he grabbed an officer and *set off* a bomb"
    step = clauses.tokens[at]
    marks = {clauses.tokens[k].text.lower() for k in clauses.kids[at] if clauses.tokens[k].dep in ("advmod", "mark")}
    subjects = [k for k in clauses.kids[at] if clauses.tokens[k].dep == "nsubj"]
    pronoun = len(subjects) == 1 and clauses.tokens[subjects[0]].tag == "PRP"
    return step.dep == "advcl" and step.head == token and pronoun and bool(marks & {"when", "as"})


def _own_subject(i: int, clauses: Clauses) -> bool:
    return any(clauses.tokens[k].dep in ("nsubj", "nsubjpass") for k in clauses.kids[i])


def _fuller(mine: Mentions, more: Mentions) -> Mentions:
    if any(m.value.country for m in mine) or not more:
        return mine
    return more if any(m.value.country for m in more) or not mine else mine


def sharing_target(event: Event, token: int, told: Sequence[tuple[Event, int]], clauses: Clauses) -> Event:
    """``event``; a punishment that names nobody with whom the verb before it went against, if the same party did both:
    "cut ties *with Cuba* and imposed an embargo". ``told`` are the events of the sentence with their words."""
    verb = token if clauses.is_verb(token) else clauses.tokens[token].head
    if event.type != "SANCTION" or event.recipients or not event.actors or clauses.tokens[verb].dep != "conj":
        return event
    first = clauses.tokens[verb].head
    for other, at in told:
        same = [m.value for m in other.actors] == [m.value for m in event.actors] and other.aux_modes == event.aux_modes
        beside = first in (at, clauses.tokens[at].head) and at < token
        if same and beside and other.type in DIRECTED and other.recipients:
            return replace(event, recipients=other.recipients)
    return event
