"""Homes: a party that the text gives no country is of the country where its deed was done, or of who did it at home.

"Police fired on students in Lima": both are Peru's. "The Peruvian government closed a newspaper": so is the newspaper.
Only those who act at home are so placed: police, courts, crowds, parties, rebels; not soldiers, who are met abroad, nor
guests at a meeting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accord.lexicon import load_words
from accord.parties import INTERNATIONAL
from accord.records import Actor, Mention, Place, Sentence

Mentions = tuple[Mention[Actor], ...]

#: Sectors whose deeds are done at home.
HOMELY = frozenset({"AGR", "COP", "CVL", "EDU", "GOV", "JUD", "LAB", "LEG", "MED", "OPP", "PRM", "PTY", "REB", "REL"})
#: Sectors that deal with their own country's people unless the text says otherwise.
RULING = frozenset({"AGR", "COP", "GOV", "JUD", "LEG", "CVL", "MED", "OPP", "PTY", "EDU", "LAB"})
#: Those who fight or obey their own state, and what of it they meet.
REBELS = frozenset({"REB", "PRM"})
STATE = frozenset({"COP", "GOV", "JUD", "LEG", "MIL"})
#: Those who have a country's power over its people, and those who are in its politics.
POWERS = frozenset({"COP", "GOV", "JUD", "LEG"})
SUBJECTS = frozenset({"JRN", "LAB", "OPP", "PTY"})
#: Whom force harms where it is used, whoever uses it.
VICTIMS = frozenset({"AGR", "CVL", "EDU", "LAB", "MED", "REL"})
#: Types of event to which parties travel.
AWAY = frozenset({"AGREE", "AID", "CONSULT", "COOPERATE", "SUPPORT"})
#: Features of places known beyond doubt, besides towns that are larger than any of their name elsewhere: countries,
#: capitals, their first divisions and their seats.
SURE = frozenset({"PCLI", "PCL", "PCLD", "PCLS", "PPLC", "PPLA", "ADM1", "TERR"})
#: Ways of resolving by the words alone.
_STATED = frozenset({"adjective", "alias", "leader", "name", "role"})
#: Ways of resolving that leave a country open: a pronoun's is its antecedent's.
_OPEN = frozenset({"role", "unknown", "name", "leader", "context"})


def at_home(
    actors: Sequence[Mention[Actor]],
    recipients: Sequence[Mention[Actor]],
    type_: str,
    where: Mention[Place] | None,
    named: Sequence[Mention[Actor]] = (),
) -> tuple[Mentions, Mentions]:
    """``actors`` and ``recipients``, those without a country given the one where they are at home, if it is told.

    ``named`` are all parties of the sentence: a town is known beyond doubt where its country is named besides.
    """
    if type_ in AWAY:
        return tuple(actors), tuple(recipients)
    place = _sure(where, named)
    known = {m.value.country for m in actors if m.value.country}
    did = tuple(_placed(m, place) for m in actors)
    if actors and all(not m.value.country and m.value.sector in POWERS for m in did):
        subjects = {
            m.value.country
            for m in recipients
            if m.value.sector in SUBJECTS or (m.value.sector == "CVL" and m.via == "context")
        }
        if len(subjects) == 1 and all(m.value.country in subjects for m in recipients):
            # "the minister let the Chadian opposition rally"
            did = tuple(_placed(m, next(iter(subjects))) for m in did)
    if did and where is None and all(m.value.sector == "JUD" and not m.value.country for m in did):
        # "a judge ordered the arrest of Chadian generals": a foreign judge's nationality would be told
        tried = {m.value.country for m in recipients if m.value.sector in STATE}
        if len(tried) == 1 and all(m.value.country in tried for m in recipients):
            did = tuple(_placed(m, next(iter(tried))) for m in did)
    fought = {m.value.country for m in did if m.value.sector in REBELS}
    if len(fought) == 1 and all(m.value.sector in REBELS for m in did):
        recipients = tuple(_placed(m, *fought, extra=STATE) if m.value.sector in STATE else m for m in recipients)
    ruled = {m.value.country for m in did if m.value.country and m.value.sector in RULING}
    all_ruled = all(m.value.country in ruled and m.value.sector for m in did)
    if len(ruled) == 1 and all_ruled:
        return did, tuple(_placed(m, next(iter(ruled)), extra=frozenset({"JRN", "BUS"})) for m in recipients)
    struck = type_ == "ASSAULT"
    return did, tuple(
        _placed(m, place if known <= {place} or (struck and m.value.sector in VICTIMS) else "") for m in recipients
    )


def lone_place(sentence: Sentence, type_: str) -> Mention[Place] | None:
    """A place of a sentence about a protest that names but one country's: "marched on *Manila*'s business district"."""
    countries = {p.value.country for p in sentence.places} | {m.value.country for m in sentence.actors}
    alone = type_ == "PROTEST" and len(countries - {""}) == 1
    return next((p for p in sentence.places if p.value.country), None) if alone else None


def _sure(where: Mention[Place] | None, named: Sequence[Mention[Actor]]) -> str:
    """The country of a place that nobody could mistake for another of its name; else ``""``."""
    if where is None:
        return ""
    beside = {m.value.country for m in named if m.via in _STATED and (m.end <= where.start or where.end <= m.start)}
    sure = where.value.feature in SURE or where.via == "well-known" or where.value.country in beside
    return where.value.country if sure else ""


def _placed(mention: Mention[Actor], country: str, *, extra: frozenset[str] = frozenset()) -> Mention[Actor]:
    actor = mention.value
    open_ = mention.via in _OPEN or (mention.via == "pronoun" and actor.sector in SUBJECTS)
    homely = not actor.country and actor.sector in HOMELY | extra and not actor.id and open_
    words = mention.text.split()
    homely = homely and words[-1].lower().rstrip("s") not in load_words()["posted"]
    # "foreigners" are known by where they are not from, but a plain role that opens a sentence is no name, and those
    # of another ethnicity than their country's ("ethnic Turks") are of where they live
    named = words[-1][:1].isupper() and (len(words) > 1 or mention.via != "role") and actor.name[:7] != "ethnic "
    homely = homely and not (
        actor.sector in ("CVL", "REB") and (named or words[-1].lower() in load_words()["stranger"])
    )
    homely = homely and country not in INTERNATIONAL
    return replace(mention, value=replace(actor, country=country), via="context") if homely and country else mention
