"""Coded reports made by hand: events are given by the words of the report that they rest on.

``write`` makes a report of paragraphs; ``Coder`` adds events, claims, ties and silences, each found by its words, so
that every quote is ``text[start:end]`` here too. Actors are written ``ARM``, ``ARM GOV`` or ``IGO CSTO``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from accord.records import (
    Actor,
    Attribution,
    Block,
    Claim,
    Coded,
    Event,
    Expectation,
    Mention,
    Place,
    Report,
    Silence,
    Span,
    TieClaim,
    content_id,
)

_BODIES = ("IGO", "UNO", "EUR", "NGO")


def actor(code: str, name: str = "", role: str = "") -> Actor:
    country, _, rest = code.partition(" ")
    if country in _BODIES:
        return Actor(country, "", name or rest or country, role, rest)
    return Actor(country, rest, name, role)


def mention(who: str | Actor, text: str = "") -> Mention[Actor]:
    value = who if isinstance(who, Actor) else actor(who)
    return Mention(0, 1, text or value.name or value.code, 0, value)


def write(
    *paragraphs: str, title: str = "", outlet: str = "", published: str = "2031-03-05", credit: str = ""
) -> Report:
    text = "\n\n".join([title, *paragraphs] if title else paragraphs)
    blocks = [Block("headline", 0, len(title))] if title else []
    position = len(title) + 2 if title else 0
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", position, position + len(paragraph)))
        position += len(paragraph) + 2
    return Report(
        content_id("report", title, text, outlet, published, credit),
        title, text, outlet=outlet, published=published, credit=credit, blocks=tuple(blocks),
    )  # fmt: skip


def voice(name: str, stance: str = "says", who: str | Actor | None = None) -> tuple[Attribution, ...]:
    return (Attribution(name, mention(who, name) if who else None, "said", stance, 0, 0),)


@dataclass
class Coder:
    report: Report
    events: list[Event] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    tie_claims: list[TieClaim] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    expectations: list[Expectation] = field(default_factory=list)

    def find(self, words: str) -> tuple[int, int]:
        start = self.report.text.index(words)
        return start, start + len(words)

    def event(
        self, words: str, kind: str, actors: str = "", recipients: str = "", *, aux: tuple = (), date: str = "",
        precision: str = "", place: Place | None = None, by: tuple[Attribution, ...] = (), where: str = "",
        trigger: str = "", sentence: int | None = None, contexts: tuple = (),
    ) -> Event:  # fmt: skip
        start, end = self.find(words)
        type_, _, mode = kind.partition("-")
        headline = bool(self.report.title) and end <= len(self.report.title)
        event = Event(
            id=content_id("event", self.report.id, start, end, kind, actors, recipients, aux),
            report=self.report.id,
            sentence=self.report.text.count(". ", 0, start) + self.report.text.count("\n\n", 0, start)
            if sentence is None
            else sentence,
            start=start,
            end=end,
            quote=words,
            type=type_,
            mode=mode,
            aux_modes=aux,
            contexts=contexts,
            actors=tuple(mention(code) for code in actors.split(";") if code),
            recipients=tuple(mention(code) for code in recipients.split(";") if code),
            place=Mention(start, start + 1, place.name, 0, place) if place else None,
            date=date or self.report.published,
            date_precision=precision or ("day" if date else "reported"),
            attribution=by,
            where=where or ("headline" if headline else "body"),
            trigger=trigger,
            phrase="test:1",
            because=(Span(self.report.id, start, end, "trigger"),),
        )
        self.events.append(event)
        return event

    def count(self, event: Event, words: str, name: str, value: float, *, low=None, high=None, unit="", by=()) -> Claim:
        start, end = self.find(words)
        claim = Claim(
            content_id("claim", event.id, start, end, name), self.report.id, event.id, name, str(value), unit, low,
            high, start, end, words, tuple(by) or event.attribution,
        )  # fmt: skip
        self.claims.append(claim)
        return claim

    def tie(
        self, words: str, kind: str, a: str, b: str, *, stage: str = "", sector: str = "", aux: tuple = (),
        date: str = "", by: tuple[Attribution, ...] = (),
    ) -> TieClaim:  # fmt: skip
        start, end = self.find(words)
        claim = TieClaim(
            content_id("tie", self.report.id, start, end, kind, a, b, stage), self.report.id, start, start, end, words,
            kind, mention(a), mention(b), stage, sector, aux, by, date,
            "day" if date else "unknown", "body", "", "test:1", (),
        )  # fmt: skip
        self.tie_claims.append(claim)
        return claim

    def silence(self, words: str, who: Actor) -> Silence:
        start, end = self.find(words)
        silence = Silence(
            content_id("silence", self.report.id, start), self.report.id, 0, start, end, words, mention(who), ()
        )
        self.silences.append(silence)
        return silence

    def coded(self) -> Coded:
        return Coded(
            self.report, tuple(self.events), tuple(self.claims), tuple(self.tie_claims), tuple(self.expectations),
            tuple(self.silences),
        )  # fmt: skip


def make_exit_story() -> list[Coded]:
    """Two outlets on one announced exit, with a denial, a freeze and lists of members that differ."""
    first = Coder(
        write(
            "The prime minister of Kenya told parliament on Wednesday that the country will leave the East Union.",
            "Kenya had earlier frozen its membership. The union comprises Kenya, Uganda, Rwanda and Tanzania.",
            "Kenya accused Uganda of hiding rebels in its border forests. Uganda rejected the accusation as baseless.",
            "The Kenyan Foreign Ministry declined to comment.",
            title="Kenya quits East Union",
            outlet="The Lakeside Post",
        )
    )
    first.event("Kenya quits East Union", "SANCTION-withdraw", "KEN", "IGO EUNION", trigger="quit")
    first.event(
        "the country will leave the East Union", "SANCTION-withdraw", "KEN GOV", "IGO EUNION", aux=("future",),
        trigger="leave", where="lead", by=voice("prime minister", "announces", "KEN GOV"),
    )  # fmt: skip
    first.event(
        "Kenya had earlier frozen its membership", "SANCTION-discontinue", "KEN", "IGO EUNION", aux=("historical",)
    )
    for state in ("KEN", "UGA", "RWA", "TZA"):
        first.tie("The union comprises Kenya, Uganda, Rwanda and Tanzania", "membership", state, "IGO EUNION")
    first.event("Kenya accused Uganda of hiding rebels in its border forests", "ACCUSE-allege", "KEN", "UGA")
    first.event("Uganda rejected the accusation as baseless", "REJECT", "UGA", "KEN")
    first.silence(
        "The Kenyan Foreign Ministry declined to comment", actor("KEN GOV", "Kenyan Foreign Ministry", "ministry")
    )
    second = Coder(
        write(
            "Kenya announced that it would withdraw from the East Union, which includes Uganda and Rwanda and Burundi.",
            "Foreign Minister Asha Otieno said that no full withdrawal had been announced.",
            title="Kenya to leave East Union",
            outlet="Highland Radio",
        )
    )
    second.event(
        "Kenya to leave East Union", "SANCTION-withdraw", "KEN", "IGO EUNION", aux=("future",), trigger="leave"
    )
    second.event(
        "it would withdraw from the East Union", "SANCTION-withdraw", "KEN", "IGO EUNION", aux=("future",),
        where="lead", trigger="withdraw",
    )  # fmt: skip
    minister = actor("KEN GOV", "Asha Otieno", "foreign minister")
    second.event(
        "no full withdrawal had been announced", "SANCTION-withdraw", "KEN", "IGO EUNION", aux=("negation",),
        by=voice("Asha Otieno", "says", minister), trigger="withdrawal",
    )  # fmt: skip
    for state in ("UGA", "RWA", "BDI"):
        second.tie("which includes Uganda and Rwanda and Burundi", "membership", state, "IGO EUNION")
    return [first.coded(), second.coded()]
