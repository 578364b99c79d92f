"""Following: what would lapse, begin or be exposed if a party left a body, joined one, or ended a pact.

Only what the ledger and the tables of facts hold is said, each line with what it rests on; nothing is guessed. Charters
give obligations by ATOP's five; each pair of members is told apart, because what remains between two may rest on
another body or treaty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from accord.errors import ConfigError
from accord.ledger.facts import Body, Obligation, Pact
from accord.ledger.folding import TieState
from accord.ledger.world import World, is_bound
from accord.naming import find_party, load_names
from accord.parties import party
from accord.records import Actor
from accord.tables import Problem, read_table

FILE = "ties/whatif.tsv"
_COLUMNS = ("words", "action", "example")

Verb = Literal["leave", "join", "suspend", "end pact", "withdraw forces"]
#: Every action, and how it reads in a sentence.
VERBS: dict[Verb, str] = {
    "leave": "leaves",
    "join": "joins",
    "suspend": "suspends its membership in",
    "end pact": "ends its pacts with",
    "withdraw forces": "withdraws its forces from",
}
#: Kinds of tie that are exposed when two parties come apart.
EXPOSED = ("forces", "dependence")


@dataclass(frozen=True, slots=True)
class Action:
    """What is supposed to happen: ``a`` does it to ``b``."""

    verb: Verb
    a: Actor
    b: Actor

    @property
    def title(self) -> str:
        """The action as a sentence: ``Armenia leaves CSTO``."""
        names = load_names()
        return f"{names.name(self.a)} {VERBS[self.verb]} {names.name(self.b)}"


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation between two parties and what it rests on.

    ``owed_by`` is ``both`` or the key of the one who owes it. ``through`` is the body's id or the treaty's name,
    ``says`` the article or the row in words, ``where`` table and line. ``ties`` are the memberships it rests on.
    """

    a: str
    b: str
    obligation: Obligation
    owed_by: str
    through: str
    says: str
    where: str
    ties: tuple[TieState, ...] = ()


@dataclass(frozen=True, slots=True)
class Between:
    """What happens between the one who acts and one other party.

    ``changes`` lapse (or begin, on joining); ``remains`` are the duties between the two that rest on something else.
    """

    other: Actor
    changes: tuple[Duty, ...]
    remains: tuple[Duty, ...]

    @property
    def bare(self) -> tuple[Obligation, ...]:
        """The obligations that nothing else gives between the two."""
        kept = {duty.obligation for duty in self.remains}
        return tuple(duty.obligation for duty in self.changes if duty.obligation not in kept)


@dataclass(frozen=True, slots=True)
class Following:
    """All that follows from an action. ``now`` are the ties that it would change, ``notes`` what to be aware of.

    ``dues``, ``forces`` and ``dependences`` are the ties that would be exposed.
    """

    action: Action
    as_of: str
    known_by: str
    now: tuple[TieState, ...]
    between: tuple[Between, ...]
    dues: tuple[TieState, ...] = ()
    forces: tuple[TieState, ...] = ()
    dependences: tuple[TieState, ...] = ()
    notes: tuple[str, ...] = ()


@cache
def _wordings() -> tuple[tuple[str, Verb], ...]:
    rows = [(row["words"], row["action"]) for row in read_table(FILE, _COLUMNS)]
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))  # type: ignore[arg-type]  # check_whatif


def check_whatif() -> Iterator[Problem]:
    """What is wrong with the table of actions: an action that there is none of, an example that is not heard so."""
    for row in read_table(FILE, _COLUMNS):
        if row["action"] not in VERBS:
            yield row.problem(f"there is no action {row['action']!r}: one of {', '.join(VERBS)}")
            continue
        try:
            heard = parse_action(row["example"]).verb
        except ConfigError as error:
            yield row.problem(f"the example is not heard: {error.what}")
            continue
        if heard != row["action"]:
            yield row.problem(f"the example is heard as {heard!r}")


def parse_action(text: str, *, also: Iterable[str] = ()) -> Action:
    """The action that a sentence names: ``ARM leaves CSTO``. ``also`` are keys of parties that only a ledger knows.

    Raises ConfigError where it names none, or a party that nobody knows.
    """
    known = tuple(also)
    for words, verb in _wordings():
        found = re.search(rf"\s{re.escape(words)}\s", text, re.I)
        if found:
            a = find_party(text[: found.start()], also=known)
            return Action(verb, a, find_party(text[found.end() :], also=known))
    raise ConfigError(
        f"{text!r} names nothing that could follow",
        remedy='Say it like "ARM leaves CSTO", "X joins Y", "X suspends membership in Y", "X ends pact with Y" or '
        '"X withdraws forces from Y"',
    )


def follow(action: Action, world: World) -> Following:
    """What follows from ``action`` in ``world``.

    Raises ConfigError where the action makes no sense there: one cannot join what is no body.
    """
    if action.verb == "end pact":
        return _without_pact(action, world)
    if action.verb == "withdraw forces":
        return _without_forces(action, world)
    key, name = party(action.b), load_names().name(action.b)
    if not world.members(key) and world.body(key) is None:
        raise ConfigError(
            f"{name} is no body whose members are known",
            remedy='For two states say "X ends pact with Y" or "X withdraws forces from Y"',
        )
    return _with_membership(action, world)


def _with_membership(action: Action, world: World) -> Following:
    """Leaving, suspending and joining: what the charter binds each pair of members to."""
    me, key = party(action.a), party(action.b)
    members = world.members(key)
    mine = tuple(tie for tie in members if party(tie.a) == me)
    others = [tie for tie in members if is_bound(tie) and party(tie.a) != me]
    others.sort(key=lambda tie: load_names().name(tie.a))
    own = _memberships(me, world)
    between = tuple(_between(tie, mine, action, world, own) for tie in others)
    circle = {party(tie.a) for tie in others}
    mine_all = world.ties(party=me)
    return Following(
        action=action,
        as_of=world.as_of,
        known_by=world.known_by,
        now=mine,
        between=between,
        dues=tuple(tie for tie in mine_all if tie.kind == "dues" and party(tie.b) == key),
        forces=_exposed(mine_all, "forces", circle, me) if _defends(world.body(key)) else (),
        dependences=_exposed(mine_all, "dependence", circle | {key}, me),
        notes=tuple(_notes(action, world, mine, others)),
    )


def _between(
    tie: TieState, mine: tuple[TieState, ...], action: Action, world: World, own: dict[str, TieState]
) -> Between:
    me, other, key = party(action.a), party(tie.a), party(action.b)
    body = world.body(key)
    changes = tuple(_charter(body, me, other, world, (*mine, tie)))
    remains = tuple(_else(me, other, world, own, without=key))
    return Between(tie.a, changes, remains)


def _memberships(key: str, world: World) -> dict[str, TieState]:
    """The bodies to which a party is bound, by their keys."""
    return {party(t.b): t for t in world.ties(party=key, kind="membership") if party(t.a) == key and is_bound(t)}


def _charter(body: Body | None, a: str, b: str, world: World, ties: tuple[TieState, ...]) -> Iterator[Duty]:
    if body is None or body.since > min(world.as_of, world.known_by):
        return
    for obligation, article in body.articles:
        yield Duty(a, b, obligation, "both", body.id, f"{article} ({body.says})", body.where, ties)


def _else(me: str, other: str, world: World, own: dict[str, TieState], *, without: str) -> Iterator[Duty]:
    """Duties between two that rest on other bodies and on treaties between them."""
    theirs = _memberships(other, world)
    for key in sorted(own.keys() & theirs.keys() - {without}):
        yield from _charter(world.body(key), me, other, world, (own[key], theirs[key]))
    for pact in world.pacts(me, other):
        yield from _of_pact(pact, me, other)


def _of_pact(pact: Pact, a: str, b: str) -> Iterator[Duty]:
    for obligation, owes in pact.owed:
        owed_by = {"a": pact.a, "b": pact.b}.get(owes, "both")
        yield Duty(a, b, obligation, owed_by, pact.name, pact.says, pact.where)


def _defends(body: Body | None) -> bool:
    """Whether forces may stand abroad because of a body: not where its charter is known to give no defence."""
    return body is None or any(duty == "defence" for duty, _ in body.articles)


def _exposed(ties: Iterable[TieState], kind: str, circle: set[str], me: str) -> tuple[TieState, ...]:
    """Ties of a kind between a party and those whom it comes apart from."""
    found = [tie for tie in ties if tie.kind == kind and is_bound(tie)]
    return tuple(tie for tie in found if ({party(tie.a), party(tie.b)} - {me}) & circle)


def _without_pact(action: Action, world: World) -> Following:
    me, other = party(action.a), party(action.b)
    pacts = world.pacts(me, other)
    own = _memberships(me, world)
    bodies = tuple(
        duty
        for key in sorted(own.keys() & _memberships(other, world).keys())
        for duty in _charter(world.body(key), me, other, world, (own[key],))
    )
    changes = tuple(duty for pact in pacts for duty in _of_pact(pact, me, other))
    ties = world.ties(party=me, other=other)
    notes = () if pacts else (f"The tables hold no pact in force between {_names(action)}.",)
    undated = tuple(pact.says for pact in pacts if not pact.owed)
    return Following(
        action=action,
        as_of=world.as_of,
        known_by=world.known_by,
        now=tuple(tie for tie in ties if tie.kind in ("alliance", "treaty")),
        between=(Between(action.b, changes, bodies),) if changes or bodies else (),
        forces=tuple(tie for tie in ties if tie.kind == "forces" and is_bound(tie)),
        dependences=tuple(tie for tie in ties if tie.kind == "dependence" and is_bound(tie)),
        notes=(*notes, *(f"A treaty without any of the five obligations ends too: {says}." for says in undated)),
    )


def _without_forces(action: Action, world: World) -> Following:
    me, other = party(action.a), party(action.b)
    ties = world.ties(party=me, other=other)
    leaving = tuple(t for t in ties if t.kind == "forces" and party(t.a) == me and is_bound(t))
    own = _memberships(me, world)
    remains = tuple(_else(me, other, world, own, without=""))
    hosts = world.ties(party=other, kind="forces")
    staying = tuple(tie for tie in hosts if party(tie.b) == other and party(tie.a) != me and is_bound(tie))
    notes = () if leaving else (f"No forces of {_names(action, ' in ')} are known.",)
    return Following(
        action=action,
        as_of=world.as_of,
        known_by=world.known_by,
        now=leaving,
        between=(Between(action.b, (), remains),) if remains else (),
        forces=staying,
        dependences=tuple(tie for tie in ties if tie.kind == "dependence" and is_bound(tie)),
        notes=notes,
    )


def _names(action: Action, joined: str = " and ") -> str:
    names = load_names()
    return f"{names.name(action.a)}{joined}{names.name(action.b)}"


def _notes(action: Action, world: World, mine: tuple[TieState, ...], others: list[TieState]) -> Iterator[str]:
    names = load_names()
    me, it = names.name(action.a), names.name(action.b)
    body = world.body(party(action.b))
    bound = [tie for tie in mine if is_bound(tie)]
    if action.verb == "join" and bound:
        yield f"{me} is in {it} already: {bound[0].stage}."
    if action.verb != "join" and not bound:
        stage = f"its stage is {mine[0].stage}" if mine else "nothing known says so"
        yield f"{me} is no member of {it} as of {world.as_of}: {stage}."
    if any(tie.sides for tie in mine):
        yield f"Where {me} stands towards {it} is contested."
    if body is None:
        yield f"The tables hold no charter of {it}; only what reports say of its members is shown."
    elif not body.articles:
        yield f"The tables hold none of the five obligations for the charter of {it}."
    elif body.since > min(world.as_of, world.known_by):
        yield f"The obligations of {it} began to bind in {body.since}."
    if body is not None and not body.whole:
        yield f"The tables hold only some members of {it}."
    frozen = [f"{names.name(tie.a)} ({tie.stage})" for tie in others if tie.stage != "member"]
    if frozen:
        yield f"Members that do not take their full part: {', '.join(frozen)}."
