"""Turn the encoder's scores of labels into segments: unbroken runs of whole words with one label.

In: one layer of an `Encoding`, scores of `O`, `B-` and `I-` for word pieces. Out: segments and their spans.
What a segment means, and which belong together, is left to `attributions` and `layers`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
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


@dataclass(frozen=True, eq=False)
class Words:
    """The words of an encoding: pieces `first[i]` to `last[i]`, both counted in.

    Attributes:
        first: The first piece of each word.
        last: Its last.
        window: The window that it was read in.
        paragraph: The index of its paragraph.
        starts: Its first code point.
        ends: The code point after its last.
    """

    first: Ints
    last: Ints
    window: Ints
    paragraph: Ints
    starts: list[int]
    ends: list[int]


@dataclass(frozen=True, slots=True)
class Segment:
    """An unbroken run of words with one label; `likelihood` is the mean log-probability of the label."""

    kind: str
    first: int
    last: int
    window: int
    likelihood: float
    weakest: float


@lru_cache(maxsize=1)
def group_words(encoding: Encoding) -> Words:
    """Group the pieces of an encoding into words; none reaches from one window into the next.

    The same words for whoever asks next of the same report: nobody changes them.
    """
    opens = encoding.opens_word.copy()
    opens[1:] |= encoding.windows[1:] != encoding.windows[:-1]
    first = np.nonzero(opens)[0]
    last = np.append(first[1:], len(opens)) - 1
    return Words(
        first,
        last,
        encoding.windows[first],
        encoding.paragraphs[first],
        encoding.pieces[first, 0].tolist(),
        encoding.pieces[last, 1].tolist(),
    )


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
    totals = np.add.reduceat(each, words.first)
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


def find_segments(
    path: Ints,
    scores: Floats,
    labels: Sequence[str],
    words: Words,
    kinds: Collection[str] | None = None,
) -> list[Segment]:
    """Find the runs of words that `label_words` gave one label, in order: all, or those of some kinds."""
    goes_on = (path > 0) & (path % 2 == 0)
    goes_on[0] = False
    goes_on[1:] &= (path[1:] == path[:-1]) | (path[1:] == path[:-1] + 1)
    goes_on[1:] &= words.window[1:] == words.window[:-1]
    wanted = [i % 2 == 1 and (kinds is None or _kind_of(label) in kinds) for i, label in enumerate(labels)]
    first = np.nonzero(np.array(wanted)[path])[0]
    stops = np.append(np.nonzero(~goes_on)[0], len(path))
    end = stops[np.searchsorted(stops, first, side="right")]
    bounded = np.append(np.minimum(scores, 0.0), 0.0)
    bounds = np.stack([first, end], axis=1).reshape(-1)
    if not len(bounds):
        return []
    likelihoods = np.add.reduceat(bounded, bounds)[::2] / (end - first)
    weakest = np.minimum.reduceat(bounded, bounds)[::2]
    columns = (path[first], first, end - 1, words.window[first], likelihoods, weakest)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [Segment(_kind_of(labels[label]), *row) for label, *row in rows]


def _kind_of(label: str) -> str:
    return label.removeprefix("B-")


def span_of(encoding: Encoding, words: Words, segment: Segment) -> Span | None:
    """Return the characters of a segment without white space at its ends; None where nothing is left."""
    span = trim_span(encoding.text, words.starts[segment.first], words.ends[segment.last])
    return None if span is None else widen_to_words(encoding.text, span)
