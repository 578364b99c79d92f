"""Homes: a party that the text gives no country is of the country where its deed was done, or of who did it at home.

"Police fired on students in Lima": both are Peru's. "The Peruvian government closed a newspaper": so is the newspaper.
Only those who act at home are so placed: police, courts, crowds, parties, rebels; not soldiers, who are met abroad, nor
guests at a meeting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accord.records import Actor, Mention, Place

Mentions = tuple[Mention[Actor], ...]

#: Sectors whose deeds are done at home.
HOMELY = frozenset({"AGR", "COP", "CVL", "EDU", "GOV", "JUD", "LAB", "LEG", "MED", "OPP", "PRM", "PTY", "REB", "REL"})
#: Sectors that deal with their own country's people unless the text says otherwise.
RULING = frozenset({"COP", "GOV", "JUD", "LEG", "CVL", "OPP", "PTY", "EDU", "LAB"})
#: Types of event to which parties travel.
AWAY = frozenset({"AGREE", "AID", "CONSULT", "COOPERATE", "SUPPORT"})
#: Features of places known beyond doubt: countries, capitals, their first divisions and their seats.
SURE = frozenset({"PCLI", "PCL", "PCLD", "PCLS", "PPLC", "PPLA", "ADM1", "TERR"})
#: Those who are of elsewhere, or whose country says nothing of them.
STRANGERS = frozenset({"foreigner", "foreigners", "terrorist", "terrorists", "tourists", "migrants", "nationals"})
#: Those whom a state or a body sends to another country.
POSTED = frozenset({"ambassador", "consul", "diplomat", "embassy", "envoy", "mission", "nuncio", "observer"})
#: Ways of resolving that leave a country open: a pronoun's is its antecedent's.
_OPEN = frozenset({"role", "unknown", "name", "leader", "context"})


def at_home(
    actors: Sequence[Mention[Actor]], recipients: Sequence[Mention[Actor]], type_: str, where: Mention[Place] | None
) -> tuple[Mentions, Mentions]:
    """``actors`` and ``recipients``, those without a country given the one where they are at home, if it is told."""
    if type_ in AWAY:
        return tuple(actors), tuple(recipients)
    place = where.value.country if where is not None and where.value.feature in SURE else ""
    known = {m.value.country for m in actors if m.value.country}
    did = tuple(_placed(m, place) for m in actors)
    ruled = {m.value.country for m in did if m.value.country and m.value.sector in RULING}
    if len(ruled) == 1 and all(m.value.country in ruled for m in did):
        return did, tuple(_placed(m, next(iter(ruled)), extra=frozenset({"JRN", "BUS"})) for m in recipients)
    return did, tuple(_placed(m, place if known <= {place} else "") for m in recipients)


def _placed(mention: Mention[Actor], country: str, *, extra: frozenset[str] = frozenset()) -> Mention[Actor]:
    actor = mention.value
    homely = not actor.country and actor.sector in HOMELY | extra and not actor.id and mention.via in _OPEN
    words = mention.text.split()
    homely = homely and words[-1].lower().rstrip("s") not in POSTED
    # "ethnic Turks", "foreigners" are known by where they are not from
    homely = homely and not (actor.sector in ("CVL", "REB") and (words[-1][:1].isupper() or words[-1] in STRANGERS))
    return replace(mention, value=replace(actor, country=country), via="context") if homely and country else mention
