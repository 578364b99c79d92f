"""Exchange: the ledger's events and ties in the formats of other tools, and other people's events into the ledger.

Readers stream: they take lines of text and give one ``PastEvent`` or ``Refused`` for each, so a file may have any size.
Writers stream too: they take records and give rows or lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from accord.errors import DataError
from accord.exchange.acled import read_acled
from accord.exchange.files import (
    CONTEST_COLUMNS,
    EPISODE_COLUMNS,
    TIE_COLUMNS,
    contest_rows,
    episode_row,
    tie_row,
    tsv_lines,
)
from accord.exchange.gdelt import read_gdelt
from accord.exchange.icews import icews_rows, read_icews
from accord.exchange.lines import Step, open_texts
from accord.exchange.membership import Obligation, Spell, dyad_year_rows, member_rows
from accord.exchange.phoenix import read_phoenix
from accord.exchange.plover import plover_lines
from accord.exchange.polecat import polecat_rows, read_polecat
from accord.exchange.stix import stix_lines
from accord.records import PastDeletion, PastEvent, Refused

#: Readers of other datasets by name: lines of text to events, deletions and refusals.
READERS: dict[str, Callable[..., Iterator[PastEvent | PastDeletion | Refused]]] = {
    "icews": read_icews,
    "polecat": read_polecat,
    "gdelt": read_gdelt,
    "acled": read_acled,
    "phoenix": read_phoenix,
}


def read_events(path: Path, dataset: str, *, step: Step | None = None) -> Iterator[PastEvent | PastDeletion | Refused]:
    """The events of a file of any size, ``.gz`` and ``.zip`` too, by the reader of ``dataset`` (a key of ``READERS``).

    ``step`` is told of the bytes read and the file's size. A packed file that is damaged is a last Refused.
    """
    try:
        for name, lines in open_texts(path, step=step):
            yield from READERS[dataset](lines, name=name)
    except DataError as error:
        yield Refused(path.name, str(error))


__all__ = [
    "CONTEST_COLUMNS",
    "EPISODE_COLUMNS",
    "READERS",
    "TIE_COLUMNS",
    "Obligation",
    "Spell",
    "contest_rows",
    "dyad_year_rows",
    "episode_row",
    "icews_rows",
    "member_rows",
    "open_texts",
    "plover_lines",
    "polecat_rows",
    "read_acled",
    "read_events",
    "read_gdelt",
    "read_icews",
    "read_phoenix",
    "read_polecat",
    "stix_lines",
    "tie_row",
    "tsv_lines",
]
