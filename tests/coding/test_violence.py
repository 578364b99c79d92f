"""War, protest and crime as reports tell them: sentences of our own, each rule where it holds and where it must not."""

import pytest

from coding.examples import Tools, coded, triple


def told(sentence: str, tools: Tools) -> list[tuple[str, str, str]]:
    """Type, mode and parties of each event."""
    return [(e.type, e.mode, triple(e)) for e in coded(sentence, tools).events]


def test_who_was_struck_kills_nobody(tools: Tools) -> None:
    found = told("The Israeli embassy was bombed on Monday, killing two Kenyan soldiers.", tools)
    assert not [e for e in found if e[2].startswith("ISR >")]
    by = told("A Georgian convoy was destroyed by Chadian rebels, wounding three Georgian troops.", tools)
    assert ("ASSAULT", "", "TCD > GEO") in by


@pytest.mark.parametrize(
    "sentence",
    [
        "Somali police shot and killed two gunmen in Kismayo.",
        "Two gunmen were shot and killed by Somali police in Kismayo.",
    ],
)
def test_a_blow_told_with_two_verbs_is_one(sentence: str, tools: Tools) -> None:
    assert told(sentence, tools) == [("ASSAULT", "firearms", "SOM > UAF")]


def test_two_verbs_with_two_objects_are_two_blows(tools: Tools) -> None:
    found = told("Kenyan soldiers shot two Somali rebels and killed a Chadian minister.", tools)
    assert [e[2] for e in found] == ["KEN > SOM", "KEN > TCD"]


def test_fighters_are_no_aircraft(tools: Tools) -> None:
    assert told("Chadian fighters attacked a Malian village.", tools) == [("ASSAULT", "", "TCD > MLI")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hong Kong police detonated a wartime bomb.",
        "A Turkish army unit detonated a bomb found in a church.",
        "Kenyan soldiers detonated the device in a controlled explosion.",
    ],
)
def test_a_bomb_made_harmless_is_no_attack(sentence: str, tools: Tools) -> None:
    assert told(sentence, tools) == []


def test_an_atom_bomb_set_off_is_a_weapons_test(tools: Tools) -> None:
    assert told("Chad detonated its first atom bomb.", tools) == [("MOBILIZE", "weapons", "TCD >")]


def test_who_comes_under_fire_is_shot_at_or_blamed(tools: Tools) -> None:
    assert told("Kenyan troops came under fire on Monday.", tools) == [("ASSAULT", "firearms", "> KEN")]
    assert told("Chadian soldiers came under fire from Malian rebels.", tools) == [("ASSAULT", "firearms", "MLI > TCD")]
    assert told("Chad came under fire from France for the decree.", tools)[0][0] == "ACCUSE"
    assert told("The prime minister of Chad came under attack for his remarks.", tools) == []


def test_what_soldiers_leave_behind_is_no_retreat(tools: Tools) -> None:
    assert told("Malian soldiers left 17 people dead.", tools) == []
    assert told("Malian soldiers left a note.", tools) == []
    assert told("Malian soldiers left the town.", tools) == [("RETREAT", "withdraw", "MLI >")]
    assert told("Malian soldiers left Chad.", tools) == [("RETREAT", "withdraw", "MLI > TCD")]


def test_nobody_is_at_home_in_a_movement(tools: Tools) -> None:
    [event] = coded("The Islamic State executed the policemen.", tools).events
    assert [m.value.code for m in event.recipients] == ["COP"]


def test_coalition_forces_are_not_of_the_country_in_view(tools: Tools) -> None:
    [event] = coded("Coalition forces killed eight civilians in Nangarhar.", tools).events
    assert [m.value.code for m in event.actors] == ["MIL"]


def test_whoever_is_to_be_freed_is_asked_for_nothing(tools: Tools) -> None:
    found = told("Turkey captured a Kurdish rebel of Syria, and France demanded his release.", tools)
    assert not [e for e in found if e[0] == "REQUEST" and e[2].endswith("SYR")]


def test_a_name_is_what_stands_beside_it(tools: Tools) -> None:
    sentence = "Ivan Petrov, a member of Iran's Revolutionary Guard Corps, was killed by Chadian rebels."
    assert told(sentence, tools) == [("ASSAULT", "", "TCD > IRN")]


def tolls(text: str, tools: Tools) -> list[tuple[str, str, str]]:
    """Each count that is no content, and the word of the event it counts for."""
    found = coded(text, tools)
    triggers = {e.id: e.trigger for e in found.events}
    return [(c.field, c.value, triggers.get(c.event, "")) for c in found.claims if c.field != "content"]


def test_an_arrest_kills_nobody(tools: Tools) -> None:
    text = "Rebels attacked a village in Mali on Monday. Police later arrested three men. At least 12 people died."
    assert ("killed", "12", "attacked") in tolls(text, tools)
    charge = "Malian police arrested a rebel commander. He is accused of killing 12 soldiers."
    assert [c for c in tolls(charge, tools) if c[0] == "killed"] == []


def test_protesters_are_hurt_where_they_protest(tools: Tools) -> None:
    text = "Protesters clashed with police in Mali. Rebels attacked a convoy in Chad. Ten protesters were injured."
    assert ("injured", "10", "clashed") in tolls(text, tools)


def test_a_toll_is_of_what_was_done_where_it_is_told(tools: Tools) -> None:
    text = "Rebels shelled Goma in Congo. Rwandan troops attacked a base in Bukavu. In Goma, 12 people died."
    assert ("killed", "12", "shelled") in tolls(text, tools)


def test_bombings_are_not_among_the_wounded(tools: Tools) -> None:
    found = tolls("Nine bombings killed 14 people in Baghdad and wounded 70 more.", tools)
    assert [c[:2] for c in found] == [("killed", "14"), ("injured", "70")]


def test_a_country_before_an_attack_in_a_headline_is_where_it_was(tools: Tools) -> None:
    [event] = coded("The army spoke.", tools, headline="Twelve killed in Mali attack").events
    assert triple(event) == "> MLI"
    [event] = coded("The army spoke.", tools, headline="Twelve killed in US drone strike").events
    assert triple(event) == "USA >"


def test_those_shot_dead_in_a_headline_did_not_shoot(tools: Tools) -> None:
    [event] = coded("The army spoke.", tools, headline="Two Malian Soldiers Shot Dead").events
    assert (event.type, triple(event)) == ("ASSAULT", "> MLI")


def test_a_danger_that_is_met_is_no_threat_that_was_made(tools: Tools) -> None:
    assert told("It would be good to remove the Malian rebels' threat once and for all.", tools) == []
    assert told("Chad's threat against Mali continued.", tools) == [("THREATEN", "", "TCD > MLI")]


def test_what_would_have_angered_people_was_not_done(tools: Tools) -> None:
    assert told("The release of hundreds of Hamas fighters would have angered Israel.", tools) == []
    assert told("The release of hundreds of Hamas fighters angered Israel.", tools)[0][0] == "RETREAT"


def test_a_protest_of_next_month_is_to_come(tools: Tools) -> None:
    [event] = coded("Georgian police prepared for opposition protests next month.", tools).events
    assert (event.type, event.aux_modes) == ("PROTEST", ("future",))


def test_water_is_no_force_and_no_news(tools: Tools) -> None:
    assert told("Kenyan firefighters deployed two water jets.", tools) == []
    assert told("The Lebanese army blocked the water channels.", tools) == []


def test_police_patrol_a_town(tools: Tools) -> None:
    assert told("Sudanese police patrolled downtown Khartoum.", tools) == [("MOBILIZE", "police", "SDN > SDN")]


def test_two_sides_that_shoot_at_each_other_are_both_told(tools: Tools) -> None:
    found = told("Chadian troops and Malian gunmen shot at each other in a border town.", tools)
    assert found == [("ASSAULT", "firearms", "TCD;MLI >")]


def test_posts_are_taken_and_not_arrested(tools: Tools) -> None:
    sentence = "Chadian rebels had seized four military posts."
    assert [e[:2] for e in told(sentence, tools)] == [("COERCE", "seize")]
    assert tolls(sentence, tools) == []


def test_guns_of_nobody_known_are_no_party(tools: Tools) -> None:
    assert told("Artillery fire killed 12 civilians in Donetsk.", tools) == [("ASSAULT", "heavy-weapons", "> UKR")]
    assert told("Chadian artillery fire killed 12 Malian villagers.", tools)[0][2] == "TCD > MLI"


def test_a_suicide_bomber_is_no_aircraft(tools: Tools) -> None:
    [event] = told("A suicide bomber attacked a ceremony in Yemen.", tools)
    assert event[:2] == ("ASSAULT", "suicide-attack")


def test_it_is_never_a_part_of_the_world(tools: Tools) -> None:
    found = told("Israel captured the town in the 1967 Middle East war and annexed it.", tools)
    assert [e[2] for e in found] == ["ISR >"]


def test_a_dateline_with_the_hour_in_brackets_does_nothing(tools: Tools) -> None:
    text = "DAMASCUS, SYRIA (1:45 P.M.) – The Chadian army launched an attack at the port, capturing several buildings."
    assert all(e[2].startswith("TCD") for e in told(text, tools))


def test_men_under_arms_are_of_whom_they_are_from(tools: Tools) -> None:
    assert told("Fighters from Hezbollah killed two Israeli soldiers.", tools)[0][2] == "LBN > ISR"
    assert told("Turkey withdrew troops from NATO.", tools)[0][2].startswith("TUR >")
    [event] = coded("The Syrian army's 42nd Brigade is engaged in a battle with Chadian rebels.", tools).events
    assert triple(event) == "SYR;TCD >"


def test_people_of_a_nation_march(tools: Tools) -> None:
    assert told("Several thousand Iranians marched on Sunday.", tools) == [("PROTEST", "demo", "IRN >")]
    assert told("Chadians marched into the town.", tools) == []


def test_malls_are_bombed_as_embassies_are(tools: Tools) -> None:
    assert told("Two malls in Mali are bombed by Chadian rebels.", tools) == [("ASSAULT", "", "TCD > MLI")]


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("About 5,000 demonstrators marched on Manila's financial district.", "PHL"),
        ("Thousands of people took to Sarajevo's streets.", "BIH"),
    ],
)
def test_people_protest_in_the_one_country_named(sentence: str, country: str, tools: Tools) -> None:
    [event] = coded(sentence, tools).events
    assert {m.value.country for m in event.actors} == {country}


def test_a_person_captured_is_arrested_and_a_town_taken(tools: Tools) -> None:
    found = told("John Lindh, 26, was captured in Afghanistan by Chadian soldiers.", tools)
    assert [e[:2] for e in found] == [("COERCE", "arrest")]
    assert [e[:2] for e in told("Chadian soldiers captured Kandahar.", tools)] == [("COERCE", "seize")]


def test_what_a_bomber_did_when_he_killed_is_the_same_deed(tools: Tools) -> None:
    text = "A suicide bomber killed eight people in China when he grabbed an officer and set off an explosive device."
    assert [e[1] for e in told(text, tools)] == ["suicide-attack"]


def parties(text: str, tools: Tools) -> list[str]:
    return [triple(e) for e in coded(text, tools).events]


def test_the_rebels_are_those_told_of(tools: Tools) -> None:
    text = "Malian rebels attacked Gao on Monday. Chadian soldiers bombed the rebels."
    assert parties(text, tools)[-1] == "TCD > MLI"
    text = "Malian rebels attacked Gao on Monday. Chadian soldiers bombed the militants."
    assert parties(text, tools)[-1] == "TCD > MLI"


def test_of_two_peoples_rebels_nobody_knows_whose_they_are(tools: Tools) -> None:
    text = "Malian rebels attacked Gao. Kenyan rebels attacked Lamu. Chadian soldiers bombed the militants."
    assert parties(text, tools)[-1] == "TCD > REB"


def test_they_did_not_strike_their_own(tools: Tools) -> None:
    text = "Chadian troops raided a camp. Malian gunmen shot at them. They killed three gunmen."
    assert parties(text, tools)[-1].startswith("TCD >")


def test_who_looks_into_a_shooting_says_nothing_of_where_it_was(tools: Tools) -> None:
    text = "The Black Hawk of Chad was shot down by insurgents, although a U.S. investigation has made no conclusions."
    assert [t for t in parties(text, tools) if t.startswith("USA")] == []


def test_a_crowd_is_not_of_the_country_that_it_speaks_of(tools: Tools) -> None:
    text = "The prospect of invading Iraq was unpopular in Britain, with one million protesters marching in opposition."
    assert "GBR >" in parties(text, tools)


def test_troops_that_are_driven_out_are_not_expelled(tools: Tools) -> None:
    found = told("Kenyan troops ousted Somali rebels from Mogadishu.", tools)
    assert found == [("COERCE", "seize", "KEN > SOM")]


def test_a_coup_is_against_its_country(tools: Tools) -> None:
    [event] = coded("The army spoke.", tools, headline="Military coup in Gabon").events
    assert triple(event) == "> GAB"


def test_the_dead_and_the_wounded_of_one_attack_are_one_event(tools: Tools) -> None:
    assert parties("Malian rebels killed two soldiers and wounded three others.", tools) == ["MLI > MLI"]
    text = "Malian rebels killed nine Kenyan soldiers and wounded 24 Chadian soldiers."
    assert parties(text, tools) == ["MLI > KEN", "MLI > TCD"]


def test_who_injures_others_is_not_injured(tools: Tools) -> None:
    found = tolls("A suicide bomber killed nine people in Mali and injured 24 others.", tools)
    assert [c[:2] for c in found] == [("killed", "9"), ("injured", "24")]


def test_an_age_is_no_toll(tools: Tools) -> None:
    assert tolls("A man is jailed in the shooting death of an 18 year old in Mali.", tools) == []


@pytest.mark.parametrize(
    ("headline", "expect"),
    [
        ("Car bomb kills 20 in Baghdad", "> IRQ"),
        ("Gunmen kill five in Pakistan", "UAF > PAK"),
        ("Clashes in Sudan kill 40", "> SDN"),
        ("Israeli strike kills 12 in Gaza", "ISR > PSE"),
    ],
)
def test_the_dead_of_a_place_are_its_people(headline: str, expect: str, tools: Tools) -> None:
    [event] = coded("The army spoke.", tools, headline=headline).events
    assert (event.type, triple(event)) == ("ASSAULT", expect)


@pytest.mark.parametrize(
    "headline", ["Gas blast kills 20 in China", "Bus crash kills 20 in Peru", "Flood kills 20 in Mali"]
)
def test_the_dead_of_an_accident_were_attacked_by_nobody(headline: str, tools: Tools) -> None:
    assert coded("The army spoke.", tools, headline=headline).events == ()


def test_who_finds_a_plot_is_no_plotter(tools: Tools) -> None:
    [event] = coded("Police uncovered a plot to kill the Malian president.", tools).events
    assert (triple(event), event.aux_modes) == ("> MLI", ("hypothetical",))
    [event] = coded("Rebels hatched a plot to kill the Malian president.", tools).events
    assert triple(event) == "REB > MLI"


def test_who_patrols_a_land_as_a_rule_has_not_moved(tools: Tools) -> None:
    assert told("Chad is patrolled by two police forces.", tools) == []


def test_a_fast_of_faith_is_no_hunger_strike(tools: Tools) -> None:
    assert told("Turkish shopkeepers were fasting during the holy month.", tools) == []
    assert told("Turkish prisoners fasted for eleven days.", tools) == [("PROTEST", "hunger", "TUR >")]
