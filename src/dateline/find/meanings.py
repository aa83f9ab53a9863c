"""What words mean where they stand, kept small: events are joined and sentences searched without the encoder.

In: events or sentences and the encoding of their report. Out: the same, each with its meaning, 128 signed
bytes in base64. Which events are one is left to `dateline.link.events`, search to `dateline.case`.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from dateline.model.findings import Event, Sentence
from dateline.model.span import Span
from dateline.nlp.encoding import Encoding

# The longest part of a meaning is written as this.
_LARGEST = 127


def add_meanings(events: Iterable[Event], encoding: Encoding) -> tuple[Event, ...]:
    """Return the events in their order with `meaning`: the mean of the vectors of the trigger's pieces.

    Args:
        events: Triggers are code points into `encoding.text`.
        encoding: The encoder's output for the report they were found in.
    """
    return tuple(
        replace(event, meaning=write_meaning(encoding, event.trigger.start, event.trigger.end))
        for event in events
    )


def find_sentence_meanings(sentences: Iterable[Span], encoding: Encoding) -> tuple[Sentence, ...]:
    """Return the sentences in their order, each with the mean of the vectors of its pieces.

    Args:
        sentences: Code points into `encoding.text`.
        encoding: The encoder's output for their report.
    """
    return tuple(
        Sentence(one.start, one.end, write_meaning(encoding, one.start, one.end)) for one in sentences
    )


def write_meaning(encoding: Encoding, start: int, end: int) -> str | None:
    """Return the mean vector of the pieces within some words, scaled to bytes, in base64.

    Returns:
        128 signed bytes, the largest of them 127 or -127; None where no piece stands there.
    """
    low = int(np.searchsorted(encoding.pieces[:, 1], start, side="right"))
    high = int(np.searchsorted(encoding.pieces[:, 0], end, side="left"))
    if low >= high:
        return None
    mean = encoding.vectors[low:high].astype(np.float64).mean(0)
    largest = np.abs(mean).max()
    if not largest:
        return None
    return base64.b64encode(np.rint(mean * (_LARGEST / largest)).astype(np.int8).tobytes()).decode("ascii")
