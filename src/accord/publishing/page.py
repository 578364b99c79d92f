"""A dossier as one self-contained HTML page: nothing is loaded, nothing is sent, and it reads without JavaScript."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from accord.publishing import network, timeline
from accord.publishing.chances import chance_words, kind_words, party_words
from accord.publishing.courses import pair_lines
from accord.publishing.foretold import forecast_groups, horizon_words, starts_early
from accord.publishing.labels import count, day_of, label, legend, plain, printable, show_date
from accord.publishing.outline import outline
from accord.publishing.workings import workings
from accord.records import Dossier

if TYPE_CHECKING:
    from jinja2 import Environment

#: How many of a kind are shown before the rest waits under "show all".
FIRST = {"episodes": 10, "singles": 6, "ties": 12, "outlook": 8, "origins": 12, "refused": 12, "links": 12}

#: Pictures are drawn for a desktop and for a phone, in pixels; the style sheet shows one of them.
SIZES = (("wide", 720), ("narrow", 340))


def render_html(dossier: Dossier) -> str:
    """The page for ``dossier`` as HTML text."""
    told = outline(dossier)
    found = network.links(dossier)
    drawn = environment()
    script = drawn.get_template("dossier.js").render()
    return drawn.get_template("dossier.html").render(
        told=told,
        dossier=dossier,
        reports={report.id: report for report in dossier.reports},
        numbers=told.sources.numbers,
        graded=told.sources.graded,
        segments=told.sources.segments,
        workings=workings(dossier, told.sources),
        timelines=[(size, timeline.draw(told.episodes, width=width)) for size, width in SIZES],
        networks=[(size, network.draw(found, width=width)) for size, width in SIZES],
        links=found,
        network_text=network.describe(found),
        legends={group: tuple(legend(group)) for group in ("stage", "verdict", "edge")},
        first=FIRST,
        **_past(dossier, told.sources.numbers),
        style=style_of("dossier.css", "strips.css"),
        script=script,
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _past(dossier: Dossier, numbers: Mapping[str, int]) -> dict[str, Any]:
    """What the page shows of the past and the future: pairs, forecasts, and where on the page each event stands."""
    background = dossier.background
    days = [(day, f"r{numbers[one.id]}") for one in dossier.reports if (day := day_of(one.published))]
    pairs = pair_lines(background, days) if background else ()
    periods = [period for pair in pairs for course in pair.courses for period in course.periods]
    return {
        "pairs": pairs,
        "by": next((one.trends[0].by for one in background.pairs if one.trends), "") if background else "",
        "foretold": forecast_groups(dossier),
        "horizon": horizon_words(dossier.forecasts[0]) if dossier.forecasts else "",
        "early": starts_early(dossier),
        "dealt": {one.key: period.anchor for period in periods for one in period.told},
    }


def style_of(*names: str) -> str:
    """The style sheets of these names, one after the other."""
    return "".join(environment().get_template(name).render() for name in names)


@cache
def environment() -> Environment:
    """The templates, with escaping on and undefined names an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    drawn = Environment(
        loader=PackageLoader("accord.publishing"),
        # The style sheet and the script are ours and hold no data; everything else is escaped.
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        finalize=_safe,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    drawn.filters |= {"plain": plain, "date": show_date, "link": web_address, "passages": _quoted}
    words = {"chance_words": chance_words, "kind_words": kind_words, "party_words": party_words}
    drawn.globals |= {"count": count, "label": label} | words
    return drawn


def web_address(url: str) -> str:
    """``url`` where it is an address on the web that a reader may follow, else ``""``."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def _quoted(segments: Any) -> int:
    return sum(1 for segment in segments if segment.anchor)


def _safe(value: Any) -> Any:
    """Text that may stand in a page: HTML allows no control characters. Markup is ours and passes as it is."""
    return printable(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
