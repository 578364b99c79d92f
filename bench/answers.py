"""What a careful reader found in the example sets, and whether a dossier holds it.

The format of ``examples/<slug>/answers.toml`` is told in ``docs/examples.md``. ``misses`` gives ``""`` where a dossier
meets a line of an answer file, else a sentence that says what was found instead.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Protocol

from accord.records import Span

if TYPE_CHECKING:
    from accord.records import Claim, Contest, Dossier, Event, Expectation, Mention, Report, Side

EXAMPLES = Path(__file__).parent.parent / "examples"

#: Tables of an answer file, in the order in which they are checked and printed.
KINDS = ("report", "lead", "origin", "event", "never", "count", "contest", "silence", "tie", "outlook", "refused")

#: A tie of these kinds reads the same from both ends, so that an answer may name them in either order.
MUTUAL = ("alliance", "exercises", "partnership", "dispute", "diplomatic relations", "ceasefire", "treaty")

#: Modes that keep an event from being read as done.
UNDONE = frozenset(("future", "hypothetical", "negation"))

#: Types that say themselves that something is yet to come, so that an answer without ``aux`` does not ask about it.
AHEAD = ("AGREE", "CONCEDE", "REQUEST", "THREATEN")


@dataclass(frozen=True, slots=True)
class Line:
    """One expectation: the set and table it stands in, its place there, and its cells."""

    slug: str
    kind: str
    number: int
    cells: dict[str, Any]

    @property
    def name(self) -> str:
        """A short name that tells a failing line from its neighbours."""
        wanted = "-".join(filter(None, (listed(self.cells.get("type")), self.cells.get("mode", ""))))
        about = wanted or next((self.cells[key] for key in ("kind", "file", "field", "title") if key in self.cells), "")
        words = " ".join(str(self.cells.get("words", "")).split()[:4])
        return " ".join(filter(None, (f"{self.slug} {self.kind}-{self.number:02d}", about, words)))


class Spanned(Protocol):
    """Anything that says which characters of which report it rests on."""

    @property
    def report(self) -> str:
        """The report's id."""
        ...

    @property
    def start(self) -> int:
        """First character."""
        ...

    @property
    def end(self) -> int:
        """One past the last character."""
        ...


def slugs() -> list[str]:
    """The example sets, by name."""
    return sorted(path.parent.name for path in EXAMPLES.glob("*/answers.toml"))


def inputs(slug: str) -> list[Path]:
    """The files of a set's ``reports`` folder, the broken ones too."""
    return sorted(path for path in (EXAMPLES / slug / "reports").iterdir() if path.is_file())


def lines(slug: str) -> list[Line]:
    """The expectations of a set, in the order of ``KINDS``."""
    tables = tomllib.loads((EXAMPLES / slug / "answers.toml").read_text(encoding="utf-8"))
    unknown = sorted(set(tables) - {*KINDS, "about"})
    if unknown:
        raise ValueError(f"{slug}/answers.toml: unknown tables {unknown}; known are {KINDS}")
    return [
        Line(slug, kind, number, cells)
        for kind in KINDS
        for number, cells in enumerate(tables[kind] if isinstance(tables.get(kind), list) else only(tables, kind), 1)
    ]


def only(tables: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """A table that stands once in a file (``[lead]``) as a list of one, or of none."""
    return [tables[kind]] if kind in tables else []


def listed(value: str | list[str] | None) -> str:
    """A type, or several types, as one word."""
    return "|".join(value) if isinstance(value, list) else value or ""


def agrees(wanted: str, code: str) -> bool:
    """Whether an actor code holds every part of the wanted one: ``BRA`` is met by ``BRA GOV``; ``A|B`` by either."""
    return any(set(choice.split()) <= set(code.split()) for choice in wanted.split("|"))


def all_agree(wanted: Iterable[str], mentions: Iterable[Mention[Any]]) -> bool:
    """Whether every wanted code is met by one of the actors."""
    codes = [mention.value.code for mention in mentions]
    return all(any(agrees(code, found) for found in codes) for code in wanted)


def words_pattern(words: str) -> re.Pattern[str]:
    """``words`` as a pattern that lets line ends and the shape of quotation marks differ; ``|`` parts alternatives."""
    plain = re.sub("[‘’]", "'", re.sub("[“”]", '"', words))
    choices = (r"\s+".join(re.escape(word) for word in choice.split()) for choice in plain.split("|"))
    return re.compile("|".join(choices).replace("'", "['‘’]").replace('"', '["“”]'))


def reports_of(dossier: Dossier, name: str) -> list[Report]:
    """The reports read from a file; ``file#words`` only those whose headline begins with the words."""
    file, _, headline = name.partition("#")
    found = (report for report in dossier.reports if file_of(report.path) == file)
    return [report for report in found if words_pattern(headline).match(report.title or report.text) or not headline]


def file_of(path: str) -> str:
    """The file name of a report's path, without what readers append to name one report among several."""
    return re.split(r"[#:!]", PurePath(path).name)[0]


def place_of(dossier: Dossier, cells: dict[str, Any]) -> list[Span]:
    """Where the words of a line stand in the report it names: empty where the reader lost them."""
    pattern = words_pattern(cells["words"])
    return [
        Span(report.id, match.start(), match.end())
        for report in reports_of(dossier, cells["report"])
        for match in pattern.finditer(report.text)
    ]


def overlaps(found: Spanned, wanted: Iterable[Span]) -> bool:
    """Whether a record shares a character with one of the spans."""
    return any(found.report == span.report and found.start < span.end and span.start < found.end for span in wanted)


def misses(line: Line, dossier: Dossier) -> str:
    """What is wrong with ``dossier`` by this line, ``""`` where it is met."""
    return CHECKS[line.kind](line.cells, dossier)


def misses_report(cells: dict[str, Any], dossier: Dossier) -> str:
    """What the reader made of a file: its headline, outlet and day of publication."""
    found = reports_of(dossier, cells["report"])
    for report in found:
        same = words_pattern(cells.get("title", "")).fullmatch(report.title) is not None or "title" not in cells
        if same and cells.get("outlet", "") in report.outlet and report.published.startswith(cells["published"]):
            return ""
    return f"wanted {cells}; read {[(report.title, report.outlet, report.published) for report in found]}"


def misses_lead(cells: dict[str, Any], dossier: Dossier) -> str:
    """The episode that the dossier puts first."""
    lead = next((episode for episode in dossier.episodes if episode.id == dossier.lead), None)
    if lead is None:
        return "the dossier names no lead"
    found = f"{lead.type}-{lead.mode} {lead.stage} by {[actor.code for actor in lead.actors]}: {lead.title!r}"
    same = lead.type in listed(cells["type"]).split("|")
    same = same and lead.mode in cells.get("mode", lead.mode).split("|")
    same = same and lead.stage in cells.get("stage", lead.stage).split("|")
    same = same and any(agrees(cells["actor"], actor.code) for actor in (*lead.actors, *lead.recipients))
    return "" if same else f"the lead is {found}"


def misses_origin(cells: dict[str, Any], dossier: Dossier) -> str:
    """Reports that share one hand, and no others with them."""
    wanted = {report.id for name in cells["reports"] for report in reports_of(dossier, name)}
    if len(wanted) < len(cells["reports"]):
        return f"only {len(wanted)} of the reports {cells['reports']} were read"
    if any(set(origin.reports) == wanted for origin in dossier.origins):
        return ""
    titles = {report.id: f"{file_of(report.path)} ({report.title})" for report in dossier.reports}
    near = [[titles.get(name, name) for name in origin.reports] for origin in dossier.origins]
    return f"origins are {[names for names, o in zip(near, dossier.origins, strict=True) if wanted & set(o.reports)]}"


def is_event(cells: dict[str, Any], event: Event) -> bool:
    """Whether an event has the type, mode, actors, recipients, auxiliary modes, date and speaker of a line."""
    unasked = {"historical", "future", "hypothetical"} if event.type in AHEAD and "aux" not in cells else {"historical"}
    modes = set(event.aux_modes) - unasked
    same = event.type in listed(cells["type"]).split("|") and event.mode in cells.get("mode", event.mode).split("|")
    same = same and modes == set(cells.get("aux", ())) - {"historical"}
    same = same and all_agree(cells.get("actors", ()), event.actors)
    same = same and all_agree(cells.get("recipients", ()), event.recipients)
    same = same and event.date.startswith(cells.get("date", ""))
    return same and ("said_by" not in cells or said_by(cells["said_by"], event))


def said_by(wanted: str, event: Event) -> bool:
    """Whether someone of this code stands in the chain of who says it; ``*`` is anyone."""
    if wanted == "*":
        return bool(event.attribution)
    return any(link.actor is not None and agrees(wanted, link.actor.value.code) for link in event.attribution)


def shown(event: Event) -> str:
    """An event on one line."""
    codes = [" + ".join(mention.value.code for mention in mentions) for mentions in (event.actors, event.recipients)]
    chain = " < ".join(f"{link.speaker} {link.stance}" for link in event.attribution)
    aux = "/".join(event.aux_modes)
    what = f"{event.type}-{event.mode} {aux} {codes[0]} > {codes[1]} {event.date}"
    return f"{what} [{chain}] {event.phrase} {event.quote!r}"


def misses_event(cells: dict[str, Any], dossier: Dossier) -> str:
    """An event that must be there."""
    place = place_of(dossier, cells)
    if not place:
        return f"the words {cells['words']!r} are in no report read from {cells['report']}"
    near = [event for event in dossier.events if overlaps(event, place)]
    if any(is_event(cells, event) for event in near):
        return ""
    return f"wanted {cells}; events there: " + ("".join("\n  " + shown(event) for event in near) or "none")


def triggered(event: Event, place: list[Span]) -> bool:
    """Whether an event's trigger shares a character with the words; its quote may hold other events of its type."""
    triggers: list[Spanned] = [span for span in event.because if span.shows == "trigger"]
    return any(overlaps(trigger, place) for trigger in triggers or [event])


def misses_never(cells: dict[str, Any], dossier: Dossier) -> str:
    """An event that must not stand there as done; ``unless = "attributed"`` lets it stand on someone's word."""
    place = place_of(dossier, cells)
    if not place:
        return f"the words {cells['words']!r} are in no report read from {cells['report']}"
    wrong = [
        event
        for event in dossier.events
        if triggered(event, place)
        and event.type in listed(cells["type"]).split("|")
        and event.mode in cells.get("mode", event.mode).split("|")
        and all_agree(cells.get("actors", ()), event.actors)
        and not UNDONE & set(event.aux_modes)
        and not (cells.get("unless") == "attributed" and event.attribution)
    ]
    return f"{cells['reason']}; coded as done:" + "".join("\n  " + shown(event) for event in wrong) if wrong else ""


def misses_count(cells: dict[str, Any], dossier: Dossier) -> str:
    """A number with its field."""
    place = place_of(dossier, cells)
    near = [claim for claim in dossier.claims if overlaps(claim, place)]
    if any(claim.field in cells["field"].split("|") and same_number(claim, cells["value"]) for claim in near):
        return ""
    return f"wanted {cells}; claims there: {[(claim.field, claim.value, claim.quote) for claim in near]}"


def same_number(claim: Claim, value: float) -> bool:
    """Whether a claim's value is this number."""
    try:
        return float(claim.value) == float(value)
    except ValueError:
        return False


def misses_contest(cells: dict[str, Any], dossier: Dossier) -> str:
    """A disagreement of a kind, with words of each side on a side of its own."""
    places = [place_of(dossier, side) for side in cells["sides"]]
    if lost := [side["words"] for side, place in zip(cells["sides"], places, strict=True) if not place]:
        return f"the words {lost} are in no report read"
    for contest in dossier.contests:
        if contest.kind in cells["kind"].split("|") and apart(contest.sides, places):
            return ""
    near = [contest for contest in dossier.contests if any(on_side(s, p) for s in contest.sides for p in places)]
    return f"wanted {cells}; contests there: " + ("".join("\n  " + contest_shown(c) for c in near) or "none")


def on_side(side: Side, place: list[Span]) -> bool:
    """Whether one of a side's spans overlaps the words."""
    return any(overlaps(span, place) for span in side.because)


def apart(sides: tuple[Side, ...], places: list[list[Span]]) -> bool:
    """Whether each of the words lies on a side of its own."""
    if not places:
        return True
    held = [index for index, side in enumerate(sides) if on_side(side, places[0])]
    return any(apart(sides[:index] + sides[index + 1 :], places[1:]) for index in held)


def contest_shown(contest: Contest) -> str:
    """A contest on one line."""
    sides = [f"{side.holds} ({', '.join(side.said_by)})" for side in contest.sides]
    return f"{contest.kind} {contest.title!r}: {' | '.join(sides)}"


def misses_silence(cells: dict[str, Any], dossier: Dossier) -> str:
    """A party silent in one report that speaks in another: a contest of that kind with the silence on a side."""
    return misses_contest({"kind": "silence", "sides": [cells]}, dossier)


def misses_tie(cells: dict[str, Any], dossier: Dossier) -> str:
    """A relation and where it stands."""
    near = []
    for tie in dossier.ties:
        straight = agrees(cells["a"], tie.a.code) and agrees(cells["b"], tie.b.code)
        turned = tie.kind in MUTUAL and agrees(cells["a"], tie.b.code) and agrees(cells["b"], tie.a.code)
        if not straight and not turned:
            continue
        near.append(f"{tie.kind} {tie.a.code} - {tie.b.code}: {tie.stage} {tie.sector}")
        same = tie.kind in cells["kind"].split("|") and tie.stage in cells.get("stage", tie.stage).split("|")
        if same and tie.sector in cells.get("sector", tie.sector).split("|"):
            return ""
    return f"wanted {cells}; ties of the two: {near or 'none'}"


def misses_outlook(cells: dict[str, Any], dossier: Dossier) -> str:
    """A sentence of expectation, with its speaker where the line names one."""
    place = place_of(dossier, cells)
    if not place:
        return f"the words {cells['words']!r} are in no report read from {cells['report']}"
    near = [expectation for expectation in dossier.outlook if overlaps(expectation, place)]
    speakers = [link.speaker for expectation in near for link in expectation.attribution]
    if near and any(words_pattern(cells.get("speaker", "")).search(speaker) for speaker in speakers or [""]):
        return ""
    return f"wanted {cells}; outlook there: {[expectation.quote for expectation in near] or 'none'}, said by {speakers}"


def misses_refused(cells: dict[str, Any], dossier: Dossier) -> str:
    """A file that must be refused with a reason and give no report."""
    if reports_of(dossier, cells["file"]):
        return f"{cells['file']} was read as a report"
    reasons = [refused.reason for refused in dossier.refused if cells["file"] in refused.input]
    return "" if any(reasons) else f"{cells['file']} is not among {[refused.input for refused in dossier.refused]}"


CHECKS = {
    "report": misses_report,
    "lead": misses_lead,
    "origin": misses_origin,
    "event": misses_event,
    "never": misses_never,
    "count": misses_count,
    "contest": misses_contest,
    "silence": misses_silence,
    "tie": misses_tie,
    "outlook": misses_outlook,
    "refused": misses_refused,
}


def quotes(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """Every quote of a dossier: the record's id, what it quotes, and what stands there in the report."""
    texts = {report.id: report.text for report in dossier.reports}
    records: tuple[Event | Claim | Expectation, ...] = (*dossier.events, *dossier.claims, *dossier.outlook)
    for record in records:
        yield record.id, record.quote, texts[record.report][record.start : record.end]
    for event in dossier.events:
        mentions = (*event.actors, *event.recipients, *((event.place,) if event.place else ()))
        for mention in mentions:
            yield event.id, mention.text, texts[event.report][mention.start : mention.end]
