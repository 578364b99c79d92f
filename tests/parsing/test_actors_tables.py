"""The tables of actors: every role's example, breadth, dates, and what a check says of a bad row."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from accord import tables
from accord.parsing import Tools
from accord.parsing.actorindex import ROLES, ActorIndex, TableNames, load_actors
from accord.parsing.actors import check_actors, find_actors
from accord.parsing.names import fold, name_keys, role_keys, singular
from accord.parsing.persons import Person, Tenure
from accord.parsing.syntax import sentences
from accord.records import Report


def test_every_role_resolves_in_its_example(tools: Tools) -> None:
    rows = list(tables.read_table("languages/en/roles.tsv", ROLES))
    reports = [Report(str(n), "", row["example"]) for n, row in enumerate(rows)]
    wrong = []
    for row, (_, found) in zip(rows, sentences(reports, tools.nlp), strict=True):
        got = [m.value.code for s in found for m in find_actors(s, tools.actors)]
        if row["expect"] not in got:
            wrong.append(f"{row.file}:{row.line}: {row['example']} gives {got}, not {row['expect']}")
    assert not wrong


def test_the_tables_are_broad(index: ActorIndex) -> None:
    assert len(index.roles.values) >= 450
    assert len({n.actor.name for names in index.names.values.values() for n in names if n.kind == "institution"}) >= 300


def test_roles_and_institutions_have_no_problem() -> None:
    mine = [p for p in check_actors() if "roles" in p.file or "institutions" in p.file]
    assert not mine, "\n".join(map(str, mine))


def test_loading_is_quick() -> None:
    load_actors()
    start = time.process_time()
    load_actors()
    assert time.process_time() - start < 1.5  # about a quarter of a second; a slower machine is no failure


def write(folder: Path, name: str, *lines: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands in for ``accord/data``."""
    monkeypatch.setattr("accord.tables.data", lambda name: tmp_path.joinpath(*name.split("/")))
    monkeypatch.setattr("accord.parsing.actorindex.data", lambda name: tmp_path.joinpath(*name.split("/")))
    monkeypatch.setattr("accord.parsing.actorcheck.data", lambda name: tmp_path.joinpath(*name.split("/")))
    write(
        tmp_path,
        "actors/states.tsv",
        "iso3\tiso2\tcow\tgw\tname\taliases\tadjectives\tdemonyms\tcapital\tseats\tregion",
        "ARN\tAR\t1\t1\tArnor\t\tArnorian\tArnorians\tAnnuminas\t\tWST",
    )
    return tmp_path


def problems() -> list[str]:
    return [str(p) for p in check_actors(at=TableNames())]


def test_a_check_names_file_line_and_fault(small: Path) -> None:
    persons = "name\taliases\tcountry\tsector\trole\torg\tfrom\tto"
    write(
        small,
        "actors/persons/x.tsv",
        persons,
        "A B\t\tXXX\tGOV\tking\t\t2001\t2000",
        "C D\t\tARN\tKNG\tking\t\t1999-1\t",
    )
    assert problems() == [
        "actors/persons/x.tsv:2: unknown country 'XXX'",
        "actors/persons/x.tsv:2: ends (2000) before it begins (2001)",
        "actors/persons/x.tsv:3: unknown sector 'KNG'",
        "actors/persons/x.tsv:3: from '1999-1' is no ISO date",
    ]


def test_a_check_finds_an_ambiguous_alias(small: Path) -> None:
    header = "id\tcountry\tname\taliases\tkind\tnouns"
    write(
        small, "actors/organisations.tsv", header, "A\tIGO\tAlpha Union\tAU\tbloc\t", "B\tIGO\tBeta Union\tAU\tbloc\t"
    )
    assert problems() == ["actors/organisations.tsv:3: 'au' is a name of Alpha Union too (actors/organisations.tsv:2)"]


def test_a_check_finds_a_role_twice(small: Path) -> None:
    header = "role\tsector\toffice\tkind\texample\texpect"
    write(small, "languages/en/roles.tsv", header, "guard\tCOP\t\tperson\tx\tCOP", "Guards\tMIL\t\tking\tx\t")
    assert problems() == [
        "languages/en/roles.tsv:3: unknown kind 'king'",
        "languages/en/roles.tsv:3: no example",
        "languages/en/roles.tsv:3: 'Guards' stands on line 2 too",
    ]


def test_names_are_folded_alike_in_table_and_text() -> None:
    assert name_keys("the People's Party") == ["people", "s", "party"]
    assert name_keys("Nagorno-Karabakh") == name_keys("Nagorno Karabakh")
    assert fold("Türkiye") == "turkiye"
    assert fold("Organisation") == fold("Organization")
    assert role_keys("Ministers of Defence") == role_keys("minister of defense")
    assert [singular(w) for w in ("police", "countries", "gunmen", "forces", "press")] == [
        "police", "country", "gunman", "force", "press"]  # fmt: skip


LIFE = Person(
    "Ana Vega",
    (
        Tenure("ARN", "GOV", "foreign minister", "", "2001", "2004-05-31"),
        Tenure("ARN", "GOV", "head of government", "", "2006-02-01", "2010-03-04"),
    ),
)


@pytest.mark.parametrize(
    ("date", "sector", "role"),
    [
        ("1999-01-01", "", ""),
        ("2001-01-01", "GOV", "foreign minister"),
        ("2004-05-31", "GOV", "foreign minister"),
        ("2005-01-01", "ELI", "former foreign minister"),
        ("2006-02-01", "GOV", "head of government"),
        ("2010", "GOV", "head of government"),
        ("2020-01-01", "ELI", "former head of government"),
    ],
)
def test_a_life_in_office(date: str, sector: str, role: str) -> None:
    actor = LIFE.at(date)
    assert (actor.country, actor.sector, actor.role) == ("ARN", sector, role)


def test_without_a_date_an_office_is_not_guessed() -> None:
    assert LIFE.at("").role == ""
    assert LIFE.at("", role="foreign minister").role == "foreign minister"
