"""Noun phrases of actors: pieces put together, "Kenya's interior minister John Doe" being one actor and not three.

A phrase grows from left to right over its pieces. What may stand between two pieces depends on what they are: nothing,
a possessive, adjectives, "of", or the comma of an apposition.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from accord.parsing.names import fold, singular
from accord.parsing.pieces import BASES, BODY_BASES, PERSONS, Piece, Scene
from accord.records import Token

#: Tags of words that may stand between a country and its role noun ("Kenya's leading opposition party").
MODIFIERS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "NN", "NNS", "NNP", "CD", "HYPH", "``", "''", "RB", "RBS"})
#: More words between than this, and the two do not belong together.
WIDEST = 4


@dataclass(slots=True)
class Phrase:
    """Pieces that name one actor. ``base`` is the country or body, ``roles`` in order of the text."""

    first: int
    last: int
    base: Piece | None = None
    owner: Piece | None = None
    roles: list[Piece] = field(default_factory=list)
    person: Piece | None = None
    head: Piece | None = None
    #: "ministers of Kenya and Uganda": the second base shares the roles of the first.
    shares: Piece | None = None

    def takes(self, piece: Piece) -> None:
        """Add ``piece`` as what it is."""
        if piece.kind == "role":
            self.roles.append(piece)
        elif piece.kind in PERSONS:
            self.person = piece
        else:
            if self.base is not None and piece.kind in BODY_BASES:
                self.owner = self.base
            self.base = piece
        self.last = max(self.last, piece.last)


def find_phrases(scene: Scene, pieces: list[Piece]) -> list[Phrase]:
    """The phrases of a sentence, in order; each piece is in one phrase."""
    phrases: list[Phrase] = []
    at = 0
    while at < len(pieces):
        phrase, at = _phrase(scene, pieces, at)
        phrases.append(phrase)
    return phrases


def _phrase(scene: Scene, pieces: list[Piece], at: int, *, apposed: bool = False) -> tuple[Phrase, int]:
    first = pieces[at]
    phrase = Phrase(first.first, first.last, head=first)
    phrase.takes(first)
    at += 1
    while at < len(pieces):
        piece = pieces[at]
        link = link_between(scene, pieces[at - 1].last, piece.first)
        if link == "comma" and not apposed:
            taken = _apposition(scene, phrase, pieces, at)
            if taken is None:
                break
            at = taken
            continue
        if not _joins(scene, phrase, piece, link):
            break
        _join(phrase, piece, link)
        at += 1
    return phrase, at


def link_between(scene: Scene, left: int, right: int) -> str:
    """What stands between two units: ``""`` nothing, ``poss``, ``mods``, ``poss mods``, ``of``, ``from``, ``in``,
    ``comma``, ``hyphen``, or ``none`` where they cannot belong together."""
    between = scene.tokens[scene.units[left].token + 1 : scene.units[right].token]
    words = [t.text.lower() for t in between]
    if not words:
        return "hyphen" if scene.hyphen_before(right) else ""
    possessive = words[0] in ("'s", "’s", "'", "’")
    if possessive and len(words) == 1:
        return "poss"
    if words[0] in ("of", "for", "in", "from", "across", "throughout"):
        few = len(between) <= WIDEST
        plain = few and all(t.tag in ("DT", "JJ", "RB", "VBN", "CD") or _is_lower(scene, t) for t in between[1:])
        if plain and (words[0] == "of" or all(w in ("the", "a") for w in words[1:])):
            return {"of": "of", "for": "of", "from": "from"}.get(words[0], "in")
        return "none"
    if words[0] == "," and all(w in ("the", "a", "an", "who", "is") or w == "," for w in words[1:]):
        return "comma"
    rest = between[1:] if possessive else between
    fits = len(rest) <= WIDEST and all(t.tag in MODIFIERS and t.text != "," for t in rest)
    if fits and words == ["-"]:
        return "hyphen"
    return ("poss mods" if possessive else "mods") if fits else "none"


def _is_lower(scene: Scene, token: Token) -> bool:
    """Whether a word of a bare string, whose tags are guesses, is a plain word."""
    return scene.strings and token.tag == "NN"


def _joins(scene: Scene, phrase: Phrase, piece: Piece, link: str) -> bool:
    """Whether ``piece`` belongs to the phrase so far."""
    if link in ("none", "in", "comma") or _crosses_clause(scene, phrase, piece):
        return False
    if phrase.person is not None:
        return _joins_person(phrase, piece, link)
    if phrase.roles:
        return _joins_roles(scene, phrase, piece, link)
    return _joins_base(scene, phrase, piece, link)


def _joins_person(phrase: Phrase, piece: Piece, link: str) -> bool:
    person = phrase.person
    if link == "of":
        return piece.kind in BASES and phrase.base is None and person is not None and person.kind == "unknown"
    if phrase.base is not None and phrase.base.last > (person.last if person else 0):
        # "Jane Doe of Kenya's Crisis Centre": the base after the person goes on growing.
        body = piece.kind in BODY_BASES and phrase.base.kind not in BODY_BASES
        return (body and link in ("", "poss", "mods", "poss mods")) or (piece.kind == "role" and link == "")
    return "poss" in link and piece.kind == "role" and piece.role is not None and piece.role.kind in ("body", "staff")


def _joins_roles(scene: Scene, phrase: Phrase, piece: Piece, link: str) -> bool:
    if piece.kind in PERSONS:
        return link == "" and not _is_body(phrase)
    last = phrase.roles[-1].role
    if last is not None and last.kind in ("country", "member") and link.startswith("poss"):
        # "The country's army": whose it is, coreference says.
        return False
    if link == "of" and last is not None and last.kind == "people" and piece.kind == "role":
        # Prisoners of the army are not the army's.
        return False
    if piece.kind == "role":
        if link == "of":
            whole = piece.role is not None and piece.role.kind in ("country", "member")
            return phrase.base is None and not whole
        return link in ("", "poss", "hyphen") and (phrase.base is not None or _is_compound(scene, phrase))
    if link == "from":
        # "Troops from Kenya and Uganda" are Kenyan and Ugandan troops.
        plural = phrase.base is None and _is_plural(scene, phrase.roles[-1])
        return plural and (piece.kind == "state" or (piece.kind in BODY_BASES and _are_its_men(scene, phrase, piece)))
    if link == "of":
        last = phrase.roles[-1].role
        if last is not None and last.kind in ("member", "country"):
            return phrase.base is None and last.kind == "member" and piece.kind in BODY_BASES
        return phrase.base is None and piece.kind in BASES
    return link == "" and piece.kind in BODY_BASES and (phrase.base is None or phrase.base.kind not in BODY_BASES)


def _are_its_men(scene: Scene, phrase: Phrase, piece: Piece) -> bool:
    """ "*Fighters from* Hezbollah": men under arms are of the body that they are from, if "from" is said of them."""
    role = phrase.roles[-1].role
    noun = scene.units[phrase.roles[-1].last].token
    under = scene.token(piece.last).head
    said = scene.tokens[under].dep == "prep" and scene.tokens[under].head == noun
    known = piece.name is not None and bool(piece.name.actor.sector)
    return said and known and role is not None and role.sector in ("MIL", "REB", "PRM", "UAF")


def _joins_base(scene: Scene, phrase: Phrase, piece: Piece, link: str) -> bool:
    base = phrase.base
    if base is None:
        return False
    if piece.kind == "role":
        if scene.index.has("adjective_only", scene.units[piece.last].stem) and link == "poss":
            return False
        if piece.role is not None and piece.role.kind == "country":
            # "Western powers" are the West; "Kenya's neighbours" are not Kenya.
            return link in ("", "mods") and base.kind in ("adjective", "world", "body")
        if piece.role is not None and piece.role.kind == "member":
            return base.kind in (*BODY_BASES, "world")
        return link in ("", "poss", "mods", "poss mods") and base.kind != "demonym"
    if piece.kind in PERSONS:
        return link == "poss" or (link == "" and base.kind in ("adjective", *BODY_BASES))
    joins_body = piece.kind in BODY_BASES and base.kind not in BODY_BASES
    if link == "poss" and base.kind == "state" and _narrows(scene, piece):
        return False
    return joins_body and link in ("", "poss", "poss mods", "mods")


def _narrows(scene: Scene, piece: Piece) -> bool:
    """Whether a body only says of what kind a thing is that somebody has: "Kenya's *African Union* dues"."""
    token = scene.token(piece.last)
    thing = scene.tokens[token.head]
    return token.dep in ("compound", "nmod") and not scene.index.roles.values.get(singular(fold(thing.text)))


def _is_body(phrase: Phrase) -> bool:
    """Whether the last role is a body, which does not stand before a person's name as a title."""
    role = phrase.roles[-1].role
    return role is not None and role.kind == "body"


def _is_compound(scene: Scene, phrase: Phrase) -> bool:
    """Whether a role without a country stands before another role as part of it ("army spokesman")."""
    return scene.strings or scene.token(phrase.last).dep in ("compound", "poss", "nmod", "amod")


def _crosses_clause(scene: Scene, phrase: Phrase, piece: Piece) -> bool:
    """Whether a gap of nouns hides two phrases side by side ("gave Kenya army trucks" stays as it is)."""
    if scene.strings or piece.first == phrase.last + 1:
        return False
    left = scene.tokens[scene.units[phrase.last].token]
    return (
        left.dep in ("nsubj", "nsubjpass", "dobj")
        and phrase.person is None
        and not phrase.roles
        and (left.head < scene.units[piece.first].token and scene.tokens[left.head].pos == "VERB")
    )


def _join(phrase: Phrase, piece: Piece, link: str) -> None:
    if phrase.person is not None and phrase.base is not None and phrase.base.first > phrase.person.last:
        phrase.takes(piece)
        return
    if phrase.person is not None and piece.kind == "role":
        # "Doe's government": the person only says whose; the phrase is about the government.
        phrase.owner, phrase.person = phrase.person, None
    keeps_head = link in ("of", "from")
    phrase.takes(piece)
    if not keeps_head:
        phrase.head = piece


def _apposition(scene: Scene, phrase: Phrase, pieces: list[Piece], at: int) -> int | None:
    """Where the pieces go on after an apposition that ``phrase`` takes in, or None where none stands here."""
    other, end = _phrase(scene, pieces, at, apposed=True)
    if phrase.person is not None and other.person is None and other.roles and not phrase.roles:
        role = other.roles[0].role
        if role is None or role.kind not in ("person", "staff") or not _closes(scene, other):
            return None
        if any(_is_plural(scene, r) for r in other.roles[-1:]):
            return None
    elif phrase.roles and phrase.person is None and other.person is not None and _only_titles(other) and not other.base:
        if _is_body(phrase) or not _closes(scene, other) or _is_plural(scene, phrase.roles[-1]):
            return None
        phrase.head = other.person
    else:
        return None
    phrase.roles += other.roles
    phrase.base = phrase.base or other.base
    phrase.person = phrase.person or other.person
    phrase.last = other.last
    return end


def _only_titles(phrase: Phrase) -> bool:
    """Whether a name stands alone or behind a form of address."""
    return all(piece.role is not None and piece.role.kind == "title" for piece in phrase.roles)


def _closes(scene: Scene, phrase: Phrase) -> bool:
    """Whether a comma or the sentence's end follows, as after an apposition, and not the next item of a list."""
    after = scene.units[phrase.last].token + 1
    return after >= len(scene.tokens) or scene.tokens[after].text in (",", ".", ";", ":", ")", "—", "–", "-", "”", '"')


def _is_plural(scene: Scene, piece: Piece) -> bool:
    return scene.token(piece.last).tag in ("NNS", "NNPS")
