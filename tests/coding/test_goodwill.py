"""Speeches: kind words, aims, habits and exhortations that are no deeds, and the same words where they are."""

import pytest

from coding.examples import Tools, coded

NO_EVENT = [
    "Kenyans should help the refugees of Uganda, the minister said.",  # what one should do
    "The law is a step towards helping the parents of Kenya.",  # what a thing is for
    "The party set up a fund to help refugees in Kenya.",
    "The Kenyan minister assured the people of Kenya that the law is fair.",  # how things are
    "The Kenyan president said that Kenya must adapt to a new age.",  # said to nobody
    "The Kenyan minister said the Ugandan drills are not illegal.",
    "The Kenyan government worked out plans for the next decade.",
    "The Kenyan government remains committed to fostering a fair society.",
    "Voters in Kenya back the president of Kenya.",  # counted
    "Kenyans welcomed the new year.",
    "The Kenyan government called for suggestions on the budget.",
    "Iran does not want to attack Israel.",
    "Kenya is not prepared to underwrite the order of the world.",
    "The Kenyan president vowed to keep running for office.",
    "The sessions that the Kenyan ministry holds are open to the public.",  # a habit of one
    "Kenyan law requires the ministry to publish the budget.",
    "The Kenyan doctor accepted a job offer in Uganda.",
    "The Kenyan police are working with the Kenyan ministry.",  # every day's work
    "The Kenyan minister is making an effort to comply with the order.",
    "The Kenyan minister is not sure she can support the Ugandan president.",
    "The Kenyan senator split the delegates with the Ugandan president.",
    "The Kenyan trader made a trip to Uganda.",
    "Migrants entered the European Union.",
    "The battle between Senator Marco Rubio and Governor Chris Christie goes on.",
    "The reporters pressed the Kenyan president.",
    "The senator may campaign for the Kenyan president.",
    "The Kenyan company works with Ugandans.",
    "The Kenyan party spoke of its effort to propose a new law.",
    "Donald Trump attacked Hillary Clinton and Marco Rubio during his speech.",  # in words
    "The Kenyan government is committed to supporting Kenyans in need.",
    "The session on the budget will be attended by the Kenyan minister.",  # at home
    "The minister thanked Kenyans for their patience.",  # one's own people, or nobody known
    "The Kenyan president praised the team for its win.",
    "We have to support our farmers, the Kenyan president said.",
    "Cooperation between Kenya and Uganda is strong.",  # a state of things
    "Trade between Kenya and Uganda grew by ten per cent.",
    "The Kenyan minister said that Kenya welcomes foreign investors.",
]


@pytest.mark.parametrize("sentence", NO_EVENT)
def test_what_is_only_said_kindly_is_no_event(sentence: str, tools: Tools) -> None:
    assert [(e.type, e.quote) for e in coded(sentence, tools).events] == []


DONE = [
    ("Kenya helped the refugees of Uganda.", "AID"),
    ("The Kenyan president said that Uganda must leave Somalia.", "REQUEST"),
    ("The Kenyan minister assured Uganda that the troops will leave.", "AGREE"),
    ("Kenya is committed to the treaty with Uganda.", "AGREE"),
    ("Kenya worked closely with the government of Uganda.", "COOPERATE"),
    ("The Kenyan minister called for talks with Uganda.", "REQUEST"),
    ("The Kenyan government welcomed the decision of Uganda.", "SUPPORT"),
    ("The Kenyan government invited the Ugandan president to Nairobi.", "AGREE"),
    ("Iran attacked Israel.", "ASSAULT"),
    ("Kenya thanked Qatar for its help.", "SUPPORT"),
    ("Kenya began cooperation with Uganda.", "COOPERATE"),
]


@pytest.mark.parametrize(("sentence", "kind"), DONE)
def test_what_is_done_or_asked_is_an_event(sentence: str, kind: str, tools: Tools) -> None:
    assert [e.type for e in coded(sentence, tools).events] == [kind]


def test_whom_a_proposal_is_for_is_not_asked(tools: Tools) -> None:
    [event] = coded("The Kenyan senator proposed housing for the workers of Uganda.", tools).events
    assert (event.type, event.recipients) == ("REQUEST", ())


def test_what_is_requested_is_not_asked(tools: Tools) -> None:
    [event] = coded("The Libyan envoy requested 13 soldiers.", tools).events
    assert (event.type, event.recipients) == ("REQUEST", ())


def test_what_is_hoped_for_is_open(tools: Tools) -> None:
    events = coded("The Kenyan president hoped that Chad had freed the Libyan envoy.", tools).events
    assert all({"hypothetical", "future"} & set(e.aux_modes) for e in events)


NOT_EXPECTED = [
    "Mali needs a government that anticipates the problems of Niger.",
    "Will Mali leave the bloc?",
    "The poll asked 500 likely voters in Mali.",
    "Mali could have left the bloc in May.",
    "The minister spoke of what Mali can hope to gain.",
    "Much uncertainty awaits Mali.",
    "The talks raise questions about how Mali was ruled.",
    "Amid global uncertainty Mali met the envoys of Niger.",
    "The ministers of Mali spoke of social expectations.",
    "Mali is probably the largest member of the bloc.",
    "Programmes of Mali vary depending on the district.",
    "The envoy asked whether the ministers of Mali questioned that the law was fair.",
    "The workers of Mali lived under fear of arrest.",
    "The law of Mali protects people at risk of arrest.",
    "The envoy of Mali found the story plausible.",
    "The law of Mali reduces the risk of a split.",
    "The ministers of Mali met over measures against the threat of a split.",
    "The rules of Mali help any member who is likely to leave the party.",
    '"I hope that Mali will be bold."',  # nobody is known to speak
    "Diplomats warned against leaving the bloc of Mali.",
    "The envoy of Mali met possible candidates of Niger.",
    "The ministers of Mali spoke of concerns that will be addressed in May.",
    "The minister of Mali could face two years in jail.",
]


@pytest.mark.parametrize("sentence", NOT_EXPECTED)
def test_what_does_not_look_ahead_is_no_expectation(sentence: str, tools: Tools) -> None:
    assert coded(sentence, tools).expectations == ()


def test_a_pronoun_that_nobody_is_known_by_still_expects(tools: Tools) -> None:
    [found] = coded('"Mali will stay," he said, warning that Niger could leave the bloc.', tools).expectations
    assert [link.speaker for link in found.attribution][-1:] == ["he"]
    assert found.likelihood == "possible"


def test_a_day_expects_nothing(tools: Tools) -> None:
    text = "Mali's vote, which must be held by May, is expected to be held soon."
    assert [e.attribution for e in coded(text, tools).expectations] == [()]


def test_a_party_that_qualifies_a_speaker_is_not_the_speaker(tools: Tools) -> None:
    [found] = coded("The Green Party frontrunner expects Mali to leave the bloc.", tools).expectations
    assert [link.speaker for link in found.attribution][-1].endswith("frontrunner")


def test_a_threat_is_not_told_again_as_an_expectation(tools: Tools) -> None:
    result = coded("Without naming Uganda, the Kenyan president warned against meddling.", tools)
    assert ([e.type for e in result.events], result.expectations) == (["THREATEN"], ())


def test_a_day_announces_nothing(tools: Tools) -> None:
    [event] = coded("Monday, Kenya announced it would withdraw its troops from Somalia.", tools).events
    assert [link.speaker for link in event.attribution] == ["Kenya"]


def test_what_has_little_chance_is_unlikely(tools: Tools) -> None:
    for text in ("There is little chance of an exit of Mali.", "There is no prospect of an exit of Mali."):
        assert [e.likelihood for e in coded(text, tools).expectations] == ["unlikely"]


def test_what_the_outlet_itself_expects_has_no_speaker(tools: Tools) -> None:
    [found] = coded("We expect Mali to leave the bloc.", tools).expectations
    assert found.attribution == ()
