"""Mentions of events, gathered: which of them are one event.

In: the mentions of all reports. Out: groups of their numbers. Only mentions that share a stem and a piece of
news or an actor, or lie near each other in meaning in one piece of news, are held against each other, and
each against so many, so that the cost grows as the pile does. Then the two groups that are likeliest one are
joined, again and again, as long as the mean of what speaks for it is above a bound (average linkage).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from dateline.link.events.event_pairs import Pairs, rate_pairs
from dateline.link.events.event_tellings import Tellings
from dateline.link.linkage import Linkage
from dateline.link.word_rows import Floats

# With so many neighbours of its stem a mention is compared, those of the days around its own: within its
# piece of news, and of each actor elsewhere.
_NEIGHBOURS: Final = 40
_NEIGHBOURS_ELSEWHERE: Final = 12
_ACTORS: Final = 6
# Within its news it is compared with so many that lie near in meaning, of so many around it.
_NEIGHBOURS_IN_MEANING: Final = 12
_WINDOW: Final = 512
_LEAST_ALIKE: Final = 0.4
# What two mentions that were not compared are taken to speak for being one.
_NOT_COMPARED: Final = -1.5
_COMPARED_EACH: Final = 3
# What lies below this is not kept.
_WORTH_KEEPING: Final = -5.0
BOUND: Final = 0.0


def cluster(
    told: Tellings,
    order: Sequence[int],
    *,
    limit: Callable[[int, int], float] | None = None,
    weights: Mapping[str, float] | None = None,
    bound: float = BOUND,
) -> list[list[int]]:
    """Return groups of mentions that are one event, each sorted, in the order of their first.

    Args:
        told: The mentions.
        order: A place for each mention by time and report; mentions near in it are compared first.
        limit: Tells of two mentions how much may speak for their being one, at most.
        weights: Of what is compared; None for those that come with the program.
        bound: From here two groups are joined.
    """
    pairs = find_pairs(told, order)
    scores = rate_pairs(told, pairs, weights)
    kept = scores > _WORTH_KEEPING
    return _join(len(told.tellings), pairs[kept].tolist(), scores[kept].tolist(), limit, bound)


def find_pairs(told: Tellings, order: Sequence[int]) -> Pairs:
    """Return the pairs of mentions that are worth comparing, the smaller number first, sorted."""
    count = len(told.tellings)
    stems: dict[tuple[object, ...], list[int]] = defaultdict(list)
    news: dict[int, list[int]] = defaultdict(list)
    for at in sorted(range(count), key=lambda at: (order[at], at)):
        one = told.tellings[at]
        news[one.news].append(at)
        if one.stem:
            stems[one.stem, one.news].append(at)
            for actor in sorted(one.named | one.actors)[:_ACTORS]:
                stems[one.stem, "by", actor].append(at)
    found: set[int] = set()
    for key, members in stems.items():
        near = _NEIGHBOURS_ELSEWHERE if "by" in key[1:2] else _NEIGHBOURS
        for n, left in enumerate(members):
            found.update(
                min(left, right) * count + max(left, right) for right in members[n + 1 : n + 1 + near]
            )
    for members in news.values():
        found.update(low * count + high for low, high in _find_alike(told.meanings, members))
    codes = np.fromiter(found, np.int64, len(found))
    codes.sort()
    return np.column_stack(np.divmod(codes, max(count, 1)))


def _find_alike(meanings: Floats, members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of mentions of one piece of news that lie near in meaning, each with its nearest."""
    for at in range(0, len(members), _WINDOW // 2):
        part = np.array(members[at : at + _WINDOW], np.int64)
        alike = np.triu(meanings[part] @ meanings[part].T, 1)
        alike[alike < _LEAST_ALIKE] = 0
        nearest = np.argsort(-alike, axis=1, kind="stable")[:, :_NEIGHBOURS_IN_MEANING]
        for row, columns in enumerate(nearest.tolist()):
            for column in columns:
                if alike[row, column]:
                    low, high = sorted((int(part[row]), int(part[column])))
                    yield low, high


def _join(
    count: int,
    pairs: Sequence[Sequence[int]],
    scores: Sequence[float],
    limit: Callable[[int, int], float] | None,
    bound: float,
) -> list[list[int]]:
    """Return the groups of things that lie above the bound, no pair speaking more for it than its limit."""
    linkage = Linkage(bound=bound, not_compared=_NOT_COMPARED, compared_each=_COMPARED_EACH)
    for at in range(count):
        linkage.add(at)
    for (left, right), score in zip(pairs, scores, strict=True):
        most = limit(left, right) if limit is not None and score > bound else score
        linkage.relate(left, right, min(score, most))
    linkage.join()
    return sorted(sorted(members) for members in linkage.groups.values())
