"""What two events are compared by. Each function's docstring is the explanation a user is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from accord.reconciling.numbers import Interval, interval
from accord.reconciling.parties import country_of, is_named, is_resolved, party
from accord.reconciling.sightings import Shape, Sighting, When, family
from accord.records import Claim, Place

Level = Literal["same", "alike", "unknown", "apart", "never"]

_MUTUAL = frozenset(("CONSULT", "COOPERATE", "AGREE", "ASSAULT", "SUPPORT"))
# Fights that have two sides; a bomb or an abduction has one.
_CLASHES = frozenset(("", "firearms", "heavy-weapons"))
# "Accused" tells nothing of what the charge is.
_SAID = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN"))
# Sectors of people who are met at home, and stand for no state.
_AT_HOME = frozenset(("AGR", "BUS", "CVL", "EDU", "JRN", "LAB", "MED", "OPP", "PTY", "REB", "REF", "REL"))
# What parties do again and again: there an undated mention may be of any of the times.
_AGAIN = frozenset(("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "CONSULT"))
# Ways of one thing that reports name loosely: a drone strike is an air strike to one desk, a blast to another.
_NEAR_MODES = (
    frozenset(("explosives", "aerial", "drone", "heavy-weapons", "suicide-attack", "targeted", "firearms", "destroy")),
    frozenset(("demo", "riot", "obstruct", "vandalize")),
    frozenset(("withdraw", "ceasefire")),
    frozenset(("troops", "weapons", "militia")),
    frozenset(("disapprove", "allege")),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One function's finding: ``score`` adds to the judgement, ``never`` forbids it whatever the rest says."""

    level: Level
    score: float
    words: str


_NO_PLACE = Comparison("unknown", 0, "no place in both")
_NO_NUMBER = Comparison("unknown", 0, "no number of one kind in both")
_ONE_ACCOUNT = Comparison("unknown", 0, "not two sides' accounts of one attack")
_BOTH_DATED = Comparison("unknown", 0, "neither alone is undated")
_TWO_WRITERS = Comparison("unknown", 0, "no report dates both to days of their own")
_NO_TOPIC = Comparison("unknown", 0, "no topic in both")
_OTHER_WORD = Comparison("unknown", 0, "said with another word")
_FEW_WORDS = Comparison("unknown", 0, "too few words to tell")
_OTHER_WORDS = Comparison("apart", -0.2, "hardly a word in common")


def same_kind(a: Shape, b: Shape) -> Comparison:
    """The kind of act: one type and mode, or two stages of one act (promised and given, conceded and done)."""
    if family(a) != family(b):
        return Comparison("never", 0, f"{a.type} is not {b.type}")
    if a.topic and a.topic == b.topic and (a.type, a.mode) != (b.type, b.mode):
        return Comparison("alike", 0.7, f"both on a {a.topic}")
    if a.type != b.type:
        promised = not {a.type, b.type}.isdisjoint(("AGREE", "CONCEDE"))
        return Comparison(
            "alike" if promised else "never", 0.4, f"{a.type} and {b.type}: promised by one, done by the other"
        )
    if a.mode == b.mode:
        return Comparison("same", 1.0, f"both {a.type}{_dash(a.mode)}")
    if not a.mode or not b.mode:
        return Comparison("alike", 0.6, f"both {a.type}, one without its mode")
    if any(a.mode in near and b.mode in near for near in _NEAR_MODES):
        return Comparison("alike", 0.4, f"{a.mode} and {b.mode} may be one act in two words")
    return Comparison("never", 0, f"{a.mode} is not {b.mode}")


def _dash(mode: str) -> str:
    return f"-{mode}" if mode else ""


def same_direction(a: Shape, b: Shape) -> Comparison:
    """Who did it to whom: where the one's actor is the other's recipient and the reverse, they are two acts."""
    crossed = _meet(a.actors, b.recipients) and _meet(a.recipients, b.actors)
    straight = _meet(a.actors, b.actors) and _meet(a.recipients, b.recipients)
    if not crossed or straight or a.type in ("CONSULT", "COOPERATE"):
        return Comparison("unknown", 0, "the direction does not speak against it")
    if a.type == b.type == "ASSAULT" and {a.mode, b.mode} <= _CLASHES:
        # Each side's outlet tells of a clash as the other's attack. It takes a day, a place and more to see that.
        return Comparison("apart", -1.2, "each names the other as the attacker")
    return Comparison("never", 0, "the one's actor is the other's recipient")


def are_crossed(a: Shape, b: Shape) -> bool:
    """Whether the two tell of an attack in opposite directions."""
    return same_direction(a, b).level == "apart"


def _meet(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return any(key in b for key in a)


def same_actors(a: Shape, b: Shape) -> Comparison:
    """Who acts: a shared party speaks for one happening, none in common against it; a missing actor is open."""
    if _sides_together(a, b) or are_crossed(a, b):
        return _parties("actors", _everyone(a), _everyone(b))
    return _parties("actors", a.actors, b.actors, a.does, b.does)


def are_alike_in_kind(a: Shape, b: Shape) -> bool:
    """Whether "the police" of no state named in one may be the other's police."""
    sides = ((a.actors, b.does), (b.actors, a.does), (a.recipients, b.bears), (b.recipients, a.bears))
    return any(key in kinds for keys, kinds in sides for key in keys)


def same_recipients(a: Shape, b: Shape) -> Comparison:
    """To whom: a shared party speaks for it; a body and its own member may be one; others are two happenings."""
    if _sides_together(a, b):
        return Comparison("unknown", 0, "all sides are named together")
    if are_crossed(a, b):
        return Comparison("unknown", 0, "the sides are named crosswise")
    found = _parties("recipients", a.recipients, b.recipients, a.bears, b.bears)
    if found.level == "never" and (_meet(a.around, b.recipients) or _meet(a.recipients, b.around)):
        return Comparison("alike", 0.4, "the recipients are a body and its member")
    return found


def same_partners(a: Shape, b: Shape) -> Comparison:
    """With whom: one who met a union and one who met a neighbour's minister were at two meetings."""
    sides = [frozenset(_everyone(shape)) for shape in (a, b)]
    shared = sides[0] & sides[1]
    rests = [side - shared for side in sides]
    if a.type != b.type or a.type != "CONSULT" or len(shared) != 1 or not all(rests):
        return Comparison("unknown", 0, "the partners do not speak against it")
    kinds = [{country_of(key) or (key if key in _AT_HOME else "") for key in rest} for rest in rests]
    # A body or a name may stand for one of the others' states.
    if "" in kinds[0] | kinds[1] or kinds[0] & kinds[1]:
        return Comparison("unknown", 0, "the partners do not speak against it")
    return Comparison("never", 0, f"one met {', '.join(sorted(rests[0]))}, the other {', '.join(sorted(rests[1]))}")


def _sides_together(a: Shape, b: Shape) -> bool:
    """Whether one report names both sides as actors ("the two met", "they exchanged fire")."""
    if a.type not in _MUTUAL or b.type not in _MUTUAL:
        return False
    return any(len(shape.actors) > 1 and not shape.recipients for shape in (a, b))


def _everyone(a: Shape) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*a.actors, *a.recipients)))


def _parties(
    role: str,
    a: tuple[str, ...],
    b: tuple[str, ...],
    sectors_a: tuple[str, ...] = (),
    sectors_b: tuple[str, ...] = (),
) -> Comparison:
    if not a or not b:
        return Comparison("unknown", 0, f"{role} not named in both")
    shared = [key for key in a if key in b]
    if shared and not any(is_named(key) for key in shared):
        return Comparison("alike", 0.4, f"{role} of one kind: {', '.join(shared)}")
    if shared:
        return Comparison("same", 1.0, f"{role} in common: {', '.join(shared)}")
    countries = [country_of(key) for key in a]
    if any(country and country in countries for country in (country_of(key) for key in b)):
        return Comparison("alike", 0.4, f"{role} of one country")
    bare = [key for key in a if key in sectors_b] + [key for key in b if key in sectors_a]
    if bare:
        return Comparison("alike", 0.4, f"{role} of one kind: {bare[0]}")
    if not all(any(is_resolved(key) for key in keys) for keys in (a, b)):
        return Comparison("unknown", 0, f"{role} not told apart")
    return Comparison("never", 0, f"no {role} in common")


def same_date(a: When, b: When) -> Comparison:
    """When: days that fit speak for it; a day or two apart may be one happening differently dated; more may not."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return _one_undated(a, b)
    if a.reported and b.reported:
        return _both_reported(a, b)
    if a.reported or b.reported:
        return _one_reported(a, b)
    apart = max((a.first - b.last).days, (b.first - a.last).days)
    if apart <= 0:
        day = (a.last - a.first).days <= 1 and (b.last - b.first).days <= 1
        return Comparison("same" if day else "alike", 1.0 if day else 0.5, "the dates fit")
    if apart <= 3 and not a.historical and not b.historical:
        # A night, or a time zone, lies between many a day and the next.
        return Comparison("apart", -0.4 if apart == 1 else -0.6, f"dated {apart} days apart")
    if a.announced and b.announced:
        return Comparison("apart", -0.3, "announced for different dates")
    return Comparison("never", 0, f"dated {a.first} and {b.first}")


def _one_undated(a: When, b: When) -> Comparison:
    # An undated recollection must not be drawn to whichever dated act of the same kind is at hand.
    dated = a if a.first is not None else b
    if dated.first is not None and not dated.reported and (a.historical or b.historical):
        return Comparison("apart", -0.6, "one is a dated act of the past, the other undated")
    return Comparison("unknown", 0, "not dated in both")


def _both_reported(a: When, b: When) -> Comparison:
    assert a.first is not None and b.first is not None  # noqa: S101 - for the type checker
    apart = abs((a.first - b.first).days)
    if a.historical or b.historical:
        return Comparison("unknown", 0, "one looks back without a date")
    if apart <= 7:
        return Comparison("alike", 0.4 if apart <= 2 else 0.2, f"reported within {apart + 1} days, not dated")
    if apart <= 30:
        return Comparison("apart", -0.4, f"reported {apart} days apart, not dated")
    return Comparison("never", 0, f"reported {apart} days apart")


def _one_reported(a: When, b: When) -> Comparison:
    dated, reported = (b, a) if a.reported else (a, b)
    assert dated.first is not None and dated.last is not None and reported.first is not None  # noqa: S101
    if reported.historical or a.announced or b.announced:
        return Comparison("unknown", 0, "one report gives no date of its own")
    before = (reported.first - dated.last).days
    after = (dated.first - reported.first).days
    if max(before, after) <= 3:
        return Comparison("alike", 0.4, "one is dated, the other reported that week")
    if max(before, after) <= 14:
        return Comparison("unknown", 0, "one is dated, the other reported within two weeks")
    return Comparison("never", 0, f"dated {_range(dated.first, dated.last)}, reported as new on {reported.first}")


def _range(first: date, last: date) -> str:
    return str(first) if first == last else f"{first} to {last}"


def same_place(a: Sighting, b: Sighting) -> Comparison:
    """Where: one place, or a place and its country, speak for it; two countries or two distant places against it."""
    if a.place is None or b.place is None:
        return _NO_PLACE
    relation = relate_places(a.place, b.place)
    if relation == "same":
        return Comparison("same", 0.8, f"both in {a.place.name}")
    if relation == "within":
        return Comparison("alike", 0.2, f"{a.place.name} and {b.place.name}: one within the other")
    if a.place.country and b.place.country and a.place.country != b.place.country:
        return Comparison("apart", -1.2, f"{a.place.name} and {b.place.name} are in two countries")
    return Comparison("apart", -0.7, f"{a.place.name} is not {b.place.name}")


def relate_places(a: Place, b: Place) -> Literal["same", "within", "apart"]:
    """Whether two places are one (50 km count as one place), one lies within the other, or neither."""
    if (a.geonameid and a.geonameid == b.geonameid) or a.name.casefold() == b.name.casefold():
        return "same"
    if a.country and a.country == b.country:
        wide = [place for place in (a, b) if place.feature.startswith(("PCL", "TERR"))]
        regions = [place for place in (a, b) if place.feature.startswith("ADM1")]
        if wide or (regions and a.admin1 and a.admin1 == b.admin1):
            return "within"
    return "same" if _kilometres(a, b) <= 50 else "apart"


def _kilometres(a: Place, b: Place) -> float:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 1e9
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, half)))


def same_numbers(a: Sighting, b: Sighting) -> Comparison:
    """The numbers given (dead, hurt, troops, sums): a count that fits speaks for it, another one little against."""
    if not a.counts or not b.counts:
        return _NO_NUMBER
    if corrected := corrects(a, b) or corrects(b, a):
        return Comparison("same", 1.2, f"one corrects the other's number {corrected[0].field}")
    ours, theirs = _numbers(a), _numbers(b)
    shared = [(field, one, other) for field, one in ours for name, other in theirs if name == field]
    if not shared:
        return _NO_NUMBER
    # That two exact tolls of some size agree by chance is rare; two round ones say less.
    exact = [(field, one.low) for field, one, other in shared if one == other and one.low == one.high >= 5]
    if exact:
        telling = 1.2 if any(number > 20 and number % 10 for _, number in exact) else 0.8
        return Comparison("same", telling, f"one number {exact[0][0]} in both")
    fit = [field for field, one, other in shared if one.meets(other)]
    if fit:
        return Comparison("same", 0.5, f"the number {fit[0]} fits")
    return Comparison("apart", -0.2, f"the number {shared[0][0]} differs")


def corrects(a: Sighting, b: Sighting) -> tuple[Claim, ...]:
    """The numbers of ``b`` that ``a`` names to set them aside: "eight states signed, not nine"."""
    aside = [(claim.field, interval(claim)) for claim in a.refused]
    return tuple(claim for claim in b.counts if (claim.field, interval(claim)) in aside)


def same_account(a: Sighting, b: Sighting) -> Comparison:
    """Two accounts of one attack: one side's and, in the next sentence, that of those who say they did it."""
    first, second = (a, b) if a.event.sentence < b.event.sentence else (b, a)
    if a.event.report != b.event.report or second.event.sentence - first.event.sentence != 1:
        return _ONE_ACCOUNT
    if {a.shape.type, b.shape.type} != {"ASSAULT"} or not (first.event.attribution and second.event.attribution):
        return _ONE_ACCOUNT
    teller, answerer = (_teller(one) for one in (first, second))
    own = answerer in second.shape.actors and set(first.shape.actors) <= {answerer}
    undated = second.when.first is None or second.when.reported
    counted = {claim.field for claim in first.counts} & {claim.field for claim in second.counts}
    if not teller or teller == answerer or not own or not undated or not counted:
        return _ONE_ACCOUNT
    return Comparison("same", 2.4, "told by one side and, right after it, by the other")


def _teller(one: Sighting) -> str:
    """The party on whose word an event stands."""
    speaker = one.event.attribution[-1].actor
    return party(speaker.value) if speaker is not None and is_named(party(speaker.value)) else ""


def _numbers(a: Sighting) -> list[tuple[str, Interval]]:
    found = ((claim.field, interval(claim)) for claim in a.counts)
    return [(field, bounds) for field, bounds in found if bounds is not None]


def same_trigger(a: Sighting, b: Sighting) -> Comparison:
    """The word that names the act: one word for it speaks for one happening, unless the act is one of saying."""
    if a.shape.type in _SAID:
        return _OTHER_WORD
    if a.stem and a.stem == b.stem:
        return Comparison("same", 0.3, f"both say “{a.event.trigger}”")
    return _OTHER_WORD


def one_writer(a: Sighting, b: Sighting) -> Comparison:
    """Who writes: one report that dates two acts to two days tells of two, but for an attack that a night divides."""
    dated = [one.when for one in (a, b) if one.event.date_precision == "day" and not one.when.reported]
    if a.event.report != b.event.report or len(dated) < 2:
        return _TWO_WRITERS
    first, second = dated
    assert first.first is not None and second.first is not None  # noqa: S101 - for the type checker
    apart = abs((first.first - second.first).days)
    if apart > (1 if a.shape.type in ("ASSAULT", "COERCE") else 0):
        return Comparison("never", 0, f"one report dates them {first.first} and {second.first}")
    return _TWO_WRITERS


def same_topic(a: Sighting, b: Sighting) -> Comparison:
    """What the act is about (dues, membership, drills): two topics of one kind of act are two happenings."""
    if not a.about or not b.about or a.shape.type != b.shape.type:
        return _NO_TOPIC
    if a.about == b.about:
        return Comparison("same", 0.2, f"both about {a.about}")
    return Comparison("never", 0, f"{a.about} is not {b.about}")


def undated_fits(a: Sighting, b: Sighting) -> Comparison:
    """A dated act and an undated one of another report: without the place and the word or a number they stay two."""
    if not _one_is_undated(a, b):
        return _BOTH_DATED
    placed, counted = (compare(a, b).level in ("same", "alike") for compare in (same_place, same_numbers))
    if placed and (counted or same_trigger(a, b).level == "same"):
        return Comparison("alike", 0, "one is undated, but the place and the word or a number fit")
    return Comparison("never", 0, "one is dated, the other not, and nothing else ties them")


def _one_is_undated(a: Sighting, b: Sighting) -> bool:
    """Whether one is dated by its text and the other not at all, of a kind that comes again and again."""
    if (a.when.first is None) == (b.when.first is None) or {a.shape.type, b.shape.type}.isdisjoint(_AGAIN):
        return False
    news = all(one.event.where in ("headline", "lead") for one in (a, b))
    return not news and not any(one.when.reported for one in (a, b))


def same_words(a: Sighting, b: Sighting) -> Comparison:
    """The rest of the sentence: many content words in common speak for it, none against it."""
    least = min(len(a.words), len(b.words))
    if least < 3:
        return _FEW_WORDS
    share = len(a.words & b.words) / least
    if share >= 0.6:
        return Comparison("same", 0.6, f"{round(100 * share)}% of the shorter sentence's words in common")
    if share >= 0.25:
        return Comparison(
            "alike", max(0.3, round(share, 2)), f"{round(100 * share)}% of the shorter sentence's words in common"
        )
    return _OTHER_WORDS


#: Compared once for each pair of shapes; the first ``never`` ends it.
BY_SHAPE: tuple[Callable[[Shape, Shape], Comparison], ...] = (
    same_kind,
    same_direction,
    same_actors,
    same_recipients,
    same_partners,
)
#: Compared for each pair of sightings whose shapes and dates may be one.
BY_SIGHTING: tuple[Callable[[Sighting, Sighting], Comparison], ...] = (
    same_place,
    same_numbers,
    same_topic,
    one_writer,
    same_trigger,
    same_words,
    same_account,
)
