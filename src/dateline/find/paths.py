"""The likeliest sequence of labels in which no span begins in its middle: scores in, labels out (Viterbi).

Labels are `O`, then `B-` and `I-` of each kind: 0, then an odd and an even number a kind. An `I-` follows its
own kind only.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def find_path(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Find the likeliest sequence.

    Each word takes its likeliest label by itself, which seldom leaves an `I-` after another kind. A stretch
    around such a place is searched, and grown until it fits what stands beside it: stretches that are each
    the likeliest, and fit, are so together.

    Args:
        scores: Log-probability of each label for each word, `(n, k)`.

    Returns:
        The label of each word, `(n,)`.
    """
    best = scores.argmax(axis=1)
    inside = (best > 0) & (best % 2 == 0)
    broken = np.nonzero(inside[1:] & (best[1:] != best[:-1]) & (best[1:] != best[:-1] + 1))[0] + 1
    path: list[int] = best.tolist()
    searched: list[tuple[int, int]] = []
    pairs = _search_pairs(scores[broken - 1], scores[broken])
    for at, pair in zip(broken.tolist(), pairs, strict=True):
        if not _breaks(path[at - 1], path[at]):
            continue
        start, end = at - 1, at + 1
        while True:
            while searched and start < searched[-1][1]:
                start, end = min(start, searched[-1][0]), max(end, searched[-1][1])
                searched.pop()
            path[start:end] = pair if end - start == 2 else _search(scores[start:end].tolist())
            if start > 0 and _breaks(path[start - 1], path[start]):
                start -= 1
            elif end < len(path) and _breaks(path[end - 1], path[end]):
                end += 1
            else:
                break
        searched.append((start, end))
    return np.array(path, np.int64)


def _search_pairs(first: NDArray[np.float64], second: NDArray[np.float64]) -> list[list[int]]:
    """Find the likeliest labels for pairs of words in a row: what `_search` does, for all at once.

    Args:
        first: Scores of the first word of each pair, `(m, k)`.
        second: Those of the second.
    """
    came = np.repeat(first.argmax(axis=1)[:, None], first.shape[1], axis=1)
    inner = np.arange(2, first.shape[1], 2)
    came[:, inner] = inner - (first[:, inner - 1] >= first[:, inner])
    rows = np.arange(len(first))
    best = (np.take_along_axis(first, came, axis=1) + second).argmax(axis=1)
    pairs: list[list[int]] = np.stack([came[rows, best], best], axis=1).tolist()
    return pairs


def _breaks(before: int, label: int) -> bool:
    """Tell whether a label goes on with a kind that the one before it is not of."""
    return label > 0 and label % 2 == 0 and before not in (label - 1, label)


def _search(scores: list[list[float]]) -> list[int]:
    """Find the likeliest sequence for a stretch whose first word may take any label."""
    best, back = scores[0], []
    for row in scores[1:]:
        came = [best.index(max(best))] * len(row)
        for inner in range(2, len(row), 2):
            came[inner] = inner - (best[inner - 1] >= best[inner])
        back.append(came)
        best = [best[label] + score for label, score in zip(came, row, strict=True)]
    path = [best.index(max(best))]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]
