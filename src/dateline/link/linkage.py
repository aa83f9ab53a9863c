"""Average linkage over a few compared pairs: things are gathered into groups as long as much speaks for it.

In: numbered things and, for some pairs, what speaks for their being one, as the logarithm of the odds. Out:
groups. The two groups whose pairs speak for it most in the mean are joined, again and again, while that mean
lies above a bound. Pairs that nobody compared count as speaking a little against it. Things may come while
others have been gathered already, and whole groups may go.
"""

from __future__ import annotations

import heapq
import math


class Linkage:
    """Groups of things as far as they were gathered.

    Attributes:
        groups: The things of each group by the group's number, in no order.
    """

    def __init__(
        self, *, bound: float, not_compared: float, compared_each: int, caution: float = 0.0
    ) -> None:
        """Begin with nothing.

        Args:
            bound: From above this mean two groups are one.
            not_compared: What a pair is taken to speak for that was not compared.
            compared_each: With so many of another group each thing of the smaller one would be compared, if
                all were that are worth it.
            caution: So much more must speak for it with each doubling of the smaller group: it does more harm
                to join two large groups wrongly than to take in a straggler.
        """
        self._caution = caution
        self._bound = bound
        self._not_compared = not_compared
        self._compared_each = compared_each
        self.groups: dict[int, list[int]] = {}
        self._group_of: dict[int, int] = {}
        # What the pairs between two groups sum up to, and how many they are.
        self._beside: dict[int, dict[int, tuple[float, int]]] = {}
        self._heap: list[tuple[float, int, int]] = []

    def add(self, thing: int) -> None:
        """Take in a thing as a group of its own."""
        self.groups[thing] = [thing]
        self._group_of[thing] = thing
        self._beside[thing] = {}

    def find(self, thing: int) -> int:
        """Return the number of a thing's group."""
        return self._group_of[thing]

    def relate(self, one: int, other: int, score: float) -> None:
        """Say what speaks for two things' being one; those that are in one group already are left alone."""
        left, right = self._group_of[one], self._group_of[other]
        if left == right:
            return
        total, known = self._beside[left].get(right, (0.0, 0))
        self._put(left, right, (round(total + score, 4), known + 1))

    def join(self) -> None:
        """Join groups as long as two of them lie above the bound."""
        while self._heap:
            negative, left, right = heapq.heappop(self._heap)
            if left not in self.groups or right not in self._beside[left]:
                continue
            if -negative == self._rate(left, right):
                self._merge(left, right)
            else:  # it was rated before one of them grew
                self._wait(left, right)

    def drop(self, group: int) -> list[int]:
        """Let a group go and return its things, sorted."""
        for other in self._beside.pop(group):
            del self._beside[other][group]
        things = sorted(self.groups.pop(group))
        for thing in things:
            del self._group_of[thing]
        return things

    def _put(self, left: int, right: int, known: tuple[float, int]) -> None:
        self._beside[left][right] = self._beside[right][left] = known
        self._wait(left, right)

    def _wait(self, left: int, right: int) -> None:
        """Have two groups wait to be joined, if they lie above the bound."""
        if (rated := self._rate(left, right)) > self._bound:
            heapq.heappush(self._heap, (-rated, min(left, right), max(left, right)))

    def _rate(self, left: int, right: int) -> float:
        total, known = self._beside[left][right]
        sizes = len(self.groups[left]), len(self.groups[right])
        wanted = max(known, min(sizes[0] * sizes[1], self._compared_each * min(sizes)))
        mean = (total + (wanted - known) * self._not_compared) / wanted
        return round(mean - self._caution * math.log2(min(sizes)) if self._caution else mean, 6)

    def _merge(self, left: int, right: int) -> None:
        """Take the group with fewer neighbours into the other, and rate only those few anew."""
        keeps, goes = (left, right) if len(self._beside[left]) >= len(self._beside[right]) else (right, left)
        for thing in self.groups[goes]:
            self._group_of[thing] = keeps
        self.groups[keeps] += self.groups.pop(goes)
        neighbours = self._beside.pop(goes)
        del self._beside[keeps][goes]
        for other, (total, known) in neighbours.items():
            if other != keeps:
                del self._beside[other][goes]
                before = self._beside[keeps].get(other, (0.0, 0))
                self._put(keeps, other, (round(before[0] + total, 4), before[1] + known))
