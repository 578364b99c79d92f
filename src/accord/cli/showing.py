"""How views of the ledger look in a terminal: short lines, tables without frames, quotes with who says them.

What stands in a report cannot act on the terminal: control characters are replaced before anything is printed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import typer
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from accord.cli.grading import UNGRADED, Grades, Rank
from accord.ledger.folding import Position, TieState, is_fact
from accord.naming import load_names
from accord.parties import party
from accord.publishing.labels import count, label, plain
from accord.publishing.rows import encodable, shorten, wrap
from accord.records import Contest, Side, TieWord, as_json
from accord.tiekinds import load_tie_kinds

if TYPE_CHECKING:
    from accord.ledger import Ledger
    from accord.ledger.world import World

#: Longer lines than this are hard to read, however wide the window.
_WIDEST = 110
#: Characters of a quote; the whole sentence is in the JSON.
_QUOTE = 220
_STYLES = {"contested": "red", "agreed": "green"}


class Sources:
    """Where the words shown were read, and how people graded that by a day; looked up in the ledger as needed."""

    def __init__(self, ledger: Ledger | None, known_by: str = "") -> None:
        self._ledger = ledger
        self._outlets: dict[str, str] = {}
        self.grades = Grades(ledger, known_by)

    def of(self, word: TieWord) -> str:
        """``Lake Herald [B2], 2024-06-05``; a row of the tables is named by table and line."""
        if is_fact(word):
            return f"table {word.origin}"
        outlet = self.outlet(word.report)
        grade = self.grades.text(outlet, word.event)
        return ", ".join(part for part in (f"{outlet or 'no outlet named'}{grade}", word.known_since[:10]) if part)

    def rank(self, word: TieWord) -> Rank:
        """Where a word stands among others by its grades; a row of the tables has none."""
        return UNGRADED if is_fact(word) else self.grades.rank(self.outlet(word.report), word.event)

    def best_first(self, sides: Iterable[Position]) -> list[Position]:
        """The sides of a contest, the best graded first; what is graded alike stays as it was."""
        sides = list(sides)
        if not self.grades.are_any:
            return sides
        self.learn(word.report for side in sides for word in side.words)
        return sorted(sides, key=lambda side: min(map(self.rank, side.words), default=UNGRADED))

    def graded(self, contest: Contest) -> Contest:
        """A contest with its best graded side first; what is graded alike stays as it was."""
        if not self.grades.are_any:
            return contest
        sides = sorted(contest.sides, key=lambda side: self.grades.best(self._told(side)))
        return replace(contest, sides=tuple(sides))

    def grade_of(self, side: Side) -> str:
        """`` [B]``: the grade of the best graded outlet behind a side of a contest, ``""`` where none is graded."""
        told = self._told(side) if self.grades.are_any else []
        best = min(told, key=lambda one: self.grades.rank(*one), default=None)
        return self.grades.text(*best) if best else ""

    def _told(self, side: Side) -> list[tuple[str, str]]:
        """The outlets behind a side. The information is graded by event, which a side does not name."""
        reports = list(dict.fromkeys(span.report for span in side.because))
        self.learn(reports)
        return [(self.outlet(report), "") for report in reports]

    def in_order(self, words: Iterable[TieWord]) -> list[TieWord]:
        """Reports before tables, acts before mentions, the best graded first, then in the order of knowledge."""
        words = list(words)
        graded = self.grades.are_any  # where nothing is, no outlet needs to be looked up to order words
        if graded:
            self.learn(word.report for word in words)

        def place(word: TieWord) -> tuple[bool, bool, Rank, str, str]:
            rank = self.rank(word) if graded else UNGRADED
            return is_fact(word), not word.strong, rank, word.known_since, word.id

        return sorted(words, key=place)

    def outlet(self, report: str) -> str:
        """The outlet of a report, ``""`` where the ledger has none for it."""
        if report not in self._outlets:
            self.learn([report])
        return self._outlets[report]

    def learn(self, reports: Iterable[str]) -> None:
        """Look up the outlets of many reports at once, which is quicker than one by one."""
        wanted = {report for report in reports if report} - self._outlets.keys()
        found = self._ledger.outlets(wanted) if self._ledger is not None and wanted else {}
        self._outlets |= {report: found.get(report, "") for report in wanted | {""}}


class Asked:
    """One question: the ledger (None for the tables of facts alone), the world at two dates, and how to answer.

    ``console`` is None where the answer is JSON.
    """

    def __init__(self, ledger: Ledger | None, world: World, *, console: Console | None) -> None:
        self.ledger, self.world = ledger, world
        self.sources = Sources(ledger, world.known_by)
        self.out = Out(console) if console is not None else None

    def header(self, out: Out, title: str) -> None:
        """The title, the two dates, and what the answer rests on."""
        out.title(title)
        out.line(f"As of {self.world.as_of}, by what was known on {self.world.known_by}.")
        self.warn(out)

    def warn(self, out: Out) -> None:
        """What a reader should know of where the answer comes from."""
        if self.ledger is None:
            out.line("No ledger is here: all of this comes from the tables of facts.", style="yellow")
            return
        waiting = self.ledger.waiting()
        if waiting:
            out.line(f"{count(waiting, 'report waits', 'reports wait')} to be worked in: run accord ingest again.")


def emit(answer: Mapping[str, Any]) -> None:
    """Print an answer as JSON."""
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def tie_json(tie: TieState, sources: Sources, *, most: int | None = None) -> dict[str, Any]:
    """A tie as JSON: stage, verdict, dates, the words behind it (``most`` at most), and the sides of a contest."""
    words, sides = sources.in_order(tie.words), sources.best_first(tie.sides)
    shown = [(side, sources.in_order(side.words)) for side in sides]
    sources.learn(word.report for some in (words, *(told for _, told in shown)) for word in some[:most])
    return {
        "id": tie.id,
        "kind": tie.kind,
        "a": as_json(tie.a),
        "b": as_json(tie.b),
        "sector": tie.sector,
        "stage": tie.stage,
        "verdict": tie.verdict,
        "since": tie.since,
        "since_precision": tie.since_precision,
        "held_from": tie.held_from,
        "held_to": tie.held_to,
        "known_since": tie.known_since,
        "past": tie.past,
        "origins": list(tie.origins),
        "said": len(words),
        "words": [word_json(word, sources) for word in words[:most]],
        "sides": [
            {
                "stage": side.stage,
                "origins": list(side.origins),
                "said": len(side.words),
                "words": [word_json(word, sources) for word in told[:most]],
            }
            for side, told in shown
        ],
    }


def word_json(word: TieWord, sources: Sources) -> dict[str, Any]:
    """One word on a tie as JSON: what it says, since when, who says so and where it stands."""
    told = {
        "stage": word.stage,
        "date": word.date,
        "date_precision": word.date_precision,
        "known_since": word.known_since,
        "known_until": word.known_until,
        "quote": word.quote,
        "speaker": word.speaker,
        "speaker_party": word.speaker_party,
    }
    if is_fact(word):
        return told | {"table": word.origin}
    place = {"report": word.report, "start": word.start, "end": word.end, "event": word.event}
    outlet = sources.outlet(word.report)
    reliability, credibility = sources.grades.of(outlet, word.event)
    grades = {"reliability": reliability, "credibility": credibility}
    return told | {"outlet": outlet} | grades | {"origin": word.origin} | place


class Out:
    """One printing on a console, with the width to keep to."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.width = max(20, min(console.width, _WIDEST))
        #: The sentence printed last; lines that rest on the same one do not repeat it.
        self._last = ""

    def line(self, text: str = "", *, indent: int = 0, hang: int | None = None, style: str = "") -> None:
        """``text`` wrapped to the width; ``hang`` is the indent of its second and later lines."""
        after = indent if hang is None else hang
        rows = wrap(self._safe(text), self.width - indent, self.width - after)
        for number, row in enumerate(rows):
            # soft_wrap: the lines are short enough already; rich must not pad or break them again.
            self.console.print(Text(" " * (after if number else indent) + row, style=style), soft_wrap=True)

    def field(self, name: str, text: str, *, indent: int, room: int) -> None:
        """``text`` behind its name, in a column ``room`` cells to the right of it."""
        for number, row in enumerate(wrap(self._safe(text), *(self.width - indent - room,) * 2)):
            lead = " " * indent + ("" if number else name).ljust(room)
            self.console.print(Text(lead + row), soft_wrap=True)

    def title(self, text: str) -> None:
        """The first line, underlined."""
        self.line(text, style="bold")
        self.line("=" * min(self.width, cell_len(self._safe(text))))

    def section(self, text: str) -> None:
        """A heading after an empty line."""
        self._last = ""
        self.line()
        self.line(text.upper(), style="bold cyan")

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], *, styles: Sequence[str] = ()) -> None:
        """Rows under their heads, in columns as wide as they need; long cells are folded over several lines."""
        cells = [[self._safe(cell) for cell in row] for row in (head, *rows)]
        widths = _widths(cells, self.width)
        for number, row in enumerate(cells):
            style = "dim" if not number else styles[number - 1] if styles else ""
            wrapped = [wrap(cell, width, width) for cell, width in zip(row, widths, strict=True)]
            for line in zip_longest(*wrapped, fillvalue=""):
                padded = (f"{part}{' ' * (width - cell_len(part))}" for part, width in zip(line, widths, strict=True))
                self.console.print(Text("  ".join(padded).rstrip(), style=style), soft_wrap=True)

    def quote(self, word: TieWord, sources: Sources, *, indent: int = 4, lead: str = "") -> None:
        """A sentence and who says it; a row of the tables as what it says and where it stands."""
        key = f"{word.report} {word.start} {word.quote}" + (word.origin if is_fact(word) else "")
        if key == self._last:
            self.line(f"{lead}(the same sentence)", indent=indent, style="dim")
            return
        self._last = key
        words = shorten(plain(word.quote), _QUOTE)
        if is_fact(word):
            text = f"{lead}{words} [{sources.of(word)}]"
        else:
            who = f"{plain(word.speaker)}; " if word.speaker else ""
            words = words.replace('"', "'")  # speech within a quote
            text = f'{lead}"{words}" ({who}{sources.of(word)})'
        self.line(text, indent=indent, hang=indent + 2, style="dim")

    def quotes(self, words: Iterable[TieWord], sources: Sources, *, most: int, indent: int = 4, lead: str = "") -> None:
        """At most ``most`` of ``words``, one for each sentence, in the order of ``Sources``; the rest is counted."""
        unique = sources.in_order({(word.report, word.start, word.quote): word for word in words}.values())
        sources.learn(word.report for word in unique[:most])
        for word in unique[:most]:
            self.quote(word, sources, indent=indent, lead=lead)
        if len(unique) > most:
            self.line(f"... and {count(len(unique) - most, 'more sentence')}.", indent=indent, style="dim")

    def _safe(self, text: str) -> str:
        return encodable(plain(text), self.console.encoding)


def kind_name(kind: str) -> str:
    """A kind of tie as a heading calls it."""
    return label("tie", kind).text


def since(tie: TieState) -> str:
    """Since when a tie stands where it stands; the day of the report where the words give none, marked so."""
    if tie.since_precision == "reported":
        return f"{tie.since} (reported)" if tie.since else "not known"
    return tie.since or "not known"


def whose(tie: TieState) -> str:
    """On whose word: the tables, how many independent origins, and whether it is contested."""
    if tie.sides:
        return "contested: " + " against ".join(_hands(side.origins) for side in tie.sides)
    return _hands(tie.origins)


def _hands(origins: Sequence[str]) -> str:
    told = [origin for origin in origins if origin != "ties"]
    parts = ["table"] if len(told) < len(origins) else []
    return " + ".join(parts + ([count(len(told), "origin")] if told else []))


def style_of(tie: TieState) -> str:
    """The colour that repeats what the words say."""
    return _STYLES.get(tie.verdict, "")


def reads(tie: TieState) -> str:
    """The two parties as a line puts them: ``Russia in Armenia``, with the sector where there is one."""
    names = load_names()
    kind = load_tie_kinds().kinds[tie.kind]
    line = kind.reads.format(a=names.name(tie.a), b=names.name(tie.b))
    return f"{line} ({tie.sector})" if tie.sector else line


def other_of(tie: TieState, key: str) -> str:
    """A tie as seen from one of its parties: the other alone where that is enough, else both."""
    names = load_names()
    if tie.kind == "membership" or load_tie_kinds().kinds[tie.kind].mutual:
        name = names.name(tie.b if party(tie.a) == key else tie.a)
        return f"{name} ({tie.sector})" if tie.sector else name
    return reads(tie)


def stage_of(tie: TieState) -> str:
    """The stage; what was only said of the past is marked so."""
    return f"{tie.stage} (said of the past)" if tie.past else tie.stage


def show_ties(
    out: Out,
    ties: Sequence[TieState],
    key: str,
    sources: Sources,
    *,
    most: int,
    stage: Callable[[TieState], str] = stage_of,
) -> None:
    """Ties in a table, then the sentences behind those that reports speak of, and both sides of what is contested."""
    head = ("with", "stage", "since", "on whose word")
    rows = [(other_of(tie, key), stage(tie), since(tie), whose(tie)) for tie in ties]
    out.table(head, rows, styles=[style_of(tie) for tie in ties])
    for tie in ties:
        show_words(out, tie, other_of(tie, key), sources, most=most)


def show_words(out: Out, tie: TieState, name: str, sources: Sources, *, most: int) -> None:
    """The sentences behind a tie, or both sides where it is contested; ties of the tables alone need none."""
    if tie.sides:
        out.line(f"{name}, contested:", indent=2, style="red")
        for side in sources.best_first(tie.sides):
            out.line(f"- {side.stage}", indent=4)
            out.quotes(side.words, sources, most=most, indent=6)
        return
    told = [word for word in tie.words if not is_fact(word)]
    if told:
        out.line(f"{name}:", indent=2)
        out.quotes(told, sources, most=most)


def show_empty(out: Out, what: str) -> None:
    """A line that says that there is nothing, so that silence is no answer."""
    out.line(what, indent=2, style="dim")


def _widths(cells: Sequence[Sequence[str]], room: int) -> list[int]:
    """How wide each column is: as its cells need, the widest made narrower until a row fits."""
    widths = [max(cell_len(row[column]) for row in cells) for column in range(len(cells[0]))]
    while sum(widths) + 2 * (len(widths) - 1) > room and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths
