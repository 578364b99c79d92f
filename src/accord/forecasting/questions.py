"""Questions that can be resolved: will A do something of a kind to B within a horizon?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from accord.errors import ConfigError
from accord.ontology import load_ontology

#: What quads are called, by number.
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
#: Days in a unit of a horizon. A month and a year are rounded: what is asked is days.
_DAYS = {"d": 1, "day": 1, "w": 7, "week": 7, "m": 30, "month": 30, "y": 365, "year": 365}
#: Days on end without any event from anyone, beyond which the data is said to have a gap: its silence tells nothing.
GAP = 7
#: Between the two parties of a question, however it is typed.
_ARROW = re.compile(r"\s*(?:→|->|=>|⟶|>)\s*")
_ASKED = re.compile(r"\s*will\s+(?P<rest>.+?)\s+(?P<until>by|before|until)\s+(?P<end>\d{4}-\d{2}-\d{2})\s*\?*\s*", re.I)
_WITHIN = re.compile(r"\s*will\s+(?P<rest>.+?)\s+(?:with)?in\s+(?P<span>\d+\s*[a-z]+)\s*\?*\s*", re.I)


@dataclass(frozen=True, slots=True)
class Question:
    """Will at least one event of ``kind`` from ``actor`` to ``recipient`` be dated from ``start`` to ``end``?

    The parties are codes (``RUS``, ``ARM GOV``, ``CSTO``); ``kind`` is a PLOVER type or ``quad 1`` … ``quad 4``;
    the ISO days are both included.
    """

    actor: str
    recipient: str
    kind: str
    start: str
    end: str

    @property
    def days(self) -> int:
        """How many days the horizon has."""
        return (date.fromisoformat(self.end) - date.fromisoformat(self.start)).days + 1

    @property
    def rule(self) -> str:
        """The rule of resolution in words."""
        return (
            f"Yes if the history holds at least one {name_kind(self.kind)} event from {self.actor} to {self.recipient} "
            f"dated {self.start} to {self.end}; no if it holds none and its data reaches {self.end}; "
            f"void if its data ends before that or is silent there for more than {GAP} days."
        )


@cache
def kinds() -> tuple[str, ...]:
    """Every kind that can be asked for: the four quads, then PLOVER's types."""
    return (*(f"quad {number}" for number in QUADS), *load_ontology().types)


def name_kind(kind: str) -> str:
    """``kind`` as a reader knows it: ``material conflict (quad 4)``, ``SANCTION``."""
    return f"{QUADS[int(kind[5:])]} ({kind})" if kind.startswith("quad ") else kind


def read_kind(text: str) -> str:
    """The kind that ``text`` names: a type in any case, ``quad 4``, ``material conflict``.

    Raises ConfigError where there is no such kind.
    """
    words = " ".join(text.lower().replace("-", " ").replace("_", " ").split())
    for number, name in QUADS.items():
        if words in (name, f"quad {number}", f"quad{number}"):
            return f"quad {number}"
    if words.upper() in load_ontology().types:
        return words.upper()
    raise ConfigError(
        f"there is no kind of event {text!r}",
        remedy=f"Use one of {', '.join(load_ontology().types)}, or {', '.join(QUADS.values())}",
    )


def read_horizon(text: str) -> int:
    """Days in ``30d``, ``4 weeks``, ``6m``, ``1y``; a bare number is days. Raises ConfigError where it is none."""
    found = re.fullmatch(r"\s*(\d{1,4})\s*([a-z]*?)s?\s*", text.lower())
    if not found or (found[2] or "d") not in _DAYS or not 1 <= int(found[1]) * _DAYS[found[2] or "d"] <= 3660:
        raise ConfigError(f"{text!r} is no horizon", remedy="Write it as 30d, 4w, 6m or 1y; ten years at most")
    return int(found[1]) * _DAYS[found[2] or "d"]


def read_pair(text: str) -> tuple[str, str]:
    """The two parties of ``RUS → ARM`` or ``RUS -> ARM``, or of two codes with a space between them."""
    parts = _ARROW.split(text.strip())
    if len(parts) == 1:
        parts = text.split()
    if len(parts) != 2 or not all(parts):
        raise ConfigError(f"{text!r} does not name two parties", remedy='Write them as "RUS -> ARM"')
    return _code(parts[0]), _code(parts[1])


def read_question(text: str, *, start: str) -> Question:
    """The question that ``will ARM SANCTION CSTO by 2024-12-31`` (or ``within 30d``) asks, from the day ``start``.

    Raises ConfigError where it is not of that form or ends before it starts.
    """
    found = _ASKED.fullmatch(text) or _WITHIN.fullmatch(text)
    if not found:
        raise ConfigError(
            f"{text!r} is no question", remedy='Ask "will ARM SANCTION CSTO by 2024-12-31", or "... within 30d"'
        )
    actor, kind, recipient = _split(found["rest"])
    if "end" in found.groupdict():
        end = add_days(_day(found["end"]), -1 if found["until"].lower() == "before" else 0)
        if end < start:
            raise ConfigError(f"{text!r} asks about days before {start}", remedy="Give --as-of an earlier day")
    else:
        end = add_days(start, read_horizon(found["span"]) - 1)
    return Question(actor, recipient, kind, start, end)


def ask(actor: str, recipient: str, *, start: str, days: int) -> tuple[Question, ...]:
    """A question for every kind, from ``start`` for ``days`` days."""
    end = add_days(start, days - 1)
    return tuple(Question(actor, recipient, kind, start, end) for kind in kinds())


def add_days(day: str, days: int) -> str:
    """The ISO day that many days after ``day``."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _split(text: str) -> tuple[str, str, str]:
    """Actor, kind, recipient of ``ARM SANCTION CSTO``; both parties may have several words, and so may a quad."""
    words = text.split()
    for length in (2, 1):
        for at in range(1, len(words) - length):
            try:
                kind = read_kind(" ".join(words[at : at + length]))
            except ConfigError:
                continue
            return _code(" ".join(words[:at])), kind, _code(" ".join(words[at + length :]))
    raise ConfigError(f"{text!r} names no kind of event between two parties", remedy='Write it as "ARM SANCTION CSTO"')


def _code(text: str) -> str:
    return " ".join(text.split())


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ConfigError(f"{text!r} is no day", remedy="Write it as 2024-12-31") from None
