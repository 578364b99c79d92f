"""Placing: when a country, a capital or a seat of government only says where, and so is no actor.

"Nairobi said" is the government; "in Nairobi", "fled Nairobi" and "40 km from Nairobi" are places.
"""

from __future__ import annotations

from collections.abc import Sequence

from accord.parsing.phrases import Phrase, link_between
from accord.parsing.pieces import Scene
from accord.records import Token

#: Kinds of base that are also places.
PLACES = frozenset({"state", "capital", "seat", "world", "region"})
#: Prepositions under which a capital still speaks for its government.
AGENTS = frozenset({"by", "with", "to", "from", "against", "between", "on", "toward", "towards", "for", "of", "among",
                    "behind", "without", "than", "like", "over", "alongside", "versus", "unlike"})  # fmt: skip
SUBJECTS = frozenset({"nsubj", "agent", "poss", "nsubjpass", "csubj"})


def is_place(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase is a bare name of a place in a position where it does not act."""
    base = phrase.base
    if base is None or phrase.roles or phrase.person or base.kind not in PLACES:
        return False
    if base.kind == "region" and base.name is not None and base.name.actor.sector != "PRE":
        return True
    if scene.strings:
        return False
    at = scene.units[base.last].token
    if _stands_before_comma_state(scene, phrase):
        return True
    at = _conjunct_head(scene.tokens, at)
    token = scene.tokens[at]
    if token.dep == "pobj":
        return _under_preposition(scene, base.kind, token)
    if base.kind in {"state", "world"}:
        return False
    return not _acts(scene, base.kind, token)


def _conjunct_head(tokens: tuple[Token, ...] | list[Token] | object, at: int) -> int:
    """The first of the coordinated words that the word at ``at`` is one of."""
    words: tuple[Token, ...] = tokens  # type: ignore[assignment]
    seen = 0
    while words[at].dep in ("conj", "appos") and words[at].head != at and seen < 10:
        at = words[at].head
        seen += 1
    return at


def _under_preposition(scene: Scene, kind: str, token: Token) -> bool:
    preposition = scene.tokens[token.head]
    word = preposition.text.lower()
    if scene.index.has("place_prep", word):
        # Missiles are fired at a state, and nobody is at one.
        return word != "at" or kind != "state"
    if kind in ("state", "world"):
        return word in ("from", "of") and _is_distance(scene, preposition)
    if word == "into" or word not in AGENTS:
        return True
    ruler = scene.tokens[preposition.head]
    lemma = ruler.lemma.lower()
    if word in ("from", "to", "for", "on", "toward", "towards", "over", "between", "of") and (
        scene.index.has("motion", lemma) or _is_distance(scene, preposition)
    ):
        return True
    if word in ("on", "against") and scene.index.has("strike", lemma) and kind == "capital":
        return True
    return word == "of" and scene.index.has("of_place", lemma)


def _is_distance(scene: Scene, preposition: Token) -> bool:
    """Whether a measure rules the preposition or stands right before it ("40 km from Nairobi")."""
    before = next((t for t in reversed(scene.tokens) if t.end <= preposition.start), preposition)
    return scene.index.has("distance", before.text.lower()) or scene.index.has(
        "distance", scene.tokens[preposition.head].text.lower()
    )


def _acts(scene: Scene, kind: str, token: Token) -> bool:
    """Whether a capital or seat is in a position where only its government can be meant."""
    ruler = scene.tokens[token.head]
    lemma = ruler.lemma.lower()
    if token.dep in ("nsubjpass", "dobj"):
        strikes = scene.index.has("strike", lemma) or scene.index.has("motion", lemma)
        return not strikes
    if token.dep in ("npadvmod", "compound", "nmod", "amod"):
        return token.dep != "npadvmod" and kind == "seat"
    return True


def _stands_before_comma_state(scene: Scene, phrase: Phrase) -> bool:
    """Whether a capital is followed by its country ("Nairobi, Kenya"), as addresses and datelines are."""
    at = scene.units[phrase.last].token
    if phrase.base is None or phrase.base.kind != "capital" or at + 2 >= len(scene.tokens):
        return False
    following = scene.tokens[at + 2]
    return scene.tokens[at + 1].text == "," and any(
        name.kind == "state" and phrase.base.name is not None and name.actor.country == phrase.base.name.actor.country
        for unit in scene.units
        if unit.token == scene.tokens.index(following)
        for name in scene.index.names.values.get(unit.key, ())
    )


def is_dateline(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase is in a dateline: a place, perhaps its country or an agency, then a dash, before the text."""
    if scene.strings or phrase.roles or phrase.person or scene.units[phrase.last].token > 6:
        return False
    for at, token in enumerate(scene.tokens[:12]):
        if token.text in ("-", "–", "—", "--") and at and _spaced(scene, at):
            before = _without_brackets(scene.tokens[:at])
            proper = all(
                t.text in (",", "(", ")", ".", "/") or t.text.strip("/")[:1].isupper() or t.text.isdigit()
                for t in before
            )
            return proper and scene.units[phrase.last].token < at and at < len(scene.tokens) - 1
    return False


def _without_brackets(tokens: Sequence[Token]) -> list[Token]:
    """What stands before a dateline's dash without what is in brackets: an agency, the hour ("(1:45 P.M.)")."""
    kept: list[Token] = []
    inside = False
    for token in tokens:
        inside = token.text == "(" or (inside and token.text != ")")
        if not inside and token.text != ")":
            kept.append(token)
    return kept


def _spaced(scene: Scene, at: int) -> bool:
    if at + 1 >= len(scene.tokens):
        return False
    return scene.tokens[at - 1].end < scene.tokens[at].start or scene.tokens[at].end < scene.tokens[at + 1].start


def place_of(scene: Scene, phrase: Phrase, after: Phrase | None) -> str:
    """The country that "in Kenya" right after a role noun gives it ("farmers in Kenya", "police in Nairobi")."""
    if after is None or not phrase.roles or after.base is None or after.base.name is None or after.roles:
        return ""
    if after.base.kind not in PLACES or phrase.roles[-1].role is None:
        return ""
    if phrase.roles[-1].role.kind in ("country", "member"):
        return ""
    if phrase.roles[-1].role.sector == "JRN" or scene.index.has("posted", scene.units[phrase.roles[-1].last].stem):
        # Reporters and diplomats are told things in many a country that is not theirs.
        return ""
    noun = scene.units[phrase.last].token
    if any(t.dep == "poss" and t.tag == "PRP$" and t.head == noun for t in scene.tokens):
        # "Withdraw its army from Kenya": not Kenya's army.
        return ""
    link = link_between(scene, phrase.last, after.first)
    before = scene.token(phrase.first - 1) if phrase.first else None
    if phrase.person is not None and link == "in" and before is not None and before.dep == "compound":
        return ""  # "met *Gao* Mayor John Doe in Paris"
    return after.base.name.actor.country if link in ("in", "of", "from") else ""
