"""What the words of an event's sentence mean, read for its kind: small networks over the encoder's vectors.

In: an encoding, the word of an event, who does it and to whom. Out: how likely each type is. A network looks
from the event's word at the pieces of its sentence, each by what it means, whether it is of the event, of who
does it or to whom, and how far off it stands; four such looks and the means of the four kinds of pieces tell
the type. So words count that the lexicon does not have. What the lexicon says, `event_types` adds.
`training/event_types.py` learns the weights; what they gave is in
`docs/decisions/0011-how-an-event-gets-its-type.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
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
PLACES: Final = 2 * len(_STEPS) + 1
AGENT: Final = 1
TARGET: Final = 2
_EVENT: Final = 4
CODES: Final = 8
"""Sums of `AGENT` for who does it, `TARGET` for to whom, 4 for the event's own word."""

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
    first, end = clause.bounds_of(at)
    starts = encoding.pieces[:, 0]
    low, high = np.searchsorted(starts, (clause.starts[first], clause.ends[end - 1]))
    codes = np.zeros(high - low, np.int64)

    def mark(start: int, stop: int, code: int) -> tuple[int, int]:
        one, two = np.clip(np.searchsorted(starts, (start, stop)) - low, 0, len(codes))
        codes[one:two] |= code
        return int(one), int(two)

    for span in agents:
        mark(span.start, span.end, AGENT)
    for span in targets:
        mark(span.start, span.end, TARGET)
    event, after = mark(clause.starts[at], clause.ends[at], _EVENT)
    if event == after:
        return None
    vectors = encoding.vectors[low:high].astype(np.float32)
    vectors *= _LENGTH / np.maximum(np.sqrt((vectors * vectors).sum(1, keepdims=True)), 1e-6)
    off = np.arange(len(codes)) - event
    far = np.searchsorted(_STEPS, np.abs(off), side="right")
    kinds = np.stack([codes & _EVENT, codes & AGENT, codes & TARGET, np.ones_like(codes)]).astype(bool)
    shares = kinds / np.maximum(kinds.sum(1, keepdims=True), 1)
    means = (shares.astype(np.float32) @ vectors).reshape(-1)
    return Sight(vectors, codes, np.where(off < 0, far + len(_STEPS), far), means)


def read_act(sight: Sight, reader: Reader) -> Floats:
    """Return the logarithm of how likely each type is, the mean of the networks', `(t,)`."""
    width = sight.vectors.shape[1]
    asked = sight.means[:width] @ reader.ask + reader.bias
    looks = reader.places.shape[2]
    sought = reader.keys @ asked.reshape(-1, looks, KEY, 1) / np.float32(KEY**0.5)
    scores = sight.vectors @ sought[..., 0].swapaxes(1, 2)
    scores += (reader.codes @ sought[..., 0].swapaxes(1, 2))[:, sight.codes] + reader.places[:, sight.places]
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    seen = (shares.swapaxes(1, 2) @ sight.vectors).reshape(len(shares), 1, -1)
    given = np.concatenate([np.broadcast_to(sight.means, (len(seen), 1, 4 * width)), seen], axis=2)
    hidden = np.maximum(given @ reader.inner + reader.inner_bias[:, None], 0)
    told = (hidden @ reader.outer + given @ reader.straight)[:, 0] + reader.outer_bias
    told -= told.max(axis=1, keepdims=True)
    told -= np.log(np.exp(told).sum(axis=1, keepdims=True))
    mean: Floats = told.mean(axis=0)
    return mean
