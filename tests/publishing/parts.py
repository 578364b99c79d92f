"""What dossiers made by hand are made of: records whose offsets are found in the words of invented reports."""

from __future__ import annotations

from collections.abc import Sequence

from accord.records import (
    Actor,
    Attribution,
    AuxMode,
    Block,
    Claim,
    Contest,
    ContestKind,
    DatePrecision,
    Episode,
    Event,
    Field,
    Judgement,
    Mention,
    Origin,
    Place,
    Report,
    Side,
    Span,
    Tie,
    TieStep,
    content_id,
)  # fmt: skip

#: The fixtures that whatever is published must do for.
ALL = (
    "exit_dossier",
    "clash_dossier",
    "hostile_dossier",
    "empty_dossier",
    "large_dossier",
    "past_dossier",
    "stale_dossier",
)


def make_report(title: str, body: str, outlet: str, published: str, *, url: str = "", credit: str = "") -> Report:
    text = f"{title}\n\n{body}"
    blocks = [Block("headline", 0, len(title))]
    at = len(title) + 2
    for paragraph in body.split("\n\n"):
        blocks.append(Block("paragraph", at, at + len(paragraph)))
        at += len(paragraph) + 2
    name = content_id("report", outlet, title, published, len(text))
    return Report(name, title, text, outlet, published, "en", url, credit, f"in/{name}.txt", tuple(blocks))


def span(report: Report, words: str, shows: str = "") -> Span:
    start = report.text.find(words)
    assert start >= 0, words
    return Span(report.id, start, start + len(words), shows)


def named(report: Report, sentence: str, words: str, actor: Actor) -> Mention[Actor]:
    start = report.text.find(sentence) + sentence.find(words)
    assert report.text[start : start + len(words)] == words, words
    return Mention(start, start + len(words), words, 0, actor)


def says(report: Report, sentence: str, speaker: str, cue: str, stance: str, actor: Actor | None) -> Attribution:
    at = report.text.find(sentence) + sentence.find(cue)
    mention = named(report, sentence, speaker, actor) if actor else None
    return Attribution(speaker, mention, cue, stance, at, at + len(cue))


def make_event(
    report: Report,
    sentence: str,
    kind: str,
    trigger: str,
    actors: Sequence[tuple[str, Actor]],
    recipients: Sequence[tuple[str, Actor]] = (),
    *,
    aux: tuple[AuxMode, ...] = (),
    date: str = "",
    precision: DatePrecision = "unknown",
    attribution: tuple[Attribution, ...] = (),
    place: Mention[Place] | None = None,
    contexts: tuple[str, ...] = (),
) -> Event:
    whole = span(report, sentence)
    type_, _, mode = kind.partition("-")
    at = whole.start + sentence.find(trigger)
    because = (Span(report.id, at, at + len(trigger), "trigger"),)
    number = report.text[: whole.start].count(".")
    return Event(
        content_id("event", report.id, whole.start, kind, trigger),
        report.id,
        number,
        whole.start,
        whole.end,
        sentence,
        type_,
        mode,
        aux,
        contexts,
        tuple(named(report, sentence, words, actor) for words, actor in actors),
        tuple(named(report, sentence, words, actor) for words, actor in recipients),
        place,
        date,
        precision,
        attribution,
        "headline" if whole.start == 0 else "body",
        trigger,
        f"phrases/{type_.lower()}.tsv:1",
        because,
    )


def make_episode(
    events: Sequence[Event],
    title: str,
    stage: str,
    origins: Sequence[Origin],
    weight: float,
    fields: Sequence[Field] = (),
    judgements: Sequence[Judgement] = (),
) -> Episode:
    first = events[0]
    return Episode(
        content_id("episode", title, *[e.id for e in events]),
        first.type,
        first.mode,
        tuple(m.value for m in first.actors),
        tuple(m.value for m in first.recipients),
        first.date,
        first.date_precision,
        first.place.value if first.place else None,
        stage,
        title,
        weight,
        tuple(e.id for e in events),
        tuple(dict.fromkeys(e.report for e in events)),
        tuple(o.id for o in origins),
        tuple(fields),
        tuple(judgements),
    )


def make_contest(
    kind: ContestKind, title: str, sides: Sequence[Side], weight: float, *, episode: str = "", tie: str = ""
) -> Contest:
    return Contest(content_id("contest", kind, title), kind, title, episode, tie, tuple(sides), weight)


def make_claim(
    key: str, report: Report, event: Event, words: str, measured: tuple[str, str, str, float | None, float | None]
) -> Claim:
    """``measured`` is field, value, unit, and between what the value lies."""
    found = span(report, words)
    return Claim(key, report.id, event.id, *measured, found.start, found.end, words, event.attribution)


def step(
    stage: str,
    origins: tuple[str, ...],
    *because: Span,
    date: str = "",
    precision: DatePrecision = "unknown",
    said_by: str = "",
) -> TieStep:
    return TieStep(stage, date, precision, "2024-06-12", origins, (said_by,) if said_by else (), because)


def make_tie(key: str, kind: str, a: Actor, b: Actor, steps: tuple[TieStep, ...], *, sector: str = "") -> Tie:
    """A tie that stands where its last step left it, on the word of that step's origins."""
    last = steps[-1]
    return Tie(key, kind, a, b, last.stage, sector, "", "", last.known_since, steps, last.origins, last.because)


TARVIA = Actor("XTA", "GOV", "Tarvia")
TARVIA_PM = Actor("XTA", "GOV", "Ilse Marandt", "head of government", "Q0001")
TARVIA_FM = Actor("XTA", "GOV", "Jorun Velk", "foreign minister")
TARVIA_CROWD = Actor("XTA", "CVL", "protesters in Tarvia")
ROSMARK = Actor("XRO", "GOV", "Rosmark")
ROSMARK_MIL = Actor("XRO", "MIL", "Rosmark's peacekeepers")
PACT = Actor("IGO", "", "Meridian Pact", "", "MERP")
NORWAY = Actor("NOR", "GOV", "Norway")
SELDIA = Actor("XSE", "GOV", "Seldia")
