"""Dossiers that are hard to publish: hostile, empty, large, wordy."""

from __future__ import annotations

from accord.records import Actor, Dossier, Episode, Origin, Refused, Side, Tie
from publishing.parts import ROSMARK, TARVIA, make_contest, make_episode, make_event, make_report, span

HOSTILE_BODY = (
    "<script>alert('owned')</script> The <b>rebels</b> & “friends” said they'd \"talk\" \u202eetirw ot txet\u202c. "
    + "W" * 400
    + " ended it.\n\n"
    + '=HYPERLINK("http://evil.example","click") was demanded by Kadir’s men.\n\n'
    + "\x1b[31mRed\x1b[0m alert \x00 end.\ud800"
)


def hostile() -> Dossier:
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


def empty() -> Dossier:
    """Nothing could be read."""
    return Dossier("Nothing", "", refused=(Refused("in/x.bin", "not text"),))


def large() -> Dossier:
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


def wordy() -> Dossier:
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
