"""A state announces that it leaves a bloc. Is it done, announced, or not announced at all?"""

from __future__ import annotations

from accord.records import (
    Actor,
    Dossier,
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
    Value,
)
from publishing.parts import (
    NORWAY,
    PACT,
    ROSMARK,
    SELDIA,
    TARVIA,
    TARVIA_CROWD,
    TARVIA_FM,
    TARVIA_PM,
    make_claim,
    make_contest,
    make_episode,
    make_event,
    make_report,
    make_tie,
    says,
    span,
    step,
)  # fmt: skip

# What the three reports say, and whose words they are.

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

FIRST = make_report(*COURIER, "Harbour Courier", "2024-06-12", url="https://courier.example/tarvia-quits")
SECOND = make_report(
    *DISPATCH, "Lakeland Dispatch", "2024-06-13T09:30:00+02:00", url="https://dispatch.example/a?b=1&c=2"
)
COPY = make_report(
    "Marandt: Tarvia to leave pact", COURIER_LEAD, "Morning Tribune", "2024-06-13", credit="Harbour Courier"
)
SHARED = (span(FIRST, COURIER_LEAD, "shared passage"), span(COPY, COURIER_LEAD, "shared passage"))
ONE = Origin(
    "o1",
    "Harbour Courier",
    (FIRST.id, COPY.id),
    "Morning Tribune shares a passage of 170 characters and credits it",
    SHARED,
)
TWO = Origin("o2", "Lakeland Dispatch", (SECOND.id,), "no passage shared with another report")

# Events, as each report tells them.

LEAVES = "SANCTION-withdraw"
HEADLINE = make_event(FIRST, COURIER[0], LEAVES, "quits", [("Tarvia", TARVIA)], [("Meridian Pact", PACT)])


def announced(report: Report, *, contexts: tuple[str, ...] = ()) -> Event:
    """The lead of the first report, which the third copies."""
    return make_event(
        report,
        COURIER_LEAD,
        LEAVES,
        "leave",
        [("Tarvia", TARVIA)],
        [("Meridian Pact", PACT)],
        aux=("future",),
        date="2024-06-12",
        precision="day",
        attribution=(says(report, COURIER_LEAD, "Prime Minister Ilse Marandt", "told", "says", TARVIA_PM),),
        contexts=contexts,
    )


LEAVING = announced(FIRST, contexts=("military", "diplomatic"))
LEAVING_COPIED = announced(COPY)
IN_TIME = "Marandt told lawmakers that her country would leave the pact “when the time is right”."
LEAVING_IN_TIME = make_event(
    SECOND,
    IN_TIME,
    LEAVES,
    "leave",
    [("her country", TARVIA)],
    [("the pact", PACT)],
    aux=("future",),
    date="2024-06-13",
    precision="reported",
    attribution=(says(SECOND, IN_TIME, "Marandt", "told", "says", TARVIA_PM),),
)
DENIAL = (
    "Tarvia’s foreign minister, Jorun Velk, denied that a full withdrawal from the Meridian Pact had been announced."
)
VELK = says(SECOND, DENIAL, "Tarvia’s foreign minister, Jorun Velk", "denied", "denies", TARVIA_FM)
LINDHAVEN = "Lindhaven"
AT = SECOND.text.find(LINDHAVEN)
PLACE = Mention(AT, AT + len(LINDHAVEN), LINDHAVEN, 0, Place("Lindhaven", "XTA", "", 59.5, 10.25, 0, "PPLC"))
DENIED = make_event(
    SECOND,
    DENIAL,
    LEAVES,
    "withdrawal",
    [("Tarvia", TARVIA)],
    [("Meridian Pact", PACT)],
    aux=("negation",),
    attribution=(VELK,),
    place=PLACE,
)
FROZE = "The country froze its membership in February 2024 and stopped paying its dues a month later."
FREEZE = make_event(
    FIRST,
    FROZE,
    "SANCTION-discontinue",
    "froze",
    [("The country", TARVIA)],
    [],
    aux=("historical",),
    date="2024-02",
    precision="month",
)
REJECTS = (
    "Rosmark, the largest member of the six-state alliance, rejected the charge that its peacekeepers had failed to "
    "protect the villages."
)
REJECTION = make_event(FIRST, REJECTS, "REJECT", "rejected", [("Rosmark", ROSMARK)])
CHARGE = "She accused Rosmark of having planned the shelling together with its neighbour Seldia."
ACCUSATION = make_event(
    SECOND, CHARGE, "ACCUSE-allege", "accused", [("She", TARVIA_PM)], [("Rosmark", ROSMARK), ("Seldia", SELDIA)]
)
ABSURD = "Rosmark’s foreign ministry called the accusation absurd."
REBUFF = make_event(SECOND, ABSURD, "REJECT", "called", [("Rosmark’s foreign ministry", ROSMARK)])
CROWD = "About 4,000 people gathered outside parliament to demand new elections."
PROTEST = make_event(FIRST, CROWD, "PROTEST-demo", "gathered", [("4,000 people", TARVIA_CROWD)])
SMALL_CROWD = "Police said about 1,500 protesters had gathered in the capital."
POLICE = Actor("XTA", "COP", "Police")
SMALL_PROTEST = make_event(
    SECOND,
    SMALL_CROWD,
    "PROTEST-demo",
    "gathered",
    [("protesters", TARVIA_CROWD)],
    attribution=(says(SECOND, SMALL_CROWD, "Police", "said", "says", POLICE),),
)
OWED = "Rosmark demanded that Tarvia pay its overdue contribution of 12 million crowns."
DEMAND = make_event(SECOND, OWED, "REQUEST-yield", "demanded", [("Rosmark", ROSMARK)], [("Tarvia", TARVIA)])
OFFER = "Norway offered to host talks between the two governments."
TALKS = make_event(SECOND, OFFER, "AGREE", "offered", [("Norway", NORWAY)], [], date="2024-06-13", precision="reported")
EVENTS = (
    HEADLINE,
    LEAVING,
    FREEZE,
    REJECTION,
    PROTEST,
    DENIED,
    LEAVING_IN_TIME,
    ACCUSATION,
    REBUFF,
    DEMAND,
    TALKS,
    SMALL_PROTEST,
    LEAVING_COPIED,
)

COUNT = make_claim("c-a", FIRST, PROTEST, "About 4,000 people", ("protesters", "4000", "people", 3600.0, 4400.0))
SMALL_COUNT = make_claim(
    "c-b", SECOND, SMALL_PROTEST, "about 1,500 protesters", ("protesters", "1500", "people", None, None)
)

# What is one happening, and how the origins differ on it.

STAGE = Field(
    "stage",
    "contested",
    (
        Value("announced", ("o1", "o2"), (LEAVING.id, LEAVING_IN_TIME.id), ("Ilse Marandt",)),
        Value("denied", ("o2",), (DENIED.id,), ("Jorun Velk",)),
        Value("done", ("o1",), (HEADLINE.id,)),
    ),
)
WHEN = Field("date", "single", (Value("2024-06-12", ("o1",), (LEAVING.id,)),))
WHO = Field("actors", "agreed", (Value("XTA GOV", ("o1", "o2"), (LEAVING.id, LEAVING_IN_TIME.id)),))
SAME = Judgement(LEAVING.id, LEAVING_IN_TIME.id, True, 0.93, ("same actor and recipient", "same type and mode"))
LEAD = make_episode(
    [LEAVING, LEAVING_IN_TIME, LEAVING_COPIED, DENIED, HEADLINE],
    "Tarvia announces leaving the Meridian Pact",
    "announced",
    [ONE, TWO],
    10.0,
    [WHO, STAGE, WHEN],
    [SAME],
)
PROTESTS = make_episode(
    [PROTEST, SMALL_PROTEST],
    "Protesters gather outside Tarvia’s parliament",
    "done",
    [ONE, TWO],
    6.0,
    [Field("protesters", "differs", (Value("4000", ("o1",), ("c-a",)), Value("1500", ("o2",), ("c-b",), ("Police",))))],
)
EPISODES = (
    LEAD,
    make_episode(
        [ACCUSATION],
        "Tarvia’s prime minister accuses Rosmark and Seldia of planning the shelling",
        "alleged",
        [TWO],
        7.0,
    ),
    PROTESTS,
    make_episode([FREEZE], "Tarvia freezes its membership of the Meridian Pact", "done", [ONE], 5.0),
    make_episode([REJECTION, REBUFF], "Rosmark rejects Tarvia’s accusations", "done", [ONE, TWO], 4.5),
    make_episode([DEMAND], "Rosmark demands overdue dues from Tarvia", "done", [TWO], 4.0),
    make_episode([TALKS], "Norway offers to host talks", "possible", [TWO], 3.0),
)

# Who is bound to whom.

SIX = "The pact comprises Rosmark, Tarvia, Seldia, Brevia, Ostland and Kharun."
FIVE = "The pact has five members: Rosmark, Tarvia, Seldia, Brevia and Ostland."
GAS = "Tarvia buys 80 percent of its gas from Rosmark."
ANNOUNCED = (span(FIRST, COURIER_LEAD), span(SECOND, IN_TIME))
MEMBER = make_tie(
    "t-member",
    "membership",
    TARVIA,
    PACT,
    (
        step("member", ("o1", "o2"), span(FIRST, SIX), span(SECOND, FIVE)),
        step("frozen", ("o1",), span(FIRST, FROZE), date="2024-02", precision="month"),
        step("exit announced", ("o1", "o2"), *ANNOUNCED, date="2024-06-12", precision="day", said_by="Ilse Marandt"),
    ),
)
ROSMARK_MEMBER = make_tie("t-ros", "membership", ROSMARK, PACT, (step("member", ("o1",), span(FIRST, SIX)),))
SELDIA_MEMBER = make_tie("t-sel", "membership", SELDIA, PACT, (step("member", ("o2",), span(SECOND, FIVE)),))
DEPENDENCE = make_tie(
    "t-gas", "dependence", TARVIA, ROSMARK, (step("in force", ("o1",), span(FIRST, GAS)),), sector="energy"
)

# Where they conflict, and what is expected.

CONTESTS = (
    make_contest(
        "stage",
        "Has Tarvia left, announced that it will leave, or announced nothing?",
        [
            Side(
                "announced: it will leave",
                ("Ilse Marandt",),
                ("o1", "o2"),
                (span(FIRST, COURIER_LEAD), span(SECOND, IN_TIME)),
            ),
            Side("denied: no full withdrawal was announced", ("Jorun Velk",), ("o2",), (span(SECOND, DENIAL),)),
            Side("done: it has left", (), ("o1",), (span(FIRST, COURIER[0]),)),
        ],
        10.0,
        episode=LEAD.id,
    ),
    make_contest(
        "responsibility",
        "Did Rosmark plan the shelling?",
        [
            Side("Rosmark planned it with Seldia", ("Ilse Marandt",), ("o2",), (span(SECOND, CHARGE),)),
            Side("Rosmark rejects this", ("Rosmark’s foreign ministry",), ("o2",), (span(SECOND, ABSURD),)),
        ],
        8.0,
        episode=EPISODES[1].id,
    ),
    make_contest(
        "count",
        "How many protesters?",
        [
            Side("about 4,000", (), ("o1",), (span(FIRST, CROWD),)),
            Side("about 1,500", ("Police",), ("o2",), (span(SECOND, SMALL_CROWD),)),
        ],
        5.0,
        episode=PROTESTS.id,
    ),
    make_contest(
        "membership",
        "Which states are members of the Meridian Pact?",
        [
            Side("six, with Kharun", (), ("o1",), (span(FIRST, SIX),)),
            Side("five, without Kharun", (), ("o2",), (span(SECOND, FIVE),)),
        ],
        4.0,
        tie="t-member",
    ),
)

EXPECTS = "Analysts at the Harbour Institute expect the exit to take at least a year."
EXPECTED = span(FIRST, EXPECTS)
OUTLOOK = (
    Expectation(
        "x1",
        FIRST.id,
        9,
        EXPECTED.start,
        EXPECTED.end,
        EXPECTS,
        (says(FIRST, EXPECTS, "Analysts at the Harbour Institute", "expect", "expects", None),),
        (),
        "expect",
        "",
        (EXPECTED,),
    ),
)
REFUSED = (
    Refused("in/empty.txt", "the file is empty"),
    Refused("in/photo.jpg", "not text: the file begins as a JPEG image"),
)
EXIT = Dossier(
    "Tarvia and the Meridian Pact",
    LEAD.id,
    (FIRST, SECOND, COPY),
    (ONE, TWO),
    EVENTS,
    (COUNT, SMALL_COUNT),
    EPISODES,
    CONTESTS,
    (MEMBER, ROSMARK_MEMBER, SELDIA_MEMBER, DEPENDENCE),
    OUTLOOK,
    REFUSED,
)
