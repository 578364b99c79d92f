"""Titles of episodes: one short sentence each, from ``data/languages/en/titles.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from accord.errors import ConfigError
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
_PLURAL_WORDS = frozenset(("police", "people"))
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Titles:
    """Templates by (type, mode, stage), and names of parties by key."""

    templates: dict[tuple[str, str, str], str]
    names: dict[str, str]

    def title(
        self,
        type_: str,
        mode: str,
        stage: str,
        *,
        actors: Sequence[Actor],
        recipients: Sequence[Actor] = (),
        place: Place | None = None,
    ) -> str:
        """A readable sentence: ``Armenia announces leaving CSTO (announced)``, ``Shooting at civilians in X``."""
        whom = [actor for actor in recipients if party(actor) not in {party(other) for other in actors}]
        names = {"actors": self.list(actors), "recipients": self.list(whom)}
        template = self._template(type_, mode, stage if names["actors"] else "")
        actors = [actor for actor in actors if self.name(actor)]
        called = {self.name(actor) for actor in actors}
        plural = len(called) > 1 or any(_is_plural(name) for name in called)
        title = fill(template, names, plural=plural)
        if place is not None and place.name and place.name not in title:
            title += f" in {place.name}"
        title = title[:1].upper() + title[1:]
        return title if stage == "done" else f"{title} ({stage})"

    def _template(self, type_: str, mode: str, stage: str) -> str:
        known = mode if (type_, mode, "done") in self.templates else ""
        exact = self.templates.get((type_, known, stage))
        if exact is not None:
            return exact
        if stage not in ("announced", "possible"):
            return self.templates.get((type_, known, ""), f"{type_}< by {{actors}}>< on {{recipients}}>")
        done = self.templates.get((type_, known, "done"), "{actors} [acts|act]")
        return _NUMBER.sub(lambda m: f"{'may' if stage == 'possible' else 'to'} {m.group(2)}", done)

    def list(self, actors: Iterable[Actor]) -> str:
        """The actors in one phrase: ``Russia, China and others``."""
        names = list(dict.fromkeys(self.name(actor) for actor in actors))
        names = [name for name in names if name]
        if len(names) > _MOST_NAMED:
            names = [*names[: _MOST_NAMED - 1], "others"]
        return names[0] if len(names) == 1 else " and ".join([", ".join(names[:-1]), names[-1]]) if names else ""

    def name(self, actor: Actor) -> str:
        """What a headline calls an actor: a state for its government, a body by its short name."""
        key = party(actor)
        country, sector = country_of(key), (actor.sector.split() or [""])[0]
        if key == country and key in self.names:
            # Police, courts and parliaments act in their own name; the army and the government are the state.
            own = sector in ("COP", "JUD", "LEG")
            return f"{self.names[key]}'s {_SECTORS[sector]}" if own else self.names[key]
        if actor.id and re.fullmatch(r"[A-Z][A-Z0-9-]{1,9}", actor.id):
            return self.names.get(actor.id, actor.name or actor.id)
        if actor.name and actor.name not in self.names.values():
            return actor.name
        if country in self.names and sector in _SECTORS:
            return f"{self.names[country]}'s {_SECTORS[sector]}"
        return actor.name or _SECTORS.get(sector, "")


def fill(template: str, names: dict[str, str], *, plural: bool) -> str:
    """``template`` with its names: an optional part goes where its name is empty, ``?words`` stand in for a name."""
    text = _NUMBER.sub(lambda match: match.group(2 if plural else 1), template)
    text = _OPTIONAL.sub(
        lambda m: "" if any(not names[n.group(1)] for n in _NAME.finditer(m.group(1))) else m.group(1), text
    )
    text = _NAME.sub(lambda match: names[match.group(1)] or match.group(2) or "", text)
    return re.sub(r"\s+", " ", text).strip()


def _named(part: str, names: dict[str, str]) -> bool:
    return all(names[match.group(1)] for match in _NAME.finditer(part))


def _is_plural(name: str) -> bool:
    """Whether a name is of many: "rebels", "Kurdish fighters"; a proper name that ends in s is not."""
    last = name.rsplit(maxsplit=1)[-1] if name else ""
    return last in _PLURAL_WORDS or (last.islower() and last.endswith("s") and not last.endswith("ss"))


def load_titles(actors: Iterable[Actor] = ()) -> Titles:
    """Titles with the names of all states, and of the bodies and groups among ``actors``."""
    names = dict(_state_names())
    # The shortest name by which the reports' own actors go; ties by spelling, so that order never matters.
    for actor in sorted(set(actors), key=lambda one: (len(one.name), one.name)):
        key = party(actor)
        if actor.name and not actor.role and not country_of(key):
            names.setdefault(key, _short(actor))
    return Titles(dict(_templates()), names)


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
