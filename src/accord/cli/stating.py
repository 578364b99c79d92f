"""How ``accord state`` and ``accord ties`` answer."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from accord.cli.showing import (
    Asked,
    Out,
    Sources,
    emit,
    kind_name,
    show_empty,
    show_ties,
    stage_of,
    tie_json,
)
from accord.ledger.facts import OBLIGATIONS
from accord.ledger.folding import TieState, is_fact
from accord.ledger.following import EXPOSED
from accord.ledger.world import has_ended
from accord.naming import load_names
from accord.parties import party
from accord.publishing.labels import count, label, plain, show_date
from accord.records import Actor, Contest, Episode, as_json
from accord.tiekinds import load_tie_kinds

#: An episode is open while it is not over, or for so many days after what it tells of.
_OPEN_DAYS = 30
_EPISODES, _QUOTES, _ALL_QUOTES = 8, 1, 3
#: Words of a tie, and open happenings, that the JSON of a state holds; ``accord ties`` gives all words.
_WORDS, _OPEN = 5, 50
#: Stages of an episode that is not over.
_UNFINISHED = ("announced", "possible", "ongoing", "alleged")


def show_state(asked: Asked, who: Actor, *, ended: bool) -> None:
    """Where a party stands: ties by kind, open episodes, contests."""
    key = party(who)
    found = asked.world.ties(party=key)
    shown = [tie for tie in found if ended or not _is_over(tie)]
    episodes = _open_episodes(asked, key)
    contests = _contests(asked, episodes)
    if asked.out is None:
        emit(
            {
                "party": as_json(who),
                "as_of": asked.world.as_of,
                "known_by": asked.world.known_by,
                "ties": [tie_json(tie, asked.sources, most=_WORDS) for tie in shown],
                "episodes": [_episode_json(episode) for episode in episodes[:_OPEN]],
                "contests": [as_json(asked.sources.graded(contest)) for contest in contests],
            }
        )
        return
    out = asked.out
    asked.header(out, f"{load_names().name(who)}: where it stands")
    out.line(_counted(shown))
    if not shown:
        show_empty(out, "No tie of this party is known.")
    for kind, ties in _by_kind(shown):
        out.section(_heading(kind, ties, key))
        show_ties(out, ties, key, asked.sources, most=_QUOTES, stage=lambda tie: _stage(tie, asked))
    hidden = len(found) - len(shown)
    if hidden:
        out.line()
        out.line(f"{count(hidden, 'tie has', 'ties have')} ended; --all shows them.", style="dim")
    _show_episodes(out, episodes)
    _show_contests(out, contests, asked.sources)


def show_ties_of(asked: Asked, who: Actor, *, kind: str, ended: bool) -> None:
    """A party's ties of a kind, or all, with the sentences behind each."""
    key = party(who)
    found = asked.world.ties(party=key, kind=kind)
    shown = [tie for tie in found if ended or not _is_over(tie)]
    body = asked.world.body(key)
    if asked.out is None:
        answer: dict[str, Any] = {"party": as_json(who), "as_of": asked.world.as_of, "known_by": asked.world.known_by}
        emit(answer | {"kind": kind, "ties": [tie_json(tie, asked.sources) for tie in shown]})
        return
    out = asked.out
    asked.header(out, f"{load_names().name(who)}: {kind_name(kind).lower() if kind else 'ties'}")
    out.line(_counted(shown))
    if body is not None and not body.whole and kind in ("", "membership"):
        out.line("The tables hold only some of its members.", style="yellow")
    for name, ties in _by_kind(shown):
        out.section(_heading(name, ties, key))
        show_ties(
            out,
            sorted(ties, key=lambda tie: _rank(tie, key)),
            key,
            asked.sources,
            most=_ALL_QUOTES,
            stage=lambda tie: _stage(tie, asked),
        )
    if not shown:
        show_empty(out, "None is known.")
    hidden = len(found) - len(shown)
    if hidden:
        out.line()
        out.line(f"{count(hidden, 'tie has', 'ties have')} ended; --all shows them.", style="dim")


def _stage(tie: TieState, asked: Asked) -> str:
    """The stage; for a pact what it binds the two to, for forces and dependence what they consist of by the tables."""
    duties = {duty for pact in asked.world.pacts_in(tie) for duty, _ in pact.owed}
    named = ", ".join(duty for duty in OBLIGATIONS if duty in duties)
    if tie.kind in EXPOSED and not has_ended(tie):
        named = "; ".join(dict.fromkeys(fact.stands for fact in asked.world.rows(tie)))
    return f"{stage_of(tie)}: {named}" if named else stage_of(tie)


def _is_over(tie: TieState) -> bool:
    """Whether a tie belongs to the past by the tables alone; what reports say has ended is news."""
    return has_ended(tie) and not tie.sides and (tie.past or all(is_fact(word) for word in tie.words))


def _rank(tie: TieState, key: str) -> tuple[int, str]:
    """Those that are bound most firmly first, then by name."""
    kind = load_tie_kinds().kinds[tie.kind]
    other = tie.b if party(tie.a) == key else tie.a
    order = 0 if tie.stage == kind.plain else 1 if tie.stage in kind.bound else 2 if tie.stage not in kind.ends else 3
    return order, load_names().name(other)


def _by_kind(ties: Sequence[TieState]) -> Iterator[tuple[str, list[TieState]]]:
    """Ties by kind in the order of the table of kinds."""
    grouped: dict[str, list[TieState]] = defaultdict(list)
    for tie in ties:
        grouped[tie.kind].append(tie)
    for name in dict.fromkeys(kind.name for kind in load_tie_kinds().kinds.values()):
        if name in grouped:
            yield name, grouped[name]


def _heading(kind: str, ties: Sequence[TieState], key: str) -> str:
    if kind == "membership":
        return "Members" if all(party(tie.b) == key for tie in ties) else "Member of"
    return kind_name(kind)


def _counted(ties: Sequence[TieState]) -> str:
    """How much of what is shown rests on the tables alone."""
    tables = sum(all(is_fact(word) for word in tie.words) and not tie.sides for tie in ties)
    contested = sum(bool(tie.sides) for tie in ties)
    parts = [count(len(ties), "tie")]
    parts += [f"{tables} from the tables of facts alone"] if tables else []
    parts += [f"{contested} contested"] if contested else []
    return ", ".join(parts) + "."


def _open_episodes(asked: Asked, key: str) -> list[Episode]:
    """A party's happenings that are not over, or recent, heaviest first."""
    if asked.ledger is None:
        return []
    as_of = datetime.date.fromisoformat(asked.world.as_of)
    recent = (as_of - datetime.timedelta(days=_OPEN_DAYS)).isoformat()
    # What is neither of these days nor learned in them is not open; an archive holds many such happenings.
    known = asked.ledger.episodes(party=key, known_by=asked.world.known_by, since=recent)
    found = [
        one.record
        for one in known
        if one.record.date <= asked.world.as_of or one.record.stage in _UNFINISHED
        if one.record.date >= recent or one.record.stage in _UNFINISHED
    ]
    return sorted(found, key=lambda episode: (-episode.weight, episode.date, episode.id))


def _contests(asked: Asked, episodes: Sequence[Episode]) -> list[Contest]:
    if asked.ledger is None:
        return []
    return [
        one.record
        for episode in episodes[:_EPISODES]
        for one in asked.ledger.contests(known_by=asked.world.known_by, episode=episode.id)
    ]


def _show_episodes(out: Out, episodes: Sequence[Episode]) -> None:
    if not episodes:
        return
    out.section("Open happenings")
    for episode in episodes[:_EPISODES]:
        show_episode(out, episode)
    if len(episodes) > _EPISODES:
        out.line(f"... and {count(len(episodes) - _EPISODES, 'more happening')}.", indent=2, style="dim")


def show_episode(out: Out, episode: Episode, *, lead: str = "- ") -> None:
    """One happening in two lines: its title; how far it has gone, when, on how many origins."""
    when = show_date(episode.date, episode.date_precision) if episode.date else "no date given"
    facts = (label("stage", episode.stage).text, when, count(len(episode.origins), "origin"))
    out.line(f"{lead}{plain(episode.title)}", indent=2, hang=4, style="bold")
    out.line(" | ".join(facts), indent=4)


def _show_contests(out: Out, contests: Sequence[Contest], sources: Sources) -> None:
    if not contests:
        return
    out.section("What is contested about them")
    for contest in contests[:_EPISODES]:
        show_contest(out, contest, sources)


def show_contest(out: Out, contest: Contest, sources: Sources, *, lead: str = "* ") -> None:
    """One contest: what about, and what each side holds, the best graded first."""
    # A title that asks ("How many (killed): Clash at Bukora") says already what kind of contest it is.
    asks = "" if ": " in contest.title else f"{label('contest', contest.kind).text}: "
    out.line(f"{lead}{asks}{plain(contest.title)}", indent=2, hang=4, style="bold")
    for side in sources.graded(contest).sides:
        who = f" -- {', '.join(side.said_by)}" if side.said_by else f" -- {count(len(side.origins), 'origin')}"
        out.line(f"- {plain(side.holds)}{who}{sources.grade_of(side)}", indent=4, hang=6)


def _episode_json(episode: Episode) -> dict[str, Any]:
    return {name: as_json(getattr(episode, name)) for name in _EPISODE_FIELDS}


_EPISODE_FIELDS = (
    "id", "title", "type", "mode", "stage", "date", "date_precision", "actors", "recipients", "place", "origins",
    "reports", "weight",
)  # fmt: skip
