"""Which reports tell one piece of news: before events are joined, reports are.

In: the bodies of reports and the days they were published. Out: a row of numbers for each report, and the
number of its piece of news. Names and figures tell news apart best: the rescue of one crew reads like that of
another but for who and where. Reports are joined by average linkage, and held against each other only where
they share one of their heaviest words, so that the cost grows as the pile does.
"""

from __future__ import annotations

import heapq
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.link.stems import fold_word

Floats = NDArray[np.float32]

# From this mean cosine on two groups of reports tell one piece of news.
BOUND: Final = 0.15
_TOKEN: Final = re.compile(r"[^\W_][\w'’-]*")
_NAME_WEIGHT: Final = 2.0
# So many columns hold the words of a report, each word in one of them, for or against by its hash.
_WIDTH: Final = 4096
# By so many of its heaviest words a report finds others, so many to each.
_HEAVIEST: Final = 24
_NEIGHBOURS: Final = 24
_LEAST_SHARED: Final = 2
# Published further apart, two reports tell of other days.
_NEWS_DAYS: Final = 31


def weigh_tokens(text: str) -> dict[str, float]:
    """Return the folded words and the numbers of a text; what is written as a name weighs double."""
    weights: dict[str, float] = {}
    for found in _TOKEN.finditer(text):
        token = found.group()
        first = found.start() < 2 or text[found.start() - 2] in '.!?\n"”'
        weight = _NAME_WEIGHT if token[0].isupper() and not first else 1.0
        if not token[0].isdigit():
            if len(token) < 2:
                continue
            token = fold_word(token)
        weights[token] = max(weights.get(token, 0.0), weight)
    return weights


def make_rows(bags: Sequence[Mapping[str, float]], rarity: Mapping[str, float]) -> Floats:
    """Return each report's words as a row of length 1 or 0, rare ones and names weighing more.

    Args:
        bags: What `weigh_tokens` returned for each report.
        rarity: How rare each word is; what is missing is as rare as can be.
    """
    rows = np.zeros((len(bags), _WIDTH), np.float32)
    hashes = {word: zlib.crc32(word.encode()) for bag in bags for word in bag}
    for row, bag in zip(rows, bags, strict=True):
        for word, weight in bag.items():
            column, side = hashes[word] % _WIDTH, hashes[word] >> 31
            row[column] += (1 if side else -1) * weight * max(rarity.get(word, 1.0), 0.0)
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(length > 0, length, 1), np.float32)


def group_news(rows: Floats, published: Sequence[int | None], bound: float = BOUND) -> list[int]:
    """Return for each report the number of its piece of news: that of the first report that tells it.

    Args:
        rows: What `make_rows` returned.
        published: When each report was, a day since the year 1, None where unknown.
        bound: From this mean cosine on two groups are one.
    """
    members: dict[int, list[int]] = {at: [at] for at in range(len(rows))}
    sums: dict[int, Floats] = dict(enumerate(rows))
    beside: dict[int, set[int]] = {at: set() for at in members}
    heap: list[tuple[float, int, int]] = []
    # What each pair was last rated, lest one of two entries for it be rated again and again.
    waiting: dict[tuple[int, int], float] = {}

    def rate(left: int, right: int) -> float:
        return round(float(sums[left] @ sums[right]) / (len(members[left]) * len(members[right])), 6)

    def push(one: int, other: int) -> None:
        left, right = min(one, other), max(one, other)
        mean = rate(left, right)
        if mean >= bound and waiting.get((left, right)) != mean:
            waiting[left, right] = mean
            heapq.heappush(heap, (-mean, left, right))

    for left, right in _find_candidates(rows, published):
        beside[left].add(right)
        beside[right].add(left)
        push(left, right)
    while heap:
        negative, left, right = heapq.heappop(heap)
        if left not in members or right not in members:
            continue
        if -negative != rate(left, right):  # it was rated before one of them grew
            push(left, right)
            continue
        # The one with fewer neighbours is taken into the other, and only those few are rated anew.
        keeps, goes = (left, right) if len(beside[left]) >= len(beside[right]) else (right, left)
        members[keeps] += members.pop(goes)
        sums[keeps] = sums[keeps] + sums.pop(goes)
        beside[keeps].discard(goes)
        for other in sorted(beside.pop(goes) - {keeps}):
            beside[other].discard(goes)
            beside[other].add(keeps)
            beside[keeps].add(other)
            push(keeps, other)
    return [group for _, group in sorted((at, min(group)) for group in members.values() for at in group)]


def _find_candidates(rows: Floats, published: Sequence[int | None]) -> list[tuple[int, int]]:
    """Return the pairs of reports that share heavy words and were not published far apart, sorted."""
    order = sorted(range(len(rows)), key=lambda at: (published[at] or 0, at))
    holders: dict[int, list[int]] = defaultdict(list)
    for at in order:
        heaviest = np.argsort(-np.abs(rows[at]), kind="stable")[:_HEAVIEST]
        for column in heaviest[rows[at][heaviest] != 0].tolist():
            holders[column].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for ats in holders.values():
        for n, left in enumerate(ats):
            shared.update(
                (min(left, right), max(left, right))
                for right in ats[n + 1 : n + 1 + _NEIGHBOURS]
                if not _lie_apart(published[left], published[right])
            )
    return sorted(pair for pair, count in shared.items() if count >= _LEAST_SHARED)


def _lie_apart(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and abs(one - other) > _NEWS_DAYS
