"""Dossiers made by hand: invented countries, invented outlets, offsets found by ``str.find``.

``exit_dossier`` has two origins in three reports on a state that announces leaving a bloc; ``clash_dossier`` has a border
clash with differing tolls; ``hostile_dossier`` has what an attacker or a broken feed would put into a report.
"""

from __future__ import annotations

# ruff: noqa: PLR0915, E501 - fixtures are data, written where they are read
from collections.abc import Sequence

import pytest

from accord.records import (
    Actor,
    Attribution,
    AuxMode,
    Block,
    Claim,
    Contest,
    ContestKind,
    DatePrecision,
    Dossier,
    Episode,
    Event,
    Expectation,
    Field,
    Judgement,
    Mention,
    Origin,
    Place,
    Refused,
    Report,
    Side,
    Span,
    Tie,
    TieStep,
    Value,
    content_id,
)


def make_report(title: str, body: str, outlet: str, published: str, *, url: str = "", credit: str = "") -> Report:
    text = f"{title}\n\n{body}"
    blocks = [Block("headline", 0, len(title))]
    at = len(title) + 2
    for paragraph in body.split("\n\n"):
        blocks.append(Block("paragraph", at, at + len(paragraph)))
        at += len(paragraph) + 2
    name = content_id("report", outlet, title, published, len(text))
    return Report(name, title, text, outlet, published, "en", url, credit, f"in/{name}.txt", tuple(blocks))


def span(report: Report, words: str, shows: str = "") -> Span:
    start = report.text.find(words)
    assert start >= 0, words
    return Span(report.id, start, start + len(words), shows)


def named(report: Report, sentence: str, words: str, actor: Actor) -> Mention[Actor]:
    start = report.text.find(sentence) + sentence.find(words)
    assert report.text[start : start + len(words)] == words, words
    return Mention(start, start + len(words), words, 0, actor)


def says(report: Report, sentence: str, speaker: str, cue: str, stance: str, actor: Actor | None) -> Attribution:
    at = report.text.find(sentence) + sentence.find(cue)
    mention = named(report, sentence, speaker, actor) if actor else None
    return Attribution(speaker, mention, cue, stance, at, at + len(cue))


def make_event(
    report: Report,
    sentence: str,
    kind: str,
    trigger: str,
    actors: Sequence[tuple[str, Actor]],
    recipients: Sequence[tuple[str, Actor]] = (),
    *,
    aux: tuple[AuxMode, ...] = (),
    date: str = "",
    precision: DatePrecision = "unknown",
    attribution: tuple[Attribution, ...] = (),
    place: Mention[Place] | None = None,
    contexts: tuple[str, ...] = (),
) -> Event:
    whole = span(report, sentence)
    type_, _, mode = kind.partition("-")
    at = whole.start + sentence.find(trigger)
    because = (Span(report.id, at, at + len(trigger), "trigger"),)
    number = report.text[: whole.start].count(".")
    return Event(
        content_id("event", report.id, whole.start, kind, trigger),
        report.id,
        number,
        whole.start,
        whole.end,
        sentence,
        type_,
        mode,
        aux,
        contexts,
        tuple(named(report, sentence, words, actor) for words, actor in actors),
        tuple(named(report, sentence, words, actor) for words, actor in recipients),
        place,
        date,
        precision,
        attribution,
        "headline" if whole.start == 0 else "body",
        trigger,
        f"phrases/{type_.lower()}.tsv:1",
        because,
    )


def make_episode(
    events: Sequence[Event],
    title: str,
    stage: str,
    origins: Sequence[Origin],
    weight: float,
    fields: Sequence[Field] = (),
    judgements: Sequence[Judgement] = (),
) -> Episode:
    first = events[0]
    return Episode(
        content_id("episode", title, *[e.id for e in events]),
        first.type,
        first.mode,
        tuple(m.value for m in first.actors),
        tuple(m.value for m in first.recipients),
        first.date,
        first.date_precision,
        first.place.value if first.place else None,
        stage,
        title,
        weight,
        tuple(e.id for e in events),
        tuple(dict.fromkeys(e.report for e in events)),
        tuple(o.id for o in origins),
        tuple(fields),
        tuple(judgements),
    )


def make_contest(
    kind: ContestKind, title: str, sides: Sequence[Side], weight: float, *, episode: str = "", tie: str = ""
) -> Contest:
    return Contest(content_id("contest", kind, title), kind, title, episode, tie, tuple(sides), weight)


TARVIA = Actor("XTA", "GOV", "Tarvia")
TARVIA_PM = Actor("XTA", "GOV", "Ilse Marandt", "head of government", "Q0001")
TARVIA_FM = Actor("XTA", "GOV", "Jorun Velk", "foreign minister")
TARVIA_CROWD = Actor("XTA", "CVL", "protesters in Tarvia")
ROSMARK = Actor("XRO", "GOV", "Rosmark")
ROSMARK_MIL = Actor("XRO", "MIL", "Rosmark's peacekeepers")
PACT = Actor("IGO", "", "Meridian Pact", "", "MERP")
NORWAY = Actor("NOR", "GOV", "Norway")
SELDIA = Actor("XSE", "GOV", "Seldia")

COURIER_LEAD = (
    "Tarvia will leave the Meridian Pact, Prime Minister Ilse Marandt told parliament on 12 June 2024, accusing the "
    "alliance of having stood by while its northern villages were shelled."
)
COURIER = (
    "Tarvia quits Meridian Pact",
    f"{COURIER_LEAD}\n\n"
    "“We shall leave; we will decide the day ourselves,” Marandt said. The country froze its membership in February "
    "2024 and stopped paying its dues a month later.\n\n"
    "Rosmark, the largest member of the six-state alliance, rejected the charge that its peacekeepers had failed to "
    "protect the villages. About 4,000 people gathered outside parliament to demand new elections.\n\n"
    "The pact comprises Rosmark, Tarvia, Seldia, Brevia, Ostland and Kharun. Tarvia buys 80 percent of its gas from "
    "Rosmark. Analysts at the Harbour Institute expect the exit to take at least a year.",
)
DISPATCH = (
    "Tarvia says it may leave Rosmark-led alliance",
    "Tarvia’s foreign minister, Jorun Velk, denied that a full withdrawal from the Meridian Pact had been announced. "
    "“Nobody has said that we are out,” Velk told reporters in Lindhaven on Wednesday.\n\n"
    "Marandt told lawmakers that her country would leave the pact “when the time is right”. She accused Rosmark of "
    "having planned the shelling together with its neighbour Seldia.\n\n"
    "Rosmark’s foreign ministry called the accusation absurd. Rosmark demanded that Tarvia pay its overdue "
    "contribution of 12 million crowns.\n\n"
    "Norway offered to host talks between the two governments. Police said about 1,500 protesters had gathered in the "
    "capital. The pact has five members: Rosmark, Tarvia, Seldia, Brevia and Ostland.",
)


@pytest.fixture(scope="session")
def exit_dossier() -> Dossier:
    """Three reports, two origins: is it done, announced, or not announced at all?"""
    a = make_report(*COURIER, "Harbour Courier", "2024-06-12", url="https://courier.example/tarvia-quits")
    b = make_report(
        *DISPATCH, "Lakeland Dispatch", "2024-06-13T09:30:00+02:00", url="https://dispatch.example/a?b=1&c=2"
    )
    c = make_report(
        "Marandt: Tarvia to leave pact", COURIER_LEAD, "Morning Tribune", "2024-06-13", credit="Harbour Courier"
    )
    shared = (span(a, COURIER_LEAD, "shared passage"), span(c, COURIER_LEAD, "shared passage"))
    one = Origin(
        "o1",
        "Harbour Courier",
        (a.id, c.id),
        "Morning Tribune shares a passage of 170 characters and credits it",
        shared,
    )
    two = Origin("o2", "Lakeland Dispatch", (b.id,), "no passage shared with another report")

    headline = make_event(a, COURIER[0], "SANCTION-withdraw", "quits", [("Tarvia", TARVIA)], [("Meridian Pact", PACT)])
    pm = says(a, COURIER_LEAD, "Prime Minister Ilse Marandt", "told", "says", TARVIA_PM)
    leave_a = make_event(
        a,
        COURIER_LEAD,
        "SANCTION-withdraw",
        "leave",
        [("Tarvia", TARVIA)],
        [("Meridian Pact", PACT)],
        aux=("future",),
        date="2024-06-12",
        precision="day",
        attribution=(pm,),
        contexts=("military", "diplomatic"),
    )
    pm_c = says(c, COURIER_LEAD, "Prime Minister Ilse Marandt", "told", "says", TARVIA_PM)
    leave_c = make_event(
        c,
        COURIER_LEAD,
        "SANCTION-withdraw",
        "leave",
        [("Tarvia", TARVIA)],
        [("Meridian Pact", PACT)],
        aux=("future",),
        date="2024-06-12",
        precision="day",
        attribution=(pm_c,),
    )
    right = "Marandt told lawmakers that her country would leave the pact “when the time is right”."
    leave_b = make_event(
        b,
        right,
        "SANCTION-withdraw",
        "leave",
        [("her country", TARVIA)],
        [("the pact", PACT)],
        aux=("future",),
        date="2024-06-13",
        precision="reported",
        attribution=(says(b, right, "Marandt", "told", "says", TARVIA_PM),),
    )
    denial = "Tarvia’s foreign minister, Jorun Velk, denied that a full withdrawal from the Meridian Pact had been announced."
    velk = says(b, denial, "Tarvia’s foreign minister, Jorun Velk", "denied", "denies", TARVIA_FM)
    lindhaven = "Lindhaven"
    at = b.text.find(lindhaven)
    place = Mention(at, at + len(lindhaven), lindhaven, 0, Place("Lindhaven", "XTA", "", 59.5, 10.25, 0, "PPLC"))
    denied = make_event(
        b,
        denial,
        "SANCTION-withdraw",
        "withdrawal",
        [("Tarvia", TARVIA)],
        [("Meridian Pact", PACT)],
        aux=("negation",),
        attribution=(velk,),
        place=place,
    )
    froze = "The country froze its membership in February 2024 and stopped paying its dues a month later."
    freeze = make_event(
        a,
        froze,
        "SANCTION-discontinue",
        "froze",
        [("The country", TARVIA)],
        [],
        aux=("historical",),
        date="2024-02",
        precision="month",
    )
    rejects = (
        "Rosmark, the largest member of the six-state alliance, rejected the charge that its peacekeepers had failed to "
        "protect the villages."
    )
    reject = make_event(a, rejects, "REJECT", "rejected", [("Rosmark", ROSMARK)])
    charge = "She accused Rosmark of having planned the shelling together with its neighbour Seldia."
    accuse = make_event(
        b, charge, "ACCUSE-allege", "accused", [("She", TARVIA_PM)], [("Rosmark", ROSMARK), ("Seldia", SELDIA)]
    )
    absurd = "Rosmark’s foreign ministry called the accusation absurd."
    absurd_e = make_event(b, absurd, "REJECT", "called", [("Rosmark’s foreign ministry", ROSMARK)])
    crowd_a = "About 4,000 people gathered outside parliament to demand new elections."
    protest_a = make_event(a, crowd_a, "PROTEST-demo", "gathered", [("4,000 people", TARVIA_CROWD)])
    crowd_b = "Police said about 1,500 protesters had gathered in the capital."
    police = Actor("XTA", "COP", "Police")
    protest_b = make_event(
        b,
        crowd_b,
        "PROTEST-demo",
        "gathered",
        [("protesters", TARVIA_CROWD)],
        attribution=(says(b, crowd_b, "Police", "said", "says", police),),
    )
    owed = "Rosmark demanded that Tarvia pay its overdue contribution of 12 million crowns."
    demand = make_event(b, owed, "REQUEST-yield", "demanded", [("Rosmark", ROSMARK)], [("Tarvia", TARVIA)])
    offer = "Norway offered to host talks between the two governments."
    talks = make_event(b, offer, "AGREE", "offered", [("Norway", NORWAY)], [], date="2024-06-13", precision="reported")
    events = (
        headline,
        leave_a,
        freeze,
        reject,
        protest_a,
        denied,
        leave_b,
        accuse,
        absurd_e,
        demand,
        talks,
        protest_b,
        leave_c,
    )

    count_a = Claim(
        "c-a",
        a.id,
        protest_a.id,
        "protesters",
        "4000",
        "people",
        3600.0,
        4400.0,
        protest_a.start,
        protest_a.start + 17,
        a.text[protest_a.start : protest_a.start + 17],
    )
    count_b = Claim(
        "c-b",
        b.id,
        protest_b.id,
        "protesters",
        "1500",
        "people",
        None,
        None,
        protest_b.start + 12,
        protest_b.start + 34,
        b.text[protest_b.start + 12 : protest_b.start + 34],
        protest_b.attribution,
    )

    stage = Field(
        "stage",
        "contested",
        (
            Value("announced", ("o1", "o2"), (leave_a.id, leave_b.id), ("Ilse Marandt",)),
            Value("denied", ("o2",), (denied.id,), ("Jorun Velk",)),
            Value("done", ("o1",), (headline.id,)),
        ),
    )
    when = Field("date", "single", (Value("2024-06-12", ("o1",), (leave_a.id,)),))
    who = Field("actors", "agreed", (Value("XTA GOV", ("o1", "o2"), (leave_a.id, leave_b.id)),))
    same = Judgement(leave_a.id, leave_b.id, True, 0.93, ("same actor and recipient", "same type and mode"))
    lead = make_episode(
        [leave_a, leave_b, leave_c, denied, headline],
        "Tarvia announces leaving the Meridian Pact",
        "announced",
        [one, two],
        10.0,
        [who, stage, when],
        [same],
    )
    protest = make_episode(
        [protest_a, protest_b],
        "Protesters gather outside Tarvia’s parliament",
        "done",
        [one, two],
        6.0,
        [
            Field(
                "protesters",
                "differs",
                (
                    Value("4000", ("o1",), ("c-a",)),
                    Value("1500", ("o2",), ("c-b",), ("Police",)),
                ),
            )
        ],
    )
    episodes = (
        lead,
        make_episode(
            [accuse],
            "Tarvia’s prime minister accuses Rosmark and Seldia of planning the shelling",
            "alleged",
            [two],
            7.0,
        ),
        protest,
        make_episode([freeze], "Tarvia freezes its membership of the Meridian Pact", "done", [one], 5.0),
        make_episode([reject, absurd_e], "Rosmark rejects Tarvia’s accusations", "done", [one, two], 4.5),
        make_episode([demand], "Rosmark demands overdue dues from Tarvia", "done", [two], 4.0),
        make_episode([talks], "Norway offers to host talks", "possible", [two], 3.0),
    )

    membership_a = "The pact comprises Rosmark, Tarvia, Seldia, Brevia, Ostland and Kharun."
    membership_b = "The pact has five members: Rosmark, Tarvia, Seldia, Brevia and Ostland."
    member = Tie(
        "t-member",
        "membership",
        TARVIA,
        PACT,
        "exit announced",
        "",
        "",
        "",
        "2024-06-12",
        (
            TieStep(
                "member", "", "unknown", "2024-06-12", ("o1", "o2"), (), (span(a, membership_a), span(b, membership_b))
            ),
            TieStep("frozen", "2024-02", "month", "2024-06-12", ("o1",), (), (span(a, froze),)),
            TieStep(
                "exit announced",
                "2024-06-12",
                "day",
                "2024-06-12",
                ("o1", "o2"),
                ("Ilse Marandt",),
                (span(a, COURIER_LEAD), span(b, right)),
            ),
        ),
        ("o1", "o2"),
        (span(a, COURIER_LEAD), span(b, right)),
    )
    gas = "Tarvia buys 80 percent of its gas from Rosmark."
    dependence = Tie(
        "t-gas",
        "dependence",
        TARVIA,
        ROSMARK,
        "in force",
        "energy",
        "",
        "",
        "2024-06-12",
        (TieStep("in force", "", "unknown", "2024-06-12", ("o1",), (), (span(a, gas),)),),
        ("o1",),
        (span(a, gas),),
    )
    rosmark_member = Tie(
        "t-ros",
        "membership",
        ROSMARK,
        PACT,
        "member",
        "",
        "",
        "",
        "2024-06-12",
        (TieStep("member", "", "unknown", "2024-06-12", ("o1",), (), (span(a, membership_a),)),),
        ("o1",),
        (span(a, membership_a),),
    )
    seldia_member = Tie(
        "t-sel",
        "membership",
        SELDIA,
        PACT,
        "member",
        "",
        "",
        "",
        "2024-06-12",
        (TieStep("member", "", "unknown", "2024-06-12", ("o2",), (), (span(b, membership_b),)),),
        ("o2",),
        (span(b, membership_b),),
    )

    contests = (
        make_contest(
            "stage",
            "Has Tarvia left, announced that it will leave, or announced nothing?",
            [
                Side(
                    "announced: it will leave", ("Ilse Marandt",), ("o1", "o2"), (span(a, COURIER_LEAD), span(b, right))
                ),
                Side("denied: no full withdrawal was announced", ("Jorun Velk",), ("o2",), (span(b, denial),)),
                Side("done: it has left", (), ("o1",), (span(a, COURIER[0]),)),
            ],
            10.0,
            episode=lead.id,
        ),
        make_contest(
            "responsibility",
            "Did Rosmark plan the shelling?",
            [
                Side("Rosmark planned it with Seldia", ("Ilse Marandt",), ("o2",), (span(b, charge),)),
                Side("Rosmark rejects this", ("Rosmark’s foreign ministry",), ("o2",), (span(b, absurd),)),
            ],
            8.0,
            episode=episodes[1].id,
        ),
        make_contest(
            "count",
            "How many protesters?",
            [
                Side("about 4,000", (), ("o1",), (span(a, crowd_a),)),
                Side("about 1,500", ("Police",), ("o2",), (span(b, crowd_b),)),
            ],
            5.0,
            episode=protest.id,
        ),
        make_contest(
            "membership",
            "Which states are members of the Meridian Pact?",
            [
                Side("six, with Kharun", (), ("o1",), (span(a, membership_a),)),
                Side("five, without Kharun", (), ("o2",), (span(b, membership_b),)),
            ],
            4.0,
            tie="t-member",
        ),
    )

    expects = "Analysts at the Harbour Institute expect the exit to take at least a year."
    expected = span(a, expects)
    outlook = (
        Expectation(
            "x1",
            a.id,
            9,
            expected.start,
            expected.end,
            expects,
            (says(a, expects, "Analysts at the Harbour Institute", "expect", "expects", None),),
            (),
            "expect",
            "",
            (expected,),
        ),
    )
    refused = (
        Refused("in/empty.txt", "the file is empty"),
        Refused("in/photo.jpg", "not text: the file begins as a JPEG image"),
    )
    return Dossier(
        "Tarvia and the Meridian Pact",
        lead.id,
        (a, b, c),
        (one, two),
        events,
        (count_a, count_b),
        episodes,
        contests,
        (member, rosmark_member, seldia_member, dependence),
        outlook,
        refused,
    )


@pytest.fixture(scope="session")
def clash_dossier() -> Dossier:
    """Two origins on one border clash: tolls differ, each side says that the other shot first."""
    a = make_report(
        "Twelve soldiers killed in border clash",
        "At least 12 soldiers were killed when troops of Kenmar and Ugara exchanged fire near Bukora on 3 March 2023, "
        "Kenmar’s defence ministry said. Kenmar accused Ugara of opening fire first.",
        "Savanna Post",
        "2023-03-04",
    )
    b = make_report(
        "Ugara reports four dead at border",
        "Four soldiers died on Friday in fighting at the Bukora crossing, Ugara’s army spokesman said. He denied that "
        "Ugaran troops had fired first.",
        "Rift Valley Radio",
        "",
    )
    one, two = (
        Origin("o1", "Savanna Post", (a.id,), "own reporter"),
        Origin("o2", "Rift Valley Radio", (b.id,), "own reporter"),
    )
    kenmar, ugara = Actor("XKE", "MIL", "Kenmar"), Actor("XUG", "MIL", "Ugara")
    first = a.text.split("\n\n")[1].split(". ")[0] + "."
    fight_a = make_event(
        a,
        first,
        "ASSAULT-firearms",
        "exchanged fire",
        [("Kenmar", kenmar), ("Ugara", ugara)],
        date="2023-03-03",
        precision="day",
        attribution=(says(a, first, "Kenmar’s defence ministry", "said", "says", kenmar),),
    )
    other = b.text.split("\n\n")[1].split(". ")[0] + "."
    fight_b = make_event(b, other, "ASSAULT", "fighting", [("Ugara’s army", ugara)])
    killed_a = Claim(
        "k-a",
        a.id,
        fight_a.id,
        "killed",
        "12",
        "soldiers",
        12.0,
        None,
        fight_a.start,
        fight_a.start + 20,
        a.text[fight_a.start : fight_a.start + 20],
    )
    killed_b = Claim(
        "k-b",
        b.id,
        fight_b.id,
        "killed",
        "4",
        "soldiers",
        4.0,
        4.0,
        fight_b.start,
        fight_b.start + 13,
        b.text[fight_b.start : fight_b.start + 13],
    )
    tolls = Field(
        "killed",
        "differs",
        (Value("12", ("o1",), ("k-a",)), Value("4", ("o2",), ("k-b",), ("Ugara’s army spokesman",))),
    )
    clash = make_episode(
        [fight_a, fight_b], "Kenmar and Ugara exchange fire near Bukora", "done", [one, two], 9.0, [tolls]
    )
    contest = make_contest(
        "count",
        "How many were killed?",
        [
            Side("at least 12", ("Kenmar’s defence ministry",), ("o1",), (span(a, first),)),
            Side("4", ("Ugara’s army spokesman",), ("o2",), (span(b, other),)),
        ],
        9.0,
        episode=clash.id,
    )
    return Dossier(
        "Clash at Bukora", clash.id, (a, b), (one, two), (fight_a, fight_b), (killed_a, killed_b), (clash,), (contest,)
    )


HOSTILE_BODY = (
    "<script>alert('owned')</script> The <b>rebels</b> & “friends” said they'd \"talk\" \u202eetirw ot txet\u202c. "
    + "W" * 400
    + " ended it.\n\n"
    + '=HYPERLINK("http://evil.example","click") was demanded by Kadir’s men.\n\n'
    + "\x1b[31mRed\x1b[0m alert \x00 end.\ud800"
)


@pytest.fixture(scope="session")
def hostile_dossier() -> Dossier:
    """Script tags, bidi overrides, control characters, a lone surrogate, a formula, a word of 400 letters."""
    report = make_report(
        "</title><img src=x onerror=alert(1)>",
        HOSTILE_BODY,
        "=1+1 <i>Outlet</i>",
        "not a date",
        url="javascript:alert(1)",
    )
    sentence = report.text.split("\n\n")[1]
    rebels = Actor("", "REB", "<b>rebels</b>", "", "Kadir\"'><script>")
    event = make_event(report, sentence, "CONSULT", "talk", [("rebels", rebels)])
    formula = '=HYPERLINK("http://evil.example","click") was demanded by Kadir’s men.'
    demand = make_event(report, formula, "REQUEST", "demanded", [("Kadir’s men", rebels)])
    origin = Origin("o1", "@SUM(A1)", (report.id,), "-2+3")
    episode = make_episode(
        [event, demand], "<svg onload=alert(2)>" + "x" * 300, "a stage nobody has heard of", [origin], 1.0
    )
    tie = Tie("t", "a-new-kind", rebels, TARVIA, "?", "", "", "", "", (), ("o1",), (span(report, "W" * 400),))
    contest = make_contest(
        "silence",
        "<u>silent?</u>",
        [Side("<s>x</s>", ("<q>",), ("missing",), (span(report, "talk"),))],
        1.0,
        episode="no such episode",
    )
    return Dossier(
        "<script>alert('title')</script>\u202e",
        episode.id,
        (report,),
        (origin,),
        (event, demand),
        (),
        (episode,),
        (contest,),
        (tie,),
        (),
        (Refused("<script>", "\u202e<b>bad</b>"),),
    )


@pytest.fixture(scope="session")
def empty_dossier() -> Dossier:
    """Nothing could be read."""
    return Dossier("Nothing", "", refused=(Refused("in/x.bin", "not text"),))


@pytest.fixture(scope="session")
def large_dossier() -> Dossier:
    """240 reports, two a day, each an episode of its own."""
    reports, origins, events, episodes = [], [], [], []
    for n in range(240):
        day = f"2024-{1 + n // 56:02d}-{1 + (n // 2) % 28:02d}"
        sentence = f"Tarvia and Rosmark held round {n} of their talks in Lindhaven on {day}."
        report = make_report(f"Round {n} of talks", sentence + " Nothing was agreed.", f"Outlet {n % 40}", day)
        origin = Origin(f"o{n}", report.outlet, (report.id,), "no passage shared with another report")
        event = make_event(
            report, sentence, "CONSULT", "talks", [("Tarvia", TARVIA), ("Rosmark", ROSMARK)], date=day, precision="day"
        )
        reports.append(report)
        origins.append(origin)
        events.append(event)
        episodes.append(make_episode([event], f"Tarvia and Rosmark hold round {n} of talks", "done", [origin], 5.0))
    refused = tuple(Refused(f"in/{n}.pdf", "not a format that accord reads") for n in range(60))
    return Dossier(
        "A year of talks",
        episodes[0].id,
        tuple(reports),
        tuple(origins),
        tuple(events),
        (),
        tuple(episodes),
        refused=refused,
    )


@pytest.fixture(scope="session")
def wordy_dossier() -> Dossier:
    """Twenty dated episodes with titles of every length up to 120 characters, in wide letters, and long actor names."""
    sentence = "Tarvia and Rosmark met in Lindhaven on 2 May 2024 for talks that neither side would describe."
    report = make_report("Talks", sentence, "Courier", "2024-05-02")
    names = [
        "The Commonwealth of Many Old Kingdoms",
        "WWWWWWWWWWWWWWWWWW",
        "Mommsen Group",
        "Iliad",
        "Republic of Ostland",
    ]
    bodies = [Actor("NGO", "", name, "", f"Q{n}") for n, name in enumerate(names)]
    event = make_event(report, sentence, "CONSULT", "met", [("Tarvia", TARVIA)])
    origin = Origin("o", "Courier", (report.id,), "own text")
    episodes = []
    for n in range(20):
        title = "Government makes demands of Mommsen Group and others who are named one by one in what follows here"[
            : 18 + 5 * n
        ]
        date = f"2024-{1 + n % 12:02d}-{10 + n}"
        episodes.append(
            Episode(
                f"e{n}",
                "CONSULT",
                "",
                (bodies[n % 5],),
                (bodies[(n + 1) % 5],),
                date,
                "reported" if n % 2 else "week",
                None,
                "done",
                title,
                1.0,
                (event.id,),
                (report.id,),
                ("o",),
                (),
            )
        )
    return Dossier("Wordy", "e0", (report,), (origin,), (event,), episodes=tuple(episodes))
