"""Episodes, ties and contests as rows of tables; rows as tab-separated text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from accord.cells import Row
from accord.records import Actor, Contest, Episode, Tie

EPISODE_COLUMNS = (
    "Episode ID", "Known Since", "Known Until", "Type", "Mode", "Stage", "Date", "Date Precision", "Actors",
    "Recipients", "Place", "Country", "Latitude", "Longitude", "Title", "Weight", "Events", "Reports", "Origins",
    "Contested Fields", "Version",
)  # fmt: skip
TIE_COLUMNS = (
    "Tie ID", "Kind", "A", "A Country", "A Name", "B", "B Country", "B Name", "Sector", "Stage", "Held From", "Held To",
    "Known Since", "Origins",
)  # fmt: skip
CONTEST_COLUMNS = (
    "Contest ID", "Known Since", "Known Until", "Kind", "Title", "Episode ID", "Tie ID", "Side", "Holds", "Said By",
    "Origins", "Weight", "Version",
)  # fmt: skip


def tsv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of tab-separated text. Cells hold no tab and no line end: their writers see to that."""
    for row in rows:
        yield "\t".join(row) + "\n"


def episode_row(episode: Episode, *, known_since: str = "", known_until: str = "") -> Row:
    """An episode with the keys of ``EPISODE_COLUMNS``; lists are joined by semicolons."""
    place = episode.place
    return {
        "Episode ID": episode.id,
        "Known Since": known_since,
        "Known Until": known_until,
        "Type": episode.type,
        "Mode": episode.mode,
        "Stage": episode.stage,
        "Date": episode.date,
        "Date Precision": episode.date_precision,
        "Actors": _codes(episode.actors),
        "Recipients": _codes(episode.recipients),
        "Place": place.name if place else None,
        "Country": place.country if place else None,
        "Latitude": place.lat if place else None,
        "Longitude": place.lon if place else None,
        "Title": episode.title,
        "Weight": episode.weight,
        "Events": ";".join(episode.events),
        "Reports": ";".join(episode.reports),
        "Origins": ";".join(episode.origins),
        "Contested Fields": ";".join(field.name for field in episode.fields if field.verdict == "contested"),
        "Version": episode.by,
    }


def tie_row(tie: Tie) -> Row:
    """A tie with the keys of ``TIE_COLUMNS``."""
    return {
        "Tie ID": tie.id,
        "Kind": tie.kind,
        "A": tie.a.code,
        "A Country": tie.a.country,
        "A Name": tie.a.name,
        "B": tie.b.code,
        "B Country": tie.b.country,
        "B Name": tie.b.name,
        "Sector": tie.sector,
        "Stage": tie.stage,
        "Held From": tie.held_from,
        "Held To": tie.held_to,
        "Known Since": tie.known_since,
        "Origins": ";".join(tie.origins),
    }


def contest_rows(contest: Contest, *, known_since: str = "", known_until: str = "") -> Iterator[Row]:
    """A row for each side of a contest, with the keys of ``CONTEST_COLUMNS``."""
    for number, side in enumerate(contest.sides, start=1):
        yield {
            "Contest ID": contest.id,
            "Known Since": known_since,
            "Known Until": known_until,
            "Kind": contest.kind,
            "Title": contest.title,
            "Episode ID": contest.episode,
            "Tie ID": contest.tie,
            "Side": number,
            "Holds": side.holds,
            "Said By": ";".join(side.said_by),
            "Origins": ";".join(side.origins),
            "Weight": contest.weight,
            "Version": contest.by,
        }


def _codes(actors: Iterable[Actor]) -> str:
    return ";".join(actor.code for actor in actors)
