"""Screening: what has the words of an event and is none: accidents, trips at home, what one does to oneself."""

from __future__ import annotations

from collections.abc import Sequence

from accord.coding.arguments import Clauses
from accord.coding.match import Hit
from accord.coding.referents import ARMED
from accord.lexicon import Phrase, load_words
from accord.records import Actor, Mention

Mentions = Sequence[Mention[Actor]]

#: Sectors whose members attack each other in words.
SPEAKERS = frozenset({"BUS", "ELI", "JRN", "JUD", "LEG", "OPP", "PTY", "SOC"})
#: Sectors of people whose trips abroad are their own.
TRAVELLERS = frozenset({"AGR", "BUS", "CVL", "EDU", "MED"})
#: Types of deed that a plain present tells of as a habit ("supplies Chad with oil").
DEEDS = frozenset({"AID", "ASSAULT", "COERCE", "COOPERATE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION"})
#: Types that need another: "surrounded himself with advisers" encircles nobody.
_OF_PERSONS = frozenset({("COERCE", "arrest"), ("COERCE", "deport"), ("COERCE", "abduct"), ("SANCTION", "convict")})
_TO_OTHERS = frozenset({"AID", "COERCE", "CONSULT", "SANCTION"})


def is_event(
    hit: Hit[Phrase], clauses: Clauses, actors: Mentions, recipients: Mentions, accident: frozenset[str]
) -> bool:
    """Whether a phrase with these parties says an event. ``accident`` are nouns of mishap ("crash", "flood")."""
    i = hit.token
    if (hit.phrase.type, hit.phrase.mode) == ("ACCUSE", "allege") and not recipients and len(actors) < 2:
        return False
    if hit.phrase.type == "ASSAULT" and not actors and _by_accident(i, clauses, accident):
        return False
    if _is_search(hit, clauses, actors) or _imagined(hit.token, clauses):
        return False
    if hit.phrase.type == "THREATEN" and not recipients and _countered(hit.token, clauses):
        return False
    if _in_words(hit, clauses, actors, recipients) or _talks_alone(hit, clauses, actors, recipients):
        return False
    if _habitual(hit, clauses) or _convenes(hit, clauses, actors, recipients):
        return False
    if hit.phrase.type == "REQUEST" and _asks_nothing(hit, clauses, actors, recipients):
        return False
    visit = (hit.phrase.type, hit.phrase.mode) == ("CONSULT", "visit")
    if visit and (_at_home(actors, recipients) or _on_holiday(actors)):
        return False
    if hit.phrase.type == "COOPERATE" and _joins_nobody(hit.token, clauses, actors, recipients):
        return False
    if (
        (hit.phrase.type, hit.phrase.mode) in _OF_PERSONS
        and recipients
        and not any(_may_be_people(m, clauses) for m in recipients)
    ):
        return False
    return hit.phrase.type not in _TO_OTHERS or not _to_oneself(hit.token, clauses)


def _may_be_people(mention: Mention[Actor], clauses: Clauses) -> bool:
    """Whether a party can be arrested: a state by its name cannot, nor can a name that is nobody's ("Kenya Fraud Figure
    Arrested")."""
    actor = mention.value
    if actor.sector or actor.role or len(actor.country) != 3:
        return True
    named = [t for t in clauses.tokens if mention.start <= t.start < mention.end]
    return mention.via not in ("name", "capital") and (
        mention.via != "unknown" or any(t.ent in ("PERSON", "NORP") for t in named)
    )


def _is_search(hit: Hit[Phrase], clauses: Clauses, actors: Mentions) -> bool:
    """ "held *after a raid*", "a police *raid*": officers who look for somebody attack nobody where they look."""
    token = clauses.tokens[hit.token]
    if hit.phrase.type != "ASSAULT" or hit.phrase.mode or token.pos != "NOUN" or token.lemma.lower() != "raid":
        return False
    if actors:
        return all(m.value.sector in ("COP", "JUD") for m in actors)
    above = clauses.tokens[token.head]
    return above.dep == "prep" and clauses.tokens[above.head].lemma.lower() in load_words()["taking"]


def _imagined(i: int, clauses: Clauses) -> bool:
    """ "*The release* of the men *would have* angered the union": a noun under what would have been is no deed."""
    token = clauses.tokens[i]
    if token.pos not in ("NOUN", "PROPN") or token.dep not in ("nsubj", "nsubjpass"):
        return False
    aux = {clauses.tokens[k].text.lower() for k in clauses.kids[token.head]}
    return "would" in aux and "have" in aux


def _countered(i: int, clauses: Clauses) -> bool:
    """ "To *remove* the rebels' *threat*", "*face* Iran's threat": a danger that is met, no words that were said."""
    token = clauses.tokens[i]
    above = clauses.tokens[token.head]
    under = clauses.tokens[above.head] if token.dep == "pobj" else above
    told = any(clauses.tokens[k].dep in ("acl", "relcl") for k in clauses.kids[i])  # "the threat *to cut* ties"
    return token.pos == "NOUN" and not told and under.lemma.lower() in load_words()["countering"]


def _in_words(hit: Hit[Phrase], clauses: Clauses, actors: Mentions, recipients: Mentions) -> bool:
    """Whether an attack is one in words: by a politician or writer known by name, or of one such on another."""
    if hit.phrase.type != "ASSAULT" or hit.phrase.mode:
        return False
    speakers = any(m.value.sector in SPEAKERS for m in actors)
    if speakers and all(m.value.sector in SPEAKERS | {"UNK"} and _person(m, clauses) for m in actors):
        return True
    parties = bool(actors) and all(m.value.sector in ("PTY", "OPP") for m in recipients)
    soft = bool(recipients) and all(m.value.sector in SPEAKERS | {"UNK"} for m in recipients)
    named = bool(actors) and all(_person(m, clauses) for m in actors)
    if named and len(actors) > 1 and not recipients:
        return True  # "the battle between the senator and the governor"
    unknown = bool(actors) and not recipients and all(m.value.sector in SPEAKERS | {"UNK"} for m in actors)
    if (unknown and not clauses.is_verb(hit.token)) or (soft and named):
        return clauses.tokens[hit.token].lemma.lower() in load_words()["verbal_attack"]
    attacked = bool(recipients) and (
        parties or all(_person(m, clauses) and m.value.sector not in ARMED for m in recipients)
    )
    return (
        attacked
        and all(_person(m, clauses) for m in actors)
        and clauses.tokens[hit.token].lemma.lower() in load_words()["verbal_attack"]
    )


def _person(mention: Mention[Actor], clauses: Clauses) -> bool:
    """Whether a party is one person known by name, or a pronoun for one."""
    token = clauses.tokens[mention.head]
    one = mention.value.role or token.ent == "PERSON" or token.text.lower() in ("he", "him", "his", "she", "her")
    # the recognizer takes many a country for a person
    state = mention.value.country and not mention.value.sector and mention.via not in ("leader", "pronoun")
    return bool(mention.value.name and one) and not mention.value.id and not state


def _talks_alone(hit: Hit[Phrase], clauses: Clauses, actors: Mentions, recipients: Mentions) -> bool:
    """Whether one party is said to talk and nobody to listen: "he talked about trade" is no meeting."""
    if hit.phrase.type == "CONSULT" and not clauses.is_verb(hit.token):
        above = clauses.tokens[clauses.tokens[hit.token].head].text.lower()
        passing = clauses.tokens[hit.token].dep == "pobj" and above in load_words()["in_passing"]
        return passing and not recipients and len({m.value for m in actors}) < 2
    if hit.phrase.type != "CONSULT" or hit.phrase.mode or recipients:
        return False
    token = clauses.tokens[hit.token]
    if token.lemma.lower() not in ("talk", "speak", "discuss", "meet", "confer", "negotiate") or len(actors) != 1:
        return False
    head = clauses.tokens[actors[0].head]
    return head.tag in ("NN", "NNP", "PRP") and head.text.lower() not in ("they", "we", "you", "who")


def _habitual(hit: Hit[Phrase], clauses: Clauses) -> bool:
    """Whether a verb tells what is done time and again ("often strikes"), or what somebody is there for."""
    i = hit.token
    if not clauses.is_verb(i):
        return False
    if any(
        clauses.tokens[k].text.lower() in load_words()["habit"] and clauses.tokens[k].dep == "advmod"
        for k in clauses.kids[i]
    ):
        return True
    present = any(
        clauses.tokens[k].dep == "auxpass" and clauses.tokens[k].tag in ("VBZ", "VBP") for k in clauses.kids[i]
    )
    if hit.phrase.type == "MOBILIZE" and present and not clauses.related(i, "aux"):
        return clauses.sentence.where != "headline"  # "the land *is patrolled* by two forces"
    timeless = clauses.tokens[i].tag in ("VBZ", "VBP") and not any(
        clauses.tokens[k].dep in ("aux", "auxpass", "npadvmod") for k in clauses.kids[i]
    )
    start = clauses.tokens[i].start
    quoted = any(span.start <= start < span.end for span in clauses.sentence.quoted)
    return timeless and hit.phrase.type in DEEDS and clauses.sentence.where == "body" and not quoted


def _convenes(hit: Hit[Phrase], clauses: Clauses, actors: Mentions, recipients: Mentions) -> bool:
    """ "sessions that the ministry *conducts*": one party's meetings with nobody, in the present, are its habit."""
    token = clauses.tokens[hit.token]
    alone = hit.phrase.type == "CONSULT" and not recipients and len(actors) < 2
    plain = not any(clauses.tokens[k].dep in ("aux", "auxpass", "npadvmod") for k in clauses.kids[hit.token])
    habit = token.tag in ("VBZ", "VBP") and plain and clauses.sentence.where != "headline"
    held = {clauses.tokens[j].lemma.lower() for j in clauses.related(hit.token, "obj")}
    home = not recipients and len({m.value.country for m in actors} - {""}) < 2
    hearing = hit.phrase.type == "CONSULT" and home and bool(held & load_words()["hearing"])
    return (alone and habit) or (hearing and any(m.value.sector in ("GOV", "LEG", "UNK") for m in actors))


def _asks_nothing(hit: Hit[Phrase], clauses: Clauses, actors: Mentions, recipients: Mentions) -> bool:
    """ "insisted that it *was* ready" states, "said we must" exhorts oneself: neither asks another for anything."""
    stated = clauses.tokens[hit.token].lemma.lower() in load_words()["stating"]
    for k in clauses.related(hit.token, "ccomp"):
        finite = any(clauses.tokens[m].tag in ("VBD", "VBZ", "VBP") for m in (k, *clauses.related(k, "aux")))
        aux = {clauses.tokens[m].text.lower() for m in clauses.related(k, "aux")}
        plain = finite or aux & {"will", "would", "can", "could", "'ll"} or clauses.tokens[k].tag in ("VBD", "VBZ")
        if (
            stated
            and plain
            and not aux & {"must", "should"}
            and clauses.tokens[k].lemma.lower() not in load_words()["obliging"]
        ):
            return True
    own = {m.value.country for m in actors}
    if any(m.text.lower() in ("we", "i", "us") and m.value.country in own for m in recipients):
        return True
    return {"ccomp.aux", "ccomp.subj"} <= {relation for relation, _ in hit.filled} and _exhorts(
        hit.token, clauses, own, recipients
    )


def _exhorts(i: int, clauses: Clauses, own: set[str], recipients: Mentions) -> bool:
    """Whether "must" is said to nobody: of one's own country ("said *Mali must* adapt"), or in another clause than the
    one whose subject is named ("said ads must be true and *the clerk* can check them")."""
    bound = {
        j
        for k in clauses.related(i, "ccomp")
        if any(clauses.tokens[m].text.lower() in ("must", "should") for m in clauses.related(k, "aux"))
        for j in clauses.related(k, "subj") or clauses.surface_subject(k)
    }
    held = [m for m in recipients if any(j in bound for j in (m.head, *clauses.path_up(m.head)[:3]))]
    return not held or all(m.value.country in own and not m.value.sector for m in held)


def _joins_nobody(i: int, clauses: Clauses, actors: Mentions, recipients: Mentions) -> bool:
    """Whether of two who work together one is not named: "in collaboration with the ministry" tells who works with it
    elsewhere, if at all."""
    named = {(m.value.code, m.value.name) for m in (*actors, *recipients)}
    return clauses.tokens[i].lemma.lower() in load_words()["together"] and (not actors or len(named) < 2)


def _by_accident(i: int, clauses: Clauses, accident: frozenset[str]) -> bool:
    """ "Soldiers were killed when their helicopter *crashed*": nobody did it."""
    for k in clauses.kids[i]:
        if clauses.tokens[k].dep not in ("advcl", "prep", "agent") or clauses.tokens[k].text.lower() == "under":
            continue  # who comes *under fire* is shot at
        named = [k, *(j for j in clauses.kids[k] if clauses.tokens[j].dep in ("pobj", "pcomp"))]
        if any(clauses.tokens[j].lemma.lower() in accident or _mishap(j, clauses) for j in named):
            return True
    return False


def _mishap(j: int, clauses: Clauses) -> bool:
    return clauses.is_verb(j) and clauses.tokens[j].lemma.lower() in ("crash", "collide", "derail", "capsize", "sink")


def _at_home(actors: Mentions, recipients: Mentions) -> bool:
    """Whether all who travel stay in their own country: "arrived in Osaka" of a Japanese minister."""
    if not actors or not recipients:
        return False
    home = {m.value.country for m in actors}
    places = {m.value.country for m in recipients if m.via == "place" or not m.value.sector}
    return len(home) == 1 and "" not in home and places == home


def _on_holiday(actors: Mentions) -> bool:
    """Whether all who travel are private people or firms: a tycoon's, a family's or a team's trip is no visit of a
    state."""
    return bool(actors) and all(m.value.sector in TRAVELLERS and m.value.country for m in actors)


def _to_oneself(i: int, clauses: Clauses) -> bool:
    return clauses.is_verb(i) and any(
        clauses.tokens[j].text.lower() in load_words()["oneself"] for j in clauses.related(i, "obj")
    )
