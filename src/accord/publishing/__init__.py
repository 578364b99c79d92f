"""Publishing: a Dossier becomes a page for the terminal, an HTML page, JSON by a published schema, or tables.

Every function here is a pure function of the dossier: no clock, no network, no settings. Only ``write_tables`` touches
the disk. The same dossier gives the same bytes.
"""

from __future__ import annotations

from accord.publishing.jsonfile import dossier_schema, render_json
from accord.publishing.labels import check_labels
from accord.publishing.page import render_html
from accord.publishing.tablefiles import write_tables
from accord.publishing.terminal import render_terminal

__all__ = ["check_labels", "dossier_schema", "render_html", "render_json", "render_terminal", "write_tables"]
