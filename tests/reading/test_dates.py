"""Dates: ISO out, nothing guessed."""

import pytest

from accord.reading.dates import complete, date_in_url, is_date, parse_date, read_date_line


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2024-06-05", "2024-06-05"),
        ("2024-06-05T10:00:00Z", "2024-06-05T10:00:00+00:00"),
        ("2024-06-05 10:00:00", "2024-06-05T10:00:00"),
        ("2024-06-05T10:00:00.123+0400", "2024-06-05T10:00:00+04:00"),
        ("Wed, 05 Jun 2024 10:00:00 GMT", "2024-06-05T10:00:00+00:00"),
        ("20240605", "2024-06-05"),
        ("20240605T101500Z", "2024-06-05T10:15:00+00:00"),
        (1717581600, "2024-06-05T10:00:00+00:00"),
        (1717581600000, "2024-06-05T10:00:00+00:00"),
        ("1717581600", "2024-06-05T10:00:00+00:00"),
        ("June 5, 2024", "2024-06-05"),
        ("5th of June 2024", "2024-06-05"),
        ("Wednesday, 5 June 2024 at 10:00", "2024-06-05"),
        ("5-Jun-2024", "2024-06-05"),
        ("05.06.2024", "2024-06-05"),
        ("25/06/2024", "2024-06-25"),
        ("06/25/2024", "2024-06-25"),
        ("05/06/2024", ""),
        ("June 5", "--06-05"),
        ("5 Jun.", "--06-05"),
        ("2024-13-45", ""),
        ("31 June 2024", ""),
        ("yesterday", ""),
        ("", ""),
        (None, ""),
        (True, ""),
        (7, ""),
        (float("nan"), ""),
        (float("inf"), ""),
        (10**400, ""),
        ("2024", ""),
    ],
)  # fmt: skip
def test_parse_date(value, iso):
    assert parse_date(value) == iso


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("5 June 2024", ("2024-06-05", False)),
        ("Published: Wednesday, June 5, 2024 10:15 AM GMT", ("2024-06-05", False)),
        ("Last updated on 5 June 2024", ("2024-06-05", True)),
        ("10:15, 5 June 2024", ("2024-06-05", False)),
        ("June 5", ("--06-05", False)),
        ("On 5 June 2024 the union met", None),
        ("The union met", None),
    ],
)
def test_read_date_line(line, found):
    assert read_date_line(line) == found


def test_complete():
    assert complete("--06-05", "2024-06-07") == "2024-06-05"
    assert complete("--06-05", "") == ""
    assert complete("--02-29", "2023-01-01") == ""
    assert complete("2024-06-05", "2020") == "2024-06-05"


def test_date_in_url():
    assert date_in_url("https://lake.example/2024/6/05/treaty") == "2024-06-05"
    assert date_in_url("https://lake.example/2024/99/05/treaty") == ""


def test_is_date():
    assert is_date("June 5, 2024")
    assert not is_date("June 5 talks")
