"""Actors: who is named in a sentence, and what the tables, the words around the name and the date make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from accord.parsing.actorcheck import check_actors
from accord.parsing.actorindex import ActorIndex, load_actors
from accord.parsing.names import sentence_units
from accord.parsing.phrases import Phrase, find_phrases
from accord.parsing.pieces import BODY_BASES, Scene, find_pieces
from accord.parsing.placing import is_dateline, is_place, place_of
from accord.parsing.roles import actor_of, is_ethnic
from accord.records import Actor, Mention, Sentence

#: Sectors of people who may have two passports, and are nobody's troops or officials.
PRIVATE = frozenset({"", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "MED", "REL", "UAF"})

__all__ = ["ActorIndex", "check_actors", "code_string", "find_actors", "load_actors"]


def find_actors(sentence: Sentence, index: ActorIndex, *, published: str = "") -> tuple[Mention[Actor], ...]:
    """The actors named in ``sentence``, as they were on ``published`` (an ISO date, ``""`` where not known).

    An office that anyone may have ("its spokesman") is given with its role alone, for coreference to say whose it is.
    Mentions are maximal ("Kenya's interior minister John Doe" is one) and in the order of the text. A name that only
    says where ("in Nairobi") is none.
    """
    scene = Scene(sentence.tokens, sentence_units(sentence.tokens), index, published[:10])
    phrases = [p for p in find_phrases(scene, find_pieces(scene)) if not is_dateline(scene, p)]
    return tuple(_mentions(scene, phrases))


def _mentions(scene: Scene, phrases: list[Phrase]) -> list[Mention[Actor]]:
    mentions: list[Mention[Actor]] = []
    shared: Phrase | None = None
    for at, phrase in enumerate(phrases):
        after = phrases[at + 1] if at + 1 < len(phrases) else None
        before = shared or (phrases[at - 1] if at else None)
        if _repeats_in_brackets(scene, before, phrase):
            continue
        shared = _shared_role(scene, before, phrase, after)
        if shared is None and is_place(scene, phrase):
            continue
        if _is_half_nation(scene, phrase, after) or _sends(scene, phrase, after):
            continue
        actor, via = actor_of(scene, shared or phrase)
        if at and _sends(scene, phrases[at - 1], phrase):
            actor = replace(actor, country=actor_of(scene, phrases[at - 1])[0].country)
        if (at and _is_half_nation(scene, phrases[at - 1], phrase)) or _lives_there(scene, phrase):
            actor = replace(actor, country="")
        if state := _people_of(scene, phrase, after):
            actor = Actor(state, "CVL", f"ethnic {scene.words(phrase.first, phrase.last)}")
        if not actor.country and not is_ethnic(scene, phrase) and (country := place_of(scene, phrase, after)):
            actor = replace(actor, country=country)
        known = actor.country or actor.sector or actor.name or _is_staff(phrase)
        if known and not _says_nothing(scene, phrase):
            mentions.append(_mention(scene, phrase, actor, via, shared))
    return mentions


def _is_half_nation(scene: Scene, phrase: Phrase, after: Phrase | None) -> bool:
    """Whether a hyphen makes of two nationalities one: "a *German*-Kenyan boy" is one person of no one country."""
    if after is None or phrase.roles or phrase.person or phrase.base is None or phrase.base.kind != "adjective":
        return False
    if after.base is None or after.base.kind != "adjective" or not after.roles or not scene.hyphen_before(after.first):
        return False
    role = after.roles[-1].role
    return role is not None and role.kind in ("person", "people") and role.sector in PRIVATE


def _stand_alike(scene: Scene, phrase: Phrase, after: Phrase) -> bool:
    """Whether two names of states stand before one office: "the *U.S.* and *UK* foreign secretaries"."""
    if after.base is None or phrase.base is None or {after.base.kind, phrase.base.kind} - {"state", "adjective"}:
        return False
    own = {scene.units[after.roles[-1].last].token, scene.units[after.base.last].token}
    token = scene.token(phrase.base.last)
    words = scene.tokens[scene.units[after.base.last].token + 1 : scene.units[after.roles[0].first].token]
    plain = after.base.last < after.roles[0].first and not any(t.tag in ("POS", "IN", ",") for t in words)
    return plain and token.dep in ("nmod", "compound", "amod") and token.head in own


def _sends(scene: Scene, phrase: Phrase, after: Phrase | None) -> bool:
    """Whether a nationality is that of an envoy to the region named next: "the *Kenyan* Middle East envoy"."""
    if after is None or after.base is None or phrase.base is None or phrase.roles or phrase.person:
        return False
    if (
        phrase.base.kind not in ("adjective", "state")
        or after.base.kind not in ("world", "region", "state")
        or not after.roles
    ):
        return False
    adjoins = after.first == phrase.last + 1 and not scene.hyphen_before(after.first)
    straight = after.base.last + 1 == after.roles[0].first and scene.token(after.base.last).tag != "POS"
    joined = scene.units[after.roles[0].first].token - scene.units[after.base.last].token == 1
    return adjoins and straight and joined and scene.index.has("posted", scene.units[after.roles[-1].last].stem)


def _lives_there(scene: Scene, phrase: Phrase) -> bool:
    """Whether a place only says where somebody lives: "a *London-based* preacher" need not be British."""
    base = phrase.base
    if base is None or not phrase.roles or not scene.hyphen_before(base.last + 1):
        return False
    role = phrase.roles[-1].role
    based = scene.units[base.last + 1].key in ("based", "born")
    return based and role is not None and role.kind in ("person", "people") and role.sector in PRIVATE


def _people_of(scene: Scene, phrase: Phrase, after: Phrase | None) -> str:
    """The state whose people of another ethnicity a phrase names ("the Albanians of southern Serbia"); else ``""``."""
    if phrase.base is None or phrase.roles or phrase.person or scene.token(phrase.last).tag not in ("NNS", "NNPS"):
        return ""
    if after is None or after.base is None or after.base.kind != "state" or after.base.name is None or after.roles:
        return ""
    known = phrase.base.kind in ("adjective", "demonym") and phrase.base.name is not None
    between = scene.tokens[scene.units[phrase.last].token + 1 : scene.units[after.first].token]
    of = bool(between) and between[0].text.lower() == "of" and all(t.tag in ("DT", "JJ", "NN") for t in between[1:])
    return after.base.name.actor.country if known and of else ""


def _is_staff(phrase: Phrase) -> bool:
    """Whether a phrase is an office that anyone may have ("its spokesman"): whose it is, the report may say."""
    role = phrase.roles[-1].role if phrase.roles and phrase.base is None else None
    return role is not None and role.kind == "staff"


def _mention(scene: Scene, phrase: Phrase, actor: Actor, via: str, shared: Phrase | None) -> Mention[Actor]:
    start, end = scene.units[phrase.first].start, scene.units[phrase.last].end
    head = head_of(scene, shared or phrase)
    return Mention(start, end, scene.words(phrase.first, phrase.last), head, actor, via)


def _says_nothing(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase is no actor by itself: the country of "the Kenyan-led mission", a bare "force" or "tanks", one
    unknown word behind a preposition of place."""
    after = phrase.last + 1
    if phrase.base is None and phrase.person is None and len(phrase.roles) == 1:
        noun = scene.units[phrase.last].token
        if any(t.tag == "PRP$" and t.head == noun for t in scene.tokens):
            # "Its forces": coreference will say whose.
            return False
        if scene.token(phrase.last).tag == "NNS" and scene.index.has("one_only", scene.units[phrase.last].stem):
            return True  # "heard speakers": those of a rally, not of parliaments
        return scene.index.has("needs_country", scene.units[phrase.last].stem) and phrase.first == phrase.last
    unknown = phrase.person or phrase.base
    if phrase.first == phrase.last and unknown is not None and unknown.kind in ("unknown", "org"):
        token = scene.token(phrase.last)
        return token.dep == "pobj" and scene.index.has("place_prep", scene.tokens[token.head].text.lower())
    if phrase.first and scene.units[phrase.first - 1].key == "former" and _is_country_only(phrase):
        # "The former Soviet republic", "the former Yugoslavia".
        return True
    acronym = not phrase.roles and after < len(scene.units) and scene.units[phrase.last].text.isupper()
    if acronym and scene.index.has("recording", scene.units[after].stem):  # "CCTV footage"
        return True
    return not phrase.roles and scene.hyphen_before(after) and scene.index.has("led", scene.units[after].key)


def _is_country_only(phrase: Phrase) -> bool:
    """Whether a phrase is a country's name or adjective, at most with a word for countries ("Soviet republic")."""
    if phrase.base is None or phrase.base.kind not in ("state", "adjective") or phrase.person is not None:
        return False
    return all(piece.role is not None and piece.role.kind == "country" for piece in phrase.roles)


def head_of(scene: Scene, phrase: Phrase) -> int:
    """The word of the phrase on which the rest of it hangs."""
    first, last = scene.units[phrase.first].token, scene.units[phrase.last].token
    head = scene.units[phrase.head.last if phrase.head else phrase.last].token
    outside = [i for i in range(first, last + 1) if not first <= scene.tokens[i].head <= last or
               scene.tokens[i].head == i]  # fmt: skip
    return outside[0] if len(outside) == 1 and scene.tokens[outside[0]].pos in ("NOUN", "PROPN", "ADJ") else head


def _repeats_in_brackets(scene: Scene, before: Phrase | None, phrase: Phrase) -> bool:
    """Whether the phrase is the short name in brackets after the long one."""
    if before is None or before.base is None or phrase.roles or phrase.first != phrase.last:
        return False
    between = scene.tokens[scene.units[before.last].token + 1 : scene.units[phrase.first].token]
    if not between or between[0].text != "(" or len(between) > 1:
        return False
    if phrase.base is None or phrase.base.name is None:
        return before.base.kind in BODY_BASES and scene.units[phrase.first].text.isupper()
    return before.base.name is not None and before.base.name.actor == phrase.base.name.actor


def _shared_role(scene: Scene, before: Phrase | None, phrase: Phrase, after: Phrase | None) -> Phrase | None:
    """``phrase`` with the role it shares: "Kenyan and Ugandan troops", "the presidents of Kenya and Uganda"."""
    if phrase.base is None or phrase.roles or phrase.person or phrase.base.kind not in ("adjective", "state"):
        return None
    if after is not None and after.base is not None and after.roles and after.person is None:
        adjective = after.base.kind == phrase.base.kind == "adjective" and after.base.first == after.first
        if (adjective or _stand_alike(scene, phrase, after)) and _coordinated(scene, phrase, after):
            return replace(after, base=phrase.base)
    if before is not None and before.base is not None and before.roles and before.person is None:
        of = before.base.kind == phrase.base.kind == "state" and before.base.last == before.last > before.roles[-1].last
        last = before.roles[-1]
        plural = any(scene.token(i).tag in ("NNS", "NNPS") for i in (last.first, last.last))
        if of and plural and _coordinated(scene, before, phrase):
            return replace(before, base=phrase.base, last=phrase.last)
    return None


def _coordinated(scene: Scene, left: Phrase, right: Phrase) -> bool:
    between = scene.tokens[scene.units[left.last].token + 1 : scene.units[right.first].token]
    return 0 < len(between) <= 2 and all(t.text.lower() in ("and", "or", ",", "&", "the", "-") for t in between)


def code_string(
    text: str,
    index: ActorIndex,
    *,
    date: str = "",
    context: str = "",
    country_of: Callable[[str], str] | None = None,
) -> Actor:
    """The actor that a bare name or noun phrase means, read without a sentence around it.

    ``date`` is when (ISO), ``context`` a country's name or adjective to fall back on where the text gives none.
    ``country_of`` gives the country of a town or division by name, ``""`` where it knows none; without it only the
    actor tables place a string. An actor with neither country nor sector means that nothing is known of it.
    """
    from accord.parsing.strings import string_actor

    return string_actor(text, index, date=date, context=context, country_of=country_of)
