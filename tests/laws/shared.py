"""The example reports, read and coded once a session, and a walk over every span of a dossier."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bench import answers

from accord import pipeline
from accord.records import Coded, Refused, Report


@cache
def example_reports() -> tuple[Report, ...]:
    """Every report of the example sets. No fixture, because hypothesis would print all of them with a failure."""
    paths: list[Path] = [path for slug in answers.slugs() for path in answers.inputs(slug)]
    return tuple(item for item in pipeline.read_reports(paths) if isinstance(item, Report))


@cache
def example_coded() -> tuple[Coded, ...]:
    """Every report of the example sets, coded in the order of the sets."""
    found = tuple(pipeline.code_reports(example_reports()))
    assert not [item for item in found if isinstance(item, Refused)]
    return found  # type: ignore[return-value]


def quotes(value: Any, texts: dict[str, str], report: str = "") -> Iterator[tuple[str, str]]:
    """Each quote or text in a dossier's JSON that has offsets, with what its report has there."""
    if isinstance(value, list):
        for item in value:
            yield from quotes(item, texts, report)
    elif isinstance(value, dict):
        here = value["report"] if isinstance(value.get("report"), str) else report
        said = value.get("quote", value.get("text"))
        if said is not None and "start" in value and here:
            yield said, texts[here][value["start"] : value["end"]]
        for item in value.values():
            yield from quotes(item, texts, here)
