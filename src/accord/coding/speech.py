"""Speech: who says, thinks, asks or denies what in one sentence, as word indices.

A cue word of ``attribution.tsv`` with something that hangs on it in one of its relations is a speech: the cue, its
source (the words of who speaks) and its content. Quotation marks without a clause of their own go to the nearest cue.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from accord.coding.arguments import Clauses
from accord.coding.governors import POS, holds, marker_to
from accord.lexicon import Cue, Cues, Lexicon

#: Subjects that stand for nobody.
_NOBODY = frozenset({"it", "there", "that", "which", "this", "what", "who", "something", "anything", "nothing"})
#: Nouns that take a "that" clause of their own, whoever speaks.
_THAT_NOUNS = frozenset({"fact", "claim", "idea", "news", "report", "evidence", "belief", "way", "extent", "view"})
_KEPT = "speeches"
_TRIMMED = frozenset({"relcl", "acl", "appos", "advcl", "punct", "cc"})


@dataclass(frozen=True, slots=True)
class Speech:
    """One speech of a sentence. ``relation`` says how the content hangs on the cue (``quote`` for quotation marks).

    ``source`` is the head of who speaks, -1 where the sentence names nobody; ``row`` the table row of the cue.
    """

    cue: int
    stance: str
    relation: str
    source: int
    content: frozenset[int]
    row: str


def find_speeches(clauses: Clauses, lexicon: Lexicon) -> tuple[Speech, ...]:
    """The speeches of a sentence in the order of their cues."""
    if _KEPT not in clauses.kept:
        clauses.kept[_KEPT] = _speeches(clauses, lexicon)
    speeches: tuple[Speech, ...] = clauses.kept[_KEPT]
    return speeches


def _speeches(clauses: Clauses, lexicon: Lexicon) -> tuple[Speech, ...]:
    found: list[Speech] = []
    mute: list[Speech] = []  # cues that could have spoken what stands in quotation marks
    for i in range(len(clauses.tokens)):
        rows = _rows(i, lexicon.attribution, clauses)
        speech = next((s for row in rows if (s := _speech(i, row, clauses)) is not None), None)
        if speech is not None:
            found.append(_feeling(speech, lexicon, clauses))
        elif (row := next((row for row in rows if row.relations & {"ccomp", "quote"}), None)) and clauses.is_verb(i):
            mute.append(Speech(i, row.effect, "quote", source_of(i, "quote", clauses), frozenset(), row.source))
    found = _with_quotes(found, mute, clauses)
    return tuple(sorted((_cited(s, found, clauses) for s in found), key=lambda s: s.cue))


def _cited(speech: Speech, found: list[Speech], clauses: Clauses) -> Speech:
    """ "the agency said, *citing the minister*": the cited one says what the agency says, not that it does."""
    if speech.relation != "under" or clauses.tokens[speech.cue].pos != "VERB":
        return speech
    outer = next((s for s in found if s.cue == clauses.tokens[speech.cue].head), None)
    return speech if outer is None else replace(speech, content=outer.content)


def _rows(i: int, cues: Cues, clauses: Clauses) -> list[Cue]:
    token = clauses.tokens[i]
    if token.dep in ("compound", "aux", "auxpass"):
        return []
    letter = POS.get(token.pos, "")
    if letter in ("p", "v") and (phrase := _phrase(i, cues, clauses)):
        return list(phrase)
    if letter == "v" and token.dep == "amod":
        return []
    rows = cues.get((token.lemma.lower(), letter), ())
    if letter == "v" and token.tag == "VBN":
        rows = (*rows, *cues.get((token.text.lower(), "a"), ()))
    able = [row for row in rows if all(holds(i, slot, clauses) for slot in row.needs)]
    return sorted(able, key=lambda row: "under" not in row.relations)


def _phrase(i: int, cues: Cues, clauses: Clauses) -> tuple[Cue, ...]:
    """The rows of a phrase that begins at word ``i`` ("according to", "in the words of")."""
    words = [t.text.lower() for t in clauses.tokens[i : i + 4]]
    return next((cues[key] for n in (4, 3, 2, 1) if (key := (" ".join(words[:n]), "p")) in cues), ())


def _speech(i: int, row: Cue, clauses: Clauses) -> Speech | None:
    for relation in _order(row):
        content = _content(i, relation, row, clauses)
        if content:
            return Speech(i, row.effect, relation, source_of(i, relation, clauses), content, row.source)
    return None


def _feeling(speech: Speech, lexicon: Lexicon, clauses: Clauses) -> Speech:
    """ "*The minister* was convinced that …": a participle of feeling is parsed as a passive of its subject."""
    token = clauses.tokens[speech.cue]
    rows = lexicon.attribution.get((token.text.lower(), "a"), ())
    if speech.source >= 0 or token.tag != "VBN" or speech.row not in {row.source for row in rows}:
        return speech
    at = token.head if token.dep == "acomp" else speech.cue
    return replace(speech, source=next(iter(clauses.surface_subject(at)), -1))


def _order(row: Cue) -> list[str]:
    """Clauses before objects and phrases: "denied reports *that it left*"."""
    return sorted(row.relations, key=lambda r: ({"ccomp": 0, "xcomp": 1, "acl": 2, "obj": 4}.get(r, 3), r))


def _content(i: int, relation: str, row: Cue, clauses: Clauses) -> frozenset[int]:
    heads: list[int] = []
    if relation == "quote":
        return frozenset()
    if relation == "under":
        return _above(i, clauses) if _under(i, clauses) >= 0 else frozenset()
    if relation == "clause":
        return frozenset(clauses.subtree(clauses.tokens[i].head)) - set(clauses.subtree(i))
    for k in (*clauses.kids[i], *_beside(i, clauses)):
        token = clauses.tokens[k]
        if _hangs(k, relation, row, clauses):
            heads += clauses.related(i, token.text.lower()) if token.dep in ("prep", "agent") else [k]
    content = {j for k in heads for j in clauses.subtree(k)} - {i}
    if not content and relation == "ccomp":
        return _parenthesis(i, clauses) or _stray(i, clauses) or _aside(i, clauses)
    return frozenset(content)


def _beside(i: int, clauses: Clauses) -> list[int]:
    """ "was adamant *that …*": the parser may hang an adjective's clause on the copula."""
    token = clauses.tokens[i]
    if token.pos != "ADJ" or token.dep != "acomp":
        return []
    return [k for k in clauses.kids[token.head] if clauses.tokens[k].dep == "ccomp"]


def _hangs(k: int, relation: str, row: Cue, clauses: Clauses) -> bool:
    """Whether a word that hangs on a cue is what is said, by the relation that the row asks for."""
    token = clauses.tokens[k]
    infinitive = marker_to(k, clauses) is not None
    if relation == "ccomp":
        if token.dep == "advcl":  # "asked him whether they left"
            marks = {clauses.tokens[j].text.lower() for j in clauses.kids[k] if clauses.tokens[j].dep == "mark"}
            return "whether" in marks or ("if" in marks and row.effect in ("demands", "believes"))
        gerund = token.dep == "xcomp" and token.tag == "VBG" and token.head < k  # "suggested *sending* troops"
        told = token.dep == "ccomp" or (token.dep == "parataxis" and not _inserted(k, clauses))
        return (told or gerund) and not infinitive
    if relation == "xcomp":
        return token.dep in ("xcomp", "ccomp", "advcl") and (infinitive or token.dep == "xcomp")
    if relation == "obj":
        particle = token.dep == "prt" and bool(clauses.kids[k])  # "played down the attack", hung on the particle
        return (
            particle
            or token.dep == "oprd"
            or (token.dep in ("dobj", "nsubjpass") and token.pos in ("NOUN", "PROPN", "PRON"))
        )
    if relation in ("acl", "relcl"):
        plain = token.dep == "acl" and token.tag not in ("VBG", "VBN")  # "a report published by" says nothing
        return token.dep == relation and (plain or _that(k, clauses))
    return token.dep == "prep" and token.text.lower() == relation and bool(clauses.kids[k])


def _inserted(k: int, clauses: Clauses) -> bool:
    """ "The pact, *he said*, signals …": a clause between commas that says nothing itself, only who says the rest."""
    first = clauses.subtree(k)[0]
    filled = any(j > k and clauses.tokens[j].dep in _FILLING for j in clauses.kids[k])
    return not filled and "," in (clauses.tokens[first].text, clauses.tokens[max(first - 1, 0)].text)


def _that(k: int, clauses: Clauses) -> bool:
    """A "that" clause with a subject of its own is what a noun says, whatever the parser calls it."""
    kids = [clauses.tokens[j] for j in clauses.kids[k]]
    return any(t.dep == "mark" and t.text.lower() == "that" for t in kids)


def _parenthesis(i: int, clauses: Clauses) -> frozenset[int]:
    """ "The troops, *he said*, left", "*as he said*": the clause around the cue is what is said."""
    token = clauses.tokens[i]
    kids = [clauses.tokens[k] for k in clauses.kids[i]]
    as_ = any(t.text.lower() == "as" and t.dep in ("mark", "advmod", "prep") for t in kids)
    filled = any(t.dep in ("xcomp", "dobj", "acomp", "attr", "oprd") for t in kids)  # "as tensions continue to rise"
    if filled or (token.dep != "parataxis" and not (token.dep == "advcl" and as_)):
        return frozenset()
    return _above(i, clauses)


def _stray(i: int, clauses: Clauses) -> frozenset[int]:
    """ "said after the meeting *that they left*": the parser hangs the clause on the noun before it."""
    if clauses.tokens[i].pos != "VERB":
        return frozenset()
    for k in clauses.subtree(i):
        token = clauses.tokens[k]
        if (
            k > i
            and token.dep in ("relcl", "acl", "advcl")
            and token.head != i
            and token.head > i
            and _that(k, clauses)
        ):
            between = [clauses.tokens[j] for j in range(i + 1, clauses.subtree(k)[0])]
            named = any(t.pos == "NOUN" and t.lemma.lower() in _THAT_NOUNS for t in between[-1:])
            if not named and not any(t.pos == "VERB" for t in between):
                return frozenset(clauses.subtree(k))
    return frozenset()


def _aside(i: int, clauses: Clauses) -> frozenset[int]:
    """ "The pact, *the envoy said*, holds", "The pact holds, *said the envoy*": cut off by commas, the cue and its
    subject are said of the rest, whatever the parser makes of it."""
    subjects = [k for k in clauses.kids[i] if clauses.tokens[k].dep == "nsubj"]
    filled = any(k > i and clauses.tokens[k].dep in _FILLING for k in clauses.kids[i])
    if clauses.tokens[i].pos != "VERB" or not subjects or filled:
        return frozenset()
    if clauses.tokens[i].dep == "relcl" and clauses.tokens[subjects[-1]].tag in ("WDT", "WP"):
        return frozenset()  # "a visit to Chad, *which concluded* in May, …"
    # Where the parser finds two subjects, the first is of the clause that is told.
    said_by = clauses.subtree(subjects[-1])
    first, last = min(i, said_by[0]), _group_end(max(i, said_by[-1]), i, clauses)
    texts = [t.text for t in clauses.tokens]
    after = texts[last + 1 : last + 2]
    if first < 2 or texts[first - 1] not in _ASIDE_OPENS or (after and after[0] not in _ASIDE_CLOSES):
        return frozenset()
    told = [j for j in range(len(texts)) if j < first - 1 or j > last + 1]
    stated = any(
        clauses.tokens[j].dep in ("nsubj", "nsubjpass") and _asserted(j, i, clauses) for j in told if j < first
    )
    return frozenset(told) if stated or (after and after[0] == "," and len(told) > last - first + 2) else frozenset()


_FILLING = frozenset({"dobj", "ccomp", "xcomp", "acomp", "attr", "oprd", "conj"})
_ASIDE_OPENS = frozenset({",", "”", '"', "''", "’", "—", "–"})
_ASIDE_CLOSES = frozenset({",", ".", ";", "—", "–", '"', "''", "“", "!", "?"})


def _group_end(end: int, i: int, clauses: Clauses) -> int:
    """The last word of a cue with its subject and what stands close behind: "told reporters on Friday"."""
    for k in clauses.kids[i]:
        tree = clauses.subtree(k)
        if tree[0] == end + 1 and clauses.tokens[k].dep in ("prep", "npadvmod", "dative", "advmod", "prt"):
            end = tree[-1]
    return end


def _asserted(j: int, i: int, clauses: Clauses) -> bool:
    """Whether a subject before a cue is of no clause of time or condition of the cue's: "*when asked*, he said"."""
    below = [j, *clauses.path_up(j)]
    above = next((k for k in clauses.kids[i] if k in below), None)
    if above is None or clauses.tokens[above].dep != "advcl":
        return True
    return not any(clauses.tokens[k].dep in ("mark", "advmod") and k < above for k in clauses.kids[above])


def _above(i: int, clauses: Clauses) -> frozenset[int]:
    head = clauses.tokens[i].head
    while not clauses.is_verb(head) and clauses.tokens[head].head != head and clauses.tokens[head].dep != "ROOT":
        head = clauses.tokens[head].head
    return frozenset(clauses.subtree(head)) - set(clauses.subtree(i))


def _under(i: int, clauses: Clauses) -> int:
    """The speaker under a phrase or a citing verb: "according to *the ministry*"."""
    token = clauses.tokens[i]
    if token.pos == "VERB" and token.text.lower() != "according":
        return next(iter(clauses.related(i, "obj")), -1) if token.dep == "advcl" else -1
    below = [j for j in clauses.subtree(i) if clauses.tokens[j].dep == "pobj"]
    if token.text.lower() == "in":  # "in the words of the minister": the first noun is of the phrase itself
        below = below[1:]
    return below[0] if below else -1


def source_of(i: int, relation: str, clauses: Clauses) -> int:
    """The head of who speaks by the cue at word ``i``, -1 where the sentence does not say."""
    if relation == "under":
        return _under(i, clauses)
    if relation == "clause":
        return -1
    token = clauses.tokens[i]
    if clauses.is_verb(i):
        found = _quoted_as(i, clauses) or clauses.related(i, "subj")
        if not found and token.dep in ("advcl", "conj", "xcomp") and not clauses.passive(i):
            found = clauses.surface_subject(i)
    elif token.pos == "ADJ":
        found = clauses.related(i, "subj")
    else:
        found = _owner(i, clauses)
    return next((j for j in found if _somebody(j, i, clauses)), -1)


def _somebody(j: int, cue: int, clauses: Clauses) -> bool:
    """Whether a word can be a speaker; "it" can where it is what says, not where something is said of it."""
    if clauses.tokens[j].ent in ("DATE", "TIME") and clauses.tokens[j].dep != "poss":
        return False  # "Monday, the firm announced …": a headline's comma makes no list of a day
    if clauses.tokens[j].lemma.lower() == "it":
        return clauses.tokens[cue].pos == "VERB" and clauses.tokens[j].dep == "nsubj"
    return clauses.tokens[j].lemma.lower() not in _NOBODY


def _quoted_as(i: int, clauses: Clauses) -> tuple[int, ...]:
    """ "quoted *the minister* as saying": the object of the verb above speaks, unless that is passive."""
    token = clauses.tokens[i]
    above = clauses.tokens[token.head]
    if token.dep != "pcomp" or above.text.lower() != "as" or not clauses.is_verb(above.head):
        return ()
    return clauses.related(above.head, "obj")


def _owner(i: int, clauses: Clauses) -> tuple[int, ...]:
    """Whose statement a noun is: its possessor, its author, who makes it, or the nation that qualifies it."""
    for relation in ("poss", "by", "from"):
        if found := clauses.related(i, relation):
            return found
    named = tuple(
        k
        for k in clauses.kids[i]
        if clauses.tokens[k].dep in ("amod", "compound", "nmod") and clauses.tokens[k].text[0].isupper() and k > 0
    )
    if named:
        return named
    head = clauses.tokens[i].head
    if clauses.tokens[i].dep in ("dobj", "attr") and clauses.is_verb(head):
        return clauses.surface_subject(head)
    return ()


def _with_quotes(found: list[Speech], mute: list[Speech], clauses: Clauses) -> list[Speech]:
    """Give each stretch in quotation marks that nobody says yet to the nearest cue outside it."""
    speeches = list(found)
    for span in clauses.sentence.quoted:
        inside = {j for j, t in enumerate(clauses.tokens) if span.start <= t.start < span.end}
        if not inside or any(len(inside & s.content) * 2 > len(inside) for s in speeches):
            continue
        able = [s for s in (*speeches, *mute) if s.cue not in inside and _may_quote(s, clauses)]
        if not able:
            continue
        nearest = min(able, key=lambda s: (s.source < 0, min(abs(s.cue - j) for j in inside)))
        grown = replace(nearest, content=nearest.content | inside)
        speeches = [grown if s == nearest else s for s in speeches]
        if nearest in mute:
            mute = [s for s in mute if s != nearest]
            speeches.append(grown)
    return speeches


def _may_quote(speech: Speech, clauses: Clauses) -> bool:
    return clauses.is_verb(speech.cue) and speech.relation in ("ccomp", "quote")


def phrase_of(i: int, clauses: Clauses) -> list[int]:
    """The words of a noun phrase without what hangs on behind: relative clauses, appositions, participles."""
    found, stack = [], [i]
    while stack:
        j = stack.pop()
        found.append(j)
        stack.extend(k for k in clauses.kids[j] if clauses.tokens[k].dep not in _TRIMMED or k < i)
    return sorted(found)
