"""A timeline made the way that the field measures itself by: DATEWISE, written anew from its description.

In: the findings of a pile. Out: days with sentences. Dates are ranked by a regression over how often they are
named and published on, from before and from after, learned on other piles; sentences are taken from those
published on a day and those that name it, by how near they lie to the common centre of both, none that says
again what is chosen.

Source: Gholipour Ghalandari and Ifrim, "Examining the state-of-the-art in news timeline summarization" (ACL
2020): supervised date selection, PM-mean, centroid-opt. What it leaves open is settled here: five sentences
of a report for its day, words of three letters and more, features under logarithms.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from dateline.link.timeline.dated import read_date
from dateline.model.findings import Findings
from dateline.nlp.sentences import find_paragraphs, find_sentences

_OPENING = 5  # sentences
_MOST_ALIKE = 0.5
_RIDGE = 1.0
_WORD = re.compile(r"[^\W\d_]{3,}")

Vector = Mapping[str, float]


@dataclass
class Day:
    """What is published on a day, what names it, and how many reports of earlier, the same, later days do."""

    published: list[str] = field(default_factory=list)
    naming: list[str] = field(default_factory=list)
    reports: int = 0
    earlier: int = 0
    same: int = 0
    later: int = 0

    def describe(self) -> list[float]:
        """Return the features of the regression."""
        counts = (
            self.reports,
            len(self.published),
            len(self.naming),
            self.earlier,
            self.same,
            self.later,
            self.earlier + self.same + self.later,
        )
        return [1.0, *(math.log1p(count) for count in counts)]


def read_days(reports: Iterable[Findings]) -> dict[str, Day]:
    """Return the days between the first and the last report, with what is told of them."""
    days: dict[str, Day] = defaultdict(Day)
    covered: list[str] = []
    for one in reports:
        report = one.report
        day = report.published.earliest if report.published.earliest == report.published.latest else None
        spans = find_sentences(report.text, find_paragraphs(report.text, report.body))
        if day is not None:
            covered.append(day)
            days[day].reports += 1
            days[day].published += [span.of(report.text) for span in spans[:_OPENING]]
        named = set()
        for time in one.times:
            date = read_date(time)
            if date is None or date.precision != "day":
                continue
            named.add(date.earliest)
            days[date.earliest].naming += [
                span.of(report.text) for span in spans if span.start <= time.start < span.end
            ]
        if day is not None:
            for each in named:
                days[each].earlier += each > day
                days[each].same += each == day
                days[each].later += each < day
    return {day: told for day, told in days.items() if covered and min(covered) <= day <= max(covered)}


def learn(piles: Iterable[tuple[Mapping[str, Day], Iterable[str]]]) -> np.ndarray:
    """Return the weights of the features, from piles with the days that a timeline by hand has."""
    rows, wanted = [], []
    for days, by_hand in piles:
        chosen = set(by_hand)
        for day, told in days.items():
            rows.append(told.describe())
            wanted.append(float(day in chosen))
    x, y = np.array(rows), np.array(wanted)
    return np.linalg.solve(x.T @ x + _RIDGE * np.eye(x.shape[1]), x.T @ y)


def rank_days(days: Mapping[str, Day], weights: np.ndarray | None = None) -> list[str]:
    """Return days, the one that matters most first; without weights by how many sentences name them."""
    worth = {
        day: float(np.dot(weights, told.describe())) if weights is not None else len(told.naming)
        for day, told in days.items()
    }
    return sorted(days, key=lambda day: (-worth[day], day))


class Words:
    """The weights of words in a pile: rarer ones weigh more."""

    def __init__(self, days: Mapping[str, Day]) -> None:
        told = [words for day in days.values() for words in (*day.published, *day.naming)]
        counts = Counter(word for words in told for word in set(_WORD.findall(words.casefold())))
        self._rarity = {word: math.log(len(told) / count) for word, count in counts.items()}

    def summarize(self, day: Day, count: int, keywords: Sequence[str] = ()) -> list[str]:
        """Return so many sentences of a day; with keywords only such as have one, where there are any."""
        told = list(dict.fromkeys((*day.published, *day.naming)))
        pattern = re.compile(rf"(?i)\b(?:{'|'.join(keywords)})\b") if keywords else None
        kept = [one for one in told if pattern is None or pattern.search(one)] or told
        centre = _sum([_mean(map(self._weigh, day.published)), _mean(map(self._weigh, day.naming))])
        chosen: list[str] = []
        whole: Vector = {}
        while len(chosen) < count:
            fresh = [
                one
                for one in kept
                if all(_cosine(self._weigh(one), self._weigh(o)) < _MOST_ALIKE for o in chosen)
            ]
            if not fresh:
                break
            best = max(fresh, key=lambda one: (_cosine(_sum([whole, self._weigh(one)]), centre), one))
            chosen.append(best)
            whole = _sum([whole, self._weigh(best)])
        return chosen

    def _weigh(self, words: str) -> Vector:
        counts = Counter(_WORD.findall(words.casefold()))
        weights = {word: n * self._rarity.get(word, 0.0) for word, n in counts.items()}
        length = _length(weights)
        return {word: weight / length for word, weight in weights.items()} if length else {}


def _sum(vectors: Iterable[Vector]) -> Vector:
    total: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for word, weight in vector.items():
            total[word] += weight
    return total


def _mean(vectors: Iterable[Vector]) -> Vector:
    listed = list(vectors)
    return {word: weight / len(listed) for word, weight in _sum(listed).items()}


def _cosine(one: Vector, other: Vector) -> float:
    lengths = _length(one) * _length(other)
    return sum(weight * other.get(word, 0.0) for word, weight in one.items()) / lengths if lengths else 0.0


def _length(vector: Vector) -> float:
    return math.sqrt(sum(weight * weight for weight in vector.values()))
