"""Titles of episodes: one short sentence each, from ``data/languages/en/titles.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from accord.errors import ConfigError
from accord.reconciling.cues import cue
from accord.reconciling.parties import country_of, party
from accord.records import Actor, Place
from accord.tables import Problem, read_table

FILE = "languages/en/titles.tsv"
_STATES = ("iso3", "iso2", "cow", "gw", "name", "aliases", "adjectives", "demonyms", "capital", "seats", "region")
_NUMBER = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
_OPTIONAL = re.compile(r"<([^<>]*)>")
_NAME = re.compile(r"\{(actors|recipients)(?:\?([^}]*))?\}")
# What a sector is called behind its country's name; the state and its government go by the name alone.
_SECTORS = {
    "GOV": "government", "MIL": "army", "COP": "police", "LEG": "parliament", "JUD": "courts", "OPP": "opposition",
    "CVL": "civilians",
    "REB": "rebels", "JRN": "journalists", "BUS": "companies", "REF": "refugees", "PTY": "parties", "LAB": "workers",
    "EDU": "students", "REL": "religious bodies", "SOC": "civil society", "SPY": "secret service", "CRM": "criminals",
    "UAF": "gunmen", "PRM": "paramilitaries", "MED": "medics", "ELI": "elite",
}  # fmt: skip
# Sectors whose people titles call by what they are.
_BY_ROLE = frozenset(("CVL", "MIL", "COP", "AGR", "EDU", "LAB"))
# Sectors that live under their state; rebels and armies fight over it.
_AT_HOME = frozenset(("AGR", "BUS", "COP", "CVL", "EDU", "JRN", "JUD", "LAB", "LEG", "MED", "OPP", "PTY", "REL", "SOC"))
_PLURAL_WORDS = frozenset(("police", "people", "men", "women", "clergy", "military", "personnel"))
_PLURALS = (("woman", "women"), ("man", "men"), ("ary", "aries"), ("uty", "uties"), ("ity", "ities"), ("ch", "ches"))
_MOST_NAMED = 3


# What takes place somewhere; a promise or a charge is only made there.
_PLACED = frozenset(("ASSAULT", "PROTEST", "COERCE", "CONSULT", "MOBILIZE", "RETREAT", "AID", "COOPERATE"))
_BODIES = frozenset(("IGO", "UNO", "EUR", "NGO"))
_OWN_NAME = ("COP", "JUD", "LEG")


@dataclass(frozen=True, slots=True)
class Titles:
    """Templates by (type, mode, stage), names of parties by key, adjectives of states by country code."""

    templates: dict[tuple[str, str, str], str]
    names: dict[str, str]
    adjectives: dict[str, str]

    def title(
        self,
        type_: str,
        mode: str,
        stage: str,
        *,
        actors: Sequence[Actor],
        recipients: Sequence[Actor] = (),
        place: Place | None = None,
        about: str = "",
        charge: str = "",
        matter: str = "",
    ) -> str:
        """A readable sentence: ``Armenia announces leaving CSTO``, ``Shooting at civilians in X (denied)``.

        ``about`` is the topic that the mode leaves open, ``charge`` what an accusation says ("failing to help"),
        ``matter`` what was agreed or asked for. A stage that the words do not tell stands in brackets.
        """
        whom: Sequence[Actor] = [
            actor for actor in recipients if party(actor) not in {party(other) for other in actors}
        ]
        if type_ == "PROTEST":
            actors, whom, about = _protest(actors, whom, about)
        if about == "accession" and not any(actor.country in _BODIES for actor in whom):
            about = ""  # one joins a state in something, and a body as its member
        home = self._home([*actors, *whom], type_) if type_ in _PLACED else ""
        named = [[name for actor in side if (name := self._called(actor, home, mode))] for side in (actors, whom)]
        names = {"actors": _list(named[0]), "recipients": _list(named[1])}
        template = self._template(type_, mode, about, stage if names["actors"] else "")
        plural = len(set(named[0])) > 1 or any(_is_plural(name) for name in named[0])
        title = fill(template, names, plural=plural)
        where = place.name if place is not None and type_ in _PLACED and mode != "resign" else self.names.get(home, "")
        if where and where not in title:
            title += f" in {where}"
        if charge and names["actors"] and names["recipients"]:
            link = "of" if mode in ("", "allege") else "over"
            title += f" {link} {charge}" if type_ == "ACCUSE" and stage == "done" else ""
        if matter and not about and names["actors"] and matter not in title:
            title = self._on(title, matter, type_, stage)
        title = title[:1].upper() + title[1:]
        told = stage == "done" or (stage in ("announced", "possible") and bool(names["actors"]))
        return title if told else f"{title} ({stage})"

    @staticmethod
    def _on(title: str, matter: str, type_: str, stage: str) -> str:
        """``title`` with what it is about; a promise of a deed is no "agreement"."""
        if type_ == "AGREE" and stage == "announced":
            return f"{title.partition(' agreement')[0]} {matter}"
        return title if type_ == "REJECT" and not title.endswith(("refuse", "refuses")) else f"{title} {matter}"

    def _template(self, type_: str, mode: str, about: str, stage: str) -> str:
        ways = (f"{mode}/{about}", f"/{about}", mode, "")
        known = next((way for way in ways if (type_, way, "done") in self.templates), "")
        exact = self.templates.get((type_, known, stage))
        if exact is not None:
            return exact
        if stage not in ("announced", "possible"):
            return self.templates.get((type_, known, ""), f"{type_}< by {{actors}}>< on {{recipients}}>")
        done = self.templates.get((type_, known, "done"), "{actors} [acts|act]")
        return _NUMBER.sub(lambda m: f"{'may' if stage == 'possible' else 'to'} {m.group(2)}", done)

    def list(self, actors: Iterable[Actor]) -> str:
        """The actors in one phrase: ``Russia, China and others``."""
        return _list([name for actor in actors if (name := self.name(actor))])

    def _home(self, actors: Sequence[Actor], type_: str) -> str:
        """The one country in which all of ``actors`` live, where none of them is the state abroad: ``ARM``."""
        countries = {country_of(party(actor)) for actor in actors}
        home = countries.pop() if len(countries) == 1 else ""
        # An army that arrests or takes power does so at home, unless those it is done to are abroad.
        at_home = _AT_HOME | {"MIL"} if type_ == "COERCE" else _AT_HOME
        inside = [actor for actor in actors if (actor.sector.split() or [""])[0] in at_home]
        return home if inside and home in self.names else ""

    def _called(self, actor: Actor, home: str, mode: str) -> str:
        """``name``, but within one country without it: "police", "the government"; who steps down goes by name."""
        if mode == "resign" and (actor.name or actor.role) and actor.name not in self.names.values():
            return actor.name or actor.role
        if not home:
            return self.name(actor)
        sector = (actor.sector.split() or [""])[0]
        if sector in ("", "GOV"):
            return "the government"
        # A person or a body of that country keeps its name.
        if actor.name and actor.name not in self.names.values() and actor.name[0].isupper():
            return actor.name
        return _people(actor) or _SECTORS.get(sector, self.name(actor))

    def name(self, actor: Actor) -> str:
        """What a headline calls an actor: a state for its government, a body by its short name."""
        key = party(actor)
        country, sector = country_of(key), (actor.sector.split() or [""])[0]
        people = _people(actor)
        if key == country and key in self.names:
            if people and cue("named-role").fullmatch(actor.role):
                return self._of(country, people)
            # Police, courts and parliaments act in their own name; the army and the government are the state.
            return self._of(country, _SECTORS[sector]) if sector in _OWN_NAME else self.names[key]
        if actor.id and re.fullmatch(r"[A-Z][A-Z0-9-]{1,9}", actor.id):
            return self.names.get(actor.id, actor.name or actor.id)
        if actor.name and actor.name not in self.names.values():
            plain = actor.name[0].islower() and sector in _BY_ROLE and actor.role
            return f"{actor.name} {_many(actor.role)}" if plain else actor.name
        if country in self.names and sector in _SECTORS:
            return self._of(country, people or _SECTORS[sector])
        return actor.name or people or _SECTORS.get(sector, "")

    def _of(self, country: str, whose: str) -> str:
        adjective = self.adjectives.get(country, "")
        return f"{adjective} {whose}" if adjective else f"{self.names[country]}'s {whose}"


def _people(actor: Actor) -> str:
    """Many people by their role ("protesters", "border guards"), where it says more than their sector does."""
    sector = (actor.sector.split() or [""])[0]
    if sector not in _BY_ROLE or not actor.role or cue("plain-role").fullmatch(actor.role):
        return ""
    return _many(actor.role)


def _many(role: str) -> str:
    """The plural of a role that is not one already: "fishermen", "deputies", "rebels"."""
    if _is_plural(role):
        return role
    for ending, plural in _PLURALS:
        if role.endswith(ending):
            return role.removesuffix(ending) + plural
    return f"{role}s"


def _protest(
    actors: Sequence[Actor], whom: Sequence[Actor], about: str
) -> tuple[Sequence[Actor], Sequence[Actor], str]:
    """Who protests and against whom: "protests in Armenia" are its people's; police on the street are met there."""
    crowd = [
        Actor(actor.country, "CVL", "", "protester")
        if actor.sector in ("", "GOV") and country_of(party(actor))
        else actor
        for actor in actors
        if actor.sector not in ("COP", "MIL")
    ]
    guards = [actor for actor in actors if actor.sector in ("COP", "MIL")]
    if not crowd or not guards:
        return crowd or actors, whom, about
    return crowd, [*guards, *(actor for actor in whom if actor not in guards)], "clash"


def _list(named: Iterable[str]) -> str:
    names = list(dict.fromkeys(named))
    if len(names) > _MOST_NAMED:
        names = [*names[: _MOST_NAMED - 1], "others"]
    return names[0] if len(names) == 1 else " and ".join([", ".join(names[:-1]), names[-1]]) if names else ""


def fill(template: str, names: dict[str, str], *, plural: bool) -> str:
    """``template`` with its names: of ``<part|other>`` the other stands where the part's name is empty."""
    text = _NUMBER.sub(lambda match: match.group(2 if plural else 1), template)
    text = _OPTIONAL.sub(lambda match: _choose(match.group(1), names), text)
    text = _NAME.sub(lambda match: names[match.group(1)] or match.group(2) or "", text)
    return re.sub(r"\s+", " ", text).strip()


def _choose(part: str, names: dict[str, str]) -> str:
    wanted, _, other = part.partition("|")
    return wanted if all(names[match.group(1)] for match in _NAME.finditer(wanted)) else other


def _is_plural(name: str) -> bool:
    """Whether a name is of many: "rebels", "Kurdish fighters"; a proper name that ends in s is not."""
    last = name.rsplit(maxsplit=1)[-1] if name else ""
    many = last.endswith("men") or (last.endswith("s") and not last.endswith("ss"))
    return last in _PLURAL_WORDS or (last.islower() and many)


def load_titles(actors: Iterable[Actor] = ()) -> Titles:
    """Titles with the names of all states, and of the bodies and groups among ``actors``."""
    names = dict(_state_names())
    # The shortest name by which the reports' own actors go; ties by spelling, so that order never matters.
    for actor in sorted(set(actors), key=lambda one: (len(one.name), one.name)):
        key = party(actor)
        if key and actor.name and not actor.role and not country_of(key):
            names.setdefault(key, _short(actor))
    for code, name in _world_names():
        names.setdefault(code, name)
    return Titles(dict(_templates()), names, dict(_adjectives()))


def _short(actor: Actor) -> str:
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", actor.name) if word[0].isupper())
    return actor.id if actor.id and actor.id == initials else actor.name


@cache
def _templates() -> tuple[tuple[tuple[str, str, str], str], ...]:
    rows = read_table(FILE, ("type", "mode", "stage", "template", "example"))
    return tuple(((row["type"], row["mode"], row["stage"]), row["template"]) for row in rows)


@cache
def _state_names() -> tuple[tuple[str, str], ...]:
    return tuple((row["iso3"], row["name"]) for row in read_table("actors/states.tsv", _STATES))


@cache
def _adjectives() -> tuple[tuple[str, str], ...]:
    rows = ((row["iso3"], row["adjectives"].partition(";")[0]) for row in read_table("actors/states.tsv", _STATES))
    return tuple((code, adjective) for code, adjective in rows if adjective)


@cache
def _world_names() -> tuple[tuple[str, str], ...]:
    rows = read_table("actors/world.tsv", ("code", "name", "aliases", "adjectives"))
    return tuple((row["code"], row["name"]) for row in rows)


def check_titles() -> Iterable[Problem]:
    """What is wrong with the table of titles: an example that its template does not give, a missing noun phrase."""
    names = {"actors": "Arnor", "recipients": "Gondor"}
    seen = set()
    for row in read_table(FILE, ("type", "mode", "stage", "template", "example")):
        seen.add((row["type"], row["mode"], row["stage"]))
        made = fill(row["template"], names, plural=False)
        if made != row["example"]:
            yield row.problem(f"the template gives {made!r}, the example says {row['example']!r}")
    for type_, mode, _ in sorted(seen):
        for stage in ("done", ""):
            if (type_, mode, stage) not in seen:
                raise ConfigError(f"{FILE}: {type_} {mode}: no template for stage {stage!r}")
