"""Aims: what a deed is done for is part of the deed, not a demand, a meeting or a second protest of its own."""

from __future__ import annotations

from accord.coding.arguments import Clauses
from accord.coding.match import Hit
from accord.lexicon import Phrase

#: Types that a protest's participle may seem to say: "marched demanding …", "a strike protesting …".
AIMED = frozenset({"ACCUSE", "REJECT", "REQUEST", "PROTEST"})
_CLAUSES = frozenset({"advcl", "xcomp", "acl", "relcl"})
#: Types whose infinitive may be the parser's complement and still an aim: "deployed to fight".
SENT = frozenset({"PROTEST", "MOBILIZE"})
#: Types by which a text is signed or agreed on, whose words are its content.
TEXTS = frozenset({"AGREE", "SUPPORT"})
#: Types of speech whose speaker may be the reason why a deed was done: "summoned the envoy to *complain*".
SPOKEN = frozenset({"ACCUSE", "REJECT"})


def without_aims(hits: list[Hit[Phrase]], clauses: Clauses) -> list[Hit[Phrase]]:
    """The hits less those that only say what another in the same sentence is for (docs/decisions/0001)."""
    return [hit for hit in hits if not any(_is_aim(hit, deed, clauses) for deed in hits)]


def _is_aim(hit: Hit[Phrase], deed: Hit[Phrase], clauses: Clauses) -> bool:
    if hit.token == deed.token:
        return False
    if deed.phrase.type == "PROTEST":
        return _what_for(hit, deed, clauses) or _in_protest(hit, deed, clauses)
    token = clauses.tokens[hit.token]
    if hit.phrase.type not in SPOKEN and _helped(hit.token, deed, clauses):
        return True
    if hit.phrase.type == "AGREE" and deed.phrase.type in TEXTS and token.dep == "acl" and token.tag == "VBG":
        return token.head in clauses.related(deed.token, "obj")  # "signed a declaration *pledging* respect"
    relations = ("advcl", "xcomp") if deed.phrase.type in SENT else ("advcl",)
    if hit.phrase.type in SPOKEN or not _infinitive(hit.token, clauses):
        return False
    if token.dep in relations:
        return token.head in _bearers(deed, clauses)
    return token.dep in ("acl", "relcl") and token.head in (deed.token, *clauses.related(deed.token, "obj"))


def _what_for(hit: Hit[Phrase], protest: Hit[Phrase], clauses: Clauses) -> bool:
    token = clauses.tokens[hit.token]
    if hit.phrase.type == "PROTEST" and token.dep == "relcl" and token.head in _bearers(protest, clauses):
        return True  # "called a strike *that paralysed* the capital"
    if hit.phrase.type not in AIMED or token.dep not in _CLAUSES:
        return False
    if token.tag != "VBG" and not _infinitive(hit.token, clauses):
        return False
    return token.head in {*_bearers(protest, clauses), *clauses.related(protest.token, "subj")}


def _in_protest(hit: Hit[Phrase], protest: Hit[Phrase], clauses: Clauses) -> bool:
    """ "went on strike *in protest* at the arrests": the noun says why, and is no second protest."""
    token = clauses.tokens[hit.token]
    if hit.phrase.type != "PROTEST" or token.dep != "pobj" or clauses.tokens[token.head].text.lower() != "in":
        return False
    above = clauses.path_up(hit.token)
    return bool({protest.token, *_bearers(protest, clauses)} & set(above)) and not clauses.related(hit.token, "det")


def _helped(i: int, deed: Hit[Phrase], clauses: Clauses) -> bool:
    """ "offered troops to help him *oust* the general": what another is to be helped to do."""
    above = clauses.tokens[i].head
    helps = clauses.tokens[i].dep in ("ccomp", "xcomp") and clauses.tokens[above].lemma.lower() == "help"
    aim = clauses.tokens[above].dep in ("advcl", "xcomp", "acl") and _infinitive(above, clauses)
    return helps and aim and above != deed.token and clauses.tokens[above].head in _bearers(deed, clauses)


def _bearers(deed: Hit[Phrase], clauses: Clauses) -> set[int]:
    """The words that what a deed is for may hang on."""
    token = clauses.tokens[deed.token]
    # "began a strike to protest": the aim hangs on the light verb, or on its object
    bearers = {deed.token, *clauses.related(deed.token, "obj")}
    return bearers | {token.head} if token.dep in ("dobj", "pobj") else bearers


def _infinitive(i: int, clauses: Clauses) -> bool:
    return any(clauses.tokens[k].tag == "TO" for k in clauses.kids[i])
