"""CSV that no spreadsheet runs and that comes back as it went; Parquet with its types."""

from __future__ import annotations

import pyarrow.parquet as pq
from hypothesis import example, given
from hypothesis import strategies as st

from accord.cells import csv_lines, guarded, write_rows
from accord.exchange import (
    CONTEST_COLUMNS,
    EPISODE_COLUMNS,
    contest_rows,
    episode_row,
    polecat_rows,
    read_polecat,
)
from accord.records import Actor, Dossier, PastEvent

CELLS = st.text(st.sampled_from("'=+-@ab1,\"\t\r\n;"), max_size=6)


@given(CELLS)
@example("'=1+1")
@example("=cmd()")
@example("-5")
def test_no_cell_runs_and_every_cell_can_be_told_from_another(cell: str) -> None:
    kept = guarded(cell)
    assert isinstance(kept, str)
    assert kept[:1] not in ("=", "@", "\t", "\r", "\n")
    if kept[:1] in ("+", "-"):
        assert float(kept)
    back = kept[1:] if kept.startswith("'") and guarded(kept[1:]) == kept else kept
    assert back == cell


def test_names_like_formulas_come_back_from_csv() -> None:
    names = ["=SUM(A1)", "'=SUM(A1)", "@home", "-x", "'quoted'", '+1 "a", b']
    events = [
        PastEvent("polecat", f"{at}@2024-01-01", "2024-01-01", Actor("ARM", "", name), Actor(), "AGREE", intensity=2.5)
        for at, name in enumerate(names)
    ]
    lines = list(csv_lines(polecat_rows(events)))
    assert not any(cell in "".join(lines) for cell in (",=SUM", ",@home", ",-x"))
    assert list(read_polecat(lines)) == events


def test_episodes_and_contests_as_rows(dossier: Dossier, tmp_path) -> None:  # type: ignore[no-untyped-def]
    rows = [episode_row(one, known_since="2024-06-12") for one in dossier.episodes]
    assert all(tuple(row) == EPISODE_COLUMNS for row in rows)
    sides = [row for one in dossier.contests for row in contest_rows(one)]
    assert len(sides) == sum(len(one.sides) for one in dossier.contests) > 0
    for kind in ("parquet", "csv"):
        assert write_rows(tmp_path / f"e.{kind}", EPISODE_COLUMNS, rows, kind) == len(rows)  # type: ignore[arg-type]
        assert write_rows(tmp_path / f"c.{kind}", CONTEST_COLUMNS, sides, kind) == len(sides)  # type: ignore[arg-type]
    table = pq.read_table(tmp_path / "e.parquet")
    assert tuple(table.column_names) == EPISODE_COLUMNS
    assert table.column("Episode ID").to_pylist() == [one.id for one in dossier.episodes]
    assert str(table.schema.field("Weight").type) == "double"
    assert table.column("Known Until").to_pylist() == [None] * len(rows)


def test_many_rows_are_written_in_batches(tmp_path) -> None:  # type: ignore[no-untyped-def]
    rows = ({"A": str(number), "Side": number} for number in range(12_345))
    assert write_rows(tmp_path / "m.parquet", ("A", "Side"), rows, "parquet") == 12_345
    table = pq.read_table(tmp_path / "m.parquet")
    assert table.column("Side").to_pylist() == list(range(12_345))
