"""The reports of late that a new one may go on from, found by the words they are about.

In: weighed reports, one after the other. Out: for each the few before it that share its heaviest words. What
is kept is what was put in and not yet taken out, so that the window costs what is open and not what was.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import Final

from dateline.link.stories.story_pairs import Weighed

# By so many of its heaviest words a report finds others, so many for each word, and is held against so many.
_HEAVIEST: Final = 24
_NEIGHBOURS: Final = 24
_LEAST_SHARED: Final = 2
_CANDIDATES: Final = 40


class Window:
    """Reports by their heaviest words.

    Attributes:
        held: The reports by number.
    """

    def __init__(self) -> None:
        """Begin with no report."""
        self.held: dict[int, Weighed] = {}
        # The numbers of those that hold a word, in the order in which they came.
        self._holders: dict[str, dict[int, None]] = defaultdict(dict)

    def put(self, number: int, report: Weighed) -> list[int]:
        """Take in a report and return the numbers of those worth holding against it, the likeliest first."""
        keys = _list_heaviest(report)
        shared: dict[int, int] = {}
        weights: dict[int, float] = {}
        for key, weight in keys.items():
            for other in islice(reversed(self._holders.get(key, {})), _NEIGHBOURS):
                shared[other] = shared.get(other, 0) + 1
                weights[other] = weights.get(other, 0.0) + weight * self.held[other].words[key]
        enough = [other for other, count in shared.items() if count >= _LEAST_SHARED]
        self.held[number] = report
        for key in keys:
            self._holders[key][number] = None
        return sorted(enough, key=lambda other: (-weights[other], other))[:_CANDIDATES]

    def take(self, number: int) -> Weighed:
        """Take out a report and return it."""
        report = self.held.pop(number)
        for key in _list_heaviest(report):
            holders = self._holders[key]
            del holders[number]
            if not holders:
                del self._holders[key]
        return report


def _list_heaviest(report: Weighed) -> dict[str, float]:
    """Return the words of which most is made in a report, with their weights."""
    return dict(sorted(report.words.items(), key=lambda one: (-one[1], one[0]))[:_HEAVIEST])
