"""The reading room: bytes in, a `Report` or a `Refused` for every input out."""

from __future__ import annotations

from collections.abc import Iterator

from accord.reading.fields import check_fields
from accord.reading.inputs import count, read
from accord.reading.layout import check_layout
from accord.reading.outlets import check_outlets
from accord.tables import Problem

__all__ = ["check", "count", "read"]


def check() -> Iterator[Problem]:
    """What is wrong in the tables of this room: outlets, looks of lines, names of fields."""
    yield from check_outlets()
    yield from check_layout()
    yield from check_fields()
