import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from accord.publishing import render_html
from accord.publishing.evidence import Sources
from accord.publishing.outline import name_of
from accord.publishing.page import web_address
from accord.records import Actor, Dossier, Event, Origin, Report
from accord.tables import data
from publishing.parts import ALL

VOID = {"meta", "br", "link", "img", "input", "hr"}


@pytest.fixture(scope="module", params=ALL)
def dossier(request: pytest.FixtureRequest) -> Dossier:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def page(dossier: Dossier) -> str:
    return render_html(dossier)


class Nesting(HTMLParser):
    """Every element that is opened is closed, in order; a stray or crossed tag is recorded."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[Any]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        names = [name for name, _ in attrs]
        if len(set(names)) != len(names):
            self.wrong.append(f"attribute twice in <{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[Any]) -> None:
        if "svg" not in self.open:
            self.wrong.append(f"<{tag}/> outside SVG")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")


def tree_of(page: str) -> Any:
    return html.document_fromstring(page)


def test_well_formed(page: str) -> None:
    assert page.lstrip().startswith("<!doctype html>")
    parser = Nesting()
    parser.feed(page)
    parser.close()
    assert (parser.wrong, parser.open) == ([], [])


def test_nothing_is_loaded_from_anywhere(page: str) -> None:
    tree = tree_of(page)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe-eval" not in policy and "http" not in policy
    assert not tree.xpath("//link | //img | //iframe | //object | //embed | //base | //form | //*[@src] | //*[@srcset]")
    assert not re.search(r"@import|url\(", page)
    for link in tree.xpath("//*[@href]"):
        target = link.get("href")
        if not target.startswith("#"):
            assert link.tag == "a" and target.startswith(("http://", "https://"))
            assert "noopener" in link.get("rel")


def test_the_policy_names_the_one_script(page: str) -> None:
    tree = tree_of(page)
    assert len(tree.xpath("//script")) == 1
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]


def test_ids_are_unique_and_every_link_has_its_target(page: str) -> None:
    tree = tree_of(page)
    ids = Counter(tree.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == []
    targets = {target[1:] for target in tree.xpath("//@href") if target.startswith("#")}
    assert targets - ids.keys() == set()
    referred = {name for names in tree.xpath("//@aria-labelledby") for name in names.split()}
    assert referred - ids.keys() == set()


def test_headings_come_in_order(page: str) -> None:
    levels = [int(element.tag[1]) for element in tree_of(page).iter("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_landmarks_language_and_skip_link(page: str) -> None:
    tree = tree_of(page)
    assert tree.get("lang") == "en"
    for landmark in ("header", "nav", "main", "footer"):
        assert len(tree.xpath(f"//body//{landmark}[not(ancestor::main)]")) == 1
    assert tree.xpath("//a[@class='skip']/@href") == ["#main"]
    assert all(svg.get("aria-label") or svg.get("aria-hidden") for svg in tree.xpath("//svg"))


def test_a_quote_links_to_a_passage_that_holds_it(page: str, dossier: Dossier) -> None:
    tree = tree_of(page)
    quotes = tree.xpath("//figure[@class='quote']")
    for figure in quotes:
        words = figure.xpath("string(blockquote)")
        for target in figure.xpath(".//a[@class='source']/@href"):
            assert words in tree.get_element_by_id(target[1:]).text_content()
    assert quotes or not dossier.events


def test_reports_are_whole_and_passages_lie_in_them(dossier: Dossier) -> None:
    sources = Sources(dossier)
    for report in dossier.reports:
        assert "".join(part.text for part in sources.segments(report)) == report.text
    for event in dossier.events:
        assert any(start <= event.start and event.end <= end for start, end in sources.passages[event.report])


def test_the_page_holds_each_text_to_the_character(exit_dossier: Dossier) -> None:
    texts = [text.text_content() for text in tree_of(render_html(exit_dossier)).xpath("//div[@class='text']")]
    assert sorted(texts) == sorted(report.text for report in exit_dossier.reports)


def test_same_bytes_twice(dossier: Dossier, page: str) -> None:
    assert render_html(dossier).encode("utf-8") == page.encode("utf-8")


def test_hostile_text_stays_text(hostile_dossier: Dossier) -> None:
    page = render_html(hostile_dossier)
    tree = tree_of(page)
    assert "<script>alert" not in page and "<svg onload" not in page and "<img" not in page
    assert "javascript:" not in page
    assert "\x1b" not in page and "\x00" not in page and "\ud800" not in page
    assert "\u202e" not in tree.xpath("string(//title)")
    body = tree.xpath("//div[@class='text']")[0]
    assert body.text_content().startswith("</title><img src=x onerror=alert(1)>")
    # What turns direction stands in an element that isolates it.
    for element in tree.iter():
        if isinstance(element.tag, str) and "\u202e" in (element.text or ""):
            assert element.tag in ("bdi", "mark", "blockquote") or element.get("dir") == "auto"


def test_sections_in_order(exit_dossier: Dossier) -> None:
    tree = tree_of(render_html(exit_dossier))
    sections = tree.xpath("//main/section/@id")
    assert sections == ["happened", "contested", "single", "bound", "outlook", "reports", "refused"]
    assert [link[1:] for link in tree.xpath("//nav//a/@href")] == sections


def test_empty_sections_are_omitted_or_say_so(empty_dossier: Dossier) -> None:
    tree = tree_of(render_html(empty_dossier))
    assert tree.xpath("//main/section/@id") == ["happened", "contested", "refused"]
    assert "No happening was found" in tree.xpath("string(//section[@id='happened'])")
    assert "Nothing is contested" in tree.xpath("string(//section[@id='contested'])")


def test_sides_stand_beside_each_other_with_speaker_and_quote(exit_dossier: Dossier) -> None:
    contest = tree_of(render_html(exit_dossier)).xpath("//article[@class='contest']")[0]
    sides = contest.xpath("div[@class='sides']/div")
    assert len(sides) == 3
    assert "Jorun Velk" in sides[1].xpath("string(p)")
    assert all(side.xpath(".//blockquote") for side in sides)


def test_a_copy_is_shown_with_what_it_copies_and_counts_once(exit_dossier: Dossier) -> None:
    tree = tree_of(render_html(exit_dossier))
    first = tree.xpath("//details[@id='e1']")[0]
    words = [quote.text_content() for quote in first.xpath(".//blockquote")]
    assert len(words) == len(set(words))
    assert "same words in Morning Tribune [3]" in " ".join(first.text_content().split())
    assert "2 origins" in first.xpath("string(summary)")


def test_each_origin_speaks_before_any_speaks_twice_and_headlines_come_last(exit_dossier: Dossier) -> None:
    first = tree_of(render_html(exit_dossier)).xpath("//details[@id='e1']")[0]
    sources = [quote.xpath("string(.//a[@class='source'])") for quote in first.xpath(".//figure[@class='quote']")]
    assert [source.replace("\xa0", " ") for source in sources] == [
        "Harbour Courier [1]", "Lakeland Dispatch [2]", "Lakeland Dispatch [2]", "Harbour Courier [1]",
    ]  # fmt: skip
    assert first.xpath("string((.//blockquote)[last()])") == "Tarvia quits Meridian Pact"


def test_stage_and_verdict_are_words_with_a_shape(exit_dossier: Dossier) -> None:
    badges = tree_of(render_html(exit_dossier)).xpath(
        "//details[@class='episode']/summary//span[contains(@class,'badge')]"
    )
    assert len(badges) == 2 * len(exit_dossier.episodes)
    assert all(badge.text_content().strip() and badge.xpath(".//use") for badge in badges)


def test_many_reports_are_folded(large_dossier: Dossier) -> None:
    tree = tree_of(render_html(large_dossier))
    assert len(tree.xpath("//details[@class='report']")) == 240
    # Twelve stand open to view; the rest wait under "show all".
    assert len(tree.xpath("//details[@class='report'][not(ancestor::details)]")) == 12
    assert len(tree.xpath("//details[@class='episode'][not(ancestor::details)]")) == 10
    assert "Show all 240 origins" in tree.xpath("string(//section[@id='reports'])")


def test_the_network_has_a_table_beside_it(exit_dossier: Dossier) -> None:
    section = tree_of(render_html(exit_dossier)).xpath("//section[@id='bound']")[0]
    assert section.xpath(".//svg[@role='img']/@aria-label")[0].startswith("Network of 4 actors and ")
    rows = [" ".join(row.text_content().split()) for row in section.xpath(".//tbody/tr")]
    assert any("Meridian Pact – Tarvia" in row and "exit announced" in row for row in rows)
    # What is only announced or offered is no conflict and no cooperation yet.
    assert not any("Norway" in row for row in rows)
    assert not any("Meridian Pact – Tarvia Conflict" in row for row in rows)


@pytest.mark.parametrize(
    ("actor", "shown"),
    [
        (Actor("KGZ", "GOV", "Kyrgyzstan"), "Kyrgyzstan"),
        (Actor("XTA", "GOV", "Ilse Marandt", "head of government"), "Ilse Marandt (head of government)"),
        (Actor("KGZ", "CVL", "", "resident"), "resident (Kyrgyzstan)"),
        (Actor("KGZ", "MIL"), "army (Kyrgyzstan)"),
        (Actor("XTA", ""), "XTA"),
        (Actor("IGO", "", "", "", "MERP"), "MERP"),
        (Actor("UNO"), "UNO"),
        (Actor(), "unknown"),
    ],
)
def test_an_actor_without_a_name_is_told_by_what_is_known(actor: Actor, shown: str) -> None:
    assert name_of(actor) == shown


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colours_meet_aa_in_light_and_dark() -> None:
    from importlib.resources import files

    style = files("accord.publishing").joinpath("templates", "dossier.css").read_text(encoding="utf-8")
    schemes = re.findall(r":root \{([^}]*--paper[^}]*)\}", style)[:2]
    assert len(schemes) == 2
    for scheme in schemes:
        colour = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", scheme))
        inks = ("ink", "soft", "link", "agreed", "differs", "contested", "single")
        pairs = [(ink, ground) for ink in inks for ground in ("paper", "raised")]
        pairs += [("ink", "mark"), ("link", "mark"), ("target-ink", "target")]
        for ink, ground in pairs:
            light, dark = sorted((luminance(colour[ink]), luminance(colour[ground])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/x?y=1", "https://a.example/x?y=1"),
        ("http://a.example", "http://a.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//a.example", ""),
        ("https://", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(url: str, shown: str) -> None:
    assert web_address(url) == shown


@settings(max_examples=40, deadline=None)
@given(
    title=st.text(max_size=30),
    text=st.text(max_size=200),
    spans=st.lists(st.tuples(st.integers(0, 220), st.integers(0, 60)), max_size=6),
)
def test_any_text_gives_a_well_formed_page(title: str, text: str, spans: list[tuple[int, int]]) -> None:
    report = Report("r", title, text)
    events = tuple(
        Event(f"e{n}", "r", n, start, start + size, text[start : start + size], "CONSULT", "", (), (), (), (), None, "",
              "unknown", (), "body", "", "", ())
        for n, (start, size) in enumerate(spans)
    )  # fmt: skip
    dossier = Dossier(title, "", (report,), (Origin("o", title, ("r",), text),), events)
    sources = Sources(dossier)
    assert "".join(part.text for part in sources.segments(report)) == text
    parser = Nesting()
    parser.feed(render_html(dossier))
    parser.close()
    assert (parser.wrong, parser.open) == ([], [])


def test_labels_have_shapes_that_the_page_draws(exit_dossier: Dossier) -> None:
    drawn = set(re.findall(r'id="shape-([a-z]+)"', render_html(exit_dossier)))
    rows = [line.split("\t") for line in data("publishing/labels.tsv").read_text(encoding="utf-8").splitlines()[2:]]
    named = {row[3] for row in rows if row[0] in ("stage", "verdict")}
    assert named and named <= drawn
