"""A history and the models learnt from it, kept in a folder so that the next question is answered at once.

It is a cache: it may be thrown away at any time, and it is made anew when ``mark`` says that the past has changed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from accord.forecasting.features import World
from accord.forecasting.history import History
from accord.forecasting.probability import Fitted, Model

#: The version of this layout; a folder of another one is made anew.
_LAYOUT = "4"
_COLUMNS = ("day", "actor", "recipient", "kind", "score")
_ARRAYS = ("base", "level", "usual", "scale", "weights")


class Words(Sequence[str]):
    """Many strings in one buffer, decoded when asked for."""

    def __init__(
        self, blob: NDArray[np.uint8], ends: NDArray[np.int64], first: int = 0, last: int | None = None
    ) -> None:
        self._blob, self._ends = blob, ends
        self._first, self._last = first, len(ends) if last is None else last

    def __len__(self) -> int:
        return self._last - self._first

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Words: ...
    def __getitem__(self, at: int | slice) -> str | Words:
        if isinstance(at, slice):
            first, last, step = at.indices(len(self))
            if step != 1:
                raise ValueError("only whole stretches can be taken")
            return Words(self._blob, self._ends, self._first + first, self._first + max(first, last))
        place = self._first + (at if at >= 0 else len(self) + at)
        if not self._first <= place < self._last:
            raise IndexError(at)
        start = int(self._ends[place - 1]) if place else 0
        return bytes(self._blob[start : int(self._ends[place])]).decode()


def save_history(history: History, folder: Path, *, mark: str) -> None:
    """Keep ``history`` in ``folder``, in place of what was there."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    for name in _COLUMNS:
        np.save(folder / f"{name}.npy", getattr(history, name))
    (folder / "parties.json").write_text(json.dumps(history.parties), encoding="utf-8")
    for name, words in (("keys", history.keys), ("texts", history.texts)):
        parts = [word.encode() for word in words]
        np.save(folder / f"{name}.npy", np.frombuffer(b"".join(parts), dtype=np.uint8))
        np.save(folder / f"{name}-ends.npy", np.cumsum([len(part) for part in parts], dtype=np.int64))
    # The mark is written last: a folder whose writing was cut short has none.
    (folder / "mark.json").write_text(json.dumps([_LAYOUT, mark, history.refused]), encoding="utf-8")


def load_history(folder: Path, *, mark: str) -> History | None:
    """The history kept in ``folder``, None where there is none or the past has changed since."""
    try:
        layout, kept, refused = json.loads((folder / "mark.json").read_text(encoding="utf-8"))
        if (layout, kept) != (_LAYOUT, mark):
            return None
        columns = {name: np.load(folder / f"{name}.npy") for name in _COLUMNS}
        parties = tuple(json.loads((folder / "parties.json").read_text(encoding="utf-8")))
        keys, texts = (
            Words(np.load(folder / f"{name}.npy", mmap_mode="r"), np.load(folder / f"{name}-ends.npy", mmap_mode="r"))
            for name in ("keys", "texts")
        )
    except (OSError, ValueError):
        return None
    return History(parties=parties, keys=keys, texts=texts, refused=refused, **columns)


def save_model(model: Model, folder: Path, *, name: str) -> None:
    """Keep ``model`` beside its history, under a name of its own."""
    kinds = {
        kind: {one.name: _plain(getattr(fitted, one.name)) for one in fields(fitted)}
        for kind, fitted in model.kinds.items()
    }
    told = {"days": model.days, "made_for": model.made_for, "kinds": kinds, "meeting": model.meeting}
    if model.world:
        told["world"] = [model.world.ever, model.world.usual, model.world.mix.tolist()]
    (folder / f"{name}.json").write_text(json.dumps(told), encoding="utf-8")


def load_model(folder: Path, *, name: str) -> Model | None:
    """The model kept under ``name``, None where there is none."""
    try:
        told = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    kinds = {
        kind: Fitted(**{name: _array(name, value) for name, value in one.items()})
        for kind, one in told["kinds"].items()
    }
    ever, usual, mix = told.get("world", (0.0, 0.0, []))
    return Model(
        told["days"], told["made_for"], kinds, told["meeting"], World(ever, usual, np.array(mix)) if mix else None
    )


def _plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) else value


def _array(name: str, value: Any) -> Any:
    return np.array(value) if name in _ARRAYS else tuple(value) if name == "names" else value
