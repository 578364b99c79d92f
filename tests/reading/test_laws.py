"""Laws that hold for any input whatever."""

import io
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.reading import read
from accord.reading.canonical import tidy
from accord.records import Refused, Report

quick = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

OPENINGS = [
    b"", b"<html><body><p>", b"<rss><channel><item>", b"{", b'[{"text": "', b'{"text": "a b"}\n', b"# ", b"\x1f\x8b",
    b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"title,text\n", b"<?xml version='1.0'?><feed>", b"---\nt: x\n---\n",
]  # fmt: skip
KEYS = ["text", "body", "title", "date", "source", "url", "articles", "_source", "author", "x"]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=12,
)
LINES = st.sampled_from(
    [
        "", "Union calls strike", "UNION CALLS A STRIKE", "The Lake Herald", "By A. Diallo", "5 June 2024", "Reuters",
        "ACCRA, June 5 (AP) - The union met. (AFP)", "Lomé, Togo | It met.", "“We met,” it said.", "Photo: A. Diallo",
        "(Reporting by A. Diallo)", "© 2024 AFP", "* * *", "Share", "BREAKING -", "KYIV (Reuters) —", "- item",
        "a" * 700,
        "Read more: x", "What next", "He left. She stayed. They met again in the spring, as all had said they would.",
    ]
)  # fmt: skip


def read_bytes(data: bytes) -> list[Report | Refused]:
    return list(read(["-"], stdin=io.BytesIO(data), max_bytes=100_000))


def check_report(report: Report) -> None:
    assert report.text == tidy(report.text)
    assert any(char.isalpha() for char in report.text)
    assert report.language == "en"
    end = 0
    for block in report.blocks:
        assert end <= block.start < block.end <= len(report.text)
        quote = report.text[block.start : block.end]
        assert quote == quote.strip()
        assert "\n" not in quote
        end = block.end
    json.dumps(report.text, ensure_ascii=False).encode()


def check_found(found: list[Report | Refused]) -> None:
    assert found
    for one in found:
        if isinstance(one, Report):
            check_report(one)
        else:
            assert one.input
            assert one.reason.strip()


@quick
@given(st.sampled_from(OPENINGS), st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(opening, data):
    check_found(read_bytes(opening + data))


@quick
@given(st.sampled_from(OPENINGS), st.text(max_size=400), st.sampled_from(["utf-8", "utf-16", "utf-16-le"]))
def test_any_text_is_read_or_refused(opening, text, encoding):
    check_found(read_bytes((opening.decode("latin-1") + text).encode(encoding, "surrogatepass")))


@quick
@given(st.lists(LINES, min_size=1, max_size=14))
def test_any_order_of_lines_gives_sound_blocks_twice_the_same(lines):
    data = "\n".join(lines).encode()
    found = read_bytes(data)
    check_found(found)
    assert found == read_bytes(data)


@quick
@given(VALUES)
def test_any_json_is_read_or_refused(value):
    check_found(read_bytes(json.dumps(value).encode()))
    check_found(read_bytes((json.dumps(value) + "\n").encode() * 2))


@quick
@given(st.text(max_size=200))
def test_canonical_text_stays_as_it_is(text):
    once = tidy(text)
    assert tidy(once) == once


def test_paths_are_no_part_of_the_id(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Union meets\n\nThe union met on Tuesday.")
    first, second = read([tmp_path])
    assert first.id == second.id
    assert first.path != second.path
