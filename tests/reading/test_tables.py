"""The room's tables: sound, wide enough, and each example does what its row says."""

import io
import json

import pytest

from accord.reading import check, fields, layout, outlets, read
from accord.reading.dateline import find_dateline
from accord.reading.outlets import COLUMNS, TABLE, load_outlets
from accord.tables import Problem, Row, read_table

ROWS = list(read_table(TABLE, COLUMNS))
WIRES = [
    "AFP", "AP", "Anadolu", "ANI", "ANSA", "Antara", "ARMENPRESS", "AZERTAC", "BelTA", "Bernama", "DPA", "EFE",
    "IANS", "Interfax", "IRNA", "ISNA", "Kazinform", "KCNA", "KUNA", "Kyodo", "MAP", "MENA", "NAN", "PTI", "QNA",
    "Reuters", "RIA", "SANA", "SPA", "SUNA", "TASS", "Trend", "Turan", "Ukrinform", "UPI", "WAFA", "WAM",
    "Xinhua", "Yonhap", "KBC",
]  # fmt: skip


def test_tables_are_sound():
    assert list(check()) == []


def test_outlets_cover_the_world():
    assert len(ROWS) >= 250
    assert sum(1 for row in ROWS if row["domain"]) >= 250
    assert len({row["country"] for row in ROWS}) >= 100
    assert {row["kind"] for row in ROWS} == set(outlets.KINDS)


@pytest.mark.parametrize("name", WIRES)
def test_agencies_resolve(name):
    assert load_outlets().resolve(name)


@pytest.mark.parametrize("row", [row for row in ROWS if row["example"]], ids=lambda row: row["name"])
def test_example_credits_resolve_to_their_row(row):
    example = row["example"]
    opening = example if example[0].isalpha() else f"GENEVA, June 5 {example}"
    dateline = find_dateline(f"{opening}{'' if opening[-1] in '.:' else ' -'} The ministers met.", load_outlets())
    assert dateline is not None
    assert dateline.agency == row["name"]


@pytest.mark.parametrize(
    ("name", "resolved"),
    [
        ("the associated press", "Associated Press"),
        ("AP", "Associated Press"),
        ("www.bbc.co.uk", "BBC"),
        ("edition.cnn.com", "CNN"),
        ("Sun", ""),
        ("map", ""),
        ("MAP", "Maghreb Arabe Presse"),
        ("Unheard-of Gazette", ""),
    ],
)
def test_resolve(name, resolved):
    assert load_outlets().resolve(name) == resolved


def test_of_url():
    assert load_outlets().of_url("https://www.aljazeera.com/news/x") == "Al Jazeera"
    assert load_outlets().of_url("https://lake.example/x") == "lake.example"
    assert load_outlets().of_url("http://[bad") == ""


def row(cells, columns, line=2):
    return Row("t.tsv", line, dict(zip(columns, cells, strict=True)))


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        (("", "", "", "", "wire", ""), "without a name"),
        (("X Press", "", "", "", "paper", ""), "kind 'paper'"),
        (("X Press", "", "", "KE", "wire", ""), "country 'KE'"),
        (("X Press", "", "https://x.org", "KEN", "wire", ""), "domain"),
        (("X Press", "The X Press", "", "KEN", "wire", ""), "already in line"),
    ],
)
def test_check_sees_a_bad_outlet(cells, what, monkeypatch):
    monkeypatch.setattr(outlets, "read_table", lambda *_: iter([row(cells, COLUMNS)]))
    assert what in " ".join(problem.what for problem in outlets.check_outlets())


def test_check_sees_bad_looks(monkeypatch):
    rows = [("nothing", "a", "a"), ("byline", "(", "x"), ("byline", "By .+", "Photo")]
    monkeypatch.setattr(layout, "read_table", lambda *_: iter([row(cells, layout.COLUMNS) for cells in rows]))
    found = [problem.what for problem in layout.check_layout()]
    assert ["is none of" in found[0], "not a regular" in found[1], "does not match" in found[2]] == [True] * 3


def test_check_sees_bad_fields(monkeypatch):
    rows = [("text", "body;Body;body", ""), ("nothing", "x", "")]
    monkeypatch.setattr(fields, "read_table", lambda *_: iter([row(cells, fields.COLUMNS) for cells in rows]))
    found = [str(problem) for problem in fields.check_fields()]
    assert any("lower case" in what for what in found)
    assert any("given twice" in what for what in found)
    assert any("is none of" in what for what in found)
    assert Problem(fields.TABLE, 1, "no row for the field 'title'") in list(fields.check_fields())


@pytest.mark.parametrize("example", [row["example"] for row in read_table(fields.TABLE, fields.COLUMNS)])
def test_examples_of_fields_are_known(example):
    record = json.loads(example)
    record.setdefault(
        "text", "The two ministers met."
    ) if "articles" not in record and "_source" not in record else None
    (report,) = read(["-"], stdin=io.BytesIO(json.dumps(record).encode()))
    assert "The two ministers met." in report.text
