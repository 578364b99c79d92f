"""What each line of a report is: goldens, each a small report of our own in another outlet's manner."""

import pytest

from accord.reading import read
from accord.records import Report

WIRE = """Kenya and Uganda reopen border post after talks
By Amara Diallo
NAIROBI, March 3 (Reuters) - Kenya and Uganda agreed on Sunday to reopen the Busia border post, officials said.
"We are neighbours," a Kenyan minister told reporters.
FILE - Lorries wait near Busia, Kenya, Jan. 4, 2023. (Photo by Amara Diallo)
What comes next
The post will open on Monday, the two ministries said in a joint statement that set no date for talks on fees.
(Reporting by Amara Diallo; Editing by Piotr Nowak)
Share this article
© 2024 Reuters. All rights reserved."""

SITE = """Ministers sign lake treaty after a year of talks

Lake Shore Media Group

The two ministers put their names to a treaty on fishing rights that had been a year in the making.

5 June 2024

Ministers sign lake treaty after year of talks

Kampala, Uganda - The ministers of Kenya and Uganda signed a treaty on fishing rights on Wednesday.

Ministers sign lake treaty after a year of talks

Fishers on both shores welcomed it. (AFP)

Read more: What the lake means to both shores

Photo: Amara Diallo

This story was originally published by Global Voices."""

SECOND_HEADLINE = """Union calls strike at port: what it means
Harbour Star News
Dock workers vote to walk out on Monday
MOMBASA, Kenya — Dock workers voted on Tuesday to walk out next week, their union said.
The port said it would stay open."""


def blocks_of(text: str, stdin) -> tuple[Report, list[tuple[str, str]]]:
    (report,) = read(["-"], stdin=stdin(text))
    assert isinstance(report, Report)
    return report, [(block.kind, report.text[block.start : block.end]) for block in report.blocks]


def test_wire_report(stdin):
    report, blocks = blocks_of(WIRE, stdin)
    assert blocks == [
        ("headline", "Kenya and Uganda reopen border post after talks"),
        ("byline", "By Amara Diallo"),
        ("dateline", "NAIROBI, March 3 (Reuters) -"),
        ("paragraph", WIRE.split("\n")[2].partition(" - ")[2]),
        ("paragraph", '"We are neighbours," a Kenyan minister told reporters.'),
        ("caption", "FILE - Lorries wait near Busia, Kenya, Jan. 4, 2023. (Photo by Amara Diallo)"),
        ("headline", "What comes next"),
        ("paragraph", WIRE.split("\n")[6]),
        ("credit", "(Reporting by Amara Diallo; Editing by Piotr Nowak)"),
        ("credit", "© 2024 Reuters. All rights reserved."),
    ]
    assert report.title == "Kenya and Uganda reopen border post after talks"
    assert report.credit == "Reuters"
    assert report.published == ""  # a day without a year, and a caption's or copyright year is not the report's


def test_site_that_repeats_its_headline(stdin):
    report, blocks = blocks_of(SITE, stdin)
    assert [kind for kind, _ in blocks] == [
        "headline", "outlet", "standfirst", "date", "repeated", "dateline", "paragraph",
        "repeated", "paragraph", "credit", "caption", "credit",
    ]  # fmt: skip
    assert report.outlet == "Lake Shore Media Group"
    assert report.published == "2024-06-05"
    assert report.credit == "Agence France-Presse"
    assert ("paragraph", "Fishers on both shores welcomed it.") in blocks
    assert ("credit", "(AFP)") in blocks


def test_second_headline_that_differs(stdin):
    report, blocks = blocks_of(SECOND_HEADLINE, stdin)
    assert [kind for kind, _ in blocks] == ["headline", "outlet", "headline", "dateline", "paragraph", "paragraph"]
    assert report.title == "Union calls strike at port: what it means"


@pytest.mark.parametrize(
    ("again", "kind"),
    [
        ("Army says 12 rebels were killed near the northern town", "repeated"),
        ("ARMY SAYS 12 REBELS WERE KILLED NEAR NORTHERN TOWN", "repeated"),
        ("Army says 21 rebels were killed near the northern town", "headline"),
        ("Army says 12 rebels were not killed near the northern town", "headline"),
    ],
)
def test_a_headline_is_repeated_only_with_the_same_numbers_and_negations(again, kind, stdin):
    text = (
        f"Army says 12 rebels were killed near the northern town\n\n{again}\n\nGOMA, Congo - The army gave no names.\n"
    )
    assert blocks_of(text, stdin)[1][1] == (kind, again)


@pytest.mark.parametrize(
    ("paragraph", "dateline", "published", "credit"),
    [
        ("YEREVAN, Armenia - The union met.", "YEREVAN, Armenia -", "", ""),
        ("KYIV (Reuters) — The union met.", "KYIV (Reuters) —", "", "Reuters"),
        ("Nairobi, Kenya, March 3 — The union met.", "Nairobi, Kenya, March 3 —", "", ""),
        ("GENEVA, 5 June /TASS/. The union met.", "GENEVA, 5 June /TASS/.", "", "TASS"),
        ("GENEVA, 5 June 2024. /TASS/. The union met.", "GENEVA, 5 June 2024. /TASS/.", "2024-06-05", "TASS"),
        ("Washington | The union met.", "Washington |", "", ""),
        ("LONDON: The union met.", "LONDON:", "", ""),
        ("BEIJING, June 5 (Xinhua) -- The union met.", "BEIJING, June 5 (Xinhua) --", "", "Xinhua"),
        ("New Delhi, Jun 5 (PTI) The union met.", "New Delhi, Jun 5 (PTI)", "", "Press Trust of India"),
        ("Delhi [India], June 5 (ANI): The union met.", "Delhi [India], June 5 (ANI):", "", "Asian News International"),
        ("YEREVAN, JUNE 5, ARMENPRESS. The union met.", "YEREVAN, JUNE 5, ARMENPRESS.", "", "ARMENPRESS"),
        ("Baku/05.06.24/Turan: The union met.", "Baku/05.06.24/Turan:", "2024-06-05", "Turan"),
        ("DAMASCUS, SANA- The union met.", "DAMASCUS, SANA-", "", "SANA"),
        ("RAMALLAH, June 5, 2024 (WAFA) - The union met.", "RAMALLAH, June 5, 2024 (WAFA) -", "2024-06-05", "WAFA"),
        ("UNITED NATIONS — The union met.", "UNITED NATIONS —", "", ""),
        ("WASHINGTON, D.C. — The union met.", "WASHINGTON, D.C. —", "", ""),
        ("PETRA, Jordan (AP) — The union met.", "PETRA, Jordan (AP) —", "", "Associated Press"),
        ("BEIRUT/TEL AVIV (Reuters) - “We met,” it said.", "BEIRUT/TEL AVIV (Reuters) -", "", "Reuters"),
        ("AIN ISSA, Syria — The union met.", "AIN ISSA, Syria —", "", ""),
        ("OTTAWA/NEW DELHI — The union met.", "OTTAWA/NEW DELHI —", "", ""),
    ],
)  # fmt: skip
def test_datelines(paragraph, dateline, published, credit, stdin):
    report, blocks = blocks_of(f"Union meets\n\n{paragraph}\n\nIt gave no date.\n", stdin)
    assert blocks[1] == ("dateline", dateline)
    assert blocks[2][0] == "paragraph"
    assert blocks[2][1].startswith(("The union", "“We met"))
    assert (report.published, report.credit) == (published, credit)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Hamas - which governs Gaza - rejected the plan, officials said.",
        "Israel, Hamas - Mediators expect a deal soon, officials said.",
        "BREAKING - The union met on Tuesday.",
        "UPDATE 2 - The union met on Tuesday.",
        "The African Union (AU) The bloc met on Tuesday.",
        "The president - A lawyer by training - said so on Tuesday.",
        "Kenya. The union met there on Tuesday.",
        "Spokesman: The union met on Tuesday.",
        "Well-known lawyers met on Tuesday.",
        "Input/Output — The union met on Tuesday.",
    ],
)
def test_what_is_no_dateline(paragraph, stdin):
    _, blocks = blocks_of(f"Union meets\n\n{paragraph}\n\nIt gave no date.\n", stdin)
    assert "dateline" not in [kind for kind, _ in blocks]


@pytest.mark.parametrize(
    ("line", "kind", "credit"),
    [
        ("(Reuters)", "credit", "Reuters"),
        ("Additional reporting by Piotr Nowak", "credit", ""),
        ("With reporting from AP", "credit", "Associated Press"),
        ("(With inputs from PTI)", "credit", "Press Trust of India"),
        ("Source: TASS", "credit", "TASS"),
        ("© 2024 AFP", "credit", "Agence France-Presse"),
        ("This story was originally published by Global Voices.", "credit", "Global Voices"),
        ("— Bernama", "credit", "Bernama"),
        ("(Xinhua/NAN)", "credit", "Xinhua"),
        ("(Reuters/Amara Diallo)", "credit", "Reuters"),
        ("- The Straits Times/ANN", "credit", "The Straits Times"),
        ("– BERNAMA-XINHUA", "credit", "Bernama"),
        ("Photo: Amara Diallo", "caption", ""),
        ("Image credit: Amara Diallo", "caption", ""),
        ("A market in the capital (AP Photo/Amara Diallo)", "caption", ""),
        ("A market in the capital [Amara Diallo/AFP]", "caption", ""),
    ],
)
def test_lines_below_the_prose(line, kind, credit, stdin):
    report, blocks = blocks_of(f"Union meets\n\nThe union met on Tuesday.\n\n{line}\n", stdin)
    assert blocks[-1] == (kind, line)
    assert report.credit == credit


@pytest.mark.parametrize("line", ["Advertisement", "Read more: What the union wants", "Tags: union, strike", "* * *"])
def test_furniture_stays_in_the_text_but_gets_no_block(line, stdin):
    report, blocks = blocks_of(f"Union meets\n\nThe union met on Tuesday.\n\n{line}\n\nIt gave no date.\n", stdin)
    assert line in report.text
    assert [kind for kind, _ in blocks] == ["headline", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("masthead", "outlet", "kinds"),
    [
        (
            "The Lake Herald — Saturday, 9 November 2019 — by Amara Diallo",
            "The Lake Herald",
            ["outlet", "date", "byline"],
        ),
        ("The Lake Herald | Kisumu | 9 November 2019", "The Lake Herald", ["outlet", "date"]),
        ("Institute of Lakes, Note 4, 9 November 2019", "Institute of Lakes", ["outlet", "date"]),
        ("The National Lake, Harare. Saturday 9 November 2019", "The National Lake", ["outlet", "date"]),
        ("By Amara Diallo - Nov 9, 2019", "", ["byline", "date"]),
        ("By Amara Diallo / Staff Writer\n9 November 2019", "", ["byline", "date"]),
        ("NAIROBI, 9 November 2019", "", ["dateline", "date"]),
        ("Lake Channel, evening news\n9 November 2019", "Lake Channel", ["outlet", "date"]),
        ("Shore & Lake Wire\nNAIROBI, 9 November 2019", "Shore & Lake Wire", ["outlet", "dateline", "date"]),
    ],
)
def test_mastheads(masthead, outlet, kinds, stdin):
    report, blocks = blocks_of(f"Union meets\n\n{masthead}\n\nThe union met on Tuesday.\n", stdin)
    assert [kind for kind, _ in blocks] == ["headline", *kinds, "paragraph"]
    assert (report.outlet, report.published) == (outlet, "2019-11-09")


@pytest.mark.parametrize(
    "headline", ["Union to strike on 9 November 2019", "Treaty of 9 November 2019 is void, court says"]
)
def test_a_headline_with_a_date_is_no_masthead(headline, stdin):
    _, blocks = blocks_of(f"Union meets\n\n{headline}\n\nKISUMU, Kenya - The union met.\n", stdin)
    assert blocks[1] == ("headline", headline)


def test_an_agency_that_no_table_knows_is_credited_as_the_text_spells_it(stdin):
    text = "Union meets\n\nLake Herald News\n\nKISUMU, Kenya (SWA) — The union met.\n\n— Shore Water Agency\n"
    report, blocks = blocks_of(text, stdin)
    assert report.credit == "Shore Water Agency"
    assert blocks[-1][0] == "credit"


def test_an_outlets_own_initials_credit_nobody_else(stdin):
    report, _ = blocks_of("Union meets\n\nShore Water Press\n\nKISUMU, Kenya (SWP) — The union met.\n", stdin)
    assert (report.outlet, report.credit) == ("Shore Water Press", "")


def test_initials_that_an_outlet_shares_with_a_known_agency_are_its_own(stdin):
    report, _ = blocks_of(
        "Union meets\n\nShore Press Agency\nTuesday, 14 May 2024\n\nKISUMU, Kenya (SPA) — The union met.\n", stdin
    )
    assert (report.outlet, report.credit) == ("Shore Press Agency", "")
    other, _ = blocks_of("Union meets\n\nLake Herald News\n\nRIYADH (SPA) — The union met.\n", stdin)
    assert other.credit == "Saudi Press Agency"


def test_a_text_of_one_sentence_has_no_headline(stdin):
    report, blocks = blocks_of("The union met on Tuesday", stdin)
    assert blocks == [("paragraph", "The union met on Tuesday")]
    assert report.title == ""


def test_the_dateline_takes_its_year_from_another_date(stdin):
    report, _ = blocks_of("Union meets\n\nUpdated: June 7, 2024\n\nACCRA, June 5 (AP) - The union met.\n", stdin)
    assert report.published == "2024-06-05"


ASIDES = """Kenya and Uganda reopen border post after talks
Kenya and Uganda agreed on Sunday to reopen the Busia border post, officials in both capitals said on Monday.
Lorries crossed within the hour.
World3 days ago
Chad expels the French ambassador
-
Opinion1 week ago
Why Mali left the bloc
More from the Lake Herald
Sport
Rovers sign a new keeper
The keeper is said to cost two million.
Business
Port fees double in a year"""


def test_headlines_of_other_reports_are_no_text_of_this_one(stdin):
    _, blocks = blocks_of(ASIDES, stdin)
    assert [text for _, text in blocks] == ASIDES.split("\n")[:3]


def test_a_link_to_other_stories_in_the_midst_hides_no_paragraph_after_it(stdin):
    lines = ASIDES.split("\n")[:3]
    lines += ["Related stories", "Ministers will meet again in May.", "The post had been shut for a year."]
    _, blocks = blocks_of("\n".join(lines), stdin)
    assert [text for _, text in blocks] == lines[:3] + lines[4:]


def test_an_age_above_the_text_takes_no_paragraph_with_it(stdin):
    lines = ASIDES.split("\n")
    _, blocks = blocks_of("\n".join([lines[0], "5 hours ago", *lines[1:3]]), stdin)
    assert [text for _, text in blocks][-2:] == lines[1:3]
