"""Pages as the web has them: a report of ours among menus, links, signatures and adverts, each cause by itself."""

import json

import pytest

from accord.reading import read
from accord.records import Report

HEADLINE = "Kenya and Uganda sign a treaty on the catch of the lake"
LEAD = "Kenya and Uganda signed a treaty on fishing rights in Kampala on Wednesday, officials of both ministries said."
SECOND = "It sets a yearly catch for each village on the lake, and the first boats go out under it next month."
LAST = "Fishers on both shores welcomed it, and some of them came in their boats to see it signed by the ministers."


def page(above: str = "", between: str = "", below: str = "") -> str:
    """A page of HTML with the report, and something above, amid or below its paragraphs."""
    return (
        f"<!doctype html><html><head><title>{HEADLINE}</title></head><body><article><h1>{HEADLINE}</h1>{above}"
        f"<p>{LEAD}</p><p>{SECOND}</p>{between}<p>{LAST}</p>{below}</article></body></html>"
    )


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def read_page(html: str, stdin) -> tuple[Report, list[tuple[str, str]]]:
    (report,) = read(["-"], stdin=stdin(html))
    assert isinstance(report, Report)
    return report, [(block.kind, report.text[block.start : block.end]) for block in report.blocks]


def read_text(lines: list[str], stdin, title: str = HEADLINE) -> list[tuple[str, str]]:
    (report,) = read(["-"], stdin=stdin(json.dumps({"title": title, "text": "\n".join(lines)}) + "\n"))
    assert isinstance(report, Report)
    return [(block.kind, report.text[block.start : block.end]) for block in report.blocks]


BARE = [("headline", HEADLINE), ("paragraph", LEAD), ("paragraph", SECOND), ("paragraph", LAST)]


@pytest.mark.parametrize(
    "below",
    [
        ("More from the Lake Herald", "Tanzania to send troops to the border", "Rwanda expels two envoys in a week"),
        ("Rebels seize a town in the north", "Police arrest nine in a raid on a port", "Envoy resigns over a remark"),
        ("You may also like", "Rebels seize a town in the north"),
        ("Amara Diallo",),
        ("MINISTRY OF FISHERIES", "OFFICE OF THE PRESIDENT"),
        ("What do you think of it? Tell us in the comments below.",),
        ("She can be reached at newsdesk@example.com",),
        ("#LakeTreaty #Fishing",),
        ("(The author is a fellow of an institute on the coast. Views are personal.)",),
        ("If you need help or someone to talk to, here is a list of helplines.", "Tel: 0123 456 789"),
    ],
    ids=lambda lines: lines[0][:20],
)
def test_what_stands_below_a_report_is_none_of_it(below, stdin):
    assert read_page(page(below=paragraphs(*below)), stdin)[1] == BARE
    assert read_text([LEAD, SECOND, LAST, *below], stdin) == BARE


@pytest.mark.parametrize(
    "above",
    [
        ("Opinion",),
        ("share on",),
        ("Share options", "X (formerly Twitter)"),
        ("Home", "World", "Business", "Crime & Courts", "Sports", "Life & Times", "Letters", "Photos"),
        ("Amara Diallo",),
    ],
    ids=lambda lines: lines[0],
)
def test_what_stands_above_a_report_is_none_of_it(above, stdin):
    assert read_text([*above, LEAD, SECOND, LAST], stdin) == BARE
    assert read_page(page(above=paragraphs(*above)), stdin)[1] == BARE


def test_a_section_above_the_headline_is_no_lead(stdin):
    assert read_text(["Opinion", HEADLINE, LEAD, SECOND, LAST], stdin) == BARE


@pytest.mark.parametrize(
    "between",
    [
        ("- READ MORE: Tanzania sends troops to the border",),
        ("Also Read – Tanzania sends troops to the border",),
        ("list of 2 items", "Tanzania sends troops to the border", "Rwanda expels two envoys in a week"),
        ("— Amara Diallo (@amara) June 5, 2024",),
        ("Already have an account? Log in", "- 14-day free trial (cancel at any time)"),
        ("|",),
    ],
    ids=lambda lines: lines[0][:20],
)
def test_what_stands_amid_a_report_is_none_of_it(between, stdin):
    assert read_text([LEAD, SECOND, *between, LAST], stdin) == BARE


def test_a_link_told_twice_is_read_neither_time(stdin):
    link = "Tanzania to send troops to the border before the vote"
    blocks = read_text([LEAD, SECOND, LAST, f"Also read: {link}", link], stdin)
    assert [kind for kind, text in blocks if link in text] in ([], ["repeated"])


def test_summaries_that_break_off_are_of_other_reports(stdin):
    others = [
        "Tanzania sends troops to the border",
        "Tanzania sent troops to its border with a neighbour on Monday after shots were heard near a post, and the…",
        "Rwanda expels two envoys",
        "Rwanda told two envoys to leave within a week on Tuesday, after a remark that its ministry had called...",
    ]
    assert read_text([LEAD, SECOND, LAST, *others], stdin) == BARE


def test_a_report_of_which_a_page_shows_the_start_only_is_kept(stdin):
    start = (
        "Kenya and Uganda signed a treaty on fishing rights in Kampala on Wednesday, and officials of both shores..."
    )
    assert [text for _, text in read_text([start, start], stdin)][:2] == [HEADLINE, start]


def test_a_report_cut_short_keeps_its_last_paragraph(stdin):
    cut = "The ministers will meet again in Kisumu in the autumn to speak of the fees that boats pay in both..."
    assert read_text([LEAD, SECOND, LAST, cut], stdin) == [*BARE, ("paragraph", cut)]


def test_headings_with_a_quotation_are_headings(stdin):
    heading = "“We are neighbours”: what the two ministers told the fishers of both shores"
    blocks = read_text([LEAD, SECOND, heading, LAST], stdin)
    assert ("headline", heading) in blocks and len(blocks) == 5


def test_what_is_the_reports_own_is_kept(stdin):
    points = ["The catch of each village", "The fees of each boat", "The closed season"]
    assert [text for _, text in read_text([LEAD, SECOND, LAST, "The treaty sets three things:", *points], stdin)][
        -3:
    ] == points
    plain = "The minister of fisheries was sacked on Friday after the treaty failed"
    assert read_text([LEAD, SECOND, LAST, plain], stdin)[-1] == ("paragraph", plain)
    assert read_text([LEAD, SECOND, "Talks go on. - The Herald/ANN"], stdin)[-2][1] == "Talks go on."
    author = "The author was arrested at the border on Monday, police said."
    film = "Video from the harbour showed soldiers on the ferry."
    assert read_text([LEAD, author, film, LAST], stdin)[2:4] == [("paragraph", author), ("paragraph", film)]


def test_items_of_a_list_in_markdown_are_kept(stdin):
    text = f"# {HEADLINE}\n\n{LEAD}\n\n{LAST}\n\n## What it sets\n\n- catches of villages\n- fees of boats\n"
    (report,) = read(["-"], stdin=stdin(text))
    assert isinstance(report, Report)
    assert [block.kind for block in report.blocks][-3:] == ["headline", "paragraph", "paragraph"]


def test_initials_of_an_agency_at_the_end_are_its_credit(stdin):
    text = f"{HEADLINE}\n\n{LEAD}\n\n{SECOND}\n\n{LAST} PTI ABC DE"
    (report,) = read(["-"], stdin=stdin(text))
    assert isinstance(report, Report)
    assert report.credit == "Press Trust of India"
    assert report.text[report.blocks[-2].start : report.blocks[-2].end] == LAST


@pytest.mark.parametrize("line", ["Published - June 5, 2024 01:03 pm IST", "5 June 2024 @ 10:10 AM"])
def test_a_page_s_own_date_lines(line, stdin):
    (report,) = read(["-"], stdin=stdin(f"{HEADLINE}\n\n{LEAD}\n\n{SECOND}\n\n{LAST}\n\n{line}"))
    assert isinstance(report, Report)
    assert report.published == "2024-06-05"


@pytest.mark.parametrize("end", [" | TLH", " | World | The Lake Herald", " - Lake Herald | Latest News", " |"])
def test_names_after_a_title(end, stdin):
    record = {"title": HEADLINE + end, "text": "\n".join([LEAD, SECOND, LAST]), "outlet": "lakeherald.example"}
    (report,) = read(["-"], stdin=stdin(json.dumps(record) + "\n"))
    assert isinstance(report, Report)
    assert report.title == HEADLINE


def test_a_page_of_nothing_but_a_menu_holds_a_headline_only(stdin):
    items = [
        f"{name} {part}"
        for name in ("World", "Sport", "Trade", "Lake")
        for part in ("news", "views", "pictures", "A-Z")
    ]
    assert [kind for kind, _ in read_text(items, stdin)] == ["headline"]
