"""How days, ids, weights and texts are kept: small, and the first three as numbers that sort as the words do."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Integer, Text
from sqlalchemy.types import TypeDecorator

from accord.errors import LedgerError
from accord.ledger.shorthand import shorten, spell_out

# Ids of 12 hexadecimal digits as signed numbers of six bytes; 0 is no id, and its own number is out of the way.
_MIDDLE = 1 << 47
_BIG = BigInteger().with_variant(Integer, "sqlite")


class Day(TypeDecorator[str]):
    """An ISO day, or the month or year where no more is known: ``20240612``, ``20240600``, ``20240000``; ``''`` as 0.

    Bounds that are no days (``9999``, ``2024-06-12~``) are understood too.
    """

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: object) -> int | None:  # noqa: D102 - as in SQLAlchemy
        return None if value is None else day_number(value)

    def process_result_value(self, value: Any, dialect: object) -> str | None:  # noqa: D102 - as in SQLAlchemy
        return None if value is None else day_text(value)

    def result_processor(self, dialect: object, coltype: object) -> Any:  # noqa: D102 - as in SQLAlchemy
        return _day_kept  # read at once and not through two calls a cell, as most cells are days and ids


class Id(TypeDecorator[str]):
    """An id of 12 hexadecimal digits as a number; ``''`` as 0."""

    impl = _BIG
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: object) -> int | None:  # noqa: D102 - as in SQLAlchemy
        return None if value is None else id_number(value)

    def process_result_value(self, value: Any, dialect: object) -> str | None:  # noqa: D102 - as in SQLAlchemy
        return None if value is None else id_text(value)

    def result_processor(self, dialect: object, coltype: object) -> Any:  # noqa: D102 - as in SQLAlchemy
        return _id_kept


class Weight(TypeDecorator[float]):
    """A weight in thousandths."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: object) -> int | None:  # noqa: D102 - as in SQLAlchemy
        return None if value is None else round(value * 1000)

    def process_result_value(self, value: Any, dialect: object) -> float | None:  # noqa: D102 - as in SQLAlchemy
        return None if value is None else value / 1000


class Prose(TypeDecorator[str]):
    """A report's text: in shorthand in a file, as it is on a server, which makes long texts small by itself."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:  # noqa: D102 - as in SQLAlchemy
        return shorten(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Any) -> str | None:  # noqa: D102 - as in SQLAlchemy
        return spell_out(value) if value is not None and dialect.name == "sqlite" else value


def day_number(day: str) -> int:
    """A day as its number. Raises LedgerError for words that are no day."""
    if not day:
        return 0
    digits = day[:10].replace("-", "")
    if not digits.isdecimal() or len(digits) not in (4, 6, 8):
        raise LedgerError(f"{day!r} is no day", remedy="Write it as 2024-06-12")
    return int(digits.ljust(8, "0"))


@lru_cache(maxsize=32_768)
def day_text(number: int) -> str:
    """The day of a number."""
    if not number:
        return ""
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    return f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}" if month else f"{year:04}"


@lru_cache(maxsize=32_768)
def _day_kept(number: int | None) -> str | None:
    return None if number is None else day_text(number)


def id_number(name: str) -> int:
    """An id as its number, in the order of the ids. Raises LedgerError for words that are no id."""
    if not name:
        return 0
    if not is_id(name):
        raise LedgerError(f"{name!r} is no id", remedy="Ids are 12 hexadecimal digits")
    return int(name, 16) - _MIDDLE or _MIDDLE


def is_id(name: str) -> bool:
    """Whether words can be an id."""
    return len(name) == 12 and all(sign in "0123456789abcdef" for sign in name)


@lru_cache(maxsize=32_768)
def id_text(number: int) -> str:
    """The id of a number."""
    return f"{_MIDDLE + (0 if number == _MIDDLE else number):012x}" if number else ""


@lru_cache(maxsize=65_536)
def _id_kept(number: int | None) -> str | None:
    return None if number is None else id_text(number)


def id_range(prefix: str) -> tuple[str, str]:
    """The first and the last id that begin with ``prefix``."""
    return prefix.ljust(12, "0"), prefix.ljust(12, "f")
