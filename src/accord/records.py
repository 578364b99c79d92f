"""Every record that flows through the house: frozen, slotted, and named by a hash of its content.

A quote is always ``report.text[start:end]``: offsets count characters of ``Report.text``, end exclusive.
Dates are ISO 8601 strings, shortened where less is known (``2024``, ``2024-06``, ``2024-06-12``); a value that
is not known is ``""``, never a guess. Tuples keep the order of the text.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, Literal, TypeVar

#: Who coded: written into every derived record as ``by``.
CODER = "accord/0.1.0"

BlockKind = Literal[
    "headline", "standfirst", "outlet", "byline", "dateline", "date", "credit", "caption", "repeated", "paragraph"
]
Where = Literal["headline", "lead", "body", "quote"]
AuxMode = Literal["historical", "future", "hypothetical", "negation"]
#: PLOVER's auxiliary modes in the order they are written.
AUX_MODES: tuple[AuxMode, ...] = ("historical", "future", "hypothetical", "negation")
Verdict = Literal["agreed", "single", "contested", "differs"]
ContestKind = Literal["occurrence", "stage", "date", "count", "membership", "responsibility", "headline", "silence"]

#: How finely a date is known. ``reported``: the text gives none and the report's own date stands in for it.
DatePrecision = Literal["day", "week", "month", "season", "year", "range", "reported", "unknown"]


def content_id(kind: str, *parts: object) -> str:
    """A 12-hex-digit name for a record, from the SHA-256 of its kind and the parts that make it what it is."""
    return hashlib.sha256(_canonical()([kind, *parts]).encode()).hexdigest()[:12]


@cache
def _canonical() -> Callable[[object], str]:
    """JSON with one way of writing each value. The encoder is kept: making one costs more than most of its work."""
    return json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=as_json).encode


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of one report's text, and what they are there to show."""

    report: str
    start: int
    end: int
    shows: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """An input, or a part of one, that was not used, and why. Kept, counted and shown."""

    input: str
    reason: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a report's text and what it is: a headline, a dateline, a paragraph."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """One version of one article from one outlet.

    ``text`` holds everything that was read, the headline too; ``blocks`` say what each stretch is, in order and
    without overlap. ``published`` is an ISO date or date-time, ``""`` where neither the input nor the user gave
    one. ``credit`` is the agency or author the text itself credits. ``path`` is where it was read from and is no
    part of ``id``.
    """

    id: str
    title: str
    text: str
    outlet: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    credit: str = ""
    path: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts or is acted on: country, sector, role and identifier.

    ``country`` is ISO 3166 alpha-3 (``KOS`` for Kosovo), one of PLOVER's ``IGO UNO EUR NGO ISM IMG MNC``, a CAMEO
    region code (``WST`` "the West") for a group of states without a body, or ``""``. ``sector`` is a PLOVER sector
    code (``GOV``, ``MIL``, …). ``role`` is an office in words ("head of government", "foreign minister"). ``id``
    identifies the body or person: a Wikidata id or a table's own key (``CSTO``); ``""`` for a whole state.
    """

    country: str = ""
    sector: str = ""
    name: str = ""
    role: str = ""
    id: str = ""

    @property
    def code(self) -> str:
        """``ARM GOV``, ``IGO CSTO``, ``UNK`` where neither country nor sector is known."""
        key = self.id if self.country in ("IGO", "NGO", "ISM", "IMG", "MNC") and not self.id.startswith("Q") else ""
        return " ".join(part for part in (self.country, self.sector, key) if part) or "UNK"


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a resolved place name. ``country`` is alpha-3; ``feature`` is a GeoNames feature code (``PPLC``…).

    ``lat`` and ``lon`` are decimal degrees (WGS 84), None where the table gives none; ``geonameid`` is 0 where none.
    """

    name: str
    country: str = ""
    admin1: str = ""
    lat: float | None = None
    lon: float | None = None
    geonameid: int = 0
    feature: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    """When: ``start`` and ``end`` (inclusive) as ISO days, ``""`` where unresolved; ``value`` as TIMEX3 writes it."""

    start: str = ""
    end: str = ""
    precision: DatePrecision = "unknown"
    value: str = ""


V = TypeVar("V", Actor, Place, Time)


@dataclass(frozen=True, slots=True)
class Mention(Generic[V]):
    """A span of a report that names an actor, a place or a time, and what it was resolved to.

    ``head`` is the index in ``Sentence.tokens`` of the span's head. ``via`` says how it was resolved: ``name``,
    ``adjective``, ``capital``, ``leader``, ``role``, ``pronoun``, ``alias``, ``unknown``… ``antecedent`` is the span
    of the earlier mention that a pronoun or a definite noun phrase was resolved to. A plural ("they", "both
    countries") gives one mention for each actor, all with the same span.
    """

    start: int
    end: int
    text: str
    head: int
    value: V
    via: str = "name"
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a sentence. ``head`` is an index into the sentence's tokens, its own for the root.

    ``pos`` is a Universal part of speech, ``tag`` a Penn tag, ``dep`` a CLEAR dependency label as spaCy's English
    models give them, ``ent`` the statistical entity type or ``""``.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence of a report, with the actors, places and times named in it.

    ``quoted`` holds the spans (report offsets, without the marks) that stand in quotation marks as speech.
    """

    id: str
    report: str
    number: int
    start: int
    end: int
    where: Where
    tokens: tuple[Token, ...]
    quoted: tuple[Span, ...] = ()
    actors: tuple[Mention[Actor], ...] = ()
    places: tuple[Mention[Place], ...] = ()
    times: tuple[Mention[Time], ...] = ()

    def upward(self, index: int) -> Iterator[int]:
        """The token at ``index``, its head, its head's head … up to the root; a broken tree ends where it closes."""
        seen: set[int] = set()
        while index not in seen and 0 <= index < len(self.tokens):
            seen.add(index)
            yield index
            index = self.tokens[index].head


@dataclass(frozen=True, slots=True)
class Parsed:
    """A report and its sentences, in order."""

    report: Report
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain of who says something, outermost speaker first.

    ``speaker`` is the words of the source as written and ``actor`` what they resolve to (None where unknown).
    ``stance`` is how the cue puts it: ``says``, ``claims``, ``denies``, ``accuses``, ``expects``, ``demands``…
    ``direct`` is true for quoted speech. ``start`` and ``end`` span the cue; ``""`` and an empty span where the
    speech has no cue of its own (a second sentence of the same quotation).
    """

    speaker: str
    actor: Mention[Actor] | None
    cue: str
    stance: str
    start: int
    end: int
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """What one sentence says happened, in PLOVER 2.0's terms, and every span it rests on.

    ``phrase`` names the table row that fired (``file:line``). ``date`` is shortened to what is known;
    ``date_precision`` is ``reported`` where the report's own date stands in, ``unknown`` where there is none.
    ``because`` holds the trigger, the roles, the cues: each span's ``shows`` says which.
    """

    id: str
    report: str
    sentence: int
    start: int
    end: int
    quote: str
    type: str
    mode: str
    aux_modes: tuple[AuxMode, ...]
    contexts: tuple[str, ...]
    actors: tuple[Mention[Actor], ...]
    recipients: tuple[Mention[Actor], ...]
    place: Mention[Place] | None
    date: str
    date_precision: DatePrecision
    attribution: tuple[Attribution, ...]
    where: Where
    trigger: str
    phrase: str
    because: tuple[Span, ...]
    by: str = CODER


@dataclass(frozen=True, slots=True)
class Claim:
    """One field of one event as one party put it: the atom of provenance.

    ``field`` is ``killed``, ``injured``, ``displaced``, ``arrested``, ``villages``, ``troops``, ``sum``, … for
    numbers, ``content`` for what an accusation, a denial, a demand or a threat says. ``value`` is canonical (a
    decimal number, a vague plural, the content's words); ``low`` and ``high`` bound it where the words do ("at least",
    "about", "dozens").
    ``start`` and ``end`` span the words. ``said_by`` repeats the event's chain of attribution. ``event`` is ``""`` for
    what people suffered from what nobody did: a quake's dead count for the happening that the report is about.
    """

    id: str
    report: str
    event: str
    field: str
    value: str
    unit: str
    low: float | None
    high: float | None
    start: int
    end: int
    quote: str
    said_by: tuple[Attribution, ...] = ()
    because: tuple[Span, ...] = ()
    by: str = CODER


@dataclass(frozen=True, slots=True)
class TieClaim:
    """What one sentence says of a tie between two actors: "a member of", "ally", "depends on", "hosts".

    ``kind`` and ``stage`` are of data/kinds/ties.toml; ``sector`` narrows a kind (dependence: ``trade``, ``energy``).
    """

    id: str
    report: str
    sentence: int
    start: int
    end: int
    quote: str
    kind: str
    a: Mention[Actor]
    b: Mention[Actor]
    stage: str
    sector: str
    aux_modes: tuple[AuxMode, ...]
    attribution: tuple[Attribution, ...]
    date: str
    date_precision: DatePrecision
    where: Where
    event: str
    phrase: str
    because: tuple[Span, ...]
    by: str = CODER


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a party or an analyst expects: a sentence of outlook, kept apart from what happened.

    ``speaker`` is empty where the outlet itself expects it.
    """

    id: str
    report: str
    sentence: int
    start: int
    end: int
    quote: str
    attribution: tuple[Attribution, ...]
    about: tuple[Mention[Actor], ...]
    cue: str
    likelihood: str
    because: tuple[Span, ...]
    by: str = CODER


@dataclass(frozen=True, slots=True)
class Silence:
    """A party that was asked and did not answer: "declined to comment", "no immediate response from".

    ``actor`` is the silent party; reconciling sets it against another report in which the same party speaks.
    """

    id: str
    report: str
    sentence: int
    start: int
    end: int
    quote: str
    actor: Mention[Actor]
    because: tuple[Span, ...]
    by: str = CODER


@dataclass(frozen=True, slots=True)
class Coded:
    """All that coding found in one report."""

    report: Report
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    tie_claims: tuple[TieClaim, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    silences: tuple[Silence, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The independent hand a text came from. ``why`` says how that was seen; ``because`` holds shared passages."""

    id: str
    label: str
    reports: tuple[str, ...]
    why: str
    because: tuple[Span, ...] = ()
    by: str = CODER


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field of an episode, and who stands behind it."""

    value: str
    origins: tuple[str, ...]
    claims: tuple[str, ...]
    said_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an episode (``date``, ``place``, ``stage``, ``killed``, …), its values and the verdict on them.

    Verdicts count origins, never outlets: ``agreed`` (two or more origins, one value), ``single`` (one origin),
    ``contested`` (a party denies it), ``differs`` (origins give values that cannot both be so).
    """

    name: str
    verdict: Verdict
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Why two events are one happening or not: the functions that compared them, each with its score and words."""

    a: str
    b: str
    same: bool
    score: float
    reasons: tuple[str, ...]
    by: str = CODER


@dataclass(frozen=True, slots=True)
class Episode:
    """Events judged to be one happening. ``stage``: done, announced, possible, denied, alleged, ongoing."""

    id: str
    type: str
    mode: str
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: str
    date_precision: DatePrecision
    place: Place | None
    stage: str
    title: str
    weight: float
    events: tuple[str, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    fields: tuple[Field, ...]
    judgements: tuple[Judgement, ...] = ()
    by: str = CODER


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contest: what it holds, who says so, and the words."""

    holds: str
    said_by: tuple[str, ...]
    origins: tuple[str, ...]
    because: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """A disagreement, with its sides as the reports put them. ``episode`` or ``tie`` says what it is about."""

    id: str
    kind: ContestKind
    title: str
    episode: str
    tie: str
    sides: tuple[Side, ...]
    weight: float
    by: str = CODER


@dataclass(frozen=True, slots=True)
class TieStep:
    """One step in a tie's life as some report put it: a stage, since when, on whose word."""

    stage: str
    date: str
    date_precision: DatePrecision
    known_since: str
    origins: tuple[str, ...]
    said_by: tuple[str, ...]
    because: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation between two actors, where it stands, and the steps that led there.

    ``held_from`` and ``held_to`` are when it held, ``known_since`` the date of the first report that says so.
    """

    id: str
    kind: str
    a: Actor
    b: Actor
    stage: str
    sector: str
    held_from: str
    held_to: str
    known_since: str
    steps: tuple[TieStep, ...]
    origins: tuple[str, ...]
    because: tuple[Span, ...]
    by: str = CODER


@dataclass(frozen=True, slots=True)
class TieWord:
    """What one source says of a tie, with both times: the atom from which a tie's stage is folded at any date.

    ``date`` is when it is so in the world (``date_precision`` as for an event; ``""`` where only the report's own day
    is known), ``known_since`` the day from which it could be known (a report's publication), ``known_until`` the day
    from which it no longer counts (retracted, rejected, or read otherwise in the light of later reports), ``""`` while
    it does. ``strong`` is false for a mere mention ("a member of"), ``past`` marks a look back. ``origin`` is an origin
    of reports, or the name of the table of facts a row was taken from; then ``report`` is ``""`` and ``quote`` says
    what the row says. ``speaker_party`` is the key of the party whose own word it is (``ARM``), ``""`` where the outlet
    itself or nobody known says so.
    """

    id: str
    kind: str
    a: Actor
    b: Actor
    sector: str
    stage: str
    strong: bool
    past: bool
    date: str
    date_precision: DatePrecision
    known_since: str
    known_until: str
    origin: str
    speaker: str
    report: str
    start: int
    end: int
    quote: str
    event: str = ""
    by: str = CODER
    speaker_party: str = ""


@dataclass(frozen=True, slots=True)
class PastEvent:
    """One dated event between two parties, whoever coded it: a row of another dataset, or the ledger's own.

    It is what forecasting learns from and what exchange carries. ``dataset`` is ``accord``, ``icews``, ``polecat``,
    ``gdelt``, ``acled`` or ``phoenix``; ``key`` its name there. ``date`` is an ISO day. ``type`` and ``mode`` are
    PLOVER's (mapped where the dataset uses another ontology, ``""`` where it has no equivalent), ``code`` the
    dataset's own code as a string ("010" is not "10"). ``intensity`` is the dataset's own score, ``reports`` how many
    reports it says stand behind it (None where it does not say), ``source`` the publisher or URL it names, ``dead`` how
    many it says died.

    A dataset may list several parties on a side: ``more_actors`` and ``more_recipients`` are those beside the first.
    It is one event all the same (``accord.parties.pairs``). ``version`` is when the dataset last changed the row (ISO
    8601, ``""`` where it does not say): a later version takes the place of an earlier one with its key. ``cells`` are
    what the row says that no other field holds, by column, so that it can be written as it was.
    """

    dataset: str
    key: str
    date: str
    actor: Actor
    recipient: Actor
    type: str
    mode: str = ""
    contexts: tuple[str, ...] = ()
    code: str = ""
    intensity: float | None = None
    place: Place | None = None
    text: str = ""
    source: str = ""
    reports: int | None = None
    dead: int | None = None
    more_actors: tuple[Actor, ...] = ()
    more_recipients: tuple[Actor, ...] = ()
    version: str = ""
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PastDeletion:
    """A dataset's word that it took back the event that it had called ``key``, at the time ``at`` (ISO 8601)."""

    dataset: str
    key: str
    at: str


@dataclass(frozen=True, slots=True)
class PastPattern:
    """Something in the past that moved a forecast away from its base rate, with the events it rests on.

    ``effect`` is in log-odds: above 0 it makes the event likelier than its base rate. ``count`` events lie between
    the ISO days ``first`` and ``last`` (both ``""`` where the pattern is an absence); ``keys`` names the latest of
    them as their dataset does, ``quotes`` repeats their words where there are any.
    """

    what: str
    effect: float
    count: int
    first: str = ""
    last: str = ""
    keys: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Forecast:
    """How likely an event of a kind is between two parties within a horizon, and the past that this rests on.

    The question: will at least one event of ``kind`` (a PLOVER type, or ``quad 1`` … ``quad 4``) from ``actor`` to
    ``recipient`` be dated from ``start`` to ``end`` (ISO days, both included)? ``rule`` says in words how that is
    resolved. ``probability`` and ``base_rate`` lie between 0 and 1; ``ratio`` is the one over the other. ``n`` events
    between the two are known before ``start``, the last day of any data being ``known_to``; ``verdict`` says whether
    that is enough: where it is not, the probability is the base rate and ``patterns`` is empty. ``made_on`` is the
    day of making, ``model`` names what learnt it.
    """

    id: str
    actor: str
    recipient: str
    kind: str
    start: str
    end: str
    rule: str
    probability: float
    base_rate: float
    ratio: float
    patterns: tuple[PastPattern, ...]
    n: int
    verdict: str
    known_to: str
    made_on: str
    model: str
    by: str = CODER


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a forecast came out by its rule: ``yes``, ``no``, ``void`` (no data to tell) or ``open`` (not over yet).

    ``keys`` names the first events that make it a yes, as their dataset does; ``why`` says it in words.
    """

    forecast: Forecast
    outcome: Literal["yes", "no", "void", "open"]
    why: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Forecasts from ``low`` to ``high``: how many, what they said on average, and how often it happened."""

    low: float
    high: float
    n: int
    said: float
    happened: float


@dataclass(frozen=True, slots=True)
class Tested:
    """How forecasts did on one population (``of``) and kind (``""``: all kinds), walking forward through the past.

    ``n`` questions, of which the share ``rate`` came true. Brier and log score are means (0 is best); ``skill`` is the
    share by which the Brier score is below each baseline's; the calibration errors are expected ones, over bins of
    equal mass and of equal width; ``table`` holds the latter.
    """

    of: str
    kind: str
    n: int
    rate: float
    brier: float
    log_score: float
    skill: dict[str, float]
    ece_mass: float
    ece_width: float
    table: tuple[ReliabilityBin, ...]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One period of a trend, from the ISO day ``start``: how many events, and their mean score where they have one.

    ``n`` is None where there is no data: outside the history, or in a gap of it. ``partial`` marks a period that the
    data covers in part; its count is no full one.
    """

    start: str
    n: int | None
    score: float | None
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A period from which on a trend runs at another level: the ``before`` and ``after`` of its counts or scores."""

    start: str
    of: Literal["count", "score"]
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Trend:
    """Events of one kind from ``actor`` to ``recipient`` by ``day``, ``week``, ``month`` or ``year``.

    ``kind`` is a PLOVER type, ``quad 1`` … ``quad 4``, or ``""`` for all. Scores are PLOVER's, -10 to +10.
    """

    actor: str
    recipient: str
    kind: str
    by: str
    points: tuple[TrendPoint, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Dealing:
    """One event of a past as a dossier shows it: who did what to whom on an ISO day, by the keys of the parties.

    ``key`` names it as its dataset does, ``type`` is PLOVER's (``""`` where it has none for it), ``text`` are the
    dataset's words for it, ``""`` where it has none.
    """

    key: str
    date: str
    actor: str
    recipient: str
    type: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class PairPast:
    """How two parties of a dossier dealt with each other before: ``n`` events between them, as series both ways.

    ``trends`` run from ``a`` to ``b``, then back: all kinds, then each quad. They are empty where there is too little
    to draw, and ``note`` says so in a sentence.
    """

    a: str
    b: str
    n: int
    trends: tuple[Trend, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Background:
    """What a ledger's past, whose data lie between the ISO days ``first`` and ``last``, holds of a dossier's parties.

    ``dealings`` are the events behind the points of the trends (of a period with many, those of the strongest scores)
    and those that the patterns of the forecasts name, by day. ``note`` says in a sentence why nothing is forecast,
    ``""`` where something is.
    """

    first: str
    last: str
    pairs: tuple[PairPast, ...]
    dealings: tuple[Dealing, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of this about one subject, ready to read. ``lead`` is the id of the episode that matters most, or ``""``."""

    title: str
    lead: str
    reports: tuple[Report, ...] = ()
    origins: tuple[Origin, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    episodes: tuple[Episode, ...] = ()
    contests: tuple[Contest, ...] = ()
    ties: tuple[Tie, ...] = ()
    outlook: tuple[Expectation, ...] = ()
    refused: tuple[Refused, ...] = field(default=())
    #: Accord's own, from a ledger's past; empty where none was asked for. ``outlook`` is what others expect.
    forecasts: tuple[Forecast, ...] = ()
    #: The past that the forecasts rest on; None where no ledger was asked.
    background: Background | None = None
    #: Outlets that a person graded in the ledger that was asked, with the Admiralty's letter, A to F, in their order.
    grades: tuple[tuple[str, str], ...] = ()


def as_json(record: Any) -> Any:
    """``record`` as plain JSON values. A mention is flattened with what it resolves to; an actor carries its code."""
    if isinstance(record, Mention):
        flat = {"text": record.text, "start": record.start, "end": record.end, "via": record.via}
        return as_json(record.value) | flat | ({"antecedent": as_json(record.antecedent)} if record.antecedent else {})
    if isinstance(record, Actor):
        return {"code": record.code} | {f.name: getattr(record, f.name) for f in dataclasses.fields(record)}
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return {f.name: as_json(getattr(record, f.name)) for f in dataclasses.fields(record)}
    if isinstance(record, (tuple, list)):
        return [as_json(item) for item in record]
    return record
