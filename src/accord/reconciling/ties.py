"""Ties: who is bound to whom, folded from plain statements and from events, with the steps that led there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from accord.naming import parties_in
from accord.reconciling.cues import cue
from accord.reconciling.parties import country_of, distinct_actors, is_named, own_word, party, said_by
from accord.reconciling.sightings import Sighting
from accord.reconciling.titles import Titles
from accord.records import Actor, Coded, DatePrecision, Episode, Event, Span, Tie, TieClaim, TieStep, content_id
from accord.tiekinds import BODIES, Move, TieKind, TieKinds

#: Steps that some report gives and that never become a tie's stage while any other step is there.
UNSURE = ("possible", "denied", "exit denied")
#: What a stage is before it is reached: "will cease its contributions" has stopped nothing yet.
AHEAD = {
    "stopped": ("stop announced",),
    "frozen": ("freeze announced",),
    "left": ("exit announced", "leaving"),
    "withdrawn": ("withdrawal announced",),
    "signed": ("announced",),
    "held": ("announced",),
    "established": ("announced",),
    "broken": ("possible",),
    "lifted": ("possible",),
    "ended": ("possible",),
}
#: What is only words already: "insists that the dues will have to be paid" is a demand made.
ASKED = ("demanded", "proposed", "offered", "applied", "invited")
_FINE: tuple[DatePrecision, ...] = ("day", "week", "month", "season", "year", "range")


@dataclass(frozen=True, slots=True)
class Word:
    """What one sentence says of a tie. ``strong`` is false for a mere mention; ``past`` for a look back."""

    kind: TieKind
    a: Actor
    b: Actor
    sector: str
    stage: str
    strong: bool
    past: bool
    date: str
    precision: DatePrecision
    published: str
    origin: str
    speaker: str
    span: Span
    sentence: int
    quote: str
    speaker_party: str = ""


def hear_ties(
    coded: Sequence[Coded],
    episodes: Sequence[Episode],
    sightings: Mapping[str, Sequence[Sighting]],
    *,
    origins: Mapping[str, str],
    kinds: TieKinds,
    titles: Titles,
    around: Mapping[str, Sequence[Event]] | None = None,
) -> list[Word]:
    """Every word on a tie between two parties that have a name.

    ``around`` holds the events of each report, from which a body that a sentence leaves out is known: "it was no full
    withdrawal", in a report on leaving one.
    """
    beside = around if around is not None else {one.report.id: one.events for one in coded}
    words = [
        *(w for one in coded for claim in one.tie_claims for w in _of_claim(one, claim, origins, kinds, titles)),
        *(
            word
            for episode in episodes
            for one in sightings[episode.id]
            for word in _of_event(episode, one, kinds, titles, beside.get(one.event.report, ()))
        ),
    ]
    return [word for word in words if is_named(party(word.a)) and is_named(party(word.b))]


def fold_ties(words: Sequence[Word]) -> tuple[Tie, ...]:
    """All ties that the reports speak of, by kind and parties.

    A mere wish is no tie of a kind that is ``slight``, and words that name a sector elsewhere in their sentence are
    told there.
    """
    by_tie: dict[tuple[str, str, str, str], list[Word]] = defaultdict(list)
    narrowed = {(*_ends_of(word), word.span.report, word.sentence) for word in words if word.sector}
    for word in words:
        if word.sector or (*_ends_of(word), word.span.report, word.sentence) not in narrowed:
            by_tie[(*_ends_of(word), word.sector)].append(word)
    real = {key for key, told in by_tie.items() if not told[0].kind.slight or {w.stage for w in told} - set(UNSURE)}
    return tuple(_fold(by_tie[key]) for key in sorted(real))


def _ends_of(word: Word) -> tuple[str, str, str]:
    return word.kind.name, party(word.a), party(word.b)


def tie_id(kind: str, a: str, b: str, sector: str = "") -> str:
    """The id of the tie of ``kind`` between two parties, by their keys."""
    return content_id("tie", kind, a, b, sector)


def _of_claim(
    one: Coded, claim: TieClaim, origins: Mapping[str, str], kinds: TieKinds, titles: Titles
) -> Iterator[Word]:
    kind = kinds.kinds.get(claim.kind)
    if kind is None or party(claim.a.value) == party(claim.b.value):
        return
    stage = _claim_stage(claim, kind)
    # A mere mention ("which chairs the bloc this year") holds when it is said: its sentence's day is no beginning.
    fleeting = stage in kind.weak and claim.date_precision != "range"
    a, b = _ends(kind, claim.a.value, claim.b.value, titles)
    yield Word(
        kind=kind,
        a=a,
        b=b,
        sector=claim.sector,
        stage=stage,
        strong=stage not in kind.weak and stage not in UNSURE,
        past="historical" in claim.aux_modes,
        date="" if fleeting else claim.date,
        precision="unknown" if fleeting else claim.date_precision,
        published=one.report.published,
        origin=origins[claim.report],
        speaker=said_by(claim.attribution),
        span=Span(claim.report, claim.start, claim.end, f"{kind.name}: {stage}"),
        sentence=claim.sentence,
        quote=claim.quote,
        speaker_party=own_word(claim.attribution),
    )


def _claim_stage(claim: TieClaim, kind: TieKind) -> str:
    stage = claim.stage or kind.plain
    if stage in ASKED and "negation" not in claim.aux_modes:
        return stage
    if "hypothetical" in claim.aux_modes:
        return "possible"
    if "negation" in claim.aux_modes:
        return kind.negated or "denied"
    if "future" in claim.aux_modes:
        if stage in kind.weak | {kind.plain}:
            return next((known for known in ("announced", "entry announced") if known in kind.stages), "possible")
        return next((known for known in AHEAD.get(stage, ()) if known in kind.stages), stage)
    return stage


def _of_event(
    episode: Episode, sighting: Sighting, kinds: TieKinds, titles: Titles, beside: Sequence[Event]
) -> Iterator[Word]:
    """Steps that an event is, at the stage that its whole episode has reached: a headline's "quits" moves nothing.

    What was announced before it was done was announced all the same.
    """
    event = sighting.event
    ahead = sighting.stage == "announced" and episode.stage in ("done", "ongoing")
    state = sighting.stage if sighting.stage == "denied" or ahead else episode.stage
    yield from _of_denial(sighting, kinds, titles)
    moved: set[str] = set()
    for move in kinds.moves:
        if move.kind in moved or not move.fits(event, state):
            continue
        kind = kinds.kinds[move.kind]
        both = ((b, a) if move.turned else (a, b) for a, b in _pairs(event, kind) or _left_out(event, move, beside))
        # Dues are owed to a body alone, whoever asks for them.
        pairs = [(a, b) for a, b in both if move.takes(b.country) and party(a) != party(b)]
        moved |= {move.kind} if pairs else set()
        for first, second in pairs:
            a, b = _ends(kind, first, second, titles)
            stage = move.stage_at(state)
            yield Word(
                kind=kind,
                a=a,
                b=b,
                sector=_sector(event, kind),
                stage=stage,
                strong=stage not in UNSURE,
                past=sighting.when.historical,
                date=event.date,
                precision=event.date_precision,
                published=sighting.published,
                origin=sighting.origin,
                speaker=said_by(event.attribution),
                span=Span(event.report, event.start, event.end, f"{kind.name}: {stage}"),
                sentence=event.sentence,
                quote=event.quote,
                speaker_party=own_word(event.attribution),
            )


def _of_denial(sighting: Sighting, kinds: TieKinds, titles: Titles) -> Iterator[Word]:
    """What a denial denies of a membership: "denied that Armenia had left the alliance" says that it has not.

    The words of a denial are no event of their own; the member and the body are those that it names.
    """
    event = sighting.event
    if event.type != "REJECT" or not event.actors or not cue("denies").search(event.quote):
        return
    kind = kinds.kinds["membership"]
    heard = {move.stage for move in kinds.moves if move.kind == kind.name and move.words and move.says(sighting.said)}
    stage = next((stage for stage, denied in sorted(kind.denials.items()) if denied & heard), "")
    if not stage:
        return
    named = parties_in(sighting.said)
    body = next((one for one in named if one.country in BODIES), None)
    doer = event.actors[0].value
    a = next((one for one in named if one.country not in BODIES), doer)
    if body is None or a.country in BODIES:
        return
    a, b = _ends(kind, a, body, titles)
    yield Word(
        kind=kind,
        a=a,
        b=b,
        sector="",
        stage=stage,
        strong=False,
        past=sighting.when.historical,
        date=event.date,
        precision=event.date_precision,
        published=sighting.published,
        origin=sighting.origin,
        speaker=said_by(event.attribution) or doer.name,
        span=Span(event.report, event.start, event.end, f"{kind.name}: {stage}"),
        sentence=event.sentence,
        quote=event.quote,
        speaker_party=party(doer),
    )


def _sector(event: Event, kind: TieKind) -> str:
    """The sector that the words for the doers name: "border guards", "peacekeepers"."""
    told = " ".join(f"{mention.text} {mention.value.role}s" for mention in event.actors).casefold()
    return next((sector for sector in kind.sectors if sector in told), "")


def _pairs(event: Event, kind: TieKind) -> list[tuple[Actor, Actor]]:
    actors, recipients = distinct_actors(event.actors), distinct_actors(event.recipients)
    if kind.mutual and not recipients:
        return list(combinations(actors, 2))
    return [(actor, recipient) for actor in actors for recipient in recipients]


def _left_out(event: Event, move: Move, beside: Sequence[Event]) -> list[tuple[Actor, Actor]]:
    """Doer and body where the sentence names no body, and the report tells of this act towards a single one."""
    if move.b != "body" or event.recipients:
        return []
    doers = distinct_actors(event.actors)
    keys = {party(doer) for doer in doers}
    bodies = {
        party(mention.value): mention.value
        for other in beside
        if (other.type, other.mode) == (event.type, event.mode) and keys & {party(one.value) for one in other.actors}
        for mention in other.recipients
        if mention.value.country in BODIES and is_named(party(mention.value))
    }
    return [(doer, body) for doer in doers for body in bodies.values()] if len(bodies) == 1 else []


def _ends(kind: TieKind, a: Actor, b: Actor, titles: Titles) -> tuple[Actor, Actor]:
    ends = tuple(_as_state(actor, titles) for actor in (a, b))
    if kind.mutual and party(ends[1]) < party(ends[0]):
        return ends[1], ends[0]
    return ends[0], ends[1]


def _as_state(actor: Actor, titles: Titles) -> Actor:
    """A prime minister binds the state: ties are held by states, bodies and groups, not by who speaks for them."""
    key = party(actor)
    if key and key == country_of(key) and actor.country == key and key in titles.names:
        return Actor(country=key, name=titles.names[key])
    return actor


def _fold(words: Sequence[Word]) -> Tie:
    ordered = sorted(words, key=_when)
    kind, sector = ordered[0].kind, ordered[0].sector
    a = min((word.a for word in ordered), key=lambda actor: (len(actor.role), actor.sector, actor.name, actor.id))
    b = min((word.b for word in ordered), key=lambda actor: (len(actor.role), actor.sector, actor.name, actor.id))
    now = _current(ordered)
    holding = [word for word in ordered if word.stage not in kind.ends and word.stage not in UNSURE]
    starts = sorted(word.date for word in holding if word.precision in _FINE and word.date)
    ended = [word.date for word in ordered if word is now and word.stage in kind.ends and word.precision in _FINE]
    known = sorted(word.published for word in ordered if word.published)
    return Tie(
        id=tie_id(kind.name, party(a), party(b), sector),
        kind=kind.name,
        a=a,
        b=b,
        stage=now.stage,
        sector=sector,
        held_from=starts[0] if starts else "",
        held_to=ended[0] if ended else "",
        known_since=known[0] if known else "",
        steps=_steps(ordered),
        origins=tuple(sorted({word.origin for word in ordered})),
        because=tuple(sorted({word.span for word in ordered})),
    )


def _when(word: Word) -> tuple[str, int, int, str, Span]:
    """Orders what is said of a tie by when it is so: its own date, else the day of the report."""
    own = word.date if word.precision in _FINE else word.published[:10]
    rank = word.kind.stages.index(word.stage) if word.stage in word.kind.stages else 0
    # A look back without a date comes before what the report tells as new.
    return ("" if word.past and word.precision not in _FINE else own, word.strong, rank, word.published, word.span)


def _current(ordered: Sequence[Word]) -> Word:
    """The word that gives the stage: the latest act, else the latest mention, else whatever unsure word there is."""
    strong = [word for word in ordered if word.strong]
    sure = [word for word in ordered if word.stage not in UNSURE]
    return (strong or sure or ordered)[-1]


def _steps(ordered: Sequence[Word]) -> tuple[TieStep, ...]:
    """One step for each stage and date, in the order in which they came about."""
    grouped: dict[tuple[str, str, DatePrecision], list[Word]] = {}
    for word in ordered:
        dated = word.precision in _FINE
        key = (word.stage, word.date if dated else "", word.precision if dated else "unknown")
        grouped.setdefault(key, []).append(word)
    return tuple(
        TieStep(
            stage=stage,
            date=date,
            date_precision=precision,
            known_since=min((word.published for word in words if word.published), default=""),
            origins=tuple(sorted({word.origin for word in words})),
            said_by=tuple(sorted({word.speaker for word in words} - {""})),
            because=tuple(sorted({word.span for word in words})),
        )
        for (stage, date, precision), words in grouped.items()
    )
