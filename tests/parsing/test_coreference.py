"""What refers back: each rule with sentences of our own, and the cases that must stay unresolved."""

from __future__ import annotations

import pytest

from accord.parsing import Tools, parse
from accord.records import Block, Report, Sentence
from parsing.conftest import Parse


def references(found: tuple[Sentence, ...], word: str) -> list[str]:
    """``code via`` of every mention of ``word``, in order."""
    return [f"{m.value.code} {m.via}" for s in found for m in s.actors if m.text == word]


GOLDEN = [
    # he, she: the subject of the clause, a lone person nearby, gender.
    ("Ghana's president Kofi Boateng spoke. He rejected the offer.", "He", ["GHA GOV pronoun"]),
    ("Kenyan Prime Minister Amina Otieno met Ugandan President Peter Okello. She thanked him.", "She",
     ["KEN GOV pronoun"]),
    ("Ghana's interior minister Kofi Boateng said that he would resign.", "he", ["GHA GOV pronoun"]),
    ("Ghanaian lawmaker Kofi Boateng and Ugandan lawmaker Peter Okello met. Nobody knew what his plan was.",
     "his", []),
    ("In his speech, Ghana's president Kofi Boateng praised Chad.", "his", ["GHA GOV pronoun"]),
    # it: states and bodies; a thing in subject position may be meant instead.
    ("Kenya recalled its ambassador.", "its", ["KEN pronoun"]),
    ("Kenya declared its intention to freeze its membership.", "its", ["KEN pronoun", "KEN pronoun"]),
    ("Kenya closed the border. It also cut the power.", "It", ["KEN pronoun"]),
    ("Kenya's withdrawal from the talks surprised Uganda. It raises questions.", "It", []),
    ("It was clear that Kenya had lost.", "It", []),
    ("It turned out that Kenya had left.", "It", []),
    ("Ghanaian lawmaker Kofi Boateng met Ugandan judge Peter Okello. Okello promised him a house.", "him",
     ["GHA LEG pronoun"]),
    ("Zambia trades with China. China is the largest buyer of its copper.", "its", []),
    ("In its reply, Kenya refused.", "its", ["KEN pronoun"]),
    ("Uganda resented Chad's failure to help in its war.", "its", []),
    ("Kenya met the CSTO. It turned out that its members had lied.", "members", ["IGO CSTO definite"]),
    ("Analysts doubt that Kenya will drop Uganda due to its reliance on Kampala.", "its", ["KEN pronoun"]),
    ("Kenya's decision to leave the CSTO is a sign of its anger.", "its", ["KEN pronoun"]),
    ("Zambia, which trades with Chad and is its largest buyer of copper, agreed.", "its", ["TCD pronoun"]),
    ("It was announced on Monday that Kenya had lost.", "It", []),
    ("It is the Kenyan embargo which hurts Uganda.", "It", []),
    ("Kenya tried to hasten it.", "it", []),
    ("Kenya's port will close if it is not mended.", "it", []),
    ("Kenya signed a pact with Chad. Under its terms the army will leave.", "its", []),
    # they: a coordination gives one mention for each.
    ("Kenya and Uganda signed the treaty. They will open the border.", "They", ["KEN pronoun", "UGA pronoun"]),
    ("Kenyan protesters blocked the road. They demanded bread.", "They", ["KEN CVL pronoun"]),
    ("Kenyan engineers restarted them.", "them", []),
    # who and which.
    ("Kenyan soldiers, who had crossed the river, fired.", "who", ["KEN MIL pronoun"]),
    # First person inside a quotation: the speaker, and the speaker's side.
    ('"We will leave the pact," Kenyan President William Ruto said.', "We", ["KEN pronoun"]),
    ('"I will resign on Monday," Kenyan President William Ruto said.', "I", ["KEN GOV pronoun"]),
    ('Kenyan President William Ruto spoke. "Our soldiers will leave Somalia," he said.', "soldiers",
     ["KEN MIL definite"]),
    ('Nobody knows what we will do about Kenya.', "we", []),
    # Offices and bodies that belong to someone.
    ("UNICEF raised the matter. Its spokesman blamed Kenya.", "spokesman", ["UNO definite"]),
    ("The European Union fined Kenya. The ambassador of the bloc left.", "ambassador", ["EUR definite"]),
    ("Kenya expelled the European Union's ambassador. The bloc protested.", "bloc", ["EUR definite"]),
    ("The European Union met the miners' union. The union refused.", "union", ["LAB role"]),
    ("Kenyan President William Ruto sent his forces into Chad.", "forces", ["KEN MIL definite"]),
    ("The delegation left Cairo at dawn.", "delegation", []),
    # Definite nouns.
    ("Kenya joined the CSTO in May. The alliance welcomed the step.", "alliance", ["IGO CSTO definite"]),
    ("Kenya has left the talks. The country will hold a vote.", "country", ["KEN definite"]),
    ("Kenya attacked Uganda. The country is poor.", "country", []),
    ("Kenya and Uganda met on Monday. The two countries signed a pact.", "countries", ["KEN definite", "UGA definite"]),
    ("Kenya and Uganda met on Monday. Both sides signed a pact.", "sides", ["KEN definite", "UGA definite"]),
    ("Ghana's foreign minister Kofi Boateng spoke. Journalists left before the foreign minister had finished.",
     "foreign minister", ["GHA GOV definite"]),
    ("Sudan's army and the rebels agreed on Monday. Both sides broke the truce.", "sides",
     ["SDN MIL definite", "SDN REB definite"]),
    ("Kenya and Uganda met on Monday. The presidents of the two countries embraced.", "presidents",
     ["KEN GOV definite", "UGA GOV definite"]),
    ("Kenya's president Kwesi Boateng spoke to Jane Otieno. She nodded.", "She", []),
    # Owners.
    ("Ghana's president Kofi Boateng fell ill. His government resigned.", "government", ["GHA GOV definite"]),
    ("Kenya promised that its troops would leave.", "troops", ["KEN MIL definite"]),
    ("The CSTO met on Monday. Its members signed nothing.", "members", ["IGO CSTO definite"]),
    # Of several, whoever spoke in the sentence before speaks on; others may be meant where either does not speak.
    ("Ghana's interior minister Kofi Boateng said that Togo's police chief Peter Okello had lied. He accused Chad.",
     "He", ["GHA GOV pronoun"]),
    ("Kenya said that Uganda had left. It accused Chad.", "It", ["KEN pronoun"]),
    ("Kenya and Togo said that Uganda had left. It accused Chad.", "It", []),
    ("Kenya said that Uganda had left. It sank.", "It", []),
    ("Kenya left when Uganda did. On Monday it accused Chad.", "it", []),
    # The one told of before is given a name.
    ("A Kenyan spokesman met Chinese envoys. The spokesman, Colonel Ali Wekesa, smiled.", "Colonel Ali Wekesa",
     ["KEN MIL context"]),
    ("A Kenyan spokesman met a Chinese spokesman. The spokesman, Colonel Ali Wekesa, smiled.", "Colonel Ali Wekesa",
     ["MIL unknown"]),
    # A person known by nothing else holds the office that stands before the name.
    ("Kenya's minister of public works, Amina Wekesa, spoke. On Monday Wekesa refused.", "Wekesa", ["KEN GOV alias"]),
    ("The Kenyan minister of health, Amina Wekesa, spoke. On Monday Wekesa refused.", "Wekesa", ["KEN GOV alias"]),
    ("The minister of health, Amina Wekesa, spoke. On Monday Wekesa refused.", "Wekesa", ["GOV alias"]),
    # A government is that of its rebels' country, not of whom else they face.
    ("The government's negotiator, Amin Salim, rejected the claims of the Houthis.",
     "government's negotiator, Amin Salim", ["YEM GOV context"]),
    ("The Houthis accused the government of theft.", "government", ["YEM GOV context"]),
    ("The Houthis told Oman about the government.", "government", ["GOV role"]),
    ("The government's negotiator, Amin Salim, rejected the claims of Kenya.", "government's negotiator, Amin Salim",
     ["GOV unknown"]),
    # Only the country is taken from around it, and marked.
    ("Kenya held an election on Sunday. Police arrested dozens.", "Police", ["KEN COP context"]),
    ("Kenya freed them on Sunday. Hostages wept.", "Hostages", ["CVL role"]),
    ("Kenya attacked Uganda on Sunday. Police arrested dozens.", "Police", ["COP role"]),
    ("Kenya is rich. Uganda backed the government on Sunday.", "government", ["GOV role"]),
    # Surnames and short names.
    ("The Kachin Independence Army (KIA) met. On Monday KIA spokesman Naw Seng resigned.", "spokesman Naw Seng",
     ["MMR REB alias"]),
    ("The Kachin Independence Army (KIA) met. On Monday the KIA refused.", "KIA", ["MMR REB alias"]),
    ("Ghana's interior minister Kofi Boateng spoke. On Monday Boateng had refused.", "Boateng", ["GHA GOV alias"]),
    # A body that no table knows is called by the head of its name, or by what stands before "of".
    ("The Council of National Renewal met in Kenya. On Monday the council refused.", "council", ["UNK alias"]),
    ("The Electoral College of the Court of Appeals met. The College adjourned.", "College", ["JUD alias"]),
    ("The Information Team of the State Administration Council spoke. The Information Team denied it.",
     "Information Team", ["MMR GOV context", "MMR GOV alias"]),
    ("The Council of National Renewal met. The council of elders refused.", "council", []),
    ("The Council of Lakes met the Council of Hills. The council refused.", "council", []),
    # Whoever a government is called after leads it.
    ("John Doe's government resigned. On Monday Doe had refused.", "Doe", ["GOV alias"]),
    ("The government of Burkina Faso resigned. On Monday Burkina had refused.", "Burkina", ["BFA name"]),
    # Of two bodies, the one that is often called so; of two that are, neither.
    ("Chad met NATO and the European Union. The bloc protested.", "bloc", ["EUR definite"]),
    ("Chad met ASEAN and the European Union. The bloc protested.", "bloc", []),
    # Sides that the report put side by side, or against each other, whoever was named since.
    ("Kenya and Uganda met on Monday. Oman thanked Qatar. Chad praised Mali. Gabon praised Togo. Both sides spoke.",
     "sides", ["KEN definite", "UGA definite"]),
    ("Kenya accused Uganda of theft. Oman thanked Qatar. Chad praised Mali. Gabon praised Togo. Both sides spoke.",
     "sides", ["KEN definite", "UGA definite"]),
    ("Kenya and Uganda met. Chad and Togo met. Oman thanked Qatar. Fiji praised Mali. Gabon met Cuba. "
     "Both sides spoke.", "sides", []),
    # Whoever tells is of those of whom it is told.
    ("The Kenyan Labour Party will block the road to Uganda, one of its deputies said.", "deputies",
     ["KEN LEG definite"]),
    ("Kenya will leave, Uganda and its ally said.", "its", []),
    # A party by its people; a party of men is none.
    ("Kenya's Labour Party deputy Ann Roe spoke. On Monday the party refused.", "party", ["KEN PTY alias"]),
    ("A Kenyan party of twenty soldiers crossed the river.", "Kenyan party", ["KEN MIL role"]),
    ("A Kenyan party of the left crossed the floor.", "Kenyan party", ["KEN PTY role"]),
    # Who came before is of the same country.
    ("Kenyan President Ann Almada resigned. Almada's predecessor spoke.", "Almada's predecessor",
     ["KEN GOV definite"]),
    # A part of those told of just before.
    ("Kenyan villagers were moved. Those who stayed blocked the road.", "Those", ["KEN CVL pronoun"]),
    ("Kenya left the pact. Those who lose seldom cheer.", "Those", []),
    # The one state that the report is about, once it has been named time and again.
    ("Kenya voted. Kenya was calm. Kenya waited. It rained. Nobody slept. Police beat two men.", "Police",
     ["KEN COP context"]),
    ("Kenya voted. Uganda was calm. Kenya waited. It rained. Nobody slept. Police beat two men.", "Police",
     ["COP role"]),
    # A committee's chairman is of the committee's country.
    ("The Supreme Political Council met. The council's chairman, Ali Roe, spoke.", "council's chairman, Ali Roe",
     ["YEM REB context"]),
    # Those counted just before are some of whom it is told; a federation of that name is in no town.
    ("Kenyan police arrested 27 Ugandan miners. All of them had been freed.", "them", ["UGA LAB pronoun"]),
    ("The Federation of Mining Cooperatives met in Kenya. On Monday the federation refused.", "federation",
     ["SOC alias"]),
    ("The Federation of Mining Cooperatives met. Its president, Ann Roe, spoke.", "president, Ann Roe",
     ["SOC context"]),
    # "Central" of a name is no town.
    ("The Central Election Commission of Albania met.", "Central Election Commission of Albania", ["ALB GOV role"]),
]  # fmt: skip


PLACES = [
    ("Shells fell on Kassala. The city was dark.", "city", ["SDN"]),
    ("Troops left Nagorno-Karabakh. Peacekeepers stayed in the region.", "region", ["AZE"]),
    ("Turkey shelled Cyprus. Troops left the island.", "island", ["CYP"]),
    # Nothing of that kind was named, two were, or the noun is set apart.
    ("Envoys flew to Kenya. Troops left the city.", "city", []),
    ("Shells fell on Kassala and Homs. The city was dark.", "city", []),
    ("Shells fell on Kassala. The northern city of Homs was dark.", "city", []),
]


@pytest.mark.parametrize(("text", "word", "expected"), PLACES, ids=[row[0] for row in PLACES])
def test_a_definite_place_is_the_one_named_last(tools: Tools, text: str, word: str, expected: list[str]) -> None:
    [parsed] = parse([Report("r", "", text)], tools)
    found = [p for s in parsed.sentences for p in s.places if p.text == word and p.via == "definite"]
    assert [p.value.country for p in found] == expected
    assert all(p.antecedent is not None and p.antecedent.end < p.start for p in found)


@pytest.mark.parametrize(("text", "word", "expected"), GOLDEN, ids=[text for text, _, _ in GOLDEN])
def test_what_a_word_refers_to(parse_text: Parse, text: str, word: str, expected: list[str]) -> None:
    assert references(parse_text(text, refer=True), word) == expected


def test_a_reference_points_back_to_a_name(parse_text: Parse) -> None:
    text = "Ghana's president Kofi Boateng spoke. He said that he would stay."
    found = parse_text(text, refer=True)
    pronouns = [m for s in found for m in s.actors if m.via == "pronoun"]
    assert len(pronouns) == 2
    for mention in pronouns:
        assert mention.antecedent is not None
        assert text[mention.antecedent.start : mention.antecedent.end] == "Ghana's president Kofi Boateng"
        assert text[mention.start : mention.end] == mention.text


def test_resolving_keeps_names_and_order(parse_text: Parse) -> None:
    text = "Kenya and Uganda signed. They thanked Ghana's president Kofi Boateng, who had invited both sides."
    named, resolved = parse_text(text), parse_text(text, refer=True)
    for before, after in zip(named, resolved, strict=True):
        assert {(m.start, m.end) for m in before.actors} <= {(m.start, m.end) for m in after.actors}
        starts = [m.start for m in after.actors]
        assert starts == sorted(starts)


DATELINES = [
    ("LIMA, Oct. 10 /XY/ – Prime Minister Juan Prado resigned.", "", "Prime Minister Juan Prado", ["PER GOV context"]),
    ("LIMA, October 10 (XY) — Nobody knows why. The foreign ministry called the Chilean ambassador in.", "",
     "foreign ministry", ["PER GOV context"]),
    # A city that is nobody's capital, words that are no dateline, and a ministry that is said to be abroad.
    ("SPRINGFIELD, Oct. 10 /XY/ – Prime Minister Juan Prado resigned.", "", "Prime Minister Juan Prado",
     ["GOV unknown"]),
    ("Lima, Oct. 10 – Prime Minister Juan Prado resigned.", "", "Prime Minister Juan Prado", ["GOV unknown"]),
    ("LIMA – It rained. A foreign government wrote to the mayor.", "LIMA –", "government", ["GOV role"]),
    # What the reading set apart as the dateline says the same.
    ("LIMA – It rained. The foreign ministry called the Chilean ambassador in.", "LIMA –", "foreign ministry",
     ["PER GOV context"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "word", "expected"), DATELINES, ids=[row[0] for row in DATELINES])
def test_the_dateline_is_the_home_of_offices(
    tools: Tools, text: str, line: str, word: str, expected: list[str]
) -> None:
    kept = (Block("dateline", 0, len(line)),) if line else ()
    paragraph = Block("paragraph", len(line), len(text))
    [parsed] = parse([Report("r", "", text, published="2024-06-12", blocks=(*kept, paragraph))], tools)
    assert references(parsed.sentences, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The Australian Federal Police (AFP) left. AFP thanked Chad.", "AFP", ["AUS COP alias"]),
        ("AFP thanked Chad.", "AFP", ["FRA JRN name"]),
    ],
)
def test_a_reports_own_short_name_comes_before_the_tables(
    parse_text: Parse, text: str, word: str, expected: list[str]
) -> None:
    assert references(parse_text(text, refer=True), word)[-1:] == expected


def test_a_platform_that_carries_words_is_no_actor(parse_text: Parse) -> None:
    assert references(parse_text("The Facebook post of the mayor insulted Chad.", refer=True), "Facebook") == []
    assert references(parse_text("Facebook insulted Chad.", refer=True), "Facebook") == ["MNC FACEBOOK name"]


def test_police_at_another_nations_port_are_not_of_the_country_in_view(parse_text: Parse) -> None:
    text = "Kenya's case ended when the man was held by border police at the Balkan nation's port."
    assert references(parse_text(text, refer=True), "border police") == ["MIL role"]
    assert references(parse_text("Kenya's case ended. Border police held the man.", refer=True), "Border police") == [
        "KEN MIL context"
    ]
