"""The past of a dossier's parties and the forecasts from it, on the page and in the terminal."""

import io
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from rich.console import Console

from accord.publishing import render_html, render_terminal
from accord.publishing.chances import blocks, party_words, period_words
from accord.publishing.strips import WIDE, draw
from accord.records import Change, Dossier, Trend, TrendPoint

QUADS = ("", "quad 1", "quad 2", "quad 3", "quad 4")


@pytest.fixture(scope="module")
def page(past_dossier: Dossier) -> Any:
    return html.document_fromstring(render_html(past_dossier))


def section(page: Any, name: str) -> Any:
    return page.get_element_by_id(name)


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def terminal(dossier: Dossier, *, width: int = 80, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding)
    render_terminal(dossier, Console(file=out, width=width, color_system=None))
    out.flush()
    return raw.getvalue().decode(encoding)


def test_each_point_leads_to_the_events_of_its_period(page: Any) -> None:
    links = section(page, "past").xpath(".//svg//a[starts-with(@href, '#p')]")
    assert len(links) > 20
    for link in links:
        period = words(link.xpath("title")[0]).split(":")[0]
        behind = page.get_element_by_id(link.get("href")[1:])
        assert words(behind.xpath("h5")[0]) == period
        days = [words(day) for day in behind.xpath(".//li/span[1][@class='meta']") if "more" not in words(day)]
        assert days and all(day.endswith(period) for day in days)


def test_what_is_listed_and_what_is_not_add_up_to_the_count(page: Any, past_dossier: Dossier) -> None:
    assert past_dossier.background is not None
    for course in section(page, "past").xpath(".//figure[@class='course']"):
        total = int(re.match(r".*?(\d+) events shown", words(course.xpath("h4")[0]))[1])  # type: ignore[index]
        listed = course.xpath(".//div[starts-with(@id, 'p')]//li[not(@class)]")
        more = [int(words(one).split()[1]) for one in course.xpath(".//li[@class='meta']")]
        cells = [row.xpath("td[position() <= 4]") for row in course.xpath(".//tbody/tr")]
        assert len(listed) + sum(more) == sum(int(words(cell)) for row in cells for cell in row) == total


def test_silence_of_the_data_is_drawn_as_such(page: Any) -> None:
    strips = section(page, "past").xpath(".//svg")[0]
    gaps = strips.xpath("rect[@class='absent']")
    assert gaps
    notes = [words(one) for one in strips.xpath(".//title") if "no data" in words(one)]
    assert notes == ["February 2023: no data", "March 2023: no data"]


def test_the_turn_is_marked_with_its_date_and_told_in_words(page: Any) -> None:
    first = section(page, "past").xpath(".//figure[@class='course']")[0]
    assert "Oct 2023" in [words(label) for label in first.xpath(".//text[@class='when']")]
    assert "Verbal conflict from October 2023:" in words(first.xpath("figcaption")[0])
    assert "Verbal conflict from October 2023:" in words(first.xpath(".//desc")[0])


def test_the_reports_are_marked_where_they_were_published(page: Any) -> None:
    marks = section(page, "past").xpath(".//svg")[0].xpath("a[path]")
    assert [(mark.get("href"), mark.get("aria-label")) for mark in marks] == [
        ("#r1", "June 2024: 3 reports of this dossier")
    ]


def test_a_pair_that_hardly_met_gets_a_sentence_and_no_picture(page: Any, stale_dossier: Dossier) -> None:
    past = section(page, "past")
    assert "The past holds 1 event between the two: too few to draw a course from." in words(past)
    assert len(past.xpath(".//figure")) == 2
    bare = html.document_fromstring(render_html(stale_dossier))
    assert not section(bare, "past").xpath(".//figure | .//svg")
    assert words(section(bare, "forecasts")).endswith("long before these reports: nothing is forecast from it.")
    assert "long before these reports" in " ".join(terminal(stale_dossier).split())


def test_forecasts_say_all_they_rest_on(page: Any) -> None:
    told = words(section(page, "forecasts"))
    for part in (
        "verbal conflict 74% base rate 41%, ratio 1.8",
        "within 30 days, 14 June 2024 to 13 July 2024?",
        "Yes if the history holds at least one quad 3 event from XTA to XRO",
        "55 events of the one towards the other before: enough history.",
        "up (+0.61): verbal conflict from XTA to XRO: many",
        "XTA → XRO ACCUSE “",
        "“Words of nowhere.”",
        "material conflict 2.0% base rate 2.0%",
    ):
        assert part in told, part


def test_an_event_of_a_pattern_leads_to_where_it_stands(page: Any) -> None:
    link = section(page, "forecasts").xpath(".//ul[@class='patterns']//a")[0]
    period = words(page.get_element_by_id(link.get("href")[1:]).xpath("h5")[0])
    assert words(link).endswith(period)


def test_forecasts_stay_apart_from_what_others_expect(page: Any, past_dossier: Dossier) -> None:
    outlook, forecasts = words(section(page, "outlook")), words(section(page, "forecasts"))
    assert "%" not in outlook and "not forecasts by accord" in outlook
    assert all(" ".join(one.quote.split()) not in forecasts for one in past_dossier.outlook)


def test_hostile_words_of_the_past_stay_words(past_dossier: Dossier) -> None:
    text = render_html(past_dossier)
    assert "<script>alert('past')" not in text and "\x1b" not in text and "\u202e" not in text
    assert "alert('past')" in html.document_fromstring(text).text_content()


def test_the_terminal_draws_and_tells_the_same(past_dossier: Dossier) -> None:
    text = terminal(past_dossier)
    part = text[text.index("WHAT CAME BEFORE") : text.index("WHAT PARTIES AND ANALYSTS")]
    assert re.search(r"verbal conflict +[_·▂-█]{28}  at most \d", part)
    assert re.search(r"^ {53}\^$", part, re.M), "the last of the 28 months that there are, 26 cells from the left"
    assert "verbal conflict from October 2023:" in part
    assert "The past holds 1 event between the two" in " ".join(part.split())
    after = " ".join(text[text.index("WHAT IS LIKELY NEXT") :].split())
    assert "- verbal conflict: 74%, base rate 41%, ratio 1.8" in after
    assert "up (+0.61): verbal conflict from XTA to XRO: many" in after


def test_an_ascii_pipe_gets_heights_as_digits(past_dossier: Dossier) -> None:
    text = terminal(past_dossier, encoding="ascii")
    assert re.search(r"verbal conflict +[_.1-7]{28}  at most \d", text)


def test_without_a_ledger_nothing_of_it_is_shown(exit_dossier: Dossier) -> None:
    tree = html.document_fromstring(render_html(exit_dossier))
    assert not tree.xpath("//*[@id='past' or @id='forecasts']")
    assert "WHAT CAME BEFORE" not in terminal(exit_dossier)


@pytest.mark.parametrize(
    ("start", "by", "shown"),
    [
        ("2018-05-01", "month", "May 2018"),
        ("2018-05-07", "week", "week of 7 May 2018"),
        ("2018-01-01", "year", "2018"),
        ("2018-05-07", "day", "7 May 2018"),
    ],
)
def test_periods_in_words(start: str, by: str, shown: str) -> None:
    assert period_words(start, by) == shown


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("UZB", "Uzbekistan"),
        ("KGZ CVL", "civilians (Kyrgyzstan)"),
        ("CSTO", "CSTO"),
        ("XTA", "XTA"),
        ("a clan", "a clan"),
    ],
)
def test_parties_in_words(key: str, shown: str) -> None:
    assert party_words(key) == shown


def test_blocks_tell_none_from_no_data_and_little_from_none() -> None:
    assert blocks([0, None, 1, 100]) == "_·▂█"


counts = st.lists(st.one_of(st.none(), st.integers(0, 900)), min_size=1, max_size=70)


@given(counts, st.lists(st.integers(0, 69), max_size=5), st.integers(0, 80))
def test_everything_is_drawn_within_the_picture(series: list[int | None], turns: list[int], ahead: int) -> None:
    starts = [date(2001 + number // 12, 1 + number % 12, 1).isoformat() for number in range(len(series))]
    points = tuple(
        TrendPoint(start, n, None if not n else round((n % 21) - 10.0, 1))
        for start, n in zip(starts, series, strict=True)
    )
    changes = tuple(Change(starts[at], "count", 1, 2) for at in sorted({*turns}) if at < len(starts))
    course = [Trend("A", "B", kind, "month", points, changes) for kind in QUADS]
    day = (date(2001, 1, 1) if ahead == 0 else date(2001 + ahead // 12, 1 + ahead % 12, 3)).isoformat()
    picture = draw(course, whole=True, anchors={}, reports=[(day, "r1")])
    last = 0.0
    for strip in picture.strips:
        assert strip.name_y - 11 >= last - 0.1
        last = strip.y + strip.height
        assert last <= picture.foot
        for bar in strip.bars:
            assert bar.x >= 0 and bar.x + bar.width <= WIDE + 0.2
            assert strip.y - 0.1 <= bar.y and bar.y + bar.height <= strip.y + strip.height + 0.1
        assert all(0 <= x <= WIDE and strip.y - 0.1 <= y <= last + 0.1 for x, y in strip.dots)
        assert all(strip.name_y < turn.label_y < strip.y for turn in strip.turns)
    assert len(picture.columns) == len(series)
    # A report of days that are not drawn is not marked on another.
    assert len(picture.reports) == (ahead < len(series))
    assert all(0 <= mark.x <= WIDE for mark in picture.reports)
