from hypothesis import given
from hypothesis import strategies as st

from accord.publishing.textfit import fit, room


def test_what_fits_is_left_as_it_is() -> None:
    assert fit("Tarvia leaves", 200, 14, lines=1) == ("Tarvia leaves",)


def test_words_go_to_the_next_line_and_the_rest_is_marked() -> None:
    assert fit("Tarvia leaves the Meridian Pact", 130, 14, lines=2) == ("Tarvia leaves", "the Meridian …")
    assert fit("W" * 40, 100, 14, lines=1) == ("WWWWWW…",)


def test_wide_letters_take_more_room() -> None:
    assert room("ill", 10) < room("ace", 10) < room("WWW", 10)
    assert room("東京", 10) == 40


@given(st.text(max_size=80), st.integers(30, 400), st.integers(1, 3))
def test_no_line_is_wider_than_its_room(text: str, pixels: int, lines: int) -> None:
    rows = fit(text, pixels, 12, lines=lines)
    assert len(rows) <= lines
    assert all(room(row, 12) <= pixels for row in rows)
    if "…" not in "".join(rows):
        assert " ".join(rows) == " ".join(text.split())
