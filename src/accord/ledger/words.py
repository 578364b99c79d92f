"""Words that come up again and again (codes, outlets, places), each kept once under a number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, select

from accord.ledger import schema

# Rows that one statement asks for.
_MANY = 500


class Words:
    """The words of a ledger and their numbers, looked up or given, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {"": 0}
        self._words: dict[int, str] = {0: ""}

    def numbers(self, words: Iterable[str]) -> dict[str, int]:
        """The number of each word; those that are new are kept. Only a transaction that writes may ask."""
        wanted = set(words)
        new = sorted(wanted - self._numbers.keys())
        self._learn(schema.words.c.word, new)
        missing = [word for word in new if word not in self._numbers]
        if missing:
            self._connection.execute(schema.words.insert(), [{"word": word} for word in missing])
            self._learn(schema.words.c.word, missing)
        return {word: self._numbers[word] for word in wanted}

    def words(self, numbers: Iterable[int]) -> dict[int, str]:
        """The words of numbers."""
        wanted = set(numbers) - {None}
        self._learn(schema.words.c.num, sorted(wanted - self._words.keys()))
        return {number: self._words[number] for number in wanted}

    def number_of(self, word: str) -> int:
        """The number of a word, -1 where the ledger does not hold it."""
        self._learn(schema.words.c.word, [word] if word not in self._numbers else [])
        return self._numbers.get(word, -1)

    def number_rows(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Rows of ``table`` with numbers in place of words."""
        columns, folded = schema.WORDS[table], [_folded(table, row) for row in rows]
        known = self.numbers(row[name] for row in folded for name in columns if row.get(name) is not None)
        return [
            {name: known[value] if name in columns and value is not None else value for name, value in row.items()}
            for row in folded
        ]

    def word_rows(self, table: Table, rows: Sequence[Any]) -> list[dict[str, Any]]:
        """Rows of ``table`` with words in place of numbers."""
        columns = schema.WORDS[table]
        known = self.words(row[name] for row in rows for name in columns if row.get(name) is not None)
        spelt = [
            {name: known[value] if name in columns and value is not None else value for name, value in row.items()}
            for row in rows
        ]
        return [_unfolded(table, row) for row in spelt] if table in schema.FACETS else spelt

    def _learn(self, column: Any, values: Sequence[Any]) -> None:
        table = schema.words
        for start in range(0, len(values), _MANY):
            part = values[start : start + _MANY]
            for row in self._connection.execute(select(table.c.num, table.c.word).where(column.in_(part))):
                self._numbers[row.word], self._words[row.num] = row.num, row.word


def facet_word(values: Sequence[str]) -> str:
    """The one word that holds the facets of a row."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=4096)
def facets_of(word: str) -> tuple[str, ...]:
    """The facets that one word holds."""
    return tuple(json.loads(word))


def _folded(table: Table, row: Mapping[str, Any]) -> Mapping[str, Any]:
    names = schema.FACETS.get(table, ())
    if not names:
        return row
    plain = {name: value for name, value in row.items() if name not in names}
    return plain | {"facets": facet_word([row[name] for name in names])}


def _unfolded(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return row | dict(zip(schema.FACETS[table], facets_of(row.pop("facets")), strict=True))
