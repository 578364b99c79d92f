"""Pieces: the names, offices and role nouns of a sentence, one after the other, before they are put together.

A piece is the longest known name at its place; what the tables do not know is taken from the statistical names
(persons and organisations) or from capitals after a title.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import partial

from accord.parsing.actorindex import ActorIndex, Name, Role
from accord.parsing.joint import joined_end
from accord.parsing.names import Unit
from accord.parsing.persons import RANK, Person
from accord.parsing.rolenouns import heads, is_hour, is_stance, only_describes
from accord.records import Actor, Token

#: Kinds of piece that can stand for an actor by themselves, in the order in which a tie between tables is decided.
ORDER = (
    *("person", "institution", "body", "group", "state", "seat", "capital", "world", "adjective", "demonym", "region"),
    *("role", "surname"),
)
BASES = frozenset({"institution", "body", "group", "state", "seat", "capital", "world", "adjective", "region", "org"})
#: Bases that are a body of their own rather than a country.
BODY_BASES = frozenset({"institution", "body", "group", "org"})
PERSONS = frozenset({"person", "surname", "unknown"})
NOMINAL = ("NN", "NNS", "NNP", "NNPS")


@dataclass(slots=True)
class Piece:
    """Units ``first`` to ``last`` (inclusive) and what they name."""

    kind: str
    first: int
    last: int
    name: Name | None = None
    role: Role | None = None
    persons: tuple[Person, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that finding actors in one sentence looks at. ``strings``: the words are a bare name without a parse."""

    tokens: Sequence[Token]
    units: Sequence[Unit]
    index: ActorIndex
    date: str
    strings: bool = False
    #: The country of a town or division by name (``""`` where not known), for bare names.
    country_of: Callable[[str], str] | None = None
    #: The country in view where the words name none ("" where there is none): it decides between namesakes.
    view: str = ""

    def token(self, unit: int) -> Token:
        """The word that unit ``unit`` is of."""
        return self.tokens[self.units[unit].token]

    def hyphen_before(self, unit: int) -> bool:
        """Whether a hyphen joins this unit to the one before it."""
        if unit <= 0 or unit >= len(self.units):
            return False
        left, right = self.units[unit - 1], self.units[unit]
        if left.token == right.token:
            return True
        return right.token - left.token == 2 and right.start - left.end == 1

    def words(self, first: int, last: int) -> str:
        """The words of units ``first`` to ``last`` as written, joined by single spaces where the text has some."""
        parts: list[str] = []
        at = self.units[first].start
        for token in self.tokens[self.units[first].token : self.units[last].token + 1]:
            parts.append((" " if token.start > at and parts else "") + token.text)
            at = token.end
        return "".join(parts)


def find_pieces(scene: Scene) -> list[Piece]:
    """The pieces of a sentence in order, without overlap."""
    keys = [unit.key for unit in scene.units]
    stems = [unit.stem for unit in scene.units]
    pieces: list[Piece] = []
    at = 0
    while at < len(keys):
        piece = _longest(scene, keys, stems, at)
        if piece is None:
            at += 1
            continue
        if not _is_part_of_word(scene, piece) and not _is_part_of_person(scene, piece):
            pieces.append(piece)
        at = piece.last + 1
    return _with_unknown(scene, _without_parts_of_names(scene, _of_their_country(scene, pieces, stems)))


def _without_parts_of_names(scene: Scene, pieces: list[Piece]) -> list[Piece]:
    """``pieces`` with an unknown organisation's whole name as one, where role words are parts of that name."""
    result: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = _name_span(scene, pieces[at])
        inside = [p for p in pieces[at:] if p.first < end] if end else []
        if not inside or any(p.kind not in ("role", "world", "adjective") or p.last >= end for p in inside):
            result.append(pieces[at])
            at += 1
            continue
        first = _name_start(scene, pieces[at].first)
        role = next((p.role for p in reversed(inside) if p.role is not None), None)
        result.append(Piece("org", first, end - 1, role=role, text=scene.words(first, end - 1)))
        at += len(inside)
    return result


def _name_start(scene: Scene, unit: int) -> int:
    """Where the statistical name around a unit begins, articles left out."""
    while unit and scene.token(unit - 1).ent == "ORG" and scene.token(unit - 1).tag.startswith("NNP"):
        unit -= 1
    return unit


def _name_span(scene: Scene, piece: Piece) -> int:
    """The unit after the organisation's name that a capitalised role word is part of; 0 where it is no part of one."""
    first = scene.token(piece.first)
    if piece.kind not in ("role", "world") or first.ent != "ORG" or not first.text[:1].isupper():
        return 0
    end = piece.last + 1
    while end < len(scene.units) and scene.token(end).ent == "ORG":
        end += 1
    start = _name_start(scene, piece.first)
    known = range(piece.first, piece.last + 1)
    others = [i for i in range(start, end) if i not in known and scene.token(i).tag.startswith("NNP")]
    return end if others and not any(_is_known(scene, i) for i in others) else 0


def _of_their_country(scene: Scene, pieces: list[Piece], stems: list[str]) -> list[Piece]:
    """``pieces``, with a body's name read as a plain noun where another country stands before it: the Chilean
    "Defense Department" is not the American one."""
    result: list[Piece] = []
    for piece in pieces:
        before = result[-1] if result else None
        if before is None or not _is_foreign(scene, before, piece):
            result.append(piece)
            continue
        roles = _role_at(scene, stems, piece.first)
        fits = [role for role in roles if role.last == piece.last]
        result += fits or [Piece("org", piece.first, piece.last, text=scene.words(piece.first, piece.last))]
    return result


def _is_foreign(scene: Scene, before: Piece, piece: Piece) -> bool:
    if piece.kind != "institution" or before.kind not in ("state", "adjective", "capital") or not before.name:
        return False
    between = scene.tokens[scene.units[before.last].token + 1 : scene.units[piece.first].token]
    joined = len(between) == 0 or (len(between) == 1 and between[0].text in ("'s", "’s", "'", "’"))
    return joined and piece.name is not None and piece.name.actor.country != before.name.actor.country


def _longest(scene: Scene, keys: list[str], stems: list[str], at: int) -> Piece | None:
    """The longest name that starts at a unit; between tables of one length the order of ``ORDER`` decides."""
    found: list[Piece] = []
    index = scene.index
    if keys[at] in index.names.longest:
        found += _name_at(scene, keys, at)
    if keys[at] in index.persons.longest and scene.units[at].text[:1].isupper():
        found += _person_at(scene, keys, at)
    if stems[at] in index.roles.longest:
        found += _role_at(scene, stems, at)
    if not found and keys[at] in ("north", "south", "east", "west"):
        found += _halved_at(scene, keys, at)
    if not found and keys[at] in index.surnames.longest:
        found += _surname_at(scene, keys, at)
    return max(found, key=lambda p: (p.last, -ORDER.index(p.kind)), default=None)


def _halved_at(scene: Scene, keys: list[str], at: int) -> list[Piece]:
    """The first of two states that share their second word: "North" in "North and South Korea"."""
    if keys[at + 1 : at + 2] != ["and"] or len(keys) < at + 4:
        return []
    names = scene.index.names.values.get(f"{keys[at]} {keys[at + 3]}", ())
    return [Piece("state", at, at, name=name) for name in names if name.kind == "state"][:1]


def _person_at(scene: Scene, keys: list[str], at: int) -> list[Piece]:
    """A known person, unless the name goes on: "Juan Carlos" is nobody known in "Juan Carlos Varela Ruiz"."""
    if at and _is_particle(scene, at - 1):
        return []
    for n, persons in scene.index.persons.matches(keys, at):
        after = at + n
        if n > 1 or not (_has_name_beside(scene, at)):
            longer = after < len(keys) and _continues_person(scene, after)
            return [] if longer else [Piece("person", at, after - 1, persons=tuple(persons))]
    return []


def _is_particle(scene: Scene, unit: int) -> bool:
    """Whether a particle inside a longer name stands at a unit ("bin" before "Isa")."""
    return scene.units[unit].text in ("bin", "ibn", "bint", "ould", "abu") and unit > 0


def _continues_person(scene: Scene, unit: int) -> bool:
    """Whether the word after a name is another part of a person's name."""
    left, right = scene.units[unit - 1], scene.units[unit]
    if right.token - left.token > 1 and not scene.hyphen_before(unit):
        return False
    token = scene.token(unit)
    known = _is_known(scene, unit) or right.stem in scene.index.roles.longest
    if _is_particle(scene, unit):
        return True
    same = token.ent == "PERSON" == scene.token(unit - 1).ent or scene.strings
    return same and token.tag == "NNP" and right.text[:1].isupper() and not known


def _name_at(scene: Scene, keys: list[str], at: int) -> list[Piece]:
    for n, names in scene.index.names.matches(keys, at):
        fitting = [name for name in names if _is_cased(scene, name, at, n) and not _is_over(name, scene.date)]
        if len({name.actor.country for name in fitting if name.kind == "group"}) > 1:
            # Namesakes of two countries: the one whose country is in view, else neither.
            view = scene.view or _country_named(scene)
            fitting = [name for name in fitting if name.kind != "group" or name.actor.country == view]
        if fitting:
            better = scene.index.words.get("prefer_state", ())
            best = min(fitting, key=partial(_preference, date=scene.date, view=scene.view, better=better))
            return [Piece(best.kind, at, at + n - 1, name=best)]
    return []


def _is_over(name: Name, date: str) -> bool:
    """Whether a group did not exist at ``date``, as far as the tables know; one that fought is spoken of for long."""
    if name.kind != "group" or name.holds(date):
        return False
    return date < name.since[: len(date)] or name.actor.sector not in ("REB", "PRM")


def _country_named(scene: Scene) -> str:
    """The one country that the sentence names, ``""`` where there are none or several."""
    keys = [unit.key for unit in scene.units]
    found = {
        name.actor.country
        for at in range(len(keys))
        for _, names in scene.index.names.matches(keys, at)
        for name in names
        if name.kind in ("state", "adjective", "demonym", "capital")
    }
    return found.pop() if len(found) == 1 else ""


def _preference(name: Name, date: str, view: str, better: Container[str]) -> tuple[bool, bool, int, bool, bool]:
    """How much a name is to be preferred to others of the same words: in its time, then still in use, then by kind,
    then of the country in view."""
    kind, country = ORDER.index(name.kind), name.actor.country
    return not name.holds(date), not date and bool(name.until), kind, country != view, country not in better


def _is_cased(scene: Scene, name: Name, at: int, n: int) -> bool:
    """Whether the words are written as a name: with a capital, and in capitals only where only those mean it."""
    texts = [scene.units[i].text for i in range(at, at + n)]
    if name.shout:
        return all(text.isupper() for text in texts)
    return texts[0][:1].isupper() or texts[0][:1].isdigit() or any(text[:1].isupper() for text in texts[1:])


def _role_at(scene: Scene, stems: list[str], at: int) -> list[Piece]:
    for n, roles in scene.index.roles.matches(stems, at):
        token = scene.token(at + n - 1)
        noun = token.tag in NOMINAL or token.tag.startswith("JJ") or (token.tag == "FW") or scene.strings
        if is_hour(scene, at) or is_stance(scene, at + n - 1):
            return []
        if noun and not (n == 1 and token.tag.startswith("JJ") and not heads(scene, at)):
            if only_describes(scene, at + n - 1, single=n == 1):
                return []
            return [Piece("role", at, at + n - 1, role=roles[0])]
    return []


def _surname_at(scene: Scene, keys: list[str], at: int) -> list[Piece]:
    """A leader's surname alone: one leader of that name in office, or who held the office told; no other name
    beside it."""
    token = scene.token(at)
    if not scene.units[at].text[:1].isupper() or (token.pos != "PROPN" and not scene.strings):
        return []
    if _has_name_beside(scene, at):
        return []
    office = _office_before(scene, at)
    common = scene.index.has("common_surname", scene.units[at].key)
    for n, persons in scene.index.surnames.matches(keys, at):
        holders = [p for p in persons if p.in_office(scene.date)] if not common or office else []
        if len({p.name for p in holders}) != 1 and office:
            holders = [p for p in persons if p.had(office, scene.date)]
        if not holders and not common and _title_before(scene, at):
            holders = [p for p in persons if any(p.had(role, scene.date) for role in RANK[:2])]
        if len({p.name for p in holders}) == 1 or (office and len({p.country for p in holders}) == 1):
            return [Piece("surname", at, at + n - 1, persons=tuple(holders))]
    return []


def _office_before(scene: Scene, at: int) -> str:
    """The office of the title right before a name ("President", "Foreign Minister"), ``""`` where there is none."""
    stems = [unit.stem for unit in scene.units[max(0, at - 3) : at]]
    for start in range(len(stems)):
        for role in scene.index.roles.values.get(" ".join(stems[start:]), ()):
            return role.office
    return ""


def _title_before(scene: Scene, at: int) -> bool:
    """Whether a form of address stands right before a name ("Mr Doe")."""
    before = scene.index.roles.values.get(scene.units[at - 1].stem, ()) if at else ()
    return any(role.kind == "title" for role in before)


def _is_known(scene: Scene, unit: int) -> bool:
    """Whether a name of the tables starts or stands at a unit; a particle of names ("al") is none."""
    keys = [u.key for u in scene.units]
    alone = scene.index.has("name_particle", keys[unit])
    return not alone and any(True for _ in scene.index.names.matches(keys, unit))


def _has_name_beside(scene: Scene, at: int, last: int = -1) -> bool:
    """Whether a neighbour belongs to the same statistical name and is no title or known word."""
    ent = scene.token(at).ent
    last = max(at, last)
    for beside, own in ((at - 1, at), (last + 1, last)):
        if 0 <= beside < len(scene.units) and abs(scene.units[beside].token - scene.units[own].token) == 1:
            token = scene.token(beside)
            known = _is_known(scene, beside)
            title = scene.units[beside].stem in scene.index.roles.longest
            same = scene.strings or token.ent == ent == "PERSON"
            if token.tag.startswith("NNP") and same and not known and not title:
                return True
    return False


def _is_part_of_word(scene: Scene, piece: Piece) -> bool:
    """Whether a hyphen makes the name part of another word: "pro-Russian", "Iranian-backed"."""
    if piece.kind in PERSONS or piece.kind == "role":
        return False
    units, has = scene.units, scene.index.has
    before = piece.first - 1
    if before >= 0 and scene.hyphen_before(piece.first) and has("against", units[before].key):
        return True
    after = piece.last + 1
    if after >= len(units) or not scene.hyphen_before(after):
        return False
    # "Shan-e-…" is no Shan.
    return has("backed", units[after].key) or units[after].key in ("e", "i", "al", "ul")


def _is_part_of_person(scene: Scene, piece: Piece) -> bool:
    """Whether a name of a state is a person's name here ("Michael Jordan")."""
    if piece.kind not in ("state", "capital", "region", "demonym"):
        return False
    if scene.strings:
        return piece.kind in ("region", "capital") and _has_name_beside(scene, piece.first, piece.last)
    first, last = scene.token(piece.first), scene.token(piece.last)
    if first.ent != "PERSON" or piece.first == 0:
        return False
    before = scene.token(piece.first - 1)
    title = scene.units[piece.first - 1].stem in scene.index.roles.longest
    adjacent = scene.units[piece.first].token - scene.units[piece.first - 1].token == 1
    return adjacent and before.ent == "PERSON" == last.ent and before.tag.startswith("NNP") and not title


def _with_unknown(scene: Scene, pieces: list[Piece]) -> list[Piece]:
    """``pieces`` and, in the gaps between them, unknown persons and organisations."""
    covered = {unit for piece in pieces for unit in range(piece.first, piece.last + 1)}
    titled = {p.last + 1 for p in pieces if p.role and p.role.kind in ("person", "title", "staff")}
    unknown: list[Piece] = []
    at = 0
    while at < len(scene.units):
        end = at
        while end < len(scene.units) and end not in covered and _is_proper(scene, end, at):
            end += 1
        if end == at:
            at += 1
            continue
        end = joined_end(scene.units, scene.tokens, scene.index, at, end, pieces)
        pieces = [piece for piece in pieces if not at <= piece.first < end]
        kind = _unknown_kind(scene, at, end - 1, titled=at in titled)
        text = scene.words(at, end - 1)
        if country := scene.country_of(text) if scene.country_of else "":
            unknown.append(Piece("region", at, end - 1, name=Name("region", Actor(country, "", text)), text=text))
        elif kind == "unknown" and (persons := _by_first_and_last(scene, at, end - 1)):
            unknown.append(Piece("person", at, end - 1, persons=persons, text=text))
        elif kind:
            unknown.append(Piece(kind, at, end - 1, text=text))
        at = end
    return sorted(pieces + unknown, key=lambda p: p.first)


def _by_first_and_last(scene: Scene, first: int, last: int) -> tuple[Person, ...]:
    """The one known person whose first and last name these are; who has something else between is somebody else."""
    if last == first:
        return ()
    keys = [unit.key for unit in scene.units[first : last + 1]]
    found = {
        person.name: person
        for person, names in scene.index.outer_names.get(f"{keys[0]} {keys[-1]}", ())
        if set(names) <= set(keys) or set(keys) <= set(names)
    }
    return tuple(found.values()) if len(found) == 1 else ()


def _is_proper(scene: Scene, unit: int, start: int) -> bool:
    """Whether a word can be part of an unknown name that began at unit ``start``."""
    token = scene.token(unit)
    text = scene.units[unit].text
    prefix = scene.hyphen_before(unit + 1) and scene.index.has("against", scene.units[unit].key)
    if token.tag == "DT" or token.pos == "DET" or prefix:
        return False
    if unit > start and scene.units[unit].token - scene.units[unit - 1].token > 1 and not scene.hyphen_before(unit):
        return False
    if unit > start and scene.index.has("name_particle", text):
        return unit + 1 < len(scene.units) and scene.units[unit + 1].text[:1].isupper()
    return text[:1].isupper() and (token.tag.startswith("NNP") or token.ent in ("PERSON", "ORG"))


def _unknown_kind(scene: Scene, first: int, last: int, *, titled: bool) -> str:
    ents = [scene.token(i).ent for i in range(first, last + 1)]
    if titled and "ORG" not in ents and "GPE" not in ents and "DATE" not in ents:
        return "unknown"
    if ents.count("PERSON") * 2 > len(ents):
        return "unknown"
    if ents.count("ORG") * 2 > len(ents):
        return "org"
    return "unknown" if scene.strings and last > first else ""
