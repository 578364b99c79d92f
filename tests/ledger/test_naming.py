"""What a person types as the party it means."""

from __future__ import annotations

import pytest

from accord.errors import ConfigError
from accord.naming import find_pair, find_party, load_names, nearest
from accord.parties import party


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ARM", "ARM"), ("Armenia", "ARM"), ("armenia", "ARM"), ("  the  Netherlands ", "NLD"), ("CSTO", "CSTO"),
        ("ODKB", "CSTO"), ("Collective Security Treaty Organization", "CSTO"), ("US", "USA"), ("Hamas", "HAMAS"),
        ("CAN", "CAN"), ("Andean Community", "ANDEAN"), ("Namibia", "NAM"), ("EU", "EU"), ("KOS", "KOS"),
    ],
)  # fmt: skip
def test_a_party_is_found_by_code_name_or_alias(text: str, key: str) -> None:
    assert party(find_party(text)) == key


def test_an_unknown_party_is_an_error_with_the_nearest_names() -> None:
    with pytest.raises(ConfigError, match=r"no party is called 'Armnia'. Did you mean Armenia"):
        find_party("Armnia")
    with pytest.raises(ConfigError, match="Give a country's name"):
        find_party("qqqqqqqqqqqqqqqqqqqqq")
    assert nearest("CTSO")[0] == "CSTO"


def test_a_party_that_only_a_ledger_knows_is_found_by_its_key() -> None:
    assert find_party("river brigade", also=["river brigade"]).name == "river brigade"
    assert find_party("River Brigade", also=["river brigade"]).name == "river brigade"
    assert party(find_party("ARM CVL", also=["ARM CVL"])) == "ARM CVL"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("ARM CSTO", ("ARM", "CSTO")),
        ("Armenia Russia", ("ARM", "RUS")),
        ("South Korea United States", ("KOR", "USA")),
        ("ARM, CSTO", ("ARM", "CSTO")),
    ],
)
def test_two_parties_in_one_line(text: str, keys: tuple[str, str]) -> None:
    assert tuple(party(one) for one in find_pair(text)) == keys


@pytest.mark.parametrize("text", ["ARM", "", "ARM Nowherestan"])
def test_what_is_not_two_parties_is_an_error(text: str) -> None:
    with pytest.raises(ConfigError, match="two parties"):
        find_pair(text)


def test_no_key_names_two_parties() -> None:
    names = load_names()
    assert all(party(actor) == key for key, actor in names.actors.items())
