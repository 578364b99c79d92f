"""``import accord``: what is public works as documented, and there is nothing else to learn."""

from __future__ import annotations

import inspect
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from bench import answers

import accord
from accord.records import CODER

REPORTS = answers.EXAMPLES / "suva-treaty" / "reports"


def test_every_public_name_is_there_and_documented() -> None:
    for name in accord.__all__:
        found = getattr(accord, name)
        assert name == "__version__" or inspect.getdoc(found), name
    assert {*accord.__all__} <= {*dir(accord)}
    assert {*accord._HOMES} == {*accord.__all__} - {"__version__"}


def test_an_unknown_name_is_told_what_there_is() -> None:
    with pytest.raises(AttributeError, match=r"it has: .*dossier"):
        accord.summarise  # noqa: B018


def test_one_version_everywhere() -> None:
    project = tomllib.loads((answers.EXAMPLES.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert accord.__version__ == project["version"] == version("accord") == CODER.partition("/")[2]


def test_a_path_may_stand_alone() -> None:
    alone, listed = (list(accord.read(paths)) for paths in (REPORTS, [str(REPORTS)]))
    assert alone == listed
    assert {type(item) for item in alone} == {accord.Report, accord.Refused}


def test_stages_are_streams_over_each_other() -> None:
    reports = [item for item in accord.read(REPORTS) if isinstance(item, accord.Report)]
    parsed = next(iter(accord.parse(reports)))
    coded = next(iter(accord.code(reports)))
    assert isinstance(parsed, accord.Parsed)
    assert isinstance(coded, accord.Coded)
    assert parsed.report == coded.report == reports[0]


def test_a_dossier_in_five_lines(tmp_path: Path) -> None:
    dossier = accord.dossier(REPORTS)
    written = accord.publish(dossier, tmp_path / "out", formats=("json", "html"))
    assert [path.name for path in written] == ["dossier.html", "dossier.json"]
    assert written[0].read_text(encoding="utf-8") == accord.to_html(dossier)
    assert written[1].read_text(encoding="utf-8") == accord.to_json(dossier)


def test_errors_say_whose_fault_it_is(tmp_path: Path) -> None:
    with pytest.raises(accord.DataError, match="no such file"):
        accord.dossier(tmp_path / "missing")
    with pytest.raises(accord.ConfigError, match="not a date"):
        accord.dossier(REPORTS, published="soon")
    with pytest.raises(accord.ConfigError, match="there is no format pdf"):
        accord.publish(accord.Dossier("", ""), tmp_path, formats="pdf")  # type: ignore[arg-type]
