"""Contents: what an accusation, demand, refusal, threat or promise says, kept as its speaker's claim.

It is no event of its own: "accused Mali of arming rebels" does not say that Mali armed rebels.
"""

from __future__ import annotations

from accord.coding.events import Found, Reading
from accord.coding.modality import presupposed
from accord.ontology import Ontology
from accord.records import Claim, Span, content_id

#: Relations under which the content may stand, the fullest first: only the first that is there is quoted.
RELATIONS = ("ccomp", "of", "xcomp", "for", "obj", "to", "against", "over", "on")
#: The field of such a claim; counts have other fields.
CONTENT = "content"


def find_contents(reading: Reading, found: list[Found], ontology: Ontology) -> list[Claim]:
    """One claim for each speech event of a sentence that has a content; ``value`` and ``quote`` are its words."""
    claims: list[Claim] = []
    for f in found:
        if not ontology.types[f.event.type].verbal:
            continue
        words = _words(f.token, reading)
        if words:
            claims.append(_claim(f, reading, words[0], words[-1]))
    return claims


def _words(trigger: int, reading: Reading) -> list[int]:
    clauses = reading.clauses
    parties = {m.start for m in reading.sentence.actors}
    for relation in RELATIONS:
        heads = [j for j in clauses.related(trigger, relation) if j > trigger]
        if not heads or (relation in ("obj", "to") and clauses.tokens[heads[0]].start in parties):
            continue
        if relation in ("for", "to", "on") and _of_object(trigger, heads[0], parties, reading):
            continue
        tree = clauses.subtree(heads[0])
        above = {j for j in tree if presupposed(j, clauses)}
        kept = [j for j in tree if j > trigger and not any(k in above for k in (j, *clauses.path_up(j)))]
        while kept and clauses.tokens[kept[-1]].pos == "PUNCT":
            kept.pop()
        return kept
    return []


def _of_object(trigger: int, j: int, parties: set[int], reading: Reading) -> bool:
    """ "proposed *housing for workers*": what belongs to the object is said with it, unless the object is a party."""
    clauses = reading.clauses
    bearer = clauses.tokens[clauses.tokens[j].head].head
    objects = clauses.related(trigger, "obj")
    named = {k for k in objects if any(clauses.tokens[m].start in parties for m in clauses.subtree(k) if m <= k)}
    return bearer in objects and bearer not in named


def _claim(found: Found, reading: Reading, first: int, last: int) -> Claim:
    tokens, report, event = reading.sentence.tokens, reading.report, found.event
    start, end = tokens[first].start, tokens[last].end
    words = report.text[start:end]
    return Claim(
        id=content_id("claim", event.id, CONTENT, start, end),
        report=report.id,
        event=event.id,
        field=CONTENT,
        value=" ".join(words.split()),
        unit="",
        low=None,
        high=None,
        start=start,
        end=end,
        quote=words,
        said_by=event.attribution,
        because=(Span(report.id, start, end, CONTENT),),
    )
