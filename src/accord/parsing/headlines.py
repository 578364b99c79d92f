"""Headlines: the sentence that a headline stands for, as a parser trained on sentences can read it.

A headline tells what happened in the present and leaves out articles and auxiliaries: "Court sentences activist", "Five
held after raid", "Mali, Niger quit bloc". Read as it stands, its verb is often taken for a noun. After a first look the
verb is put into the past, the auxiliary is added and the comma spelled out; what is added has no place in the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from accord.lexicon import load_lexicon, load_words
from accord.parsing.wordrules import Word

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

#: Forms of the present, and the number each stands with.
_PRESENT = ("VBZ", "VBP")
_HELPING = frozenset({"be", "have", "do", "say"})
#: Relations that no verb in the present or past has: the parser was at a loss.
_UNVERBED = frozenset({"compound", "amod", "nmod", "acl", "npadvmod", "poss"})
#: What ends or opens a part of a headline with a verb of its own.
_PARTS = frozenset({"as", "while", "after", "before"})
#: Behind these a word in -s is a noun: "protests over the vote", "talks with rebels".
_NOUN_BEFORE = frozenset({"in", "over", "after", "with", "between", "of", "as", "amid", "for", "at", "and"})


@dataclass(frozen=True, slots=True)
class Spelled:
    """A headline's words for the parser; where each stands among the words given (-1: added); and, by position, the
    word and tag that are put back once it is parsed."""

    words: list[str]
    places: list[int]
    backs: dict[int, tuple[str, str]]


def spelled_out(doc: Doc, nlp: Language) -> Spelled:
    """The words of a headline that was parsed once, with its verbs put as a sentence puts them."""
    changed: dict[int, str] = {}
    added: dict[int, str] = {}
    for clause in doc.sents:
        verb = _finite(clause, nlp)
        if verb is not None:
            changed[verb] = doc[verb].lemma_
        found = _hidden_verbs(clause, nlp)
        added |= {i: was for i, was in _passives(clause) if not any(i > v for v in found)}
        # A past behind a plural may be read as a participle; "have" leaves no doubt.
        added |= {i: "have" for i, lemma in found.items() if doc[i].lower_ == lemma}
        changed |= found
    return _spelled(doc, {i: _past(lemma, nlp) for i, lemma in changed.items()}, added)


def _spelled(doc: Doc, pasts: Mapping[int, str], added: Mapping[int, str]) -> Spelled:
    spelled = Spelled([], [], {})
    joined = set(_joined(doc, pasts, added))
    for token in doc:
        if token.i in added:
            spelled.words.append(added[token.i])
            spelled.places.append(-1)
        if token.i in pasts:
            number = "VBZ" if token.lower_.endswith("s") else "VBP"
            spelled.backs[len(spelled.words)] = (token.text, number)
        spelled.words.append(pasts.get(token.i) or ("and" if token.i in joined else token.text))
        spelled.places.append(token.i)
    return spelled


def put_back(words: list[Word], backs: Mapping[int, tuple[str, str]]) -> list[Word]:
    """The words of a parsed headline with its own forms where they were changed, read as the verbs that they are."""
    return [
        replace(word, text=backs[i][0], tag=backs[i][1]) if i in backs and word.tag in ("VBD", "VBN") else word
        for i, word in enumerate(words)
    ]


def _finite(clause: Span, nlp: Language) -> int | None:
    """The clause's verb, where the parser saw one in the present."""
    root = clause.root
    if root.lemma_ not in _verbs(nlp):
        return None
    if root.tag_ != "VBZ" or root.lemma_ in _unchanged() or root.i == clause.start or not root.is_lower:
        return None
    return None if any(kid.dep_ in ("aux", "auxpass") for kid in root.children) else int(root.i)


def _hidden_verbs(clause: Span, nlp: Language) -> dict[int, str]:
    """Words taken for nouns that are the verbs of a clause's parts, with their lemmas."""
    found: dict[int, str] = {}
    first = clause.start
    known = clause.root.pos_ == "AUX" or (clause.root.pos_ == "VERB" and clause.root.lemma_ in _verbs(nlp))
    for token in (*clause, None):
        if token is not None and token.lower_ not in _PARTS:
            continue
        end = clause.end if token is None else token.i
        verb = next(_candidates(clause.doc, first, end, nlp), None) if first > clause.start or not known else None
        if verb:
            found[verb[0]] = verb[1]
        first = end + 1
    return found


def _candidates(doc: Doc, first: int, end: int, nlp: Language) -> Iterator[tuple[int, str]]:
    """Words between two places that may be a verb in the present with its subject before it, the likeliest first."""
    if any(_is_verb(token, nlp) for token in doc[first:end]):
        return
    late: list[tuple[int, str]] = []
    for i in range(first + 1, end - 1):
        word, before, after = doc[i], doc[i - 1], doc[i + 1]
        if not word.is_lower or before.is_punct or before.pos_ in ("ADP", "DET") or after.is_punct:
            continue
        lemma = _verb(word.lower_, nlp)
        if word.tag_ == "VBZ" and word.lemma_ in _verbs(nlp):
            yield i, word.lemma_
        elif lemma and word.lower_.endswith("s") and not before.lower_.endswith("s"):
            late.append((i, lemma))
        elif (
            lemma == word.lower_
            and (_is_plural(before.lower_) or _is_pair(doc, i))
            and after.lower_ not in _NOUN_BEFORE - {"at"}
        ):
            yield i, lemma
    yield from ((i, lemma) for i, lemma in late if doc[i + 1].lower_ not in _NOUN_BEFORE)


def _is_verb(token: Token, nlp: Language) -> bool:
    """Whether the parser took a word for a finite verb, and had a place for it."""
    if token.tag_ == "MD":
        return True
    return token.tag_ in (*_PRESENT, "VBD") and token.dep_ not in _UNVERBED and token.lemma_ in _verbs(nlp)


def _is_pair(doc: Doc, i: int) -> bool:
    """Whether two names joined by a comma or a hyphen stand before word ``i``: "India-Chile sign …"."""
    joined = i > 2 and doc[i - 2].text in (",", "-")
    return bool(joined and doc[i - 1].text[0].isupper() and doc[i - 3].text[0].isupper())


def _is_plural(word: str) -> bool:
    return word in load_words()["plural"] or (word.endswith("s") and not word.endswith("ss"))


def tells(word: str) -> bool:
    """Whether a word is the plain form of a verb of the tables of phrases."""
    return (word, "VERB") in load_lexicon().phrases.by_trigger


def _verb(word: str, nlp: Language) -> str:
    """The verb of the tables of phrases that ``word`` may be in the present, or ``""``."""
    known = load_lexicon().phrases.by_trigger
    stems = [word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"]
    return next((stem for stem in stems if (stem, "VERB") in known and stem not in _unchanged()), "")


def _unchanged() -> frozenset[str]:
    """Verbs with nothing to put right: those that help others, and those whose past is their present."""
    return _HELPING | load_words()["same_past"]


def _passives(clause: Span) -> Iterator[tuple[int, str]]:
    """Where "was" or "were" is left out: before a participle that the clause's noun stands alone with."""
    root = clause.root
    was = "were" if root.tag_ in ("NNS", "NNPS", "CD") else "was"
    if root.pos_ in ("NOUN", "PROPN", "NUM", "ADJ"):
        for kid in root.children:
            if kid.dep_ == "acl" and kid.tag_ == "VBN" and kid.i > root.i and not kid.nbor(-1).is_punct:
                yield kid.i, was
                return
    undergone = load_words()["undergone"]
    for verb in clause:
        if verb.tag_ not in ("VBD", "VBN") or verb.lemma_ not in undergone:
            continue
        if verb.dep_ == "acl" and _opens_before_speech(clause, verb):
            yield verb.i, "were" if verb.head.tag_ in ("NNS", "NNPS", "CD") else "was"
            return
        if verb.dep_ not in ("ROOT", "ccomp"):
            continue
        kids = {kid.dep_ for kid in verb.children}
        noun = next((kid for kid in verb.children if kid.dep_ in ("nsubj", "nsubjpass") and kid.i < verb.i), None)
        dead = any(kid.dep_ == "oprd" and kid.lower_ == "dead" for kid in verb.children)  # "Two Soldiers Shot Dead"
        if noun is not None and not kids & {"dobj", "aux", "auxpass", "ccomp", "dative", *(() if dead else ("oprd",))}:
            yield verb.i, "were" if noun.tag_ in ("NNS", "NNPS", "CD") else "was"
            return


def _opens_before_speech(clause: Span, verb: Token) -> bool:
    """Whether a participle and its noun are all that stands before "…, ministry says"."""
    said = clause.root
    comma = any(t.text == "," for t in clause.doc[verb.i : said.i])
    return comma and said.lemma_ in load_words()["telling"] and verb.head.dep_ in ("nsubj", "dep", "npadvmod", "ccomp")


def _joined(doc: Doc, changed: Mapping[int, str], added: Mapping[int, str]) -> Iterator[int]:
    """Commas that stand for "and": the last one between names before the verb, or of two names behind "between"."""
    verbs = {*changed, *added} | {t.i for t in doc if t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX")}
    for comma in doc:
        if comma.text == "-" and _pairs(comma, changed):
            yield comma.i
        if comma.text != "," or not 0 < comma.i < len(doc) - 2:
            continue
        before, after = comma.nbor(-1), comma.nbor(1)
        if not before.text[0].isupper() or not after.text[0].isupper():
            continue
        verb = next((v for v in sorted(verbs) if v > comma.i), None)
        later = any(t.text == "," or t.lower_ == "and" for t in doc[comma.i + 1 : verb or comma.i + 4])
        opened = next((t.lower_ for t in reversed(doc[: comma.i]) if t.pos_ == "ADP"), "")
        if later or opened in ("in", "at", "near", "from", "outside"):
            continue
        if opened in ("between", "with") or (verb is not None and not _speaks(doc, verb)):
            yield comma.i


def _pairs(hyphen: Token, changed: Mapping[int, str]) -> bool:
    """Whether a hyphen stands for "and": "India-Chile sign …", two names before a verb in the plural."""
    if not 0 < hyphen.i < len(hyphen.doc) - 2:
        return False
    before, after, verb = hyphen.nbor(-1), hyphen.nbor(1), hyphen.nbor(2)
    if verb.i in changed:
        return _is_pair(hyphen.doc, verb.i)
    plural = verb.tag_ in ("VB", "VBP") and after.dep_ == "nsubj" and after.head == verb
    return plural and before.pos_ == after.pos_ == "PROPN" and before.head == after


def _speaks(doc: Doc, verb: int) -> bool:
    """Whether a headline's verb only says who told it: "…, ministry says"."""
    return doc[verb].lemma_ in load_words()["telling"] and verb + 2 >= len(doc)


def _verbs(nlp: Language) -> frozenset[str]:
    """Every verb that the pipeline's own list has."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    found: frozenset[str] = lemmatizer.lookups.get_table("lemma_index", {}).get("verb", frozenset())
    return found


@lru_cache(maxsize=1)
def _irregular(nlp: Language) -> dict[str, str]:
    """The past of verbs whose past is no "-ed", from the pipeline's own table of forms."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    forms: Mapping[str, list[str]] = lemmatizer.lookups.get_table("lemma_exc", {}).get("verb", {})
    pasts: dict[str, str] = {}
    # A past in -n is mostly the participle ("taken" beside "took"): taken where there is no other.
    for form in sorted(forms, key=lambda form: (form.endswith("n"), form)):
        if not form.endswith(("ing", "s")):
            for lemma in forms[form]:
                pasts.setdefault(lemma, form)
    return pasts


def _past(lemma: str, nlp: Language) -> str:
    irregular = _irregular(nlp).get(lemma)
    if irregular:
        return irregular
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + "ed"
