"""Learn the network of `dateline.find.events.act_reader` from what it saw of acts and their types, in numpy.

In: sights and types. Out: a `Reader` of one network or several. `training.event_types` fits what ships,
`evaluation.event_types` one a fold. Adam with decay; rows of small types count more; each row is learned
once more without one side or both, as the program often does not know them; a share of every input is hidden
at random. Chance comes from seeds, so that the same rows give the same weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.find.events.act_reader import AGENT, CODES, KEY, PLACES, TARGET, Reader, Sight

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Weights = dict[str, Floats]

LOOKS: Final = 4
_UNITS: Final = 64
_EPOCHS: Final = 20
_ROWS: Final = 32
_RATE: Final = 0.002
_DECAY: Final = 0.05
_HIDDEN: Final = 0.5
# Which sides a row is learned without, drawn evenly: neither is known as often as one.
_HIDDEN_SIDES: Final = (AGENT | TARGET, AGENT | TARGET, AGENT, TARGET)
# Of the belief in a row's type, the share that is spread over all.
_SMOOTH: Final = 0.1
# The power of how much smaller than the mean a type is, by which its rows count more.
_SMALL_COUNT: Final = 0.3


def fit_readers(sights: Sequence[Sight], kinds: Sequence[int], *, types: int, readers: int = 3) -> Reader:
    """Fit networks that differ in their seed.

    Args:
        sights: A row each.
        kinds: The column of each row's type.
        types: How many there are.
        readers: How many networks.
    """
    chance = np.random.default_rng(len(sights))
    hidden = chance.choice(len(_HIDDEN_SIDES), len(sights))
    seen = [*sights, *(_hide(one, _HIDDEN_SIDES[at]) for one, at in zip(sights, hidden, strict=True))]
    wanted = np.array([*kinds, *kinds])
    made = [_fit(seen, wanted, types, seed) for seed in range(readers)]
    return Reader(**{name: np.stack([one[name] for one in made]) for name in made[0]})


def _hide(sight: Sight, sides: int) -> Sight:
    """Return a sight without the marks of some sides."""
    means = sight.means.reshape(4, -1).copy()
    means[1] *= not sides & AGENT
    means[2] *= not sides & TARGET
    return Sight(sight.vectors, sight.codes & ~sides, sight.places, means.reshape(-1))


def _fit(sights: Sequence[Sight], kinds: Ints, types: int, seed: int) -> Weights:
    """Fit one network; its weights by the names of `Reader`'s fields, without the first axis."""
    chance = np.random.default_rng(seed)
    width = sights[0].vectors.shape[1]
    weights = _begin(chance, width, types)
    goal = np.eye(types, dtype=np.float32)[kinds] * (1 - _SMOOTH) + _SMOOTH / types
    sizes = np.bincount(kinds, minlength=types)
    counts = ((sizes.mean() / sizes[kinds]) ** _SMALL_COUNT).astype(np.float32)
    mean = {name: np.zeros_like(values) for name, values in weights.items()}
    square = {name: np.zeros_like(values) for name, values in weights.items()}
    steps = _EPOCHS * -(-len(sights) // _ROWS)
    step = 0
    for _ in range(_EPOCHS):
        for rows in _deal(chance, [len(one.vectors) for one in sights]):
            step += 1
            rate = np.float32(_RATE * min(1.0, step / (0.05 * steps)) * (1 - (step - 1) / steps))
            slopes = _descend(weights, [sights[row] for row in rows], goal[rows], counts[rows], chance)
            for name, slope in slopes.items():
                mean[name] = 0.9 * mean[name] + np.float32(0.1) * slope
                square[name] = 0.999 * square[name] + np.float32(0.001) * slope * slope
                moved = mean[name] / (1 - 0.9**step) / (np.sqrt(square[name] / (1 - 0.999**step)) + 1e-8)
                weights[name] -= rate * (moved + _DECAY * weights[name]).astype(np.float32)
    return weights


def _begin(chance: np.random.Generator, width: int, types: int) -> Weights:
    """Return weights to begin with."""

    def spread(*shape: int, over: int) -> Floats:
        return chance.uniform(-1, 1, shape).astype(np.float32) / np.float32(over**0.5)

    wide = (4 + LOOKS) * width
    return {
        "ask": spread(width, LOOKS * KEY, over=width),
        "bias": spread(LOOKS * KEY, over=width),
        "keys": spread(LOOKS, width, KEY, over=width),
        "codes": chance.normal(0, 0.3, (CODES, width)).astype(np.float32),
        "places": np.zeros((PLACES, LOOKS), np.float32),
        "inner": spread(wide, _UNITS, over=wide),
        "inner_bias": np.zeros(_UNITS, np.float32),
        "outer": spread(_UNITS, types, over=_UNITS),
        "outer_bias": np.zeros(types, np.float32),
        "straight": spread(wide, types, over=wide),
    }


def _deal(chance: np.random.Generator, lengths: Sequence[int]) -> Iterator[Ints]:
    """Yield the rows in batches, those of like length together, in an order of chance."""
    order = chance.permutation(len(lengths))
    for start in range(0, len(order), 16 * _ROWS):
        some = order[start : start + 16 * _ROWS]
        some = some[np.argsort(np.asarray(lengths)[some], kind="stable")]
        for batch in chance.permutation(-(-len(some) // _ROWS)):
            yield some[batch * _ROWS : (batch + 1) * _ROWS]


def _descend(
    weights: Weights, sights: Sequence[Sight], goal: Floats, counts: Floats, chance: np.random.Generator
) -> Weights:
    """Return the slope of the loss of some rows by each weight; `b` rows, `n` pieces, `h` looks."""
    vectors, codes, places, absent = _pad(sights)
    rows, width = len(sights), vectors.shape[2]
    means = np.stack([one.means for one in sights])
    asked = (means[:, :width] @ weights["ask"] + weights["bias"]).reshape(rows, LOOKS, KEY)
    scale = np.float32(KEY**-0.5)
    sought = np.einsum("hdk,bhk->bhd", weights["keys"], asked, optimize=True) * scale
    known = vectors + weights["codes"][codes]
    scores = sought @ known.swapaxes(1, 2) + weights["places"][places].swapaxes(1, 2)
    scores[absent] = -1e9
    shares = np.exp(scores - scores.max(axis=2, keepdims=True))
    shares /= shares.sum(axis=2, keepdims=True)
    given = np.concatenate([means, (shares @ vectors).reshape(rows, -1)], axis=1)
    kept_given, kept_hidden = (
        (chance.random(shape) >= _HIDDEN).astype(np.float32) / np.float32(1 - _HIDDEN)
        for shape in (given.shape, (rows, _UNITS))
    )
    given *= kept_given
    inner = given @ weights["inner"] + weights["inner_bias"]
    hidden = np.maximum(inner, 0) * kept_hidden
    told = hidden @ weights["outer"] + given @ weights["straight"] + weights["outer_bias"]
    likely = np.exp(told - told.max(axis=1, keepdims=True))
    likely /= likely.sum(axis=1, keepdims=True)

    d_told = (likely - goal) * counts[:, None] / np.float32(rows)
    d_inner = d_told @ weights["outer"].T * kept_hidden * (inner > 0)
    d_given = (d_inner @ weights["inner"].T + d_told @ weights["straight"].T) * kept_given
    d_seen = d_given[:, 4 * width :].reshape(rows, LOOKS, width)
    d_shares = d_seen @ vectors.swapaxes(1, 2)
    d_scores = shares * (d_shares - (shares * d_shares).sum(axis=2, keepdims=True))
    d_sought = d_scores @ known * scale
    d_known = d_scores.swapaxes(1, 2) @ sought
    d_asked = np.einsum("hdk,bhd->bhk", weights["keys"], d_sought, optimize=True).reshape(rows, -1)
    by_code = np.eye(CODES, dtype=np.float32)[codes.reshape(-1)]
    by_place = np.eye(PLACES, dtype=np.float32)[places.reshape(-1)]
    return {
        "ask": means[:, :width].T @ d_asked,
        "bias": d_asked.sum(axis=0),
        "keys": np.einsum("bhd,bhk->hdk", d_sought, asked, optimize=True),
        "codes": by_code.T @ d_known.reshape(-1, width),
        "places": by_place.T @ d_scores.swapaxes(1, 2).reshape(-1, LOOKS),
        "inner": given.T @ d_inner,
        "inner_bias": d_inner.sum(axis=0),
        "outer": hidden.T @ d_told,
        "outer_bias": d_told.sum(axis=0),
        "straight": given.T @ d_told,
    }


def _pad(sights: Sequence[Sight]) -> tuple[Floats, Ints, Ints, NDArray[np.bool_]]:
    """Return vectors, codes and places of rows brought to one length, and where looks find nothing."""
    longest = max(len(one.vectors) for one in sights)
    vectors = np.zeros((len(sights), longest, sights[0].vectors.shape[1]), np.float32)
    codes, places = np.zeros((2, len(sights), longest), np.int64)
    absent = np.ones((len(sights), LOOKS, longest), np.bool_)
    for row, one in enumerate(sights):
        length = len(one.vectors)
        vectors[row, :length], codes[row, :length], places[row, :length] = one.vectors, one.codes, one.places
        absent[row, :, :length] = False
    return vectors, codes, places, absent
