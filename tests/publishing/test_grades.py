"""Grades of outlets in a dossier: beside each outlet, and the best graded side of a contest first."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from accord.foresight import with_forecasts
from accord.ledger import open_ledger
from accord.ledger.people import Grade
from accord.publishing import render_html, render_terminal
from accord.publishing.jsonfile import dossier_json
from accord.records import Actor, Dossier, PastEvent


def shown(dossier: Dossier) -> str:
    out = io.StringIO()
    render_terminal(dossier, Console(file=out, width=100))
    return " ".join(out.getvalue().split())


def test_a_grade_stands_beside_its_outlet_everywhere(exit_dossier: Dossier) -> None:
    outlet = exit_dossier.reports[0].outlet
    graded = replace(exit_dossier, grades=((outlet, "B"),))
    assert f"[1] {outlet}, graded B," in shown(graded)
    assert "graded" not in shown(exit_dossier)
    words = re.sub(r"<[^>]+>|\s+", " ", render_html(graded))
    assert f"{outlet}, graded B" in words
    assert f"{outlet}, graded B, graded B" not in words
    assert dossier_json(graded)["grades"] == [[outlet, "B"]]


def test_a_ledger_grades_a_dossier_and_decides_nothing(exit_dossier: Dossier, tmp_path: Path) -> None:
    contest = next(one for one in exit_dossier.contests if len(one.sides) == 3)
    outlets = {report.id: report.outlet for report in exit_dossier.reports}
    first, second, third = contest.sides
    [badly] = {outlets[span.report] for span in second.because}
    with open_ledger(tmp_path / "x.db", create=True) as ledger:
        ledger.append_past_events([PastEvent("icews", "1@2020-01-01", "2020-01-01", Actor("ARM"), Actor("RUS"), "AID")])
        ledger.append_grade(Grade(badly, "E", "A. Reader", "2024-01-01T00:00:00Z"))
        ledger.append_grade(Grade("Elsewhere", "C", "A. Reader", "2024-01-01T00:00:00Z"))
    made = with_forecasts(exit_dossier, str(tmp_path / "x.db"))
    assert made.grades == ((badly, "E"),)
    assert next(one for one in made.contests if one.id == contest.id).sides == (first, third, second)
    assert made.episodes == exit_dossier.episodes
    assert [one.id for one in made.contests] == [one.id for one in exit_dossier.contests]
