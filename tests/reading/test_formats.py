"""Each format: what it gives, and that the same report in another format or packing reads the same."""

import gzip
import json
import zipfile

import pytest

from accord.reading import count, read
from accord.records import Refused, Report

PROSE = "The ministers of Kenya and Uganda signed a treaty on fishing rights on Wednesday, officials said."
MORE = "Fishers on both shores welcomed the treaty, which sets a yearly catch for each village on the lake."


def read_one(path, **options) -> Report:
    (report,) = read([path], **options)
    assert isinstance(report, Report), report
    return report


def kinds(report):
    return [block.kind for block in report.blocks]


@pytest.fixture
def write(tmp_path):
    def _write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return _write


def test_plain_text_is_canonical(write):
    raw = f"\ufeffTreaty\u00a0signed \r\n\r\n\r\n\r\n  {PROSE}\u200b\t \r\rCafe\u0301 owners cheered."
    report = read_one(write("a.txt", raw))
    assert report.text == f"Treaty signed\n\n{PROSE}\n\nCafé owners cheered."
    assert (report.title, report.language, report.published, report.outlet) == ("Treaty signed", "en", "", "")


def test_hard_wrapped_text_is_unwrapped(write):
    wrapped = (
        "Treaty signed on the lake\n\n"
        "The ministers of Kenya and Uganda signed a treaty on fishing\n"
        "rights on Wednesday, officials said, after a year of talks\n"
        "in which both had walked out twice and come back each time.\n\n"
        "Fishers on both shores welcomed it and said that the catch\n"
        "had been poor.\n"
    )
    report = read_one(write("a.txt", wrapped))
    assert kinds(report) == ["headline", "paragraph", "paragraph"]
    assert "fishing rights on Wednesday" in report.text


def test_lines_that_are_paragraphs_are_not_joined(write):
    report = read_one(write("a.txt", f"Treaty signed\n{PROSE}\n{MORE}\nIt is over.\n"))
    assert kinds(report) == ["headline", "paragraph", "paragraph", "paragraph"]


def test_markdown(write):
    text = (
        "---\ntitle: Treaty signed\ndate: 2024-06-05\noutlet: The Lake Herald\n---\n"
        "# Treaty *signed*\n\n"
        f"**KAMPALA, Uganda** — The [ministers](https://example.org/a_(b)) of\nKenya met. {MORE}\n\n"
        "![a boat](boat.jpg)\n\n## What is next\n\n- A first \\*catch\\* of `tilapia`\n- Then a _second_ one\n"
    )
    report = read_one(write("a.md", text))
    assert not set("*_`[]#") - {"*"} & set(report.text)
    assert "A first *catch* of tilapia\nThen a second one" in report.text
    assert kinds(report) == ["headline", "dateline", "paragraph", "headline", "paragraph", "paragraph"]
    assert (report.title, report.published, report.outlet) == ("Treaty signed", "2024-06-05", "The Lake Herald")


HTML = f"""<!doctype html><html><head><title>Treaty signed | The Lake Herald</title>
<meta property="og:site_name" content="The Lake Herald"><link rel="canonical" href="https://lake.example/2024/06/05/a">
<meta property="article:published_time" content="2024-06-05T10:00:00Z"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Treaty signed</h1><p>KAMPALA, Uganda (AFP) — {PROSE}</p><p>{MORE}</p><h2>What is next</h2>
<p>{PROSE[::-1]}</p></article><footer>About us</footer></body></html>"""


def test_html(write):
    report = read_one(write("page", HTML))
    assert kinds(report) == ["headline", "dateline", "paragraph", "paragraph", "headline", "paragraph"]
    assert (report.title, report.outlet, report.credit) == ("Treaty signed", "The Lake Herald", "Agence France-Presse")
    assert (report.published, report.url) == ("2024-06-05T10:00:00+00:00", "https://lake.example/2024/06/05/a")
    assert "About us" not in report.text


def test_html_cut_short_gives_what_is_there(write):
    cut = HTML[: HTML.index("What is next")]
    assert MORE in read_one(write("a.html", cut)).text


def test_html_metadata_in_linked_data(write):
    linked = {"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "headline": "Treaty signed at last",
              "datePublished": "2024-06-05", "publisher": {"name": "The Lake Herald"},
              "author": [{"name": "Reuters"}]}]}  # fmt: skip
    script = f"<script type='application/ld+json'>{json.dumps(linked)}</script>"
    page = f"<html><body>{script}<article><p>{PROSE}</p><p>{MORE}</p></article>"
    report = read_one(write("a.html", page))
    assert (report.title, report.published, report.outlet) == ("Treaty signed at last", "2024-06-05", "The Lake Herald")
    assert report.credit == "Reuters"


def test_html_in_a_declared_encoding(write):
    head = "<head><meta charset='windows-1251'></head>"
    page = f"<html>{head}<body><article><p>{PROSE} Ж</p><p>{MORE}</p></article></body></html>"
    assert "Ж" in read_one(write("a.html", page.encode("cp1251"))).text


RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Lake Herald</title>
<item><title>Treaty signed</title><link>https://lake.example/a</link><pubDate>Wed, 05 Jun 2024 10:00:00 +0300</pubDate>
<description>&lt;p&gt;{PROSE}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;</description></item>
<item><title></title></item></channel></rss>"""


def test_rss(write):
    report, refused = read([write("feed", RSS)])
    assert (report.title, report.outlet, report.url) == ("Treaty signed", "The Lake Herald", "https://lake.example/a")
    assert report.published == "2024-06-05T10:00:00+03:00"
    assert kinds(report) == ["headline", "paragraph", "paragraph"]
    assert report.path.endswith("feed#1")
    assert isinstance(refused, Refused)
    assert refused.input.endswith("feed#2")


def test_atom(write):
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Lake</title><entry><title>Treaty signed</title>
    <published>2024-06-05T10:00:00Z</published><link href="https://lake.example/a"/><summary>short</summary>
    <content type="html">&lt;p&gt;{PROSE}&lt;/p&gt;</content></entry></feed>"""
    report = read_one(write("a.xml", atom))
    assert PROSE in report.text
    assert report.published == "2024-06-05T10:00:00+00:00"


@pytest.mark.parametrize(
    "record",
    [
        {"title": "Treaty signed", "text": PROSE, "date": "2024-06-05", "outlet": "Reuters"},
        {"headline": "Treaty signed", "body": PROSE, "published_at": "2024-06-05", "publisher": "reuters.com"},
        {"Title": "Treaty signed", "Content": PROSE, "pubDate": "5 June 2024", "source": {"id": 1, "name": "Reuters"}},
        {"title": "Treaty signed", "maintext": PROSE, "date_publish": "2024-06-05", "source_domain": "www.reuters.com"},
        {"title": "Treaty signed", "body": PROSE, "dateTimePub": "2024-06-05", "source": {"title": "Reuters"}},
        {"title": "Treaty signed", "full_text": f"<p>{PROSE}</p>", "published": 1717545600, "site": "Thomson Reuters"},
        {"_source": {"title": "Treaty signed", "article": {"text": PROSE}, "date": "June 5, 2024", "media": "Reuters"}},
        {"title": "Treaty signed", "text": PROSE, "url": "https://www.reuters.com/world/2024/06/05/treaty"},
    ],
)  # fmt: skip
def test_json_field_names(record, write):
    report = read_one(write("a.json", json.dumps(record)))
    assert report.text == f"Treaty signed\n\n{PROSE}"
    assert report.outlet == "Reuters"
    assert report.published[:10] == "2024-06-05"


def test_json_lines_stream_and_refuse_by_line(write):
    lines = [
        json.dumps({"text": PROSE}),
        "{bad",
        json.dumps({"id": 7}),
        "",
        json.dumps({"text": ""}),
        json.dumps({"text": MORE}),
    ]
    found = list(read([write("a.jsonl", "\n".join(lines))]))
    assert [(r.path if isinstance(r, Report) else r.input).rpartition(":")[2] for r in found] == [
        "1",
        "2",
        "3",
        "5",
        "6",
    ]
    reasons = [r.reason for r in found if isinstance(r, Refused)]
    assert "invalid JSON" in reasons[0]
    assert "no field known to hold text (it has: id)" in reasons[1]
    assert "text is empty" in reasons[2]


def test_json_lines_larger_than_the_limit_are_read_line_by_line(write):
    path = write("a.jsonl", "\n".join([json.dumps({"text": f"{PROSE} {n}"}) for n in range(100)] + ["x" * 5000]))
    found = list(read([path], max_bytes=1000))
    assert sum(isinstance(r, Report) for r in found) == 100
    assert found[-1] == Refused(f"{path}:101", "the line is larger than the limit; split the record or raise the limit")


@pytest.mark.parametrize(
    "wrap", [lambda r: r, lambda r: {"status": "ok", "articles": r}, lambda r: {"articles": {"results": r}}]
)
def test_json_arrays_and_answers(wrap, write):
    path = write("a.json", json.dumps(wrap([{"text": PROSE}, {"content": MORE}, 7]), indent=1))
    first, second, third = read([path])
    assert (first.text, second.text) == (PROSE, MORE)
    assert third == Refused(f"{path}#3", "it is a number, not a record with named fields; write each report as {...}")


def test_json_standfirst_is_a_block(write):
    report = read_one(
        write("a.json", json.dumps({"title": "Treaty signed", "standfirst": "Both shores cheer.", "text": PROSE}))
    )
    assert kinds(report) == ["headline", "standfirst", "paragraph"]


def test_csv(write):
    table = f'title;body;date\n"Treaty; signed";"{PROSE}\n{MORE}";2024-06-05\n;;\nNo text;;\n'
    first, refused = read([write("a.csv", table)])
    assert (first.title, first.published, first.path[-2:]) == ("Treaty; signed", "2024-06-05", ":2")
    assert kinds(first) == ["headline", "paragraph", "paragraph"]
    assert refused.input.endswith("a.csv:5")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32", "cp1252"])
def test_encodings(encoding, write):
    text = f"Treaty signed\n\n{PROSE}\n\n“{MORE}” – a café owner said."
    assert read_one(write("a.txt", text.encode(encoding))).text == text


def test_twice_encoded_text_is_put_right(write):
    text = f"Treaty signed\n\n{PROSE}\n\n“{MORE} – a café owner said."  # ” has no place in Windows-1252
    assert read_one(write("a.txt", text.encode().decode("cp1252").encode())).text == text


def test_a_stray_byte_does_not_change_the_encoding(write):
    report = read_one(write("a.txt", f"Café closes\n\n{PROSE} {MORE} ".encode() * 2 + b"\xe2\x80"))
    assert report.text.startswith("Café closes")


def test_packing_changes_nothing_but_the_path(write, tmp_path, stdin):
    text = f"Treaty signed\n\n{PROSE}\n"
    plain = write("a.txt", text)
    packed = write("b.txt.gz", gzip.compress(text.encode()))
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner/a.txt", text)
        archive.writestr(".hidden", text)
    reports = list(read([plain, packed, tmp_path / "c.zip", "-"], stdin=stdin(text)))
    assert len({report.id for report in reports}) == 1
    assert [report.path for report in reports] == [str(plain), str(packed), f"{tmp_path / 'c.zip'}#inner/a.txt", "-"]


def test_json_lines_packed_are_streamed(write):
    path = write(
        "a.jsonl.gz", gzip.compress(b"\n".join(json.dumps({"text": f"{PROSE} {n}"}).encode() for n in range(50)))
    )
    assert len(list(read([path], max_bytes=500))) == 50
    assert 10 <= count([path]) <= 100


def test_options_override_what_the_input_says(write):
    path = write("a.json", json.dumps({"text": PROSE, "date": "2020-01-01", "outlet": "Reuters"}))
    report = read_one(path, published="2024-06-05", outlet="The Lake Herald")
    assert (report.published, report.outlet) == ("2024-06-05", "The Lake Herald")


def test_folders_are_walked_in_sorted_order_without_hidden_files(tmp_path):
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".git/x.txt", "b/.x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PROSE)
    found = [report.path for report in read([tmp_path])]
    assert found == [str(tmp_path / name) for name in ("a.txt", "b/1.txt", "b/2.txt")]
    assert count([tmp_path]) == 3


def test_count_of_json_lines(write):
    assert count([write("a.jsonl", (json.dumps({"text": PROSE}) + "\n") * 2000)]) == pytest.approx(2000, rel=0.05)


@pytest.mark.parametrize(
    ("title", "outlet", "shown"),
    [
        ("Ministers sign treaty - The Lake Herald", "lakeherald.example", "Ministers sign treaty"),
        ("Ministers of both shores sign treaty | Africa News - The Lake Herald", "The Lake Herald", None),
        ("Ministers sign treaty - what it means", "lakeherald.example", "Ministers sign treaty - what it means"),
    ],
)
def test_a_title_comes_without_its_outlet_and_section(write, title, outlet, shown):
    record = {"title": title, "text": PROSE, "outlet": outlet}
    assert read_one(write("a.json", json.dumps(record))).title == (shown or "Ministers of both shores sign treaty")


def test_wrapped_text_of_a_record_is_unwrapped_without_empty_lines_between_paragraphs(write):
    lines = (
        "The ministers of Kenya and Uganda signed a treaty on fishing rights\n"
        "            on Wednesday, officials said.\n"
        "            Fishers on both shores of the lake had waited for it for as long as\n"
        "            a year, and some of them came to the shore in their boats to see it\n"
        "            signed.\n"
        "            The catch was poor.\n"
        "            It was signed on a ferry in the middle of the lake, where the river\n"
        "            flows out."
    )
    report = read_one(write("a.jsonl", json.dumps({"title": "Treaty signed", "text": lines})))
    assert "fishing rights on Wednesday" in report.text and "as a year" in report.text
    assert "see it signed" in report.text and "\nThe catch was poor." in report.text


def test_short_lines_of_a_record_are_not_joined(write):
    text = "Kenya and Uganda signed a treaty\nFishers welcomed it\nThe price of fish\nWhat comes next\n" + PROSE[:90]
    report = read_one(write("a.jsonl", json.dumps({"title": "Treaty signed", "text": text})))
    assert "a treaty\nFishers" in report.text


def test_a_wrapped_text_may_open_with_an_unwrapped_paragraph(write):
    lines = (
        "The ministers of Kenya and Uganda signed a treaty on fishing rights, officials said, after a year of talks "
        "in which both had walked out twice.\n"
        "Fishers on both shores of the lake had waited for it for as long as\n"
        "a year, and some of them came to the shore in their boats to\n"
        "Tuesday's feast. It was signed on a ferry in the middle of the lake\n"
        "and then read out. The catch was poor, and the oldest of them said that\n"
        "nobody would come."
    )
    report = read_one(write("a.jsonl", json.dumps({"title": "Treaty signed", "text": lines})))
    assert "to Tuesday's feast" in report.text and "twice.\nFishers" in report.text
