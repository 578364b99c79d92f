"""Outlook: what parties, analysts or the outlet itself expect; and who was asked and kept silent."""

from __future__ import annotations

from accord.coding.ahead import is_somebody, looks_ahead
from accord.coding.attribution import attribution, in_quotation, speaks
from accord.coding.events import Reading, long_ago
from accord.coding.modality import modality
from accord.coding.when import event_time
from accord.lexicon import Lexicon, OutlookCue, load_words
from accord.records import Actor, Attribution, Expectation, Mention, Silence, Span, content_id

_KEPT = "outlook"
#: Words by which speakers mean themselves, so that whoever speaks is whoever expects.
_SPEAKERS_OWN = frozenset({"i", "we", "one"})
#: What denial leaves of a likelihood.
_LEFT: dict[str, str] = {"likely": "unlikely", "expected": "unlikely", "unlikely": "possible", "possible": "unlikely"}
_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "ADJ": "a", "ADV": "r"}


def find_expectations(reading: Reading, lexicon: Lexicon) -> list[Expectation]:
    """The expectation a sentence states, if it states one; a sentence is one expectation, by its strongest cue."""
    for i, cue in _cues(reading, lexicon):
        if cue.likelihood == "silence":
            continue
        chain = _speakers(i, cue, reading, lexicon)
        if chain is not None and not _of_old(i, reading):
            return [_expectation(i, cue, chain, _about(reading, chain), reading)]
    return []


def _of_old(i: int, reading: Reading) -> bool:
    """Whether the words date an expectation long before the report: "*in 1946* he warned of a war"."""
    when = event_time(reading.sentence, i)
    return long_ago(when, reading.report.published)


def find_silences(reading: Reading, lexicon: Lexicon) -> list[Silence]:
    """Parties that the sentence says declined to speak or had not answered."""
    found: dict[str, Silence] = {}
    sentence, report = reading.sentence, reading.report
    for i, cue in _cues(reading, lexicon):
        if cue.likelihood != "silence" or not _is_told(i, reading, lexicon):
            continue
        heads = [j for relation in cue.parties for j in reading.clauses.related(i, relation)]
        for actor in (m for j in heads for m in reading.referents.actors(j, owner=True, place=True)):
            token = sentence.tokens[i]
            spans = (Span(report.id, token.start, token.end, "cue"), Span(report.id, actor.start, actor.end, "actor"))
            silence = Silence(
                id=content_id("silence", sentence.id, actor.value.code, actor.start),
                report=report.id,
                sentence=sentence.number,
                start=sentence.start,
                end=sentence.end,
                quote=report.text[sentence.start : sentence.end],
                actor=actor,
                because=tuple(sorted(spans)),
            )
            found.setdefault(silence.id, silence)
    return list(found.values())


def _is_told(i: int, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether the report itself says that somebody kept silent: "better to refuse", in a quotation, is no silence."""
    modes = modality(i, reading.clauses, lexicon).modes  # "could not be reached" is told
    is_open = "future" in modes or ("hypothetical" in modes and "negation" not in modes)
    return not is_open and not in_quotation(i, reading.sentence)


def _cues(reading: Reading, lexicon: Lexicon) -> list[tuple[int, OutlookCue]]:
    """Cue words of the sentence with their rows: those that name a speaker, then the more specific, then the first."""
    if _KEPT not in reading.clauses.kept:
        reading.clauses.kept[_KEPT] = _ranked(reading, lexicon)
    cues: list[tuple[int, OutlookCue]] = reading.clauses.kept[_KEPT]
    return cues


def _ranked(reading: Reading, lexicon: Lexicon) -> list[tuple[int, OutlookCue]]:
    found: list[tuple[int, OutlookCue]] = []
    for i, token in enumerate(reading.sentence.tokens):
        for cue in lexicon.outlook.get((token.lemma.lower(), _POS.get(token.pos, "")), ()):
            if _holds(i, cue, reading) and (
                cue.likelihood == "silence" or looks_ahead(i, cue, reading.clauses, lexicon)
            ):
                found.append((i, cue))
                break
    return sorted(found, key=lambda item: (not item[1].speaker, -len(item[1].pattern.slots), item[0]))


def _holds(i: int, cue: OutlookCue, reading: Reading) -> bool:
    return all(
        bool([j for j in reading.clauses.related(i, slot.relation) if reading.referents.fits(j, slot.filler)])
        != slot.absent
        for slot in cue.pattern.slots
    )


def _speakers(i: int, cue: OutlookCue, reading: Reading, lexicon: Lexicon) -> tuple[Attribution, ...] | None:
    """Who expects, behind those who say so; None where the cue needs somebody and nobody is there to expect."""
    chain = attribution(i, reading.referents, lexicon, reading.carried)
    if not cue.speaker:
        return chain
    clauses = reading.clauses
    token = clauses.tokens[i]
    # "Diplomats are convinced that …": the participle may be parsed as what the copula says of its subject.
    at = token.head if token.dep == "acomp" and token.pos == "VERB" else i
    if token.tag == "VBN" and cue.speaker == "subj" and _undergone(i, reading):
        return chain  # "with deals *expected*": whoever expects them is not named
    heads = clauses.related(at, "subj" if at != i else cue.speaker)
    own = [j for j in heads if is_somebody(j, reading.referents)]
    if own:
        if clauses.tokens[own[0]].text.lower() in _SPEAKERS_OWN:
            return None if not chain and in_quotation(i, reading.sentence) else chain
        return (*chain, speaks(own[0], i, "expects", reading.referents, False))
    return chain if clauses.is_verb(i) and clauses.passive(i) else None


def _undergone(i: int, reading: Reading) -> bool:
    """Whether a participle stands behind what is expected, under a preposition: "*with* deals expected"."""
    token = reading.sentence.tokens[i]
    return token.dep == "pcomp" and not any(reading.sentence.tokens[k].dep == "aux" for k in reading.clauses.kids[i])


def _about(reading: Reading, chain: tuple[Attribution, ...]) -> tuple[Mention[Actor], ...]:
    """The states, bodies and groups a sentence is about: all that it names but those who speak."""
    speakers = {(link.actor.start, link.actor.end) for link in chain if link.actor}
    named = [m for m in reading.sentence.actors if m.value.country and (m.start, m.end) not in speakers]
    return tuple({(m.start, m.value.code): m for m in named}.values())


def _denied(i: int, cue: OutlookCue, reading: Reading) -> str | None:
    """What is left of a likelihood that is denied of its subject: "is *not* likely to leave", "is *not* certain"."""
    tokens, clauses = reading.sentence.tokens, reading.clauses
    token = tokens[i]
    if clauses.is_verb(i) and clauses.passive(i) and cue.likelihood == "expected" and not cue.speaker:
        told = [tokens[k].text.lower() for j in clauses.related(i, "obj") for k in clauses.kids[j]]
        return "unlikely" if "no" in told else None  # "*no* deals are expected to be signed"
    if token.pos != "ADJ" or token.dep not in ("acomp", "attr", "oprd") or cue.likelihood not in _LEFT:
        return None
    beside = (*clauses.kids[i], *clauses.kids[token.head])
    if not any(
        tokens[k].dep == "neg" or (tokens[k].dep == "nsubj" and tokens[k].text.lower() in load_words()["nobody"])
        for k in beside
    ):
        return None
    return "open" if token.lemma.lower() in load_words()["foregone"] else _LEFT[cue.likelihood]


def _expectation(
    i: int, cue: OutlookCue, chain: tuple[Attribution, ...], about: tuple[Mention[Actor], ...], reading: Reading
) -> Expectation:
    sentence, report = reading.sentence, reading.report
    token = sentence.tokens[i]
    spans = {Span(report.id, token.start, token.end, "cue")}
    spans |= {Span(report.id, m.start, m.end, "about") for m in about}
    spans |= {Span(report.id, link.actor.start, link.actor.end, "speaker") for link in chain if link.actor}
    return Expectation(
        id=content_id("expectation", sentence.id, token.start),
        report=report.id,
        sentence=sentence.number,
        start=sentence.start,
        end=sentence.end,
        quote=report.text[sentence.start : sentence.end],
        attribution=chain,
        about=about,
        cue=report.text[token.start : token.end],
        likelihood=_denied(i, cue, reading) or cue.likelihood,
        because=tuple(sorted(spans)),
    )
