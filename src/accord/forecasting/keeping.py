"""Keeping: a learner in one file, from which it goes on as if it had never been put away.

The file is a zip of arrays (NumPy's own format, no pickles), the trees in LightGBM's words, and a page of JSON with the
version and a hash of every part. The same learner gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from accord.errors import DataError
from accord.forecasting.combining import Calibration, Effort, Trees
from accord.forecasting.kin import Kin
from accord.forecasting.patterns import PATTERNS
from accord.forecasting.ranking import Learner, Settings
from accord.forecasting.recollection import Recollection
from accord.forecasting.tallies import HALF_LIVES

LAYOUT = 1
"""The version of the file; one of another version is refused."""
_HEAD, _TREES = "learner.json", "trees.txt"
_ARRAYS = ("homes", "roles", "named")
_FIT = "Fit a learner anew and save it"

Arrays = dict[str, npt.NDArray[Any]]


def save_learner(learner: Learner, path: Path) -> None:
    """Write a fitted learner to ``path``, in place of what was there; an interrupted writing leaves that as it was."""
    arrays = _arrays_of(learner)
    parts = {f"{name}.npy": _packed(arrays[name]) for name in sorted(arrays)}
    parts[_TREES] = learner.trees.text().encode()
    head = _head_of(learner) | {"parts": {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()}}
    parts[_HEAD] = json.dumps(head, indent=1, sort_keys=True).encode()
    beside = path.with_name(f"{path.name}.part")
    with zipfile.ZipFile(beside, "w") as file:
        for name, data in parts.items():
            # A date of its own would make other bytes every time.
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            file.writestr(member, data, zipfile.ZIP_DEFLATED, compresslevel=1)
    beside.replace(path)


def load_learner(path: Path) -> Learner:
    """The learner that was saved at ``path``. Raises DataError where there is none that this version can read."""
    try:
        with zipfile.ZipFile(path) as file:
            head = json.loads(file.read(_HEAD))
            _check(head, path)
            parts = {name: file.read(name) for name in head["parts"]}
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise DataError(f"{path} is no saved learner: {error}", remedy=_FIT) from error
    for name, data in parts.items():
        if hashlib.sha256(data).hexdigest() != head["parts"][name]:
            raise DataError(f"{path} is damaged: {name} is not what was saved", remedy=_FIT)
    text = parts.pop(_TREES).decode()
    arrays = {name.removesuffix(".npy"): np.load(io.BytesIO(data), allow_pickle=False) for name, data in parts.items()}
    return _learner_of(head, arrays, text)


def _check(head: Mapping[str, Any], path: Path) -> None:
    """Refuse a file of another layout, or one whose patterns this version does not have."""
    same = head["patterns"] == list(PATTERNS) and head["half_lives"] == list(HALF_LIVES)
    if head["layout"] != LAYOUT or not same:
        raise DataError(
            f"{path} was saved by another version of accord (layout {head['layout']}; this one reads {LAYOUT})",
            remedy=_FIT,
        )


def _head_of(learner: Learner) -> dict[str, Any]:
    past = learner.past
    return {
        "layout": LAYOUT,
        "patterns": list(PATTERNS),
        "half_lives": list(HALF_LIVES),
        "settings": asdict(learner.settings),
        "size": [past.entities, past.relations],
        "kin": [learner.kin.home_count, learner.kin.role_count],
        "past kin": [past.kin.home_count, past.kin.role_count],
        "day": past.day,
        "taste_day": past.tastes[0] if past.tastes else None,
        "seasonal": past.cycles.seasonal,
        "waiting": [day for day, _ in past.cycles.waiting()],
        "calibration": asdict(learner.calibration),
        "looks": list(learner.trees.names),
    }


def _arrays_of(learner: Learner) -> Arrays:
    """Every array of a learner, by a name of its own."""
    past = learner.past
    found: Arrays = {"shares": learner.shares}
    for whose, kin in (("kin", learner.kin), ("past kin", past.kin)):
        found |= {f"{whose}/{name}": getattr(kin, name) for name in _ARRAYS}
    for name, counts in past.counts().items():
        found |= {f"counts/{name}/{column}": array for column, array in counts.arrays().items()}
    for place, (_, keys) in enumerate(past.cycles.waiting()):
        found |= {f"waiting/{place:04d}/{name}": array for name, array in keys.items()}
    found |= dict(zip(("rules/at", "rules/stood", "rules/held"), learner.rules.cases(), strict=True))
    return found | ({"taste": past.tastes[1]} if past.tastes else {})


def _learner_of(head: Mapping[str, Any], arrays: Arrays, trees: str) -> Learner:
    told = dict(head["settings"])
    entities, relations = head["size"]
    settings = Settings(**told | {"effort": Effort(**told["effort"])})
    learner = Learner(entities, relations, settings=settings)
    learner.kin = _kin_of("kin", head, arrays)
    learner.past = _past_of(head, arrays)
    learner.rules.restore(arrays["rules/at"], arrays["rules/stood"], arrays["rules/held"])
    learner.shares = arrays["shares"]
    learner.calibration = Calibration(**head["calibration"])
    learner.trees = Trees.read(head["looks"], trees)
    return learner


def _kin_of(whose: str, head: Mapping[str, Any], arrays: Arrays) -> Kin:
    homes, roles, named = (arrays[f"{whose}/{name}"] for name in _ARRAYS)
    return Kin(homes, roles, named, *head[whose])


def _past_of(head: Mapping[str, Any], arrays: Arrays) -> Recollection:
    """What a learner remembers."""
    entities, relations = head["size"]
    past = Recollection(entities, relations, _kin_of("past kin", head, arrays))
    past.day = head["day"]
    past.cycles.seasonal = head["seasonal"]
    for name, counts in past.counts().items():
        counts.restore({column: arrays[f"counts/{name}/{column}"] for column in counts.arrays()})
    for place, day in enumerate(head["waiting"]):
        past.cycles.await_again(day, {name: arrays[f"waiting/{place:04d}/{name}"] for name in past.cycles.names})
    past.tastes = None if head["taste_day"] is None else (head["taste_day"], arrays["taste"])
    return past


def _packed(array: npt.NDArray[Any]) -> bytes:
    """An array in NumPy's format."""
    held = io.BytesIO()
    np.save(held, np.ascontiguousarray(array), allow_pickle=False)
    return held.getvalue()
