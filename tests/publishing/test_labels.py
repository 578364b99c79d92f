import pytest

from accord.publishing.labels import count, label, legend, plain, printable, show_date, show_value


@pytest.mark.parametrize(
    ("date", "precision", "shown"),
    [
        ("2024-06-12", "day", "12 June 2024"),
        ("2024-06-02T09:30:00Z", "day", "2 June 2024"),
        ("2024-06", "month", "June 2024"),
        ("2024", "year", "2024"),
        ("", "unknown", ""),
        ("", "reported", ""),
        ("2024-06-12", "reported", "12 June 2024 (date of report)"),
        ("2024-06-10", "week", "week of 10 June 2024"),
        ("2024-06-01", "season", "season from June 2024"),
        ("2024-06-12", "range", "from 12 June 2024"),
        ("2024-06-12/2024-06-14", "range", "12 June 2024 to 14 June 2024"),
        ("2024-13", "month", "2024-13"),
        ("last week", "day", "last week"),
    ],
)
def test_dates_say_no_more_than_is_known(date: str, precision: str, shown: str) -> None:
    assert show_date(date, precision) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [("4000", "4,000"), ("1234567", "1,234,567"), ("1999", "1999"), ("12", "12"), ("2024-06-12", "12 June 2024"),
     ("90,000–110,000", "90,000–110,000"), ("KEN", "KEN")],
)  # fmt: skip
def test_values(value: str, shown: str) -> None:
    assert show_value(value) == shown


def test_counts() -> None:
    assert [count(0, "report"), count(1, "report"), count(2000, "report")] == ["0 reports", "1 report", "2,000 reports"]
    assert count(2, "happening has", "happenings have") == "2 happenings have"


def test_a_code_that_no_table_lists_is_shown_as_it_is() -> None:
    assert label("stage", "half_done").text == "Half done"
    assert label("verdict", "contested").text == "Contested"


def test_every_stage_and_verdict_is_explained_by_a_word_and_a_shape_of_its_own() -> None:
    for group in ("stage", "verdict"):
        labels = list(legend(group))
        assert all(one.text and one.shape and one.note for one in labels)
        assert len({one.shape for one in labels}) == len(labels)
    assert {one.code for one in legend("verdict")} == {"agreed", "single", "contested", "differs"}


def test_text_for_the_eye_keeps_its_length_but_not_its_controls() -> None:
    hostile = "a\x00b\x1bc\ud800d\u202ee\n"
    assert printable(hostile) == "a\ufffdb\ufffdc\ufffdd\u202ee\n"
    assert len(printable(hostile)) == len(hostile)
    assert plain(hostile) == "a\ufffdb\ufffdc\ufffdde"
