"""The weights under which what linking compares tells best whether two mentions are one event.

In: piles of texts whose events are marked. Out: weights by feature: those of a logistic regression with a
square penalty, found by Newton's method. `training/event_pairs.py` learns what ships, `event_links` what
leaves topics out.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.link.events.event_pairs import describe_pairs, name_features
from dateline.link.word_rows import Floats
from evaluation.event_piles import Pile

PENALTY = 10.0
STEPS = 12


def fit(
    features: Floats,
    marks: Floats,
    *,
    names: Sequence[str] | None = None,
    counts: NDArray[np.float64] | None = None,
) -> dict[str, float]:
    """Return the weights under which the marks of all pairs are likeliest, by feature.

    Args:
        features: A row a pair; the first feature is always 1.
        marks: 1 for a pair that is one, else 0.
        names: Of the features; None for those of two mentions of events.
        counts: How often each pair counts; None for once.
    """
    counts = np.ones(len(marks)) if counts is None else counts
    centre, spread = features.mean(0), features.std(0)
    centre[0], spread[0] = 0, 1
    spread[spread == 0] = 1
    scaled = ((features - centre) / spread).astype(np.float64)
    weights = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (counts * (likely - marks)) + PENALTY * weights
        bend = (scaled.T * (counts * likely * (1 - likely))) @ scaled + PENALTY * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    plain = weights / spread
    plain[0] = weights[0] - (weights[1:] * centre[1:] / spread[1:]).sum()
    return {name: round(float(one), 3) for name, one in zip(names or name_features(), plain, strict=True)}


def learn(piles: Iterable[Pile]) -> dict[str, float]:
    """Return the weights learned from some piles."""
    features, marks = [], []
    for pile in piles:
        pairs, same = pile.list_pairs()
        features.append(describe_pairs(pile.told, pairs))
        marks.append(np.array(same, np.float32))
    return fit(np.concatenate(features), np.concatenate(marks))
