"""Quantities: how many killed, displaced, arrested, how many villages, troops, dollars; what each is a count of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from accord.coding.arguments import Clauses
from accord.coding.events import Reading
from accord.coding.numerals import NumberWords, Numeral, find_numerals
from accord.coding.referents import Referents
from accord.lexicon import Lexicon, NumberCue, load_lexicon, load_words

#: Counts of what befell people, which reports give in a sentence of their own.
TOLLS = frozenset({"killed", "injured", "missing", "displaced", "arrested", "abducted", "casualties", "participants"})
#: A filler of a cue's noun that asks for people, not for a word ("seize:@person" is no seizing of villages).
PERSON = "@person"
#: Under these a number belongs to the noun it stands with.
_COUNTING = frozenset({"nummod", "quantmod", "compound", "amod", "nmod", "advmod", "det", "npadvmod"})
_PARTS = frozenset({"them", "whom", "which", "these", "those"})
#: Relations of numbers.tsv, in the order in which they are tried: ``is`` for adjectives, ``doer`` for the subject of a
#: noun's verb ("300 people took *part*"), ``mod`` for a measure ("a 30-day *ceasefire*"); the rest as in phrases.
RELATIONS = ("obj", "subj", "is", "doer", "mod", "of", "to", "at", "for", "with", "from", "by", "in")
_KEPT = "number cues"
_POS = {"v": ("VERB", "AUX"), "n": ("NOUN", "PROPN"), "a": ("ADJ", "VERB", "NOUN"), "r": ("ADV", "ADP")}


def _known(clauses: Clauses, language: str) -> dict[int, list[str]]:
    """Where a cue may stand, and as which words; worked out once for all the counts of a sentence."""
    if _KEPT not in clauses.kept:
        words = _cue_words(language)
        found: dict[int, list[str]] = {}
        for i, token in enumerate(clauses.tokens):
            text = token.text.lower()
            # A tagger may take "missing" for a verb and "corpses" for more than one corps.
            forms = dict.fromkeys((token.lemma.lower(), text, text.removesuffix("s")))
            if known := [form for form in forms if form in words]:
                found[i] = known
        clauses.kept[_KEPT] = found
    cues: dict[int, list[str]] = clauses.kept[_KEPT]
    return cues


@cache
def _cue_words(language: str) -> frozenset[str]:
    """The words of ``numbers.tsv``, whatever they ask of the noun counted: most words of a text are none."""
    return frozenset(cue.partition(":")[0] for cue, _, _ in load_lexicon(language).numbers)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A numeral and what it counts. ``argument`` stands in the clause for both, ``head`` is the noun counted (indices).

    In "dozens of rebels" the argument is *dozens*, the head *rebels*; in "killing 12" both are the number itself.
    ``joined`` marks a measure that is part of another noun: "a 30-*day* ceasefire"; ``worded`` a count without a
    number: "no one", "a soldier".
    """

    numeral: Numeral
    argument: int
    head: int
    unit: str
    joined: bool = False
    worded: bool = False

    @property
    def value(self) -> str:
        """The number in its canonical form."""
        return self.numeral.value


def quantities(clauses: Clauses, words: NumberWords) -> list[Quantity]:
    """Every count in a sentence, exact or vague, in the order of the text. Ages, years, dates and labels are none."""
    made = (_quantity(numeral, clauses, words) for numeral in find_numerals(clauses.tokens, words))
    return [*(q for q in made if q is not None), *_zeros(clauses, words), *_singles(clauses, words)]


def _quantity(numeral: Numeral, clauses: Clauses, words: NumberWords) -> Quantity | None:
    tokens = clauses.tokens
    after = numeral.last + 1
    if after + 1 < len(tokens) and tokens[after].text in ("-", "‑") and tokens[after].start == tokens[after - 1].end:
        return _joined(numeral, after + 1, clauses)
    if [t.lemma.lower() for t in tokens[after : after + 2]][-1:] == ["old"] and after < len(tokens):
        return None  # "an 18 year old"
    argument = _argument(numeral, clauses)
    below = clauses.related(argument, "of") if argument <= numeral.last or numeral.low is None else ()
    if numeral.money or numeral.percent:
        return Quantity(numeral, argument, argument, numeral.money or "percent")
    if (below and tokens[below[0]].lemma.lower() in _PARTS) or _labelled(numeral, argument, clauses, words):
        return None
    head = below[0] if below else argument
    if is_bare(head, numeral) and _no_count(numeral, clauses):
        return None
    lemma = tokens[head].lemma.lower()
    return Quantity(numeral, argument, head, "" if is_bare(head, numeral) or tokens[head].pos != "NOUN" else lemma)


def is_bare(head: int, numeral: Numeral) -> bool:
    """Whether a count has no noun of its own: "killed 12"."""
    return numeral.first <= head <= numeral.last


def _joined(numeral: Numeral, noun: int, clauses: Clauses) -> Quantity | None:
    """ "a 30-day ceasefire": the measure and the noun it belongs to; "a 34-year-old" measures nobody's deed."""
    token = clauses.tokens[noun]
    head = clauses.tokens[token.head]
    if token.pos != "NOUN" or head.pos not in ("NOUN", "PROPN"):
        return None
    return Quantity(numeral, token.head, noun, token.lemma.lower(), joined=True)


def _argument(numeral: Numeral, clauses: Clauses) -> int:
    """The word that stands in the clause for a numeral: the noun it counts, else the number's own last word."""
    inside = range(numeral.start, numeral.last + 1)
    tokens = clauses.tokens
    j = next((i for i in reversed(inside) if tokens[i].head not in inside or tokens[i].head == i), numeral.last)
    while tokens[j].dep in _COUNTING and tokens[j].head >= numeral.start:
        if tokens[j].head == j or tokens[tokens[j].head].pos in ("VERB", "AUX", "ADP"):
            break
        j = tokens[j].head
    return j


def _labelled(numeral: Numeral, argument: int, clauses: Clauses, words: NumberWords) -> bool:
    """Whether a number names a thing: "Article 5", "Resolution 2118", "Unit 731", "Ivanov, 34"."""
    before = clauses.tokens[numeral.start - 1] if numeral.start else None
    if before is None:
        return False
    if before.lemma.lower() in words.of("label") or before.text.lower() in words.of("label"):
        return True
    named = before.pos == "PROPN" and before.end + 1 == clauses.tokens[numeral.start].start
    return (named or before.text == ",") and argument <= numeral.last and _hangs_back(argument, clauses)


def _hangs_back(i: int, clauses: Clauses) -> bool:
    token = clauses.tokens[i]
    return token.dep in ("appos", "nummod", "npadvmod") and token.head < i and clauses.tokens[token.head].pos == "PROPN"


def _no_count(numeral: Numeral, clauses: Clauses) -> bool:
    """Whether a number without a noun is a year, a time or part of a date."""
    token = clauses.tokens[numeral.first]
    if any(m.start <= token.start < m.end for m in clauses.sentence.times):
        return True
    year = numeral.first == numeral.last and len(token.text) == 4 and token.text.isdigit()
    return year and 1800 <= int(token.text) <= 2100


def _zeros(clauses: Clauses, words: NumberWords) -> Iterator[Quantity]:
    """ "no one", "no soldiers", "without casualties": a count of none. It is a claim only where a cue asks for it."""
    none = words.of("none")
    for i, token in enumerate(clauses.tokens):
        text = token.text.lower()
        pair = f"{text} {clauses.tokens[i + 1].text.lower()}" if i + 1 < len(clauses.tokens) else ""
        if pair in none:
            yield Quantity(Numeral(i, i, i + 1, "0", 0.0, 0.0), i + 1, i + 1, "", worded=True)
        elif text in none and token.dep == "prep":
            for j in clauses.related(token.head, text):
                yield Quantity(Numeral(i, i, i, "0", 0.0, 0.0), j, j, clauses.tokens[j].lemma.lower(), worded=True)
        elif text in none:
            noun = token.head if token.dep == "det" and token.head > i else i
            unit = clauses.tokens[noun].lemma.lower() if noun != i else ""
            yield Quantity(Numeral(i, i, i, "0", 0.0, 0.0), noun, noun, unit, worded=True)


def _singles(clauses: Clauses, words: NumberWords) -> Iterator[Quantity]:
    """ "two soldiers and *a* civilian": a count of one. Like none, it is a claim only of what befell people."""
    for i, token in enumerate(clauses.tokens):
        noun = clauses.tokens[token.head]
        if token.text.lower() not in ("a", "an") or token.dep != "det" or token.head <= i or noun.tag != "NN":
            continue
        if noun.lemma.lower() not in words.of("collective"):
            yield Quantity(Numeral(i, i, i, "1", 1.0, 1.0), token.head, token.head, noun.lemma.lower(), worded=True)


# -- what a count is a count of ------------------------------------------------------------------------------------


class Cues:
    """The cues that may say what one quantity is a count of."""

    def __init__(self, quantity: Quantity, reading: Reading, lexicon: Lexicon, words: NumberWords) -> None:
        self.quantity, self.words, self.table = quantity, words, lexicon.numbers
        self.known = _known(reading.clauses, lexicon.language)
        self.clauses = reading.clauses
        self.tokens = reading.clauses.tokens
        self.noun = self.tokens[quantity.head].lemma.lower()
        #: Whether a verb of amount gives the number: "the toll rose to 15" tells the whole of it.
        self.stated = False
        self.person = _is_person(quantity, reading.clauses, reading.referents)
        self._asked: dict[int, tuple[tuple[str, str], ...]] = {}

    def field(self) -> tuple[NumberCue, int] | None:
        """Which field the count belongs to: what befalls it, else what its noun is; and the word that says so."""
        head = self.quantity.head
        if self.quantity.numeral.money:
            cue = self.table.get(("money", "n", "head"))
            return (cue, head) if cue else None
        for i in sorted(self.known, key=lambda i: (abs(i - head), i)):
            if i != head and (found := self._standing(i)):
                return found, i
        return self.own()

    def own(self) -> tuple[NumberCue, int] | None:
        """What its noun is, whatever befalls it."""
        head = self.quantity.head
        if self.quantity.joined or self.quantity.numeral.percent:
            return self._amount()
        cue = self._named(head, "head")
        return (cue, head) if cue else self._amount()

    def befallen(self, named: tuple[NumberCue, int]) -> bool:
        """Whether it counts people to whom something was done; "no casualties" needs no verb for that."""
        if self.quantity.value == "0":
            return named[0].field in TOLLS
        return self.person and named[0].field in TOLLS - {"participants"} and named[1] != self.quantity.head

    def _standing(self, i: int) -> NumberCue | None:
        if i not in self._asked:
            self._asked[i] = tuple(self._cues_at(i))
        for relation in RELATIONS if self._asked[i] else ():
            cue = self._named(i, relation)
            if cue and self._stands(i, relation):
                return cue
        return None

    def _named(self, i: int, relation: str) -> NumberCue | None:
        """The cue that word ``i`` is for a count that stands in ``relation`` to it."""
        name = f"share {relation}" if self.quantity.numeral.percent else relation
        if i not in self._asked:
            self._asked[i] = tuple(self._cues_at(i))
        for cue, letter in self._asked[i]:
            if found := self.table.get((cue, letter, name)):
                return found
        return None

    def _cues_at(self, i: int) -> Iterator[tuple[str, str]]:
        """The cues that word ``i`` may be, as (cue, part of speech), the closest first."""
        for lemma in self.known.get(i, ()):
            for cue in (f"{lemma}:{self.noun}", *((f"{lemma}:{PERSON}",) if self.person else ()), lemma):
                for letter, pos in _POS.items():
                    if self.tokens[i].pos in pos:
                        yield cue, letter

    def _stands(self, i: int, relation: str) -> bool:
        clauses, argument = self.clauses, self.quantity.argument
        if relation == "mod":
            return self.quantity.joined and i == argument
        if self.quantity.joined:
            return False
        if relation == "is":
            return argument in self._described(i)
        if relation == "doer":
            verb = self.tokens[i].head
            return clauses.is_verb(verb) and argument in clauses.related(verb, "subj")
        if relation == "of" and self.quantity.numeral.percent:
            return i in clauses.related(argument, "of")
        if relation == "obj" and argument in self._fragment(i):
            return True
        related = clauses.related(i, relation)
        return argument in related or self._spoken_for() in related

    def _spoken_for(self) -> int | None:
        """Who stands for those counted: "the *leaders* of nine states signed"."""
        token = self.tokens[self.quantity.argument]
        above = self.tokens[token.head]
        named = token.dep == "pobj" and above.text.lower() == "of"
        lemma = self.tokens[above.head].lemma.lower()
        return above.head if named and lemma in self.words.of("delegate") else None

    def _described(self, i: int) -> tuple[int, ...]:
        """Whom an adjective is said of: "12 people are missing", "left 12 people dead", "12 people dead"."""
        head = self.tokens[i].head
        if any(self.tokens[k].dep == "dobj" for k in self.clauses.kids[i]):
            return ()  # who "*injured* 24 people" is not injured
        if self.tokens[i].pos == "NOUN" and self.tokens[i].dep == "dobj":  # "took 12 people hostage"
            return tuple(k for k in (i - 1,) if self.tokens[k].dep == "dobj")
        around = (head, *(k for k in self.clauses.kids[i] if self.tokens[k].dep in ("nsubj", "nummod")))
        beside = self.clauses.related(head, "subj") if self.tokens[i].dep in ("acomp", "attr", "advcl", "oprd") else ()
        led = self.tokens[i].dep == "acomp" and head < i < self.quantity.argument  # "shot *dead* two people"
        predicate = led or self.tokens[i].dep in ("oprd", "xcomp", "ccomp", "advcl")
        objects = self.clauses.related(head, "obj") if predicate else ()
        return (*around, *self.clauses.related(i, "subj"), *(objects or beside))

    def _fragment(self, i: int) -> tuple[int, ...]:
        """ "12 dead, 30 wounded": a participle that the parser takes for a verb without an object."""
        kids = self.clauses.kids[i]
        if self.tokens[i].tag not in ("VBN", "VBD") or any(self.tokens[k].dep in ("dobj", "aux") for k in kids):
            return ()
        if i == self.quantity.numeral.last + 1:  # "treated 12 wounded"
            return (self.quantity.argument,)
        return self.clauses.related(i, "subj") or tuple(k for k in kids if self.tokens[k].dep in ("nummod", "dep"))

    def _amount(self) -> tuple[NumberCue, int] | None:
        """ "the toll rose to 15", "the number of detained has reached 68": the subject says what is counted."""
        verb = next((i for i in self.clauses.path_up(self.quantity.argument)[:4] if self.clauses.is_verb(i)), None)
        if verb is None or self.tokens[verb].lemma.lower() not in self.words.of("amount"):
            return None
        before = self.tokens[self.quantity.numeral.start - 1].text.lower() if self.quantity.numeral.start else ""
        given = {j for name in ("obj", "attr", "at", "subj") for j in self.clauses.related(verb, name)}
        # "from 12 to 15" gives fifteen; parsers hang the two alike.
        if before == "from" or (before != "to" and self.quantity.argument not in given):
            return None
        nouns = [j for name in ("subj", "obj") for j in self.clauses.related(verb, name)]
        nouns += [k for j in nouns for k in self.clauses.related(j, "of")]
        for j in nouns:
            if j != self.quantity.argument and (cue := self._named(j, "amount")):
                self.stated = True
                return cue, j
        return None


def _is_person(quantity: Quantity, clauses: Clauses, referents: Referents) -> bool:
    """Whether people are counted: a bare number is taken for people, as "killed 12" is; army posts are none."""
    head = quantity.head
    if clauses.tokens[head].lemma.lower() in load_words()["land"]:
        return False
    other = clauses.tokens[head].lemma.lower() == "other"
    return other or is_bare(head, quantity.numeral) or bool(referents.named(head))
