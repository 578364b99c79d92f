"""Trends as one self-contained page: small multiples for each direction, their figures, and the events behind them."""

from __future__ import annotations

from collections.abc import Sequence

from accord.publishing.chances import party_words
from accord.publishing.courses import courses, is_told
from accord.publishing.page import environment, style_of
from accord.records import Dealing, Trend


def render_trends(drawn: Sequence[Trend], *, known: tuple[str, str], dealings: Sequence[Dealing] = ()) -> str:
    """The page of ``drawn`` trends; ``known`` are the first and last day of the data, ``dealings`` events behind it."""
    a, b = drawn[0].actor, drawn[0].recipient
    shown = [one for one in drawn if is_told(one)]
    return (
        environment()
        .get_template("trends.html")
        .render(
            title=f"{party_words(a)} and {party_words(b)}",
            by=drawn[0].by,
            known=known,
            courses_of=courses(shown, dealings, anchor="p", whole=True),
            style=style_of("dossier.css", "strips.css", "sheet.css"),
        )
    )
