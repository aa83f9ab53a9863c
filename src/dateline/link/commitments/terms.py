"""The words that say what a sentence is about, brought to one form, and how rare each is in the story.

In: text. Out: stems with where they stand. "The gates would be closed" and "it closes its gate" are about the
same two; words that every sentence has are left out.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.lexicons import load

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_ENDINGS = ("ing", "ed", "es", "s", "ment")
_SHORTEST = 3
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Term:
    """A word that says what a text is about: its stem, and where it stands."""

    stem: str
    start: int
    end: int


def read_terms(text: str, start: int = 0, end: int | None = None) -> list[Term]:
    """Return the words between two places that say what it is about, in their order."""
    found = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        stem = stem_of(match[0])
        if stem:
            found.append(Term(stem, *match.span()))
    return found


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    """Return what the forms of a word share, "" for one that says nothing of what a sentence is about.

    Words that mean the same where something is announced and done have one stem: "relocated" is "mov" too.
    """
    low = word.casefold()
    if low in _empty() or (len(low) < _SHORTEST and not any(char.isdigit() for char in low)):
        return ""
    plain = _strip(str(_table("base").get(low, low)))
    return "" if plain in _empty_stems() else _same().get(plain, plain)


def _strip(low: str) -> str:
    for ending in _ENDINGS:
        cut = low.removesuffix(ending)
        if cut != low and len(cut) >= _SHORTEST and not low.endswith("ss") and _VOWELS & set(cut):
            low = cut
            break
    if low.endswith("i"):
        low = low[:-1] + "y"
    if len(low) > _SHORTEST and low[-1] == low[-2] and low[-1] not in "ls":
        low = low[:-1]
    return low.rstrip("e") if len(low) > _SHORTEST else low


@cache
def _empty() -> frozenset[str]:
    return frozenset(load("en", "outcomes").lists["empty"])


@cache
def _empty_stems() -> frozenset[str]:
    return frozenset(_strip(word) for word in _empty())


@cache
def _same() -> dict[str, str]:
    return {_strip(word): _strip(str(other)) for word, other in _table("same").items()}


@cache
def _table(name: str) -> dict[str, str]:
    return {word: str(value) for word, value in load("en", "outcomes").words[name].items()}


class Rarity:
    """How rare each stem is in a story: a word of few reports says more than one of all."""

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        """Count in how many of `texts`, the stems of a report each, every stem stands."""
        counts: Counter[str] = Counter()
        self._total = 0
        for stems in texts:
            self._total += 1
            counts.update(set(stems))
        self._weights = {
            stem: math.log((self._total + 1.5) / (count + 0.5)) for stem, count in counts.items()
        }
        # Of one that stands in no report.
        self._rarest = math.log((self._total + 1.5) / 0.5)
        self.most = math.log(self._total + 1.5)

    def weigh(self, stems: Iterable[str]) -> float:
        """Return what some stems weigh together; even one of all reports weighs a little."""
        return sum(self._weights.get(one, self._rarest) for one in sorted(stems))
