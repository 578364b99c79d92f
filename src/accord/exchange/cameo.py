"""CAMEO: what PLOVER calls its codes, how Goldstein scores them, and the way back where there is only one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from accord.ontology import load_ontology
from accord.tables import Problem, Row, read_table

EVENTS = "exchange/cameo.tsv"
BACK = "exchange/cameo_back.tsv"
TYPES = "exchange/cameo_types.tsv"

_COLUMNS = ("code", "type", "mode", "contexts", "goldstein", "other")
_BACK = ("type", "mode", "context", "code")

#: Two figures without a leading zero are read by nobody: ``10`` is the root "demand", or ``010`` that lost its zero.
_UNCLEAR = frozenset(str(number) for number in range(10, 21))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What PLOVER says for a CAMEO code; ``type`` is ``""`` where it has no equivalent."""

    type: str = ""
    mode: str = ""
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cameo:
    """All codes: their meaning in PLOVER and their Goldstein score as ICEWS gives it."""

    meanings: dict[str, Meaning]
    goldstein: dict[str, float]
    back: dict[tuple[str, str, str], str]


@cache
def load_cameo() -> Cameo:
    """The table of codes, and the table of the way back from PLOVER (see ``code_of``)."""
    meanings, goldstein = {}, {}
    for row in read_table(EVENTS, _COLUMNS):
        meanings[row["code"]] = Meaning(row["type"], row["mode"], row.list("contexts"))
        if row["goldstein"]:
            goldstein[row["code"]] = float(row["goldstein"])
    back = {(row["type"], row["mode"], row["context"]): row["code"] for row in read_table(BACK, _BACK)}
    return Cameo(meanings, goldstein, back)


def meaning_of(code: str) -> Meaning:
    """What PLOVER says for ``code``; empty for codes 01 and 02, for an unknown code and for one that lost its zero."""
    return Meaning() if code in _UNCLEAR else load_cameo().meanings.get(code, Meaning())


def goldstein_of(code: str) -> float | None:
    """Goldstein's score of ``code``, -10 to +10, as ICEWS has it; None where the code is unknown."""
    return load_cameo().goldstein.get(code)


def code_of(type_: str, mode: str, contexts: tuple[str, ...]) -> str:
    """The CAMEO code of a PLOVER event: the most special one that says no more than the event does.

    Often that is the general code of a root (``160``, "reduce relations, not specified below"); ``""`` where CAMEO has
    no code, or several roots.
    """
    back = load_cameo().back
    keys = [*((type_, mode, context) for context in contexts), (type_, mode, "")]
    keys += [] if not mode else [*((type_, "", context) for context in contexts), (type_, "", "")]
    return next((back[key] for key in keys if key in back), "")


@cache
def load_types() -> dict[str, str]:
    """PLOVER's sectors by CAMEO's types of actor."""
    return {row["type"]: row["sector"] for row in read_table(TYPES, ("type", "sector"))}


def check_cameo() -> Iterator[Problem]:
    """What is wrong with the table of codes: something PLOVER does not have, a score out of range."""
    for row in read_table(BACK, _BACK):
        yield from _misfits(row, row.list("context"))
        if row["code"] not in load_cameo().meanings:
            yield row.problem(f"no CAMEO code: {row['code']}")
    for row in read_table(EVENTS, _COLUMNS):
        yield from _misfits(row, row.list("contexts"))
        for column in ("goldstein", "other"):
            if row[column] and not -10 <= float(row[column]) <= 10:
                yield row.problem(f"{column} {row[column]} is not between -10 and 10")


def _misfits(row: Row, contexts: tuple[str, ...]) -> Iterator[Problem]:
    """A type, a mode or contexts of a row that PLOVER does not have."""
    kinds = load_ontology()
    known = kinds.types.get(row["type"])
    if row["type"] and known is None:
        yield row.problem(f"no PLOVER type: {row['type']}")
    if row["mode"] and (known is None or row["mode"] not in known.modes):
        yield row.problem(f"{row['type']} has no mode {row['mode']}")
    for context in contexts:
        if context not in kinds.contexts:
            yield row.problem(f"no PLOVER context: {context}")
