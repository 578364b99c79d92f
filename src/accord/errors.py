"""Errors, named by whose fault they are. Each says what is wrong, where, and what to do."""

from __future__ import annotations


class AccordError(Exception):
    """Base of every error that accord raises on purpose.

    ``remedy`` says what the reader of the message can do about it; it is part of ``str(error)``.
    """

    def __init__(self, what: str, *, remedy: str = "") -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(f"{what}. {remedy}" if remedy else what)


class DataError(AccordError):
    """The input is at fault: a report that cannot be read, a file that is not what it says it is.

    Inside a batch this becomes a ``Refused`` record; it is raised only where there is no batch to go on with.
    """


class ConfigError(AccordError):
    """The operator or a table is at fault: an option that makes no sense, a table row that is malformed."""


class LedgerError(AccordError):
    """The ledger is at fault: a store that cannot be opened, is of a newer version, or is full."""
