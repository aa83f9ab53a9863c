"""Turn the encoder's scores of labels into segments: unbroken runs of whole words with one label.

In: one layer of an `Encoding`, scores of `O`, `B-` and `I-` for word pieces. Out: segments and their spans.
What a segment means, and which belong together, is left to `attributions` and `layers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.find.paths import find_path
from dateline.model.span import Span, trim_span
from dateline.nlp.encoding import Encoding
from dateline.nlp.tokens import widen_to_words

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_IMPOSSIBLE: Final = -1e9


@dataclass(frozen=True)
class Words:
    """The words of an encoding: pieces `first[i]` to `last[i]`, both counted in."""

    first: Ints
    last: Ints
    window: Ints
    paragraph: Ints
    of_piece: Ints


@dataclass(frozen=True)
class Segment:
    """An unbroken run of words with one label; `likelihood` is the mean log-probability of the label."""

    kind: str
    first: int
    last: int
    window: int
    likelihood: float
    weakest: float


def group_words(encoding: Encoding) -> Words:
    """Group the pieces of an encoding into words; none reaches from one window into the next."""
    opens = encoding.opens_word.copy()
    opens[1:] |= encoding.windows[1:] != encoding.windows[:-1]
    first = np.nonzero(opens)[0]
    last = np.append(first[1:], len(opens)) - 1
    return Words(first, last, encoding.windows[first], encoding.paragraphs[first], np.cumsum(opens) - 1)


def label_words(
    pieces: NDArray[np.float32], labels: Sequence[str], words: Words, *, bias: Floats | None = None
) -> tuple[Ints, Floats]:
    """Find the likeliest sequence of word labels in which `I-` only follows its own kind (Viterbi).

    Args:
        pieces: Log-probabilities of labels for pieces, `(n, k)`.
        labels: `O`, then `B-` and `I-` of each kind.
        words: The words of the pieces.
        bias: Added to the labels of each word, `(m, k)`: set on held-out articles where precision and
            recall part.

    Returns:
        The label of each word and its log-probability for the whole word, both `(m,)`.
    """
    inner = np.array([0, *(2 * (i // 2) + 2 for i in range(len(labels) - 1))])
    # A word's label is its first piece's; the others go on with the same kind.
    each = pieces[:, inner].astype(np.float64)
    each[words.first] = pieces[words.first]
    totals = np.zeros((len(words.first), len(labels)))
    np.add.at(totals, words.of_piece, each)
    fresh = np.array([_IMPOSSIBLE if i and i % 2 == 0 else 0.0 for i in range(len(labels))])
    opens = np.ones(len(totals), dtype=np.bool_)
    opens[1:] = words.paragraph[1:] != words.paragraph[:-1]
    opens[1:] |= words.window[1:] != words.window[:-1]
    totals[opens] += fresh
    likelihoods = totals
    if bias is not None:
        totals = totals + bias
    path = find_path(totals)
    sizes = words.last - words.first + 1
    return path, likelihoods[np.arange(len(path)), path] / sizes


def find_segments(path: Ints, scores: Floats, labels: Sequence[str], words: Words) -> list[Segment]:
    """Find the runs of words that `label_words` gave one label, in order."""
    found, windows = path.tolist(), words.window.tolist()
    bounded = np.minimum(scores, 0.0)
    segments = []
    for first, label in enumerate(found):
        if label % 2 == 0:
            continue
        last = first
        while last + 1 < len(path) and found[last + 1] == label + 1 and windows[last + 1] == windows[first]:
            last += 1
        inside = bounded[first : last + 1]
        segments.append(
            Segment(
                labels[label].removeprefix("B-"),
                first,
                last,
                windows[first],
                float(inside.sum()) / len(inside),
                float(inside.min()),
            )
        )
    return segments


def span_of(encoding: Encoding, words: Words, segment: Segment) -> Span | None:
    """Return the characters of a segment without white space at its ends; None where nothing is left."""
    start = int(encoding.pieces[words.first[segment.first], 0])
    end = int(encoding.pieces[words.last[segment.last], 1])
    span = trim_span(encoding.text, start, end)
    return None if span is None else widen_to_words(encoding.text, span)
