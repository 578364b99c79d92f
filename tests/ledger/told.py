"""A short history told by reports: announced, denied, frozen, left; with copies, late arrivals and side stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from handmade import Coder, voice, write

from accord.ledger import Ledger
from accord.ledger.reports import add_coded
from accord.records import Coded
from accord.upkeep import settle

#: Gives the address of a new, empty ledger.
NewLedger = Callable[[], str]


def make_history() -> list[Coded]:
    """Seven weeks of Kenya and the East Union, and of a border clash, as four outlets had it."""
    return [*_announced(), *_denied(), *_frozen(), *_left(), *_clash()]


def _announced() -> list[Coded]:
    first = Coder(write(
        "Kenya will leave the East Union, its prime minister told parliament in a stormy session on Tuesday.",
        "The union has its seat in a lakeside town where traders had met for as long as anyone there remembers.",
        title="Kenya to leave East Union", outlet="Lakeside Post", published="2031-03-04",
    ))  # fmt: skip
    first.event("Kenya to leave East Union", "SANCTION-withdraw", "KEN", "IGO EUNION", aux=("future",), trigger="leave")
    first.event(
        "Kenya will leave the East Union", "SANCTION-withdraw", "KEN GOV", "IGO EUNION", aux=("future",), where="lead",
        trigger="leave", by=voice("prime minister", "announces", "KEN GOV"),
    )  # fmt: skip
    first.tie("The union has its seat in a lakeside town", "membership", "TZA", "IGO EUNION")
    copy = Coder(write(
        "Kenya will leave the East Union, its prime minister told parliament in a stormy session on Tuesday.",
        "The union has its seat in a lakeside town where traders had met for as long as anyone there remembers.",
        title="East Union loses a member", outlet="Hill Courier", published="2031-03-05", credit="Lakeside Post",
    ))  # fmt: skip
    copy.event(
        "Kenya will leave the East Union", "SANCTION-withdraw", "KEN GOV", "IGO EUNION", aux=("future",), where="lead",
        trigger="leave", by=voice("prime minister", "announces", "KEN GOV"),
    )  # fmt: skip
    copy.tie("East Union loses a member", "membership", "KEN", "IGO EUNION")
    return [first.coded(), copy.coded()]


def _denied() -> list[Coded]:
    one = Coder(write(
        "Kenya has not decided to leave the East Union, foreign minister Asha Otieno said on Friday.",
        "Uganda accused Kenya of blocking lorries at the border. Kenya rejected the accusation as absurd.",
        outlet="Highland Radio", published="2031-03-07",
    ))  # fmt: skip
    one.event(
        "Kenya has not decided to leave the East Union", "SANCTION-withdraw", "KEN GOV", "IGO EUNION",
        aux=("negation",), trigger="leave", by=voice("Asha Otieno", "says", "KEN GOV"),
    )  # fmt: skip
    one.event("Uganda accused Kenya of blocking lorries at the border", "ACCUSE-allege", "UGA", "KEN")
    one.event("Kenya rejected the accusation as absurd", "REJECT", "KEN", "UGA")
    return [one.coded()]


def _frozen() -> list[Coded]:
    told = []
    for outlet, day, words in (
        ("Lakeside Post", "2031-03-20", "Kenya froze its membership of the East Union on Wednesday."),
        ("Highland Radio", "2031-03-21", "Kenya has suspended its part in the East Union after a quarrel over tolls."),
    ):  # fmt: skip
        one = Coder(write(words, outlet=outlet, published=day))
        one.event(words, "SANCTION-discontinue", "KEN GOV", "IGO EUNION", date="2031-03-19", trigger=words.split()[1])
        told.append(one.coded())
    return told


def _left() -> list[Coded]:
    one = Coder(write(
        "Kenya left the East Union on Monday, a year after it had joined, and took down its flag at the seat.",
        "Kenya was a member of the East Union. The union comprises Uganda and Rwanda and Tanzania.",
        outlet="Lakeside Post", published="2031-04-22",
    ))  # fmt: skip
    one.event(
        "Kenya left the East Union on Monday", "SANCTION-withdraw", "KEN GOV", "IGO EUNION", date="2031-04-21",
        trigger="left",
    )  # fmt: skip
    for state in ("UGA", "RWA", "TZA"):
        one.tie("The union comprises Uganda and Rwanda and Tanzania", "membership", state, "IGO EUNION")
    return [one.coded()]


def _clash() -> list[Coded]:
    told = []
    for outlet, day, words, killed in (
        ("Hill Courier", "2031-03-06", "Ugandan soldiers shot five Kenyan guards at Busia on Thursday.", 5),
        ("Lakeside Post", "2031-03-07", "Ugandan soldiers killed three Kenyan guards at Busia on Thursday.", 3),
        ("Highland Radio", "2031-03-09", "Kenya buried three guards whom Ugandan soldiers shot on Thursday.", 3),
    ):  # fmt: skip
        one = Coder(write(words, outlet=outlet, published=day))
        event = one.event(words, "ASSAULT-firearms", "UGA MIL", "KEN MIL", date="2031-03-06", trigger="shot")
        one.count(event, "three" if killed == 3 else "five", "killed", killed)
        told.append(one.coded())
    return told


def newer_version(of: Coded, words: str, day: str) -> Coded:
    """A newer version of a report, with another first paragraph and no event."""
    report = of.report
    rest = report.text.split("\n\n")[2:]
    return Coder(write(words, *rest, title=report.title, outlet=report.outlet, published=day)).coded()


def keep(ledger: Ledger, coded: Iterable[Coded], *, read_on: str = "2031-12-01", derive: bool = True) -> None:
    """Put reports into a ledger, and derive what follows."""
    with ledger.store.writing() as connection:
        add_coded(ledger.store, connection, coded, read_on=read_on)
    if derive:
        settle(ledger)


def view(ledger: Ledger, known_by: str) -> list[object]:
    """All that is known by a day, without the day on which it stopped counting later."""
    words = [(w.id, w.stage, w.known_since, w.origin) for w in ledger.tie_words(known_by=known_by)]
    episodes = [(k.name, k.record, k.known_since) for k in ledger.episodes(known_by=known_by)]
    contests = [(k.name, k.record, k.known_since) for k in ledger.contests(known_by=known_by)]
    reports = [one.report.id for one in ledger.coded(known_by=known_by)]
    return [words, episodes, contests, reports]


def days_of(coded: Sequence[Coded]) -> list[str]:
    """The days on which reports were published."""
    return sorted({one.report.published[:10] for one in coded})
