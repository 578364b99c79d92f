"""``python -m bench.make_reports N [--seed S]``: N synthetic reports as JSON lines, for measuring time and memory.

They are the reports of the example sets with their states, capitals, peoples, persons, dates and numbers
exchanged. All reports of one round through a set share the exchange, so that a round is one happening with its copies
and conflicts. The same N and seed give the same bytes, and the first lines of a longer run are those of a shorter one.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from accord.reading import read
from accord.records import Report
from accord.tables import Row, read_table
from bench import answers

STATES = ("iso3", "iso2", "cow", "gw", "name", "aliases", "adjectives", "demonyms", "capital", "seats", "region")
MONTHS = tuple(date(2000, month, 1).strftime("%B") for month in range(1, 13))
MONTH = "|".join(sorted({*MONTHS, *(f"{month[:3]}." for month in MONTHS)}, key=len, reverse=True)).replace(".", r"\.")

#: Invented names, of no place in particular: what matters is that they are as many and as long as real ones.
GIVEN = "Amara Bolat Celia Daud Edina Farid Goran Hanna Ismail Jovana Kofi Lucia Marat Nadia Oumar Petra Rashid Sonia"
FAMILY = (
    "Abelard Bakhtin Cordova Dembele Esterhaz Farouki Grabow Halloran Ibanez Jurasov Kadirov Lindqvist Mbeko Narayan "
    "Okafor Petrenko Quispel Rahimov Sandoval Tevita Umarov Valdes Wanjala Yilmazer Zelaya"
)

DATED = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}}) (?P<m1>{MONTH})|(?P<m2>{MONTH}) (?P<d2>\d{{1,2}}))(?P<y>,? \d{{4}})?(?!\w)"
    rf"|\b(?P<m3>{MONTH})(?!\w)"
)
NUMBER = re.compile(
    r"(?<![\w.,$€£-])\d{1,3}(?:,\d{3})+(?![\w,]*\d)|(?<![\w.,:/$€£-])\d{1,6}(?![\w:/%-]|[.,]\d| [ap]\.m)"
)


@dataclass(frozen=True, slots=True)
class Cast:
    """What one round exchanges: words for words, days for days, numbers by a factor."""

    words: dict[str, str]
    pattern: re.Pattern[str]
    shift: timedelta
    factor: float


def main(arguments: Sequence[str]) -> int:
    """Write the reports to standard output."""
    parser = argparse.ArgumentParser(prog="python -m bench.make_reports", description=__doc__)
    parser.add_argument("n", type=int, help="how many reports")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    for row in make_reports(options.n, seed=options.seed):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


def make_reports(n: int, *, seed: int = 1) -> Iterator[dict[str, str]]:
    """``n`` reports as rows of JSON lines: ``id title date outlet text``."""
    sets = [(slug, list(read_set(slug))) for slug in answers.slugs()]
    states = [row for row in read_table("actors/states.tsv", STATES) if row["capital"] and row["adjectives"]]
    present = {slug: states_in(reports, states) for slug, reports in sets}
    number = 0
    for turn in count():
        slug, reports = sets[turn % len(sets)]
        chance = random.Random(f"{seed}:{turn}")
        cast = cast_of(slug, present[slug], states, chance)
        for report in reports:
            if number == n:
                return
            number += 1
            yield row_of(report, cast, f"{slug}-{turn}-{number}")


def read_set(slug: str) -> Iterator[Report]:
    """The reports of a set that can be read."""
    return (report for report in read(answers.inputs(slug)) if isinstance(report, Report))


def states_in(reports: Sequence[Report], states: Sequence[Row]) -> list[Row]:
    """The states that a set names."""
    text = "\n".join(report.text for report in reports)
    return [row for row in states if re.search(rf"\b{re.escape(row['name'])}\b", text)]


def cast_of(slug: str, present: Sequence[Row], states: Sequence[Row], chance: random.Random) -> Cast:
    """Choose who plays whom in one round of a set."""
    names = {row["iso3"] for row in present}
    others = chance.sample([row for row in states if row["iso3"] not in names], len(present))
    words: dict[str, str] = {}
    for old, new in zip(present, others, strict=True):
        words |= state_words(old, new)
    words |= person_words(slug, chance)
    words = {word.upper(): new.upper() for word, new in words.items() if len(word) > 3} | words
    longest = sorted(words, key=lambda word: (-len(word), word))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")
    return Cast(words, pattern, timedelta(weeks=chance.randrange(-500, 60)), chance.uniform(0.5, 1.9))


def state_words(old: Row, new: Row) -> dict[str, str]:
    """How a state, its people and its capital are written, and how those of the state that plays it are."""
    adjective, capital = new.list("adjectives")[0], new.list("capital")[0]
    singular, *plural = new.list("demonyms") or (adjective,)
    words = {alias: new["name"] for alias in old.list("aliases") if len(alias) > 3 and not alias.startswith("the ")}
    words |= dict.fromkeys((*old.list("capital"), *old.list("seats")), capital)
    words |= {demonym: plural[0] if plural and demonym.endswith("s") else singular for demonym in old.list("demonyms")}
    return words | dict.fromkeys(old.list("adjectives"), adjective) | {old["name"]: new["name"]}


def person_words(slug: str, chance: random.Random) -> dict[str, str]:
    """New names for the invented persons of a set, whole and by surname."""
    about = tomllib.loads((answers.EXAMPLES / slug / "answers.toml").read_text(encoding="utf-8"))["about"]
    families = chance.sample(FAMILY.split(), len(about["persons"]))
    words: dict[str, str] = {}
    for person, family in zip(about["persons"], families, strict=True):
        words |= {person: f"{chance.choice(GIVEN.split())} {family}", person.split()[-1]: family}
    return words


def row_of(report: Report, cast: Cast, name: str) -> dict[str, str]:
    """One report in its new cast. The headline is the row's title and is not repeated in its text."""
    body = report.text.removeprefix(report.title).lstrip()
    return {
        "id": name,
        "title": recast(report.title, cast, report.published),
        "date": shifted(report.published, cast.shift),
        "outlet": cast.pattern.sub(lambda match: cast.words[match[0]], report.outlet),
        "text": recast(body, cast, report.published),
    }


def recast(text: str, cast: Cast, published: str) -> str:
    """``text`` with its dates moved, its numbers scaled and its actors exchanged, in that order."""
    year = int(published[:4] or 2020)
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(moved(match, cast.shift, year))
        return f"\x01{chr(0xE000 + len(kept) - 1)}\x01"

    dated = NUMBER.sub(lambda match: scaled(match[0], cast.factor), DATED.sub(keep, text))
    named = cast.pattern.sub(lambda match: "\x00" + cast.words[match[0]], dated)
    voiced = re.sub(r"\b([Aa])n?( \x00[AEIO])", r"\1n\2", re.sub(r"\b([Aa])n( \x00)", r"\1\2", named))
    return re.sub("\x01(.)\x01", lambda match: kept[ord(match[1]) - 0xE000], voiced).replace("\x00", "")


def shifted(published: str, shift: timedelta) -> str:
    """A day of publication, moved; the hour is left away."""
    return (date.fromisoformat(published[:10]) + shift).isoformat() if len(published) >= 10 else ""


def moved(match: re.Match[str], shift: timedelta, year: int) -> str:
    """A date in words, moved by the shift and written as it was. "May" may be a verb: alone it stays."""
    month = match["m1"] or match["m2"] or match["m3"]
    number = 1 + next(index for index, name in enumerate(MONTHS) if name.startswith(month.rstrip(".")))
    if match["m3"]:
        return match[0] if month == "May" else MONTHS[(date(year, number, 15) + shift).month - 1]
    old_year = int(match["y"].strip(", ")) if match["y"] else year
    day = match["d1"] or match["d2"]
    try:
        new = date(old_year, number, int(day)) + shift
    except ValueError:
        return match[0]
    words = f"{new.day} {MONTHS[new.month - 1]}" if match["d1"] else f"{MONTHS[new.month - 1]} {new.day}"
    return words + (match["y"].replace(str(old_year), str(new.year)) if match["y"] else "")


def scaled(number: str, factor: float) -> str:
    """A number times the factor, at least 2; what looks like a year stays."""
    value = int(number.replace(",", ""))
    if "," not in number and 1900 <= value < 2100:
        return number
    new = max(2, round(value * factor))
    return f"{new:,}" if "," in number else str(new)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
