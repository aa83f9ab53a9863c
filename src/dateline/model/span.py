"""Spans of a text: half-open intervals of Unicode code points."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The stretch `text[start:end]`; offsets are code points, `start < end`.

    Raises:
        ValueError: The interval is empty or begins before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"[{self.start}, {self.end}) is no span: 0 <= start < end was meant")

    def of(self, text: str) -> str:
        """Return the words this span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Tell whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


def trim_span(text: str, start: int, end: int) -> Span | None:
    """Return `[start, end)` without the white space at its edges, or None where nothing else is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the union of `spans`, sorted, with touching and overlapping ones made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
