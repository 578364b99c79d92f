"""Attribution: who says it, as a chain from the outermost speaker in; in a sentence, and over a whole report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from accord.coding.arguments import Clauses
from accord.coding.governors import cue_at, ladder
from accord.coding.modality import modality
from accord.coding.referents import Referents
from accord.coding.speech import Speech, find_speeches, phrase_of
from accord.lexicon import Lexicon
from accord.records import Actor, Attribution, Mention, Sentence, Span

#: Stances that hold of what they govern but not of what is taken for granted inside it.
OPINIONS = frozenset({"accuses", "denies", "demands", "expects", "hopes", "promises", "warns"})
#: Relations in which what hangs on a cue is told as the speaker's word. What is only talked about ("condemned the
#: attack") is the outlet's own.
_TOLD = frozenset({"ccomp", "quote", "acl", "relcl", "under", "advcl"})
_TOLD_AS = {
    "announces": frozenset({"obj"}),
    "claims": frozenset({"xcomp", "of"}),
    "expects": frozenset({"xcomp"}),
    "denies": frozenset({"xcomp"}),
    "accuses": frozenset({"of", "for", "with"}),
    "says": frozenset({"of", "as"}),
    "believes": frozenset({"of", "xcomp"}),
    "learns": frozenset({"of"}),
}
#: Stances that put something; who does not believe or expect a thing has a view of it all the same.
_PUT = frozenset({"says", "announces", "claims", "denies", "learns", "accuses"})
#: A speaker's noun phrase of more words than this is cut behind its head.
_LONG = 8


def attribution(i: int, referents: Referents, lexicon: Lexicon, carried: Attribution | None) -> tuple[Attribution, ...]:
    """The speakers above word ``i``, outermost first.

    ``carried`` is the speaker of a quotation that goes on from, or into, another sentence; it is used where the word
    stands in quotation marks and its own sentence names no speaker.
    """
    clauses = referents.clauses
    quoted = in_quotation(i, clauses.sentence)
    links: dict[tuple[int, int], Attribution] = {}
    for speech in sorted(find_speeches(clauses, lexicon), key=lambda s: (-len(s.content), s.cue)):
        if i in speech.content and speech.source >= 0 and _binds(i, speech, clauses, lexicon):
            link = speaks(speech.source, speech.cue, speech.stance, referents, quoted)
            links.setdefault((link.start, link.end), link)
    if not links and quoted and carried is not None:
        return (carried,)
    return tuple(links.values())


def _binds(i: int, speech: Speech, clauses: Clauses, lexicon: Lexicon) -> bool:
    """Whether word ``i``, in a speech's content, is told on the speaker's word."""
    if speech.stance == "judges" or i == speech.source:
        return False
    if speech.stance in _PUT and "negation" in modality(speech.cue, clauses, lexicon).modes:
        return False  # "has not confirmed that", "did not deny that": whom it names puts nothing
    if speech.relation not in _TOLD and speech.relation not in _TOLD_AS.get(speech.stance, ()):
        # "denies the attack" is a denial of it, "downplays the attack" is none.
        cue = cue_at(speech.cue, "obj", lexicon.modality, clauses) if speech.stance == "denies" else None
        return cue is not None and cue.effect == "negation" and speech.relation == "obj"
    if clauses.tokens[speech.cue].pos == "NOUN" and speech.relation == "of" and clauses.tokens[i].pos == "NOUN":
        return speech.stance not in OPINIONS  # "the denial of the attack": the attack is the outlet's word
    if speech.stance not in OPINIONS:
        return True
    # "criticised the bloc for failing to act when Mali was attacked": that it was attacked is no accusation.
    granted = False
    for step in ladder(i, clauses):
        granted = granted or step.granted
        if step.head == speech.cue:
            return not granted
    return True


def in_quotation(i: int, sentence: Sentence) -> bool:
    """Whether word ``i`` stands inside quotation marks as speech."""
    token = sentence.tokens[i]
    return any(span.start <= token.start < span.end for span in sentence.quoted)


def speaks(speaker: int, cue: int, stance: str, referents: Referents, quoted: bool) -> Attribution:
    """The link that word ``cue`` makes to the speaker at word ``speaker``."""
    found = referents.actors(speaker, owner=True, place=False)
    actor: Mention[Actor] | None = found[0] if found else None
    # A name says who it is; "diplomat" alone does not: "a retired diplomat in Port Vila" is as near as the text comes.
    # A party that only qualifies who speaks ("the *opposition* frontrunner") is not what the speaker is called.
    named = actor is not None and bool(actor.value.name or actor.value.id)
    own = named and actor is not None and actor.end > referents.clauses.tokens[speaker].start
    words = actor.text if actor and own else _words(speaker, referents.clauses)
    token = referents.clauses.tokens[cue]
    return Attribution(words, actor, token.text, stance, token.start, token.end, quoted)


def _words(i: int, clauses: Clauses) -> str:
    """The words of a noun phrase as written; of a long one those up to its head."""
    words = phrase_of(i, clauses)
    if clauses.tokens[words[0]].text.lower() == "the" and len(words) > 1:
        words = words[1:]
    whole = list(range(words[0], words[-1] + 1))
    kept = [clauses.tokens[j] for j in (whole if len(whole) <= _LONG else [j for j in words if j <= i])]
    gaps = [" " if a.end < b.start else "" for a, b in pairwise(kept)]
    return "".join(gap + token.text for gap, token in zip(["", *gaps], kept, strict=True))


# -- over a whole report --------------------------------------------------------------------------------------------


def carried_speakers(read: Sequence[Referents], lexicon: Lexicon) -> list[Attribution | None]:
    """For each sentence, who speaks the quotation in it that names no speaker there.

    A quotation that runs over several sentences has one speaker, wherever in it the cue stands; one that follows
    another, or a speech, without a cue of its own goes on with that speaker.
    """
    owners = quotation_owners(read, lexicon)
    return [
        None if owner is None else _carry(read[owner[0]], owner[1])
        for owner in (owners.get(n) for n in range(len(read)))
    ]


def _carry(referents: Referents, speech: Speech) -> Attribution | None:
    if speech.source < 0:
        return None
    # The link belongs to the sentence with the cue; in this sentence it has no words of its own.
    return replace(speaks(speech.source, speech.cue, speech.stance, referents, True), cue="", start=0, end=0)


def quotation_owners(read: Sequence[Referents], lexicon: Lexicon) -> dict[int, tuple[int, Speech]]:
    """For each sentence with a quotation nobody says in it: the sentence and the speech that it belongs to."""
    speeches = [find_speeches(r.clauses, lexicon) for r in read]
    owners: dict[int, tuple[int, Speech]] = {}
    last: tuple[int, Speech] | None = None
    for n, referents in enumerate(read):
        sentence = referents.clauses.sentence
        free = [span for span in sentence.quoted if not _spoken(span, sentence, speeches[n])]
        if free:
            owner = _same_quotation(n, free, read, speeches) or _said_after(n, read) or _said_before(n, read) or last
            if owner is not None:
                owners[n] = owner
            last = owner
        else:
            last = _last_speech(n, speeches[n])
    return owners


def _spoken(span: Span, sentence: Sentence, speeches: Sequence[Speech]) -> bool:
    inside = {j for j, t in enumerate(sentence.tokens) if span.start <= t.start < span.end}
    return any(len(inside & s.content) * 2 > len(inside) for s in speeches)


def _same_quotation(
    n: int, free: Sequence[Span], read: Sequence[Referents], speeches: Sequence[Sequence[Speech]]
) -> tuple[int, Speech] | None:
    """The speech that says the same marks in a sentence near by: the quotation runs over the sentence's end."""
    for m in (*range(n + 1, min(n + 8, len(read))), *range(n - 1, max(n - 8, -1), -1)):
        for span in free:
            other = read[m].clauses.sentence
            if span in other.quoted:
                inside = {j for j, t in enumerate(other.tokens) if span.start <= t.start < span.end}
                said = [s for s in speeches[m] if len(inside & s.content) * 2 > len(inside) and s.source >= 0]
                if said:
                    return m, said[0]
    return None


def _said_after(n: int, read: Sequence[Referents]) -> tuple[int, Speech] | None:
    """ "… left." he said. — where the parser makes a sentence of the cue that follows the marks."""
    if n + 1 >= len(read):
        return None
    here, after = read[n].clauses.sentence, read[n + 1].clauses
    closed = bool(here.quoted) and here.quoted[-1].end >= here.end - 2 and after.sentence.start - here.end <= 3
    return (n + 1, speech) if closed and (speech := _bare_cue(after)) else None


def _said_before(n: int, read: Sequence[Referents]) -> tuple[int, Speech] | None:
    """The minister said on Monday: — with the quotation in a paragraph of its own."""
    if n == 0 or read[n - 1].clauses.tokens[-1].text != ":":
        return None
    return (n - 1, speech) if (speech := _bare_cue(read[n - 1].clauses)) else None


def _bare_cue(clauses: Clauses) -> Speech | None:
    """The verb of saying that is all a sentence has, with its subject."""
    for i, token in enumerate(clauses.tokens):
        if token.pos == "VERB" and token.dep == "ROOT" and token.lemma.lower() in _PLAIN:
            subjects = clauses.related(i, "subj")
            if subjects and not any(clauses.tokens[k].dep in ("ccomp", "xcomp") for k in clauses.kids[i]):
                return Speech(i, "says", "quote", subjects[0], frozenset(), "")
    return None


_PLAIN = frozenset(
    {"say", "add", "tell", "continue", "write", "explain", "note", "reply", "ask", "conclude", "state", "tweet", "post"}
    | {"respond", "report", "announce", "remark", "declare", "warn", "comment", "insist", "answer", "recall"}
)


def _last_speech(n: int, speeches: Sequence[Speech]) -> tuple[int, Speech] | None:
    """The outermost speech with a named source of a sentence, whose speaker may go on in the next."""
    able = [s for s in speeches if s.source >= 0 and s.relation in ("ccomp", "quote", "under")]
    return (n, max(able, key=lambda s: len(s.content))) if able else None


# -- for reading and measuring --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution of a report as spans of its text: who (None where nobody is named), by which words, what."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    stance: str
    sentence: int


def find_attributions(sentences: Sequence[Sentence], lexicon: Lexicon) -> list[Said]:
    """All attributions of a report, in the order of the text; a quotation that goes on is part of where it began.

    What the report itself attributes: not what its speakers attribute in their turn. A speech that somebody is said
    not to have made, or may make, counts ("did not say that …"): the sentence puts its content to a speaker.
    """
    words = lexicon.words
    read = [Referents(Clauses(s, words["happening"]), words["quantity"]) for s in sentences]
    more: dict[tuple[int, int], list[Span]] = {}
    owned: dict[tuple[int, int], Speech] = {}
    for n, (m, speech) in sorted(quotation_owners(read, lexicon).items()):
        more.setdefault((m, speech.cue), []).extend(_within(sentences[n]))
        owned[m, speech.cue] = speech
    found: list[Said] = []
    for n, referents in enumerate(read):
        here = {speech.cue: speech for (m, _), speech in owned.items() if m == n}
        here |= {speech.cue: speech for speech in find_speeches(referents.clauses, lexicon)}
        made = [speech for _, speech in sorted(here.items()) if _made(speech, referents.clauses, lexicon)]
        for speech in made:
            if not any(speech.cue in outer.content for outer in made if outer is not speech):
                found.append(_said(speech, referents.clauses, more.get((n, speech.cue), [])))
        found.extend(_headline(n, read))
    return found


def _headline(n: int, read: Sequence[Referents]) -> list[Said]:
    """ "Poll: voters want peace": a headline's speaker before a colon, with what follows as content."""
    here = read[n].clauses
    tokens = here.tokens
    if here.sentence.where != "headline" or n + 1 >= len(read) or tokens[-1].text != ":" or len(tokens) > 7:
        return []
    rest, words = read[n + 1].clauses.sentence, tokens[:-1]
    speaker = any(t.ent in ("PERSON", "ORG", "NORP") or t.lemma.lower() in _TELLERS for t in words)
    if rest.where != "headline" or not speaker or any(t.pos in ("VERB", "AUX") for t in words):
        return []
    report = here.sentence.report
    source = Span(report, words[0].start, words[-1].end, "source")
    cue = Span(report, tokens[-1].start, tokens[-1].end, "cue")
    return [Said(source, cue, (Span(report, rest.start, rest.end, "content"),), "says", here.sentence.number)]


_TELLERS = frozenset(
    {"poll", "report", "survey", "study", "police", "official", "minister", "president", "newspaper", "paper", "source"}
    | {"sources", "expert", "analyst", "court", "ministry", "army", "military", "spokesman", "spokeswoman", "witness"}
)


def _made(speech: Speech, clauses: Clauses, lexicon: Lexicon) -> bool:
    """Whether the report itself puts what a speech says to somebody."""
    if in_quotation(speech.cue, clauses.sentence):
        return False
    if speech.source >= 0 and clauses.is_verb(speech.cue):
        return True
    open_ = {"hypothetical", "negation"} & set(modality(speech.cue, clauses, lexicon).modes)
    if open_ and speech.relation not in ("under", "clause"):
        return False
    # "It was announced that …" is a speech of somebody; a thought that nobody thinks is none.
    spoken = clauses.is_verb(speech.cue) and speech.stance not in _THOUGHT
    return speech.source >= 0 or spoken or speech.relation == "clause"


_THOUGHT = frozenset({"believes", "hopes", "learns", "judges"})


def _within(sentence: Sentence) -> list[Span]:
    return [Span(q.report, max(q.start, sentence.start), min(q.end, sentence.end), "content") for q in sentence.quoted]


def _said(speech: Speech, clauses: Clauses, more: Sequence[Span]) -> Said:
    sentence = clauses.sentence
    source = _spans(phrase_of(speech.source, clauses), sentence, "source") if speech.source >= 0 else []
    cue = _spans(_cue_words(speech, clauses), sentence, "cue")
    content = (*_spans(sorted(speech.content), sentence, "content"), *more)
    return Said(
        Span(sentence.report, source[0].start, source[-1].end, "source") if source else None,
        Span(sentence.report, cue[0].start, cue[-1].end, "cue"),
        tuple(sorted(content)),
        speech.stance,
        sentence.number,
    )


def _cue_words(speech: Speech, clauses: Clauses) -> list[int]:
    i = speech.cue
    if speech.relation == "under" and clauses.tokens[i].dep == "prep":
        return [i, *(k for k in clauses.kids[i] if clauses.tokens[k].dep == "prep")]
    return [i]


def _spans(words: Sequence[int], sentence: Sentence, shows: str) -> list[Span]:
    """Runs of neighbouring words as spans."""
    runs: list[list[int]] = []
    for j in words:
        if runs and j == runs[-1][-1] + 1:
            runs[-1].append(j)
        else:
            runs.append([j])
    return [Span(sentence.report, sentence.tokens[r[0]].start, sentence.tokens[r[-1]].end, shows) for r in runs]
