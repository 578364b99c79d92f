"""Lines of text from files of any size: unpacked and decoded as they come, a line at a time."""

from __future__ import annotations

import codecs
import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from accord.errors import DataError

#: Called with the bytes of the file read so far and its size.
Step = Callable[[int, int], None]

#: Longer lines are cut: no dataset has them, and one line must not fill the memory.
LONGEST = 1_000_000

#: How many lines pass between two steps of progress.
_EVERY = 5_000


def open_texts(path: Path, *, step: Step | None = None) -> Iterator[tuple[str, Iterator[str]]]:
    """The texts in a file, each with its name and its lines: one, or each member of a ``.zip``.

    ``.gz`` and ``.zip`` are told by content. Lines keep their ends; UTF-8 is read, UTF-16 with a mark, and a line that
    is no UTF-8 as Windows-1252 or Latin-1 (POLECAT's are). A line longer than ``LONGEST`` characters is cut there.
    Raises DataError where a packed file is damaged.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        magic = file.read(4)
        file.seek(0)
        if magic.startswith(b"PK\x03\x04"):
            yield from _members(path, file, size, step)
        elif magic.startswith(b"\x1f\x8b"):
            yield path.name, _sound(path, _lines(gzip.GzipFile(fileobj=file), file, size, step))
        else:
            yield path.name, _lines(file, file, size, step)


def _members(path: Path, file: BinaryIO, size: int, step: Step | None) -> Iterator[tuple[str, Iterator[str]]]:
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise DataError(f"{path.name}: the zip file is damaged ({error})", remedy="Fetch it again") from error
    with archive:
        for member in archive.infolist():
            if member.is_dir() or member.filename.startswith("__MACOSX/"):
                continue
            if member.flag_bits & 1:
                raise DataError(f"{path.name}: {member.filename} is encrypted", remedy="Unpack it first")
            with archive.open(member) as source:
                name = f"{path.name}/{member.filename}"
                yield name, _sound(path, _lines(cast("BinaryIO", source), file, size, step))


def _sound(path: Path, lines: Iterator[str]) -> Iterator[str]:
    """``lines``, with damage to what they are unpacked from as a DataError."""
    try:
        yield from lines
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise DataError(
            f"{path.name}: the packed data is damaged or cut short ({error})", remedy="Fetch it again"
        ) from error


def _lines(source: BinaryIO | gzip.GzipFile, file: BinaryIO, size: int, step: Step | None) -> Iterator[str]:
    head = source.readline(LONGEST)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from _wide_lines(head, source)
        return
    number, raw = 0, head.removeprefix(b"\xef\xbb\xbf")
    while raw:
        yield _decoded(raw)
        if len(raw) == LONGEST and not raw.endswith(b"\n"):
            while (more := source.readline(LONGEST)) and not more.endswith(b"\n"):
                pass
        number += 1
        if step and number % _EVERY == 0:
            step(file.tell(), size)
        raw = source.readline(LONGEST)
    if step:
        step(size, size)


def _wide_lines(head: bytes, source: BinaryIO | gzip.GzipFile) -> Iterator[str]:
    """Lines of UTF-16, whose line ends are no single bytes."""
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    kept = decoder.decode(head)
    while True:
        *lines, kept = kept.split("\n")
        yield from (f"{line}\n" for line in lines)
        head = source.read(1 << 16)
        kept = kept[:LONGEST] + decoder.decode(head, final=not head)
        if not head:
            yield from kept.splitlines(keepends=True)
            return


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError:
            return raw.decode("latin-1")
