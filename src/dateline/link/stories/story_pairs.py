"""How likely two reports tell one story.

In: gists, and how rare words are. Out: features of two of them, and the logarithm of the odds that they tell
one story, by weights that `training/story_pairs.py` learned from ECB+'s train topics. Names, figures and what
a report begins with tell stories of one kind apart: two quakes are told in the same words but for where and
how strong.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np

from dateline.link.actors.names import fold_name
from dateline.link.stories.gists import Gist
from dateline.link.word_rows import rate_word, read_shares
from dateline.nlp.frame import Floats

WEIGHTS: Final = Path(__file__).with_name("story_pairs.json")
FEATURES: Final = (
    "always",
    "words",
    "capitals",
    "lead",
    "numbers",
    "names",
    "places",
    "meaning",
    "days spoken of",
    "rarest word",
    "longer",
)
# No pair says more than this, for or against.
SURE: Final = 6.0
_CAPITAL: Final = 2.0
_SHORT: Final = 150

Bag = Mapping[str, float]
Weigh = Callable[[str], float]


class Spread:
    """In how many of the reports at hand each word stands: what makes it rare."""

    def __init__(self) -> None:
        """Begin with no report."""
        self._counts: Counter[str] = Counter()
        self._total = 0

    def add(self, gist: Gist, by: int = 1) -> None:
        """Count a report, or with -1 count it no more."""
        self._total += by
        for key in list_keys(gist):
            self._counts[key] += by
            if not self._counts[key]:
                del self._counts[key]

    def rate(self, key: str) -> float:
        """Return how rare a word or a name is; 0 for one of all reports."""
        share = read_shares().get(key)
        return max(0.0, rate_word(self._counts.get(key, 0), self._total, share))


def list_keys(gist: Gist) -> Iterable[str]:
    """Yield what is counted of a report: its words, the days it speaks of, names of more than one word."""
    yield from gist.words
    yield from _name_days(gist)
    yield from {folded for name in (*gist.names, *gist.places) if " " in (folded := fold_name(name))}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A gist with its words weighed: bags of length 1, or empty.

    Attributes:
        gist: What was weighed.
        words: All words and numbers, those written as names doubly.
        capitals: What is written as a name.
        lead: What stands at the beginning.
        numbers: The numbers.
        names: The names, folded.
        places: The places, folded.
        days: How rare each day is that it speaks of.
        rarity: How rare each word is.
        meaning: Of length 1, or zeros.
        length: The logarithm of how many words there are, those of short ones not being told apart.
    """

    gist: Gist
    words: Bag
    capitals: Bag
    lead: Bag
    numbers: Bag
    names: Bag
    places: Bag
    days: Bag
    rarity: Bag
    meaning: Floats
    length: float


def weigh(gist: Gist, rate: Weigh) -> Weighed:
    """Return a gist with its words weighed by how often they stand in it and how rare they are."""
    rarity = {word: rate(word) for word in gist.words}
    often = {word: (1 + math.log(count)) * rarity[word] for word, count in gist.words.items()}
    capitals = {word: often[word] for word in gist.words if word in gist.capitals}
    doubled = {word: weight * (_CAPITAL if word in capitals else 1) for word, weight in often.items()}
    lead = {
        word: rarity[word] * (_CAPITAL if word in capitals else 1) for word in islice(gist.words, gist.lead)
    }
    return Weighed(
        gist=gist,
        words=_scale(doubled),
        capitals=_scale(capitals),
        lead=_scale(lead),
        numbers=_scale({word: rarity[word] for word in gist.words if word[0].isdigit()}),
        names=_scale(_fold(gist.names, rate)),
        places=_scale(_fold(gist.places, rate)),
        days={key: rate(key) for key in _name_days(gist)},
        rarity=rarity,
        meaning=_read_meaning(gist.meaning),
        length=math.log(max(sum(gist.words.values()), _SHORT)),
    )


def _name_days(gist: Gist) -> list[str]:
    """Return what the days that a report speaks of are counted by, beside its words."""
    return [f"day {day}" for day in sorted(gist.days)]


def _fold(names: Mapping[str, int], rate: Weigh) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for name, count in names.items():
        counts[fold_name(name)] += count
    return {name: (1 + math.log(count)) * rate(name) for name, count in counts.items() if name}


def _scale(bag: Bag) -> Bag:
    length = math.sqrt(sum(weight * weight for weight in bag.values()))
    return {word: weight / length for word, weight in bag.items() if weight} if length else {}


def _read_meaning(meaning: bytes | None) -> Floats:
    if meaning is None:
        return np.zeros(128, np.float32)
    row = np.frombuffer(meaning, np.int8).astype(np.float32)
    return np.asarray(row / np.linalg.norm(row), np.float32)


def describe(one: Weighed, other: Weighed) -> tuple[float, ...]:
    """Return the features of two reports, in the order of `FEATURES`; the same for either order."""
    if (other.gist.report, other.gist.path) < (one.gist.report, one.gist.path):
        one, other = other, one  # what is added up in another order comes out otherwise in its last digit
    return (
        1.0,
        _multiply(one.words, other.words),
        _multiply(one.capitals, other.capitals),
        _multiply(one.lead, other.lead),
        _multiply(one.numbers, other.numbers),
        _multiply(one.names, other.names),
        _multiply(one.places, other.places),
        round(float(one.meaning @ other.meaning), 4),
        _find_most(one.days, other.days),
        _find_most(one.rarity, other.rarity),
        max(one.length, other.length),
    )


def _multiply(one: Bag, other: Bag) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def _find_most(one: Bag, other: Bag) -> float:
    """Return the most that anything weighs that two reports share."""
    return max((weight for word, weight in one.items() if word in other), default=0.0)


@cache
def read_weights() -> tuple[float, ...]:
    """Return the learned weights in the order of `FEATURES`."""
    weights: dict[str, float] = json.loads(WEIGHTS.read_text("utf-8"))["weights"]
    return tuple(weights[name] for name in FEATURES)


def rate_pair(one: Weighed, other: Weighed, weights: Iterable[float] | None = None) -> float:
    """Return the logarithm of the odds that two reports tell one story, at most `SURE` either way.

    Args:
        one: A report.
        other: Another.
        weights: Of the features; None for those that come with the program.
    """
    weighed = read_weights() if weights is None else weights
    total = sum(weight * value for weight, value in zip(weighed, describe(one, other), strict=True))
    return max(-SURE, min(SURE, total))
