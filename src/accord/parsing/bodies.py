"""Bodies known again: after "the Electoral College of the Court of Appeals", "the College" is that college.

A body that no table knows is called by its whole name once, then by the head of it, with or without a capital. The
head must be a word for a body (``body_noun``), and the report must have named but one body by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accord.parsing.antecedents import PERSON, Memory, children, source_of
from accord.parsing.names import fold, singular
from accord.records import Actor, Mention, Sentence

#: Words that end the part of a name by which a body is called ("Council *of* National Recovery").
_LINKS = frozenset({"of", "for", "on", "to", "in", "against"})
#: Sectors of bodies whose own bodies are the state's too.
_PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})


def remember_bodies(memory: Memory, sentence: Sentence) -> None:
    """Note the bodies that a sentence names in full, by the words they may be called by from then on."""
    persons = {id(a.mention) for a in memory.history[-1] if a.nature == PERSON}
    for mention in sentence.actors:
        if mention.antecedent is None and id(mention) not in persons:
            for short in _shorts(memory, mention.text):
                memory.bodies.setdefault(short, {}).setdefault(fold_all(mention.text), mention)
        if party := _party_of(mention):
            for short in _shorts(memory, party.text):
                memory.bodies.setdefault(short, {}).setdefault(fold_all(party.text), party)


def _party_of(mention: Mention[Actor]) -> Mention[Actor] | None:
    """ "A Democratic Party deputy": the party that a mention of its people names."""
    words = mention.text.split()
    ends = [i for i, word in enumerate(words[:-1]) if word == "Party"]
    if not ends or mention.value.sector not in ("LEG", "PTY", "OPP", "GOV"):
        return None
    first = ends[0]
    while first and words[first - 1][:1].isupper() and not words[first - 1].endswith("'s"):
        first -= 1
    if first == ends[0]:
        return None
    name = " ".join(words[first : ends[0] + 1])
    return replace(mention, text=name, value=Actor(mention.value.country, "PTY", name))


def fold_all(name: str) -> str:
    """A name as it is compared: each word folded."""
    return " ".join(fold(word) for word in name.split())


def _shorts(memory: Memory, name: str) -> tuple[str, ...]:
    """ "Information Team of the State Council": "information team" and "team"."""
    words = name.split()
    cut = next((i for i, word in enumerate(words) if word.lower() in _LINKS), len(words))
    called = words[:cut]
    if len(words) < 2 or not called or not all(word[:1].isupper() for word in called):
        return ()
    head = singular(fold(called[-1]))
    if not memory.index.has("body_noun", head):
        return ()
    return tuple(dict.fromkeys((head, fold_all(" ".join(called)))))


def named_again(memory: Memory, sentence: Sentence, at: int) -> Mention[Actor] | None:
    """The body that the noun at ``at``, with the article and the words of its name before it, was named as before."""
    tokens = sentence.tokens
    if tokens[at].tag not in ("NN", "NNP") or not memory.index.has("body_noun", singular(fold(tokens[at].text))):
        return None
    first = at
    while first and tokens[first - 1].dep in ("compound", "nmod") and tokens[first - 1].head == at:
        first -= 1
    article = tokens[first - 1].text.lower() if first else ""
    described = any(tokens[c].text.lower() == "of" or tokens[c].dep in ("amod", "poss") for c in children(tokens, at))
    if article not in ("the", "this") or described:
        return None
    words = fold_all(" ".join(t.text for t in tokens[first : at + 1]))
    known = memory.bodies.get(words, {})
    if len(known) != 1:
        return None
    body = next(iter(known.values()))
    start, end = tokens[first].start, tokens[at].end
    text = " ".join(t.text for t in tokens[first : at + 1])
    return Mention(start, end, text, at, body.value, "alias", source_of(memory.report, body))


def party_of_men(memory: Memory, sentence: Sentence, mention: Mention[Actor]) -> Mention[Actor]:
    """ "A Turkish party of twenty men": soldiers, no political party."""
    tokens = sentence.tokens
    if mention.value.sector != "PTY" or tokens[mention.head].lemma.lower() != "party":
        return mention
    under = [c for of in children(tokens, mention.head) if tokens[of].text == "of" for c in children(tokens, of)]
    if not any(memory.index.has("men_at_arms", tokens[c].lemma.lower()) for c in under):
        return mention
    return replace(mention, value=replace(mention.value, sector="MIL", role="troops"))


def whole_names(
    memory: Memory, report: str, sentence: Sentence, mentions: list[Mention[Actor]]
) -> list[Mention[Actor]]:
    """``mentions`` with "the Federation" and "Mining Cooperatives" made one where only "of" stands between them."""
    made: list[Mention[Actor]] = []
    for mention in mentions:
        before = made[-1] if made else None
        if before is None or not (_is_unknown(before) and _is_unknown(mention)):
            made.append(mention)
            continue
        between = [t.text.lower() for t in sentence.tokens if before.end <= t.start < mention.start]
        noun = singular(fold(before.text.split()[-1]))
        body = memory.index.has("body_noun", noun) or memory.index.has("society_noun", noun)
        if between not in (["of"], ["of", "the"], ["for"]) or not body:
            made.append(mention)
            continue
        text = report[before.start : mention.end]
        made[-1] = replace(before, end=mention.end, text=text, value=replace(before.value, name=text))
    return made


def _is_unknown(mention: Mention[Actor]) -> bool:
    named = mention.via == "unknown" and mention.text[:1].isupper() and mention.text == mention.value.name
    return named and not (mention.value.country or mention.value.sector or mention.value.id)


def of_society(memory: Memory, mention: Mention[Actor]) -> Mention[Actor]:
    """ "The Federation of Mining Cooperatives": a federation or league that no table knows is one of its members."""
    words = mention.text.split()
    unknown = mention.via == "unknown" and not mention.value.sector and not mention.value.country
    called = words[: next((i for i, word in enumerate(words) if word.lower() in _LINKS), len(words))]
    if not unknown or len(words) < 2 or not called or not memory.index.has("society_noun", singular(fold(called[-1]))):
        return mention
    return replace(mention, value=replace(mention.value, sector="SOC"))


def within_body(sentence: Sentence, mentions: Sequence[Mention[Actor]], mention: Mention[Actor]) -> Mention[Actor]:
    """ "The Information Team of the State Council": a body of a public body is of its country and its sector."""
    tokens = sentence.tokens
    if mention.value.country or mention.value.sector or not mention.value.name or not mention.text.istitle():
        return mention
    under = [c for of in children(tokens, mention.head) if tokens[of].text == "of" for c in children(tokens, of)]
    wholes = [m.value for m in mentions if m.head in under and m.via == "name"]
    if len(wholes) != 1 or wholes[0].sector not in _PUBLIC or not wholes[0].country:
        return mention
    return replace(mention, value=Actor(wholes[0].country, wholes[0].sector, mention.text), via="context")
