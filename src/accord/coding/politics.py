"""Politics: which events between which parties are political, and whose words are of public weight."""

from __future__ import annotations

from collections.abc import Sequence

from accord.lexicon import Phrase, load_words
from accord.records import Actor, Mention

#: Sectors whose deeds are politics whoever else is there; the others (police, courts, civilians, business, press…) make
#: politics only across a border or against one of these. Protest is politics by its nature.
POLITICAL_CONTEXTS = frozenset(
    {"repression", "human_rights", "rights_freedoms", "terrorism", "military", "cyber", "cbrn"}
)
POLITICAL = frozenset({"GOV", "MIL", "LEG", "PTY", "OPP", "REB", "PRM", "UAF", "SPY"})
#: Sectors of society: what its members do to each other at home, or trade and agree across borders, is no politics.
SOCIETY = frozenset({"AGR", "BUS", "CVL", "EDU", "LAB", "MED", "UNK", ""})
#: Those by whom a state uses force at home, and those against whom it is never private ("police raided a newspaper").
AUTHORITY = frozenset({"COP", "JUD"})
#: Ways of harming that are no private quarrel.
WEAPONS = frozenset({"aerial", "drone", "explosives", "heavy-weapons", "suicide-attack"})
WATCHED = frozenset({"JRN", "LAB", "REL", "SOC", "ELI"})
HOSTILE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION", "ACCUSE", "THREATEN"})
#: Sectors of private people, and of those whom no table knows.
PRIVATE = frozenset({"CVL", "UNK", ""})


def speaks_publicly(actors: Sequence[Mention[Actor]], recipients: Sequence[Mention[Actor]]) -> bool:
    """Whether words between these parties are of public weight.

    A family that refuses, an uncle who promises, a name nobody can place: their words are news of themselves. They
    count where a public actor speaks, or where private people speak to one.
    """
    heard = [m.value for m in recipients]
    private = all(m.value.sector in PRIVATE and (m.value.sector or not m.value.country) for m in actors)
    return not private or any(h.sector in POLITICAL or (h.country and not h.sector) for h in heard)


def political(phrase: Phrase, actors: Sequence[Mention[Actor]], recipients: Sequence[Mention[Actor]]) -> bool:
    """Whether an event between these parties is political, not crime, accident, sport or business among private people.

    It is where a state, a body, or an actor of a political sector takes part; where parties of two states meet who are
    not both private; where the phrase itself says so (its contexts) and a state's people are in it; and any protest by
    people of a known country or calling.
    """
    parties = [m.value for m in (*actors, *recipients)]
    if _repressive(phrase, actors, recipients) or (phrase.mode in WEAPONS and any(p.country for p in parties)):
        return True
    if any(p.sector in POLITICAL or (p.country and not p.sector) for p in parties):
        lone = all(p.sector == "UAF" for p in parties if p.sector in POLITICAL or (p.country and not p.sector))
        return not lone or bool(phrase.contexts) or any(p.country for p in parties)
    countries = {p.country for p in parties if p.country}
    if countries & {"IGO", "UNO", "EUR", "NGO", "IMG", "ISM"}:
        return True
    if len(countries) > 1:
        return phrase.type in HOSTILE or any(p.sector not in SOCIETY for p in parties)
    among_themselves = bool(actors) and bool(recipients) and all(p.sector in SOCIETY for p in parties)
    if countries and not among_themselves and set(phrase.contexts) & POLITICAL_CONTEXTS:
        return True
    return phrase.type == "PROTEST" and any(p.country or p.sector for p in parties if p.sector != "UNK")


def _repressive(phrase: Phrase, actors: Sequence[Mention[Actor]], recipients: Sequence[Mention[Actor]]) -> bool:
    """Whether police or courts use force against those whom it is never a private matter to use it against."""
    if phrase.mode == "crowd-control":
        return True
    if phrase.type not in ("ASSAULT", "COERCE") or not any(m.value.sector in AUTHORITY for m in actors):
        return False
    protesters = load_words()["protesters"]
    return any(m.value.sector in WATCHED or set(m.text.lower().split()) & protesters for m in recipients)
