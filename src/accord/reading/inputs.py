"""Inputs: files, folders, archives and standard input, each to reports or refusals. Nothing is lost, nothing raises."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from accord.errors import ConfigError
from accord.reading.csv import is_table, read_csv
from accord.reading.dates import parse_date
from accord.reading.draft import Draft, finish
from accord.reading.encoding import decode, is_wide
from accord.reading.feed import read_feed
from accord.reading.html import read_html
from accord.reading.jsonl import read_json, read_json_lines
from accord.reading.sniff import HEAD, Kind, name_binary, name_other, sniff
from accord.reading.stream import BombError, TooLargeError, look_ahead, read_all, read_lines, unpack
from accord.reading.text import read_markdown, read_text
from accord.records import Refused, Report

#: Members of a zip archive beyond this many are not read.
_MEMBERS = 100_000


@dataclass(frozen=True, slots=True)
class _Options:
    published: str
    outlet: str
    max_bytes: int


def read(
    paths: Sequence[str | Path],
    *,
    stdin: BinaryIO | None = None,
    published: str = "",
    outlet: str = "",
    max_bytes: int = 20_000_000,
) -> Iterator[Report | Refused]:
    """Every report in ``paths``, and every input or part of one that is not used, with the reason, as they are read.

    A path is a file, a folder (walked in sorted order, hidden files left out) or ``-`` for ``stdin``. Formats are told
    by content, then by name: text, Markdown, HTML, RSS and Atom, JSON and JSON lines, CSV, gzip and zip of these.
    ``published`` (an ISO date) and ``outlet`` override what the inputs say. ``max_bytes`` bounds a file that must be
    held whole, and a single record of one that is read line by line. Raises ConfigError where ``published`` is no date.
    """
    if published and (not parse_date(published) or parse_date(published).startswith("--")):
        raise ConfigError(f"published is {published!r}, which is not a date", remedy="Write it as 2024-06-05")
    options = _Options(parse_date(published) if published else "", outlet.strip(), max_bytes)
    return _read(paths, stdin, options)


def count(paths: Sequence[str | Path]) -> int:
    """About how many reports and refusals `read` will give for ``paths``: for a progress bar, not for sums.

    Lines of JSON and rows of tables are estimated from the first of them; any other file counts as one.
    """
    return sum(_estimate(found) for path in paths if str(path) != "-" for found in _walk(Path(path), set())) or len(
        paths
    )


def _read(paths: Sequence[str | Path], stdin: BinaryIO | None, options: _Options) -> Iterator[Report | Refused]:
    for path in paths:
        if str(path) == "-":
            if stdin is None:
                yield Refused("-", "there is no standard input; name a file or a folder")
            else:
                yield from _read_stream("-", stdin, "", options)
            continue
        for found in _walk(Path(path), set()):
            if isinstance(found, Refused):
                yield found
            else:
                yield from _read_file(found, options)


def _walk(path: Path, above: set[tuple[int, int]], *, inside: bool = False) -> Iterator[Path | Refused]:
    """The files at or under ``path``. ``above`` are the folders it is in, so that a link back to one is seen."""
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        yield Refused(_show(path), _explain(error, path))
        return
    if not stat.S_ISDIR(status.st_mode):
        if inside and not stat.S_ISREG(status.st_mode):
            yield Refused(_show(path), "it is a device, pipe or socket, not a file; leave it out")
        else:
            yield path
        return
    key = (status.st_dev, status.st_ino)
    if key in above:
        yield Refused(_show(path), "it is a link back to a folder that it is in; not followed")
        return
    try:
        names = sorted(entry for entry in os.listdir(path) if not entry.startswith("."))  # noqa: PTH208 - names only
    except OSError as error:
        yield Refused(_show(path), _explain(error, path))
        return
    if not names and not inside:
        yield Refused(_show(path), "the folder is empty; nothing to read")
    for name in names:
        yield from _walk(path / name, above | {key}, inside=True)


def _read_file(path: Path, options: _Options) -> Iterator[Report | Refused]:
    name = _show(path)
    try:
        with path.open("rb") as source:
            yield from _read_stream(name, source, path.name, options)
    except (OSError, ValueError) as error:
        yield Refused(name, _explain(error, path))


def _read_stream(name: str, source: BinaryIO, filename: str, options: _Options) -> Iterator[Report | Refused]:
    """Every report of one stream, each finished as it comes."""
    for draft in _guard(name, _drafts(name, source, filename, options, packed=False), options):
        if isinstance(draft, Refused):
            yield draft
            continue
        try:
            yield finish(draft, published=options.published, outlet=options.outlet)
        except (ValueError, RecursionError) as error:
            yield Refused(draft.input, f"it could not be read as a report ({error})")


def _guard(name: str, drafts: Iterator[Draft | Refused], options: _Options) -> Iterator[Draft | Refused]:
    """``drafts``; whatever goes wrong in getting them becomes a refusal of ``name``, after what was already read."""
    try:
        yield from drafts
    except TooLargeError:
        yield Refused(name, f"it is larger than {options.max_bytes:,} bytes; split it into smaller files")
    except BombError:
        yield Refused(name, "it unpacks to more than 200 times its size, as no text does; not read")
    except OSError as error:
        yield Refused(name, _explain(error, Path(name)))
    except RecursionError:
        yield Refused(name, "it is nested too deep to be a report; leave it out")
    except Exception as error:
        yield Refused(name, f"it could not be read as what it seems to be ({type(error).__name__}: {error})")


def _drafts(
    name: str, source: BinaryIO, filename: str, options: _Options, *, packed: bool
) -> Iterator[Draft | Refused]:
    head, stream = look_ahead(source, HEAD)
    suffix = PurePath(filename).suffix.lower()
    kind = sniff(head, suffix)
    if not head.strip(b" \t\r\n\v\f\xef\xbb\xbf"):
        yield Refused(name, "it is empty" if not head else "there is nothing in it but blanks")
    elif kind in ("gzip", "zip") and packed:
        yield Refused(name, f"it is a {kind} archive inside an archive; unpack it first")
    elif kind == "gzip":
        yield from _drafts(name, unpack(stream), PurePath(filename).stem, options, packed=True)
    elif kind == "zip":
        yield from _read_zip(name, read_all(stream, options.max_bytes), options)
    elif kind == "binary":
        yield Refused(name, f"it is {name_binary(head)}, not text; convert it to text or HTML first")
    elif name_other(suffix):
        yield Refused(
            name, f"it is {name_other(suffix)}, not a report; leave it out, or rename it to .txt if it is one"
        )
    elif kind == "xml":
        yield Refused(name, "it is XML, but neither a feed nor a page; convert it to text, HTML or JSON")
    elif kind == "jsonl" and not is_wide(head):
        yield from read_json_lines(name, read_lines(stream, options.max_bytes))
    else:
        yield from _read_whole(name, kind, stream, options)


def _read_whole(name: str, kind: Kind, stream: BinaryIO, options: _Options) -> Iterator[Draft | Refused]:
    """The formats that are held whole, once decoded."""
    text = decode(read_all(stream, options.max_bytes))
    if text is None:
        yield Refused(name, "it is in no encoding that gives readable text; save it as UTF-8")
    elif kind == "html":
        yield from read_html(name, text)
    elif kind == "feed":
        yield from read_feed(name, text)
    elif kind == "json":
        yield from read_json(name, text)
    elif kind == "jsonl":
        yield from read_json_lines(name, (line.encode("utf-8", "replace") for line in text.split("\n")))
    elif kind == "csv" or (kind == "text" and is_table(text.split("\n", 1)[0])):
        yield from read_csv(name, text.splitlines(keepends=True), max_chars=options.max_bytes)
    else:
        yield from (read_markdown if kind == "markdown" else read_text)(name, text)


def _read_zip(name: str, data: bytes, options: _Options) -> Iterator[Draft | Refused]:
    """The members of a zip archive, ``input`` being ``name#member``, each as if it were a file."""
    import io

    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        yield Refused(name, f"the zip archive is damaged ({error}); pack it again")
        return
    members = sorted(
        (member for member in archive.infolist() if not member.is_dir()), key=lambda member: member.filename
    )
    if any(member.filename == "[Content_Types].xml" for member in members):
        yield Refused(name, "it is a Word, Excel or PowerPoint document; save it as text or HTML first")
        return
    if not members or len(members) > _MEMBERS:
        yield Refused(
            name, "the zip archive is empty" if not members else "the zip archive has too many members; split it"
        )
        return
    for member in members:
        if PurePath(member.filename).name.startswith("."):
            continue
        where = f"{name}#{member.filename}"
        if member.file_size > options.max_bytes or member.file_size > 200 * max(member.compress_size, 20_000):
            yield Refused(where, "it unpacks to more than is allowed; unpack and split it")
            continue
        try:
            with archive.open(member) as source:
                plain = io.BytesIO(read_all(source, options.max_bytes))  # type: ignore[arg-type]  # IO[bytes]
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, TooLargeError) as error:
            yield Refused(where, f"it cannot be unpacked ({error}); unpack the archive first")
            continue
        yield from _guard(where, _drafts(where, plain, member.filename, options, packed=True), options)


def _estimate(found: Path | Refused) -> int:
    if isinstance(found, Refused):
        return 1
    name = found.name.lower().removesuffix(".gz")
    if not name.endswith((".jsonl", ".ndjson", ".csv", ".tsv")) or not found.is_file():
        return 1
    try:
        size = found.stat().st_size
        with found.open("rb") as source:
            head = source.read(HEAD)
            if head.startswith(b"\x1f\x8b"):
                source.seek(0)
                head, size = unpack(source).read(HEAD), size * 4  # prose packs to about a quarter
    except (OSError, BombError):
        return 1
    lines = head.count(b"\n")
    return max(1, round(size * lines / len(head)) if size > len(head) and head else lines)


def _show(path: Path) -> str:
    """``path`` as readable text: a name that is not UTF-8 must not break the output."""
    return str(path).encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _explain(error: Exception, path: Path) -> str:
    if isinstance(error, FileNotFoundError):
        broken = path.is_symlink()
        return "it is a link to a file that is not there" if broken else "there is no such file; check the path"
    if isinstance(error, PermissionError):
        return "permission denied; make the file readable for this user"
    if isinstance(error, OSError) and error.errno == 40:  # ELOOP
        return "it is a link that leads back to itself; not followed"
    if isinstance(error, OSError) and error.strerror:
        return f"it cannot be read ({error.strerror})"
    return str(error)
