"""How ``accord whatif`` answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from accord.cli.showing import Asked, Out, emit, reads, show_ties, show_words, since, stage_of, tie_json, whose
from accord.ledger.facts import OBLIGATIONS
from accord.ledger.folding import TieState, is_fact
from accord.ledger.following import EXPOSED, Between, Duty, Following
from accord.naming import load_names
from accord.parties import party
from accord.publishing.labels import count
from accord.records import TieWord, as_json

_LAPSE = {
    "leave": "What lapses, and what remains",
    "suspend": "What is in suspense, and what remains",
    "join": "What begins, and what is there already",
    "end pact": "What lapses, and what remains",
    "withdraw forces": "What remains between the two",
}


#: Heads over the dues, the forces and the dependences.
_EXPOSED = {
    "leave": ("Dues", "Forces that are exposed", "Dependences that are exposed"),
    "join": ("Dues", "Forces that are there already", "Dependences that are there already"),
    "withdraw forces": ("Dues", "Other forces that stay", "Dependences that are exposed"),
}


def show_following(asked: Asked, following: Following) -> None:
    """What follows from an action: obligations pair by pair, then what is exposed, then the evidence."""
    if asked.out is None:
        emit(_json(asked, following))
        return
    out = asked.out
    asked.header(out, f"What if {following.action.title}?")
    for note in following.notes:
        out.line(f"! {note}", hang=2, style="yellow")
    _show_now(out, asked, following)
    _show_between(out, following)
    _show_exposed(out, asked, following)
    _show_evidence(out, following)


def _show_now(out: Out, asked: Asked, following: Following) -> None:
    if not following.now:
        return
    leaving = following.action.verb == "withdraw forces"
    out.section("The forces that would leave" if leaving else "Where they stand now")
    out.table(
        ("tie", "stage", "since", "on whose word"),
        [(reads(tie), stage_of(tie), since(tie), whose(tie)) for tie in following.now],
    )
    for tie in following.now:
        if leaving or tie.kind in ("alliance", "treaty"):
            out.quotes(tie.words, asked.sources, most=3)
        else:
            show_words(out, tie, reads(tie), asked.sources, most=2)


def _show_between(out: Out, following: Following) -> None:
    changing = following.action.verb == "withdraw forces" or any(one.changes for one in following.between)
    if not changing:
        return  # a note has said that the charter has no obligations
    out.section(_LAPSE[following.action.verb])
    verb = following.action.verb
    changes = {"join": "begins", "suspend": "in suspense"}.get(verb, "lapses")
    kept = "already" if verb == "join" else "remains"
    nothing = {"join": "new", "suspend": "nothing else"}.get(verb, "gone")
    grouped: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in following.between:
        row = (_through(one.changes), _through(one.remains), ", ".join(one.bare) or "nothing")
        grouped[row].append(load_names().name(one.other))
    for (lapsing, remaining, bare), names in grouped.items():
        out.line(", ".join(names), indent=2, hang=4, style="bold")
        lines = ((changes, lapsing), (kept, remaining), (nothing, bare))
        for word, what in lines[1:2] if verb == "withdraw forces" else lines:
            out.field(f"{word}:", what, indent=4, room=max(len(name) for name, _ in lines) + 2)


def _listed(duties: Iterable[Duty]) -> str:
    found = {duty.obligation: duty for duty in duties}
    return ", ".join(_owed(found[name]) for name in OBLIGATIONS if name in found)


def _owed(duty: Duty) -> str:
    if duty.owed_by == "both":
        return duty.obligation
    return f"{duty.obligation} owed by {load_names().name(load_names().actor(duty.owed_by))}"


def _through(duties: Sequence[Duty]) -> str:
    """Duties by what they rest on: ``nonaggression, consultation (CIS)``."""
    grouped: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        grouped[duty.through].append(duty)
    return "; ".join(f"{_listed(some)} ({through})" for through, some in grouped.items()) or "nothing"


def _show_exposed(out: Out, asked: Asked, following: Following) -> None:
    key = party(following.action.a)
    heads = _EXPOSED.get(following.action.verb, _EXPOSED["leave"])
    for head, ties in zip(heads, (following.dues, following.forces, following.dependences), strict=True):
        if ties:
            out.section(head)
            show_ties(out, ties, key, asked.sources, most=2)
            for tie in ties:
                for row in [] if tie.sides else _rows(tie, asked):
                    out.quote(row, asked.sources, indent=2, lead=f"{reads(tie)}: ")


def _rows(tie: TieState, asked: Asked) -> list[TieWord]:
    """The rows of the tables that say what a tie consists of, without those that have ended; of dues the latest."""
    words = [word for step in tie.steps for word in step.words if is_fact(word)]
    lasting = {(fact.where, fact.stage) for fact in asked.world.rows(tie)}
    rows = [word for word in words if (word.origin, word.stage) in lasting]
    return rows if tie.kind in EXPOSED else rows[-1:]


def _show_evidence(out: Out, following: Following) -> None:
    """Articles and treaties behind the obligations, each once, with the members that rest on reports."""
    seen: dict[str, str] = {}
    forces = following.action.verb == "withdraw forces"
    for one in following.between:
        for duty in (*one.changes, *(one.remains if one.changes or forces else ())):
            says = duty.says if not duty.ties else f"{duty.through}, {duty.obligation}: {duty.says}"
            seen.setdefault(says, duty.where)
    if not seen:
        return
    out.section("What this rests on")
    for says, where in seen.items():
        out.line(f"- {says} [table {where}]", hang=2, style="dim")
    members = [one for one in following.between if any(len(duty.ties) for duty in one.changes)]
    if members:
        out.line(
            f"- {count(len(members), 'membership')} as of {following.as_of}; --json gives the row or sentence of each",
            hang=2,
            style="dim",
        )


def _json(asked: Asked, following: Following) -> dict[str, Any]:
    def ties(found: Iterable[Any]) -> list[Any]:
        return [tie_json(tie, asked.sources) for tie in found]

    return {
        "action": {
            "verb": following.action.verb,
            "a": as_json(following.action.a),
            "b": as_json(following.action.b),
            "title": following.action.title,
        },
        "as_of": following.as_of,
        "known_by": following.known_by,
        "notes": list(following.notes),
        "now": ties(following.now),
        "between": [_between_json(one, asked) for one in following.between],
        "dues": ties(following.dues),
        "forces": ties(following.forces),
        "dependences": ties(following.dependences),
    }


def _between_json(one: Between, asked: Asked) -> dict[str, Any]:
    return {
        "other": as_json(one.other),
        "changes": [_duty_json(duty, asked) for duty in one.changes],
        "remains": [_duty_json(duty, asked) for duty in one.remains],
        "bare": list(one.bare),
    }


def _duty_json(duty: Duty, asked: Asked) -> dict[str, Any]:
    return {
        "a": duty.a,
        "b": duty.b,
        "obligation": duty.obligation,
        "owed_by": duty.owed_by,
        "through": duty.through,
        "says": duty.says,
        "table": duty.where,
        "ties": [tie_json(tie, asked.sources) for tie in duty.ties],
    }
