"""Events: phrases found in a sentence become events with roles, modality, attribution and the spans they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from accord.coding.again import again
from accord.coding.aims import without_aims
from accord.coding.arguments import Clauses
from accord.coding.attribution import attribution, in_quotation
from accord.coding.goodwill import is_goodwill
from accord.coding.grievances import governing
from accord.coding.homes import at_home, lone_place
from accord.coding.match import Hit, match
from accord.coding.merging import DIRECTED, merged, same_said, sharing_target
from accord.coding.modality import PRESUPPOSED, Modality, modality
from accord.coding.politics import political, speaks_publicly
from accord.coding.referents import Referents
from accord.coding.rhetoric import by_nobody, is_rhetoric, without_matters
from accord.coding.roles import each_other, roles
from accord.coding.screening import is_event
from accord.coding.settling import (
    announces_itself,
    hoped,
    on_terms,
    plain_type,
    purpose_told,
    settled_type,
    unless,
)
from accord.coding.undone import is_undone
from accord.coding.when import back_then, event_time, is_ahead
from accord.coding.where import event_place
from accord.coding.works import work_struck
from accord.lexicon import Lexicon, Phrase
from accord.ontology import Ontology
from accord.records import (
    AUX_MODES,
    Actor,
    Attribution,
    AuxMode,
    DatePrecision,
    Event,
    Mention,
    Place,
    Report,
    Sentence,
    Span,
    Time,
    content_id,
)

#: Under these relations a verbal type's complement is its content ("threatened to attack"), not a happening.
CONTENT = ("xcomp", "ccomp", "obj", "of", "for", "to", "on", "about", "against", "acl", "from", "into", "that")
#: An ACCUSE that disapproves presupposes what it disapproves of ("condemned the attack").
DISAPPROVED = ("xcomp", "ccomp", "of")
STATED = ("xcomp", "ccomp", "acl")
#: What someone is accused of, nobody vouches for, though nobody is named who accuses ("a man *accused of* killing …").
CHARGED = ("of", "with", "for")


#: Words that open a clause of time about what is yet to come when it is in the present tense.
TO_COME = frozenset({"after", "before", "once", "until", "when"})


#: Types of speech about what is not there yet.
ASKED = frozenset({"AGREE", "REQUEST", "THREATEN"})


#: Types of punishment, whose "for" says what the punished are charged with.
PUNISHED = frozenset({"COERCE", "SANCTION"})


#: Types whose content is only wished or feared, whoever says so ("the demand for his resignation").
WISHED = frozenset({"REQUEST", "THREATEN"})


#: Quads of words: what is said needs someone who says it. A deed may be told without its doer ("were killed").
SPEECH = (1, 3)
QUARREL = 3

Parties = tuple[Mention[Actor], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An event and where its trigger stands, for what is coded on top of it.

    ``private`` marks an event between private people, which is kept only in a report that is about politics.
    """

    event: Event
    token: int
    private: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence as coding sees it: its clauses, its referents, and the speaker carried over from before."""

    report: Report
    sentence: Sentence
    clauses: Clauses
    referents: Referents
    carried: Attribution | None
    #: The works (dams, crossings) that the report names, by the noun that means them.
    works: Mapping[str, Mention[Actor]] = field(default_factory=dict)


def read_sentence(report: Report, sentence: Sentence, lexicon: Lexicon, carried: Attribution | None) -> Reading:
    """Prepare a sentence for coding."""
    words = lexicon.words
    clauses = Clauses(sentence, words["happening"])
    referents = Referents(clauses, words["quantity"], words["alliance"], words["harm"], words["firm"])
    return Reading(report, sentence, clauses, referents, carried)


def find_events(reading: Reading, lexicon: Lexicon, ontology: Ontology, earlier: Sequence[Found] = ()) -> list[Found]:
    """The events of one sentence, in the order of the text. ``earlier`` are those found before it in the report."""
    spoken = partial(_has_parties, reading, lexicon, ontology)
    said = match(reading.clauses, reading.referents, lexicon.phrases, spoken)
    hits = without_aims(said, reading.clauses)
    # What a protest demands has not happened either, though the demand is no event of its own.
    verbal = [hit for hit in said if ontology.types[hit.phrase.type].verbal]
    content = {
        j
        for hit in verbal
        for j in content_of(
            hit, reading.clauses, stated=hit in hits and not _wished(hit, reading.clauses) and not spoken(hit)
        )
    }
    content |= {j for hit in said for j in _charge(hit, reading.clauses)} | _causes(said, reading.clauses, ontology)
    made = [f for hit in hits if hit.token not in content for f in _made(hit, reading, lexicon, ontology)]
    told = [f.event for f in earlier]
    nouns = ("NOUN", "PROPN")
    found = [
        replace(f, event=again(f.event, told)) if reading.sentence.tokens[f.token].pos in nouns else f for f in made
    ]
    beside = [(f.event, f.token) for f in found]
    found = [replace(f, event=sharing_target(f.event, f.token, beside, reading.clauses)) for f in found]
    kept = [f for f in found if not (_in_passing(f, found, reading.clauses) or _proposed(f, found, reading.clauses))]
    return _distinct(kept, reading.clauses)


def _proposed(found: Found, others: Sequence[Found], clauses: Clauses) -> bool:
    """Whether a relative clause says what a text that others deal with would do: "backed a resolution *that aims to
    tighten* sanctions". Whoever backs it is told of; what it would do is not yet anybody's deed."""
    if not set(found.event.aux_modes) & {"future", "hypothetical"}:
        return False
    above = clauses.path_up(found.token)
    opened = [k for k in (found.token, *above) if clauses.tokens[k].dep == "relcl"]
    texts = {
        clauses.tokens[k].head
        for k in opened
        if any(clauses.tokens[m].text.lower() in ("a", "an") for m in clauses.kids[clauses.tokens[k].head])
    }
    return any(other.token in clauses.path_up(noun) for noun in texts for other in others)


def _shown(hit: Hit[Phrase], clauses: Clauses) -> bool:
    """Whether a participle tells what people are seen doing: "tried to disperse crowds *protesting* the vote"."""
    token = clauses.tokens[hit.token]
    return hit.phrase.type == "PROTEST" and token.dep == "acl" and token.tag == "VBG"


def _wished(hit: Hit[Phrase], clauses: Clauses) -> bool:
    """Whether a noun says a wish or a threat, whoever's it is: "the demand for his resignation"."""
    return hit.phrase.type in WISHED and not clauses.is_verb(hit.token)


def _in_passing(found: Found, others: Sequence[Found], clauses: Clauses) -> bool:
    """Whether a noun names, under what somebody did, a deed that nobody is said to have done ("fled *the attack*")."""
    if found.event.actors or clauses.is_verb(found.token):
        return False
    above = clauses.path_up(found.token)
    return any(other.token in above and other.event.actors for other in others)


def _has_parties(reading: Reading, lexicon: Lexicon, ontology: Ontology, hit: Hit[Phrase]) -> bool:
    """Whether a phrase names the parties without which it is no event."""
    actors, recipients = roles(hit, reading.clauses, reading.referents, lexicon.words["light"])
    return bool(actors or (recipients and ontology.types[hit.phrase.type].quad not in SPEECH))


def content_of(hit: Hit[Phrase], clauses: Clauses, *, stated: bool = False) -> set[int]:
    """Words under a verbal type that say what it is about: what is alleged, asked, refused, promised, threatened.

    Clauses of time and relative clauses inside it are left out: what they say is taken for granted. Where nobody is
    named who says it ("Japan's easing of sanctions was announced"), ``stated``, only a clause is content.
    """
    relations: tuple[str, ...] = STATED if stated else DISAPPROVED if hit.phrase.mode == "disapprove" else CONTENT
    if stated and hit.phrase.type == "ACCUSE":
        relations = (*STATED, *CHARGED)
    found: set[int] = set()
    stack = [j for relation in relations for j in clauses.related(hit.token, relation) if j != hit.token]
    stack = [j for j in stack if clauses.tokens[j].head != j or j > hit.token]
    while stack:
        j = stack.pop()
        if j in found or j == hit.token or (j in clauses.path_up(hit.token)):
            continue
        found.add(j)
        stack.extend(k for k in clauses.kids[j] if not _taken_for_granted(k, clauses, hit.phrase.type))
    return found


def _charge(hit: Hit[Phrase], clauses: Clauses) -> set[int]:
    """What someone is punished for: "arrested *for spying*" does not say that he spied."""
    if hit.phrase.type not in PUNISHED or (hit.phrase.type == "COERCE" and hit.phrase.mode not in ("arrest", "deport")):
        return set()
    charged = [j for j in clauses.related(hit.token, "for") if clauses.is_verb(j) and clauses.tokens[j].tag == "VBG"]
    return {k for j in charged for k in clauses.subtree(j)}


def _causes(hits: Sequence[Hit[Phrase]], clauses: Clauses, ontology: Ontology) -> set[int]:
    """Hostile words said by nouns in what a protest is about: "a strike against the *refusal* to talk" is one event.

    A promise or a concession that people protest against has been made.
    """
    protests = {j for hit in hits if hit.phrase.type == "PROTEST" for j in (hit.token, *_lender(hit.token, clauses))}
    return {
        hit.token
        for hit in hits
        if ontology.types[hit.phrase.type].quad == QUARREL
        and not clauses.is_verb(hit.token)
        and hit.token not in protests
        and protests & set(clauses.path_up(hit.token))
    }


def _lender(i: int, clauses: Clauses) -> tuple[int, ...]:
    """The verb of a noun that is its object: "began" in "began a *strike*"."""
    return (clauses.tokens[i].head,) if clauses.tokens[i].dep == "dobj" else ()


def _taken_for_granted(k: int, clauses: Clauses, type_: str) -> bool:
    token = clauses.tokens[k]
    if token.dep == "relcl":
        # of "a law *that bans* the party", which is only asked for, nothing is taken for granted; of "a raid *in which
        # ten died*", which is condemned, all is
        return type_ not in ASKED or not any(
            clauses.tokens[m].text.lower() in ("a", "an") for m in clauses.kids[token.head]
        )
    if token.dep == "prep":
        # "demanded his resignation *over* the decision to cede …": the cause is told as a fact
        return token.text.lower() in PRESUPPOSED or token.text.lower() == "over"
    marks = {clauses.tokens[m].text.lower() for m in clauses.kids[k]}
    # "must agree before they *disarm*": a present tense under what is asked is still to come
    to_come = bool(marks & TO_COME) and any(clauses.tokens[m].tag in ("VBP", "VBZ") for m in (k, *clauses.kids[k]))
    return token.dep == "advcl" and bool(marks & PRESUPPOSED) and not to_come


def _made(hit: Hit[Phrase], reading: Reading, lexicon: Lexicon, ontology: Ontology) -> list[Found]:
    """The event that a phrase says; two where two parties did the same to each other."""
    actors, recipients = roles(hit, reading.clauses, reading.referents, lexicon.words["light"])
    if not actors and not recipients:
        recipients = work_struck(hit, reading.clauses, lexicon.words["work"], reading.works)
    sides = [(actors, recipients)]
    if hit.phrase.type in DIRECTED and len(actors) == 2 and not recipients and each_other(hit.token, reading.clauses):
        sides = [(actors[:1], actors[1:]), (actors[1:], actors[:1])]
    made = [_event(hit, reading, lexicon, ontology, *side) for side in sides]
    return [f for f in made if f is not None]


def _event(
    hit: Hit[Phrase], reading: Reading, lexicon: Lexicon, ontology: Ontology, actors: Parties, recipients: Parties
) -> Found | None:
    if not actors and (not recipients or ontology.types[hit.phrase.type].quad in SPEECH):
        return None
    i = hit.token
    recipients = without_matters(hit, reading.clauses, _hosts(hit, reading, lexicon, recipients))
    if not actors and not recipients:
        return None
    if not _is_told(hit, reading, lexicon, ontology, actors, recipients):
        return None
    said = attribution(i, reading.referents, lexicon, reading.carried)
    when = event_time(reading.sentence, i, asks=ontology.types[hit.phrase.type].verbal)
    where = _site(event_place(reading.sentence, i), reading.sentence)
    home = where or lone_place(reading.sentence, hit.phrase.type)
    actors, recipients = at_home(actors, recipients, hit.phrase.type, home, reading.sentence.actors)
    recipients = governing(hit, reading.referents, actors, recipients, where)
    settled = _settled(hit, reading, lexicon, said, when, actors, recipients)
    if settled is None:
        return None
    how, modes, type_, mode = settled
    because = _because(hit, reading, how, said)
    for shows, mentions in (("actor", actors), ("recipient", recipients), ("date", (when,)), ("place", (where,))):
        because += _spans(reading.report.id, shows, [m for m in mentions if m is not None])
    date, precision = _date(when, reading.report, modes)
    token, sentence = reading.sentence.tokens[i], reading.sentence
    roles_key = [(m.value.code, m.start) for m in (*actors, *recipients)]
    event = Event(
        id=content_id("event", sentence.id, token.start, type_, mode, roles_key),
        report=reading.report.id,
        sentence=sentence.number,
        start=sentence.start,
        end=sentence.end,
        quote=reading.report.text[sentence.start : sentence.end],
        type=type_,
        mode=mode,
        aux_modes=modes,
        contexts=hit.phrase.contexts,
        actors=actors,
        recipients=recipients,
        place=where,
        date=date,
        date_precision=precision,
        attribution=said,
        where="quote" if in_quotation(i, sentence) else sentence.where,
        trigger=reading.report.text[token.start : token.end],
        phrase=hit.phrase.source,
        because=tuple(sorted(set(because))),
    )
    return Found(event, i, private=not political(hit.phrase, actors, recipients))


def _settled(
    hit: Hit[Phrase],
    reading: Reading,
    lexicon: Lexicon,
    said: tuple[Attribution, ...],
    when: Mention[Time] | None,
    actors: Parties,
    recipients: Parties,
) -> tuple[Modality, tuple[AuxMode, ...], str, str] | None:
    """How real what a phrase says is, and the type and mode that follow; None where it tells of nothing at all."""
    i, clauses, published = hit.token, reading.clauses, reading.report.published
    how = modality(purpose_told(hit, clauses, lexicon), clauses, lexicon, chain=not _shown(hit, clauses))
    if any(slot.relation == "neg" for slot in hit.phrase.pattern.slots):
        how = Modality((), ())  # "will not accept" is a refusal made, no acceptance negated
    modes = aux_modes(how.modes, (*hit.phrase.aux, *hoped(how.modes, said)))
    if is_ahead(i, when, reading.sentence, published, bare=not modes):
        modes = aux_modes(modes, ("future",))
    if any(reading.sentence.tokens[j].lemma.lower() in lexicon.words["conditional"] for j in how.cues):
        return None  # a condition says nothing of whether it is met
    if _unwanted(how, modes, reading, lexicon) or is_goodwill(hit, clauses, modes, actors, recipients):
        return None
    if is_rhetoric(hit, clauses, modes, actors, recipients):
        return None
    kind, threatens = plain_type(hit, clauses, actors), announces_itself(actors, said)
    terms, but_if = on_terms(i, clauses), unless(i, clauses)
    type_, mode = settled_type(*kind, modes, threatens=threatens, on_terms=terms, unless=but_if)
    if not actors and by_nobody(hit, clauses, type_, modes, recipients):
        return None
    if long_ago(when, published) or (when is None and back_then(reading.sentence, i)):
        modes = aux_modes(modes, ("historical",))
    return how, modes, type_, mode


def _is_told(
    hit: Hit[Phrase], reading: Reading, lexicon: Lexicon, ontology: Ontology, actors: Parties, recipients: Parties
) -> bool:
    """Whether a phrase with these parties tells of a public deed, in a place where it says that it was done."""
    if not is_event(hit, reading.clauses, actors, recipients, lexicon.words["accident"]):
        return False
    if ontology.types[hit.phrase.type].quad in SPEECH and not speaks_publicly(actors, recipients):
        return False
    return not is_undone(hit, reading.clauses, actors, bool(recipients))


def _unwanted(how: Modality, modes: tuple[AuxMode, ...], reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a deed is only said not to be wanted: "does not *want* to strike" tells of no strike and no refusal."""
    words = {reading.sentence.tokens[j].lemma.lower() for j in how.cues}
    return {"hypothetical", "negation"} <= set(modes) and bool(words & lexicon.words["wanting"])


def _hosts(hit: Hit[Phrase], reading: Reading, lexicon: Lexicon, recipients: Parties) -> Parties:
    """The recipients; of a visit without the temple or plant that was seen, which is no host."""
    if (hit.phrase.type, hit.phrase.mode) != ("CONSULT", "visit"):
        return recipients
    tokens, sites = reading.sentence.tokens, lexicon.words["site"]
    seen = tokens[hit.token].lemma.lower() in ("visit", "tour") and reading.clauses.is_verb(hit.token)
    unknown = [m for m in recipients if seen and m.value.code == "UNK" and tokens[m.head].ent != "PERSON"]
    return tuple(m for m in recipients if tokens[m.head].text.lower() not in sites and m not in unknown)


def aux_modes(modes: tuple[AuxMode, ...], more: tuple[str, ...]) -> tuple[AuxMode, ...]:
    """Auxiliary modes of two sources together, in PLOVER's order."""
    return tuple(mode for mode in AUX_MODES if mode in modes or mode in more)


def _site(where: Mention[Place] | None, sentence: Sentence) -> Mention[Place] | None:
    """The place of an event, unless its words name a body or a person there ("in Mercosur" is no place)."""
    if where is None:
        return None
    taken = any(
        m.start < where.end
        and where.start < m.end
        and (m.value.id or m.value.role or m.value.country in ("IGO", "UNO"))
        for m in sentence.actors
    )
    behind = next((t for t in sentence.tokens if t.start >= where.end), None)
    led = behind is not None and behind.start == where.end and behind.text == "-"  # "a Russia-led bloc"
    return None if taken or led else where


def long_ago(when: Mention[Time] | None, published: str) -> bool:
    """Whether the text dates the event to an earlier year than the report's, half a year back at the least."""
    if when is None or not when.value.end or len(published) < 7:
        return False
    then, now = when.value.end, published
    months = (int(now[:4]) - int(then[:4])) * 12 + int(now[5:7]) - int(then[5:7])
    return months > 6


def _date(when: Mention[Time] | None, report: Report, modes: tuple[AuxMode, ...]) -> tuple[str, DatePrecision]:
    """The event's date as the text has it, else the report's own, marked as such; nothing for what is yet to come."""
    if when is not None and when.value.start:
        return _shortened(when.value)
    if when is not None or set(modes) & {"future", "hypothetical", "historical"} or not report.published:
        return "", "unknown"
    return report.published[:10], "reported"


def dated(sentence: Sentence, i: int) -> tuple[str, DatePrecision]:
    """The date that the text gives to what word ``i`` says; ``("", "unknown")`` where it gives none."""
    when = event_time(sentence, i)
    return _shortened(when.value) if when is not None and when.value.start else ("", "unknown")


def _shortened(time: Time) -> tuple[str, DatePrecision]:
    return time.start[: {"year": 4, "month": 7}.get(time.precision, 10)], time.precision


def _because(hit: Hit[Phrase], reading: Reading, how: Modality, said: tuple[Attribution, ...]) -> list[Span]:
    """The words that made the event: its trigger, the phrase's slots, the cues of modality and attribution."""
    report, tokens = reading.report.id, reading.sentence.tokens
    spans = [Span(report, tokens[hit.token].start, tokens[hit.token].end, "trigger")]
    spans += [Span(report, tokens[j].start, tokens[j].end, f"phrase {relation}") for relation, j in hit.filled]
    spans += [Span(report, tokens[j].start, tokens[j].end, "modality") for j in how.cues]
    spans += [Span(report, link.start, link.end, "attribution") for link in said if link.end > link.start]
    return spans


def _spans(report: str, shows: str, mentions: Sequence[Mention[Actor] | Mention[Place] | Mention[Time]]) -> list[Span]:
    return [Span(report, m.start, m.end, shows) for m in mentions]


def _distinct(found: list[Found], clauses: Clauses) -> list[Found]:
    """The events less those that only say another one again, or more of it; the first in the text stands for both."""
    result: list[Found] = []
    seen: list[tuple[Event, int]] = []
    for f in sorted(found, key=lambda f: len(clauses.path_up(f.token))):
        for n, other in enumerate(result):
            both = merged(other.event, other.token, f.event, f.token, clauses)
            if both is not None:
                result[n] = replace(other, event=both, private=other.private and f.private)
                break
        else:
            result.append(f)
    kept: list[Found] = []
    for f in sorted(result, key=lambda f: f.token):
        if not same_said(f.event, f.token, seen, clauses):
            kept.append(f)
        seen.append((f.event, f.token))
    return kept
