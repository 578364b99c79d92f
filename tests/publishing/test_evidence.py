from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from accord.publishing.evidence import Sources, gather, speakers
from accord.records import Actor, Attribution, Block, Claim, Dossier, Mention, Report, Span

TEXT = "Talks begin\n\nThe two sides met on Monday. “No deal,” he said! Dr. Velk left.\nRain fell."


def dossier_with(*spans: tuple[int, int]) -> Dossier:
    report = Report("r", "Talks begin", TEXT, "Courier", blocks=(Block("headline", 0, 11),))
    claims = tuple(Claim(f"c{n}", "r", "", "killed", "1", "", None, None, start, end, TEXT[start:end])
                   for n, (start, end) in enumerate(spans))  # fmt: skip
    return Dossier("t", "", (report,), claims=claims)


def test_a_short_span_is_shown_with_its_sentence() -> None:
    at = TEXT.index("Monday")
    sources = Sources(dossier_with((at, at + 6)))
    cited = sources.cite(Span("r", at, at + 6))
    assert cited is not None
    assert cited.quote == "The two sides met on Monday."
    assert (cited.anchor, cited.number, cited.outlet) == ("r1-s1", 1, "Courier")


def test_a_sentence_ends_after_its_closing_quotation_mark() -> None:
    at = TEXT.index("said")
    cited = Sources(dossier_with((at, at + 4))).cite(Span("r", at, at + 4))
    assert cited is not None and cited.quote == "“No deal,” he said!"


def test_a_headline_is_said_to_be_one() -> None:
    cited = Sources(dossier_with((0, 5))).cite(Span("r", 0, 5))
    assert cited is not None and (cited.quote, cited.note) == ("Talks begin", "in the headline")


def test_a_report_that_is_not_there_gives_no_evidence() -> None:
    assert Sources(dossier_with()).cite(Span("gone", 0, 5)) is None


def test_a_span_within_another_makes_no_passage_of_its_own() -> None:
    passages = Sources(dossier_with((13, 80), (13, 60), (15, 58))).passages["r"]
    assert passages == ((13, 80),)


def test_spans_that_overlap_are_one_passage_and_neighbours_are_two() -> None:
    assert Sources(dossier_with((0, 45), (40, 85))).passages["r"] == ((0, 85),)
    assert Sources(dossier_with((0, 41), (41, 85))).passages["r"] == ((0, 41), (41, 85))


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=8))
def test_passages_never_overlap_and_hold_every_span(spans: list[tuple[int, int]]) -> None:
    sources = Sources(dossier_with(*spans))
    passages = sources.passages["r"]
    assert all(a[1] <= b[0] for a, b in pairwise(passages))
    for start, end in spans:
        inside = min(end, len(TEXT))
        if start < inside:
            assert any(a <= start and inside <= b for a, b in passages)


def test_the_same_words_elsewhere_are_a_copy() -> None:
    a, b = (Report(name, "", "The same long sentence stands in both of them here.", name) for name in ("A", "B"))
    sources = Sources(Dossier("t", "", (a, b)))
    (one,) = sources.cite_all([Span("A", 0, 51), Span("B", 0, 51), Span("A", 0, 51)])
    assert one.outlet == "A" and [copy.outlet for copy in one.copies] == ["B"]
    assert gather([]) == ()


def test_the_chain_of_speakers_names_nobody_by_a_pronoun() -> None:
    police = Attribution("police", None, "said", "says", 0, 0)
    unknown = Attribution("He", None, "said", "says", 0, 0)
    velk = Attribution("she", Mention(0, 3, "she", 0, Actor("XTA", "GOV", "Jorun Velk")), "said", "says", 0, 0)
    assert speakers((police, velk)) == "police, citing Jorun Velk"
    assert speakers((unknown,)) == ""
    assert speakers((velk, velk)) == "Jorun Velk"


def test_a_report_without_an_outlet_goes_by_its_host_or_its_file() -> None:
    reports = (
        Report("a", "T", "x", url="https://news.example/1"),
        Report("b", "T", "x", path="in/b.txt"),
        Report("c", "T", "x"),
    )
    sources = Sources(Dossier("t", "", reports))
    assert [sources.outlet(report.id) for report in reports] == ["news.example", "b.txt", "Report 3"]
