"""Every way an input can fail, each refused in words that say what to do, and the rest of the batch done."""

import gzip
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from accord.errors import ConfigError
from accord.reading import read
from accord.records import Refused, Report

PROSE = "The ministers of Kenya and Uganda signed a treaty on fishing rights on Wednesday, officials said."
GERMAN = (
    "Die Minister trafen sich am Mittwoch in der Hauptstadt, um über das Abkommen zu sprechen. "
    "Danach erklärte das Ministerium, dass die Gespräche weitergehen und noch nichts entschieden sei."
)
DEEP = "<div>" * 600 + PROSE + "</div>" * 600
LAUGHS = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel>&b;</channel></rss>'


def refuse(content: str | bytes, **options) -> Refused:
    data = content.encode() if isinstance(content, str) else content
    (refused,) = read(["-"], stdin=io.BytesIO(data), **options)
    assert isinstance(refused, Refused), refused
    assert refused.input == "-" or refused.input.startswith("-")
    return refused


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "nothing in it but blanks"),
        ("\ufeff \n".encode(), "nothing in it but blanks"),
        (b"%PDF-1.7 \x00", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"GIF89a", "a GIF image"),
        (b"\xd0\xcf\x11\xe0\xa1", "an old Word"),
        (b"{\\rtf1 text}", "rich text"),
        (b"MZ\x00\x01\x02" * 50, "a binary file"),
        (bytes(range(1, 256)) * 30, "no encoding"),
        (b"123 456\n789", "no letters"),
        ("… — !".encode(), "no letters"),
        (GERMAN, "language de is not supported yet"),
        ("Министры встретились в Женеве.", "language ru is not supported yet"),
        ("<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article text was found in the HTML;"),
        ("<html><body><nav><a href='/'>Ho", "cut short"),
        (f"<html><body>{DEEP}</body></html>", "nested more than"),
        ("<?xml version='1.0'?><rss version='2.0'><channel><title>x</title></channel></rss>", "no entries"),
        ("<rss>" + "<a>" * 300, "nested more than"),
        (LAUGHS, "XML entities"),
        ("<?xml version='1.0'?><invoice><sum>3</sum></invoice>", "neither a feed nor a page"),
        ('{"text": "The ministers', "invalid JSON"),
        ('{"a": ' * 5000, "JSON"),
        ("[]", "the list of records is empty"),
        ('{"id": 3}', "no field known to hold text"),
        ('{"title": "Treaty signed", "text": " "}', "text is empty"),
        (gzip.compress(b"a" * 30_000_000), "unpacks to more than 200 times"),
        (gzip.compress(PROSE.encode())[:-12], "damaged or cut short"),
        (gzip.compress(gzip.compress(PROSE.encode())), "archive inside an archive"),
        (b"PK\x03\x04 not really", "zip archive is damaged"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_refused_with_a_reason(content, reason):
    assert reason in refuse(content).reason


def test_an_entry_that_holds_another_feed():
    inner = "&lt;rss&gt;&lt;channel/&gt;&lt;/rss&gt;"
    item = f"<item><title>x</title><description>{inner}</description></item>"
    refused = refuse(f"<rss version='2.0'><channel>{item}</channel></rss>")
    assert refused.input == "-#1"
    assert "another feed" in refused.reason


def test_larger_than_the_limit():
    assert "larger than 1,000 bytes" in refuse(PROSE * 20, max_bytes=1000).reason


def test_a_zip_with_refusals_and_a_bomb(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", PROSE)
        archive.writestr("b.pdf", b"%PDF")
        archive.writestr("c.txt", b"a" * 10_000_000)
    report, pdf, bomb = read([path])
    assert isinstance(report, Report)
    assert pdf.input.endswith("a.zip#b.pdf")
    assert "more than is allowed" in bomb.reason


def test_a_word_document_is_named(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    (refused,) = read([path])
    assert "Word" in refused.reason


def test_declared_english_does_not_override_the_text():
    assert "language de" in refuse(json.dumps({"text": GERMAN, "language": "en"})).reason


def test_a_short_text_is_not_guessed_at():
    (report,) = read(["-"], stdin=io.BytesIO(b"Karabakh: Pashinyan, Aliyev"))
    assert isinstance(report, Report)


def test_missing_and_dangling(tmp_path):
    (tmp_path / "dangling.txt").symlink_to("nowhere")
    (tmp_path / "self").symlink_to("self")
    missing, dangling, itself = read([tmp_path / "none.txt", tmp_path])
    assert "no such file" in missing.reason
    assert "a link to a file that is not there" in dangling.reason
    assert "back to itself" in itself.reason


def test_a_loop_of_links_ends(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "t.txt").write_text(PROSE)
    loop, report = read([tmp_path])
    assert "link back to a folder" in loop.reason
    assert report.path == str(tmp_path / "a" / "t.txt")


def test_files_that_lie_beside_reports(tmp_path):
    (tmp_path / "notes.toml").write_text('title = "Union meets"')
    (refused,) = read([tmp_path])
    assert "a TOML file, not a report" in refused.reason


def test_an_empty_folder(tmp_path):
    (refused,) = read([tmp_path])
    assert "folder is empty" in refused.reason


def test_no_standard_input():
    (refused,) = read(["-"])
    assert "no standard input" in refused.reason


def test_pipes_in_folders_do_not_block(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (refused,) = read([tmp_path])
    assert "pipe" in refused.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_permission_denied(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(PROSE)
    path.chmod(0)
    (refused,) = read([path])
    assert "permission denied" in refused.reason


def test_permission_denied_is_said_in_words(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(PROSE)

    def deny(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", deny)
    (refused,) = read([path])
    assert refused == Refused(str(path), "permission denied; make the file readable for this user")


def test_a_name_that_is_not_utf8(tmp_path):
    (tmp_path / os.fsdecode(b"\xff\xfe.txt")).write_text(PROSE)
    (report,) = read([tmp_path])
    report.path.encode()


def test_the_batch_goes_on(tmp_path):
    (tmp_path / "1.pdf").write_bytes(b"%PDF")
    (tmp_path / "2.txt").write_text(PROSE)
    (tmp_path / "3.gz").write_bytes(b"\x1f\x8b junk")
    (tmp_path / "4.txt").write_text(PROSE + " Again.")
    assert [type(found) for found in read([tmp_path])] == [Refused, Report, Refused, Report]


@pytest.mark.parametrize("published", ["yesterday", "June 5", "2024-13-01"])
def test_a_date_option_that_is_no_date_is_the_operators_fault(published):
    with pytest.raises(ConfigError, match="2024-06-05"):
        read(["-"], published=published)


def test_foreign_names_make_no_foreign_text(tmp_path: Path) -> None:
    """English about people and places of other languages is English."""
    text = (
        "Guatemala and Mongolia rejected the claim of the Schleswig administration that soldiers from Esparza had "
        "entered the zone of Kreuzberg-Hohenstein, and said that Herr Müller-Lüdenscheidt and Señora Echeverría "
        "Zubizarreta had been told of the decision by the ministry in Ciudad Constitución."
    )
    path = tmp_path / "names.txt"
    path.write_text(text, encoding="utf-8")
    assert [type(item).__name__ for item in read([path])] == ["Report"]


@pytest.mark.parametrize(
    "text",
    [
        "404 Not Found\nThe page you were looking for could not be found on this server. Please check the address.",
        "Checking your browser before accessing the site.\nPlease enable cookies; you will soon see the page again.",
        "Lake Herald\nThis content is not available in your region.\nWe work to give every reader our reports.",
    ],
)
def test_a_server_s_notice_is_no_report(text, stdin):
    (refused,) = read(["-"], stdin=stdin(text))
    assert isinstance(refused, Refused)
    assert "notice of the site" in refused.reason


def test_one_sentence_of_another_language_is_refused(stdin):
    text = (
        "Les ministres des deux pays se sont vus lundi au bord du lac pour signer un accord sur les quotas de poisson."
    )
    (refused,) = read(["-"], stdin=stdin(text))
    assert isinstance(refused, Refused)
    assert "language fr" in refused.reason
