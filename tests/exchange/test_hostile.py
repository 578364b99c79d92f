"""Whatever a file holds, a reader ends, says of every line what became of it, and invents nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.exchange import rows
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.columns import POLECAT
from accord.exchange import READERS, acled, gdelt, icews, phoenix, read_events
from accord.ontology import load_ontology
from accord.records import PastEvent, Refused

#: First lines that the readers accept.
HEADS = {
    "icews": "\t".join(icews.COLUMNS),
    "polecat": "\t".join(POLECAT),
    "gdelt": "\t".join(gdelt.COLUMNS),
    "acled": ",".join(acled.COLUMNS),
    "phoenix": "\t".join(phoenix.COLUMNS),
}
CELL = st.text(max_size=12) | st.sampled_from(
    ["2020-01-01", "20200101", "ARM", "010", "NaN", "1e999", "-0", '"', "None"]
)


def check(record: PastEvent | Refused) -> None:
    """A refusal has a place and a reason; an event a name, a day, and no kind that PLOVER does not have."""
    if isinstance(record, Refused):
        assert record.input.startswith("f") and record.reason
        return
    assert record.key and len(record.date) == 10
    kind = load_ontology().types.get(record.type)
    assert (kind is None) == (record.type == "")
    assert not record.mode or (kind is not None and record.mode in kind.modes)
    for number in (record.intensity, *((record.place.lat, record.place.lon) if record.place else ())):
        assert number is None or abs(number) < float("inf")


@pytest.mark.parametrize("dataset", READERS)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_cells(dataset: str, data: st.DataObject) -> None:
    delimiter = "," if dataset == "acled" else "\t"
    width = HEADS[dataset].count(delimiter) + 1
    made = data.draw(st.lists(st.lists(CELL, min_size=width - 1, max_size=width + 1), max_size=4))
    plain = [[cell.replace("\t", " ").replace("\n", " ").replace("\r", " ") for cell in row] for row in made]
    lines = [HEADS[dataset] + "\n", *(delimiter.join(row) + "\n" for row in plain)]
    records = list(READERS[dataset](lines, name="f"))
    for record in records:
        check(record)
    if dataset != "acled":  # its cells may span lines
        told = [row for row in plain if any(cell.strip() for cell in row)]
        assert len(told) <= len(records) + sum(not any(known(cell) for cell in row) for row in told)


def known(cell: str) -> bool:
    return cell.strip() not in ("", "None", "NaN", "NA")


@pytest.mark.parametrize("dataset", READERS)
@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_lines(dataset: str, lines: list[str]) -> None:
    for record in READERS[dataset](lines, name="f"):
        check(record)


@pytest.mark.parametrize("dataset", READERS)
def test_any_bytes(dataset: str, tmp_path: Path) -> None:
    chance = random.Random(7)
    heads = (b"", b"\xff\xfe", b"\x1f\x8b\x08\x00", b"PK\x03\x04", HEADS[dataset].encode() + b"\n")
    for number, head in enumerate(heads):
        path = tmp_path / f"f{number}"
        path.write_bytes(head + bytes(chance.randrange(256) for _ in range(3000)))
        records = list(read_events(path, dataset))
        assert records
        for record in records:
            check(record)


def test_a_line_without_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "f"
    with path.open("w") as file:
        file.writelines(rows(2))
        for _ in range(30):
            file.write("x" * 1_000_000)
        file.write("\n")
        file.writelines(rows(1))
    *events, refused, last = read_events(path, "gdelt")
    assert len(events) == 2 and isinstance(last, PastEvent)
    assert isinstance(refused, Refused)
    assert refused.reason.startswith("a line of more than 1000000 characters")


def test_readers_are_generators_that_read_no_further_than_asked() -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        for line in rows(10_000):
            taken += 1
            yield line

    reader = READERS["gdelt"](endless())
    assert isinstance(next(reader), PastEvent)
    assert taken <= 10
