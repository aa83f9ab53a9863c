"""What words mean where they stand, kept small: events are joined and sentences searched without the encoder.

In: sentences, or the words of events, and the encoding of their report. Out: the meaning of each, 128 signed
bytes in base64. Which events are one is left to `dateline.link.events.events`, search to `dateline.case`.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

import numpy as np

from dateline.model.findings import Sentence
from dateline.model.span import Span
from dateline.nlp.encoding import Encoding

# The longest part of a meaning is written as this.
_LARGEST = 127


def find_sentence_meanings(sentences: Sequence[Span], encoding: Encoding) -> tuple[Sentence, ...]:
    """Return the sentences in their order, each with the mean of the vectors of its pieces.

    Args:
        sentences: Code points into `encoding.text`.
        encoding: The encoder's output for their report.
    """
    meanings = write_meanings(encoding, sentences)
    return tuple(Sentence(one.start, one.end, told) for one, told in zip(sentences, meanings, strict=True))


def write_meaning(encoding: Encoding, start: int, end: int) -> str | None:
    """Return what the words from `start` to `end` mean, as `write_meanings` does for several spans."""
    return write_meanings(encoding, [Span(start, end)])[0]


def write_meanings(encoding: Encoding, spans: Sequence[Span]) -> list[str | None]:
    """Return for each span the mean vector of the pieces within, scaled to bytes, in base64.

    Args:
        encoding: The encoder's output for a report.
        spans: Code points into its text, in any order.

    Returns:
        128 signed bytes, the largest of them 127 or -127; None where no piece stands there.
    """
    written: list[str | None] = [None] * len(spans)
    low = np.searchsorted(encoding.pieces[:, 1], [span.start for span in spans], side="right")
    high = np.searchsorted(encoding.pieces[:, 0], [span.end for span in spans], side="left")
    told = np.nonzero(low < high)[0]
    if not len(told):
        return written
    sizes = (high - low)[told]
    begins = np.cumsum(sizes) - sizes
    rows = np.arange(sizes.sum()) + np.repeat(low[told] - begins, sizes)
    means = np.add.reduceat(encoding.vectors[rows].astype(np.float64), begins) / sizes[:, None]
    largest = np.abs(means).max(axis=1)
    scaled = np.rint(means * (_LARGEST / np.where(largest, largest, 1.0))[:, None]).astype(np.int8)
    for at, row, most in zip(told.tolist(), scaled, largest.tolist(), strict=True):
        if most:
            written[at] = base64.b64encode(row.tobytes()).decode("ascii")
    return written
