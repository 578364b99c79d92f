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

#: Whose commands are listed first: reports, then what is kept, asked, carried elsewhere, and looked ahead to.
_ORDER = ("reports", "ledger", "views", "exchange", "forecast")
app.registered_commands.sort(key=lambda one: _ORDER.index(str(getattr(one.callback, "__module__", "")).split(".")[-1]))
