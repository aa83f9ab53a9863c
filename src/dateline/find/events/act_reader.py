"""What the words of an event's sentence mean, read for its kind: small networks over the encoder's vectors.

In: an encoding, the word of an event, who does it and to whom. Out: how likely each type is. A network looks
from the event's word at the pieces of its sentence, each by what it means, whether it is of the event, of who
does it or to whom, and how far off it stands; four such looks and the means of the four kinds of pieces tell
the type. So words count that the lexicon does not have. What the lexicon says, `event_types` adds.
`training/event_types.py` learns the weights; what they gave is in
`docs/decisions/0011-how-an-event-gets-its-type.md`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.find.grammar import Grammar
from dateline.model.span import Span
from dateline.nlp.encoding import Encoding

WEIGHTS: Final = Path(__file__).with_name("event_types.npz")
KEY: Final = 32
"""The width in which a look and a piece are compared."""
# The length that a piece's vector is brought to: what makes its parts about a half.
_LENGTH: Final = 128**0.5 / 2
# A piece stands this many pieces off or less; farther ones are all alike.
_STEPS: Final = np.array([1, 2, 4, 7, 13])
_PLACES_OFF: Final = np.searchsorted(_STEPS, np.arange(14), side="right")
# No sentence of news is longer; what passes for one is not read whole for each of its events.
_FARTHEST: Final = 256
# How many events are read at once: BLAS works on larger products with threads of its own, which wait for each
# other longer than they work.
_ROWS: Final = 12
PLACES: Final = 2 * len(_STEPS) + 1
AGENT: Final = 1
TARGET: Final = 2
_EVENT: Final = 4
CODES: Final = 8
"""Sums of `AGENT` for who does it, `TARGET` for to whom, 4 for the event's own word."""

# Which codes are of the event, of who does it, to whom, and of any piece.
_KINDS: Final = np.array(
    [[code & kind > 0 for code in range(CODES)] for kind in (_EVENT, AGENT, TARGET)] + [[True] * CODES]
).astype(np.float32)

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Sight:
    """What the network sees of an event; `n` pieces of its sentence.

    Attributes:
        vectors: What each piece means, brought to one length, `(n, 128)`.
        codes: Whose each piece is, `(n,)`, below `CODES`.
        places: Where it stands from the event's word, `(n,)`, below `PLACES`.
        means: The mean vectors of the event's pieces, the agent's, the target's and all, one after another,
            `(4 * 128,)`; zeros where there are none.
    """

    vectors: Floats
    codes: Ints
    places: Ints
    means: Floats


@dataclass(frozen=True, eq=False)
class Reader:
    """The weights of some networks that are asked together; `r` networks, `h` looks, `t` types.

    Attributes:
        ask: What a look asks of the event's word, `(r, 128, h * KEY)`.
        bias: The same whatever the word, `(r, h * KEY)`.
        keys: What a piece answers, `(r, h, 128, KEY)`.
        codes: What is added to a piece's vector for whose it is, `(r, CODES, 128)`.
        places: What a place adds to a look, `(r, PLACES, h)`.
        inner, inner_bias: To the hidden units, `(r, (4 + h) * 128, units)`, `(r, units)`.
        outer, outer_bias: To the types, `(r, units, t)`, `(r, t)`.
        straight: To the types without hidden units, `(r, (4 + h) * 128, t)`.
    """

    ask: Floats
    bias: Floats
    keys: Floats
    codes: Floats
    places: Floats
    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats
    straight: Floats

    @cached_property
    def above(self) -> Floats:
        """`inner` beside `straight`, as one matrix, `(r, (4 + h) * 128, units + t)`."""
        return np.concatenate([self.inner, self.straight], axis=2)


@cache
def load_reader() -> Reader:
    """Return the trained networks."""
    with np.load(WEIGHTS, allow_pickle=False) as made:
        return Reader(**{name: made[name].astype(np.float32) for name in made.files})


def see(
    encoding: Encoding, clause: Grammar, at: int, *, agents: Sequence[Span] = (), targets: Sequence[Span] = ()
) -> Sight | None:
    """Return what the network sees of an event.

    Args:
        encoding: The encoder's output for the report.
        clause: Its grammar.
        at: The word of the event.
        agents: Who does it, in code points.
        targets: To whom it is done.

    Returns:
        None where no piece of the word was read.
    """
    starts, vectors = _bring_to_length(encoding)
    first, end = clause.bounds_of(at)
    event, after = _find_pieces(starts, clause.starts[at], clause.ends[at])
    if event == after:
        return None
    low, high = _find_pieces(starts, clause.starts[first], clause.ends[end - 1])
    low, high = max(low, event - _FARTHEST), min(high, after + _FARTHEST)
    codes = np.zeros(high - low, np.int64)
    for code, spans in ((AGENT, agents), (TARGET, targets)):
        for span in spans:
            one, two = _find_pieces(starts, span.start, span.end)
            codes[max(one - low, 0) : max(two - low, 0)] |= code
    codes[event - low : after - low] |= _EVENT
    vectors = vectors[low:high]
    kinds = _KINDS[:, codes]
    means = ((kinds / np.maximum(kinds.sum(1, keepdims=True), 1)) @ vectors).reshape(-1)
    return Sight(vectors, codes, _tell_places(low - event, high - event), means)


def _find_pieces(starts: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return the half-open range of the pieces that begin within `[start, end)`."""
    return bisect_left(starts, start), bisect_left(starts, end)


def _tell_places(first: int, end: int) -> Ints:
    """Return the places of pieces from so many before the event's word to so many after it."""
    off = np.arange(first, end)
    far = _PLACES_OFF[np.minimum(np.abs(off), len(_PLACES_OFF) - 1)]
    return np.where(off < 0, far + len(_STEPS), far)


@lru_cache(maxsize=1)
def _bring_to_length(encoding: Encoding) -> tuple[list[int], Floats]:
    """Return where each piece of a report begins, and its vectors brought to one length."""
    vectors = encoding.vectors.astype(np.float32)
    vectors *= _LENGTH / np.maximum(np.sqrt((vectors * vectors).sum(1, keepdims=True)), 1e-6)
    return encoding.pieces[:, 0].tolist(), vectors


def read_acts(sights: Sequence[Sight], reader: Reader) -> Floats:
    """Return the logarithm of how likely each type is, the mean of the networks', `(n, t)`, a row a sight.

    A row may differ in its last digits by what is read beside it.
    """
    if not sights:
        return np.zeros((0, reader.outer.shape[2]), np.float32)
    parts = [sights[first : first + _ROWS] for first in range(0, len(sights), _ROWS)]
    return np.concatenate([_read_some(part, reader) for part in parts])


def _read_some(sights: Sequence[Sight], reader: Reader) -> Floats:
    """Read some sights at once, all brought to the length of the longest; `e` sights of `n` pieces."""
    networks, _, looks = reader.places.shape
    sizes = np.array([len(one.codes) for one in sights])
    longest, width = int(sizes.max()), sights[0].vectors.shape[1]
    vectors = np.zeros((len(sights), longest, width), np.float32)
    marks = np.zeros((2, len(sights), longest), np.int64)
    for row, one in enumerate(sights):
        vectors[row, : sizes[row]] = one.vectors
        marks[:, row, : sizes[row]] = one.codes, one.places
    codes, places = marks
    means = np.stack([one.means for one in sights])
    asked = means[:, :width] @ reader.ask + reader.bias[:, None]
    # A look a column, those of one network beside each other: `(r * h, 128, KEY) @ (r * h, KEY, e)`.
    asked = np.ascontiguousarray(asked.reshape(networks, len(sights), looks, KEY).transpose(0, 2, 3, 1))
    sought = reader.keys @ asked / np.float32(KEY**0.5)
    marked = (reader.codes[:, None] @ sought).transpose(3, 2, 0, 1)
    columns = np.ascontiguousarray(sought.reshape(networks * looks, width, -1).transpose(2, 1, 0))
    scores = (vectors @ columns).reshape(len(sights), longest, networks, looks)
    scores += marked[np.arange(len(sights))[:, None], codes]
    scores += reader.places.transpose(1, 0, 2)[places]
    scores[np.arange(longest) >= sizes[:, None]] = -np.inf
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    seen = np.ascontiguousarray(shares.reshape(len(sights), longest, -1).swapaxes(1, 2)) @ vectors
    seen = np.ascontiguousarray(seen.reshape(len(sights), networks, looks * width).swapaxes(0, 1))
    told = means @ reader.above[:, : 4 * width] + seen @ reader.above[:, 4 * width :]
    units = reader.inner.shape[2]
    hidden = np.maximum(told[..., :units] + reader.inner_bias[:, None], 0)
    told = hidden @ reader.outer + told[..., units:] + reader.outer_bias[:, None]
    told -= told.max(axis=2, keepdims=True)
    told -= np.log(np.exp(told).sum(axis=2, keepdims=True))
    mean: Floats = told.mean(axis=0)
    return mean
