"""Two origins on one border clash: tolls differ, each side says that the other shot first."""

from __future__ import annotations

from accord.records import Actor, Dossier, Field, Origin, Side, Value
from publishing.parts import make_claim, make_contest, make_episode, make_event, make_report, says, span


def clash() -> Dossier:
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
    killed_a = make_claim("k-a", a, fight_a, "At least 12 soldiers", ("killed", "12", "soldiers", 12.0, None))
    killed_b = make_claim("k-b", b, fight_b, "Four soldiers", ("killed", "4", "soldiers", 4.0, 4.0))
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
