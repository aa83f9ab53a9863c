"""Which of several sentences says most of what all of them say, and of what the story is about.

In: the reports of a story, then sentences that speak of one thing. Out: for each sentence how near it lies to
their common centre, and to what the story is about, in words that are rare in the story. Words that every
report has tell nothing apart; but those that nearly all come back to, and that not any report of any story
has, are its topic.

Source: the centroid of weighted words, after Radev et al., "Centroid-based summarization of multiple
documents" (Information Processing & Management 40, 2004).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from dateline.ingest.lines import function_words
from dateline.lexicons import load

_WORD = re.compile(r"[^\W\d_]{3,}")
_OPENING = 1500  # characters of a report that say what it is about
# A word of the topic stands in so many of the reports.
_COMMON = 0.3
_ENOUGH_TOPICS = 3

Weights = Mapping[str, float]
"""Words with their weights."""


class Centrality:
    """The words of a story, how rare each is, and which its reports begin with."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Read `texts`, one a report."""
        texts = list(texts)
        counts: Counter[str] = Counter()
        told: Counter[str] = Counter()
        for text in texts:
            words = _WORD.findall(text.casefold())
            told.update(words)
            counts.update(set(words))
        # A word of all reports keeps a little: in a story of one report all words are such.
        self._rarity = {word: math.log((len(texts) + 1) / (count + 0.5)) for word, count in counts.items()}
        self._weighed: dict[str, Weights] = {}
        self._story = _Centre(_weigh(text[:_OPENING], self._rarity) for text in texts)
        self._topic = _weigh_topic(counts, told, len(texts))

    def rate(self, sentences: Sequence[str]) -> list[float]:
        """Return for each sentence the cosine between its words and those of all together, 0 to 1."""
        weighed = [self._weigh(sentence) for sentence in sentences]
        return _Centre(weighed).compare(weighed)

    def rate_relevance(self, sentences: Sequence[str]) -> list[float]:
        """Return for each sentence the cosine between its words and those the story begins with, 0 to 1."""
        return self._story.compare(map(self._weigh, sentences))

    def rate_topic(self, sentences: Sequence[str]) -> list[float]:
        """Return for each sentence how much of the story's topic it names, 0 to 1: of a few words all."""
        return [
            min(
                1.0,
                sum(self._topic.get(word, 0.0) for word in sorted(set(_WORD.findall(one.casefold()))))
                / _ENOUGH_TOPICS,
            )
            for one in sentences
        ]

    def compare(self, one: str, other: str) -> float:
        """Return the cosine between the words of two sentences, 0 to 1."""
        return _Centre([self._weigh(other)]).compare([self._weigh(one)])[0]

    def _weigh(self, sentence: str) -> Weights:
        """Return the weights of a sentence's words; each is asked for several times, and weighed once."""
        if sentence not in self._weighed:
            self._weighed[sentence] = _weigh(sentence, self._rarity)
        return self._weighed[sentence]


class _Centre:
    """What several texts have in common: the sum of their words' weights."""

    def __init__(self, weighed: Iterable[Weights]) -> None:
        self._weights: dict[str, float] = defaultdict(float)
        for weights in weighed:
            for word, weight in weights.items():
                self._weights[word] += weight
        self._length = _length(self._weights.values())

    def compare(self, weighed: Iterable[Weights]) -> list[float]:
        """Return for each text, its words weighed, the cosine to the centre, 0 to 1."""
        if not self._length:
            return [0.0 for _ in weighed]
        find = self._weights.get
        return [
            round(sum(weight * find(word, 0.0) for word, weight in weights.items()) / self._length, 6)
            for weights in weighed
        ]


def _weigh(text: str, rarity: Mapping[str, float]) -> Weights:
    """Return the words of a text with their weights, of length 1 together."""
    counts = Counter(_WORD.findall(text.casefold()))
    weights = {word: (1 + math.log(count)) * rarity.get(word, 0.0) for word, count in sorted(counts.items())}
    length = _length(weights.values())
    return {word: weight / length for word, weight in weights.items()} if length else {}


def _weigh_topic(counts: Mapping[str, int], told: Mapping[str, int], size: int) -> Weights:
    """Return the words that nearly all reports come back to with their weights, 1 for the one that most do.

    Args:
        counts: In how many reports a word stands.
        told: How often it stands in all of them.
        size: How many reports there are.
    """
    weights = {
        word: (count / size) ** 2 * math.log1p(told[word] / count)
        for word, count in counts.items()
        if count >= _COMMON * size and word not in _words_of_any_story()
    }
    most = max(weights.values(), default=1.0)
    return {word: weight / most for word, weight in weights.items()}


@cache
def _words_of_any_story() -> frozenset[str]:
    return frozenset({*function_words(), *load("en", "timeline").lists["of_any_story"]})


def _length(values: Iterable[float]) -> float:
    return math.sqrt(sum(value * value for value in values))
