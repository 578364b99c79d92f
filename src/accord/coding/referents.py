"""Referents: which word of a sentence stands for which actor or place."""

from __future__ import annotations

from dataclasses import replace

from accord.coding.arguments import Clauses
from accord.lexicon import Filler, load_words
from accord.parties import INTERNATIONAL
from accord.records import Actor, Mention, Place

ARMED = frozenset({"MIL", "REB", "PRM", "UAF"})
BODIES = frozenset({"IGO", "UNO", "EUR"})


class Referents:
    """The actors and places of one sentence by word. ``quantities`` are nouns that only count ("dozens of …")."""

    def __init__(
        self,
        clauses: Clauses,
        quantities: frozenset[str],
        alliances: frozenset[str] = frozenset(),
        harms: frozenset[str] = frozenset(),
        firms: frozenset[str] = frozenset(),
    ) -> None:
        sentence = clauses.sentence
        self.clauses = clauses
        #: The actors and recipients of each phrase already asked for, by its word and its row.
        self.parties: dict[tuple[int, str], tuple[tuple[Mention[Actor], ...], tuple[Mention[Actor], ...]]] = {}
        self._harms = harms
        self._firms = firms
        self._quantities = quantities
        self._alliances = alliances
        self._actors_at: dict[int, list[Mention[Actor]]] = {}
        self._covering: dict[int, list[Mention[Actor]]] = {}
        self._places: dict[int, Mention[Place]] = {}
        for actor in sentence.actors:
            self._actors_at.setdefault(actor.head, []).append(actor)
            for i, token in enumerate(sentence.tokens):
                if actor.start <= token.start and token.end <= actor.end:
                    self._covering.setdefault(i, []).append(actor)
        for place in sentence.places:
            self._places[place.head] = place

    def named(self, i: int) -> tuple[Mention[Actor], ...]:
        """The actors that word ``i`` itself stands for: mentions headed by it, else the narrowest one covering it."""
        if i in self._actors_at:
            return tuple(self._actors_at[i])
        covering = self._covering.get(i, [])
        if not covering:
            return ()
        width = min(m.end - m.start for m in covering)
        return tuple(m for m in covering if m.end - m.start == width)

    def place(self, i: int) -> Mention[Place] | None:
        """The place that word ``i`` heads, or that it says the kind of: "the *capital* Praia", "*port* of Beira"."""
        own = self._places.get(i)
        if own is not None or self.clauses.tokens[i].lemma.lower() not in load_words()["locality"]:
            return own
        named = (self._places.get(j) for step in ("appos", "of") for j in self.clauses.related(i, step))
        return next((place for place in named if place is not None), None)

    def actors(self, i: int, *, owner: bool, place: bool) -> tuple[Mention[Actor], ...]:
        """The actors a role filler stands for: itself, those it counts ("dozens of protesters"), those it belongs to.

        ``owner`` lets a thing stand for its possessor ("Iran's tanker"); ``place`` lets a place stand for its country.
        A thing's nationality ("Israeli strikes") always counts.
        """
        found = self.named(i) or self._speaker(i)
        if found:
            return tuple(self._loyal(self._described(m, i), i) for m in found)
        clauses = self.clauses
        if clauses.tokens[i].lemma.lower() in self._quantities:
            below = tuple(m for j in clauses.related(i, "of") for m in self.actors(j, owner=owner, place=place))
            if below:
                return below
        if owner and clauses.tokens[i].lemma.lower() in self._alliances:
            bodies = tuple(
                m for j in clauses.subtree(i) for m in self._actors_at.get(j, ()) if m.value.country in BODIES
            )
            if bodies:  # "its alliance with Mali, the African Union" names the alliance further on
                return bodies[:1]
        if clauses.tokens[i].lemma.lower() in load_words()["colony"]:
            return ()
        steps = ("mod", "poss", "of", "appos") if owner and not self.harm(i) else ("mod", "poss") if owner else ("mod",)
        if place and i in self._places:
            steps = steps[:2]  # "the war in *Chad*, the Red Cross said": what the parser sets beside a place is not it
        owned = any(clauses.tokens[j].tag == "PRP$" for j in clauses.kids[i])
        if owned and clauses.tokens[i].lemma.lower() in load_words()["carrier"]:
            return ()  # "claimed the attack on *its* channel": nobody is attacked there
        for step in steps:
            beside = (j for j in clauses.related(i, step) if step != "mod" or not self.on_target(j))
            inner = tuple(m for j in beside for m in self.named(j))
            if inner:
                return tuple(self._private(m, i) for m in inner)
        served = tuple(m for j in self._allegiance(i) for m in self.named(j))
        if served:
            return served
        where = self.place(i) if place else None
        if where is None or not where.value.country or (not owner and self._lone(i, where)):
            return ()
        stands = Actor(country=where.value.country, name=where.value.name)
        return (Mention(where.start, where.end, where.text, where.head, stands, "place"),)

    def _lone(self, i: int, where: Mention[Place]) -> bool:
        """Whether a subject is a place only by its name: "*Hidalgo* has met the mayor" may well be a person."""
        if where.via != "name" or self.clauses.tokens[i].dep != "nsubj":
            return False
        sentence = self.clauses.sentence
        beside = {p.value.country for p in sentence.places if p is not where} | {
            m.value.country for m in sentence.actors
        }
        return where.value.country not in beside

    def _speaker(self, i: int) -> tuple[Mention[Actor], ...]:
        """Whom an unresolved pronoun stands for right under its speaker: "the front said *it* would …"."""
        tokens = self.clauses.tokens
        clause = tokens[i].head
        if tokens[i].tag != "PRP" or tokens[i].dep != "nsubj" or tokens[clause].dep != "ccomp":
            return ()
        said = self.clauses.surface_subject(tokens[clause].head)
        found = tuple(dict.fromkeys(m for j in said for m in self.named(j)))
        plural = len(found) > 1 or any(tokens[j].tag in ("NNS", "NNPS") for j in said)
        spoken = {"it": not plural, "they": plural, "he": not plural, "she": not plural}
        return found if spoken.get(tokens[i].text.lower(), False) and len({m.head for m in found}) < 3 else ()

    def _private(self, mention: Mention[Actor], i: int) -> Mention[Actor]:
        """A nation's firm or club is no nation: "a *German* company" is German business."""
        actor = mention.value
        if self.clauses.tokens[i].lemma.lower() not in self._firms or actor.sector or not actor.country:
            return mention
        return replace(mention, value=replace(actor, sector="BUS"))

    def _described(self, mention: Mention[Actor], i: int) -> Mention[Actor]:
        """A name that no table knows is what stands beside it: "Ivan Petrov, a *member* of the Revolutionary Guard"."""
        actor = mention.value
        token = self.clauses.tokens[i]
        if mention.via != "unknown" or actor.country or actor.sector:
            return mention
        if token.lemma.lower() in load_words()["force"]:  # "the Chadian army's *42nd Brigade*"
            told = [m.value for j in self.clauses.related(i, "poss") for m in self.named(j) if m.value.sector in ARMED]
        else:
            beside = self.clauses.related(i, "appos") if token.ent in ("PERSON", "") else ()
            told = [m.value for j in beside for m in self.named(j) if m.via == "definite" and m.value.role]
        if len(told) != 1 or not told[0].sector:
            return mention
        value = replace(actor, country=told[0].country, sector=told[0].sector)
        return replace(mention, value=value, via="context")

    def _loyal(self, mention: Mention[Actor], i: int) -> Mention[Actor]:
        """Men under arms are of the country of whom they are loyal to: "*militants* loyal to the Kenyan warlord"."""
        actor = mention.value
        if actor.country or actor.sector not in ARMED:
            return mention
        if mention.via == "pronoun" and mention.antecedent is not None:  # "militants loyal to … said *they* …"
            i = next((m.head for m in self.clauses.sentence.actors if m.start == mention.antecedent.start), i)
        steps = ("appos", "poss", "mod")
        lords = [k for j in self._allegiance(i) for k in (j, *(n for r in steps for n in self.clauses.related(j, r)))]
        countries = (m.value.country for k in lords if k != i for m in self.named(k))
        country = next((c for c in countries if c and c not in INTERNATIONAL), "")
        return replace(mention, value=replace(actor, country=country), via="context") if country else mention

    def _allegiance(self, i: int) -> tuple[int, ...]:
        """Whose men they are: "forces *loyal to* the president"."""
        mods = [
            j for j in self.clauses.related(i, "mod") if self.clauses.tokens[j].lemma.lower() in load_words()["loyal"]
        ]
        return tuple(k for j in mods for k in self.clauses.related(j, "to"))

    def harmful(self, i: int) -> bool:
        """Whether the word names a harm done, or what did it ("blast")."""
        return self.harm(i) or self.clauses.tokens[i].lemma.lower() in ("blast", "explosion")

    def on_target(self, j: int, *classes: str) -> bool:
        """Whether a nationality stands before what a harm struck: "the *Chadian* bus attack" was on the bus."""
        tokens = self.clauses.tokens
        i = tokens[j].head
        between = [k for k in self.clauses.kids[i] if j < k < i and tokens[k].dep in ("compound", "nmod")]
        targets = frozenset().union(*(load_words()[name] for name in classes or ("target", "struck")))
        return self.harmful(i) and any(tokens[k].lemma.lower() in targets for k in between)

    def harm(self, i: int) -> bool:
        """Whether the word names a harm done, whose "of" is its victim: "the bombing *of* the embassy"."""
        return self.clauses.tokens[i].lemma.lower() in self._harms

    def fits(self, i: int, filler: Filler) -> bool:
        """Whether word ``i`` may fill a slot; of "dozens of refugees" the refugees may too."""
        return self.filling(i, filler) is not None

    def filling(self, i: int, filler: Filler) -> int | None:
        """The word that fills a slot at word ``i``: itself, or what it counts; None where neither may."""
        if filler.anything:
            return None if filler.negated else i
        asked = [i]
        if self.clauses.tokens[i].lemma.lower() in self._quantities:
            asked += self.clauses.related(i, "of")
        found = next((j for j in asked if self._reads(j, filler)), None)
        if filler.negated:  # "called it useless *on Friday*": a day is nobody who is called on
            return i if found is None and not self._is_day(i) else None
        return found

    def _is_day(self, i: int) -> bool:
        token = self.clauses.tokens[i]
        return token.pos == "PROPN" and any(
            time.start <= token.start < time.end for time in self.clauses.sentence.times
        )

    def _reads(self, i: int, filler: Filler) -> bool:
        token = self.clauses.tokens[i]
        hit = token.lemma.lower() in filler.lemmas or token.text.lower() in filler.lemmas
        if hit and token.pos == "PROPN":  # "took part *in March*" is part in no march
            hit = not self._is_day(i)
        return hit or any(self._is(i, class_) for class_ in filler.classes)

    def _is(self, i: int, class_: str) -> bool:
        if class_ == "number":
            token = self.clauses.tokens[i]
            return token.pos == "NUM" or any(self.clauses.tokens[k].dep == "nummod" for k in self.clauses.kids[i])
        if class_ == "place":
            return self.place(i) is not None
        return any(_of_class(m.value, class_) for m in self.named(i))


def _of_class(actor: Actor, class_: str) -> bool:
    if class_ == "actor":
        return True
    if class_ == "state":
        return len(actor.country) == 3 and actor.country not in INTERNATIONAL and actor.sector in ("", "GOV")
    if class_ == "body":
        return actor.country in BODIES
    if class_ == "armed":
        return actor.sector in ARMED
    return class_ in (actor.sector, actor.country)
