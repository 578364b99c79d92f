"""Names that follow from what a record says, so that they need not be kept beside it.

The rules are part of how bytes are laid: they never change. A record whose name is another keeps it in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accord.records import content_id


def expected_id(kind: str, values: Mapping[str, Any]) -> str:
    """The id of a record of ``kind`` with these fields, as coding names it; ``""`` for a kind without a rule."""
    if kind == "Claim":
        parts = (values["start"], values["end"]) if values["field"] == "content" else (values["value"], values["start"])
        return content_id("claim", values["event"], values["field"], *parts)
    sentence = content_id("sentence", values["report"], values["start"], values["end"])
    if kind == "Event":
        roles = [(mention.value.code, mention.start) for mention in (*values["actors"], *values["recipients"])]
        return content_id("event", sentence, _shown(values, "trigger"), values["type"], values["mode"], roles)
    if kind == "TieClaim":
        ends = (values["a"].value.code, values["b"].value.code)
        return content_id("tie claim", sentence, values["kind"], values["sector"], *ends)
    if kind == "Expectation":
        return content_id("expectation", sentence, _shown(values, "cue"))
    if kind == "Silence":
        return content_id("silence", sentence, values["actor"].value.code, values["actor"].start)
    return ""


def _shown(values: Mapping[str, Any], what: str) -> int:
    """Where the first span begins that shows ``what``."""
    return min((span.start for span in values["because"] if span.shows == what), default=0)
