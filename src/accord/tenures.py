"""Tenures: from when until when members were in bodies, and parties bound to each other, by all that was said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from accord.exchange import Obligation, Spell
from accord.ledger.facts import Facts, Pact
from accord.ledger.folding import TieState, fold_tie, is_known, key_of, load_rules, takes_effect
from accord.ledger.world import is_bound
from accord.parties import party
from accord.records import TieWord
from accord.tiekinds import load_tie_kinds


def spells_of(words: Iterable[TieWord], *, known_by: str) -> Iterator[Spell]:
    """Every time in which a member was in a body, by what was known on the day ``known_by``: by body, member, time.

    A member that has announced its exit is in; one that is frozen or suspended is as the kind of tie says.
    """
    for tie in _by_tie(words, "membership", known_by):
        yield from _spells(tie, known_by)


def obligations_of(
    memberships: Iterable[TieWord], alliances: Iterable[TieWord], facts: Facts, *, known_by: str
) -> Iterator[Obligation]:
    """Who owed whom which of ATOP's five, from when until when: by treaty, and by the charters of shared bodies.

    A treaty ends where its row says so, or where the alliance is known to have ended and nobody contests it.
    """
    ended = {_pair(tie): _ends(tie, known_by) for tie in _by_tie(alliances, "alliance", known_by)}
    for pact in facts.pacts:
        if pact.start <= known_by:
            yield from _by_pact(pact, ended.get(frozenset((pact.a, pact.b)), ()))
    by_body: dict[str, list[Spell]] = defaultdict(list)
    for spell in spells_of(memberships, known_by=known_by):
        by_body[spell.body].append(spell)
    for body in sorted(by_body):
        charter = facts.bodies.get(body)
        if charter is not None and charter.articles:
            for one, two in combinations(by_body[body], 2):
                yield from _by_charter(one, two, charter.since, [duty for duty, _ in charter.articles])


def last_known(words: Iterable[TieWord], *, known_by: str) -> str:
    """The last day on which anything of ties was learned, up to ``known_by``; ``""`` where nothing was."""
    return max((word.known_since[:10] for word in words if word.known_since[:10] <= known_by), default="")


def _by_tie(words: Iterable[TieWord], kind: str, known_by: str) -> list[list[TieWord]]:
    kinds = load_tie_kinds()
    ties: dict[tuple[str, ...], list[TieWord]] = defaultdict(list)
    for word in words:
        if word.kind == kind and is_known(word, known_by):
            ties[key_of(word, kinds)].append(word)
    return [ties[key] for key in sorted(ties, key=lambda key: (key[2], key[1]))]


def _states(words: list[TieWord], known_by: str) -> Iterator[tuple[str, TieState | None]]:
    """The tie on every day on which a word took effect."""
    kind, rules = load_tie_kinds().kinds[words[0].kind], load_rules()
    for day in sorted({takes_effect(word, kind, rules) for word in words}):
        yield day, fold_tie(words, as_of=day, known_by=known_by)


def _spells(words: list[TieWord], known_by: str) -> Iterator[Spell]:
    began: tuple[str, TieState] | None = None
    for day, state in _states(words, known_by):
        if state is not None and is_bound(state):
            began = (began[0] if began else _entered(day, words), state)
        elif began:
            yield _spell(began, day, state or began[1], ended=True)
            began = None
    if began:
        yield _spell(began, "", began[1], ended=False)


def _entered(day: str, words: list[TieWord]) -> str:
    """When a tie that began on ``day`` began, as finely as anything says; the day of a mere mention is none of entry.

    "A member since 1991" gives way to another word that it became one on a day of 1991.
    """
    kind, rules = load_tie_kinds().kinds[words[0].kind], load_rules()
    said = [word for word in words if takes_effect(word, kind, rules) == day]
    dates = sorted(_own_date(word) for word in said if word.date and word.date_precision in rules.fine)
    if not dates:
        return day if any(word.strong and word.report for word in said) else ""
    stages = {word.stage for word in said}
    alike = (word for word in words if word.stage in stages and word.date and word.date_precision in rules.fine)
    finer = sorted({date for word in alike if (date := _own_date(word)).startswith(dates[0])})
    return max(finer, key=len)


def _own_date(word: TieWord) -> str:
    """A word's date without what is not known of it: a range from 1991-01-01 began in 1991."""
    if word.date_precision == "day" or len(word.date) < 10:
        return word.date[:10]
    size = {"year": 4, "month": 7}.get(word.date_precision, 0)
    return word.date[:size] if size else word.date[:10].removesuffix("-01").removesuffix("-01")


def _spell(began: tuple[str, TieState], end: str, state: TieState, *, ended: bool) -> Spell:
    start, held = began
    return Spell(party(held.b), party(held.a), start, end, ended, state.stage, state.origins)


def _pair(words: list[TieWord]) -> frozenset[str]:
    return frozenset((party(words[0].a), party(words[0].b)))


def _ends(words: list[TieWord], known_by: str) -> tuple[str, ...]:
    """The days on which an alliance was seen to be over, and not contested."""
    ends = load_tie_kinds().kinds["alliance"].ends
    return tuple(day for day, state in _states(words, known_by) if state and state.stage in ends and not state.sides)


def _by_pact(pact: Pact, ended: tuple[str, ...]) -> Iterator[Obligation]:
    cut = next((day for day in ended if day and day > pact.start), "")
    end = min((day for day in (pact.end, cut) if day), default="")
    for duty, owes in pact.owed:
        if owes in ("both", "a"):
            yield Obligation(pact.a, pact.b, duty, pact.start, end)
        if owes in ("both", "b"):
            yield Obligation(pact.b, pact.a, duty, pact.start, end)


def _by_charter(one: Spell, two: Spell, since: str, duties: Iterable[str]) -> Iterator[Obligation]:
    """What two members owe each other while both are in: unknown in its beginning where one's entry is."""
    start = max(one.start, two.start, since) if one.start and two.start else ""
    leaving = [spell.end for spell in (one, two) if spell.ended]
    end = min(leaving, default="")
    if one.member == two.member or (leaving and not end) or (start and end and end <= start):
        return
    for duty in duties:
        yield Obligation(one.member, two.member, duty, start, end)  # type: ignore[arg-type]  # one of ATOP's five
        yield Obligation(two.member, one.member, duty, start, end)  # type: ignore[arg-type]
