"""Which events are one happening, and what is said of it."""

from __future__ import annotations

from handmade import Coder, voice, write

from accord.reconciling import reconcile
from accord.records import Place

FILLER = "It was the talk of the market for the whole of that week and longer."


OWN_WORDS = {
    "North Post": "Nurses ran out of bandages before midnight and sent a boy on a bicycle for sheets from the school.",
    "South Post": "Glass lay as far as the post office, and the drivers who came for the wounded had swept a lane.",
    "East Post": "Traders pulled their shutters down and stood about in the rain, asking each other for names.",
}


def field(episode, name):
    return next(field for field in episode.fields if field.name == name)


def test_announced_denied_and_done_are_one_episode_at_the_careful_stage(exit_story):
    result = reconcile(exit_story)
    lead = next(episode for episode in result.episodes if episode.id == result.lead)
    assert lead.title == "Kenya announces leaving EUNION"
    assert (lead.stage, len(lead.events), len(lead.origins)) == ("announced", 5, 2)
    stage = field(lead, "stage")
    assert stage.verdict == "contested"
    assert {value.value: len(value.origins) for value in stage.values} == {"announced": 2, "denied": 1, "done": 1}
    assert field(lead, "recipients").verdict == "agreed"


def test_attacks_of_two_years_stay_apart():
    coder = Coder(write("Kenya attacked Uganda in 2020. Kenya attacked Uganda again in 2022."))
    coder.event(
        "Kenya attacked Uganda in 2020", "ASSAULT", "KEN", "UGA", date="2020", precision="year", trigger="attack"
    )
    coder.event(
        "Kenya attacked Uganda again in 2022", "ASSAULT", "KEN", "UGA", date="2022", precision="year", trigger="attack"
    )
    assert [len(episode.events) for episode in reconcile([coder.coded()]).episodes] == [1, 1]


def toll(outlet, text, number, *, low=None, high=None, published="2031-03-05", by=()):
    coder = Coder(write(text, OWN_WORDS[outlet], outlet=outlet, published=published))
    event = coder.event(
        text, "ASSAULT-explosives", "", "UGA CVL", place=Place("Gulu", "UGA", feature="PPL"), trigger="bomb",
        date="2031-03-04", by=by,
    )  # fmt: skip
    coder.count(event, text, "killed", number, low=low, high=high)
    return coder.coded()


def killed(*coded):
    (episode,) = reconcile(coded).episodes
    return field(episode, "killed")


def test_counts_agree_where_their_bounds_meet():
    found = killed(
        toll("North Post", "A bomb in Gulu killed at least 12.", 12, low=12),
        toll("South Post", "A bomb in Gulu killed 14.", 14),
    )
    assert found.verdict == "agreed"
    assert [value.value for value in found.values] == ["14", "at least 12"]


def test_counts_differ_where_they_cannot_both_be():
    found = killed(
        toll("North Post", "A bomb in Gulu killed 12.", 12), toll("South Post", "A bomb in Gulu killed 20.", 20)
    )
    assert found.verdict == "differs"


def test_a_later_toll_of_one_origin_is_an_update():
    found = killed(
        toll("North Post", "A bomb in Gulu killed 12.", 12),
        toll("North Post", "The bomb in Gulu has now killed 15.", 15, published="2031-03-06"),
    )
    assert found.verdict == "single"
    assert [value.value for value in found.values] == ["15 (updated from 12)"]


def test_a_higher_toll_of_another_origin_a_day_later_is_an_update():
    found = killed(
        toll("North Post", "A bomb in Gulu killed 12.", 12),
        toll("South Post", "The bomb in Gulu has now killed 15.", 15, published="2031-03-06"),
    )
    assert [value.value for value in found.values] == ["15 (updated from 12)"]
    assert found.verdict == "single"


def test_a_higher_toll_that_is_not_told_as_grown_is_another_account():
    found = killed(
        toll("North Post", "A bomb in Gulu killed 12.", 12),
        toll("South Post", "The bomb in Gulu killed 15.", 15, published="2031-03-06"),
    )
    assert found.verdict == "differs"


def test_a_lower_toll_a_day_later_is_no_update():
    found = killed(
        toll("North Post", "A bomb in Gulu killed 15.", 15),
        toll("South Post", "The bomb in Gulu killed 12.", 12, published="2031-03-06"),
    )
    assert found.verdict == "differs"


def test_a_toll_that_is_told_again_is_not_overtaken():
    found = killed(
        toll("North Post", "A bomb in Gulu killed 12.", 12),
        toll("South Post", "The bomb in Gulu has now killed 15.", 15, published="2031-03-06"),
        toll("East Post", "Twelve died in Gulu when a bomb went off.", 12, published="2031-03-06"),
    )
    assert found.verdict == "differs"


def test_two_accounts_stay_two_on_later_days():
    found = killed(
        toll("North Post", "Bombs in Gulu killed 3, the army said.", 3, by=voice("the army")),
        toll("South Post", "Bombs in Gulu killed 12, rebels said.", 12, by=voice("rebels"), published="2031-03-06"),
    )
    assert found.verdict == "contested"


def test_parties_with_their_own_counts_contest_them():
    found = killed(
        toll("North Post", "Bombs in Gulu killed 12, rebels said.", 12, by=voice("rebels")),
        toll("South Post", "Bombs in Gulu killed 3, the army said.", 3, by=voice("the army")),
    )
    assert found.verdict == "contested"
    assert {value.value: value.said_by for value in found.values} == {"12": ("rebels",), "3": ("the army",)}


def test_soldiers_and_civilians_of_one_speaker_are_two_counts():
    coder = Coder(write("Bombs killed 12 soldiers and 3 civilians in Gulu."))
    event = coder.event("Bombs killed 12 soldiers and 3 civilians in Gulu", "ASSAULT-explosives", "", "UGA")
    coder.count(event, "12 soldiers", "killed", 12, unit="soldiers")
    coder.count(event, "3 civilians", "killed", 3, unit="civilians")
    (episode,) = reconcile([coder.coded()]).episodes
    assert [f.name for f in episode.fields if f.name.startswith("killed")] == [
        "killed (civilians)",
        "killed (soldiers)",
    ]
    assert all(f.verdict == "single" for f in episode.fields)


def test_a_copy_is_no_second_origin():
    text = "A bomb in the old bus station of Gulu killed 12 people and hurt many more among the buses on Tuesday."
    found = killed(toll("North Post", text, 12), toll("South Post", text, 12))
    assert found.verdict == "single"


def test_what_is_only_announced_by_one_and_done_later_by_another_has_moved_on():
    first = Coder(write(f"Kenya will leave the union. {FILLER}", outlet="A Post", published="2031-03-01"))
    first.event("Kenya will leave the union", "SANCTION-withdraw", "KEN", "IGO EUNION", aux=("future",))
    second = Coder(
        write("On Friday Kenya left the union at a small ceremony.", outlet="B Post", published="2031-03-07")
    )
    second.event("Kenya left the union", "SANCTION-withdraw", "KEN", "IGO EUNION")
    result = reconcile([first.coded(), second.coded()])
    (episode,) = result.episodes
    assert episode.stage == "done"
    assert not [contest for contest in result.contests if contest.kind == "stage"]


def test_a_date_of_the_text_comes_before_the_reports_own():
    first = toll("North Post", "A bomb in Gulu killed 12.", 12)
    coder = Coder(write("A bomb went off among buses.", outlet="B Post"))
    coder.event(
        "A bomb went off among buses", "ASSAULT-explosives", "", "UGA CVL", trigger="bomb", place=Place("Gulu", "UGA")
    )
    (episode,) = reconcile([first, coder.coded()]).episodes
    assert (episode.date, episode.date_precision) == ("2031-03-04", "day")


def test_judgements_say_why(exit_story):
    lead = reconcile(exit_story).episodes[0]
    assert len(lead.judgements) == len(lead.events) - 1
    assert all(judgement.same and judgement.reasons and judgement.score > 0 for judgement in lead.judgements)
    assert any("actors in common: KEN" in judgement.reasons for judgement in lead.judgements)


def test_nothing_in_nothing_out():
    empty = reconcile([])
    assert (empty.origins, empty.episodes, empty.contests, empty.ties, empty.lead) == ((), (), (), (), "")
    bare = reconcile([Coder(write("Rain fell.")).coded()])
    assert len(bare.origins) == 1 and bare.lead == ""


def test_what_adds_to_a_toll_is_not_the_toll():
    text = "Two more died, bringing the toll of the bomb in Gulu to five."
    coder = Coder(write(text, OWN_WORDS["North Post"]))
    event = coder.event(text, "ASSAULT-explosives", "", "UGA CVL")
    coder.count(event, "Two more", "killed", 2)
    coder.count(event, "five", "killed", 5)
    assert [value.value for value in killed(coder.coded()).values] == ["5"]


def weights(**by_name):
    return {name: reconcile([coded]).episodes[0].weight for name, coded in by_name.items()}


def test_harm_weighs_and_so_does_knowing_who():
    def told(words, *, actors="KEN", dead=0, **more):
        coder = Coder(write(f"{words} on the river."))
        event = coder.event(words, "ASSAULT", actors, **more)
        if dead:
            coder.count(event, words, "killed", dead)
        return coder.coded()

    found = weights(
        many=told("Kenya attacked a post", dead=1000),
        few=told("Kenya attacked a post", dead=2),
        none=told("Kenya attacked a post"),
        faceless=told("Men attacked a post", actors="MIL"),
        old=told("Kenya attacked a post", date="2022", precision="year"),
    )
    assert found["many"] > found["few"] > found["none"] > found["faceless"]
    assert found["none"] - found["old"] == 1.0
