"""Grievances: what people protest about, and who is meant where it is a matter of those who govern them.

"Marched in Bamako to protest *the election results*", "a strike over *fuel prices*": nobody is named, but an election,
a law or an arrest is the doing of one's own government. What is an employer's or a neighbour's is nobody's here.
"""

from __future__ import annotations

from functools import cache

from accord.coding.arguments import Clauses
from accord.coding.match import Hit
from accord.coding.referents import Referents
from accord.lexicon import Phrase, load_words
from accord.records import Actor, Mention, Place
from accord.tables import read_table

Mentions = tuple[Mention[Actor], ...]

#: Relations of a protest's word under which it says what it is about.
_ABOUT = ("against", "over", "at", "for", "about", "ccomp")
#: Relations along which a grievance says more of itself: "a *rise* in *prices*", "demanded that *jailed* leaders …".
_MORE = ("obj", "ccomp", "xcomp", "of", "on", "to", "in", "under", "against", "at", "over", "for", "mod", "poss")
_DEPTH = 4
#: The recipient of a row that names none.
NEVER = (("-",),)
_STATES = ("iso3", "iso2", "cow", "gw", "name", "aliases", "adjectives", "demonyms", "capital", "seats", "region")


@cache
def _states() -> frozenset[str]:
    return frozenset(row["iso3"] for row in read_table("actors/states.tsv", _STATES))


def governing(
    hit: Hit[Phrase], referents: Referents, actors: Mentions, recipients: Mentions, where: Mention[Place] | None
) -> Mentions:
    """Whom a phrase is aimed at: ``recipients``, else for a protest about a public matter the protesters' government,
    and for a curfew or martial law the people of the country.

    Their mention is the word for the matter. Nobody, where the actors are of no country or of several, or abroad.
    """
    if recipients or not actors or hit.phrase.recipient == NEVER:
        return recipients
    if hit.phrase.type not in ("COERCE", "PROTEST", "THREATEN"):
        return ()
    home = _home(actors, where)
    if hit.phrase.type != "PROTEST":
        return _all_under(hit, referents.clauses, home) if home else ()
    about = _about(hit, referents.clauses)
    if parted := _parted_from(about, referents):
        return parted
    if not home or any(m.value.sector == "GOV" for m in actors):
        return ()
    tokens, public = referents.clauses.tokens, load_words()["public_matter"]
    matters = (k for k in about if {tokens[k].lemma.lower(), tokens[k].text.lower()} & public)
    return tuple(_meant(k, referents.clauses, Actor(country=home, sector="GOV")) for k in matters)[:1]


def _home(actors: Mentions, where: Mention[Place] | None) -> str:
    """The one state whose people the actors are, unless they act in another; else ``""``."""
    countries = {m.value.country for m in actors}
    home = next(iter(countries))
    abroad = where is not None and where.value.country not in ("", home)
    return "" if len(countries) > 1 or home not in _states() or abroad else home


def _meant(k: int, clauses: Clauses, actor: Actor) -> Mention[Actor]:
    """A party that word ``k`` implies."""
    token = clauses.tokens[k]
    return Mention(token.start, token.end, token.text, k, actor, "context")


def _all_under(hit: Hit[Phrase], clauses: Clauses, home: str) -> Mentions:
    """The people of the country on whom its rulers lay a rule that holds for all: a *curfew*, *martial law*."""
    told = (hit.token, *(j for _, j in hit.filled))
    said = [
        k
        for i in told
        for k in ((i, *clauses.related(i, "of")) if not clauses.is_verb(i) else clauses.related(i, "obj"))
    ]
    laws = [k for k in said if clauses.tokens[k].lemma.lower() in load_words()["rule_for_all"] or _of_state(k, clauses)]
    martial = [
        k
        for k in said
        if clauses.tokens[k].lemma.lower() == "law"
        and any(clauses.tokens[j].text.lower() in ("martial", "emergency") for j in clauses.related(k, "mod"))
    ]
    return tuple(_meant(k, clauses, Actor(country=home, sector="CVL")) for k in (*laws, *martial))[:1]


def _of_state(k: int, clauses: Clauses) -> bool:
    """Whether a siege is one in law only: "a state of *siege*"."""
    above = clauses.tokens[clauses.tokens[clauses.tokens[k].head].head]
    return clauses.tokens[k].lemma.lower() == "siege" and above.lemma.lower() == "state"


def _parted_from(about: list[int], referents: Referents) -> Mentions:
    """Who rules those who want to be free of it: "demanded independence *from Chad*"."""
    clauses = referents.clauses
    leaving = [k for k in about if clauses.tokens[k].lemma.lower() in load_words()["separation"]]
    bearers = [j for k in leaving for j in (k, clauses.tokens[k].head)]  # the parser may hang "from" on "demanding"
    rulers = [j for k in bearers for j in clauses.related(k, "from")]
    found = [m for j in rulers for m in referents.actors(j, owner=True, place=True)]
    return tuple(m for m in found if m.value.country)[:1]


def _about(hit: Hit[Phrase], clauses: Clauses) -> list[int]:
    """The words that say what a protest is about, in the order of the text."""
    above = {hit.token, *clauses.path_up(hit.token)}
    found: set[int] = set()
    stack = [(k, _DEPTH) for k in grievances(hit.token, clauses)]
    while stack:
        k, depth = stack.pop()
        aside = clauses.tokens[k].dep == "relcl" and not _infinitive(k, clauses)
        if k in found or k in above or aside:
            continue
        found.add(k)
        stack += [(j, depth - 1) for r in _MORE for j in clauses.related(k, r) if depth]
    return sorted(found)


def grievances(i: int, clauses: Clauses) -> list[int]:
    """The heads of what the protest at word ``i`` is about."""
    tokens = clauses.tokens
    heads = [k for j in (i, *clauses.related(i, "obj")) for r in _ABOUT for k in clauses.related(j, r)]
    top = i
    if tokens[i].dep in ("dobj", "pobj"):
        top = next((k for k in clauses.path_up(i)[:2] if clauses.is_verb(k)), i)
        heads += clauses.related(top, "over")
    for k in clauses.subtree(top):
        if k == i and tokens[k].lemma.lower() in load_words()["grievance"]:
            heads += clauses.related(k, "obj")
        elif k > top and _says_why(k, clauses) and clauses.path_up(k).index(top) < _DEPTH:
            heads.append(k)
    return [k for k in heads if k != i]


def _says_why(k: int, clauses: Clauses) -> bool:
    """Whether a word says that, or for what, others protest: "*demanding* reform", "in *protest* at the arrests"."""
    token = clauses.tokens[k]
    if token.dep == "pobj" and token.lemma.lower() in load_words()["defiant"]:
        return clauses.tokens[token.head].text.lower() == "in"
    bare = token.tag == "VBG" or _infinitive(k, clauses)
    own = any(clauses.tokens[m].dep in ("nsubj", "nsubjpass") for m in clauses.kids[k])
    return bare and not own and token.lemma.lower() in load_words()["grievance"]


def _infinitive(k: int, clauses: Clauses) -> bool:
    return any(clauses.tokens[m].tag == "TO" for m in clauses.kids[k])
