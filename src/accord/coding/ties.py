"""Ties as stated: "a member of", "its ally", "depends on Russian gas", "hosts a base"; one claim for each pair."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from accord.coding.arguments import Clauses
from accord.coding.attribution import attribution, in_quotation
from accord.coding.events import Reading, aux_modes, dated
from accord.coding.match import Hit, match_every
from accord.coding.modality import modality
from accord.coding.referents import Referents
from accord.coding.roles import Mentions, Paths
from accord.lexicon import Lexicon, TiePhrase
from accord.records import Actor, Mention, Span, TieClaim, content_id

#: A state belongs to a body, not to a tank: only these stand for a party to a tie.
_TO_A_BODY = frozenset({"membership", "dues"})
#: Kinds of tie that reach across a border.
_ABROAD = frozenset({"forces", "mission", "dependence", "recognition", "diplomatic relations"})
#: Kinds of tie that need a country to stand on.
_ON_LAND = frozenset({"forces", "mission"})
#: The path of a phrase whose body may be left unsaid.
BODY = "body"
#: The path of a phrase of mediation whose two sides may be left unsaid.
SIDES = "sides"
#: The path of a noun's bearers.
IS = "is"
_BODIES = frozenset({"IGO", "UNO", "EUR"})
#: Sectors that act for the state, and those that may bind themselves beside it.
_STATE = frozenset({"", "GOV", "MIL", "SPY", "LEG", "JUD"})
_PARTIES = frozenset({"REB", "PRM", "UAF", "OPP", "PTY"})
_COPULAS = frozenset({"be", "include", "remain", "become"})
_SOME = frozenset({"one", "two", "three", "four", "some", "most", "many", "several", "few", "part", "all", "both"})
_DEEP = 3


def find_ties(
    reading: Reading, lexicon: Lexicon, body: Mentions = (), sides: Callable[[Mentions], Mentions] = lambda _: ()
) -> list[TieClaim]:
    """What one sentence says of ties, in the order of the text.

    ``body`` is the body last named before in the report, for phrases that take it as understood ("pay its dues");
    ``sides`` gives the two parties between whom a mediator mediates who does not say between whom.
    """
    found: dict[str, TieClaim] = {}
    # "Canada lifted its sanctions": the phrase that says the most of a pair says it.
    hits = match_every(reading.clauses, reading.referents, lexicon.ties)
    for hit in sorted(hits, key=lambda hit: (-len(hit.filled), hit.token)):
        if _is_over(hit.token, reading.clauses):
            continue
        for a, b in _pairs(hit, reading, body, sides):
            claim = _claim(hit, a, b, reading, lexicon)
            found.setdefault(claim.id, claim)
    return sorted(found.values(), key=lambda claim: min(s.start for s in claim.because if s.shows == "trigger"))


def _is_over(i: int, clauses: Clauses) -> bool:
    """ "depended on Russian gas *until* 2022", "*once* an ally": a mention of what was before states no tie."""
    if clauses.tokens[i].tag not in ("VBD", "VBN"):
        return False
    return any(clauses.tokens[k].text.lower() in ("until", "till", "once", "formerly") for k in clauses.kids[i])


def _pairs(
    hit: Hit[TiePhrase], reading: Reading, body: Mentions, sides: Callable[[Mentions], Mentions]
) -> Iterator[tuple[Mention[Actor], Mention[Actor]]]:
    """Whom a phrase ties to whom. Where both ends are one list, each pair of it once."""
    phrase, i = hit.phrase, hit.token
    same = phrase.a == phrase.b
    sides_a = _side(phrase.a, i, reading, ())
    sides_b = _side(phrase.b, i, reading, () if same else sides_a)
    if not sides_b and BODY in (relation for path in phrase.b for relation in path):
        sides_b = body
    if not sides_b and SIDES in (relation for path in phrase.b for relation in path):
        sides_b = sides(sides_a)
    for a in sides_a:
        for b in sides_b:
            if _sound(phrase, a, b) and not (same and b.start <= a.start):
                yield a, b


def last_body(reading: Reading, before: tuple[Mention[Actor], ...]) -> tuple[Mention[Actor], ...]:
    """The body last named up to the end of this sentence, as the next sentence takes it for understood."""
    named = [m for m in reading.sentence.actors if m.value.country in _BODIES]
    return tuple(named[-1:]) or before


def _side(paths: Paths, i: int, reading: Reading, taken: Mentions) -> Mentions:
    """The parties at the first path that has any. The path ``is`` is of ties alone: who bears the noun ``i``."""
    for path in paths:
        found: dict[tuple[int, int, str], Mention[Actor]] = {}
        for relation in path:
            borne = relation == IS
            words = bearers(i, reading.clauses, reading.referents) if borne else reading.clauses.related(i, relation)
            if words and relation == "of":
                words += _and_of(i, reading.clauses)
            if relation.endswith("appos"):
                words = _listed(words, reading.clauses)
            for j in words:
                for m in _parties(j, reading.referents, owner=not borne):
                    found.setdefault((m.start, m.end, m.value.code), m)
        kept = tuple(found[key] for key in sorted(found) if not _among(found[key], taken))
        if kept:
            return kept
    return ()


def _and_of(i: int, clauses: Clauses) -> tuple[int, ...]:
    """ "members of the Union and *of the League*": parsers hang the second *of* on the verb."""
    tokens = clauses.tokens
    above = {i, tokens[i].head, *(k for k in clauses.kids[i] if tokens[k].dep == "prep")}
    again = [
        k
        for k in range(i + 2, len(tokens))
        if (tokens[k - 1].text, tokens[k].text) == ("and", "of") and tokens[k].head in above
    ]
    return tuple(j for k in again for j in clauses.kids[k] if tokens[j].dep == "pobj")


def _parties(j: int, referents: Referents, *, owner: bool) -> Mentions:
    """Who word ``j`` is. A country inside a mention of its people ("*India*'s main supplier") is the country."""
    found = referents.actors(j, owner=owner, place=True)
    inside = [m for m in referents.named(j) if m.head != j and m.value.country and m.value.sector not in _STATE]
    if not inside or any(m.value.country in _BODIES for m in inside):
        return found
    token = referents.clauses.tokens[j]
    state = Actor(country=inside[0].value.country, name=token.text)
    return (Mention(token.start, token.end, token.text, j, state, inside[0].via),)


def _among(mention: Mention[Actor], taken: Mentions) -> bool:
    return any((m.start, m.end) == (mention.start, mention.end) or m.value == mention.value for m in taken)


def bearers(i: int, clauses: Clauses, referents: Referents, depth: int = 0) -> tuple[int, ...]:
    """Whom a noun such as *ally* or *member* is said of.

    The subject of its copula ("Belarus is an ally"), what a copula says of it ("its allies are …"), what it stands in
    apposition to or has in apposition, the name right behind it ("NATO member Turkey"), a list of its examples
    ("members such as …"), whom a verb takes *as* it, and all this of the word that picks some of it ("one of the
    members").
    """
    tokens, token = clauses.tokens, clauses.tokens[i]
    head = token.head
    found = [*clauses.related(i, "subj")]
    if token.dep in ("nsubj", "nsubjpass") and tokens[head].lemma.lower() in _COPULAS:
        found += clauses.related(head, "attr")
    if token.dep == "appos" and head != i:
        # "Kenya and Chad, both members of …"
        found += _listed((head,), clauses) if token.tag == "NNS" else (head,)
    if i + 1 < len(tokens) and tokens[i + 1].pos == "PROPN" and referents.named(i + 1):
        end = next(k for k in range(i + 1, len(tokens)) if k + 1 == len(tokens) or tokens[k + 1].pos != "PROPN")
        found += (end, *clauses.related(end, "conj")) if tokens[end].head != i else ()
    found += _listed(clauses.related(i, "appos"), clauses)
    for relation in ("including", "like", "as"):
        found += clauses.related(i, relation)
    if token.dep == "pobj" and depth < _DEEP:
        found += _through(i, clauses, referents, depth)
    if token.dep == "conj" and head != i and depth < _DEEP:
        found += (j for j in bearers(head, clauses, referents, depth + 1) if j not in found)
    return tuple(j for j in dict.fromkeys(found) if j != i)


def _listed(words: tuple[int, ...], clauses: Clauses) -> tuple[int, ...]:
    """A list behind a colon: parsers hang its items on one another as appositions."""
    found, more = list(words), list(words)
    while more:
        j = more.pop(0)
        below = [k for name in ("appos", "conj") for k in clauses.kids[j] if clauses.tokens[k].dep == name]
        more += (k for k in below if k not in found)
        found += (k for k in below if k not in found)
    return tuple(sorted(found))


def _through(i: int, clauses: Clauses, referents: Referents, depth: int) -> tuple[int, ...]:
    """ "one of the members", "regards Russia as an ally": the word over the preposition tells who it is."""
    preposition = clauses.tokens[i].head
    over, text = clauses.tokens[preposition].head, clauses.tokens[preposition].text.lower()
    if text == "of" and clauses.tokens[over].lemma.lower() in _SOME:
        return bearers(over, clauses, referents, depth + 1)
    if text == "among" and clauses.is_verb(over):
        return clauses.related(over, "subj")
    if text == "as" and clauses.is_verb(over):
        return clauses.related(over, "obj") or clauses.related(over, "subj")
    return ()


def _sound(phrase: TiePhrase, a: Mention[Actor], b: Mention[Actor]) -> bool:
    """Whether the parties can have such a tie: two different public parties, and a body to be a member of."""
    if _one(a.value, b.value) or not (_public(a.value, phrase) and _public(b.value, phrase)):
        return False
    if a.value.country == b.value.country and a.value.country not in _BODIES:
        # A state has no tie with its own government or army, and no foreign forces of its own.
        return phrase.kind not in _ABROAD and not (a.value.sector in _STATE and b.value.sector in _STATE)
    if phrase.kind in _ON_LAND and b.value.country in _BODIES:
        return False
    if phrase.kind in _TO_A_BODY:
        if a.value.name and a.value.sector == "GOV" and not a.value.id and a.via in ("name", "leader", "alias"):
            return False  # a minister's "joy at her homeland joining it" makes no member of her
        return b.value.country in _BODIES and a.value.country not in _BODIES
    return True


def _one(a: Actor, b: Actor) -> bool:
    """Whether both ends are one party. Two rebel armies of one country share a code and may be allies."""
    return a.code == b.code and not (a.sector in _PARTIES and a.id and b.id and a.id != b.id)


def _public(actor: Actor, phrase: TiePhrase) -> bool:
    guards = phrase.kind == "forces" and actor.sector == "COP"
    return bool(actor.country or actor.id) and (guards or actor.sector in _STATE | _PARTIES)


def _claim(hit: Hit[TiePhrase], a: Mention[Actor], b: Mention[Actor], reading: Reading, lexicon: Lexicon) -> TieClaim:
    sentence, report, i = reading.sentence, reading.report, hit.token
    # "will leave its alliance with Mali": the alliance is there, whatever becomes of it.
    noun = reading.clauses.tokens[i].pos in ("NOUN", "PROPN") and reading.clauses.tokens[i].dep != "attr"
    # "is *not* our enemy": what a copula says is as its copula is, however definite its noun.
    token = reading.clauses.tokens[i]
    said = token.head if token.dep == "attr" and reading.clauses.tokens[token.head].pos == "AUX" else i
    how = modality(i, reading.clauses, lexicon, chain=not noun)
    above = reading.clauses.tokens[token.head]
    if token.dep == "pobj" and above.text.lower() == "as":  # "could *foresee* Chad as a member"
        said = above.head
    more = modality(said, reading.clauses, lexicon) if said != i else how
    modes = aux_modes((*how.modes, *more.modes), hit.phrase.aux)
    when, precision = dated(sentence, i)
    tokens = sentence.tokens
    spans = {Span(report.id, tokens[i].start, tokens[i].end, "trigger"), Span(report.id, a.start, a.end, "a")}
    spans |= {Span(report.id, b.start, b.end, "b")}
    spans |= {Span(report.id, tokens[j].start, tokens[j].end, f"phrase {relation}") for relation, j in hit.filled}
    spans |= {Span(report.id, tokens[j].start, tokens[j].end, "modality") for j in {*how.cues, *more.cues}}
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
