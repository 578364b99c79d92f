"""``python -m bench.make_past``: the invented past of an example set, in the columns of ICEWS.

Three years of dealings among the states around the border of ``examples/sokh-border-clash``, drawn by a seed from rates
that change on days written here, so that a reader knows what trends and forecasts should find. Nothing of it happened.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta

from accord.exchange.icews import COLUMNS

FIRST, LAST, SEED = date(2016, 10, 1), date(2019, 6, 4), 11

KGZ, UZB, TJK, KAZ, RUS = "Kyrgyzstan", "Uzbekistan", "Tajikistan", "Kazakhstan", "Russian Federation"
#: Words for what each code says; ``{topic}`` is drawn from the list below.
SAYS = {
    "036": ("proposes talks on {topic}", "offers to meet on {topic}"),
    "040": ("telephones its neighbour about {topic}", "discusses {topic} with its neighbour"),
    "042": ("sends a deputy minister to talk about {topic}", "visits to speak of {topic}"),
    "057": ("signs a protocol on {topic}", "initials an agreement on {topic}"),
    "061": ("opens joint works on {topic}", "begins a shared project on {topic}"),
    "070": ("sends medicine and fuel to border villages", "lends pumps to a border district"),
    "111": ("criticises the other side's conduct over {topic}", "calls the other side's stand on {topic} unhelpful"),
    "112": ("accuses the other side of breaking its word on {topic}", "blames the other side for a delay over {topic}"),
    "130": ("warns of measures over {topic}", "threatens to stop deliveries over {topic}"),
    "172": ("closes a crossing for lorries", "limits traffic at two crossings"),
    "173": ("detains herders who strayed across the line", "arrests four men near a crossing"),
    "190": ("fires warning shots across a canal", "shells an empty post above the valley"),
    "193": ("exchanges fire with a patrol", "shoots at a patrol near a water pump"),
}
TOPICS = (
    "water from the canal", "the unmarked line", "pasture above the river", "gas deliveries", "electricity in winter",
    "customs at the crossings", "the road to the exclave", "the railway link", "a disputed pump",
)  # fmt: skip
#: Happenings a month, from a day on, by code: what one does to the other. The later line replaces the one before it.
QUIET = {"036": 0.3, "040": 0.5, "042": 0.3, "111": 0.2, "061": 0.1}
NEIGHBOURS = {"036": 0.5, "040": 0.8, "042": 0.4, "070": 0.1, "111": 0.35, "112": 0.3, "172": 0.1, "173": 0.2}
THAW = NEIGHBOURS | {"040": 2.2, "042": 1.1, "057": 0.5, "061": 0.4, "111": 0.2, "112": 0.1}
QUARREL = NEIGHBOURS | {"040": 0.5, "111": 1.5, "112": 1.6, "130": 0.5, "172": 0.5, "173": 0.6, "190": 0.3, "193": 0.4}
LENDER = {"036": 0.5, "040": 1.2, "042": 0.6, "057": 0.2, "070": 0.4}
RATES: dict[tuple[str, str], tuple[tuple[str, dict[str, float]], ...]] = {
    (KGZ, UZB): (("2016-10-01", NEIGHBOURS), ("2017-09-01", THAW), ("2018-11-01", QUARREL)),
    (UZB, KGZ): (("2016-10-01", NEIGHBOURS), ("2017-09-01", THAW), ("2018-11-01", QUARREL | {"130": 0.9})),
    (KGZ, TJK): (("2016-10-01", NEIGHBOURS | {"193": 0.2}),),
    (TJK, KGZ): (("2016-10-01", NEIGHBOURS | {"193": 0.2}),),
    (UZB, TJK): (("2016-10-01", NEIGHBOURS), ("2018-03-01", THAW)),
    (TJK, UZB): (("2016-10-01", NEIGHBOURS), ("2018-03-01", THAW)),
    (KAZ, KGZ): (("2016-10-01", QUIET), ("2017-10-01", QUARREL | {"190": 0, "193": 0}), ("2018-01-01", QUIET)),
    (KGZ, KAZ): (("2016-10-01", QUIET), ("2017-10-01", QUARREL | {"190": 0, "193": 0}), ("2018-01-01", QUIET)),
    (KAZ, UZB): (("2016-10-01", LENDER),),
    (UZB, KAZ): (("2016-10-01", QUIET),),
    (RUS, KGZ): (("2016-10-01", LENDER),),
    (RUS, UZB): (("2016-10-01", LENDER),),
    (KGZ, RUS): (("2016-10-01", QUIET),),
    (UZB, RUS): (("2016-10-01", QUIET),),
}


def rows() -> Iterator[tuple[str, ...]]:
    """The header, then the events by day. The same bytes every time."""
    yield COLUMNS
    chance = random.Random(SEED)
    number = 0
    day = FIRST
    while day <= LAST:
        for (actor, recipient), spells in RATES.items():
            rates = [rates for since, rates in spells if since <= day.isoformat()][-1]
            for code, monthly in rates.items():
                if chance.random() < monthly / 30:
                    number += 1
                    words = chance.choice(SAYS[code]).format(topic=chance.choice(TOPICS))
                    yield _row(number, day, actor, recipient, code, f"{actor} {words}")
        day += timedelta(1)


def _row(number: int, day: date, actor: str, recipient: str, code: str, text: str) -> tuple[str, ...]:
    """An event in ICEWS' columns; what an invented event has not stays empty."""
    cells = {
        "Event ID": str(number),
        "Event Date": day.isoformat(),
        "Source Name": actor,
        "Source Country": actor,
        "Event Text": text,
        "CAMEO Code": code,
        "Target Name": recipient,
        "Target Country": recipient,
        "Publisher": "invented",
    }
    return tuple(cells.get(column, "") for column in COLUMNS)


def main() -> None:
    """Write the past to standard output."""
    for row in rows():
        sys.stdout.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
