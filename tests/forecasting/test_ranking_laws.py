"""Laws of the learner: no leak from the day asked or later, the same every run, chances that are chances."""

from __future__ import annotations

import numpy as np
import pytest

from accord.forecasting.facts import Facts, joined
from accord.forecasting.looks import GROUPS, group_of
from accord.forecasting.measures import Ranks, mrr, rank_day
from accord.forecasting.patterns import PATTERNS
from accord.forecasting.ranking import Learner, Ranking
from forecasting.world import NAMES, RELATIONS, make_learner, make_world

try:
    import lightgbm  # noqa: F401
except OSError as error:  # the wheel needs the system's OpenMP; a fresh machine may have none
    pytest.skip(f"the trees need libgomp1: {error}", allow_module_level=True)

PAST, LATER = 50, 60
KINDS = 2 * RELATIONS


@pytest.fixture(scope="module")
def world() -> Facts:
    return make_world(LATER)


@pytest.fixture(scope="module")
def learner(world: Facts) -> Learner:
    return make_learner(world.between(0, PAST))


def ask(learner: Learner, asked: Facts, day: int) -> tuple[np.ndarray, Ranking]:
    both = asked.both_ways(RELATIONS)
    question, place = np.unique(both.subjects * KINDS + both.relations, return_inverse=True)
    return place, learner.answer(question // KINDS, question % KINDS, day)


def every_score(facts: Facts, learn_until: int, ask_until: int, asked: Facts) -> list[np.ndarray]:
    learner = make_learner(facts.between(0, learn_until))
    found = []
    for day in range(learn_until, ask_until):
        ranking = ask(learner, asked, day)[1]
        found += [ranking.candidates, ranking.scores]
        learner.advance(facts.between(day, day + 1), day)
    return found


@pytest.mark.parametrize("change", ["removed", "shuffled", "another"])
def test_no_score_sees_the_day_asked_or_a_later_one(world: Facts, change: str) -> None:
    asked, day = world.between(PAST + 2, PAST + 3), PAST + 2
    before, after = world.between(0, day), world.between(day, LATER)
    others = {
        "removed": Facts.of([]),
        "shuffled": Facts(after.subjects, after.relations, np.roll(after.objects, 5), after.days),
        "another": make_world(LATER, seed=9).between(day, LATER),
    }
    changed = joined([before, others[change]])
    first, second = (every_score(facts, PAST, day + 1, asked) for facts in (world, changed))
    assert len(first) == 2 * (day + 1 - PAST)
    assert all(np.array_equal(one, two) for one, two in zip(first, second, strict=True))


def test_the_past_is_seen(world: Facts) -> None:
    # The law above would hold for a learner that sees nothing.
    asked = world.between(PAST + 2, PAST + 3)
    changed = joined([world.between(0, PAST), make_world(LATER, seed=9).between(PAST, LATER)])
    first, second = (every_score(facts, PAST, PAST + 3, asked) for facts in (world, changed))
    assert not np.array_equal(first[-1], second[-1])


def test_the_same_facts_give_the_same_scores_in_any_order_of_a_day(world: Facts) -> None:
    asked = world.between(PAST, PAST + 1)
    turned = world.where(np.lexsort((-world.subjects, world.days)))
    first, second = (every_score(facts, PAST, PAST + 1, asked) for facts in (world, turned))
    assert all(np.array_equal(one, two) for one, two in zip(first, second, strict=True))


def test_a_question_is_answered_alike_alone_and_among_others(world: Facts, learner: Learner) -> None:
    place, many = ask(learner, world.between(PAST, PAST + 1), PAST)
    both = world.between(PAST, PAST + 1).both_ways(RELATIONS)
    alone = learner.answer(both.subjects[3:4], both.relations[3:4], PAST)
    assert np.array_equal(alone.candidates[0], many.candidates[place[3]])
    assert np.allclose(alone.scores[0], many.scores[place[3]], atol=1e-5)


def test_chances_add_up_and_fall(world: Facts, learner: Learner) -> None:
    _, ranking = ask(learner, world.between(PAST, PAST + 1), PAST)
    assert np.allclose(ranking.chances.sum(axis=1), 1, atol=1e-5)
    assert (np.diff(ranking.scores, axis=1) <= 0).all()
    assert all(len(set(row)) == len(row) for row in ranking.candidates.tolist())
    assert learner.shares.sum() == pytest.approx(1, abs=1e-4)


def test_habits_are_learnt(world: Facts, learner: Learner) -> None:
    asked = world.between(PAST, PAST + 1)
    place, ranking = ask(learner, asked, PAST)
    ranks = rank_day(asked.both_ways(RELATIONS), place, ranking.candidates, ranking.scores, (len(NAMES), KINDS))
    assert mrr(ranks) > 2 * mrr(Ranks(np.zeros(1, int), np.array([len(NAMES) - 1])))


def test_an_answer_says_what_moved_it(world: Facts, learner: Learner) -> None:
    fact = world.between(PAST - 1, PAST)
    found = learner.rank(int(fact.subjects[0]), int(fact.relations[0]), PAST, top=5)
    assert len(found) == 5
    for candidate in found:
        assert 0 < candidate.probability < 1
        assert len(candidate.reasons) == 3
        for reason in candidate.reasons:
            assert reason.pattern in GROUPS
            assert group_of(reason.look) == reason.pattern
        sizes = [abs(reason.effect) for reason in candidate.reasons]
        assert sizes == sorted(sizes, reverse=True)
    assert found[0].probability == max(candidate.probability for candidate in found)


def test_effects_add_up_to_the_score_over_fame(world: Facts, learner: Learner) -> None:
    fact = world.between(PAST - 1, PAST)
    who, what = fact.subjects[:1], fact.relations[:1]
    ranking = learner.answer(who, what, PAST)
    told = next(learner._surveys(who, what, PAST))
    looks, base = learner._look(told, np.zeros(ranking.candidates.shape[1], np.int64), ranking.candidates[0])
    fame = np.maximum(looks[:, PATTERNS.index("fame")], 1e-6)
    gained = base + learner.trees.correct(looks) - np.log(fame)
    # Shapley's division leaves a constant, the mean correction, out.
    assert np.ptp(gained - learner._effects(looks).sum(axis=1)) == pytest.approx(0, abs=1e-3)


def test_every_look_and_pattern_is_of_a_kind(learner: Learner) -> None:
    # Sixty days know no season; see test_cycles for a past that does.
    assert {group_of(name) for name in (*learner.trees.names, *PATTERNS)} == set(GROUPS) - {"yearly"}
    assert learner.trees.names[: len(PATTERNS)] == PATTERNS
    assert sum(learner.trees.gains().values()) == pytest.approx(1)


def test_a_day_that_is_past_cannot_be_asked(learner: Learner) -> None:
    with pytest.raises(ValueError, match="not after"):
        learner.answer(np.array([0]), np.array([0]), PAST - 1)


def test_too_few_days_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 10"):
        make_learner(make_world(5))


def test_names_may_be_missing_and_actors_unheard_of(world: Facts) -> None:
    learner = Learner(len(NAMES) + 3, RELATIONS, settings=make_learner(world.between(0, PAST)).settings)
    learner.fit(world.between(0, PAST))
    ranking = learner.answer(np.array([len(NAMES) + 2]), np.array([1]), PAST)
    assert np.isfinite(ranking.scores).all()
    learner.advance(Facts.of([(len(NAMES) + 2, 1, 0, PAST)]), PAST)
    assert learner.answer(np.array([len(NAMES) + 2]), np.array([1]), PAST + 1).candidates[0, 0] == 0


def test_a_learner_that_looks_further_ahead_still_answers(world: Facts) -> None:
    learner = make_learner(world.between(0, PAST), lead=7)
    _, ranking = ask(learner, world.between(PAST + 5, PAST + 6), PAST + 5)
    assert np.isfinite(ranking.scores).all()
    assert learner.past.day == PAST - 1


@pytest.mark.parametrize("days", [10, 14, 30])
def test_a_few_facts_are_enough_to_answer(days: int) -> None:
    # So few lessons that no look is fit to split by: the mixture answers alone.
    learner = make_learner(make_world(days, each=2))
    ranking = learner.answer(np.array([0]), np.array([0]), days)
    assert np.isfinite(ranking.scores).all()
    assert learner.rank(0, 0, days)
