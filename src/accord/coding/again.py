"""Again: a noun that comes back to an event already told ("its withdrawal could …") says no more than was told.

A report that announces an exit goes on to speak of "the exit". The noun has no tense of its own; what was announced
stays announced, and a noun without its other party takes the party from where the event was told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accord.records import AUX_MODES, Actor, Event, Mention

#: Types of which one carries the other's future (docs/decisions/0001): "will withdraw" (CONCEDE) and "the withdrawal".
_FUTURE_OF = {"RETREAT": "CONCEDE", "CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE"}


def again(event: Event, earlier: Sequence[Event]) -> Event:
    """``event``, said by a noun, as the earlier event it comes back to leaves it; unchanged where there is none.

    Only a plan is taken over: a noun that comes back to a thing done or denied stands as it is.
    """
    told = next((e for e in reversed(earlier) if e.where != "headline" and _comes_back(event, e)), None)
    if told is None or "future" not in told.aux_modes:
        return event
    recipients = event.recipients or told.recipients
    if event.aux_modes:
        return replace(event, recipients=recipients)
    modes = tuple(mode for mode in AUX_MODES if mode in told.aux_modes and mode != "negation")
    known = {"date": "", "date_precision": "unknown"} if event.date_precision == "reported" else {}
    return replace(event, type=told.type, mode=told.mode, aux_modes=modes, recipients=recipients, **known)  # type: ignore[arg-type]


def _comes_back(event: Event, told: Event) -> bool:
    same_kind = (event.type, event.mode) == (told.type, told.mode)
    same_kind = same_kind or (_FUTURE_OF.get(event.type) == told.type and event.mode != "resign")
    if not same_kind or not _shared(event.actors, told.actors):
        return False
    return not event.recipients or not told.recipients or _shared(event.recipients, told.recipients)


def _shared(a: Sequence[Mention[Actor]], b: Sequence[Mention[Actor]]) -> bool:
    return bool(({_party(m) for m in a} & {_party(m) for m in b}) - {""})


def _party(mention: Mention[Actor]) -> str:
    actor = mention.value
    return actor.id if actor.country == "IGO" else actor.country
