import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from accord.publishing import render_terminal
from accord.records import Dossier
from publishing.parts import ALL


def shown(dossier: Dossier, *, width: int = 80, terminal: bool = False) -> str:
    out = io.StringIO()
    render_terminal(
        dossier, Console(file=out, width=width, force_terminal=terminal, color_system="auto" if terminal else None)
    )
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("name", ALL)
def test_never_wider_than_the_window(request: pytest.FixtureRequest, name: str, width: int) -> None:
    lines = shown(request.getfixturevalue(name), width=width).splitlines()
    assert lines and max(cell_len(line) for line in lines) <= width


@pytest.mark.parametrize("name", ALL)
def test_piped_output_has_no_control_characters(request: pytest.FixtureRequest, name: str) -> None:
    text = shown(request.getfixturevalue(name))
    assert not [char for char in text if (ord(char) < 32 and char != "\n") or 0x7F <= ord(char) <= 0x9F]
    assert not [char for char in text if 0x202A <= ord(char) <= 0x202E or 0xD800 <= ord(char) <= 0xDFFF]


def test_our_own_words_are_ascii(exit_dossier: Dossier) -> None:
    quoted = {char for report in exit_dossier.reports for char in report.text if ord(char) > 127}
    assert {char for char in shown(exit_dossier) if ord(char) > 127} <= quoted


def test_a_terminal_gets_styles(exit_dossier: Dossier) -> None:
    assert "\x1b[" in shown(exit_dossier, terminal=True)


def test_what_it_says(exit_dossier: Dossier) -> None:
    text = shown(exit_dossier)
    flat = " ".join(text.split())
    sections = [
        "WHAT HAPPENED",
        "WHAT IS CONTESTED",
        "WHAT ONLY ONE ORIGIN SAYS",
        "WHO IS BOUND TO WHOM",
        "WHAT PARTIES AND ANALYSTS EXPECT",
        "REPORTS (",
        "REFUSED (",
    ]
    places = [text.index(section) for section in sections]
    assert places == sorted(places)
    assert (
        "Announced, not done, 12 June 2024; told by 2 independent origins in 3 of 3 reports; disputed on 1 point."
        in flat
    )
    # Both sides of the contest, each with its words and who says them.
    assert "denied: no full withdrawal was announced -- Jorun Velk" in flat
    assert "announced: it will leave -- Ilse Marandt" in flat
    assert '[2] "Tarvia’s foreign minister, Jorun Velk, denied' in flat
    assert "member > frozen (February 2024) > exit announced (12 June 2024)" in flat
    assert "in/empty.txt: the file is empty" in flat
    assert "[3] Morning Tribune, 2024-06-13: Marandt: Tarvia to leave pact -- from Harbour Courier" in flat


def test_empty_sections_are_left_out(empty_dossier: Dossier) -> None:
    text = shown(empty_dossier)
    assert "No report could be read." in text
    assert "CONTESTED" not in text and "BOUND" not in text
    assert "in/x.bin: not text" in text


def test_many_reports_are_cut_with_a_count(large_dossier: Dossier) -> None:
    text = shown(large_dossier)
    assert "... and 228 more happenings." in text
    assert "... and 210 more reports." in text
    assert len(text.splitlines()) < 200


def test_same_text_twice(exit_dossier: Dossier) -> None:
    assert shown(exit_dossier) == shown(exit_dossier)


def test_an_ascii_pipe_gets_plain_signs(exit_dossier: Dossier) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    render_terminal(exit_dossier, Console(file=out, width=80))
    out.flush()
    text = raw.getvalue().decode("ascii")
    assert "Rosmark's foreign ministry" in text
    assert text.count("?") == shown(exit_dossier).count("?")


def test_a_happening_told_above_is_not_quoted_again(exit_dossier: Dossier) -> None:
    alone = shown(exit_dossier).split("WHAT ONLY ONE ORIGIN SAYS")[1].split("WHO IS BOUND")[0]
    assert "- 4. Tarvia freezes its membership of the Meridian Pact (done) [1]" in alone
    assert "The country froze" not in alone
