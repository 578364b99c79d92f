"""The outline of a dossier: what a reader is told, in order, before any form of publication shapes it.

The terminal and the page show the same outline, so that neither says what the other does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from accord.parties import INTERNATIONAL
from accord.publishing.evidence import PRONOUNS, Evidence, Sources, gather, speakers
from accord.publishing.labels import Label, count, label, plain, show_date, show_value
from accord.publishing.lines import (
    CodingLine,
    ContestLine,
    EpisodeLine,
    FieldLine,
    OriginLine,
    Outline,
    OutlookLine,
    SaidLine,
    SingleLine,
    TieLine,
)
from accord.publishing.rows import shorten
from accord.publishing.states import load_states
from accord.records import Actor, Claim, Contest, Dossier, Episode, Event, Field, Origin, Span, Tie, TieStep, Value
from accord.tiekinds import load_tie_kinds

#: Fields whose single origin tells a reader nothing that the episode's own line does not.
_PLAIN_FIELDS = frozenset({"actors", "recipients", "type", "mode", "stage"})

_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]?")
_LETTERS = re.compile(r"\w+")
#: A quotation of so many characters is told by its words alone.
_LONG = 40

#: Characters of a happening's first quote that stand under its title.
_GIST = 150

#: Contests in which one side denies the other; in the rest, accounts differ.
_DENIALS = frozenset({"occurrence", "stage", "responsibility"})


def outline(dossier: Dossier) -> Outline:
    """The outline of ``dossier``. Pure: the same dossier gives the same outline."""
    return _Drafting(dossier).draft()


def name_of(actor: Actor) -> str:
    """An actor for the eye: its name and office; without a name, what is known: "resident (Kyrgyzstan)"."""
    if actor.name:
        return f"{actor.name} ({actor.role})" if actor.role else actor.name
    state = load_states().get(actor.country)
    country = state.name if state else "" if actor.country in INTERNATIONAL else actor.country
    kinds = [label("sector", sector).text for sector in actor.sector.split()]
    what = actor.role or " and ".join(kinds) or ("" if actor.id.startswith("Q") else actor.id)
    return f"{what} ({country})" if what and country else what or country or actor.country or "unknown"


class _Drafting:
    """Builds one outline; holds the look-ups that every part of it needs."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.sources = Sources(dossier)
        self.events = {event.id: event for event in dossier.events}
        self.claims = {claim.id: claim for claim in dossier.claims}
        self.hands = {report: origin.id for origin in dossier.origins for report in origin.reports}
        self.labels = {origin.id: self.hand_label(origin) for origin in dossier.origins}
        ranked = sorted(dossier.episodes, key=lambda episode: (episode.id != dossier.lead, -episode.weight))
        self.episodes = {episode.id: (number, episode) for number, episode in enumerate(ranked, start=1)}
        self.contests = sorted(dossier.contests, key=lambda contest: -contest.weight)
        self.disputes: dict[str, list[tuple[str, str]]] = {}
        for number, contest in enumerate(self.contests, start=1):
            self.disputes.setdefault(contest.episode, []).append((f"c{number}", contest.title))
        everyone = [actor for one in dossier.episodes for actor in (*one.actors, *one.recipients)]
        # A code is the state's or the body's; a person's name would say more than the code does.
        self.codes = {actor.code: actor.name for actor in reversed(everyone) if actor.name and not actor.role}
        self.tie_anchors = {tie.id: (f"t{n}", tie) for n, tie in enumerate(dossier.ties, start=1)}

    def draft(self) -> Outline:
        episodes = tuple(self.episode(number, episode) for number, episode in self.episodes.values())
        first = episodes[0] if episodes and self.dossier.lead in self.episodes else None
        title = self.dossier.title
        if first:
            title = _bare(title, self.episodes[self.dossier.lead][1].stage)
        return Outline(
            title=title,
            headline=first.title if first and first.title != title else "",
            standing=self.standing(first),
            support=self.support(first),
            lead_episode=first,
            episodes=episodes,
            contests=tuple(self.contest(n, contest) for n, contest in enumerate(self.contests, start=1)),
            singles=tuple(self.singles(episodes)),
            ties=tuple(self.ties()),
            outlook=tuple(self.outlook()),
            origins=tuple(self.origin_lines()),
            sources=self.sources,
        )

    def standing(self, first: EpisodeLine | None) -> str:
        """How far the leading episode has gone and when; "" where there is none."""
        return f"{first.stage.text}, {first.when or 'no date given'}" if first else ""

    def support(self, first: EpisodeLine | None) -> str:
        """On whose word the leading episode stands, and whether it is disputed; else what was found at all."""
        read = count(len(self.dossier.reports), "report")
        if not self.dossier.reports:
            return "no report could be read"
        if first is None:
            found = count(len(self.dossier.episodes), "happening")
            return f"{found} in {read}; none stands out" if self.dossier.episodes else f"no happening found in {read}"
        episode = self.episodes[self.dossier.lead][1]
        told = f"told by {count(len(episode.origins), 'independent origin')} in {len(episode.reports)} of {read}"
        points = len(first.contests)
        return f"{told}; disputed on {count(points, 'point')}" if points else told

    def hand_label(self, origin: Origin) -> str:
        """The origin's label; where that is only the head of a title, the name that its report is cited by."""
        first = self.sources.reports.get(origin.reports[0]) if origin.reports else None
        if first and not first.outlet and first.title.startswith(origin.label.removesuffix("…")):
            return self.sources.outlet(first.id)
        return origin.label or origin.id

    def named(self, origins: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.labels.get(origin, origin) for origin in origins)

    def episode(self, number: int, episode: Episode) -> EpisodeLine:
        events = [self.events[event] for event in episode.events if event in self.events]
        evidence = self.tellings(events)
        return EpisodeLine(
            number=number,
            anchor=f"e{number}",
            title=_bare(episode.title, episode.stage) or f"{episode.type} {episode.mode}".strip(),
            code="-".join(part for part in (episode.type, episode.mode) if part),
            stage=label("stage", episode.stage),
            verdict=self.verdict(episode),
            when=show_date(episode.date, episode.date_precision),
            sort_date=episode.date,
            reported=episode.date_precision == "reported",
            rough=episode.date_precision in ("week", "season", "range"),
            where=episode.place.name if episode.place else "",
            actors=", ".join(dict.fromkeys(name_of(actor) for actor in episode.actors)),
            recipients=", ".join(dict.fromkeys(name_of(actor) for actor in episode.recipients)),
            origins=self.named(episode.origins),
            fields=tuple(self.field(field) for field in episode.fields),
            gist=shorten(plain(evidence[0].quote), _GIST) if evidence else "",
            evidence=evidence,
            codings=tuple(self.codings(events)),
            reasons=tuple(dict.fromkeys(why for one in episode.judgements if one.same for why in one.reasons)),
            contests=tuple(self.disputes.get(episode.id, ())),
        )

    def verdict(self, episode: Episode) -> Label:
        """The gravest verdict on the episode as a whole: disputed, differing, told by one, or agreed."""
        verdicts = {field.verdict for field in episode.fields}
        kinds = {contest.kind for contest in self.contests if contest.episode == episode.id}
        if "contested" in verdicts or kinds & _DENIALS:
            return label("verdict", "contested")
        if "differs" in verdicts or kinds:
            return label("verdict", "differs")
        return label("verdict", "agreed" if len(episode.origins) > 1 else "single")

    def tellings(self, events: list[Event]) -> tuple[Evidence, ...]:
        """One line of evidence for each wording that tells of the episode."""
        found: list[Evidence] = []
        for event in events:
            notes = ["in quoted speech"] if event.where == "quote" else []
            notes += [label("aux", aux).text for aux in event.aux_modes]
            span = Span(event.report, event.start, event.end)
            cited = self.sources.cite(span, attribution=event.attribution, note=", ".join(notes))
            if cited:
                found.append(cited)
        # One telling of each origin first: a second wording by the same hand says less than another hand's first,
        # and a headline less than a sentence.
        hands: Counter[str] = Counter()
        ranked: list[tuple[bool, int, Evidence]] = []
        for one in gather(found):
            hand, loud = self.hands.get(one.report, one.report), one.note.startswith("in the headline")
            ranked.append((loud, hands[hand], one))
            hands[hand] += not loud
        return tuple(one for _, _, one in sorted(ranked, key=lambda key: key[:2]))

    def codings(self, events: list[Event]) -> Iterator[CodingLine]:
        for event in events:
            cited = self.sources.cite(Span(event.report, event.start, event.end))
            if cited:
                text = self.sources.reports[event.report].text
                words = [(span.shows or "words", text[span.start : span.end]) for span in event.because]
                code = "-".join(part for part in (event.type, event.mode) if part)
                yield CodingLine(cited.number, cited.anchor, code, event.aux_modes, event.phrase, tuple(words))

    def field(self, field: Field) -> FieldLine:
        values = tuple(self.value(field.name, value) for value in field.values)
        return FieldLine(label("field", field.name), label("verdict", field.verdict), values)

    def value(self, name: str, value: Value) -> SaidLine:
        if name == "stage":
            shown = label("stage", value.value).text.lower()
        elif name in ("actors", "recipients"):
            shown = ", ".join(self.codes.get(code.strip(), code.strip()) for code in value.value.split(";"))
        else:
            shown = show_value(value.value)
        spans = [Span(found.report, found.start, found.end) for found in self.records(value)]
        return SaidLine(shown, _listed(value.said_by), self.named(value.origins), self.sources.cite_all(spans))

    def records(self, value: Value) -> Iterator[Event | Claim]:
        for key in value.claims:
            found = self.claims.get(key) or self.events.get(key)
            if found:
                yield found

    def contest(self, number: int, contest: Contest) -> ContestLine:
        about = ("", "")
        if contest.episode in self.episodes:
            place, episode = self.episodes[contest.episode]
            about = (f"e{place}", _bare(episode.title, episode.stage))
        elif contest.tie in self.tie_anchors:
            anchor, tie = self.tie_anchors[contest.tie]
            about = (anchor, f"{name_of(tie.a)} and {name_of(tie.b)}")
        sides = tuple(
            SaidLine(side.holds, _listed(side.said_by), self.named(side.origins), self.sources.cite_all(side.because))
            for side in contest.sides
        )
        # "How many (killed): Clash at Bukora" is a question on an episode; the page sets the two apart.
        question, _, subject = contest.title.rpartition(": ")
        asks, title = label("contest", contest.kind).text, contest.title
        if question and subject == about[1]:
            asks, title = question, subject
        return ContestLine(f"c{number}", asks, title, contest.title, about, sides)

    def singles(self, episodes: tuple[EpisodeLine, ...]) -> Iterator[tuple[str, tuple[SingleLine, ...]]]:
        """What one origin alone says, grouped by origin in the dossier's order."""
        alone: dict[str, list[SingleLine]] = {origin.id: [] for origin in self.dossier.origins}
        for line, (_, episode) in zip(episodes, self.episodes.values(), strict=True):
            if len(episode.origins) == 1:
                said = SingleLine(line.number, line.title, "", line.anchor, line.stage, line.evidence[:1])
                alone.setdefault(episode.origins[0], []).append(said)
                continue
            for origin, said in self.details(line, episode):
                alone.setdefault(origin, []).append(said)
        for origin, lines in alone.items():
            if lines:
                yield self.labels.get(origin, origin), tuple(lines)

    def details(self, line: EpisodeLine, episode: Episode) -> Iterator[tuple[str, SingleLine]]:
        """The fields of an episode of several origins that only one of them gives, with that origin."""
        for field, shown in zip(episode.fields, line.fields, strict=True):
            if field.verdict != "single" or field.name in _PLAIN_FIELDS:
                continue
            for value, words in zip(field.values, shown.values, strict=True):
                detail = f"{shown.name.text}: {words.shown}"
                for origin in value.origins[:1]:
                    yield origin, SingleLine(line.number, line.title, detail, line.anchor, None, words.evidence[:1])

    def ties(self) -> Iterator[tuple[Label, tuple[TieLine, ...]]]:
        """Ties grouped by kind: the kinds in the order in which the dossier first has them."""
        groups: dict[str, list[TieLine]] = {}
        for anchor, tie in self.tie_anchors.values():
            groups.setdefault(tie.kind, []).append(self.tie(anchor, tie))
        for kind, lines in groups.items():
            yield label("tie", kind), tuple(lines)

    def tie(self, anchor: str, tie: Tie) -> TieLine:
        since, until = show_date(tie.held_from), show_date(tie.held_to)
        held = " ".join(part for part in (since and f"from {since}", until and f"until {until}") if part)
        return TieLine(
            anchor=anchor,
            a=name_of(tie.a),
            joint=_joint(tie.kind),
            b=name_of(tie.b),
            stage=tie.stage,
            sector=tie.sector,
            held=held,
            origins=self.named(tie.origins),
            steps=tuple(self.step(step) for step in tie.steps),
            evidence=self.sources.cite_all(tie.because),
        )

    def step(self, step: TieStep) -> SaidLine:
        said = _listed(step.said_by), self.named(step.origins), self.sources.cite_all(step.because)
        return SaidLine(step.stage, *said, when=show_date(step.date, step.date_precision))

    def outlook(self) -> Iterator[OutlookLine]:
        """What is expected, each expectation once: its copies, and the same words quoted by another, go with it."""
        groups: dict[tuple[str, str], list[OutlookLine]] = {}
        for one in self.dossier.outlook:
            cited = self.sources.cite(Span(one.report, one.start, one.end))
            if cited:
                line = OutlookLine(speakers(one.attribution) or cited.outlet, one.likelihood, cited)
                groups.setdefault((_spoken(cited.quote), one.likelihood), []).append(line)
        for first, *more in groups.values():
            copies = {
                line.evidence.anchor: line.evidence for line in more if line.evidence.anchor != first.evidence.anchor
            }
            yield replace(first, evidence=replace(first.evidence, copies=tuple(copies.values())))

    def origin_lines(self) -> Iterator[OriginLine]:
        """Origins with the reports at hand; reports that no origin names come last, under an origin without a name."""
        left = dict.fromkeys(report.id for report in self.dossier.reports)
        for origin in self.dossier.origins:
            reports = tuple(report for report in origin.reports if report in left)
            for report in reports:
                del left[report]
            yield OriginLine(
                origin.id, self.labels[origin.id], origin.why, reports, self.sources.cite_all(origin.because)
            )
        if left:
            yield OriginLine("", "Origin not determined", "", tuple(left))


def _spoken(quote: str) -> str:
    """The words of the longest quotation in ``quote``, or all of them: what two outlets quote alike is said once."""
    longest = max((found[1] for found in _QUOTED.finditer(quote)), key=len, default="")
    words = longest if len(longest) >= _LONG else quote
    return " ".join(_LETTERS.findall(words.casefold()))


def _joint(kind: str) -> str:
    """What stands between the parties of a tie: ``on`` in "Armenia on Russia", for who depends on whom must be seen."""
    known = load_tie_kinds().kinds.get(kind)
    return known.reads.format(a="", b="").strip() if known else "and"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(dict.fromkeys(name for name in names if name and name.lower() not in PRONOUNS))


def _bare(title: str, stage: str) -> str:
    """``title`` without the stage in brackets at its end: a badge beside it says that."""
    return title.removesuffix(f" ({stage})")
