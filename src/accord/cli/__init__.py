"""The terminal's door: one module for each part of the house, all on one ``app``. It parses options, no more."""

from accord.cli import exchange, forecast, ledger, views  # each adds its commands to the one app
from accord.cli.reports import ERROR, INTERRUPTED, NOTHING_READ, SOME_REFUSED, USAGE, app, main, run

__all__ = [
    "ERROR",
    "INTERRUPTED",
    "NOTHING_READ",
    "SOME_REFUSED",
    "USAGE",
    "app",
    "exchange",
    "forecast",
    "ledger",
    "main",
    "run",
    "views",
]
