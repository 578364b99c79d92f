"""Exchange: the ledger's events and ties in the formats of other tools, and other people's events into the ledger.

Readers stream: they take lines of text and give one ``PastEvent`` or ``Refused`` for each, so a file may have any size.
Writers stream too: they take records and give rows or lines.
"""

from __future__ import annotations

from accord.exchange.icews import icews_rows, read_icews
from accord.exchange.lines import open_texts
from accord.exchange.polecat import polecat_rows, read_polecat

__all__ = ["icews_rows", "open_texts", "polecat_rows", "read_icews", "read_polecat"]
