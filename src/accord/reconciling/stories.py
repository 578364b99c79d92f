"""Stories: reports that are about one thing, by their words and days alone; what is worth reconciling together.

An archive is too much to lay side by side. Reports are taken by day; each joins the story whose words it shares
most, or founds one. Words that many reports have say little, so that names and places carry the weight.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import log, sqrt

from accord.reconciling.cues import cue
from accord.reconciling.sightings import days
from accord.records import Report

#: The share of words (a cosine) at which a report joins a story: the best on one collection of local news of shootings,
#: whose stories are hard to tell apart. Where stories are longer and looser, 0.1 finds more.
JOIN = 0.2
#: Days without a report after which a story is over.
OVER = 30
# A report says what it is about at its start; a headline counts double.
_START = 1000
_TERMS = 30
# Terms by which a report looks for stories: its most telling ones.
_ASKED = 20
_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(slots=True)
class Story:
    """The reports of one story, the sum of their words, and its last day."""

    reports: list[str] = field(default_factory=list)
    words: dict[str, float] = field(default_factory=dict)
    last: date | None = None

    def likeness(self, words: dict[str, float]) -> float:
        """The cosine of a report's words with the story's."""
        size = sqrt(sum(weight * weight for weight in self.words.values()))
        return sum(weight * self.words.get(word, 0.0) for word, weight in words.items()) / size if size else 0.0


def find_stories(reports: Sequence[Report], *, join: float = JOIN, over: int = OVER) -> tuple[tuple[str, ...], ...]:
    """Each report's id in exactly one story, stories by their first report; the order of ``reports`` changes nothing.

    ``join`` is the cosine at which a report joins, ``over`` the days without a report that end a story.
    """
    ordered = sorted({one.id: one for one in reports}.values(), key=lambda one: (one.published[:10], one.id))
    vectors = _weigh([_terms(one) for one in ordered])
    stories: list[Story] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    for report, words in zip(ordered, vectors, strict=True):
        told, _, _ = days(report.published[:10], "day")
        near = sorted({number for word in list(words)[:_ASKED] for number in by_word[word]})
        alike = [
            (stories[number].likeness(words), -number)
            for number in near
            if told is None or stories[number].last is None or (told - _last(stories[number], told)).days <= over
        ]
        best, place = max(alike, default=(0.0, 0))
        number = -place if best >= join else len(stories)
        if number == len(stories):
            stories.append(Story())
        _add(stories[number], report, words, told)
        for word in list(words)[:_ASKED]:
            if not by_word[word] or by_word[word][-1] != number:
                by_word[word].append(number)
    return tuple(tuple(story.reports) for story in stories)


def _last(story: Story, otherwise: date) -> date:
    return story.last if story.last is not None else otherwise


def _add(story: Story, report: Report, words: dict[str, float], told: date | None) -> None:
    story.reports.append(report.id)
    story.last = told if told is not None else story.last
    for word, weight in words.items():
        story.words[word] = story.words.get(word, 0.0) + weight


def _terms(report: Report) -> Counter[str]:
    common = cue("common").fullmatch
    start = f"{report.title} {report.text[:_START]}".casefold()
    return Counter(word for word in _WORD.findall(start) if not common(word))


def _weigh(counted: Sequence[Counter[str]]) -> list[dict[str, float]]:
    """Each report's most telling words, weightiest first, as a vector of length one."""
    spread = Counter(word for words in counted for word in words)
    vectors = []
    for words in counted:
        # A word of one report alone joins nothing; it only makes the report less like any other.
        weighed = {word: (1 + log(n)) * log(len(counted) / spread[word] + 1) for word, n in words.items()}
        top = sorted(weighed, key=lambda word: (spread[word] == 1, -weighed[word], word))[:_TERMS]
        size = sqrt(sum(weighed[word] ** 2 for word in top)) or 1.0
        vectors.append({word: weighed[word] / size for word in top})
    return vectors
