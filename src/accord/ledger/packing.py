"""Records as small bytes and back, exactly.

A record is laid flat: its words once each, its numbers in the order of its fields, a place in the text as the distance
from the one before. What its surroundings know (the report's id, the words of a span, the coder) is not said again.
Both lists are JSON, compressed; ``Layout`` says which fields were laid in which order, so that a later version of
accord, whose records have more, still reads what an earlier one wrote.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar, cast

from accord import records
from accord.errors import LedgerError
from accord.records import CODER, Coded, Mention, Report

T = TypeVar("T")
#: The fields of each kind of record, in the order in which they are laid.
Layout = Mapping[str, tuple[str, ...]]

# Words that most records hold, the likeliest last. They are part of the format: bytes written with them are read with
# them.
_WORDS = (
    b"languages/en/phrases/ COOPERATE REQUEST AGREE REJECT ACCUSE ASSAULT CONSULT SANCTION withdraw future historical "
    b"negation hypothetical military diplomatic economic legal territorial pronoun alias antecedent headline lead body "
    b'quote "membership","member","phrase","phrase obj","phrase subj","where","content","GOV","MIL",'
    b'"head of government",'
    b'"headline","PPLC","PCLI","single","stage","done","actors","recipients","name","role","adjective","capital",'
    b'"said","says","attribution","body","day","date","reported","actor","recipient","trigger"'
)
_PARTS = ("events", "claims", "tie_claims", "expectations", "silences")
#: Written before a text's own number where a field holds what its surroundings know.
_KNOWN = 0


@dataclass(frozen=True, slots=True)
class Ambient:
    """What the place where bytes are kept knows already: the report's id, its text, and who coded."""

    report: str = ""
    text: str = ""
    coder: str = CODER


@cache
def current_layout() -> Layout:
    """The fields of every record of this version of accord."""
    kinds = (kind for kind in vars(records).values() if isinstance(kind, type) and dataclasses.is_dataclass(kind))
    return {kind.__name__: tuple(one.name for one in dataclasses.fields(kind)) for kind in kinds}


def pack(items: Iterable[Any], ambient: Ambient) -> bytes:
    """Records as bytes. How many there are is known where they are kept, or part of them."""
    sheet = _Sheet(ambient)
    for item in items:
        sheet.lay(item)
    return _squeeze([list(sheet.words), sheet.numbers], ambient.text)


def unpack(kind: type[T], packed: bytes, ambient: Ambient, *, layout: Layout | None = None) -> tuple[T, ...]:
    """The records of ``kind`` that were packed."""
    words, numbers = _loosen(packed, ambient.text)
    sheet = _Read(ambient, words, iter(numbers))
    read = _reader(cast(Any, kind), *_fields(layout))
    return tuple([read(number, sheet) for number in sheet.numbers])


def pack_coded(coded: Coded) -> bytes:
    """All that was found in a report, without the report itself."""
    return pack([getattr(coded, part) for part in _PARTS], ambient_of(coded.report))


def unpack_coded(packed: bytes, report: Report, coder: str, *, layout: Layout | None = None) -> Coded:
    """What ``pack_coded`` packed, with its report again."""
    ambient = Ambient(report.id, report.text, coder)
    words, numbers = _loosen(packed, report.text)
    sheet = _Read(ambient, words, iter(numbers))
    hints = _hints(Coded)
    fields = _fields(layout)
    parts = zip(_PARTS, sheet.numbers, strict=False)
    return Coded(report, **{part: _reader(hints[part], *fields)(number, sheet) for part, number in parts})


def ambient_of(report: Report) -> Ambient:
    """What is known of all records that rest on ``report``."""
    return Ambient(report.id, report.text)


def _squeeze(plain: Any, text: str) -> bytes:
    line = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, _dictionary(text))
    return packer.compress(line.encode("utf-8", "surrogatepass")) + packer.flush()


def _loosen(packed: bytes, text: str) -> tuple[list[str], list[Any]]:
    opener = zlib.decompressobj(-15, _dictionary(text))
    words, numbers = json.loads((opener.decompress(packed) + opener.flush()).decode("utf-8", "surrogatepass"))
    return words, numbers


def _dictionary(text: str) -> bytes:
    # Most words of a record are the text's own.
    return (text.encode("utf-8", "surrogatepass") + _WORDS)[-32000:]


def known_of(kind: type, start: int, end: int, ambient: Ambient) -> dict[str, str]:
    """What fields of a record hold unless something else is written: the words of the span, the coder."""
    known = {"report": ambient.report, "by": ambient.coder}
    if ambient.text:
        known["text" if kind is Mention else "quote"] = ambient.text[start:end]
    return known


@dataclass(slots=True)
class _Sheet:
    """What has been laid so far: words in the order of their first use, and numbers that point at them."""

    ambient: Ambient
    words: dict[str, int] = field(default_factory=dict)
    numbers: list[Any] = field(default_factory=list)
    place: int = 0

    def lay(self, value: Any) -> None:
        """Lay a record, a list or a plain value behind what is there."""
        if isinstance(value, str):
            self.numbers.append(self.words.setdefault(value, len(self.words) + 1))
        elif value is None or isinstance(value, (int, float)):
            self.numbers.append(value)
        elif isinstance(value, (tuple, list)):
            self.numbers.append(len(value))
            for item in value:
                self.lay(item)
        else:
            self._lay_record(value)

    def _lay_record(self, record: Any) -> None:
        kind = type(record)
        self.numbers.append(1)  # there is one: an optional field without a record is None
        known = known_of(kind, getattr(record, "start", 0), getattr(record, "end", 0), self.ambient)
        for name in current_layout()[kind.__name__]:
            value = getattr(record, name)
            if name in known and value == known[name]:
                self.numbers.append(_KNOWN)
            elif name == "start" and isinstance(value, int):
                self.numbers.append(value - self.place)
                self.place = value
            elif name == "end" and isinstance(value, int):
                self.numbers.append(value - record.start)
            else:
                self.lay(value)


@dataclass(slots=True)
class _Read:
    """The lists that are being read back: each value is taken off ``numbers`` in the order in which it was laid."""

    ambient: Ambient
    words: list[str]
    numbers: Iterator[Any]
    place: int = 0


#: Makes a value of the number that stands for it, taking more numbers where it needs them.
_Reader = Callable[[Any, _Read], Any]


def _fields(layout: Layout | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A layout as something that can be remembered by."""
    return _current() if layout is None or layout is current_layout() else tuple(sorted(layout.items()))


@cache
def _current() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(sorted(current_layout().items()))


@cache
def _reader(kind: Any, *fields: tuple[str, tuple[str, ...]]) -> _Reader:
    """How a value of ``kind`` is read back, of records whose fields were laid as ``fields`` say."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        [inner] = [part for part in typing.get_args(kind) if part is not type(None)]
        read = _reader(inner, *fields)
        return lambda number, sheet: None if number is None else read(number, sheet)
    if origin is tuple:
        item = _reader(typing.get_args(kind)[0], *fields)
        return lambda number, sheet: tuple([item(next(sheet.numbers), sheet) for _ in range(number)])
    if dataclasses.is_dataclass(origin or kind):
        return _record_reader(kind, fields)
    if kind in (int, float, bool):
        return lambda number, sheet: number
    return lambda number, sheet: sheet.words[number - 1]


def _record_reader(kind: Any, fields: tuple[tuple[str, tuple[str, ...]], ...]) -> _Reader:
    home, hints = typing.get_origin(kind) or kind, _hints(kind)
    laid = dict(fields)[home.__name__]
    unknown = [name for name in laid if name not in hints]
    if unknown:
        raise LedgerError(f"{home.__name__}.{unknown[0]} is not known to this accord", remedy="Install a newer one")
    steps = [(name, _how(name, hints[name]), _reader(hints[name], *fields)) for name in laid]
    missing = {name: _empty(hint) for name, hint in hints.items() if name not in laid}

    def read(_number: Any, sheet: _Read) -> Any:
        values = dict(missing)
        numbers = sheet.numbers
        for name, how, reader in steps:
            number = next(numbers)
            if how == "start":
                sheet.place += number
                values[name] = sheet.place
            elif how == "end":
                values[name] = values["start"] + number
            elif how == "known" and number == _KNOWN:
                values[name] = _from(sheet.ambient, name, values)
            else:
                values[name] = reader(number, sheet)
        return home(**values)

    return read


def _how(name: str, hint: Any) -> str:
    """How a field was laid: as a place in the text, as what its surroundings know, or plainly."""
    if name in ("start", "end") and hint is int:
        return name
    return "known" if name in ("report", "by", "quote", "text") else ""


def _from(ambient: Ambient, name: str, values: Mapping[str, Any]) -> str:
    if name == "report":
        return ambient.report
    return ambient.coder if name == "by" else ambient.text[values["start"] : values["end"]]


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    hints = typing.get_type_hints(typing.get_origin(kind) or kind)
    # A generic record says by its argument what its own type variable stands for.
    return {name: typing.get_args(kind)[0] if isinstance(hint, TypeVar) else hint for name, hint in hints.items()}


def _empty(hint: Any) -> Any:
    """What a field holds that was not there when the record was written: nothing, of its own type."""
    if type(None) in typing.get_args(hint):
        return None
    if typing.get_origin(hint) is tuple:
        return ()
    return {int: 0, float: 0.0, bool: False}.get(hint, "")
