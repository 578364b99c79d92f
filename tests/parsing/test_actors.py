"""Who is named in a sentence: each rule with sentences of our own, and what must not be an actor."""

from __future__ import annotations

import pytest

from accord.parsing.actorindex import ActorIndex
from accord.parsing.actors import code_string
from parsing.conftest import Parse, codes, mention

GOLDEN = [
    # Maximal mentions: country, office and name are one actor.
    ("Armenian Prime Minister Nikol Pashinyan thanked Canada.",
     ["Armenian Prime Minister Nikol Pashinyan = ARM GOV", "Canada = CAN"]),
    ("Kenya's interior minister rejected the claim.", ["Kenya's interior minister = KEN GOV"]),
    ("The Armenian Foreign Ministry declined to comment.", ["Armenian Foreign Ministry = ARM GOV"]),
    ("Russian border guards left the crossing.", ["Russian border guards = RUS MIL"]),
    ("U.S. forces trained with Armenia's government.", ["U.S. forces = USA MIL", "Armenia's government = ARM GOV"]),
    ("Kenya's leading opposition party walked out.", ["Kenya's leading opposition party = KEN OPP"]),
    ("The government of Uganda raised fuel prices.", ["government of Uganda = UGA GOV"]),
    ("Peru's defence ministry spokesman resigned.", ["Peru's defence ministry spokesman = PER GOV"]),
    ("A Ghanaian army spokesman denied it.", ["Ghanaian army spokesman = GHA MIL"]),
    # Capitals and seats stand for the government where they act.
    ("Yerevan accused the Kremlin of lying.", ["Yerevan = ARM GOV", "Kremlin = RUS GOV"]),
    ("Downing Street welcomed the offer from Paris.", ["Downing Street = GBR GOV", "Paris = FRA GOV"]),
    # … and are places where they do not.
    ("The talks were held in Nairobi.", []),
    ("She flew to Ankara on Friday.", []),
    ("The camp lies 40 km from Nairobi.", []),
    ("He lives near Ottawa.", []),
    ("Prices rose in Kenya and Uganda.", []),
    # Organisations, their members, parts of the world.
    ("CSTO members ignored the plea.", ["CSTO members = IGO CSTO"]),
    ("Western nations backed the plan.", ["Western nations = WST"]),
    ("The West kept silent.", ["West = WST"]),
    ("The European Union fined the company.", ["European Union = EUR", "company = BUS"]),
    ("NATO troops guarded the bridge.", ["NATO troops = IGO MIL NATO"]),
    # Coordination.
    ("Armenia and Azerbaijan signed the treaty.", ["Armenia = ARM", "Azerbaijan = AZE"]),
    ("Kenyan and Ugandan troops crossed the border.", ["Kenyan = KEN MIL", "Ugandan troops = UGA MIL"]),
    ("The presidents of Kenya and Uganda met.", ["presidents of Kenya = KEN GOV", "Uganda = UGA GOV"]),
    ("Troops from Kenya and Uganda fired.", ["Troops from Kenya = KEN MIL", "Uganda = UGA MIL"]),
    ("The capital of Kenya is crowded.", ["Kenya = KEN"]),
    ("Prisoners of the army wept.", ["Prisoners = CVL", "army = MIL"]),
    ("Ministers from Turkey, Iran and Russia met.",
     ["Ministers from Turkey = TUR GOV", "Iran = IRN GOV", "Russia = RUS GOV"]),
    ("UN Secretary-General Antonio Guterres spoke.", ["UN Secretary-General Antonio Guterres = UNO"]),
    ("Diplomats in Nairobi heard shots.", ["Diplomats = GOV"]),
    ("North and South Korea exchanged fire.", ["North = PRK", "South Korea = KOR"]),
    ("U.N. peacekeepers came under fire.", ["U.N. peacekeepers = UNO MIL"]),
    ("British Defence Secretary Tom King left.", ["British Defence Secretary Tom King = GBR GOV"]),
    ("Armenia is a former Soviet republic.", ["Armenia = ARM"]),
    ("The Albanians of southern Serbia voted.", ["Albanians = SRB CVL", "Serbia = SRB"]),
    # Namesakes of two countries.
    ("Mexico's PRD won.", ["Mexico's PRD = MEX PTY"]),
    ("Panama's PRD won.", ["Panama's PRD = PAN PTY"]),
    ("The Australian Labor Party won.", ["Australian Labor Party = AUS PTY"]),
    # Not an allegiance.
    ("Iranian-backed militias fired rockets.", ["militias = PRM"]),
    ("Pro-Russian separatists shelled the town.", ["separatists = REB"]),
    ("The parliament building burned down.", []),
    ("Military aid arrived on Friday.", []),
    # Without a country.
    ("Police fired tear gas at protesters.", ["Police = COP", "protesters = CVL"]),
    ("Gunmen ambushed farmers in Nigeria.", ["Gunmen = UAF", "farmers = NGA AGR"]),
    # A body's name that another country has as a plain noun.
    ("Chile's Defense Department bought radios.", ["Chile's Defense Department = CHL GOV"]),
    # Known bodies of one state.
    ("The FSB detained a Polish journalist.", ["FSB = RUS SPY", "Polish journalist = POL JRN"]),
    ("Knesset members walked out.", ["Knesset members = ISR LEG"]),
    # An hour is no prime minister.
    ("At 8 p.m. the Kenyan PM left.", ["Kenyan PM = KEN GOV"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), GOLDEN, ids=[text for text, _ in GOLDEN])
def test_actors_of_a_sentence(parse_text: Parse, text: str, expected: list[str]) -> None:
    assert codes(parse_text(text)) == expected


def test_a_mention_reproduces_and_knows_its_head(parse_text: Parse) -> None:
    text = "On Monday, Armenian Prime Minister Nikol Pashinyan thanked Canada."
    [sentence] = parse_text(text)
    for found in sentence.actors:
        assert text[found.start : found.end] == found.text
    first = sentence.actors[0]
    assert sentence.tokens[first.head].text == "Pashinyan"
    assert (first.value.role, first.value.name) == ("head of government", "Nikol Pashinyan")


def test_coordinated_adjectives_share_the_head(parse_text: Parse) -> None:
    [sentence] = parse_text("Kenyan and Ugandan troops crossed the border.")
    assert {sentence.tokens[m.head].text for m in sentence.actors} == {"troops"}


def test_an_unknown_person_keeps_name_country_and_office(parse_text: Parse) -> None:
    for text in (
        "Peter Otieno, Kenya's interior minister, resigned.",
        "Kenyan Interior Minister Peter Otieno resigned.",
    ):
        [found] = parse_text(text)[0].actors
        assert (found.value.code, found.value.name, found.value.role) == (
            "KEN GOV",
            "Peter Otieno",
            "interior minister",
        )


def test_a_think_tank_gives_its_analyst_country_and_sector(parse_text: Parse) -> None:
    [found] = parse_text("Laura Meyer of Kenya's Crisis Policy Center think tank agreed.")[0].actors
    assert (found.value.country, found.value.sector, found.value.name) == ("KEN", "SOC", "Laura Meyer")


def test_an_ethnicity_is_no_allegiance(parse_text: Parse) -> None:
    [found] = parse_text("Ethnic Armenian residents packed their belongings.")[0].actors
    assert (found.value.country, found.value.sector, found.value.name) == ("", "CVL", "ethnic Armenian")


def test_an_office_ends_with_its_term(parse_text: Parse) -> None:
    in_office = parse_text("Angela Merkel spoke.", date="2017-04-01")[0].actors[0].value
    after = parse_text("Angela Merkel spoke.", date="2022-04-01")[0].actors[0].value
    assert (in_office.code, in_office.role) == ("DEU GOV", "head of government")
    assert (after.code, after.role) == ("DEU ELI", "former head of government")


def test_a_former_office_is_said_by_the_text_too(parse_text: Parse) -> None:
    [found] = parse_text("A former Kenyan president spoke.")[0].actors
    assert (found.value.code, found.value.role) == ("KEN ELI", "former head of state")


def test_a_surname_alone_is_a_leader_only_while_in_office(parse_text: Parse) -> None:
    assert mention(parse_text("On Monday Merkel refused.", date="2017-04-01"), "Merkel").via == "leader"
    later = parse_text("On Monday Merkel refused.", date="2023-04-01")
    assert all(m.via != "leader" for m in later[0].actors)


@pytest.mark.parametrize(
    ("text", "date", "code", "name"),
    [
        ("President Mugabe spoke.", "1998-03-01", "ZWE GOV", "Robert Mugabe"),
        ("President Bush spoke.", "1990-08-15", "USA GOV", "George H.W. Bush"),
        ("President Bush spoke.", "2004-08-15", "USA GOV", "George W. Bush"),
        # Without a date either may be meant, and both are of one country.
        ("President Bush spoke.", "", "USA GOV", "Bush"),
        ("Mr Milosevic spoke.", "", "SRB GOV", "Slobodan Milošević"),
        ("Vice President Gore spoke.", "1998-03-01", "USA GOV", "Al Gore"),
    ],
)
def test_a_title_and_a_surname_name_a_leader(parse_text: Parse, text: str, date: str, code: str, name: str) -> None:
    found = mention(parse_text(text, date=date), text.removesuffix(" spoke."))
    assert (found.value.code, found.value.name) == (code, name)


def test_a_crown_is_of_the_state_in_view(index: ActorIndex) -> None:
    assert code_string("King Charles", index, date="2023-05-01").code == "GBR GOV"
    assert code_string("King Charles", index, date="2023-05-01", context="Jamaica").code == "JAM GOV"


def test_a_deputy_is_not_the_minister(parse_text: Parse) -> None:
    [found] = parse_text("Ghana's deputy foreign minister resigned.")[0].actors
    assert found.value.role == "deputy foreign minister"


def test_a_short_name_in_brackets_is_the_same_actor(parse_text: Parse) -> None:
    found = parse_text("The Collective Security Treaty Organization (CSTO) met on Monday.")
    assert codes(found) == ["Collective Security Treaty Organization = IGO CSTO"]


def test_a_dateline_is_a_place(parse_text: Parse) -> None:
    found = parse_text("NAIROBI, Kenya - The Ugandan army left on Monday.")
    assert codes(found) == ["Ugandan army = UGA MIL"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kenyan soldiers", "KEN MIL"),
        ("the Ministry of Health of Peru", "PER GOV"),
        ("President of Ghana", "GHA GOV"),
        ("a former Polish minister", "POL ELI"),
        ("several of the largest trade unions in Norway", "NOR LAB"),
        ("QUITO", "ECU GOV"),
        ("targets in Yemen", "YEM"),
        ("CIA officer", "USA SPY"),
        ("army doctor", "MIL"),
        ("nothing of the kind", "UNK"),
        ("", "UNK"),
    ],
)
def test_a_bare_string(index: ActorIndex, text: str, code: str) -> None:
    assert code_string(text, index).code == code


def test_a_bare_string_takes_its_country_from_context(index: ActorIndex) -> None:
    assert code_string("the National Guard", index, context="Mexico").country == "MEX"
    assert code_string("Kenyan police", index, context="Mexico").country == "KEN"
    assert code_string("Leeds police", index, country_of={"Leeds": "GBR"}.get).code == "GBR COP"  # type: ignore[arg-type]
