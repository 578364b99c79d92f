"""Coding: sentences become events, each saying which words and which table rows it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from accord.coding.attribution import carried_speakers
from accord.coding.backward import looked_back
from accord.coding.contents import find_contents
from accord.coding.counts import Waiting, claim_waiting, find_claims, unowned
from accord.coding.events import Found, Reading, find_events, read_sentence
from accord.coding.outlook import find_expectations, find_silences
from accord.coding.runs import in_its_time, told_on
from accord.coding.sides import sides_between
from accord.coding.ties import find_ties, last_body
from accord.coding.works import named_works
from accord.lexicon import Lexicon
from accord.ontology import Ontology
from accord.records import Actor, Claim, Coded, Expectation, Mention, Parsed, Silence, TieClaim

__all__ = ["code"]

#: Types of deed that among private people are no public matter, whatever else a report tells.
_KIND = frozenset({"AGREE", "AID", "CONSULT", "COOPERATE", "REQUEST", "SUPPORT"})
_SCENES = frozenset({"in", "at", "across", "throughout", "within", "near", "around", "from", "to", "over"})
#: Sectors of those whose future is a public matter wherever they are.
_IN_POWER = frozenset({"GOV", "MIL", "LEG", "JUD", "PTY", "OPP", "REB", "SEP", "ELI", "SPY"})


def code(parsed: Iterable[Parsed], *, lexicon: Lexicon, ontology: Ontology) -> Iterator[Coded]:
    """What each report says happened, who is tied to whom, what is expected, who kept silent; in the order given."""
    for item in parsed:
        yield _code_report(item, lexicon, ontology)


def _code_report(parsed: Parsed, lexicon: Lexicon, ontology: Ontology) -> Coded:
    found: list[Found] = []
    claims: list[Claim] = []
    ties: list[TieClaim] = []
    expectations: list[Expectation] = []
    silences: list[Silence] = []
    public: set[str] = set()
    body: tuple[Mention[Actor], ...] = ()
    waiting: list[Waiting] = []
    readings = _read(parsed, lexicon)
    for number, reading in enumerate(readings, 1):
        quiet = find_silences(reading, lexicon)
        cues = {span.start for silence in quiet for span in silence.because if span.shows == "cue"}
        expected = find_expectations(reading, lexicon)
        here = [
            f
            for f in find_events(reading, lexicon, ontology, found)
            if reading.sentence.tokens[f.token].start not in cues and not (expected and _outlook_only(f))
        ]
        here = told_on(here, reading, readings[: number - 1], lexicon.words["going_on"])
        here = looked_back(in_its_time(here, reading), reading, readings[: number - 1], found)
        done = {reading.sentence.tokens[f.token].start for f in here}
        expected = [e for e in expected if not any(s.shows == "cue" and s.start in done for s in e.because)]
        counts = find_claims(reading, here, found, lexicon, waiting)
        claims += [*counts, *claim_waiting(waiting, here, counts, lexicon)]
        claims.extend(find_contents(reading, here, ontology))
        sides = partial(sides_between, here=here, earlier=tuple(found), readings=readings[:number])
        ties.extend(find_ties(reading, lexicon, body, sides))
        found.extend(here)
        body = last_body(reading, body)
        silences.extend(quiet)
        expectations.extend(expected)
        public |= {expectation.id for expectation in expected if _is_public(expectation, reading)}
    if all(f.private for f in found):
        # A report without one political event is about crime, accident, sport or business.
        found, claims = [], []
        expectations = [expectation for expectation in expectations if expectation.id in public]
    kept = [f for f in found if not _is_private(f)]
    left = {f.event.id for f in found} - {f.event.id for f in kept}
    found, claims = kept, [claim for claim in claims if claim.event not in left]
    claims += unowned(waiting, found, lexicon)
    return Coded(
        parsed.report, tuple(f.event for f in found), tuple(claims), tuple(ties), tuple(expectations), tuple(silences)
    )


def _is_private(found: Found) -> bool:
    """Whether an event is firms that work together, clubs that vow, beside what a report tells of public matters."""
    event = found.event
    if not found.private or event.type not in _KIND or (event.type == "AID" and not event.actors):
        return False
    return not any(mention.value.sector in ("ELI", "REL") for mention in event.actors)


def _outlook_only(found: Found) -> bool:
    """Whether an event in a sentence of outlook is only a possibility: the outlook says it, and says whose it is."""
    return "hypothetical" in found.event.aux_modes


def _is_public(expectation: Expectation, reading: Reading) -> bool:
    """Whether an expectation is about states or those in power; a country that is only where it rains is neither."""
    about = [mention for mention in expectation.about if not _is_scene(mention, reading)]
    return bool(about)


def _is_scene(mention: Mention[Actor], reading: Reading) -> bool:
    tokens = reading.sentence.tokens
    token = tokens[mention.head]
    located = token.dep == "pobj" and tokens[token.head].text.lower() in _SCENES
    return mention.value.sector not in _IN_POWER and (located or token.dep in ("compound", "amod", "nmod", "npadvmod"))


def _read(parsed: Parsed, lexicon: Lexicon) -> list[Reading]:
    """Every sentence prepared for coding, each with the speaker of a quotation that it shares with others."""
    readings = [read_sentence(parsed.report, sentence, lexicon, None) for sentence in parsed.sentences]
    speakers = carried_speakers([reading.referents for reading in readings], lexicon)
    works = named_works((reading.clauses, lexicon.words["work"]) for reading in readings)
    return [replace(reading, carried=speaker, works=works) for reading, speaker in zip(readings, speakers, strict=True)]
