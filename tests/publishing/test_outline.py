from dataclasses import replace

import pytest

from accord.publishing.outline import outline
from accord.records import (
    Attribution,
    Contest,
    ContestKind,
    Dossier,
    Episode,
    Expectation,
    Field,
    Origin,
    Report,
    Side,
    Value,
)


def episode(name: str, *, title: str = "X acts", stage: str = "done", origins: tuple[str, ...] = ("o1",),
            weight: float = 1.0, fields: tuple[Field, ...] = ()) -> Episode:  # fmt: skip
    return Episode(
        name, "CONSULT", "", (), (), "", "unknown", None, stage, title, weight, (), ("r1", "r2"), origins, fields
    )


def dossier_of(*episodes: Episode, contests: tuple[Contest, ...] = (), lead: str = "") -> Dossier:
    reports = (Report("r1", "One", "Text one.", "A"), Report("r2", "Two", "Text two.", "B"))
    origins = (Origin("o1", "A", ("r1",), ""), Origin("o2", "B", ("r2",), ""))
    return Dossier("Subject", lead, reports, origins, episodes=episodes, contests=contests)


def contest(kind: ContestKind, of: str, title: str = "Which") -> Contest:
    return Contest("c", kind, title, of, "", (Side("a", (), ("o1",), ()), Side("b", (), ("o2",), ())), 1.0)


@pytest.mark.parametrize(
    ("origins", "verdicts", "kind", "shown"),
    [
        (("o1",), (), None, "single"),
        (("o1", "o2"), (), None, "agreed"),
        (("o1", "o2"), ("agreed", "single"), None, "agreed"),
        (("o1", "o2"), ("differs",), None, "differs"),
        (("o1", "o2"), ("differs", "contested"), None, "contested"),
        (("o1", "o2"), (), "occurrence", "contested"),
        (("o1", "o2"), (), "responsibility", "contested"),
        (("o1", "o2"), (), "count", "differs"),
        (("o1", "o2"), (), "date", "differs"),
    ],
)
def test_the_gravest_verdict_stands(origins: tuple[str, ...], verdicts, kind: ContestKind | None, shown: str) -> None:
    fields = tuple(Field("killed", verdict, (Value("1", ("o1",), ()),)) for verdict in verdicts)
    contests = (contest(kind, "e"),) if kind else ()
    (line,) = outline(dossier_of(episode("e", origins=origins, fields=fields), contests=contests)).episodes
    assert line.verdict.code == shown


def test_one_origin_in_two_reports_is_one_origin() -> None:
    told = outline(dossier_of(episode("e"), lead="e"))
    assert told.episodes[0].verdict.code == "single"
    assert told.support == "told by 1 independent origin in 2 of 2 reports"
    assert [origin for origin, _ in told.singles] == ["A"]


def test_the_lead_comes_first_then_by_weight() -> None:
    told = outline(dossier_of(episode("a", title="light", weight=1), episode("b", title="heavy", weight=9),
                              episode("c", title="lead", weight=5), lead="c"))  # fmt: skip
    assert [line.title for line in told.episodes] == ["lead", "heavy", "light"]
    assert [line.number for line in told.episodes] == [1, 2, 3]
    assert told.standing == "Done, no date given"


def test_a_stage_is_not_said_twice() -> None:
    told = outline(replace(dossier_of(episode("e", title="X to act (announced)", stage="announced"), lead="e"),
                           title="X to act (announced)"))  # fmt: skip
    assert (told.title, told.headline, told.episodes[0].title) == ("X to act", "", "X to act")


def test_a_contest_about_an_episode_is_a_question_on_it() -> None:
    told = outline(dossier_of(episode("e", title="X acts (possible)", stage="possible"),
                              contests=(contest("occurrence", "e", "Did it happen: X acts"),)))  # fmt: skip
    (line,) = told.contests
    assert (line.asks, line.title, line.about) == ("Did it happen", "X acts", ("e1", "X acts"))


def test_a_contest_with_a_title_of_its_own_keeps_it() -> None:
    (line,) = outline(dossier_of(episode("e"), contests=(contest("membership", "", "Who belongs: all"),))).contests
    assert (line.asks, line.title, line.about) == ("Who belongs", "Who belongs: all", ("", ""))


def test_contests_come_by_weight() -> None:
    light, heavy = contest("count", "e", "light"), replace(contest("date", "e", "heavy"), weight=5.0)
    assert [line.whole for line in outline(dossier_of(episode("e"), contests=(light, heavy))).contests] == [
        "heavy",
        "light",
    ]


def test_a_detail_of_one_origin_is_told_with_its_episode() -> None:
    fields = (
        Field("killed", "single", (Value("12", ("o2",), ()),)),
        Field("actors", "single", (Value("X", ("o1",), ()),)),
    )
    told = outline(dossier_of(episode("e", origins=("o1", "o2"), fields=fields)))
    ((origin, (line,)),) = told.singles
    assert (origin, line.title, line.detail) == ("B", "X acts", "Killed: 12")


def test_an_origin_labelled_by_a_title_goes_by_its_file() -> None:
    report = Report("r", "Seven words that are a long title", "Text.", path="in/a.txt")
    told = outline(Dossier("t", "", (report,), (Origin("o", "Seven words that…", ("r",), ""),)))
    assert told.origins[0].label == "a.txt"
    wire = replace(report, credit="A Wire")
    assert outline(Dossier("t", "", (wire,), (Origin("o", "A Wire", ("r",), ""),))).origins[0].label == "A Wire"


def test_a_report_of_no_origin_is_still_listed() -> None:
    told = outline(Dossier("t", "", (Report("r", "T", "Text."),)))
    assert [(origin.label, origin.reports) for origin in told.origins] == [("Origin not determined", ("r",))]


def expectation(report: Report, quote: str, speaker: str) -> Expectation:
    start = report.text.index(quote)
    said = (Attribution(speaker, None, "said", "says", start, start + 1),)
    return Expectation(speaker, report.id, 0, start, start + len(quote), quote, said, (), "likely", "likely", ())


def test_an_expectation_that_two_outlets_quote_alike_stands_once() -> None:
    words = "“We are confident that the talks will go on through the winter,” said"
    one = Report("r1", "One", f"{words} the minister of trade.", "A")
    two = Report("r2", "Two", f"{words} Mr Otieno.", "B")
    other = Report("r3", "Three", "The minister of trade said that the talks would go on.", "C")
    found = (
        expectation(one, one.text, "the minister of trade"),
        expectation(two, two.text, "Mr Otieno"),
        expectation(other, other.text, "the minister of trade"),
    )
    lines = outline(Dossier("Subject", "", (one, two, other), outlook=found)).outlook
    assert [line.evidence.outlet for line in lines] == ["A", "C"]
    assert [copy.outlet for copy in lines[0].evidence.copies] == ["B"]


def test_a_happening_shows_how_its_first_quote_begins(exit_dossier: Dossier) -> None:
    for line in outline(exit_dossier).episodes:
        assert bool(line.gist) == bool(line.evidence)
        if line.evidence:
            told = " ".join(line.evidence[0].quote.split())
            assert told.startswith(line.gist.removesuffix(" ...")) and len(line.gist) <= 154
            assert line.gist == told or line.gist.endswith(" ...")
