"""Entities: names of people, places and bodies, by the pipeline's own weights and a shorter way through them.

spaCy's recogniser goes through a text word by word and asks at each which of some seventy moves are allowed, which
took a fifth of all time from text to events. But no move hangs on how an earlier entity ended: outside of entities its
score hangs on the word alone, inside on the word and the entity's first. So all words are scored at once as if
outside, then all entities that could begin are followed together, and what is left is to pick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

#: The component that recognises names.
NAMES = "ner"
#: What a move looks at: the word; the first word of the entity it is in, and the word before, where it is in one.
_FEATURES = 3
#: A move for words that were marked as in no entity beforehand, which ours never are.
_BLOCKED = "U-"


@dataclass(frozen=True, slots=True)
class Recognizer:
    """The model of a recogniser and its moves by number: ``kinds`` has each one's type of entity, ``begins``,
    ``units`` and ``out`` say which are of that sort, ``goes_on`` and ``closes`` give a beginning's moves inside."""

    model: Any
    kinds: tuple[str, ...]
    begins: NDArray[Any]
    units: NDArray[Any]
    out: NDArray[Any]
    goes_on: NDArray[Any]
    closes: NDArray[Any]

    def mark(self, docs: Sequence[Doc]) -> None:
        """Give parsed docs their entities."""
        from spacy.tokens import Span

        full = [doc for doc in docs if len(doc)]
        found = list(self._found(full)) if full else []
        start = 0
        for doc in full:
            end = start + len(doc)
            here = [entity for entity in found if start <= entity[0] < end]
            doc.set_ents([Span(doc, first - start, stop - start, label=kind) for first, stop, kind in here])
            start = end

    def _found(self, docs: Sequence[Doc]) -> Iterator[tuple[int, int, str]]:
        """First word, end and type of the entities in docs that are read as one text."""
        import numpy as np

        score = self._scorer(docs)
        blank, closed = _borders(docs)
        words = np.arange(len(blank))
        able = self.out | self.units & ~blank[:, None] | self.begins & ~(blank | closed)[:, None]
        moves = np.where(able, score(words), -np.inf).argmax(axis=1)
        ends: dict[int, int] = {}
        at = first = np.flatnonzero(self.begins[moves])
        while len(at):
            at = at + 1
            scores, opened, every = score(at, first), moves[first], np.arange(len(at))
            # A tie is for the move of the lower number, and those that go on come before those that close.
            on = ~closed[at] & (scores[every, self.goes_on[opened]] >= scores[every, self.closes[opened]])
            ends.update(zip(first[~on].tolist(), (at[~on] + 1).tolist(), strict=True))
            at, first = at[on], first[on]
        free = 0
        for one in np.flatnonzero(~self.out[moves]).tolist():
            if one >= free:
                free = ends.get(one, one + 1)
                yield one, free, self.kinds[moves[one]]

    def _scorer(self, docs: Sequence[Doc]) -> Callable[..., NDArray[Any]]:
        """Scores of all moves at words, outside of entities or in those that begin at the words ``first``."""
        lower, upper = self.model.get_ref("lower"), self.model.get_ref("upper")
        parts = lower.predict(self.model.get_ref("tok2vec").predict(docs))  # row 0 is of a word that is not there
        bias = lower.get_param("b")

        def score(words: NDArray[Any], first: NDArray[Any] | None = None) -> NDArray[Any]:
            inside = parts[0, 1] if first is None else parts[first + 1, 1]
            before = parts[0, 2] if first is None else parts[words, 2]
            hidden, _ = lower.ops.maxout(parts[words + 1, 0] + inside + before + bias)
            scores: NDArray[Any] = upper.predict(hidden)
            return scores

        return score


def _borders(docs: Sequence[Doc]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Which words are blank, and behind which a sentence or doc ends."""
    import numpy as np
    from spacy.attrs import IS_SPACE, SENT_START

    marks = np.concatenate([doc.to_array([IS_SPACE, SENT_START]) for doc in docs])
    closed = np.roll(marks[:, 1] == 1, -1)
    closed[np.cumsum([len(doc) for doc in docs]) - 1] = True
    return marks[:, 0] == 1, closed


@lru_cache(maxsize=2)
def recognizer(nlp: Language) -> Callable[[Sequence[Doc]], object]:
    """What marks the entities of parsed docs, just as the pipeline's own recogniser would; that one itself where it is
    not of the form known here."""
    component: Any = nlp.get_pipe(NAMES)
    model, moves = component.model, component.moves
    names = [moves.get_class_name(number) for number in range(moves.n_moves)]
    kinds = {name[2:] for name in names} - {""}
    usual = {"O", *(f"{move}-{kind}" for move in "BILU" for kind in kinds)} == {*names} - {_BLOCKED}
    layers = all(model.maybe_get_ref(name) is not None for name in ("tok2vec", "lower", "upper"))
    greedy = component.cfg.get("beam_width", 1) == 1 and not model.attrs.get("unseen_classes")
    if usual and layers and greedy and model.get_ref("lower").get_dim("nF") == _FEATURES:
        return _made(model, names).mark
    return lambda docs: list(component.pipe(docs, batch_size=4 * len(docs)))


def _made(model: Any, names: Sequence[str]) -> Recognizer:
    import numpy as np

    def those(move: str) -> NDArray[Any]:
        return np.array([name.startswith(move) and name != _BLOCKED for name in names])

    goes_on, closes = (
        np.array([names.index(move + name[2:]) if name.startswith("B-") else -1 for name in names])
        for move in ("I-", "L-")
    )
    kinds = tuple(name[2:] for name in names)
    return Recognizer(model, kinds, those("B-"), those("U-"), those("O"), goes_on, closes)
