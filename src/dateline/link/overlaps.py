"""Which of many spans of a text touch one: looked up, and not held against all."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from dateline.model.span import Span

T = TypeVar("T")


class Overlaps(Generic[T]):
    """Spans with what stands there.

    Args:
        spans: In any order; they may overlap each other.
    """

    def __init__(self, spans: Iterable[tuple[Span, T]]) -> None:
        self._spans = sorted(spans, key=lambda one: one[0])
        self._starts = [span.start for span, _ in self._spans]
        # How far the spans up to each one reach: never falls, so that it can be searched.
        self._reach = list(accumulate((span.end for span, _ in self._spans), max))

    def find(self, place: Span) -> list[tuple[Span, T]]:
        """Return the spans that share a code point with `place`, with what stands there, in order."""
        first = bisect_right(self._reach, place.start)
        last = bisect_left(self._starts, place.end)
        return [one for one in self._spans[first:last] if one[0].overlaps(place)]
