"""What an input is, from its first bytes and only then from its name."""

from __future__ import annotations

import re
from typing import Literal

from accord.reading.encoding import is_wide

Kind = Literal["text", "markdown", "html", "feed", "json", "jsonl", "csv", "gzip", "zip", "xml", "binary"]

#: Enough to see past a licence comment or an XML prologue.
HEAD = 65_536

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM\x00", "a BMP image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "a WebP image, WAV sound or AVI film"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or PowerPoint file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"%!PS", "a PostScript file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"ID3", "an MP3 sound"),
    (b"OggS", "an Ogg sound or film"),
    (b"\x1aE\xdf\xa3", "a WebM or Matroska film"),
    (b"WARC/", "a web archive (WARC)"),
)
_SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}
#: Files that lie beside reports and are text, but never one.
_BESIDE = {
    ".toml": "a TOML file", ".yaml": "a YAML file", ".yml": "a YAML file", ".ini": "a settings file",
    ".cfg": "a settings file", ".py": "a program", ".js": "a program", ".sh": "a program", ".r": "a program",
    ".css": "a style sheet", ".sql": "a database script", ".bib": "a bibliography", ".ipynb": "a notebook",
}  # fmt: skip
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)[\s>]", re.IGNORECASE)
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|span|table|meta|title)\b", re.IGNORECASE
)
_JSON_START = re.compile(r"""\{\s*["}]|\[\s*[\[\]{"]""")
_MARKDOWN = re.compile(r"(?m)^(?:#{1,6} \S|={3,}\s*$|---\s*$|!\[)|\]\(https?://|\*\*\w[^*\n]*\*\*")


def name_binary(head: bytes) -> str:
    """In words, what kind of file ``head`` opens, or ``""`` where it may be text."""
    for magic, words in _MAGIC:
        if head.startswith(magic):
            return words
    if head[4:8] == b"ftyp":
        return "an MP4 film or HEIC image"
    if head[257:262] == b"ustar":
        return "a tar archive"
    if b"\x00" in head and not is_wide(head):
        return "a binary file"
    return ""


def name_other(suffix: str) -> str:
    """In words, what a text file named ``*suffix`` is that is no report, or ``""``."""
    return _BESIDE.get(suffix, "")


def sniff(head: bytes, suffix: str) -> Kind:
    """The kind of input that opens with ``head`` and whose name ends in ``suffix`` (lower case, with its dot)."""
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if name_binary(head):
        return "binary"
    text = _peek(head)
    named = _SUFFIXES.get(suffix, "text")
    if text.startswith("<"):
        return _of_markup(text, named)
    if _JSON_START.match(text):
        return _of_json(text, named)
    if named in ("json", "jsonl", "csv", "html", "markdown"):
        return named
    return "markdown" if _MARKDOWN.search(text) else "text"


def _peek(head: bytes) -> str:
    if is_wide(head):
        name = "utf-16-be" if head[:1] == b"\x00" or head[:2] == b"\xfe\xff" else "utf-16-le"
        return head.decode(name, "ignore").lstrip("\ufeff \t\r\n")
    return head.decode("utf-8", "ignore").lstrip("\ufeff \t\r\n")


def _of_markup(text: str, named: Kind) -> Kind:
    if _FEED.search(text[:4000]) and not re.match(r"<!doctype\s+html|<html", text, re.IGNORECASE):
        return "feed"
    if _HTML.search(text):
        return "html"
    if named in ("html", "feed"):
        return named
    return "xml" if text.startswith(("<?xml", "<!")) or re.match(r"<[\w:]+[^>]*>", text) else "text"


def _of_json(text: str, named: Kind) -> Kind:
    if named == "jsonl":
        return "jsonl"
    first, _, rest = text.partition("\n")
    # A whole object on the first line and another below: one record a line, whatever the name says.
    if text.startswith("{") and first.rstrip().endswith("}") and rest.lstrip().startswith("{"):
        return "jsonl"
    return "json"
