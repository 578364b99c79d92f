"""Pairs: repairs of what the parser joins to the wrong word where two persons or two nouns stand side by side."""

from __future__ import annotations

from dataclasses import replace

from accord.lexicon import load_words
from accord.records import Token

Tokens = list[Token]


def second_joined_to_a_country(tokens: Tokens) -> Tokens:
    """ "John Doe of Kenya *and Jane Roe of Uganda* signed": the second is joined to the first, not to his country."""
    for i, token in enumerate(tokens):
        country = token.head
        if token.dep != "conj" or token.tag != "NNP" or tokens[country].dep != "pobj" or country > i:
            continue
        of = tokens[country].head
        first = tokens[of].head
        alike = any(t.head == i and t.text == tokens[of].text and n > i for n, t in enumerate(tokens))
        if not alike or tokens[of].text not in ("of", "from") or first > of or not tokens[first].tag.startswith("NN"):
            continue
        named = any(t.head == i and t.dep == "compound" and t.tag == "NNP" for t in tokens)
        if tokens[country].tag == "NNP" and named:  # who is a person is not known yet
            tokens = [replace(t, head=first) if n == i else t for n, t in enumerate(tokens)]
    return tokens


def surname_set_aside(tokens: Tokens) -> Tokens:
    """ "President Jane *Roe* of Kenya": without a comma a name's last word is no apposition to its first."""
    for i, token in enumerate(tokens):
        first = token.head
        if token.dep != "appos" or first != i - 1 or token.tag != "NNP" or tokens[first].tag != "NNP":
            continue
        above = i if tokens[first].head == first else tokens[first].head
        part = replace(tokens[first], head=i, dep="compound")
        whole = replace(token, head=above, dep=tokens[first].dep)
        moved = [replace(t, head=i) if t.head == first else t for t in tokens]
        tokens = [*moved[:first], part, whole, *moved[i + 1 :]]
    return tokens


def victims_taken_for_bombed(tokens: Tokens) -> Tokens:
    """ "Tribute to *bombing* victims": before who or what is left of a harm its noun is no deed done to them."""
    for i, token in enumerate(tokens):
        if token.dep != "pcomp" or not token.text.lower().endswith("ing") or i + 1 >= len(tokens):
            continue
        after = tokens[i + 1]
        if after.head != i or after.dep != "dobj" or after.lemma.lower() not in load_words()["aftermath"]:
            continue
        part = replace(token, head=i + 1, dep="compound", pos="NOUN", tag="NN")
        whole = replace(after, head=token.head, dep="pobj")
        moved = [replace(t, head=i + 1) if t.head == i else t for t in tokens]
        tokens = [*moved[:i], part, whole, *moved[i + 2 :]]
    return tokens
