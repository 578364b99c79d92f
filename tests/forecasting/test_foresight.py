"""The commands, over a ledger with a made-up past, as a user would call them."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from past import event, poisson

from accord import cli
from accord.foresight import past_of, with_forecasts
from accord.ledger import open_ledger
from accord.naming import load_names
from accord.publishing import render_html
from accord.publishing.jsonfile import dossier_json, dossier_schema
from accord.records import Actor, Dossier, Episode, PastEvent, Report

STATES = ("ARM", "AZE", "GEO", "RUS", "TUR", "IRN")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Path:
    """A past of a year and a half between real states, so that regions and names apply."""
    path = tmp_path_factory.mktemp("past") / "accord.db"
    events, _ = poisson(5, parties=6, days=550)
    codes = {f"A{chr(65 + number)}X": Actor(country=state) for number, state in enumerate(STATES)}
    real = []
    for one in events:
        sides = codes[one.actor.country], codes[one.recipient.country]
        real.append(PastEvent("made", one.key, one.date, *sides, one.type, text=f"words of {one.key}"))
    with open_ledger(path, create=True) as held:
        held.append_past_events(real)
    return path


def say(capsys, *words: str) -> tuple[int, str]:
    status = cli.run(list(words))
    out = capsys.readouterr()
    return status, out.out + out.err


def last_day(ledger: Path) -> str:
    with open_ledger(ledger) as held:
        return past_of(held).history.last


def busiest(ledger: Path) -> tuple[str, str]:
    """The pair with most events."""
    with open_ledger(ledger) as held:
        pairs = Counter((one.actor.country, one.recipient.country) for one in held.past_events())
    return pairs.most_common(1)[0][0]


def test_a_pair(ledger: Path, capsys) -> None:
    actor, recipient = busiest(ledger)
    status, out = say(capsys, "forecast", f"{load_names().actors[actor].name} → {recipient}", "--ledger", str(ledger))
    assert status == 0
    assert f"{actor} → {recipient}" in out
    assert f"The history ends {last_day(ledger)}: forecasting from there" in out
    assert all(word in out for word in ("base rate", "ACCUSE", "material conflict", "RESOLVED", "Kept in the ledger"))
    assert re.search(r"words\s+of", out), out


def test_as_json_and_the_same_again_from_what_was_kept(ledger: Path, capsys) -> None:
    told = [say(capsys, "forecast", "RUS -> ARM", "--ledger", str(ledger), "--json", "--no-keep")[1] for _ in range(2)]
    assert told[0] == told[1]
    answer = json.loads(told[0])
    assert answer["kept"] is False
    assert len(answer["forecasts"]) == 20
    assert {"rule", "probability", "base_rate", "patterns", "verdict", "n"} <= set(answer["forecasts"][0])
    assert (ledger.parent / "accord.db.past" / "mark.json").is_file()


def test_a_question_in_words(ledger: Path, capsys) -> None:
    start = last_day(ledger)
    end = f"{int(start[:4])}-{min(int(start[5:7]) + 2, 12):02d}-28"
    status, out = say(capsys, "forecast", "--ask", f"will RUS ACCUSE ARM by {end}?", "--ledger", str(ledger), "--json")
    assert status == 0
    [one] = json.loads(out)["forecasts"]
    assert (one["actor"], one["kind"], one["end"]) == ("RUS", "ACCUSE", end)


def test_the_top_of_a_region(ledger: Path, capsys) -> None:
    status, out = say(
        capsys, "forecast", "--top", "7", "--region", "caucasus", "--ledger", str(ledger), "--json", "--no-keep"
    )
    assert status == 0
    found = json.loads(out)["forecasts"]
    assert len(found) == 7
    assert all({one["actor"], one["recipient"]} & {"ARM", "AZE", "GEO"} for one in found)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "give one of"),
        (["RUS -> ARM", "--top", "3"], "give one of"),
        (["RUS -> ARM", "--region", "asia"], "--region goes with --top"),
        (["RUS -> ARM", "--horizon", "soon"], "no horizon"),
        (["RUS -> Narnia"], "no party is called 'Narnia'"),
        (["--top", "3", "--region", "atlantis"], "no region"),
        (["--ask", "what next"], "no question"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(ledger: Path, capsys, words: list[str], told: str) -> None:
    status, out = say(capsys, "forecast", *words, "--ledger", str(ledger))
    assert status in (1, 2)
    assert told in out
    assert out.count("\n") == 1


def test_no_ledger_is_said(tmp_path: Path, capsys) -> None:
    status, out = say(capsys, "forecast", "RUS -> ARM", "--ledger", str(tmp_path / "none.db"))
    assert status == 1
    assert "there is no ledger" in out


def test_an_empty_ledger_is_said(tmp_path: Path, capsys) -> None:
    with open_ledger(tmp_path / "empty.db", create=True):
        pass
    status, out = say(capsys, "trends", "RUS ARM", "--ledger", str(tmp_path / "empty.db"))
    assert status != 0
    assert "no past events" in out


def test_trends_with_their_page(ledger: Path, capsys, tmp_path: Path) -> None:
    page = tmp_path / "trends.html"
    status, out = say(capsys, "trends", "ARM RUS", "--by", "month", "--html", str(page), "--ledger", str(ledger))
    assert status == 0
    assert "ARM → RUS" in out
    assert "RUS → ARM" in out
    text = page.read_text(encoding="utf-8")
    assert text.count("<svg") == text.count("</svg>") == 2
    assert "http" not in re.sub(r"http-equiv", "", text)


def test_a_backtest_with_its_page(ledger: Path, capsys, tmp_path: Path) -> None:
    page = tmp_path / "test.html"
    status, out = say(
        capsys, "backtest", "--from", "2021-01", "--to", "2021-02", "--html", str(page), "--ledger", str(ledger)
    )
    assert status == 0
    assert "every pair that ever met" in out.lower()
    assert "Expected" not in out
    assert "Reliability" in page.read_text(encoding="utf-8")


def test_scores_of_what_was_kept(tmp_path: Path, ledger: Path, capsys) -> None:
    """Forecast, then let the days come: the same forecasts resolve by what happened."""
    path = tmp_path / "growing.db"
    with open_ledger(ledger) as held:
        events = list(held.past_events())
    early = [one for one in events if one.date < "2021-03-01"]
    with open_ledger(path, create=True) as held:
        held.append_past_events(early)
    pair = busiest(ledger)
    say(capsys, "forecast", " -> ".join(pair), "--ledger", str(path))
    before = json.loads(say(capsys, "scores", "--ledger", str(path), "--json")[1])
    assert {one["outcome"] for one in before["resolved"]} == {"void"}
    with open_ledger(path) as held:
        held.append_past_events(events)
    after = json.loads(say(capsys, "scores", "--ledger", str(path), "--json")[1])
    outcomes = {one["forecast"]["kind"]: one["outcome"] for one in after["resolved"]}
    start = after["resolved"][0]["forecast"]["start"]
    end = after["resolved"][0]["forecast"]["end"]
    true = {
        one.type for one in events if (one.actor.country, one.recipient.country) == pair and start <= one.date <= end
    }
    assert {kind for kind, outcome in outcomes.items() if outcome == "yes" and not kind.startswith("quad")} == true
    assert true
    assert after["totals"]["resolved"] == 20
    assert 0 <= after["totals"]["brier"] < 0.5
    assert "20 forecasts made" in say(capsys, "scores", "--ledger", str(path))[1]


def test_an_exercise_on_known_days_is_not_kept(ledger: Path, capsys) -> None:
    with open_ledger(ledger) as held:
        before = len(list(held.forecasts()))
    status, out = say(capsys, "forecast", "RUS -> ARM", "--as-of", "2021-03-01", "--ledger", str(ledger))
    assert status == 0
    assert "Not kept in the ledger" in out
    with open_ledger(ledger) as held:
        assert len(list(held.forecasts())) == before


def dossier_of(published: str, sides: tuple[str, str] = ("RUS", "ARM")) -> Dossier:
    actor, recipient = (Actor(country=side) for side in sides)
    episode = Episode(
        "e1", "ACCUSE", "", (actor,), (recipient,), published, "day", None, "done",
        "Russia accuses Armenia", 1.0, (), (), (), (),
    )  # fmt: skip
    return Dossier("Made", "e1", reports=(Report("r1", "Made", "Made.", published=published),), episodes=(episode,))


def test_a_dossier_gains_forecasts_kept_apart(ledger: Path, capsys) -> None:
    made = with_forecasts(dossier_of(last_day(ledger)), str(ledger))
    assert [one.kind for one in made.forecasts] == 2 * ["quad 1", "quad 2", "quad 3", "quad 4"]
    assert made.forecasts[0].start > last_day(ledger)
    page = render_html(made)
    assert "forecasts by accord" in page
    assert "but for the forecasts" in page
    plain = dossier_json(made)
    assert plain["outlook"] == []
    assert set(plain["forecasts"][0]) == set(dossier_schema()["$defs"]["forecast"]["required"])


def test_the_same_past_gives_the_same_bytes_kept_or_not(ledger: Path, tmp_path: Path) -> None:
    asked = dossier_of(last_day(ledger), busiest(ledger))
    copied = tmp_path / "copy.db"
    with open_ledger(ledger) as held, open_ledger(copied, create=True) as other:
        other.append_past_events(sorted(held.past_events(), key=lambda one: one.key))
    pages = [render_html(with_forecasts(asked, str(path))) for path in (ledger, ledger, copied)]
    assert pages[0] == pages[1] == pages[2]
    assert 'class="strips"' in pages[0]


def test_a_past_that_ends_long_before_the_reports_forecasts_nothing_and_says_so(ledger: Path) -> None:
    made = with_forecasts(dossier_of("2029-01-01"), str(ledger))
    assert made.forecasts == ()
    assert made.background is not None
    assert "long before these reports" in made.background.note
    assert made.background.note in render_html(made)
    assert "forecasts by accord" not in render_html(dossier_of("2029-01-01"))


def test_a_dossier_shows_nothing_of_what_came_after_its_reports(ledger: Path) -> None:
    made = with_forecasts(dossier_of("2021-01-15", busiest(ledger)), str(ledger))
    assert made.background is not None
    assert made.forecasts[0].start == "2021-01-16"
    assert made.background.last <= "2021-01-15"
    assert max(one.date for one in made.background.dealings) <= "2021-01-15"
    [pair] = made.background.pairs
    assert (pair.a, pair.b) == busiest(ledger)
    assert pair.trends[0].points[-1].start == "2021-01-01"
    assert pair.n == sum(point.n or 0 for trend in pair.trends[::5] for point in trend.points)


def test_parties_that_the_past_does_not_know_are_told_of_in_a_sentence(ledger: Path) -> None:
    strange = dossier_of("2021-01-15")
    episode = replace(strange.episodes[0], actors=(Actor("XTA", "GOV", "Tarvia"),))
    made = with_forecasts(replace(strange, episodes=(episode,)), str(ledger))
    assert made.background is not None
    assert [pair.note for pair in made.background.pairs] == ["The past holds no event between the two."]
    assert made.forecasts == ()
    assert "nothing is forecast" in made.background.note


def test_events_without_a_day_or_a_named_party_are_counted_as_refused() -> None:
    from accord.forecasting.history import gather

    odd = PastEvent("made", "x", "2020-05", Actor(country="RUS"), Actor(country="ARM"), "AID")
    nameless = PastEvent("made", "y", "2020-05-01", Actor(), Actor(country="ARM"), "AID")
    history = gather([odd, nameless, event(1, "RUS", "ARM")])
    assert (len(history), history.refused) == (1, 2)
