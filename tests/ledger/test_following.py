"""What would follow: from the tables and the ledger alone, pair by pair."""

from __future__ import annotations

import pytest

from accord.errors import ConfigError
from accord.ledger.following import Between, Following, check_whatif, follow, parse_action
from accord.ledger.world import World
from ledger.words import Told, word

DAY = "2024-06-12"


def following(text: str, *words, day: str = DAY) -> Following:
    return follow(parse_action(text), World(Told(list(words)), day, day))


def between(found: Following, key: str) -> Between:
    [one] = [one for one in found.between if key in (one.other.country, one.other.id)]
    return one


def duties(duties_) -> set[tuple[str, str]]:
    return {(duty.obligation, duty.through) for duty in duties_}


def test_the_table_of_actions_is_sound() -> None:
    assert list(check_whatif()) == []


@pytest.mark.parametrize(
    ("text", "verb", "title"),
    [
        ("ARM leaves CSTO", "leave", "Armenia leaves CSTO"),
        ("armenia WITHDRAWS FROM the csto", "leave", "Armenia leaves CSTO"),
        ("Ukraine joins NATO", "join", "Ukraine joins NATO"),
        ("Sudan freezes its membership in IGAD", "suspend", "Sudan suspends its membership in IGAD"),
        ("US ends its pact with Japan", "end pact", "United States ends its pacts with Japan"),
        ("France withdraws its troops from Djibouti", "withdraw forces", "France withdraws its forces from Djibouti"),
    ],
)
def test_actions_are_heard(text: str, verb: str, title: str) -> None:
    action = parse_action(text)
    assert (action.verb, action.title) == (verb, title)


@pytest.mark.parametrize("text", ["ARM CSTO", "ARM frobs CSTO", "", "leaves"])
def test_what_is_no_action_is_an_error(text: str) -> None:
    with pytest.raises(ConfigError, match="names nothing that could follow"):
        parse_action(text)


def test_leaving_an_alliance_ends_what_its_charter_gave_pair_by_pair() -> None:
    found = following("ARM leaves CSTO")
    assert [one.other.country for one in found.between] == ["BLR", "KAZ", "KGZ", "RUS", "TJK"]
    kazakhstan, russia = between(found, "KAZ"), between(found, "RUS")
    given = {("defence", "CSTO"), ("nonaggression", "CSTO"), ("consultation", "CSTO")}
    assert duties(kazakhstan.changes) == duties(russia.changes) == given
    assert duties(kazakhstan.remains) == {("nonaggression", "CIS"), ("consultation", "CIS")}
    assert kazakhstan.bare == ("defence",)
    assert russia.bare == ()  # the treaty of 1997 binds the two to defence
    assert ("defence", "Treaty of Friendship, Cooperation and Mutual Assistance") in duties(russia.remains)


def test_every_duty_says_what_it_rests_on() -> None:
    for one in following("ARM leaves CSTO").between:
        for duty in (*one.changes, *one.remains):
            assert duty.says
            assert duty.where.startswith("ties/")
            assert duty.owed_by in ("both", "RUS", "ARM")


def test_dues_forces_and_dependences_are_exposed() -> None:
    security = word("holds", "2024-06-01", a="ARM", b="RUS", kind="dependence", sector="security")
    elsewhere = word("holds", "2024-06-01", a="ARM", b="IRN", kind="dependence", sector="trade")
    found = following("ARM leaves CSTO", security, elsewhere)
    exposed = {tie.key[1:]: tie.origins for tie in found.dependences}
    assert exposed["ARM", "RUS", "security"] == (security.origin,)
    assert exposed["ARM", "RUS", "energy"] == ("ties",)
    assert {key[:2] for key in exposed} == {("ARM", "RUS")}
    assert {tie.sector for tie in found.forces} == {"base", "border guards"}
    assert [tie.stage for tie in found.dues] == ["owed"]


def test_a_member_that_has_left_by_reports_is_bound_no_more() -> None:
    words = [word("left", "2024-05-01", a="KGZ", own="KGZ", date="2024-05-01")]
    found = following("ARM leaves CSTO", *words)
    assert "KGZ" not in {one.other.country for one in found.between}
    assert "KGZ" in {one.other.country for one in following("ARM leaves CSTO", *words, day="2024-04-30").between}


def test_one_that_has_left_already_is_told_so() -> None:
    words = [word("left", "2024-05-01", own="ARM", date="2024-05-01")]
    found = following("ARM leaves CSTO", *words)
    assert any("no member of CSTO" in note and "left" in note for note in found.notes)


def test_a_contested_membership_is_told_so() -> None:
    found = following("ARM leaves CSTO", word("left", "2024-06-01", origin="tabloid"))
    assert any("contested" in note for note in found.notes)


def test_joining_begins_what_nothing_gives_yet() -> None:
    found = following("Sweden joins NATO", day="2023-01-01")
    assert len(found.between) == 30
    assert between(found, "USA").bare == ("defence", "nonaggression", "consultation")
    assert between(found, "DEU").bare == ("nonaggression",)  # the EU's treaty gives defence and consultation
    assert any("already" in note for note in following("Norway joins NATO").notes)


def test_a_body_without_obligations_is_told_so() -> None:
    found = following("Iraq leaves OPEC")
    assert any("none of the five" in note for note in found.notes)
    assert all(not one.changes for one in found.between)


def test_a_list_that_is_not_whole_is_told_so() -> None:
    assert any("only some" in note for note in following("India leaves the Non-Aligned Movement").notes)


def test_obligations_that_did_not_bind_yet_do_not_lapse() -> None:
    found = following("Greece leaves the EU", day="2005-01-01")
    assert any("began to bind in 2009-12-01" in note for note in found.notes)
    assert all(not one.changes for one in found.between)


def test_ending_a_pact_leaves_what_bodies_give() -> None:
    found = following("France ends its pact with Germany")
    germany = between(found, "DEU")
    assert ("defence", "Treaty on Cooperation and Integration (Aachen)") in duties(germany.changes)
    assert {through for _, through in duties(germany.remains)} == {"NATO", "EU"}
    assert germany.bare == ()


def test_a_pact_that_reports_say_has_ended_gives_nothing() -> None:
    ended = [
        word("ended", "2024-05-01", a="JPN", b="USA", kind="alliance", date="2024-05-01", own="USA"),
    ]
    assert following("US ends its pact with Japan", *ended).between == ()
    assert following("US ends its pact with Japan").between != ()


def test_no_pact_is_told_so() -> None:
    found = following("Chile ends its pact with Mongolia")
    assert found.between == ()
    assert any("no pact in force" in note for note in found.notes)


def test_withdrawing_forces_names_who_stays() -> None:
    found = following("France withdraws its forces from Djibouti")
    assert [tie.key[1] for tie in found.now] == ["FRA"]
    assert {tie.key[1] for tie in found.forces} == {"CHN", "ITA", "JPN", "USA"}
    assert ("defence", "Treaty of Cooperation in Matters of Defence") in duties(between(found, "DJI").remains)


def test_what_is_no_body_cannot_be_left() -> None:
    with pytest.raises(ConfigError, match="no body whose members are known"):
        following("Armenia leaves Russia")


def test_a_body_that_only_reports_know_has_its_members() -> None:
    words = [word("member", "2024-06-01", a=key, b="KSC") for key in ("ALB", "SRB")]
    found = following("Serbia leaves Kosovo Specialist Chambers", *words)
    assert [one.other.country for one in found.between] == ["ALB"]
    assert any("no charter" in note for note in found.notes)


def test_the_same_question_has_the_same_answer() -> None:
    assert following("Hungary leaves the EU") == following("Hungary leaves the EU")


def test_forces_are_exposed_by_leaving_an_alliance_alone() -> None:
    assert following("United States leaves the UN").forces == ()
    assert {tie.key[2] for tie in following("United States leaves NATO").forces} >= {"DEU", "ITA", "TUR"}
