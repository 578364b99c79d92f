"""Roles: who acts and who is acted on, along the paths that a phrase names."""

from __future__ import annotations

from dataclasses import replace

from accord.coding.addressees import ADDRESSED, addressed
from accord.coding.arguments import Clauses
from accord.coding.match import Hit
from accord.coding.referents import ARMED, BODIES, Referents
from accord.lexicon import Phrase, load_words
from accord.records import Actor, Mention

Paths = tuple[tuple[str, ...], ...]

VERB_ACTOR: Paths = (("subj",),)
VERB_RECIPIENT: Paths = (("obj",), ("iobj",), ("to",), ("with",), ("against",), ("on",), ("from",))
NOUN_ACTOR: Paths = (("poss",), ("by",), ("mod",), ("from",), ("of",))
NOUN_RECIPIENT: Paths = (("on",), ("against",), ("with",), ("to",), ("of",))
NEVER: Paths = (("-",),)


RECIPROCAL = (("each", "other"), ("one", "another"), ("the", "other"))

#: Relations in which a place stands for its people or its government: "Chad said", "protests in Chad".
PLACED = ("subj", "in")


#: Types of event whose recipient is somebody else than one's own state.
OUTWARD = frozenset({"AGREE", "CONCEDE", "MOBILIZE", "RETREAT"})

Mentions = tuple[Mention[Actor], ...]


def roles(hit: Hit[Phrase], clauses: Clauses, referents: Referents, light: frozenset[str]) -> tuple[Mentions, Mentions]:
    """The actors and recipients of a phrase, worked out once. A recipient is never one of the actors."""
    key = (hit.token, hit.phrase.source)
    if key not in referents.parties:
        referents.parties[key] = _roles(hit, clauses, referents, light)
    return referents.parties[key]


def _roles(
    hit: Hit[Phrase], clauses: Clauses, referents: Referents, light: frozenset[str]
) -> tuple[Mentions, Mentions]:
    i = hit.token
    noun = clauses.tokens[i].pos in ("NOUN", "PROPN")
    actor_paths = hit.phrase.actor or (NOUN_ACTOR if noun else VERB_ACTOR)
    recipient_paths = hit.phrase.recipient or (NOUN_RECIPIENT if noun else VERB_RECIPIENT)
    struck_first = hit.phrase.type == "ASSAULT" and _told_of_the_struck(i, clauses)
    actors = along(
        *((VERB_ACTOR, clauses.tokens[i].head) if struck_first else (actor_paths, i)), clauses, referents, ()
    )
    actors = () if _of_a_plot_found(i, clauses) else actors
    struck = _struck(actors, clauses, referents) if hit.phrase.type == "ASSAULT" else ()
    # "The Chadian hospital bombing" may be by Chad or in Chad: nobody is named
    # nor do the arms that a phrase names by themselves do anything: "*artillery* fire killed nine"
    arms = {j for relation, j in hit.filled if relation.endswith("mod")}
    actors = tuple(m for m in actors if m not in struck and not referents.on_target(m.head))
    actors = tuple(m for m in actors if m.head not in arms or (m.value.country and m.via != "context"))
    if hit.phrase.type == "PROTEST":
        actors = tuple(_people(m, clauses) for m in actors)
    verb = light_verb(i, clauses, light) if noun else None
    fought = hit.phrase.type == "ASSAULT" and _mutual(hit, clauses)
    if noun and verb is None and (hit.phrase.type == "CONSULT" or fought):
        verb = meeting_verb(i, clauses)
    if not actors and verb is not None and actor_paths != NEVER:
        actors = along(_doers(verb, clauses), verb, clauses, referents, ())
    if verb is not None and actors and any("with" in path for path in actor_paths):
        # "the army held a battle with rebels": a mutual noun's "with" names one side, its verb's subject the other
        actors = (*along(_doers(verb, clauses), verb, clauses, referents, actors), *actors)
    if noun and len(actors) == 1 and verb is None and _one_of_two(hit, clauses, referents, actors[0]):
        actors = ()
    recipients = along(recipient_paths, i, clauses, referents, actors, owner=True) or struck
    if not recipients and verb is not None and recipient_paths != NEVER:
        outer = tuple(path for path in recipient_paths if set(path).isdisjoint({"of", "poss", "mod", "by"}))
        recipients = along(outer, verb, clauses, referents, actors, owner=True)
    if not recipients and hit.phrase.type == "PROTEST":
        recipients = _in_protest_at(i, clauses, referents, actors)
    if not recipients and hit.phrase.type in ADDRESSED and recipient_paths != NEVER:
        recipients = addressed(hit, clauses, referents, actors)
    recipients = _without_others(hit, clauses, recipients)
    if hit.phrase.mode == "expel":
        recipients = _not_own(i, clauses, referents, actors, recipients)
    if actors and not recipients and recipient_paths != NEVER:
        recipients = _told_further_on(hit, clauses, referents, actors)
    recipients = recipients or _counted_dead(hit, clauses, referents)
    if hit.phrase.type in OUTWARD:
        recipients = tuple(m for m in recipients if not any(_own_side(m.value, a.value) for a in actors))
    recipients = tuple(_of_where_they_fled(m, clauses, referents) for m in recipients)
    return actors, recipients


def _told_of_the_struck(i: int, clauses: Clauses) -> bool:
    """ "The embassy was bombed, *killing* two": not the embassy killed them, but whoever bombed it."""
    token = clauses.tokens[i]
    bare = not any(clauses.tokens[k].dep in ("nsubj", "mark", "aux") for k in clauses.kids[i])
    return token.tag == "VBG" and token.dep in ("advcl", "conj", "dep") and bare and clauses.passive(token.head)


def _of_a_plot_found(i: int, clauses: Clauses) -> bool:
    """ "Police *uncovered* a plot *to kill* the president": who finds a plot is no plotter."""
    token = clauses.tokens[i]
    plots = [token.head] if token.dep == "acl" else []
    if token.dep == "advcl" and any(clauses.tokens[k].tag == "TO" for k in clauses.kids[i]):
        plots = [k for k in clauses.kids[token.head] if k < i]
    return any(
        clauses.tokens[k].dep == "dobj"
        and clauses.tokens[k].lemma.lower() in load_words()["plot"]
        and not (clauses.related(k, "by") or clauses.related(k, "poss"))
        and clauses.tokens[clauses.tokens[k].head].lemma.lower() in load_words()["finding_out"]
        for k in plots
    )


def _not_own(i: int, clauses: Clauses, referents: Referents, actors: Mentions, recipients: Mentions) -> Mentions:
    """Nobody expels one's own: in "broke ties with Chad and expelled *its* envoy" the envoy is Chad's."""
    own = {m.value.country for m in actors}
    pronoun = any(
        clauses.tokens[k].tag == "PRP$" for j in clauses.related(i, "obj") for k in clauses.related(j, "poss")
    )
    if not pronoun or not own or any(m.value.country not in own for m in recipients):
        return recipients
    before = clauses.tokens[i].head if clauses.tokens[i].dep == "conj" else i
    paths: Paths = (("with",), ("obj.with",), ("obj",), ("to",), ("obj.of",), ("for",))
    others = along(paths, before, clauses, referents, actors, owner=True) if before != i else ()
    return tuple(m for m in others if m.value.country not in own)


def _one_of_two(hit: Hit[Phrase], clauses: Clauses, referents: Referents, found: Mention[Actor]) -> bool:
    """Whether of two sides only the one under "with" is named: "forged a reconciliation *with Chad*" is not Chad's."""
    both = [path for path in hit.phrase.actor if len(path) > 1 and "with" in path]
    under = any(m is found for j in clauses.related(hit.token, "with") for m in referents.named(j))
    return bool(both) and under and clauses.tokens[hit.token].dep == "dobj"


def _own_side(party: Actor, own: Actor) -> bool:
    """Whether both are of one state: nobody promises or yields anything to one's own troops or palaces."""
    both = party.country == own.country and bool(own.country) and len(own.country) == 3
    return both and own.sector in ("", "GOV") and party.sector in ("", "GOV", "MIL") and own.country not in BODIES


def _only_related(mention: Mention[Actor], clauses: Clauses) -> bool:
    """Whether a person is only whose somebody is: who arrests "*his* bookkeeper" has not arrested him."""
    token = clauses.tokens[mention.head]
    return token.dep == "poss" and (token.tag == "PRP$" or token.ent == "PERSON")


def _without_others(hit: Hit[Phrase], clauses: Clauses, recipients: Mentions) -> Mentions:
    """The recipients without those who only are whose somebody or something is."""
    if hit.phrase.mode in ("arrest", "abduct") or clauses.tokens[hit.token].lemma.lower() in load_words()["slay"]:
        held = tuple(m for m in recipients if not _only_related(m, clauses))
        # "Jane Doe, of Main Street, *Leeds*, was arrested": the town she is from was not
        return tuple(m for m in held if m.via != "place") or held
    if hit.phrase.type == "REQUEST":
        return tuple(m for m in recipients if not _to_be_freed(m, clauses))
    return recipients


def _to_be_freed(mention: Mention[Actor], clauses: Clauses) -> bool:
    """ "Demanded *his* release": whoever is to be freed is asked for nothing."""
    token = clauses.tokens[mention.head]
    return token.tag == "PRP$" and clauses.tokens[token.head].lemma.lower() in load_words()["freeing"]


def _told_further_on(hit: Hit[Phrase], clauses: Clauses, referents: Referents, actors: Mentions) -> Mentions:
    """Recipients that the words around the phrase name: of a thing struck, of a deal that was made, of an aim."""
    if hit.phrase.type == "ASSAULT":
        return _of_the_site(hit.token, clauses, referents, actors)
    if hit.phrase.type == "CONCEDE":
        return _settled_with(hit.token, clauses, referents, actors)
    return _aimed_at(hit.token, clauses, referents, actors) if hit.phrase.type == "MOBILIZE" else ()


def _counted_dead(hit: Hit[Phrase], clauses: Clauses, referents: Referents) -> Mentions:
    """The people of a place who are only counted: "a car bomb killed *20 in Baghdad*", "clashes *in Sudan* kill 40".

    A blast alone may be an accident.
    """
    i = hit.token
    hurt = clauses.tokens[i].lemma.lower() in load_words()["slay"] | load_words()["hurting"]
    objects = clauses.related(i, "obj")
    counted = all(
        clauses.tokens[j].pos == "NUM" or clauses.tokens[j].lemma.lower() in load_words()["counting"] for j in objects
    )
    if hit.phrase.type != "ASSAULT" or not hurt or not objects or not counted or _blast_alone(i, clauses):
        return ()
    spots = [f"{at}{word}" for at in ("", "obj.", "subj.") for word in ("in", "at", "near", "outside")]
    where = (j for path in (*spots, "subj.on") for j in clauses.related(i, path) if not referents.harmful(j))
    found = next((named for j in where if (named := referents.actors(j, owner=True, place=True))), ())
    countries = {m.value.country for m in found}
    if len(countries) != 1 or "" in countries or countries & BODIES:
        return ()
    return (replace(found[0], value=Actor(country=found[0].value.country, sector="CVL"), via="place"),)


def _blast_alone(i: int, clauses: Clauses) -> bool:
    return any(
        clauses.tokens[j].lemma.lower() in load_words()["blast"]
        and not any(clauses.tokens[k].lemma.lower() in load_words()["armed_blast"] for k in clauses.related(j, "mod"))
        for j in clauses.related(i, "subj")
    )


def _settled_with(i: int, clauses: Clauses, referents: Referents, actors: Mentions) -> Mentions:
    """With whom those came to terms who give in: "called off the strike *after talks with the ministry*"."""
    deals = [k for r in ("after", "following", "under") for k in clauses.related(i, r)]
    deals = [k for k in deals if clauses.tokens[k].lemma.lower() in load_words()["terms_made"]]
    paths: Paths = (("with",), ("from",), ("by",))
    return next((found for k in deals if (found := along(paths, k, clauses, referents, actors))), ())


def _aimed_at(i: int, clauses: Clauses, referents: Referents, actors: Mentions) -> Mentions:
    """Against whom arms are raised, where their aim says so: "massed troops *for an offensive against Chad*"."""
    below = {*clauses.subtree(i), *(k for j in clauses.related(i, "obj") for k in clauses.subtree(j))}
    for k in sorted(below):
        token = clauses.tokens[k]
        aside = any(
            clauses.tokens[j].dep in ("ccomp", "conj", "relcl", "parataxis") for j in (k, *clauses.path_up(k)[:3])
        )
        if k <= i or aside or not {token.lemma.lower(), token.text.lower()} & load_words()["hostile_aim"]:
            continue
        paths: Paths = (("obj",), ("obj.of",)) if clauses.is_verb(k) else (("against",), ("on",), ("by",))
        found = along(paths, k, clauses, referents, actors, owner=True)
        if not found and token.dep == "dobj":
            found = along((("against",),), token.head, clauses, referents, actors, owner=True)  # "wage war *against*"
        if any(m.value.country for m in found):
            return found
    return ()


def _of_the_site(i: int, clauses: Clauses, referents: Referents, actors: Mentions) -> Mentions:
    """A thing that belongs to nobody named is its country's: "blew up a *bridge near Gao*"."""
    things = load_words()["struck"] | load_words()["land"]
    if not any(clauses.tokens[j].lemma.lower() in things for j in clauses.related(i, "obj")):
        return ()
    paths: Paths = (("obj.near",), ("obj.at",), ("obj.outside",), ("in",), ("near",), ("outside",), ("at",))
    found = along(paths, i, clauses, referents, actors, owner=True)
    return tuple(m for m in found if m.via == "place")


def _of_where_they_fled(mention: Mention[Actor], clauses: Clauses, referents: Referents) -> Mention[Actor]:
    """Refugees are of the country that they are said to flee: "refugees *fleeing* the war in Chad"."""
    if mention.value.country or mention.value.sector != "REF":
        return mention
    fleeing = [
        k for k in clauses.related(mention.head, "acl") if clauses.tokens[k].lemma.lower() in load_words()["flight"]
    ]
    paths = (("obj",), ("from",), ("in",), ("obj.in",), ("obj.of",), ("from.in",))
    fled = (m.value.country for k in fleeing for m in along(paths, k, clauses, referents, (), owner=True))
    country = next((code for code in fled if len(code) == 3 and code not in BODIES), "")
    return replace(mention, value=replace(mention.value, country=country)) if country else mention


def _mutual(hit: Hit[Phrase], clauses: Clauses) -> bool:
    """Whether a noun names one side "with" the other, as of fighting, and nobody as its owner."""
    owned = bool(clauses.related(hit.token, "poss"))  # "failed to help in *its* conflict with Chad": not the helper's
    both = any("with" in path for path in hit.phrase.actor)
    return both and not owned and any(relation == "with" for relation, _ in hit.filled)


def _people(mention: Mention[Actor], clauses: Clauses) -> Mention[Actor]:
    """Who protests "in Mali" are people of Mali, not its state."""
    above = clauses.tokens[clauses.tokens[mention.head].head].text.lower()
    if mention.value.sector or not mention.value.country or above != "in":
        return mention
    return replace(mention, value=replace(mention.value, sector="CVL"), via="place")


def _in_protest_at(i: int, clauses: Clauses, referents: Referents, actors: Mentions) -> Mentions:
    """Whom a deed done "in protest" at something, or "in defiance" of it, is aimed at."""
    top = clauses.tokens[i].head if clauses.tokens[i].dep in ("dobj", "pobj") else i
    nouns = [
        n
        for n in clauses.subtree(top)
        if n != i and clauses.tokens[n].lemma.lower() in load_words()["defiant"] and clauses.tokens[n].dep == "pobj"
    ]
    paths: Paths = (("against",), ("at",), ("over",), ("of",), ("against.of",), ("at.of",), ("over.of",))
    return next(
        (
            found
            for j in nouns
            for n in (j, *clauses.path_up(j))
            if (found := along(paths, n, clauses, referents, actors, owner=True))
        ),
        (),
    )


def _struck(actors: Mentions, clauses: Clauses, referents: Referents) -> Mentions:
    """Those before a noun of harm who suffered it: "the *Lima* bombings", "the *embassy* blast", "*villager* killings".

    A state's adjective or short name ("U.S. strikes", "Israeli killings") and men under arms do it; a place where a
    bomb went off, an office and unarmed people do not.
    """
    found = []
    for m in actors:
        token = clauses.tokens[m.head]
        harm = clauses.tokens[token.head].lemma.lower() in load_words()["one_sided"] or _sited(m, clauses)
        sited = token.pos == "NOUN" and (
            m.value.sector in ("CVL", "REF") or m.value.role in load_words()["attacked_office"]
        )
        if token.dep in ("compound", "nmod") and m.value.sector not in ARMED and (harm or sited):
            found.append(m)
    harmed = (m for m in found if clauses.tokens[m.head].tag != "JJ" and referents.harmful(clauses.tokens[m.head].head))
    return (*harmed, *(m for m in actors if referents.on_target(m.head, "target")))


def _sited(mention: Mention[Actor], clauses: Clauses) -> bool:
    """ "Twelve killed in *Mali* attack": a headline's name of a country before a harm says where it was."""
    noun = clauses.tokens[mention.head].head
    aimed = clauses.related(noun, "on") or clauses.related(noun, "against")
    under = clauses.tokens[clauses.tokens[noun].head].text.lower() == "in"
    named = mention.via in ("name", "capital") and not mention.value.id and not mention.text.isupper()
    return named and under and not aimed and clauses.tokens[noun].lemma.lower() in load_words()["sited_harm"]


def each_other(i: int, clauses: Clauses) -> bool:
    """Whether what word ``i`` says is done to "each other", or to what is "each other's"."""
    for r in ("obj", "iobj", "with", "against", "of", "on", "to", "at"):
        for j in clauses.related(i, r):
            for k in (j, *clauses.related(j, "poss")):
                if k and (clauses.tokens[k - 1].text.lower(), clauses.tokens[k].text.lower()) in RECIPROCAL:
                    return True
    return False


def meeting_verb(i: int, clauses: Clauses) -> int | None:
    """The verb whose subject meets where talks are told in passing: "arrived for *talks* with", "resigned after …"."""
    prep = clauses.tokens[i].head
    if (
        clauses.tokens[prep].text.lower() == "of"
        and clauses.tokens[clauses.tokens[prep].head].lemma.lower() in load_words()["spell"]
    ):
        i = clauses.tokens[prep].head  # "after two *days of* fighting"
        prep = clauses.tokens[i].head
    verb = clauses.tokens[prep].head
    if clauses.tokens[i].dep != "pobj" or clauses.tokens[prep].text.lower() not in load_words()["meeting_told"]:
        return None
    return verb if clauses.is_verb(verb) else None


def light_verb(i: int, clauses: Clauses, light: frozenset[str]) -> int | None:
    """The verb that lends a noun its doer: "launched" in "launched an attack", also when passive."""
    token = clauses.tokens[i]
    head = token.head
    if token.dep == "pobj" and clauses.tokens[head].text.lower() == "in":
        verb = clauses.tokens[head].head
        return verb if clauses.tokens[verb].lemma.lower() in load_words()["engaged"] else None
    if head == i or not clauses.is_verb(head) or clauses.tokens[head].lemma.lower() not in light:
        return None
    return head if token.dep in ("dobj", "nsubjpass") else None


def _doers(verb: int, clauses: Clauses) -> Paths:
    """Where the doer of a light verb's noun stands: its subject; of one "engaged in" it, also when passive."""
    return (("subj",), ("obj",)) if clauses.tokens[verb].lemma.lower() in load_words()["engaged"] else VERB_ACTOR


def _victims(relation: str, i: int, clauses: Clauses, referents: Referents) -> bool:
    """Whether a path leads to those harmed: "condemned the killing *of* nuns" does not condemn the nuns."""
    outer, _, last = relation.rpartition(".")
    return last == "of" and any(referents.harm(j) for j in clauses.related(i, outer))


def _half_known(relation: str, i: int, clauses: Clauses, referents: Referents) -> bool:
    """Whether a party stands in ``relation`` that nobody could resolve."""
    heads = clauses.related(i, relation)
    pronouns = [j for j in heads if clauses.tokens[j].pos == "PRON"]
    return bool(pronouns) and not any(referents.named(j) for j in heads)


def along(
    paths: Paths, i: int, clauses: Clauses, referents: Referents, taken: Mentions, *, owner: bool = False
) -> Mentions:
    """The mentions at the first path that has any; a path of several relations gives those of all of them."""
    spans = {(m.start, m.end) for m in taken} | {(m.value.code, m.value.name) for m in taken}
    for path in paths:
        found: dict[tuple[int, int, str], Mention[Actor]] = {}
        if len(path) > 1 and _half_known(path[0], i, clauses, referents):
            continue  # "its conflict with Chad": one side of a mutual act alone would be made its doer
        for relation in path:
            if _victims(relation, i, clauses, referents):
                continue
            for j in clauses.related(i, relation):
                for m in referents.actors(j, owner=owner, place=owner or relation.rpartition(".")[2] in PLACED):
                    if (m.start, m.end) not in spans and (m.value.code, m.value.name) not in spans:
                        found[m.start, m.end, m.value.code] = m
        if found:
            return tuple(found[key] for key in sorted(found))
    return ()
