"""Numbers set aside for others, accounts of two sides told one after the other, denials that repeat the deed."""

from __future__ import annotations

from handmade import Coder, actor, voice, write

from accord.reconciling import reconcile
from accord.records import Attribution


def aside(coder, event, words, name, value, unit=""):
    """A number that is named only to be replaced: its last speaker denies it, with the word right before it."""
    start, _ = coder.find(words)
    word = Attribution("", None, "not", "denies", start - 4, start - 1)
    coder.count(event, words, name, value, unit=unit, by=(*event.attribution, word))


def freed(outlet, text, count, unit, *, date, refused=""):
    own = {"North": "Onions were dear that week.", "South": "The mast fell in the storm."}[outlet]
    coder = Coder(write(text, own, outlet=outlet, published="2031-03-06"))
    event = coder.event(text, "RETREAT-release", "", "YEM CVL" if outlet == "South" else "", date=date)
    coder.count(event, count, "released", float(count.split()[0]), unit=unit)
    if refused:
        aside(coder, event, refused, "released", float(refused), unit)
    return coder.coded()


def counts(*coded):
    return [sorted(side.holds for side in c.sides) for c in reconcile(coded).contests if c.kind == "count"]


def test_a_number_set_aside_is_set_against_the_one_it_is_put_for():
    one = freed("North", "A plane carried 70 fighters home.", "70 fighters", "fighter", date="2031-03-04")
    other = freed("South", "There were 75 prisoners, not 70 of them.", "75 prisoners", "prisoner", date="2031-03-04",
                  refused="70")  # fmt: skip
    assert counts(one, other) == [["70", "75"]]


def test_without_it_other_words_are_another_happening():
    one = freed("North", "A plane carried 70 fighters home.", "70 fighters", "fighter", date="2031-03-04")
    other = freed("South", "There were 75 prisoners on the quay.", "75 prisoners", "prisoner", date="2031-03-04")
    assert counts(one, other) == []


def test_what_comes_on_top_of_a_number_is_no_rival_of_it():
    coder = Coder(write("Chad freed 75 men and another 142 of them.", outlet="North"))
    event = coder.event("Chad freed 75 men and another 142 of them", "RETREAT-release", "TCD")
    coder.count(event, "75 men", "released", 75)
    coder.count(event, "142", "released", 142)
    [episode] = reconcile([coder.coded()]).episodes
    assert [value.value for field in episode.fields if field.name == "released" for value in field.values] == ["75"]


def raid(second, *, teller="MMR MIL", doer="MMR MIL", date=""):
    text = f"Rebels said 11 people died when a market was hit. {second} Onions were dear."
    coder = Coder(write(text, outlet="North"))
    one = coder.event(
        "Rebels said 11 people died when a market was hit", "ASSAULT-aerial", "", "", date="2031-03-01", sentence=1,
        by=voice("rebels", "says", actor("MMR REB", "Hill Army")),
    )  # fmt: skip
    coder.count(one, "11 people", "killed", 11)
    words = second.rstrip(".")
    by = voice("army", "says", teller)
    other = coder.event(words, "ASSAULT-explosives", doer, "", date=date, sentence=2, by=by)
    coder.count(other, "four fighters", "killed", 4)
    return reconcile([coder.coded()])


def test_two_sides_accounts_are_one_attack_with_two_tolls():
    found = raid("The army said it had bombed a depot and that four fighters had died.")
    assert len(found.episodes) == 1
    assert [c.kind for c in found.contests] == ["count"]


def test_an_account_with_a_day_of_its_own_or_of_anothers_deed_is_another_attack():
    text = "The army said it had bombed a depot and that four fighters had died."
    assert len(raid(text, date="2031-03-03").episodes) == 2
    assert len(raid(text, doer="THA MIL").episodes) == 2


def denial(words):
    text = f"Samoa has suspended its ratification of the treaty. It rained. {words}."
    coder = Coder(write(text, outlet="North"))
    coder.event("Samoa has suspended its ratification of the treaty", "SANCTION-discontinue", "WSM",
                trigger="suspended", sentence=1)  # fmt: skip
    said = coder.event(words, "REJECT", "WSM GOV", trigger="denied", sentence=3)
    content = words.partition(" that ")[2]
    coder.count(said, content, "content", content)
    return [c.kind for c in reconcile([coder.coded()]).contests]


def test_a_denial_that_repeats_the_deed_and_its_matter_denies_it():
    assert denial("The minister denied that her country had suspended its part in the treaty") == ["occurrence"]


def test_a_denial_of_another_deed_denies_nothing_told():
    assert denial("The minister denied that her country had sold its ships") == []
