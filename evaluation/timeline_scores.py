"""How near a timeline comes to one that was written by hand: date F1 and alignment-based ROUGE.

In: two timelines, each a list of sentences by day. Out: date F1, AR1 and AR2. Each day of one timeline is
laid beside the day of the other at the least cost, (1 - 1 / (days apart + 1)) times (1 - ROUGE-1); what their
sentences share counts for 1 / (days apart + 1). This is "align+ m:1" of Martschat and Markert (EACL 2017),
with which Gholipour Ghalandari and Ifrim (ACL 2020) compare systems. Words are stemmed (Porter) and function
words left out, as in ROUGE-1.5.5 with `-m -s`; our list of function words is not that program's, so figures
may differ from its own by some thousandths.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import snowballstemmer

Timeline = Mapping[str, Sequence[str]]
"""Sentences by day, an ISO date."""

_WORD = re.compile(r"[a-z0-9]+")
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"[a-z]+",
        """
    a about above after again against all almost also although always am among an and another any
    are as at be became because been before being below between both but by can cannot could did do
    does doing done down during each either else enough even ever every few first for from further
    get gets give given go goes had has have having he her here hers herself him himself his how
    however i if in indeed into is it its itself just last least less made make many may me might
    mine more most much must my myself neither never no nor not now of off often on once one only
    onto or other others our ours ourselves out over own per perhaps put rather re s same see seem
    seemed seems several she should since so some such t take than that the their theirs them
    themselves then there these they this those though three through thus to together too toward two
    under until up upon us very via was we well were what when where whether which while who whole
    whom whose why will with within without would yet you your yours yourself yourselves
""",
    )
)


@dataclass(frozen=True, slots=True)
class Scores:
    """F1 of days, and F1 of words (`ar1`) and of pairs of words (`ar2`) of days laid beside each other."""

    date_f1: float
    ar1: float
    ar2: float


def score_timeline(found: Timeline, reference: Timeline) -> Scores:
    """Return the scores of a timeline beside one written by hand; 0 where either is empty."""
    shared = len(found.keys() & reference.keys())
    return Scores(
        date_f1=2 * shared / max(1, len(found) + len(reference)),
        ar1=_align(found, reference, 1),
        ar2=_align(found, reference, 2),
    )


def _align(found: Timeline, reference: Timeline, length: int) -> float:
    one, other = _count(found, length), _count(reference, length)
    words, others = _count(found, 1), _count(reference, 1)
    precision = _cover(one, other, words, others)
    recall = _cover(other, one, others, words)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _cover(
    one: Mapping[str, Counter[str]],
    other: Mapping[str, Counter[str]],
    words: Mapping[str, Counter[str]],
    others: Mapping[str, Counter[str]],
) -> float:
    """Return the share of `one` that stands on the days of `other` that its days are laid beside."""
    shared = total = 0.0
    for day, grams in one.items():
        total += grams.total()
        if other:
            beside = min(
                sorted(other), key=lambda each: (1 - _near(day, each)) * (1 - _f1(words[day], others[each]))
            )
            shared += _near(day, beside) * (grams & other[beside]).total()
    return shared / total if total else 0.0


def _near(one: str, other: str) -> float:
    return 1 / (abs((date.fromisoformat(one) - date.fromisoformat(other)).days) + 1)


def _f1(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _count(timeline: Timeline, length: int) -> dict[str, Counter[str]]:
    return {day: _count_grams(sentences, length) for day, sentences in timeline.items()}


def _count_grams(sentences: Iterable[str], length: int) -> Counter[str]:
    words = [
        _stem(word)
        for sentence in sentences
        for word in _WORD.findall(sentence.lower())
        if word not in _FUNCTION_WORDS
    ]
    return Counter(" ".join(words[n : n + length]) for n in range(len(words) - length + 1))


@cache
def _stemmer() -> "snowballstemmer.BaseStemmer":
    return snowballstemmer.stemmer("porter")


@cache
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))
