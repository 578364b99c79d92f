"""What was met in reports written to be read afresh: each thing mended, and beside it what must stay as it was."""

from __future__ import annotations

import pytest

from accord.parsing import Tools
from accord.records import Event
from coding.examples import coded

PUBLISHED = "2024-05-14"


def events(text: str, tools: Tools, *, published: str = PUBLISHED) -> tuple[Event, ...]:
    return coded(text, tools, published=published).events


def types(text: str, tools: Tools) -> list[str]:
    return [f"{e.type}-{e.mode}" if e.mode else e.type for e in events(text, tools)]


def one(text: str, tools: Tools, type_: str) -> Event:
    return next(e for e in events(text, tools) if e.type == type_)


@pytest.mark.parametrize(
    ("text", "type_", "date"),
    [
        # a year or day that tells a noun apart dates no deed done to it
        ("Mali said it was withdrawing from a 1972 treaty with Senegal.", "SANCTION", "2024-05-14 reported"),
        ("Mali denounced the convention of 11 March 1972 on fisheries.", "SANCTION", "2024-05-14 reported"),
        ("The African Union suspended Mali on Friday over Wednesday's coup.", "SANCTION", "2024-05-10 day"),
        # what does the deed, or where it is done, lends its time
        ("Wednesday's raid by Mali killed five Chadian soldiers.", "ASSAULT", "2024-05-08 day"),
        ("At Monday's meeting in Geneva, Mali accused Chad of lying.", "ACCUSE", "2024-05-13 day"),
        ("On the night of 11 March, France evacuated its citizens from Mali.", "AID", "2024-03-11 day"),
        # a clause of time or cause stands apart from the day of its main clause
        (
            "Norway's envoy left on Saturday after Mali broke off relations with Norway.",
            "SANCTION",
            "2024-05-14 reported",
        ),
        ("Malian police arrested a Chadian envoy on Friday after a bombing in Bamako.", "COERCE", "2024-05-10 day"),
        ("When Mali attacked Chad on Saturday, Niger stood by.", "ASSAULT", "2024-05-11 day"),
        # the time of what is asked is not that of asking
        ("Mali called for a strike in Chad from Wednesday.", "REQUEST", "2024-05-14 reported"),
        ("Mali asked Chad on Sunday to withdraw its troops by June.", "REQUEST", "2024-05-12 day"),
        # an hour in another zone is no second day
        ("Chad shelled a Malian base at 5.40 a.m. (2240 GMT Wednesday).", "ASSAULT", "2024-05-14 reported"),
        ("Chad shelled a Malian base on Wednesday.", "ASSAULT", "2024-05-08 day"),
        # several verbs of one subject share a time behind the last
        ("Rebels killed six Malian soldiers and seized two villages in 2021.", "ASSAULT", "2021 year"),
        ("Rebels killed six Malian soldiers, and Chad accused Niger in 2021.", "ASSAULT", "2024-05-14 reported"),
    ],
)
def test_when_it_was(text: str, type_: str, date: str, tools: Tools) -> None:
    event = one(text, tools, type_)
    assert f"{event.date} {event.date_precision}" == date


def test_what_was_done_at_the_time_is_past(tools: Tools) -> None:
    event = one("Mali expelled the French ambassador at the time.", tools, "SANCTION")
    assert (event.aux_modes, event.date) == (("historical",), "")
    now = one("Mali expelled the French ambassador.", tools, "SANCTION")
    assert (now.aux_modes, now.date_precision) == ((), "reported")
    while_ruling = one("Mali expelled the French ambassador at the time of the vote.", tools, "SANCTION")
    assert while_ruling.aux_modes == ()


def test_a_semicolon_ends_what_is_said(tools: Tools) -> None:
    text = "Mali blames a Chadian patrol; Chad blames Malian soldiers."
    assert [e.attribution for e in events(text, tools)] == [(), ()]
    told = events("Rebels killed two soldiers of Mali; troops arrested five men, the Malian army said.", tools)
    assert {link.stance for e in told for link in e.attribution} == {"says"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Chad slammed the door in Geneva.", []),
        ("Chad slammed the decision of Mali.", ["ACCUSE-disapprove"]),
        ("Mali opened the Diama barrage without warning.", []),
        ("Mali's barrage of rockets against Chad continued.", ["ASSAULT-heavy-weapons"]),
        ("According to a press release of the Malian ministry, exports rose.", []),
        ("The release of Chadian prisoners by Mali began.", ["RETREAT-release"]),
        ("Malian troops fired rocket-propelled grenades at Chadian soldiers.", ["ASSAULT-firearms"]),
        ("Mali will not give up its island.", ["RETREAT-withdraw"]),
        ("Mali will not give aid to Chad.", ["REJECT-assist"]),
        ("Israel vowed a heavy price.", []),
        ("Gaunt hostages paraded in Gaza.", []),
        ("Students paraded in Chad.", ["PROTEST-demo"]),
        ("India decided to withdraw its high commissioner from Canada.", ["SANCTION-withdraw"]),
        ("India decided to withdraw its troops from Nepal.", ["CONCEDE"]),
        ("Mali expressed regret over the declaration of the Chadian parliament.", []),
        ("Mali expressed regret to Chad.", ["CONCEDE"]),
        ("Japan halted ten million dollars in aid to Myanmar on Friday.", ["SANCTION-discontinue"]),
        ("Japan halted ten million cars in transit to Myanmar.", []),
        ("Azerbaijan left, leaving the European Union's poorest member to rely on stocks.", []),
        ("Cheering crowds poured into the streets of Bamako.", []),
        ("Angry crowds poured into the streets of Bamako.", ["PROTEST-demo"]),
        ("Mali vowed to retaliate.", ["THREATEN"]),
        ("Mali vowed to attack Chad.", ["THREATEN-violence"]),
        ('"We will not close the border, we will not arrest Chadian envoys," the Malian prime minister said.',
         ["COERCE-restrict", "COERCE-arrest"]),
    ],
)  # fmt: skip
def test_what_words_say(text: str, kinds: list[str], tools: Tools) -> None:
    assert types(text, tools) == kinds


def test_what_two_clauses_deny_is_denied_twice(tools: Tools) -> None:
    text = '"We will not close the border, we will not arrest Chadian envoys," the Malian prime minister said.'
    assert all("negation" in e.aux_modes for e in events(text, tools))


def test_speakers_at_the_end_are_not_done_to(tools: Tools) -> None:
    event = one(
        "Fighters of the M23 captured the mining town of Walikale, residents and a UN source said.", tools, "COERCE"
    )
    assert all(m.text == "Walikale" for m in event.recipients)
    assert [link.stance for link in event.attribution] == ["says"]
    taken = one("Fighters of the M23 kidnapped nurses and a UN envoy.", tools, "ASSAULT")
    assert taken.recipients and not taken.attribution


def test_ties_that_are_denied_or_over(tools: Tools) -> None:
    def ties(text: str) -> list[tuple[str, tuple[str, ...]]]:
        return [(t.kind, t.aux_modes) for t in coded(text, tools).tie_claims]

    assert ties('"Mali is not our enemy," the president of Senegal said.') == [("dispute", ("negation",))]
    assert ties("Mali is the enemy of Senegal.") == [("dispute", ())]
    assert ties("Bulgaria depended on Russia's gas until April 2022.") == []
    assert ties("Bulgaria depends on Russia's gas.") == [("dependence", ())]


def counted(text: str, tools: Tools) -> list[tuple[str, str]]:
    return [(c.field, c.value) for c in coded(text, tools).claims if c.field not in ("content", "weapons")]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Somali police shot dead two Kenyan envoys in Las Anod.", [("killed", "2")]),
        ("Somali police shot two Kenyan envoys in Las Anod.", []),
        ("In May 2023 at least 85 Kenyan soldiers were killed in an attack.", [("killed", "85")]),
        ("In May 2023 rebels killed 85 Kenyan soldiers.", [("killed", "85")]),
        ("Hamas freed four hostages. The four, three men and a woman, were released in Gaza.", [("released", "4")]),
        ("Rebels killed 12 Malian soldiers and four guides.", [("killed", "12"), ("killed", "4")]),
        ("A bomb killed two Malian soldiers. If they had left, nobody would have died.", [("killed", "2")]),
        ("A bomb killed two Malian soldiers. Nobody else died.", [("killed", "2"), ("killed", "0")]),
        # a toll of an earlier year is of another deed
        ("Rebels killed 12 Malian soldiers on Monday. In 2021 at least 30 people were killed.", [("killed", "12")]),
        ("Rebels killed 12 Malian soldiers on Monday. At least 30 people were killed, a doctor said.",
         [("killed", "12"), ("killed", "30")]),
    ],
)  # fmt: skip
def test_what_is_counted(text: str, counts: list[tuple[str, str]], tools: Tools) -> None:
    assert list(dict.fromkeys(counted(text, tools))) == counts


def test_who_puts_a_toll_says_it(tools: Tools) -> None:
    told = coded(
        "Rebels killed four soldiers of Mali, a doctor said. The Malian government put the toll at eight.", tools
    )
    assert [(c.value, [link.speaker for link in c.said_by]) for c in told.claims] == [
        ("4", ["a doctor"]),
        ("8", ["Malian government"]),
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Minister Joly said that sanctions against India were on the table.", []),
        ("Minister Joly said that sanctions against India were in force.", ["SANCTION"]),
        ("The United States was reviewing its aid to Mali.", []),
        ("The United States increased its aid to Mali.", ["AID"]),
        ("Three Israeli men were led onto a stage and made to thank Hamas.", []),
        ("Three Israeli ministers thanked Qatar.", ["SUPPORT"]),
        ("Heavy rain delayed the return of displaced people to Gaza.", []),
        ("India had no faith in Canada's commitment to ensure the security of India.", []),
        ("Thailand called an emergency meeting of the National Security Council.", ["REQUEST-meet"]),
    ],
)
def test_what_is_left_undone(text: str, kinds: list[str], tools: Tools) -> None:
    assert types(text, tools) == kinds


def test_who_is_the_first_to_do_a_thing_has_done_it(tools: Tools) -> None:
    done = one("Norway on Thursday became the first country to recognise Somaliland.", tools, "SUPPORT")
    assert done.aux_modes == ()
    ahead = events("Norway will be the first country to recognise Somaliland.", tools)
    assert all(e.aux_modes for e in ahead)
    met = events("Norway met Kenya to recognise Somaliland.", tools)
    assert all(e.aux_modes for e in met if e.type == "SUPPORT")


def test_other_security_councils_are_not_the_united_nations(tools: Tools) -> None:
    for text in ("The Thai premier called a meeting of the National Security Council.",):
        assert not any(m.value.country == "UNO" for e in events(text, tools) for m in (*e.actors, *e.recipients))
    (own,) = events("The Security Council condemned Mali.", tools)
    assert own.actors[0].value.country == "UNO"


def test_a_result_belongs_to_the_blow_before_it(tools: Tools) -> None:
    text = "Sudan threatened to respond after shells fell in Tine, wounding three Chadian soldiers."
    assert one(text, tools, "ASSAULT").actors == ()
    struck = one(
        "Sudanese troops bombed Tine after shells fell there, killing three Chadian soldiers.", tools, "ASSAULT"
    )
    assert [m.value.code for m in struck.actors] == ["SDN MIL"]


def test_who_gives_a_toll_is_none_of_it(tools: Tools) -> None:
    text = "A drone strike killed 31 Sudanese soldiers. An activist in the town put the toll at 45."
    assert counted(text, tools) == [("killed", "31"), ("killed", "45")]
    assert counted("A drone strike killed an activist of Sudan.", tools) == [("killed", "1")]


def test_a_charge_is_not_dated_by_the_deed_charged(tools: Tools) -> None:
    assert one("Albania accused Iran of a cyberattack in April.", tools, "ACCUSE").date == PUBLISHED
    assert one("Albania accused Iran on Monday of a cyberattack.", tools, "ACCUSE").date == "2024-05-13"
