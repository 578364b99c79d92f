"""``accord import`` and ``accord export`` over a real ledger."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import stix2
from bench import answers
from bench.exchange import rows

from accord.cli import run
from accord.columns import EXPORTS, FOLDERS, IMPORTS, POLECAT
from accord.exchange import READERS, icews_rows, read_icews, tsv_lines
from accord.ledger import open_ledger
from accord.records import Actor, PastEvent

EVENTS = [
    PastEvent(
        "icews", f"{at}@2018-0{at}-01", f"2018-0{at}-01", Actor("ARM", "GOV", "Armenia"), Actor("RUS", "", "Russia"),
        "CONSULT", code="040", intensity=1.0, text="Consult", source="Lake Herald",
    )
    for at in range(1, 6)
]  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    table = tmp_path / "icews.tab"
    table.write_text("".join(tsv_lines(icews_rows(EVENTS))))
    path = str(tmp_path / "t.db")
    assert run(["import", "icews", str(table), "--ledger", path]) == 0
    return path


def export(ledger: str, kind: str, capsys: pytest.CaptureFixture[str], *more: str, status: int = 0) -> str:
    capsys.readouterr()
    assert run(["export", "--format", kind, "--ledger", ledger, *more]) == status
    return capsys.readouterr().out


def test_every_reader_has_its_name_on_the_command_line() -> None:
    assert {*IMPORTS} == {*READERS}


def test_what_was_imported_is_held(ledger: str) -> None:
    with open_ledger(ledger) as held:
        assert list(held.past_events()) == EVENTS


def test_a_file_imported_twice_adds_nothing(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "icews", str(tmp_path / "icews.tab"), "--ledger", ledger]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("5 events read, 0 new")


def test_events_go_out_and_come_back(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(read_icews(export(ledger, "icews", capsys).splitlines(keepends=True))) == EVENTS
    out, other = tmp_path / "p.tsv", str(tmp_path / "other.db")
    assert export(ledger, "polecat", capsys, "-o", str(out)) == ""
    assert out.read_text().partition("\n")[0] == "\t".join(POLECAT)
    assert not [*tmp_path.glob("*.part")]
    assert run(["import", "polecat", str(out), "--ledger", other]) == 0
    with open_ledger(other) as held:
        assert [event.key for event in held.past_events()] == [event.key for event in EVENTS]


def test_days_bound_events(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    def days(*bounds: str) -> list[str]:
        lines = export(ledger, "polecat", capsys, *bounds).splitlines()[1:]
        return [line.split("\t")[1] for line in lines]

    assert days("--since", "2018-04-01") == ["2018-04-01", "2018-05-01"]
    assert days("--until", "2018-02") == ["2018-01-01", "2018-02-01"]
    assert days("--since", "2018", "--until", "2018") == [event.date for event in EVENTS]
    assert days("--dataset", "accord") == []


def test_plover_and_stix(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.loads(line) for line in export(ledger, "plover-jsonl", capsys).splitlines()]
    assert [line["date"] for line in lines] == [event.date for event in EVENTS]
    assert stix2.parse(export(ledger, "stix", capsys)).type == "bundle"


def test_ties_from_the_tables_of_facts(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    members = list(csv.DictReader(io.StringIO(export(ledger, "members", capsys))))
    [armenia] = [row for row in members if (row["atopid"], row["member_id"]) == ("CSTO", "ARM")]
    assert (armenia["member"], armenia["yrent"], armenia["yrexit"]) == ("371", "1994", "0")
    left = [row for row in members if (row["atopid"], row["member_id"]) == ("CSTO", "GEO")]
    assert left and left[0]["yrexit"] == "1999"
    years = ("--since", "2009", "--until", "2030")
    found = {
        (row["ccode1"], row["ccode2"], row["year"]): row
        for row in csv.DictReader(io.StringIO(export(ledger, "dyad-year", capsys, *years)))
    }
    assert found["371", "365", "2015"]["atop_defense"] == "1"
    assert {found["371", "365", "2030"][f"atop_{duty}"] for duty in ("defense", "offense", "consul")} == {"NA"}
    assert found["371", "372", "2010"]["atop_defense"] == "0"  # Georgia was out of the pact


@pytest.mark.parametrize("kind", FOLDERS)
def test_tables_are_a_file_each(ledger: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export(ledger, kind, capsys, "-o", str(tmp_path / "out"))
    names = {"events", "claims", "episodes", "ties", "contests"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"{name}.{kind}" for name in names}
    if kind == "parquet":
        ties = pq.read_table(tmp_path / "out" / "ties.parquet").to_pylist()
        assert any((tie["A"], tie["B"], tie["Kind"]) == ("ARM", "IGO CSTO", "membership") for tie in ties)


def test_bad_lines_are_told_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "g.CSV"
    path.write_text("".join(rows(3)) + "torn\n" * 30)
    assert run(["import", "gdelt", str(path), "--ledger", str(tmp_path / "g.db")]) == 3
    printed = capsys.readouterr()
    assert printed.out == f"3 events read, 3 new in {tmp_path / 'g.db'}, 30 refused\n"
    assert printed.err.splitlines()[0] == "accord: g.CSV:4: 1 cells where GDELT has 57, 58 or 61"
    assert printed.err.splitlines()[-1] == "accord: and 10 more refused"


def test_a_file_of_another_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "g.CSV"
    path.write_text("".join(rows(3)))
    assert run(["import", "icews", str(path), "--ledger", str(tmp_path / "g.db")]) == 4
    assert "it looks like GDELT events; use `accord import gdelt`" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["export", "--format", "word", "--ledger", "x.db"], 2),
        (["import", "ucdp", "x.csv"], 2),
        (["export", "--format", "polecat", "--ledger", "none.db"], 1),
        (["export", "--format", "polecat", "--since", "soon"], 2),
        (["export", "--format", "polecat", "--dataset", "ucdp"], 2),
        (["import", "icews", "nothere.tab", "--ledger", "x.db"], 1),
    ],
)
def test_wrong_usage(arguments: list[str], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == status


def test_an_export_that_fails_leaves_no_file(ledger: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from accord import handover

    def fail(*_: object) -> list[str]:
        raise OSError(28, "No space left on device", "p.tsv")

    monkeypatch.setattr(handover, "tsv_lines", fail)
    assert run(["export", "--format", "polecat", "--ledger", ledger, "-o", str(tmp_path / "p.tsv")]) == 1
    assert not [*tmp_path.glob("p.tsv*")]


def test_the_formats_are_those_of_the_issue() -> None:
    assert {*EXPORTS, *FOLDERS} == {
        *("polecat", "icews", "plover-jsonl", "parquet", "csv", "stix", "members", "dyad-year"),
    }


def test_the_dead_of_acled_are_held(tmp_path: Path) -> None:
    path, ledger = tmp_path / "a.csv", str(tmp_path / "a.db")
    path.write_text(
        "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,fatalities\n"
        "X1,2020-01-01,Battles,Armed clash,A,B,7\nX2,2020-01-02,Battles,Armed clash,A,B,\n"
    )
    assert run(["import", "acled", str(path), "--ledger", ledger]) == 0
    with open_ledger(ledger) as held:
        assert [event.dead for event in held.past_events()] == [7, None]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of one example set."""
    path = str(tmp_path_factory.mktemp("told") / "t.db")
    assert run(["ingest", str(answers.EXAMPLES / "mercosur-exit" / "reports"), "--ledger", path]) == 3
    return path


def table(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / f"{name}.csv").read_text().splitlines()))


def test_reports_in_every_format_out(told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export(told, "csv", capsys, "-o", str(tmp_path))
    events, episodes = table(tmp_path, "events"), table(tmp_path, "episodes")
    assert {row["Episode ID"] for row in events} == {row["Episode ID"] for row in episodes}
    assert {row["Event ID"] for row in table(tmp_path, "claims")} <= {row["Event ID"] for row in events}
    assert {row["Episode ID"] for row in table(tmp_path, "contests")} <= {"", *(row["Episode ID"] for row in episodes)}
    assert all(row["Origin ID"] for row in events)
    lines = [json.loads(line) for line in export(told, "plover-jsonl", capsys).splitlines()]
    assert {line["id"] for line in lines} == {row["Event ID"] for row in events}
    done = {row["Episode ID"] for row in episodes if row["Stage"] == "done"}
    polecat = [line.split("\t") for line in export(told, "polecat", capsys).splitlines()[1:]]
    assert {row[0].rsplit("-", 2)[0] for row in polecat} <= done
    incidents = [one for one in stix2.parse(export(told, "stix", capsys)).objects if one.type == "incident"]
    assert len(incidents) == len(episodes)


def test_what_it_wrote_itself_is_not_taken_in_again(
    told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(told, "polecat", capsys, "-o", str(tmp_path / "p.tsv"))
    assert run(["import", "polecat", str(tmp_path / "p.tsv"), "--ledger", told]) == 0
    assert " events read, 0 new in " in capsys.readouterr().out


def test_exports_repeat_their_bytes(told: str, capsys: pytest.CaptureFixture[str]) -> None:
    for kind in EXPORTS:
        assert export(told, kind, capsys) == export(told, kind, capsys)


def test_what_a_person_rejects_or_grades_is_heard(
    told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = (json.loads(line)["id"] for line in export(told, "plover-jsonl", capsys).splitlines()[:2])
    assert run(["judge", "reject", first, "--ledger", told]) == 0
    capsys.readouterr()
    assert run(["judge", "grade", second, "--credibility", "4", "--ledger", told]) == 0
    assert first not in export(told, "plover-jsonl", capsys)
    export(told, "csv", capsys, "-o", str(tmp_path))
    assert first not in {row["Event ID"] for row in table(tmp_path, "events")}
    found = stix2.parse(export(told, "stix", capsys)).objects
    assert [one.confidence for one in found if one.type == "incident" and "confidence" in one].count(30) == 1


def imported(dataset: str, path: Path, ledger: str) -> None:
    assert run(["import", dataset, str(path), "--ledger", ledger]) == 0


def test_polecat_goes_through_a_ledger_as_it_was(tmp_path: Path) -> None:
    cells = {name: f"{name[:1]}{number}" for number, name in enumerate(POLECAT)}
    cells |= {
        "Event ID": "55_1", "Event Date": "2023-02-03", "Event Type": "CONSULT", "Event Mode": "visit",
        "Intensity": "4", "Quad Code": "VERBAL COOPERATION", "Actor Name": "Armenia;Belarus;Chad",
        "Actor Country": "ARM;BLR;TCD", "Recipient Name": "NATO;Peru", "Recipient Country": "IGO;PER",
        "Latitude": "40.18", "Longitude": "", "GeoNames ID": "616052", "Version": "NGEC_2",
    }  # fmt: skip
    before = tmp_path / "p.txt"
    before.write_text("\t".join(POLECAT) + "\n" + "\t".join(cells[name] for name in POLECAT) + "\n", encoding="utf-8")
    ledger = str(tmp_path / "p.db")
    imported("polecat", before, ledger)
    after = tmp_path / "again.tsv"
    assert run(["export", "--format", "polecat", "--ledger", ledger, "-o", str(after)]) == 0
    assert after.read_text(encoding="utf-8") == before.read_text(encoding="utf-8")
    assert run(["export", "--format", "icews", "--ledger", ledger, "-o", str(after)]) == 0
    rows = [line.split("\t") for line in after.read_text(encoding="utf-8").splitlines()[1:]]
    assert [(row[0], row[2], row[8]) for row in rows][:2] == [
        ("55_1", "Armenia", "NATO"),
        ("55_1-1", "Armenia", "Peru"),
    ]
    assert len({row[0] for row in rows}) == len(rows) == 6


def test_acled_edits_and_deletions_are_followed(tmp_path: Path) -> None:
    ledger = str(tmp_path / "a.db")
    head = "event_id_cnty,event_date,event_type,sub_event_type,actor1,fatalities,timestamp\n"
    told = 'MLI1,2020-01-01,Battles,"Armed clash",Lake Boys,{dead},{stamp}\n'
    for number, (dead, stamp) in enumerate([(2, "1580000000"), (7, "1600000000")]):
        (tmp_path / f"{number}.csv").write_text(head + told.format(dead=dead, stamp=stamp), encoding="utf-8")
        imported("acled", tmp_path / f"{number}.csv", ledger)
    (tmp_path / "gone.csv").write_text("event_id_cnty,deleted_timestamp\nMLI1,1700000000\n", encoding="utf-8")
    with open_ledger(ledger) as held:
        assert [event.dead for event in held.past_events()] == [7]
    imported("acled", tmp_path / "gone.csv", ledger)
    with open_ledger(ledger) as held:
        assert [event.dead for event in held.past_events()] == []
        assert [event.dead for event in held.past_events(known_by="2020-12-31")] == [7]
        assert [event.dead for event in held.past_events(known_by="2020-06-01")] == [2]
