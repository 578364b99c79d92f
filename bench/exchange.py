"""Rate and memory of importing GDELT-shaped rows: ``python -m bench.exchange [ROWS]`` (a million by default).

First they are read alone, then taken into a ledger, with the highest memory of the process so far after each.

The rows are made here, with as many different actors and places as news has; nothing of GDELT is used.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from accord.exchange import read_events
from accord.exchange.gdelt import COLUMNS
from accord.handover import import_events
from accord.ledger import open_ledger
from accord.records import PastEvent

_COUNTRIES = ("ARM", "RUS", "USA", "GBR", "FRA", "TUR", "IRN", "AZE", "GEO", "KAZ", "ROM", "PSE", "", "EUR")
_TYPES = ("", "GOV", "MIL", "COP", "CVL", "BUS", "REB", "IGO", "MED", "OPP")
_CODES = ("010", "040", "042", "043", "051", "0841", "112", "111", "120", "1724", "173", "190", "193", "036", "161")
_FIPS = ("AM", "RS", "US", "UK", "FR", "TU", "IR", "AJ", "GG", "KZ", "RO", "WE")


def rows(count: int, *, seed: int = 1) -> Iterator[str]:
    """``count`` lines with GDELT 2.0's 61 columns."""
    chance = random.Random(seed)
    for number in range(count):
        yield "\t".join(_row(chance, number)) + "\n"


def _row(chance: random.Random, number: int) -> list[str]:
    row = dict.fromkeys(COLUMNS, "")
    day = f"{chance.randint(2015, 2023)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
    for side in "12":
        country, kind = chance.choice(_COUNTRIES), chance.choice(_TYPES)
        row |= {
            f"Actor{side}Code": country + kind,
            f"Actor{side}Name": f"NAME {int(chance.paretovariate(1)) % 60_000}",
            f"Actor{side}CountryCode": country,
            f"Actor{side}Type1Code": kind,
        }
    for who in ("Actor1", "Actor2", "Action"):
        place, fips = int(chance.paretovariate(1)) % 40_000, chance.choice(_FIPS)
        row |= {
            f"{who}Geo_Type": "4",
            f"{who}Geo_FullName": f"Town {place}, Province, Country",
            f"{who}Geo_CountryCode": fips,
            f"{who}Geo_ADM1Code": f"{fips}{place % 30:02d}",
            f"{who}Geo_Lat": f"{place % 90}.{place % 97}",
            f"{who}Geo_Long": f"{place % 180}.{place % 89}",
            f"{who}Geo_FeatureID": str(place),
        }
    code = chance.choice(_CODES)
    row |= {"GLOBALEVENTID": str(10**8 + number), "SQLDATE": day, "MonthYear": day[:6], "Year": day[:4]}
    row |= {"EventCode": code, "EventBaseCode": code[:3], "EventRootCode": code[:2], "QuadClass": "1"}
    row |= {"GoldsteinScale": "3.4", "NumMentions": "10", "NumSources": "1", "NumArticles": str(chance.randint(1, 40))}
    row |= {"AvgTone": "-1.5", "DATEADDED": f"{day}000000"}
    row["SOURCEURL"] = f"https://lake-herald.example/{day}/story-{number}"
    return list(row.values())


def main(count: int) -> None:
    """Write ``count`` rows to a file, read them, take them into a ledger; print rates and the highest memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gdelt.export.CSV"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(rows(count))
        start = time.perf_counter()
        events = sum(isinstance(record, PastEvent) for record in read_events(path, "gdelt"))
        _tell("read", events, start)
        start = time.perf_counter()
        with open_ledger(Path(folder) / "bench.db", create=True) as ledger:
            _tell("into a ledger", import_events(ledger, "gdelt", path, lambda refused: None).new, start)


def _tell(what: str, events: int, start: float) -> None:
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what}: {events:,} events, {events / seconds:,.0f} a second, {peak:,.0f} MB at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
