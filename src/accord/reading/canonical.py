"""The canonical text of a report, into which every offset points.

Unicode NFC, ``\\n`` line ends, plain spaces, nothing invisible, no blanks at either end of a line, at most one empty
line in a row. Doing it twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Zero-width characters, soft hyphens, direction marks, tag characters: they hide in copied text and break matching.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    r"\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_EMPTY_LINES = re.compile(r"\n{3,}")


def tidy(text: str) -> str:
    """``text`` in canonical form, line by line."""
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATES.sub("\ufffd", _INVISIBLE.sub("", text))
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    lines = (line.strip() for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def tidy_line(text: str) -> str:
    """``text`` in canonical form as one line: for titles, names and table cells."""
    return " ".join(tidy(text).split())
