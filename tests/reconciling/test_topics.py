"""What an act is about, and what that keeps apart."""

from __future__ import annotations

import pytest
from handmade import Coder, write

from accord.reconciling import reconcile
from accord.reconciling.topics import topic_of


@pytest.mark.parametrize(
    ("words", "kind", "topic"),
    [
        ("frozen its membership and its contributions", "SANCTION-discontinue", "membership"),
        ("stopped its contributions to the union", "SANCTION-discontinue", "dues"),
        ("held a naval exercise", "COOPERATE", "drills"),
        ("ceded two villages", "CONCEDE", "territory"),
        ("ceded two villages", "ACCUSE", ""),
        ("stopped talking", "SANCTION-discontinue", ""),
    ],
)
def test_the_thing_named_first_after_the_word_for_the_act(words, kind, topic):
    coder = Coder(write(f"Kenya has {words}."))
    assert topic_of(coder.event(words, kind, "KEN", "UGA")) == topic


def test_two_topics_of_one_kind_of_act_are_two_happenings():
    coder = Coder(write("Kenya froze its membership. Kenya stopped its contributions to the union."))
    coder.event("Kenya froze its membership", "SANCTION-discontinue", "KEN", "IGO EUNION")
    coder.event("Kenya stopped its contributions to the union", "SANCTION-discontinue", "KEN", "IGO EUNION")
    assert len(reconcile([coder.coded()]).episodes) == 2
