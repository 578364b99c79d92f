"""Ties as stated: "a member of", "its ally", "depends on Russian gas", "hosts a base"; one claim for each pair."""

from __future__ import annotations

from accord.coding.attribution import attribution, in_quotation
from accord.coding.events import Reading, aux_modes, dated
from accord.coding.match import Hit, match_every
from accord.coding.modality import modality
from accord.coding.roles import along
from accord.lexicon import Lexicon, TiePhrase
from accord.records import Actor, Mention, Span, TieClaim, content_id

#: A state belongs to a body, not to a tank: only these stand for a party to a tie.
_TO_A_BODY = frozenset({"membership", "dues"})
#: The path of a phrase whose body may be left unsaid.
BODY = "body"
_BODIES = frozenset({"IGO", "UNO", "EUR"})


def find_ties(reading: Reading, lexicon: Lexicon, body: tuple[Mention[Actor], ...] = ()) -> list[TieClaim]:
    """What one sentence says of ties, in the order of the text.

    ``body`` is the body last named before in the report, for phrases that take it as understood ("pay its dues").
    """
    found: dict[str, TieClaim] = {}
    for hit in match_every(reading.clauses, reading.referents, lexicon.ties):
        sides_a = along(hit.phrase.a, hit.token, reading.clauses, reading.referents, (), owner=True)
        same = hit.phrase.a == hit.phrase.b
        sides_b = along(
            hit.phrase.b, hit.token, reading.clauses, reading.referents, () if same else sides_a, owner=True
        )
        if not sides_b and BODY in (relation for path in hit.phrase.b for relation in path):
            sides_b = body
        for a in sides_a:
            for b in sides_b:
                if _sound(hit.phrase, a, b) and not (same and b.start <= a.start):
                    claim = _claim(hit, a, b, reading, lexicon)
                    found.setdefault(claim.id, claim)
    return list(found.values())


def last_body(reading: Reading, before: tuple[Mention[Actor], ...]) -> tuple[Mention[Actor], ...]:
    """The body last named up to the end of this sentence, as the next sentence takes it for understood."""
    named = [m for m in reading.sentence.actors if m.value.country in _BODIES]
    return tuple(named[-1:]) or before


def _sound(phrase: TiePhrase, a: Mention[Actor], b: Mention[Actor]) -> bool:
    """Whether the parties can have such a tie: two different known parties, and a body to be a member of."""
    if a.value.code == b.value.code or "UNK" in (a.value.code, b.value.code):
        return False
    if phrase.kind in _TO_A_BODY:
        return b.value.country in _BODIES and a.value.country not in _BODIES
    return True


def _claim(hit: Hit[TiePhrase], a: Mention[Actor], b: Mention[Actor], reading: Reading, lexicon: Lexicon) -> TieClaim:
    sentence, report, i = reading.sentence, reading.report, hit.token
    # "will leave its alliance with Mali": the alliance is there, whatever becomes of it.
    noun = reading.clauses.tokens[i].pos in ("NOUN", "PROPN") and reading.clauses.tokens[i].dep != "attr"
    how = modality(i, reading.clauses, lexicon, chain=not noun)
    modes = aux_modes(how.modes, hit.phrase.aux)
    when, precision = dated(sentence, i)
    tokens = sentence.tokens
    spans = {Span(report.id, tokens[i].start, tokens[i].end, "trigger"), Span(report.id, a.start, a.end, "a")}
    spans |= {Span(report.id, b.start, b.end, "b")}
    spans |= {Span(report.id, tokens[j].start, tokens[j].end, f"phrase {relation}") for relation, j in hit.filled}
    spans |= {Span(report.id, tokens[j].start, tokens[j].end, "modality") for j in how.cues}
    return TieClaim(
        id=content_id("tie claim", sentence.id, hit.phrase.kind, hit.phrase.sector, a.value.code, b.value.code),
        report=report.id,
        sentence=sentence.number,
        start=sentence.start,
        end=sentence.end,
        quote=report.text[sentence.start : sentence.end],
        kind=hit.phrase.kind,
        a=a,
        b=b,
        stage=hit.phrase.stage,
        sector=hit.phrase.sector,
        aux_modes=modes,
        attribution=attribution(i, reading.referents, lexicon, reading.carried),
        date=when,
        date_precision=precision,
        where="quote" if in_quotation(i, sentence) else sentence.where,
        event="",
        phrase=hit.phrase.source,
        because=tuple(sorted(spans)),
    )
