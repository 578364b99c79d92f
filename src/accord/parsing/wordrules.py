"""Word rules: the part of speech and lemma that the pipeline's rules give each word, worked out once.

spaCy's attribute ruler matches some two hundred patterns at every token; that is a sixth of all parsing. Nearly all
of the patterns look at one token's tag, its relation and, for a few hundred words, the word: their result can be kept.
Where a pattern that looks further matches, the rules are run over the whole stretch, as spaCy would.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from accord.tables import read_table

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

#: The components whose work is done here, in the order in which they follow one another.
RULES = ("attribute_ruler", "lemmatizer")
#: What a pattern may look at for its result to hang on the word, its tag and its relation alone.
_OWN = frozenset({"ORTH", "TEXT", "LOWER", "IS_SPACE", "TAG", "DEP"})
_WORDS = ("ORTH", "TEXT", "LOWER")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the rules leave it: its text, lemma, parts of speech and relation. ``space``: it is blank; ``opens``:
    a pattern of several tokens may begin with it."""

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    space: bool
    opens: bool = False


@dataclass(frozen=True, slots=True)
class WordRules:
    """The rules of one pipeline. ``left_out`` names the components that need not run; ``word`` gives what they make
    of a word, tag and relation (spaCy's numbers); ``wider`` finds where that is not enough, and ``run`` runs them."""

    left_out: tuple[str, ...]
    word: Callable[[int, int, int], Word]
    wider: Matcher
    run: Callable[[Doc], Doc]

    def words(self, doc: Doc) -> list[Word]:
        """Every token of a doc that was parsed without the components left out."""
        from spacy.attrs import DEP, ORTH, TAG

        word = self.word
        words = [word(*key) for key in doc.to_array([ORTH, TAG, DEP]).tolist()]
        if any(w.opens for w in words) and self.wider(doc, allow_missing=True):
            return [_word(token, token.lemma_) for token in self.run(doc)]
        return words


@dataclass(frozen=True, slots=True)
class _Token:
    """What the lemmatizer reads of a token; a doc for every word would cost more than the lemma."""

    orth: int
    text: str
    pos: int
    pos_: str
    morph: Any


@lru_cache(maxsize=2)
def word_rules(nlp: Language) -> WordRules:
    """The word rules of a loaded pipeline. It must have both components of ``RULES``, the lemmatizer by rules."""
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

    vocab = nlp.vocab
    ruler: Any = nlp.get_pipe("attribute_ruler")
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
    named, shapes = _words_of(patterns)
    wider, first = Matcher(vocab), Matcher(vocab)
    for number, pattern in enumerate(p for p in patterns if len(p) != 1 or not _OWN.issuperset(p[0])):
        wider.add(str(number), [pattern])
        first.add(str(number), [[pattern[0] if _OWN.issuperset(pattern[0]) else {}]])

    @cache
    def ruled(text: str, tag: int, dep: int) -> tuple[Any, bool]:
        """A token as the ruler leaves it, and whether a wider pattern may begin with it. ``text`` is one word for all
        that no pattern knows."""
        alone = Doc(vocab, words=[text], tags=[vocab.strings[tag]], deps=[vocab.strings[dep]], heads=[0])
        opens = bool(first(alone, allow_missing=True))
        return ruler(alone)[0], opens

    @lru_cache(maxsize=1 << 16)
    def word(orth: int, tag: int, dep: int) -> Word:
        text = vocab.strings[orth]
        lower = text.lower()
        known = lower in named or text in named or text.isspace() or any(shape.search(lower) for shape in shapes)
        token, opens = ruled(text if known else "word", tag, dep)
        lemma = token.lemma_ or lemmatizer.lemmatize(_Token(orth, text, token.pos, token.pos_, token.morph))[0]
        lemma = _lemmas().get((lower, token.pos_)) or lemma
        return Word(text, lemma, token.pos_, token.tag_, token.dep_, text.isspace(), opens)

    return WordRules(RULES, word, wider, lambda doc: lemmatizer(ruler(doc)))


def _words_of(patterns: list[list[dict[str, Any]]]) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The words that patterns name, and the shapes of those that they describe."""
    wants = [want for pattern in patterns for token in pattern for key, want in token.items() if key in _WORDS]
    named = {want for want in wants if isinstance(want, str)}
    shapes: list[re.Pattern[str]] = []
    for want in wants:
        if isinstance(want, dict):
            named.update(word for key in ("IN", "NOT_IN") for word in want.get(key, ()))
            shapes.extend(re.compile(want[key]) for key in want if key == "REGEX")
    return frozenset(named), tuple(shapes)


def _word(token: Any, lemma: str) -> Word:
    lemma = _lemmas().get((token.lower_, token.pos_)) or lemma
    return Word(token.text, lemma, token.pos_, token.tag_, token.dep_, token.is_space)


@cache
def _lemmas() -> dict[tuple[str, str], str]:
    """Forms whose lemma the pipeline's rules get wrong ("staged" is not of "stag")."""
    rows = read_table("languages/en/lemmas.tsv", ("form", "pos", "lemma"))
    return {(row["form"], row["pos"]): row["lemma"] for row in rows}
