"""Episodes and contests as rows of the ledger's tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from accord.ledger.bodies import CONTEST_COLUMNS, EPISODE_COLUMNS, Source, pack_body, without
from accord.ledger.condensing import pack_episode
from accord.records import Contest, Episode, content_id
from accord.upkeep.field import Field


def episode_row(episode: Episode, field: Field) -> dict[str, Any]:
    """An episode as its row."""
    plain = {name: getattr(episode, name) for name in EPISODE_COLUMNS}
    sources = sources_of(field, episode.reports)
    return plain | {
        "actors": "; ".join(dict.fromkeys(actor.code for actor in episode.actors)),
        "recipients": "; ".join(dict.fromkeys(actor.code for actor in episode.recipients)),
        "place": episode.place.name if episode.place else "",
        "reports": len(episode.reports),
        "origins": len(episode.origins),
        "body": pack_episode(episode, sources),
    }


def sources_of(field: Field, reports: Iterable[str]) -> list[Source]:
    """Reports at hand as what a record rests on."""
    return [field.by_id[report].source for report in sorted(set(reports)) if report in field.by_id]


def name_contests(contests: Iterable[Contest]) -> Iterator[tuple[str, Contest]]:
    """Contests, each with a name that it keeps while its sides change: what it is about, and which of several."""
    met: Counter[str] = Counter()
    for one in sorted(contests, key=lambda one: (one.kind, one.title, one.sides[0].because, one.id)):
        about = content_id("contested", one.kind, one.episode, one.title.partition(":")[0])
        met[about] += 1
        yield content_id("contest name", about, met[about]), one


def contest_row(name: str, contest: Contest, field: Field) -> dict[str, Any]:
    """A contest as its row."""
    plain = {key: getattr(contest, key) for key in CONTEST_COLUMNS}
    sources = sources_of(field, (span.report for side in contest.sides for span in side.because))
    return plain | {"name": name, "body": pack_body(without(contest, CONTEST_COLUMNS), sources)}
