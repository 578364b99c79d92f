"""How ``accord history`` and ``accord changes`` answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from accord.cli.showing import Asked, Out, emit, kind_name, reads, show_empty, stage_of, style_of, tie_json, whose
from accord.cli.showing import word_json as _word
from accord.cli.stating import show_contest, show_episode
from accord.ledger.changing import Changed, History, Learned, changes, histories
from accord.ledger.facts import load_facts
from accord.ledger.folding import TieState, is_fact
from accord.ledger.world import all_words, ends
from accord.naming import load_names
from accord.parties import party
from accord.publishing.labels import count
from accord.records import Actor, as_json

R = TypeVar("R")
_SHOWN, _QUOTES = 15, 4
#: What each change is called above its lines.
_HEADS = {
    "reversed": "Reversed",
    "contested": "Newly contested",
    "corroborated": "Newly corroborated",
    "moved": "Moved to another stage",
    "new": "New",
    "settled": "No longer contested",
    "retracted": "No longer held",
}


def show_history(asked: Asked, a: Actor, b: Actor, *, kind: str) -> None:
    """Every tie between two parties, step by step in the order of knowledge."""
    pair = {party(a), party(b)}
    words = all_words(asked.ledger, load_facts(), party=party(a), other=party(b), kind=kind)
    found = histories((word for word in words if {*ends(word)} == pair), known_by=asked.world.known_by)
    if asked.out is None:
        emit({"a": as_json(a), "b": as_json(b), "ties": [_history_json(one, asked) for one in found]})
        return
    out, names = asked.out, load_names()
    out.title(f"{names.name(a)} and {names.name(b)}: how what was known changed")
    out.line(f"By what was known on {asked.world.known_by}.")
    asked.warn(out)
    if not found:
        show_empty(out, "Nothing is known of a tie between the two.")
    for one in found:
        _show_history(out, one, asked)


def _show_history(out: Out, history: History, asked: Asked) -> None:
    tie = next(step.after for step in reversed(history.steps) if step.after or step is history.steps[0])
    out.section(f"{kind_name(history.key[0])}: {reads(tie)}" if tie else kind_name(history.key[0]))
    for step in history.steps:
        out.line(
            f"{step.day or 'no date'}  {_outcome(step)}", hang=12, style=style_of(step.after) if step.after else ""
        )
        said: dict[str, list[Any]] = {}
        for word in step.words:
            said.setdefault(word.stage, []).append(word)
        for stage, words in said.items():
            out.quotes(words, asked.sources, most=_QUOTES, indent=4, lead=f"{stage}: ")
        for word in step.closed[:_QUOTES]:
            out.quote(word, asked.sources, indent=4, lead=f"no longer counts: {word.stage}: ")


def _outcome(step: Learned) -> str:
    """Where the tie stood by what was learned on a day."""
    if step.after is None:
        return "nothing stands any more" if step.closed else "not yet so"
    stands = f"{stage_of(step.after)} ({whose(step.after)})"
    if step.after.sides:
        against = ", ".join(side.stage for side in step.after.sides[1:])
        stands = f"{step.after.stage}, contested: {against}"
    if (
        step.before is not None
        and step.before.stage == step.after.stage
        and bool(step.before.sides) == bool(step.after.sides)
    ):
        return f"still {stands}"
    return stands


def _history_json(history: History, asked: Asked) -> dict[str, Any]:
    kind, a, b, sector = history.key
    best_first = asked.sources.best_first
    return {
        "kind": kind,
        "a": a,
        "b": b,
        "sector": sector,
        "steps": [
            {
                "known": step.day,
                "stage": step.after.stage if step.after else "",
                "verdict": step.after.verdict if step.after else "",
                "sides": [side.stage for side in best_first(step.after.sides)] if step.after else [],
                "words": [_word(word, asked.sources) for word in step.words],
                "closed": [_word(word, asked.sources) for word in step.closed],
            }
            for step in history.steps
        ],
    }


def show_changes(asked: Asked, *, since: str, until: str) -> None:
    """What a span of days brought, the most telling first."""
    found = changes(asked.ledger, since=since, until=until)
    if asked.out is None:
        emit(
            {
                "since": since,
                "until": until,
                "ties": _changed_json(found.ties, lambda tie: tie_json(tie, asked.sources)),
                "episodes": _changed_json(found.episodes, as_json),
                "contests": _changed_json(found.contests, lambda one: as_json(asked.sources.graded(one))),
            }
        )
        return
    out = asked.out
    out.title(f"What changed from {since} to {until}")
    asked.warn(out)
    if not (found.ties or found.episodes or found.contests):
        show_empty(out, "Nothing was learned in these days.")
    for change, head in _HEADS.items():
        # What reports say is news; what the tables hold of these years was known to whoever keeps them.
        ties = sorted((one for one in found.ties if one.change == change), key=_by_tables)
        episodes = [one for one in found.episodes if one.change == change]
        contests = [one for one in found.contests if one.change == change]
        if ties or episodes or contests:
            out.section(f"{head} ({len(ties) + len(episodes) + len(contests)})")
            _some(out, episodes, lambda one: show_episode(out, one.record), "happening")
            _some(out, contests, lambda one: show_contest(out, one.record, asked.sources), "contest")
            _some(out, ties, lambda one: _show_tie(out, one, asked), "tie")


def _some(out: Out, found: Sequence[Changed[R]], show: Callable[[Changed[R]], None], noun: str) -> None:
    for one in found[:_SHOWN]:
        show(one)
    if len(found) > _SHOWN:
        out.line(f"... and {count(len(found) - _SHOWN, f'more {noun}')}.", indent=2, style="dim")


def _by_tables(changed: Changed[TieState]) -> bool:
    return not changed.record.sides and all(map(is_fact, changed.record.words))


def _show_tie(out: Out, changed: Changed[TieState], asked: Asked) -> None:
    tie = changed.record
    was = f"{changed.before.stage} -> " if changed.before and changed.before.stage != tie.stage else ""
    out.line(f"- {kind_name(tie.kind)}, {reads(tie)}: {was}{stage_of(tie)} ({whose(tie)})", indent=2, hang=4)
    if tie.sides:
        for side in asked.sources.best_first(tie.sides):
            out.quotes(side.words, asked.sources, most=1, indent=6, lead=f"{side.stage}: ")
        return
    out.quotes(sorted(tie.words, key=is_fact), asked.sources, most=1, indent=6)


def _changed_json(found: Sequence[Changed[R]], shape: Callable[[R], Any]) -> list[dict[str, Any]]:
    return [
        {
            "change": one.change,
            "before": shape(one.before) if one.before is not None else None,
            "after": shape(one.after) if one.after is not None else None,
        }
        for one in found
    ]
