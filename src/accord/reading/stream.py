"""Bytes as they come in: looked at before they are read, unpacked, and never more of them than allowed."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

#: A gzip member that grows more than this many times is a bomb: prose and JSON grow three to twenty times.
_BOMB = 200
_BOMB_FROM = 4_000_000


class TooLargeError(Exception):
    """The input is larger than the limit."""


class BombError(Exception):
    """The input unpacks to far more than any text does."""


class Counted(io.RawIOBase):
    """A stream that counts what was read from it, and can be given back bytes read ahead."""

    def __init__(self, source: BinaryIO, head: bytes = b"") -> None:
        self._source = source
        self._head = head
        self.count = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` from what was given back, then from the source."""
        view = memoryview(buffer).cast("B")
        data = self._head[: len(view)] if self._head else self._source.read(len(view))
        self._head = self._head[len(data) :] if self._head else b""
        view[: len(data)] = data
        self.count += len(data)
        return len(data)


def look_ahead(source: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """Up to the first ``size`` bytes of ``source``, and a stream that still has them."""
    head = b""
    while len(head) < size and (more := source.read(size - len(head))):
        head += more
    return head, io.BufferedReader(Counted(source, head))


def unpack(source: BinaryIO) -> BinaryIO:
    """The unpacked bytes of a gzip stream. Reading them raises BombError where they grow too much."""
    packed = Counted(source)
    return io.BufferedReader(_Unpacked(packed))


class _Unpacked(io.RawIOBase):
    def __init__(self, packed: Counted) -> None:
        self._packed = packed
        self._plain = gzip.GzipFile(fileobj=io.BufferedReader(packed))
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = self._plain.read(min(len(view), 1 << 20))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise OSError(f"the gzip data is damaged or cut short ({error}); pack it again") from error
        self._count += len(data)
        if self._count > _BOMB_FROM and self._count > _BOMB * max(1, self._packed.count):
            raise BombError
        view[: len(data)] = data
        return len(data)


def read_all(source: BinaryIO, limit: int) -> bytes:
    """All of ``source``. Raises TooLargeError beyond ``limit`` bytes."""
    data = source.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError
    return data


def read_lines(source: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines of ``source``, with None for one longer than ``limit`` bytes."""
    while line := source.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = source.readline(limit + 1)
        yield None
