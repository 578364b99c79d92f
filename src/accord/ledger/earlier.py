"""Reading records as ledgers up to version 3 kept them: two lists in JSON, words and numbers, deflated."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, cast

from accord.ledger.packing import Layout
from accord.records import CODER, Block, Coded, Report

T = TypeVar("T")
_WORDS = (
    b"languages/en/phrases/ COOPERATE REQUEST AGREE REJECT ACCUSE ASSAULT CONSULT SANCTION withdraw future historical "
    b"negation hypothetical military diplomatic economic legal territorial pronoun alias antecedent headline lead body "
    b'quote "membership","member","phrase","phrase obj","phrase subj","where","content","GOV","MIL",'
    b'"head of government",'
    b'"headline","PPLC","PCLI","single","stage","done","actors","recipients","name","role","adjective","capital",'
    b'"said","says","attribution","body","day","date","reported","actor","recipient","trigger"'
)
_PARTS = ("events", "claims", "tie_claims", "expectations", "silences")


def unpack_earlier(kind: type[T], packed: bytes, layout: Layout, *, report: str = "", text: str = "") -> tuple[T, ...]:
    """The records of ``kind`` that were packed."""
    sheet = _Sheet(report, text, CODER, *_loosen(packed, text))
    read = _reader(cast(Any, kind), tuple(sorted(layout.items())))
    return tuple([read(number, sheet) for number in sheet.numbers])


def unpack_coded_earlier(packed: bytes, blocks: bytes, report: Report, coder: str, layout: Layout) -> Coded:
    """All that was found in a report, with its blocks."""
    sheet = _Sheet(report.id, report.text, coder, *_loosen(packed, report.text))
    fields, hints = tuple(sorted(layout.items())), typing.get_type_hints(Coded)
    parts = {
        part: _reader(hints[part], fields)(number, sheet) for part, number in zip(_PARTS, sheet.numbers, strict=False)
    }
    own = unpack_earlier(Block, blocks, layout, report=report.id, text=report.text)
    return Coded(dataclasses.replace(report, blocks=own), **parts)


def _loosen(packed: bytes, text: str) -> tuple[list[str], Iterator[Any]]:
    opener = zlib.decompressobj(-15, (text.encode("utf-8", "surrogatepass") + _WORDS)[-32000:])
    words, numbers = json.loads((opener.decompress(packed) + opener.flush()).decode("utf-8", "surrogatepass"))
    return words, iter(numbers)


@dataclass(slots=True)
class _Sheet:
    report: str
    text: str
    coder: str
    words: list[str]
    numbers: Iterator[Any]
    place: int = 0


_Reader = Callable[[Any, _Sheet], Any]
_Fields = tuple[tuple[str, tuple[str, ...]], ...]


@cache
def _reader(kind: Any, fields: _Fields) -> _Reader:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        [inner] = [part for part in typing.get_args(kind) if part is not type(None)]
        read = _reader(inner, fields)
        return lambda number, sheet: None if number is None else read(number, sheet)
    if origin is tuple:
        item = _reader(typing.get_args(kind)[0], fields)
        return lambda number, sheet: tuple([item(next(sheet.numbers), sheet) for _ in range(number)])
    if dataclasses.is_dataclass(origin or kind):
        return _record_reader(kind, fields)
    if kind in (int, float, bool):
        return lambda number, sheet: number
    return lambda number, sheet: sheet.words[number - 1]


def _record_reader(kind: Any, fields: _Fields) -> _Reader:
    home, hints = typing.get_origin(kind) or kind, _hints(kind)
    steps = [(name, hints[name], _reader(hints[name], fields)) for name in dict(fields)[home.__name__]]

    def read(_number: Any, sheet: _Sheet) -> Any:
        values: dict[str, Any] = {}
        for name, hint, reader in steps:
            number = next(sheet.numbers)
            if name == "start" and hint is int:
                sheet.place += number
                values[name] = sheet.place
            elif name == "end" and hint is int:
                values[name] = values["start"] + number
            elif name in ("report", "by", "quote", "text") and number == 0:
                values[name] = _known(sheet, name, values)
            else:
                values[name] = reader(number, sheet)
        return home(**values)

    return read


def _known(sheet: _Sheet, name: str, values: Mapping[str, Any]) -> str:
    if name == "report":
        return sheet.report
    return sheet.coder if name == "by" else sheet.text[values["start"] : values["end"]]


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    hints = typing.get_type_hints(typing.get_origin(kind) or kind)
    return {name: typing.get_args(kind)[0] if isinstance(hint, TypeVar) else hint for name, hint in hints.items()}
