import csv
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from accord.publishing import write_tables
from accord.publishing.tablefiles import CLAIM_COLUMNS, EVENT_COLUMNS, POLECAT
from accord.records import Dossier


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_polecat_has_forty_columns_and_they_come_first() -> None:
    assert len(POLECAT) == len(set(POLECAT)) == 40
    assert EVENT_COLUMNS[:40] == POLECAT
    assert len(set(EVENT_COLUMNS)) == len(EVENT_COLUMNS)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_columns_and_rows(exit_dossier: Dossier, tmp_path: Path, kind: str) -> None:
    events, claims = write_tables(exit_dossier, tmp_path / "out", kind)
    assert (events.name, claims.name) == (f"events.{kind}", f"claims.{kind}")
    if kind == "csv":
        found = [path.read_text(encoding="utf-8").split("\n")[0].split(",") for path in (events, claims)]
        counts = [len(rows_of(path)) for path in (events, claims)]
    else:
        tables = [pq.read_table(path) for path in (events, claims)]
        found, counts = [table.column_names for table in tables], [table.num_rows for table in tables]
    assert [tuple(columns) for columns in found] == [EVENT_COLUMNS, CLAIM_COLUMNS]
    assert counts == [len(exit_dossier.events), len(exit_dossier.claims)]


def test_an_event_row(exit_dossier: Dossier, tmp_path: Path) -> None:
    path = write_tables(exit_dossier, tmp_path, "parquet")[0]
    rows = pq.read_table(path).to_pylist()
    accuse = next(row for row in rows if row["Event Type"] == "ACCUSE")
    assert (accuse["Event Mode"], accuse["Quad Code"], accuse["Intensity"]) == ("allege", 3, -3.5)
    assert accuse["Recipient Name"] == "Rosmark;Seldia"
    assert accuse["Recipient Country"] == "XRO;XSE"
    assert accuse["Recipient Sectors"] == "GOV;GOV"
    assert accuse["Recipient Name Raw"] == "Rosmark;Seldia"
    assert accuse["Actor Title"] == "head of government"
    freeze = next(row for row in rows if row["Event Mode"] == "discontinue")
    assert (freeze["Event Date"], freeze["Date Precision"], freeze["Aux Modes"]) == ("2024-02", "month", "historical")
    text = {report.id: report.text for report in exit_dossier.reports}[freeze["Report ID"]]
    assert freeze["Quote"] == text[freeze["Start"] : freeze["End"]]


def test_nothing_unknown_is_filled_in(exit_dossier: Dossier, tmp_path: Path) -> None:
    rows = pq.read_table(write_tables(exit_dossier, tmp_path, "parquet")[0]).to_pylist()
    for row in rows:
        assert row["Story People"] is None and row["Wikipedia Actor ID"] is None
        assert row["Actor COW"] == ("385" if row["Actor Name"] == "Norway" else None)  # invented states have none
        if row["Placename"] is None:
            assert row["Latitude"] is None and row["GeoNames ID"] is None
    placed = next(row for row in rows if row["Placename"])
    assert (placed["City"], placed["Latitude"], placed["GeoNames ID"]) == ("Lindhaven", 59.5, None)


def test_csv_cannot_be_run_as_a_formula(hostile_dossier: Dossier, tmp_path: Path) -> None:
    path = write_tables(hostile_dossier, tmp_path, "csv")[0]
    cells = [cell for row in rows_of(path) for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t", "\r")]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    # A number with a sign is a number, not a formula.
    assert all(float(row["Intensity"]) <= 10 for row in rows_of(path))


def test_csv_and_parquet_say_the_same(clash_dossier: Dossier, tmp_path: Path) -> None:
    plain = rows_of(write_tables(clash_dossier, tmp_path, "csv")[1])
    exact = pq.read_table(write_tables(clash_dossier, tmp_path, "parquet")[1]).to_pylist()
    assert [{key: "" if cell is None else str(cell) for key, cell in row.items()} for row in exact] == plain


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("name", ["exit_dossier", "hostile_dossier", "empty_dossier"])
def test_same_bytes_twice(request: pytest.FixtureRequest, tmp_path: Path, name: str, kind: str) -> None:
    dossier = request.getfixturevalue(name)
    first = [path.read_bytes() for path in write_tables(dossier, tmp_path / "a", kind)]
    assert first == [path.read_bytes() for path in write_tables(dossier, tmp_path / "b", kind)]
