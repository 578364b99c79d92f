"""The lines of a dossier's outline: what a reader is told, with its evidence, free of any form of publication."""

from __future__ import annotations

from dataclasses import dataclass

from accord.publishing.evidence import Evidence, Sources
from accord.publishing.labels import Label


@dataclass(frozen=True, slots=True)
class SaidLine:
    """What some say: a value of a field, what a side of a contest holds, or (with ``when``) a step in a tie's life.

    ``said_by`` is who the origins have it from, ``evidence`` their words.
    """

    shown: str
    said_by: str
    origins: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    when: str = ""


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field of an episode with its verdict and its values."""

    name: Label
    verdict: Label
    values: tuple[SaidLine, ...]


@dataclass(frozen=True, slots=True)
class CodingLine:
    """Why one sentence was coded as it was: the row of the table that fired, and the words each part rests on."""

    number: int
    anchor: str
    code: str
    aux: tuple[str, ...]
    phrase: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EpisodeLine:
    """One happening. ``number`` counts from 1 in order of importance; ``anchor`` is its place on the page.

    ``gist`` is how the first of its quotes begins; ``reported`` says that the report's date stands in, ``rough`` that
    the date is a week, a season or a span.
    """

    number: int
    anchor: str
    title: str
    code: str
    stage: Label
    verdict: Label
    when: str
    sort_date: str
    reported: bool
    rough: bool
    where: str
    actors: str
    recipients: str
    origins: tuple[str, ...]
    fields: tuple[FieldLine, ...]
    gist: str
    evidence: tuple[Evidence, ...]
    codings: tuple[CodingLine, ...]
    reasons: tuple[str, ...]
    contests: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ContestLine:
    """A disagreement; ``about`` is the anchor and title of what it is about, empty strings where that is unknown.

    ``asks`` is the question or the kind of contest, ``title`` what it is asked of, ``whole`` the contest's own title.
    """

    anchor: str
    asks: str
    title: str
    whole: str
    about: tuple[str, str]
    sides: tuple[SaidLine, ...]


@dataclass(frozen=True, slots=True)
class SingleLine:
    """What one origin alone says: a whole episode, or a ``detail`` of an episode that others tell too."""

    number: int
    title: str
    detail: str
    anchor: str
    stage: Label | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie, where it stands, and the steps that led there. ``joint`` is what stands between the two: "on", "and"."""

    anchor: str
    a: str
    joint: str
    b: str
    stage: str
    sector: str
    held: str
    origins: tuple[str, ...]
    steps: tuple[SaidLine, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class OutlookLine:
    """What someone expects."""

    said_by: str
    likelihood: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class OriginLine:
    """An origin, why its reports count as one, and their numbers."""

    id: str
    label: str
    why: str
    reports: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything a reader is told, in the order of telling."""

    title: str
    headline: str
    standing: str
    support: str
    lead_episode: EpisodeLine | None
    episodes: tuple[EpisodeLine, ...]
    contests: tuple[ContestLine, ...]
    singles: tuple[tuple[str, tuple[SingleLine, ...]], ...]
    ties: tuple[tuple[Label, tuple[TieLine, ...]], ...]
    outlook: tuple[OutlookLine, ...]
    origins: tuple[OriginLine, ...]
    sources: Sources
