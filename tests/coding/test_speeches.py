"""What speeches, visits and refusals brought: sentences of our own, each rule where it holds and where it must not."""

import pytest

from coding.examples import Tools, coded, triple

CODED = [
    # who refuses to speak against somebody rejects nobody of theirs; who refuses to meet them does
    ("Kenya refused to condemn the attack by Uganda.", [("REJECT", "KEN >", ())]),
    ("Kenya refused to recognise Uganda.", [("REJECT", "KEN > UGA", ())]),
    # a call on somebody is a visit, a call on somebody to act a request
    ("The Kenyan minister called on President Yoweri Museveni in Kampala on Monday.", [("CONSULT", "KEN > UGA", ())]),
    ("The Kenyan minister called on President Yoweri Museveni to release the men.", [("REQUEST", "KEN > UGA", ())]),
    # what was planned was not done, however the plan is told
    ("Kenyan students planned to protest against the government.", [("PROTEST", "KEN > KEN", ("future",))]),
    ("Kenyan students gathered to protest against the government.", [("PROTEST", "KEN > KEN", ())]),
    # who was first or last to do a thing did it
    ("This week Kenya became the last country to ratify the treaty.", [("SUPPORT", "KEN >", ())]),
    # a newspaper is told what another must do
    ("The Kenyan minister told Kenyan reporters that Uganda must act.", [("REQUEST", "KEN > UGA", ())]),
    # what a quarrel is about is no party to it
    ("Mali's opposition to the Iraq War grew.", [("REJECT", "MLI >", ())]),
    ("Mali rejected the Iraqi proposal.", [("REJECT", "MLI > IRQ", ())]),
    ("Germany condemned the Israeli invasion.", [("ACCUSE", "DEU > ISR", ())]),
    # two punishments by one party are of one other
    (
        "France cut ties with Cuba in 1961 and imposed a strict embargo.",
        [("SANCTION", "FRA > CUB", ()), ("SANCTION", "FRA > CUB", ())],
    ),
    # whoever is to be freed is not asked to free anybody
    ("The Kenyan president pressed for the release of the Ugandan pastor.", [("REQUEST", "KEN >", ())]),
    ("Kenya called for the withdrawal of Ugandan troops.", [("REQUEST", "KEN > UGA", ())]),
    # who sponsors a text pays nobody
    ("Kenya sponsored a resolution on Sudan.", [("SUPPORT", "KEN >", ())]),
    # what one would like to say is said
    ("Kenya would like to thank Uganda.", [("SUPPORT", "KEN > UGA", ())]),
    ("Kenya would like to join the African Union.", [("COOPERATE", "KEN > AU", ("hypothetical",))]),
    ("Never before has Kenya reached out to Uganda.", [("REQUEST", "KEN > UGA", ("negation",))]),
    # the bombings were there, not by them
    ("Kenya condemned the Uganda bombings.", [("ACCUSE", "KEN >", ())]),
    # a family name that is a noun too
    ("Trump rejects the Iranian plan.", [("REJECT", "USA > IRN", ())]),
    ("Trump will meet Vladimir Putin in Helsinki.", [("AGREE", "USA;RUS >", ("future",))]),
    # who is delighted to have done it has done it
    (
        "Mr Ruto said he was delighted to host President Yoweri Museveni in Nairobi.",
        [("CONSULT", "UGA > KEN", ())],
    ),
    ("The European Union threatened to retaliate with tariffs on American whiskey.", [("THREATEN", "EU > USA", ())]),
    ("The Kenyan president suggested an additional tariff on China.", [("THREATEN", "KEN > CHN", ())]),
    # what is called for is not done, whoever the parser hangs it on
    (
        "The British government called for Sinn Fein, the political party, to be expelled from the talks.",
        [("REQUEST", "GBR > IRL", ())],
    ),
    ("The Chinese president said the United States should reduce its patrols.", [("REQUEST", "CHN > USA", ())]),
    # whoever rejects a notion does not reject those whom it is about
    ("Mali rejected the notion that Kenya could leave the bloc.", [("REJECT", "MLI >", ())]),
    ("Mali opposed the Iran deal.", [("REJECT", "MLI >", ())]),
    # a deal that is heralded is the outlet's own word
    ("Mali heralded the European Union's deal with Turkey as a success.", [("AGREE", "EU > TUR", ())]),
    # what a speech was used for was said in it
    ("Ruto used his speech to call for the resignation of the Ugandan president.", [("REQUEST", "KEN > UGA", ())]),
    ("The Kenyan speaker took to the floor to assail the Ugandan president.", [("ACCUSE", "KEN > UGA", ())]),
    # a stance is no party
    ("President William Ruto's opposition to the treaty grew.", [("REJECT", "KEN >", ())]),
    ("The Kenyan committee refused to ban the Russian athletes.", [("REJECT", "KEN >", ())]),
    ("Kenya agreed with Uganda on a plan.", [("AGREE", "KEN;UGA >", ())]),
    # what somebody doubts that another will do
    ("Kenya questioned Uganda's commitment to making peace with Sudan.", [("SUPPORT", "UGA;SDN >", ("hypothetical",))]),
]
UNCODED = [
    '"This is an attack on our country," President Yoweri Museveni said.',
    "The bill is an assault on the rights of Kenyan workers, the opposition said.",
    "The Kenyan president is rallying a coalition against the Ugandan rebels.",
    "Kenya has the right to defend its citizens.",
    "The Kenyan candidates offered voters different approaches to trade.",
    "The entry into the African Union will help trade.",
    "The storm toppled the Harambee House in Nairobi.",
    "The best way to stop the Ugandan rebels was unclear.",
    "There is scope to expand the air services agreement between Kenya and India.",
    "The Kenyan president scaled back his threats against China.",
    "The association has a plan, which includes strengthening its cooperation with the Kenyan government.",
    "The Kenyan agency read out a package to strengthen economic ties.",
    "The Kenyan envoy said he wanted to stop the Russian bombing of Ukraine.",
    "Attendees were presented with bags.",
    "The way to proceed is to get Democrats and Republicans working together.",
    "Diplomacy appears to be making headway in resolving the standoff with Iraq.",
    "The efforts against Iranian aggression go on.",
    "Israel considers Jerusalem occupied territory.",
    "Large majorities of Kenyans agreed with President William Ruto.",
    "The inspectors verified that Iraq has destroyed its missiles.",
    'On Friday, the Kenyan president called demands for more money "useless".',
]


@pytest.mark.parametrize(("sentence", "events"), CODED)
def test_what_is_told_is_coded_as_told(
    sentence: str, events: list[tuple[str, str, tuple[str, ...]]], tools: Tools
) -> None:
    assert [(e.type, triple(e), e.aux_modes) for e in coded(sentence, tools, published="").events] == events


def test_a_relative_clause_between_commas_says_nothing(tools: Tools) -> None:
    sentence = "After his state visit to Chad, which concluded in May, the Malian president met the Kenyan president."
    found = coded(sentence, tools).events
    assert found
    assert all(e.attribution == () for e in found)


@pytest.mark.parametrize("sentence", UNCODED)
def test_figures_of_speech_are_no_deeds(sentence: str, tools: Tools) -> None:
    assert coded(sentence, tools).events == ()


def test_a_real_attack_stays_one(tools: Tools) -> None:
    [event] = coded("Israel's attacks on Lebanon continued.", tools).events
    assert (event.type, triple(event)) == ("ASSAULT", "ISR > LBN")


NOT_EXPECTED = [
    "The Kenyan minister said he would not change his position.",
    '"I think a deal would be in the interest of Kenya," the minister said.',
    "The Kenyan minister slammed rivals who think they can win in Uganda.",
    "The Kenyan minister is playing on the fears of the people of Kenya.",
    "The people of Kenya are afraid of terrorism.",
    "It is not possible for Kenya to do well without its neighbours.",
    "Kenya left despite the uncertainties sparked by the vote.",
    "Kenya continues to face the threat from the rebels.",
    "Kenya left the bloc, as had been expected.",
    "For years some critics had been predicting a withdrawal of Kenya.",
    "Kenya asked for a clearer picture of what is expected of it.",
]


@pytest.mark.parametrize("sentence", NOT_EXPECTED)
def test_opinions_and_feelings_are_no_outlook(sentence: str, tools: Tools) -> None:
    assert coded(sentence, tools).expectations == ()


def test_an_expectation_of_long_ago_is_no_outlook(tools: Tools) -> None:
    text = "{} the planning of Poland was built around the possibility of an attack."
    assert coded(text.format("In 1994"), tools).expectations == ()
    assert len(coded(text.format("This week"), tools).expectations) == 1


TIES = [
    ("The ministers were asked whether they could ever foresee Uganda as a member of NATO.", [("hypothetical",)]),
    ("Kenya welcomed Uganda as a member of the African Union.", [()]),
]


@pytest.mark.parametrize(("sentence", "modes"), TIES)
def test_a_member_that_is_only_foreseen_is_none(sentence: str, modes: list[tuple[str, ...]], tools: Tools) -> None:
    assert [t.aux_modes for t in coded(sentence, tools).tie_claims if t.kind == "membership"] == modes


def test_no_deals_expected_are_unlikely_and_deals_expect_nothing(tools: Tools) -> None:
    [found] = coded("No deals are expected to be signed by Kenya and Uganda.", tools).expectations
    assert found.likelihood == "unlikely"
    [found] = coded("Kenya and Uganda focus on trade, with MoUs expected on hydrogen.", tools).expectations
    assert found.attribution == ()


def test_what_was_signed_was_signed_whatever_is_needed_now(tools: Tools) -> None:
    text = "Malian firms must be ready now that the treaty had been signed by Kenya and Uganda."
    assert [t.aux_modes for t in coded(text, tools).tie_claims] == [()]


@pytest.mark.parametrize(("published", "modes"), [("2024-03-15", ("future",)), ("2024-03-20", ())])
def test_a_present_of_a_day_to_come_is_future(published: str, modes: tuple[str, ...], tools: Tools) -> None:
    text = "The president of Kenya and the president of Uganda meet separately on Monday, 18 March 2024."
    [event] = coded(text, tools, published=published).events
    assert event.aux_modes == modes


def test_marks_of_old_wires_close(tools: Tools) -> None:
    text = (
        "The president of Kenya said it would create a ``strong legal basis'' for ties. Russia assailed Mali last year."
    )
    found = [e for e in coded(text, tools).events if e.type == "ACCUSE"]
    assert [(e.attribution, e.where) for e in found] == [((), "lead")]


HOSTS = [
    ("The Kenyan president visited Kalabhoomi in Kampala.", "KEN >"),
    ("The Kenyan president was welcomed by Suchitra Ella, founder of a firm, in Kampala.", "KEN > UNK"),
]


@pytest.mark.parametrize(("sentence", "parties"), HOSTS)
def test_what_is_seen_is_no_host_and_whoever_welcomes_is(sentence: str, parties: str, tools: Tools) -> None:
    [event] = coded(sentence, tools).events
    assert f"{triple(event)}{' UNK' if event.recipients else ''}" == parties


GOVERNMENTS = [
    # after a sentence about a ruler the government is that ruler's, not another told before
    ("President William Ruto attended a rally on Thursday.", "KEN"),
    ("The finance minister attended a rally on Thursday.", "UGA"),
]


@pytest.mark.parametrize(("between", "country"), GOVERNMENTS)
def test_the_government_is_that_of_whoever_rules_in_view(between: str, country: str, tools: Tools) -> None:
    text = f"The Ugandan government criticised Kenya. {between} For weeks the government has held such rallies."
    last = coded(text, tools).events[-1]
    assert [m.value.country for m in last.actors] == [country]


def test_nothing_certain_is_open(tools: Tools) -> None:
    [found] = coded("Nothing is certain concerning the return of Mali to the bloc.", tools).expectations
    assert found.likelihood == "open"


def test_a_headline_calls_people_by_the_family_name_that_is_told_below(tools: Tools) -> None:
    headline = "Museveni rejects Wanjiru's remarks but will meet with him"
    text = "Yoweri Museveni, the president of Uganda, will meet with Kenyan lawmaker Peter Wanjiru in Kampala."
    found = [e for e in coded(text, tools, headline=headline).events if e.where == "headline"]
    assert [(e.type, triple(e)) for e in found] == [("REJECT", "UGA > KEN"), ("AGREE", "UGA;KEN >")]
