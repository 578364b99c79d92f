"""Records as small bytes and back, exactly.

A record is laid flat, its fields as words in a row. What its surroundings know (the report's id, the words of a span,
the coder, an id that follows from the rest) is not said again, a mention that was laid before is named by how far back
it is, and a place in the text is told from the sentence it stands in. The row of words is then deflated with a
dictionary: ``data/ledger/packing.txt``, which never changes, and the report's own text, since most words of a record
are the text's. ``Layout`` says which fields were laid in which order, so that a later version of accord, whose records
have more, still reads what an earlier one wrote.
"""

from __future__ import annotations

import dataclasses
import types
import typing
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar, cast

from accord import records
from accord.errors import LedgerError
from accord.ledger.ids import expected_id
from accord.records import CODER, Attribution, Block, Coded, Mention, Report, Span
from accord.tables import data

T = TypeVar("T")
#: The fields of each kind of record, in the order in which they are laid.
Layout = Mapping[str, tuple[str, ...]]

_PARTS = ("events", "claims", "tie_claims", "expectations", "silences")
# What is said once and then pointed at.
_POINTED = frozenset(("Mention", "Attribution", "Actor", "Place"))
# What stands by itself in a report: its spans are told from its own start.
_TOP = frozenset(("Event", "Claim", "TieClaim", "Expectation", "Silence"))
# Signs that begin a word which is no plain one; a plain one that begins with one of them is escaped.
_SAME, _WORD, _BACK, _SPAN, _OTHER, _ESCAPE, _NONE = "=", "^", "$", "@", "!", "\\", "-"
_SIGNS = (_SAME, _WORD, _BACK, _SPAN, _OTHER, _ESCAPE, _NONE)
_WINDOW = 32_000


@dataclass(frozen=True, slots=True)
class Ambient:
    """What the place where bytes are kept knows already.

    The report's id, text and day, and who coded; ``words`` and ``values`` (actors, places) that are likely to come up,
    in an order that stays the same.
    """

    report: str = ""
    text: str = ""
    day: str = ""
    coder: str = CODER
    words: Sequence[str] = ()
    values: Sequence[Any] = ()


@cache
def current_layout() -> Layout:
    """The fields of every record of this version of accord."""
    kinds = (kind for kind in vars(records).values() if isinstance(kind, type) and dataclasses.is_dataclass(kind))
    return {kind.__name__: tuple(one.name for one in dataclasses.fields(kind)) for kind in kinds}


def pack(items: Iterable[Any], ambient: Ambient) -> bytes:
    """Records as bytes. How many there are is known where they are kept, or part of them."""
    kept = list(items)
    return _squeeze(lay(kept, ambient), ambient.text) if kept else b""


def lay(items: Iterable[Any], ambient: Ambient) -> bytes:
    """What ``pack`` packs, before it is made small."""
    sheet = _Sheet(ambient)
    for item in items:
        sheet.lay(item)
    return sheet.bytes()


def unpack(kind: type[T], packed: bytes, ambient: Ambient, *, layout: Layout | None = None) -> tuple[T, ...]:
    """The records of ``kind`` that were packed."""
    sheet = _Read(ambient, _loosen(packed, ambient.text))
    read = _reader(cast(Any, kind), *_fields(layout))
    return tuple([read(token, sheet) for token in sheet.laid])


def pack_coded(coded: Coded, coder: str = CODER) -> bytes:
    """All that was found in a report, and its blocks, without the report itself."""
    return _squeeze(lay_coded(coded, coder), coded.report.text)


def lay_coded(coded: Coded, coder: str = CODER) -> bytes:
    """What ``pack_coded`` packs, before it is made small."""
    ambient = dataclasses.replace(ambient_of(coded.report), coder=coder)
    return lay([coded.report.blocks, *(getattr(coded, part) for part in _PARTS)], ambient)


def unpack_coded(packed: bytes, report: Report, coder: str, *, layout: Layout | None = None) -> Coded:
    """What ``pack_coded`` packed, with its report again; ``report`` has no blocks yet."""
    sheet = _Read(dataclasses.replace(ambient_of(report), coder=coder), _loosen(packed, report.text))
    fields = _fields(layout)
    blocks = _reader(tuple[Block, ...], *fields)(next(sheet.laid), sheet)
    parts = {part: _reader(_hints(Coded)[part], *fields)(next(sheet.laid), sheet) for part in _PARTS}
    return Coded(dataclasses.replace(report, blocks=blocks), **parts)


def ambient_of(report: Report) -> Ambient:
    """What is known of all records that rest on ``report``."""
    return Ambient(report.id, report.text, report.published[:10])


def _squeeze(laid: bytes, text: str) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, _dictionary(text))
    return packer.compress(laid) + packer.flush()


def _loosen(packed: bytes, text: str) -> Iterator[str]:
    if not packed:
        return iter(())
    opener = zlib.decompressobj(-15, _dictionary(text))
    return iter((opener.decompress(packed) + opener.flush()).decode("utf-8", "surrogatepass").split("\t"))


def _dictionary(text: str) -> bytes:
    return (_words() + text.encode("utf-8", "surrogatepass"))[-_WINDOW:]


@cache
def _words() -> bytes:
    return data("ledger/packing.txt").read_bytes()


def known_of(kind: str, start: int, end: int, ambient: Ambient) -> dict[str, str]:
    """What fields of a record hold unless something else is written: the words of the span, the coder."""
    fields = current_layout()[kind]
    known = {"by": ambient.coder} if "by" in fields else {}
    if ambient.report and "report" in fields:
        known["report"] = ambient.report
    if ambient.report and ambient.text and (name := _QUOTES.get(kind)):
        known[name] = ambient.text[start:end]
    return known


_QUOTES = {"Mention": "text"} | dict.fromkeys(_TOP, "quote")


@dataclass(slots=True)
class _Memory:
    """What was laid or read so far and may be pointed at; the same on both ways."""

    ambient: Ambient
    words: dict[str, int] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    mentions: list[Any] = field(default_factory=list)
    base: int = 0

    def __post_init__(self) -> None:
        for word in self.ambient.words:
            self.learn(word)
        self.values = list(self.ambient.values)

    def learn(self, word: str) -> None:
        """A word that may be named by its number from now on."""
        # A word that comes twice has two numbers: what comes after it does not move should one of the two change.
        self.words.setdefault(word, len(self.listed))
        self.listed.append(word)

    def note(self, record: Any) -> None:
        """A mention of the record at hand, as its spans may repeat it."""
        if isinstance(record, Mention):
            self.mentions.append(record)
        elif isinstance(record, Attribution) and record.actor is not None:
            self.mentions.append(record.actor)


class _Sheet:
    """What has been laid so far: words in a row."""

    def __init__(self, ambient: Ambient) -> None:
        self.ambient = ambient
        self.laid: list[str] = []
        self._memory = _Memory(ambient)
        self._back: dict[Any, int] = {value: place for place, value in enumerate(ambient.values)}

    def bytes(self) -> bytes:
        """All that was laid."""
        return "\t".join(self.laid).encode("utf-8", "surrogatepass")

    def lay(self, value: Any) -> None:
        """Lay a record, a list or a plain value behind what is there."""
        if isinstance(value, str):
            self.laid.append(self._plain(value))
        elif value is None:
            self.laid.append(_NONE)
        elif isinstance(value, (int, float)):
            self.laid.append(repr(int(value) if isinstance(value, bool) else value))
        elif isinstance(value, (tuple, list)):
            self.laid.append(str(len(value)))
            for item in value:
                self.lay(item)
        elif type(value).__name__ in _POINTED:
            self._point(value)
        else:
            self._record(value)

    def _plain(self, word: str) -> str:
        if word in self._memory.words:
            return f"{_WORD}{self._memory.words[word]}"
        if word.startswith(_SIGNS) or "\t" in word:
            return _ESCAPE + word.replace("\\", "\\\\").replace("\t", "\\t")
        return word

    def _point(self, record: Any) -> None:
        place = self._back.get(record)
        if place is None:
            self._record(record)
            self._back[record] = len(self._memory.values)
            self._memory.values.append(record)
        else:
            self.laid.append(f"{_BACK}{len(self._memory.values) - place}")
        self._memory.note(record)

    def _record(self, record: Any) -> None:
        kind = type(record).__name__
        memory, before = self._memory, self._memory.base
        if isinstance(record, Span) and record.report == self.ambient.report:
            spans = [(mention.start, mention.end) for mention in memory.mentions]
            if (record.start, record.end) in spans:
                self.laid += [f"{_SPAN}{spans.index((record.start, record.end))}", self._plain(record.shows)]
                return
        values = {name: getattr(record, name) for name in current_layout()[kind]}
        known = known_of(kind, values.get("start", 0), values.get("end", 0), self.ambient)
        if kind in _TOP:
            known["id"] = expected_id(kind, values)
            memory.mentions = []
        for name in known:
            if values[name] != known[name]:
                self.laid += [f"{_OTHER}{name}", self._plain(values[name])]
        for name, value in values.items():
            if name not in known:
                self._field(kind, name, value, values)
        if kind in _TOP:
            memory.learn(record.id)
        memory.base = record.start if kind in _TOP else record.end if kind == "Block" else before

    def _field(self, kind: str, name: str, value: Any, values: Mapping[str, Any]) -> None:
        if name == "start" and isinstance(value, int):
            self.laid.append(str(value - self._memory.base))
            if kind in _TOP:
                self._memory.base = value
        elif name == "end" and isinstance(value, int):
            self.laid.append(str(value - values["start"]))
        elif name == "date" and value and value == self.ambient.day:
            self.laid.append(_SAME)
        else:
            self.lay(value)


class _Read(_Memory):
    """Words that are being read back, each taken off in the order in which it was laid."""

    __slots__ = ("laid",)

    def __init__(self, ambient: Ambient, laid: Iterator[str]) -> None:
        super().__init__(ambient)
        self.laid = laid

    def word(self, token: str) -> str:
        """The word that a token stands for."""
        if token[:1] == _WORD:
            return self.listed[int(token[1:])]
        if token[:1] == _ESCAPE:
            parts = token[1:].split("\\\\")
            return "\\".join(part.replace("\\t", "\t") for part in parts)
        return token


#: Makes a value of the token that begins it, taking more where it needs them.
_Reader = Callable[[str, _Read], Any]


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
        return lambda token, sheet: None if token == _NONE else read(token, sheet)
    if origin is tuple:
        item = _reader(typing.get_args(kind)[0], *fields)
        return lambda token, sheet: tuple([item(next(sheet.laid), sheet) for _ in range(int(token))])
    if dataclasses.is_dataclass(origin or kind):
        read = _record_reader(kind, fields)
        return _pointed(read) if (origin or kind).__name__ in _POINTED else read
    if kind is bool:
        return lambda token, sheet: token == "1"  # noqa: S105 - no password
    if kind in (int, float):
        return lambda token, sheet: int(token) if token.lstrip("-").isdigit() else float(token)
    return lambda token, sheet: sheet.word(token)


def _pointed(read: _Reader) -> _Reader:
    def find(token: str, sheet: _Read) -> Any:
        if token[:1] == _BACK:
            found = sheet.values[len(sheet.values) - int(token[1:])]
        else:
            found = read(token, sheet)
            sheet.values.append(found)
        sheet.note(found)
        return found

    return find


def _record_reader(kind: Any, fields: tuple[tuple[str, tuple[str, ...]], ...]) -> _Reader:
    home, hints = typing.get_origin(kind) or kind, _hints(kind)
    laid = dict(fields)[home.__name__]
    unknown = [name for name in laid if name not in hints]
    if unknown:
        raise LedgerError(f"{home.__name__}.{unknown[0]} is not known to this accord", remedy="Install a newer one")
    steps = [(name, _how(name, hints[name]), _reader(hints[name], *fields)) for name in laid]
    missing = {name: _empty(hint) for name, hint in hints.items() if name not in laid}
    return _Steps(home, steps, missing).read


@dataclass(frozen=True, slots=True)
class _Steps:
    """How one kind of record is read, field by field."""

    home: Any
    steps: list[tuple[str, str, _Reader]]
    missing: dict[str, Any]

    def read(self, token: str, sheet: _Read) -> Any:
        if token[:1] == _SPAN:
            mention = sheet.mentions[int(token[1:])]
            return Span(sheet.ambient.report, mention.start, mention.end, sheet.word(next(sheet.laid)))
        kind, before = self.home.__name__, sheet.base
        values, other = dict(self.missing), dict[str, str]()
        while token[:1] == _OTHER:
            other[token[1:]] = sheet.word(next(sheet.laid))
            token = next(sheet.laid)
        known = _known_names(kind, bool(sheet.ambient.report), bool(sheet.ambient.text))
        if kind in _TOP:
            sheet.mentions = []
        ahead: str | None = token
        for name, how, reader in self.steps:
            if name in known:
                continue
            token, ahead = next(sheet.laid) if ahead is None else ahead, None
            if how == "start":
                values[name] = sheet.base + int(token)
                sheet.base = values[name] if kind in _TOP else sheet.base
            elif how == "end":
                values[name] = values["start"] + int(token)
            elif how == "date" and token == _SAME:
                values[name] = sheet.ambient.day
            else:
                values[name] = reader(token, sheet)
        return self._made(values, other, sheet, before)

    def _made(self, values: dict[str, Any], other: Mapping[str, str], sheet: _Read, before: int) -> Any:
        kind = self.home.__name__
        told = known_of(kind, values.get("start", 0), values.get("end", 0), sheet.ambient)
        values |= {**told, **other}
        if kind in _TOP:
            values["id"] = other["id"] if "id" in other else expected_id(kind, values)
            sheet.learn(values["id"])
        sheet.base = values["start"] if kind in _TOP else values["end"] if kind == "Block" else before
        return self.home(**values)


@cache
def _known_names(kind: str, report: bool, text: bool) -> frozenset[str]:
    """The fields of a kind of record that are not laid, where a report and its text are known."""
    names = known_of(kind, 0, 0, Ambient("x" if report else "", "x" if text else ""))
    return frozenset(names) | ({"id"} if kind in _TOP else set())


def _how(name: str, hint: Any) -> str:
    """How a field was laid: as a place in the text, as a day, or plainly."""
    if name in ("start", "end") and hint is int:
        return name
    return "date" if name == "date" else ""


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
