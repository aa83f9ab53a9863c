"""Which of several sentences says most of what all of them say.

In: the reports of a story, then sentences that speak of one thing. Out: for each sentence how near it lies to
their common centre, and to what the story is about, in words that are rare in the story. Words that every
report has tell nothing apart.

Source: the centroid of weighted words, after Radev et al., "Centroid-based summarization of multiple
documents" (Information Processing & Management 40, 2004).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

_WORD = re.compile(r"[^\W\d_]{3,}")
_OPENING = 1500  # characters of a report that say what it is about

Weights = Mapping[str, float]
"""Words with their weights; the squares sum up to 1, or there are none."""


class Centrality:
    """The words of a story, how rare each is, and which its reports begin with."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Read `texts`, one a report."""
        texts = list(texts)
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(set(_WORD.findall(text.casefold())))
        # A word of all reports keeps a little: in a story of one report all words are such.
        self._rarity = {word: math.log((len(texts) + 1) / (count + 0.5)) for word, count in counts.items()}
        self._story = _join(self._weigh(text[:_OPENING]) for text in texts)

    def rate(self, sentences: Sequence[str]) -> list[float]:
        """Return for each sentence the cosine between its words and those of all together, 0 to 1."""
        weighed = [self._weigh(sentence) for sentence in sentences]
        return _compare(weighed, _join(weighed))

    def rate_relevance(self, sentences: Sequence[str]) -> list[float]:
        """Return for each sentence the cosine between its words and those the story begins with, 0 to 1."""
        return _compare([self._weigh(sentence) for sentence in sentences], self._story)

    def _weigh(self, sentence: str) -> Weights:
        counts = Counter(_WORD.findall(sentence.casefold()))
        weights = {
            word: (1 + math.log(count)) * self._rarity.get(word, 0.0)
            for word, count in sorted(counts.items())
        }
        length = _length(weights.values())
        return {word: weight / length for word, weight in weights.items()} if length else {}


def _join(weighed: Iterable[Weights]) -> Weights:
    centre: dict[str, float] = defaultdict(float)
    for weights in weighed:
        for word, weight in weights.items():
            centre[word] += weight
    return centre


def _compare(weighed: Iterable[Weights], centre: Weights) -> list[float]:
    length = _length(centre.values())
    return [
        round(sum(weight * centre.get(word, 0.0) for word, weight in weights.items()) / length, 6)
        if length
        else 0.0
        for weights in weighed
    ]


def _length(values: Iterable[float]) -> float:
    return math.sqrt(sum(value * value for value in values))
