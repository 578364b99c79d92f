"""One example set, read and coded once, for the formats that carry more than events between two parties."""

from __future__ import annotations

import pytest
from bench import answers

from accord import pipeline
from accord.records import Coded, Dossier


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    """The example set of a bloc's exit: several outlets, a denial, numbers that differ."""
    return pipeline.dossier_of([str(answers.EXAMPLES / "mercosur-exit" / "reports")])


@pytest.fixture(scope="session")
def coded(dossier: Dossier) -> list[Coded]:
    """The same, report by report."""
    return [
        Coded(
            report,
            tuple(event for event in dossier.events if event.report == report.id),
            tuple(claim for claim in dossier.claims if claim.report == report.id),
        )
        for report in dossier.reports
    ]
