"""Roles: what country, sector and office a phrase's pieces make together."""

from __future__ import annotations

from dataclasses import replace

from accord.parsing.actorindex import Role
from accord.parsing.persons import RANK, Person
from accord.parsing.phrases import Phrase
from accord.parsing.pieces import BODY_BASES, Piece, Scene
from accord.parties import INTERNATIONAL
from accord.records import Actor

#: Sectors that a part of an international body can have; its president or spokesman is the body itself.
BODY_SECTORS = frozenset({"MIL", "COP", "JUD", "SPY", "JRN", "MED", "EDU", "LEG"})
#: Sectors a former office holder leaves behind.
LEAVES = frozenset({"GOV", "LEG", "JUD", "MIL", "SPY", "COP", "PTY", "OPP", ""})
#: Heads that anything may have, a state or a choir.
LEADS = frozenset({"leader", "chief"})
#: Trades that armed bodies have people of.
INSIDE = frozenset({"BUS", "MED", "EDU", "SOC", "REL", "JRN", "LAB", "AGR"})
#: How a mention was resolved, by the kind of its base.
VIA = {"state": "name", "adjective": "adjective", "capital": "capital", "seat": "capital", "world": "name",
       "institution": "name", "body": "name", "group": "name", "region": "name", "demonym": "name"}  # fmt: skip


def actor_of(scene: Scene, phrase: Phrase) -> tuple[Actor, str]:
    """The actor a phrase names, and how it was resolved (``Mention.via``)."""
    actor, via = _base_actor(scene, phrase)
    if phrase.person is not None:
        return _person_actor(scene, phrase, actor)
    if phrase.roles:
        return _role_actor(scene, phrase, actor), "role"
    return actor, via


def _base_actor(scene: Scene, phrase: Phrase) -> tuple[Actor, str]:
    """The actor that the country or body alone would be."""
    base = phrase.base
    if base is None:
        owner = phrase.owner
        if owner is not None and owner.persons:
            person = _choose(owner.persons, "", scene.date, scene.view)
            return (Actor(person.country) if person else Actor()), "role"
        return Actor(), "role"
    if base.name is None:
        owned = phrase.owner.name.actor if phrase.owner and phrase.owner.name else Actor()
        sector = base.role.sector if base.role is not None and base.role.kind == "body" else ""
        return Actor(country=owned.country, sector=sector, name=base.text), "unknown"
    actor = base.name.actor
    if base.kind == "region" and phrase.roles and actor.sector != "PRE":
        return Actor(country=actor.country), "name"
    if is_ethnic(scene, phrase):
        return Actor(sector="CVL", name=f"ethnic {scene.words(base.first, base.last)}"), "name"
    if phrase.roles and base.kind not in BODY_BASES and base.kind != "region":
        return Actor(country=actor.country), VIA[base.kind]
    return actor, VIA[base.kind]


def is_ethnic(scene: Scene, phrase: Phrase) -> bool:
    """Whether the country is an ethnicity here ("ethnic Somali traders"), not an allegiance."""
    base = phrase.base
    if base is None or base.kind not in ("adjective", "demonym") or base.first == 0:
        return False
    return scene.index.has("ethnic", scene.units[base.first - 1].key)


def _person_actor(scene: Scene, phrase: Phrase, base: Actor) -> tuple[Actor, str]:
    piece = phrase.person
    assert piece is not None  # noqa: S101 - only called with a person
    office = _office(scene, phrase)
    person = _choose(piece.persons, base.country, scene.date, scene.view) if piece.persons else None
    if person is None:
        names = {p.name for p in piece.persons} or {piece.text}
        name = names.pop() if len(names) == 1 else scene.words(piece.first, piece.last)
        countries = {p.country for p in piece.persons}
        if len(countries) == 1 and not base.country:
            # Two men of one name and one country: which is meant is open, whose they are is not.
            base = Actor(countries.pop())
        if not phrase.roles:
            return Actor(base.country, base.sector, name, "", base.id), "unknown"
        told = _role_actor(scene, phrase, base)
        human = phrase.roles[-1].role is not None and _is_human(phrase.roles[-1].role)
        return replace(told, name=name, role=told.role if human else ""), "unknown"
    actor = person.at(scene.date, role=office)
    via = "leader" if piece.kind == "surname" and not phrase.roles else "name"
    if phrase.roles and _is_former(scene, phrase):
        return replace(actor, sector="ELI", role=f"former {office}".strip()), via
    if phrase.roles and office and office != actor.role:
        told = _role_actor(scene, phrase, Actor(country=actor.country))
        if told.sector and (_is_specific(phrase) or not actor.sector):
            return Actor(base.country or actor.country, told.sector, actor.name, told.role, base.id or actor.id), via
    return actor, via


def _choose(persons: tuple[Person, ...], country: str, date: str, view: str = "") -> Person | None:
    """The one person meant: of the country the text gives or that is in view, else the only one, else the only one in
    office, else whoever of the name left office last."""
    fitting = [p for p in persons if p.country == country] if country else list(persons)
    fitting = [p for p in fitting if p.country == view] or fitting
    if len(fitting) > 1:
        everything = frozenset(t.role for p in fitting for t in p.tenures)
        fitting = [p for p in fitting if p.in_office(date, everything)]
    if len(fitting) != 1:
        # A leader's name with a second life elsewhere ("envoy of the UN") is the leader's.
        several = fitting or [p for p in persons if not country or p.country == country]
        fitting = [p for p in several if any(t.role in RANK for t in p.tenures)]
        fitting = fitting if len(fitting) == 1 else _latest(fitting or several, date) or fitting
    return fitting[0] if len(fitting) == 1 or _is_shared_crown(fitting) else None


def _latest(persons: list[Person], date: str) -> list[Person]:
    """Of one name's lives in several countries, the one whose last office ended last before ``date``."""
    ends = [p.last_end(date) for p in persons] if date else [""] * len(persons)
    found = [p for p, end in zip(persons, ends, strict=True) if end and end == max(ends)]
    return found if len({p.name for p in persons}) == 1 else []


def _is_shared_crown(persons: list[Person]) -> bool:
    """Whether these are one monarch's realms, of which the tables name the own one first."""
    crowns = {(p.name, tuple(sorted({t.role for t in p.tenures if t.role in RANK}))) for p in persons}
    return len(persons) > 1 and crowns == {(persons[0].name, ("head of state",))}


def _is_specific(phrase: Phrase) -> bool:
    return any(p.role is not None and p.role.kind == "person" and p.role.office for p in phrase.roles)


def _role_actor(scene: Scene, phrase: Phrase, base: Actor) -> Actor:
    """The actor of a phrase with role nouns and no known person."""
    roles = [p.role for p in phrase.roles if p.role is not None]
    sector = _sector(roles, base, base_kind=phrase.base.kind if phrase.base else "")
    office = _office(scene, phrase)
    if _is_former(scene, phrase) and sector in LEAVES and base.country not in INTERNATIONAL and _is_human(roles[-1]):
        sector, office = "ELI", f"former {office}"
    elif _has_before(scene, phrase, "shadow"):
        sector = "OPP"
    if base.country in INTERNATIONAL and base.country != "EUR" and sector not in BODY_SECTORS | {base.sector}:
        sector = base.sector
    name = base.name if (phrase.base and phrase.base.kind in (*BODY_BASES, "region")) or base.sector == "CVL" else ""
    return Actor(base.country, sector, name, office, base.id)


def _is_human(role: Role) -> bool:
    return role.kind in ("person", "staff", "title")


def _sector(roles: list[Role], base: Actor, *, base_kind: str) -> str:
    """The head role's sector; an office's staff and members take that of what they belong to."""
    own = [role for role in roles if role.kind not in ("staff", "member", "country", "title") and role.sector]
    if base_kind == "institution" and base.sector:
        return base.sector
    if base_kind in BODY_BASES and base.sector and (not own or own[-1].sector in ("MIL", "REB", "PRM", "UAF", "GOV")):
        return base.sector
    if base_kind == "region" and not own:
        return base.sector
    if own:
        armed = own[-2].sector if len(own) > 1 and own[-2].kind == "body" else ""
        # An army's doctor or accountant is of the army.
        return armed if armed in ("MIL", "COP", "REB") and own[-1].sector in INSIDE else own[-1].sector
    if base.sector and base_kind not in ("capital", "seat"):
        return base.sector
    if base_kind == "org" and roles and roles[-1].phrase in LEADS:
        return ""  # the leaders of an order or a club that no table knows are no officials
    if any(role.kind in ("member", "country") for role in roles):
        return ""
    return next((role.sector for role in reversed(roles) if role.sector), "")


def _office(scene: Scene, phrase: Phrase) -> str:
    """The office in words: the table's name for it, with "deputy" where the text has it."""
    roles = [p.role for p in phrase.roles if p.role is not None and p.role.kind != "title"]
    if not roles:
        return ""
    in_body = phrase.base is not None and phrase.base.kind in BODY_BASES
    words = roles[-1].phrase if in_body else roles[-1].office or roles[-1].phrase
    if roles[-1].kind == "staff" and len(roles) > 1:
        words = f"{roles[-2].office or roles[-2].phrase} {words}"
    for prefix in ("deputy", "shadow"):
        if _has_before(scene, phrase, prefix) and not words.startswith(prefix):
            words = f"{prefix} {words}"
    return words


def _has_before(scene: Scene, phrase: Phrase, words: str) -> bool:
    """Whether a word of the class stands before the first role, inside the phrase or directly before it."""
    return _before(scene, phrase, words) is not None


def _before(scene: Scene, phrase: Phrase, words: str) -> int | None:
    stop = phrase.roles[0].first if phrase.roles else phrase.first
    starts = max(0, phrase.first - 2)
    for unit in range(starts, stop):
        if unit < phrase.first and scene.token(unit).tag in (",", "CC", "IN"):
            continue
        if scene.index.has(words, scene.units[unit].key) and _adjoins(scene, unit, phrase):
            return unit
    return None


def _adjoins(scene: Scene, unit: int, phrase: Phrase) -> bool:
    """Whether a word before the phrase is joined to it by nothing but modifiers."""
    if unit >= phrase.first:
        return True
    between = scene.tokens[scene.units[unit].token + 1 : scene.units[phrase.first].token]
    return all(t.tag.startswith(("JJ", "NN", "HYPH")) or t.text == "-" for t in between)


def _is_former(scene: Scene, phrase: Phrase) -> bool:
    return _has_before(scene, phrase, "former")


def is_person(piece: Piece | None) -> bool:
    """Whether a piece is a human by name."""
    return piece is not None and piece.kind in ("person", "surname", "unknown")
