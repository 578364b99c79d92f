"""Antecedents: who was named so far in a report, what kind of thing each is, and who a clause is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from accord.parsing.actorindex import ActorIndex
from accord.parsing.names import fold, name_keys, role_keys
from accord.parties import INTERNATIONAL
from accord.records import Actor, Mention, Sentence, Span, Token

#: What a mention can be spoken of as: he or she; it; they.
PERSON, THING, PEOPLE = "person", "thing", "people"
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: How many sentences back a pronoun looks.
REACH = 2


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A mention as something to refer back to. ``weak`` ones (adjectives) only say whose, and are never "it"."""

    mention: Mention[Actor]
    sentence: int
    nature: str
    subject: bool
    weak: bool
    plural: bool

    @property
    def key(self) -> tuple[str, str]:
        """What makes two antecedents the same party."""
        actor = self.mention.value
        if self.nature == PERSON:
            return (actor.country, actor.name or actor.role)
        if actor.country in INTERNATIONAL or actor.id:
            return (actor.country, actor.id or actor.name)
        return (actor.country, actor.name if not actor.country else "" if actor.sector in ("", "GOV") else actor.sector)


@dataclass(slots=True)
class Memory:
    """What a report has said so far: antecedents by sentence, persons by surname, the gender told of each person."""

    report: str
    index: ActorIndex
    history: list[list[Antecedent]] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    people: dict[str, list[Mention[Actor]]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    #: Bodies by the short name that stood in brackets after the long one.
    shorts: dict[str, Mention[Actor]] = field(default_factory=dict)
    #: Bodies by what they may be called after their whole name, each by that name.
    bodies: dict[str, dict[str, Mention[Actor]]] = field(default_factory=dict)
    speaker: Mention[Actor] | None = None
    #: Persons whom the whole report names in full, by each word of their names; the countries that it names.
    named: dict[str, list[Mention[Actor]]] = field(default_factory=dict)
    countries: frozenset[str] = frozenset()
    #: The country of the dateline, "" where there is none.
    home: str = ""

    def recent(self, back: int) -> list[Antecedent]:
        """Antecedents of the sentence ``back`` sentences ago (1: the one before)."""
        return self.history[-back] if 0 < back <= len(self.history) else []


def covering(mentions: Sequence[Mention[Actor]], sentence: Sentence, token: int) -> list[Mention[Actor]]:
    """The mentions that a word heads, or else whose span it is in."""
    heads = [m for m in mentions if m.head == token]
    if heads:
        return heads
    at = sentence.tokens[token]
    return [m for m in mentions if m.start <= at.start and at.end <= m.end]


def nature_of(sentence: Sentence, mention: Mention[Actor], index: ActorIndex) -> str:
    """Whether a mention is a person, people or a thing (a state, a body) in its sentence."""
    token = sentence.tokens[mention.head]
    actor = mention.value
    if mention.via in ("adjective", "capital"):
        return THING
    plural = token.tag in ("NNS", "NNPS")
    if actor.name and " ".join(name_keys(actor.name)) in index.persons.values:
        return PERSON
    kind = role_kind(index, actor.role)
    if kind in ("person", "staff", "title"):
        return PEOPLE if plural else PERSON
    if mention.via == "alias" and surname(actor.name) == fold(mention.text) and not actor.id:
        return THING if index.has("body_noun", fold(mention.text)) else PERSON
    if mention.via == "unknown" and actor.name:
        spans = (t for t in sentence.tokens if mention.start <= t.start < mention.end)
        return PERSON if any(t.ent == "PERSON" for t in spans) else THING
    if kind in ("people", "member", "country"):
        return PEOPLE if plural or kind != "people" else PERSON
    return PEOPLE if plural and kind == "body" and not token.text[:1].isupper() else THING


def role_kind(index: ActorIndex, role: str) -> str:
    """The kind of a role in words, by its whole or its last word; ``""`` where no table knows it."""
    keys = [k for k in role_keys(role) if k not in ("former", "deputy", "shadow")]
    for start in range(len(keys)):
        found = index.roles.values.get(" ".join(keys[start:]))
        if found:
            return found[0].kind
    office = {"head of state", "head of government"}
    return "person" if role in office else ""


def antecedents(sentence: Sentence, mentions: Sequence[Mention[Actor]], index: ActorIndex) -> list[Antecedent]:
    """The mentions of a sentence as antecedents, in order."""
    result: list[Antecedent] = []
    for mention in mentions:
        if not (mention.value.country or mention.value.sector or mention.value.name):
            # An office of nobody yet known.
            continue
        token = sentence.tokens[mention.head]
        head = first_conjunct(sentence.tokens, mention.head)
        subject = sentence.tokens[head].dep in SUBJECTS
        weak = mention.via == "adjective"
        nature = nature_of(sentence, mention, index)
        result.append(Antecedent(mention, sentence.number, nature, subject, weak, token.tag in ("NNS", "NNPS")))
    return result


def first_conjunct(tokens: Sequence[Token], at: int) -> int:
    """The first of the coordinated words that the word at ``at`` belongs to."""
    for _ in range(len(tokens)):
        if tokens[at].dep != "conj" or tokens[at].head == at:
            break
        at = tokens[at].head
    return at


def children(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """The words that hang on the word at ``at``."""
    return (i for i, t in enumerate(tokens) if t.head == at and i != at)


def clause_subjects(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """Subjects of the clauses around a word, innermost first, without the one that the word itself is in."""
    path = at
    for _ in range(len(tokens)):
        head = tokens[path].head
        if head == path:
            return
        if tokens[path].dep == "attr":
            # "China is the largest buyer of its oil" is not China's own; "Kenya's plan to go is its own" is.
            yield from (c for c in children(tokens, head) if tokens[c].dep in SUBJECTS and is_owned_plan(tokens, c))
            path = head
            continue
        if tokens[path].dep == "xcomp":
            # "Force Kenya to withdraw its army": who is forced withdraws.
            yield from (c for c in children(tokens, head) if tokens[c].dep == "dobj" and head < c < path)
        own_argument = path == at and tokens[at].dep in ("dobj", "dative", "pobj") and tokens[at].tag == "PRP"
        for child in children(tokens, head):
            if tokens[child].dep in SUBJECTS and child != path and not own_argument:
                yield child
            elif tokens[head].pos == "NOUN" and tokens[path].dep == "acl" and tokens[child].dep == "poss":
                # "Kenya's plan to …": the owner of the plan is who carries it out.
                yield child
        path = head


def is_owned_plan(tokens: Sequence[Token], noun: int) -> bool:
    """Whether a noun has both an owner and a clause that the owner is the subject of: "Kenya's plan to leave"."""
    deps = {tokens[c].dep for c in children(tokens, noun)}
    return tokens[noun].pos == "NOUN" and {"poss", "acl"} <= deps


def copular_subjects(tokens: Sequence[Token], at: int) -> set[int]:
    """Subjects of which the noun phrase around a word is said: "China is the largest buyer of its oil"."""
    found: set[int] = set()
    path = at
    for _ in range(len(tokens)):
        head = tokens[path].head
        if head == path:
            break
        if tokens[path].dep == "attr":
            found |= _subjects_of(tokens, head)
        path = head
    return found


def _subjects_of(tokens: Sequence[Token], verb: int) -> set[int]:
    """The subjects of a verb, shared with the verbs it is coordinated with; for "which", the noun it stands for."""
    found = {c for c in children(tokens, verb) if tokens[c].dep in SUBJECTS}
    first = first_conjunct(tokens, verb)
    found = found or {c for c in children(tokens, first) if tokens[c].dep in SUBJECTS}
    return {tokens[first].head if tokens[c].tag in ("WDT", "WP") and tokens[first].dep == "relcl" else c for c in found}


def coordinated(tokens: Sequence[Token], at: int) -> list[int]:
    """The word at ``at`` and the words coordinated with it, in order."""
    found = [at]
    for i in found:
        found.extend(c for c in children(tokens, i) if tokens[c].dep == "conj")
    return sorted(found)


def refer(
    report: str, tokens: Sequence[Token], at: int, to: Mention[Actor], *, actor: Actor, via: str
) -> Mention[Actor]:
    """A mention of ``actor`` at one word that points back to ``to``, or to what that points back to."""
    token = tokens[at]
    back = source_of(report, to)
    return Mention(token.start, token.end, token.text, at, actor, via, back)


def source_of(report: str, to: Mention[Actor]) -> Span:
    """The span of the name that a mention goes back to: its own, where only its country came from elsewhere."""
    if to.antecedent is not None and to.via != "context":
        return to.antecedent
    return Span(report, to.start, to.end, "antecedent")


def state_of(actor: Actor, index: ActorIndex) -> Actor | None:
    """The state that an actor is of, or the body itself; None where neither is known."""
    if actor.country in INTERNATIONAL:
        return Actor(actor.country, "", actor.name if not actor.role else actor.id, "", actor.id)
    if actor.country in index.states:
        return Actor(actor.country, "", index.states[actor.country])
    return None


def is_region(actor: Actor, index: ActorIndex) -> bool:
    """Whether an actor is but a part of the world: in "the Middle East war" no "it" is meant."""
    known = actor.country in index.states or actor.country in INTERNATIONAL or not actor.country
    return not known and not actor.id


def surname(name: str) -> str:
    """The folded last word of a person's name."""
    words = name.split()
    return fold(words[-1]) if words else ""


def is_own_subject(sentence: Sentence, found: Antecedent, at: int) -> bool:
    """Whether an object pronoun would mean the subject of its own verb ("Scholz promised him" is another man)."""
    tokens = sentence.tokens
    if tokens[at].tag != "PRP" or tokens[at].text.lower().endswith("self"):
        return False
    verb = tokens[at].head
    if tokens[at].dep in SUBJECTS:
        if tokens[at].text.lower() not in ("them", "him", "her") or tokens[verb].dep != "ccomp":
            return False
        # "The police let *them* go": the parser makes the object a subject.
        verb = tokens[verb].head
        while tokens[verb].dep == "conj" and not _has_subject(tokens, verb):
            verb = tokens[verb].head
    if tokens[verb].pos == "ADP":
        verb = tokens[verb].head
    while (_aims(tokens, verb) or tokens[verb].dep == "conj") and not _has_subject(tokens, verb):
        # "The US tried to hasten it", "came to see it", "rejected it and met them": not the US.
        verb = tokens[verb].head
    head = first_conjunct(tokens, found.mention.head)
    return tokens[head].dep in SUBJECTS and tokens[head].head == verb


def _aims(tokens: Sequence[Token], verb: int) -> bool:
    """Whether an infinitive says what the subject of the verb above tries or is there to do."""
    aim = tokens[verb].dep == "advcl" and any(tokens[c].tag == "TO" for c in children(tokens, verb))
    return tokens[verb].dep == "xcomp" or aim


def _has_subject(tokens: Sequence[Token], verb: int) -> bool:
    return any(tokens[c].dep in SUBJECTS for c in children(tokens, verb))


def only(candidates: Iterable[Antecedent]) -> Antecedent | None:
    """The last of the candidates where all mean one party, else None."""
    found = list(candidates)
    return found[-1] if found and len({a.key for a in found}) == 1 else None
