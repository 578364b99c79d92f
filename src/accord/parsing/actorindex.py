"""The index of actors: every table of names, roles and office holders, read once and looked up by words.

Tables stay the only place that knows a name. ``load_actors`` reads them; ``check_actors`` says what is wrong with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from accord.parsing.names import NameTable, fold, is_acronym, name_keys, role_keys
from accord.parsing.persons import TITLED, Person, Tenure, surname_keys
from accord.records import Actor
from accord.tables import Row, data, read_table

STATES = ("iso3", "iso2", "cow", "gw", "name", "aliases", "adjectives", "demonyms", "capital", "seats", "region")
PERSONS = ("name", "aliases", "country", "sector", "role", "org", "from", "to")
ORGANISATIONS = ("id", "country", "name", "aliases", "kind", "nouns")
GROUPS = ("id", "country", "sector", "name", "aliases", "kind", "from", "to", "nouns")
REGIONS = ("name", "aliases", "country", "pre", "lat", "lon", "kind")
INSTITUTIONS = ("name", "aliases", "country", "sector", "office", "nouns")
WORLD = ("code", "name", "aliases", "adjectives")
ROLES = ("role", "sector", "office", "kind", "example", "expect")
WORDS = ("class", "words", "example")

SECTORS = frozenset(
    [
        "COP",
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "OPP",
        "PRE",
        "REL",
        "SOC",
    ]
)
#: What a role row may be: one human, humans, an office's staff, a body, its members, states, a form of address.
ROLE_KINDS = frozenset({"person", "people", "staff", "body", "member", "country", "title"})


@dataclass(frozen=True, slots=True)
class Name:
    """One way to name an actor. ``kind`` says which: state, adjective, demonym, capital, seat, world, region, body,
    institution or group. ``shout`` names are capitals only (``US``); ``since`` and ``until`` bound its use."""

    kind: str
    actor: Actor
    shout: bool = False
    since: str = ""
    until: str = ""
    nouns: tuple[str, ...] = ()

    def holds(self, date: str) -> bool:
        """Whether the name was in use on ``date`` (ISO, shortened at will); without a date it always may be."""
        before = bool(date) and date < self.since[: len(date)]
        return not before and not (date and self.until and date[: len(self.until)] > self.until)


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun: its sector, its office in words, and its kind (see ``ROLE_KINDS``)."""

    phrase: str
    sector: str
    office: str
    kind: str


@dataclass(frozen=True, slots=True)
class TableNames:
    """Where the tables are, under ``accord/data``. ``persons`` is a folder of tables; an absent table is empty."""

    states: str = "actors/states.tsv"
    persons: str = "actors/persons"
    organisations: str = "actors/organisations.tsv"
    groups: str = "actors/groups.tsv"
    institutions: str = "actors/institutions.tsv"
    world: str = "actors/world.tsv"
    regions: str = "places/regions.tsv"
    roles: str = "languages/en/roles.tsv"
    words: str = "languages/en/actor_words.tsv"


@dataclass(frozen=True, slots=True)
class ActorIndex:
    """All names, persons and roles by their words. ``states`` maps alpha-3 to a state's name, ``nouns`` an actor's id
    or name to the definite nouns that can mean it ("the alliance"), ``words`` a class of words to its members,
    ``outer_names`` a first and last name to the persons so called, each with the units of the whole name."""

    names: NameTable[Name]
    persons: NameTable[Person]
    surnames: NameTable[Person]
    roles: NameTable[Role]
    states: Mapping[str, str]
    nouns: Mapping[str, tuple[str, ...]]
    words: Mapping[str, frozenset[str]]
    outer_names: Mapping[str, tuple[tuple[Person, tuple[str, ...]], ...]] = field(default_factory=dict)

    def named_words(self, words: Sequence[str]) -> frozenset[int]:
        """Which of ``words`` (positions) belong to a known name, used to read a headline's capitals.

        A role ("Prime Minister") is no name, and a name must stand there whole: "Military" alone is none although
        a body's name begins with it.
        """
        keys = [fold(word) for word in words]
        found: set[int] = set()
        for at in range(len(keys)):
            for table in (self.names, self.persons, self.surnames):
                longest = next((n for n, _ in table.matches(keys, at)), 0)
                found.update(range(at, at + longest))
        return frozenset(found)

    def has(self, name: str, word: str) -> bool:
        """Whether ``word`` (in lower case) is of the word class ``name``."""
        return word in self.words.get(name, frozenset())


def load_actors(*, tables: TableNames | None = None) -> ActorIndex:
    """The index of the installed tables, or of ``tables``. Raises ConfigError for a table that cannot be read."""
    at = tables or TableNames()
    named = list(_names(at))
    persons = list(_persons(at.persons))
    words = {row["class"]: frozenset(row.list("words")) for row in _rows(at.words, WORDS)}
    return ActorIndex(
        names=NameTable.of((name_keys(alias), name) for alias, name in named),
        persons=NameTable.of((keys, person) for person, names in persons for keys in names),
        surnames=NameTable.of(_surnames(persons, words)),
        roles=NameTable.of(_role_names(at.roles)),
        states={name.actor.country: name.actor.name for _, name in named if name.kind == "state"},
        nouns=_nouns(name for _, name in named),
        words=words,
        outer_names=_outer_names(persons, words.get("family_first", frozenset())),
    )


def _rows(name: str, columns: Sequence[str]) -> Iterator[Row]:
    return read_table(name, columns) if data(name).is_file() else iter(())


def person_tables(folder: str) -> list[str]:
    """The tables of persons under ``folder``, by name."""
    source = data(folder)
    return sorted(f"{folder}/{f.name}" for f in source.iterdir() if f.name.endswith(".tsv")) if source.is_dir() else []


def _names(at: TableNames) -> Iterator[tuple[str, Name]]:
    yield from _state_names(at.states)
    yield from _world_names(at.world)
    for row in _rows(at.organisations, ORGANISATIONS):
        actor = Actor(country=row["country"], sector=_body_sector(row), name=row["name"], id=row["id"])
        yield from _spread("body", actor, (row["name"], *row.list("aliases")), nouns=row.list("nouns"))
    for row in _rows(at.institutions, INSTITUTIONS):
        actor = Actor(country=row["country"], sector=row["sector"], name=row["name"], role=row["office"])
        yield from _spread("institution", actor, (row["name"], *row.list("aliases")), nouns=row.list("nouns"))
    for row in _rows(at.groups, GROUPS):
        actor = Actor(country=row["country"], sector=row["sector"], name=row["name"], id=row["id"])
        aliases = (row["name"], *row.list("aliases"))
        yield from _spread("group", actor, aliases, since=row["from"], until=row["to"], nouns=row.list("nouns"))
    for row in _rows(at.regions, REGIONS):
        sector = "PRE" if row["pre"] == "yes" else ""
        actor = Actor(country=row["country"], sector=sector, name=row["name"])
        yield from _spread("region", actor, (row["name"], *row.list("aliases")))


def _body_sector(row: Row) -> str:
    """The sector of an organisation, which its kind or name gives: courts, parliaments, peacekeepers; else none."""
    if row["kind"] == "court":
        return "JUD"
    if "peacekeep" in row["name"].lower():
        return "MIL"
    return "LEG" if row["name"].endswith("Parliament") else ""


def _state_names(table: str) -> Iterator[tuple[str, Name]]:
    for row in _rows(table, STATES):
        state = Actor(country=row["iso3"], name=row["name"])
        government = Actor(country=row["iso3"], sector="GOV", role="government")
        yield from _spread("state", state, (row["name"], *row.list("aliases")))
        yield from _spread("adjective", state, row.list("adjectives"))
        yield from _spread("demonym", state, row.list("demonyms"))
        yield from _spread("capital", government, row.list("capital"))
        yield from _spread("seat", government, row.list("seats"))


def _world_names(table: str) -> Iterator[tuple[str, Name]]:
    for row in _rows(table, WORLD):
        actor = Actor(country=row["code"], name=row["name"])
        yield from _spread("world", actor, (row["name"], *row.list("aliases")))
        yield from _spread("adjective", actor, row.list("adjectives"))


def _spread(
    kind: str, actor: Actor, aliases: Iterable[str], *, since: str = "", until: str = "", nouns: tuple[str, ...] = ()
) -> Iterator[tuple[str, Name]]:
    plain = Name(kind, actor, False, since, until, nouns)
    shout = Name(kind, actor, True, since, until, nouns)
    for alias in aliases:
        if alias:
            yield alias, shout if is_acronym(alias) else plain


def _persons(folder: str) -> list[tuple[Person, list[list[str]]]]:
    """Each person with the units of their names; rows of one name and one country are one person's life in office."""
    lives: dict[tuple[str, str], list[Tenure]] = {}
    aliases: dict[tuple[str, str], dict[str, None]] = {}
    for table in person_tables(folder):
        for row in read_table(table, PERSONS):
            key = (row["name"], row["country"])
            tenure = Tenure(row["country"], row["sector"], row["role"], row["org"], row["from"], row["to"])
            lives.setdefault(key, []).append(tenure)
            aliases.setdefault(key, {row["name"]: None}).update(dict.fromkeys(row.list("aliases")))
    return [
        (Person(key[0], tuple(tenures)), [name_keys(alias) for alias in aliases[key]]) for key, tenures in lives.items()
    ]


def _surnames(
    persons: Iterable[tuple[Person, list[list[str]]]], words: Mapping[str, frozenset[str]]
) -> Iterator[tuple[list[str], Person]]:
    family_first = words.get("family_first", frozenset())
    given = words.get("male_name", frozenset()) | words.get("female_name", frozenset())
    for person, names in persons:
        if any(t.role in TITLED for t in person.tenures):
            for keys in surname_keys(person, names[0], family_first, given):
                yield keys, person


def _outer_names(
    persons: Iterable[tuple[Person, list[list[str]]]], family_first: frozenset[str]
) -> dict[str, tuple[tuple[Person, tuple[str, ...]], ...]]:
    """Persons by first and last unit of a name; not where the family name comes first and the last is half a name."""
    outer: dict[str, tuple[tuple[Person, tuple[str, ...]], ...]] = {}
    for person, names in persons:
        for keys in names:
            if len(keys) > 1 and person.country not in family_first:
                key = f"{keys[0]} {keys[-1]}"
                outer[key] = (*outer.get(key, ()), (person, tuple(keys)))
    return outer


def _role_names(table: str) -> Iterator[tuple[list[str], Role]]:
    for row in _rows(table, ROLES):
        phrases = row.list("role")
        for phrase in phrases:
            yield role_keys(phrase), Role(phrase, row["sector"], row["office"], row["kind"])


def _nouns(names: Iterable[Name]) -> dict[str, tuple[str, ...]]:
    """The nouns in the order of the table, which is from the most to the least usual."""
    nouns: dict[str, tuple[str, ...]] = {}
    for name in names:
        if name.nouns:
            key = name.actor.id or name.actor.name
            more = (" ".join(role_keys(noun)) for noun in name.nouns)
            nouns[key] = tuple(dict.fromkeys((*nouns.get(key, ()), *more)))
    return nouns
