"""Counts: which event a quantity counts for, in its own sentence, before it or behind it; as claims with their unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accord.coding.arguments import Clauses
from accord.coding.attribution import attribution, in_quotation, speaks
from accord.coding.events import Found, Reading, dated
from accord.coding.modality import modality
from accord.coding.numerals import load_number_words
from accord.coding.quantities import TOLLS, Cues, Quantity, is_bare, quantities
from accord.lexicon import Lexicon, NumberCue, load_words
from accord.records import Attribution, Claim, Span, content_id

#: How many sentences before or behind a toll its event may be told.
TOLL_REACH = 4
#: Counts of a deed that may be told in a sentence of their own: "the union said that only one had been freed".
FOLLOWING = TOLLS | {"released", "signatories"}
#: What people suffer whether or not anybody did it to them.
SUFFERED = frozenset({"killed", "injured", "missing", "displaced"})
#: What people suffer from force alone.
HURT = SUFFERED - {"displaced"}
#: Ways of coercing that hurt nobody.
HARMLESS = frozenset({"arrest", "censor", "curfew", "deport", "misinformation", "restrict", "withhold"})
#: Days for which what happened is news.
_NEWS = 14
#: Words that set a number aside for the one given before: "eight signed, *not* nine".
REFUSED_BY = (("not",), ("rather", "than"), ("instead", "of"))
#: Speech that carries a count of what it is about: "accused the rebels of killing 12 people".
SPEECH = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "AGREE"})
#: How words for putting one's name to a pact begin.
SIGNING = frozenset({"sign", "put", "puts", "init", "adop"})
#: Verbs of giving a number.
PUTTING = frozenset({"put", "place", "set", "give"})
#: How far behind its number a counted noun may stand for the two to be one quote.
_WIDE = 8


#: The cue that says what a count is a count of, and the word at which it does.
Named = tuple[NumberCue, int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A count that belongs to no deed told so far."""

    quantity: Quantity
    named: Named
    reading: Reading


def find_claims(
    reading: Reading, found: list[Found], earlier: list[Found], lexicon: Lexicon, waiting: list[Waiting] | None = None
) -> list[Claim]:
    """The counts of one sentence, each as a claim of the event it belongs to.

    ``found`` are this sentence's events, ``earlier`` those before it in the report: a sentence that only updates a
    toll belongs to the latest event of a kind that can have one. A count that belongs to no event is left alone, or
    added to ``waiting``. A number that is set aside for another ("not nine") is a claim that its speaker denies.
    """
    words = load_number_words(lexicon.language)
    claims: dict[str, Claim] = {}
    cues_of = [(q, Cues(q, reading, lexicon, words)) for q in quantities(reading.clauses, words)]
    counted = [(quantity, cues, cues.field()) for quantity, cues in cues_of]
    new = {named[0].field for _, cues, named in counted if named and cues.stated}
    owners: dict[Quantity, tuple[Named, Found]] = {}
    for quantity, cues, named in counted:
        instead = _refused_for(quantity, [one for one, _ in cues_of], reading)
        if instead is not None:
            if owned := owners.get(instead):
                claim = _claim(quantity, *owned, reading, lexicon, refused=True)
                claims.setdefault(claim.id, claim)
            continue
        if named is None or (quantity.worded and not cues.befallen(named)):
            continue
        if named[0].field in FOLLOWING and (
            _is_the_whole(quantity, reading.clauses)
            or (named[1] != quantity.head and reading.referents.harm(quantity.head))
        ):
            continue  # "*nine bombings* wounded 70" counts none of the wounded
        if quantity.worded and _puts_a_number(quantity.argument, reading.clauses):
            continue
        if _would_have(named[1], reading.clauses) or _breaks_down(
            quantity, [one for one, _ in cues_of], reading.clauses
        ):
            continue
        if named[0].field in new and not cues.stated:  # "rose from 12 to 15, as three of the wounded died"
            continue
        owned = _owned(quantity, cues, named, reading, found, earlier)
        if owned is None and _charged(named[1], reading.clauses):
            continue
        if owned is None and waiting is not None and named[0].field in FOLLOWING:
            waiting.append(Waiting(quantity, named, reading))
        if owned is None or ("negation" in owned[1].event.aux_modes and quantity.value != "0"):
            continue
        owners[quantity] = owned
        claim = _claim(quantity, *owned, reading, lexicon)
        claims.setdefault(claim.id, claim)
    return list(claims.values())


def _is_the_whole(quantity: Quantity, clauses: Clauses) -> bool:
    """ "Three of *15 soldiers* were killed": what befell three of them did not befall the rest."""
    before = [t for t in clauses.tokens[: quantity.numeral.start] if t.dep not in ("det", "poss", "amod")][-2:]
    return [t.text.lower() for t in before[1:]] == ["of"] and before[0].pos == "NUM"


def _puts_a_number(i: int, clauses: Clauses) -> bool:
    """ "*An activist* put the toll at 45": who gives a toll is none of it."""
    token = clauses.tokens[i]
    return token.dep == "nsubj" and clauses.tokens[token.head].lemma.lower() in PUTTING


def _would_have(i: int, clauses: Clauses) -> bool:
    """ "If they had left, nobody *would have* died": what did not come about is counted by nobody."""
    verb = i if clauses.is_verb(i) else clauses.tokens[i].head
    aux = {clauses.tokens[k].text.lower() for k in clauses.kids[verb] if clauses.tokens[k].dep in ("aux", "auxpass")}
    return "have" in aux and bool(aux & {"would", "could", "might"})


def _breaks_down(quantity: Quantity, others: list[Quantity], clauses: Clauses) -> bool:
    """ "The four, *three men* and a woman, were freed": parts of a number that stands before them say no other."""
    at = quantity.head
    for _ in range(4):
        token = clauses.tokens[at]
        whole = next(
            (q for q in others if token.head in (q.head, q.argument, q.numeral.last) and q is not quantity), None
        )
        behind = whole is not None and whole.numeral.last < quantity.numeral.start
        bare = behind and whole is not None and is_bare(whole.head, whole.numeral)
        if behind and (token.dep == "appos" or (bare and clauses.tokens[quantity.numeral.start - 1].text == ",")):
            return True
        if token.dep != "conj" or token.head >= at:
            return False
        at = token.head
    return False


def _owned(
    quantity: Quantity, cues: Cues, named: Named, reading: Reading, found: list[Found], earlier: list[Found]
) -> tuple[Named, Found] | None:
    """What a count is a count of, and the event it belongs to: by what befalls it, else by what its noun is."""
    owner = _owner(quantity, named, reading, found) or _before(quantity, named, reading, earlier)
    if owner is not None:
        return named, owner
    own = cues.own()
    owner = _owner(quantity, own, reading, found) if own is not None and own != named else None
    return (own, owner) if own is not None and owner is not None else None


def _refused_for(quantity: Quantity, others: list[Quantity], reading: Reading) -> Quantity | None:
    """The count given instead of this one: "eight states had signed, *not nine*"; else None."""
    tokens, first = reading.clauses.tokens, quantity.numeral.start
    if quantity.worded or quantity.numeral.money or quantity.numeral.percent:
        return None
    before = [t.text.lower() for t in tokens[max(0, first - 2) : first]]
    if not any(tuple(before[-len(words) :]) == words for words in REFUSED_BY):
        return None
    plain = [q for q in others if q.numeral.last < first and not q.worded and not q.joined]
    same = [q for q in plain if is_bare(quantity.head, quantity.numeral) or q.unit == quantity.unit]
    return same[-1] if same and same[-1].value != quantity.value else None


def _owner(quantity: Quantity, named: Named, reading: Reading, found: list[Found]) -> Found | None:
    """The event of this sentence that a count belongs to: the one at the cue, else the nearest that may have one."""
    cue, at = named
    own = [f for f in found if f.token == at and (_may_have(f, cue) or f.event.type in SPEECH)]
    fitting = [f for f in found if _may_have(f, cue)]
    if quantity.value == "0":  # "attacked the base, but no one was killed": none is the toll of the attack
        done = [f for f in fitting if "negation" not in f.event.aux_modes]
        own, fitting = ([], done) if done else (own, fitting)
    if own:
        return own[0]
    clauses = reading.clauses
    above, below = clauses.path_up(at), clauses.subtree(at)
    linked = [f for f in fitting if f.token in above or f.token in below]
    said = [f for f in found if f.event.type in SPEECH and f.token in above]
    near = linked or fitting or said
    return min(near, key=lambda f: (abs(f.token - at), f.token)) if near else None


def _may_have(found: Found, cue: NumberCue) -> bool:
    """Whether an event may have such a count: its type, or its type and mode, stand in the cue's row."""
    if cue.field in HURT and found.event.mode in HARMLESS:
        return False  # an arrest kills nobody
    return not cue.types.isdisjoint((found.event.type, f"{found.event.type}-{found.event.mode}"))


def _before(quantity: Quantity, named: Named, reading: Reading, earlier: list[Found]) -> Found | None:
    """Such a deed within a few sentences, for a count that stands in a sentence of its own."""
    cue, at = named
    if cue.field not in FOLLOWING or (cue.field in TOLLS and _is_of_a_whole(reading)) or _charged(at, reading.clauses):
        return None
    reach = reading.sentence.number if cue.field == "signatories" else TOLL_REACH
    near = [f for f in reversed(earlier) if reading.sentence.number - f.event.sentence <= reach]
    told, _ = dated(reading.sentence, at)
    near = [f for f in near if not _long_before(told, f.event.date) and _may_have(f, cue) and _is_deed(f, cue)]
    return _likeliest(quantity, near, reading) if cue.field in SUFFERED else next(iter(near), None)


def _charged(at: int, clauses: Clauses) -> bool:
    """Whether a count is of what somebody is accused of: "held on Monday. He is accused *of killing* 12 soldiers"."""
    charging = load_words()["charging"]
    return any(clauses.tokens[k].dep == "pcomp" and clauses.is_verb(k) for k in (at, *clauses.path_up(at))) and any(
        clauses.tokens[k].lemma.lower() in charging for k in clauses.path_up(at)
    )


def _likeliest(quantity: Quantity, near: list[Found], reading: Reading) -> Found | None:
    """Of deeds told before, the latest first, the one that people suffered from.

    Protesters are hurt where they protest, others by force; a nation's people where their nation is named, and people
    in a place by what was done there; what is long past has its own toll.
    """
    crowd = reading.clauses.tokens[quantity.head].lemma.lower() in load_words()["protesters"]
    nations = {m.value.country for m in reading.referents.named(quantity.head) if m.value.country}
    places = {p.value.name for p in reading.sentence.places}

    def fit(found: Found) -> tuple[bool, bool, bool, bool, bool]:
        event = found.event
        recent = "historical" not in event.aux_modes
        there = event.place is not None and event.place.value.name in places
        named = bool(nations & {m.value.country for m in (*event.actors, *event.recipients)})
        return crowd and event.type == "PROTEST", recent, there, named, event.type == "ASSAULT"

    return max(near, key=fit, default=None)


def _is_of_a_whole(reading: Reading) -> bool:
    """Whether a sentence sums up: "the toll *of the war* stands at 900" and "900 have died *since January*" count more
    than the deed told before."""
    tokens = reading.clauses.tokens
    whole = load_words()["whole"]
    summed = any(t.lemma.lower() in whole and tokens[t.head].pos == "ADP" for t in tokens)
    then = [n for n, t in enumerate(tokens) if t.text.lower() == "then"]
    since = [n for n, t in enumerate(tokens) if t.text.lower() == "since" and t.pos in ("ADP", "SCONJ")]
    return summed or any(n + 1 not in then for n in since)


def _long_before(told: str, done: str) -> bool:
    """Whether a toll is told of an earlier month or year than a deed: it is another's ("in May 2023 ten had died")."""
    shared = min(len(told), len(done), 7)
    return shared >= 4 and told[:shared] < done[:shared]


def _is_deed(found: Found, cue: NumberCue) -> bool:
    """Whether an event has happened and is the deed counted: those freed wait for a release, signatories for a pact."""
    if cue.field == "signatories" and found.event.trigger.lower()[:4] not in SIGNING:
        return False
    freed = cue.field != "released" or (found.event.type, found.event.mode) == ("RETREAT", "release")
    return freed and _happened(found)


def claim_waiting(waiting: list[Waiting], here: list[Found], claims: list[Claim], lexicon: Lexicon) -> list[Claim]:
    """Claims of counts that stood before the deed they count: "the hospital received seven bodies", then the clash.

    A toll is taken for that of a deed told a few sentences on only where that sentence goes on counting the same.
    ``claims`` are those of the sentence of ``here``. Counts that found their deed leave ``waiting``.
    """
    found: list[Claim] = []
    for item in list(waiting):
        cue = item.named[0]
        ahead = [f for f in here if f.event.sentence - item.reading.sentence.number <= TOLL_REACH]
        counts = {claim.event for claim in claims if claim.field == cue.field}
        deeds = [f for f in ahead if _may_have(f, cue) and _is_deed(f, cue)]
        # What a report opens with is the toll of the first such deed that it tells of.
        opens = item.reading.sentence.where in ("headline", "lead") or cue.field not in TOLLS
        deed = next((f for f in deeds if f.event.id in counts or opens), None)
        if deed is not None:
            found.append(_claim(item.quantity, item.named, deed, item.reading, lexicon))
            waiting.remove(item)
    return found


def unowned(waiting: Sequence[Waiting], events: Sequence[Found], lexicon: Lexicon) -> list[Claim]:
    """What people suffered by the opening of a report without a deed (``events``) that it could be the toll of: from a
    quake, a flood, a fire. Such a claim names no event; it is of the happening that the report is about.

    Left out is what came earlier ("a quake in 2003 killed 25,000"), what sums up, and what is not told as a fact.
    """
    found: dict[str, Claim] = {}
    for item in waiting:
        cue, at = item.named
        reading = item.reading
        told = cue.field in SUFFERED and item.quantity.numeral.low is not None
        told = told and not any(_may_have(f, cue) and _happened(f) for f in events)
        if not told or not _opens(reading) or _is_of_a_whole(reading) or _of_earlier(reading):
            continue
        if modality(at, reading.clauses, lexicon).modes or in_quotation(at, reading.sentence):
            continue
        claim = _claim(item.quantity, item.named, None, reading, lexicon)
        found.setdefault(claim.id, claim)
    return list(found.values())


def _opens(reading: Reading) -> bool:
    """Whether a sentence is of a report's headline, or one of the first few under it."""
    return reading.sentence.where in ("headline", "lead") or reading.sentence.number <= TOLL_REACH


def _of_earlier(reading: Reading) -> bool:
    """Whether a sentence names a time that was over weeks before its report, or one that is measured in years."""
    day = reading.report.published[:10]
    ended = [m.value.end for m in reading.sentence.times if m.value.end]
    recent = (date.fromisoformat(day) - timedelta(days=_NEWS)).isoformat() if len(day) == 10 else ""
    return any(end < recent for end in ended) or any(m.value.value.endswith("Y") for m in reading.sentence.times)


def _put_by(i: int, reading: Reading) -> tuple[Attribution, ...]:
    """ "*The government* put the toll at eight": who puts a number says it."""
    clauses = reading.clauses
    verb = next((k for k in clauses.path_up(i)[:4] if clauses.is_verb(k)), None)
    if verb is None or clauses.tokens[verb].lemma.lower() not in PUTTING:
        return ()
    subjects = [k for k in clauses.kids[verb] if clauses.tokens[k].dep == "nsubj"]
    quoted = in_quotation(verb, reading.sentence)
    return tuple(speaks(k, verb, "says", reading.referents, quoted) for k in subjects[:1])


def _happened(found: Found) -> bool:
    return not set(found.event.aux_modes) & {"future", "hypothetical", "negation"}


def _claim(
    quantity: Quantity,
    named: Named,
    owner: Found | None,
    reading: Reading,
    lexicon: Lexicon,
    *,
    refused: bool = False,
) -> Claim:
    cue, at = named
    tokens, report, numeral = reading.sentence.tokens, reading.report, quantity.numeral
    last = max(numeral.last, quantity.head) if quantity.head - numeral.last <= _WIDE else numeral.last
    start, end = tokens[numeral.start].start, tokens[last].end
    event = owner.event if owner else None
    same = event is not None and event.sentence == reading.sentence.number
    said = event.attribution if event and same else attribution(at, reading.referents, lexicon, reading.carried)
    said = said or _put_by(numeral.start, reading)
    if refused:
        word = tokens[numeral.start - 1]
        speaker, actor = (said[-1].speaker, said[-1].actor) if said else ("", None)
        said = (*said, Attribution(speaker, actor, word.text, "denies", word.start, word.end))
    spans = {Span(report.id, start, end, cue.field), Span(report.id, tokens[at].start, tokens[at].end, "counts")}
    return Claim(
        id=content_id("claim", event.id if event else report.id, cue.field, quantity.value, start),
        report=report.id,
        event=event.id if event else "",
        field=cue.field,
        value=quantity.value,
        unit=quantity.unit,
        low=numeral.low,
        high=numeral.high,
        start=start,
        end=end,
        quote=report.text[start:end],
        said_by=said,
        because=tuple(sorted(spans)),
    )
