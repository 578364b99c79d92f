import pytest

from accord.publishing import network
from accord.publishing.labels import label
from accord.publishing.network import Link, describe, draw, links
from accord.records import Actor, Dossier, Episode, Tie

A, B, BODY = (
    Actor("XTA", "GOV", "Tarvia"),
    Actor("XRO", "GOV", "Rosmark"),
    Actor("IGO", "", "Meridian Pact", "", "MERP"),
)


def episode(type_: str, stage: str, actors: tuple[Actor, ...] = (A,), recipients: tuple[Actor, ...] = (B,)) -> Episode:
    return Episode(
        "e", type_, "", actors, recipients, "", "unknown", None, stage, f"{type_} {stage}", 1.0, (), (), ("o",), ()
    )


def kinds(*episodes: Episode) -> list[tuple[str, str, str]]:
    return [(link.a, link.b, link.kind.code) for link in links(Dossier("t", "", episodes=episodes))]


@pytest.mark.parametrize(
    ("type_", "stage", "kind"),
    [
        ("ASSAULT", "done", "conflict"),
        ("COOPERATE", "done", "cooperation"),
        ("CONSULT", "ongoing", "cooperation"),
        ("ASSAULT", "alleged", None),  # an accuser says so
        ("SANCTION", "announced", None),  # not done
        ("ACCUSE", "alleged", "conflict"),  # the accusation itself was made
        ("THREATEN", "announced", "conflict"),
        ("ACCUSE", "denied", None),
        ("AGREE", "possible", None),
        ("NOT-A-TYPE", "done", None),
    ],
)
def test_only_what_was_done_or_said_is_a_link(type_: str, stage: str, kind: str | None) -> None:
    assert kinds(episode(type_, stage)) == ([("Rosmark", "Tarvia", kind)] if kind else [])


def test_office_and_army_are_the_state_but_rebels_are_not() -> None:
    army, premier = Actor("XTA", "MIL", "Tarvian army"), Actor("XTA", "GOV", "Ilse Marandt", "head of government")
    rebels = Actor("XTA", "REB", "Northern Front")
    found = kinds(
        episode("ASSAULT", "done", (army,)),
        episode("ACCUSE", "done", (premier,)),
        episode("ASSAULT", "done", (A,), (rebels,)),
    )
    assert ("Northern Front", "Tarvia", "conflict") in found
    assert len(found) == 2


def test_an_actor_of_whom_only_the_sector_is_known_is_no_node() -> None:
    assert kinds(episode("ASSAULT", "done", (Actor("", "MIL", "", "troops"),))) == []


def test_a_state_is_not_linked_to_itself() -> None:
    assert kinds(episode("PROTEST", "done", (A,), (Actor("XTA", "MIL", "army"),))) == []


def test_a_tie_is_a_link_with_its_stage_in_words() -> None:
    tie = Tie("t", "membership", A, BODY, "frozen", "", "", "", "", (), ("o",), ())
    (link,) = links(Dossier("t", "", ties=(tie,)))
    assert (link.a, link.b, link.kind.code, link.words) == ("Meridian Pact", "Tarvia", "tie", ("Membership: frozen",))


def ring(size: int) -> tuple[Link, ...]:
    names = [f"Actor {n:02d}" for n in range(size)]
    return tuple(Link(names[n], names[(n * 7 + 1) % size], label("edge", "tie"), ("x",)) for n in range(size))


@pytest.mark.parametrize("width", [340, 720])
@pytest.mark.parametrize("size", [2, 3, 8, 14, 40])
def test_everything_drawn_lies_in_the_picture(size: int, width: int) -> None:
    picture = draw(ring(size), width=width)
    assert picture is not None
    assert len(picture.nodes) == min(size, 14) and picture.left_out == max(0, size - 14)
    spots = {(node.x, node.y) for node in picture.nodes}
    assert len(spots) == len(picture.nodes)
    for node in picture.nodes:
        assert 10 <= node.x <= width - 10 and 10 <= node.y <= picture.height - 10
        longest = max(len(line) for line in node.lines) * 0.6 * (12 if width < 500 else 14)
        left = node.label_x - (0 if node.align == "start" else longest if node.align == "end" else longest / 2)
        assert left >= 0 and left + longest <= width


def test_neighbours_stand_near_each_other() -> None:
    # A chain given in a scrambled order is laid out as a chain: every link joins two that stand side by side.
    chain = tuple(Link(f"n{n}", f"n{n + 1}", label("edge", "tie"), ("x",)) for n in (3, 0, 5, 2, 4, 1))
    order = network._order(["n3", "n0", "n6", "n2", "n5", "n1", "n4"], list(chain))
    at = {name: place for place, name in enumerate(order)}
    assert all(abs(at[link.a] - at[link.b]) in (1, len(order) - 1) for link in chain)


def test_nothing_to_draw_and_the_picture_in_words() -> None:
    assert draw((), width=720) is None
    assert describe(ring(3)) == "Network of 3 actors and 3 links: tie 3. The table below has each."
