"""Bytes to characters: byte-order marks, UTF-8, what the markup declares, then a guess that must be clean."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset\s*=\s*|<\?xml[^>]{0,80}encoding\s*=\s*)["']?([\w.:-]{2,40})""", re.IGNORECASE)
_SPOILED = re.compile(r"[\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f]")
_TWICE = re.compile("\u00e2\u20ac|\u00c3[\u0080-\u00bf\u2018-\u203a]")
#: More spoiled characters than one in this many: the text is not usable.
_TOLERATED = 200
_GUESS_FROM = 100_000


def decode(data: bytes) -> str | None:
    """``data`` as text, or None where no encoding gives clean text."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _clean(data.decode(name, "replace"))
    wide = _wide(data[:4096])
    if wide:
        return _clean(data.decode(wide, "replace"))
    try:
        return _clean(_undo_double(data.decode("utf-8")))
    except UnicodeDecodeError:
        return _clean_first(data)


def _clean_first(data: bytes) -> str | None:
    # A UTF-8 text cut in the middle of a character, or with a stray byte, is still UTF-8: a guess would be worse.
    as_utf8 = data.decode("utf-8", "replace")
    if any(ord(char) > 127 and char != "\ufffd" for char in as_utf8) and _clean(as_utf8) is not None:
        return as_utf8
    declared = _declared(data)
    return (declared and _clean(declared)) or _guess(data) or _clean(as_utf8)


def is_wide(head: bytes) -> bool:
    """Whether ``head`` is UTF-16 or UTF-32, which cannot be split into lines as bytes."""
    return any(head.startswith(mark) for mark, name in _MARKS if name != "utf-8-sig") or bool(_wide(head))


def _wide(head: bytes) -> str:
    """UTF-16 without a mark shows as English letters with a zero byte on the same side of nearly each."""
    if len(head) < 8 or head.count(0) * 5 < len(head) * 2:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) * 20 > max(even, odd):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    if not match:
        return None
    try:
        return data.decode(codecs.lookup(match[1].decode("ascii")).name, "replace")
    except (LookupError, ValueError):
        return None


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESS_FROM]).best()
    if best is None:
        return None
    return _clean(data.decode(best.encoding, "replace"))


def _undo_double(text: str) -> str:
    """UTF-8 that was once read as Windows-1252 and saved again is put right if all of it turns back."""
    if not _TWICE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _clean(text: str) -> str | None:
    return text if len(_SPOILED.findall(text)) * _TOLERATED <= len(text) else None
