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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

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
    reader = _Reader(ambient, *_loosen(packed, ambient.text), layout or current_layout())
    found: list[T] = []
    while not reader.ended:
        found.append(reader.take(kind))
    return tuple(found)


def pack_coded(coded: Coded) -> bytes:
    """All that was found in a report, without the report itself."""
    return pack([getattr(coded, part) for part in _PARTS], ambient_of(coded.report))


def unpack_coded(packed: bytes, report: Report, coder: str, *, layout: Layout | None = None) -> Coded:
    """What ``pack_coded`` packed, with its report again."""
    ambient = Ambient(report.id, report.text, coder)
    reader = _Reader(ambient, *_loosen(packed, report.text), layout or current_layout())
    hints = typing.get_type_hints(Coded)
    return Coded(report, **{part: reader.take(hints[part]) for part in _PARTS if not reader.ended})


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
class _Reader:
    """Takes values off the lists in the order in which they were laid."""

    ambient: Ambient
    words: list[str]
    numbers: list[Any]
    layout: Layout
    at: int = 0
    place: int = 0

    @property
    def ended(self) -> bool:
        """Whether everything was taken."""
        return self.at >= len(self.numbers)

    def take(self, kind: Any) -> Any:
        """The next value, which is of ``kind``."""
        form, inner = _form(kind)
        number = self.numbers[self.at]
        self.at += 1
        if form == "word":
            return self.words[number - 1]
        if form == "list":
            return tuple([self.take(inner) for _ in range(number)])
        if form == "record" and number is not None:
            return self._take_record(inner)
        if form == "number" or number is None:
            return number
        self.at -= 1
        return self.take(inner)

    def _take_record(self, kind: Any) -> Any:
        home, hints = typing.get_origin(kind) or kind, _hints(kind)
        values: dict[str, Any] = {}
        known_at: list[str] = []
        for name in self.layout[home.__name__]:
            if name not in hints:
                raise LedgerError(f"{home.__name__}.{name} is not known to this accord", remedy="Install a newer one")
            if name in ("report", "by", "quote", "text") and self.numbers[self.at] == _KNOWN:
                self.at += 1
                known_at.append(name)
            elif name == "start" and hints[name] is int:
                self.place += self.numbers[self.at]
                values[name] = self.place
                self.at += 1
            elif name == "end" and hints[name] is int:
                values[name] = values["start"] + self.numbers[self.at]
                self.at += 1
            else:
                values[name] = self.take(hints[name])
        known = known_of(home, values.get("start", 0), values.get("end", 0), self.ambient) if known_at else {}
        values |= {name: known[name] for name in known_at}
        values |= {name: _empty(hint) for name, hint in hints.items() if name not in values}
        return home(**values)


@cache
def _form(kind: Any) -> tuple[str, Any]:
    """How a value of ``kind`` was laid, and what is inside it."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        [inner] = [part for part in typing.get_args(kind) if part is not type(None)]
        form, deeper = _form(inner)
        return (form, deeper) if form in ("record", "number") else ("maybe", inner)
    if origin is tuple:
        return "list", typing.get_args(kind)[0]
    if dataclasses.is_dataclass(origin or kind):
        return "record", kind
    return ("number", None) if kind in (int, float, bool) else ("word", None)


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    hints = typing.get_type_hints(typing.get_origin(kind) or kind)
    # A generic record says by its argument what its own type variable stands for.
    return {name: typing.get_args(kind)[0] if isinstance(hint, TypeVar) else hint for name, hint in hints.items()}


def _empty(hint: Any) -> Any:
    """What a field holds that was not there when the record was written: nothing, of its own type."""
    form, _ = _form(hint)
    return {"word": "", "list": (), "number": 0}.get(form) if type(None) not in typing.get_args(hint) else None
