"""Addressees: whom a demand, refusal, threat, promise, protest or accusation is about where only its content says so.

"Rejected a request to question detainees held in *Yemen*", "demanded that *the government* resign". From the head of
the content the parties are looked for along the relations that lead to one: first those who act there, then those whom
it concerns, a few steps deep. What stands aside (clauses of time and cause, relative clauses, appositions, means)
leads to nobody who is addressed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accord.coding.arguments import Clauses
from accord.coding.match import Hit
from accord.coding.referents import Referents
from accord.lexicon import Phrase, load_words
from accord.records import Actor, Mention

Mentions = tuple[Mention[Actor], ...]

#: Types that are aimed at someone even where the sentence names them only inside what is asked, refused or threatened.
ADDRESSED = frozenset({"ACCUSE", "AGREE", "PROTEST", "REJECT", "REQUEST", "THREATEN"})
#: Relations under which a speech act's content stands, in the order in which to look there.
CONTENT = ("ccomp", "xcomp", "obj", "acl", "of", "for", "to", "against", "over", "on")
#: What some types say under other relations: whom a threat or a promise is "on" is a topic, a protest's "on" a day.
CONTENT_OF = {
    "ACCUSE": ("ccomp", "xcomp", "obj", "acl", "into", "over"),
    "AGREE": ("ccomp", "xcomp", "obj", "acl", "of", "for", "to", "on"),
    "PROTEST": ("ccomp", "against", "over", "for"),
    "REQUEST": ("ccomp", "xcomp", "obj", "acl", "of", "for", "to"),
}
#: Who acts in a noun: "*Mali's* offer", "a call *by* Mali", "the *Malian* proposal".
DOERS = ("poss", "by", "from", "mod")
#: Whom a verb or a noun concerns when nobody acts in it, those who take part in it first.
NEAR = ("obj", "by", "iobj", "to", "with", "between")
CONCERNED = (*NEAR, "of", "for", "against", "on", "into", "xcomp", "ccomp", "acl")
#: Relations that for these types name a third party: promises "against Chad" are made to somebody else.
THIRD = {"AGREE": frozenset({"against", "on"})}
#: Whom a thing that is asked would be sent or done "to" or "for" is not asked for it.
SERVED = frozenset({"to", "for"})
#: Where a protest stands says whom it is aimed at, if that is an office: "a hunger strike *outside* parliament".
SITES = ("outside", "at")
DEPTH = 4

#: Sectors of a state's public bodies.
PUBLIC = frozenset({"GOV", "LEG", "MIL", "COP", "JUD"})
#: Sectors of people who are helped or harmed by what is asked or refused, but not addressed.
POWERLESS = frozenset({"CVL", "EDU", "MED", "REF", "UNK"})


def addressed(hit: Hit[Phrase], clauses: Clauses, referents: Referents, actors: Mentions) -> Mentions:
    """The parties that the content of a phrase is about, none of them its actors; empty where it names none."""
    if hit.phrase.type == "ACCUSE":
        return _accused(hit, clauses, referents, actors)
    search = _Search(hit, clauses, referents, actors)
    for find in (search.terms, search.spited, search.concerned, search.site, search.placed):
        if found := find():
            return found
    return ()


def _accused(hit: Hit[Phrase], clauses: Clauses, referents: Referents, actors: Mentions) -> Mentions:
    """Of an accusation only those who act in its content: "an inquiry into crimes committed *by* the militia"."""
    search = _Search(hit, clauses, referents, actors)
    return next((found for k in search.contents() for found in search.doers(k, DEPTH)), ())


class _Search:
    """One phrase's search for its addressee."""

    def __init__(self, hit: Hit[Phrase], clauses: Clauses, referents: Referents, actors: Mentions) -> None:
        self.hit, self.clauses, self.referents, self.actors = hit, clauses, referents, actors
        self.type = hit.phrase.type
        self.above = {hit.token, *clauses.path_up(hit.token)}

    def contents(self) -> list[int]:
        """The heads of what is said."""
        i, clauses = self.hit.token, self.clauses
        relations = CONTENT_OF.get(self.type, CONTENT)
        heads = [k for relation in relations for k in clauses.related(i, relation)]
        if self.type == "PROTEST":
            bearers = (i, *clauses.related(i, "obj"))
            if clauses.tokens[i].dep in ("dobj", "pobj"):
                bearers = (*bearers, clauses.tokens[i].head)
            heads += [
                k
                for j in bearers
                for r in ("advcl", "xcomp", "acl")
                for k in clauses.related(j, r)
                if clauses.tokens[k].lemma.lower() in load_words()["grievance"]
            ]
        return [k for k in heads if k not in self.above and not self._for_object(k)]

    def _for_object(self, k: int) -> bool:
        """ "proposed housing *for workers*": whom the object is for is not asked for it."""
        tokens = self.clauses.tokens
        prep = tokens[k].head
        served = self.type == "REQUEST" and tokens[prep].text.lower() == "for" and tokens[k].dep == "pobj"
        return served and tokens[prep].head in self.clauses.related(self.hit.token, "obj")

    def terms(self) -> Mentions:
        """A threat is made to those on whom it depends: "if *Chad* goes ahead"."""
        if self.type not in ("THREATEN", "PROTEST"):
            return ()
        i, clauses = self.hit.token, self.clauses
        below = (i, *clauses.related(i, "xcomp"), *clauses.related(i, "ccomp"), *clauses.path_up(i)[:2])
        terms = [k for j in below for k in clauses.related(j, "advcl") if conditional(k, clauses)]
        return self._first(s for k in terms for s in clauses.surface_subject(k))

    def spited(self) -> Mentions:
        """Those whose wish is refused: "declined to resign *despite* calls *by* the union"."""
        if self.type != "REJECT":
            return ()
        i, clauses = self.hit.token, self.clauses
        verbs = (i, *clauses.related(i, "xcomp"))
        pleas = [k for v in verbs for r in ("despite", "amid") for k in clauses.related(v, r)]
        pleas = [k for k in pleas if clauses.tokens[k].lemma.lower() in load_words()["plea"]]
        # whoever pleads is not who refuses, though both are of one country
        own = {m.value for m in self.actors}
        for j in (j for k in pleas for r in DOERS for j in clauses.related(k, r)):
            if found := tuple(m for m in self.referents.actors(j, owner=False, place=False) if m.value not in own):
                return found
        return ()

    def concerned(self) -> Mentions:
        """The nearest party along the relations of the content, those who act in it before those it concerns."""
        return next((found for k in self.contents() for found in self._walk(k, DEPTH)), ())

    def site(self) -> Mentions:
        """The public office outside which a protest is held."""
        if self.type != "PROTEST":
            return ()
        i, clauses = self.hit.token, self.clauses
        found = self._first(j for r in SITES for j in clauses.related(i, r))
        return tuple(m for m in found if m.value.sector in PUBLIC)

    def placed(self) -> Mentions:
        """The place "in" which what is asked or refused would be done, where nobody else is named."""
        for k in self.contents():
            below = (k, *(j for r in ("of", "for", "obj", "acl") for j in self.clauses.related(k, r)))
            if self.type == "PROTEST":
                # "protested against the war in Mali": the place of a harm is not whom they mean
                below = tuple(n for n in below if self.clauses.tokens[n].lemma.lower() not in load_words()["carnage"])
            found = self._first((j for n in below if self._open(n) for j in self.clauses.related(n, "in")), place=True)
            if found:
                return found
        return ()

    def doers(self, k: int, depth: int) -> Iterator[Mentions]:
        """Those who act in word ``k`` or in what it is of."""
        clauses = self.clauses
        relations = ("subj",) if clauses.is_verb(k) else DOERS
        if found := self._first((j for r in relations for j in self._doing(k, r)), doer=True):
            yield found
        if depth and not self.referents.harm(k):
            for r in ("of", "into", "acl"):
                for j in clauses.related(k, r):
                    if j not in self.above:
                        yield from self.doers(j, depth - 1)

    def _walk(self, k: int, depth: int) -> Iterator[Mentions]:
        if self._aside(k):
            return
        if found := self._first((k,), own=True):
            yield found
        relations = ("subj",) if self.clauses.is_verb(k) else DOERS
        if found := self._first((j for r in relations for j in self._doing(k, r)), doer=True):
            yield found
        for r in CONCERNED if depth else ():
            for j in self.clauses.related(k, r) if self._leads(k, r) else ():
                if j not in self.above:
                    yield from self._walk(j, depth - 1)

    def _leads(self, k: int, relation: str) -> bool:
        """Whether this relation of word ``k`` leads to one who may be addressed, not to a victim or a third party."""
        if relation in THIRD.get(self.type, ()) or (relation == "of" and self.referents.harm(k)):
            return False
        helped = self.clauses.tokens[k].lemma.lower() in load_words()["helping"] and relation in ("obj", "of")
        served = helped or relation == "for" or (relation in SERVED and self.clauses.is_verb(k))
        freed = relation == "of" and self.clauses.tokens[k].lemma.lower() in load_words()["granted"]
        return self.type != "REQUEST" or not (served or (freed and self._private(k)))

    def _private(self, k: int) -> bool:
        """Whether whoever a noun is "of" holds no public office: "the release *of the pastor*" is asked of others."""
        named = [m for j in self.clauses.related(k, "of") for m in self.referents.actors(j, owner=False, place=False)]
        return bool(named) and all(m.value.sector and m.value.sector not in PUBLIC | {"REB", "UAF"} for m in named)

    def _doing(self, k: int, relation: str) -> Iterator[int]:
        """Words that act in ``k``; before a noun only names and nationalities do ("a *court* battle" is no court's),
        and those whose ways are protested against ("*police* brutality")."""
        if relation == "poss" and self.clauses.tokens[k].lemma.lower() in load_words()["granted"]:
            return  # "demanded *his* return": it is not he who is asked
        for j in self.clauses.related(k, relation):
            if any(m.head == k for m in self.referents.named(j)):
                continue  # "the *Cuban* child": one mention, which is looked at as a whole
            if relation != "mod" or self.type == "PROTEST" or self.clauses.tokens[j].tag in ("JJ", "NNP", "NNPS"):
                yield j

    def _aside(self, k: int) -> bool:
        """Whether a word opens a clause that only tells more of what it hangs on."""
        token = self.clauses.tokens[k]
        return token.dep == "relcl" and not any(self.clauses.tokens[m].tag == "TO" for m in self.clauses.kids[k])

    def _open(self, k: int) -> bool:
        """Whether a word is a noun, or a clause that states nothing ("for its forces *to be deployed* in Chad")."""
        kids = [self.clauses.tokens[m] for m in self.clauses.kids[k]]
        plain = self.clauses.tokens[k].tag == "VBN" and not any(t.dep in ("nsubj", "nsubjpass", "mark") for t in kids)
        return not self.clauses.is_verb(k) or plain or any(t.tag == "TO" for t in kids)

    def _first(self, words: Iterable[int], *, own: bool = False, doer: bool = False, place: bool = False) -> Mentions:
        for j in words:
            if j in self.above:
                continue
            named = self.referents.named(j) if own else self.referents.actors(j, owner=False, place=place)
            if found := tuple(m for m in named if self._fits(m, doer=doer)):
                return found
        return ()

    def _fits(self, mention: Mention[Actor], *, doer: bool) -> bool:
        party = mention.value
        if party.sector in POWERLESS and (self.type in ("PROTEST", "REQUEST") or not doer):
            return False
        return bool(self.actors) and all(_other(party, own.value) for own in self.actors)


def conditional(k: int, clauses: Clauses) -> bool:
    """Whether a clause is a condition: "unless it leaves"."""
    return any(clauses.tokens[m].text.lower() in ("unless", "if") for m in clauses.kids[k])


def _other(party: Actor, own: Actor) -> bool:
    """Whether a party is of another country than one's own, or a public body that people without office speak to."""
    official = party.sector in PUBLIC and own.sector not in PUBLIC | {""}
    return official or bool(party.country and party.country != own.country)
