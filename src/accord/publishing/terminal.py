"""A dossier in the terminal: short, readable in 80 columns, plain when piped.

``[2]`` is a report's number in the list at the end. What stands in the reports cannot act on the terminal: control
characters are replaced before anything is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from accord.publishing.chances import blocks, departure, kind_words, party_words, period_words
from accord.publishing.courses import report_marks
from accord.publishing.evidence import Evidence
from accord.publishing.foretold import ForecastGroup, forecast_groups, horizon_words, starts_early, told_words
from accord.publishing.labels import count, plain, show_date
from accord.publishing.lines import ContestLine, EpisodeLine, Outline, TieLine
from accord.publishing.outline import outline
from accord.publishing.rows import encodable, shorten, wrap
from accord.publishing.strips import turn_words
from accord.records import Dealing, Dossier, Trend

#: Longer lines than this are hard to read, however wide the window.
_WIDEST = 96
#: What is shown of a section before the rest is only counted.
_EPISODES, _CONTESTS, _SINGLES, _ORIGINS, _TIES, _OUTLOOK, _REFUSED, _REPORTS = 12, 12, 6, 8, 12, 8, 10, 30
#: The column of the names of series, and the latest events told below them.
_NAMES, _LATEST = 26, 2
#: Characters of a quote; the whole sentence is on the page and in the JSON.
_QUOTE = 220
#: Colour repeats what the verdict's words say; without colours nothing is lost.
_STYLES = {"agreed": "green", "contested": "red", "differs": "yellow"}


def render_terminal(dossier: Dossier, console: Console) -> None:
    """Print ``dossier`` to ``console``: lead, what happened, contested, one origin only, ties, outlook, refused."""
    _Page(console, outline(dossier), dossier).print()


class _Page:
    """One printing: the console, how wide to write, and the parts in order."""

    def __init__(self, console: Console, told: Outline, dossier: Dossier) -> None:
        self.console = console
        self.width = max(20, min(console.width, _WIDEST))
        self.told = told
        self.dossier = dossier
        #: Where the quote printed last stands; lines that rest on the same one do not repeat it.
        self.last = ""

    def print(self) -> None:
        self.lead()
        self.happened()
        self.contested()
        self.single()
        self.ties()
        self.past()
        self.outlook()
        self.forecasts()
        self.reports()
        self.refused()

    def line(self, text: str, *, indent: int = 0, style: str = "", hang: int | None = None) -> None:
        """Write ``text`` wrapped to the width; ``hang`` is the indent of its second and later lines."""
        after = indent if hang is None else hang
        rows = wrap(encodable(plain(text), self.console.encoding), self.width - indent, self.width - after)
        for number, row in enumerate(rows):
            blank = " " * (after if number else indent)
            # soft_wrap: the lines are already short enough; rich must not pad or break them again.
            self.console.print(Text(blank + row, style=style), soft_wrap=True)

    def section(self, title: str) -> None:
        self.last = ""
        self.console.print()
        self.line(title.upper(), style="bold cyan")

    def more(self, shown: int, of: int, noun: str) -> None:
        if of > shown:
            self.line(f"... and {count(of - shown, f'more {noun}')}.", indent=2, style="dim")

    def quote(self, evidence: Iterable[Evidence], indent: int, most: int = 2, *, said_by: str = "") -> None:
        """The words, in quotation marks, each with the number of its report; ``said_by`` is named above already."""
        for one in list(evidence)[:most]:
            if one.anchor == self.last:
                self.line(f"[{one.number}] (the same sentence)", indent=indent, style="dim")
                continue
            self.last = one.anchor
            words = shorten(plain(one.quote), _QUOTE)
            who = [part for part in (one.said_by, one.note, one.outlet) if part and part != said_by]
            credit = f" ({'; '.join(who)})" if who else ""
            also = "".join(f", [{copy.number}]" for copy in one.copies[:5])
            self.line(f'[{one.number}]{also} "{words}"{credit}', indent=indent, hang=indent + 4, style="dim")

    def lead(self) -> None:
        self.line(self.told.title, style="bold")
        self.line("=" * min(self.width, cell_len(plain(self.told.title))))
        if self.told.headline:
            self.line(f"{self.told.headline}.")
        told = f"{self.told.standing}; {self.told.support}" if self.told.standing else self.told.support
        self.line(f"{told[:1].upper()}{told[1:]}.")

    def happened(self) -> None:
        self.section("What happened")
        if not self.told.episodes:
            self.line("No happening was found in what was read.")
        for line in self.told.episodes[:_EPISODES]:
            self.episode(line)
        self.more(_EPISODES, len(self.told.episodes), "happening")

    def episode(self, line: EpisodeLine) -> None:
        self.line(f"{line.number}. {line.title}", hang=4, style="bold")
        facts = [line.stage.text, line.verdict.text]
        # "One origin only" says how many already.
        facts += [count(len(line.origins), "origin")] if len(line.origins) > 1 else []
        facts += [part for part in (line.when or "no date given", line.where and f"in {line.where}") if part]
        self.line(" | ".join(facts), indent=4, style=_STYLES.get(line.verdict.code, ""))
        self.quote(line.evidence, 4, most=1)

    def contested(self) -> None:
        if not self.told.contests:
            return
        self.section("What is contested")
        for contest in self.told.contests[:_CONTESTS]:
            self.contest(contest)
        self.more(_CONTESTS, len(self.told.contests), "contest")

    def contest(self, contest: ContestLine) -> None:
        self.line(f"* {contest.whole}", hang=2, style="bold")
        for side in contest.sides:
            who = side.said_by or _joined(side.origins) or "no origin named"
            self.line(f"- {side.shown} -- {who}", indent=2, hang=4)
            self.quote(side.evidence, 4)

    def single(self) -> None:
        if not self.told.singles:
            return
        self.section("What only one origin says")
        for origin, lines in self.told.singles[:_ORIGINS]:
            self.line(f"Only {origin}:", style="bold")
            for line in lines[:_SINGLES]:
                what = line.stage.text.lower() if line.stage else line.detail
                # A happening that was told above is not quoted again; its number leads back to it.
                told = line.number <= _EPISODES and line.stage is not None
                where = "".join(f" [{one.number}]" for one in line.evidence if told)
                self.line(f"- {line.number}. {line.title} ({what}){where}", indent=2, hang=4)
                self.quote(() if told else line.evidence, 4)
            self.more(_SINGLES, len(lines), "line")
        self.more(_ORIGINS, len(self.told.singles), "origin")

    def ties(self) -> None:
        if not self.told.ties:
            return
        self.section("Who is bound to whom")
        for kind, lines in self.told.ties:
            self.line(kind.text, style="bold")
            for tie in lines[:_TIES]:
                self.tie(tie)
            self.more(_TIES, len(lines), "tie")

    def tie(self, tie: TieLine) -> None:
        what = f"{tie.stage} ({tie.sector})" if tie.sector else tie.stage
        self.line(f"- {tie.a} {tie.joint} {tie.b}: {what}" + (f", {tie.held}" if tie.held else ""), indent=2, hang=4)
        if len(tie.steps) > 1:
            steps = [f"{step.shown} ({step.when})" if step.when else step.shown for step in tie.steps]
            self.line("steps: " + " > ".join(steps), indent=4, hang=11)
        self.quote(tie.evidence, 4, most=1)

    def outlook(self) -> None:
        if not self.told.outlook:
            return
        self.section("What parties and analysts expect")
        for line in self.told.outlook[:_OUTLOOK]:
            self.line(f"- {line.said_by}" + (f" ({line.likelihood})" if line.likelihood else ""), indent=2, hang=4)
            self.quote([line.evidence], 4, said_by=line.said_by)
        self.more(_OUTLOOK, len(self.told.outlook), "expectation")

    def past(self) -> None:
        background = self.dossier.background
        if background is None or not background.pairs:
            return
        self.section("What came before")
        self.line(f"From a past of {show_date(background.first)} to {show_date(background.last)} that a ledger keeps.")
        shown = next((pair.trends[0] for pair in background.pairs if pair.trends), None)
        if shown:
            points = shown.points[-self.periods() :]
            self.line(
                f"One block a {shown.by}, {period_words(points[0].start, shown.by)} to "
                f"{period_words(points[-1].start, shown.by)}, scaled to each row's largest; _ is none, · no data, "
                "^ reports of this dossier."
            )
        for pair in background.pairs:
            if pair.note:
                self.line(f"{party_words(pair.a)}, {party_words(pair.b)}: {pair.note}", hang=2)
            for sides in dict.fromkeys((one.actor, one.recipient) for one in pair.trends):
                of_sides = [one for one in pair.trends if (one.actor, one.recipient) == sides]
                self.course(of_sides, [one for one in background.dealings if (one.actor, one.recipient) == sides])

    def course(self, trends: Sequence[Trend], dealings: Sequence[Dealing]) -> None:
        """One direction: a row of blocks a kind, the score, where the reports lie, what changed, the latest events."""
        everything = next(one for one in trends if not one.kind)
        sides = everything.actor, everything.recipient
        total = count(sum(point.n or 0 for point in everything.points), "event")
        self.line(f"{party_words(sides[0])} -> {party_words(sides[1])} ({total})", style="bold")
        latest = slice(-self.periods(), None)
        for one in (one for one in trends if one.kind):
            most = max((point.n or 0 for point in one.points), default=0)
            told = f"at most {most}" if most else "none"
            self.blocks(kind_words(one.kind), blocks([point.n for point in one.points[latest]]), told)
        scores = [None if point.score is None else point.score + 10 for point in everything.points[latest]]
        self.blocks("score, -10 to +10", blocks(scores, top=20), "")
        self.blocks("", report_marks(self.dossier, everything)[latest].rstrip(), "")
        for words in turn_words(trends, whole=False):
            self.line(words, indent=2, hang=4, style="yellow")
        for event in dealings[-_LATEST:][::-1]:
            self.line(told_words(event, sides=sides), indent=4, hang=6, style="dim")

    def periods(self) -> int:
        """How many periods there is room for: beside a kind and its largest, or below them in a narrow window."""
        return self.width - 4 if self.narrow else self.width - _NAMES - len("  at most 999")

    @property
    def narrow(self) -> bool:
        return self.width < 2 * _NAMES + len("  at most 999")

    def blocks(self, name: str, series: str, told: str) -> None:
        if not series:
            return
        if self.narrow:
            self.line(", ".join(part for part in (name, told) if part), indent=2)
        row = f"    {series}" if self.narrow else f"  {name:<{_NAMES - 4}}  {series}  {told}".rstrip()
        self.console.print(Text(encodable(row, self.console.encoding)), soft_wrap=True)

    def forecasts(self) -> None:
        background, groups = self.dossier.background, forecast_groups(self.dossier)
        if not groups and not (background and background.note):
            return
        self.section("What is likely next: forecasts by accord")
        if background and background.note:
            self.line(background.note)
            return
        first = self.dossier.forecasts[0]
        self.line(
            f"From a past that ends {show_date(first.known_to)}: at least one event of the kind within "
            f"{horizon_words(first)}. {starts_early(self.dossier)}"
        )
        for group in groups:
            self.line(f"{group.title} ({group.history})".replace("→", "->"), hang=2, style="bold")
            for one in group.lines:
                ratio = f", ratio {one.ratio}" if one.ratio else ""
                self.line(f"- {one.kind}: {one.chance}, base rate {one.base}{ratio}", indent=2, hang=4)
            self.reason(group)
        self.line(f"Each is resolved like the first: {first.rule}", hang=2, style="dim")

    def reason(self, group: ForecastGroup) -> None:
        """What moved the forecast that is furthest from its base rate; the page and the JSON tell it of each."""
        moved = [one for one in group.lines if one.patterns]
        for one in sorted(moved, key=lambda one: -departure(one.probability, one.base_rate))[:1]:
            self.line(f"What moved {one.kind} most:", indent=4, style="dim")
            for pattern in one.patterns[:2]:
                self.line(f"{pattern.way} ({pattern.effect}): {pattern.what}", indent=4, hang=6, style="dim")
                for event in pattern.told[:1]:
                    self.line(told_words(event), indent=6, hang=8, style="dim")

    def reports(self) -> None:
        if not self.dossier.reports:
            return
        held = f"{count(len(self.dossier.reports), 'report')}, {count(len(self.dossier.origins), 'independent origin')}"
        self.section(f"Reports ({held})")
        shared = [origin for origin in self.told.origins if len(origin.reports) > 1]
        hands = {report: origin.label for origin in shared for report in origin.reports}
        for number, report in enumerate(self.dossier.reports[:_REPORTS], start=1):
            outlet = self.told.sources.outlet(report.id)
            when = report.published[:10] or "no date"
            hand = hands.get(report.id, "")
            origin = f" -- from {hand}" if hand not in ("", outlet) else ""
            graded = self.told.sources.graded(report.id)
            self.line(f"[{number}] {graded}, {when}: {report.title}{origin}", hang=len(str(number)) + 3)
        self.more(_REPORTS, len(self.dossier.reports), "report")

    def refused(self) -> None:
        if not self.dossier.refused:
            return
        self.section(f"Refused ({len(self.dossier.refused)})")
        for one in self.dossier.refused[:_REFUSED]:
            self.line(f"- {one.input}: {one.reason}", indent=2, hang=4)
        self.more(_REFUSED, len(self.dossier.refused), "input")


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names)
