"""Decode the layers of an encoding that are spans with a kind: names, and the parts of events.

In: an `Encoding`. Out: typed spans. What a name stands for, and what parts make an event, is left to the
finders above.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.find.segments import Segment, find_segments, group_words, label_words, span_of
from dateline.model.span import Span
from dateline.nlp.encoding import Encoding

# What the finders read of events: the tree tells who takes part, `times` when.
_READ: Final = frozenset({"action", "reporting", "state", "place"})


@dataclass(frozen=True, slots=True, order=True)
class NameSpan:
    """One name.

    Attributes:
        start: First code point.
        end: The code point after its last.
        type: `person`, `organization`, `place`, `group` or `other`.
        score: Probability of the type, averaged over its words.
        by: What found it.
    """

    start: int
    end: int
    type: str
    score: float
    by: str = "encoder"


@dataclass(frozen=True, slots=True, order=True)
class EventPart:
    """One part of an event in its sentence.

    Attributes:
        start: First code point.
        end: The code point after its last.
        type: `action`, `reporting` or `state` for what happens, `participant`, `object`, `place` or `time`.
        score: Probability of the type, averaged over its words.
    """

    start: int
    end: int
    type: str
    score: float


def decode_names(encoding: Encoding) -> list[NameSpan]:
    """Decode the names of one report.

    Args:
        encoding: One report's.

    Returns:
        Names sorted by their start; they do not overlap and cut no word in half.
    """
    return [
        NameSpan(span.start, span.end, segment.kind, _average(segment))
        for span, segment in _decode_kinds(encoding, encoding.names, encoding.labels.names)
    ]


def decode_event_parts(encoding: Encoding, kinds: Collection[str] | None = None) -> list[EventPart]:
    """Decode the parts of events in one report: what happens, who takes part, where, when.

    Args:
        encoding: One report's.
        kinds: The types that are wanted; all of them if None.

    Returns:
        Parts sorted by their start; they do not overlap and cut no word in half.
    """
    if kinds is not None and _READ.issuperset(kinds):
        return [part for part in _decode_read(encoding) if part.type in kinds]
    return _decode_parts(encoding, kinds)


@lru_cache(maxsize=1)
def _decode_read(encoding: Encoding) -> Sequence[EventPart]:
    """Decode the parts that the finders read: once for those that ask for the same report."""
    return _decode_parts(encoding, _READ)


def _decode_parts(encoding: Encoding, kinds: Collection[str] | None) -> list[EventPart]:
    return [
        EventPart(span.start, span.end, segment.kind, _average(segment))
        for span, segment in _decode_kinds(encoding, encoding.events, encoding.labels.events, kinds)
    ]


def _decode_kinds(
    encoding: Encoding,
    pieces: NDArray[np.float32],
    labels: Sequence[str],
    kinds: Collection[str] | None = None,
) -> list[tuple[Span, Segment]]:
    """Decode the spans of one layer of kinds, sorted; spans without a letter or digit are none."""
    if not len(encoding):
        return []
    words = group_words(encoding)
    path, scores = label_words(pieces, labels, words)
    found = []
    for segment in find_segments(path, scores, labels, words, kinds):
        span = span_of(encoding, words, segment)
        if span is not None and any(char.isalnum() for char in span.of(encoding.text)):
            found.append((span, segment))
    return sorted(found, key=lambda each: (each[0].start, each[0].end))


def _average(segment: Segment) -> float:
    return round(math.exp(segment.likelihood), 4)
