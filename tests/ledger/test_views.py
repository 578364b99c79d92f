"""The views as a user asks for them: the right state at every date, as known at every date, and how it looks."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bench import answers
from rich.console import Console

from accord.cli import reports, run
from accord.cli.reports import ERROR, USAGE
from accord.ledger import Ledger, open_ledger
from accord.ledger.changing import changes, day_before
from accord.ledger.world import World

EXIT = answers.EXAMPLES / "arusha-exit" / "reports"
SEEDS = answers.EXAMPLES.parent.parent / "shared" / "seeds"
#: The day, as known on that day and as known at the end: stage, and the stages that stand against it.
LAST = "2022-05-12"
EVERY_DAY = [
    ("2022-02-28", ("member",), ("member",)),
    ("2022-03-01", ("exit announced",), ("exit announced",)),
    ("2022-03-03", ("exit announced", "exit denied"), ("exit announced", "exit denied")),
    ("2022-03-14", ("exit announced", "exit denied"), ("exit announced", "exit denied")),
    ("2022-03-15", ("frozen",), ("frozen",)),
    ("2022-04-05", ("frozen", "left", "exit denied"), ("frozen",)),
    ("2022-04-07", ("frozen", "left", "exit denied"), ("frozen",)),
    ("2022-05-09", ("frozen", "left", "exit denied"), ("frozen",)),
    ("2022-05-10", ("left",), ("left",)),
    (LAST, ("left",), ("left",)),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("views") / "arusha.db"
    assert run(["ingest", str(EXIT), "--ledger", str(made)]) == 3  # one file is refused
    return made


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with open_ledger(path) as opened:
        yield opened


@pytest.fixture
def ask(path: Path, capsys) -> Callable[..., str]:
    def asked(*arguments: str, status: int = 0) -> str:
        assert run([*arguments, "--ledger", str(path)]) == status
        return capsys.readouterr().out

    return asked


def stages(ledger: Ledger, as_of: str, known_by: str) -> tuple[str, ...]:
    [tie] = World(ledger, as_of, known_by).ties(party="TZA", other="EAC", kind="membership")
    return tuple(side.stage for side in tie.sides) or (tie.stage,)


@pytest.mark.parametrize(("day", "then", "by_now"), EVERY_DAY, ids=[day for day, _, _ in EVERY_DAY])
def test_the_right_state_at_every_date_as_known_at_every_date(
    ledger: Ledger, day: str, then: tuple[str, ...], by_now: tuple[str, ...]
) -> None:
    assert stages(ledger, day, day) == then
    assert stages(ledger, day, LAST) == by_now
    assert stages(ledger, day, "2030-01-01") == by_now


def test_what_is_known_by_a_day_before_all_reports_is_the_table(ledger: Ledger) -> None:
    for as_of in ("2022-02-28", LAST):
        assert stages(ledger, as_of, "2022-02-28") == ("member",)


def test_the_dates_of_the_spell(ledger: Ledger) -> None:
    [tie] = World(ledger, LAST, LAST).ties(party="TZA", other="EAC", kind="membership")
    assert (tie.held_from, tie.held_to, tie.since, tie.verdict) == ("2000-07-07", "2022-05-10", "2022-05-10", "agreed")


def test_ties_show_members_stages_and_sentences(ask) -> None:
    told = ask("ties", "--of", "EAC", "--kind", "membership", "--as-of", "2022-04-07", "--known-by", "2022-04-07")
    rows = {line.split("  ")[0]: line for line in told.splitlines()}
    assert "member" in rows["Kenya"]
    assert "frozen" in rows["Tanzania"]
    assert "contested" in rows["Tanzania"]
    assert "Somalia" not in rows  # joined in 2024
    flat = " ".join(told.split())
    assert "(The Lakeside Post, 2022-04-05)" in flat
    assert "The East African Community denied on Thursday" in flat


def test_state_shows_ties_dues_happenings_and_contests(ask) -> None:
    told = ask("state", "Tanzania", "--as-of", "2022-04-07", "--known-by", "2022-04-07")
    for head in ("MEMBER OF", "DUES", "DEPENDENCE", "MEDIATION", "OPEN HAPPENINGS"):
        assert f"\n{head}\n" in told
    assert "table" in told
    assert "Tanzania to EAC  stopped" in told


def test_history_goes_in_the_order_of_knowledge(ask) -> None:
    told = ask("history", "TZA EAC", "--kind", "membership").splitlines()
    steps = [line for line in told if line[:4].isdigit()]
    assert steps == [
        "2000-07-07 member (table)",
        "2022-03-01 exit announced (1 origin)",
        "2022-03-03 exit announced, contested: exit denied",
        "2022-03-15 frozen (1 origin)",
        "2022-04-05 frozen, contested: left, exit denied",
        "2022-04-07 still frozen, contested: left, exit denied",
        "2022-05-10 left (2 origins)",
        "2022-05-12 still left (3 origins)",
    ]


def test_history_by_an_earlier_day_is_the_beginning_of_the_later_one(ask) -> None:
    early = ask("history", "TZA EAC", "--known-by", "2022-03-15", "--json")
    late = ask("history", "TZA EAC", "--json")
    for before, after in zip(json.loads(early)["ties"], json.loads(late)["ties"], strict=True):
        assert after["steps"][: len(before["steps"])] == before["steps"]


def changed(ledger: Ledger, since: str, until: str) -> dict[str, str]:
    found = changes(ledger, since=since, until=until)
    return {f"{one.record.kind} {one.record.key[1]}-{one.record.key[2]}": one.change for one in found.ties}


@pytest.mark.parametrize(
    ("since", "until", "change"),
    [
        ("2022-03-01", "2022-03-01", "moved"),
        ("2022-03-03", "2022-03-03", "contested"),
        ("2022-03-15", "2022-03-15", "moved"),
        ("2022-04-05", "2022-04-05", "contested"),
        ("2022-05-10", "2022-05-10", "reversed"),
        ("2022-03-01", LAST, "reversed"),
    ],
)
def test_changes_name_what_a_span_brought(ledger: Ledger, since: str, until: str, change: str) -> None:
    assert changed(ledger, since, until)["membership TZA-EAC"] == change


def test_a_span_without_reports_brought_nothing(ledger: Ledger) -> None:
    found = changes(ledger, since="2022-04-20", until="2022-04-25")
    assert (found.episodes, found.contests) == ((), ())
    assert "membership TZA-EAC" not in changed(ledger, "2022-04-20", "2022-04-25")


def test_changes_tell_of_happenings_too(ask) -> None:
    told = ask("changes", "--since", "2022-05-10", "--known-by", "2022-05-12")
    assert told.startswith("What changed from 2022-05-10 to 2022-05-12\n")
    assert "\nREVERSED (" in told
    assert "frozen -> left" in told
    answer = json.loads(ask("changes", "--since", "2022-05-10", "--known-by", "2022-05-12", "--json"))
    assert {one["change"] for one in answer["episodes"]} >= {"new"}
    assert all(one["after"] or one["before"] for kind in ("ties", "episodes", "contests") for one in answer[kind])


def test_whatif_names_the_stage_and_what_is_exposed(ask) -> None:
    told = ask("whatif", "Tanzania leaves EAC", "--as-of", "2022-03-20", "--known-by", "2022-03-20")
    assert "Tanzania in EAC  frozen" in told
    assert "\nDUES\n" in told
    assert "Tanzania on Kenya (energy)" in told
    assert "none of the five obligations" in " ".join(told.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ("state", "TZA"),
        ("ties", "--of", "EAC"),
        ("history", "Tanzania EAC"),
        ("changes", "--since", "2022-03-01"),
        ("whatif", "Tanzania leaves EAC"),
    ],
    ids=lambda arguments: arguments[0],
)
@pytest.mark.parametrize("width", [80, 120])
def test_every_view_keeps_to_the_width_and_comes_out_the_same(path: Path, arguments, width: int, monkeypatch) -> None:
    def printed() -> str:
        console = Console(width=width, no_color=True, highlight=False, file=(out := io.StringIO()))
        monkeypatch.setattr("accord.cli.views._console", lambda: console)
        assert run([*arguments, "--ledger", str(path)]) == 0
        return out.getvalue()

    told = printed()
    assert told == printed()
    lines = told.splitlines()
    assert len(lines) > 5
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize(
    "arguments",
    [
        ("state", "TZA"),
        ("ties", "--of", "EAC"),
        ("history", "Tanzania EAC"),
        ("changes", "--since", "2022-03-01"),
        ("whatif", "Tanzania leaves EAC"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_json_holds_every_sentence_with_its_place(ask, ledger: Ledger, arguments) -> None:
    told = ask(*arguments, "--json")
    answer = json.loads(told)
    texts = {report.id: report.text for report in ledger.reports()}
    words = list(words_in(answer))
    assert words
    for word in words:
        if "table" in word:
            assert word["table"].startswith("ties/")
        else:
            assert texts[word["report"]][word["start"] : word["end"]] == word["quote"]
    assert told == ask(*arguments, "--json")


def words_in(answer: Any) -> Iterator[dict[str, Any]]:
    if isinstance(answer, dict):
        if "quote" in answer and "stage" in answer:
            yield answer
        for value in answer.values():
            yield from words_in(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from words_in(value)


def test_without_a_ledger_the_tables_answer_and_say_so(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (
        ["state", "ARM"],
        ["ties", "--of", "CSTO"],
        ["history", "ARM CSTO"],
        ["whatif", "ARM leaves CSTO"],
    ):
        assert run(arguments) == 0
        assert "from the tables of facts" in " ".join(capsys.readouterr().out.split())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "status", "what"),
    [
        (["state", "Armnia"], ERROR, "no party is called 'Armnia'. Did you mean Armenia"),
        (["history", "ARM"], ERROR, "is not two parties"),
        (["whatif", "ARM frobs CSTO"], ERROR, "names nothing that could follow"),
        (["ties", "--of", "ARM", "--kind", "love"], USAGE, "there is no kind of tie 'love'"),
        (["state", "ARM", "--as-of", "someday"], USAGE, "is no date"),
        (["changes", "--since", "someday"], USAGE, "is no date"),
        (["changes", "--since", "2024-02-01", "--known-by", "2024-01-01"], USAGE, "is after"),
        (["state", "ARM", "--ledger", "nowhere.db"], ERROR, "there is no ledger nowhere.db"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line(arguments, status, what, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == status
    printed = capsys.readouterr()
    assert what in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""


def test_a_year_or_month_means_its_last_day(ask) -> None:
    assert "As of 2022-02-28," in ask("state", "TZA", "--as-of", "2022-02")
    assert "As of 2021-12-31," in ask("state", "TZA", "--as-of", "2021")


@pytest.mark.parametrize(
    ("day", "before"),
    [("2024-03-01", "2024-02-29"), ("2024", "2023-12-31"), ("2024-03", "2024-02-29"), ("0001-01-01", "")],
)
def test_the_day_before(day: str, before: str) -> None:
    assert day_before(day) == before


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed reports are not here")
def test_the_seeds_meet_a_world(tmp_path: Path, capsys) -> None:
    made = tmp_path / "seeds.db"
    assert run(["ingest", str(SEEDS), "--published", "2024-06-13", "--ledger", str(made)]) in (0, reports.SOME_REFUSED)
    with open_ledger(made) as ledger:
        [before] = World(ledger, "2024-06-12", "2024-06-12").ties(party="ARM", other="CSTO", kind="membership")
        [after] = World(ledger, "2024-06-13", "2024-06-13").ties(party="ARM", other="CSTO", kind="membership")
    assert (before.stage, before.origins) == ("member", ("ties",))
    assert [side.stage for side in after.sides] == ["exit announced", "exit denied"]
    assert len(after.origins) == 2
    capsys.readouterr()
    assert run(["whatif", "ARM leaves CSTO", "--as-of", "2024-06-13", "--ledger", str(made), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {one["other"]["country"]: one["bare"] for one in answer["between"]} == {
        "BLR": ["defence"], "KAZ": ["defence"], "KGZ": ["defence"], "RUS": [], "TJK": ["defence"],
    }  # fmt: skip
    assert {tie["sector"] for tie in answer["dependences"]} >= {"energy", "trade"}
