"""Plain text and Markdown: lines, with hard wraps undone and markup taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from accord.reading.blocks import Line
from accord.reading.canonical import tidy
from accord.reading.draft import Draft

#: A text whose longest line is wider was not wrapped by a person or a mail program.
_WIDEST = 132
#: And nobody wraps at so few characters: such lines are a menu's, or names.
_NARROWEST = 30
#: Of the line ends inside paragraphs, the share at which the next word would not have fitted.
_WRAPPED = 0.8
#: The same of the lines that stop in the middle of a sentence, and how many of them there must be; a line that wide.
_MIDWAY, _FEWEST, _WIDE = 0.6, 3, 60
#: In a text so cut, how much of that width a line that goes on in the next one fills at least.
_WIDTH = 0.75
_STOPPED = re.compile(r"""[.!?:;…]["'”’)\]]*$""")

#: No person writes a paragraph of Markdown this long; the patterns below would take minutes over one.
_LONGEST = 50_000

_FENCE = re.compile(r"^(?:```|~~~).*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?P<key>[A-Za-z_]+)\s*:\s*(?P<value>\S.*)$")
_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>.*?)\s*#*")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_RULE = re.compile(r"(?:[-*_]\s*){3,}")
_PREFIX = re.compile(r"(?:>\s?)+|[-*+]\s+(?=\S)|\d{1,3}[.)]\s+(?=\S)")
_INLINE = (
    (re.compile(r"!\[[^\]\n]{0,300}\]\([^()\n]{0,500}\)"), ""),
    (re.compile(r"\[(?P<t>[^\]\n]{1,500})\]\((?:[^()\n]|\([^()\n]*\)){0,800}\)"), r"\g<t>"),
    (re.compile(r"\[(?P<t>[^\]\n]{1,500})\]\[[^\]\n]{0,80}\]"), r"\g<t>"),
    (re.compile(r"<(?P<t>https?://[^\s<>]+)>"), r"\g<t>"),
    (re.compile(r"(?<!\\)(?P<m>\*\*\*|\*\*|__|~~)(?=\S)(?P<t>[^\n]{1,2000}?)(?<=[^\s\\])(?P=m)"), r"\g<t>"),
    (re.compile(r"(?<![\w*\\])(?P<m>[*_`])(?=[^\s*_`])(?P<t>[^*_`\n]{1,1000}?)(?<=[^\s\\])(?P=m)(?!\w)"), r"\g<t>"),
    (re.compile(r"</?(?:b|i|em|strong|u|br|p|sup|sub|span|div)\b[^<>\n]{0,200}>", re.IGNORECASE), ""),
    (re.compile(r"\\(?P<t>[\\`*_{}\[\]()#+.!>~|-])"), r"\g<t>"),
)


def read_text(name: str, text: str) -> Iterator[Draft]:
    """The one draft in a plain text."""
    yield Draft(name, tuple(Line(line) for line in unwrap(tidy(text).split("\n"))))


def read_markdown(name: str, text: str) -> Iterator[Draft]:
    """The one draft in a Markdown text. YAML front matter gives title, date, outlet, address and author."""
    text = text.replace("\r\n", "\n").lstrip("\ufeff\n ")
    fields: dict[str, str] = {}
    front = _FRONT_MATTER.match(text)
    if front:
        fields = _read_fields(front["fields"])
        text = text[front.end() :]
    text = _FENCE.sub("", _COMMENT.sub("", text))
    lines = _blocks(tidy(text).split("\n"))
    yield Draft(
        name,
        tuple(Line(_plain(line.text), line.hint) for line in lines),
        title=fields.get("title", ""),
        outlet=fields.get("outlet") or fields.get("source") or fields.get("publisher", ""),
        published=fields.get("date") or fields.get("published", ""),
        url=fields.get("url") or fields.get("link", ""),
        author=fields.get("author", ""),
    )


def unwrap(lines: Sequence[str]) -> list[str]:
    """``lines`` with hard wraps undone, where the text was wrapped at a width.

    A line end is a wrap where the first word of the next line would not have fitted before the width; the text is
    wrapped where nearly all line ends inside its paragraphs are. Where paragraphs have no empty line between them,
    most of the lines that stop in the middle of a sentence must be as wide.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    width = max((len(line) for line in lines), default=0)
    wraps = sum(_wraps(a, b, width) for a, b in pairs)
    even = _NARROWEST <= width <= _WIDEST and len(pairs) >= _FEWEST and wraps >= _WRAPPED * len(pairs)
    width = max((len(line) for line in lines if len(line) <= _WIDEST), default=0)
    if not even and not _is_cut(pairs, width):
        return list(lines)
    joined: list[list[str]] = []
    for before, line in zip(["", *lines], lines, strict=False):
        midway = not even and _WIDTH * width <= len(before) <= _WIDEST and not _STOPPED.search(before)
        if before and line and (midway or (_wraps(before, line, width) and len(before) <= _WIDEST)):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [" ".join(parts) for parts in joined]


def _is_cut(pairs: Sequence[tuple[str, str]], width: int) -> bool:
    """Whether most lines that stop in the middle of a sentence are about as wide as lines are."""
    midway = [(a, b) for a, b in pairs if not _STOPPED.search(a) and len(a) <= _WIDEST]
    cut = sum(_wraps(a, b, width) for a, b in midway)
    return width >= _WIDE and cut >= max(_FEWEST, _MIDWAY * len(midway))


def _wraps(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width - 2


def _read_fields(front: str) -> dict[str, str]:
    found = (_FIELD.match(line) for line in front.split("\n"))
    return {match["key"].lower(): match["value"].strip().strip("\"'") for match in found if match}


def _blocks(lines: Sequence[str]) -> Iterator[Line]:
    """Headings, list items and paragraphs; the lines of one paragraph become one line."""
    paragraph: list[str] = []
    hint = ""
    for line in lines:
        heading = _HEADING.fullmatch(line)
        if heading or not line or _RULE.fullmatch(line) or _UNDERLINE.fullmatch(line):
            underlined = bool(line and paragraph and len(paragraph) == 1 and _UNDERLINE.fullmatch(line))
            yield from _close(paragraph, "headline" if underlined else hint)
            paragraph, hint = [], ""
            yield Line(heading["text"], "headline") if heading else Line("")
            continue
        prefix = _PREFIX.match(line)
        if prefix and not line.startswith(">"):
            yield from _close(paragraph, hint)
            # An item of a list is the report's, however short; in a page of HTML it may be a menu's.
            paragraph, hint = [], "paragraph"
        paragraph.append(line[prefix.end() :] if prefix else line)
    yield from _close(paragraph, hint)


def _close(paragraph: list[str], hint: str) -> Iterator[Line]:
    # Single line ends join a paragraph in Markdown; but short unfinished lines are a masthead written one a line.
    if all(len(line) < 60 for line in paragraph[:-1]) or hint == "headline":
        yield from (Line(line, hint) for line in paragraph)
    else:
        yield Line(" ".join(paragraph), hint)


def _plain(line: str) -> str:
    if len(line) > _LONGEST:
        return line
    for pattern, replacement in _INLINE:
        line = pattern.sub(replacement, line)
    return line
